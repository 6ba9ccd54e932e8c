"""Moving blocks within their rows so that lines run straight.

`dot` decides the rows and the order in each; where several places cost it the same it takes any, and
parents end up beside their children. Here every block is drawn to the middle of what it is connected
to, row by row, keeping order and distance: least squares under those constraints is an isotonic
regression (pool adjacent violators; Ayer et al. 1955).
"""

from __future__ import annotations

from attrs import define

from argmap.draw.connectors import SIDEWAYS
from argmap.draw.dot.blocks import Block, Link
from argmap.draw.spread import Wish, spread
from argmap.draw.style import Style

_SWEEPS = 10
_STILL = 1.0


@define(eq=False)
class _Tie:
    """A line between two blocks: how far from its own left edge each end is."""

    upper: Block
    at_upper: float
    lower: Block
    at_lower: float
    weight: float


Bounds = dict[Block, tuple[float, float]]
"""The left and right edge of the frame that a block may not leave: one object for a frame."""


def relax(rows: list[list[Block]], links: list[Link], style: Style, bounds: Bounds) -> None:
    """Sets `x` of every block; the order in the rows stays. Where there are frames, blocks outside
    them stay where they are.
    """
    ties = [tie for link in links if (tie := _tie(link, style)) is not None]
    down: dict[Block, list[_Tie]] = {}
    up: dict[Block, list[_Tie]] = {}
    for tie in ties:
        down.setdefault(tie.upper, []).append(tie)
        up.setdefault(tie.lower, []).append(tie)
    beside = {
        link.tail: link.head.tail
        for link in links
        if isinstance(link.head, Link) and link.head.tail.row == link.tail.row
    }
    gap = style.block_gap
    if len(rows) < 2:
        return
    blocks = [block for row in rows for block in row]
    for _ in range(_SWEEPS):
        before = [block.x for block in blocks]
        for row in rows:
            _settle(row, [_under(b, up, down, beside, gap) for b in row], gap, bounds)
        for row in reversed(rows):
            _settle(row, [_over(b, down) for b in row], gap, bounds)
        if all(abs(b.x - x) < _STILL for b, x in zip(blocks, before, strict=True)):
            break
    # Last from above, once more: leaves, and what alone leads to something, hang straight where they can.
    for row in rows:
        wishes = [
            _under(b, up, down, beside, gap) if b not in down or _alone(b, up, down) else (b.x, 6.0)
            for b in row
        ]
        _settle(row, wishes, gap, bounds)


def _alone(block: Block, up: dict[Block, list[_Tie]], down: dict[Block, list[_Tie]]) -> bool:
    """Whether nothing else leads to what a block leads to, so that one line could join their middles."""
    ties = up.get(block, ())
    return len(ties) == 1 and len(down[ties[0].upper]) == 1


def _tie(link: Link, style: Style) -> _Tie | None:
    if link.kind in SIDEWAYS or isinstance(link.head, Link):
        return None
    head, tail = link.head, link.tail
    if tail.row <= head.block.row:
        return None
    start = tail.width / 2
    if link.kind == "part" and tail.upright:
        start = 2.0 * style.unit
    elif link.seat is not None:
        start = link.seat.dx + link.seat.width / 2
    weight = 1.0 if tail.row == head.block.row + 1 else 0.4
    return _Tie(head.block, head.dx + head.width / 2, tail, start, weight)


def _over(block: Block, down: dict[Block, list[_Tie]]) -> Wish:
    """Where a block would stand over the middle of what leads to it."""
    ties = down.get(block)
    if not ties:
        return block.x, 0.05
    total = sum(t.weight for t in ties)
    x = sum((t.lower.x + t.at_lower - t.at_upper) * t.weight for t in ties) / total
    return x, total


def _under(
    block: Block,
    up: dict[Block, list[_Tie]],
    down: dict[Block, list[_Tie]],
    beside: dict[Block, Block],
    gap: float,
) -> Wish:
    """Where a block would stand under what it leads to."""
    ties = up.get(block)
    if not ties:
        other = beside.get(block)
        if other is not None:
            return other.x + other.width + gap, 0.3
        return block.x, 1.0 if block in down else 0.05
    total = sum(t.weight for t in ties)
    x = sum((t.upper.x + t.at_upper - t.at_lower) * t.weight for t in ties) / total
    return x, total


def _settle(row: list[Block], wishes: list[Wish], gap: float, bounds: Bounds) -> None:
    """Moves the blocks of a row as near to their wishes as order, distance and frames allow."""
    start = 0
    while start < len(row):
        pen = bounds.get(row[start])
        end = start + 1
        while end < len(row) and bounds.get(row[end]) is pen:
            end += 1
        if not bounds or pen is not None:
            blocks = row[start:end]
            steps = [b.width + gap for b in blocks]
            if pen is None:
                places = spread(wishes[start:end], steps)
            else:
                room = (pen[0], pen[1] - blocks[-1].width)
                places = spread(wishes[start:end], steps, room)
            for block, place in zip(blocks, places, strict=True):
                block.x = place
        start = end
