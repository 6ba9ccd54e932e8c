"""A laid-out tree → shapes."""

from __future__ import annotations

from itertools import pairwise

from argmap.draw.box import paint_box
from argmap.draw.connectors import color_of, connector, kind_of
from argmap.draw.describe import Describer, element
from argmap.draw.dot.blocks import Link, Seat
from argmap.draw.dot.layout import Layout
from argmap.draw.dot.route import Route
from argmap.draw.dot.sheets import Frame, Stroke
from argmap.draw.drawing import Group, Label, Line, Page, Point, Rect, Shape
from argmap.draw.layouts import Direction
from argmap.draw.setup import Setup
from argmap.draw.style import Style
from argmap.draw.typeset import height_of, label, paragraph


def paint(layout: Layout) -> Page:
    """The shapes of a layout, frames first, then connectors, then boxes in the order of the file."""
    figure, style = layout.figure, layout.setup.style
    words = Describer(figure.view)
    groups = paint_lines(layout)
    for seat in figure.seats.values():
        groups.append(paint_box(seat.box, style, words.of(seat.box.statement)))
    return Page(layout.width, layout.height, groups)


def paint_lines(layout: Layout) -> list[Group]:
    """Everything but the statements."""
    style = layout.setup.style
    frames = [_frame(frame, layout) for frame in layout.frames]
    # The rectangles lie under everything, their titles over the lines.
    groups = [
        Group(f"{f.id}-frame", "frame" if f.kind == "section" else "rail", "", f.shapes[:1])
        for f in frames
    ]
    for sheet in layout.sheets:
        groups.extend(_connectors(sheet.routes, layout.setup))
        groups.extend(_bar(bar, style) for bar in sheet.bars)
        groups.extend(_brackets(sheet.brackets, style))
    for frame in frames:
        frame.shapes = frame.shapes[1:]
        groups.append(frame)
    return groups


def _frame(frame: Frame, layout: Layout) -> Group:
    style = layout.setup.style
    region = layout.figure.regions.all[frame.section]
    edge = style.muted if region.supposition else style.faint
    radius = 3.0 * style.unit
    around = frame.x, frame.y, frame.width, frame.height
    shapes: list[Shape] = [Rect(*around, "", edge, style.border, radius=radius)]
    if frame.section in layout.figure.regions.outcomes:
        sides = _open_sides(*around, layout.setup.direction)
        shapes = [Line(sides, edge, style.border, radius=radius)]
    u = style.unit
    lead = style.small * style.leading
    wide = max((line.width for line in frame.title), default=0.0)
    room = (frame.x + 5 * u, frame.y + 2.5 * u, wide + 2 * u, height_of(frame.title, lead) + u)
    shapes.append(Rect(*room, style.paper, radius=0.0))
    shapes += paragraph(
        frame.x + 6 * u,
        frame.y + style.small + 3.5 * u,
        frame.title,
        style.small,
        "bold",
        style.muted,
        step=style.small * style.leading,
    )
    if region.supposition:
        return Group(element("passage", region.supposition), "passage", "", shapes)
    return Group(element("section", frame.section), "section", "", shapes)


def _open_sides(
    x: float, y: float, width: float, height: float, direction: Direction
) -> tuple[Point, ...]:
    """The corners of a frame that is open to where conclusions stand."""
    right, bottom = x + width, y + height
    corners = [(x, y), (right, y), (right, bottom), (x, bottom)]
    first = {"up": 3, "left": 2, "down": 1, "right": 0}[direction]
    turned = [*corners[first:], *corners[:first]]
    return tuple(turned)


def _bar(bar: Stroke, style: Style) -> Group:
    argument = bar.block.argument
    assert argument is not None
    line = Line(bar.ends, color_of(kind_of(argument), style), style.bar, radius=0.0)
    return Group(element("bar", argument.id), "bar", "", [line])


