"""`argmap crux`"""

from __future__ import annotations

import argparse

from argmap.commands.inputs import compile_and_report, report_refusal
from argmap.commands.outputs import output_format, write_json, write_text
from argmap.commands.parsers import (
    Commands,
    add_command,
    add_output_options,
    add_supposition_options,
)
from argmap.commands.status import Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    from argmap.evaluate.available import SIZE, TRIES

    parser = add_command(
        commands,
        "crux",
        run,
        "say which premises a conclusion hangs on: reject them, and it changes",
    )
    parser.add_argument(
        "label", nargs="?", metavar="LABEL", help="a statement; without it, each root"
    )
    parser.add_argument(
        "--size",
        type=int,
        default=SIZE,
        metavar="N",
        help=f"how many premises are rejected together at most (default: {SIZE})",
    )
    parser.add_argument(
        "--tries",
        type=int,
        default=TRIES,
        metavar="N",
        help=f"how many sets are tried for each conclusion (default: {TRIES})",
    )
    add_supposition_options(parser)
    add_output_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.evaluate.crux import crux

    form = output_format(arguments, False)
    compilation, status = compile_and_report(arguments)
    if status and not arguments.force:
        return report_refusal(arguments, compilation)
    map = compilation.map
    try:
        found = crux(
            map,
            arguments.label,
            size=arguments.size,
            tries=arguments.tries,
            reject=arguments.reject,
            assume=arguments.assume,
            audience=arguments.audience,
        )
    except ValueError as error:
        raise Unusable(str(error)) from None
    if form == "json":
        write_json([one.to_dict() for one in found], arguments.output)
    else:
        write_text("\n".join(one.to_text(map) for one in found), arguments.output)
    return status
