"""Connectors between rows of blocks: right-angled, in the channels between the rows.

The blocks of a sheet stand in rows; between two rows there is a channel. A connector leaves its block
upwards, runs along the channel, passes the rows between through gaps, and reaches its head from
below. Within a channel each horizontal run gets a track of its own, ordered so that as few lines
cross as can be; the number of tracks sets how far apart the rows are.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from attrs import define, field

from argmap.budget import Budget
from argmap.draw.dot.blocks import HEADS, Block, Link, Seat
from argmap.draw.dot.gaps import Gaps
from argmap.draw.drawing import Point
from argmap.draw.errors import Tangled
from argmap.draw.spread import spread
from argmap.draw.style import Style

_SLOT = 14.0
_APART = 3.0
_PAIR, _PASS = 4, 40
"""What it takes to compare two lines that run side by side, and to find a way through a row."""


@define(eq=False)
class Run:
    """A horizontal stretch in a channel. `ups` and `downs` are where lines leave it."""

    channel: int
    left: float
    right: float
    ups: list[float]
    downs: list[float]
    below: list[Run] = field(factory=list)
    level: int = 0

    def overlaps(self, other: Run) -> bool:
        """Whether the two could not share a track."""
        return self.left < other.right + _APART and other.left < self.right + _APART


@define(eq=False)
class Route:
    """A link's way: where it leaves, where it passes each row, where it arrives, its runs."""

    link: Link
    start: float
    end: float
    crossings: list[tuple[int, float]] = field(factory=list)
    runs: dict[int, Run] = field(factory=dict)
    down: bool = False
    points: list[Point] = field(factory=list)
    # For the first of joint links: the bar, and the line with the head that leads on from it.
    bar: tuple[Point, Point] | None = None
    stem: list[Point] = field(factory=list)


