"""A report as slides: one for each figure, with its text in the notes, and lists on as many as they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from attrs import evolve

from argmap.draw.fonts.widths import Face
from argmap.draw.setup import MM
from argmap.wording import shown
from argmap.writers.archive import timeless
from argmap.writers.png import to_png
from argmap.writers.report.blocks import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Part,
    Picture,
    Run,
    Runs,
    Table,
    plain,
)
from argmap.writers.report.deck import CAPTION, FOOT, SIDE, TITLE, TOP, Deck
from argmap.writers.report.office import ACCENT, MUTED, RULE, TAB, property_of
from argmap.writers.report.paper import scale_to

_SIZE, _SMALL, _CELL = 14.0, 11.0, 12.0
"""The sizes of lists, of captions and asides, and of tables, in points."""
_LEADING = 1.2
_INDENT, _HANGING = 8.0, 16.0
"""How far items are indented at each level, and what stands behind a number, in millimetres."""
_AIR = 1.5
"""What is between two paragraphs, in millimetres."""


def to_pptx(document: Document, dpi: int, template: bytes | None = None) -> bytes:
    """The slides as the bytes of a pptx file, with the master of a template where one is given; the same document gives the
    same bytes.

    Raises `MissingExtra` where python-pptx is not installed, `ValueError` for a template that is none.
    """
    return _Writer(document, dpi, template).written()


class _Writer(Deck):
    def written(self) -> bytes:
        """The bytes of the file."""
        document, about = self.document, self.made.core_properties
        about.title, about.author = property_of(document.name), property_of(document.author)
        about.language, about.last_modified_by = property_of(document.language), ""
        slide = self.made.slides.add_slide(self.opening)
        self.text(slide, slide.shapes.title.text_frame, [document.title], 36 if self.plain else 0)
        below = [p for p in slide.placeholders if p.placeholder_format.idx != 0]
        for placeholder in below[:1]:
            self.text(slide, placeholder.text_frame, document.about, 16)
        for part in document.parts:
            self._part(part)
        for run, slide, anchor in self.leading:
            self.lead(run, slide, anchor)
        stream = BytesIO()
        self.made.save(stream)
        return timeless(stream.getvalue())

    # Slides

    def _part(self, part: Part) -> None:
        picture = part.picture
        if picture is None:
            self._pages(part.heading.runs, part.blocks)
            return
        slide = self.slide(part.heading.runs)
        self._picture(slide, picture)
        others = [block for block in part.blocks if block is not picture]
        notes = "\n".join(line for block in others for line in _spoken(block))
        slide.notes_slide.notes_text_frame.text = notes

    def _picture(self, slide: Any, block: Picture) -> None:
        page = self.document.drawing.pages[block.number - 1]
        room = self.wide, self.high - CAPTION
        scale = scale_to(room, page)
        width, height = page.width / MM * scale, page.height / MM * scale
        data = BytesIO(to_png(self.document.drawing, self.dpi, block.number - 1))
        shape = slide.shapes.add_picture(data, 0, 0)
        left, top = (self.size[0] - width) / 2, TOP + TITLE + (room[1] - height) / 2
        self.place(shape, left, top, width, height)
        about = shape._element.nvPicPr.cNvPr
        about.set("descr", shown(block.alternative))
        about.set("name", f"Figure {block.number}")
        box = self.box(slide, self.size[1] - CAPTION - FOOT + 1, CAPTION)
        size = _SMALL
        while (
            size > 8 and self.lines(block.caption, size, self.wide) * size * _LEADING > CAPTION * MM
        ):
            size -= 0.5
        self.text(slide, box, [block.caption], size)
        self.places[block.anchor] = slide

    # Lists and tables, on as many slides as they need

    def _pages(self, title: Runs, blocks: Iterable[Block]) -> None:
        """Slides with what stands below a heading, each as full as it can be."""
        page: list[tuple[Item | Heading | Paragraph, float]] = []
        number = 0

        def headed() -> Any:
            nonlocal number
            number += 1
            return self.slide(title if number == 1 else (*title, Run(f" ({number})")))

        def flush() -> None:
            # A heading without what it is about goes to the next slide.
            kept: list[tuple[Item | Heading | Paragraph, float]] = []
            while page and isinstance(page[-1][0], Heading):
                kept.insert(0, page.pop())
            if page:
                self._listed(headed(), [thing for thing, _ in page])
            page[:] = kept

        for block in blocks:
            if isinstance(block, Table):
                # What introduces a table stands above it.
                above = [*page] if all(isinstance(thing, Paragraph) for thing, _ in page) else []
                page[:] = page[len(above) :]
                flush()
                taken = sum(height for _, height in above)
                for rows in self._fitting(block, taken):
                    slide = headed()
                    if above:
                        self._listed(slide, [thing for thing, _ in above])
                    self._table(slide, evolve(block, rows=tuple(rows)), taken)
                    above, taken = [], 0.0
                continue
            things = [item for _, item in block.levels] if isinstance(block, Items) else [block]
            for thing in things:
                assert isinstance(thing, (Item, Heading, Paragraph))
                height = self._height(thing)
                if page and sum(h for _, h in page) + height > self.high:
                    flush()
                page.append((thing, height))
        if page:
            self._listed(headed(), [thing for thing, _ in page])

    def _height(self, thing: Item | Heading | Paragraph) -> float:
        """How high a paragraph is, in millimetres."""
        size = _size_of(thing)
        before = _before(thing) if isinstance(thing, Item) else 0.0
        face: Face = "bold" if isinstance(thing, Heading) else "regular"
        lines = self.lines(thing.runs, size, self.wide - before, face)
        return lines * size * _LEADING / MM + _AIR + (2 * _AIR if isinstance(thing, Heading) else 0)

    def _listed(self, slide: Any, things: list[Item | Heading | Paragraph]) -> None:
        mm, point = self.util.Mm, self.util.Pt
        frame = self.box(slide, TOP + TITLE, self.high)
        for n, thing in enumerate(things):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.space_after = mm(_AIR)
            paragraph.line_spacing = 1.0
            runs, size = thing.runs, _size_of(thing)
            if isinstance(thing, Item):
                before = _before(thing)
                about = paragraph._p.get_or_add_pPr()
                about.set("marL", str(mm(before)))
                if thing.number:
                    about.set("indent", str(-mm(_HANGING)))
                    runs = (Run(thing.number, face="bold"), TAB, *runs)
                elif not thing.aside:
                    about.set("indent", str(-mm(_INDENT / 2)))
                    about.append(self.element("a:buChar", char="•"))
                if thing.anchor:
                    self.places[thing.anchor] = slide
            elif isinstance(thing, Heading):
                runs = tuple(evolve(run, face="bold") for run in runs)
                paragraph.space_before = mm(2 * _AIR if n else 0)
            muted = isinstance(thing, Paragraph) and thing.kind == "note"
            muted = muted or (isinstance(thing, Item) and thing.aside)
            color = ACCENT if isinstance(thing, Heading) else MUTED if muted else ""
            self.fill(slide, paragraph, runs, point(size), color)

    def _fitting(self, block: Table, taken: float) -> Iterator[list[tuple[Runs, ...]]]:
        """The rows of a table for each slide, of the first of which so many millimetres are taken."""
        found: list[tuple[Runs, ...]] = []
        head = self._row(block, tuple((Run(column),) for column in block.columns))
        used = taken + head
        for row in block.rows:
            height = self._row(block, row)
            if found and used + height > self.high:
                yield found
                found, used = [], head
            found.append(row)
            used += height
        if found:
            yield found

    def _row(self, block: Table, row: tuple[Runs, ...]) -> float:
        """How high a row is, in millimetres."""
        lines = max(
            self.lines(cell, _CELL, self.wide * share - 5.2)
            for cell, share in zip(row, block.shares, strict=True)
        )
        return lines * _CELL * _LEADING / MM + 2.4

    def _table(self, slide: Any, block: Table, down: float) -> None:
        mm, point = self.util.Mm, self.util.Pt
        heads = tuple((Run(column, face="bold"),) for column in block.columns)
        rows = (heads, *block.rows)
        place = mm(SIDE), mm(TOP + TITLE + down), mm(self.wide), mm(10)
        frame = slide.shapes.add_table(len(rows), len(heads), *place)
        table = frame.table
        # "No style, table grid": what lines there are is said cell by cell.
        about = table._tbl.tblPr
        about.set("bandRow", "0")
        about.find(_a("tableStyleId")).text = "{5940675A-B579-460E-94D1-54222C63F5DA}"
        for column, share in zip(table.columns, block.shares, strict=True):
            column.width = mm(self.wide * share)
        for n, row in enumerate(rows):
            table.rows[n].height = mm(self._row(block, row))
            for cell, runs in zip(table.rows[n].cells, row, strict=True):
                cell.margin_top = cell.margin_bottom = mm(0.8)
                cell.margin_left = cell.margin_right = mm(2.5)
                self.fill(slide, cell.text_frame.paragraphs[0], runs, point(_CELL))
                for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
                    cell._tc.get_or_add_tcPr().append(self._border(side))

    def _border(self, side: str) -> Any:
        """The line at a side of a cell: below it, and nowhere else."""
        if side != "a:lnB":
            made = self.element(side, w="0")
            made.append(self.element("a:noFill"))
            return made
        made, fill = self.element(side, w="9525"), self.element("a:solidFill")
        fill.append(self.element("a:srgbClr", val=RULE))
        made.append(fill)
        return made


def _size_of(thing: Item | Heading | Paragraph) -> float:
    if isinstance(thing, Item):
        return _SMALL if thing.aside else _SIZE
    return _SIZE + 2 if isinstance(thing, Heading) else _SIZE if thing.kind == "text" else _SMALL


def _before(item: Item) -> float:
    """How far the lines of an item are indented, in millimetres."""
    return _HANGING if item.number else _INDENT * (min(item.depth, 6) + 0.5)


def _spoken(block: Block) -> Iterator[str]:
    """A block as lines of the notes."""
    if isinstance(block, (Heading, Paragraph)):
        yield shown(plain(block.runs))
    elif isinstance(block, Items):
        for level, item in block.levels:
            yield "    " * level + ("" if item.aside else "• ") + shown(plain(item.runs))


def _a(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"
