"""`argmap lsp`: the language server, for editors."""

from __future__ import annotations

import argparse
import sys

from argmap.commands.parsers import Commands
from argmap.commands.status import DONE, FAULTY, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    help = "serve an editor over standard input and output (the Language Server Protocol)"
    parser = commands.add_parser("lsp", help=help, description=f"{help[:1].upper()}{help[1:]}.")
    parser.set_defaults(run=run)
    # Clients pass it; it changes nothing.
    parser.add_argument("--stdio", action="store_true", help="what it does anyway")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.extras import MissingExtra, needed

    if sys.stdin is None:
        raise Unusable("standard input is closed, and an editor speaks through it")
    try:
        needed("pygls", "lsp", "the language server")
    except MissingExtra as error:
        raise Unusable(str(error)) from None
    from argmap.live.server import serve

    return DONE if serve() else FAULTY
