"""What the rules on critical questions share: who answers which question of which step."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Argument, Statement
from argmap.rules.context import Context
from argmap.syntax.words import normal


def answers(context: Context, argument: Argument) -> Iterator[tuple[Statement, str]]:
    """The statements with `answers` that speak about a step, each with the question that it names.

    Those are its own premises and its warrant, what supports or attacks these, what undercuts the
    step or rebuts its conclusion, and replies to any of that.
    """
    map = context.map
    if not context.answering:
        return
    seen: set[str] = set()
    front = [*argument.premises]
    if argument.warrant:
        front.append(argument.warrant)
    for attack in (*map.attackers(argument), *map.attackers(argument.target)):
        front += attack.premises
    # Two steps out: an answer to a question, and a reply to it.
    for _ in range(3):
        ahead: list[str] = []
        for identifier in front:
            if identifier in seen or identifier not in map:
                continue
            seen.add(identifier)
            name = map[identifier].attributes.get("answers")
            if name is not None:
                yield map[identifier], normal(str(name))
            for other in (*map.supporters(identifier), *map.attackers(identifier)):
                ahead += other.premises
        front = ahead
