"""The layout `tree`: conclusions on top, reasons below, sections as frames.

What hangs together is one *sheet*, placed in rows by `dot` and connected by `route`. Sheets that no
line joins are packed like words into lines, those of one section inside its frame.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from attrs import define, field

from argmap.draw.blocks import (
    Block,
    Figure,
    Link,
    Seat,
    children,
    figure,
    limit_of,
    measure,
)
from argmap.draw.engine import Cluster, Edge, Graph, Node, Placement, place
from argmap.draw.relax import relax
from argmap.draw.route import Route, Router
from argmap.draw.setting import Drawn, Setting
from argmap.draw.style import Style
from argmap.draw.typeset import SetLine
from argmap.draw.view import View

_WIDEST, _NARROWEST, _STEP = 150.0, 62.0, 6.0
_USUAL = 84.0
_SMALL = 60


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


@define(eq=False)
class Sheet:
    """Blocks that lines connect, with the frames among them and the ways of the lines."""

    blocks: list[Block]
    links: list[Link]
    section: str | None
    frames: list[Frame] = field(factory=list)
    routes: list[Route] = field(factory=list)
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0


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


@define(eq=False)
class Layout:
    """A figure with everything in its place, in points, y downwards."""

    figure: Figure
    sheets: list[Sheet]
    frames: list[Frame]
    width: float
    height: float


def tree(view: View, setting: Setting) -> Drawn:
    """Draws a view; raises `LayoutError` where `dot` is needed and can't be run."""
    from argmap.draw.paint import paint

    return Drawn([paint(lay_out(view, setting), setting)])


def lay_out(view: View, setting: Setting) -> Layout:
    """Where everything stands."""
    made, style = figure(view, setting), setting.style
    target = setting.width - 2 * style.margin
    usual, narrowest = _USUAL * style.unit, _NARROWEST * style.unit
    text_width = _text_width(made, setting, target)
    layout = _lay_out(made, setting, target, text_width)
    if len(made.blocks) > _SMALL:
        return layout
    # The estimate is rough: a small figure is tried again, narrower, until it fits.
    tried = layout
    while tried.width > setting.width and text_width > narrowest:
        excess = (tried.width - setting.width) / (tried.width / (text_width + 34 * style.unit))
        text_width = max(narrowest, text_width - max(4.0 * style.unit, excess))
        tried = _lay_out(made, setting, target, text_width)
    if tried.width > setting.width * 1.35:
        # It can't fit: better a comfortable setting than a narrow one in vain.
        return _lay_out(made, setting, target, usual)
    return tried


def _lay_out(figure: Figure, setting: Setting, target: float, text_width: float) -> Layout:
    style = setting.style
    measure(figure, setting, text_width)
    plate = _plates(figure)
    sheets = _all_sheets(plate)
    graphs = [_graph(sheet, figure, style) for sheet in sheets]
    for sheet, placement in zip(sheets, place(graphs, setting.options.dot), strict=True):
        _arrange(sheet, placement, figure, setting, target)
    _pack(plate, figure, setting, target)
    frames = _settle(plate, style)
    for seat in figure.seats.values():
        seat.box.x, seat.box.y = seat.x, seat.y
    return Layout(figure, sheets, frames, plate.width, plate.height)


# How wide the text is set


def _text_width(figure: Figure, setting: Setting, target: float) -> float:
    """The widest setting of the text with which the widest tree should fit the target."""
    below = children(figure)
    tails = {link.tail for link in figure.links if link.kind != "contradiction"}
    tops = [b for b in figure.blocks if b not in tails] or figure.blocks[:1]
    order = _postorder(tops, below)
    unit = setting.style.unit
    if _estimate(order, below, setting, _NARROWEST * unit) > target:
        return _USUAL * unit
    low, high = _NARROWEST * unit, _WIDEST * unit
    while high - low > _STEP / 2 * unit:
        middle = (low + high) / 2
        if _estimate(order, below, setting, middle) <= target:
            low = middle
        else:
            high = middle
    return round(low)


def _postorder(tops: list[Block], below: Callable[[Block], object]) -> list[Block]:
    order: list[Block] = []
    seen: set[Block] = set()
    for top in tops:
        stack = [(top, False)]
        while stack:
            block, done = stack.pop()
            if done:
                order.append(block)
            elif block not in seen:
                seen.add(block)
                stack.append((block, True))
                stack.extend((b, False) for b in below(block))  # type: ignore[attr-defined]
    return order


