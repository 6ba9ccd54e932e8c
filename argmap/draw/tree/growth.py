"""The shapes of trees, from the leaves up.

What bears on a statement stands below it in columns: a column of one step hangs from it by its top, one of
several is a list whose steps are joined at their left. Linked premises stand side by side under a bar, or
one below the other beside one; what attacks a step stands beside it, or below it.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import NamedTuple

from argmap.draw.box import longest_word, measure_box, number_column
from argmap.draw.connectors import HALF, LinkKind
from argmap.draw.setup import MM, Setup
from argmap.draw.tree.curves import Front, Room, Shape, below, beside, pruned
from argmap.draw.tree.forest import Forest, Plot, Seat, Step, beside_outcome, plots
from argmap.draw.tree.passages import framed
from argmap.draw.tree.turn import Turn
from argmap.draw.typeset import SetLine, height_of

# In points at 8-point type.
GAP, LIST_GAP, BOX_GAP, BAR, ROOTS = 9.0, 7.0, 4.0, 5.0, 14.0
# Between a box and what stands below it: for the head and for a line across, and what each further group
# of lines takes; less where one line leads straight up or a list hangs.
DROP, TRACK, SHORT = 16.0, 4.5, 13.0
HANG, HANG_STRAIGHT = 9.0, 11.5
# What lies between two heads.
_BETWEEN = 1.8
# The lanes of a list: the first, and from the last to the boxes.
LANE, INDENT = 5.0, 6.0
# How much farther than its premises all else stands from an upright bar.
UNDER = 6.0
# From a corner of a box to the first head.
EDGE = 5.0
# Above a step, for the head of what attacks it; between the name of its rule and what is beside or below.
LANDING, AIR = 11.0, 1.5
# How far the name of a rule, or a frame's title, keeps from the line beside it.
ASTRIDE = 3.5
# Beside a step, for the line of what attacks it, and for each further one.
ASIDE, LANE_ASIDE = 9.0, 8.5
_LIMITS = (46, 54, 62, 70, 80, 92, 106, 122, 140, 160, 185, 215, 250)
# Of boxes that are higher than the page else.
_WIDER = (300, 360, 430, 520, 620, 750, 900)
_LINES, _NARROW = 5, 62
_PAGES = 4_000
"""A text of more characters is set in two widths at most: each takes long, and it fills pages in any."""


class Effort(NamedTuple):
    """How much is tried for a figure of at most so many statements: shapes of a part, cuts into columns, and
    widths of boxes, of which only each `stride`th may be.
    """

    statements: float
    shapes: int
    cuts: int
    stride: int


EFFORTS = (Effort(250, 24, 20, 1), Effort(2_000, 16, 7, 1), Effort(float("inf"), 10, 4, 2))


class BoxPlan(NamedTuple):
    """A box whose lines are at most so wide; a `fixed` one is as wide as was asked for."""

    limit: float
    fixed: bool = False


class Column(NamedTuple):
    """The steps from `first` to before `last` that stand in one column, with their shapes."""

    first: int
    last: int
    shapes: tuple[Shape, ...]
    indent: float


class TreePlan(NamedTuple):
    """A box over columns, which are `row` wide; they `hang` where they are one list with its lines at the
    box's left.
    """

    box: Shape
    columns: tuple[Column, ...]
    gap: float
    drop: float
    hang: bool
    row: float


class BlockPlan(NamedTuple):
    """The seats of a step: side by side or, `upright`, one below the other; the gap between two."""

    upright: bool
    gap: float
    shapes: tuple[Shape, ...]


class PlotPlan(NamedTuple):
    """Rows of shapes one below the other; `starts` are the items at which they begin."""

    starts: tuple[int, ...]
    rows: tuple[Shape, ...]


class FramePlan(NamedTuple):
    """A frame with a title of these lines; what it frames stands `left` and `top` from its corner."""

    plot: Plot
    lines: tuple[SetLine, ...]
    left: float
    top: float
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
    edges = [
        0,
        *(n for n in range(1, len(steps)) if steps[n].kind != steps[n - 1].kind),
        len(steps),
    ]
    return list(pairwise(edges))


def apart(one: LinkKind, other: LinkKind) -> float:
    """How far apart two lines run whose heads stand side by side, in points at 8-point type."""
    return HALF[one] + HALF[other] + _BETWEEN


def straight(steps: list[Step]) -> bool:
    """Whether the line of the first step of a list leads straight up from its top: it shares it with none, and
    nothing stands above the step.
    """
    first = steps[0]
    plain = not (first.label or first.undercuts or first.frame)
    return len(steps) > 1 and first.kind != steps[1].kind and plain


def sorts(attacks: list[Step]) -> list[LinkKind]:
    """The kinds of what attacks a step, which have a line each."""
    return list(dict.fromkeys(attack.kind for attack in attacks))


def lanes(steps: list[Step]) -> list[float]:
    """Where the lanes of a list run, that of the lowest steps first, in points at 8-point type."""
    kinds = [steps[first].kind for first, _ in reversed(runs(steps))]
    kinds = kinds[:-1] if straight(steps) else kinds
    found = [LANE]
    for one, other in pairwise(kinds):
        found.append(found[-1] + apart(one, other))
    return found


class Growth:
    """The fronts of the seats and steps of a forest, at one size of type, in the layout."""

    def __init__(
        self, forest: Forest, setup: Setup, turn: Turn, labels: dict[str, float], room: Room
    ) -> None:
        self.forest, self.setup, self.turn = forest, setup, turn
        self.unit = setup.style.unit
        self.labels = labels
        size = len(forest.seats)
        self.effort = next(effort for effort in EFFORTS if size <= effort.statements)
        self.room = room._replace(most=self.effort.shapes)
        self.seats: dict[Seat, Front] = {}
        self.steps: dict[tuple[Step, bool], Front] = {}
        self.plots: dict[Plot, Front] = {}
        # The seats of outcomes, whose passage is open at the side.
        self.beside: dict[Seat, Front] = {}

    def grow(self) -> None:
        """Finds the fronts of all seats and steps."""
        things = leaves_first(self.forest)
        for done, thing in enumerate(things, 1):
            self.measure(thing)
            self.setup.watch(0.8 * done / len(things))

    def measure(self, thing: Seat | Step) -> None:
        """Finds the front of a seat or a step from those of what is below it."""
        if isinstance(thing, Seat):
            self.seats[thing] = self._tree(thing)
            if thing.passage is not None:
                self._frame(thing, thing.passage)
            return
        for left in (False, True):
            self.steps[thing, left] = self._step(thing, left)

    def _frame(self, seat: Seat, passage: Plot) -> None:
        """Puts the frame of a passage around the tree of its outcome: as it stands under a bar or a head, and as
        it stands beside one.
        """
        for plot in plots(passage)[:0:-1]:
            self.place(plot)
        rest = self.rows([self.front(item) for item in passage.items]) if passage.items else []
        given = self.setup, self.turn, self.room
        tree = self.seats[seat]
        listed = _indented(tree, UNDER * self.unit, self.room)
        rule = self.labels.get(passage.rule, 0.0)
        self.beside[seat] = framed(passage.title, listed, rest, *given, side=True, rule=rule)
        self.seats[seat] = framed(passage.title, tree, rest, *given, side=False)

    # Boxes

    def _box(self, seat: Seat) -> Front:
        box, u, turn = seat.box, self.unit, self.turn
        style, setter = self.setup.style, self.setup.setter
        if seat.reference:
            wide = setter.width(box.number, "bold", style.size)
            size = 2 * style.padding_x + wide, 2 * style.padding_y + style.size * style.leading
            return [Shape(*turn.size(*size), 0.0, BoxPlan(0.0))]
        box.number_width = number_column(box, style, setter)
        kinds = [seat.steps[first].kind for first, _ in runs(seat.steps)] if seat.steps else []
        least = (sum(apart(*pair) for pair in pairwise(kinds)) + 2 * EDGE) * u
        if len(kinds) > 1:
            least = max(least, (lanes(turn.order(seat.steps))[-1] + INDENT + 2 * EDGE + 1.0) * u)
        hint = self.forest.view.hints.get(seat.key)
        if hint is not None and hint.width is not None:
            return self._as_wide(seat, hint.width * MM)
        longest = longest_word(box, style, setter)
        found, seen = [], set()
        tall = turn.size(self.room.width, self.room.height)[1]
        limits: tuple[int, ...] = (*_LIMITS[:: self.effort.stride], *_WIDER)
        if len(box.statement.text) > _PAGES:
            limits = (_LIMITS[-1], _WIDER[-1])
        for most in limits:
            if most in _WIDER and box.height <= tall:
                break
            limit = most * u
            if limit < longest:
                limit = longest + 0.6
            measure_box(box, limit, style, setter)
            lines = [*box.text, *box.lines_above, *box.lines_below]
            widest = max((line.width for line in lines), default=0.0)
            key = len(box.text), len(box.lines_below), len(box.lines_above)
            if (widest > limit + 0.5 and most != _LIMITS[-1]) or key in seen:
                continue
            seen.add(key)
            measure_box(box, widest + 0.6, style, setter)
            cost = max(0, len(box.text) - _LINES) ** 2 * 2.5 * u
            if most < _NARROW:
                cost += max(0, len(box.text) - 3) * 4.0 * u
            width, height = turn.size(box.width, box.height)
            found.append(Shape(max(width, least), height, cost, BoxPlan(widest + 0.6)))
            if len(lines) == 1:
                break
        return pruned(found, self.room)

    def _as_wide(self, seat: Seat, wanted: float) -> Front:
        """The one shape of a box that is to be so wide, or as wide as its longest word."""
        box, style, setter = seat.box, self.setup.style, self.setup.setter
        longest = longest_word(box, style, setter) + 0.6
        limit = max(wanted - box.number_width - 2 * style.padding_x, longest)
        measure_box(box, limit, style, setter)
        return [Shape(*self.turn.size(box.width, box.height), 0.0, BoxPlan(limit, True))]

    # Trees

    def _tree(self, seat: Seat) -> Front:
        boxes = self._box(seat)
        steps, u = seat.steps, self.unit
        if not steps:
            return boxes
        found: list[Shape] = []
        known: dict[tuple[int, int], Front] = {}
        hint = self.forest.view.hints.get(seat.key)
        stack = hint.stack if hint is not None else None
        cuts = _cuts(steps, self.effort.cuts)
        if stack is not None:
            cuts = [(0, len(steps)) if stack else tuple(range(len(steps) + 1))]
        for cut in cuts:
            columns = []
            for first, last in pairwise(cut):
                if (first, last) not in known:
                    known[first, last] = self._column(steps, first, last)
                columns.append(known[first, last])
            hang = len(columns) == 1 and len(steps) > 1
            groups = len(runs(steps)) if not hang else 1
            drop = SHORT if len(steps) == 1 else DROP + TRACK * (groups - 1)
            if hang:
                drop = HANG_STRAIGHT if straight(self.turn.order(steps)) else HANG
            bends = 0.0 if hang or len(columns) == 1 else 2.0 * u * (len(columns) - 1)
            if self.turn.sideways:
                # A list hangs across the way that the figure runs.
                bends += 6.0 * u * (len(steps) - len(columns))
            rows = beside(columns, GAP * u, self.room, tuple)
            # So that the line from a bar at the left end can lead straight up.
            rows = [s._replace(width=s.width + EDGE * u) if _barred(s) else s for s in rows]
            for width, height, cost, box, row in _over(boxes, rows, drop * u):
                plan = TreePlan(
                    box, tuple(s.plan for s in row.plan), GAP * u, drop * u, hang, row.width
                )
                found.append(Shape(width, height, cost + bends, plan))
        return pruned(found, self.room)

    def _column(self, steps: list[Step], first: int, last: int) -> Front:
        if last - first == 1:
            return [
                Shape(s.width, s.height, s.cost, Column(first, last, (s,), 0.0))
                for s in self.steps[steps[first], False]
            ]
        listed = self.turn.order(steps[first:last])
        indent = (lanes(listed)[-1] + INDENT) * self.unit
        up = straight(listed)
        fronts = [self.steps[step, n > 0 or not up] for n, step in enumerate(listed)]
        return [
            Shape(s.width + indent, s.height, s.cost, Column(first, last, s.plan, indent))
            for s in below(fronts, LIST_GAP * self.unit, self.room, tuple)
        ]

    # Steps

    def label(self, step: Step) -> tuple[float, float]:
        """The size of the name of a step's rule in the layout; nothing where it has none."""
        if not step.label:
            return 0.0, 0.0
        return self.turn.size(self.labels[step.label], self.setup.style.small)

    def strip(self, step: Step) -> float:
        """How much room a step needs above its block."""
        air = (self.label(step)[1] + AIR * self.unit) if step.label else 0.0
        landings = LANDING * len(sorts(step.undercuts))
        return air + (landings - AIR * bool(step.label and landings)) * self.unit

    def _step(self, step: Step, left: bool) -> Front:
        front = self._unframed(step, left)
        if step.frame is None:
            return front
        found = []
        # Beside the title there is room for the line.
        for shape in _titled(
            step.frame, front, self, 1.0 if self.turn.direction != "down" else 0.5
        ):
            frame: FramePlan = shape.plan
            found.append(shape._replace(plan=frame.shape.plan._replace(frame=frame)))
        return found

    def _unframed(self, step: Step, left: bool) -> Front:
        u = self.unit
        strip = self.strip(step)
        needed = self.label(step)[0] + (ASTRIDE + EDGE) * u if step.label else 0.0
        block = self._block(step, left)
        if not step.undercuts:
            return [
                Shape(
                    max(s.width, needed),
                    s.height + strip,
                    s.cost,
                    StepPlan(s, (), True, left, strip),
                )
                for s in block
            ]
        lane = (ASIDE + LANE_ASIDE * (len(sorts(step.undercuts)) - 1)) * u
        aside = lane if left else 0.0
        named = [s._replace(width=max(s.width, needed)) for s in block]
        row = beside(
            [named, *(self.steps[a, False] for a in step.undercuts)], GAP * u, self.room, tuple
        )
        found = [
            Shape(
                max(s.width + aside, needed),
                s.height + strip,
                s.cost,
                StepPlan(s.plan[0], s.plan[1:], True, left, strip),
            )
            for s in row
        ]
        column = below(
            [block, *(self.steps[a, True] for a in step.undercuts)], LIST_GAP * u, self.room, tuple
        )
        if left:
            # Its lines come from below, to the left of its block.
            strip -= LANDING * (len(sorts(step.undercuts)) - 1) * u
        found += [
            Shape(
                max(s.width + lane, needed),
                s.height + strip,
                # The longer its line, the worse.
                s.cost + 4 * u + 0.12 * s.plan[0].height,
                StepPlan(s.plan[0], s.plan[1:], False, left, strip),
            )
            for s in column
        ]
        return pruned(found, self.room)

    def _block(self, step: Step, left: bool) -> Front:
        fronts = [self.seats[seat] for seat in step.seats]
        aside = [self.beside.get(seat, self.seats[seat]) for seat in step.seats]
        if not (step.linked or step.alternatives):
            return [
                Shape(s.width, s.height, s.cost, BlockPlan(False, 0.0, (s,)))
                for s in (aside if left else fronts)[0]
            ]
        bar = BAR * self.unit
        across = along = BOX_GAP * self.unit
        if step.alternatives:
            across, along = self.between(step)
        row = beside(fronts, across, self.room, lambda shapes: BlockPlan(False, across, shapes))
        found = [Shape(s.width, s.height + bar, s.cost, s.plan) for s in row]
        if len(fronts) > 1 and step.stack is not False:
            found = [] if step.stack else found
            listed = [
                _indented(front, UNDER * self.unit, self.room) for front in self.turn.order(aside)
            ]
            column = below(listed, along, self.room, lambda shapes: BlockPlan(True, along, shapes))
            found += [Shape(s.width + bar, s.height, s.cost, s.plan) for s in column]
        return pruned(found, self.room)

    def between(self, step: Step) -> tuple[float, float]:
        """The room that the word between alternatives takes in the layout."""
        style, u = self.setup.style, self.unit
        wide = self.setup.setter.width(step.between, "italic", style.small)
        return self.turn.size(wide + 5 * u, style.small + 3 * u)

    # Plots

    def plot(self) -> Front:
        """The shapes of all trees, and of the frames among them, in rows one below the other."""
        for plot in plots(self.forest.top)[::-1]:
            self.place(plot)
        return self.plots[self.forest.top]

    def place(self, plot: Plot) -> None:
        """Finds the front of a plot, with its frame where it is a section, from those of what is in it."""
        front = self.rows([self.front(item) for item in plot.items])
        self.plots[plot] = front if plot.section is None else _titled(plot, front, self)

    def front(self, item: Seat | Plot) -> Front:
        """The front of a tree or a plot."""
        return self.seats[item] if isinstance(item, Seat) else self.plots[item]

    def rows(self, fronts: list[Front]) -> Front:
        """The shapes of things in rows."""
        gap, count = ROOTS * self.unit, len(fronts)
        if not count:
            return [Shape(0.0, 0.0, 0.0, PlotPlan((), ()))]
        found: Front = []
        known: dict[tuple[int, int], Front] = {}
        for edges in _ways(count):
            lines = []
            spans = self.turn.order([*pairwise(edges)])
            starts = tuple(first for first, _ in spans)
            for first, last in spans:
                if (first, last) not in known:
                    known[first, last] = beside(fronts[first:last], gap, self.room, tuple)
                lines.append(known[first, last])
            found += [
                shape._replace(plan=PlotPlan(starts, shape.plan))
                for shape in below(lines, gap, self.room, tuple)
            ]
        return pruned(found, self.room)


