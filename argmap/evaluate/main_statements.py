"""What a reader asks about first: the roots, and a statement of each cycle that no root is reached from."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.evaluate.graph import components
from argmap.model import Map, Statement


def main_statements(map: Map) -> tuple[Statement, ...]:
    """The roots, and of each cycle the first claim that nothing but the cycle itself is built on.

    Of a cycle without such a claim that nothing else is built on, it is the first statement.
    """
    found = {s.id for s in map.roots}
    above: dict[str, list[str]] = {s.id: [] for s in map.statements}
    for whole, part in _built(map):
        above[part].append(whole)
    place = {key: n for n, key in enumerate(above)}
    for component in components(above, above.__getitem__):
        inside = set(component)
        if len(component) == 1 and component[0] not in above[component[0]]:
            continue
        own = [key for key in component if inside.issuperset(above[key])]
        own.sort(key=place.__getitem__)
        claims = [key for key in own if map[key].kind in ("claim", "recommendation")]
        first = claims or (own if len(own) == len(component) else [])
        found.update(first[:1])
    return tuple(s for s in map.statements if s.id in found)


def _built(map: Map) -> Iterator[tuple[str, str]]:
    """Pairs of a statement and of what bears on it."""
    for part in map.parts:
        yield part.whole, part.part
    goal: dict[str, str] = {}
    for argument in map.arguments:
        trail = [argument.id]
        while trail[-1] not in map and trail[-1] not in goal:
            trail.append(map.argument(trail[-1]).target)
        end = goal.get(trail[-1], trail[-1])
        goal.update(dict.fromkeys(trail[:-1], end))
        for member in argument.members:
            yield end, member
