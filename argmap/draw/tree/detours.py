"""Lines of their own for what no tree has room for: the shortest way through the gaps between boxes.

A way runs across and along only, keeps clear of boxes, names and other lines, and crosses none, or it is not
taken. It is found by Dijkstra's algorithm on the lines half way through the gaps, with a price for bends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from math import inf
from typing import NamedTuple

from argmap.draw.drawing import Point
from argmap.draw.tree.turn import Corner

# In points at 8-point type: how far a way keeps from boxes and from lines, what a bend costs, and how long a
# way may be.
_BOX, _LINE, _BEND, _LONGEST = 3.4, 3.4, 12.0, 150.0
_REACH = 70.0
"""How far from the two boxes a way may lead."""

Side = tuple[Point, Point]
"""Where a way begins or ends, and the next point on it, straight away from what it leaves."""


class Ground:
    """What is in the way: boxes and names as rectangles, lines as thin ones, at one size of type."""

    def __init__(self, unit: float, bounds: Corner) -> None:
        self.unit, self.bounds = unit, bounds
        self.solid: list[Corner] = []
        self.lines: list[Corner] = []
        self.fences: list[Corner] = []

    def add_box(self, corner: Corner) -> None:
        """Adds what no way enters or touches."""
        self.solid.append(_grown(corner, _BOX * self.unit))

    def add_line(self, points: Sequence[Point], head: float = 0.0) -> None:
        """Adds a line that no way crosses; its head, at the last point, takes so much on both sides."""
        by = _LINE * self.unit
        for (ax, ay), (bx, by_) in pairwise(points):
            x, y, width, height = min(ax, bx), min(ay, by_), abs(ax - bx), abs(ay - by_)
            # Not beyond its ends, where another may meet it.
            if width > height:
                self.lines.append((x, y - by, width, 2 * by))
            else:
                self.lines.append((x - by, y, 2 * by, height))
        if head and len(points) > 1:
            x, y = points[-1]
            self.lines.append(_grown((x - head, y - head, 2 * head, 2 * head), 1.5 * self.unit))

    def add_fence(self, corner: Corner) -> None:
        """Adds the edges of a rectangle that ways cross straight, and do not run along."""
        x, y, width, height = corner
        by = _LINE * self.unit
        for at in (y, y + height):
            self.fences.append((x - by, at - by, width + 2 * by, 2 * by))
        for at in (x, x + width):
            self.fences.append((at - by, y - by, 2 * by, height + 2 * by))

    def way(
        self, starts: Iterable[Side], ends: Iterable[Side], crossing: bool = False
    ) -> list[Point]:
        """The cheapest way from one of the starts to one of the ends; empty where there is no short one. With
        `crossing` it may be of any length, and lead straight across other lines.
        """
        starts = [side for side in starts if self._open(side)]
        ends = [side for side in ends if self._open(side)]
        if not starts or not ends:
            return []
        longest, reach = (inf, inf) if crossing else (_LONGEST * self.unit, _REACH * self.unit)
        window = self._window([*starts, *ends], reach)
        walls = [_Wall(w, True, True) for w in self.solid if _meet(w, window)]
        for line in self.lines:
            if _meet(line, window):
                level = line[2] > line[3]
                walls.append(_Wall(line, level or not crossing, not (level and crossing)))
        for fence in self.fences:
            if _meet(fence, window):
                level = fence[2] > fence[3]
                walls.append(_Wall(fence, level, not level))
        spans = [wall.corner for wall in walls]
        nears = [near for _, near in (*starts, *ends)]
        xs = _grid(
            [x for x, _ in nears], [(x, x + w) for x, _, w, _ in spans], window[0], window[2]
        )
        ys = _grid(
            [y for _, y in nears], [(y, y + h) for _, y, _, h in spans], window[1], window[3]
        )
        found = _Search(xs, ys, walls, _BEND * self.unit, longest)
        return found.run(starts, ends)

    def _open(self, side: Side) -> bool:
        """Whether the first piece of a way is free, but for the box that it leaves."""
        (ax, ay), (bx, by) = side
        x, y, width, height = self.bounds
        if not (x <= bx <= x + width and y <= by <= y + height):
            return False
        piece = min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)
        spot = (bx, by, 0.0, 0.0)
        return not any(_meet(w, piece) for w in self.lines) and not any(
            _meet(w, spot) for w in self.solid
        )

    def _window(self, sides: list[Side], reach: float) -> Corner:
        xs = [p[0] for side in sides for p in side]
        ys = [p[1] for side in sides for p in side]
        x, y, width, height = self.bounds
        left, top = max(x, min(xs) - reach), max(y, min(ys) - reach)
        right, bottom = min(x + width, max(xs) + reach), min(y + height, max(ys) + reach)
        return left, top, right - left, bottom - top


class _Wall(NamedTuple):
    """A rectangle that no way runs through: across, along, or either."""

    corner: Corner
    across: bool
    along: bool


def _grown(corner: Corner, by: float) -> Corner:
    x, y, width, height = corner
    return x - by, y - by, width + 2 * by, height + 2 * by


def _meet(one: Corner, other: Corner) -> bool:
    eps = 0.01
    return (
        one[0] + eps < other[0] + other[2] + 2 * eps
        and other[0] < one[0] + one[2] - eps
        and one[1] < other[1] + other[3] + eps
        and other[1] < one[1] + one[3] - eps
    )


def _grid(
    own: list[float], spans: list[tuple[float, float]], low: float, extent: float
) -> list[float]:
    """The places of the lines that a way may take: at the edges of what is in the way, and between them."""
    edges = sorted({*own, *(x for span in spans for x in span), low, low + extent})
    edges = [x for x in edges if low - 0.01 <= x <= low + extent + 0.01]
    middles = [(a + b) / 2 for a, b in pairwise(edges) if b - a > 1.0]
    return sorted({round(x, 3) for x in (*edges, *middles, *own)})


_State = tuple[int, int, bool]
"""A crossing of the grid, and whether a way came to it across."""


class _Search:
    def __init__(
        self, xs: list[float], ys: list[float], walls: list[_Wall], bend: float, longest: float
    ) -> None:
        self.xs, self.ys, self.bend, self.longest = xs, ys, bend, longest
        # Which pieces between neighbours lie in a wall.
        self.across = [bytearray(len(xs)) for _ in ys]
        self.along = [bytearray(len(xs)) for _ in ys]
        for (x, y, width, height), across, along in walls:
            columns = bisect_right(xs, x + 0.01), bisect_left(xs, x + width - 0.01)
            rows = bisect_right(ys, y + 0.01), bisect_left(ys, y + height - 0.01)
            if across:
                for row in range(*rows):
                    for n in range(max(0, columns[0] - 1), columns[1]):
                        self.across[row][n] = 1
            if along:
                for row in range(max(0, rows[0] - 1), rows[1]):
                    for n in range(*columns):
                        self.along[row][n] = 1

    def run(self, starts: list[Side], ends: list[Side]) -> list[Point]:
        """The points of the cheapest way."""
        goals = {self._node(near): far for far, near in ends}
        best: dict[_State, float] = {}
        before: dict[_State, _State] = {}
        begins: dict[_State, Point] = {}
        heap: list[tuple[float, _State]] = []
        for far, near in starts:
            state = *self._node(near), near[1] == far[1]
            cost = abs(far[0] - near[0]) + abs(far[1] - near[1])
            if cost < best.get(state, float("inf")):
                best[state], begins[state] = cost, far
                heappush(heap, (cost, state))
        while heap:
            cost, state = heappop(heap)
            if cost > best[state]:
                continue
            if cost > self.longest:
                return []
            if state[:2] in goals:
                points = [goals[state[:2]], self._point(state)]
                while state in before:
                    state = before[state]
                    points.append(self._point(state))
                return [begins[state], *points[::-1]]
            for following, length in self._next(state):
                total = cost + length + self.bend * (following[2] != state[2])
                if total < best.get(following, float("inf")) - 1e-9:
                    best[following], before[following] = total, state
                    begins.pop(following, None)
                    heappush(heap, (total, following))
        return []

    def _node(self, point: Point) -> tuple[int, int]:
        return (
            bisect_left(self.xs, round(point[0], 3)),
            bisect_left(self.ys, round(point[1], 3)),
        )

    def _point(self, state: _State) -> Point:
        return self.xs[state[0]], self.ys[state[1]]

    def _next(self, state: _State) -> list[tuple[_State, float]]:
        x, y, _ = state
        xs, ys = self.xs, self.ys
        found: list[tuple[_State, float]] = []
        if x and not self.across[y][x - 1]:
            found.append(((x - 1, y, True), xs[x] - xs[x - 1]))
        if x + 1 < len(xs) and not self.across[y][x]:
            found.append(((x + 1, y, True), xs[x + 1] - xs[x]))
        if y and not self.along[y - 1][x]:
            found.append(((x, y - 1, False), ys[y] - ys[y - 1]))
        if y + 1 < len(ys) and not self.along[y][x]:
            found.append(((x, y + 1, False), ys[y + 1] - ys[y]))
        return found
