"""Parsers of commands, and the options that commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, Literal, NoReturn, TypeAlias

from argmap.wording import listed, printable

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""The subparsers of the command line."""


class _Formatter(argparse.HelpFormatter):
    """Measures the terminal where help is shown, not at every option that is added."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)

    def format_help(self) -> str:
        """The help, as wide as the terminal."""
        import shutil

        self._width = shutil.get_terminal_size().columns - 2
        return super().format_help()


class Parser(argparse.ArgumentParser):
    """A parser of a command line, or of a command, whose options are written in full."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong, with no word of the command line raw, and leaves."""
        super().error(printable(message))


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
    several: bool | Literal["*"] = False,
    folders: str = "; of a folder, all .arg files in it",
    before: tuple[str, ...] = (),
    file: str | None = "a map, in the language or in a format of other tools; - is standard input",
    in_place: bool = False,
) -> argparse.ArgumentParser:
    """Adds and returns the parser of a command, with the options that every command has.

    `file` is the help of the argument FILE, None where the command reads none; with `several`, it is FILE…, one at
    least unless that is `*`, and `folders` says what of a folder is read. `before` are arguments before it. A command that is `in_place` may
    write over what it reads; no other may.
    """
    parser = commands.add_parser(name, help=help, description=help[:1].upper() + help[1:] + ".")
    parser.set_defaults(run=run, in_place=in_place)
    for name in before:
        parser.add_argument(name, metavar=name.upper(), help=f"the {name} label")
    if several:
        parser.add_argument(
            "files", nargs="*" if several == "*" else "+", metavar="FILE", help=f"{file}{folders}"
        )
    elif file:
        parser.add_argument("file", metavar="FILE", help=file)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write; - is standard output"
    )
    if file:
        parser.add_argument(
            "--stdin-filename", metavar="PATH", help="where the text of standard input would stand"
        )
        parser.add_argument(
            "--from",
            dest="format_read",
            metavar="FORMAT",
            help="the format of what is read, where ending and content don't tell",
        )
    parser.add_argument("--project", metavar="DIR", help="the folder that reading may not leave")
    parser.add_argument("--quiet", action="store_true", help="say nothing but what was asked for")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in messages (default: auto, where a terminal shows them)",
    )
    return parser


def add_supposition_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options that suppose what a map does not say: `--reject`, `--assume`, `--audience`."""
    group = parser.add_argument_group("what if; each can be repeated")
    for name, metavar, help in (
        ("reject", "LABEL", "this statement is not held, whatever supports it"),
        ("assume", "LABEL", "this statement is held, whatever speaks against it"),
        (
            "audience",
            "SPEAKER",
            "what this speaker says is held, and what contradicts it is not; the speaker's steps are granted",
        ),
    ):
        group.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=help)


def add_limit_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Adds `--limit`, the work of the prover."""
    parser.add_argument(
        "--limit",
        type=float,
        metavar="SECONDS",
        help=f"{what}: what a machine does in about so many seconds, "
        "counted and not timed, so that the answer is the same everywhere (default: 2)",
    )


def add_output_options(parser: argparse.ArgumentParser, *others: str) -> None:
    """Adds `--format` and `--force`, for commands whose output is text or JSON, or of some others."""
    forms = ("full", "json", *others)
    parser.add_argument(
        "--format",
        choices=forms,
        help=f"full (default), {one_of(forms[1:])}; without it the ending of OUT decides"
        if others
        else "full (default) or json; an OUT that ends in .json is json",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="go on with what could be understood of a file with errors; the exit status is 1 all the same",
    )


def add_alignment_option(parser: argparse.ArgumentParser) -> None:
    """Adds `--alignment`, the table of which statements of two maps are the same."""
    parser.add_argument(
        "--alignment",
        metavar="FILE",
        help="the table (csv) of which statements are the same: read where there is one, else written, to be corrected",
    )


def one_of(words: Sequence[str]) -> str:
    """Words with an `or` before the last."""
    return listed(words, "or")
