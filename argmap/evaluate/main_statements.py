"""What a reader asks about first: the roots, and a statement of each cycle that no root is reached from; or else a
statement that is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.evaluate.assumptions import known
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


def asked_about(map: Map, conclusion: str | Statement | None = None) -> list[str]:
    """The statement that a user asks about or, where none is named, each main statement that something is said for
    or against, if there is one; answers in the place of a question.

    Raises `ValueError` for a label that the map does not have, for a supposition, and for a question without
    answers.
    """
    if conclusion is None:
        roots = _answered(map, [s.id for s in main_statements(map)])
        return [
            key for key in roots if any(map.aimed_at(same) for same in map.restated(key))
        ] or roots
    key = known(map, conclusion)
    if map[key].kind == "supposition":
        raise ValueError(
            f"`{key}` is only supposed, and depends on nothing: ask about what follows from it"
        )
    goals = _answered(map, [key])
    if not goals:
        raise ValueError(f"`{key}` is a question without an answer")
    return goals


def _answered(map: Map, keys: Iterable[str]) -> list[str]:
    """Statements, with the answers to each question, and to those that it includes, in its place."""
    answers = {question: [*keys] for question, keys in map.answers_to.items()}
    for part in map.parts:
        if map[part.whole].kind == "question":
            answers.setdefault(part.whole, []).append(part.part)
    found: dict[str, None] = {}
    waiting = list(keys)[::-1]
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if map[key].kind != "question":
            found[key] = None
        elif key not in seen:
            seen.add(key)
            waiting += reversed(answers.get(key, []))
    return list(found)
