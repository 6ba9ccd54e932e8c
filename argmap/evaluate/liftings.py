"""Preferences between statements lifted to arguments: which attacks they take the defeat from.

ASPIC+ compares two arguments by sets of what they are made with: by the last link or the weakest link principle, and
the sets by the elitist or the democratic comparison (Modgil and Prakken, Artificial Intelligence 2013, with strict
comparisons as in *Abstract rule-based argumentation*, 2018). The links here are steps that are no deductions, what is
given being a step from nothing, and an attack, by an objection or by what contradicts, a step too. One is weaker than
another where a statement of it is outweighed by one of the other. Attacks on a step as such always defeat it.

All arguments are built for this, as far as their number goes; `theory` says by `weaker` what comes of the first of
the comparisons without that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from attrs import evolve

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.available import Preference
from argmap.evaluate.framework import (
    MOST,
    MOST_ATTACKS,
    Inferred,
    TooManyArguments,
    arguments_of,
)
from argmap.evaluate.grounded import grounded
from argmap.evaluate.preferences import Preferences
from argmap.evaluate.program import Clause, Program
from argmap.evaluate.theory import Theory, theory
from argmap.model import Map

Links = int
"""A set of links, as the bits of a number."""


class Attack(NamedTuple):
    """An argument attacks another at its last step; `by` is the last link of it, None for an attack on a step as such,
    and 0 where that is a link of the argument.
    """

    attacker: int
    attacked: int
    by: Links | None


class Liftings:
    """The arguments of a theory, their links, and who defeats whom by each comparison.

    Raises `TooManyArguments` where there are more than `most` of them, or a hundred times as many attacks.
    """

    def __init__(self, map: Map, assumptions: Assumptions, most: int = MOST) -> None:
        self.given: Theory = theory(map, assumptions)
        self._most_attacks = most * (MOST_ATTACKS // MOST)
        self._order = Preferences(map.preferences, self.given.first)
        self.made = arguments_of(evolve(self.given, weaker=frozenset()), most)
        self._statements: list[frozenset[str]] = []
        self._number: dict[frozenset[str], int] = {}
        self._last: list[Links] = []
        self._all: list[Links] = []
        for argument in self.made:
            self._measure(argument)
        self._attacks = list(self._attacking())
        self._below: dict[int, Links] = {}

    # Links

    def _link(self, statements: frozenset[str]) -> Links:
        if statements not in self._number:
            self._number[statements] = len(self._statements)
            self._statements.append(statements)
        return 1 << self._number[statements]

    def _measure(self, argument: Inferred) -> None:
        """Finds the links of an argument, those of its parts being known."""
        own = self._own(argument)
        last, every = own, own
        for sub in argument.subs:
            every |= self._all[sub - 1]
            if not own:
                last |= self._last[sub - 1]
        if argument.rule is not None and self._turned(argument):
            last = self._last[argument.subs[0] - 1]
            for other in argument.rule.premises:
                last |= self._link(frozenset({other}))
            every |= last
        self._last.append(last)
        self._all.append(every)

    def _own(self, argument: Inferred) -> Links:
        """The last step of an argument, where it is a link."""
        rule, (sign, key) = argument.rule, argument.conclusion
        if rule is None or not rule.id:
            if rule is not None and sign == "against":
                return self._link(frozenset(rule.premises))  # what contradicts
            return 0 if rule is not None and rule.strict else self._link(frozenset({key}))
        if sign == "against":
            return 0 if self._turned(argument) else self._link(frozenset(rule.members))
        return 0 if rule.strict else self._link(frozenset({key, *rule.members}))

    def _turned(self, argument: Inferred) -> bool:
        """Whether the last step of an argument is a deduction the other way round."""
        subs = argument.subs
        return bool(subs) and self.made[subs[0] - 1].conclusion[0] == "against"

    def _lower(self, link: int) -> Links:
        """The links that are weaker than one, which is given by its place."""
        if link not in self._below:
            outweighed = {low for key in self._statements[link] for low in self._order.below(key)}
            self._below[link] = sum(
                1 << place
                for place, statements in enumerate(self._statements)
                if not outweighed.isdisjoint(statements)
            )
        return self._below[link]

    def _weaker(self, democratic: bool, attacked: Links) -> Callable[[Links], bool]:
        """Says of a set of links whether it is weaker than these: elitist, one is weaker than all of them; democratic,
        each is weaker than one of them. No set is weaker than it by having none, and any is weaker than none.
        """
        if not attacked:
            return bool
        each = [self._lower(n) for n in range(attacked.bit_length()) if attacked >> n & 1]
        low = each[0]
        for one in each[1:]:
            low = low | one if democratic else low & one
        if democratic:
            return lambda links: bool(links) and not links & ~low
        return lambda links: bool(links & low)

    # Attacks

    def _attacking(self) -> Iterator[Attack]:
        """The attacks on last steps, whatever is preferred."""
        weak: dict[str, list[int]] = {}
        steps: dict[str, list[int]] = {}
        for argument in self.made:
            rule, (sign, key) = argument.rule, argument.conclusion
            if sign == "for" and (rule is None or not rule.strict):
                weak.setdefault(key, []).append(argument.number)
            if rule is not None and rule.id:
                steps.setdefault(rule.id, []).append(argument.number)
        excluding = self.given.contraries
        count = 0
        for argument in self.made:
            sign, key = argument.conclusion
            aims: list[tuple[int, Links | None]]
            if sign == "against":
                aims = [(hit, None) for hit in steps.get(key, ())]
                aims += [(hit, 0) for hit in weak.get(key, ())]
            else:
                own = self._link(frozenset({key})) if key in excluding else 0
                aims = [(hit, own) for aim in excluding.get(key, ()) for hit in weak.get(aim, ())]
            count += len(aims)
            if count > self._most_attacks:
                raise TooManyArguments(
                    f"the arguments of the map attack each other in more than {self._most_attacks} ways"
                )
            for hit, by in aims:
                yield Attack(argument.number, hit, by)

    def defeats(self, preference: Preference) -> Iterator[tuple[int, int]]:
        """The attacks on last steps that a comparison leaves the defeat, as numbers of arguments, the attacker first."""
        principle, comparison = preference.split("-")
        democratic, weakest = comparison == "democratic", principle == "weakest"
        tests: dict[Links, Callable[[Links], bool]] = {}
        links = self._all if weakest else self._last
        for attacker, attacked, by in self._attacks:
            if by is not None:
                mine = links[attacker - 1] | by if weakest or not by else by
                theirs = links[attacked - 1]
                if theirs not in tests:
                    tests[theirs] = self._weaker(democratic, theirs)
                if tests[theirs](mine):
                    continue
            yield attacker, attacked

    def _idle(self, preference: Preference) -> set[int]:
        """The arguments that a deduction, turned round, does not make: from what it outweighs itself."""
        democratic = preference.endswith("-democratic")
        found = set()
        for argument in self.made:
            rule = argument.rule
            if rule is None or not self._turned(argument):
                continue
            step = self._steps[rule.id]
            if self._weaker(democratic, step)(self._last[argument.subs[0] - 1]):
                found.add(argument.number)
        return found

    @cached_property
    def _steps(self) -> dict[str, Links]:
        """The deductions as links, to be compared with what is held against them."""
        return {
            rule.id: self._link(frozenset({rule.conclusion[1], *rule.members}))
            for rule in self.given.rules
            if rule.strict and rule.conclusion[0] == "for"
        }

    # What stands

    def standing(self, preference: Preference) -> list[bool | None]:
        """What becomes of each argument under grounded semantics: True for in, False for out, None for undecided."""
        blocks: dict[int, list[int]] = {}
        for attacker, attacked in self.defeats(preference):
            blocks.setdefault(attacked, []).append(attacker - 1)
        idle = self._idle(preference)
        clauses = [
            Clause(
                a.number - 1,
                tuple(sub - 1 for sub in a.subs),
                tuple(blocks.get(a.number, ())),
                ("given", ""),
            )
            for a in self.made
            if a.number not in idle
        ]
        return grounded(Program((), clauses, [str(a.number) for a in self.made])).value
