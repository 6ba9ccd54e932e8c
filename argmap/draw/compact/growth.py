"""The shapes of trees, from the leaves up.

What bears on a statement stands below it in columns: a column of one step hangs from it by its top, one of
several is a list whose steps are joined at their left. Linked premises stand side by side under a bar, or
one below the other beside one; what attacks a step stands beside it, or below it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from argmap.draw.box import measure_box
from argmap.draw.compact.curves import Front, Shape, below, beside, pruned
from argmap.draw.compact.forest import Forest, Plot, Seat, Step
from argmap.draw.connectors import LinkKind
from argmap.draw.setup import Setup
from argmap.draw.typeset import SetLine

# In points at 8-point type.
GAP, LIST_GAP, BOX_GAP, BAR, ROOTS = 9.0, 7.0, 4.0, 5.0, 14.0
# Between a box and what stands below it: for the head and for a line across, and what each further group
# of lines takes; less where one line leads straight up or a list hangs.
DROP, TRACK, SHORT = 17.0, 4.5, 14.0
HANG = 9.0
# Half of what a head takes beside its line, and what lies between two.
_HALF: dict[LinkKind, float] = {"support": 2.6, "part": 0.5, "attack": 4.6, "conceded": 4.6}
_BETWEEN = 1.8
# The lanes of a list: the first, and from the last to the boxes.
LANE, INDENT = 4.0, 6.0
# From a corner of a box to the first head.
EDGE = 6.0
# Above a step: for the name of its rule, for the head of what attacks it, for both.
LABEL, LANDING, BOTH = 8.0, 11.0, 16.0
# Beside a step, for the line of what attacks it.
ASIDE = 9.0
_LIMITS = (46, 54, 62, 70, 80, 92, 106, 122, 140, 160, 185, 215, 250)
_LINES, _NARROW = 6, 62
_CUTS = 20


class BoxPlan(NamedTuple):
    """A box whose lines are at most so wide."""

    limit: float


class Column(NamedTuple):
    """The steps from `first` to before `last` that stand in one column, with their shapes."""

    first: int
    last: int
    shapes: tuple[Shape, ...]
    indent: float


class TreePlan(NamedTuple):
    """A box over columns; they `hang` where they are one list with its lines at the box's left."""

    box: Shape
    columns: tuple[Column, ...]
    gap: float
    drop: float
    hang: bool


class BlockPlan(NamedTuple):
    """The seats of a step: side by side or, `upright`, one below the other."""

    upright: bool
    shapes: tuple[Shape, ...]


class PlotPlan(NamedTuple):
    """Rows of shapes one below the other; `edges` are the items at which they begin."""

    edges: tuple[int, ...]
    rows: tuple[Shape, ...]


class FramePlan(NamedTuple):
    """A frame with a title of these lines, which take `head` with the room above and below them."""

    plot: Plot
    lines: tuple[SetLine, ...]
    head: float
    shape: Shape


class StepPlan(NamedTuple):
    """A step's block with what attacks the step, beside it or below; `left` where its line leaves left."""

    block: Shape
    attacks: tuple[Shape, ...]
    beside: bool
    left: bool
    strip: float
    frame: FramePlan | None = None


def runs(steps: list[Step]) -> list[tuple[int, int]]:
    """Steps of one kind that follow each other, which share a line to their head."""
    edges = [0, *(n for n in range(1, len(steps)) if steps[n].kind != steps[n - 1].kind), len(steps)]
    return list(pairwise(edges))


def apart(one: LinkKind, other: LinkKind) -> float:
    """How far apart two lines run whose heads stand side by side, in points at 8-point type."""
    return _HALF[one] + _HALF[other] + _BETWEEN


def lanes(steps: list[Step]) -> list[float]:
    """Where the lanes of a list run, that of the lowest steps first, in points at 8-point type."""
    kinds = [steps[first].kind for first, _ in reversed(runs(steps))]
    found = [LANE]
    for one, other in pairwise(kinds):
        found.append(found[-1] + apart(one, other))
    return found


def strip_of(step: Step) -> float:
    """How much room a step needs above its block, in points at 8-point type."""
    if step.undercuts:
        return BOTH if step.label else LANDING
    return LABEL if step.label else 0.0


