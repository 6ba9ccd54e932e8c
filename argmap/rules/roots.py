"""What the rules on roots share: which statements a map is about, and how its lines declare them."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Statement
from argmap.rules.context import Context


def roots(context: Context) -> Iterator[Statement]:
    """The file's own statements that nothing is built on."""
    if context.map.imports:
        own = {s.id for s in context.statements}
        yield from (s for s in context.map.roots if s.id in own)
    else:
        yield from context.map.roots


def argued_against(context: Context, statement: Statement) -> bool:
    """Whether a statement is there to be argued against: somebody else's words, or declared after
    `against`, `contradicts` or `outweighs`.
    """
    if statement.speaker:
        return True
    start = statement.span.start if statement.span else -1
    return start >= 0 and context.source.text.startswith(
        ("against", "contradicts", "outweighs"), start
    )


def related(context: Context) -> set[str]:
    """The identifiers of the statements that are in some relation to another."""
    map = context.map
    found: set[str] = set()
    for argument in map.arguments:
        found.update((*argument.members, argument.target))
    for part in map.parts:
        found.update((part.whole, part.part))
    for pair in map.contradictions:
        found.update(pair)
    for preference in map.preferences:
        found.update((preference.preferred, preference.over))
    for independence in map.independences:
        found.update((independence.statement, independence.of))
    return found
