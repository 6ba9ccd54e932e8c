"""`argmap crux`"""

from __future__ import annotations

import argparse

from argmap.commands.parsers import Commands, add_command
from argmap.commands.search import add_search_options, run_search


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    help = "say which premises a conclusion hangs on: reject them, and it changes"
    add_search_options(add_command(commands, "crux", run, help), "premises are rejected")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.evaluate.crux import crux

    return run_search(arguments, crux)