class Growth:
    """The fronts of the seats and steps of a forest, at one size of type."""

    def __init__(self, forest: Forest, setup: Setup) -> None:
        self.forest, self.setup = forest, setup
        self.unit = setup.style.unit
        self.seats: dict[Seat, Front] = {}
        self.steps: dict[tuple[Step, bool], Front] = {}
        for thing in _leaves_first(forest):
            if isinstance(thing, Seat):
                self.seats[thing] = self._tree(thing)
            else:
                for left in (False, True):
                    self.steps[thing, left] = self._step(thing, left)

    def _box(self, seat: Seat) -> Front:
        box, u = seat.box, self.unit
        style, setter = self.setup.style, self.setup.setter
        box.number_width = setter.width(box.number, "bold", style.size) + 4.5 * u
        if seat.reference:
            box.text = ()
            width = 2 * style.padding_x + setter.width(box.number, "bold", style.size)
            height = 2 * style.padding_y + style.size * style.leading
            return [Shape(width, height, 0.0, BoxPlan(0.0))]
        kinds = [seat.steps[first].kind for first, _ in runs(seat.steps)] if seat.steps else []
        least = (sum(apart(*pair) for pair in pairwise(kinds)) + 2 * EDGE) * u
        found, seen = [], set()
        for limit in _LIMITS:
            measure_box(box, limit * u, style, setter)
            lines = [*box.text, *box.lines_above, *box.lines_below]
            widest = max((line.width for line in lines), default=0.0)
            key = len(box.text), len(box.lines_below), len(box.lines_above)
            if widest > limit * u + 0.5 and limit != _LIMITS[-1] or key in seen:
                continue
            seen.add(key)
            measure_box(box, widest + 0.6, style, setter)
            cost = max(0, len(box.text) - _LINES) * 6.0 * u
            if limit < _NARROW:
                cost += max(0, len(box.text) - 3) * 4.0 * u
            found.append(Shape(max(box.width, least), box.height, cost, BoxPlan(widest + 0.6)))
            if len(lines) == 1:
                break
        return pruned(found)

    def _tree(self, seat: Seat) -> Front:
        boxes = self._box(seat)
        steps, u = seat.steps, self.unit
        if not steps:
            return boxes
        found: list[Shape] = []
        for cut in _cuts(steps):
            columns = [self._column(steps, first, last) for first, last in pairwise(cut)]
            hang = len(columns) == 1 and len(steps) > 1
            groups = len(runs(steps)) if not hang else 1
            drop = HANG if hang else SHORT if len(steps) == 1 else DROP + TRACK * (groups - 1)
            bends = 0.0 if hang or len(columns) == 1 else 2.0 * u * (len(columns) - 1)
            rows = beside(columns, GAP * u, tuple)
            if len(steps) == 1:
                # So that a line from its left end can lead straight up.
                rows = [s._replace(width=s.width + EDGE * u) for s in rows]
            by_width = _over(boxes, rows, drop * u)
            found += [
                Shape(w, h, c + bends, TreePlan(box, row.plan and _columns(row), GAP * u, drop * u, hang))
                for w, h, c, box, row in by_width
            ]
        return pruned(found)

    def _column(self, steps: list[Step], first: int, last: int) -> Front:
        if last - first == 1:
            return [
                Shape(s.width, s.height, s.cost, Column(first, last, (s,), 0.0))
                for s in self.steps[steps[first], False]
            ]
        indent = (lanes(steps[first:last])[-1] + INDENT) * self.unit
        fronts = [self.steps[step, True] for step in steps[first:last]]
        return [
            Shape(s.width + indent, s.height, s.cost, Column(first, last, s.plan, indent))
            for s in below(fronts, LIST_GAP * self.unit, tuple)
        ]

    def _step(self, step: Step, left: bool) -> Front:
        front = self._unframed(step, left)
        if step.frame is None:
            return front
        found = []
        for shape in self._framed(step.frame.title, front, step.frame, 0.5):
            frame: FramePlan = shape.plan
            found.append(shape._replace(plan=frame.shape.plan._replace(frame=frame)))
        return found

    def _unframed(self, step: Step, left: bool) -> Front:
        u = self.unit
        strip = strip_of(step) * u
        block = self._block(step)
        if not step.undercuts:
            return [
                Shape(s.width, s.height + strip, s.cost, StepPlan(s, (), True, left, strip))
                for s in block
            ]
        aside = ASIDE * u if left else 0.0
        row = beside([block, *(self.steps[a, False] for a in step.undercuts)], GAP * u, tuple)
        found = [
            Shape(s.width + aside, s.height + strip, s.cost, StepPlan(s.plan[0], s.plan[1:], True, left, strip))
            for s in row
        ]
        column = below([block, *(self.steps[a, True] for a in step.undercuts)], LIST_GAP * u, tuple)
        found += [
            Shape(s.width + ASIDE * u, s.height + strip, s.cost + 4 * u,
                  StepPlan(s.plan[0], s.plan[1:], False, left, strip))
            for s in column
        ]
        return pruned(found)

    def plot(self, plot: Plot) -> Front:
        """The shapes of trees, and of plots among them, in rows one below the other."""
        fronts = [
            self.seats[item] if isinstance(item, Seat) else self._framed(item.title, self.plot(item), item)
            for item in plot.items
        ]
        gap, count = ROOTS * self.unit, len(fronts)
        found: Front = []
        for rows in dict.fromkeys((*range(1, min(count, 9) + 1), count)):
            edges = [round(n * count / rows) for n in range(rows + 1)]
            lines = [beside(fronts[a:b], gap, tuple) for a, b in pairwise(edges)]
            found += below(lines, gap, lambda shapes, edges=tuple(edges): PlotPlan(edges, shapes))
        return pruned(found)

    def _framed(self, title: str, front: Front, plot: Plot, share: float = 1.0) -> Front:
        """Shapes with a frame around them and its title in it, which takes so much of the width."""
        style = self.setup.style
        pad = style.frame_padding
        found = []
        for shape in front:
            width = max(shape.width, 60.0 / share * self.unit)
            lines = self.setup.setter.lines(title, width * share - 4.0 * self.unit, "bold", style.small)
            head = len(lines) * style.small * style.leading + pad
            plan = FramePlan(plot, lines, head, shape)
            found.append(Shape(width + 2 * pad, shape.height + head + pad, shape.cost, plan))
        return pruned(found)

    def _block(self, step: Step) -> Front:
        fronts = [self.seats[seat] for seat in step.seats]
        if len(fronts) == 1:
            return [Shape(s.width, s.height, s.cost, BlockPlan(False, (s,))) for s in fronts[0]]
        bar = BAR * self.unit
        row = beside(fronts, BOX_GAP * self.unit, lambda shapes: BlockPlan(False, shapes))
        column = below(fronts, BOX_GAP * self.unit, lambda shapes: BlockPlan(True, shapes))
        return pruned(
            [
                *(Shape(s.width, s.height + bar, s.cost, s.plan) for s in row),
                *(Shape(s.width + bar, s.height, s.cost, s.plan) for s in column),
            ]
        )


