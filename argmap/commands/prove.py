"""`argmap prove`"""

from __future__ import annotations

import argparse

from argmap.commands.inputs import compile_and_report
from argmap.commands.outputs import output_format, say, write_json, write_text
from argmap.commands.parsers import Commands, add_command, add_limit_option
from argmap.commands.status import DONE, FAULTY, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "prove",
        run,
        "say which steps with formulas are valid, and what the others lack",
    )
    parser.add_argument(
        "--format",
        choices=("full", "markdown", "json"),
        help="full (default), json, or with --report markdown; without it the ending of OUT decides",
    )
    parser.add_argument(
        "--report",
        action="store_true",
        help="hold every reason and every rebuttal against the formulas: what is valid, which premises are idle, what the "
        "premises refute, which rebuttals contradict, and what has no formula",
    )
    add_limit_option(parser, "how much work all steps together may take")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    form = output_format(arguments, ("markdown",) if arguments.report else ())
    if form == "markdown" and not arguments.report:
        raise Unusable("--format markdown goes with --report")
    compilation, status = compile_and_report(arguments)
    if status:
        say(f"argmap: {compilation.source.name} has errors, so nothing was proved")
        return status
    from argmap.proof.prove import LIMIT, prove
    from argmap.proof.reconstruction import Reconstruction, reconstruction
    from argmap.proof.results import Proofs
    from argmap.proof.solver import ProverError

    found: Proofs | Reconstruction
    try:
        limit = LIMIT if arguments.limit is None else arguments.limit
        look = reconstruction if arguments.report else prove
        found = look(compilation.map, limit=limit)
    except (ProverError, ValueError) as error:
        raise Unusable(str(error)) from None
    status = DONE if found.hold else FAULTY
    if form == "json":
        write_json(found.to_dict(), arguments.output)
    elif isinstance(found, Reconstruction) and form == "markdown":
        write_text(found.to_markdown(), arguments.output)
    elif status or arguments.report or not arguments.quiet:
        write_text(found.to_text(), arguments.output)
    if not arguments.quiet:
        say(f"argmap: {found.summary()}")
    return status
