"""A map as an argumentation theory: what is taken as given, and the rules that lead on from there.

The translation is that of the Argument Interchange Format into ASPIC+ (Bex, Modgil, Prakken and Reed,
Journal of Logic and Computation 2013), with directed attacks. What the author asserts and no argument
concludes is an ordinary premise. What a speaker says, an exception that is only possible, and a
conclusion are held only where an argument supports them. An argument that supports a statement is a
rule for it, one that rebuts it a rule for its contrary, one that undercuts another a rule against the
application of that other. A conceded objection makes no rule: it is drawn, and never defeats.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from argmap.model import ArgumentMap

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

    `contraries` are the statements that exclude a statement, `weaker` pairs of a rule or a statement and
    a statement that it attacks without defeating it.
    """

    premises: tuple[str, ...]
    rules: tuple[Inference, ...]
    contraries: dict[str, tuple[str, ...]]
    weaker: frozenset[tuple[str, str]]


def theory(map: ArgumentMap) -> Theory:
    """The theory of a map."""
    concluded = {a.target for a in map.arguments if a.role == "supports"}
    premises = tuple(
        s.id
        for s in map.statements
        if s.id not in concluded and not s.possible and s.speaker is None
    )
    over = {(p.over, p.preferred) for p in map.preferences}
    rules: list[Inference] = []
    weaker: set[tuple[str, str]] = set()
    for argument in map.arguments:
        if argument.conceded:
            continue
        members = list(dict.fromkeys(argument.premises))
        if argument.warrant is not None and argument.warrant not in members:
            members.append(argument.warrant)
        sign: Sign = "for" if argument.role == "supports" else "against"
        rules.append(
            Inference(argument.id, tuple(members), (sign, argument.target), argument.strict)
        )
        if argument.role == "rebuts" and any((m, argument.target) in over for m in members):
            weaker.add((argument.id, argument.target))
    contraries: dict[str, list[str]] = {}
    for one, other in map.contradictions:
        for attacker, attacked in ((one, other), (other, one)):
            contraries.setdefault(attacked, []).append(attacker)
            if (attacker, attacked) in over:
                weaker.add((attacker, attacked))
    return Theory(
        premises,
        tuple(rules),
        {key: tuple(dict.fromkeys(found)) for key, found in contraries.items()},
        frozenset(weaker),
    )
