"""What can be done to a map: values, from a map and an act to another map.

Identifiers stay those of the map that was begun with, so that one act after another can name them;
`argmap.arrange.renewed` gives the last map those that its text gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from attrs import evolve

from argmap.edit.placing import Place, moved, put
from argmap.edit.removal import bearing_on_nothing_else, without
from argmap.model import Argument, Map, Section, Statement
from argmap.model.references import identified, referring


class Add(NamedTuple):
    """A statement is added, its `id` that by which later acts name it."""

    statement: Statement
    place: Place = Place()


class Relate(NamedTuple):
    """An argument, section or relation is added."""

    thing: Any
    field: str


class Remove(NamedTuple):
    """Statements are removed, with what was there for their sake alone, or without: that stands at the end of its
    section then or, `in_place`, where it stood.
    """

    statements: tuple[str, ...]
    keep_reasons: bool = False
    in_place: bool = False


class Replace(NamedTuple):
    """Fields of a statement get other values."""

    statement: str
    changes: Mapping[str, Any]


class Relabel(NamedTuple):
    """Statements and sections get other labels, or none."""

    labels: Mapping[str, str | None]


class Move(NamedTuple):
    """A statement, with what stands behind it for its sake, is taken to another place."""

    statement: str
    place: Place


Act = Add | Relate | Remove | Replace | Relabel | Move


def carried_out(map: Map, act: Act) -> Map:
    """The map with an act carried out."""
    if isinstance(act, Remove):
        left = without(map, act.statements, act.keep_reasons)
        return left if act.in_place or not act.keep_reasons else _loose_last(map, left, act)
    if isinstance(act, Replace):
        changed = [evolve(s, **act.changes) if s.id == act.statement else s for s in map.statements]
        return map.changed(statements=changed)
    if isinstance(act, Relabel):
        return _relabelled(map, act.labels)
    if isinstance(act, Relate):
        return map.changed(**{act.field: (*getattr(map, act.field), act.thing)})
    if isinstance(act, Add):
        return put(map, (act.statement,), act.place)
    return moved(map, act.statement, act.place)


def _loose_last(before: Map, left: Map, act: Remove) -> Map:
    """The map in which what was there for the sake of what is gone stands behind all else in its section or passage."""
    loose = bearing_on_nothing_else(before, act.statements)
    blocks: dict[Place, list[Statement]] = {}
    for s in left.statements:
        if s.id in loose:
            blocks.setdefault(Place(section=s.section, within=s.within), []).append(s)
    for place, block in blocks.items():
        left = put(left, tuple(block), place)
    return left


def _relabelled(map: Map, labels: Mapping[str, str | None]) -> Map:
    """The map under other labels; what had its old label for an identifier keeps that until the end."""

    def renamed(thing: Any) -> Any:
        return evolve(thing, label=labels[thing.id]) if thing.id in labels else thing

    return map.changed(
        statements=[renamed(s) for s in map.statements], sections=[renamed(s) for s in map.sections]
    )


def things(map: Map) -> tuple[Statement | Argument | Section, ...]:
    """Whatever has an identifier."""
    return (*map.statements, *map.arguments, *map.sections)


def rekeyed(map: Map) -> Map:
    """The map with identifiers that are no label's, so that one statement may take the label of another."""
    own = {
        t.id: t.id if map.imported(t.id) else f"\0{type(t).__name__} {t.id}" for t in things(map)
    }
    return identified(map, own)


def renamed(act: Act, names: Mapping[str, str]) -> Act:
    """The same act on a map whose things have other identifiers."""

    def name(one: str | None) -> str | None:
        return names.get(one, one) if one else one

    def key(one: str, by: str = "") -> str:
        return names.get(one, one)

    def place(given: Place) -> Place:
        return Place(given.how, name(given.target) or "", name(given.section), name(given.within))

    if isinstance(act, Remove):
        return act._replace(statements=tuple(map(key, act.statements)))
    if isinstance(act, Replace):
        return act._replace(statement=key(act.statement))
    if isinstance(act, Relabel):
        return Relabel({key(one): label for one, label in act.labels.items()})
    if isinstance(act, Relate):
        alone = referring(Map().changed(**{act.field: [act.thing]}), key, key, key)
        return act._replace(thing=getattr(alone, act.field)[0])
    if isinstance(act, Add):
        return act._replace(place=place(act.place))
    return Move(key(act.statement), place(act.place))
