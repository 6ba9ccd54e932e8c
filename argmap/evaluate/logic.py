"""What formulas say of an evaluation: which steps are deductions, and which statements can't be true together.

The facts come from a prover, which no part of the evaluation knows. `with_logic` makes them a part of the map that is
evaluated, so that every semantics has them: a step that is proved is strict, one that is only called a deduction is
not, and what can't be true together is attacked by what it can't be true with. Of n statements that contradict each other, no
fewer of which do, any n − 1 lead strictly to the denial of the other: the rules that strict rules closed under
transposition have (Caminada and Amgoud, *On the evaluation of argumentation formalisms*, Artificial Intelligence 2007;
Modgil and Prakken, Artificial Intelligence 2013, section 5.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from attrs import evolve

from argmap.evaluate.names import name
from argmap.model import Argument, Map
from argmap.wording import listed

CLASH = "contradictory formulas"
"""The scheme of what argmap adds for statements that can't be true together; no text can say it."""

_TOLD = 10  # so many steps of a kind, and so many sets, are told in words


def verb(argument: Argument) -> str:
    """What an attack does: its role, or that it contradicts."""
    return "contradicts" if argument.scheme == CLASH else argument.role


class Logic(NamedTuple):
    """What the formulas of a map say; steps and statements by identifier, in the order of the map.

    `proved` are the steps whose formulas prove them; `unproved` those that the map calls deductions, and whose
    formulas do not prove them; `unread` those that it calls so and that can't be decided, since a statement of
    them has no formula; `undecided` those that were not decided within the limit. `conflicts` are sets of
    statements that can't be true together, no fewer of which can't, and `complete` says that there are no more.
    `together` are statements of which it is known besides that they can be true together, `clash` some of which it is known that
    they can't.
    """

    proved: tuple[str, ...] = ()
    unproved: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, ...], ...] = ()
    complete: bool = True
    together: frozenset[str] = frozenset()
    clash: tuple[str, ...] = ()

    def verdict(self, step: str) -> str:
        """What was found out about a step, in words; nothing where nothing speaks for or against it."""
        if step in self.proved:
            return "proved"
        if step in self.unproved:
            return "not proved"
        return "not decided" if step in self.undecided else ""

    def core(self, held: Collection[str]) -> tuple[str, ...]:
        """The first set of statements among those held that can't be true together; empty where there is none."""
        found = set(held)
        sets = (*self.conflicts, *([self.clash] if self.clash else []))
        return next((one for one in sets if found.issuperset(one)), ())

    def satisfiable(self, held: Collection[str]) -> bool | None:
        """Whether statements can be true together; None where that was not decided."""
        if self.core(held):
            return False
        return True if self.complete or self.together.issuperset(held) else None

    def to_dict(self, held: Collection[str]) -> dict[str, Any]:
        """The facts as plain data, with what they say of the statements that are in."""
        return {
            "proved": [*self.proved],
            "unproved": [*self.unproved],
            "unread": [*self.unread],
            "undecided": [*self.undecided],
            "conflicts": [[*one] for one in self.conflicts],
            "complete": self.complete,
            "satisfiable": self.satisfiable(held),
            "core": [*self.core(held)],
        }


def with_contradictions(map: Map, logic: Logic) -> Map:
    """The map in which two statements that can't both be true contradict each other."""
    pairs = [one for one in _sets(map, logic) if len(one) == 2]
    return map.changed(contradictions=(*map.contradictions, *pairs)) if pairs else map


def with_logic(map: Map, logic: Logic, granted: Collection[str] = ()) -> Map:
    """The map with what its formulas say, for an evaluation that takes some statements for granted.

    Where the map itself says which of the statements that can't be true together stands against the others, that is
    kept: they attack each other in no other way (`Drawn`).
    """
    proved, unproved = set(logic.proved), set(logic.unproved)
    arguments = [
        a if a.strict is (strict := _strict(a, proved, unproved)) else evolve(a, strict=strict)
        for a in map.arguments
    ]
    map = map.changed(arguments=arguments)
    drawn = Drawn(map, granted)
    pairs: list[tuple[str, ...]] = []
    for number, conflict in enumerate(_sets(map, logic), 1):
        if drawn.covers(conflict):
            continue
        if len(conflict) == 2:
            pairs.append(conflict)
            continue
        for denied in conflict:
            others = tuple(key for key in conflict if key != denied)
            key = f"formulas:{number}:{denied}"
            arguments.append(Argument(others, denied, "rebuts", strict=True, scheme=CLASH, id=key))
    return map.changed(arguments=arguments, contradictions=(*map.contradictions, *pairs))


def _strict(argument: Argument, proved: Collection[str], unproved: Collection[str]) -> bool:
    if argument.aims_at_step:
        return argument.strict
    return argument.id in proved or (argument.strict and argument.id not in unproved)


def _sets(map: Map, logic: Logic) -> list[tuple[str, ...]]:
    """The sets of statements that can't be true together, those that say the same as one, and none within another."""
    if not map.restatements:
        return [*logic.conflicts]
    first = [tuple(dict.fromkeys(map.restated(key)[0] for key in one)) for one in logic.conflicts]
    found: list[tuple[str, ...]] = []
    for one in sorted(first, key=len):
        if not any(set(other) <= set(one) for other in found):
            found.append(one)
    return found


