"""The tree of a document, of which each format is written: parts with a heading, and in them paragraphs, lists, figures and
tables of runs of text. It knows nothing of argument maps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Literal, TypeVar

from attrs import frozen

from argmap.draw.drawing import Drawing
from argmap.draw.fonts.widths import Face
from argmap.draw.markup import Span, spans
from argmap.wording import shown


@frozen
class Run:
    """A stretch of text. `marked` says that it may hold markup, as `argmap.draw.markup` reads it; `to` is the anchor in the
    document that it leads to, `url` an address outside, both empty for none.
    """

    text: str
    marked: bool = False
    face: Face = "regular"
    to: str = ""
    url: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The run in stretches of one face, and formulas."""
        return tuple(
            Span(span.text, _joined(self.face, span.face), span.maths)
            for span in spans(shown(self.text), self.marked)
        )


def _joined(one: Face, other: Face) -> Face:
    bold = "bold" in one or "bold" in other
    italic = "italic" in one or "italic" in other
    both: Face = "bold-italic" if italic else "bold"
    return both if bold else "italic" if italic else "regular"


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """What runs say, without marks."""
    return "".join(span.text for run in runs for span in run.spans)


@frozen
class Heading:
    """A heading; the outermost have level 1."""

    level: int
    runs: Runs
    anchor: str


@frozen
class Paragraph:
    """A paragraph; a `note` is set smaller."""

    runs: Runs
    kind: Literal["text", "note"] = "text"


@frozen
class Item:
    """An item of a list: with a number of its own, a bullet, or as an aside neither, which adds to the item above it."""

    runs: Runs
    depth: int = 0
    number: str = ""
    aside: bool = False
    anchor: str = ""


@frozen
class Items:
    """A list."""

    items: tuple[Item, ...]

    @property
    def levels(self) -> Iterator[tuple[int, Item]]:
        """The items, each with its depth, which is at most one more than that before."""
        before = -1
        for item in self.items:
            before = min(item.depth, before + 1)
            yield before, item


@frozen
class Picture:
    """A figure: the page of the drawing with its `number`, its caption, and the text that stands for it."""

    number: int
    caption: Runs
    alternative: str

    @property
    def anchor(self) -> str:
        """Where links to the figure lead."""
        return figure_anchor(self.number)


def figure_anchor(number: int) -> str:
    """Where links to a figure lead."""
    return f"figure-{number}"


@frozen
class Table:
    """A table with a head; `shares` are how wide the columns are, of one in all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    shares: tuple[float, ...]


Block = Heading | Paragraph | Items | Picture | Table

Made = TypeVar("Made")


class BlockWriter(Generic[Made]):
    """What writes blocks, by a method for each sort."""

    def block(self, block: Block) -> Made:
        """What is made of a block."""
        if isinstance(block, Heading):
            return self.heading(block)
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Picture):
            return self.picture(block)
        return self.table(block) if isinstance(block, Table) else self.items(block)

    def heading(self, block: Heading) -> Made:
        """What is made of a heading."""
        raise NotImplementedError

    def paragraph(self, block: Paragraph) -> Made:
        """What is made of a paragraph."""
        raise NotImplementedError

    def picture(self, block: Picture) -> Made:
        """What is made of a figure."""
        raise NotImplementedError

    def table(self, block: Table) -> Made:
        """What is made of a table."""
        raise NotImplementedError

    def items(self, block: Items) -> Made:
        """What is made of a list."""
        raise NotImplementedError


@frozen
class Part:
    """A part of the document: its heading, and what stands below it."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def picture(self) -> Picture | None:
        """The figure that the part is about."""
        return next((block for block in self.blocks if isinstance(block, Picture)), None)


@frozen
class Document:
    """A report. `about` are the lines below the title; `boxes` leads from the names of groups in the drawing to anchors, and
    `drawing` has the figures, a page each.
    """

    title: Runs
    about: tuple[Runs, ...]
    parts: tuple[Part, ...]
    drawing: Drawing
    boxes: dict[str, str]
    author: str = ""
    date: str = ""
    language: str = ""
    from_right: bool = False

    @property
    def name(self) -> str:
        """The title without marks."""
        return plain(self.title)

    def contents(self) -> Iterator[Item]:
        """The headings as a list that leads to them."""
        for part in self.parts:
            heading = part.heading
            runs = tuple(Run(r.text, r.marked, r.face, heading.anchor) for r in heading.runs)
            yield Item(runs, heading.level - 1, aside=True)
