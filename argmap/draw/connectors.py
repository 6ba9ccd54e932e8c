"""Lines and their heads: what a connector looks like, in every layout."""

from __future__ import annotations

from math import hypot
from typing import Literal

from argmap.draw.drawing import Line, Point, Polygon, Shape
from argmap.draw.style import Style

LinkKind = Literal["support", "attack", "conceded", "undercut", "part", "contradiction"]


def color_of(kind: LinkKind, style: Style) -> str:
    """The colour of a connector."""
    colors = {"support": style.support, "undercut": style.undercut, "part": style.muted}
    return colors.get(kind, style.attack)


def dash_of(kind: LinkKind, style: Style) -> tuple[float, ...]:
    """The dash pattern of a connector; empty for a solid line."""
    dashes = {
        "undercut": style.undercut_dash,
        "conceded": style.conceded_dash,
        "support": (),
        "part": (),
    }
    return scaled(dashes.get(kind, style.attack_dash), style.unit)


def connector(kind: LinkKind, points: list[Point], style: Style) -> list[Shape]:
    """A line through points and its head at the last of them, for a contradiction heads at both."""
    u = style.unit
    color = color_of(kind, style)
    if kind == "part":
        return [Line(tuple(points), color, 0.75 * style.line, radius=style.elbow)]
    tip, before = points[-1], points[-2]
    dx, dy = _direction(before, tip)
    if kind == "support":
        back = _back(tip, dx, dy, style.head * 0.86)
        line = Line((*points[:-1], back), color, style.line, radius=style.elbow)
        return [line, _triangle(tip, dx, dy, style.head, style.head * 0.83, color)]
    if kind == "undercut":
        back = _back(tip, dx, dy, 6.6 * u)
        line = Line(
            (*points[:-1], back), color, 1.1 * style.line, dash_of(kind, style), style.elbow
        )
        return [line, _diamond(tip, dx, dy, 7.0 * u, 5.2 * u, style)]
    dash = dash_of(kind, style)
    tip_back = _back(tip, dx, dy, 2.4 * u)
    ends = [_tee(tip_back, dx, dy, color, kind == "conceded", style)]
    start: tuple[Point, ...] = tuple(points[:-1])
    if kind == "contradiction":
        ux, uy = _direction(points[1], points[0])
        first = _back(points[0], ux, uy, 2.4 * u)
        ends.append(_tee(first, ux, uy, color, False, style))
        start = (first, *points[1:-1])
    return [Line((*start, tip_back), color, 1.2 * style.line, dash, style.elbow), *ends]


def scaled(dash: tuple[float, ...], unit: float) -> tuple[float, ...]:
    """A dash pattern for another size of text."""
    return tuple(length * unit for length in dash)


def _direction(before: Point, tip: Point) -> Point:
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = hypot(dx, dy) or 1.0
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
    return Polygon((tip, *sides), style.paper, style.undercut, 0.9 * style.line)


def _tee(at: Point, dx: float, dy: float, color: str, light: bool, style: Style) -> Line:
    half = 4.6 * style.unit
    x, y = at
    ends = ((x - dy * half, y + dx * half), (x + dy * half, y - dx * half))
    return Line(ends, color, (1.0 if light else 2.0) * style.line, radius=0.0)
