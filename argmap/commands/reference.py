"""The page of all commands and options, generated from the parsers of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator


def page(parser: argparse.ArgumentParser) -> str:
    """The commands of a command line and their options as Markdown; what every command has comes once."""
    actions = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    commands: dict[str, argparse.ArgumentParser] = dict(actions.choices)
    common = _common(commands)
    lines = [
        "# All commands and options",
        "",
        "Made from the program itself; [The command line](cli.md) explains them.",
        "",
        "| command | what it does |",
        "| --- | --- |",
        *(
            f"| [`{name}`](#{name}) | {_cell(c.description or '')} |"
            for name, c in commands.items()
        ),
        "",
        "## Every command",
        "",
        *_table(a for a in commands["check"]._actions if _names(a) in common),
    ]
    for name, command in commands.items():
        own = [a for a in command._actions if _names(a) not in common]
        lines += [
            "",
            f"## {name}",
            "",
            f"    {_usage(name, command)}",
            "",
            command.description or "",
        ]
        table = list(_table(own))
        lines += ["", *table] if table else []
    lines += ["", "## Exit status", "", parser.epilog or ""]
    return "\n".join(lines) + "\n"


def _names(action: argparse.Action) -> str:
    return ", ".join(action.option_strings)


def _common(commands: dict[str, argparse.ArgumentParser]) -> set[str]:
    """The options that all commands have that read files."""
    reading = [c for c in commands.values() if "--project" in c._option_string_actions]
    sets = [{_names(a) for a in c._actions if a.option_strings} for c in reading]
    return set.intersection(*sets)


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    words = [f"argmap {name}"]
    for action in command._actions:
        if not action.option_strings:
            place = str(action.metavar or action.dest)
            several = f"{place}…" if action.nargs in ("+", "*") else place
            words.append(f"[{several}]" if action.nargs in ("?", "*") else several)
    return " ".join([*words, "[options]"])


def _table(actions: Iterator[argparse.Action] | list[argparse.Action]) -> Iterator[str]:
    rows = [f"| `{_option(a)}` | {_cell(a.help or '')} |" for a in actions]
    if rows:
        yield from ("| option | meaning |", "| --- | --- |", *rows)


def _option(action: argparse.Action) -> str:
    """An option with what it takes, or the name of a place."""
    takes = ""
    if action.nargs != 0:
        takes = str(
            action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
        )
    return f"{_names(action)} {takes}".strip().replace("|", "\\|")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("%%", "%")
