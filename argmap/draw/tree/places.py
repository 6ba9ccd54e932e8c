"""The chosen shapes of a tree → where everything stands."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from argmap.draw.box import measure_box
from argmap.draw.drawing import Point
from argmap.draw.tree.curves import Shape
from argmap.draw.tree.forest import Forest, Plot, Seat, Step
from argmap.draw.tree.growth import (
    AIR,
    ASIDE,
    ASTRIDE,
    BAR,
    EDGE,
    GAP,
    LANE_ASIDE,
    LIST_GAP,
    ROOTS,
    UNDER,
    BlockPlan,
    BoxPlan,
    Column,
    FramePlan,
    Growth,
    StepPlan,
    TreePlan,
    lanes,
    runs,
    sorts,
)
from argmap.draw.tree.passages import PassagePlan, passed
from argmap.draw.tree.turn import Corner
from argmap.draw.typeset import SetLine

_NEARLY = 0.8
"""The share of a list's width from which on a box is made as wide as the list."""


@define(eq=False, repr=False)
class SeatPlace:
    """A seat with what bears on it: the corner of its region, and its box in it."""

    seat: Seat
    shape: Shape
    # Where its box would best stand: at the left (-1), the middle or the right (1) of what is below it.
    side: int
    columns: list[list[StepPlace]] = field(factory=list)
    x: float = 0.0
    y: float = 0.0
    dx: float = 0.0  # of its box
    width: float = 0.0
    height: float = 0.0
    # How wide what it stands in is, where that is a list; whether it stands by an upright bar.
    room: float = 0.0
    barred: bool = False
    # Whether its box keeps to the left of its region.
    pinned: bool = False
    starts: list[float] = field(factory=list)  # of its columns
    # The passage that it is the outcome of, and the whole of which its region is a part.
    passage: PassagePlan | None = None
    outer: Shape | None = None
    # Whether the name of its step's rule stands beside the title of its passage.
    titled: bool = False

    @property
    def whole(self) -> Shape:
        """All that stands in its place: its region, or the passage around that."""
        return self.outer or self.shape

    @property
    def inset(self) -> tuple[float, float]:
        """Where its region begins within a passage."""
        return (self.passage.left, self.passage.top) if self.passage is not None else (0.0, 0.0)

    @property
    def corner(self) -> Corner:
        """The passage, or its region."""
        left, top = self.inset
        return self.x - left, self.y - top, self.whole.width, self.whole.height

    @property
    def left(self) -> float:
        """The left edge of its box."""
        return self.x + self.dx

    @property
    def bottom(self) -> float:
        """The lower edge of its box."""
        return self.y + self.height


@define(eq=False, repr=False)
class StepPlace:
    """A step: the corner of its region, its seats, what attacks it; and where its line leaves it."""

    step: Step
    shape: Shape
    plan: StepPlan
    seats: list[SeatPlace] = field(factory=list)
    attacks: list[StepPlace] = field(factory=list)
    x: float = 0.0
    y: float = 0.0
    block_x: float = 0.0
    # Where its region begins within a frame.
    inset: tuple[float, float] = (0.0, 0.0)
    # Where its line leaves, in its region: from the top, or from the left; from and to where it may.
    out: tuple[float, float] = (0.0, 0.0)
    reach: tuple[float, float] = (0.0, 0.0)
    ends: tuple[tuple[float, float], tuple[float, float]] | None = None  # of its bar
    label: Corner | None = None  # where the name of its rule stands
    # The short lines from its bar to the outcomes of passages, which stand below their titles.
    feet: list[tuple[SeatPlace, tuple[Point, Point]]] = field(factory=list)
    # Whether it stands in a list, and how wide that is.
    listed: bool = False
    room: float = 0.0

    @property
    def exit(self) -> tuple[float, float]:
        """Where its line leaves it."""
        return self.x + self.out[0], self.y + self.out[1]

    @property
    def top(self) -> float:
        """The upper edge of its block."""
        return self.y + self.inset[1] + self.plan.strip

    @property
    def head(self) -> float:
        """The upper edge of the strip above its block."""
        return self.y + self.inset[1]


