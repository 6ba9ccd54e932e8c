"""The pages of an outline: its boxes, lines, rails and titles, broken between boxes where a height is to be kept to."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from argmap.draw.box import Box, paint_box
from argmap.draw.connectors import LinkKind, color_of, connector, plain_line
from argmap.draw.describe import Describer, element
from argmap.draw.drawing import Group, Label, Line, Page, Point, Rect, Shape
from argmap.draw.rails import RAIL, Rail
from argmap.draw.setup import Drawn, Setup
from argmap.draw.typeset import SetLine, height_of, label, paragraph
from argmap.draw.view import View


@define(eq=False)
class Item:
    """A statement's box, or in its place a word on one that is drawn elsewhere."""

    key: str
    box: Box | None
    depth: int
    above: Item | None
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    lines: tuple[SetLine, ...] = ()
    # What a word on a statement that stands elsewhere says of the step that it begins.
    notes: list[str] = field(factory=list)
    # Sections that begin here: how deep, the title, and then its lines and their place.
    headings: list[tuple[int, str]] = field(factory=list)
    titles: list[tuple[float, tuple[SetLine, ...]]] = field(factory=list)
    top: float = 0.0
    # Passages that begin here, the outermost first; their titles and their places.
    opens: list[str] = field(factory=list)
    passages: list[tuple[str, float, tuple[SetLine, ...]]] = field(factory=list)

    @property
    def begin(self) -> float:
        """Where it begins, with the titles above it."""
        tops = [self.y, *(y for y, _ in self.titles), *(y for _, y, _ in self.passages)]
        return min(tops)

    @property
    def middle(self) -> float:
        """Where lines reach its left edge."""
        return self.y + self.height / 2


@define(eq=False)
class Way:
    """A connector on its way from a box or a bar to its head, through points in the whole column."""

    id: str
    kind: LinkKind
    points: tuple[Point, ...]
    headed: bool = True
    wide: bool = False


