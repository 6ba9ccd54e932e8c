"""Shared by the rules on critical questions: the statements that answer questions about a step."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model import Argument
from argmap.rules.context import Context

_DEPTH = 3  # an answer, a reply to it, and a reply to that


def around_step(context: Context, argument: Argument) -> frozenset[str]:
    """The statements with `answers` around a step: its premises and its warrant, what undercuts it, what
    supports or attacks these, and replies to that.
    """
    undercuts = (p for attack in context.map.attackers(argument) for p in attack.premises)
    return _around(context, (*argument.members, *undercuts))


def around_target(context: Context, target: str) -> frozenset[str]:
    """The statements with `answers` that rebut the conclusion of steps, or reply to that."""
    return _around(context, (p for a in context.map.attackers(target) for p in a.premises))


def questions(context: Context, statements: Iterable[str]) -> set[str]:
    """The names of the questions that statements answer, by their attribute `answers`."""
    return {str(context.map[s].attributes["answers"]) for s in statements}


def _around(context: Context, first: Iterable[str]) -> frozenset[str]:
    if not context.answering_statements:
        return frozenset()
    map = context.map
    found: set[str] = set()
    seen: set[str] = set()
    frontier = list(first)
    for _ in range(_DEPTH):
        next_frontier: list[str] = []
        for identifier in frontier:
            if identifier in seen or identifier not in map:
                continue
            seen.add(identifier)
            if "answers" in map[identifier].attributes:
                found.add(identifier)
            for other in (*map.supporters(identifier), *map.attackers(identifier)):
                next_frontier += other.premises
        frontier = next_frontier
    return frozenset(found)
