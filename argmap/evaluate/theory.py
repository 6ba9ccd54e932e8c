"""A map as an argumentation theory: what is taken as given, and the rules that lead on from there.

The translation is that of the Argument Interchange Format into ASPIC+ (Bex, Modgil, Prakken and Reed,
Journal of Logic and Computation 2013), with directed attacks. What the author asserts and no argument
concludes is an ordinary premise. What a speaker says, an exception that is only possible, and a
conclusion are held only where an argument supports them. An argument that supports a statement is a
rule for it, one that rebuts it a rule for its contrary, one that undercuts another a rule against the
application of that other. A conceded objection makes no rule: it is drawn, and never defeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from argmap.evaluate.assumptions import NOTHING, Assumptions
from argmap.model import Map

Sign = Literal["for", "against"]
Literal_ = tuple[Sign, str]
"""`("for", statement)`, `("against", statement)` or, against a step, `("against", argument)`."""


@frozen
class Inference:
    """A rule: from its premises, statements by identifier, to its conclusion."""

    id: str
    premises: tuple[str, ...]
    conclusion: Literal_
    strict: bool = False


@frozen
class Theory:
    """The premises and rules of a map, and which attacks on a statement defeat it.

    `contraries` are the statements that exclude a statement. `weaker` are pairs of an attack on a
    statement (the rule that rebuts it, or a statement that excludes it) and of that which the attack does
    not defeat: the statement, whatever holds it, or a rule that supports it.
    """

    premises: tuple[str, ...]
    rules: tuple[Inference, ...]
    contraries: dict[str, tuple[str, ...]]
    weaker: frozenset[tuple[str, str]] = frozenset()
    assumptions: Assumptions = NOTHING


def theory(map: Map, assumptions: Assumptions = NOTHING) -> Theory:
    """The theory of a map, with what is assumed beside it."""
    concluded = {a.target for a in map.arguments if a.role == "supports"}
    premises = tuple(
        s.id
        for s in map.statements
        if s.id not in concluded
        and not s.open
        and s.speaker is None
        and s.id not in assumptions.rejected
    )
    rules = tuple(
        Inference(
            a.id,
            a.members,
            ("for" if a.role == "supports" else "against", a.target),
            a.strict,
        )
        for a in map.arguments
        if not a.conceded and not (a.role == "supports" and a.target in assumptions.rejected)
    )
    contraries: dict[str, dict[str, None]] = {}
    for one, other in map.contradictions:
        contraries.setdefault(other, {})[one] = None
        contraries.setdefault(one, {})[other] = None
    return Theory(
        premises,
        rules,
        {key: tuple(found) for key, found in contraries.items()},
        frozenset(_weaker(map)),
        assumptions,
    )


def _weaker(map: Map) -> Iterator[tuple[str, str]]:
    """The attacks that a preference takes the defeat away from.

    Where A outweighs C: those in which C takes part, on A itself and on a step that A is a premise of.
    """
    rivals: dict[str, list[str]] = {}
    if map.preferences:
        for one, other in map.contradictions:
            rivals.setdefault(one, []).append(other)
            rivals.setdefault(other, []).append(one)
    for preference in map.preferences:
        better, worse = preference.preferred, preference.over
        steps: dict[str, list[str]] = {better: [better]}
        for step in map.uses(better):
            if step.role == "supports":
                steps.setdefault(step.target, []).append(step.id)
        attacks = [(a.id, a.target) for a in map.uses(worse) if a.role == "rebuts"]
        attacks += [(worse, rival) for rival in rivals.get(worse, ())]
        for attack, target in attacks:
            for step_id in steps.get(target, ()):
                yield attack, step_id
