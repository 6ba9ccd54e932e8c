"""Sets of formulas that can't be true together, no fewer of which can't: all of them, within a budget.

They are found by Reiter's tree of hitting sets (*A theory of diagnosis from first principles*, Artificial Intelligence
1987): each node leaves some formulas out, and has a set among the others that can't be true together, which a
branch breaks by leaving one more out. Every smallest set is at some node, since none is broken for good by leaving out what
it does not have.
"""

from __future__ import annotations

from itertools import combinations

from attrs import define, field

from argmap.budget import Budget
from argmap.formulas.formula import Equal, Formula
from argmap.formulas.scope import scope
from argmap.proof.question import Parts, Question
from argmap.proof.solver import SOLVER, Outcome

MOST = 100
"""So many sets are looked for at most."""

_NODES = 5_000  # so many nodes of the tree are made


@define
class Conflicts:
    """Smallest sets of formulas that can't be true together, by the keys of these; `complete` where there are no others."""

    sets: list[tuple[str, ...]] = field(factory=list)
    complete: bool = True


def conflicts(formulas: Parts, budget: Budget) -> Conflicts:
    """The smallest sets among some formulas that can't be true together, in the order of the formulas."""
    found = Conflicts()
    for group in _groups(formulas):
        if budget.spend(SOLVER):
            _Search(group, budget, found).run()
        else:
            found.complete = False
    place = {key: number for number, key in enumerate(formulas)}
    found.sets.sort(key=lambda one: (len(one), [place[key] for key in one]))
    return found


def core(formulas: Parts, budget: Budget) -> tuple[Outcome, tuple[str, ...]]:
    """Whether formulas can all be true together and, where not, some that can't, as few as was found."""
    for group in _groups(formulas):
        if not budget.spend(SOLVER):
            return Outcome.UNKNOWN, ()
        question = Question(group.values(), budget)
        outcome, some = question.ask(group)
        if outcome is Outcome.NO:
            return outcome, question.least({key: group[key] for key in some})[0]
        if outcome is Outcome.UNKNOWN:
            return outcome, ()
    return Outcome.YES, ()


def _groups(formulas: Parts) -> list[Parts]:
    """Formulas that have names in common, in groups. What speaks of different things can be true together where each can, as
    long as nothing says how many things there are: a world can be made larger (Löwenheim 1915).
    """
    if any(map(_counts, formulas.values())):
        return [formulas]
    leader: dict[str, str] = {}

    def of(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    for key, formula in formulas.items():
        own = of(f"\0{key}")
        for use in scope(formula).uses:
            if use.binder is None:
                leader[of(use.name)] = own
    groups: dict[str, Parts] = {}
    for key, formula in formulas.items():
        groups.setdefault(of(f"\0{key}"), {})[key] = formula
    return [*groups.values()]


def _counts(formula: Formula) -> bool:
    return isinstance(formula, Equal) or any(map(_counts, formula.parts))


@define(eq=False)
class _Search:
    """The search among formulas that have names in common."""

    formulas: Parts
    budget: Budget
    found: Conflicts
    # Every set that is known not to be true together, those too of which it is not sure that none is smaller.
    known: list[frozenset[str]] = field(factory=list)

    def run(self) -> None:
        """Goes through the tree, down each branch first: that soon finds sets which have nothing in common."""
        question = Question(self.formulas.values(), self.budget)
        waiting: list[frozenset[str]] = [frozenset()]
        seen = set(waiting)
        possible: list[frozenset[str]] = []  # what to leave out so that the rest can be true
        looked_at = 0
        while waiting:
            out = waiting.pop()
            for world in question.worlds[looked_at:]:
                false = (key for key, formula in self.formulas.items() if not world.holds(formula))
                possible.append(frozenset(false))
            looked_at = len(question.worlds)
            if any(out >= enough for enough in possible):
                continue
            if len(seen) >= _NODES or len(self.found.sets) >= MOST or self.budget.used_up:
                self.found.complete = False
                return
            conflict = next((one for one in self.known if not one & out), None)
            if conflict is None:
                outcome, conflict = self._ask(question, out)
                if outcome is Outcome.YES:
                    possible.append(out)
            for key in sorted(conflict or (), reverse=True):
                more = out | {key}
                if more not in seen:
                    seen.add(more)
                    waiting.append(more)

    def _ask(
        self, question: Question, out: frozenset[str]
    ) -> tuple[Outcome, frozenset[str] | None]:
        """Whether the formulas that are not left out can be true together and, where not, a set that can't."""
        rest = {key: f for key, f in self.formulas.items() if key not in out}
        if not rest:
            return Outcome.YES, None
        outcome, some = question.ask(rest)
        if outcome is Outcome.UNKNOWN:
            self.found.complete = False
            if not out:
                self._pairs(question)
            return outcome, next((one for one in self.known if not one & out), None)
        if outcome is Outcome.YES:
            return outcome, None
        return outcome, self._add(question, {key: rest[key] for key in some})

    def _add(self, question: Question, parts: Parts) -> frozenset[str]:
        least, sure = question.least(parts)
        conflict = frozenset(least)
        self.known.append(conflict)
        if sure:
            self.found.sets.append(tuple(key for key in self.formulas if key in conflict))
        else:
            self.found.complete = False
        return conflict

    def _pairs(self, question: Question) -> None:
        """Looks at formulas two at a time, where it is too hard to say whether all can be true together."""
        for one, other in combinations(self.formulas, 2):
            if self.budget.used_up or len(self.found.sets) >= MOST:
                return
            if any(conflict <= {one, other} for conflict in self.known):
                continue
            pair = {key: self.formulas[key] for key in (one, other)}
            outcome, some = question.ask(pair)
            if outcome is Outcome.NO:
                self._add(question, {key: pair[key] for key in some})
