"""A report as a pdf of pages, set by argmap itself: any script, formulas, and the figures as they are, without another
program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from attrs import define, evolve, field

from argmap.draw.drawing import Drawing, Group, Label, Line, Page, Rect, Shape, moved, scaled
from argmap.draw.drawing import Run as DrawnRun
from argmap.draw.fonts.found import fonts_for
from argmap.draw.fonts.widths import Face, width
from argmap.draw.markup import Span
from argmap.draw.options import Options
from argmap.draw.paragraph import Paragraph as Setting
from argmap.draw.setup import MM
from argmap.draw.style import DEFAULT
from argmap.draw.typeset import SetLine, label
from argmap.draw.wrap import tidy
from argmap.wording import clip
from argmap.writers.pdf import to_pdf as drawn
from argmap.writers.report.blocks import (
    BlockWriter,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    plain,
)
from argmap.writers.report.paper import Paper, scale_to

_LEADING = 1.3
_SIZE, _SMALL, _TINY = 9.5, 8.0, 7.5
_TITLE = 22.0
_HEADINGS = (16.0, 12.0, 10.5, 9.5)
_INDENT, _HANGING, _NUMBER = 13.0, 10.0, 30.0
"""How far items are indented at each level, what a bullet takes, and the number of a statement, in points."""
_WIDOWS = 3
"""Paragraphs of so many lines stand on one page."""


@define
class _Strip:
    """What stands in one row of a page: how high it is, its shapes from its upper left corner, and what is linked. `keeps`
    says that it stands on one page with the strip below it, `blank` that it is air, which no page begins with; `listed` is the
    anchor whose page is named at its end.
    """

    height: float
    shapes: list[Shape] = field(factory=list)
    groups: list[Group] = field(factory=list)
    links: list[tuple[Rect, str, str]] = field(factory=list)
    anchors: list[str] = field(factory=list)
    keeps: bool = False
    blank: bool = False
    listed: str = ""


def to_pdf(document: Document, paper: Paper, options: Options) -> bytes:
    """The document as the bytes of a pdf file; the same document gives the same bytes."""
    composer = _Composer(document, paper, options)
    return drawn(composer.composed())


class _Composer(BlockWriter[Iterator[_Strip]]):
    def __init__(self, document: Document, paper: Paper, options: Options) -> None:
        self.document, self.paper = document, paper
        self.fonts = fonts_for(options.fonts, document.language)
        self.margin = paper.margin * MM
        self.wide = paper.width * MM - 2 * self.margin
        self.high = paper.height * MM - 2 * self.margin

    def composed(self) -> Drawing:
        """The pages."""
        document, figures = self.document, self.document.drawing
        strips = [*self._front()]
        for part in document.parts:
            for block in (part.heading, *part.blocks):
                strips += self.block(block)
        sheets = self._sheets(strips)
        at = {anchor: n for n, sheet in enumerate(sheets, 1) for s in sheet for anchor in s.anchors}
        pages = [self._page(sheet, number, at) for number, sheet in enumerate(sheets, 1)]
        outline = [
            (plain(part.heading.runs), 0, at[part.heading.anchor]) for part in document.parts
        ]
        described = f"{document.name}. {plain(document.about[-1])}"
        return evolve(
            figures,
            pages=pages,
            title=document.name,
            description=described,
            author=document.author,
            paper="#FFFFFF",
            outline=outline,
        )

    def _front(self) -> Iterator[_Strip]:
        style = DEFAULT
        yield from self._lines(self.document.title, _TITLE, face="bold", fill=style.root)
        yield _Strip(6, [Line(((0, 0), (self.wide, 0)), style.root, 1.2)])
        for line in self.document.about[:-1]:
            yield from self._lines(line, _SIZE + 1, fill=style.muted)
        yield _Strip(8, blank=True)
        yield from self._lines(self.document.about[-1], _SIZE)
        yield _Strip(14, blank=True)
        yield from self._lines((Run("Contents"),), _HEADINGS[1], face="bold", fill=style.root)
        yield _Strip(4, blank=True)
        for item in self.document.contents():
            made = [*self._lines(item.runs, _SIZE, room=self.wide - 30)]
            made[-1].listed = item.runs[0].to
            yield from made
            yield _Strip(2, blank=True)

    # Pages

    def _sheets(self, strips: list[_Strip]) -> list[list[_Strip]]:
        """The strips of each page; what is to stay together goes to the next page as a whole."""
        sheets: list[list[_Strip]] = [[]]
        used = 0.0
        for together in _kept(strips):
            height = sum(strip.height for strip in together)
            # What is larger than a page in any case begins where it is.
            if sheets[-1] and used + height > self.high + 0.5 and height <= self.high:
                sheets.append([])
                used = 0.0
            for strip in together:
                if strip.blank and not sheets[-1]:
                    continue
                if sheets[-1] and used + strip.height > self.high + 0.5:
                    sheets.append([])
                    used = 0.0
                sheets[-1].append(strip)
                used += strip.height
        return [sheet for sheet in sheets if sheet] or [[_Strip(1)]]

    def _page(self, sheet: list[_Strip], number: int, at: dict[str, int]) -> Page:
        groups: list[Group] = []
        y = self.margin
        for strip in sheet:
            shapes = [moved(shape, self.margin, y) for shape in strip.shapes]
            if strip.listed in at:
                shapes += self._right(str(at[strip.listed]), y + _SIZE, _SIZE)
            groups.append(Group("text", "text", "", shapes))
            for group in strip.groups:
                target = self.document.boxes.get(group.id, "")
                page = at.get(f"figure-{group.page}" if group.page else target, 0)
                inside = [moved(shape, self.margin, y) for shape in group.shapes]
                groups.append(evolve(group, shapes=inside, page=page))
            for place, to, url in strip.links:
                box = moved(place, self.margin, y)
                if url or to in at:
                    groups.append(Group("link", "link", "", [box], url, at.get(to, 0)))
            y += strip.height
        foot = self.paper.height * MM - self.margin * 0.55
        shapes = self._right(str(number), foot, _TINY)
        if number > 1:
            running = (Run(clip(self.document.name, 80)),)
            for strip in self._lines(running, _TINY, fill=DEFAULT.muted, room=self.wide - 40):
                shapes += [moved(shape, self.margin, foot - _TINY) for shape in strip.shapes]
                break
        groups.append(Group("foot", "text", "", shapes))
        return Page(self.paper.width * MM, self.paper.height * MM, groups)

    def _right(self, text: str, y: float, size: float) -> list[Shape]:
        """A number at the right margin."""
        x = self.margin + self.wide - width(text, "regular", size)
        return [Label(x, y, text, size, fill=DEFAULT.muted)]

    # Blocks

    def paragraph(self, block: Paragraph) -> Iterator[_Strip]:
        """The strips of a paragraph."""
        note = block.kind == "note"
        fill = DEFAULT.muted if note else DEFAULT.ink
        yield from self._lines(block.runs, _SMALL if note else _SIZE, fill=fill)
        yield _Strip(6, blank=True)

    def heading(self, block: Heading) -> Iterator[_Strip]:
        size = _HEADINGS[min(block.level, 4) - 1]
        yield _Strip(size * 1.3, keeps=True, blank=True)
        for strip in self._lines(block.runs, size, face="bold", fill=DEFAULT.root):
            strip.keeps = True
            strip.anchors += [block.anchor] if block.anchor else []
            yield strip
        yield _Strip(size * 0.35, keeps=True, blank=True)

    def picture(self, block: Picture) -> Iterator[_Strip]:
        page = self.document.drawing.pages[block.number - 1]
        by = scale_to(self.paper.room, page)
        across = (self.wide - page.width * by) / 2
        groups = [
            evolve(group, shapes=[moved(scaled(s, by), across, 0) for s in group.shapes])
            for group in page.groups
        ]
        yield _Strip(page.height * by, groups=groups, anchors=[block.anchor], keeps=True)
        yield _Strip(5, keeps=True)
        caption = [*self._lines(block.caption, _SMALL + 0.5)]
        for strip in caption[:-1]:
            strip.keeps = True
        yield from caption
        yield _Strip(10, blank=True)

    def table(self, block: Table) -> Iterator[_Strip]:
        heads = tuple((Run(column),) for column in block.columns)
        yield from self._row(block, heads, "bold", DEFAULT.ink, True)
        for row in block.rows:
            yield from self._row(block, row, "regular", DEFAULT.faint, False)
        yield _Strip(10, blank=True)

    def _row(
        self, block: Table, row: tuple[Runs, ...], face: Face, rule: str, keeps: bool
    ) -> Iterator[_Strip]:
        """A row of a table, line by line, and the line below it."""
        x, columns = 0.0, []
        for cell, share in zip(row, block.shares, strict=True):
            room = self.wide * share
            columns.append([*self._lines(cell, _SMALL + 0.5, left=x, room=room - 8, face=face)])
            x += room
        yield _Strip(2.5, keeps=True)
        rows = [*zip_longest(*columns)]
        for line in rows:
            cells = [cell for cell in line if cell is not None]
            yield _Strip(
                max(cell.height for cell in cells),
                [shape for cell in cells for shape in cell.shapes],
                links=[link for cell in cells for link in cell.links],
                keeps=keeps or len(rows) <= 2 * _WIDOWS,
            )
        ends = (0.0, 2.0), (self.wide, 2.0)
        yield _Strip(2.5, [Line(ends, rule, 0.6, radius=0.0)], keeps=keeps)

    def items(self, block: Items) -> Iterator[_Strip]:
        asides = [item.aside for item in block.items[1:]] + [False]
        for (level, item), aside in zip(block.levels, asides, strict=True):
            left = _NUMBER if item.number else _INDENT * level + _HANGING
            size, fill = (_SMALL, DEFAULT.muted) if item.aside else (_SIZE, DEFAULT.ink)
            strips = [*self._lines(item.runs, size, left=left, fill=fill)]
            first = strips[0]
            first.anchors += [item.anchor] if item.anchor else []
            base = size * 1.02
            if item.number:
                first.shapes.append(Label(0, base, item.number, size, "bold", DEFAULT.root))
            elif not item.aside:
                first.shapes.append(Label(left - _HANGING + 2, base, "•", size, fill=DEFAULT.root))
            strips[-1].keeps = aside
            yield from strips
            yield _Strip(1.0 if aside else 2.2, keeps=aside, blank=True)
        yield _Strip(5, blank=True)

    # Lines

    def _lines(
        self,
        runs: Runs,
        size: float,
        *,
        left: float = 0.0,
        room: float = 0.0,
        face: Face = "regular",
        fill: str = DEFAULT.ink,
    ) -> Iterator[_Strip]:
        """The lines of a paragraph, a strip each; those of a short one stay together."""
        room = room or self.wide - left
        spans, links = _tidied(runs)
        setting = Setting(spans, face, self.fonts)
        lines = setting.break_lines(room / size, even=False)
        step = size * _LEADING
        for n, (start, end, _, hyphen) in enumerate(lines):
            text, wide, made = setting.line(start, end, size, hyphen)
            above, below = (size * more for more in setting.room(start, end))
            line = SetLine(text, wide, made, setting.rtl, above=above, below=below)
            whole = label(left, size * 1.02, line, size, face, fill, room=room)
            strip = _Strip(step + above + below)
            # A line of one stretch has no runs of its own.
            for run in whole.runs or (DrawnRun(text, 0.0, wide, setting.face),):
                to, url = next(
                    ((to, url) for a, b, to, url in links if a <= start + run.at < b), ("", "")
                )
                color = DEFAULT.edge if to or url else fill
                one = whole._replace(runs=(run,), width=run.width) if whole.runs else whole
                strip.shapes.append(one._replace(fill=color))
                if to or url:
                    place = Rect(whole.x + run.x, 0, run.width, step + above + below)
                    strip.links.append((place, to, url))
            few = len(lines) <= _WIDOWS
            strip.keeps = n + 1 < len(lines) and (few or n == 0 or n + 2 == len(lines))
            yield strip


def _tidied(runs: Runs) -> tuple[tuple[Span, ...], list[tuple[int, int, str, str]]]:
    """The spans of runs as a paragraph has them, without blanks that it would drop, and which of its characters lead where."""
    made: list[Span] = []
    links: list[tuple[int, int, str, str]] = []
    at, spaced = 0, True
    for run in runs:
        begun = at
        for span in run.spans:
            text = span.text
            if not span.maths:
                text = tidy(f"x{text}x")[1:-1].replace("\xad", "")
                text = text.removeprefix(" ") if spaced else text
            if not text:
                continue
            spaced = text.endswith(" ")
            made.append(Span(text, span.face, span.maths))
            at += (
                len("".join(p.text for p in span.formula.pieces) or text)
                if span.maths
                else len(text)
            )
        if (run.to or run.url) and at > begun:
            links.append((begun, at, run.to, run.url))
    return tuple(made), links


def _kept(strips: Iterable[_Strip]) -> Iterator[list[_Strip]]:
    """The strips that are to stand on one page each."""
    together: list[_Strip] = []
    for strip in strips:
        together.append(strip)
        if not strip.keeps:
            yield together
            together = []
    if together:
        yield together
