"""The rows of a sheet: the statement that each is about, and its cells by what their columns mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from attrs import define, field

from argmap.diagnostics import did_you_mean, nearest
from argmap.model import Kind
from argmap.readers.builder import MapBuilder
from argmap.readers.sheet.cells import Cell, Row, Sheet
from argmap.readers.sheet.columns import (
    COLUMNS,
    FALSE,
    KINDS,
    OF_STEPS,
    STEP,
    TRUE,
    letters,
    meaning,
)
from argmap.source import Span
from argmap.syntax.words import KINDS as OWN_KINDS
from argmap.values import value_of

_APART = re.compile(r"[;,\n\r]+")
_WHOLE = re.compile(r"(\d+)\.0+")
_BETWEEN = tuple(column.name for column in COLUMNS if column.shape == "names")


class Place(NamedTuple):
    """A cell that is not empty, and how messages name it."""

    text: str
    at: Span
    shown: str


@define(eq=False)
class Entry:
    """A row with something in it: the statement that it is about, and its cells by the column."""

    number: int
    name: str
    cells: dict[str, list[Place]]
    at: Span

    def first(self, column: str) -> Place | None:
        """The cell of a column that stands once."""
        return next(iter(self.cells.get(column, ())), None)


@define(eq=False)
class Entries:
    """The rows of a sheet; what is wrong with a cell is reported by its row and its column."""

    builder: MapBuilder
    rows: list[Entry] = field(factory=list)
    # The first row of each statement, what all of its rows say of it, its id in lower case, and by its words those of which
    # one statement alone has them.
    declared: dict[str, Entry] = field(factory=dict)
    said: dict[str, dict[str, Place]] = field(factory=dict)
    folded: dict[str, str] = field(factory=dict)
    worded: dict[str, str | None] = field(factory=dict)
    told: set[tuple[Place, str]] = field(factory=set)

    def read(self, sheet: Sheet) -> None:
        """Takes up the rows of a sheet that has a head."""
        assert sheet.head
        for row in sheet.above:
            if said := "; ".join(cell.text for cell in row.cells if cell.text):
                self.builder.lose("rows above the head", said, row.cells[0].at)
        columns = [meaning(cell.text) for cell in sheet.head.cells]
        self._gather(sheet.head, columns, sheet.rows)
        # What is said further of a statement may stand before it.
        for one in sorted(self.rows, key=lambda entry: not entry.cells.get("text")):
            self._declare(one)

    def _gather(self, head: Row, columns: list[str | None], rows: Iterator[Row]) -> None:
        """The rows, with their cells under the columns that mean something; other cells are lost."""
        seen: set[str] = set()
        for index, (cell, column) in enumerate(zip(head.cells, columns, strict=True)):
            if column and column not in seen:
                seen.add(column)
            elif column and column not in _BETWEEN:
                shown = f"row {head.number}, column {letters(index)} ({cell.text})"
                self.builder.say(f"{shown}: an earlier column is `{column}` already", cell.at)
                columns[index] = ""
        unknown: set[int] = set()
        for row in rows:
            cells: dict[str, list[Place]] = {}
            for index, cell in enumerate(row.cells):
                column = columns[index] if index < len(columns) else None
                if not cell.text or column == "":
                    continue
                title = head.cells[index].text if index < len(head.cells) else ""
                named = f"column {letters(index)}" + (f" ({title})" if title else "")
                if column:
                    place = Place(cell.text, cell.at, f"row {row.number}, {named}")
                    cells.setdefault(column, []).append(place)
                elif index not in unknown:
                    unknown.add(index)
                    self.builder.lose("columns", f"{named}, as in row {row.number}", cell.at)
            if cells:
                self.rows.append(Entry(row.number, "", cells, _span(row.cells)))

    def say(self, place: Place, message: str, *help: str) -> None:
        """Reports what is wrong with a cell, once."""
        if (place, message) in self.told:
            return
        self.told.add((place, message))
        self.builder.say(f"{place.shown}: {message}", place.at, *help)

    def _declare(self, row: Entry) -> None:
        """Finds what statement a row is about: one of its own, or with an id that was there before, that."""
        own, text = row.first("id"), row.first("text")
        # No id ends with a blank.
        row.name = named(own.text) if own else f"row {row.number} "
        first = self.declared.get(row.name)
        if first is None:
            if text is None:
                self.builder.say(f"row {row.number}: there is no text", row.at)
                row.name = ""
                return
            self.declared[row.name] = row
            self.folded.setdefault(row.name.casefold(), row.name)
            words = _words(text.text)
            self.worded[words] = None if words in self.worded else row.name
        elif text is not None and text.text != self.said[row.name]["text"].text:
            assert own
            self.say(own, f"`{own.text}` is the id of another text, in row {first.number}")
            row.name = ""
            return
        said = self.said.setdefault(row.name, {})
        for column, places in row.cells.items():
            if column in ("id", *OF_STEPS, *_BETWEEN) or column.startswith(STEP):
                continue
            if said.setdefault(column, places[0]).text != places[0].text:
                self.say(places[0], f"{said[column].shown} says something else of `{row.name}`")

    # What cells say

    def kind(self, place: Place) -> Kind | None:
        """The kind that a cell names, in the language's words or others."""
        word = place.text.casefold()
        known = (*OWN_KINDS, "supposition")
        word = KINDS.get(word, word)
        if word in known:
            return cast("Kind", word)
        self.say(
            place,
            f"there is no kind `{place.text}`; there are {', '.join(known)}",
            *did_you_mean(nearest(word, known)),
        )
        return None

    def truth(self, place: Place | None) -> bool:
        """Whether a cell says yes; one that is empty says no."""
        if place is None or place.text.casefold() in FALSE:
            return False
        if place.text.casefold() not in TRUE:
            self.say(place, f"`{place.text}` should be yes or no")
        return place.text.casefold() in TRUE

    def value(self, name: str, place: Place) -> str:
        """The text of an attribute; a number may be a percentage, or have a comma."""
        text = place.text
        if name in ("confidence", "strength"):
            text = text.replace(",", ".")
            if re.fullmatch(r"\d{1,3}(?:\.\d+)? ?%", text):
                text = format(float(text.rstrip("% ")) / 100, ".15g")
        try:
            value_of(name, " ".join(text.split()))
        except ValueError as error:
            self.say(place, f"`{place.text}` should be {error}")
            return ""
        return text

    def names(self, row: Entry, column: str) -> Iterator[tuple[str, Place]]:
        """The names in a column, with their cells."""
        for place in row.cells.get(column, ()):
            if self.known(place.text) is not None:
                yield named(place.text), place
                continue
            for part in _APART.split(place.text):
                if name := named(part.strip()):
                    yield name, place

    def known(self, name: str) -> str | None:
        """The statement that a name means: an id, or the words of a statement, where no other has them."""
        name = named(name)
        if name in self.declared:
            return name
        return self.folded.get(name.casefold()) or self.worded.get(_words(name))

    def found(self, name: str, place: Place) -> str | None:
        """The statement that a name means; None, and a fault, where there is none."""
        name = named(name)
        known = self.known(name)
        if known is None and _words(name) in self.worded:
            self.say(
                place, f"several rows say `{name}`", "give them ids, and write one of these here"
            )
        elif known is None:
            guess = did_you_mean(nearest(name, self.declared))
            self.say(place, f"no row has the id `{name}`", *guess)
        return known


def named(text: str) -> str:
    """A name as it counts: a spreadsheet may say `1.0` where somebody wrote `1`."""
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _words(text: str) -> str:
    """A text as it counts where a cell names it."""
    return " ".join(text.casefold().split()).removesuffix(".")


def _span(cells: list[Cell]) -> Span:
    filled = [cell.at for cell in cells if cell.text]
    return Span(filled[0].start, filled[-1].end)
