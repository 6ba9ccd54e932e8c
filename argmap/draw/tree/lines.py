"""The lines of a placed tree: trunks to heads, branches to trunks, bars, what attacks a step."""

from __future__ import annotations

from itertools import pairwise

from attrs import define

from argmap.draw.connectors import LinkKind
from argmap.draw.drawing import Point
from argmap.draw.setup import Setup
from argmap.draw.spread import spread
from argmap.draw.tree.growth import (
    EDGE,
    LANDING,
    LANE_ASIDE,
    TRACK,
    TreePlan,
    apart,
    sorts,
)
from argmap.draw.tree.places import Places, SeatPlace, StepPlace

# From a box to the first line across below it, and how far a branch goes on along its trunk.
_CHANNEL = 9.0
# How high above a block the line of what attacks its step arrives.
_LANDING = 5.5


@define(eq=False, repr=False)
class Wire:
    """The line of a step: from where it leaves to its head or, for a branch, to the line that has one."""

    place: StepPlace
    points: list[Point]
    headed: bool


@define(eq=False, repr=False)
class _Upright:
    """A line up from one step, or from the steps of a list."""

    x: float
    steps: list[StepPlace]

    @property
    def listed(self) -> bool:
        return self.steps[0].plan.left

    @property
    def leader(self) -> StepPlace:
        """The step whose line goes all the way: the lowest, or the lowest that is highlighted."""
        return next((s for s in reversed(self.steps) if s.step.highlit), self.steps[-1])

    @property
    def highlit(self) -> bool:
        """Whether one of its steps is highlighted."""
        return self.leader.step.highlit


@define(eq=False, repr=False)
class _Group:
    """Uprights of one kind that share a trunk; `level` counts the lines across, the lowest 0."""

    uprights: list[_Upright]
    trunk: float = 0.0
    level: int = 0

    @property
    def kind(self) -> LinkKind:
        return self.uprights[0].steps[0].step.kind

    @property
    def across(self) -> bool:
        """Whether it has a line across."""
        return any(abs(u.x - self.trunk) > 0.5 for u in self.uprights)


def wires(places: Places, setup: Setup) -> list[Wire]:
    """All lines of a tree."""
    found: list[Wire] = []
    for place in places.order:
        if isinstance(place, SeatPlace):
            if place.columns:
                found += _bearing(place, places, setup)
        elif place.attacks:
            found += _attacks(place, setup)
    return _whole(found) if setup.options.steps else found


def _whole(found: list[Wire]) -> list[Wire]:
    """The lines with the rest of the way to their heads, for a figure in which each may stand alone."""
    made = []
    for wire in found:
        points, at = [*wire.points], wire
        while not at.headed:
            onward = next(
                (
                    (other, rest)
                    for other in found
                    if other is not at and (rest := _rest(points[-1], other))
                ),
                None,
            )
            if onward is None:
                break
            at, rest = onward
            points += rest
        made.append(Wire(wire.place, straightened(points), at.headed))
    return made


def _rest(point: Point, wire: Wire) -> list[Point]:
    """The points of a line after one that lies on it; none where it does not."""
    x, y = point
    for n, ((ax, ay), (bx, by)) in enumerate(pairwise(wire.points), 1):
        across = (
            abs(ay - by) < 0.1 and abs(y - ay) < 0.1 and min(ax, bx) - 0.1 < x < max(ax, bx) + 0.1
        )
        along = (
            abs(ax - bx) < 0.1 and abs(x - ax) < 0.1 and min(ay, by) - 0.1 < y < max(ay, by) + 0.1
        )
        if across or along:
            return wire.points[n:]
    return []


def _bearing(place: SeatPlace, places: Places, setup: Setup) -> list[Wire]:
    """The lines of what bears on a statement."""
    u = setup.style.unit
    plan: TreePlan = place.shape.plan
    groups: list[_Group] = []
    for x, steps in places.uprights(place):
        upright = _Upright(place.x + x, steps)
        if groups and groups[-1].kind == steps[0].step.kind:
            groups[-1].uprights.append(upright)
        else:
            groups.append(_Group([upright]))
    if plan.hang:
        high = place.left + place.width - EDGE * u
        for group in groups:
            group.trunk = min(group.uprights[0].x, high)
    else:
        _trunks(groups, place, u)
        _levels(groups)
    depth = max((g.level for g in groups), default=0)
    room = plan.drop - (_CHANNEL + 5.0) * u
    track = min(TRACK * u, room / depth) if depth else 0.0
    found: list[Wire] = []
    for group in groups:
        across = place.bottom + _CHANNEL * u + (depth - group.level) * track
        found += _group(group, across, place.bottom, setup.style.elbow)
    return found


def _trunks(groups: list[_Group], place: SeatPlace, u: float) -> None:
    """Where the trunks reach the box: straight above an upright where that is possible."""
    inset = min(EDGE * u, place.width / 4)
    low, high = place.left + inset, place.left + place.width - inset
    wishes = []
    for group in groups:
        xs = [upright.x for upright in group.uprights]
        middle = (min(xs) + max(xs)) / 2
        inside = [x for x in xs if low <= x <= high]
        wish = min(inside, key=lambda x: abs(x - middle)) if inside else min(max(middle, low), high)
        wishes.append((wish, 4.0 if inside else 1.0))
    gaps = [apart(one.kind, other.kind) * u for one, other in pairwise(groups)]
    tight = min(1.0, (high - low) / sum(gaps)) if gaps else 1.0
    places = spread(wishes, [*(gap * tight for gap in gaps), 0.0], (low, high))
    for group, x in zip(groups, places, strict=True):
        near = [upright.x for upright in group.uprights if abs(upright.x - x) < 0.6]
        group.trunk = near[0] if near else x


