"""The layout `freeman`: numbered circles with a key, as in textbooks (Beardsley 1950, Freeman 1991).

The circles are placed as the boxes of a tree are, by default with the conclusion below. A connector
between neighbouring rows runs straight from circle to circle; others keep their bends. The key gives
the text of every number, beside the circles where there is room, else below them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from math import asin, atan2, cos, hypot, pi, sin

from attrs import evolve

from argmap.draw.box import Box, noted_rule
from argmap.draw.connectors import SIDEWAYS, color_of, kind_of, scaled
from argmap.draw.describe import Describer, element
from argmap.draw.dot.blocks import HEADS, Block, Figure, Link, Seat, figure, heads_of
from argmap.draw.dot.layout import Layout, laid
from argmap.draw.dot.paint import paint_lines
from argmap.draw.dot.route import Route
from argmap.draw.drawing import Group, Label, Line, Page, Point, Rect, Shape
from argmap.draw.fonts.widths import Face
from argmap.draw.palette import tint
from argmap.draw.setup import MM, Drawn, Setup
from argmap.draw.spread import columns as balanced
from argmap.draw.status import mark
from argmap.draw.typeset import height_of, label, paragraph
from argmap.draw.view import View

# In points at 8-point type: the circle, the gaps between circles and between rows, the stem to a bar.
_DISC, _APART, _ROWS, _STEM = 19.0, 13.0, 27.0, 9.0
# Half of what a head takes at a circle, for how many heads circles are made larger, and how much of a circle, in
# radians, lines from one side may reach.
_HEAD, _MANY, _WIDE = 4.9, 6, 2.6
_COLUMN = 62 * MM
"""The narrowest column of the key, in points at 8-point type."""


def freeman(view: View, setup: Setup, plain: bool = False) -> Drawn:
    """Draws a view as circles with a key; raises `LayoutError` where `dot` is needed and can't be run.

    In a plain one all circles are alike, and lines are straight where nothing stands in their way.
    """
    first: Drawn | None = None
    for smaller in setup.sizes():
        page = _page(view, smaller, plain)
        drawn = Drawn(
            [page],
            smaller.misfit(
                page.width, page.height, "--layout outline", "a part of the map (--root, --only)"
            ),
        )
        if not drawn.misfit:
            return drawn
        first = first or drawn
    assert first is not None
    return first


def _page(view: View, setup: Setup, plain: bool) -> Page:
    style, u = setup.style, setup.style.unit
    dense = evolve(
        setup,
        style=evolve(
            style,
            edge=style.ink if plain else style.edge,
            block_gap=_APART * u,
            box_gap=_APART * u,
            row_gap=_ROWS * u,
            bar_gap=_STEM * u,
            below_heads=11.0 * u,
        ),
        direction=setup.options.direction or "up",
    )
    made = figure(view, dense)
    for link in made.links:
        if link.label:
            box = (link.seat or link.tail.seats[0]).box
            if link.argument is not None:
                box.notes.append(noted_rule(link.argument))
            elif isinstance(link.head, Seat):
                box.notes.append(f"{link.label} ({link.head.box.number})")
            link.label = ""
    if plain:
        for seat in made.seats.values():
            seat.box.look = "premise"
    _measure(made, dense, plain)
    layout = laid(made, dense)
    for sheet in layout.sheets:
        if plain:
            boxes = [seat.box for block in sheet.blocks for seat in block.seats]
            _straight(boxes, sheet.routes)
            _spread(boxes, sheet.routes, style.unit)
            continue
        rows: dict[int, list[Block]] = {}
        for block in sheet.blocks:
            rows.setdefault(block.row, []).append(block)
        # What is attacked itself keeps its bends, for the attack to land on, and so does what leaves a
        # circle beside the head of a contradiction.
        held: set[object] = {r.link.head for r in sheet.routes if isinstance(r.link.head, Link)}
        held |= {r.link.seat for r in sheet.routes if r.link.kind in SIDEWAYS}
        held |= {r.link.head for r in sheet.routes if r.link.kind in SIDEWAYS}
        arriving: dict[Seat, list[Route]] = {}
        for route in sheet.routes:
            if isinstance(route.link.head, Seat) and not route.link.level:
                arriving.setdefault(route.link.head, []).append(route)
        for seat, routes in arriving.items():
            _straighten(seat, routes, rows, held)
    groups = [*paint_lines(layout), *_stems(layout)]
    words = Describer(view)
    for seat in made.seats.values():
        groups.append(_disc(seat.box, dense, words.of(seat.box.statement)))
    page = Page(layout.width, layout.height, groups)
    _add_key(page, [seat.box for seat in made.seats.values()], setup)
    return page


def _measure(made: Figure, setup: Setup, plain: bool) -> None:
    """Sets the sizes of circles and of the blocks that they make."""
    style, u = setup.style, setup.style.unit
    widest = max(
        (setup.setter.width(s.box.number, "bold", style.size) for s in made.seats.values()),
        default=0.0,
    )
    size = max(_DISC * u, widest + 8.0 * u)
    sideways = setup.direction in ("right", "left")
    heads = heads_of(made)
    if plain:
        heads = Counter(head for _, head in map(_ends, made.links) if head is not None)
    # Circles of one row stand level, under a bar or not; a list of parts is a row like any other.
    top = style.bar + style.bar_gap if any(b.has_bar or b.stacked for b in made.blocks) else 0.0
    for block in made.blocks:
        x = 0.0
        for seat in block.seats:
            # Many heads make a circle wider or, where they come from all sides, larger.
            many = ((heads[seat] - 1) * HEADS + 8.0) * u
            seat.width, seat.height = max(size, many), size
            if plain:
                turn = _WIDE / min(max(heads[seat], 1), _MANY)
                seat.width = seat.height = max(size, 2 * _HEAD * u / sin(min(turn, pi) / 2))
            sizes = seat.width, seat.height
            seat.box.width, seat.box.height = sizes[::-1] if sideways else sizes
            seat.dx, seat.dy = x, top
            x += seat.width + style.box_gap
        tall = max(seat.height for seat in block.seats)
        block.width, block.height = x - style.box_gap, top + tall


def _disc(box: Box, setup: Setup, description: str) -> Group:
    style, u = setup.style, setup.style.unit
    rebuttal, root = box.look == "rebuttal", box.look == "root"
    dash = style.unstated_dash if box.statement.unstated else ()
    if box.statement.open:
        dash = style.open_dash
    dark = root and not box.statement.unstated
    edge = style.attack_edge if rebuttal else style.root_edge if root else style.edge
    fill = style.root if dark else style.rebuttal if rebuttal else style.box
    ink = style.root_ink if dark else style.attack_number if rebuttal else style.ink
    if box.groups is not None:
        plain = style.box, style.muted, style.ink
        fill, edge, ink = tint(style, box.groups[0]) if box.groups else plain
        dark = False
    round_ = min(box.width, box.height) / 2
    weight = (style.root_border if root else style.border) + 0.25 * u
    shapes: list[Shape] = [
        Rect(box.x, box.y, box.width, box.height, fill, edge, weight, scaled(dash, u), round_)
    ]
    if box.statement.kind == "supposition":
        shapes.append(Rect(box.x, box.y + box.height, box.width, 1.8 * u, edge, radius=0.0))
    if box.statement.kind in ("recommendation", "question"):
        inner = 2.2 * u
        dots = scaled(style.open_dash, u) if box.statement.kind == "question" else ()
        shapes.append(
            Rect(
                box.x + inner,
                box.y + inner,
                box.width - 2 * inner,
                box.height - 2 * inner,
                "",
                ink if dark else edge,
                style.border * 0.7,
                dots,
                round_ - inner,
            )
        )
    wide = setup.setter.width(box.number, "bold", style.size)
    x, y = box.x + (box.width - wide) / 2, box.y + box.height / 2 + style.size * 0.36
    shapes.append(Label(x, y, box.number, style.size, "bold", ink))
    if box.status:
        # On the edge of the circle, where no connector arrives straight.
        away = round_ * 0.78
        x, y = box.x + box.width - round_ + away, box.y + box.height - round_ + away
        rim = 4.0 * u
        shapes.append(Rect(x - rim, y - rim, 2 * rim, 2 * rim, style.paper, radius=rim))
        shapes += mark(box.status, x, y, 3.0 * u, edge, style.paper)
    return Group(element("s", box.statement.id), f"statement {box.look}", description, shapes)


# Lines


def _straighten(
    seat: Seat, routes: list[Route], rows: dict[int, list[Block]], held: set[object]
) -> None:
    """Makes the connectors to a circle from the next row straight lines, from circle to circle, where
    nothing stands in their way and their heads keep apart; others end at the edge of the circle.
    """
    straight = {route: points for route in routes if (points := _direct(route, rows, held))}
    tips = [straight[r][-1] if r in straight else r.points[-1] for r in routes if r.points]
    unit = seat.box.height / _DISC
    if len(straight) < len(routes) and straight:
        straight = {}
    near = any(
        hypot(a[0] - b[0], a[1] - b[1]) < 8.5 * unit
        for n, a in enumerate(tips)
        for b in tips[n + 1 :]
    )
    for route in routes:
        if route in straight and not near:
            route.points = straight[route]
        elif len(route.points) > 1 and not route.link.joint:
            route.points[-1] = _touching(route.points[-1], seat.box)
            if route.link.turned and route.link.seat is not None:
                route.points[0] = _touching(route.points[0], route.link.seat.box)


def _straight(boxes: list[Box], routes: list[Route]) -> None:
    """Makes lines between circles straight where they lead past all others; two that lead to and fro stand beside
    each other.
    """
    ends = {route: _ends(route.link) for route in routes}
    pairs = {(id(seat), id(head)) for seat, head in ends.values()}
    for route, (seat, head) in ends.items():
        if head is None or seat is head:
            continue
        (ax, ay), (bx, by) = _middle(seat), _middle(head)
        length = hypot(bx - ax, by - ay)
        along = (bx - ax) / length, (by - ay) / length
        own, radius = seat.box.height / 2, head.box.height / 2
        aside = min(own, radius) * 0.55 if (id(head), id(seat)) in pairs else 0.0
        outer, inner = ((r**2 - aside**2) ** 0.5 for r in (own, radius))
        across = -along[1] * aside, along[0] * aside
        start = ax + across[0] + along[0] * outer, ay + across[1] + along[1] * outer
        goal = bx + across[0] - along[0] * inner, by + across[1] - along[1] * inner
        others = (box for box in boxes if box is not seat.box and box is not head.box)
        if not any(_meets(start, goal, _edges([box], 1.0)) for box in others):
            route.points = [goal, start] if route.link.turned else [start, goal]


def _spread(boxes: list[Box], routes: list[Route], u: float) -> None:
    """Gives each head at a circle its own place around it; the last piece of a line leads there."""
    arriving: dict[Seat, list[Route]] = {}
    for route in routes:
        seat, head = _ends(route.link)
        if head is not None and head is not seat and len(route.points) > 1:
            arriving.setdefault(head, []).append(route)
    for head, found in arriving.items():
        if len(found) == 1:
            continue
        x, y = _middle(head)
        radius = head.box.height / 2
        angles = []
        for route in found:
            ends = route.points[::-1] if route.link.turned else route.points
            # Where a straight line comes in, or where one with bends comes from.
            px, py = ends[-1] if len(ends) == 2 else ends[-2]
            angles.append(atan2(py - y, px - x))
        least = min(2 * asin(min(_HEAD * u / radius, 1.0)), _reach(angles) / len(found))
        # Lines that could not lead elsewhere without meeting a circle keep their places.
        held: frozenset[int] = frozenset()
        for _ in found:
            spread = _apart(angles, least, held)
            tips = [(x + radius * cos(angle), y + radius * sin(angle)) for angle in spread]
            met = [n for n, tip in enumerate(tips) if _blocked(found[n], tip, boxes)]
            if held.issuperset(met):
                break
            held |= {*met}
        for n, (route, tip) in enumerate(zip(found, tips, strict=True)):
            if n not in held:
                route.points[0 if route.link.turned else -1] = tip


def _blocked(route: Route, tip: Point, boxes: list[Box]) -> bool:
    """Whether the last piece of a line would meet another circle if it led to this tip."""
    start = route.points[1 if route.link.turned else -2]
    own = {id(seat.box) for seat in _ends(route.link) if seat is not None}
    return any(_meets(start, tip, _edges([box], 1.0)) for box in boxes if id(box) not in own)


def _reach(angles: list[float]) -> float:
    """How much of a circle, in radians, lines that come from these angles can reach."""
    order = sorted(angles)
    free = max(b - a for a, b in pairwise([*order, order[0] + 2 * pi]))
    return min(2 * pi - free + _WIDE, 2 * pi * 0.98)


def _apart(angles: list[float], least: float, held: frozenset[int]) -> list[float]:
    """Angles around a circle, in radians, moved as little as it takes to keep so far from each other; those that are
    `held` stay.
    """
    order = sorted(range(len(angles)), key=angles.__getitem__)
    moved = [angles[n] for n in order]
    count = len(moved)
    for _ in range(20 * count):
        pushed = 0.0
        for n in range(count):
            turn = 2 * pi if n == count - 1 else 0.0
            lacking = least - (moved[(n + 1) % count] + turn - moved[n])
            here, there = order[n] in held, order[(n + 1) % count] in held
            if lacking > 1e-6 and not (here and there):
                moved[n] -= lacking * (0.0 if here else 1.0 if there else 0.5)
                moved[(n + 1) % count] += lacking * (0.0 if there else 1.0 if here else 0.5)
                pushed = max(pushed, lacking)
        if pushed < 1e-3:
            break
    found = [0.0] * count
    for n, angle in zip(order, moved, strict=True):
        found[n] = angle
    return found


def _ends(link: Link) -> tuple[Seat, Seat | None]:
    """From where a line leads, and to which circle, None where it leads to another line."""
    seat = link.seat or link.tail.seats[0]
    if not isinstance(link.head, Seat):
        return seat, None
    return (link.head, seat) if link.turned else (seat, link.head)


def _direct(route: Route, rows: dict[int, list[Block]], held: set[object]) -> list[Point]:
    """The two ends of a straight line in the place of a route; none where it can't be straight."""
    link = route.link
    assert isinstance(link.head, Seat)
    if link in held or link.joint or route.crossings or link.kind in SIDEWAYS:
        return []
    if link.tail.row != link.head.block.row + 1:
        return []
    seat = link.seat or (link.tail.seats[0] if len(link.tail.seats) == 1 else None)
    if seat in held or any(
        abs(s.width - s.height) > 0.1 for s in (seat, link.head) if s is not None
    ):
        return []
    goal = _middle(link.head)
    start = _middle(seat) if seat is not None else route.points[0]
    length = hypot(goal[0] - start[0], goal[1] - start[1])
    own = {link.tail, link.head.block}
    blocks = [b for row in (link.tail.row, link.head.block.row) for b in rows[row] if b not in own]
    others = [s for block in own for s in block.seats if s is not seat and s is not link.head]
    edges = [_around(block) for block in blocks] + [_edges([s.box], 3.0) for s in others]
    if any(_meets(start, goal, edge) for edge in edges):
        return []

    def at(distance: float) -> Point:
        share = distance / length
        return start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share

    radius = min(link.head.box.width, link.head.box.height) / 2
    if seat is not None and (upright := _upright(start, goal, radius)):
        return upright
    return [at(radius if seat is not None else 0.0), at(length - radius)]


