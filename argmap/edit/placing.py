"""Where a statement is put, or moved to: behind what stands at the same place already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from attrs import evolve, fields

from argmap.diagnostics import ArgmapError
from argmap.edit.removal import parts_left
from argmap.model import Answer, Argument, Condition, Explanation, Map, Part, Statement
from argmap.model.queries import Bearing

How = Literal[
    "supports",
    "rebuts",
    "undercuts",
    "challenges",
    "joins",
    "part_of",
    "answers",
    "explains",
    "condition_of",
    "contradicts",
    "restates",
]
"""What a statement can be to another thing of the map: to a statement or, for `undercuts`, `challenges` and `joins`, to
an argument.
"""
OF_STEPS = ("undercuts", "challenges", "joins")


class Place(NamedTuple):
    """Where a statement is put: what it is to another thing, or on its own in a section or passage."""

    how: How | None = None
    target: str = ""
    section: str | None = None
    within: str | None = None


def put(map: Map, block: tuple[Statement, ...], place: Place) -> Map:
    """The map with statements where a place says, the first of them what it says there. They may stand on the map
    already; what holds between them goes along.
    """
    head, own = block[0], {s.id for s in block}
    about, after = _about(map, place)
    before = {s.id for s in map.statements[:after]} - own
    others = [s for s in map.statements if s.id not in own]
    at = sum(s.id in before for s in others)
    section, within = place.section, place.within
    if about is not None:
        section = map[about].section
        within = about if map[about].kind == "supposition" else map[about].within
    settled = [
        evolve(
            s,
            section=section if s.section == head.section else s.section,
            within=within if s.within == head.within else s.within,
        )
        for s in block
    ]
    whole = map.changed(statements=[*others[:at], *settled, *others[at:]])
    return _related(_relations_along(whole, own), head.id, place)


def moved(map: Map, key: str, place: Place) -> Map:
    """The map with a statement at another place, and with it what stands behind it for its sake: what it was to others
    first is no more, what it is besides stays.
    """
    keys = behind(map, key)
    about = None
    if place.how is not None:
        about = conclusion(map, place.target) if place.how in OF_STEPS else place.target
    if about in keys:
        raise ArgmapError(f"`{key}` can't be moved to itself, or to what bears on it")
    loose = _detached(map, key)
    if place.how in OF_STEPS and place.target not in {a.id for a in loose.arguments}:
        raise ArgmapError(f"`{key}` can't be moved to a step of which it is the only premise")
    return put(loose, tuple(s for s in loose.statements if s.id in keys), place)


def behind(map: Map, key: str) -> tuple[str, ...]:
    """A statement, and those right behind it in the file that bear on it."""
    below = {s.id for s in Bearing(map).far(key, above=False)}
    keys = [s.id for s in map.statements]
    at = keys.index(key)
    end = at + 1
    while end < len(keys) and keys[end] in below:
        end += 1
    return tuple(keys[at:end])


def conclusion(map: Map, argument: str) -> str:
    """The statement that an argument is about; of an attack on a step, its conclusion."""
    return map.aimed_through(map.argument(argument))[-1].target


def free(map: Map, stem: str) -> str:
    """An identifier that nothing has."""
    taken = {s.id for s in map.statements} | {a.id for a in map.arguments}
    number = 1
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"


def _about(map: Map, place: Place) -> tuple[str | None, int]:
    """The statement at whose lines something is put, and behind how many statements that is."""
    keys = [s.id for s in map.statements]
    if place.how is None:
        own = sum(not map.imported(key) for key in keys)
        here = [
            i
            for i, s in enumerate(map.statements[:own])
            if s.section == place.section
            and (place.within in (s.within, s.id, None) or place.within in map.around(s.id))
        ]
        return None, here[-1] + 1 if here else own
    about, last = place.target, place.target
    if place.how in OF_STEPS:
        about = conclusion(map, place.target)
        members = [k for k in map.argument(place.target).members if not map.imported(k)]
        last = max((*members, about), key=keys.index)
    if map.imported(last):
        return about, sum(not map.imported(key) for key in keys)
    return about, keys.index(behind(map, last)[-1]) + 1


def _related(map: Map, key: str, place: Place) -> Map:
    """The map with what the place says that a statement is."""
    how, target = place.how, place.target
    if how is None:
        return map
    if how == "joins":
        joined = [
            evolve(a, premises=(*a.premises, key)) if a.id == target else a for a in map.arguments
        ]
        return map.changed(arguments=joined)
    if how in _MADE:
        field, make = _MADE[how]
        return _inserted(map, field, make(target, key), key)
    new = Argument([key], target, how, id=free(map, "\0argument"))  # type: ignore[arg-type]
    return _inserted(map, "arguments", new, key)


_MADE: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "part_of": ("parts", Part),
    "answers": ("answers", Answer),
    "explains": ("explanations", lambda target, key: Explanation(key, target)),
    "condition_of": ("conditions", Condition),
    "contradicts": ("contradictions", lambda target, key: (target, key)),
    "restates": ("restatements", lambda target, key: (target, key)),
}


# The order of what holds between statements


def _begins(entry: Any, place: dict[str, int]) -> str:
    """The statement at whose line an argument or a relation begins, if all stand where they are declared."""
    if isinstance(entry, Argument):
        first = entry.premises[0]
        if not entry.aims_at_step and place[entry.target] > place[first]:
            return entry.target
        return first
    if isinstance(entry, Explanation):
        return max(entry.explained, entry.explaining[0], key=place.__getitem__)
    named = entry if isinstance(entry, tuple) else _named(entry)
    return max(named, key=place.__getitem__)


def _named(relation: Any) -> tuple[str, ...]:
    """The statements that a relation is between."""
    values = (getattr(relation, each.name) for each in fields(type(relation)))
    return tuple(value for value in values if isinstance(value, str))


_LISTS = (
    *("arguments", "parts", "contradictions", "preferences", "restatements", "explanations"),
    *("conditions", "answers", "independences"),
)


def _relations_along(map: Map, own: set[str]) -> Map:
    """The map in which whatever begins at the lines of these statements stands in the order of these lines."""
    place = {s.id: i for i, s in enumerate(map.statements)}
    changed = {}
    for field in _LISTS:
        entries = getattr(map, field)
        taken = [e for e in entries if _begins(e, place) in own]
        if taken:
            rest = [e for e in entries if _begins(e, place) not in own]
            at = _first_behind(rest, place, place[_begins(taken[0], place)])
            changed[field] = [*rest[:at], *taken, *rest[at:]]
    return map.changed(**changed) if changed else map


def _inserted(map: Map, field: str, entry: Any, key: str) -> Map:
    place = {s.id: i for i, s in enumerate(map.statements)}
    entries = getattr(map, field)
    at = _first_behind(entries, place, place[key])
    return map.changed(**{field: (*entries[:at], entry, *entries[at:])})


def _first_behind(entries: Iterable[Any], place: dict[str, int], line: int) -> int:
    """The place in a list of the first entry that begins further down than a line, or behind them all."""
    found = list(entries)
    return next((i for i, e in enumerate(found) if place[_begins(e, place)] > line), len(found))


# What a statement is no more


def _detached(map: Map, key: str) -> Map:
    """The map in which a statement is no longer what it first is to others: the first argument that has it for a
    premise, or else the first part, answer, explanation or condition that it is.
    """
    step = next((a for a in map.arguments if key in a.premises), None)
    if step is not None:
        return _without_premise(map, step, key)
    for field, name in (("answers", "answer"), ("conditions", "provided"), ("parts", "part")):
        found = getattr(map, field)
        first = next((r for r in found if getattr(r, name) == key), None)
        if first is not None:
            if isinstance(first, Part):
                return map.changed(parts=parts_left(found, {(first.whole, first.part)}))
            return map.changed(**{field: [r for r in found if r is not first]})
    first = next((e for e in map.explanations if key in e.explaining), None)
    if first is None:
        return map
    left = [k for k in first.explaining if k != key]
    kept = [evolve(e, explaining=left) if e is first else e for e in map.explanations]
    return map.changed(explanations=[e for e in kept if e.explaining])


def _without_premise(map: Map, step: Argument, key: str) -> Map:
    rest = [p for p in step.premises if p != key]
    if rest:
        roles = {p: role for p, role in step.premise_roles.items() if p != key}
        left = evolve(step, premises=rest, premise_roles=roles)
        return map.changed(arguments=[left if a is step else a for a in map.arguments])
    gone = {step.id}
    while more := {a.id for a in map.arguments if a.target in gone} - gone:
        gone |= more
    return map.changed(arguments=[a for a in map.arguments if a.id not in gone])
