"""What stands by each comparison of preferences, and where the comparisons differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.available import PREFERENCES, Preference
from argmap.evaluate.evaluation import WORDS, Evaluation
from argmap.evaluate.framework import MOST, TooManyArguments
from argmap.evaluate.graph import reached
from argmap.evaluate.liftings import Liftings
from argmap.evaluate.names import name
from argmap.evaluate.standing import Status
from argmap.model import Map
from argmap.wording import listed

MOST_COMPARED = 1_000
"""How many arguments are made at most to see whether the comparisons differ."""

_TOLD = 3
"""How many statements a remark names at most."""


@frozen
class Comparisons:
    """The statuses of those statements that the comparisons of preferences do not agree on, by identifier and by
    comparison; None where the map has too many arguments to look at them all.
    """

    differing: Mapping[str, Mapping[Preference, Status]] | None

    def to_list(self) -> list[dict[str, Any]]:
        """What differs as plain data."""
        return [{"id": key} | dict(found) for key, found in (self.differing or {}).items()]

    def remark(self, statuses: Mapping[str, Status]) -> str:
        """A sentence on what differs from these statuses, "" where nothing does."""
        if self.differing is None:
            return (
                "Whether other comparisons of preferences give the same was not looked at: that takes more than "
                f"{MOST_COMPARED} arguments or {MOST_COMPARED * 100} attacks."
            )
        told = []
        for key, found in [*self.differing.items()][:_TOLD]:
            others: dict[str, list[str]] = {}
            for preference, status in found.items():
                if status != statuses[key]:
                    others.setdefault(status, []).append(preference)
            told += [f"{key} is {status} by {listed(names)}" for status, names in others.items()]
        more = len(self.differing) - _TOLD
        if more > 0:
            told.append(
                f"{more} more statement{'' if more == 1 else 's'} differ{'s' * (more == 1)}"
            )
        return f"How preferences are compared matters: {'; '.join(told)}." if told else ""


def comparisons(map: Map, assumptions: Assumptions) -> Comparisons:
    """Where the comparisons of preferences differ, questions apart."""
    try:
        found = Liftings(map, assumptions, MOST_COMPARED)
    except TooManyArguments:
        return Comparisons(None)
    by = {preference: _statuses(map, found, preference) for preference in PREFERENCES}
    each = {
        s.id: {preference: statuses[s.id] for preference, statuses in by.items()}
        for s in map.statements
        if s.kind != "question"
    }
    return Comparisons({key: found for key, found in each.items() if len({*found.values()}) > 1})


def lifted(map: Map, assumptions: Assumptions, preference: Preference) -> Evaluation:
    """The evaluation of a map under grounded semantics by one of the comparisons, all arguments being built.

    Raises `TooManyArguments`, with what can be had without building them.
    """
    try:
        found = Liftings(map, assumptions, MOST)
    except TooManyArguments as error:
        raise TooManyArguments(
            f"{error}; {preference} has to build them all, {PREFERENCES[0]} needs none"
        ) from None
    return Evaluation(
        map,
        f"grounded, {preference}",
        _statuses(map, found, preference),
        assumptions=assumptions,
        why=_Reasons(map, found, preference).why,
    )


def _statuses(map: Map, found: Liftings, preference: Preference) -> dict[str, Status]:
    """The statuses of all statements: in with one argument for it, out with none that may stand."""
    values: dict[str, set[bool | None]] = {}
    for argument, value in zip(found.made, found.standing(preference), strict=True):
        sign, key = argument.conclusion
        if sign == "for":
            values.setdefault(key, set()).add(value)
    statuses: dict[str, Status] = {}
    for s in map.statements:
        own = values.get(found.given.of(s.id), set())
        statuses[s.id] = WORDS[True if True in own else None if None in own else False]
    return statuses


class _Reasons:
    """Sentences on the statuses by one comparison."""

    def __init__(self, map: Map, found: Liftings, preference: Preference) -> None:
        self.map, self.found = map, found
        self.values = found.standing(preference)
        self.defeats: dict[int, list[int]] = {}
        for attacker, attacked in found.defeats(preference):
            self.defeats.setdefault(attacked, []).append(attacker)

    def why(self, key: str) -> str:
        """Why a statement has its status."""
        assumptions, first = self.found.given.assumptions, self.found.given.of(key)
        if key in assumptions.assumed or key in assumptions.rejected:
            return "assumed" if key in assumptions.assumed else "rejected"
        own = [a for a in self.found.made if a.conclusion == ("for", first)]
        if not own:
            return "no argument leads to it"
        for argument in own:
            if self.values[argument.number - 1]:
                return f"{self._held(argument.number)} withstands all that is held against it"
        if any(self.values[a.number - 1] is None for a in own):
            return "it hangs on a circle of attacks that nothing decides"
        fallen = own[0].number
        return f"{self._held(fallen)} {self._fall(fallen)}"

    def _held(self, number: int) -> str:
        argument = self.found.made[number - 1]
        members = argument.rule.members if argument.rule is not None else ()
        if not members:
            return "as given, it"
        return f"the argument from {self._names(members)}"

    def _fall(self, number: int) -> str:
        """What an argument that is out falls by: a defeater of it or of a part of it that is in."""
        for part in reached([number], lambda one: self.found.made[one - 1].subs):
            for attacker in self.defeats.get(part, ()):
                if self.values[attacker - 1]:
                    where = "" if part == number else f", in its part for {self._about(part)}"
                    return f"is defeated by {self._against(attacker)}{where}"
        return "falls with what it is made from"

    def _about(self, number: int) -> str:
        return self._names([self.found.made[number - 1].conclusion[1]])

    def _against(self, number: int) -> str:
        argument = self.found.made[number - 1]
        if argument.conclusion[0] == "for" or argument.rule is None:
            return self._about(number)
        return self._names(argument.rule.members or argument.rule.premises) or "what denies it"

    def _names(self, keys: tuple[str, ...] | list[str]) -> str:
        return listed([name(self.map[key]) for key in keys])