def _columns(row: Shape) -> tuple[Column, ...]:
    return tuple(shape.plan for shape in row.plan)


def _over(
    boxes: Front, rows: Front, drop: float
) -> list[tuple[float, float, float, Shape, Shape]]:
    """Boxes over rows of columns, for each width the best that are no wider."""
    found = []
    for width in sorted({s.width for s in (*boxes, *rows)}):
        box = min((s for s in boxes if s.width <= width + 0.01), key=_score, default=None)
        row = min((s for s in rows if s.width <= width + 0.01), key=_score, default=None)
        if box and row:
            height = box.height + drop + row.height
            found.append((max(box.width, row.width), height, box.cost + row.cost, box, row))
    return found


def _score(shape: Shape) -> float:
    return shape.height + shape.cost


def _cuts(steps: list[Step]) -> list[tuple[int, ...]]:
    """Ways to cut what bears on a statement into columns, the most usual first."""
    count = len(steps)
    kinds = tuple(first for first, _ in runs(steps))
    found: dict[tuple[int, ...], None] = {}
    for columns in range(1, min(count, 8) + 1):
        found[tuple(round(n * count / columns) for n in range(columns + 1))] = None
    found[tuple(range(count + 1))] = None
    found[(*kinds, count)] = None
    for n in range(1, min(count, 6)):
        found[(*range(n + 1), count)] = None
        found[(0, *range(count - n, count + 1))] = None
        found[(0, n, count)] = None
        found[(0, count - n, count)] = None
    return list(found)[:_CUTS]


def _leaves_first(forest: Forest) -> list[Seat | Step]:
    order: list[Seat | Step] = list(forest.roots)
    for thing in order:
        order += thing.steps if isinstance(thing, Seat) else (*thing.seats, *thing.undercuts)
    return order[::-1]
