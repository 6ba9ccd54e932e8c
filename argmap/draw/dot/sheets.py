"""What hangs together in a tree: sheets, and how they are packed.

What lines join is one *sheet*. Sheets that no line joins are packed like words into lines, those of one
section inside its frame; such a packing is a *plate*.
"""

from __future__ import annotations

from math import sqrt

from attrs import define, field

from argmap.draw.dot.blocks import Block, Figure, Link
from argmap.draw.dot.route import Route
from argmap.draw.drawing import Point
from argmap.draw.setup import Setup
from argmap.draw.typeset import SetLine, height_of


@define(eq=False)
class Frame:
    """A section's frame: its place, and the lines of its title."""

    section: str
    title: tuple[SetLine, ...]
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    depth: int = 0
    # Its first and last row, and the room that its title takes.
    rows: tuple[int, int] = (0, 0)
    strip: float = 0.0


@define(eq=False)
class Stroke:
    """A bar over linked premises or a piece of a bracket: its block, and its two ends."""

    block: Block
    ends: tuple[Point, Point]


@define(eq=False)
class Sheet:
    """Blocks that lines connect, with the frames among them and the ways of the lines.

    Once it is arranged, its boxes, frames, routes, bars and brackets have their places on the sheet;
    its blocks keep those of the layout, which may lie on its side.
    """

    blocks: list[Block]
    links: list[Link]
    section: str | None
    frames: list[Frame] = field(factory=list)
    routes: list[Route] = field(factory=list)
    bars: list[Stroke] = field(factory=list)
    brackets: list[Stroke] = field(factory=list)
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0

    def shift(self, dx: float, dy: float) -> None:
        """Moves everything that is on the sheet."""
        for block in self.blocks:
            for seat in block.seats:
                seat.box.x += dx
                seat.box.y += dy
        for frame in self.frames:
            frame.x += dx
            frame.y += dy
        for route in self.routes:
            route.points = [(x + dx, y + dy) for x, y in route.points]
            route.stem = [(x + dx, y + dy) for x, y in route.stem]
            if route.bar is not None:
                (ax, ay), (bx, by) = route.bar
                route.bar = ((ax + dx, ay + dy), (bx + dx, by + dy))
        for stroke in (*self.bars, *self.brackets):
            (ax, ay), (bx, by) = stroke.ends
            stroke.ends = ((ax + dx, ay + dy), (bx + dx, by + dy))


@define(eq=False)
class Plate:
    """Sheets and plates packed together, in a section's frame or, at the top, in none."""

    section: str | None
    items: list[Sheet | Plate] = field(factory=list)
    frame: Frame | None = None
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0


def plates(figure: Figure) -> Plate:
    """Sheets in plates: a section whose lines all stay inside is a plate of its own."""
    top = Plate(None)
    stack: list[tuple[Plate, list[Block], list[Link]]] = [(top, figure.blocks, figure.links)]
    while stack:
        plate, blocks, links = stack.pop()
        units: dict[object, list[Block]] = {}
        depth = len(figure.ancestry(plate.section))
        unit_of: dict[Block, object] = {}
        for block in blocks:
            chain = figure.ancestry(block.section)
            unit: object = chain[depth] if len(chain) > depth else block
            units.setdefault(unit, []).append(block)
            unit_of[block] = unit
        joined = _Sets(units)
        for link in links:
            joined.join(unit_of[link.tail], unit_of[link.head_block])
            if isinstance(link.head, Link):
                joined.join(unit_of[link.tail], unit_of[link.head.tail])
        groups: dict[object, list[object]] = {}
        for unit in units:
            groups.setdefault(joined.find(unit), []).append(unit)
        by_group: dict[object, list[Link]] = {}
        for link in links:
            by_group.setdefault(joined.find(unit_of[link.tail]), []).append(link)
        for key, members in groups.items():
            inside = [b for unit in members for b in units[unit]]
            inside.sort(key=lambda b: b.order)
            own = by_group.get(key, [])
            if len(members) == 1 and isinstance(members[0], str):
                inner = Plate(members[0])
                plate.items.append(inner)
                stack.append((inner, inside, own))
            else:
                plate.items.append(Sheet(inside, own, plate.section))
    return top


class _Sets:
    """Disjoint sets (union-find with path halving)."""

    def __init__(self, items: dict[object, list[Block]]) -> None:
        self.parent: dict[object, object] = {item: item for item in items}

    def find(self, item: object) -> object:
        while self.parent[item] is not item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: object, other: object) -> None:
        self.parent[self.find(one)] = self.find(other)


def all_sheets(plate: Plate) -> list[Sheet]:
    """The sheets on a plate and on those in it, in the order of the file."""
    sheets: list[Sheet] = []
    stack: list[Sheet | Plate] = [plate]
    while stack:
        item = stack.pop()
        if isinstance(item, Sheet):
            sheets.append(item)
        else:
            stack.extend(reversed(item.items))
    return sheets


