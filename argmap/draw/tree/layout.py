"""Where everything in a tree stands: the lowest figure within the space, in the largest type that fits."""

from __future__ import annotations

from itertools import pairwise
from math import floor

from attrs import define, field

from argmap.draw.connectors import SIDEWAYS
from argmap.draw.drawing import Point
from argmap.draw.setup import MM, Setup
from argmap.draw.tree.curves import Front, Room, Shape
from argmap.draw.tree.detours import Ground, Side
from argmap.draw.tree.forest import Extra, Forest, forest, shorten_rules
from argmap.draw.tree.growth import EDGE, Growth
from argmap.draw.tree.lines import Wire, straightened, wires
from argmap.draw.tree.places import FramePlace, Places, SeatPlace, StepPlace, placed
from argmap.draw.tree.turn import Corner, Turn
from argmap.draw.typeset import height_of
from argmap.draw.view import View

_RULE, _RULE_SIDEWAYS = 90.0, 46.0
"""How wide the name of a rule may be beside its line, in points at 8-point type."""
_BREADTH, _COLUMN = 0.25, 84.0
"""What a point of width beyond a column's, in millimetres, weighs against one of height."""
_NEAR = 110.0
"""How far apart two boxes may be that a line of its own joins."""
_MANY, _OFTEN = 24, 250
"""Of more relations that no tree has room for, or more statements, none becomes a line unless asked for."""
_MOST = 60
"""Of so many relations at most lines are looked for, those that come first in the file."""
_ANY = Room(float("inf"), float("inf"))
_RIM = 7.0
"""How far beyond the boxes a line may lead around them."""
_HEAD, _TEE = 7.5, 6.5
_SHORT = 13.9
"""So long is a line with a sign at both ends at least, in points at 8-point type; boxes say it instead of a shorter one."""
_WINDING = 5
"""So many points a short line has at most."""


@define(eq=False, repr=False)
class Layout:
    """A figure with everything in its place; a `detour` is the way of an extra line, which leads to its head.

    Places are those of the layout, which `point` and `box` turn into places on the page.
    """

    forest: Forest
    setup: Setup
    turn: Turn
    shape: Shape
    trees: list[Places]
    frames: list[FramePlace]
    wires: list[Wire]
    detours: list[tuple[Extra, list[Point]]] = field(factory=list)
    rim: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        around = 2 * (self.rim + self.setup.style.margin)
        width, height = self.turn.size(self.shape.width, self.shape.height)
        return width + around, height + around

    def point(self, x: float, y: float) -> Point:
        """A point on the page."""
        x, y = self.turn.point(x, y, (self.shape.width, self.shape.height))
        by = self.rim + self.setup.style.margin
        return x + by, y + by

    def box(self, corner: Corner) -> Corner:
        """A rectangle on the page."""
        x, y, width, height = self.turn.box(corner, (self.shape.width, self.shape.height))
        by = self.rim + self.setup.style.margin
        return x + by, y + by, width, height

    @property
    def fits(self) -> bool:
        """Whether it keeps to the space there is."""
        return self.setup.fits(*self.size)

    @property
    def seats(self) -> list[SeatPlace]:
        """The places of all seats."""
        return [place for tree in self.trees for place in tree.seats]

    @property
    def steps(self) -> list[StepPlace]:
        """The places of all steps."""
        return [place for tree in self.trees for place in tree.steps]


def lay_out(view: View, setup: Setup) -> tuple[Layout, tuple[str, ...]]:
    """The layout of a view, and what to say where it does not fit the space."""
    turn = Turn(setup.direction)
    first: Layout | None = None
    for smaller in setup.sizes():
        made = _sized(view, smaller, turn)
        if made.fits:
            return made, ()
        first = first or made
    assert first is not None
    return first, misfit(first, forest(view))


def _sized(view: View, setup: Setup, turn: Turn) -> Layout:
    """The layout in one size of type, with lines for what no tree has room for where they are short."""
    plain = placed_forest(forest(view), setup, turn)
    extras = plain.forest.extras
    asked = setup.options.shared
    drawn = [e for e in extras if asked != "box" or e.kind in SIDEWAYS]
    wanted = {e.key for e in drawn[:_MOST]}
    if asked != "line":
        few = len(extras) <= _MANY and len(plain.forest.seats) <= _OFTEN
        wanted &= _near(plain) if few else set()
    while wanted:
        made = placed_forest(forest(view, frozenset(wanted)), setup, turn)
        missing = _route(made, wanted, crossing=asked == "line")
        if not missing:
            return made if made.fits or not plain.fits else plain
        wanted -= missing
    return plain


