"""A report as slides: one for each figure, with its text in the notes, and lists on as many as they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from attrs import evolve

from argmap.draw.bidi import begins_from_right
from argmap.draw.fonts.widths import Face
from argmap.draw.setup import MM
from argmap.draw.typeset import Typesetter
from argmap.extras import needed
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
from argmap.writers.report.office import ACCENT, FONT, MUTED, RULE, TAB, letters, property_of
from argmap.writers.report.paper import scale_to

_WIDTH, _HEIGHT = 338.667, 190.5
"""A slide of 16 : 9, in millimetres."""
_SIDE, _TOP, _TITLE, _FOOT = 9.0, 5.0, 17.0, 5.0
"""The margins of a slide, how high its title is, and how far the last line is from the lower edge, in millimetres."""
_CAPTION = 14.0
_SIZE, _SMALL, _CELL, _HEAD = 14.0, 11.0, 12.0, 24.0
"""The sizes of lists, of captions and asides, of tables and of titles, in points."""
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


class _Writer:
    def __init__(self, document: Document, dpi: int, template: bytes | None) -> None:
        pptx = needed("pptx", "report", "a pptx")
        self.util = needed("pptx.util", "report", "a pptx")
        self.document, self.dpi, self.plain = document, dpi, template is None
        self.setter = Typesetter(language=document.language)
        # Where anchors stand, and the runs that lead to them.
        self.places: dict[str, Any] = {}
        self.leading: list[tuple[Any, Any, str]] = []
        if template is None:
            self.made = pptx.Presentation()
            self._widen()
            return
        try:
            self.made = pptx.Presentation(BytesIO(template))
            self._empty()
            _ = self._opening, self._titled
        except Exception as error:  # of zip, of XML, of packages that lack a part
            raise ValueError(
                f"the template is no pptx with slides that have titles: {error}"
            ) from None

    def written(self) -> bytes:
        """The bytes of the file."""
        document, about = self.document, self.made.core_properties
        about.title, about.author = property_of(document.name), property_of(document.author)
        about.language, about.last_modified_by = property_of(document.language), ""
        slide = self.made.slides.add_slide(self._opening)
        self._text(slide, slide.shapes.title.text_frame, [document.title], 36 if self.plain else 0)
        below = [p for p in slide.placeholders if p.placeholder_format.idx != 0]
        for placeholder in below[:1]:
            self._text(slide, placeholder.text_frame, document.about, 16 if self.plain else 0)
        for part in document.parts:
            self._part(part)
        for run, slide, anchor in self.leading:
            self._lead(run, slide, anchor)
        stream = BytesIO()
        self.made.save(stream)
        return timeless(stream.getvalue())

    # The template

    def _widen(self) -> None:
        """Makes python-pptx's own template, which is of 4 : 3, as wide as a slide is today, and sets its fonts."""
        across = self.util.Mm(_WIDTH) / self.made.slide_width
        self.made.slide_width, self.made.slide_height = self.util.Mm(_WIDTH), self.util.Mm(_HEIGHT)
        for holder in (self.made.slide_master, *self.made.slide_layouts):
            for shape in holder.placeholders:
                if shape._element.spPr.xfrm is not None:
                    shape.left, shape.width = (
                        round(shape.left * across),
                        round(shape.width * across),
                    )
        for relation in self.made.slide_master.part.rels.values():
            if relation.reltype.endswith("/theme"):
                part = relation.target_part
                part._blob = part.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())
                link = f'<a:hlink><a:srgbClr val="{ACCENT}"/></a:hlink>'.encode()
                part._blob = re.sub(rb"<a:hlink>.*?</a:hlink>", link, part._blob, flags=re.DOTALL)

    def _empty(self) -> None:
        """Takes the slides of a template away."""
        slides = self.made.slides._sldIdLst
        for slide in [*slides]:
            self.made.part.drop_rel(slide.rId)
            slides.remove(slide)

    @cached_property
    def _opening(self) -> Any:
        """The layout of the first slide."""
        return self._layout(lambda kinds: (3 not in kinds, len(kinds)))

    @cached_property
    def _titled(self) -> Any:
        """The layout of all others: a title, and as little else as there is."""
        return self._layout(lambda kinds: (1 not in kinds, len(kinds)))

    def _layout(self, rank: Any) -> Any:
        """The layout with a title that ranks first, by the kinds of its placeholders: 1 is a title, 3 one in the centre."""
        found: list[tuple[Any, int, Any]] = []
        for layout in self.made.slide_layouts:
            kinds = [p.placeholder_format.type for p in layout.placeholders]
            # Dates, footers and numbers of slides are no part of what is on them.
            kinds = [int(kind) for kind in kinds if int(kind) not in (13, 15, 16)]
            if 1 in kinds or 3 in kinds:
                found.append((rank(kinds), len(found), layout))
        return min(found, key=lambda one: one[:2])[2]

    # Slides

    def _slide(self, runs: Runs, size: float = _HEAD) -> Any:
        """A slide with a title, which is made smaller where it is long."""
        slide = self.made.slides.add_slide(self._titled)
        title = slide.shapes.title
        self._place(title, _SIDE, _TOP, self._wide, _TITLE)
        while (
            size > 14
            and self._lines(runs, size, self._wide - 6, "bold") * size * 1.15 > _TITLE * MM
        ):
            size -= 1
        self._text(slide, title.text_frame, [runs], size, bold=True, left=True)
        title.text_frame.vertical_anchor = 3
        if self.plain:
            title.text_frame.margin_left = title.text_frame.margin_right = 0
        for placeholder in [*slide.placeholders]:
            if placeholder.placeholder_format.idx != 0:
                placeholder._element.getparent().remove(placeholder._element)
        return slide

    @cached_property
    def _size(self) -> tuple[float, float]:
        """How wide and high a slide is, in millimetres."""
        return self.made.slide_width / 36000, self.made.slide_height / 36000

    @property
    def _wide(self) -> float:
        return self._size[0] - 2 * _SIDE

    @property
    def _high(self) -> float:
        """How high what is below a title may be."""
        return self._size[1] - _TOP - _TITLE - _FOOT

    def _place(self, shape: Any, x: float, y: float, width: float, height: float) -> None:
        mm = self.util.Mm
        shape.left, shape.top, shape.width, shape.height = mm(x), mm(y), mm(width), mm(height)

    def _part(self, part: Part) -> None:
        picture = part.picture
        if picture is None:
            self._pages(part.heading.runs, part.blocks)
            return
        slide = self._slide(part.heading.runs)
        self._picture(slide, picture)
        others = [block for block in part.blocks if block is not picture]
        notes = "\n".join(line for block in others for line in _spoken(block))
        slide.notes_slide.notes_text_frame.text = notes

    def _picture(self, slide: Any, block: Picture) -> None:
        page = self.document.drawing.pages[block.number - 1]
        room = self._wide, self._high - _CAPTION
        scale = scale_to(room, page)
        width, height = page.width / MM * scale, page.height / MM * scale
        data = BytesIO(to_png(self.document.drawing, self.dpi, block.number - 1))
        shape = slide.shapes.add_picture(data, 0, 0)
        left, top = (self._size[0] - width) / 2, _TOP + _TITLE + (room[1] - height) / 2
        self._place(shape, left, top, width, height)
        about = shape._element.nvPicPr.cNvPr
        about.set("descr", shown(block.alternative))
        about.set("name", f"Figure {block.number}")
        box = self._box(slide, self._size[1] - _CAPTION - _FOOT + 1, _CAPTION)
        size = _SMALL
        while (
            size > 8
            and self._lines(block.caption, size, self._wide) * size * _LEADING > _CAPTION * MM
        ):
            size -= 0.5
        self._text(slide, box, [block.caption], size)
        self.places[block.anchor] = slide

    def _box(self, slide: Any, top: float, height: float) -> Any:
        """A frame for text over the width of a slide."""
        mm = self.util.Mm
        box = slide.shapes.add_textbox(mm(_SIDE), mm(top), mm(self._wide), mm(height)).text_frame
        box.word_wrap = True
        for side in ("left", "right", "top", "bottom"):
            setattr(box, f"margin_{side}", 0)
        return box

    # Lists and tables, on as many slides as they need

    def _pages(self, title: Runs, blocks: Iterable[Block]) -> None:
        """Slides with what stands below a heading, each as full as it can be."""
        page: list[tuple[Item | Heading | Paragraph, float]] = []
        number = 0

        def headed() -> Any:
            nonlocal number
            number += 1
            return self._slide(title if number == 1 else (*title, Run(f" ({number})")))

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
                if page and sum(h for _, h in page) + height > self._high:
                    flush()
                page.append((thing, height))
        if page:
            self._listed(headed(), [thing for thing, _ in page])

    def _height(self, thing: Item | Heading | Paragraph) -> float:
        """How high a paragraph is, in millimetres."""
        size = _size_of(thing)
        before = _before(thing) if isinstance(thing, Item) else 0.0
        face: Face = "bold" if isinstance(thing, Heading) else "regular"
        lines = self._lines(thing.runs, size, self._wide - before, face)
        return lines * size * _LEADING / MM + _AIR + (2 * _AIR if isinstance(thing, Heading) else 0)

    def _lines(self, runs: Runs, size: float, wide: float, face: Face = "regular") -> int:
        """How many lines runs have at most: their letters may be as wide as bold ones."""
        text = plain(runs)
        bold = any("bold" in run.face and len(run.text) > 4 for run in runs)
        return max(
            1, len(self.setter.lines(text, wide * MM * 0.98, "bold" if bold else face, size))
        )

    def _listed(self, slide: Any, things: list[Item | Heading | Paragraph]) -> None:
        mm, point = self.util.Mm, self.util.Pt
        frame = self._box(slide, _TOP + _TITLE, self._high)
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
                    about.append(self._element("a:buChar", char="•"))
                if thing.anchor:
                    self.places[thing.anchor] = slide
            elif isinstance(thing, Heading):
                runs = tuple(evolve(run, face="bold") for run in runs)
                paragraph.space_before = mm(2 * _AIR if n else 0)
            muted = isinstance(thing, Paragraph) and thing.kind == "note"
            muted = muted or (isinstance(thing, Item) and thing.aside)
            color = ACCENT if isinstance(thing, Heading) else MUTED if muted else ""
            self._fill(slide, paragraph, runs, point(size), color)

    def _fitting(self, block: Table, taken: float) -> Iterator[list[tuple[Runs, ...]]]:
        """The rows of a table for each slide, of the first of which so many millimetres are taken."""
        found: list[tuple[Runs, ...]] = []
        head = self._row(block, tuple((Run(column),) for column in block.columns))
        used = taken + head
        for row in block.rows:
            height = self._row(block, row)
            if found and used + height > self._high:
                yield found
                found, used = [], head
            found.append(row)
            used += height
        if found:
            yield found

    def _row(self, block: Table, row: tuple[Runs, ...]) -> float:
        """How high a row is, in millimetres."""
        lines = max(
            self._lines(cell, _CELL, self._wide * share - 5.2)
            for cell, share in zip(row, block.shares, strict=True)
        )
        return lines * _CELL * _LEADING / MM + 2.4

    def _table(self, slide: Any, block: Table, down: float) -> None:
        mm, point = self.util.Mm, self.util.Pt
        heads = tuple((Run(column, face="bold"),) for column in block.columns)
        rows = (heads, *block.rows)
        place = mm(_SIDE), mm(_TOP + _TITLE + down), mm(self._wide), mm(10)
        frame = slide.shapes.add_table(len(rows), len(heads), *place)
        table = frame.table
        # "Themed style 1, accent 1" without bands: lines in the colours of the template.
        about = table._tbl.tblPr
        about.set("bandRow", "0")
        about.find(_a("tableStyleId")).text = "{5940675A-B579-460E-94D1-54222C63F5DA}"
        for column, share in zip(table.columns, block.shares, strict=True):
            column.width = mm(self._wide * share)
        for n, row in enumerate(rows):
            table.rows[n].height = mm(self._row(block, row))
            for cell, runs in zip(table.rows[n].cells, row, strict=True):
                cell.margin_top = cell.margin_bottom = mm(0.8)
                cell.margin_left = cell.margin_right = mm(2.5)
                self._fill(slide, cell.text_frame.paragraphs[0], runs, point(_CELL))
                for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
                    cell._tc.get_or_add_tcPr().append(self._border(side))

    def _border(self, side: str) -> Any:
        """The line at a side of a cell: below it, and nowhere else."""
        if side != "a:lnB":
            made = self._element(side, w="0")
            made.append(self._element("a:noFill"))
            return made
        made, fill = self._element(side, w="9525"), self._element("a:solidFill")
        fill.append(self._element("a:srgbClr", val=RULE))
        made.append(fill)
        return made

    # Text

    def _text(
        self,
        slide: Any,
        frame: Any,
        lines: Iterable[Runs],
        size: float = 0.0,
        bold: bool = False,
        left: bool = False,
    ) -> None:
        """Puts paragraphs into a frame, in a size in points, or 0 for that of the template."""
        for n, runs in enumerate(lines):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            if left:
                paragraph.alignment = 3 if begins_from_right(plain(runs)) else 1
            runs = tuple(evolve(run, face="bold") for run in runs) if bold else runs
            color = ACCENT if bold and self.plain else ""
            self._fill(slide, paragraph, runs, self.util.Pt(size) if size else None, color)

    def _fill(self, slide: Any, paragraph: Any, runs: Runs, size: Any, color: str = "") -> None:
        if begins_from_right(plain(runs)):
            paragraph._p.get_or_add_pPr().set("rtl", "1")
            paragraph._p.get_or_add_pPr().set("algn", "r")
        for run in runs:
            for piece in letters(run):
                made = paragraph.add_run()
                made.text = piece.text
                font = made.font
                font.size = size
                if piece.bold:
                    font.bold = True
                if piece.italic:
                    font.italic = True
                about = made._r.get_or_add_rPr()
                if piece.script:
                    about.set("baseline", "30000" if piece.script == "^" else "-25000")
                if color:
                    fill = self._element("a:solidFill")
                    fill.append(self._element("a:srgbClr", val=color))
                    about.insert(0, fill)
                if run.url:
                    made.hyperlink.address = run.url
                elif run.to:
                    self.leading.append((about, slide, run.to))

    def _lead(self, about: Any, slide: Any, anchor: str) -> None:
        """Makes a run lead to the slide with an anchor."""
        target = self.places.get(anchor)
        if target is None or target is slide:
            return
        kind = needed("pptx.opc.constants", "report", "a pptx").RELATIONSHIP_TYPE.SLIDE
        made = self._element("a:hlinkClick", action="ppaction://hlinksldjump")
        made.set(_r("id"), slide.part.relate_to(target.part, kind))
        about.append(made)

    def _element(self, tag: str, **attributes: str) -> Any:
        made = needed("pptx.oxml.xmlchemy", "report", "a pptx").OxmlElement(tag)
        for key, value in attributes.items():
            made.set(key, value)
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


def _r(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/relationships}}{name}"
