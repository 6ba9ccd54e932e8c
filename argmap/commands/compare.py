"""`argmap compare`"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from argmap.commands.classroom import distinct_names, run_class
from argmap.commands.inputs import (
    compile_and_report,
    compile_file,
    read_table,
    report_refusal,
)
from argmap.commands.outputs import output_format, say, write_document, write_json, write_text
from argmap.commands.parsers import (
    Commands,
    add_alignment_option,
    add_command,
    add_output_options,
)
from argmap.commands.status import DONE, Unusable

if TYPE_CHECKING:
    from argmap.compare.alignment import Alignment
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
    parser.add_argument(
        "others",
        metavar="OTHER",
        nargs="*",
        help="the later version, or the other reading; of further readings only the agreement is told",
    )
    add_output_options(parser, "markdown")
    parser.add_argument(
        "--all", action="store_true", help="all that differs, not only what a screen holds"
    )
    add_alignment_option(parser)
    parser.add_argument(
        "--model",
        metavar="MODEL",
        help="tell what each map, or each in a folder, has of this one: as text, json, csv or html by the ending of OUT",
    )
    parser.add_argument(
        "--git",
        action="store_true",
        help="take the arguments that git gives to an external diff (`diff.argmap.command`)",
    )
    parser.add_argument(
        "--pages", metavar="DIR", help="with --model, write a page for each map into this folder"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    files = [arguments.file, *arguments.others]
    if arguments.git:
        return _differences(arguments, files)
    if arguments.model is not None:
        if arguments.alignment is not None or arguments.all:
            raise Unusable("--alignment and --all are for two maps, and not for --model")
        return run_class(arguments, files)
    if arguments.pages is not None:
        raise Unusable("--pages goes with --model")
    if not arguments.others:
        raise Unusable("compare takes two maps at least, or --model MODEL and maps")
    form = output_format(arguments, ("html", "markdown"))
    if files.count("-") > 1:
        raise Unusable("standard input can be read only once")
    if len(files) > 2 and form == "markdown":
        raise Unusable("--format markdown is for two maps")
    if len(files) > 2 and (arguments.alignment is not None or arguments.all):
        raise Unusable("--alignment and --all are for two maps")
    from argmap.compare import agreement, compare
    from argmap.quotations.library import passages

    status = DONE
    maps: list[Map] = []
    places: list[Passages] = []
    for file in files:
        arguments.file = file
        compilation, faulty = compile_and_report(arguments)
        if faulty and not arguments.force:
            return report_refusal(arguments, compilation)
        status = max(status, faulty)
        maps.append(compilation.map)
        places.append(passages(compilation.map, compilation.source, compilation.project))
    names = distinct_names(files)
    alignment: Alignment | None = None
    if len(files) > 2:
        found = agreement(maps, names, places)
        text, data = found.to_text(), {"agreement": found.to_dict()}
    else:
        one, other = maps
        both = places[0], places[1]
        alignment = alignment_by(arguments.alignment, one, other, both)
        compared = compare(one, other, alignment, both)
        text, data = compared.to_text(arguments.all), compared.to_dict()
        if form == "markdown":
            from argmap.writers.comparison_markdown import to_markdown

            text = to_markdown(compared, arguments.all)
    if form == "html":
        write_document(_side_by_side(names, maps, places, alignment), arguments.output)
        return status
    if form == "json":
        write_json(data, arguments.output)
    else:
        write_text(text, arguments.output)
    return status


def _side_by_side(
    names: list[str], maps: list[Map], places: list[Passages], alignment: Alignment | None
) -> str:
    """The page of the readings."""
    from argmap.writers.pair_html import MOST, Reading, to_html

    if len(maps) > MOST:
        raise Unusable(f"{MOST} readings stand side by side at most")
    readings = [Reading(*one) for one in zip(names, maps, places, strict=True)]
    return to_html(readings, alignment)


def alignment_by(
    table: str | None, one: Map, other: Map, places: tuple[Passages, Passages] | None
) -> Alignment:
    """The alignment of two maps, by a table of it, which is written where there is none."""
    from argmap.compare.alignment import align
    from argmap.compare.table import from_csv, to_csv

    given = read_table(table, lambda text: from_csv(text, one, other))
    alignment = align(one, other, given or (), places)
    if table is not None and given is None:
        write_document(to_csv(alignment, one, other), table)
    return alignment


def _differences(arguments: argparse.Namespace, words: list[str]) -> int:
    """What git shows of a file: `words` are the path, the old and the new file with their hashes and modes."""
    if len(words) == 1:
        say(f"argmap: {words[0]} is not merged yet")
        return DONE
    if len(words) < 7:
        raise Unusable("--git takes the seven arguments that git gives to an external diff")
    from argmap.compare import compare
    from argmap.model import Map

    path, old, new = words[0], words[1], words[4]
    arguments.format_read = arguments.format_read or "arg"
    one, other = (
        Map() if file == os.devnull else compile_file(file, arguments, place=path).map
        for file in (old, new)
    )
    write_text(
        f"argmap compare a/{path} b/{path}\n{compare(one, other).to_text(arguments.all, agreement=False)}",
        None,
    )
    return DONE
