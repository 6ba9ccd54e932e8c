"""Cells of a csv text with their places: RFC 4180, with `,`, `;`, a tab or `|` between them.

The csv module of Python has no places, takes a quotation mark that is never closed for an open cell to the end
of the file, and has a longest cell that holds for the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from argmap.readers.decoding import Broken
from argmap.readers.sheet.columns import header_score
from argmap.source import Span

DELIMITERS = ",;\t|"
HEAD = 10
"""How many rows may stand before and with the head of a sheet."""

_QUOTED = re.compile(r'[ ]*"([^"]*+(?:""[^"]*+)*+)"')
_OPEN = re.compile(r'[ ]*"')
# What a spreadsheet program would take for a formula.
_ACTIVE = re.compile(r"'*[=+\-@]")
_BLANKS = " \t\n\r"


class Cell(NamedTuple):
    """What stands in a cell, without blanks around it, and where."""

    text: str
    at: Span


class Row(NamedTuple):
    """A row by its number in a spreadsheet program, from 1, and its cells."""

    number: int
    cells: list[Cell]


def quoted(text: str, delimiter: str = ",") -> str:
    """A text, without blanks around it, as a cell. One that a spreadsheet program would take for a formula has a `'` before it, which reading
    takes away again.
    """
    text = text.strip(_BLANKS)
    if _ACTIVE.match(text):
        text = f"'{text}"
    if any(c in text for c in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def rows_of(text: str, delimiter: str) -> Iterator[Row]:
    """The rows, blank ones too; `Broken` where a quotation mark is never closed."""
    plain = re.compile(f"[^{re.escape(delimiter)}\n\r]*")
    at = number = 0
    while at < len(text):
        number += 1
        cells: list[Cell] = []
        while True:
            start = at
            found = _QUOTED.match(text, at)
            if found is None and (opening := _OPEN.match(text, at)):
                raise Broken(
                    f"row {number}: a quotation mark opens this cell, and none closes it",
                    opening.end() - 1,
                )
            words = found[1].replace('""', '"') if found else ""
            rest = plain.match(text, found.end() if found else at)
            assert rest
            at = rest.end()
            words = (words + rest[0]).strip(_BLANKS)
            if _ACTIVE.match(words) and words[0] == "'":
                words = words[1:]
            cells.append(Cell(words, Span(start, at)))
            if text[at : at + 1] != delimiter:
                break
            at += 1
        at += 2 if text.startswith("\r\n", at) else 1
        yield Row(number, cells)


class Sheet(NamedTuple):
    """A text in cells: the rows above its head, the head where one was found, and what follows."""

    above: list[Row]
    head: Row | None
    rows: Iterator[Row]


def sheet_of(text: str) -> Sheet:
    """The cells of a text, with the delimiter by which most headers are known."""
    start = re.match(r"sep=([,;\t|])(?:\r\n|\n|\r)", text, re.I)
    if start:
        # The line that tells Excel the delimiter; Excel does not count it.
        text, delimiters = " " * start.end() + text[start.end() :], start[1]
    else:
        delimiters = DELIMITERS
    scores = {d: _best(text, d) for d in delimiters}
    delimiter = max(delimiters, key=lambda d: scores[d])
    rows = rows_of(text, delimiter)
    if not scores[delimiter]:
        return Sheet([], next(rows, None), iter(()))
    above: list[Row] = []
    for row in rows:
        if header_score(cell.text for cell in row.cells):
            return Sheet(above, row, rows)
        above.append(row)
    return Sheet(above, None, rows)


def _best(text: str, delimiter: str) -> int:
    """The most headers that are known of a row."""
    best = 0
    with suppress(Broken):
        for row in islice(rows_of(text, delimiter), HEAD):
            best = max(best, header_score(cell.text for cell in row.cells))
    return best
