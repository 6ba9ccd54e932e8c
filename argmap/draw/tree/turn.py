"""The way a figure runs: a tree is laid out with its conclusion on top, and turned when all is placed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attrs import frozen

from argmap.draw.drawing import Point
from argmap.draw.layouts import Direction

T = TypeVar("T")

Corner = tuple[float, float, float, float]
"""A rectangle: its left and upper edge, its width and its height."""


@frozen
class Turn:
    """From the layout, where reasons are below, to the figure."""

    direction: Direction

    @property
    def sideways(self) -> bool:
        """Whether what is below in the layout is beside in the figure."""
        return self.direction in ("right", "left")

    def order(self, things: Sequence[T]) -> list[T]:
        """Things as they follow each other downwards in the layout, so that the figure is read in their order."""
        return [*reversed(things)] if self.direction in ("up", "left") else [*things]

    def size(self, width: float, height: float) -> tuple[float, float]:
        """A size in the figure as one in the layout, and the other way round."""
        return (height, width) if self.sideways else (width, height)

    def point(self, x: float, y: float, size: tuple[float, float]) -> Point:
        """A point of a layout of this size."""
        if self.direction in ("up", "left"):
            y = size[1] - y
        if self.sideways:
            x, y = y, x
        return x, y

    def box(self, corner: Corner, size: tuple[float, float]) -> Corner:
        """A rectangle in a layout of this size."""
        x, y, width, height = corner
        (ax, ay), (bx, by) = self.point(x, y, size), self.point(x + width, y + height, size)
        return min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)