@define(eq=False, repr=False)
class FramePlace:
    """The frame of a section or a passage; `passes` is where a line leads out of it beside its title, and `beside` a
    text that stands there. That of a passage is open at the top or at the side, or, where it has no plan, closed.
    """

    plot: Plot
    lines: tuple[SetLine, ...]
    corner: Corner
    passes: Point | None = None
    passage: PassagePlan | None = None
    beside: Corner | None = None


class Places:
    """All that is chosen of one tree, those above before those below."""

    def __init__(self, root: Seat, shape: Shape, growth: Growth) -> None:
        self.growth = growth
        self.setup, self.turn = growth.setup, growth.turn
        self.unit = growth.unit
        self.root = _seat_place(root, shape, 0)
        self.order: list[SeatPlace | StepPlace] = [self.root]
        for place in self.order:
            if isinstance(place, SeatPlace):
                self._open_seat(place)
            else:
                self._open_step(place)
        for place in reversed(self.order):
            if isinstance(place, SeatPlace):
                self._measure_seat(place)
            else:
                self._measure_step(place)

    @property
    def seats(self) -> list[SeatPlace]:
        """The places of seats."""
        return [place for place in self.order if isinstance(place, SeatPlace)]

    @property
    def steps(self) -> list[StepPlace]:
        """The places of steps."""
        return [place for place in self.order if isinstance(place, StepPlace)]

    def _step(self, step: Step, shape: Shape) -> StepPlace:
        place = StepPlace(step, shape, shape.plan)
        self.order.append(place)
        return place

    def _open_seat(self, place: SeatPlace) -> None:
        plan = place.shape.plan
        if isinstance(plan, BoxPlan):
            return
        for column in plan.columns:
            steps = self.turn.order(place.seat.steps[column.first : column.last])
            opened = [self._step(s, c) for s, c in zip(steps, column.shapes, strict=True)]
            if len(opened) > 1:
                for step in opened:
                    step.listed = True
                    step.room = max(shape.width for shape in column.shapes)
            place.columns.append(opened)

    def _open_step(self, place: StepPlace) -> None:
        block: BlockPlan = place.plan.block.plan
        last = len(block.shapes) - 1
        attacked = bool(place.step.undercuts)
        alone = place.plan.frame is None and not (attacked and place.plan.beside)
        seats = self.turn.order(place.step.seats) if block.upright else place.step.seats
        for n, (seat, shape) in enumerate(zip(seats, block.shapes, strict=True)):
            side = (n == 0) - (n == last) if last and not block.upright else 0
            inner = _seat_place(seat, shape, side)
            aside = inner.passage is not None and inner.passage.side
            inner.barred = block.upright or aside
            inner.pinned = block.upright or aside or (place.listed and not last)
            if inner.passage is not None:
                pass
            elif block.upright:
                inner.room = max(shape.width for shape in block.shapes)
            elif not last and alone and not place.step.linked:
                inner.room = place.room - _aside(place, self.unit)
            place.seats.append(inner)
            self.order.append(inner)
        for step, shape in zip(place.step.undercuts, place.plan.attacks, strict=True):
            place.attacks.append(self._step(step, shape))

    # Sizes and offsets, from the leaves up

    def _measure_seat(self, place: SeatPlace) -> None:
        plan = place.shape.plan
        box = plan if isinstance(plan, BoxPlan) else plan.box.plan
        size = place.shape if isinstance(plan, BoxPlan) else plan.box
        place.width, place.height = size.width, size.height
        own = place.seat.box
        if not place.seat.reference:
            measure_box(own, box.limit, self.setup.style, self.setup.setter)
        hangs = isinstance(plan, BoxPlan) or plan.hang
        hangs = hangs and not box.fixed
        if hangs and not self.turn.sideways and _NEARLY * place.room <= place.width < place.room:
            own.limit += place.room - place.width
            place.width = place.room
        own.width, own.height = self.turn.size(place.width, place.height)
        if isinstance(plan, TreePlan):
            self._over(place, plan)

    def _over(self, place: SeatPlace, plan: TreePlan) -> None:
        """Puts a box over its columns."""
        widths = [
            _width(column, steps) for column, steps in zip(plan.columns, place.columns, strict=True)
        ]
        total = sum(widths) + plan.gap * (len(widths) - 1)
        at = 0.0 if plan.hang else max(0.0, (place.width - total) / 2)
        first = place.columns[0][0]
        if not first.plan.left and first.plan.block.plan.upright:
            at = max(at, EDGE * self.unit - plan.columns[0].indent - first.out[0])
        if place.barred and not plan.hang:
            at = max(at, UNDER * self.unit)
        for width in widths:
            place.starts.append(at)
            at += width + plan.gap
        room = max(0.0, place.starts[0] + total - place.width)
        if plan.hang:
            self._straighten(place)
            return
        uprights = [x for x, _ in self.uprights(place)]
        edge = EDGE * self.unit
        if place.pinned:
            self._straighten(place)
            return
        middle = (uprights[0] + uprights[-1]) / 2 - place.width / 2
        wish = (0.0, middle, room)[place.side + 1]
        candidates = [
            min(max(0.0, x), room)
            for x in (
                wish,
                middle,
                0.0,
                room,
                *(x - edge for x in uprights),
                *(x - place.width + edge for x in uprights),
                *(x - place.width / 2 for x in uprights),
            )
        ]
        place.dx = min(
            candidates,
            key=lambda dx: (
                sum(not dx + edge - 0.1 <= x <= dx + place.width - edge + 0.1 for x in uprights),
                abs(dx - wish),
            ),
        )
        self._straighten(place)

    def _straighten(self, place: SeatPlace) -> None:
        """Moves a line that would reach a box beyond its edge along the top of what it comes from."""
        edge = EDGE * self.unit
        low, high = place.dx + edge, place.dx + place.width - edge
        indents = [column.indent for column in place.shape.plan.columns]
        for start, indent, steps in zip(place.starts, indents, place.columns, strict=True):
            step = steps[0]
            if step.plan.left:
                continue
            left = start + indent
            wish = min(max(left + step.out[0], low), high)
            if low <= high and left + step.reach[0] <= wish <= left + step.reach[1]:
                by = wish - left - step.out[0]
                step.out = (wish - left, step.out[1])
                if step.label is not None and by:
                    x, y, wide, tall = step.label
                    step.label = x + by, y, wide, tall

    def uprights(self, place: SeatPlace) -> list[tuple[float, list[StepPlace]]]:
        """The lines that lead up from the columns of a seat, from left to right: where, in its region, and
        the steps that share each, the upper first.
        """
        found: list[tuple[float, list[StepPlace]]] = []
        u = self.unit
        indents = [column.indent for column in place.shape.plan.columns]
        for start, indent, steps in zip(place.starts, indents, place.columns, strict=True):
            spans = runs([place.step for place in steps])
            if not steps[0].plan.left:
                spans = spans[1:]
            if spans:
                offsets = lanes([place.step for place in steps])
                for offset, (first, last) in zip(offsets, reversed(spans), strict=True):
                    found.append((start + offset * u, steps[first:last]))
            if not steps[0].plan.left:
                found.append((start + indent + steps[0].out[0], steps[:1]))
        return found

    def _measure_step(self, place: StepPlace) -> None:
        u, plan = self.unit, place.plan
        block: BlockPlan = plan.block.plan
        lane = plan.left or not plan.beside
        if plan.frame is not None:
            place.inset = plan.frame.left, plan.frame.top
        place.block_x = x = place.inset[0] + (_aside(place, self.unit) if lane else 0.0)
        top = y = place.inset[1] + plan.strip
        barred = place.step.linked or place.step.alternatives
        if barred:
            x, y = (x + BAR * u, y) if block.upright else (x, y + BAR * u)
        for seat in place.seats:
            left, over = seat.inset
            seat.x, seat.y = x + left, y + over
            if block.upright:
                y += seat.whole.height + block.gap
            else:
                x += seat.whole.width + block.gap
        first, last = place.seats[0], place.seats[-1]
        start = top if barred else first.y
        if not barred:
            middle = first.left + first.width / 2
            side = (first.left, start + min(first.height / 2, 9 * u))
            ends = (first.left, first.left + first.width)
        elif block.upright:
            left = place.block_x + u
            side = left, first.y + min(first.height / 2, 9 * u)
            middle, ends = left, (left, left)
            place.ends = ((left, start), (left, last.y + last.height))
        else:
            left, right = first.left, last.left + last.width
            middle, side, ends = (left + right) / 2, (left, top + u), (left, right)
            place.ends = ((left, top + u), (right, top + u))
        if place.ends is not None:
            place.feet = [*_feet(place, block.upright, self.growth)]
        elif first.passage is not None and plan.left and self.turn.direction == "down":
            first.titled = True
        self._exit(place, side, middle, ends, (start if first.titled else top, start))
        x, y = place.block_x, top
        if place.attacks:
            if plan.beside:
                x += plan.block.width + GAP * u
            else:
                y += plan.block.height + LIST_GAP * u
        for attack in place.attacks:
            attack.x, attack.y = x, y
            if plan.beside:
                x += attack.shape.width + GAP * u
            else:
                y += attack.shape.height + LIST_GAP * u

    def _exit(
        self,
        place: StepPlace,
        side: tuple[float, float],
        middle: float,
        ends: tuple[float, float],
        over: tuple[float, float],
    ) -> None:
        """Where the line of a step leaves, and where the name of its rule stands beside it; `over` has the upper
        edge of its block, and where the line begins.
        """
        u = self.unit
        top, start = over
        inset = min(EDGE * u, (ends[1] - ends[0]) / 3)
        low, high = ends[0] + inset, ends[1] - inset
        wide, tall = self.growth.label(place.step)
        left = place.block_x
        if place.plan.left:
            place.out = side
            at = left + 2 * u
        else:
            if wide:
                # Left of the line where that can be, else right of it.
                before = left + wide + ASTRIDE * u
                broad = max(place.plan.block.width, wide + (ASTRIDE + EDGE) * u)
                after = left + broad - wide - ASTRIDE * u
                if before <= high:
                    low = max(low, before)
                else:
                    high = max(low, min(high, after))
            middle = min(max(middle, low), high)
            place.out, place.reach = (middle, start), (low, high)
            before = middle - ASTRIDE * u - wide
            at = before if before >= left - 0.1 else middle + ASTRIDE * u
        if wide:
            place.label = at, top - AIR * u - tall, wide, tall

    # Places, from the root down

    def put(self, x: float, y: float) -> None:
        """Puts the tree at a place; before, everything stands relative to what is around it."""
        left, over = self.root.inset
        self.root.x, self.root.y = x + left, y + over
        u = self.unit
        for place in self.order:
            if isinstance(place, StepPlace):
                for seat in place.seats:
                    seat.x += place.x
                    seat.y += place.y
                for attack in place.attacks:
                    attack.x += place.x
                    attack.y += place.y
                if place.ends:
                    (ax, ay), (bx, by) = place.ends
                    place.ends = (ax + place.x, ay + place.y), (bx + place.x, by + place.y)
                if place.label:
                    x, y, wide, tall = place.label
                    place.label = x + place.x, y + place.y, wide, tall
                place.feet = [
                    (seat, ((ax + place.x, ay + place.y), (bx + place.x, by + place.y)))
                    for seat, ((ax, ay), (bx, by)) in place.feet
                ]
                continue
            plan = place.shape.plan
            if isinstance(plan, BoxPlan):
                continue
            top = place.bottom + plan.drop
            for column, start, steps in zip(plan.columns, place.starts, place.columns, strict=True):
                at = top
                for step in steps:
                    step.x, step.y = place.x + start + column.indent, at
                    at += step.shape.height + LIST_GAP * u


