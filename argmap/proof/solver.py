"""The one place that knows z3: whether formulas can be true together, in any world or in a small one.

How far z3 goes is counted in its own units of work and not in seconds, so that a question has the same
answer on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from itertools import product
from typing import Any

from argmap.formulas.nodes import (
    And,
    Atom,
    Equal,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Truth,
)
from argmap.formulas.scope import Role, scope
from argmap.proof.world import World, named

UNITS = 500_000
"""How much work z3 does in a second, roughly: the longer it works at one question, the slower."""

_PATIENCE = 10
"""So many times longer than expected and the clock ends it: not all that z3 does is counted."""

_MOST = 4_000_000_000
"""z3's parameters are of 32 bits."""

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


def _z3() -> Any:
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
    """Answers questions about some formulas, with a budget of work for all of them."""

    def __init__(self, formulas: Iterable[Formula], seconds: float) -> None:
        self.z3 = _z3()
        self._budget = int(seconds * UNITS)
        self._seconds = seconds
        self._predicates: dict[str, int] = {}
        self._functions: dict[str, int] = {}
        for formula in formulas:
            for use in scope(formula).uses:
                if use.role is Role.PREDICATE:
                    self._predicates.setdefault(use.name, use.places)
                elif use.binder is None:
                    self._functions.setdefault(use.name, use.places)
        self._taken = frozenset((*self._predicates, *self._functions))

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
        language = _Language(self.z3, self._predicates, self._functions)
        solver = self._solver(language)
        trackers: dict[str, str] = {}
        for number, (key, formula) in enumerate(formulas.items()):
            trackers[f"t{number}"] = key
            tracker = self.z3.Bool(f"t{number}", language.context)
            solver.assert_and_track(language.of(formula), tracker)
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
            return self._world([*formulas], size, distinct, unnamed, bare)
        except self.z3.Z3Exception as error:
            self._gave_up(error)
            return None

    def _world(
        self, formulas: list[Formula], size: int, distinct: bool, unnamed: bool, bare: bool
    ) -> World | None:
        names = (*self._predicates.values(), *self._functions.values())
        written_out = sum(_length(formula, size) for formula in formulas)
        if written_out > _CELLS or sum(size**places for places in names) > _CELLS:
            return None
        named_ = len(self.constants)
        if (distinct and named_ > size) or (unnamed and named_ >= size):
            return None
        language = _Language(self.z3, self._predicates, self._functions, size)
        cells = {
            (name, places): language.functions[name](*(language.things[p] for p in places))
            for name, count in self._functions.items()
            for places in product(range(size), repeat=count)
        }
        solver = self._solver(language)
        z3 = self.z3
        solver.add(
            z3.Distinct(*language.things) if size > 1 else z3.BoolVal(True, language.context)
        )
        for value in cells.values():
            solver.add(z3.Or([value == thing for thing in language.things]))
        if distinct or unnamed:
            # The first things are those with names, in the order of the names.
            for number, name in enumerate(self.constants):
                solver.add(language.functions[name]() == language.things[number])
        spare = language.things[named_:] if unnamed else language.things
        for formula in formulas:
            solver.add(language.grounded(formula, spare))
        if self._check(solver) is not Outcome.YES:
            return None
        facts = {
            (name, places): language.predicates[name](*(language.things[p] for p in places))
            for name, count in self._predicates.items()
            for places in product(range(size), repeat=count)
        }
        model = solver.model()
        if bare and len(facts) <= _FACTS:
            model = self._barest(solver, facts, named_)
        functions = {
            cell: next(
                number
                for number, thing in enumerate(language.things)
                if z3.is_true(model.eval(value == thing, model_completion=True))
            )
            for cell, value in cells.items()
        }
        true = frozenset(
            fact
            for fact, said in facts.items()
            if z3.is_true(model.eval(said, model_completion=True))
        )
        world = World(named(size, functions, self._taken), functions, true)
        # What z3 says is not taken at its word.
        return world if all(world.holds(formula) for formula in formulas) else None

    def _barest(
        self, solver: Any, facts: dict[tuple[str, tuple[int, ...]], Any], named_: int
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

    def _solver(self, language: _Language) -> Any:
        return self.z3.Solver(ctx=language.context)

    def _gave_up(self, error: Exception) -> None:
        """Lets an exception pass that says no more than that the budget is spent."""
        if "canceled" not in str(error):
            raise ProverError(f"z3 failed: {error}") from error

    def _check(self, solver: Any, share: float = 1.0) -> Outcome:
        if self._budget <= 0:
            return Outcome.UNKNOWN
        z3 = self.z3
        solver.set("rlimit", min(int(self._budget * share) + 1, _MOST))
        solver.set("timeout", min(int(self._seconds * 1000 * _PATIENCE) + 1, _MOST))
        before = _spent(solver)
        answer = solver.check()
        self._budget -= max(1, _spent(solver) - before)
        if answer == z3.unknown and "interrupt" in solver.reason_unknown():
            raise KeyboardInterrupt
        if answer == z3.unknown:
            return Outcome.UNKNOWN
        return Outcome.YES if answer == z3.sat else Outcome.NO


def _spent(solver: Any) -> int:
    statistics = solver.statistics()
    return int(statistics.rlimit_count) if "rlimit count" in statistics.keys() else 0  # noqa: SIM118


def _length(formula: Formula, size: int) -> int:
    """How many parts a formula has when its quantifiers are written out for so many things."""
    inner = sum(_length(part, size) for part in formula.parts)
    return 1 + (inner * size if isinstance(formula, Quantified) else inner)


class _Language:
    """The names of some formulas in a context of z3's own; with a size, its things too."""

    def __init__(
        self, z3: Any, predicates: dict[str, int], functions: dict[str, int], size: int = 0
    ) -> None:
        self.z3 = z3
        self.context = z3.Context()
        sort = self._sort = z3.DeclareSort("thing", self.context)
        truth = z3.BoolSort(self.context)
        # Numbered: z3 need not know what users call things.
        self.predicates = {
            name: z3.Function(f"p{number}", *[sort] * places, truth)
            for number, (name, places) in enumerate(predicates.items())
        }
        self.functions = {
            name: z3.Function(f"f{number}", *[sort] * places, sort)
            for number, (name, places) in enumerate(functions.items())
        }
        self.things = [z3.Const(f"e{number}", sort) for number in range(size)]
        self._variables = 0

    def of(self, formula: Formula) -> Any:
        """A formula as z3 has it."""
        return self._of(formula, {}, self._quantified)

    def grounded(self, formula: Formula, spare: list[Any]) -> Any:
        """The same, written out for every thing; what a formula says that there is, is one of `spare`."""
        return self._grounded(formula, {}, True, spare)

    def _quantified(self, formula: Quantified, bound: dict[str, Any]) -> Any:
        self._variables += 1
        variable = self.z3.Const(f"x{self._variables}", self._sort)
        inner = self._of(formula.part, {**bound, formula.variable: variable}, self._quantified)
        quantifier = self.z3.ForAll if formula.every else self.z3.Exists
        return quantifier([variable], inner)

    def _of(self, formula: Formula, bound: dict[str, Any], quantified: Any) -> Any:
        z3 = self.z3
        match formula:
            case Truth(value):
                return z3.BoolVal(value, self.context)
            case Atom(name, arguments):
                return self.predicates[name](*(self._term(a, bound) for a in arguments))
            case Equal(left, right):
                return self._term(left, bound) == self._term(right, bound)
            case Not(part):
                return z3.Not(self._of(part, bound, quantified))
            case And(parts):
                return z3.And([self._of(part, bound, quantified) for part in parts])
            case Or(parts):
                return z3.Or([self._of(part, bound, quantified) for part in parts])
            case Implies(left, right):
                return z3.Implies(
                    self._of(left, bound, quantified), self._of(right, bound, quantified)
                )
            case Iff(left, right):
                return self._of(left, bound, quantified) == self._of(right, bound, quantified)
            case Quantified():
                return quantified(formula, bound)
        raise TypeError(f"no formula: {formula!r}")

    def _grounded(
        self, formula: Formula, bound: dict[str, Any], sign: bool, spare: list[Any]
    ) -> Any:
        """A formula, or with `sign` False its denial, for every thing."""
        z3 = self.z3
        match formula:
            case Not(part):
                return self._grounded(part, bound, not sign, spare)
            case And(parts) | Or(parts):
                made = [self._grounded(part, bound, sign, spare) for part in parts]
                return z3.And(made) if isinstance(formula, And) == sign else z3.Or(made)
            case Implies(left, right):
                return self._grounded(Or((Not(left), right)), bound, sign, spare)
            case Quantified(every, variable, part):
                things = self.things if every == sign else spare
                made = [
                    self._grounded(part, {**bound, variable: thing}, sign, spare)
                    for thing in things
                ]
                return z3.And(made) if every == sign else z3.Or(made)
        said = self._of(formula, bound, self._written_out)
        return said if sign else z3.Not(said)

    def _written_out(self, formula: Quantified, bound: dict[str, Any]) -> Any:
        made = [
            self._of(formula.part, {**bound, formula.variable: thing}, self._written_out)
            for thing in self.things
        ]
        return self.z3.And(made) if formula.every else self.z3.Or(made)

    def _term(self, term: Term, bound: dict[str, Any]) -> Any:
        if not term.arguments and term.name in bound:
            return bound[term.name]
        return self.functions[term.name](*(self._term(a, bound) for a in term.arguments))
