"""What makes a figure say two things at once, found on its shapes.

- *lines*: two lines that run together though they lead to different targets, or are of different kinds;
- *edge*: a line that runs along the edge of a box or of a section;
- *bars*: bars of different arguments that touch or nearly do;
- *cut*: a line of another argument through a bar, or a bar in pieces;
- *between*: a box or a line between a bar and its own boxes;
- *under*: a box by the bar of others, as close as their premises;
- *loose*: a bar that is by none of its premises, and has no line to them;
- *touch*: a line that begins or ends at a line of another argument, as if it joined it;
- *aim*: a head that is not at what its argument is about, or an attack on a step whose head is where that
  step's line has joined others;
- *rule*: the name of a rule that stands by no premise of its step, and nearer to the line of another;
- *text*: a line through the name of a rule or the title of a section, or two such texts on each other;
- *boxes*: boxes that overlap;
- *page*: what is not wholly on the page;
- *missing*: a statement that has no box, an argument that has no line.

Distances are in points at type of 8 points.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from attrs import frozen

from argmap.draw.describe import element
from argmap.draw.relations import relations
from tests.figures.drawn import Bar, Box, Figure, Wire, all_extents
from tests.figures.geometry import (
    Area,
    Piece,
    along,
    apart,
    away,
    common,
    crosses,
    distance,
    enters,
    near,
    outside,
    overlap,
    sides,
)
from tests.figures.measures import named

CLOSE, OVER = 1.5, 4.0
"""Lines so close over more than so many points run together."""
BARS = 4.0
"""How far apart the bars of different arguments are at least."""
PREMISE = 4.0
"""A box that is farther from a bar than its own premises by less than this reads as one of them."""

RULE = 4.0
"""How far the name of a rule stands from a premise at most, to read as the name of its step."""


@frozen
class Fault:
    """What is wrong, in a word (above), and where."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


def faults(made: Figure) -> list[Fault]:
    """All that is wrong with a figure; each said once."""
    found: list[Fault] = []
    for check in (_lines, _edges, _touch, _aims, _bars, _cut, _premises, _rules, _texts, _boxes):
        found += check(made)
    found += _page(made)
    found += _missing(made)
    return list(dict.fromkeys(found))


def _name(made: Figure, wire: Wire) -> str:
    return f"the {wire.kind} {named(made, wire.argument)}"


def _of_bar(made: Figure, bar: Bar) -> str:
    return f"the bar of {named(made, bar.argument)}"


def _pieces(wire: Wire) -> Iterator[Piece]:
    yield from pairwise(wire.path)


def _lines(made: Figure) -> Iterator[Fault]:
    close, over = CLOSE * made.unit, OVER * made.unit
    for one, other in combinations(made.wires, 2):
        if one.trunk == other.trunk or one.argument == other.argument:
            continue
        long = _together(one.pieces, other.pieces, close)
        if long > over:
            what = f"{_name(made, one)} and {_name(made, other)} run together for {long:.0f} points"
            yield Fault("lines", what)
    for bar in made.bars:
        for wire in made.wires:
            if wire.argument != bar.argument and (
                (long := _together([bar.ends], wire.pieces, close)) > over
            ):
                what = f"{_of_bar(made, bar)} and {_name(made, wire)}"
                yield Fault("lines", f"{what} run together for {long:.0f} points")

    for name, pieces in made.brackets:
        for wire in made.wires:
            if wire.kind != "part" and (long := _together(pieces, wire.pieces, close)) > over:
                what = f"{_name(made, wire)} and the bracket {name}"
                yield Fault("lines", f"{what} run together for {long:.0f} points")


def _together(one: list[Piece], other: list[Piece], close: float) -> float:
    """The longest stretch over which a piece of one is close to a piece of the other."""
    return max((near(a, b, close) for a in one for b in other), default=0.0)