def _feet(
    place: StepPlace, upright: bool, growth: Growth
) -> Iterator[tuple[SeatPlace, tuple[Point, Point]]]:
    """The lines from a bar to boxes that stand farther from it than others, for the title of their passage."""
    assert place.ends is not None
    x, y = place.ends[0]
    for seat in place.seats:
        if seat.passage is None or not passed(growth.turn, upright):
            continue
        if upright:
            at = seat.y + min(seat.height / 2, 9 * growth.unit)
            yield seat, ((x, at), (seat.left, at))
        else:
            at = seat.left + seat.width / 2
            yield seat, ((at, y), (at, seat.y))


def _aside(place: StepPlace, unit: float) -> float:
    """The room beside a step for the lines of what attacks it, one for each kind."""
    kinds = len(sorts(place.step.undercuts))
    return (ASIDE + LANE_ASIDE * (kinds - 1)) * unit if kinds else 0.0


def _seat_place(seat: Seat, shape: Shape, side: int) -> SeatPlace:
    plan = shape.plan
    if isinstance(plan, PassagePlan):
        return SeatPlace(seat, plan.tree, side, passage=plan, outer=shape)
    return SeatPlace(seat, shape, side)


def _width(column: Column, steps: list[StepPlace]) -> float:
    return column.indent + max(step.shape.width for step in steps)


