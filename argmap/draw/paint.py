"""A laid-out figure → shapes, and the words that say the same to those who can't see them."""

from __future__ import annotations

import re
import unicodedata

from argmap.draw.blocks import Block, Box, Link
from argmap.draw.drawing import Drawing, Group, Label, Line, Point, Polygon, Rect, Shape
from argmap.draw.fonts import Face, width
from argmap.draw.route import Route
from argmap.draw.style import Style
from argmap.draw.tree import Frame, Layout
from argmap.model import ArgumentMap, Statement

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def paint(layout: Layout, style: Style) -> Drawing:
    """The shapes of a layout, frames first, then connectors, then boxes in the order of the file."""
    figure = layout.figure
    groups = [_frame(frame, style) for frame in layout.frames]
    for sheet in layout.sheets:
        groups.extend(_connectors(sheet.routes, style))
        groups.extend(_bar(b, style) for b in sheet.blocks if b.has_bar)
        groups.extend(_bracket(b, style) for b in sheet.blocks if b.stacked)
    words = Describer(figure.map)
    for box in figure.boxes.values():
        groups.append(_box(box, style, words.of(box.statement)))
    attributes = figure.map.attributes
    title = figure.map.title or (figure.map.roots[0].text if figure.map.roots else "Argument map")
    return Drawing(
        layout.width,
        layout.height,
        shown(title),
        words.whole(),
        groups,
        str(attributes.get("language", "")),
        shown(str(attributes.get("author", ""))),
    )