class Drawn:
    """Which statements that can't be true together a map draws against each other by a rebuttal: some of them rebut
    what is another, or what follows from others strictly, and nothing takes that back. No such statement is granted, no
    preference could spare it, nothing challenges the steps, and what follows has no conditions.
    """

    def __init__(self, map: Map, granted: Collection[str] = ()) -> None:
        self.map = map
        self.granted = {map.restated(key)[0] for key in granted}
        self.lighter = {same for p in map.preferences for same in map.restated(p.over)}
        self.conditional = {same for c in map.conditions for same in map.restated(c.statement)}

    def covers(self, conflict: Collection[str]) -> bool:
        """Whether the map draws some of these statements against the others."""
        keys = {self.map.restated(key)[0] for key in conflict}
        for argument in self._using(keys, "rebuts"):
            members = self._first(argument.members)
            if (
                argument.conceded
                or not members <= keys
                or not self.lighter.isdisjoint(argument.members)
            ):
                continue
            others = keys - members
            if self.granted.isdisjoint(others) and self._follows(argument.target, others):
                return True
        return False

    def _follows(self, target: str, given: Collection[str]) -> bool:
        """Whether a statement is among some, or follows from them by strict steps."""
        found = set(given)
        wanted = self.map.restated(target)[0]
        grown = True
        while grown and wanted not in found:
            more = {
                self.map.restated(step.target)[0]
                for step in self._using(found, "supports")
                if step.strict
                and step.target not in self.conditional
                and self._first(step.members) <= found
            }
            grown = not more <= found
            found |= more
        return wanted in found and self.granted.isdisjoint(found)

    def _using(self, keys: Collection[str], role: str) -> Iterator[Argument]:
        """The arguments of the map from some statements that nothing challenges."""
        for same in (same for key in sorted(keys) for same in self.map.restated(key)):
            for a in self.map.uses(same):
                if (
                    a.role == role
                    and a.scheme != CLASH
                    and all(u.role != "challenges" for u in self.map.attackers(a.id))
                ):
                    yield a

    def _first(self, keys: Iterable[str]) -> set[str]:
        return {self.map.restated(key)[0] for key in keys}


def step_name(map: Map, argument: Argument) -> str:
    """How a sentence speaks of a step."""
    premises = listed([name(map[key]) for key in argument.members])
    way = "against" if argument.role == "rebuts" else "to"
    return f"the step from {premises} {way} {name(map[argument.target])}"


def sentences(map: Map, logic: Logic, held: Collection[str]) -> Iterator[str]:
    """What the formulas say, in words, of a map as it is drawn, and of what is in."""

    def steps(keys: Iterable[str], said: str) -> Iterator[str]:
        found = [map.argument(key) for key in keys]
        yield from (said.format(step_name(map, a)) for a in found[:_TOLD])
        if len(found) > _TOLD:
            yield f"So it is with {len(found) - _TOLD} more steps."

    raised = [key for key in logic.proved if not map.argument(key).strict]
    for sentence in chain(
        steps(logic.unproved, "{} is no deduction: the formulas do not prove it."),
        steps(raised, "{} is strict: the formulas prove it."),
        steps(logic.unread, "{} is taken at its word: not all of it has formulas."),
        steps(logic.undecided, "{} was neither proved nor refuted within the limit."),
        _idle_undercuts(map, raised),
    ):
        yield sentence[:1].upper() + sentence[1:]
    for conflict in logic.conflicts[:_TOLD]:
        yield f"{contradiction(map, conflict)}."
    if len(logic.conflicts) > _TOLD:
        yield f"{len(logic.conflicts) - _TOLD} more sets of statements contradict each other by their formulas."
    if not logic.complete:
        yield "The search for what can't be true together stopped at its limit: there may be more."
    core = logic.core(held)
    if core:
        names = listed([name(map[key]) for key in core])
        yield f"What is in can't all be true: not {names}{' together' if len(core) > 1 else ''}."
    elif logic.satisfiable(held):
        yield "What is in can all be true, as far as it has formulas."
    else:
        yield "Whether what is in can all be true was not decided within the limit."


def contradiction(map: Map, conflict: Collection[str]) -> str:
    """That statements can't be true together, in words without a full stop."""
    names = listed([name(map[key]) for key in conflict])
    if len(conflict) == 1:
        return f"{names} contradicts itself by its formula"
    fewer = ", and no fewer of them do" if len(conflict) > 2 else ""
    return f"{names} contradict each other by their formulas{fewer}"


def _idle_undercuts(map: Map, raised: Iterable[str]) -> Iterator[str]:
    """That nothing undercuts a step which is proved."""
    for key in raised:
        step = map.argument(key)
        for a in map.attackers(key):
            if a.role == "undercuts":
                said = listed([name(map[m]) for m in a.members])
                yield f"the undercut by {said} has no effect: {step_name(map, step)} is proved."
