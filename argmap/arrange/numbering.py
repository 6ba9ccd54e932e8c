"""Identifiers: the label or, without one, the kind and the place (fine print 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve

if TYPE_CHECKING:
    from argmap.model import (
        Map,
        Section,
    )


from argmap.arrange.lines.line import DEEPEST
from argmap.model.references import referring


def _free(identifier: str, labels: Container[str | None]) -> str:
    while identifier in labels:
        identifier += "_"
    return identifier


def places(map: Map) -> dict[str, dict[str, str]]:
    """The identifiers that the text gives (fine print 14), by those that the map has now."""
    labels = {*(s.label for s in map.statements), *(s.label for s in map.sections)}
    count: Counter[str] = Counter()
    names: dict[str, dict[str, str]] = {"statements": {}, "arguments": {}, "sections": {}}
    kinds: tuple[tuple[str, Iterable[Any]], ...] = (
        ("statements", map.statements),
        ("arguments", map.arguments),
        ("sections", map.sections),
    )
    for key, things in kinds:
        for thing in things:
            if map.imported(thing.id):
                names[key][thing.id] = thing.id
                continue
            kind = thing.kind if key == "statements" else key[:-1]
            count[kind] += 1
            label = None if key == "arguments" else thing.label
            names[key][thing.id] = label or _free(f"{kind}-{count[kind]}", labels)
    return names


def numbered(map: Map) -> Map:
    """The map with the identifiers that a text in its order gives."""
    names = places(map)
    statements, arguments, sections = (names[k] for k in ("statements", "arguments", "sections"))
    renamed = map.changed(
        statements=[evolve(x, id=statements[x.id]) for x in map.statements],
        arguments=[evolve(x, id=arguments[x.id]) for x in map.arguments],
        sections=[evolve(x, id=sections[x.id]) for x in map.sections],
    )
    return referring(
        renamed,
        lambda key, by: statements[key],
        lambda key, by: arguments[key],
        lambda key, by: sections[key],
    )


def section_depths(sections: Iterable[Section]) -> dict[str | None, int]:
    """How deep each section stands in others; outside of all it is 0."""
    depths: dict[str | None, int] = {None: 0}
    for section in sections:
        depths[section.id] = depths.get(section.parent, 0) + 1
    return depths


def limit(section_depth: int) -> int:
    """The deepest that a clause should stand: in sections that are as deep, one level more."""
    return max(DEEPEST, section_depth + 1)