def _upright(start: Point, goal: Point, radius: float) -> list[Point]:
    """The ends of an upright or level line between two circles that stand a little aside of each other;
    none where they stand farther apart.
    """
    for across in (0, 1):
        aside = (goal[across] - start[across]) / 2
        if abs(aside) < radius * 0.55:
            inner = (radius**2 - aside**2) ** 0.5
            sign = 1 if goal[1 - across] > start[1 - across] else -1
            middle = start[across] + aside
            ends = start[1 - across] + sign * inner, goal[1 - across] - sign * inner
            return [(e, middle) if across else (middle, e) for e in ends]
    return []


def _touching(tip: Point, box: Box) -> Point:
    """A tip at the edge of a circle, or of one that was made wider, that was at the edge of its square."""
    radius = min(box.width, box.height) / 2
    x, y = tip
    # The centre of the round end that is nearest.
    cx = min(max(x, box.x + radius), box.x + box.width - radius)
    cy = min(max(y, box.y + radius), box.y + box.height - radius)
    if abs(y - cy) > abs(x - cx):
        inner = (radius**2 - min(radius, abs(x - cx)) ** 2) ** 0.5
        return x, cy + (inner if y > cy else -inner)
    inner = (radius**2 - min(radius, abs(y - cy)) ** 2) ** 0.5
    return cx + (inner if x > cx else -inner), y


