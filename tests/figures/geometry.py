"""Points, pieces of lines and rectangles."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, dist, hypot, pi

from argmap.draw.drawing import Line, Point, corners

Piece = tuple[Point, Point]
Area = tuple[float, float, float, float]
"""Left, upper, right and lower edge."""

_STEPS = 8


def rounded(line: Line) -> list[Point]:
    """The points of a line as it is drawn, with its corners rounded."""
    points: list[Point] = []
    for piece in corners(line.points, line.radius):
        if len(piece) == 1:
            points.append(piece[0])
            continue
        start = points[-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
            four = (start, *piece)
            x = sum(share * point[0] for share, point in zip(shares, four, strict=True))
            points.append((x, sum(share * p[1] for share, p in zip(shares, four, strict=True))))
    return points


def length(points: list[Point] | tuple[Point, ...]) -> float:
    """How long a line is."""
    return sum(dist(a, b) for a, b in pairwise(points))


def bends(points: list[Point]) -> float:
    """How much a line turns, in right angles."""
    kept = points[:1]
    for point in points[1:]:
        if dist(point, kept[-1]) > 0.05:
            kept.append(point)
    angles = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(kept)]
    return sum(abs((b - a + pi) % (2 * pi) - pi) for a, b in pairwise(angles)) / (pi / 2)


def distance(point: Point, piece: Piece) -> float:
    """How far a point is from a piece of a line."""
    (ax, ay), (bx, by) = piece
    dx, dy = bx - ax, by - ay
    whole = dx * dx + dy * dy
    share = ((point[0] - ax) * dx + (point[1] - ay) * dy) / whole if whole else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(point[0] - ax - share * dx, point[1] - ay - share * dy)


def apart(one: Piece, other: Piece) -> float:
    """The least distance between two pieces."""
    if crosses(one, other, 0.0):
        return 0.0
    ends = [distance(p, other) for p in one] + [distance(p, one) for p in other]
    return min(ends)


def crosses(one: Piece, other: Piece, beyond: float = 0.3) -> bool:
    """Whether two pieces cross, each going on for more than so many points on both sides."""

    def side(a: Point, b: Point, c: Point) -> float:
        base = dist(a, b)
        return ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / base if base else 0

    a, b = side(*other, one[0]), side(*other, one[1])
    c, d = side(*one, other[0]), side(*one, other[1])
    if min(abs(a), abs(b), abs(c), abs(d)) <= beyond:
        return False
    return (a > 0) != (b > 0) and (c > 0) != (d > 0)


def near(one: Piece, other: Piece, within: float) -> float:
    """Over how many points of its length the first piece is so near to the second."""
    reach = within + 0.01
    for axis in (0, 1):
        low, high = sorted((one[0][axis], one[1][axis]))
        least, most = sorted((other[0][axis], other[1][axis]))
        if low > most + reach or least > high + reach:
            return 0.0
    whole = dist(*one)
    count = max(2, int(whole / 0.25))
    inside = 0
    for n in range(count + 1):
        t = n / count
        at = (one[0][0] + t * (one[1][0] - one[0][0]), one[0][1] + t * (one[1][1] - one[0][1]))
        inside += distance(at, other) <= within
    return max(0, inside - 1) * whole / count


def enters(piece: Piece, area: Area, by: float) -> bool:
    """Whether a piece runs inside an area, farther than so many points from its edge."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        start, end = piece[0][axis], piece[1][axis]
        least, most = area[axis] + by, area[axis + 2] - by
        if abs(end - start) < 1e-9:
            if not least < start < most:
                return False
            continue
        one, other = (least - start) / (end - start), (most - start) / (end - start)
        low, high = max(low, min(one, other)), min(high, max(one, other))
    return low < high


def along(points: tuple[Point, ...], at: Point) -> float:
    """How far along a line the point of it is that is nearest to another point."""
    best, found, gone = float("inf"), 0.0, 0.0
    for piece in pairwise(points):
        far = distance(at, piece)
        whole = dist(*piece)
        if far < best and whole:
            (ax, ay), (bx, by) = piece
            share = ((at[0] - ax) * (bx - ax) + (at[1] - ay) * (by - ay)) / whole
            best, found = far, gone + min(whole, max(0.0, share))
        gone += whole
    return found


def sides(area: Area) -> list[Piece]:
    """The four sides of an area."""
    left, top, right, bottom = area
    ends = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return list(pairwise(ends))


def away(area: Area, piece: Piece) -> float:
    """The least distance between an area and a piece of a line."""
    if enters(piece, area, 0.0):
        return 0.0
    return min(apart(side, piece) for side in sides(area))


def common(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How much of two stretches is common; negative where they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def overlap(one: Area, other: Area, by: float) -> bool:
    """Whether two areas have more than so many points in common, both ways."""
    return min(common(one[::2], other[::2]), common(one[1::2], other[1::2])) > by


def outside(point: Point, area: Area) -> float:
    """How far a point is from an area."""
    dx = max(area[0] - point[0], 0.0, point[0] - area[2])
    dy = max(area[1] - point[1], 0.0, point[1] - area[3])
    return float((dx * dx + dy * dy) ** 0.5)


def around(areas: list[Area]) -> Area:
    """The least area that holds all of them."""
    left, top, right, bottom = zip(*areas, strict=True)
    return min(left), min(top), max(right), max(bottom)
