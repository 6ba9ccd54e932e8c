"""Where a map's statements, arguments and sections stand in a diagram that other programs open and edit.

The places are those of argmap's own tree, in pixels; an argument, which has no box there, gets a small circle on its
line. Where the tree can't be laid out, or would take long, boxes stand in a grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, hypot, sqrt
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from argmap.draw.box import Box
    from argmap.draw.style import Style
    from argmap.draw.tree.layout import Layout
    from argmap.model import Argument, Map

SCALE = 1.5
"""Pixels of a diagram to a point of a drawing: its type of 8 points is as large as these programs have it."""

CIRCLE = 14.0
"""How wide the circle of an argument is."""

_MOST = 400
"""Of so many statements and arguments the tree is laid out."""

_PREMISES = ("premise", "warrant")
_CELL = (260.0, 110.0)
_BOX = (220.0, 70.0)


@frozen
class Spot:
    """Where a thing stands, its upper left corner first; the lines of its text, and its colours."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    fill: str = "#FFFFFF"
    stroke: str = "#586878"
    ink: str = "#1B2733"

    @property
    def center(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@define(eq=False)
class Diagram:
    """The places of all things by their identifiers, and the colours of relations."""

    spots: dict[str, Spot] = field(factory=dict)
    sections: dict[str, Spot] = field(factory=dict)
    colors: dict[str, str] = field(factory=dict)
    # What arguments do, by their identifiers: the lines of their premises have the colour of that.
    roles: dict[str, str] = field(factory=dict)

    def color(self, relation: str, target: str) -> str:
        """The colour of a line that has this relation to a target."""
        relation = self.roles.get(target, relation) if relation in _PREMISES else relation
        return self.colors.get(relation, self.colors[""])


def diagram(map: Map) -> Diagram:
    """The diagram of a map."""
    made = _new(map)
    if map.statements and len(map.statements) + len(map.arguments) <= _MOST:
        try:
            _take_tree(map, made)
        except ValueError:
            made = _new(map)
    _place_rest(map, made)
    return made


def _new(map: Map) -> Diagram:
    colors = {"": "#586878"}
    return Diagram(colors=colors, roles={a.id: a.role for a in map.arguments})


def _take_tree(map: Map, made: Diagram) -> None:
    from argmap.draw.options import Options
    from argmap.draw.setup import setup
    from argmap.draw.tree import lay_out
    from argmap.draw.view import view

    options = Options(shared="box")
    seen = view(map, options)
    layout, _ = lay_out(seen, setup(seen, options))
    style = layout.setup.style
    made.colors = {
        **{"supports": style.support, "undercuts": style.undercut, "": style.muted},
        **dict.fromkeys(("rebuts", "contradicts"), style.attack),
    }
    for frame in layout.frames:
        if frame.plot.supposition:
            continue
        lines = tuple(line.text for line in frame.lines)
        place = _scaled(*layout.box(frame.corner))
        made.sections[frame.plot.section or ""] = Spot(
            *place, lines, "none", style.muted, style.muted
        )
    for seat in layout.seats:
        if not seat.seat.reference:
            box = seat.seat.box
            box.x, box.y, _, _ = layout.box((seat.left, seat.y, seat.width, seat.height))
            made.spots[box.statement.id] = _of_box(box, style)
    for argument, (x, y) in _joints(layout):
        made.spots[argument.id] = _circle(x * SCALE, y * SCALE)


def _of_box(box: Box, style: Style) -> Spot:
    """A box in its place, in the colours that it is painted in."""
    from argmap.draw.box import paint_box
    from argmap.draw.drawing import Label, Rect

    lines = tuple(line.text for line in box.text)
    shapes = paint_box(box, style, "").shapes
    fill, stroke = next((s.fill, s.stroke) for s in shapes if isinstance(s, Rect))
    inks = (s.fill for s in shapes if isinstance(s, Label) and s.text in lines)
    place = _scaled(box.x, box.y, box.width, box.height)
    return Spot(*place, lines, fill or "#FFFFFF", stroke, next(inks, style.ink))


def _scaled(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return (
        round(x * SCALE, 1),
        round(y * SCALE, 1),
        round(width * SCALE, 1),
        round(height * SCALE, 1),
    )


def _circle(x: float, y: float) -> Spot:
    corner = (round(x - CIRCLE / 2, 1), round(y - CIRCLE / 2, 1))
    return Spot(*corner, CIRCLE, CIRCLE)


def _joints(layout: Layout) -> Iterator[tuple[Argument, tuple[float, float]]]:
    """A point of each argument's line: the middle of the bar over its premises, or else of its way."""
    for wire in layout.wires:
        argument = wire.place.step.argument
        if argument is not None:
            points = wire.place.ends or wire.points
            yield argument, _middle([layout.point(*point) for point in points])


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The point half way along a line."""
    left = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)) / 2
    for one, other in pairwise(points):
        length = hypot(other[0] - one[0], other[1] - one[1])
        if length >= left and length:
            share = left / length
            return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
        left -= length
    return points[0]


def _place_rest(map: Map, made: Diagram) -> None:
    """Places what has no place yet: statements in a grid below all others, arguments between their ends."""
    bottom = max((spot.y + spot.height + 40 for spot in made.spots.values()), default=0.0)
    rest = [s for s in map.statements if s.id not in made.spots]
    columns = max(1, ceil(sqrt(len(rest))))
    for index, statement in enumerate(rest):
        x, y = index % columns * _CELL[0], bottom + index // columns * _CELL[1]
        made.spots[statement.id] = Spot(x, y, *_BOX, (statement.text,))
    for argument in map.arguments:
        if argument.id in made.spots:
            continue
        ends = [
            made.spots[end] for end in (argument.premises[0], argument.target) if end in made.spots
        ]
        centers = [spot.center for spot in ends]
        x = sum(x for x, _ in centers) / len(centers)
        y = sum(y for _, y in centers) / len(centers)
        made.spots[argument.id] = _circle(x, y)
    below = max((spot.y + spot.height + 40 for spot in made.spots.values()), default=0.0)
    for index, section in enumerate(s for s in map.sections if s.id not in made.sections):
        made.sections[section.id] = Spot(
            index * _CELL[0], below, *_BOX, (section.title,), "none", "#586878"
        )
