"""Which name does what in a formula: what says something, what names a thing, what a quantifier binds."""

from __future__ import annotations

from enum import StrEnum

from attrs import define, field, frozen

from argmap.formulas.formula import Atom, Formula, Quantified, Term, terms

_Span = tuple[int, int]


class Role(StrEnum):
    """What a name does, in a writer's words."""

    PREDICATE = "says something"
    THING = "names a thing"
    VARIABLE = "is a variable"


@frozen
class Use:
    """A name where it stands: its role, how many places it has, and the quantifier that binds it."""

    name: str
    role: Role
    places: int
    span: _Span
    binder: Quantified | None = None


@define
class Scope:
    """The names of one formula, in the order of its text, and the quantifiers that bind nothing."""

    uses: list[Use] = field(factory=list)
    binders: list[Quantified] = field(factory=list)
    idle: list[Quantified] = field(factory=list)


_Bound = dict[str, Quantified]


def scope(formula: Formula) -> Scope:
    """Every name of a formula; takes no recursion."""
    found = Scope()
    bound_by: set[int] = set()
    nothing: _Bound = {}
    stack: list[tuple[Formula | Term, _Bound]] = [(formula, nothing)]
    while stack:
        node, bound = stack.pop()
        if isinstance(node, Term):
            binder = bound.get(node.name)
            if binder is not None:
                bound_by.add(id(binder))
            found.uses.append(Use(node.name, Role.THING, len(node.arguments), node.span, binder))
            stack.extend((term, bound) for term in reversed(node.arguments))
            continue
        if isinstance(node, Atom):
            # A quantifier can't bind what says something: that is reported.
            binder = bound.get(node.name)
            found.uses.append(
                Use(node.name, Role.PREDICATE, len(node.arguments), node.span, binder)
            )
        elif isinstance(node, Quantified):
            found.binders.append(node)
            bound = {**bound, node.variable: node}
        stack.extend((term, bound) for term in reversed([*terms(node)]))
        stack.extend((part, bound) for part in reversed(node.parts))
    found.idle = [binder for binder in found.binders if id(binder) not in bound_by]
    return found


def of_things(formula: Formula) -> bool:
    """Whether a formula speaks of things, and is not made of sentence letters alone."""
    found = scope(formula)
    return bool(found.binders) or any(use.role is Role.THING for use in found.uses)