def growth_of(made: Forest, setup: Setup, turn: Turn, tight: bool = True) -> Growth:
    """The growth of a forest, in which nothing is measured yet; a `tight` one keeps to the space where it can."""
    style = setup.style
    labels = {
        s.label: setup.setter.width(s.label, "italic", style.small) for s in made.steps() if s.label
    }
    shorten_rules(made, (_RULE_SIDEWAYS if turn.sideways else _RULE) * style.unit, labels)
    around = 2 * style.margin - 0.05
    height = float("inf") if setup.height is None else setup.height - around
    room = Room(*turn.size(setup.width - around, height)) if tight else _ANY
    return Growth(made, setup, turn, labels, room)


def placed_forest(made: Forest, setup: Setup, turn: Turn) -> Layout:
    """The layout of a forest."""
    growth = growth_of(made, setup, turn)
    growth.grow()
    shape = _chosen(growth.plot(), setup, turn)
    trees, frames = placed(made, shape, growth)
    lines = [wire for tree in trees for wire in wires(tree, setup)]
    return Layout(made, setup, turn, shape, trees, frames, lines)


def _chosen(front: Front, setup: Setup, turn: Turn) -> Shape:
    """The lowest shape that fits, else the lowest that is not too wide, else the narrowest."""
    around = 2 * setup.style.margin
    sizes = [(shape, *turn.size(shape.width, shape.height)) for shape in front]
    fitting = [(s, w, h) for s, w, h in sizes if setup.fits(w + around, h + around)]
    narrow = [(s, w, h) for s, w, h in sizes if w + around <= setup.width + 0.05]
    for some in (fitting, narrow):
        if some:
            return min(some, key=lambda one: one[2] + one[0].cost + _wide(one[1]))[0]
    return min(sizes, key=lambda one: one[1])[0]


def _wide(width: float) -> float:
    return _BREADTH * max(0.0, width - _COLUMN * MM)


def misfit(made: Layout, plain: Forest) -> tuple[str, ...]:
    """What to say of a figure of a forest that does not fit: what is too small, and what would do."""
    setup, turn = made.setup, made.turn
    growth = growth_of(plain, setup, turn, tight=False)
    growth.grow()
    front = growth.plot()
    around = 2 * setup.style.margin
    sizes = [(w + around, h + around) for s in front for w, h in [turn.size(s.width, s.height)]]
    tall = setup.height or float("inf")
    width = min((w for w, h in sizes if h <= tall + 0.05), default=None)
    height = min((h for w, h in sizes if w <= setup.width + 0.05), default=None)
    scale = max(min(setup.width / w, tall / h) for w, h in sizes)
    offers = []
    if width is not None:
        offers.append(f"--width {-floor(-width / MM)}")
    if height is not None and setup.height is not None:
        offers.append(f"--height {-floor(-(height + setup.taken) / MM)}")
    size = floor(setup.style.size * scale * 10) / 10
    if size >= 4:
        offers.append(f"--size {size:g}")
    offers += ["--layout outline", "a part of the map (--root, --only, --depth)"]
    return setup.misfit(*made.size, *offers)


# What no tree has room for


def _near(made: Layout) -> set[tuple[str, str]]:
    """The relations whose two boxes are near each other."""
    seats = {place.seat.key: place for place in made.seats if not place.seat.reference}
    found = set()
    for extra in made.forest.extras:
        one, other = seats[extra.tail], seats[extra.head]
        dx = max(one.left, other.left) - min(one.left + one.width, other.left + other.width)
        dy = max(one.y, other.y) - min(one.bottom, other.bottom)
        if max(0.0, dx) + max(0.0, dy) <= _NEAR * made.setup.style.unit:
            found.add(extra.key)
    return found


