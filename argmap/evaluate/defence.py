"""What would make a conclusion stand: the smallest sets of things to do, the dual of a crux.

A status that is not in does not change while nothing touches what it rests on, its support set. So a set of acts
that changes it holds one that touches this; with that done, the status may rest on something else, and so on. As for
a crux this is Reiter's tree of hitting sets (Artificial Intelligence 1987), which finds every smallest set level by
level. Each set is carried out on the map, and the map evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from attrs import frozen

from argmap.budget import Budget
from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.acts import Act, Acts, Rank, order
from argmap.evaluate.assumptions import assumptions_of, several
from argmap.evaluate.available import SIZE, TRIES
from argmap.evaluate.bounds import check_bounds, stopped
from argmap.evaluate.evaluation import WORDS, Status
from argmap.evaluate.grounded import Model, grounded
from argmap.evaluate.main_statements import asked_about
from argmap.evaluate.preferences import Preferences
from argmap.evaluate.program import Program, program
from argmap.evaluate.standing import headline
from argmap.evaluate.support_set import support_set
from argmap.evaluate.theory import Theory, theory
from argmap.model import Map, Statement
from argmap.wording import listed

WORK = 200_000
"""How many atoms of clauses are made in all, each some fifteen thousand instructions; what is left when it is used
up is not tried.
"""

LOOKS = 500_000
"""How many acts are looked at in all, each some three thousand instructions, whether or not they are tried."""

SHOWN = 20
"""How many ways are told to people; JSON has all."""


@frozen
class Defence:
    """What would make one conclusion stand: `ways`, the smallest first, each a set of acts of which none is idle.

    There are none where it stands already. `tries` counts the sets that were tried; `bound` says what was not tried,
    and is empty where there is nothing more to find.
    """

    conclusion: str
    status: Status
    ways: tuple[tuple[Act, ...], ...]
    tries: int
    bound: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The defence as plain data."""
        ways = [[act.to_dict() for act in way] for way in self.ways]
        made = {"id": self.conclusion, "status": self.status, "ways": ways, "tries": self.tries}
        return {**made, **({"bound": self.bound} if self.bound else {})}

    def to_text(self, map: Map) -> str:
        """The defence for people."""
        lines = [headline(map, self.conclusion, self.status)]
        if self.status == "in":
            lines.append("  it stands already")
        for way in self.ways[:SHOWN]:
            lines.append(f"  in if you {listed([act.to_text(map) for act in way])}")
        if len(self.ways) > SHOWN:
            lines.append(f"  and {len(self.ways) - SHOWN} ways more, which JSON lists")
        if not self.ways and self.status != "in" and not self.bound:
            lines.append("  nothing that is said besides makes it stand")
        if self.bound:
            lines.append(f"  ({self.bound})")
        return "\n".join(lines) + "\n"


def defend(
    map: Map,
    conclusion: str | Statement | None = None,
    *,
    size: int = SIZE,
    tries: int = TRIES,
    reject: Iterable[str | Statement] = (),
    assume: Iterable[str | Statement] = (),
    audience: Iterable[str] = (),
) -> tuple[Defence, ...]:
    """What would make a conclusion stand, or each root that something is said for or against, if there is one.

    Sets of at most `size` acts are looked for, and at most `tries` of them tried for each conclusion. Of a question
    it looks at the answers. `reject`, `assume` and `audience` are those of `evaluate`. Raises `ValueError` for a
    label that the map does not have, for a supposition and for a question without answers, and for a size or a
    number of tries that is no whole number from 1 up.
    """
    check_bounds(size, tries)
    views = _Views(several(reject), several(assume), several(audience))
    search = _Search(map, views, size, tries)
    return tuple(search.defence(goal) for goal in asked_about(map, conclusion))


