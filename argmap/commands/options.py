"""The options that commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TypeAlias

from argmap.wording import listed

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What takes the commands of a command line."""


def command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
    several: bool = False,
    folders: str = "; of a folder, all .arg files in it",
    before: tuple[str, ...] = (),
    file: str | None = "a map, in the language or in a format of other tools; - is standard input",
) -> argparse.ArgumentParser:
    """A command with the options that every command has; `file` is None where it reads none."""
    command = commands.add_parser(
        name, help=help, description=help[:1].upper() + help[1:] + ".", allow_abbrev=False
    )
    command.set_defaults(run=run)
    for name in before:
        command.add_argument(name, metavar=name.upper(), help=f"the {name} label")
    if several:
        command.add_argument("files", nargs="+", metavar="FILE", help=f"{file}{folders}")
    elif file:
        command.add_argument("file", metavar="FILE", help=file)
    command.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write; - is standard output"
    )
    if file:
        command.add_argument(
            "--stdin-filename", metavar="PATH", help="where the text of standard input would stand"
        )
        command.add_argument(
            "--from",
            dest="format_read",
            metavar="FORMAT",
            help="the format of what is read, where ending and content don't tell",
        )
    command.add_argument("--project", metavar="DIR", help="the folder that reading may not leave")
    command.add_argument("--quiet", action="store_true", help="say nothing but what was asked for")
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in messages (default: auto, where a terminal shows them)",
    )
    return command


def supposing(command: argparse.ArgumentParser) -> None:
    """The options that suppose what a map does not say."""
    group = command.add_argument_group("what if; each can be repeated")
    for name, metavar, help in (
        ("reject", "LABEL", "this statement is not held, whatever supports it"),
        ("assume", "LABEL", "this statement is held, whatever speaks against it"),
        ("audience", "SPEAKER", "what this speaker says is held, and what contradicts it is not"),
    ):
        group.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=help)


def answering(command: argparse.ArgumentParser) -> None:
    """The options of commands that answer in text or JSON."""
    command.add_argument(
        "--format",
        choices=("full", "json"),
        help="full (default) or json; an OUT that ends in .json is json",
    )
    command.add_argument(
        "--force",
        action="store_true",
        help="go on with what could be understood of a file with errors; the exit status is 1 all the same",
    )


def one_of(words: Sequence[str]) -> str:
    """Words with an `or` before the last."""
    return listed(words, "or")
