"""What is what on a drawn page: boxes and their statements, lines and their arguments, bars."""

from __future__ import annotations

import re
from itertools import pairwise
from math import dist
from typing import get_args

from attrs import evolve, field, frozen

from argmap.draw.connectors import LinkKind
from argmap.draw.describe import element
from argmap.draw.drawing import Group, Label, Line, Page, Point, Polygon, Rect, Shape
from argmap.draw.fonts.widths import width
from argmap.draw.relations import Relation, relations
from argmap.model import Argument, Map
from tests.figures.geometry import Area, Piece, distance, outside, rounded

KINDS = get_args(LinkKind)
_ATTACKS = ("attack", "conceded", "undercut", "challenge", "contradiction")
_TEE = 9.3
"""How long the head of an attack is at most, at 8 points."""


@frozen
class Box:
    """A box; `statement` is the one it shows, or names by its number, where it is a `reference`."""

    name: str
    statement: str
    reference: bool
    area: Area

    @property
    def width(self) -> float:
        return self.area[2] - self.area[0]

    @property
    def height(self) -> float:
        return self.area[3] - self.area[1]


@frozen
class Wire:
    """A connector: `trunk` is the same for all that may run as one line: those of one kind to one target.

    `points` are its corners, `path` is what is drawn, `tip` the point of its head; a line that ends at a
    trunk has none.
    """

    name: str
    kind: str
    trunk: tuple[str, str]
    argument: str
    points: tuple[Point, ...]
    path: list[Point]
    tip: Point | None = None

    @property
    def pieces(self) -> list[Piece]:
        return list(pairwise(self.points))

    @property
    def attacks(self) -> bool:
        return self.kind in _ATTACKS


@frozen
class Bar:
    """The bar of linked premises, from end to end, and the statements that it joins."""

    name: str
    argument: str
    members: tuple[str, ...]
    ends: Piece
    pieces: int = 1

    @property
    def level(self) -> bool:
        """Whether it runs across the page rather than down."""
        (ax, ay), (bx, by) = self.ends
        return abs(ay - by) < abs(ax - bx)


@frozen
class Figure:
    """A page, read."""

    map: Map
    page: Page
    unit: float
    boxes: list[Box] = field(factory=list)
    wires: list[Wire] = field(factory=list)
    bars: list[Bar] = field(factory=list)
    frames: dict[str, Area] = field(factory=dict)
    # The edges of passages that are open at a side.
    rails: list[tuple[str, list[Piece]]] = field(factory=list)
    # The relations that are no arguments, by the name of their lines.
    relations: dict[str, Relation] = field(factory=dict)
    # The brackets around alternatives or parts.
    brackets: list[tuple[str, list[Piece]]] = field(factory=list)
    # Texts that stand in no box: names of rules, titles of sections.
    texts: list[tuple[str, str, Area]] = field(factory=list)

    def lines_of(self, argument: str) -> list[Piece]:
        """The pieces of an argument's lines and bars."""
        pieces = [piece for w in self.wires if w.argument == argument for piece in w.pieces]
        return pieces + [bar.ends for bar in self.bars if bar.argument == argument]

    def box(self, statement: str) -> Box | None:
        """The box that shows a statement, and doesn't only refer to it."""
        return next((b for b in self.boxes if b.statement == statement and not b.reference), None)


def extent(shape: Shape) -> Area:
    """The area of a shape, half of its stroke included."""
    if isinstance(shape, Rect):
        x, y, right, bottom = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        half = shape.stroke_width / 2 if shape.stroke else 0.0
    elif isinstance(shape, Label):
        wide = shape.width if shape.runs else width(shape.text, shape.face, shape.size)
        x, y, right, bottom = (
            shape.x,
            shape.y - shape.size * 0.75,
            shape.x + wide,
            shape.y + shape.size * 0.2,
        )
        half = 0.0
    else:
        xs, ys = [p[0] for p in shape.points], [p[1] for p in shape.points]
        x, y, right, bottom = min(xs), min(ys), max(xs), max(ys)
        half = shape.stroke_width / 2 if isinstance(shape, Line) or shape.stroke else 0.0
    return x - half, y - half, right + half, bottom + half


