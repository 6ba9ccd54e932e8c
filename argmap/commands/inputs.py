"""Reads the files of a command, and reports what is wrong with them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from argmap.commands.outputs import say, system_reason, use_color, write_report
from argmap.commands.parsers import one_of
from argmap.commands.status import DONE, FAULTY, Unusable
from argmap.source import STDIN

if TYPE_CHECKING:
    from argmap.compilation import Choice, Compilation


_One = TypeVar("_One")


# What a shell hands over: `argmap check <(some command)`.
_OPEN_FILES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")


def compile_file(
    file: str, arguments: argparse.Namespace, choose: Choice | None = None, place: str = ""
) -> Compilation:
    """The compilation of a file, or of standard input; `Unusable` where it can't be read. `place` is the path that stands for
    it, where a program such as git hands over a copy.
    """
    from argmap.compilation import Compilation
    from argmap.extras import MissingExtra

    if arguments.project is not None and not os.path.isdir(arguments.project):
        raise Unusable(f"--project {arguments.project}: there is no such folder")
    format = arguments.format_read
    if format is not None:
        from argmap.formats import READABLE

        if format not in READABLE:
            raise Unusable(f"--from {format}: argmap reads {one_of(READABLE)}")
    try:
        if file == "-":
            stream = None if sys.stdin is None or sys.stdin.closed else sys.stdin.buffer
            where = STDIN, arguments.stdin_filename
            return Compilation.of_stream(stream, *where, arguments.project, choose, format)
        if place or file.startswith(_OPEN_FILES):
            with open(file, "rb") as stream:
                where = place or file, place or None
                return Compilation.of_stream(stream, *where, arguments.project, choose, format)
        return Compilation.of_file(file, arguments.project, choose, format)
    except MissingExtra as error:
        raise Unusable(f"can't read {file}: {error}") from None
    except (OSError, ValueError) as error:
        raise Unusable(f"can't read {file}: {system_reason(error, named=True)}") from None


def compile_and_report(
    arguments: argparse.Namespace, quotations: bool = True, losses: bool = True
) -> tuple[Compilation, int]:
    """Compiles the one file of a command and prints its problems; returns the compilation, and the exit
    status that these give. Without `quotations`, problems that rules find are left out; with `losses`, what
    was lost in reading a file of another tool is counted.
    """
    from argmap.diagnostics import Severity
    from argmap.report import render_report

    compilation = compile_file(arguments.file, arguments)
    found = compilation.problems if quotations else compilation.understood
    faulty = any(d.severity is Severity.ERROR for d in found)
    if found and (faulty or not arguments.quiet):
        color = use_color(arguments.color, sys.stderr)
        write_report(render_report(found, "full", color))
    if compilation.losses and losses and not arguments.quiet:
        from argmap.losses import counts_by_kind

        name, lost = compilation.source.name, counts_by_kind(compilation.losses)
        say(f"argmap: {name}: not taken over: {lost}")
    return compilation, FAULTY if faulty else DONE


def report_refusal(arguments: argparse.Namespace, compilation: Compilation) -> int:
    """Prints that a file with errors was left alone; returns the exit status."""
    say(
        f"argmap: {compilation.source.name} has errors, so nothing was written; "
        "--force goes on with what was understood"
    )
    return FAULTY


def refuse_overwriting(arguments: argparse.Namespace, *inputs: object) -> None:
    """Raises `Unusable` where what is written is one of the files that are read, those that the command line names
    or others, or both things that are written are one file.
    """
    given = vars(arguments)
    outputs = {
        option: given[name]
        for name, option in (("output", "-o"), ("losses", "--losses"))
        if given.get(name) not in (None, "-")
    }
    if not outputs:
        return
    named = (given.get("file"), *given.get("others", ()), *given.get("files", ()))
    read = {_identity(file) for file in (*named, *inputs) if file not in (None, "-")} - {None}
    for option, output in outputs.items():
        if _identity(output) in read:
            raise Unusable(f"{option} {output} would write over what is read")
    if len({os.path.realpath(output) for output in outputs.values()}) < len(outputs):
        raise Unusable("-o and --losses name one file")


def _identity(file: object) -> tuple[int, int] | None:
    """What a file is known by, whatever the path; None where there is none."""
    try:
        found = os.stat(str(file))
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def expand_folders(files: list[str], endings: tuple[str, ...] = (".arg",)) -> list[str | Unusable]:
    """The files, each once, folders replaced by the files with these endings in them; in the place of a folder
    without any, or that can't be read, the error.
    """
    from pathlib import Path

    from argmap.files import maps_under

    found: list[str | Unusable] = []
    for file in files:
        if file != "-" and os.path.isdir(file):
            try:
                within = [str(path) for path in maps_under(Path(file), endings)]
                what = ".arg file" if endings == (".arg",) else "map"
                found += within or [Unusable(f"there is no {what} in {file}")]
            except OSError as error:
                found.append(Unusable(f"can't read {system_reason(error)}"))
        else:
            found.append(file)
    once: dict[object, str | Unusable] = {}
    for one in found:
        known = os.path.realpath(one) if isinstance(one, str) and one != "-" else one
        once.setdefault(known, one)
    return list(once.values())


def is_accompanying_text(file: str) -> bool:
    """Whether a `.txt` file is no map, but a text beside maps, such as their source or a transcript."""
    from argmap.files import require_file
    from argmap.formats import candidates
    from argmap.source import Source

    if not file.lower().endswith(".txt"):
        return False
    try:
        require_file(file)
        with open(file, encoding="utf-8-sig", errors="replace") as stream:
            return candidates(Source.of(stream.read(2000), file)) in ((), ("arg",))
    except OSError:
        return False


def is_accompanying_data(compilation: Compilation) -> bool:
    """Whether a file in JSON, YAML or XML is no map, but data beside maps, such as settings: it is whole, and of
    no format that argmap reads. So is a table, in csv or a workbook, that is no sheet of a map.
    """
    from argmap.formats import candidates, ending_of
    from argmap.readers.decoding import Broken, checked_size, json_of, xml_of, yaml_of

    source = compilation.source
    if compilation.format in ("csv", "xlsx"):
        from argmap.readers.sheet import is_sheet

        return bool(source.text.strip()) and not is_sheet(source)
    if compilation.format or candidates(source) or not source.text.strip():
        return False
    ending = ending_of(source.name)
    try:
        if ending in ("yaml", "yml"):
            yaml_of(checked_size(source))
        elif source.text.lstrip()[:1] == "<":
            xml_of(source)
        else:
            json_of(source)
    except Broken:
        return False
    return True


def side_files(count: int) -> str:
    """What is said of files beside maps."""
    return f"{count} side file{'' if count == 1 else 's'} skipped"


def with_progress_bar(
    files: Iterable[_One], quiet: bool, total: int, doing: str = "checking"
) -> Iterable[_One]:
    """The files, with a bar on a terminal when going through them takes longer than a second."""
    if quiet or total < 2 or not sys.stderr.isatty():
        return files
    try:
        from tqdm import tqdm
    except ImportError:  # it goes without a bar
        return files
    bar: Iterable[_One] = tqdm(
        files, doing, total, unit="file", delay=1, leave=False, file=sys.stderr
    )
    return bar


def read_table(table: str | None, read: Callable[[str], _One]) -> _One | None:
    """What a table says that a command reads where there is one; None where there is none. `read` may raise `ValueError`."""
    from pathlib import Path

    if table is None:
        return None
    try:
        text = Path(table).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Unusable(f"can't read {table}: {system_reason(error, named=True)}") from None
    try:
        return read(text)
    except ValueError as error:
        raise Unusable(f"{table}: {error}") from None
