"""Shared by the rules on roots: the roots of a file, and which statements are in any relation."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Statement
from argmap.rules.context import Context


def own_roots(context: Context) -> Iterator[Statement]:
    """The roots of the map that the file itself declares."""
    if context.map.imports:
        own = {s.id for s in context.statements}
        yield from (s for s in context.map.roots if s.id in own)
    else:
        yield from context.map.roots


def is_target_by_design(context: Context, statement: Statement) -> bool:
    """Whether a statement is given only to be argued against: it has a speaker, or is declared after
    `against`, `contradicts` or `outweighs`.
    """
    if statement.speaker:
        return True
    start = statement.span.start if statement.span else -1
    return start >= 0 and context.source.text.startswith(
        ("against", "contradicts", "outweighs"), start
    )


def ids_in_relations(context: Context) -> set[str]:
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