def _edges(made: Figure) -> Iterator[Fault]:
    close, over = CLOSE * made.unit, OVER * made.unit
    edges = [(f"the box of {b.statement}", sides(b.area)) for b in made.boxes]
    edges += [(f"the frame {name}", sides(area)) for name, area in made.frames.items()]
    edges += made.rails
    for wire in made.wires:
        for name, around in edges:
            long = _together(wire.pieces, around, close)
            if long > over:
                yield Fault("edge", f"{_name(made, wire)} runs along {name} for {long:.0f} points")


def _touch(made: Figure) -> Iterator[Fault]:
    close = CLOSE * made.unit
    targets = {a.id: a.target for a in made.map.arguments}
    for one in made.wires:
        for other in made.wires:
            if one.trunk == other.trunk or one.argument == other.argument:
                continue
            if targets.get(one.argument) == other.argument:
                continue
            ends = [one.points[0], one.tip or one.points[-1]]
            for end in ends:
                if any(distance(end, piece) < close for piece in other.pieces):
                    yield Fault("touch", f"{_name(made, one)} touches {_name(made, other)}")


def _aims(made: Figure) -> Iterator[Fault]:
    steps = {a.id: a for a in made.map.arguments}
    for wire in made.wires:
        step = steps.get(wire.argument)
        if wire.tip is None or step is None:
            continue
        if step.target not in steps:
            reach = 4.0 * made.unit
            boxes = [b for b in made.boxes if b.statement == step.target]
            if not any(outside(wire.tip, box.area) < reach for box in boxes):
                yield Fault("aim", f"{_name(made, wire)} does not lead to {step.target}")
            continue
        aimed = made.lines_of(step.target)
        if not any(distance(wire.tip, piece) < CLOSE * made.unit for piece in aimed):
            yield Fault("aim", f"{_name(made, wire)} does not lead to its step's line")
        elif _joined(wire, step.target, made):
            yield Fault("aim", f"{_name(made, wire)} leads to a line that other steps share")


def _joined(attack: Wire, target: str, made: Figure) -> bool:
    """Whether the head of an attack is where the line of its step already carries other steps'."""
    assert attack.tip is not None
    close = CLOSE * made.unit
    lines = [w for w in made.wires if w.argument == target]
    if not lines or any(
        distance(attack.tip, bar.ends) < close for bar in made.bars if bar.argument == target
    ):
        return False
    line = min(lines, key=lambda w: min(distance(attack.tip, piece) for piece in w.pieces))
    at = along(line.points, attack.tip)
    for other in made.wires:
        if other.trunk != line.trunk or other.argument == target:
            continue
        end = other.points[-1]
        if min(distance(end, p) for p in line.pieces) < close and along(line.points, end) < at:
            return True
    return False


def _bars(made: Figure) -> Iterator[Fault]:
    for one, other in combinations(made.bars, 2):
        if one.argument != other.argument:
            far = apart(one.ends, other.ends)
            if far < BARS * made.unit:
                what = f"{_of_bar(made, one)} and {_of_bar(made, other)}"
                yield Fault("bars", f"{what} are {far:.1f} points apart")


def _cut(made: Figure) -> Iterator[Fault]:
    for bar in made.bars:
        if bar.pieces > 1:
            yield Fault("cut", f"{_of_bar(made, bar)} is in {bar.pieces} pieces")
        for wire in made.wires:
            if wire.argument != bar.argument and any(
                crosses(piece, bar.ends) for piece in wire.pieces
            ):
                yield Fault("cut", f"{_name(made, wire)} goes through {_of_bar(made, bar)}")
    for name, pieces in made.brackets:
        for wire in made.wires:
            if any(crosses(a, b) for a in pieces for b in wire.pieces):
                yield Fault("cut", f"{_name(made, wire)} goes through the bracket {name}")


# What stands by a bar


@frozen
class _Facing:
    """A box that faces a bar: on which side, how far away, and the stretch of the bar that it faces."""

    box: Box
    side: int
    gap: float
    stretch: tuple[float, float]


