"""The search: depth first, with random restarts and a budget of steps."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import count
from random import Random

from argmap.arrange.lines.closing import group_closed, up
from argmap.arrange.lines.index import Index
from argmap.arrange.lines.line import Infeasible, Line, has_argument_attributes
from argmap.arrange.lines.moves import next_states
from argmap.arrange.lines.sections import enter, next_section
from argmap.arrange.lines.state import Level, State
from argmap.arrange.lines.writing import note
from argmap.budget import Budget

_REMEMBERED = 5_000
"""How many lines back a choice can still be undone: a wrong one shows within a few."""
_PATIENCE = 30
"""How many dead ends it takes to look for the wrong choice further back."""


def search(index: Index, steps: int) -> list[Line]:
    """The lines that say a map; raises `Infeasible` where none are found.

    The first two attempts take the likely line each time and differ in where `regardless of` stands;
    those after take some lines at random, always the same ones. They share the budget of `steps`, beside
    which each gets what the size of the map asks for.
    """
    random, budget = Random(0), Budget(steps)
    own = 4 * (len(index.order) + len(index.arguments))
    for attempt in count():
        noise = 0.0 if attempt < 2 else random.choice((0.05, 0.2, 0.4, 0.6))
        found, used = _attempt(index, own + budget.left, attempt % 2 == 0, random, noise)
        if found is not None:
            return found
        budget.spend(used)
        if attempt and budget.used_up:
            break
    raise Infeasible


def _attempt(
    index: Index, steps: int, eager: bool, random: Random, noise: float
) -> tuple[list[Line] | None, int]:
    """One attempt, and how many steps it took: by the likely lines or, where they led nowhere, by some
    chosen at random.

    Where going back a choice at a time does not help soon, it goes back further and further.
    """
    state = enter(State(index, Level(None, 0)), None)
    choices: deque[Iterator[State]] = deque(maxlen=_REMEMBERED)
    furthest = failures = used = 0
    leap = 1
    while state is not None and used < steps:
        used += 1
        if state.progress > furthest:
            furthest, failures, leap = state.progress, 0, 1
        if state.said == index.total:
            done = _ended(state)
            if done is not None:
                return done.written(), used
        following = next_states(state, eager)
        choices.append(_shuffled(following, random, noise) if noise else following)
        while choices and (state := next(choices[-1], None)) is None:
            choices.pop()
            failures += 1
            if failures > _PATIENCE:
                for _ in range(min(leap, len(choices) - 1)):
                    choices.pop()
                failures, leap = 0, 2 * leap
    return None, used


def _shuffled(following: Iterator[State], random: Random, noise: float) -> Iterator[State]:
    states = list(following)
    while states:
        yield states.pop(random.randrange(len(states)) if random.random() < noise else 0)


def _ended(at: State) -> State | None:
    """The end of the text, where all that is open may close."""
    while at.level.below is not None:
        above = up(at)
        if above is None:
            return None
        at = above
    closed = group_closed(at)
    if closed is None:
        return None
    at = _late_attributes(closed)
    while at.sections < len(at.lookup.sections.order):
        opened = next_section(at)
        if opened is None:
            return None
        at = opened
    return at


def _late_attributes(at: State) -> State:
    """The references that bring the attributes `by` had no room for."""
    late = [
        Line("", line.statement, late=True)
        for line in at.written()
        if line.declares
        and line.connective == "by"
        and line.statement is not None
        and has_argument_attributes(at.lookup.statements[line.statement])
    ]
    return note(at, at.level, late)
