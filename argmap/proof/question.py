"""Whether formulas can be true together, within a budget: asked of small worlds, and of z3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from attrs import define, field

from argmap.budget import Budget
from argmap.formulas.formula import Formula, Implies, Not, Quantified
from argmap.formulas.scope import of_things
from argmap.proof.solver import Outcome, Solver
from argmap.proof.world import World

GOAL = ""
"""The key of the denial of the conclusion; no statement has an empty identifier."""

_SMALL = (1, 2, 3)
_LARGER = (4, 5, 6)
_FIRST = 0.1  # the share of the budget that is spent on a proof before larger worlds are looked at
_NODES = 40  # so many ways out of contradictory premises are tried

Parts = dict[str, Formula]
"""Formulas by the identifiers of their statements."""


@define(eq=False)
class Question:
    """Whether formulas can be true together, asked of z3 and of small worlds, within one budget."""

    formulas: Iterable[Formula]
    budget: Budget
    # A question among many: it is given up where it takes more than a first try.
    brief: bool = False
    solver: Solver = field(init=False)
    worlds: list[World] = field(factory=list, init=False)  # those that gave an answer
    sizes: Sequence[Sequence[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        formulas = [*self.formulas]
        self.solver = Solver(formulas, self.budget)
        # Sentence letters speak of no things: one world is as large as another.
        plain = not any(of_things(formula) for formula in formulas)
        self.sizes = ((1,), ()) if plain else (_SMALL, _LARGER)

    def ask(self, parts: Parts) -> tuple[Outcome, tuple[str, ...]]:
        """Whether all can be true together, and where not, some that can't."""
        formulas = [*parts.values()]
        outcome = Outcome.UNKNOWN
        core: tuple[str, ...] = ()
        for sizes, share in zip(self.sizes, (_FIRST, 1.0), strict=False):
            for size in sizes:
                if world := self.solver.world(formulas, size):
                    self.worlds.append(world)
                    return Outcome.YES, ()
            outcome, core = self.solver.refute(parts, share)
            if self.brief or outcome is not Outcome.UNKNOWN:
                break
        return outcome, core

    def least(
        self, parts: Parts, last: str | None = None, keep: Sequence[str] = ()
    ) -> tuple[tuple[str, ...], bool]:
        """Of formulas that can't be true together some of which none can be spared, the later ones tried
        first, and whether that is sure.
        """
        needed, sure = dict(parts), True
        order = [key for key in reversed(parts) if key not in keep]
        if last in order:
            order = [*(key for key in order if key != last), last]
        for key in order:
            if key not in needed:
                continue
            fewer = {k: f for k, f in needed.items() if k != key}
            outcome, core = self.ask(fewer) if fewer else (Outcome.YES, ())
            if outcome is Outcome.NO:
                needed = {k: f for k, f in fewer.items() if k in core or k in keep}
            sure = sure and outcome is not Outcome.UNKNOWN
        return tuple(key for key in parts if key in needed), sure

    def way_out(
        self, premises: Parts, conclusion: Formula, conflict: Sequence[str]
    ) -> Parts | None:
        """Premises that don't contradict each other and prove the conclusion all the same."""
        waiting = [{k: f for k, f in premises.items() if k != key} for key in conflict]
        for _ in range(_NODES):
            if not waiting:
                return None
            rest = waiting.pop(0)
            if self.ask({**rest, GOAL: Not(conclusion)})[0] is not Outcome.NO:
                continue
            outcome, core = self.ask(rest)
            if outcome is not Outcome.NO:
                return rest if outcome is Outcome.YES else None
            waiting += [{k: f for k, f in rest.items() if k != key} for key in core]
        return None

    def closes(self, premises: Parts, added: Parts, goal: Formula) -> bool:
        """Whether the conclusion, of which `goal` is the denial, follows with what is added, and neither
        from that alone nor by contradiction.
        """
        return (
            self.ask({**premises, **added, GOAL: goal})[0] is Outcome.NO
            and self.ask({**added, GOAL: goal})[0] is not Outcome.NO
            and self.ask({**premises, **added})[0] is not Outcome.NO
        )

    def fitting(self, premises: Parts, candidates: Parts, goal: Formula) -> Parts:
        """As many candidates as neither contradict the premises nor prove the conclusion without them,
        the first ones first.
        """
        chosen: Parts = {}
        for key, formula in candidates.items():
            more = {**chosen, key: formula}
            unproved = self.ask({**more, GOAL: goal})[0] is Outcome.YES
            if unproved and self.ask({**premises, **more})[0] is Outcome.YES:
                chosen = more
        return chosen

    def counterexample(self, formulas: list[Formula]) -> World | None:
        """A world for a reader: with few things, no two names for one thing where that can be, and of
        what is said to be there something unnamed.
        """
        names = len(self.solver.constants)
        if names:
            sizes = range(names, max(names + 1, len(_SMALL)) + 1)
            unnamed = (True, False) if any(map(_says_there_is, formulas)) else (False,)
            for apart in unnamed:
                for size in sizes:
                    world = self.solver.world(
                        formulas, size, distinct=True, unnamed=apart, bare=True
                    )
                    if world:
                        return world
        for size in chain(*self.sizes):
            if world := self.solver.world(formulas, size, bare=True):
                return world
        return None


def _says_there_is(formula: Formula, sign: bool = True) -> bool:
    """Whether a formula, or with `sign` False its denial, says that there is something."""
    if isinstance(formula, Not):
        return _says_there_is(formula.part, not sign)
    if isinstance(formula, Implies):
        return _says_there_is(formula.left, not sign) or _says_there_is(formula.right, sign)
    if isinstance(formula, Quantified) and formula.every != sign:
        return True
    return any(_says_there_is(part, sign) for part in formula.parts)