def _premises(made: Figure) -> Iterator[Fault]:
    u = made.unit
    for bar in made.bars:
        facing = _all_facing(bar, made)
        own = [f for f in facing if f.box.statement in bar.members]
        footed = _footed(bar, made)
        close: dict[str, _Facing] = {}
        for one in sorted(own, key=lambda f: f.gap):
            close.setdefault(one.box.statement, one)
        direct = [f for f in close.values() if f.gap < 16 * u or f.box.statement in footed]
        lost = [
            m for m in bar.members if m not in footed and m not in {d.box.statement for d in direct}
        ]
        for member in lost:
            yield Fault("loose", f"{member} is not by {_of_bar(made, bar)}, and has no line to it")
        if not direct:
            continue
        yield from _between(bar, direct, facing, made)
        yield from _under(bar, direct, facing, made)


def _all_facing(bar: Bar, made: Figure) -> list[_Facing]:
    (ax, ay), (bx, by) = bar.ends
    along, across = (0, 1) if bar.level else (1, 0)
    span = sorted((ax, bx) if bar.level else (ay, by))
    at = ay if bar.level else ax
    found = []
    for box in made.boxes:
        low, high = box.area[along], box.area[along + 2]
        stretch = max(low, span[0]), min(high, span[1])
        if stretch[1] - stretch[0] <= 2.0 * made.unit:
            continue
        near_side, far_side = box.area[across], box.area[across + 2]
        if near_side >= at - 0.5:
            found.append(_Facing(box, 1, near_side - at, stretch))
        elif far_side <= at + 0.5:
            found.append(_Facing(box, -1, at - far_side, stretch))
    return found


def _footed(bar: Bar, made: Figure) -> set[str]:
    """The premises to which a line leads from the bar."""
    found = set()
    for wire in made.wires:
        if wire.argument != bar.argument:
            continue
        ends = (wire.points[0], wire.points[-1])
        if min(distance(end, bar.ends) for end in ends) > 3.0 * made.unit:
            continue
        for box in made.boxes:
            left, top, right, bottom = box.area
            reach = 3.0 * made.unit
            if box.statement in bar.members and any(
                left - reach < x < right + reach and top - reach < y < bottom + reach
                for x, y in ends
            ):
                found.add(box.statement)
    return found


def _gap_area(bar: Bar, one: _Facing) -> Area:
    """The space between a bar and a box that faces it."""
    at = bar.ends[0][1] if bar.level else bar.ends[0][0]
    low, high = sorted((at, at + one.side * one.gap))
    start, end = one.stretch
    return (start, low, end, high) if bar.level else (low, start, high, end)


def _between(
    bar: Bar, direct: list[_Facing], facing: list[_Facing], made: Figure
) -> Iterator[Fault]:
    for own in direct:
        area = _gap_area(bar, own)
        for box in made.boxes:
            if box.statement not in bar.members and overlap(box.area, area, 0.5):
                what = f"{box.statement} stands between {own.box.statement}"
                yield Fault("between", f"{what} and {_of_bar(made, bar)}")
        for wire in made.wires:
            if wire.argument != bar.argument and any(
                enters(piece, area, min(0.5, own.gap / 4)) for piece in wire.pieces
            ):
                what = f"{_name(made, wire)} runs between {own.box.statement}"
                yield Fault("between", f"{what} and {_of_bar(made, bar)}")


def _under(bar: Bar, direct: list[_Facing], facing: list[_Facing], made: Figure) -> Iterator[Fault]:
    u = made.unit
    own_sides = {f.side for f in direct}
    most = max(f.gap for f in direct)
    for other in facing:
        if other.box.statement in bar.members or _hidden(other, direct):
            continue
        # On the other side, where conclusions stand, only what is nearer than a row's distance.
        reach = most + PREMISE * u if other.side in own_sides else min(most, 6.0 * u) + u
        if other.gap < reach:
            what = f"{other.box.statement} stands by {_of_bar(made, bar)}"
            yield Fault("under", f"{what}, {other.gap:.0f} points away, as if it were a premise")


