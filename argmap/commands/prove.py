"""`argmap prove`"""

from __future__ import annotations

import argparse

from argmap.commands.inputs import compile_and_report
from argmap.commands.outputs import say, write_text
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
        "--format", choices=("full", "json"), default="full", help="full (default) or json"
    )
    add_limit_option(parser, "how much work all steps together may take")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.wording import json_text

    compilation, status = compile_and_report(arguments)
    if status:
        say(f"argmap: {compilation.source.name} has errors, so nothing was proved")
        return status
    from argmap.proof.prove import LIMIT, prove
    from argmap.proof.solver import ProverError

    try:
        limit = LIMIT if arguments.limit is None else arguments.limit
        proofs = prove(compilation.map, limit=limit)
    except (ProverError, ValueError) as error:
        raise Unusable(str(error)) from None
    status = DONE if proofs.hold else FAULTY
    if arguments.format == "json":
        text = json_text(proofs.to_dict())
        write_text(text, arguments.output)
    elif status or not arguments.quiet:
        write_text(proofs.to_text(), arguments.output)
    if not arguments.quiet:
        say(f"argmap: {proofs.summary()}")
    return status
