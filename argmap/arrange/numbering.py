"""Identifiers: the label or, without one, the kind and the place (fine print 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

if TYPE_CHECKING:
    from argmap.model import (
        ArgumentMap,
        Section,
    )


from argmap.arrange.lines.line import DEEPEST


def _free(identifier: str, labels: Container[str | None]) -> str:
    while identifier in labels:
        identifier += "_"
    return identifier


def places(map: ArgumentMap) -> dict[str, dict[str, str]]:
    """The identifiers that the text gives (fine print 14), by those that the map has now."""
    labels = {*(s.label for s in map.statements), *(s.label for s in map.sections)}
    imported = tuple(f"{i.name}." for i in map.imports)
    count: Counter[str] = Counter()
    names: dict[str, dict[str, str]] = {"statements": {}, "arguments": {}, "sections": {}}
    kinds: tuple[tuple[str, Iterable[Any]], ...] = (
        ("statements", map.statements),
        ("arguments", map.arguments),
        ("sections", map.sections),
    )
    for key, things in kinds:
        for thing in things:
            if imported and thing.id.startswith(imported):
                names[key][thing.id] = thing.id
                continue
            kind = thing.kind if key == "statements" else key[:-1]
            count[kind] += 1
            label = None if key == "arguments" else thing.label
            names[key][thing.id] = label or _free(f"{kind}-{count[kind]}", labels)
    return names


def numbered(map: ArgumentMap) -> ArgumentMap:
    """The map with the identifiers that a text in its order gives."""
    names = places(map)
    return _renamed(map, names["statements"], names["arguments"], names["sections"])


def _renamed(
    map: ArgumentMap, s: Mapping[str, str], a: Mapping[str, str], sections: Mapping[str, str]
) -> ArgumentMap:
    """The map with other identifiers."""

    def maybe(key: str | None, names: Mapping[str, str]) -> str | None:
        return None if key is None else names[key]

    return evolve(
        map,
        statements=[
            evolve(x, id=s[x.id], section=maybe(x.section, sections)) for x in map.statements
        ],
        arguments=[
            evolve(
                x,
                id=a[x.id],
                premises=[s[p] for p in x.premises],
                target=(a if x.role == "undercuts" else s)[x.target],
                warrant=maybe(x.warrant, s),
                premise_roles={s[p]: role for p, role in x.premise_roles.items()},
            )
            for x in map.arguments
        ],
        sections=[
            evolve(x, id=sections[x.id], parent=maybe(x.parent, sections)) for x in map.sections
        ],
        parts=[
            evolve(p, whole=s[p.whole], part=s[p.part], alternative_to=maybe(p.alternative_to, s))
            for p in map.parts
        ],
        contradictions=[(s[one], s[other]) for one, other in map.contradictions],
        preferences=[evolve(p, preferred=s[p.preferred], over=s[p.over]) for p in map.preferences],
        independences=[evolve(i, statement=s[i.statement], of=s[i.of]) for i in map.independences],
        arranged=True,
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
