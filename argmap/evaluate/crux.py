"""What a conclusion depends on: the smallest sets of premises whose rejection changes its status.

A status does not change while the premises in its support set stay, so a set that changes it takes one of
these; with that one rejected, the status may have another support set, and so on. This is Reiter's tree of
hitting sets (Artificial Intelligence 1987): level by level it finds every smallest set, without trying
those that can't matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from attrs import frozen

from argmap.budget import Budget
from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.assumptions import assumptions_of
from argmap.evaluate.available import SIZE, TRIES
from argmap.evaluate.bounds import check_bounds, stopped
from argmap.evaluate.evaluation import WORDS, Status
from argmap.evaluate.grounded import Model, grounded
from argmap.evaluate.main_statements import asked_about
from argmap.evaluate.names import name
from argmap.evaluate.program import Program, program
from argmap.evaluate.standing import headline
from argmap.evaluate.support_set import support_set
from argmap.evaluate.theory import Inference, theory
from argmap.model import Map, Statement
from argmap.wording import listed

WORK = 300_000
"""How many atoms of clauses are looked at in all, each some nine thousand instructions; what is left when it is
used up is not tried.
"""


@frozen
class Change:
    """Premises whose rejection gives a conclusion another status; without any of them it would not."""

    premises: tuple[str, ...]
    status: Status


@frozen(repr=False)
class Crux:
    """What one conclusion depends on: `changes`, the smallest sets first, those of one size in the order of
    the map. `tries` counts the sets that were tried; `bound` says what was not tried, and is empty where
    there is nothing more to find.
    """

    conclusion: str
    status: Status
    changes: tuple[Change, ...]
    tries: int
    bound: str = ""

    def __repr__(self) -> str:
        return f"<Crux of {self.conclusion}, {self.status}: {len(self.changes)} changes>"

    def _repr_html_(self) -> str:
        """What notebooks show: each set of premises, and the status without them."""
        from argmap.notebook import paragraphs, table

        rows = [(change.status, ", ".join(change.premises)) for change in self.changes]
        made = table(("status", "without"), rows, f"{self.conclusion}: {self.status}")
        return "\n".join(filter(None, (made, paragraphs([self.bound] if self.bound else []))))

    def to_dict(self) -> dict[str, Any]:
        """The crux as plain data."""
        changes = [{"premises": list(c.premises), "status": c.status} for c in self.changes]
        made = {"id": self.conclusion, "status": self.status, "changes": changes}
        return {**made, "tries": self.tries, **({"bound": self.bound} if self.bound else {})}

    def to_text(self, map: Map) -> str:
        """The crux for people."""
        lines = [headline(map, self.conclusion, self.status)]
        for change in self.changes:
            lines.append(
                f"  {change.status} without {listed([name(map[p]) for p in change.premises])}"
            )
        if not self.changes and not self.bound:
            lines.append(f"  {self.status} whatever is rejected")
        if self.bound:
            lines.append(f"  ({self.bound})")
        return "\n".join(lines) + "\n"


def crux(
    map: Map,
    conclusion: str | Statement | None = None,
    *,
    size: int = SIZE,
    tries: int = TRIES,
    reject: Iterable[str | Statement] = (),
    assume: Iterable[str | Statement] = (),
    audience: Iterable[str] = (),
) -> tuple[Crux, ...]:
    """What a conclusion depends on, or each root that something is said for or against, if there is one;
    of a cycle that no root stands above, one statement is taken for a root.

    Sets of at most `size` premises are looked for, and at most `tries` of them tried for each conclusion. Of
    a question it looks at the answers. What is supposed is never rejected. `reject`, `assume` and `audience`
    are those of `evaluate`. Raises `ValueError` for a label that the map does not have, for a supposition and
    for a question without answers, and for a size or a number of tries that is
    no whole number from 1 up.
    """
    check_bounds(size, tries)
    map = with_absurdities(map)
    goals = asked_about(map, conclusion)
    given = theory(map, assumptions_of(map, reject, assume, audience))
    whole = program(tuple(s.id for s in map.statements), given)
    search = _Search(whole, tries, size, given.assumptions.assumed)
    return tuple(search.crux(goal) for goal in goals)


class _Search:
    """The search for one conclusion after another, with what is left of the work."""

    def __init__(self, whole: Program, tries: int, size: int, assumed: frozenset[str]) -> None:
        self.whole, self.tries, self.size, self.assumed = whole, tries, size, assumed
        self.budget = Budget(WORK)

    @cached_property
    def statuses(self) -> Model:
        """What holds on the whole map, for conclusions that nothing is left for."""
        return grounded(self.whole)

    def crux(self, asked: str) -> Crux:
        """What one conclusion depends on, as far as that is found with what is left."""
        if self.budget.used_up:
            value = self.statuses.value[self.whole.number[asked]]
            return Crux(asked, WORDS[value], (), 0, stopped(0))
        # Of statements that restate each other the first stands for all.
        goal = self.whole.about[self.whole.number[asked]]
        part = self.whole.bearing(self.whole.number[goal])
        work = part.work
        self.budget.spend(2 * work)
        atom = part.number[goal]
        first = grounded(part)
        before = first.value[atom]
        changes: list[Change] = []
        count, bound = 0, ""
        level = {frozenset[str](): self._premises(part, first, goal)}
        for _ in range(self.size):
            if not level:
                break
            below: dict[frozenset[str], list[str]] = {}
            for more in _grown(level):
                if any(more.issuperset(c.premises) for c in changes):
                    continue
                if count == self.tries or not self.budget.spend(work):
                    bound = stopped(count)
                    break
                count += 1
                trial = part.without(more)
                model = grounded(trial)
                if model.value[atom] is not before:
                    premises = sorted(more, key=part.number.__getitem__)
                    changes.append(Change(tuple(premises), WORDS[model.value[atom]]))
                else:
                    below[more] = self._premises(trial, model, goal)
            level = below
            if bound:
                break
        if not bound and any(level.values()):
            bound = f"sets of more than {self.size} were not tried"
        changes.sort(key=lambda c: (len(c.premises), [part.number[p] for p in c.premises]))
        return Crux(asked, WORDS[before], tuple(changes), count, bound)

    def _premises(self, part: Program, model: Model, goal: str) -> list[str]:
        """The premises that a status rests on and that can still be rejected."""
        given = {
            c.head
            for c in part.clauses
            if not isinstance(c.origin, Inference) and c.origin[0] == "given"
        }
        found = [
            key
            for key in support_set(part, model, goal)
            if (atom := part.number[key]) in given and model.value[atom] is not False
        ]
        return sorted((k for k in found if k not in self.assumed), key=part.number.__getitem__)


def _grown(level: dict[frozenset[str], list[str]]) -> Iterator[frozenset[str]]:
    """The sets with one premise more, each once."""
    seen: set[frozenset[str]] = set()
    for chosen, premises in level.items():
        for premise in premises:
            more = chosen | {premise}
            if more not in seen:
                seen.add(more)
                yield more
