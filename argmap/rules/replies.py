"""Shared by the rules on replies: what speaks for the roots of a map by attacking what speaks against them."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Argument
from argmap.rules.context import Context

_PRO, _CON = 1, 2  # for the roots of the map, and against them


def own_replies(context: Context) -> Iterator[tuple[Argument, str]]:
    """The arguments of the file that are held against an objection: against its step, one of its premises, or what these
    rest on; each with the premise of the objection that it reaches. What is granted is left out, and what speaks both
    for and against the roots.
    """
    map = context.map
    sides, serves = _sides(context)
    for argument in context.arguments:
        if argument.role == "supports" or argument.conceded:
            continue
        target = argument.target if argument.aims_at_step else context.wording(argument.target)
        if sides.get(target) == _CON:
            step = map.argument(target) if argument.aims_at_step else None
            yield argument, serves[target] if step is None else step.members[0]


def _sides(context: Context) -> tuple[dict[str, int], dict[str, str]]:
    """For each wording and argument the sides that it is on; and for wordings, the premise of an objection that each is
    or serves.
    """
    map = context.map
    sides: dict[str, int] = {}
    serves: dict[str, str] = {}
    front: list[tuple[str, int]] = [(context.wording(s.id), _PRO) for s in map.roots]
    for key, side in front:
        if sides.get(key, 0) & side:
            continue
        sides[key] = sides.get(key, 0) | side
        for argument in (a for same in map.restated(key) for a in map.aimed_at(same)):
            attacks = argument.role != "supports"
            if argument.conceded:
                continue
            own = (_PRO + _CON) - side if attacks else side
            front.append((argument.id, own))
            for member in argument.members:
                wording = context.wording(member)
                front.append((wording, own))
                serves.setdefault(wording, member if attacks else serves.get(key, member))
    return sides, serves
