"""Lines and their heads: what a connector looks like, in every layout."""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import Literal

from argmap.draw.drawing import Line, Point, Polygon, Shape
from argmap.draw.style import Style
from argmap.model import Argument
from argmap.model.elements import Role

LinkKind = Literal[
    "support",
    "attack",
    "conceded",
    "undercut",
    "challenge",
    "part",
    "answer",
    "condition",
    "explanation",
    "contradiction",
    "restatement",
]

QUIET = ("part", "answer", "condition", "explanation", "restatement")
"""The lines of relations that are no arguments, and no conflict: thin and grey."""
SIDEWAYS = ("contradiction", "restatement")
"""The lines of relations between two statements of which neither bears on the other."""
AT_STEPS = ("undercut", "challenge")
"""The lines of attacks on a step."""
HALF: dict[LinkKind, float] = {
    "support": 2.6,
    "attack": 4.6,
    "conceded": 4.6,
    "part": 0.5,
    "answer": 2.6,
    "condition": 2.8,
    "explanation": 2.6,
    "restatement": 1.6,
}
"""Half of what the head of a line to a box takes beside its line, in points at 8-point type."""


def kind_of(argument: Argument) -> LinkKind:
    """The line of an argument."""
    if argument.role == "rebuts":
        return "conceded" if argument.conceded else "attack"
    kinds: dict[Role, LinkKind] = {"undercuts": "undercut", "challenges": "challenge"}
    return kinds.get(argument.role, "support")


def color_of(kind: LinkKind, style: Style) -> str:
    """The colour of a connector."""
    if kind in QUIET:
        return style.muted
    if kind in AT_STEPS:
        return style.undercut
    return style.support if kind == "support" else style.attack


def dash_of(kind: LinkKind, style: Style) -> tuple[float, ...]:
    """The dash pattern of a connector; empty for a solid line."""
    dashes: dict[LinkKind, tuple[float, ...]] = {
        "undercut": style.undercut_dash,
        "challenge": style.challenge_dash,
        "conceded": style.conceded_dash,
        "condition": style.condition_dash,
        "explanation": style.explanation_dash,
        "support": (),
        "part": (),
        "answer": (),
        "restatement": (),
    }
    return scaled(dashes.get(kind, style.attack_dash), style.unit)


def weight_of(kind: LinkKind, style: Style) -> float:
    """How heavy a connector is."""
    if kind in QUIET:
        return 0.75 * style.line
    weights: dict[LinkKind, float] = {"support": 1.0, "undercut": 1.1, "challenge": 1.1}
    return weights.get(kind, 1.2) * style.line


def plain_line(kind: LinkKind, points: tuple[Point, ...], style: Style) -> list[Shape]:
    """A line through points, without a head; a restatement is a double one."""
    color = color_of(kind, style)
    if kind == "restatement":
        wide = Line(points, color, 2.8 * style.line, radius=style.elbow)
        return [wide, wide._replace(stroke=style.paper, stroke_width=1.4 * style.line)]
    return [Line(points, color, weight_of(kind, style), dash_of(kind, style), style.elbow)]


def connector(kind: LinkKind, points: list[Point], style: Style) -> list[Shape]:
    """A line through points and its head at the last of them, for a contradiction heads at both."""
    u = style.unit
    color = color_of(kind, style)
    if kind in ("part", "restatement"):
        return plain_line(kind, tuple(points), style)
    tip, before = points[-1], points[-2]
    dx, dy = _direction(before, tip)
    if kind == "support":
        back = _back(tip, dx, dy, style.head * 0.86)
        line = Line((*points[:-1], back), color, style.line, radius=style.elbow)
        return [line, _triangle(tip, dx, dy, style.head, style.head * 0.83, color)]
    if kind in AT_STEPS:
        back = _back(tip, dx, dy, 6.6 * u)
        head = _diamond(tip, dx, dy, 7.0 * u, 5.2 * u, style, filled=kind == "challenge")
        return [*plain_line(kind, (*points[:-1], back), style), head]
    if kind in QUIET:
        long = 5.2 * u
        head = _quiet_head(kind, tip, dx, dy, long, style)
        back = _back(tip, dx, dy, long)
        return [*plain_line(kind, (*points[:-1], back), style), head]
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


def _quiet_head(
    kind: LinkKind, tip: Point, dx: float, dy: float, long: float, style: Style
) -> Polygon:
    """An open head: a ring at a condition, a square at an answer, an arrow at an explanation."""
    half = long / 2
    if kind == "explanation":
        x, y = _back(tip, dx, dy, long)
        points = [tip, (x - dy * half, y + dx * half), (x + dy * half, y - dx * half)]
    elif kind == "answer":
        x, y = _back(tip, dx, dy, long)
        across = (-dy * half, dx * half)
        points = [
            tip,
            (tip[0] + across[0], tip[1] + across[1]),
            (x + across[0], y + across[1]),
            (x - across[0], y - across[1]),
            (tip[0] - across[0], tip[1] - across[1]),
        ]
    else:
        x, y = _back(tip, dx, dy, half)
        turns = [2 * pi * n / 20 for n in range(20)]
        points = [
            (
                x + (dx * cos(turn) - dy * sin(turn)) * half,
                y + (dy * cos(turn) + dx * sin(turn)) * half,
            )
            for turn in turns
        ]
    return Polygon(tuple(points), style.paper, style.muted, 0.9 * style.line)


def _diamond(
    tip: Point, dx: float, dy: float, long: float, wide: float, style: Style, filled: bool
) -> Polygon:
    x, y = _back(tip, dx, dy, long / 2)
    half = wide / 2
    end = _back(tip, dx, dy, long)
    sides = ((x - dy * half, y + dx * half), end, (x + dy * half, y - dx * half))
    fill = style.undercut if filled else style.paper
    return Polygon((tip, *sides), fill, style.undercut, 0.9 * style.line)


def _tee(at: Point, dx: float, dy: float, color: str, light: bool, style: Style) -> Line:
    half = 4.6 * style.unit
    x, y = at
    ends = ((x - dy * half, y + dx * half), (x + dy * half, y - dx * half))
    return Line(ends, color, (1.0 if light else 2.0) * style.line, radius=0.0)