def _levels(groups: list[_Group]) -> None:
    """Which line across is higher, so that none crosses an upright of another group."""
    under: dict[_Group, list[_Group]] = {g: [] for g in groups}
    for n, one in enumerate(groups):
        for other in groups[n + 1 :]:
            if one.trunk > other.uprights[0].x - 1.0:
                under[one].append(other)
            elif other.trunk < one.uprights[-1].x + 1.0:
                under[other].append(one)
    rise = {group: int(group.across) for group in groups}
    for _ in groups:
        settled = True
        for group in groups:
            level = max((g.level + rise[g] for g in under[group]), default=0)
            settled &= level == group.level
            group.level = level
        if settled:
            break


def _group(group: _Group, across: float, bottom: float, elbow: float) -> list[Wire]:
    """The lines of a group: one to its head, the others to it. What is highlighted leads the way."""
    t = group.trunk
    lit = [upright for upright in group.uprights if upright.highlit]
    straight = [u for u in (lit or group.uprights) if abs(u.x - t) < 0.6]
    main = straight[0] if straight else max(lit or group.uprights, key=lambda u: abs(u.x - t))
    found: list[Wire] = []
    for upright in group.uprights:
        start = _start(upright, upright.leader)
        x = upright.x
        if upright is main:
            bend = [] if abs(x - t) < 0.6 else [(x, across), (t, across)]
            points = [*start, *bend, (t, bottom)]
        elif abs(x - t) < 0.6:
            # It ends at the line of another that is highlighted.
            points = [*start, (t, across)]
        else:
            points = [*start, (x, across), *_joining(upright, group, main, across, elbow)]
        found.append(Wire(upright.leader, straightened(points), upright is main))
        found += _listed(upright, elbow)
    return found


def _joining(
    upright: _Upright, group: _Group, main: _Upright, across: float, elbow: float
) -> list[Point]:
    """Where the line of an upright ends, from where it has turned towards the trunk."""
    t, x = group.trunk, upright.x
    side = 1 if t > x else -1
    if any((o.x - x) * side < -0.6 for o in group.uprights):
        return [(x + side * elbow, across)]
    if (main.x - x) * side > 0.6 and (t - main.x) * side > 0.6:
        # The highlighted one stands between it and the trunk.
        return [(main.x, across)]
    return [(t, across), (t, across - elbow)]


def _listed(upright: _Upright, elbow: float) -> list[Wire]:
    """The lines of the other steps of a list, to the one that goes all the way."""
    x, leader = upright.x, upright.steps.index(upright.leader)
    found = []
    for place, step in enumerate(upright.steps):
        sx, sy = step.exit
        if place == leader:
            continue
        end = sy - elbow
        if place == len(upright.steps) - 1:
            end = upright.leader.exit[1]
        found.append(Wire(step, [(sx, sy), (x, sy), (x, end)], False))
    return found


def _start(upright: _Upright, step: StepPlace) -> list[Point]:
    x, y = step.exit
    return [(x, y), (upright.x, y)] if upright.listed else [(x, y)]


def _attacks(place: StepPlace, setup: Setup) -> list[Wire]:
    """The lines of what attacks a step, to its line: one for each kind, the later farther from its block."""
    kinds = sorts([attack.step for attack in place.attacks])
    found: list[Wire] = []
    for n, kind in enumerate(kinds):
        attacks = [attack for attack in place.attacks if attack.step.kind == kind]
        found += _of_kind(place, attacks, (n, len(kinds) - 1 - n), setup)
    return found


def _of_kind(
    place: StepPlace, attacks: list[StepPlace], ranks: tuple[int, int], setup: Setup
) -> list[Wire]:
    """The lines of attacks of one kind; `ranks` says how many kinds stand before it and after it."""
    u, elbow = setup.style.unit, setup.style.elbow
    x, y = place.exit
    found: list[Wire] = []
    before, after = ranks
    over = place.top - (_LANDING + LANDING * before) * u
    if place.step.label:
        over = place.head + (_LANDING + LANDING * after) * u
    lane = place.x + place.inset[0] + ((2.5 if place.plan.left else 3.0) + LANE_ASIDE * after) * u
    last = len(attacks) - 1
    leader = next((n for n in range(last, -1, -1) if attacks[n].step.highlit), last)
    for n, attack in enumerate(attacks):
        ax, ay = attack.exit
        if place.plan.beside:
            points = [(ax, ay), (ax, over)]
            if n != leader:
                points.append((attacks[leader].exit[0] if n == last else ax - elbow, over))
            elif place.plan.left:
                points += [(lane, over), (lane, y)]
            else:
                points.append((x, over))
        else:
            points = [(ax, ay), (lane, ay)]
            if n != leader:
                points.append((lane, attacks[leader].exit[1] if n == last else ay - elbow))
            elif place.plan.left:
                points.append((lane, y))
            else:
                points += [(lane, over), (x, over)]
        found.append(Wire(attack, straightened(points), n == leader))
    return found


def straightened(points: list[Point]) -> list[Point]:
    """The points without those that change nothing."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < 0.05 and abs(point[1] - kept[-1][1]) < 0.05:
            continue
        if len(kept) > 1 and (
            abs(kept[-1][0] - kept[-2][0]) < 0.05 > abs(point[0] - kept[-1][0])
            or abs(kept[-1][1] - kept[-2][1]) < 0.05 > abs(point[1] - kept[-1][1])
        ):
            kept[-1] = point
            continue
        kept.append(point)
    return kept