def shown(text: str) -> str:
    """The text with what no picture can show replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\t", " "))


def _name(prefix: str, identifier: str) -> str:
    """An XML name made from an identifier, another for each."""
    plain = re.sub(r"[^\w-]", lambda c: f".{ord(c[0]):x}", unicodedata.normalize("NFC", identifier))
    return f"{prefix}-{plain}"


def _box(box: Box, style: Style, description: str) -> Group:
    statement = box.statement
    look = box.look
    root = look == "root"
    rebuttal = look == "rebuttal"
    edge = style.attack if rebuttal else style.muted if look == "background" else style.support
    fills = {"root": style.support, "rebuttal": style.rebuttal_fill, "claim": style.claim_fill}
    fills["recommendation"] = style.claim_fill
    dash: tuple[float, ...] = style.unstated_dash if statement.unstated else ()
    if statement.possible:
        dash = style.possible_dash
    fill = fills.get(look, style.paper)
    if root and statement.unstated:
        fill = style.claim_fill
    dark = root and not statement.unstated
    x, y = box.x, box.y
    shapes: list[Shape] = [
        Rect(
            x,
            y,
            box.width,
            box.height,
            fill,
            edge,
            style.border + (0.25 if dash else 0),
            dash,
            style.radius,
        )
    ]
    if look == "recommendation":
        # A recommendation has a heavy edge on its left.
        shapes.append(Rect(x, y, 2.4, box.height, edge, radius=0.0))
    ink = style.paper if dark else style.muted if look == "background" else style.ink
    number = style.root_number if dark else edge
    left = x + style.padding_x
    base = y + style.padding_y
    text_x = left + box.number_width
    lead = style.size * style.leading
    small_lead = (style.small + 0.6) * style.leading
    soft = style.root_number if dark else style.muted
    first = base + (small_lead if box.lines_above else 0) * len(box.lines_above)
    for line in box.lines_above:
        base += small_lead
        shapes.append(_label(text_x, base - 2.2, line, style.small, "italic", soft))
    shapes.append(
        _label(left, first + style.size * 0.94, str(box.number), style.size, "bold", number)
    )
    for line in box.text:
        shapes.append(_label(text_x, base + style.size * 0.94, line, style.size, box.face, ink))
        base += lead
    for line in box.lines_below:
        shapes.append(_label(text_x, base + style.small, line, style.small, "italic", soft))
        base += small_lead
    return Group(_name("s", statement.id), f"statement {look}", description, shapes)


def _label(x: float, y: float, text: str, size: float, face: Face, fill: str) -> Label:
    return Label(x, y, shown(text), size, face, fill)


def _frame(frame: Frame, style: Style) -> Group:
    shapes: list[Shape] = [
        Rect(frame.x, frame.y, frame.width, frame.height, "", style.faint, 0.75, radius=3.0)
    ]
    y = frame.y + style.small + 3.5
    for line in frame.title:
        shapes.append(_label(frame.x + 6, y, line, style.small, "bold", style.muted))
        y += style.small * style.leading
    return Group(_name("section", frame.section), "section", "", shapes)


def _bar(block: Block, style: Style) -> Group:
    assert block.argument is not None
    color = {"rebuts": style.attack, "undercuts": style.undercut}.get(
        block.argument.role, style.support
    )
    bar = Rect(block.x, block.y, block.width, style.bar, color, radius=0.0)
    return Group(_name("bar", block.argument.id), "bar", "", [bar])


def _bracket(block: Block, style: Style) -> Group:
    """The line that holds a list of parts together, with a tick for each."""
    x = block.x + 2.0
    middles = [box.y + box.height / 2 for box in block.boxes]
    shapes: list[Shape] = [
        Line(((x, block.y - 1.0), (x, middles[-1])), style.muted, 0.75, radius=0.0),
        *(Line(((x, y), (block.x + 8.0, y)), style.muted, 0.75, radius=0.0) for y in middles),
    ]
    return Group(_name("parts", block.boxes[0].statement.id), "parts", "", shapes)


def _connectors(routes: list[Route], style: Style) -> list[Group]:
    groups: list[Group] = []
    used: dict[str, int] = {}
    for route in routes:
        link = route.link
        if len(route.points) < 2:
            continue
        name = _name("a", link.argument.id) if link.argument else f"l-{_ends(link)}"
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            # Each foot of a bar is a group; the first has the argument's own name.
            name = f"{name}.{used[name]}"
        shapes = _connector(link, route, style)
        if link.label:
            shapes.append(_rule(link, route, style, routes))
        groups.append(Group(name, link.kind, "", shapes))
    return groups


def _ends(link: Link) -> str:
    tail = link.box or link.tail.boxes[0]
    head = link.head
    return f"{link.kind}-{tail.number}-{head.number if isinstance(head, Box) else 'a'}"


def _connector(link: Link, route: Route, style: Style) -> list[Shape]:
    points = route.points
    if link.kind == "part":
        return [Line(tuple(points), style.muted, 0.75)]
    if link.joint:
        color = _color(link, style)
        shapes: list[Shape] = [Line(tuple(points), color, 1.0)]
        if route.bar is not None:
            shapes.append(Line(route.bar, color, style.bar, radius=0.0))
            shapes.extend(_headed(link, route.stem, style))
        return shapes
    return _headed(link, points, style)


def _color(link: Link, style: Style) -> str:
    return {"support": style.support, "undercut": style.undercut}.get(link.kind, style.attack)


def _headed(link: Link, points: list[Point], style: Style) -> list[Shape]:
    tip, before = points[-1], points[-2]
    dx, dy = _direction(before, tip)
    if link.kind == "support":
        line = Line((*points[:-1], _back(tip, dx, dy, 5.0)), style.support, 1.0)
        return [line, _triangle(tip, dx, dy, 5.8, 4.8, style.support)]
    if link.kind == "undercut":
        back = _back(tip, dx, dy, 6.6)
        line = Line((*points[:-1], back), style.undercut, 1.1, style.undercut_dash)
        return [line, _diamond(tip, dx, dy, 7.0, 5.2, style)]
    color, dash = style.attack, style.attack_dash
    if link.kind == "conceded":
        dash = style.conceded_dash
    tip_back = _back(tip, dx, dy, 2.4)
    ends = [_tee(tip_back, dx, dy, color, link.kind == "conceded")]
    start: tuple[Point, ...] = tuple(points[:-1])
    if link.kind == "contradiction":
        ux, uy = _direction(points[1], points[0])
        first = _back(points[0], ux, uy, 2.4)
        ends.append(_tee(first, ux, uy, color, False))
        start = (first, *points[1:-1])
    return [Line((*start, tip_back), color, 1.2, dash), *ends]


def _direction(before: Point, tip: Point) -> Point:
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = max(abs(dx), abs(dy)) or 1.0
    return dx / length, dy / length


def _back(tip: Point, dx: float, dy: float, distance: float) -> Point:
    return tip[0] - dx * distance, tip[1] - dy * distance


def _triangle(tip: Point, dx: float, dy: float, long: float, wide: float, color: str) -> Polygon:
    x, y = _back(tip, dx, dy, long)
    half = wide / 2
    return Polygon((tip, (x - dy * half, y + dx * half), (x + dy * half, y - dx * half)), color)


def _diamond(tip: Point, dx: float, dy: float, long: float, wide: float, style: Style) -> Polygon:
    x, y = _back(tip, dx, dy, long / 2)
    half = wide / 2
    end = _back(tip, dx, dy, long)
    sides = ((x - dy * half, y + dx * half), end, (x + dy * half, y - dx * half))
    return Polygon((tip, *sides), style.paper, style.undercut, 0.9)


def _tee(at: Point, dx: float, dy: float, color: str, light: bool) -> Line:
    half = 4.6
    x, y = at
    ends = ((x - dy * half, y + dx * half), (x + dy * half, y - dx * half))
    return Line(ends, color, 1.0 if light else 2.0, radius=0.0)


def _rule(link: Link, route: Route, style: Style, routes: list[Route]) -> Label:
    """The name of the scheme, beside the connector where it leaves the bar."""
    x, y = route.points[0] if not route.stem else route.stem[0]
    text = shown(link.label)
    wide = width(text, "italic", style.small)
    from_left = any(r.link.head is link and r.start < x for r in routes)
    side = x + 3.5 if from_left else x - 3.5 - wide
    return _label(side, y - 3.0, text, style.small, "italic", style.muted)


class Describer:
    """Says in words what the picture shows."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.numbers = {s.id: n for n, s in enumerate(map.statements, 1)}
        self.parts: dict[str, list[str]] = {}
        for part in map.parts:
            self.parts.setdefault(part.whole, []).append(str(self.numbers[part.part]))

    def whole(self) -> str:
        """All statements with what speaks for and against each."""
        return " ".join(
            f"{self.numbers[s.id]}. {shown(s.text)}{self._relations(s, ' (', ')')}"
            for s in self.map.statements
        )

    def of(self, statement: Statement) -> str:
        """One statement, for a reader who goes from box to box."""
        marks = ["unstated"] * statement.unstated + ["possible"] * statement.possible
        kind = " ".join([*marks, statement.kind])
        relations = self._relations(statement, " ", ".")
        said = f" said by {shown(statement.speaker)}" if statement.speaker else ""
        return f"Statement {self.numbers[statement.id]}, {kind}{said}: {shown(statement.text)}{relations}"

    def _relations(self, statement: Statement, opening: str, closing: str) -> str:
        phrases = []
        for argument in (
            *self.map.supporters(statement.id),
            *self.map.attackers(statement.id),
        ):
            verb = "supported" if argument.role == "supports" else "attacked"
            phrases.append(f"{verb} by {self._list(argument.premises)}")
            for undercut in self.map.attackers(argument.id):
                phrases[-1] += f", a step undercut by {self._list(undercut.premises)}"
        parts = self.parts.get(statement.id)
        if parts:
            phrases.append(f"made of {_and(parts)}")
        if not phrases:
            return ""
        text = "; ".join(phrases)
        text = text[:1].upper() + text[1:] if closing == "." else text
        return f"{opening}{text}{closing}"

    def _list(self, premises: tuple[str, ...]) -> str:
        numbers = [str(self.numbers[p]) for p in premises]
        return _and(numbers) + (" together" if len(numbers) > 1 else "")


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
