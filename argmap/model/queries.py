"""What can be asked of a map beside its elements: what bears on what, ways, objections. Every answer is in the order of
the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.model.references import related

if TYPE_CHECKING:
    from argmap.model.elements import Argument, Statement
    from argmap.model.map import Map

_BEARING = ("part", "answers", "provided", "explains")

PATHS = 1000
"""How many ways are looked for at most: their number can grow with the power of their length."""


class Bearing:
    """Which statement bears on which: reasons, objections and exceptions with their warrants, parts, answers,
    conditions, and what explains.
    """

    def __init__(self, map: Map) -> None:
        self.map = map
        self.place = {s.id: i for i, s in enumerate(map.statements)}
        above: dict[str, set[str]] = {s.id: set() for s in map.statements}
        for argument in map.arguments:
            target = map.aimed_through(argument)[-1].target
            for member in argument.members:
                above[member].add(target)
        for how, one, other in related(map):
            if how in _BEARING:
                above[one].add(other)
        self.above = {key: self._in_order(found - {key}) for key, found in above.items()}
        below: dict[str, set[str]] = {s.id: set() for s in map.statements}
        for key, found in self.above.items():
            for other in found:
                below[other].add(key)
        self.below = {key: self._in_order(found) for key, found in below.items()}

    def _in_order(self, keys: set[str]) -> tuple[str, ...]:
        return tuple(sorted(keys, key=self.place.__getitem__))

    def far(self, key: str, above: bool) -> tuple[Statement, ...]:
        """All that a statement bears on, or that bears on it, however far."""
        edges = self.above if above else self.below
        seen, front = {key}, [key]
        while front:
            for other in edges[front.pop()]:
                if other not in seen:
                    seen.add(other)
                    front.append(other)
        return tuple(self.map[k] for k in self._in_order(seen - {key}))


def leaves(map: Map) -> tuple[Statement, ...]:
    """The statements that nothing bears on."""
    below = Bearing(map).below
    return tuple(s for s in map.statements if not below[s.id])


def paths(map: Map, start: str, end: str | None, limit: int) -> tuple[tuple[Statement, ...], ...]:
    """The ways from a statement to another, or to whatever bears on nothing; none passes a statement twice."""
    above = Bearing(map).above
    found: list[tuple[Statement, ...]] = []
    stack: list[tuple[str, ...]] = [(start,)]
    while stack and len(found) < limit:
        way = stack.pop()
        here = way[-1]
        further = [key for key in above[here] if key not in way]
        if here == end or (end is None and not further):
            found.append(tuple(map[key] for key in way))
        elif end is None or _leads_to(above, further, end, way):
            stack.extend((*way, key) for key in reversed(further))
    return tuple(found)


def _leads_to(
    above: dict[str, tuple[str, ...]], front: list[str], end: str, passed: tuple[str, ...]
) -> bool:
    """Whether a statement is still reached without those that a way has passed."""
    seen, waiting = {*passed}, list(front)
    while waiting:
        key = waiting.pop()
        if key == end:
            return True
        if key not in seen:
            seen.add(key)
            waiting.extend(above[key])
    return False


def longest_chain(map: Map) -> tuple[Statement, ...]:
    """The longest way of reasons: the main conclusion first, what nothing bears on last. A step that would close a
    circle is left out.
    """
    below = Bearing(map).below
    longest: dict[str, tuple[int, str | None]] = {}
    open_: set[str] = set()
    for start in below:
        stack = [start]
        while stack:
            key = stack[-1]
            if key in longest:
                stack.pop()
            elif key not in open_:
                open_.add(key)
                stack.extend(k for k in reversed(below[key]) if k not in open_ and k not in longest)
            else:
                stack.pop()
                open_.discard(key)
                best: tuple[int, str | None] = (1, None)
                for other in below[key]:
                    if other in longest and longest[other][0] + 1 > best[0]:
                        best = (longest[other][0] + 1, other)
                longest[key] = best
    at: str | None = max(longest, key=lambda key: longest[key][0], default=None)
    chain = []
    while at is not None:
        chain.append(map[at])
        at = longest[at][1]
    return tuple(chain)


def objections(map: Map, of: str | None, unanswered: bool) -> tuple[Argument, ...]:
    """The arguments that rebut, undercut or challenge; all, or those held against a statement and the steps to it."""
    against: tuple[Argument, ...] = tuple(a for a in map.arguments if a.role != "supports")
    if of is not None:
        about = {of, *(a.id for a in map.supporters(of))}
        against = tuple(a for a in against if a.target in about)
    return tuple(a for a in against if not unanswered or not _answered(map, a))


def _answered(map: Map, argument: Argument) -> bool:
    """Whether an objection is granted, outweighed, or something is held against its step or one of its premises."""
    if argument.conceded or map.attackers(argument):
        return True
    if any(map.attackers(member) for member in argument.members):
        return True
    weighed = {p.over for p in map.preferences if p.preferred == argument.target}
    return not weighed.isdisjoint(argument.premises)
