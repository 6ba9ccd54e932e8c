"""`argmap merge-driver`: what git calls to merge two versions of a map."""

from __future__ import annotations

import argparse

from argmap.commands.merge import merge_versions
from argmap.commands.parsers import Commands, add_command


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "merge-driver",
        run,
        "merge two versions of a map for git, as `argmap merge-driver %%O %%A %%B %%P`",
        file="the version that both go back to, `%%O`",
        in_place=True,
    )
    parser.add_argument("one", metavar="OURS", help="our version, `%%A`, which is written over")
    parser.add_argument("other", metavar="THEIRS", help="their version, `%%B`")
    parser.add_argument(
        "path", metavar="PATH", nargs="?", default="", help="the file's name, `%%P`"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status, 1 where a conflict is left, which git then tells."""
    arguments.base = arguments.file
    # git's files have names of their own, and no endings.
    arguments.format_read = arguments.format_read or "arg"
    output = arguments.output or arguments.one
    return merge_versions(arguments, arguments.one, arguments.other, output, arguments.path)