def _estimate(
    order: list[Block], below: Callable[[Block], object], setting: Setting, text_width: float
) -> float:
    """How wide the widest tree would be, each block as wide as it or what hangs below."""
    style = setting.style
    widths: dict[Block, float] = {}
    widest = 0.0
    for block in order:
        boxes = [
            limit_of(s, setting, text_width) + 12 * style.unit + 2 * style.padding_x
            for s in block.seats
        ]
        if block.stacked:
            own = max(boxes) + 8
        else:
            own = sum(boxes) + style.box_gap * max(0, len(boxes) - 1) if boxes else 18.0
        kids = [widths[b] for b in below(block) if b in widths]  # type: ignore[attr-defined]
        inner = sum(kids) + style.block_gap * max(0, len(kids) - 1)
        widths[block] = max(own, inner)
        widest = max(widest, widths[block])
    return widest


# What hangs together


def _plates(figure: Figure) -> Plate:
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


def _all_sheets(plate: Plate) -> list[Sheet]:
    sheets: list[Sheet] = []
    stack: list[Sheet | Plate] = [plate]
    while stack:
        item = stack.pop()
        if isinstance(item, Sheet):
            sheets.append(item)
        else:
            stack.extend(reversed(item.items))
    return sheets


# One sheet


def _graph(sheet: Sheet, figure: Figure, style: Style) -> Graph:
    index = {block: i for i, block in enumerate(sheet.blocks)}
    nodes = [_node(block) for block in sheet.blocks]
    seen: set[tuple[int, int]] = set()
    edges: list[Edge] = []
    outgoing: dict[Block, int] = {}
    for link in sheet.links:
        outgoing[link.tail] = outgoing.get(link.tail, 0) + 1
    for link in sheet.links:
        tail = index[link.tail]
        if link.kind == "contradiction":
            assert isinstance(link.head, Seat)
            edges.append(Edge(tail, index[link.head.block], weight=4, level=True))
            continue
        head = index[link.head_block]
        if isinstance(link.head, Link):
            beside = link.head.tail
            same = beside.section == link.tail.section and beside is not link.tail
            if same and outgoing[link.tail] == 1 and outgoing[beside] == 1:
                edges.append(Edge(index[beside], tail, weight=8, level=True))
        if tail == head or (tail, head) in seen:
            continue
        seen.add((tail, head))
        weight = 3 if link.kind == "support" else 2
        edges.append(Edge(tail, head, _port(link), weight))
    return Graph(
        nodes, edges, _clusters(sheet, figure, index), style.block_gap, style.frame_padding * 1.6
    )


def _node(block: Block) -> Node:
    ports = []
    if len(block.seats) > 1 and not block.stacked:
        ports = [(b.dx, b.dx + b.width) for b in block.seats]
    return Node(block.width, ports)


def _port(link: Link) -> int:
    head: Seat | Link = link.head
    while isinstance(head, Link):
        head = head.head
    several = len(head.block.seats) > 1 and not head.block.stacked
    return head.block.seats.index(head) if several else 0


def _clusters(sheet: Sheet, figure: Figure, index: dict[Block, int]) -> Cluster:
    top = Cluster()
    clusters: dict[str | None, Cluster] = {sheet.section: top}
    depth = len(figure.ancestry(sheet.section))
    for block in sheet.blocks:
        at = top
        for section in figure.ancestry(block.section)[depth:]:
            if section not in clusters:
                clusters[section] = Cluster()
                at.inner.append(clusters[section])
            at = clusters[section]
        at.nodes.append(index[block])
    return top


