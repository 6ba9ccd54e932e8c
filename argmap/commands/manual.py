"""The manual page argmap(1), generated from the parsers of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator


def man(parser: argparse.ArgumentParser) -> str:
    """The manual page of a command line with commands, in the macros of man(7)."""
    from argmap.version import __version__

    commands = _commands(parser)
    lines = [
        f'.TH ARGMAP 1 "" "argmap {__version__}" "User commands"',
        ".SH NAME",
        r"argmap \- argument maps: write an argument down, check its structure, draw it",
        ".SH SYNOPSIS",
        *(f"{_bold(f'argmap {name}')} {_safe(_usage(command))}\n.br" for name, command in commands),
        ".SH DESCRIPTION",
        _safe(parser.description or ""),
        ".SH OPTIONS",
        *_options(parser._actions),
        ".SH COMMANDS",
    ]
    for name, command in commands:
        lines += [f".SS argmap {name}", _safe(command.description or "")]
        lines += _options(command._actions)
    lines += [".SH EXIT STATUS", _safe(parser.epilog or "")]
    return "\n".join(line for line in lines if line) + "\n"


def _commands(parser: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices.items())
    return []


def _usage(command: argparse.ArgumentParser) -> str:
    """What stands after the name of a command: its places, and that there are options."""
    places = []
    for action in command._actions:
        if not action.option_strings:
            name = str(action.metavar or action.dest)
            several = f"{name}..." if action.nargs in ("+", "*") else name
            places.append(f"[{several}]" if action.nargs in ("?", "*") else several)
    return " ".join([*places, "[options]"])


def _options(actions: list[argparse.Action]) -> Iterator[str]:
    for action in actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        yield ".TP"
        yield _head(action)
        default = action.default if action.default != argparse.SUPPRESS else None
        yield _safe((action.help or "") % {"prog": "argmap", "default": default})


def _head(action: argparse.Action) -> str:
    """An option with what it takes, or the name of a place."""
    takes = ""
    if action.nargs != 0:
        value = action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
        takes = rf"\fI{_roff(str(value))}\fR"
    if not action.option_strings:
        return takes
    names = ", ".join(_bold(name) for name in action.option_strings)
    return f"{names} {takes}".rstrip()


def _bold(text: str) -> str:
    return rf"\fB{_roff(text)}\fR"


def _roff(text: str) -> str:
    """A text in ASCII, as every roff reads it."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return "".join(c if c.isascii() else rf"\[u{ord(c):04X}]" for c in plain)


def _safe(text: str) -> str:
    """A text in which no line begins with a sign that roff takes for its own."""
    line = _roff(" ".join(text.split()))
    return rf"\&{line}" if line[:1] in (".", "'") else line
