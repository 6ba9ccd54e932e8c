"""The figures of a report, each with its caption and with what it shows in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import evolve, frozen

from argmap.draw.describe import marked_title
from argmap.draw.drawing import Page
from argmap.draw.markup import plain
from argmap.draw.options import Options
from argmap.draw.view import View, view
from argmap.model import Statement, queries
from argmap.model.references import related
from argmap.wording import clip, shown
from argmap.writers.caption import Caption, caption
from argmap.writers.nested_list import Heading as Section
from argmap.writers.nested_list import Item as Entered
from argmap.writers.nested_list import Number, Piece, StatementText, nested_list
from argmap.writers.report.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Part,
    Picture,
    Run,
    Runs,
)
from argmap.writers.report.names import Names
from argmap.writers.urls import safe_url

_HEADING = 90
"""How many characters of a conclusion a heading has at most."""
_CROSSING = {
    "contradicts": "contradicts",
    "restates": "says the same as",
    "outweighs": "outweighs",
}


@frozen(slots=False, eq=False)
class Shown:
    """The parts of a report that are about figures, drawn with the options."""

    said: Names
    options: Options

    def parts(self) -> Iterator[Part]:
        """A part for each figure, and one for what no figure shows."""
        pages = self.said.drawing.pages
        several = len(pages) > 1
        whole = caption(
            view(self.said.map, evolve(self.options, among=())), self.options, self.said.drawing
        )
        for number, page in enumerate(pages, 1):
            keys = [s.id for s in self.said.map.statements if self.said.home.get(s.id) == number]
            overview = several and self.said.is_set and not keys
            title = self._title(page, keys, number)
            said = whole if not several or overview else self._caption_of(page, keys)
            heading: Runs = (Run("Overview" if overview else "The map"),)
            if several and not overview:
                heading = (Run(clip(title, _HEADING)),)
            picture = Picture(number, self._caption(page, keys, number), said.alternative)
            blocks: list[Block] = [picture]
            if number == 1:
                signs = " ".join(whole.sentences)
                blocks += [Paragraph((Run(signs),), "note")] if signs else []
            blocks += self._in_words(keys)
            yield Part(Heading(1, heading, f"part-{number}"), tuple(blocks))
        if left := [s.id for s in self.said.map.statements if s.id not in self.said.home]:
            heading = (Run("What no figure shows" if self.said.home else "In words"),)
            yield Part(Heading(1, heading, "part-0"), tuple(self._in_words(left)))

    def _title(self, page: Page, keys: list[str], number: int) -> str:
        """What a figure concludes, without marks."""
        texts = [plain(shown(self.said.map[key].text), self.said.inline) for key in keys]
        first = next((text for text in texts if page.title.startswith(text)), page.title)
        return first or (texts[0] if texts else f"Figure {number}")

    def _caption_of(self, page: Page, keys: list[str]) -> Caption:
        chosen = evolve(self.options, among=tuple(keys), root=None, highlight=())
        return caption(view(self.said.map, chosen), chosen, evolve(self.said.drawing, pages=[page]))

    def _caption(self, page: Page, keys: list[str], number: int) -> Runs:
        """The caption below a figure: what it shows, and where it goes on."""
        runs = [Run(f"Figure {number}. ", face="bold")]
        if keys and len(self.said.drawing.pages) > 1:
            runs.append(Run(_period(clip(self._title(page, keys, number), 160))))
        else:
            title = marked_title(View(self.said.map, self.said.numbers))
            runs.append(self.said.words(_period(title)))
            if self.said.is_set and not keys and len(self.said.drawing.pages) > 1:
                runs.append(Run(" The main conclusions, and what bears on them directly."))
        onward = sorted({g.page for g in page.groups} - {0, number})
        if onward:
            runs.append(Run(" It goes on in " if not keys else " See also "))
            for n, other in enumerate(onward):
                runs += [Run(", ")] if n else []
                runs.append(self.said.figure(other))
            runs.append(Run("."))
        if keys and len(self.said.drawing.pages) > 1:
            runs.append(Run(" Statements " if len(keys) > 1 else " Statement "))
            for n, (first, last) in enumerate(
                _ranges([int(self.said.numbers[key]) for key in keys])
            ):
                runs += [Run(", ")] if n else []
                said = f"{first}" if first == last else f"{first}–{last}"
                runs.append(Run(said, to=self.said.anchor(self.said.keys[str(first)])))
            runs.append(Run("."))
        return tuple(runs)

    def _in_words(self, keys: list[str]) -> Iterator[Block]:
        """Statements as nested lists under the titles of their sections, with what they bear on elsewhere."""
        if not keys:
            return
        here = set(keys)
        seen = evolve(view(self.said.map, Options(among=tuple(keys))), notes={}, left_out=())
        items: list[Item] = []
        for entry in nested_list(seen):
            if isinstance(entry, Section):
                if items:
                    yield Items(tuple(items))
                items = []
                yield Heading(min(entry.level + 1, 4), (self.said.words(entry.section.title),), "")
                continue
            _add(items, self._item(entry))
            if entry.said is not None:
                for item in self._elsewhere(entry.said, entry.depth + 1, here):
                    _add(items, item)
        if items:
            yield Items(tuple(items))

    def _item(self, entry: Entered) -> Item:
        runs = [run for piece in entry.pieces for run in self._piece(piece)]
        if runs and not runs[0].to:
            runs[0] = evolve(runs[0], text=runs[0].text.lstrip())
        if entry.aside:
            runs = [evolve(run, face="italic") if not run.to else run for run in runs]
        return Item(tuple(runs), entry.depth, aside=entry.aside)

    def _piece(self, piece: Piece) -> Iterator[Run]:
        if isinstance(piece, str):
            yield Run(piece)
        elif isinstance(piece, Number):
            yield self.said.number(piece.statement.id)
        elif isinstance(piece, StatementText):
            yield self.said.number(piece.statement.id)
            if piece.marks:
                yield Run(" (")
                for n, mark in enumerate(piece.marks):
                    yield from [Run(", ")] if n else []
                    yield from self._piece(mark)
                yield Run(")")
            yield Run(" ")
            yield self.said.words(piece.statement.text)
        else:
            url = safe_url(piece.text) if piece.url else ""
            yield Run(piece.text, self.said.inline and piece.prose, url=url)

    @cached_property
    def _bearing(self) -> queries.Bearing:
        return queries.Bearing(self.said.map)

    @cached_property
    def _others(self) -> dict[str, list[tuple[str, str]]]:
        """By statement, what it is to others besides bearing on them."""
        found: dict[str, list[tuple[str, str]]] = {}
        for how, one, other in related(self.said.map):
            if how in _CROSSING:
                found.setdefault(one, []).append((_CROSSING[how], other))
                if how != "outweighs":
                    found.setdefault(other, []).append((_CROSSING[how], one))
        return found

    def _elsewhere(self, statement: Statement, depth: int, here: set[str]) -> Iterator[Item]:
        """What a statement has to do with others that stand in other figures."""
        key = statement.id
        ties = [("bears on", other) for other in self._bearing.above[key]]
        ties += [("goes on with", other) for other in self._bearing.below[key]]
        ties += self._others.get(key, [])
        by: dict[str, dict[int, list[str]]] = {}
        for words, other in ties:
            if other not in here:
                by.setdefault(words, {}).setdefault(self.said.home.get(other, 0), []).append(other)
        for words, figures in by.items():
            runs = [Run(f"{words} ", face="italic")]
            for n, (number, keys) in enumerate(figures.items()):
                runs += [Run("; ")] if n else []
                runs += self.said.listed(keys)
                runs += [Run(" ("), self.said.figure(number), Run(")")] if number else []
            yield Item(tuple(runs), depth, aside=True)


def _add(items: list[Item], item: Item) -> None:
    """Adds an item to a list; asides to one item go on one line."""
    before = items[-1] if items else None
    if before is not None and item.aside and before.aside and before.depth == item.depth:
        items[-1] = evolve(before, runs=(*before.runs, Run("; ", face="italic"), *item.runs))
    else:
        items.append(item)


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Numbers in their order as ranges, each by its first and its last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def _period(text: str) -> str:
    return text if not text or text[-1] in ".?!…" else f"{text}."
