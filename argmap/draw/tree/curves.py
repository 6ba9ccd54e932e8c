"""Shape curves: the sizes that a part of a figure can have, and how they combine.

A part has no size but a front of shapes, of which none is both narrower and lower than another
(Stockmeyer 1983, “Optimal orientations of cells in slicing floorplan designs”). Parts side by side
combine by equal height, parts one below the other by equal width: fronts of n and m shapes give n + m.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple


class Shape(NamedTuple):
    """A size in points, what is to be held against it in points of height, and how it comes about."""

    width: float
    height: float
    cost: float
    plan: Any


class Room(NamedTuple):
    """How large a part may be in points, and how many shapes are kept of a front."""

    width: float
    height: float
    most: int = 24


Front = list[Shape]
"""Shapes by growing width."""


def pruned(shapes: Iterable[Shape], room: Room) -> Front:
    """The shapes that are worth keeping: lower, or better, than all narrower ones, and within the room where
    there are such.
    """
    ordered = sorted(shapes, key=lambda s: (s.width, s.height + s.cost))
    ordered = [s for s in ordered if s.width <= room.width] or ordered[:1]
    ordered = [s for s in ordered if s.height <= room.height] or ordered
    front: Front = []
    lowest = best = float("inf")
    for shape in ordered:
        score = shape.height + shape.cost
        if shape.height < lowest - 0.1 or score < best - 0.1:
            front.append(shape)
            lowest, best = min(lowest, shape.height), min(best, score)
    most = room.most
    if len(front) <= most:
        return front
    step = (len(front) - 1) / (most - 1)
    return [front[round(n * step)] for n in range(most)]


def beside(
    fronts: Sequence[Front], gap: float, room: Room, make: Callable[[tuple[Shape, ...]], Any]
) -> Front:
    """The shapes of parts side by side: for each height the narrowest shapes that are no higher."""
    fallen = [_by_height(front) for front in fronts]
    heights = sorted({shape.height for front in fronts for shape in front})
    between = gap * (len(fronts) - 1)
    found: Front = []
    for height in reversed(heights):
        chosen = _within(fallen, height)
        width = sum(s.width for s in chosen) + between
        if not chosen or (width > room.width and found):
            break
        found.append(_joined(chosen, width, max(s.height for s in chosen), make))
    return pruned(found, room)


def below(
    fronts: Sequence[Front], gap: float, room: Room, make: Callable[[tuple[Shape, ...]], Any]
) -> Front:
    """The shapes of parts one below the other: for each width the best shapes that are no wider."""
    widened = [_by_width(front) for front in fronts]
    widths = sorted({shape.width for front in fronts for shape in front})
    between = gap * (len(fronts) - 1)
    found: Front = []
    for width in widths:
        if width > room.width and found:
            break
        if chosen := _within(widened, width):
            height = sum(s.height for s in chosen) + between
            found.append(_joined(chosen, max(s.width for s in chosen), height, make))
    return pruned(found, room)


def _within(parts: list[tuple[list[float], Front]], level: float) -> list[Shape]:
    """The shape of each part at the last of its levels up to this one; none where a part has none."""
    places = [bisect_right(levels, level + 0.01) for levels, _ in parts]
    return (
        [shapes[at - 1] for at, (_, shapes) in zip(places, parts, strict=True)]
        if all(places)
        else []
    )


def _joined(
    chosen: list[Shape], width: float, height: float, make: Callable[[tuple[Shape, ...]], Any]
) -> Shape:
    return Shape(width, height, sum(s.cost for s in chosen), make(tuple(chosen)))


def _by_height(front: Front) -> tuple[list[float], Front]:
    """For growing heights the narrowest shape that is no higher."""
    levels: list[float] = []
    shapes: Front = []
    for shape in sorted(front, key=lambda s: (s.height, s.width)):
        if not shapes or shape.width < shapes[-1].width:
            levels.append(shape.height)
            shapes.append(shape)
    return levels, shapes


def _by_width(front: Front) -> tuple[list[float], Front]:
    """For growing widths the shape that is no wider and best."""
    levels: list[float] = []
    shapes: Front = []
    for shape in front:
        if not shapes or shape.height + shape.cost < shapes[-1].height + shapes[-1].cost:
            levels.append(shape.width)
            shapes.append(shape)
    return levels, shapes
