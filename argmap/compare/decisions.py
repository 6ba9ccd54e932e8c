"""What two readers disagree on as a table to decide, in CSV, and back."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from argmap.compare.union import Disagreement

COLUMNS = ("take", "what", "where", "one", "other")
"""The columns of the table; the first is for `one` or `other`, the next two say what is decided."""


def to_csv(disagreements: Iterable[Disagreement]) -> str:
    """The table: a row for each, with what is decided already."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((d.decided, d.what, d.where, d.one, d.other) for d in disagreements)
    return out.getvalue()


def from_csv(text: str) -> dict[tuple[str, str], str]:
    """What a table decides, by `what` and `where`; rows without a word in the first column decide nothing.

    Raises `ValueError`, with the number of the row, for a table without the columns, and for another word.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"the first row names no column `{missing[0]}`")
    found: dict[tuple[str, str], str] = {}
    for row in reader:
        word = (row["take"] or "").strip().casefold()
        if word not in ("", "one", "other"):
            raise ValueError(
                f"row {reader.line_num}: take is `one`, `other` or nothing, not {word!r}"
            )
        if word:
            found[row["what"] or "", row["where"] or ""] = word
    return found