def figure(map: Map, page: Page) -> Figure:
    """A page of a map's drawing, read."""
    made = Figure(map, page, size_of(page) / 8.0)
    made.relations.update((element("l", r.name), r) for r in _relations(map))
    statements = {element("s", s.id): s.id for s in map.statements}
    for group in page.groups:
        first = group.shapes[0] if group.shapes else None
        if group.kind.startswith(("statement", "reference")) and isinstance(first, Rect):
            made.boxes.append(_box(group, first, statements))
        elif group.kind in ("section", "frame"):
            rects = [s for s in group.shapes if isinstance(s, Rect) and s.stroke]
            made.frames.update((group.id, _plain(rect)) for rect in rects)
            _texts(group, made)
        elif group.kind in ("rail", "passage"):
            for shape in group.shapes:
                if isinstance(shape, Rect) and shape.stroke:
                    made.frames[group.id] = _plain(shape)
                elif isinstance(shape, Line):
                    made.rails.append((group.id, list(pairwise(shape.points))))
            _texts(group, made)
        elif group.kind in ("parts", "alternatives", "answers"):
            lines = [s for s in group.shapes if isinstance(s, Line)]
            made.brackets.append((group.id, [p for line in lines for p in pairwise(line.points)]))
            _texts(group, made)
    arguments = {element("a", a.id): a for a in map.arguments}
    bars = {element("bar", a.id): a for a in map.arguments}
    for group in page.groups:
        if group.kind in KINDS:
            _connector(group, made, arguments.get(_base(group.id, arguments)))
            _texts(group, made)
    for group in page.groups:
        if group.kind == "bar":
            for line in (s for s in group.shapes if isinstance(s, Line)):
                _bar(group.id, line, made, bars.get(_base(group.id, bars)))
    made.bars[:] = _whole(made.bars)
    return made


def _relations(map: Map) -> list[Relation]:
    found = relations(map)
    for one, other in map.restatements:
        found += [Relation("restatement", (a,), b) for a, b in ((one, other), (other, one))]
    return found


def size_of(page: Page) -> float:
    """The size of the running text: that which most characters have."""
    count: dict[float, int] = {}
    for group in page.groups:
        if group.kind.startswith("statement"):
            for label in (s for s in group.shapes if isinstance(s, Label)):
                count[label.size] = count.get(label.size, 0) + len(label.text)
    return max(count, key=lambda size: count[size], default=8.0)


def _base(name: str, known: dict[str, Argument]) -> str:
    """The name without the number that tells several lines of one argument apart."""
    return name if name in known else re.sub(r"\.\d+$", "", name)


def _bare(name: str, known: dict[str, Relation]) -> str:
    return name if name in known else re.sub(r"\.\d+$", "", name)


def _plain(rect: Rect) -> Area:
    return rect.x, rect.y, rect.x + rect.width, rect.y + rect.height


def _box(group: Group, rect: Rect, statements: dict[str, str]) -> Box:
    words = [s.text for s in group.shapes if isinstance(s, Label)]
    arrow = bool(words) and words[0].lstrip().startswith(("→", "↗", "←", "↖"))
    if arrow or group.kind.startswith("reference"):
        number = re.search(r"\d+", words[0]) if words else None
        place = int(number[0]) - 1 if number else -1
        keys = list(statements.values())
        return Box(group.id, keys[place] if 0 <= place < len(keys) else "", True, _plain(rect))
    return Box(group.id, statements.get(group.id, ""), False, _plain(rect))


def _texts(group: Group, made: Figure) -> None:
    for label in (s for s in group.shapes if isinstance(s, Label)):
        made.texts.append((label.text, group.id, extent(label)))


def _connector(group: Group, made: Figure, argument: Argument | None) -> None:
    lines = [s for s in group.shapes if isinstance(s, Line)]
    if not lines:
        return
    for line in lines:
        bar = line.radius == 0.0 and not line.dash and _span(line) > _TEE * made.unit
        if bar and argument is not None and len(argument.members) > 1 and line is not lines[0]:
            made.bars.append(Bar(group.id, argument.id, argument.members, line.points[:2]))
        elif line.radius or line is lines[0]:
            trunk, name = _trunk(group, line, made, argument)
            tip = _tip(group, line, made)
            path = rounded(line)
            made.wires.append(Wire(group.id, group.kind, trunk, name, line.points, path, tip))