@define(eq=False)
class Router:
    """Routes the links of one sheet and sets the heights of its rows."""

    rows: list[list[Block]]
    links: list[Link]
    style: Style
    # Extra height in a channel for frames that end above it and begin below it.
    closing: list[float]
    opening: list[float]
    budget: Budget
    routes: dict[Link, Route] = field(factory=dict)
    tops: list[float] = field(factory=list)
    bottoms: list[float] = field(factory=list)
    height: float = 0.0
    _gaps: Gaps = field(init=False)
    _floor: list[float] = field(factory=list)
    _words: list[float] = field(factory=list)
    _buses: dict[object, Run] = field(factory=dict)
    _firsts: dict[object, Route] = field(factory=dict)
    _fanned: set[Link] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self._gaps = Gaps(self.rows, self.style)

    def route(self) -> None:
        """Finds every link's way, then the rows' heights, then the points.

        Raises `Tangled` where that would take more than is left of the budget.
        """
        self._starts()
        for route in self.routes.values():
            self._cross(route)
        self._arrivals()
        for route in self.routes.values():
            self._make_runs(route)
        levels = self._tracks()
        self._heights(levels)
        for route in self.routes.values():
            self._trace(route)

    # Where links begin and end

    def _starts(self) -> None:
        leaving: dict[object, list[tuple[Route, bool]]] = {}
        for link in self.links:
            route = self.routes[link] = Route(link, _start(link, self.style.unit), 0.0)
            single = link.tail.seats[0] if len(link.tail.seats) == 1 else link.tail
            leaving.setdefault(id(link.seat or single), []).append((route, False))
            if link.level:
                leaving.setdefault(id(link.head), []).append((route, True))
        for route in self.routes.values():
            route.end = self._aim(route.link)
        for ends in leaving.values():
            if len(ends) > 1:
                _fan(ends, self.style.unit)
                self._fanned.update(route.link for route, _ in ends)
        for route in self.routes.values():
            if not route.link.level:
                route.end = self._aim(route.link)

    def _aim(self, link: Link) -> float:
        head = link.head
        if isinstance(head, Link):
            there = self.routes[head]
            return there.end if _stemmed(head) else there.start
        return head.x + head.width / 2

    # Rows to pass

    def _cross(self, route: Route) -> None:
        leave, arrive = _rows_of(route)
        x = route.start
        if arrive <= leave:
            passed = list(range(leave - 1, arrive - 1, -1))
        else:
            passed = list(range(leave, arrive))
            route.down = True
        if not self.budget.spend(_PASS * len(passed)):
            raise Tangled("too much hangs together here")
        for row in passed:
            x = self._gaps.passing(row, x, route.end)
            route.crossings.append((row, x))

    # Slots at the lower edge of a box

    def _arrivals(self) -> None:
        arriving: dict[Seat, list[Route]] = {}
        for route in self.routes.values():
            link = route.link
            if isinstance(link.head, Seat) and not link.level:
                arriving.setdefault(link.head, []).append(route)
        for box, routes in arriving.items():
            self._slots(box, routes)
        for route in self.routes.values():
            self._straighten(route)
        for route in self.routes.values():
            if isinstance(route.link.head, Link):
                route.end = self._aim(route.link)

    def _slots(self, box: Seat, routes: list[Route]) -> None:
        """Spreads arrivals along a box: straight where the source is below it, else by its middle."""
        u = self.style.unit
        together: dict[object, list[Route]] = {}
        for route in routes:
            together.setdefault(_bus_key(route.link) or route.link, []).append(route)
        spare = (box.width - (len(together) - 1) * HEADS * u) / 2
        inset = max(5.0 * u, min(9.0 * u, spare))
        left, right = box.x + inset, box.x + box.width - inset
        middle = (left + right) / 2
        wishes: list[tuple[float, float, float, list[Route]]] = []
        for group in together.values():
            xs = [r.crossings[-1][1] if r.crossings else r.start for r in group]
            x = sum(xs) / len(xs)
            wish, weight = x, 4.0
            if not left <= x <= right:
                aside = 0.0 if len(together) == 1 else (right - left) / 4
                wish, weight = middle + (aside if x > middle else -aside), 1.0
            wishes.append((x, wish, weight, group))
        wishes.sort(key=lambda w: (w[0], w[1]))
        gap = min(_SLOT * u, (right - left) / max(1, len(wishes) - 1))
        pulls = [(wish, weight) for _, wish, weight, _ in wishes]
        places = spread(pulls, [gap] * len(wishes), (left, right))
        for place, (_, _, _, group) in zip(places, wishes, strict=True):
            for route in group:
                route.end = place

    def _straighten(self, route: Route) -> None:
        """A line that would jog a little leaves its block a little off the middle instead."""
        link = route.link
        if route.crossings or isinstance(link.head, Link) or _bus_key(link) is not None:
            return
        if link in self._fanned:
            if abs(route.start - route.end) < 2.5 * self.style.unit:
                # One of several from its box: its head moves instead.
                route.end = route.start
            return
        if link.level or link.tail.row != link.head.block.row + 1:
            return
        left = link.seat.x if link.seat is not None else link.tail.x
        wide = link.seat.width if link.seat is not None else link.tail.width
        if left + wide * 0.2 <= route.end <= left + wide * 0.8:
            route.start = route.end

    # Runs and tracks

    def _make_runs(self, route: Route) -> None:
        leave, _arrive = _rows_of(route)
        link = route.link
        lands = isinstance(link.head, Link)
        x = route.start
        stops = [*route.crossings, (-1, route.end)]
        if route.down:
            # First up out of the block, then down through its own row and those below.
            channel = leave
            for index, (_, to) in enumerate(stops):
                last = index == len(stops) - 1
                if index == 0:
                    self._run(route, channel, x, to, downs=[x, to])
                elif last and _bus_key(link) is not None:
                    self._bus(route, channel, x, above=True)
                elif last:
                    self._run(route, channel, x, to, ups=[x] if lands else [x, to])
                else:
                    self._run(route, channel, x, to, ups=[x], downs=[to])
                x, channel = to, channel + 1
            return
        channel = leave
        for index, (_, to) in enumerate(stops):
            last = index == len(stops) - 1
            if last and link.level:
                self._run(route, channel, x, to, downs=[x, to], always=True)
            elif last and _bus_key(link) is not None:
                self._bus(route, channel, x)
            elif last and lands:
                self._run(route, channel, x, to, downs=[x], always=True)
            else:
                self._run(route, channel, x, to, downs=[x], ups=[to])
            x, channel = to, channel - 1

    def _run(
        self,
        route: Route,
        channel: int,
        x: float,
        to: float,
        ups: list[float] | None = None,
        downs: list[float] | None = None,
        always: bool = False,
    ) -> Run | None:
        if abs(x - to) < 0.5 and not always:
            return None
        run = Run(channel, min(x, to), max(x, to), ups or [], downs or [])
        route.runs[channel] = run
        return run

    def _bus(self, route: Route, channel: int, x: float, above: bool = False) -> None:
        """The parts of one whole, and premises that are linked, share a run: a bracket over them."""
        key = _bus_key(route.link)
        bus = self._buses.get(key)
        if bus is None:
            ups = [] if isinstance(route.link.head, Link) else [route.end]
            bus = Run(channel, route.end, route.end, ups, [])
            self._buses[key] = bus
            self._firsts[key] = route
        bus.left, bus.right = min(bus.left, x), max(bus.right, x)
        (bus.ups if above else bus.downs).append(x)
        route.runs[channel] = bus

    def _tracks(self) -> list[int]:
        """Gives each run of a channel its level, from below; returns how many each channel has."""
        channels: list[list[Run]] = [[] for _ in range(len(self.rows) + 1)]
        seen: set[int] = set()
        for route in self.routes.values():
            for channel, run in route.runs.items():
                if id(run) not in seen:
                    seen.add(id(run))
                    channels[channel].append(run)
        for route in self.routes.values():
            head = route.link.head
            if isinstance(head, Link) and head in self.routes:
                channel = _landing_row(head)
                landed = self.routes[head].runs.get(channel)
                mine = route.runs.get(channel)
                if landed is None or mine is None or landed is mine:
                    continue
                # The head lands on an upright piece: of a single line below its run, of joint ones
                # above their bar.
                if _stemmed(head):
                    mine.below.append(landed)
                else:
                    landed.below.append(mine)
        return [_levels(runs, self.budget) for runs in channels]

    # Heights and points

    def _heights(self, levels: list[int]) -> None:
        s = self.style
        self._words = _room_for_words(self.routes.values(), len(self.rows), s)
        y = 0.0
        for row, blocks in enumerate(self.rows):
            above = self._channel(row, levels[row])
            y += above
            self.tops.append(y)
            self._floor.append(y - s.above_boxes - self._words[row])
            y += max((b.height for b in blocks), default=0.0)
            self.bottoms.append(y)
            for block in blocks:
                block.y = self.tops[row]
        last = len(self.rows)
        tail = self._channel(last, levels[last])
        self._floor.append(y + tail - s.above_boxes + 4 * s.unit)
        self.height = y + tail

    def _channel(self, row: int, levels: int) -> float:
        s = self.style
        frames = self.closing[row] + self.opening[row]
        if row == 0:
            return frames + (s.above_boxes + levels * s.track if levels else 0.0)
        frames += self._words[row]
        if row == len(self.rows):
            return frames + (s.below_heads + levels * s.track if levels else 0.0)
        tracks = s.below_heads + s.above_boxes + max(0, levels - 1) * s.track
        return frames + max(s.row_gap, tracks)

    def _y(self, run: Run) -> float:
        return self._floor[run.channel] - run.level * self.style.track

    def _trace(self, route: Route) -> None:
        link = route.link
        tail = link.tail
        alone = tail.seats[0] if len(tail.seats) == 1 else None
        seat = link.seat or alone
        top = tail.y + (seat.dy if seat is not None else 0.0)
        points: list[Point] = [(route.start, top)]
        leave, arrive = _rows_of(route)
        channels = range(leave, arrive + 1) if route.down else range(leave, arrive - 1, -1)
        x = route.start
        stops = [x for _, x in route.crossings] + [route.end]
        for channel, to in zip(channels, stops, strict=True):
            run = route.runs.get(channel)
            if run is not None:
                y = self._y(run)
                if link.joint and run is self._buses.get(_bus_key(link)):
                    points.append((x, y))
                    self._stem(route, run, y)
                    route.points = _straight(points)
                    return
                points += [(x, y), (to, y)]
            x = to
        if isinstance(link.head, Seat):
            below = 0.0 if link.level else link.head.height
            points.append((route.end, link.head.y + below))
        route.points = _straight(points)

    def _stem(self, route: Route, run: Run, y: float) -> None:
        """The bar over joint premises and the line from it to its head, kept by the first of them."""
        if self._firsts[_bus_key(route.link)] is route:
            route.bar, route.stem = _bar_and_stem(route, run, y, 4.0 * self.style.unit)