def placed(forest: Forest, shape: Shape, growth: Growth) -> tuple[list[Places], list[FramePlace]]:
    """The trees of a forest in their places, and the frames, the outer before the inner."""
    gap = ROOTS * growth.unit
    trees: list[Places] = []
    frames: list[FramePlace] = []
    waiting: list[tuple[Plot, Shape, float, float]] = [(forest.top, shape, 0.0, 0.0)]
    while waiting:
        plot, chosen, x, y = waiting.pop()
        plan = chosen.plan
        if isinstance(plan, FramePlan):
            corner = (x, y, chosen.width, chosen.height)
            frames.append(FramePlace(plan.plot, plan.lines, corner))
            waiting.append((plan.plot, plan.shape, x + plan.left, y + plan.top))
            continue
        inner = []
        for row, first in zip(plan.rows, plan.starts, strict=True):
            at = x
            for item, one in zip(plot.items[first:], row.plan, strict=False):
                if isinstance(item, Seat):
                    tree = Places(item, one, growth)
                    tree.put(at, y)
                    trees.append(tree)
                    for seat in tree.seats:
                        inner += _beside_outcome(seat)
                else:
                    inner.append((item, one, at, y))
                at += one.width + gap
            y += row.height + gap
        waiting += reversed(inner)
    for tree in trees:
        for step in tree.steps:
            if step.plan.frame is not None:
                frame = step.plan.frame
                corner = (step.x, step.y, step.shape.width, step.shape.height)
                frames.append(FramePlace(frame.plot, frame.lines, corner, step.exit))
        frames += _passages(tree)
    return trees, frames


def _beside_outcome(place: SeatPlace) -> list[tuple[Plot, Shape, float, float]]:
    """What else stands in the passage of an outcome, and where."""
    plan, plot = place.passage, place.seat.passage
    if plan is None or plan.rest is None or plot is None:
        return []
    x, y, _, _ = place.corner
    return [(plot, plan.rest, x + plan.rest_left, y + plan.rest_top)]


def _passages(tree: Places) -> list[FramePlace]:
    """The frames of the passages whose outcomes stand in a tree."""
    above = {seat: step for step in tree.steps for seat in step.seats}
    found = []
    for seat in tree.seats:
        if seat.passage is None or seat.seat.passage is None:
            continue
        step, plan = above.get(seat), seat.passage
        frame = FramePlace(seat.seat.passage, plan.title, seat.corner, passage=plan)
        if step is not None and passed(tree.turn, plan.side):
            feet = dict(step.feet)
            frame.passes = feet[seat][0] if seat in feet else step.exit
        elif step is not None and step.label is not None and seat.titled:
            frame.beside = step.label
        found.append(frame)
    return found
