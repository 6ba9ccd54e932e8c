"""Statements taken out of a map, with what bears on nothing else or without, so that nothing is left that names them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable

from attrs import evolve

from argmap.model import DISCHARGING, Argument, Map, Part

Pairs = tuple[tuple[str, str], ...]


def without(map: Map, gone: Iterable[str], keep_reasons: bool = False) -> Map:
    """The map without some statements. What was there for their sake alone goes with them, unless `keep_reasons`; an
    argument stays while it has a premise left and something to aim at. A passage that no longer concludes anything
    goes with its supposition, and what of it is kept stands outside.

    Identifiers stay those of the map that was given.
    """
    out = {*gone}
    while True:
        if not keep_reasons:
            out = bearing_on_nothing_else(map, out)
        left = _left(map, out)
        more = _idle_passages(map, left)
        if not more:
            return left
        out |= more


def bearing_on_nothing_else(map: Map, gone: Iterable[str]) -> set[str]:
    """The statements that are gone, and those that were on the map for their sake alone."""
    return _Spread(map).from_statements(gone)


class _Spread:
    """What goes with a statement: arguments that have nothing left to aim at, or no premise, and statements that are
    there for nothing any more. A supposition is there for the argument that takes up its passage.
    """

    def __init__(self, map: Map) -> None:
        self.map = map
        self.aimed: dict[str, list[Argument]] = defaultdict(list)
        self.held: dict[str, list[Argument]] = defaultdict(list)
        self.inside: dict[str, list[str]] = defaultdict(list)
        # For each thing the statements that are there for it; and for how many things each is there.
        self.served: dict[str, list[str]] = defaultdict(list)
        self.uses: Counter[str] = Counter()
        self.premises = {a.id: len(a.premises) for a in map.arguments}
        for s in map.statements:
            if s.within is not None:
                self.inside[s.within].append(s.id)
        for a in map.arguments:
            self.aimed[a.target].append(a)
            for premise in a.premises:
                self.held[premise].append(a)
            taken = map.taken_up(a).values()
            for member in (*a.members, *taken):
                if map[member].kind != "supposition" or member in taken:
                    self._serves(member, a.id)
        for one, other in (
            *((p.part, p.whole) for p in map.parts),
            *((a.answer, a.question) for a in map.answers),
            *((c.provided, c.statement) for c in map.conditions),
            *((key, e.explained) for e in map.explanations for key in e.explaining),
        ):
            self._serves(one, other)

    def _serves(self, statement: str, thing: str) -> None:
        self.served[thing].append(statement)
        self.uses[statement] += 1

    def from_statements(self, gone: Iterable[str]) -> set[str]:
        """The statements that are gone when these are."""
        out: dict[str, None] = dict.fromkeys(gone)
        dead: set[str] = set()
        waiting = [*out]
        while waiting:
            key = waiting.pop()
            losing: list[str] = []
            for argument in self.held.get(key, ()) if key in out else ():
                self.premises[argument.id] -= 1
                if not self.premises[argument.id]:
                    losing.append(argument.id)
            losing += [a.id for a in self.aimed.get(key, ())]
            for argument_id in dict.fromkeys(losing):
                if argument_id not in dead:
                    dead.add(argument_id)
                    waiting.append(argument_id)
            idle = list(self.inside.get(key, ()))
            for statement in self.served.get(key, ()):
                self.uses[statement] -= 1
                if not self.uses[statement] and not self.map.imported(statement):
                    idle.append(statement)
            for statement in idle:
                if statement not in out:
                    out[statement] = None
                    waiting.append(statement)
        return set(out)


def _dead(map: Map, out: set[str]) -> set[str]:
    """The arguments that have nothing left to aim at, or no premise."""
    dead: set[str] = set()
    while True:
        more = {a.id for a in map.arguments if a.target in out | dead or out.issuperset(a.premises)}
        if more <= dead:
            return dead
        dead |= more


def _left(map: Map, out: set[str]) -> Map:
    """What is left of a map without these statements."""

    def outside(key: str | None) -> str | None:
        while key in out:
            key = map[key].within
        return key

    statements = [
        s if s.within not in out else evolve(s, within=outside(s.within))
        for s in map.statements
        if s.id not in out
    ]
    arguments = _arguments(map.changed(statements=statements), map, out)
    explanations = [
        evolve(e, explaining=[key for key in e.explaining if key not in out])
        for e in map.explanations
        if e.explained not in out and not out.issuperset(e.explaining)
    ]

    def pairs(found: Pairs) -> Pairs:
        return tuple(pair for pair in found if out.isdisjoint(pair))

    parts = {(p.whole, p.part) for p in map.parts if not out.isdisjoint((p.whole, p.part))}
    left = map.changed(
        statements=statements,
        arguments=arguments,
        parts=parts_left(map.parts, parts),
        contradictions=pairs(map.contradictions),
        preferences=[p for p in map.preferences if out.isdisjoint((p.preferred, p.over))],
        restatements=pairs(map.restatements),
        explanations=explanations,
        conditions=[c for c in map.conditions if out.isdisjoint((c.statement, c.provided))],
        answers=[a for a in map.answers if out.isdisjoint((a.question, a.answer))],
        independences=[i for i in map.independences if out.isdisjoint((i.statement, i.of))],
    )
    return left.changed(contradictions=_within_edges(left))


def _arguments(left: Map, before: Map, out: set[str]) -> list[Argument]:
    """The arguments that stay: each loses the premises that are gone, and the outcomes of passages that nothing there
    concludes any more.
    """
    arguments = [_reduced(a, out) for a in before.arguments]
    discharging = {a.id for a in before.arguments if before.taken_up(a)}
    while True:
        dead = _dead(left.changed(arguments=arguments), out)
        alive = [a for a in arguments if a.id not in dead and a.premises]
        now = left.changed(arguments=alive)
        concluded = {a.target for a in alive if a.role == "supports"}
        again = [
            _reduced(a, {key for key in now.taken_up(a) if key not in concluded}) for a in alive
        ]
        if again == arguments:
            return [_undischarging(a, now) if a.id in discharging else a for a in alive]
        arguments = again


def _reduced(argument: Argument, out: set[str]) -> Argument:
    if out.isdisjoint(argument.members):
        return argument
    warrant = None if argument.warrant in out else argument.warrant
    premises = [p for p in argument.premises if p not in out]
    roles = {p: role for p, role in argument.premise_roles.items() if p not in out}
    return evolve(argument, premises=premises, warrant=warrant, premise_roles=roles)


def _undischarging(argument: Argument, map: Map) -> Argument:
    """An argument that takes up no passage any more has no scheme that would."""
    if argument.scheme not in DISCHARGING or map.taken_up(argument):
        return argument
    return evolve(argument, scheme=None, strict=False)


def parts_left(parts: Iterable[Part], gone: Container[tuple[str, str]]) -> list[Part]:
    """The parts that stay, without these pairs of a whole and its part: of alternatives to one that is gone, the first
    takes its place.
    """
    made: list[Part] = []
    heirs: dict[tuple[str, str], str] = {}
    for part in parts:
        if (part.whole, part.part) in gone:
            continue
        alternative = part.alternative_to
        if alternative is not None and (part.whole, alternative) in gone:
            heir = heirs.setdefault((part.whole, alternative), part.part)
            alternative = None if heir == part.part else heir
        made.append(evolve(part, alternative_to=alternative))
    return made


def _within_edges(map: Map) -> Pairs:
    """The contradictions that stand in one passage, or make the outcome of a reductio absurd."""
    absurd = {key for a in map.arguments if a.scheme == "reductio" for key in map.taken_up(a)}
    return tuple(
        pair
        for pair in map.contradictions
        if map.around(pair[0]) == map.around(pair[1]) or absurd.intersection(pair)
    )


def _idle_passages(before: Map, left: Map) -> set[str]:
    """The suppositions from which nothing is concluded in their passages, where something was."""

    def concluding(map: Map) -> set[str | None]:
        return {map[a.target].within for a in map.arguments if a.role == "supports"}

    lost = concluding(before) - concluding(left)
    return {s.id for s in left.statements if s.kind == "supposition" and s.id in lost}