def _brackets(strokes: list[Stroke], style: Style) -> list[Group]:
    """The lines that hold lists of parts together, one group a list."""
    groups: dict[str, Group] = {}
    for stroke in strokes:
        name = element("parts", stroke.block.seats[0].box.statement.id)
        group = groups.setdefault(name, Group(name, "parts"))
        group.shapes.append(Line(stroke.ends, style.muted, style.border, radius=0.0))
    return [*groups.values()]


def _connectors(routes: list[Route], setup: Setup) -> list[Group]:
    groups: list[Group] = []
    used: dict[str, int] = {}
    for route in routes:
        link = route.link
        if len(route.points) < 2:
            continue
        name = element("a", link.argument.id) if link.argument else f"l-{_ends(link)}"
        if link.relation is not None:
            name = element("l", link.relation.name)
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            # Each foot of a bar is a group; the first has the argument's own name.
            name = f"{name}.{used[name]}"
        shapes = _connector(link, route, setup.style, routes)
        if link.label:
            shapes.append(_rule(link, route, setup, routes))
        groups.append(Group(name, link.kind, "", shapes))
    return groups


def _ends(link: Link) -> str:
    tail = link.seat or link.tail.seats[0]
    head = link.head
    to = head.box.number if isinstance(head, Seat) else "a"
    return f"{link.kind}-{tail.box.number}-{to}"


def _connector(link: Link, route: Route, style: Style, routes: list[Route]) -> list[Shape]:
    points = _onward(route)
    if not link.joint:
        return connector(link.kind, points, style)
    color = color_of(link.kind, style)
    shapes: list[Shape] = [Line(tuple(points), color, style.line, radius=style.elbow)]
    if route.bar is not None:
        for piece in _bridged(route, routes, 3.0 * style.unit):
            shapes.append(Line(piece, color, style.bar, radius=0.0))
        shapes.extend(connector(link.kind, route.stem, style))
    return shapes


def _onward(route: Route) -> list[Point]:
    """The points of a route from where its line comes from to its head."""
    return route.points[::-1] if route.link.turned else route.points


def _bridged(route: Route, routes: list[Route], gap: float) -> list[tuple[Point, Point]]:
    """The pieces of a bar, with gaps where lines of other arguments pass through it."""
    assert route.bar is not None
    (ax, ay), (bx, by) = route.bar
    level = abs(ay - by) < abs(ax - bx)
    start, end, at = (ax, bx, ay) if level else (ay, by, ax)
    if start > end:
        start, end = end, start
    passes: list[float] = []
    for other in routes:
        if other.link.argument is route.link.argument and other.link.argument is not None:
            continue
        for line in (other.points, other.stem):
            for (px, py), (qx, qy) in pairwise(line):
                along, low, high = (px, py, qy) if level else (py, px, qx)
                upright = abs(px - qx) < 0.3 if level else abs(py - qy) < 0.3
                ends = min(low, high) < at - 1.0 and max(low, high) > at + 1.0
                if upright and ends and start < along < end:
                    passes.append(along)
    edges = [start]
    for along in sorted(passes):
        edges += [along - gap, along + gap]
    edges.append(end)
    pieces = [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]
    return [
        ((one, at), (other, at)) if level else ((at, one), (at, other))
        for one, other in pieces
        if other - one > 0.5
    ]


def _rule(link: Link, route: Route, setup: Setup, routes: list[Route]) -> Label:
    """The name of the scheme, beside the connector where it leaves the bar."""
    style, u = setup.style, setup.style.unit
    (x, y), (_, onward) = (route.stem or _onward(route))[:2]
    wide = setup.setter.width(link.label, "italic", style.small)
    line = setup.setter.lines(link.label, wide + 1, "italic", style.small)[0]
    from_left = any(r.link.head is link and r.start < x for r in routes)
    side = x + 3.5 * u if from_left else x - 3.5 * u - wide
    base = y - 3.0 * u if onward < y else y + 3.0 * u + style.small * 0.75
    return label(side, base, line, style.small, "italic", style.muted)
