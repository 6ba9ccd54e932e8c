"""An alignment as a table to look over and correct, in CSV, and back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from argmap.compare.alignment import Alignment
from argmap.model import Map

COLUMNS = ("one", "other", "likeness", "doubt", "why", "text of one", "text of other")
"""The columns of the table; only the first two are read back."""


def to_csv(alignment: Alignment, one: Map, other: Map) -> str:
    """The table of an alignment: a row for each pair, uncertain ones with the doubt, and for each statement that is
    paired with nothing.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(alignment, one, other):
        writer.writerow(row)
    return out.getvalue()


def _rows(alignment: Alignment, one: Map, other: Map) -> Iterator[tuple[str, ...]]:
    paired: dict[str, list[tuple[str, ...]]] = {}
    for p in alignment.pairs:
        texts = one[p.one].text, other[p.other].text
        row = (p.one, p.other, f"{p.likeness:.2f}", p.doubt, p.why, *texts)
        paired.setdefault(p.one, []).append(row)
    for s in one.statements:
        yield from paired.get(s.id, [(s.id, "", "", "", "", s.text, "")])
    taken = {p.other for p in alignment.pairs}
    yield from (("", s.id, "", "", "", "", s.text) for s in other.statements if s.id not in taken)


def from_csv(text: str, one: Map, other: Map) -> list[tuple[str, str]]:
    """The pairs that a table states, an empty identifier where a statement is paired with nothing.

    Raises `ValueError`, with the number of the row, for a table without the columns, an identifier that a map does not
    have, and a statement that is paired and paired with nothing.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in COLUMNS[:2] if name not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"the first row names no column `{missing[0]}`")
    found: list[tuple[str, str]] = []
    for row in reader:
        pair = tuple((row[name] or "").strip() for name in COLUMNS[:2])
        for key, map in zip(pair, (one, other), strict=True):
            if key and key not in map:
                raise ValueError(f"row {reader.line_num}: no statement has the identifier `{key}`")
        if any(pair):
            found.append((pair[0], pair[1]))
    for n, side in enumerate(("one", "other")):
        alone = {pair[n] for pair in found if not pair[1 - n]}
        both = next((pair[n] for pair in found if all(pair) and pair[n] in alone), None)
        if both is not None:
            raise ValueError(f"`{both}` of `{side}` is paired, and paired with nothing")
    return found