def _room_for_words(routes: Iterable[Route], rows: int, style: Style) -> list[float]:
    """The extra height of each channel in which a word stands beside a line, between its box and the first line
    across.
    """
    words = [0.0] * (rows + 1)
    more = max(0.0, style.small * 0.8 + 5.0 * style.unit - style.above_boxes)
    for route in routes:
        if route.link.label and not route.link.joint and not route.down:
            words[_rows_of(route)[0]] = more
    return words


def _bar_and_stem(
    route: Route, run: Run, y: float, over: float
) -> tuple[tuple[Point, Point], list[Point]]:
    """The bar, which goes on by `over` beyond the outermost lines, and the line to the head."""
    link = route.link
    lands = isinstance(link.head, Link)
    feet = [*run.downs, *(u for u in run.ups if u != route.end)]
    left, right = min(feet), max(feet)
    if not lands:
        left, right = min(left, route.end), max(right, route.end)
    bar = ((left - over, y), (right + over, y))
    if lands:
        near = left if route.end < left else right
        return bar, [(near, y), (route.end, y)]
    assert isinstance(link.head, Seat)
    return bar, [(route.end, y), (route.end, link.head.y + link.head.height)]


def _fan(ends: list[tuple[Route, bool]], u: float) -> None:
    """Lines that leave one box upwards leave it side by side, in the order in which they go apart.

    Each comes with whether it is the route's end, and not its start, that is at the box.
    """
    ends = sorted(ends, key=lambda end: end[0].start if end[1] else end[0].end)
    route, at_head = ends[0]
    where = route.link.head if at_head else route.link.seat or route.link.tail
    assert not isinstance(where, Link)
    step = min(12.0 * u, (where.width - 10.0 * u) / (len(ends) - 1))
    middle = route.end if at_head else route.start
    for index, (route, at_head) in enumerate(ends):
        x = middle + (index - (len(ends) - 1) / 2) * step
        if at_head:
            route.end = x
        else:
            route.start = x