def _route(made: Layout, wanted: set[tuple[str, str]], crossing: bool) -> set[tuple[str, str]]:
    """Finds the ways of the extra lines; gives those that have none."""
    u = made.setup.style.unit
    rim = 0.0
    width, height = made.size
    if made.setup.fits(width + 2 * _RIM * u, height + 2 * _RIM * u):
        rim = _RIM * u
    bounds = -rim, -rim, made.shape.width + 2 * rim, made.shape.height + 2 * rim
    ground = Ground(u, bounds)
    _occupy(ground, made)
    seats = {place.seat.key: place for place in made.seats if not place.seat.reference}
    steps = {place.step.argument.id: place for place in made.steps if place.step.argument}
    missing = set()
    for extra in made.forest.extras:
        if extra.key not in wanted:
            continue
        head = _TEE if extra.kind in SIDEWAYS else _HEAD
        tail, target = seats[extra.tail], seats[extra.head]
        off = (head if extra.kind in SIDEWAYS else 3.5) * u
        starts = _sides(tail, off, u, None if extra.joint else target)
        if extra.joint and extra.argument is not None:
            ends = _bar_ends(steps[extra.argument.id], u)
        else:
            ends = _sides(target, head * u, u, tail)
        way = straightened(ground.way(starts, ends, crossing))
        hook = extra.kind in SIDEWAYS and _length(way) < _SHORT * u
        if not way or hook or (len(way) > _WINDING and not crossing):
            missing.add(extra.key)
            continue
        ground.add_line(way, 0.0 if extra.joint else 4.6 * u)
        made.detours.append((extra, way))
    xs = [x for _, way in made.detours for x, _ in way]
    ys = [y for _, way in made.detours for _, y in way]
    out = bool(xs) and (
        min(xs) < 0 or max(xs) > made.shape.width or min(ys) < 0 or max(ys) > made.shape.height
    )
    made.rim = rim if out else 0.0
    return missing


def _length(way: list[Point]) -> float:
    return sum(abs(ax - bx) + abs(ay - by) for (ax, ay), (bx, by) in pairwise(way))


def _occupy(ground: Ground, made: Layout) -> None:
    """Puts what stands already in the way of further lines."""
    u = made.setup.style.unit
    for seat in made.seats:
        ground.add_box((seat.left, seat.y, seat.width, seat.height))
    for frame in made.frames:
        x, y, width, height = frame.corner
        ground.add_fence(frame.corner)
        pad = 6 * u
        lead = made.setup.style.small * made.setup.style.leading
        title = height_of(frame.lines, lead) + pad
        title = frame.passage.strip if frame.passage is not None else title
        if made.turn.sideways:
            ground.add_box((x, y, title, height))
        else:
            ground.add_box(
                (x, y if made.turn.direction == "down" else y + height - title, width, title)
            )
    for step in made.steps:
        if step.label:
            ground.add_box(step.label)
        if step.ends:
            ground.add_line(step.ends)
    for wire in made.wires:
        ground.add_line(wire.points, 4.6 * u if wire.headed else 0.0)


def _sides(place: SeatPlace, off: float, u: float, other: SeatPlace | None) -> list[Side]:
    """Where a line may leave a box, or come to it: at some places of each side, and straight from where
    another box faces it.
    """
    found: list[Side] = []
    left, right, top, bottom = place.left, place.left + place.width, place.y, place.bottom
    for y in _spots(top, bottom, EDGE * u, (other.y, other.bottom) if other else None):
        found += [((left, y), (left - off, y)), ((right, y), (right + off, y))]
    facing = (other.left, other.left + other.width) if other else None
    for x in _spots(left, right, EDGE * u, facing):
        found += [((x, top), (x, top - off)), ((x, bottom), (x, bottom + off))]
    return found


def _spots(low: float, high: float, edge: float, facing: tuple[float, float] | None) -> list[float]:
    edge = min(edge, (high - low) / 4)
    spans = [(low + edge, high - edge)]
    if facing is not None:
        spans.append((max(low, facing[0]) + edge, min(high, facing[1]) - edge))
    spots = [
        a + (b - a) * share for a, b in spans if b >= a for share in (0.5, 0.25, 0.75, 0.0, 1.0)
    ]
    return [*dict.fromkeys(round(spot, 3) for spot in spots)]


def _bar_ends(place: StepPlace, u: float) -> list[Side]:
    """Where a line may come to the bar of linked premises."""
    assert place.ends is not None
    (ax, ay), (bx, by) = place.ends
    off = 5 * u
    if ax == bx:
        return [((bx, by), (bx, by + off)), ((ax, ay), (ax, ay - off))]
    return [((ax, ay), (ax - off, ay)), ((bx, by), (bx + off, by))]
