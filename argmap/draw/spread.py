"""Places in order, near to where each would stand: an isotonic regression (Ayer et al. 1955); and things in columns."""

from __future__ import annotations

Wish = tuple[float, float]
"""Where something would stand, and how much that matters."""


def spread(
    wishes: list[Wish], steps: list[float], room: tuple[float, float] | None = None
) -> list[float]:
    """Places in order, each at least a step after the one before, as near to the wishes as can be.

    With `room`, the first is no less than its start and the last no more than its end, where the steps
    leave space for that: bounds on an isotonic regression clip its result.
    """
    pools: list[tuple[float, float, int]] = []
    offsets = [0.0]
    for (wish, weight), step in zip(wishes, steps, strict=True):
        value, count = wish - offsets[-1], 1
        offsets.append(offsets[-1] + step)
        while pools and pools[-1][0] > value:
            other, heavy, size = pools.pop()
            value = (value * weight + other * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + size
        pools.append((value, weight, count))
    values = [value for value, _, count in pools for _ in range(count)]
    if room is not None:
        least, most = room[0], room[1] - offsets[-2]
        values = [max(least, min(most, value)) for value in values]
    return [value + offset for value, offset in zip(values, offsets, strict=False)]


def columns(heights: list[float], count: int) -> list[int]:
    """Where each of some columns ends, all about equally tall, of things with these heights in their order."""
    ends: list[int] = []
    at = 0
    for column in range(count):
        rest = sum(heights[at:])
        share, filled = rest / (count - column), 0.0
        while at < len(heights) and (
            column == count - 1 or filled + heights[at] / 2 <= share or not filled
        ):
            filled += heights[at]
            at += 1
        ends.append(at)
    return ends
