"""Figures that are read from the right: a page in a mirror, its texts as they were."""

from __future__ import annotations

from argmap.draw.drawing import Label, Line, Page, Polygon, Rect, Shape
from argmap.draw.fonts.widths import width


def mirror(page: Page) -> None:
    """Turns a page left to right: what stood at the left edge stands at the right.

    Lines of text end where they began; a paragraph of several lines that is read from the left keeps its even edge
    there.
    """
    for group in page.groups:
        before: Label | None = None
        made: list[Shape] = []
        for shape in group.shapes:
            if isinstance(shape, Label):
                inside = shape.goes_on or (before is not None and before.goes_on)
                made.append(_label(shape, page.width, inside))
                before = shape
            else:
                made.append(_shape(shape, page.width))
                before = None
        group.shapes = made


def _shape(shape: Rect | Line | Polygon, across: float) -> Shape:
    if isinstance(shape, Rect):
        return shape._replace(x=across - shape.x - shape.width)
    return shape._replace(points=tuple((across - x, y) for x, y in shape.points))


def _label(label: Label, across: float, inside: bool) -> Label:
    wide = label.width if label.runs else width(label.text, label.face, label.size)
    if label.room and label.rtl:
        # It stands at the right end of its room, and shall again.
        return label._replace(x=across - label.x - 2 * wide + label.room)
    if label.room and inside:
        return label._replace(x=across - label.x - label.room)
    return label._replace(x=across - label.x - wide)
