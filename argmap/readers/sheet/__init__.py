"""A sheet, a csv or a workbook, as a map: a row for each statement, which names what it supports or attacks.

`columns` describes the form, `cells` reads csv, `rows` finds the statement of each row and what its cells say of it, `steps`
what rows make of each other. `carrier` gives the text of a file: a workbook's is its sheet as csv, each row on a line
of its own.
"""

from __future__ import annotations

import re

from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Broken, checked_size
from argmap.readers.sheet.cells import sheet_of
from argmap.readers.sheet.columns import ATTRIBUTE, BY_NAME, header_score, is_corpus, meaning
from argmap.readers.sheet.rows import Entries, Place
from argmap.readers.sheet.steps import Steps
from argmap.resolve import Resolved
from argmap.source import Source

_BETWEEN_QUOTATIONS = re.compile(r"[\n\r][ \t]*[\n\r][ \t\n\r]*")


def read_sheet(source: Source) -> Resolved:
    """The map of a sheet; never raises on what the text holds."""
    builder = MapBuilder(source, "sheet")
    with builder.reporting():
        _read(builder, checked_size(source))
    return builder.resolved()


def is_sheet(source: Source) -> bool:
    """Whether a text in cells is a sheet of one map, and no other table."""
    try:
        head = sheet_of(checked_size(source)).head
    except Broken:
        return True
    heads = [cell.text for cell in head.cells] if head else []
    return header_score(heads) > 0 and not is_corpus(heads)


def _read(builder: MapBuilder, text: str) -> None:
    sheet = sheet_of(text)
    heads = [cell.text for cell in sheet.head.cells] if sheet.head else []
    if is_corpus(heads):
        raise Broken(
            "this is the table of a corpus, which `argmap table` writes to be asked questions, and no sheet of one map"
        )
    if sheet.head is None or "text" not in map(meaning, heads):
        if not text.strip():
            return
        raise Broken(
            "no row names the columns of a sheet, of which one is `text`; `argmap table --template` writes an empty one"
        )
    rows = Entries(builder)
    rows.read(sheet)
    for name in rows.declared:
        _add_statement(rows, name)
    Steps(rows).read()


def _add_statement(rows: Entries, name: str) -> None:
    row, said = rows.declared[name], rows.said[name]
    own = row.first("id")
    kind, within = said.get("kind"), said.get("within")
    quotations = _BETWEEN_QUOTATIONS.split(said["quote"].text) if "quote" in said else ()
    rows.builder.statement(
        name,
        said["text"].text,
        row.at,
        kind=rows.kind(kind) if kind else None,
        label=name if own and not name[0].isdigit() else None,
        section=_add_section(rows.builder, said["section"]) if "section" in said else None,
        within=rows.found(within.text, within) if within else None,
        speakers=said["speaker"].text if "speaker" in said else (),
        unstated=rows.truth(said.get("unstated")),
        open=rows.truth(said.get("open")),
        quotations=quotations,
        attributes={
            column.removeprefix(ATTRIBUTE): rows.value(column.removeprefix(ATTRIBUTE), place)
            for column, place in said.items()
            if column not in BY_NAME or BY_NAME[column].shape == "value"
        },
    )


def _add_section(builder: MapBuilder, place: Place) -> str:
    parent = None
    for title in filter(None, (part.strip(" \t") for part in place.text.split(" / "))):
        name = f"{parent} / {title}" if parent else title
        if name not in builder.sections:
            builder.section(name, title, parent, at=place.at)
        parent = name
    return parent or _add_section(builder, place._replace(text="…"))
