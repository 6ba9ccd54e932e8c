"""The chosen shapes of a tree → where everything stands."""

from __future__ import annotations

from attrs import define, field

from argmap.draw.box import measure_box
from argmap.draw.compact.curves import Shape
from argmap.draw.compact.forest import Seat, Step
from argmap.draw.compact.growth import (
    ASIDE,
    BAR,
    BOX_GAP,
    EDGE,
    GAP,
    LIST_GAP,
    BlockPlan,
    BoxPlan,
    Column,
    StepPlan,
    TreePlan,
    lanes,
    runs,
)
from argmap.draw.setup import Setup


@define(eq=False)
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
    starts: list[float] = field(factory=list)  # of its columns

    @property
    def left(self) -> float:
        """The left edge of its box."""
        return self.x + self.dx

    @property
    def bottom(self) -> float:
        """The lower edge of its box."""
        return self.y + self.height


@define(eq=False)
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


class Places:
    """All that is chosen of one tree, those above before those below."""

    def __init__(self, root: Seat, shape: Shape, setup: Setup, label_width: dict[str, float]) -> None:
        self.setup, self.unit = setup, setup.style.unit
        self.label_width = label_width
        self.root = SeatPlace(root, shape, 0)
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

    def _step(self, step: Step, shape: Shape) -> StepPlace:
        place = StepPlace(step, shape, shape.plan)
        self.order.append(place)
        return place

    def _open_seat(self, place: SeatPlace) -> None:
        plan = place.shape.plan
        if isinstance(plan, BoxPlan):
            return
        for column in plan.columns:
            steps = place.seat.steps[column.first : column.last]
            place.columns.append([self._step(s, c) for s, c in zip(steps, column.shapes, strict=True)])

    def _open_step(self, place: StepPlace) -> None:
        block: BlockPlan = place.plan.block.plan
        last = len(block.shapes) - 1
        for n, (seat, shape) in enumerate(zip(place.step.seats, block.shapes, strict=True)):
            side = 0
            if last and not block.upright:
                side = 1 if n == 0 else -1 if n == last else 0
            elif block.upright:
                side = -1
            inner = SeatPlace(seat, shape, side)
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
        own.width, own.height = place.width, place.height
        if isinstance(plan, TreePlan):
            self._over(place, plan)

    def _over(self, place: SeatPlace, plan: TreePlan) -> None:
        """Puts a box over its columns."""
        widths = [_width(column, steps) for column, steps in zip(plan.columns, place.columns, strict=True)]
        total = sum(widths) + plan.gap * (len(widths) - 1)
        at = 0.0 if plan.hang else max(0.0, (place.width - total) / 2)
        if len(place.seat.steps) == 1:
            at = max(at, EDGE * self.unit - place.columns[0][0].out[0])
        for width in widths:
            place.starts.append(at)
            at += width + plan.gap
        room = max(0.0, max(total, place.width) - place.width)
        if plan.hang:
            return
        uprights = [x for x, _ in self.uprights(place)]
        edge = EDGE * self.unit
        middle = (uprights[0] + uprights[-1]) / 2 - place.width / 2
        if place.side:
            place.dx = room if place.side > 0 else 0.0
            self._straighten(place)
            return
        candidates = [min(max(0.0, x), room) for x in (
            middle, 0.0, room, *(x - edge for x in uprights), *(x - place.width + edge for x in uprights),
            *(x - place.width / 2 for x in uprights))]
        place.dx = min(candidates, key=lambda dx: (
            sum(not dx + edge - 0.1 <= x <= dx + place.width - edge + 0.1 for x in uprights), abs(dx - middle)))
        self._straighten(place)

    def _straighten(self, place: SeatPlace) -> None:
        """Moves a line that would reach a box beyond its edge along the top of what it comes from."""
        edge = EDGE * self.unit
        low, high = place.dx + edge, place.dx + place.width - edge
        for start, steps in zip(place.starts, place.columns, strict=True):
            step = steps[0]
            if len(steps) > 1 or step.plan.left:
                continue
            x = start + step.out[0]
            wish = min(max(x, low), high)
            if low <= high and start + step.reach[0] <= wish <= start + step.reach[1]:
                step.out = (wish - start, step.out[1])

    def uprights(self, place: SeatPlace) -> list[tuple[float, list[StepPlace]]]:
        """The lines that lead up from the columns of a seat, from left to right: where, in its region, and
        the steps that share each, the upper first.
        """
        found: list[tuple[float, list[StepPlace]]] = []
        u = self.unit
        for start, steps in zip(place.starts, place.columns, strict=True):
            if len(steps) == 1 and not steps[0].plan.left:
                found.append((start + steps[0].out[0], steps))
                continue
            spans = runs([place.step for place in steps])
            offsets = lanes([place.step for place in steps])
            for offset, (first, last) in zip(offsets, reversed(spans), strict=True):
                found.append((start + offset * u, steps[first:last]))
        return found

    def _measure_step(self, place: StepPlace) -> None:
        u, plan = self.unit, place.plan
        block: BlockPlan = plan.block.plan
        lane = bool(place.attacks) and (plan.left or not plan.beside)
        if plan.frame is not None:
            inner = plan.frame.shape
            pad = self.setup.style.frame_padding
            place.inset = (pad + (place.shape.width - 2 * pad - inner.width) / 2, plan.frame.head)
        place.block_x = x = place.inset[0] + (ASIDE * u if lane else 0.0)
        top = y = place.inset[1] + plan.strip
        linked = len(place.seats) > 1
        if linked:
            x, y = (x + BAR * u, y) if block.upright else (x, y + BAR * u)
        for seat in place.seats:
            seat.x, seat.y = x, y
            if block.upright:
                y += seat.shape.height + BOX_GAP * u
            else:
                x += seat.shape.width + BOX_GAP * u
        first, last = place.seats[0], place.seats[-1]
        beam = u
        if not linked:
            left, middle = first.left, first.left + first.width / 2
            side = (left, top + min(first.height / 2, 9 * u))
            ends = (left, left + first.width)
        elif block.upright:
            left = place.block_x + beam
            middle = left
            side = (left, top + min(first.height / 2, 9 * u))
            ends = (left, left)
            place.ends = ((left, top), (left, last.y + last.height))
        else:
            left, right = first.left, last.left + last.width
            middle, side, ends = (left + right) / 2, (left, top + beam), (left, right)
            place.ends = ((left, top + beam), (right, top + beam))
        if plan.left:
            place.out = side
        else:
            wide = self.label_width.get(place.step.label, 0.0)
            if wide and not block.upright:
                middle = min(max(middle, place.block_x + wide + 4 * u), max(ends[1] - EDGE * u, middle))
            place.out = (middle, top)
            inset = min(EDGE * u, (ends[1] - ends[0]) / 3)
            place.reach = (ends[0] + inset, ends[1] - inset) if not block.upright else (middle, middle)
            if wide and not block.upright:
                place.reach = (min(middle, place.block_x + wide + 4 * u), place.reach[1])
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

    # Places, from the root down

    def put(self, x: float, y: float) -> None:
        """Puts the tree at a place; before, everything stands relative to what is around it."""
        self.root.x, self.root.y = x, y
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
                continue
            place.seat.box.x, place.seat.box.y = place.left, place.y
            plan = place.shape.plan
            if isinstance(plan, BoxPlan):
                continue
            top = place.bottom + plan.drop
            for column, start, steps in zip(plan.columns, place.starts, place.columns, strict=True):
                at = top
                for step in steps:
                    step.x, step.y = place.x + start + column.indent, at
                    at += step.shape.height + LIST_GAP * u


def _width(column: Column, steps: list[StepPlace]) -> float:
    return column.indent + max(step.shape.width for step in steps)
