"""`argmap compare --model MODEL FILE…`: the maps of a class, each held against a model."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.commands.inputs import (
    compile_and_report,
    compile_file,
    expand_folders,
    refuse_overwriting,
    report_refusal,
    with_progress_bar,
)
from argmap.commands.outputs import output_format, say, write_document, write_json, write_text
from argmap.commands.status import DONE, FAULTY, UNUSABLE, Unusable

if TYPE_CHECKING:
    from argmap.compare.assessment import Assessment
    from argmap.model import Map
    from argmap.quotations.library import Passages


def run_class(arguments: argparse.Namespace, files: list[str]) -> int:
    """Holds maps against the model and writes what each has of it; returns the exit status, 1 where one has errors."""
    form = output_format(arguments, ("html", "csv"))
    if form == "markdown":
        raise Unusable("--format markdown is for two maps")
    listed = [file for file in expand_folders(files) if not _same(file, arguments.model)]
    if [arguments.model, *listed].count("-") > 1:
        raise Unusable("standard input can be read only once")
    if not listed:
        raise Unusable("there is no map to hold against the model")
    refuse_overwriting(arguments, arguments.model, *listed)
    arguments.file = arguments.model
    compilation, faulty = compile_and_report(arguments)
    if faulty and not arguments.force:
        return report_refusal(arguments, compilation)
    if not compilation.map.statements:
        raise Unusable(f"{arguments.model} has no statements to find")
    from argmap.compare.assessment import table, to_text
    from argmap.quotations.library import passages

    model = compilation.map
    places = passages(model, compilation.source, compilation.project)
    names = distinct_names([str(file) for file in listed])
    assessments = [
        _assessed(file, name, arguments, model, places)
        for file, name in with_progress_bar(
            list(zip(listed, names, strict=True)), arguments.quiet, len(listed)
        )
    ]
    status = FAULTY if faulty or any(one.errors for one in assessments) else DONE
    for one in assessments:
        if one.problem:
            say(f"argmap: {one.problem}")
            status = UNUSABLE
    if arguments.pages is not None:
        _write_pages(assessments, arguments.pages)
    if form == "json":
        write_json([one.to_dict() for one in assessments], arguments.output)
    elif form == "html":
        from argmap.writers.class_html import to_html

        write_document(to_html(assessments), arguments.output)
    elif form == "csv":
        write_document(_csv(table(assessments)), arguments.output)
    else:
        write_text(to_text(assessments), arguments.output)
    return status


def distinct_names(files: list[str]) -> list[str]:
    """What the makers of maps are called: by their files, or where these have one name by their paths."""
    names = [Path(file).stem for file in files]
    return [
        name if names.count(name) == 1 else file for name, file in zip(names, files, strict=True)
    ]


def _same(file: str | Unusable, model: str) -> bool:
    """Whether a file of the class is the model, as where it lies in the same folder."""
    return (
        isinstance(file, str)
        and "-" not in (file, model)
        and os.path.exists(model)
        and (os.path.realpath(file) == os.path.realpath(model))
    )


def _assessed(
    file: str | Unusable, name: str, arguments: argparse.Namespace, model: Map, places: Passages
) -> Assessment:
    """What one map has, as far as it can be read."""
    from argmap.compare.assessment import assess
    from argmap.configuration import chosen
    from argmap.model import Map
    from argmap.quotations.library import passages
    from argmap.report.grouped import grouped

    try:
        if isinstance(file, Unusable):
            raise file
        compilation = compile_file(file, arguments, chosen("teach", (), ()))
        theirs = passages(compilation.map, compilation.source, compilation.project)
        found = grouped(compilation.diagnostics)
        return assess(model, compilation.map, name, found, (places, theirs))
    except Unusable as error:
        return assess(model, Map(), name, problem=str(error))


def _write_pages(assessments: list[Assessment], folder: str) -> None:
    """A page for each into a folder, which is made."""
    from argmap.writers.class_html import page_of

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise Unusable(f"can't make {folder}: {error.strerror}") from None
    stems = [Path(one.name).stem for one in assessments]
    for n, (one, stem) in enumerate(zip(assessments, stems, strict=True), 1):
        name = stem if stems.count(stem) == 1 else f"{stem}-{n}"
        write_document(page_of(one), os.path.join(folder, f"{name}.html"))


def _csv(rows: list[list[str]]) -> str:
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