def _titled(plot: Plot, front: Front, growth: Growth, share: float = 1.0) -> Front:
    """Shapes with a frame around them, and its title in it, which takes so much of the width."""
    style, u = growth.setup.style, growth.unit
    pad = style.frame_padding
    word = growth.setup.setter.longest(plot.title, "bold", style.small) + 1.0
    least = max(60.0 * u, word) / share
    found = []
    for shape in front:
        width, height = growth.turn.size(shape.width, shape.height)
        width = max(width, least)
        lines = growth.setup.setter.lines(plot.title, width * share - 4 * u, "bold", style.small)
        title = height_of(lines, style.small * style.leading)
        left = top = pad
        if growth.turn.sideways:
            left += title
        elif growth.turn.direction == "down":
            top += title
        outer = growth.turn.size(width + 2 * pad, height + title + 2 * pad)
        inner = growth.turn.size(width, height)
        plan = FramePlan(plot, lines, left + (inner[0] - shape.width) / 2, top, shape)
        found.append(Shape(*outer, shape.cost, plan))
    return pruned(found, growth.room)


def _over(boxes: Front, rows: Front, drop: float) -> list[tuple[float, float, float, Shape, Shape]]:
    """Boxes over rows of columns, for each width the best that are no wider."""
    found = []
    for width in sorted({s.width for s in (*boxes, *rows)}):
        box = min((s for s in boxes if s.width <= width + 0.01), key=_score, default=None)
        row = min((s for s in rows if s.width <= width + 0.01), key=_score, default=None)
        if box and row:
            height = box.height + drop + row.height
            found.append((max(box.width, row.width), height, box.cost + row.cost, box, row))
    return found