def _middle(seat: Seat) -> Point:
    box = seat.box
    return box.x + box.width / 2, box.y + box.height / 2


Edges = tuple[float, float, float, float]


def _around(block: Block) -> Edges:
    """The edges around a block's circles, its bar and what leads to it, with a little air."""
    over = block.height - block.seats[0].height if block.has_bar or block.stacked else 0.0
    return _edges([seat.box for seat in block.seats], 3.0 + over)


def _edges(boxes: list[Box], air: float) -> Edges:
    return (
        min(box.x for box in boxes) - air,
        min(box.y for box in boxes) - air,
        max(box.x + box.width for box in boxes) + air,
        max(box.y + box.height for box in boxes) + air,
    )


def _meets(start: Point, goal: Point, edges: Edges) -> bool:
    """Whether a line enters a rectangle."""
    left, top, right, bottom = edges
    # Liang and Barsky 1984: what is left of the line within each pair of edges.
    low, high = 0.0, 1.0
    for origin, delta, least, most in (
        (start[0], goal[0] - start[0], left, right),
        (start[1], goal[1] - start[1], top, bottom),
    ):
        if abs(delta) < 1e-9:
            if not least < origin < most:
                return False
            continue
        one, other = (least - origin) / delta, (most - origin) / delta
        low, high = max(low, min(one, other)), min(high, max(one, other))
    return low < high


