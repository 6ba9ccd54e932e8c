"""Where connectors pass a row of blocks: the gaps between them, each line apart from those before it."""

from __future__ import annotations

import itertools
from bisect import bisect_left, insort

from attrs import define, field

from argmap.draw.dot.blocks import Block
from argmap.draw.style import Style

_CLEAR = 5.0
"""How far a line keeps from boxes and from other lines, in points at 8-point type."""


@define(eq=False)
class Gaps:
    """The gaps of rows, from left to right, and the lines that pass them already."""

    rows: list[list[Block]]
    style: Style
    taken: dict[int, list[float]] = field(factory=dict)

    def passing(self, row: int, before: float, aim: float) -> float:
        """Where to pass a row: straight on or towards the end where that is free, else where the way
        round is shortest.
        """
        for x in (aim, before):
            if self._is_free(row, x):
                return self._take(row, x)
        best, shortest = before, float("inf")
        # Where all gaps are full, lines stand closer to each other and to the boxes.
        u = self.style.unit
        for clear in (_CLEAR * u, _CLEAR / 2 * u):
            best, shortest = self._best_gap(row, before, aim, clear, best, shortest)
            if self._is_free(row, best, clear):
                break
        return self._take(row, best)

    def _best_gap(
        self, row: int, before: float, aim: float, clear: float, best: float, shortest: float
    ) -> tuple[float, float]:
        u = self.style.unit
        for left, right in self._openings(row, min(before, aim), max(before, aim), clear):
            near = [min(max(wish, left), right) for wish in (aim, before)]
            steps = [left + 5.0 * u * i for i in range(1, min(13, int((right - left) / 5 / u) + 1))]
            steps += [left + u * n for n in (2.0, 4.0, 6.0) if left + u * n <= right]
            for x in (*near, left, right, (left + right) / 2, *steps):
                crowded = 0.0 if self._is_free(row, x, clear) else 200.0 * u
                way = abs(x - before) + abs(x - aim) + crowded
                if way < shortest:
                    best, shortest = x, way
        return best, shortest

    def _is_free(self, row: int, x: float, clear: float = 0.0) -> bool:
        clear = clear or _CLEAR * self.style.unit
        taken = self.taken.get(row, [])
        apart = clear * 0.8 + 1e-6
        at = bisect_left(taken, x - apart)
        if at < len(taken) and taken[at] < x + apart:
            return False
        blocks = self.rows[row]
        at = bisect_left(blocks, x, key=lambda b: b.x)
        for block in blocks[max(0, at - 1) : at + 1]:
            if block.x - clear + 0.01 < x < block.x + block.width + clear - 0.01:
                return False
        return True

    def _take(self, row: int, x: float) -> float:
        insort(self.taken.setdefault(row, []), x)
        return x

    def _openings(
        self, row: int, left: float, right: float, clear: float
    ) -> list[tuple[float, float]]:
        """The gaps of a row between two places, and the nearest beyond each."""
        blocks = self.rows[row]
        first = max(0, bisect_left(blocks, left, key=lambda b: b.x) - 2)
        last = min(len(blocks), bisect_left(blocks, right, key=lambda b: b.x) + 2)
        near = blocks[first:last]
        u = self.style.unit
        spots = []
        if first == 0:
            edge = near[0].x - (_CLEAR + 3) * u
            spots.append((edge - 60.0 * u, edge))
        for one, other in itertools.pairwise(near):
            start, end = one.x + one.width + clear, other.x - clear
            spots.append((start, end) if start <= end else ((start + end) / 2,) * 2)
        if last == len(blocks):
            edge = near[-1].x + near[-1].width + (_CLEAR + 3) * u
            spots.append((edge, edge + 60.0 * u))
        return spots
