"""Asks z3 whether formulas can be true together, in any world or in a small one.

How far z3 goes is counted in its own units of work and not in seconds, so that a question has the same
answer on every machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from itertools import product
from typing import Any

from argmap.budget import Budget
from argmap.formulas.formula import Formula, Modal, Quantified, is_modal
from argmap.formulas.scope import Role, scope
from argmap.proof.encoding import Encoding
from argmap.proof.world import World, named

UNITS = 500_000
"""How much work z3 does in a second, roughly: the longer it works at one question, the slower."""

_PATIENCE = 10
"""So many times longer than expected and the clock ends it: not all that z3 does is counted."""

_MOST = 4_000_000_000
"""z3's parameters are of 32 bits."""

SOLVER = 2_000
"""What it takes to begin with new formulas, in the same units."""

_QUESTION, _PART = 1_500, 10
"""What it takes to put a question to z3, and each part of a formula, in the same units."""

_WAYS = (1, 2, 3)
"""So many possible worlds are tried where formulas say what is necessary or possible."""

_CELLS = 20_000
"""A formula written out for every thing may not be longer."""

_FACTS = 400
"""Of a world with more possible facts, not the barest is looked for."""


class ProverError(Exception):
    """z3 isn't there, or failed."""


class Outcome(Enum):
    """Whether formulas can be true together."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def require_z3() -> Any:
    """The module of z3; raises `ProverError` where it can't be had."""
    try:
        import z3
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise ProverError(f"z3 can't be loaded: {error}") from error
        raise ProverError('proofs need z3: pip install "argmap[logic]"') from None
    except Exception as error:  # its library is missing, or of another machine
        raise ProverError(f"z3 can't be loaded: {error}") from error
    return z3


