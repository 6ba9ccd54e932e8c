"""A step that is larger than a page → the part of it that is, and the part that goes on in another figure.

What is taken of a step are its premises in their order, then those of what attacks it. Where a part ends, a small
box stands for the rest, under the same bar or at the same line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attrs import evolve

from argmap.draw.box import Box
from argmap.draw.tree.curves import Front
from argmap.draw.tree.forest import Seat, Step
from argmap.draw.tree.growth import Growth

ROOM = "Figure 88"
"""Stands for the name of a figure while it has no number."""
_DEEP = 3
"""So many steps are named again above a part that goes on, each attacked by the next."""


def cut(growth: Growth, child: Seat, chain: list[Step], instead: Seat) -> None:
    """Puts another seat in the place of one, which the steps of the chain lead up from."""
    seats = chain[0].seats
    seats[seats.index(child)] = instead
    growth.measure(instead)
    for step in chain:
        growth.measure(step)


def reference(seat: Seat, growth: Growth) -> Seat:
    """A small box with the number of a statement that stands in another figure."""
    number = f"→ {growth.forest.view.numbers[seat.key]}, {ROOM}"
    return Seat(seat.key, Box(seat.box.statement, number, "background"), reference=True)


class Parts:
    """Has what is too large for a figure go on in others.

    `fits` tells whether a seat, with what is below it, fits a figure; `stubs` are seats that stand for others.
    """

    def __init__(
        self, growth: Growth, fits: Callable[[Seat], bool], stubs: dict[Seat, Seat]
    ) -> None:
        self.growth, self.fits, self.stubs = growth, fits, stubs
        # What goes on of the seats that have too much bearing on them.
        self.rests: dict[Seat, Seat] = {}
        # The heads of the figures that signs name; what is too large to stand where it is referred to.
        self.signs: dict[Seat, Seat] = {}
        self.aside: dict[Seat, Seat] = {}

    def go_on(self, seat: Seat) -> None:
        """Has what bears on a statement go on in further figures: as many steps in each as fit or, of one that is
        larger than a figure, as much as fits.
        """
        notes = seat.box.notes
        while seat.steps and not self.fits(seat):
            seat.box.notes = [*seat.box.notes, f"→ {ROOM}"]
            taken, rest, named = self._share(seat, seat.steps)
            self._have(seat, taken)
            if not rest:
                seat.box.notes = notes
                return
            head = Seat(seat.key, evolve(seat.box, notes=[*notes]), twin=True)
            if named:
                head = reference(seat, self.growth)
            self.rests[seat] = head
            for steps, at in ((taken, head), (rest, seat)):
                inner = (one for step in steps for part in _within(step) for one in part.seats)
                self.signs |= {one: at for one in inner if one.sign and one not in self.signs}
            self._have(head, rest)
            seat = head

    def _share(self, seat: Seat, steps: list[Step]) -> tuple[list[Step], list[Step], bool]:
        """What of some steps a figure can hold below a statement, what goes on, and whether the statement is only
        referred to there.
        """
        named = seat.reference

        def whole(count: int) -> list[Step]:
            more = [_alone(steps[count], _onward(steps[count].seats[0]))] if named else []
            return [*steps[:count], *more]

        if count := self._most(seat, len(steps) - 1, whole):
            return whole(count), steps[count:], named
        step, *others = steps
        while True:
            self._have(seat, [step])
            if self.fits(seat):
                return [step], others, named
            size = _size(step)
            count = self._most(seat, size - 1, lambda n: [parted(step, n).taken])
            child, chain = _first(step)
            if count or child.reference:
                if size == 1:
                    return [step], others, named
                part = parted(step, count or 1)
                return [part.taken], [part.rest, *others], named or part.headless
            self._have(seat, [])
            if not named and _least(self.growth.seats[seat]) > _least(self.growth.seats[child]):
                return [_alone(step, _onward(child))], steps, True
            # Too large to stand with anything.
            sign = reference(child, self.growth)
            self.aside[sign] = self.stubs.get(child, child)
            cut(self.growth, child, chain, sign)

    def _most(self, seat: Seat, most: int, take: Callable[[int], list[Step]]) -> int:
        """How many of so many things that bear on a seat fit with it; 0 where not even one does."""
        low, high = 0, most
        while low < high:
            middle = (low + high + 1) // 2
            self._have(seat, take(middle))
            low, high = (middle, high) if self.fits(seat) else (low, middle - 1)
        return low

    def _have(self, seat: Seat, steps: list[Step]) -> None:
        """Gives a seat its steps, and measures what was not yet."""
        seat.steps = steps
        for step in (one for part in steps for one in _within(part)):
            for child in step.seats:
                if child not in self.growth.seats:
                    self.growth.measure(child)
            if (step, True) not in self.growth.steps:
                self.growth.measure(step)
        self.growth.measure(seat)


class Parted(NamedTuple):
    """The part that is taken, and the rest; `headless` where the rest stands too deep for the statement on which all
    of it bears to be named again.
    """

    taken: Step
    rest: Step
    headless: bool


def _first(step: Step) -> tuple[Seat, list[Step]]:
    """The first seat that there is to take of a step, with the steps that lead up from it."""
    at, chain = next((at, chain) for at, chain in _in_order(step) if _real(at))
    return _real(at)[0], [at, *(above for above, _ in reversed(chain))]


def _alone(step: Step, seat: Seat) -> Step:
    """A step of which only a sign stands."""
    return evolve(step, seats=[seat], undercuts=[], label="", linked=False, frame=None)


def _within(step: Step) -> list[Step]:
    """A step and what attacks it, those above after those below."""
    return [one for one, _ in _in_order(step)][::-1]


def _size(step: Step) -> int:
    """How many seats there are to take of a step, one at a time."""
    return sum(len(_real(one)) for one, _ in _in_order(step))


def _real(step: Step) -> list[Seat]:
    """The seats of a step, without the signs that stand for others."""
    return [seat for seat in step.seats if not seat.sign]


def parted(step: Step, count: int) -> Parted:
    """A step cut after so many of its seats."""
    order = _in_order(step)
    while count >= len(_real(order[0][0])):
        count -= len(_real(order.pop(0)[0]))
    at, chain = order[0]
    below = _real(at)[count]
    if count:
        place = at.seats.index(below)
        taken = evolve(at, seats=[*at.seats[:place], _onward(below)], undercuts=[])
        rest = evolve(at, seats=[_back(below), *at.seats[place:]])
    else:
        taken = _alone(at, _onward(below))
        rest = at
    last = next((k for k, (a, n) in enumerate(chain) if n + 1 < len(a.undercuts)), len(chain))
    named = max(0, min(len(chain) - _DEEP, last))
    for above, n in reversed(chain[named:]):
        only = [_back(above.seats[0])]
        rest = evolve(
            above, seats=only, linked=False, undercuts=[rest, *above.undercuts[n + 1 :]], frame=None
        )
    for above, n in reversed(chain):
        taken = evolve(above, undercuts=[*above.undercuts[:n], taken])
    return Parted(taken, rest, named > 0)


def _in_order(step: Step) -> list[tuple[Step, list[tuple[Step, int]]]]:
    """A step and what attacks it, in order, each with the steps above it and its place among what attacks them."""
    found = []
    waiting: list[tuple[Step, list[tuple[Step, int]]]] = [(step, [])]
    while waiting:
        at, chain = waiting.pop()
        found.append((at, chain))
        waiting += [(one, [*chain, (at, n)]) for n, one in enumerate(at.undercuts)][::-1]
    return found


def _onward(seat: Seat) -> Seat:
    """Stands for what goes on in another figure with the seat of a statement."""
    return Seat(
        seat.key, Box(seat.box.statement, f"goes on in {ROOM}", "background"), True, sign=True
    )


def _back(seat: Seat) -> Seat:
    """Stands for what comes from another figure, before the seat of a statement."""
    return Seat(seat.key, Box(seat.box.statement, f"from {ROOM}", "background"), True, sign=True)


def _least(front: Front) -> float:
    return min(shape.height for shape in front)