def _tip(group: Group, line: Line, made: Figure) -> Point | None:
    """The point of the head at the end of a line: that of a polygon, or beyond a short bar across it."""
    end, reach = line.points[-1], 8.0 * made.unit
    for shape in group.shapes:
        if isinstance(shape, Polygon) and dist(shape.points[0], end) < reach:
            return shape.points[0]
        if isinstance(shape, Line) and shape is not line and len(shape.points) == 2:
            (ax, ay), (bx, by) = shape.points
            middle = ((ax + bx) / 2, (ay + by) / 2)
            if dist(middle, end) < 0.5 and _span(shape) < _TEE * made.unit:
                (x, y), long = line.points[-2], dist(line.points[-2], end) or 1.0
                beyond = 2.4 * made.unit / long
                return end[0] + (end[0] - x) * beyond, end[1] + (end[1] - y) * beyond
    return None


def _span(line: Line) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(line.points))


def _trunk(
    group: Group, line: Line, made: Figure, argument: Argument | None
) -> tuple[tuple[str, str], str]:
    """What a line leads to, with its kind, and the argument that it is of."""
    if argument is not None:
        return (argument.target, group.kind), argument.id
    if relation := made.relations.get(_bare(group.id, made.relations)):
        return (relation.host, group.kind), relation.name
    named = {element("part", s.id): s.id for s in made.map.statements}
    key = named.get(group.id) or named.get(re.sub(r"\.\d+$", "", group.id))
    ends = [key] if key else [box.statement for box in _touched(line, made)]
    wholes = {p.part: p.whole for p in made.map.parts}
    for key in ends:
        if group.kind == "part" and key in wholes:
            return (wholes[key], "part"), f"part {key}"
    target = ends[0] if ends else group.id
    return (target, group.kind), f"{group.kind} {' '.join(ends)}"


def _touched(line: Line, made: Figure) -> list[Box]:
    """The boxes at the ends of a line, that at its start first."""
    found = []
    for end in (line.points[0], line.points[-1]):
        reach = 4.0 * made.unit
        found += [b for b in made.boxes if outside(end, b.area) < reach]
    return list(dict.fromkeys(found))


def _bar(name: str, line: Line, made: Figure, argument: Argument | None) -> None:
    ends: Piece = (line.points[0], line.points[-1])
    bars = {element("bar", r.name): r for r in made.relations.values()}
    if relation := bars.get(_bare(name, bars)):
        made.bars.append(Bar(name, relation.name, relation.members, ends))
        return
    if argument is None:
        argument = _argument_at(ends, made)
    if argument is not None:
        made.bars.append(Bar(element("bar", argument.id), argument.id, argument.members, ends))
    else:
        made.bars.append(Bar(name, name, (), ends))


def _whole(bars: list[Bar]) -> list[Bar]:
    """The bars, with those that are drawn in pieces as one."""
    found: dict[tuple[object, ...], Bar] = {}
    for bar in bars:
        at = bar.ends[0][1] if bar.level else bar.ends[0][0]
        key = (bar.argument, bar.level, round(at, 1))
        if key in found:
            points = sorted((*found[key].ends, *bar.ends))
            bar = evolve(bar, ends=(points[0], points[-1]), pieces=found[key].pieces + 1)
        found[key] = bar
    return list(found.values())


def _argument_at(ends: Piece, made: Figure) -> Argument | None:
    """The argument whose line leaves a bar that doesn't say whose it is."""
    known = {a.id: a for a in made.map.arguments}
    best, found = 3.0 * made.unit, None
    for wire in made.wires:
        argument = known.get(wire.argument)
        if argument is not None and len(argument.members) > 1:
            far = min(distance(wire.points[0], ends), distance(wire.points[-1], ends) + 0.5)
            if far < best:
                best, found = far, argument
    return found


def all_extents(page: Page) -> list[tuple[str, Area]]:
    """Every shape's area, with the name of its group."""
    return [(group.id, extent(shape)) for group in page.groups for shape in group.shapes]