def _arrange(
    sheet: Sheet, placement: Placement, figure: Figure, setting: Setting, target: float
) -> None:
    style = setting.style
    rows: list[list[Block]] = [[] for _ in range(placement.height)]
    for block, row, left in zip(sheet.blocks, placement.rows, placement.lefts, strict=True):
        block.x, block.row = left, row
        rows[row].append(block)
    for blocks in rows:
        blocks.sort(key=lambda b: (b.x, b.order))
        edge = float("-inf")
        for block in blocks:
            block.x = max(block.x, edge + style.block_gap * 0.6)
            edge = block.x + block.width
    frames = _frames_of(sheet, figure)
    if frames:
        relax(rows, sheet.links, style, _bounds(sheet, figure))
    else:
        relax(rows, sheet.links, style, {})
        _squeeze(rows, sheet, style, target)
    closing, opening = [0.0] * (len(rows) + 1), [0.0] * (len(rows) + 1)
    _strips(frames, sheet, figure, setting, closing, opening)

    router = Router(rows, sheet.links, style, closing, opening)
    router.route()
    sheet.routes = list(router.routes.values())
    sheet.height = router.height
    _place_frames(frames, sheet, figure, style, router)
    sheet.frames = frames
    xs = [x for r in sheet.routes for x, _ in (*r.points, *r.stem, *(r.bar or ()))]
    left = min([*(b.x for b in sheet.blocks), *xs, *(f.x for f in frames)])
    right = max([*(b.x + b.width for b in sheet.blocks), *xs, *(f.x + f.width for f in frames)])
    _shift(sheet, -left, 0.0)
    sheet.width = right - left


def _squeeze(rows: list[list[Block]], sheet: Sheet, style: Style, target: float) -> None:
    """Where every row by itself would fit the target but the whole does not, moves the rows into it,
    at the price of lines less straight.
    """
    left = min(b.x for b in sheet.blocks)
    right = max(b.x + b.width for b in sheet.blocks)
    widest = max(row[-1].x + row[-1].width - row[0].x for row in rows)
    needed = max(sum(b.width for b in row) + style.block_gap * (len(row) - 1) for row in rows)
    if right - left <= target or needed > target or widest > 1.6 * target:
        return
    middle = (left + right) / 2
    pen = (middle - target / 2, middle + target / 2)
    relax(rows, sheet.links, style, dict.fromkeys(sheet.blocks, pen))


def _bounds(sheet: Sheet, figure: Figure) -> dict[Block, tuple[float, float]]:
    """For each block in a frame how far left and right the blocks of its innermost frame reach."""
    depth = len(figure.ancestry(sheet.section))
    inside: dict[str, list[Block]] = {}
    for block in sheet.blocks:
        if block.section is not None and len(figure.ancestry(block.section)) > depth:
            inside.setdefault(block.section, []).append(block)
    outer = {s for section in inside for s in figure.ancestry(section)[:-1]}
    bounds = {}
    for section, blocks in inside.items():
        if section in outer:
            # Among frames of its own a frame's blocks stay where `dot` put them.
            continue
        pen = (min(b.x for b in blocks), max(b.x + b.width for b in blocks))
        bounds.update(dict.fromkeys(blocks, pen))
    return bounds


def _frames_of(sheet: Sheet, figure: Figure) -> list[Frame]:
    depth = len(figure.ancestry(sheet.section))
    found: dict[str, Frame] = {}
    for block in sheet.blocks:
        for level, section in enumerate(figure.ancestry(block.section)[depth:]):
            found.setdefault(section, Frame(section, (), depth=level))
    return sorted(found.values(), key=lambda f: f.depth)


def _inside(frame: Frame, sheet: Sheet, figure: Figure) -> list[Block]:
    return [b for b in sheet.blocks if frame.section in figure.ancestry(b.section)]


def _title(figure: Figure, section: str, setting: Setting, limit: float) -> tuple[SetLine, ...]:
    style = setting.style
    return setting.setter.lines(
        figure.titles[section], max(60.0 * style.unit, limit), "bold", style.small
    )


def _strips(
    frames: list[Frame],
    sheet: Sheet,
    figure: Figure,
    setting: Setting,
    closing: list[float],
    opening: list[float],
) -> None:
    """Room for the frames' titles above their first rows and for their edges below the last."""
    style = setting.style
    tops: dict[int, dict[int, float]] = {}
    ends: dict[int, set[int]] = {}
    for frame in frames:
        inside = _inside(frame, sheet, figure)
        span = max(b.x + b.width for b in inside) - min(b.x for b in inside)
        frame.title = _title(figure, frame.section, setting, span)
        strip = len(frame.title) * style.small * style.leading + style.frame_padding
        first, last = min(b.row for b in inside), max(b.row for b in inside)
        at = tops.setdefault(first, {})
        at[frame.depth] = max(at.get(frame.depth, 0.0), strip)
        ends.setdefault(last + 1, set()).add(frame.depth)
    for row, strips in tops.items():
        opening[row] = sum(strips.values()) + 4
    for row, depths in ends.items():
        closing[row] = len(depths) * style.frame_padding


