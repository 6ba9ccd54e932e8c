"""Formulas as z3 has them: with its quantifiers, or written out for the things of a small world."""

from __future__ import annotations

from typing import Any

from attrs import define

from argmap.formulas.formula import (
    And,
    Atom,
    Equal,
    Formula,
    Iff,
    Implies,
    Modal,
    Not,
    Or,
    Quantified,
    Term,
    Truth,
)

_WAY = ""
"""What stands for the possible world among the variables; no variable has this name."""


class Encoding:
    """The names of some formulas in a context of z3's own.

    `predicates` and `functions` say how many places each name has. What was encoded once is kept. Where
    formulas are `modal`, what is said of things depends on the possible world; what is there, and what names
    stand for, is the same in all.
    """

    def __init__(
        self, z3: Any, predicates: dict[str, int], functions: dict[str, int], modal: bool = False
    ) -> None:
        self.z3 = z3
        self.context = z3.Context()
        sort = self._sort = z3.DeclareSort("thing", self.context)
        truth = z3.BoolSort(self.context)
        self._ways: list[Any] = []
        self._way_sort = z3.DeclareSort("way", self.context) if modal else None
        last = [self._way_sort] if modal else []
        # Numbered: z3 need not know what users call things.
        self.predicates = {
            name: z3.Function(f"p{number}", *[sort] * places, *last, truth)
            for number, (name, places) in enumerate(predicates.items())
        }
        self.functions = {
            name: z3.Function(f"f{number}", *[sort] * places, sort)
            for number, (name, places) in enumerate(functions.items())
        }
        self._things: list[Any] = []
        self._variables = 0
        self._known: dict[tuple[Formula, int, int, int], Any] = {}

    def things(self, size: int) -> list[Any]:
        """The things of a world of so many."""
        for number in range(len(self._things), size):
            self._things.append(self.z3.Const(f"e{number}", self._sort))
        return self._things[:size]

    def ways(self, size: int) -> list[Any]:
        """So many possible worlds, of which the first is the actual one."""
        for number in range(len(self._ways), size):
            self._ways.append(self.z3.Const(f"w{number}", self._way_sort))
        return self._ways[:size]

    def predicate(self, name: str, places: tuple[int, ...], way: int = 0) -> Any:
        """What a predicate says of the things with these numbers, in the possible world with this one."""
        at = self.ways(way + 1)[way:] if self._way_sort is not None else []
        return self.predicates[name](*(self._things[place] for place in places), *at)

    def function(self, name: str, places: tuple[int, ...] = ()) -> Any:
        """What a name stands for, with the things in its places."""
        return self.functions[name](*(self._things[place] for place in places))

    def of(self, formula: Formula) -> Any:
        """A formula as z3 has it."""
        key = (formula, 0, 0, 0)
        if key not in self._known:
            self._known[key] = self.encoded(formula, {}, self._quantified)
        return self._known[key]

    def written_out(self, formula: Formula, size: int, named: int, ways: int = 1) -> Any:
        """A formula with its quantifiers written out for each thing of a world of so many, and each possible
        world; what it says that there is, is none of the first things, which have names.
        """
        key = (formula, size, named, ways)
        if key not in self._known:
            things = self.things(size)
            possible = self.ways(ways) if self._way_sort is not None else []
            self._known[key] = _WrittenOut(self, things, things[named:], possible).of(formula)
        return self._known[key]

    def _quantified(self, formula: Quantified | Modal, bound: dict[str, Any]) -> Any:
        self._variables += 1
        if isinstance(formula, Modal):
            way = self.z3.Const(f"v{self._variables}", self._way_sort)
            inner = self.encoded(formula.part, {**bound, _WAY: way}, self._quantified)
            quantifier = self.z3.ForAll if formula.necessary else self.z3.Exists
            return quantifier([way], inner)
        variable = self.z3.Const(f"x{self._variables}", self._sort)
        inner = self.encoded(formula.part, {**bound, formula.variable: variable}, self._quantified)
        quantifier = self.z3.ForAll if formula.every else self.z3.Exists
        return quantifier([variable], inner)

    def encoded(self, formula: Formula, bound: dict[str, Any], quantified: Any) -> Any:
        """A formula, where some variables stand for something and `quantified` encodes the others."""
        z3 = self.z3
        match formula:
            case Truth(value):
                return z3.BoolVal(value, self.context)
            case Atom(name, arguments):
                at = []
                if self._way_sort is not None:
                    at = [bound[_WAY] if _WAY in bound else self.ways(1)[0]]
                return self.predicates[name](*(self.term(a, bound) for a in arguments), *at)
            case Equal(left, right):
                return self.term(left, bound) == self.term(right, bound)
            case Not(part):
                return z3.Not(self.encoded(part, bound, quantified))
            case And(parts):
                return z3.And([self.encoded(part, bound, quantified) for part in parts])
            case Or(parts):
                return z3.Or([self.encoded(part, bound, quantified) for part in parts])
            case Implies(left, right):
                return z3.Implies(
                    self.encoded(left, bound, quantified), self.encoded(right, bound, quantified)
                )
            case Iff(left, right):
                return self.encoded(left, bound, quantified) == self.encoded(
                    right, bound, quantified
                )
            case Quantified() | Modal():
                return quantified(formula, bound)
        raise TypeError(f"no formula: {formula!r}")

    def term(self, term: Term, bound: dict[str, Any]) -> Any:
        """A term, where some variables stand for something."""
        if not term.arguments and term.name in bound:
            return bound[term.name]
        return self.functions[term.name](*(self.term(a, bound) for a in term.arguments))


@define(eq=False)
class _WrittenOut:
    """Writes quantifiers out: what is said of everything for each of `things`, and what is said to be
    there for each of `spare`.
    """

    encoding: Encoding
    things: list[Any]
    spare: list[Any]
    ways: list[Any]

    def of(self, formula: Formula) -> Any:
        """The whole formula."""
        return self._of(formula, {}, True)

    def _of(self, formula: Formula, bound: dict[str, Any], sign: bool) -> Any:
        """A formula, or with `sign` False its denial, for every thing."""
        z3 = self.encoding.z3
        match formula:
            case Not(part):
                return self._of(part, bound, not sign)
            case And(parts) | Or(parts):
                made = [self._of(part, bound, sign) for part in parts]
                return z3.And(made) if isinstance(formula, And) == sign else z3.Or(made)
            case Implies(left, right):
                return self._of(Or((Not(left), right)), bound, sign)
            case Quantified(every, variable, part):
                things = self.things if every == sign else self.spare
                made = [self._of(part, {**bound, variable: thing}, sign) for thing in things]
                return z3.And(made) if every == sign else z3.Or(made)
            case Modal(necessary, part):
                made = [self._of(part, {**bound, _WAY: way}, sign) for way in self.ways]
                return z3.And(made) if necessary == sign else z3.Or(made)
        said = self.encoding.encoded(formula, bound, self._quantified)
        return said if sign else z3.Not(said)

    def _quantified(self, formula: Quantified | Modal, bound: dict[str, Any]) -> Any:
        z3 = self.encoding.z3
        if isinstance(formula, Modal):
            name, each, every = _WAY, self.ways, formula.necessary
        else:
            name, each, every = formula.variable, self.things, formula.every
        made = [
            self.encoding.encoded(formula.part, {**bound, name: one}, self._quantified)
            for one in each
        ]
        return z3.And(made) if every else z3.Or(made)
