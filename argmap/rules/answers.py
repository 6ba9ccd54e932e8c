"""What the rules on critical questions share: who answers which question of which step."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model import Argument
from argmap.rules.context import Context

_FAR = 3  # an answer, a reply to it, and a reply to that


def around_step(context: Context, argument: Argument) -> frozenset[str]:
    """The statements with `answers` that speak about a step: its premises and its warrant, what undercuts
    it, what supports or attacks these, and replies to that.
    """
    undercuts = (p for attack in context.map.attackers(argument) for p in attack.premises)
    return _around(context, (*argument.members, *undercuts))


def around_target(context: Context, target: str) -> frozenset[str]:
    """The statements with `answers` that rebut the conclusion of steps, or reply to that."""
    return _around(context, (p for a in context.map.attackers(target) for p in a.premises))


def questions(context: Context, statements: Iterable[str]) -> set[str]:
    """The questions that statements say they answer."""
    return {str(context.map[s].attributes["answers"]) for s in statements}


def _around(context: Context, first: Iterable[str]) -> frozenset[str]:
    if not context.answering:
        return frozenset()
    map = context.map
    found: set[str] = set()
    seen: set[str] = set()
    front = list(first)
    for _ in range(_FAR):
        ahead: list[str] = []
        for identifier in front:
            if identifier in seen or identifier not in map:
                continue
            seen.add(identifier)
            if "answers" in map[identifier].attributes:
                found.add(identifier)
            for other in (*map.supporters(identifier), *map.attackers(identifier)):
                ahead += other.premises
        front = ahead
    return frozenset(found)
