"""Slides as python-pptx makes them: their layouts, titles, frames of text, and links from one to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from io import BytesIO
from typing import Any

from attrs import evolve

from argmap.draw.bidi import begins_from_right
from argmap.draw.fonts.widths import Face
from argmap.draw.setup import MM
from argmap.draw.typeset import Typesetter
from argmap.extras import needed
from argmap.writers.report.blocks import Document, Runs, plain
from argmap.writers.report.office import ACCENT, FONT, letters

_WIDTH, _HEIGHT = 338.667, 190.5
"""A slide of 16 : 9, in millimetres."""
SIDE, TOP, TITLE, FOOT = 9.0, 5.0, 17.0, 5.0
"""The margins of a slide, how high its title is, and how far the last line is from the lower edge, in millimetres."""
_HEAD = 24.0
"""The size of titles, in points."""


CAPTION = 14.0
"""How high the caption of a figure may be, in millimetres."""


def room_of(template: bytes | None) -> tuple[float, float]:
    """How wide and high a figure may be on a slide of a template, or without one, in millimetres; raises `ValueError` for one
    that is no pptx.
    """
    width, height = _WIDTH, _HEIGHT
    if template is not None:
        size = opened(template)
        width, height = size.slide_width / 36000, size.slide_height / 36000
    return width - 2 * SIDE, height - TOP - TITLE - CAPTION - FOOT


def opened(template: bytes) -> Any:
    """A template as python-pptx has it; `ValueError` for what is none."""
    pptx = needed("pptx", "report", "a pptx")
    try:
        return pptx.Presentation(BytesIO(template))
    except Exception as error:  # of zip, of XML, of packages that lack a part
        raise ValueError(f"the template is no pptx: {error}") from None


class Deck:
    """The slides of a document, with the master of a template where one is given."""

    def __init__(self, document: Document, dpi: int, template: bytes | None) -> None:
        pptx = needed("pptx", "report", "a pptx")
        self.util = needed("pptx.util", "report", "a pptx")
        self.document, self.dpi, self.plain = document, dpi, template is None
        # Of the fonts of a template nobody knows how wide they are.
        self.sure = 0.98 if template is None else 0.86
        self.setter = Typesetter(language=document.language)
        # Where anchors stand, and the runs that lead to them.
        self.places: dict[str, Any] = {}
        self.leading: list[tuple[Any, Any, str]] = []
        if template is None:
            self.made = pptx.Presentation()
            self._widen()
            return
        self.made = opened(template)
        self._empty()
        if not any(self._kinds(layout) & {1, 3} for layout in self.made.slide_layouts):
            raise ValueError("the template has no layout with a title")

    def slide(self, runs: Runs, size: float = _HEAD) -> Any:
        """A slide with a title, which is made smaller where it is long."""
        slide = self.made.slides.add_slide(self.titled)
        title = slide.shapes.title
        self.place(title, SIDE, TOP, self.wide, TITLE)
        while (
            size > 14 and self.lines(runs, size, self.wide - 6, "bold") * size * 1.15 > TITLE * MM
        ):
            size -= 1
        self.text(slide, title.text_frame, [runs], size, bold=True, left=True)
        title.text_frame.vertical_anchor = 3
        if self.plain:
            title.text_frame.margin_left = title.text_frame.margin_right = 0
        for placeholder in [*slide.placeholders]:
            if placeholder.placeholder_format.idx != 0:
                placeholder._element.getparent().remove(placeholder._element)
        return slide

    @cached_property
    def size(self) -> tuple[float, float]:
        """How wide and high a slide is, in millimetres."""
        return self.made.slide_width / 36000, self.made.slide_height / 36000

    @property
    def wide(self) -> float:
        """How wide what stands on a slide may be, in millimetres."""
        return self.size[0] - 2 * SIDE

    @property
    def high(self) -> float:
        """How high what is below a title may be."""
        return self.size[1] - TOP - TITLE - FOOT

    def place(self, shape: Any, x: float, y: float, width: float, height: float) -> None:
        """Puts a shape where it stands, in millimetres."""
        mm = self.util.Mm
        shape.left, shape.top, shape.width, shape.height = mm(x), mm(y), mm(width), mm(height)

    def box(self, slide: Any, top: float, height: float) -> Any:
        """A frame for text over the width of a slide."""
        mm = self.util.Mm
        box = slide.shapes.add_textbox(mm(SIDE), mm(top), mm(self.wide), mm(height)).text_frame
        box.word_wrap = True
        for side in ("left", "right", "top", "bottom"):
            setattr(box, f"margin_{side}", 0)
        return box

    def lines(self, runs: Runs, size: float, wide: float, face: Face = "regular") -> int:
        """How many lines runs have at most: their letters may be as wide as bold ones."""
        text = plain(runs)
        bold = any("bold" in run.face and len(run.text) > 4 for run in runs)
        return max(
            1, len(self.setter.lines(text, wide * MM * self.sure, "bold" if bold else face, size))
        )

    def text(
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
            self.fill(slide, paragraph, runs, self.util.Pt(size) if size else None, color)

    def fill(self, slide: Any, paragraph: Any, runs: Runs, size: Any, color: str = "") -> None:
        """Puts runs into a paragraph; links wait until all slides are there."""
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
                    fill = self.element("a:solidFill")
                    fill.append(self.element("a:srgbClr", val=color))
                    about.insert(0, fill)
                if run.url:
                    made.hyperlink.address = run.url
                elif run.to:
                    self.leading.append((about, slide, run.to))

    def lead(self, about: Any, slide: Any, anchor: str) -> None:
        """Makes a run lead to the slide with an anchor."""
        target = self.places.get(anchor)
        if target is None or target is slide:
            return
        kind = needed("pptx.opc.constants", "report", "a pptx").RELATIONSHIP_TYPE.SLIDE
        made = self.element("a:hlinkClick", action="ppaction://hlinksldjump")
        made.set(_r("id"), slide.part.relate_to(target.part, kind))
        about.append(made)

    def element(self, tag: str, **attributes: str) -> Any:
        """An element of DrawingML."""
        made = needed("pptx.oxml.xmlchemy", "report", "a pptx").OxmlElement(tag)
        for key, value in attributes.items():
            made.set(key, value)
        return made

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
    def opening(self) -> Any:
        """The layout of the first slide."""
        return self._layout(lambda kinds: (3 not in kinds, len(kinds)))

    @cached_property
    def titled(self) -> Any:
        """The layout of all others: a title, and as little else as there is."""
        return self._layout(lambda kinds: (1 not in kinds, len(kinds)))

    def _layout(self, rank: Callable[[set[int]], tuple[bool, int]]) -> Any:
        """The layout with a title that ranks first, by its placeholders: 1 is a title, 3 one in the centre."""
        titled = [one for one in self.made.slide_layouts if self._kinds(one) & {1, 3}]
        return min(titled, key=lambda layout: rank(self._kinds(layout)))

    def _kinds(self, layout: Any) -> set[int]:
        """The kinds of placeholders of a layout, but for dates, footers and numbers of slides."""
        return {int(p.placeholder_format.type) for p in layout.placeholders} - {13, 15, 16}


def _r(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/relationships}}{name}"
