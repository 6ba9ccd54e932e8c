"""A laid-out tree → shapes."""

from __future__ import annotations

from argmap.draw.blocks import Block, Link, Seat
from argmap.draw.box import paint_box
from argmap.draw.describe import Describer, element
from argmap.draw.drawing import Group, Label, Line, Page, Rect, Shape
from argmap.draw.marks import color_of, connector
from argmap.draw.route import Route
from argmap.draw.setting import Setting
from argmap.draw.style import Style
from argmap.draw.tree import Frame, Layout
from argmap.draw.typeset import label, paragraph


def paint(layout: Layout, setting: Setting) -> Page:
    """The shapes of a layout, frames first, then connectors, then boxes in the order of the file."""
    figure, style = layout.figure, setting.style
    groups = [_frame(frame, style) for frame in layout.frames]
    for sheet in layout.sheets:
        groups.extend(_connectors(sheet.routes, setting))
        groups.extend(_bar(b, style) for b in sheet.blocks if b.has_bar)
        groups.extend(_bracket(b, style) for b in sheet.blocks if b.stacked)
    words = Describer(figure.view)
    for seat in figure.seats.values():
        groups.append(paint_box(seat.box, style, words.of(seat.box.statement)))
    return Page(layout.width, layout.height, groups)


def _frame(frame: Frame, style: Style) -> Group:
    shapes: list[Shape] = [
        Rect(
            frame.x,
            frame.y,
            frame.width,
            frame.height,
            "",
            style.faint,
            style.border,
            radius=3.0 * style.unit,
        )
    ]
    u = style.unit
    shapes += paragraph(
        frame.x + 6 * u,
        frame.y + style.small + 3.5 * u,
        frame.title,
        style.small,
        "bold",
        style.muted,
        step=style.small * style.leading,
    )
    return Group(element("section", frame.section), "section", "", shapes)


def _bar(block: Block, style: Style) -> Group:
    assert block.argument is not None
    color = {"rebuts": style.attack, "undercuts": style.undercut}.get(
        block.argument.role, style.support
    )
    bar = Rect(block.x, block.y, block.width, style.bar, color, radius=0.0)
    return Group(element("bar", block.argument.id), "bar", "", [bar])


def _bracket(block: Block, style: Style) -> Group:
    """The line that holds a list of parts together, with a tick for each."""
    u, muted, wide = style.unit, style.muted, style.border
    x = block.x + 2.0 * u
    middles = [seat.y + seat.height / 2 for seat in block.seats]
    shapes: list[Shape] = [
        Line(((x, block.y - u), (x, middles[-1])), muted, wide, radius=0.0),
        *(Line(((x, y), (block.x + 8.0 * u, y)), muted, wide, radius=0.0) for y in middles),
    ]
    return Group(element("parts", block.seats[0].box.statement.id), "parts", "", shapes)


def _connectors(routes: list[Route], setting: Setting) -> list[Group]:
    groups: list[Group] = []
    used: dict[str, int] = {}
    for route in routes:
        link = route.link
        if len(route.points) < 2:
            continue
        name = element("a", link.argument.id) if link.argument else f"l-{_ends(link)}"
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            # Each foot of a bar is a group; the first has the argument's own name.
            name = f"{name}.{used[name]}"
        shapes = _connector(link, route, setting.style)
        if link.label:
            shapes.append(_rule(link, route, setting, routes))
        groups.append(Group(name, link.kind, "", shapes))
    return groups


def _ends(link: Link) -> str:
    tail = link.seat or link.tail.seats[0]
    head = link.head
    to = head.box.number if isinstance(head, Seat) else "a"
    return f"{link.kind}-{tail.box.number}-{to}"


def _connector(link: Link, route: Route, style: Style) -> list[Shape]:
    points = route.points
    if not link.joint:
        return connector(link.kind, points, style)
    color = color_of(link.kind, style)
    shapes: list[Shape] = [Line(tuple(points), color, style.line, radius=style.elbow)]
    if route.bar is not None:
        shapes.append(Line(route.bar, color, style.bar, radius=0.0))
        shapes.extend(connector(link.kind, route.stem, style))
    return shapes


def _rule(link: Link, route: Route, setting: Setting, routes: list[Route]) -> Label:
    """The name of the scheme, beside the connector where it leaves the bar."""
    style, u = setting.style, setting.style.unit
    x, y = route.points[0] if not route.stem else route.stem[0]
    wide = setting.setter.width(link.label, "italic", style.small)
    line = setting.setter.lines(link.label, wide + 1, "italic", style.small)[0]
    from_left = any(r.link.head is link and r.start < x for r in routes)
    side = x + 3.5 * u if from_left else x - 3.5 * u - wide
    return label(side, y - 3.0 * u, line, style.small, "italic", style.muted)
