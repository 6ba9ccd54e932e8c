"""`argmap table`: many maps as one table, for the analysis of a corpus; or an empty sheet for one map."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.commands.cores import map_on_all_cores
from argmap.commands.inputs import (
    compile_file,
    expand_folders,
    is_accompanying_data,
    is_accompanying_text,
    refuse_overwriting,
    side_files,
    with_progress_bar,
)
from argmap.commands.lost import add_losses_option, lost_rows, write_lost
from argmap.commands.outputs import losing_readers, say, system_reason, write_bytes
from argmap.commands.parsers import Commands, add_command, one_of
from argmap.commands.status import DONE, FAULTY, UNUSABLE, Unusable

if TYPE_CHECKING:
    from argmap.corpus import Row

TABLES = ("csv", "parquet")
"""The forms of tables."""


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "table",
        run,
        "write the statements and arguments of many maps as one table",
        several="*",
        folders="; of a folder, all maps in it",
    )
    parser.add_argument(
        "--to",
        choices=TABLES,
        help=f"{one_of(TABLES)}; without it the ending of OUT decides, and csv where that doesn't",
    )
    parser.add_argument(
        "--template",
        action="store_true",
        help="write an empty sheet instead, to be filled in and read as a map: csv, or xlsx by the ending of OUT",
    )
    add_losses_option(parser)
    parser.add_argument(
        "--force",
        action="store_true",
        help="take in what could be understood of files with errors; the exit status is 1 all the same",
    )


class _Task(NamedTuple):
    """One file to read, and how; whether it was `found` in a folder."""

    file: str
    arguments: argparse.Namespace
    found: bool = False


class _Read(NamedTuple):
    """What a file gives: its rows, or why it gives none."""

    file: str
    rows: Sequence[Row] = ()
    failure: str = ""
    unusable: bool = False
    lost: Sequence[Row] = ()
    kinds: Sequence[str] = ()
    aside: bool = False


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    if arguments.template:
        return _write_template(arguments)
    if not arguments.files:
        raise Unusable("name the maps: argmap table FILE…; --template writes an empty sheet")
    form = arguments.to
    if form is None:
        ending = Path(arguments.output or "").suffix.removeprefix(".").lower()
        form = ending if ending in TABLES else "csv"
    if arguments.files.count("-") > 1:
        raise Unusable("standard input can be read only once")
    if form == "parquet":
        from argmap.extras import MissingExtra, needed

        try:
            needed("pyarrow", "table", "a Parquet table")
        except MissingExtra as error:
            raise Unusable(str(error)) from None
    table = _Table(arguments)
    try:
        table.write(form)
    except OSError as error:
        raise Unusable(
            f"can't write {arguments.output}: {system_reason(error, named=True)}"
        ) from None
    write_lost(table.lost, arguments.losses)
    for file, reason in table.failed.items():
        say(f"argmap: {file}: {reason}")
    if not arguments.quiet:
        say(table.summary())
    return table.status


def _write_template(arguments: argparse.Namespace) -> int:
    from argmap.formats import ending_of, named_by
    from argmap.writers.sheet import template

    if arguments.files or arguments.to == "parquet" or arguments.losses:
        raise Unusable("--template is empty: it goes without FILE, --to parquet and --losses")
    output = arguments.output
    if output and os.path.isfile(output):
        raise Unusable(f"there is a file {output} already, and an empty sheet would write over it")
    form = named_by(ending_of(output or ""))
    write_bytes(template("xlsx" if form == "xlsx" and not arguments.to else "csv").data, output)
    return DONE


class _Table:
    """Reads the rows of all files and writes them; counts them, and collects the failures."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        from argmap.formats import ENDINGS

        self.arguments = arguments
        self.status = DONE
        self.failed: dict[str, str] = {}
        self.maps = self.rows = self.aside = 0
        self.lost: list[Row] = []
        self.kinds: Counter[str] = Counter()
        self.tasks: list[_Task] = []
        given = set(arguments.files)
        for file in expand_folders(arguments.files, (*ENDINGS, ".txt")):
            if isinstance(file, Unusable):
                say(f"argmap: {file}")
                self.status = UNUSABLE
                continue
            found = file not in given and not arguments.format_read
            if found and (is_accompanying_text(file) or _is_table_of_before(file, arguments)):
                self.aside += 1
            else:
                self.tasks.append(_Task(file, arguments, found))
        refuse_overwriting(arguments, *(task.file for task in self.tasks))

    def write(self, form: str) -> None:
        from argmap.corpus import write_csv, write_parquet
        from argmap.files import atomic_writer

        to = write_csv if form == "csv" else write_parquet
        output = self.arguments.output
        if output in (None, "-") and sys.stdout.isatty():
            made = BytesIO()
            to(self._rows(), made)
            write_bytes(made.getvalue(), None)
            return
        if output in (None, "-"):
            with losing_readers(sys.stdout):
                sys.stdout.flush()
                to(self._rows(), sys.stdout.buffer)
                sys.stdout.buffer.flush()
            return
        with atomic_writer(output) as stream:
            to(self._rows(), stream)

    def _rows(self) -> Iterator[Row]:
        read = map_on_all_cores(_rows_of, self.tasks)
        for one in with_progress_bar(read, self.arguments.quiet, len(self.tasks), "reading"):
            if one.aside:
                self.aside += 1
                continue
            self.lost += one.lost
            self.kinds.update(one.kinds)
            if one.failure:
                self.failed[one.file] = one.failure
                self.status = max(self.status, UNUSABLE if one.unusable else FAULTY)
            if one.rows or not one.failure:
                self.maps += 1
            self.rows += len(one.rows)
            yield from one.rows

    def summary(self) -> str:
        from argmap.losses import counted

        def count(number: int, noun: str) -> str:
            return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

        words = f"argmap: {count(self.rows, 'row')} of {count(self.maps, 'map')}"
        if self.failed:
            words += f"; {count(len(self.failed), 'file')} with errors"
        if self.aside:
            words += f"; {side_files(self.aside)}"
        return f"{words}; lost: {counted(self.kinds)}" if self.kinds else words


def _is_table_of_before(file: str, arguments: argparse.Namespace) -> bool:
    """Whether a file in a folder of maps is a table that is written anew now, and no map."""
    outputs = [out for out in (arguments.output, arguments.losses) if out and os.path.exists(out)]
    if not any(os.path.samefile(file, out) for out in outputs):
        return False
    return is_accompanying_data(compile_file(file, arguments))


def _rows_of(task: _Task) -> _Read:
    """The rows of one file; whatever goes wrong with it is reported for it alone."""
    from argmap.corpus import rows
    from argmap.diagnostics import Severity
    from argmap.source import STDIN

    file = task.file
    try:
        compilation = compile_file(file, task.arguments)
        if task.found and is_accompanying_data(compilation):
            return _Read(file, aside=True)
        errors = [d for d in compilation.understood if d.severity is Severity.ERROR]
    except Unusable as error:
        return _Read(file, failure=str(error), unusable=True)
    name = STDIN if file == "-" else file
    lost = lost_rows(compilation, name) if task.arguments.losses else []
    kinds = [loss.kind for loss in compilation.losses]
    if not errors:
        return _Read(file, list(rows(compilation.map, name)), lost=lost, kinds=kinds)
    more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    failure = f"line {errors[0].line}: {errors[0].message} ({errors[0].name}){more}"
    if not task.arguments.force:
        return _Read(file, failure=failure)
    failure = f"--force went on in spite of {failure}"
    return _Read(file, list(rows(compilation.map, name)), failure, lost=lost, kinds=kinds)
