"""The mark of a status: a full circle for what is in, an empty one for what is out, a half for what is
undecided. Shapes and not colours, so that it is read in grey.
"""

from __future__ import annotations

from math import cos, pi, sin

from argmap.draw.drawing import Polygon, Rect, Shape

MEANING = {
    "in": "full circle: in",
    "out": "empty circle: out",
    "undecided": "half circle: undecided",
}
"""What the marks mean, in the words of a caption."""


def mark(status: str, x: float, y: float, radius: float, ink: str, paper: str) -> list[Shape]:
    """The mark of a status around a point, in `ink` on `paper`."""
    line = radius * 0.36
    ring = radius - line / 2
    size = 2 * ring
    fill = ink if status == "in" else paper
    shapes: list[Shape] = [Rect(x - ring, y - ring, size, size, fill, ink, line, radius=ring)]
    if status == "undecided":
        turns = [pi / 2 + pi * step / 12 for step in range(13)]
        arc = tuple((x + ring * cos(turn), y - ring * sin(turn)) for turn in turns)
        shapes.append(Polygon(arc, ink))
    return shapes