def _stems(layout: Layout) -> list[Group]:
    """The short lines from linked premises to their bar."""
    style = layout.setup.style
    groups = []
    for sheet in layout.sheets:
        for stroke in sheet.bars:
            argument = stroke.block.argument
            assert argument is not None
            color = color_of(kind_of(argument), style)
            shapes: list[Shape] = []
            for seat in stroke.block.seats:
                x, y = _middle(seat)
                radius = seat.height / 2
                (ax, ay), (bx, by) = stroke.ends
                if abs(ay - by) < abs(ax - bx):
                    edge = y - radius if ay < y else y + radius
                    ends = (x, edge), (x, ay)
                else:
                    edge = x - radius if ax < x else x + radius
                    ends = (edge, y), (ax, y)
                shapes.append(Line(ends, color, style.line, radius=0.0))
            groups.append(Group(element("stems", argument.id), "bar", "", shapes))
    return groups


# The key


def _add_key(page: Page, boxes: list[Box], setup: Setup) -> None:
    """Adds the texts of the numbers, beside the circles where two columns fit, else below them."""
    if not boxes:
        return
    style, u, setter = setup.style, setup.style.unit, setup.setter
    number = max(setter.width(box.number, "bold", style.size) for box in boxes) + 6.0 * u
    gap = 14.0 * u
    beside = setup.width - page.width - gap - style.margin
    if beside >= _COLUMN * u:
        left, top, room, columns = page.width + gap, style.margin, beside, 1
    else:
        room = max(setup.width, page.width) - 2 * style.margin
        columns = max(1, int((room + gap) // (_COLUMN * u + gap)))
        room = (room - gap * (columns - 1)) / columns
        left, top = style.margin, page.height + gap * 0.7
    entries = [_entry(box, room - number, setup) for box in boxes]
    heights = [height for _, height in entries]
    ends = balanced(heights, columns)
    at, deepest = 0, top
    for column, end in enumerate(ends):
        x, y = left + column * (room + gap), top
        for box, (paint, height) in zip(boxes[at:end], entries[at:end], strict=True):
            labels = paint(x + number, y)
            base = next(line.y for line in labels if line.size == style.size)
            shapes: list[Shape] = [
                Label(x, base, box.number, style.size, "bold", style.number),
                *labels,
            ]
            name = element("key", box.statement.id)
            page.groups.append(Group(name, "key", "", shapes))
            y += height
        at, deepest = end, max(deepest, y)
    page.width = max(page.width, left + (room + gap) * columns - gap + style.margin)
    page.height = max(page.height, deepest + style.margin)


def _entry(
    box: Box, room: float, setup: Setup
) -> tuple[Callable[[float, float], list[Label]], float]:
    """An entry of the key: what paints it at a place, and how high it is."""
    style, u, setter = setup.style, setup.style.unit, setup.setter
    small = [line for note in box.notes for line in setter.lines(note, room, "italic", style.small)]
    above = [line for note in box.above for line in setter.lines(note, room, "italic", style.small)]
    face: Face = "italic" if box.statement.open else "bold" if box.look == "root" else "regular"
    said = f"{box.statement.text} ({box.status})" if box.status else box.statement.text
    lines = setter.lines(said, room, face, style.size)
    step, little = style.size * style.leading, style.small * style.leading

    def paint(x: float, y: float) -> list[Label]:
        labels: list[Label] = []
        if above:
            labels += paragraph(
                x,
                y + style.size * 0.94,
                tuple(above),
                style.small,
                "italic",
                style.muted,
                step=little,
                room=room,
            )
            y += height_of(above, little)
        labels += paragraph(
            x, y + style.size * 0.94, lines, style.size, face, style.ink, step=step, room=room
        )
        y += height_of(lines, step)
        for line in small:
            labels.append(
                label(x, y + style.small * 0.9, line, style.small, "italic", style.muted, room=room)
            )
            y += height_of([line], little)
        return labels

    height = height_of(lines, step) + height_of([*small, *above], little) + 3.5 * u
    return paint, height