def _place_frames(
    frames: list[Frame], sheet: Sheet, figure: Figure, style: Style, router: Router
) -> None:
    deepest = max((f.depth for f in frames), default=0)
    for frame in frames:
        inside = _inside(frame, sheet, figure)
        pad = style.frame_padding * (1 + 0.45 * (deepest - frame.depth))
        left = min(b.x for b in inside) - pad
        right = max(b.x + b.width for b in inside) + pad
        first, last = min(b.row for b in inside), max(b.row for b in inside)
        above = router.tops[first]
        gap = router.bottoms[first - 1] + router.closing[first] if first else 0.0
        shelf = gap + (style.below_heads if first else 0.0)
        outer = sum(
            len(f.title) * style.small * style.leading + style.frame_padding
            for f in frames
            if f.depth < frame.depth
            and f.section in figure.ancestry(frame.section)
            and min(b.row for b in _inside(f, sheet, figure)) == first
        )
        top = min(shelf + outer, above - 6)
        bottom = router.bottoms[last] + style.below_heads * 0.6
        bottom += style.frame_padding * 0.5 * (deepest - frame.depth)
        frame.x, frame.y, frame.width, frame.height = left, top, right - left, bottom - top
        sheet.height = max(sheet.height, bottom)


def _shift(sheet: Sheet, dx: float, dy: float) -> None:
    for block in sheet.blocks:
        block.x += dx
        block.y += dy
    for frame in sheet.frames:
        frame.x += dx
        frame.y += dy
    for route in sheet.routes:
        route.points = [(x + dx, y + dy) for x, y in route.points]
        route.stem = [(x + dx, y + dy) for x, y in route.stem]
        if route.bar is not None:
            (ax, ay), (bx, by) = route.bar
            route.bar = ((ax + dx, ay + dy), (bx + dx, by + dy))


# Packing


def _pack(plate: Plate, figure: Figure, setting: Setting, target: float) -> None:
    """Sets the size of every plate, from the innermost out, and where its items stand in it."""
    plates: list[Plate] = [plate]
    for at in plates:
        plates.extend(item for item in at.items if isinstance(item, Plate))
    for at in reversed(plates):
        at.items.sort(key=_place_in_file)
        gap = setting.style.block_gap * 1.6
        area = sum((item.width + gap) * (item.height + gap) for item in at.items)
        widest = max((item.width for item in at.items), default=0.0)
        limit = max(target if at.section is None else 0.0, widest, sqrt(area * 1.25))
        skyline = _Skyline(limit, gap)
        for item in at.items:
            item.x, item.y = skyline.put(item.width, item.height)
            at.width = max(at.width, item.x + item.width)
            at.height = max(at.height, item.y + item.height)
        if at.section is not None:
            _enclose(at, figure, setting)


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


def _enclose(plate: Plate, figure: Figure, setting: Setting) -> None:
    style = setting.style
    assert plate.section is not None
    pad = style.frame_padding
    title = _title(figure, plate.section, setting, plate.width)
    head = len(title) * style.small * style.leading + pad * 1.2
    for item in plate.items:
        item.x += pad
        item.y += head
    plate.width += 2 * pad
    plate.height += head + pad
    plate.frame = Frame(plate.section, title, 0.0, 0.0, plate.width, plate.height)


def _settle(plate: Plate, style: Style) -> list[Frame]:
    """Moves everything to its place in the drawing; returns the frames, the outer first."""
    frames: list[Frame] = []
    stack: list[tuple[Sheet | Plate, float, float]] = [(plate, style.margin, style.margin)]
    while stack:
        item, x, y = stack.pop()
        x, y = x + item.x, y + item.y
        if isinstance(item, Sheet):
            _shift(item, x, y)
            frames.extend(item.frames)
            continue
        if item.frame is not None:
            item.frame.x, item.frame.y = x, y
            frames.append(item.frame)
        stack.extend((inner, x, y) for inner in reversed(item.items))
    plate.width += 2 * style.margin
    plate.height += 2 * style.margin
    return frames