class Solver:
    """Answers questions about some formulas, with half of the work that is left, at most: what comes after
    has the rest.
    """

    def __init__(self, formulas: Collection[Formula], budget: Budget) -> None:
        self.z3 = require_z3()
        self._whole, self._budget = budget, Budget(budget.left // 2)
        self._seconds = budget.left / UNITS
        self._predicates: dict[str, int] = {}
        self._functions: dict[str, int] = {}
        for formula in formulas:
            for use in scope(formula).uses:
                if use.role is Role.PREDICATE:
                    self._predicates.setdefault(use.name, use.places)
                elif use.binder is None:
                    self._functions.setdefault(use.name, use.places)
        self._modal = any(map(is_modal, formulas))
        self._taken = frozenset((*self._predicates, *self._functions))
        self._encoding = Encoding(self.z3, self._predicates, self._functions, self._modal)

    @property
    def constants(self) -> tuple[str, ...]:
        """The names of particular things."""
        return tuple(name for name, places in self._functions.items() if not places)

    def refute(
        self, formulas: Mapping[str, Formula], share: float = 1.0
    ) -> tuple[Outcome, tuple[str, ...]]:
        """Whether formulas can be true together, and where not, some that can't: not the fewest. `share`
        is how much of the budget that is left it may take.
        """
        try:
            return self._refute(formulas, share)
        except self.z3.Z3Exception as error:
            self._gave_up(error)
            return Outcome.UNKNOWN, ()

    def _refute(
        self, formulas: Mapping[str, Formula], share: float
    ) -> tuple[Outcome, tuple[str, ...]]:
        if not self._spend(sum(_length(formula, 1) for formula in formulas.values())):
            return Outcome.UNKNOWN, ()
        encoding, solver = self._encoding, self._solver()
        trackers: dict[str, str] = {}
        for number, (key, formula) in enumerate(formulas.items()):
            trackers[f"t{number}"] = key
            tracker = self.z3.Bool(f"t{number}", encoding.context)
            solver.assert_and_track(encoding.of(formula), tracker)
        outcome = self._check(solver, share)
        if outcome is not Outcome.NO:
            return outcome, ()
        core = {trackers[str(tracker)] for tracker in solver.unsat_core()}
        return outcome, tuple(key for key in formulas if key in core)

    def world(
        self,
        formulas: Iterable[Formula],
        size: int,
        *,
        distinct: bool = False,
        unnamed: bool = False,
        bare: bool = False,
    ) -> World | None:
        """A world of so many things where the formulas are true; None where none was found.

        `distinct`: no thing has two names. `unnamed`: where a formula says that there is something, a
        thing without a name will do. `bare`: as little is so as possible, of things with names least.
        """
        try:
            given = [*formulas]
            for ways in _WAYS if self._modal else (1,):
                if found := self._world(given, size, ways, distinct, unnamed, bare):
                    return found
            return None
        except self.z3.Z3Exception as error:
            self._gave_up(error)
            return None

    def _world(
        self,
        formulas: list[Formula],
        size: int,
        ways: int,
        distinct: bool,
        unnamed: bool,
        bare: bool,
    ) -> World | None:
        written_out = sum(_length(formula, size, ways) for formula in formulas)
        cells_ = ways * sum(size**places for places in self._predicates.values())
        cells_ += sum(size**places for places in self._functions.values())
        if written_out > _CELLS or cells_ > _CELLS or not self._spend(written_out + cells_):
            return None
        named_ = len(self.constants)
        if (distinct and named_ > size) or (unnamed and named_ >= size):
            return None
        z3, encoding, solver = self.z3, self._encoding, self._solver()
        things = encoding.things(size)
        cells = {
            (name, places): encoding.function(name, places)
            for name, count in self._functions.items()
            for places in product(range(size), repeat=count)
        }
        if size > 1:
            solver.add(z3.Distinct(*things))
        for value in cells.values():
            solver.add(z3.Or([value == thing for thing in things]))
        if distinct or unnamed:
            # The first things are those with names, in the order of the names.
            for name, thing in zip(self.constants, things, strict=False):
                solver.add(encoding.function(name) == thing)
        for formula in formulas:
            solver.add(encoding.written_out(formula, size, named_ if unnamed else 0, ways))
        if self._check(solver) is not Outcome.YES:
            return None
        facts = {
            (name, places, way): encoding.predicate(name, places, way)
            for way in range(ways)
            for name, count in self._predicates.items()
            for places in product(range(size), repeat=count)
        }
        model = solver.model()
        if bare and len(facts) <= _FACTS:
            model = self._barest(solver, facts, named_)
        functions = {
            cell: next(
                number
                for number, thing in enumerate(things)
                if z3.is_true(model.eval(value == thing, model_completion=True))
            )
            for cell, value in cells.items()
        }
        true = [
            fact
            for fact, said in facts.items()
            if z3.is_true(model.eval(said, model_completion=True))
        ]
        actual, *others = (
            frozenset((name, places) for name, places, at in true if at == way)
            for way in range(ways)
        )
        world = World(named(size, functions, self._taken), functions, actual, tuple(others))
        # What z3 says is not taken at its word.
        return world if all(world.holds(formula) for formula in formulas) else None

    def _barest(
        self, solver: Any, facts: dict[tuple[str, tuple[int, ...], int], Any], named_: int
    ) -> Any:
        """A model in which no fact can be taken away by itself."""
        z3 = self.z3
        model = solver.model()
        order = sorted(facts, key=lambda fact: -sum(place < named_ for place in fact[1]))
        for fact in order:
            denied = z3.Not(facts[fact])
            if not z3.is_true(model.eval(facts[fact], model_completion=True)):
                solver.add(denied)
                continue
            solver.push()
            solver.add(denied)
            if self._check(solver) is Outcome.YES:
                model = solver.model()
            else:
                solver.pop()
                solver.add(facts[fact])
        return model

    def _solver(self) -> Any:
        return self.z3.Solver(ctx=self._encoding.context)

    def _spend(self, parts: int) -> bool:
        """Takes what it costs to put formulas with so many parts to z3; False where nothing is left."""
        return self._take(_QUESTION + _PART * parts)

    def _take(self, work: int) -> bool:
        self._whole.spend(work)
        return self._budget.spend(work)

    def _gave_up(self, error: Exception) -> None:
        """Lets an exception pass that says no more than that the budget is spent."""
        if "canceled" not in str(error):
            raise ProverError(f"z3 failed: {error}") from error

    def _check(self, solver: Any, share: float = 1.0) -> Outcome:
        if self._budget.used_up:
            return Outcome.UNKNOWN
        z3 = self.z3
        solver.set("rlimit", min(int(self._budget.left * share) + 1, _MOST))
        solver.set("timeout", min(int(self._seconds * 1000 * _PATIENCE) + 1, _MOST))
        before = _spent(solver)
        answer = solver.check()
        self._take(max(1, _spent(solver) - before))
        if answer == z3.unknown and "interrupt" in solver.reason_unknown():
            raise KeyboardInterrupt
        if answer == z3.unknown:
            return Outcome.UNKNOWN
        return Outcome.YES if answer == z3.sat else Outcome.NO


def _spent(solver: Any) -> int:
    statistics = solver.statistics()
    return int(statistics.rlimit_count) if "rlimit count" in statistics.keys() else 0  # noqa: SIM118


def _length(formula: Formula, size: int, ways: int = 1) -> int:
    """How many parts a formula has when its quantifiers are written out for so many things and possible
    worlds.
    """
    inner = sum(_length(part, size, ways) for part in formula.parts)
    if isinstance(formula, Quantified):
        inner *= size
    return 1 + (inner * ways if isinstance(formula, Modal) else inner)