def _indented(front: Front, by: float, room: Room) -> Front:
    """The shapes of a tree whose box stands by an upright bar, and all else farther from it."""
    return pruned(
        (
            s._replace(width=max(s.width, s.plan.row + by))
            if isinstance(s.plan, TreePlan) and not s.plan.hang
            else s
            for s in front
        ),
        room,
    )


def _barred(row: Shape) -> bool:
    """Whether a row of columns begins with a step whose line leads up from an upright bar at its left."""
    first: Column = row.plan[0].plan
    block = first.shapes[0].plan.block.plan
    return block.upright and not first.shapes[0].plan.left


def _score(shape: Shape) -> float:
    return shape.height + shape.cost


def _cuts(steps: list[Step], most: int) -> list[tuple[int, ...]]:
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
    return list(found)[:most]


def _ways(count: int) -> list[tuple[int, ...]]:
    """Ways to cut a sequence into rows: all of a short one, those of about equal length of others."""
    if count <= 5:
        inner = [cut for n in range(count) for cut in combinations(range(1, count), n)]
        return [(0, *cut, count) for cut in inner]
    numbers = dict.fromkeys((*range(1, min(count, 9) + 1), count))
    return [tuple(round(n * count / rows) for n in range(rows + 1)) for rows in numbers]


def leaves_first(forest: Forest) -> list[Seat | Step]:
    """The seats and steps of a forest, those below before those above."""
    order: list[Seat | Step] = list(forest.roots)
    for thing in order:
        if isinstance(thing, Seat):
            order += (*thing.steps, *beside_outcome(thing))
        else:
            order += (*thing.seats, *thing.undercuts)
    return order[::-1]
