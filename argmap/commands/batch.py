"""Converts many maps at once, on all cores; and reports what is lost in converting one."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from argmap.commands.cores import map_on_all_cores
from argmap.commands.inputs import (
    compile_file,
    expand_folders,
    is_accompanying_data,
    is_accompanying_text,
    side_files,
    with_progress_bar,
)
from argmap.commands.lost import lost_rows, write_lost
from argmap.commands.outputs import say, write_bytes, write_report
from argmap.commands.status import DONE, FAULTY, UNUSABLE, Unusable
from argmap.wording import printable

if TYPE_CHECKING:
    from argmap.compilation import Compilation
    from argmap.corpus import Row
    from argmap.losses import Loss


def loss_report(compilation: Compilation, to: str, losses: Iterable[Loss], all: bool) -> str:
    """What was lost in reading and in writing, for standard error: counts and, where `all`, each loss."""
    from argmap.losses import counts_by_kind

    name = compilation.source.name
    lines = []
    for what, lost in (
        (f"not taken over from {compilation.format}", compilation.losses),
        (f"not carried by {to}", tuple(losses)),
    ):
        if lost:
            lines.append(f"argmap: {name}: {what}: {counts_by_kind(lost)}")
        for loss in lost if all else ():
            place = ""
            if loss.span is not None:
                place = f":{compilation.source.position(loss.span.start).line}"
            lines.append(f"{name}{place}: {loss.kind}: {loss.what}")
    return "".join(f"{printable(line)}\n" for line in lines)


def tests_report(compilation: Compilation) -> tuple[str, int, int]:
    """How many of the labels that a document's own tests expect come out, and which do not, for standard error; with
    how many agree, and how many there are.
    """
    if compilation.format != "carneades":
        return "", 0, 0
    from argmap.readers.carneades.expectations import expectations

    name = compilation.source.name
    found = expectations(compilation.source, compilation.map)
    if not found:
        return "", 0, 0
    agreeing = sum(one.met for one in found)
    lines = [f"argmap: {name}: tests: {agreement(agreeing, len(found))}"]
    for one in found:
        if not one.met:
            line = compilation.source.position(one.at).line
            said = f"is {one.found}" if one.found else "is no statement here"
            lines.append(f"{name}:{line}: tests: {one.name} should be {one.expected}, and {said}")
    return "".join(f"{printable(line)}\n" for line in lines), agreeing, len(found)


def agreement(agreeing: int, count: int) -> str:
    """How many labels come out as tests expect."""
    return f"{agreeing} of {count} label{'' if count == 1 else 's'} as expected"


@frozen
class _Task:
    """One file to convert: where it is read and written, and how; whether it was `found` in a folder."""

    file: str
    out: str
    arguments: argparse.Namespace
    found: bool = False


@frozen
class _Done:
    """The result of converting one file; `report` is for standard error. Of the labels `expected` by its tests so
    many are `agreeing`.
    """

    file: str
    failure: str = ""
    written: bool = False
    unusable: bool = False
    report: str = ""
    lost: Counter[str] = field(factory=Counter)
    agreeing: int = 0
    expected: int = 0
    rows: list[Row] = field(factory=list)
    aside: bool = False


def convert_all(arguments: argparse.Namespace) -> int:
    """Converts files and folders of maps into a folder; the exit status. Each failure is reported with its file."""
    if arguments.to is None:
        raise Unusable("to convert several files, name the format with --to")
    if arguments.output in (None, "-"):
        raise Unusable("to convert several files, name a folder with -o")
    if arguments.files.count("-"):
        raise Unusable("standard input is one file, and is converted alone")
    if os.path.exists(arguments.output) and not os.path.isdir(arguments.output):
        raise Unusable(f"-o {arguments.output}: several files go to a folder, and this is none")
    failed: dict[str, str] = {}
    status = DONE
    tasks = []
    aside: list[str] = []
    for task in _tasks(arguments):
        if isinstance(task, _Task):
            tasks.append(task)
        elif isinstance(task, str):
            aside.append(task)
        else:
            say(f"argmap: {task}")
            status = UNUSABLE
    lost: Counter[str] = Counter()
    rows: list[Row] = []
    count = agreeing = expected = 0
    for done in with_progress_bar(
        map_on_all_cores(_convert, tasks), arguments.quiet, len(tasks), "converting"
    ):
        lost += done.lost
        agreeing += done.agreeing
        expected += done.expected
        rows += done.rows
        aside += [done.file] if done.aside else []
        if done.report and not arguments.quiet:
            write_report(done.report)
        if done.failure:
            failed[done.file] = done.failure
            status = max(status, UNUSABLE if done.unusable else FAULTY)
        count += done.written
    for file, why in failed.items():
        say(f"argmap: {file}: {why}")
    if arguments.report:
        for file in aside:
            say(f"argmap: {file}: no map, and skipped")
    write_lost(rows, arguments.losses)
    if not arguments.quiet:
        from argmap.losses import counted

        files = f"{count} file" if count == 1 else f"{count} files"
        words = f"argmap: {files} converted"
        if failed:
            words += f", {len(failed)} with errors"
        if aside:
            words += f", {side_files(len(aside))}"
        if lost:
            words += f"; lost: {counted(lost)}"
        if expected:
            words += f"; tests: {agreement(agreeing, expected)}"
        say(words)
    return status


def _tasks(arguments: argparse.Namespace) -> Iterator[_Task | Unusable | str]:
    """What is to be read and where it goes, in the folders' own order; each OUT once. A text beside maps is its
    path alone.
    """
    from argmap.formats import ENDINGS, FORMATS

    ending = FORMATS[arguments.to].ending
    taken: dict[str, str] = {}
    for given in arguments.files:
        folder = given if os.path.isdir(given) else os.path.dirname(given)
        for file in expand_folders([given], (*ENDINGS, ".txt")):
            if isinstance(file, Unusable):
                yield file
                continue
            found = not arguments.format_read and file != given
            if found and is_accompanying_text(file):
                yield file
                continue
            inner, own = os.path.splitext(os.path.relpath(file, folder or "."))
            out = os.path.join(arguments.output, f"{inner}.{ending}")
            if out in taken:  # x.aif and x.ann: the second becomes x.ann.arg
                out = os.path.join(arguments.output, f"{inner}{own}.{ending}")
            if out in taken:
                yield Unusable(f"{file} and {taken[out]} would both become {out}")
                continue
            taken[out] = file
            if os.path.exists(out) and os.path.samefile(file, out):
                yield Unusable(f"-o {out} would write over what is read")
                continue
            yield _Task(file, out, arguments, found)


def _convert(task: _Task) -> _Done:
    """Converts one file of many; whatever goes wrong with it is reported for it alone."""
    from argmap.diagnostics import ArgmapError, Severity

    arguments, file = task.arguments, task.file
    try:
        compilation = compile_file(file, arguments)
        if task.found and is_accompanying_data(compilation):
            return _Done(file, aside=True)
        errors = [d for d in compilation.problems if d.severity is Severity.ERROR]
        failure = ""
        if errors:
            first = errors[0]
            more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
            failure = f"line {first.line}: {first.message} ({first.name}){more}"
            if not arguments.force:
                return _Done(file, failure)
            failure = f"--force went on in spite of {failure}"
        made = compilation.written(arguments.to, Path(task.out).parent)
    except (ArgmapError, ValueError) as error:
        return _Done(file, str(error))
    except Unusable as error:
        return _Done(file, str(error), unusable=True)
    lost = (*compilation.losses, *made.losses)
    report, agreeing, expected = "", 0, 0
    if arguments.report:
        tested, agreeing, expected = tests_report(compilation)
        report = loss_report(compilation, arguments.to, made.losses, True) + tested
    counts = Counter(loss.kind for loss in lost)
    rows = lost_rows(compilation, file, arguments.to, made.losses) if arguments.losses else []
    if arguments.strict and lost:
        why = "with --strict nothing was written"
        return _Done(file, why, False, False, report, counts, agreeing, expected, rows)
    try:
        Path(task.out).parent.mkdir(parents=True, exist_ok=True)
        write_bytes(made.data, task.out)
    except (OSError, Unusable) as error:
        return _Done(file, str(error), unusable=True)
    return _Done(file, failure, True, False, report, counts, agreeing, expected, rows)