class Pages:
    """The pages of an outline, from items and connectors that have their places in one long column."""

    def __init__(
        self,
        view: View,
        setup: Setup,
        items: list[Item],
        ways: list[Way],
        columns: dict[str, float],
        rails: list[Rail],
    ) -> None:
        self.view, self.setup, self.items, self.ways = view, setup, items, ways
        self.columns, self.rails = columns, rails
        self.style = setup.style
        self.unit = setup.style.unit
        self.width = setup.width - 2 * setup.style.margin
        self.seen: dict[str, int] = {}

    def drawn(self) -> Drawn:
        """The pages, and remarks on boxes that are higher than one."""
        style, margin = self.style, self.style.margin
        ways = [
            (min(y for _, y in way.points), max(y for _, y in way.points), way) for way in self.ways
        ]
        words = Describer(self.view)
        strip = style.small * style.leading + 4.0 * self.unit
        space = self.setup.height - 2 * margin if self.setup.height is not None else None
        pages: list[Page] = []
        remarks: list[str] = []
        for first, last in self._breaks(space, strip):
            items = self.items[first : last + 1]
            top = items[0].top if first == 0 else items[0].begin
            end = items[-1].y + items[-1].height
            down = margin - top + (strip if first else 0.0)
            groups: list[Group] = []
            if first:
                groups.append(self._continued(items[0], len(pages)))
            groups.extend(self._rails(items, top, end, down))
            groups.extend(self._headings(items, down))
            for highest, lowest, way in ways:
                if highest <= end and lowest >= top:
                    groups.extend(self._line(way, top, end, down))
            for item in items:
                groups.append(self._group(item, down, words))
            tall = end + down + margin
            if space is not None and tall > space + 2 * margin + 0.05:
                number = self.view.numbers[items[0].key]
                remarks.append(f"statement {number} by itself is higher than a page")
            pages.append(Page(self.setup.width, tall, groups))
        if not pages:
            pages.append(Page(self.setup.width, 2 * margin, []))
        return Drawn(pages, tuple(remarks))

    def _breaks(self, space: float | None, strip: float) -> Iterator[tuple[int, int]]:
        """The first and the last item of each page; a page is ended early to begin the next higher up."""
        first = 0
        while first < len(self.items):
            room = float("inf") if space is None else space - (strip if first else 0.0)
            start = self.items[first].begin
            last = first
            while last + 1 < len(self.items):
                item = self.items[last + 1]
                if item.y + item.height - start > room:
                    break
                last += 1
            if last + 1 < len(self.items):
                late = [
                    n
                    for n in range(first, last + 1)
                    if self.items[n].y + self.items[n].height - start > room * 0.8
                ]
                if late:
                    last = min(reversed(late), key=lambda n: self.items[n + 1].depth)
            yield first, last
            first = last + 1

    def _continued(self, item: Item, page: int) -> Group:
        """What the first item of a page stands under."""
        style = self.style
        chain: list[str] = []
        above = item.above
        while above is not None:
            chain.append(self.view.numbers[above.key])
            above = above.above
        shown = chain[::-1] if len(chain) < 8 else [chain[-1], "…", *chain[5::-1]]
        text = f"under {' › '.join(shown)}" if chain else "continued"
        line = self.setup.setter.lines(text, self.width, "italic", style.small)[0]
        at = label(
            style.margin, style.margin + style.small, line, style.small, "italic", style.muted
        )
        return Group(f"argmap-page-{page + 1}", "note", "", [at])

    def _headings(self, items: list[Item], down: float) -> Iterator[Group]:
        style, u = self.style, self.unit
        for item in items:
            for (level, _), (y, lines) in zip(item.headings, item.titles, strict=True):
                size = style.small if level else style.size
                left, top = style.margin, y + down
                shapes: list[Shape] = [
                    *paragraph(
                        left,
                        top + size * 0.94,
                        lines,
                        size,
                        "bold",
                        style.muted,
                        step=size * style.leading,
                        room=self.width,
                    )
                ]
                if not level and y > 0.0 and item is not items[0]:
                    ends = (left, top - 3.0 * u), (left + self.width, top - 3.0 * u)
                    shapes.append(Line(ends, style.faint, style.border, radius=0.0))
                yield Group(element("section", f"{item.key}-{level}"), "section", "", shapes)

    def _rails(self, items: list[Item], top: float, end: float, down: float) -> Iterator[Group]:
        """The lines of passages, as far as they are on this page, and their titles."""
        style, u = self.style, self.unit
        for rail in self.rails:
            if rail.top > end or rail.end < top:
                continue
            x = rail.x + style.margin
            ends = (x, max(rail.top, top) + down), (x, min(rail.end, end) + down)
            line = Line(ends, style.muted, 1.6 * style.border, radius=0.0)
            yield Group(f"{element('passage', rail.supposition)}-frame", "rail", "", [line])
        for item in items:
            for number, (supposition, y, lines) in enumerate(item.passages, 1):
                left = item.x - RAIL * u * (len(item.opens) - number) + style.margin
                shapes = paragraph(
                    left,
                    y + down + style.small * 0.94,
                    lines,
                    style.small,
                    "bold",
                    style.muted,
                    step=style.small * style.leading,
                    room=self.width,
                )
                yield Group(element("passage", supposition), "passage", "", [*shapes])

    def _line(self, way: Way, top: float, end: float, down: float) -> Iterator[Group]:
        """The piece of a connector or bar that is on the page from `top` to `end`."""
        style = self.style
        points = [way.points[0]]
        for (ax, ay), (bx, by) in zip(way.points, way.points[1:], strict=False):
            if (ay < top and by < top) or (ay > end and by > end):
                continue
            piece = [(ax, min(max(ay, top), end)), (bx, min(max(by, top), end))]
            points = piece if len(points) == 1 else [*points, piece[1]]
        if len(points) < 2 or points[0] == points[-1]:
            return
        moved = [(x + style.margin, y + down) for x, y in points]
        whole = points[-1] == way.points[-1]
        if way.headed and whole:
            yield Group(way.id, way.kind, "", connector(way.kind, moved, style))
            return
        color = color_of(way.kind, style)
        if way.wide:
            yield Group(way.id, "bar", "", [Line(tuple(moved), color, style.bar, radius=0.0)])
            return
        yield Group(way.id, way.kind, "", plain_line(way.kind, tuple(moved), style))

    def _group(self, item: Item, down: float, words: Describer) -> Group:
        style = self.style
        x, y = item.x + style.margin, item.y + down
        if item.box is not None:
            item.box.x, item.box.y = x, y
            return paint_box(item.box, style, words.of(item.box.statement))
        number = self.view.numbers[item.key]
        base = y + style.padding_y * 0.6 + style.small * 0.94
        left = x + style.padding_x
        shapes: list[Shape] = [
            Rect(x, y, item.width, item.height, "", style.faint, style.border, radius=style.radius),
        ]
        if self.view.numbered:
            shapes.append(Label(left, base, number, style.small, "bold", style.muted))
        text = left + self.columns[item.key]
        for line in item.lines:
            shapes.append(label(text, base, line, style.small, "italic", style.muted))
            base += height_of([line], style.small * style.leading)
        self.seen[item.key] = self.seen.get(item.key, 0) + 1
        name = element("see", f"{item.key}.{self.seen[item.key]}")
        return Group(name, "reference", f"See statement {number}.", shapes)