class _Views(NamedTuple):
    """What an audience holds, as `evaluate` takes it."""

    reject: tuple[str | Statement, ...]
    assume: tuple[str | Statement, ...]
    audience: tuple[str, ...]

    def theory(self, map: Map) -> Theory:
        map = with_absurdities(map)
        return theory(map, assumptions_of(map, *self))


class _Trial:
    """A map with some acts done, evaluated."""

    def __init__(self, map: Map, views: _Views) -> None:
        self.map = map
        self.program: Program = program(tuple(s.id for s in map.statements), views.theory(map))
        self.model: Model = grounded(self.program)

    @cached_property
    def preferences(self) -> Preferences:
        """The order that its preferences make."""
        return order(self.map)

    @property
    def work(self) -> int:
        """What evaluating it costs: its clauses, or its statements where most of these have none."""
        return max(self.program.work, len(self.map.statements))

    def value(self, key: str) -> bool | None:
        return self.model.value[self.program.number[key]]

    def resting(self, goal: str) -> set[str]:
        """The statements that the status of a goal rests on."""
        return support_set(self.program, self.model, goal)


class _Search:
    """The search for one conclusion after another, with what is left of the work."""

    def __init__(self, map: Map, views: _Views, size: int, tries: int) -> None:
        self.map, self.views, self.size, self.tries = map, views, size, tries
        self.budget, self.looks = Budget(WORK), Budget(LOOKS)
        self.first = _Trial(map, views)
        self.acts = Acts(map, views.theory(map))
        self.rank: dict[Act, Rank] = {}

    @property
    def _spent(self) -> bool:
        return self.budget.used_up or self.looks.used_up

    def defence(self, goal: str) -> Defence:
        """What would make one conclusion stand, as far as that is found with what is left."""
        before = self.first.value(goal)
        ways: list[frozenset[Act]] = []
        # The ways that an act is in: no other can be part of a set that has it besides what was no way.
        within: dict[Act, list[frozenset[Act]]] = {}
        tried, bound = 0, ""
        level = {frozenset[Act](): self.first} if before is not True else {}
        if level and self._spent:
            return Defence(goal, WORDS[before], (), 0, stopped(0))
        for _ in range(self.size):
            if not level:
                break
            below: dict[frozenset[Act], _Trial] = {}
            for more, trial, act in self._grown(level, goal):
                if any(way <= more for way in within.get(act, ())):
                    continue
                if tried == self.tries or not self.budget.spend(trial.work):
                    bound = stopped(tried)
                    break
                tried += 1
                after = _Trial(act.done(trial.map), self.views)
                if after.value(goal) is True:
                    ways.append(more)
                    for one in more:
                        within.setdefault(one, []).append(more)
                else:
                    below[more] = after
            level = below
            if not bound and self.looks.used_up:
                bound = stopped(tried)
            if bound:
                break
        if not bound and any(True for _ in self._grown(level, goal)):
            bound = f"sets of more than {self.size} were not tried"
        found = [tuple(sorted(way, key=self.rank.__getitem__)) for way in ways]
        found.sort(key=lambda way: (len(way), [self.rank[act] for act in way]))
        return Defence(goal, WORDS[before], tuple(found), tried, bound)

    def _grown(
        self, level: dict[frozenset[Act], _Trial], goal: str
    ) -> Iterator[tuple[frozenset[Act], _Trial, Act]]:
        """The sets with one act more, each once, with a set that it is more than; no more of them once too many acts
        were looked at.
        """
        seen: set[frozenset[Act]] = set()
        for chosen, trial in level.items():
            resting = trial.resting(goal)
            standing = {key for key in resting if trial.value(key) is not False}
            lacking = {key for key in resting if trial.value(key) is not True}
            for rank, act in self.acts.that_could_move(standing, lacking, trial.preferences):
                if not self.looks.spend():
                    return
                more = chosen | {act}
                if act in chosen or more in seen:
                    continue
                self.rank.setdefault(act, rank)
                seen.add(more)
                yield more, trial, act
