"""A drawing: shapes with their places, in points, y downwards. Writers turn it into a format.

The shapes know nothing of argument maps but the names by which a reader's software can tell them
apart; whatever is drawn is drawn by all writers alike.
"""

from __future__ import annotations

from attrs import define, field, frozen

from argmap.draw.fonts import Face

Point = tuple[float, float]


@frozen
class Rect:
    """A rectangle with rounded corners; no fill or no stroke where the colour is empty."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.75
    dash: tuple[float, ...] = ()
    radius: float = 2.0


@frozen
class Line:
    """A line through points, its corners rounded."""

    points: tuple[Point, ...]
    stroke: str
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    radius: float = 4.5


@frozen
class Polygon:
    """A closed shape, as the head of an arrow."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0


@frozen
class Label:
    """A line of text; x is its left end, y its base line."""

    x: float
    y: float
    text: str
    size: float
    face: Face = "regular"
    fill: str = "#000000"


Shape = Rect | Line | Polygon | Label


@define
class Group:
    """Shapes that are one thing to a reader: a statement, an argument, a section's frame.

    `id` is stable, made from the identifier in the map; `kind` names what it is for a style sheet;
    `description` is what a screen reader says, empty for what is said elsewhere.
    """

    id: str
    kind: str
    description: str = ""
    shapes: list[Shape] = field(factory=list)


@define
class Drawing:
    """Groups in the order in which they are painted, on a page of this size in points."""

    width: float
    height: float
    title: str
    description: str
    groups: list[Group]
    language: str = ""
    author: str = ""


def corners(points: tuple[Point, ...], radius: float) -> list[tuple[Point, ...]]:
    """A line with rounded corners as path pieces: (point,) to move or draw to, (c1, c2, point) curves.

    Each corner's radius is at most half of the shorter side that meets there.
    """
    path: list[tuple[Point, ...]] = [(points[0],)]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, r), _towards(corner, after, r)
        # A quarter circle as a cubic: its handles reach 0.5523 of the way to the corner.
        path.append((start,))
        path.append((_towards(start, corner, r * 0.5523), _towards(end, corner, r * 0.5523), end))
    path.append((points[-1],))
    return path


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: Point, b: Point, distance: float) -> Point:
    length = _length(a, b)
    if not length:
        return a
    share = distance / length
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