def _hidden(other: _Facing, direct: list[_Facing]) -> bool:
    """Whether a premise stands between the bar and a box, before most of it."""
    before = sum(
        max(0.0, common(other.stretch, one.stretch))
        for one in direct
        if one.side == other.side and one.gap < other.gap
    )
    return before > (other.stretch[1] - other.stretch[0]) / 2


# Texts, boxes, the page


def _rules(made: Figure) -> Iterator[Fault]:
    groups = {wire.name: wire.argument for wire in made.wires}
    steps = {a.id: a for a in made.map.arguments}
    for text, name, area in made.texts:
        argument = groups.get(name)
        if argument is None:
            continue
        members = steps[argument].members if argument in steps else ()
        if any(
            away(area, side) < RULE * made.unit
            for box in made.boxes
            if box.statement in members
            for side in sides(box.area)
        ):
            # It stands on its premise, which says as much.
            continue
        own = min(away(area, piece) for piece in made.lines_of(argument))
        # The lines of one trunk are one line, and its names stand along it.
        trunks = {w.trunk for w in made.wires if w.argument == argument}
        others = {
            w.argument: None
            for w in made.wires
            if w.trunk not in trunks and w.trunk[0] != argument
            for piece in w.pieces
            if away(area, piece) < own - 0.5
        }
        if own > 3.5 * RULE * made.unit:
            yield Fault("rule", f"“{text}” is {own:.0f} points from {named(made, argument)}")
        for other in others:
            what = f"“{text}” is nearer to {named(made, other)} than to {named(made, argument)}"
            yield Fault("rule", what)


def _texts(made: Figure) -> Iterator[Fault]:
    for text, name, area in made.texts:
        for wire in made.wires:
            if any(enters(piece, area, 0.8 * made.unit) for piece in wire.pieces):
                yield Fault("text", f"{_name(made, wire)} runs through “{text}”")
        for bar in made.bars:
            if enters(bar.ends, area, 0.8 * made.unit):
                yield Fault("text", f"{_of_bar(made, bar)} runs through “{text}”")
        for box in made.boxes:
            if overlap(area, box.area, 0.8 * made.unit):
                yield Fault("text", f"“{text}” reaches into the box of {box.statement}")
        for other, owner, there in made.texts:
            if name < owner and overlap(area, there, 1.0 * made.unit):
                yield Fault("text", f"“{text}” and “{other}” lie on each other")


def _boxes(made: Figure) -> Iterator[Fault]:
    for one, other in combinations(made.boxes, 2):
        if overlap(one.area, other.area, 0.5):
            yield Fault("boxes", f"the boxes of {one.statement} and {other.statement} overlap")
    for wire in made.wires:
        for box in made.boxes:
            if any(enters(piece, box.area, 0.6 * made.unit) for piece in wire.pieces):
                yield Fault("boxes", f"{_name(made, wire)} runs through {box.statement}")


def _page(made: Figure) -> Iterator[Fault]:
    for name, (left, top, right, bottom) in all_extents(made.page):
        over = max(-left, -top, right - made.page.width, bottom - made.page.height)
        if over > 0.1:
            yield Fault("page", f"{name} reaches {over:.1f} points beyond the page")


def _missing(made: Figure) -> Iterator[Fault]:
    for statement in made.map.statements:
        if made.box(statement.id) is None:
            yield Fault("missing", f"{statement.id} has no box")
    drawn = {wire.argument for wire in made.wires}
    for relation in relations(made.map):
        if relation.name not in drawn:
            yield Fault("missing", f"{relation.name} has no line")
    passages = {name for group in made.page.groups if (name := group.id).startswith("passage-")}
    for statement in made.map.statements:
        if statement.kind == "supposition" and element("passage", statement.id) not in passages:
            yield Fault("missing", f"the passage of {statement.id} has no frame")
    for argument in made.map.arguments:
        if argument.id not in drawn:
            yield Fault("missing", f"{named(made, argument.id)} has no line")