def _start(link: Link, u: float) -> float:
    """Where a link leaves its block."""
    block = link.tail
    if link.kind == "part" and block.upright:
        return block.x + 2.0 * u
    if link.seat is not None:
        return link.seat.x + link.seat.width / 2
    return block.x + block.width / 2


def _rows_of(route: Route) -> tuple[int, int]:
    """The channel where the link leaves and the one where it arrives."""
    link = route.link
    leave = link.tail.row
    if isinstance(link.head, Link):
        return leave, _landing_row(link.head)
    if link.level:
        return leave, leave
    return leave, link.head_block.row + 1


def _bus_key(link: Link) -> object:
    """What the links have in common that share a run: their argument, or their whole."""
    if link.joint:
        return id(link.argument)
    return id(link.head) if link.kind == "part" else None


def _stemmed(link: Link) -> bool:
    """Whether an undercut lands on the line that leads on from a bar of joint premises."""
    return link.joint and isinstance(link.head, Seat)


def _landing_row(link: Link) -> int:
    """The channel in which an undercut lands on a link."""
    return link.head_block.row + 1 if _stemmed(link) else link.tail.row


def _levels(runs: list[Run], budget: Budget) -> int:
    """Gives the runs of a channel their levels; returns how many there are."""
    runs.sort(key=lambda r: (r.left, r.right))
    start = 0
    most = 0
    while start < len(runs):
        # Runs that overlap one another, directly or through others, are ordered together.
        end, reach = start + 1, runs[start].right
        while end < len(runs) and runs[end].left < reach + _APART:
            reach = max(reach, runs[end].right)
            end += 1
        most = max(most, _stack(runs[start:end], budget))
        start = end
    return most


