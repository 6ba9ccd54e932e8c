"""`argmap merge`: readings of one text, or versions of one map, as one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.commands.classroom import distinct_names
from argmap.commands.inputs import (
    compile_and_report,
    compile_file,
    read_table,
    report_refusal,
)
from argmap.commands.outputs import say, write_bytes, write_document
from argmap.commands.parsers import Commands, add_alignment_option, add_command
from argmap.commands.status import DONE, FAULTY, Unusable

if TYPE_CHECKING:
    from argmap.compare.union import Union
    from argmap.compilation import Compilation


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands, "merge", run, "make one map of several readings of a text, or of two versions"
    )
    parser.add_argument(
        "others", metavar="OTHER", nargs="+", help="the other reading, or readings, or version"
    )
    parser.add_argument(
        "--base",
        metavar="BASE",
        help="what both versions go back to: then what either changed is taken, comments and all",
    )
    add_alignment_option(parser)
    parser.add_argument(
        "--adjudicate",
        metavar="FILE",
        help="the table (csv) of what the readers disagree on: read where there is one, else written, to be decided",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="go on with what could be understood of a file with errors; the exit status is 1 all the same",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status, 1 where a conflict is left."""
    from argmap.formats import ending_of, named_by

    files = [arguments.file, *arguments.others]
    if [*files, arguments.base].count("-") > 1:
        raise Unusable("standard input can be read only once")
    if arguments.output not in (None, "-") and named_by(ending_of(arguments.output)) != "arg":
        raise Unusable(
            f"merge writes the language, into a file that ends in .arg, not {arguments.output}"
        )
    if arguments.base is not None:
        if len(files) > 2 or arguments.alignment is not None or arguments.adjudicate is not None:
            raise Unusable("--base is for two versions, without --alignment and --adjudicate")
        return merge_versions(arguments, files[0], files[1], arguments.output)
    if len(files) > 2 and arguments.alignment is not None:
        raise Unusable("--alignment is for two maps")
    return _merge_readings(arguments, files)


def merge_versions(
    arguments: argparse.Namespace, one: str, other: str, output: str | None, place: str = ""
) -> int:
    """Writes two versions of a base together; `place` is the path of the file of which all three are versions."""
    from argmap.edit.versions import merged

    base, mine, theirs = found = [
        compile_file(x, arguments, place=place) for x in (arguments.base, one, other)
    ]
    for version in found:
        if version.format != "arg" or not version.reading.usable:
            raise Unusable(f"{version.source.name} holds no text in the language")
    made = merged(base, mine, theirs)
    write_bytes(made.data(mine), output)
    for conflict in made.conflicts:
        say(f"argmap: {place or one}: conflict: {conflict}")
    return FAULTY if made.conflicts else DONE


def _merge_readings(arguments: argparse.Namespace, files: list[str]) -> int:
    from argmap.compare.decisions import from_csv, to_csv
    from argmap.diagnostics import ArgmapError

    status = DONE
    compilations = []
    for file in files:
        arguments.file = file
        compilation, faulty = compile_and_report(arguments)
        if faulty and not arguments.force:
            return report_refusal(arguments, compilation)
        status = max(status, faulty)
        compilations.append(compilation)
    decisions = read_table(arguments.adjudicate, from_csv)
    try:
        unions = list(_unions(arguments, compilations, distinct_names(files), decisions or {}))
        text = _text(compilations, unions)
    except ArgmapError as error:
        raise Unusable(f"the maps can't be put together: {error}") from None
    told = [d for one in unions for d in one.disagreements]
    if arguments.adjudicate is not None and decisions is None:
        write_document(to_csv(told), arguments.adjudicate)
    write_bytes(text, arguments.output)
    left = [d for d in told if not d.decided]
    for conflict in left:
        say(f"argmap: conflict: {conflict.to_text()}")
    if not arguments.quiet:
        count = len(unions[-1].map.statements)
        conflicts = f"{len(left)} conflict{'' if len(left) == 1 else 's'}"
        say(f"argmap: {count} statements of {len(files)} maps; {conflicts} left")
    return FAULTY if left else status


def _unions(
    arguments: argparse.Namespace,
    compilations: list[Compilation],
    names: list[str],
    decisions: dict[tuple[str, str], str],
) -> Iterator[Union]:
    """The union of the first two maps, of that and the third, and so on."""
    from argmap.commands.compare import alignment_by
    from argmap.compare.union import union
    from argmap.quotations.library import passages

    places = [passages(c.map, c.source, c.project) for c in compilations]
    made = compilations[0].map
    for n in range(1, len(compilations)):
        both = (places[0], places[n]) if n == 1 else None
        other = compilations[n].map
        alignment = alignment_by(arguments.alignment, made, other, both)
        found = union(made, other, (names[0], names[n]), alignment, decisions)
        yield found
        made = found.map


def _text(compilations: list[Compilation], unions: list[Union]) -> bytes:
    """The text of the last union; where the first map is one in the language, with the comments of all."""
    from argmap.compilation import Compilation
    from argmap.edit.fixes import applied
    from argmap.edit.rewriting import rewritten
    from argmap.writers.arg import to_arg

    first, map = compilations[0], unions[-1].map
    if first.format == "arg" and first.reading.usable:
        others = [
            (c, union.names)
            for c, union in zip(compilations[1:], unions, strict=True)
            if c.format == "arg" and c.reading.usable
        ]
        data = applied(first.reading.data, list(rewritten(first, map, *others)))
        if data is not None and first.of_data(data).map == map:
            return data
    text = to_arg(map)
    data = text.encode("utf-8", "surrogatepass")
    again = (
        first.of_data(data) if first.format == "arg" else Compilation.of_text(text, format="arg")
    )
    again.checked()
    return data
