"""`argmap compare`"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.commands.inputs import compile_and_report, report_refusal
from argmap.commands.outputs import (
    output_format,
    system_reason,
    write_document,
    write_json,
    write_text,
)
from argmap.commands.parsers import Commands, add_command, add_output_options
from argmap.commands.status import DONE, Unusable

if TYPE_CHECKING:
    from argmap.compare.comparison import Comparison
    from argmap.model import Map
    from argmap.quotations.library import Passages


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "compare",
        run,
        "say what differs between two maps, and how far they agree",
    )
    parser.add_argument("other", metavar="OTHER", help="the later version, or the other reading")
    parser.add_argument(
        "more",
        metavar="MORE",
        nargs="*",
        help="further readings, of which only the agreement is told",
    )
    add_output_options(parser)
    parser.add_argument(
        "--all", action="store_true", help="all that differs, not only what a screen holds"
    )
    parser.add_argument(
        "--alignment",
        metavar="FILE",
        help="the table (csv) of which statements are the same: read where there is one, else written, to be corrected",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    form = output_format(arguments)
    files = [arguments.file, arguments.other, *arguments.more]
    if files.count("-") > 1:
        raise Unusable("standard input can be read only once")
    if arguments.more and (arguments.alignment is not None or arguments.all):
        raise Unusable("--alignment and --all are for two maps")
    from argmap.compare import agreement
    from argmap.quotations.library import passages

    status = DONE
    maps, places = [], []
    for file in files:
        arguments.file = file
        compilation, faulty = compile_and_report(arguments)
        if faulty and not arguments.force:
            return report_refusal(arguments, compilation)
        status = max(status, faulty)
        maps.append(compilation.map)
        places.append(passages(compilation.map, compilation.source, compilation.project))
    if arguments.more:
        found = agreement(maps, _names(files), places)
        text, data = found.to_text(), {"agreement": found.to_dict()}
    else:
        compared = _compared(arguments.alignment, maps, places)
        text, data = compared.to_text(arguments.all), compared.to_dict()
    if form == "json":
        write_json(data, arguments.output)
    else:
        write_text(text, arguments.output)
    return status


def _names(files: list[str]) -> list[str]:
    """What readers are called: by their files, or where these have one name by their paths."""
    names = [Path(file).stem for file in files]
    return [
        name if names.count(name) == 1 else file for name, file in zip(names, files, strict=True)
    ]


def _compared(table: str | None, maps: list[Map], places: list[Passages]) -> Comparison:
    """The comparison of two maps, by the table of their alignment, which is written where there is none."""
    from argmap.compare import compare
    from argmap.compare.alignment import align
    from argmap.compare.table import to_csv

    (one, other), both = maps, (places[0], places[1])
    given = _given(table, one, other) if table is not None else None
    alignment = align(one, other, given or (), both)
    if table is not None and given is None:
        write_document(to_csv(alignment, one, other), table)
    return compare(one, other, alignment, both)


def _given(table: str, one: Map, other: Map) -> list[tuple[str, str]] | None:
    """The pairs of a table, if there is one."""
    from argmap.compare.table import from_csv

    try:
        text = Path(table).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Unusable(f"can't read {table}: {system_reason(error, named=True)}") from None
    try:
        return from_csv(text, one, other)
    except ValueError as error:
        raise Unusable(f"{table}: {error}") from None