def _stack(runs: list[Run], budget: Budget) -> int:
    """Levels for runs that overlap: a run stands above what leaves downwards within it, and below
    what leaves upwards, as far as these wishes agree. Where looking at all pairs would take more than is
    left of the budget, nobody counts which would cross.
    """
    if len(runs) == 1 and not runs[0].below:
        runs[0].level = 0
        return 1
    if not budget.spend(_PAIR * len(runs) ** 2):
        return _pile(runs)
    beneath: dict[int, set[int]] = {i: set() for i in range(len(runs))}
    index = {id(run): i for i, run in enumerate(runs)}
    for i, a in enumerate(runs):
        for run in a.below:
            if id(run) in index:
                beneath[i].add(index[id(run)])
        for j in range(i + 1, len(runs)):
            b = runs[j]
            if not a.overlaps(b) or b in a.below or a in b.below:
                continue
            # Crossings if a is above b, and if b is above a.
            a_over = _within(a, b.ups) + _within(b, a.downs)
            b_over = _within(b, a.ups) + _within(a, b.downs)
            if a_over < b_over:
                beneath[i].add(j)
            elif b_over < a_over:
                beneath[j].add(i)
    order = _sorted(beneath)
    levels: list[list[Run]] = []
    placed: set[int] = set()
    for i in order:
        run = runs[i]
        level = max((runs[j].level + 1 for j in beneath[i] if j in placed), default=0)
        while level < len(levels) and any(map(run.overlaps, levels[level])):
            level += 1
        if level == len(levels):
            levels.append([])
        levels[level].append(run)
        run.level = level
        placed.add(i)
    return len(levels)


def _pile(runs: list[Run]) -> int:
    """Levels for very many runs, from left to right: each the one that is free first. Only what has to
    lie above another is looked at besides.
    """
    free: list[tuple[float, int]] = []
    count = 0
    for run in sorted(runs, key=lambda r: (bool(r.below), r.left, r.right)):
        if not run.below and free and free[0][0] + _APART <= run.left:
            _, run.level = heappop(free)
        else:
            run.level, count = count, count + 1
        heappush(free, (run.right, run.level))
    return count


def _within(run: Run, xs: list[float]) -> int:
    return sum(run.left - 1.0 < x < run.right + 1.0 for x in xs)


def _sorted(beneath: dict[int, set[int]]) -> list[int]:
    """The runs from the lowest up; a cycle of wishes is broken where it is met."""
    order: list[int] = []
    state: dict[int, int] = {}
    for first in beneath:
        stack = [(first, iter(sorted(beneath[first])))]
        if state.get(first):
            continue
        state[first] = 1
        while stack:
            node, rest = stack[-1]
            following = next((n for n in rest if not state.get(n)), None)
            if following is None:
                stack.pop()
                order.append(node)
            else:
                state[following] = 1
                stack.append((following, iter(sorted(beneath[following]))))
    return order


def _straight(points: list[Point]) -> list[Point]:
    """The points without repetitions and without those in the middle of a straight piece."""
    kept: list[Point] = []
    for x, y in points:
        if kept and abs(kept[-1][0] - x) < 0.3 and abs(kept[-1][1] - y) < 0.3:
            continue
        if len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            if (abs(ax - bx) < 0.3 and abs(bx - x) < 0.3) or (
                abs(ay - by) < 0.3 and abs(by - y) < 0.3
            ):
                kept[-1] = (x, y)
                continue
        kept.append((x, y))
    return kept
