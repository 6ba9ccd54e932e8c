"""`argmap defend`"""

from __future__ import annotations

import argparse

from argmap.commands.parsers import Commands, add_command
from argmap.commands.search import add_search_options, run_search


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    help = "say what would make a conclusion stand: which objections to answer, what to establish"
    add_search_options(add_command(commands, "defend", run, help), "things are done")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.evaluate.defence import defend

    return run_search(arguments, defend)
