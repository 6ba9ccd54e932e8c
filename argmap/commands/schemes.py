"""`argmap schemes`"""

from __future__ import annotations

import argparse
import sys

from argmap.commands.outputs import use_color, write_report, write_text
from argmap.commands.parsers import Commands, add_command
from argmap.commands.status import DONE, FAULTY, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands, "schemes", run, "list the argument schemes, or print one", file=None
    )
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a scheme; without it, the list of all"
    )
    parser.add_argument(
        "--format", choices=("full", "json"), default="full", help="full (default) or json"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from pathlib import Path

    from argmap.configuration import settings_for
    from argmap.report import render_report
    from argmap.schemes.library import closest, schemes
    from argmap.schemes.showing import describe, listing, to_dict
    from argmap.wording import json_text

    settings = settings_for(Path(arguments.project or "."))
    known, problems = schemes(settings.schemes)
    found = (*settings.diagnostics, *problems)
    write_report(render_report(found, "full", use_color(arguments.color, sys.stderr)))
    status = FAULTY if found else DONE
    if arguments.name is None:
        text = listing(known.values())
        data: object = [to_dict(scheme) for scheme in known.values()]
    else:
        scheme = known.get(arguments.name)
        if scheme is None and arguments.name == "deduction":
            raise Unusable(
                "`deduction` is a word of the language, and no scheme: `by deduction` makes a step strict"
            )
        if scheme is None:
            guess = closest(arguments.name, known.values())
            help = f"did you mean `{guess}`?" if guess else "`argmap schemes` lists them"
            raise Unusable(f"no scheme has the name `{arguments.name}`: {help}")
        text, data = describe(scheme), to_dict(scheme)
    if arguments.format == "json":
        text = json_text(data)
    write_text(text if text.endswith("\n") else f"{text}\n", arguments.output)
    return status
