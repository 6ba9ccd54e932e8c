"""Evaluation by the definitions, with nothing of argmap's evaluator: every argument is built, every attack
looked for, every set of arguments tried. For small maps.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

from attrs import define, field

import argmap
from argmap import Argument, ArgumentMap, Preference, Statement
from argmap.model import Map
from tests.kinds import slow


class TooMany(Exception):
    """More arguments than can be looked at one by one."""


@define(eq=False)
class Built:
    """An ASPIC+ argument: its conclusion, the map's argument that it ends with, its immediate parts."""

    conclusion: tuple[str, str]
    top: Argument | None
    parts: tuple[Built, ...]
    within: list[Built] = field(factory=list)  # itself and all its parts
    said: frozenset[tuple[str, str]] = frozenset()


def built(map: ArgumentMap, most: int = 60) -> list[Built]:
    """All arguments of a map that do not come back to their own conclusion."""
    concluded = {a.target for a in map.arguments if a.role == "supports"}
    found: list[Built] = []
    keys: set[object] = set()

    def add(conclusion: tuple[str, str], top: Argument | None, parts: tuple[Built, ...]) -> bool:
        key = (conclusion, top.id if top else None, tuple(id(p) for p in parts))
        if key in keys or any(conclusion in p.said for p in parts):
            return False
        keys.add(key)
        new = Built(conclusion, top, parts)
        once = {id(b): b for p in parts for b in p.within}
        new.within = [new, *once.values()]
        new.said = frozenset(b.conclusion for b in new.within)
        found.append(new)
        if len(found) > most:
            raise TooMany
        return True

    for s in map.statements:
        if s.id not in concluded and not s.open and s.speaker is None:
            add(("for", s.id), None, ())
    grown = True
    while grown:
        grown = False
        for argument in map.arguments:
            if argument.conceded:
                continue
            members = {*argument.premises, *([argument.warrant] if argument.warrant else [])}
            choices = [[b for b in found if b.conclusion == ("for", m)] for m in sorted(members)]
            side = "for" if argument.role == "supports" else "against"
            for parts in product(*choices):
                grown |= add((side, argument.target), argument, parts)
    return found


def defeats(map: ArgumentMap, arguments: list[Built]) -> set[tuple[int, int]]:
    """Which defeat which, by their places in the list."""
    excluding = {*map.contradictions, *((b, a) for a, b in map.contradictions)}
    better = {(p.preferred, p.over) for p in map.preferences}

    def uses(argument: Argument | None) -> set[str]:
        if argument is None:
            return set()
        return {*argument.premises, *([argument.warrant] if argument.warrant else [])}

    def on(attacker: Built, part: Built) -> bool:
        sign, key = attacker.conclusion
        strict = part.top is not None and part.top.strict
        if strict:
            return False
        if sign == "against" and part.top is not None and part.top.id == key:
            return True  # undercutting
        if part.conclusion[0] != "for":
            return False
        aimed = part.conclusion[1]
        if sign == "against":
            ours, hit = uses(attacker.top), key == aimed
        else:
            ours, hit = {key}, (key, aimed) in excluding
        theirs = {aimed} | uses(part.top)
        return hit and not any((good, bad) in better for good in theirs for bad in ours)

    return {
        (i, j)
        for i, attacker in enumerate(arguments)
        for j, attacked in enumerate(arguments)
        if any(on(attacker, part) for part in attacked.within)
    }


def least(arguments: list[Built], attacks: set[tuple[int, int]]) -> frozenset[int]:
    """The grounded extension: the least set that holds what it defends."""
    attackers = {j: [a for a, b in attacks if b == j] for j in range(len(arguments))}
    now: frozenset[int] = frozenset()
    while True:
        beaten = {b for a, b in attacks if a in now}
        then = frozenset(j for j in attackers if all(a in beaten for a in attackers[j]))
        if then == now:
            return now
        now = then


def complete(count: int, attacks: set[tuple[int, int]]) -> Iterator[frozenset[int]]:
    """All complete extensions: conflict-free sets that hold exactly what they defend."""
    attackers = {j: {a for a, b in attacks if b == j} for j in range(count)}
    for size in range(count + 1):
        for chosen in combinations(range(count), size):
            now = frozenset(chosen)
            beaten = {b for a, b in attacks if a in now}
            if now & beaten:
                continue
            if now == {j for j in attackers if attackers[j] <= beaten}:
                yield now


def extensions(count: int, attacks: set[tuple[int, int]], semantics: str) -> list[frozenset[int]]:
    """The extensions under a semantics, by its definition."""
    found = list(complete(count, attacks))

    def reach(extension: frozenset[int]) -> frozenset[int]:
        return extension | {b for a, b in attacks if a in extension}

    if semantics == "complete":
        return found
    if semantics == "stable":
        return [e for e in found if len(reach(e)) == count]
    if semantics == "semi-stable":
        return [e for e in found if not any(reach(e) < reach(o) for o in found)]
    preferred = [e for e in found if not any(e < o for o in found)]
    if semantics == "preferred":
        return preferred
    common = frozenset.intersection(*preferred)
    return [max((e for e in found if e <= common), key=len)]


def labels(
    map: ArgumentMap,
    arguments: list[Built],
    attacks: set[tuple[int, int]],
    extension: frozenset[int],
) -> dict[str, str]:
    """What an extension says of each statement."""
    beaten = {b for a, b in attacks if a in extension}
    found = {}
    for s in map.statements:
        own = [i for i, b in enumerate(arguments) if b.conclusion == ("for", s.id)]
        if any(i in extension for i in own):
            found[s.id] = "in"
        else:
            found[s.id] = "out" if all(i in beaten for i in own) else "undecided"
    return found


@slow
def random_map(random: Random) -> ArgumentMap:
    """A small map with circles, undercuts of undercuts, strict steps, concessions and preferences."""
    names = [f"s{n}" for n in range(random.randint(2, 7))]
    statements = [
        Statement(
            f"Thing {name} is so.",
            label=name,
            id=name,
            open=random.random() < 0.1,
            speakers="Ann" if random.random() < 0.1 else (),
        )
        for name in names
    ]
    arguments: list[Argument] = []
    for n in range(random.randint(1, 12)):
        role = random.choice(("supports", "supports", "supports", "rebuts", "rebuts", "undercuts"))
        strict = random.random() < 0.15 and role != "undercuts"
        open_steps = [a.id for a in arguments if not a.strict]
        if role == "undercuts" and not open_steps:
            role = "rebuts"
        target = random.choice(open_steps if role == "undercuts" else names)
        premises = random.sample(names, random.choice((1, 1, 1, 2, 2, 3)) % len(names) or 1)
        warrant = random.choice(names) if random.random() < 0.1 else None
        conceded = role == "rebuts" and random.random() < 0.15
        arguments.append(
            Argument(
                premises, target, role, conceded, strict, warrant=warrant, id=f"argument-{n + 1}"
            )
        )
    pairs = [tuple(random.sample(names, 2)) for _ in range(random.choice((0, 0, 0, 1, 1, 2)))]
    preferences = [
        Preference(*random.sample(names, 2)) for _ in range(random.choice((0, 0, 1, 1, 2)))
    ]
    return ArgumentMap.of(Map(statements, arguments, contradictions=pairs, preferences=preferences))


def shown(map: ArgumentMap) -> str:
    """A map in words, for a failing test."""
    return argmap.ArgumentMap.to_json(map)
