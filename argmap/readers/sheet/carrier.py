"""The text of a file that is a sheet: csv in UTF-8 or UTF-16, or the sheet of a workbook as csv.

A workbook becomes a text with a row to a line, so that lines are counted as its rows are; the line breaks in its
cells are carriage returns. What it is unpacked to is bounded, entities are refused, nothing outside of it is opened.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from argmap.diagnostics import Diagnostic, report
from argmap.extras import MissingExtra, needed
from argmap.files import Reading, decode
from argmap.losses import Loss
from argmap.readers.decoding import MAX_CHARACTERS, Broken
from argmap.readers.sheet.cells import HEAD, quoted
from argmap.readers.sheet.columns import header_score, letters
from argmap.source import Source

MOST_TAGS = {"/worksheets/": 2_000_000, "sharedStrings": 2_000_000, "": 300_000}
"""How many tags the parts of a workbook may have together: its sheets, in which a cell has about four, its texts,
and all others, as of styles, each of which becomes an object.
"""

MOST_ROWS = 1_048_576
"""How many rows a sheet has in any spreadsheet program."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_COMMENTED = re.compile(rb'<(?:\w+:)?comment\s[^>]*?ref="[A-Z]+(\d+)"')


def decode_csv(data: bytes, name: str, path: Path | None) -> Reading:
    """Decodes csv, which spreadsheet programs save as UTF-16 too."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, name, path)
    text = data.decode("utf-16", "replace")
    source = Source.of(text, name, path)
    at = source.text.find("\ufffd")
    if at < 0:
        return Reading(source, data=data)
    message = "these bytes are not UTF-16"
    return Reading(source, (report("invalid-encoding", message, source, (at, at + 1)),), data=data)


def decode_xlsx(data: bytes, name: str, path: Path | None) -> Reading:
    """The first sheet of a workbook whose columns are known, as csv. Raises `MissingExtra` where openpyxl is missing."""
    openpyxl = needed("openpyxl", "sheets", "a workbook")
    # By it openpyxl refuses entities.
    needed("defusedxml", "", "XML of other tools")
    try:
        return _Workbook(openpyxl, data).reading(name, path)
    except MissingExtra:
        raise
    except Broken as broken:
        message = broken.message
    except Exception as error:  # openpyxl says in many ways that a part is broken
        why = " ".join(str(error).split()) or type(error).__name__
        message = f"this is no workbook that can be read: {why}"
    source = Source("", name, path)
    help = "a sheet is a file .xlsx or .csv; save older workbooks (.xls) and others as one of these"
    problem = report("invalid-document", message, source, (0, 0), help)
    return Reading(source, (problem,), False, data=data)


class _Workbook:
    def __init__(self, openpyxl: Any, data: bytes) -> None:
        self.data = data
        self.openpyxl = openpyxl
        self.losses: list[Loss] = []
        with ZipFile(BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > MAX_CHARACTERS:
                raise Broken(
                    f"this workbook has {size:,} bytes when unpacked, and argmap reads {MAX_CHARACTERS:,} at most"
                )
            tags: Counter[str] = Counter()
            noted = 0
            self.parts: dict[str, bytes] = {}
            for name in archive.namelist():
                part = archive.read(name)
                kind = next(kind for kind in MOST_TAGS if kind in name)
                tags[kind] += part.count(b"<")
                if kind == "/worksheets/":
                    self.parts[name] = part
                elif "/comment" in name:
                    # Those of an empty sheet stand in its head.
                    noted += sum(row != b"1" for row in _COMMENTED.findall(part))
        for kind, count in tags.items():
            if count > MOST_TAGS[kind]:
                raise Broken(f"this workbook is too large: {count:,} tags in the XML of one kind")
        if noted:
            self.losses.append(Loss("comments", f"of {noted} cells"))

    def reading(self, name: str, path: Path | None) -> Reading:
        """The text of the sheet, and what was wrong and lost."""
        workbook = self._opened(values=True)
        chosen = self._chosen(workbook)
        text, bare = self._text(chosen)
        source = Source(text, name, path)
        found = []
        for row, column in bare:
            where = f"row {row}, column {letters(column)}"
            found.append(_without_result(where, source, source.lines[row - 1]))
        return Reading(source, tuple(found), data=self.data, losses=tuple(self.losses))

    def _opened(self, values: bool) -> Any:
        return self.openpyxl.load_workbook(
            BytesIO(self.data), read_only=True, data_only=values, keep_links=False
        )

    def _chosen(self, workbook: Any) -> Any:
        """The first sheet with a known head, or else the first that is not empty; others are lost."""
        if not workbook.worksheets:
            raise Broken("this workbook holds no sheet")
        filled, chosen = [], None
        for sheet in workbook.worksheets:
            # What a workbook says of its own size need not be true.
            sheet.reset_dimensions()
            heads = [[_text_of(v) for v in row] for row in islice(_values(sheet), HEAD)]
            if any(map(any, heads)):
                filled.append(sheet)
                if chosen is None and any(map(header_score, heads)):
                    chosen = sheet
        chosen = chosen or next(iter(filled), workbook.worksheets[0])
        for sheet in filled:
            if sheet is not chosen:
                what = f"{sheet.title}; what is read is {chosen.title}"
                self.losses.append(Loss("worksheets", what))
        return chosen

    def _text(self, sheet: Any) -> tuple[str, list[tuple[int, int]]]:
        """The sheet as csv, and the cells whose formulas have no result."""
        part = self.parts.get(sheet._worksheet_path.removeprefix("/"), b"")
        below = _merged(part)
        formulas: Iterator[Sequence[Any]] = iter(())
        if b"<f" in part or b":f" in part:
            again = self._opened(values=False)[sheet.title]
            again.reset_dimensions()
            formulas = again.iter_rows()
        lines: list[str] = []
        bare: list[tuple[int, int]] = []
        held: dict[int, tuple[int, str]] = {}
        size = 0
        for number, row in enumerate(_values(sheet), 1):
            if number > MOST_ROWS:
                raise Broken(f"this sheet has more than {MOST_ROWS:,} rows")
            cells = [_text_of(value) for value in row]
            for column, cell in enumerate(next(formulas, ())):
                if cell.data_type == "f" and not cells[column]:
                    bare.append((number, column))
            if held and any(cells):
                held = {column: one for column, one in held.items() if one[0] >= number}
                for column, (_, text) in held.items():
                    cells += [""] * (column + 1 - len(cells))
                    cells[column] = cells[column] or text
            for column, last in below.get(number, ()):
                if column < len(cells) and cells[column]:
                    held[column] = (last, cells[column])
            while cells and not cells[-1]:
                cells.pop()
            lines.append(",".join(map(quoted, cells)))
            size += len(lines[-1]) + 1
            if size > MAX_CHARACTERS:
                raise Broken(f"this sheet has more than {MAX_CHARACTERS:,} characters")
        return "\n".join(lines) + "\n" if any(lines) else "", bare[:100]


def _without_result(where: str, source: Source, at: int) -> Diagnostic:
    message = f"{where}: a formula, and the workbook doesn't hold its result"
    help = "open it in a spreadsheet program and save it, or write the result into the cell"
    return report("invalid-document", message, source, (at, at + 1), help)


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    rows: Iterator[Sequence[Any]] = sheet.iter_rows(values_only=True)
    return rows


def _merged(part: bytes) -> dict[int, list[tuple[int, int]]]:
    """The columns, from 0, of cells that are merged downwards, by their first row, each with the last row."""
    found: dict[int, list[tuple[int, int]]] = {}
    for name, first, last in _MERGED.findall(part):
        if int(last) > int(first):
            column = 0
            for letter in name:
                column = 26 * column + letter - 64
            found.setdefault(int(first), []).append((column - 1, int(last)))
    return found


def _text_of(value: Any) -> str:
    """What a cell says, in the words of a sheet."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if hasattr(value, "isoformat"):
        said: str = value.isoformat()
        return said.removesuffix("T00:00:00")
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return re.sub(r"\r\n|\n", "\r", text).strip(" \t\r")
