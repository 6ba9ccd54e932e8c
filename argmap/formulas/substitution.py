"""From what is said of one thing to what is said of everything."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from attrs import evolve

from argmap.formulas.formula import Atom, Equal, Formula, Quantified, Term
from argmap.formulas.scope import Role, scope


def constants(formula: Formula) -> tuple[str, ...]:
    """The names of particular things in a formula, in the order of its text."""
    uses = scope(formula).uses
    found = (u.name for u in uses if u.role is Role.THING and not u.places and u.binder is None)
    return tuple(dict.fromkeys(found))


def generalised(formula: Formula, names: Sequence[str]) -> Formula:
    """A formula said of everything, instead of the things that have these names."""
    found = scope(formula)
    taken = {use.name for use in found.uses} | {binder.variable for binder in found.binders}
    letters = (f"{letter}{n or ''}" for n in count() for letter in "xyzuvw")
    fresh = (letter for letter in letters if letter not in taken)
    instead = {name: Term(next(fresh)) for name in names}
    made = _replaced(formula, instead)
    for term in reversed(instead.values()):
        made = Quantified(True, term.name, made)
    return made


def _replaced(formula: Formula, instead: dict[str, Term]) -> Formula:
    if isinstance(formula, Atom):
        return evolve(formula, arguments=tuple(_term(a, instead) for a in formula.arguments))
    if isinstance(formula, Equal):
        return Equal(_term(formula.left, instead), _term(formula.right, instead))
    if isinstance(formula, Quantified):
        # No quantifier binds what names a thing: argmap.formulas.parsed sees to that.
        return evolve(formula, part=_replaced(formula.part, instead))
    return formula.with_parts([_replaced(part, instead) for part in formula.parts])


def _term(term: Term, instead: dict[str, Term]) -> Term:
    if not term.arguments:
        return instead.get(term.name, term)
    return evolve(term, arguments=tuple(_term(a, instead) for a in term.arguments))
