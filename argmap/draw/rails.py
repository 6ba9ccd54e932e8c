"""Rails: in an outline, a line at the left of what stands in a passage, headed by its supposition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.draw.relations import passage_title
from argmap.model import Map

RAIL = 7.0
"""How much farther to the right what stands in a passage begins, in points at 8-point type."""


class Rail(NamedTuple):
    """The line of a passage: its supposition, where it runs, and between which heights."""

    supposition: str
    x: float
    top: float
    end: float


class Passages:
    """The passages of a map: what stands in each, and which statements may stand below which."""

    def __init__(self, map: Map, numbers: Mapping[str, str]) -> None:
        self.map, self.numbers = map, numbers
        self.inside: dict[str, list[str]] = {}
        roots = {root.id for root in map.roots}
        for first in (True, False):
            for statement in map.statements:
                if (statement.id in roots) == first:
                    for supposition in self.around(statement.id):
                        self.inside.setdefault(supposition, []).append(statement.id)

    def around(self, key: str) -> list[str]:
        """The suppositions under which a statement stands, the outermost first; its own for a supposition."""
        statement = self.map[key]
        own = [key] if statement.kind == "supposition" else []
        found = [*own, *(s for s in self.map.around(key) if s in self.map and s != key)]
        return found[::-1]

    def opened(self, member: str, host: str) -> list[str] | None:
        """The passages that a statement opens where it stands below a host, of which it is the outcome; None where
        it can't stand there.
        """
        here, there = self.around(host), self.around(member)
        if there[: len(here)] != here:
            return None
        more = there[len(here) :]
        if not more:
            return []
        return more if len(more) == 1 and self.map.outcomes.get(more[0]) == member else None

    def title(self, supposition: str) -> str:
        """What stands over a passage."""
        return passage_title(self.map, self.numbers, supposition)

    def left(self, supposition: str, home: Mapping[str, object]) -> Iterator[str]:
        """What stands in a passage and has no place yet, main conclusions first."""
        for key in self.inside.get(supposition, ()):
            if key not in home:
                yield key
