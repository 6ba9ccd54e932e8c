"""What stands around a figure: its title above; below, a legend, whole texts of what is shown in short, and what is
left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attrs import evolve

from argmap.draw.describe import element, marked_title
from argmap.draw.drawing import Group, Label, Page, Shape, moved
from argmap.draw.highlight import highlight
from argmap.draw.layouts import Layout
from argmap.draw.legend import entries
from argmap.draw.markup import is_inline, plain
from argmap.draw.mirror import mirror
from argmap.draw.setup import MM, Drawn, Setup
from argmap.draw.spread import columns
from argmap.draw.typeset import height_of, paragraph
from argmap.draw.view import View
from argmap.formats import function
from argmap.wording import shown

_AIR = 6.0
"""Between a figure and what stands above or below it, in points at 8-point type."""
_LEAST = 120.0
"""How wide the lines below a figure may be at least, in points at 8-point type, however narrow it is."""
_COLUMN = 62 * MM
"""The narrowest column of whole texts, in points at 8-point type."""
_TRIES = 4


class Block(NamedTuple):
    """Something above or below a figure: how wide and high it is, and its groups at a place."""

    width: float
    height: float
    paint: Callable[[float, float], list[Group]]


Draw = Callable[[View, Setup], Drawn]


def surrounded(view: View, setup: Setup, layout: Layout, draw: Draw | None = None) -> Drawn:
    """What a layout, or another function, draws of a view, with what stands around it, in the space that there is: it is given
    what is left of the height.
    """
    if draw is None:
        draw = function("argmap.draw", layout.draws)
    taken = 0.0
    for _ in range(_TRIES):
        drawn = draw(view, evolve(setup, taken=taken, height=setup.less(taken)))
        if _is_turned(setup, layout):
            for page in drawn.pages:
                mirror(page)
        around = _Surroundings(view, setup, layout, drawn)
        needed = [around.height(number) for number in range(len(drawn.pages))]
        most = max(needed, default=0.0)
        if setup.height is None or most <= taken + 0.05:
            break
        fits = (
            page.height + more <= setup.height + 0.05
            for page, more in zip(drawn.pages, needed, strict=True)
        )
        if all(fits):
            break
        taken = most
    for number, page in enumerate(drawn.pages):
        if drawn.highlight or view.highlight:
            highlight(page, evolve(view, highlight=drawn.highlight or view.highlight), setup.style)
        around.add(page, number)
    return drawn


def _is_turned(setup: Setup, layout: Layout) -> bool:
    """Whether pages are mirrored, for readers from the right."""
    upright = setup.options.direction not in ("right", "left")
    return setup.setter.mirrored and upright


class _Surroundings:
    """What stands around the pages of a figure, each as wide as its page or, to save height, as the space."""

    def __init__(self, view: View, setup: Setup, layout: Layout, drawn: Drawn) -> None:
        self.view, self.setup, self.layout = view, setup, layout
        self.style, self.unit = setup.style, setup.style.unit
        self.drawn = drawn
        self.blocks: list[tuple[list[Block], list[Block]]] = []
        for number, page in enumerate(drawn.pages):
            narrow = max(page.width - 2 * self.style.margin, _LEAST * self.unit)
            made = self._made(number, narrow)
            if setup.height is not None and page.height + self._sum(made) > setup.height:
                made = self._made(number, max(narrow, setup.width - 2 * self.style.margin))
            self.blocks.append(made)

    def height(self, number: int) -> float:
        """How much higher a page becomes."""
        return self._sum(self.blocks[number])

    def _sum(self, blocks: tuple[list[Block], list[Block]]) -> float:
        height = sum(block.height for some in blocks for block in some)
        return height + self.style.margin * bool(blocks[1])

    def _made(self, number: int, room: float) -> tuple[list[Block], list[Block]]:
        """What stands above a page, and what below it."""
        options, last = self.setup.options, number == len(self.drawn.pages) - 1
        each = options.split or last
        page = self.drawn.pages[number]
        above = [self._title(room)] if options.title and not number else []
        below = []
        if each and (options.legend or self.view.groups):
            below += self._legend(page, room)
        if each and self.view.full and options.list_texts:
            below += self._texts(page, room)
        left_out = (*self.view.left_out, *self.drawn.left_out)
        if last and left_out:
            below.append(self._note(" ".join(left_out), room))
        return above, below

    def add(self, page: Page, number: int) -> None:
        """Puts a page's surroundings where they stand."""
        margin = self.style.margin
        above, below = self.blocks[number]
        down = sum(block.height for block in above)
        widest = max((block.width for block in (*above, *below)), default=0.0)
        wide = max(page.width, widest + 2 * margin)
        # What is read from the right stands at the right.
        across = wide - page.width if self.setup.setter.mirrored else 0.0
        if down or across:
            for group in page.groups:
                group.shapes = [moved(shape, across, down) for shape in group.shapes]
        y = margin
        for block in above:
            page.groups[:0] = block.paint(self._left(block, wide), y)
            y += block.height
        y = page.height + down
        for block in below:
            page.groups += block.paint(self._left(block, wide), y)
            y += block.height
        page.height = y + margin * bool(below)
        page.width = wide

    def _left(self, block: Block, wide: float) -> float:
        """Where a block begins on a page that is so wide."""
        margin = self.style.margin
        return wide - margin - block.width if self.setup.setter.mirrored else margin

    def _title(self, room: float) -> Block:
        style, title = self.style, self.setup.options.title
        text = title if isinstance(title, str) else marked_title(self.view)
        size = style.size * 1.25
        lines = self.setup.setter.lines(text, room, "bold", size)
        step = size * style.leading

        def paint(x: float, y: float) -> list[Group]:
            labels = paragraph(x, y + size, lines, size, "bold", style.ink, step=step, room=room)
            return [Group("argmap-title", "title", "", [*labels])]

        wide = max((line.width for line in lines), default=0.0)
        return Block(
            room if _from_right(lines) else wide, height_of(lines, step) + _AIR * self.unit, paint
        )

    def _note(self, text: str, room: float) -> Block:
        """Small print on what is not drawn."""
        style, air = self.style, _air(self.setup)
        lines = self.setup.setter.lines(text, room, "italic", style.small)
        step = style.small * style.leading

        def paint(x: float, y: float) -> list[Group]:
            labels = paragraph(
                x,
                y + air + style.small,
                lines,
                style.small,
                "italic",
                style.muted,
                step=step,
                room=room,
            )
            return [Group("argmap-left-out", "note", "", [*labels])]

        return Block(room, air + height_of(lines, step), paint)

    def _legend(self, page: Page, room: float) -> list[Block]:
        """The samples of signs, in rows."""
        made = entries(self.view, self.setup, self.layout, page, room)
        if not made:
            return []
        u, air = self.unit, _air(self.setup)
        gap = 12.0 * u
        places: list[tuple[float, float]] = []
        x = y = tall = widest = 0.0
        for entry in made:
            if x and x + entry.width > room:
                x, y, tall = 0.0, y + tall + 2.0 * u, 0.0
            places.append((x, y))
            x += entry.width + gap
            widest, tall = max(widest, x - gap), max(tall, entry.height)

        def paint(left: float, top: float) -> list[Group]:
            shapes: list[Shape] = []
            for entry, (dx, dy) in zip(made, places, strict=True):
                if self.setup.setter.mirrored:
                    dx = room - dx - entry.width
                shapes += (moved(shape, left + dx, top + air + dy) for shape in entry.shapes)
            return [Group("argmap-legend", "legend", "", shapes)]

        wide = room if self.setup.setter.mirrored else widest
        return [Block(wide, air + y + tall, paint)]

    def _texts(self, page: Page, room: float) -> list[Block]:
        """The whole texts of what is shown in short on a page, in columns."""
        style, u, setter = self.style, self.unit, self.setup.setter
        here = {group.id for group in page.groups}
        inline = is_inline(self.view.map)
        rows = [
            (s, self.view.numbers[s.id], self.view.full[s.id])
            for s in self.view.map.statements
            if s.id in self.view.full
            and (element("s", s.id) in here or element("cut", s.id) in here)
        ]
        if not rows:
            return []
        if not self.view.numbered:
            rows = [(s, plain(shown(s.text), inline), text) for s, _, text in rows]
        gap, air = 14.0 * u, _air(self.setup)
        count = max(1, int((room + gap) // (_COLUMN * u + gap)))
        wide = (room - gap * (count - 1)) / count
        names = [setter.lines(name, wide, "bold", style.size) for _, name, _ in rows]
        indent = 0.0
        if self.view.numbered:
            indent = max(line.width for lines in names for line in lines) + 6.0 * u
        step = style.size * style.leading
        texts = [setter.lines(text, wide - indent, "regular", style.size) for _, _, text in rows]
        heights = [
            height_of(text, step) + (0.0 if indent else height_of(name, step)) + 3.5 * u
            for name, text in zip(names, texts, strict=True)
        ]
        ends = columns(heights, count)
        starts = [0, *ends[:-1]]
        deepest = max(sum(heights[a:b]) for a, b in zip(starts, ends, strict=True))

        def paint(left: float, top: float) -> list[Group]:
            groups = []
            for column, (first, end) in enumerate(zip(starts, ends, strict=True)):
                x, y = left + column * (wide + gap), top + air
                for place in range(first, end):
                    labels: list[Label] = paragraph(
                        x,
                        y + style.size * 0.94,
                        names[place],
                        style.size,
                        "bold",
                        style.number,
                        step=step,
                        room=0.0 if indent else wide,
                    )
                    down = 0.0 if indent else height_of(names[place], step)
                    labels += paragraph(
                        x + indent,
                        y + down + style.size * 0.94,
                        texts[place],
                        style.size,
                        "regular",
                        style.ink,
                        step=step,
                        room=wide - indent,
                    )
                    name = element("key", rows[place][0].id)
                    groups.append(Group(name, "key", "", [*labels]))
                    y += heights[place]
            return groups

        return [Block(room, air + deepest, paint)]


def _air(setup: Setup) -> float:
    """What lies between things one below the other around a figure, in points."""
    return setup.style.block_gap / 2


def _from_right(lines: tuple[object, ...]) -> bool:
    return any(getattr(line, "rtl", False) for line in lines)
