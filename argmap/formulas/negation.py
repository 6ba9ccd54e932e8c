"""Formulas that are each other's negation, as far as that shows without a proof.

A formula is compared in negation normal form: negations stand at atoms only, `->` is `or`, what may be exchanged is in
one order, and bound variables go by how far out their quantifier stands (de Bruijn, *Lambda calculus notation with
nameless dummies*, Indagationes Mathematicae 1972).
"""

from __future__ import annotations

from collections.abc import Mapping

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


def normal_form(formula: Formula, negated: bool = False) -> str:
    """A text that is the same for formulas which are built alike but for this, or for the negation of one."""
    return _normal(formula, negated, {}, 0)


def _normal(formula: Formula, negated: bool, bound: Mapping[str, int], depth: int) -> str:
    if isinstance(formula, Not):
        return _normal(formula.part, not negated, bound, depth)
    if isinstance(formula, Truth):
        return "true" if formula.value is not negated else "false"
    if isinstance(formula, (And, Or, Implies)):
        first = negated is not isinstance(formula, Implies)
        turned = [first, *[negated] * (len(formula.parts) - 1)]
        parts = [
            _normal(part, sign, bound, depth)
            for part, sign in zip(formula.parts, turned, strict=True)
        ]
        word = "and" if isinstance(formula, And) is not negated else "or"
        return f"{word}({', '.join(sorted(set(parts)))})"
    if isinstance(formula, Iff):
        # A negation of one side is one of the whole.
        sides = []
        for part in formula.parts:
            while isinstance(part, Not):
                part, negated = part.part, not negated
            sides.append(_normal(part, False, bound, depth))
        return f"{'differ' if negated else 'agree'}({', '.join(sorted(sides))})"
    if isinstance(formula, Quantified):
        inner = _normal(formula.part, negated, {**bound, formula.variable: depth}, depth + 1)
        return f"{'forall' if formula.every is not negated else 'exists'}({inner})"
    if isinstance(formula, Modal):
        word = "necessarily" if formula.necessary is not negated else "possibly"
        return f"{word}({_normal(formula.part, negated, bound, depth)})"
    if isinstance(formula, Equal):
        sides = sorted(_term(term, bound, depth) for term in (formula.left, formula.right))
        return f"{'differs' if negated else 'equals'}({', '.join(sides)})"
    assert isinstance(formula, Atom)
    inner = ", ".join(_term(term, bound, depth) for term in formula.arguments)
    return f"{'not ' if negated else ''}{formula.name}({inner})"


def _term(term: Term, bound: Mapping[str, int], depth: int) -> str:
    if not term.arguments and term.name in bound:
        return f"#{depth - bound[term.name]}"
    return f"{term.name}({', '.join(_term(inner, bound, depth) for inner in term.arguments)})"
