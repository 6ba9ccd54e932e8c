"""The maps of the gate."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from argmap import ArgumentMap, load

FOLDER = Path(__file__).parent


@cache
def usual() -> dict[str, ArgumentMap]:
    """The maps of usual size, by name."""
    return _read("usual")


@cache
def large() -> dict[str, ArgumentMap]:
    """The larger ones, by name."""
    return _read("large")


def _read(folder: str) -> dict[str, ArgumentMap]:
    return {path.stem: load(path) for path in sorted((FOLDER / folder).glob("*.arg"))}


def is_forest(map: ArgumentMap) -> bool:
    """Whether nothing is used twice and nothing runs in a circle, so that it can be drawn as trees."""
    if map.contradictions:
        return False
    above: dict[str, str] = {}
    hosts = {a.id: a.target for a in map.arguments}
    uses = [(member, a.target) for a in map.arguments for member in a.members]
    for member, target in [*uses, *((part.part, part.whole) for part in map.parts)]:
        if member in above:
            return False
        while target in hosts:
            target = hosts[target]
        above[member] = target
    for start in above:
        at, steps = start, 0
        while at in above:
            at, steps = above[at], steps + 1
            if steps > len(above):
                return False
    return True