def title_lines(figure: Figure, section: str, setup: Setup, limit: float) -> tuple[SetLine, ...]:
    """A section's title, in lines for a frame of that width."""
    style = setup.style
    room = max(22.0 * style.unit, limit)
    if figure.regions.all[section].supposition:
        room = max(room, longest_of_title(figure, section, setup))
    return setup.setter.lines(figure.titles[section], room, "bold", style.small)


def longest_of_title(figure: Figure, section: str, setup: Setup) -> float:
    """How wide the longest word of a section's title is."""
    return setup.setter.longest(figure.titles[section], "bold", setup.style.small) + 0.1


# Packing


def pack(plate: Plate, figure: Figure, setup: Setup, target: float) -> None:
    """Sets the size of every plate, from the innermost out, and where its items stand in it."""
    plates: list[Plate] = [plate]
    for at in plates:
        plates.extend(item for item in at.items if isinstance(item, Plate))
    for at in reversed(plates):
        at.items.sort(key=_place_in_file)
        gap = setup.style.block_gap * 1.6
        area = sum((item.width + gap) * (item.height + gap) for item in at.items)
        widest = max((item.width for item in at.items), default=0.0)
        inner = target - 2 * setup.style.frame_padding if at.section is not None else target
        limit = max(inner, widest)
        if setup.height is None and widest > target:
            limit = max(limit, sqrt(area * 1.25))
        skyline = _Skyline(limit, gap)
        for item in at.items:
            item.x, item.y = skyline.put(item.width, item.height)
            at.width = max(at.width, item.x + item.width)
            at.height = max(at.height, item.y + item.height)
        if at.section is not None:
            _enclose(at, figure, setup)


class _Skyline:
    """Packs rectangles in their order: each as high up as it fits, and there as far to the left.

    (The skyline heuristic, bottom-left; Jylänki 2010.)
    """

    def __init__(self, limit: float, gap: float) -> None:
        self.limit, self.gap = limit + gap + 0.01, gap
        # Stretches from left to right: where each begins, and how far down it is filled.
        self.steps: list[tuple[float, float]] = [(0.0, 0.0)]

    def put(self, width: float, height: float) -> tuple[float, float]:
        width, height = width + self.gap, height + self.gap
        best: tuple[float, float] | None = None
        for index, (x, _) in enumerate(self.steps):
            if index and x + width > self.limit:
                break
            y = 0.0
            for start, filled in self.steps[index:]:
                if start >= x + width:
                    break
                y = max(y, filled)
            if best is None or y < best[1] - 0.01:
                best = (x, y)
        assert best is not None
        x, y = best
        end = x + width
        kept = [step for step in self.steps if step[0] < x]
        tail = [step for step in self.steps if step[0] >= end]
        under = [filled for start, filled in self.steps if start < end]
        kept.append((x, y + height))
        if not tail or tail[0][0] > end:
            kept.append((end, under[-1]))
        self.steps = [*kept, *tail]
        if len(self.steps) > 200:
            # So many are laid in lines: what is left beneath stays empty.
            deepest = max(filled for _, filled in self.steps)
            self.steps = [(0.0, deepest)]
        return x, y


def _place_in_file(item: Sheet | Plate) -> int:
    while isinstance(item, Plate):
        item = min(item.items, key=_place_in_file) if len(item.items) > 1 else item.items[0]
    return item.blocks[0].order


def _enclose(plate: Plate, figure: Figure, setup: Setup) -> None:
    style = setup.style
    assert plate.section is not None
    pad = style.frame_padding
    word = longest_of_title(figure, plate.section, setup)
    plate.width = max(plate.width, 60.0 * style.unit, word)
    title = title_lines(figure, plate.section, setup, plate.width)
    head = height_of(title, style.small * style.leading) + pad * 1.2
    for item in plate.items:
        item.x += pad
        item.y += head
    plate.width += 2 * pad
    plate.height += head + pad
    plate.frame = Frame(plate.section, title, 0.0, 0.0, plate.width, plate.height)


def settle(plate: Plate, margin: float) -> list[Frame]:
    """Moves everything to its place in the drawing; returns the frames, the outer first."""
    frames: list[Frame] = []
    stack: list[tuple[Sheet | Plate, float, float]] = [(plate, margin, margin)]
    while stack:
        item, x, y = stack.pop()
        x, y = x + item.x, y + item.y
        if isinstance(item, Sheet):
            item.shift(x, y)
            frames.extend(item.frames)
            continue
        if item.frame is not None:
            item.frame.x, item.frame.y = x, y
            frames.append(item.frame)
        stack.extend((inner, x, y) for inner in reversed(item.items))
    plate.width += 2 * margin
    plate.height += 2 * margin
    return frames
