"""A small world: things, what their names stand for, and what is so of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from attrs import frozen

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

_Cells = dict[tuple[str, tuple[int, ...]], int]
_Facts = frozenset[tuple[str, tuple[int, ...]]]


@frozen(eq=False)
class World:
    """A finite model.

    Things are numbers from 0, and `things` holds what to call them. `functions` says which thing a name
    (with the things in its places) stands for; `facts` holds what is so: a predicate with its things.
    What stands in neither is not so. `others` holds what is so in each of the other possible worlds, with the
    same things and names.
    """

    things: tuple[str, ...]
    functions: _Cells
    facts: _Facts
    others: tuple[_Facts, ...] = ()

    def holds(self, formula: Formula) -> bool:
        """Whether a formula is true here, worked out from what its words mean."""
        return self._holds(formula, {}, self.facts)

    def _holds(self, formula: Formula, bound: dict[str, int], facts: _Facts) -> bool:
        match formula:
            case Modal(necessary, part):
                ways = (self._holds(part, bound, way) for way in (self.facts, *self.others))
                return all(ways) if necessary else any(ways)
            case Truth(value):
                return value
            case Atom(name, arguments):
                return (name, tuple(self._thing(a, bound) for a in arguments)) in facts
            case Equal(left, right):
                return self._thing(left, bound) == self._thing(right, bound)
            case Not(part):
                return not self._holds(part, bound, facts)
            case And(parts):
                return all(self._holds(part, bound, facts) for part in parts)
            case Or(parts):
                return any(self._holds(part, bound, facts) for part in parts)
            case Implies(left, right):
                return not self._holds(left, bound, facts) or self._holds(right, bound, facts)
            case Iff(left, right):
                return self._holds(left, bound, facts) == self._holds(right, bound, facts)
            case Quantified(every, variable, part):
                each = (
                    self._holds(part, {**bound, variable: thing}, facts)
                    for thing in range(len(self.things))
                )
                return all(each) if every else any(each)
        raise TypeError(f"no formula: {formula!r}")

    def _thing(self, term: Term, bound: dict[str, int]) -> int:
        if not term.arguments and term.name in bound:
            return bound[term.name]
        places = tuple(self._thing(a, bound) for a in term.arguments)
        return self.functions[term.name, places]

    def facts_in_words(self, way: int = 0) -> Iterator[Atom]:
        """What is so here, or in another possible world, the first of which is 1: as formulas with the names of
        the things; the names in the order of the alphabet.
        """
        for name, places in sorted((self.facts, *self.others)[way]):
            yield Atom(name, tuple(Term(self.things[place]) for place in places))

    def values_in_words(self) -> Iterator[Equal]:
        """Which thing is meant by what is no thing's first name: `georgia = ukraine`, `f(a) = b`."""
        for (name, places), thing in sorted(self.functions.items()):
            meant = Term(self.things[thing])
            said = Term(name, tuple(Term(self.things[place]) for place in places))
            if said != meant:
                yield Equal(said, meant)


def named(size: int, functions: _Cells, taken: frozenset[str]) -> tuple[str, ...]:
    """What to call so many things: by the first of their names, or by a letter that no name has."""
    first: dict[int, str] = {}
    for (name, places), thing in functions.items():
        if not places:
            first.setdefault(thing, name)
    letters = (
        f"{letter}{number or ''}"
        for number, letter in product(range(size + 1), "abcdefghijklmnopqrst")
    )
    spare = (letter for letter in letters if letter not in taken)
    return tuple(first.get(thing) or next(spare) for thing in range(size))
