"""What the commands share that search for smallest sets of things for a conclusion."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from argmap.commands.inputs import compile_and_report, report_refusal
from argmap.commands.outputs import output_format, write_json, write_text
from argmap.commands.parsers import add_output_options, add_supposition_options
from argmap.commands.status import Unusable
from argmap.model import Map


class Found(Protocol):
    """What is found for one conclusion."""

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""

    def to_text(self, map: Map) -> str:
        """For people."""


def add_search_options(parser: argparse.ArgumentParser, what: str) -> None:
    """Adds the options of a search for sets; `what` says what is done with those in a set."""
    from argmap.evaluate.available import SIZE, TRIES

    parser.add_argument(
        "label", nargs="?", metavar="LABEL", help="a statement; without it, each root"
    )
    parser.add_argument(
        "--size",
        type=int,
        default=SIZE,
        metavar="N",
        help=f"how many {what} together at most (default: {SIZE})",
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


def run_search(arguments: argparse.Namespace, search: Callable[..., Sequence[Found]]) -> int:
    """Runs a search and writes what it finds; returns the exit status."""
    form = output_format(arguments)
    compilation, status = compile_and_report(arguments)
    if status and not arguments.force:
        return report_refusal(arguments, compilation)
    map = compilation.map
    try:
        found = search(
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
