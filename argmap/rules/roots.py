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


def objected_to(context: Context, statement: Statement) -> bool:
    """Whether something rebuts or contradicts a statement, or is preferred to it, in whatever words."""
    return context.wording(statement.id) in context.objected


def said_elsewhere(context: Context, statement: Statement) -> bool:
    """Whether what a root without reasons says has one under another wording, or is built on or taken as given there."""
    return context.wording(statement.id) in context.carried


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
    for pair in map.restatements:
        found.update(pair)
    for explanation in map.explanations:
        found.update((*explanation.explaining, explanation.explained))
    for condition in map.conditions:
        found.update((condition.statement, condition.provided))
    for answer in map.answers:
        found.update((answer.question, answer.answer))
    return found
