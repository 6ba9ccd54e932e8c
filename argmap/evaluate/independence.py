"""Whether a statement is held whatever becomes of another, as `regardless of` claims: in both when that is assumed
and when it is rejected. Where it is not, the way that leads from the one to the other.

A claim is decided for the map's author; what a speaker says and the author does not, for those who believe
that speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import evolve

from argmap.budget import Budget
from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.assumptions import assumptions_of
from argmap.evaluate.graph import reached
from argmap.evaluate.program import Origin, Program, program
from argmap.evaluate.reasons import Reasons, reasons_of
from argmap.evaluate.theory import Inference, theory
from argmap.evaluate.transposition import Transposition
from argmap.model import Map

WORK = 60_000
"""How many statements and arguments are evaluated in all, each some forty thousand instructions; claims that come
after are not decided. In larger maps one is.
"""

_KINDS = ("question", "supposition")


class Link(NamedTuple):
    """What one statement does to the next on a way: `steps` are the arguments between them, by identifier, or none
    where the `relation` is another: `contradicts`, `restates`, `provided`, `follows from` or `bears on`.
    """

    below: str
    above: str
    steps: tuple[str, ...] = ()
    relation: str = ""


class Independence(NamedTuple):
    """What becomes of a claim that a statement is held regardless of another.

    `assumed` and `rejected` say whether the statement is in (True), out (False) or undecided (None) when that is
    assumed and when it is rejected. `connected` is whether anything leads from it to the statement. `way` leads
    there where it makes a difference, and `why` says why the statement is not in where it makes none. A claim that
    no work was left for is not `decided`.
    """

    statement: str
    of: str
    assumed: bool | None = None
    rejected: bool | None = None
    connected: bool = False
    way: tuple[Link, ...] = ()
    why: str = ""
    decided: bool = True

    @property
    def held(self) -> bool:
        """Whether the claim holds."""
        return bool(self.assumed and self.rejected)


def independences(map: Map, claims: Iterable[tuple[str, str]]) -> Iterator[Independence]:
    """What becomes of claims that a statement is held regardless of another, each a pair of them; of what is
    neither in nor out, questions and suppositions, nothing is said.
    """
    map = with_absurdities(map)
    groups: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for statement, of in claims:
        if map[statement].kind in _KINDS or map[of].kind in _KINDS:
            continue
        if statement == of:
            yield Independence(statement, of, True, False, connected=True)
            continue
        believed = map.speakers_of(map[statement]) if map.reported(map[statement]) else ()
        groups.setdefault(believed, {}).setdefault(of, []).append(statement)
    budget = Budget(max(WORK, 4 * (len(map.statements) + len(map.arguments))))
    for believed, asked in groups.items():
        yield from _Inquiry(map, believed, list(asked), budget).answers(asked)


class _Inquiry:
    """The claims that are decided for those who believe some speakers, or for the author."""

    def __init__(
        self, map: Map, believed: tuple[str, ...], about: list[str], budget: Budget
    ) -> None:
        self.map, self.believed, self.budget = map, believed, budget
        self.size = len(map.statements) + len(map.arguments)
        budget.spend(self.size)
        assumptions = assumptions_of(map, audience=believed)
        self.usual = reasons_of(map, assumptions)
        # With all that may count: an answer once it is assumed, and what is rejected for another's sake.
        known = evolve(assumptions, assumed=assumptions.assumed.union(about), rejected=frozenset())
        self.whole = program(tuple(s.id for s in map.statements), theory(map, known))
        self.above = _heads(self.whole)

    def answers(self, asked: Mapping[str, list[str]]) -> Iterator[Independence]:
        """What becomes of claims, by what the statements are to be held regardless of."""
        for of, statements in asked.items():
            if self.budget.used_up:
                yield from (Independence(s, of, decided=False) for s in statements)
                continue
            start = self.whole.number[of]
            led_to = self._led_to(start)
            far = [s for s in statements if self.whole.number[s] not in led_to]
            near = [s for s in statements if self.whole.number[s] in led_to]
            for statement in far:
                value = self.usual.value(statement)
                why = "" if value else self.usual.why(statement)
                yield Independence(statement, of, value, value, why=why)
            if not self.budget.spend(len(led_to) // 8 + (2 * self.size if near else 0)):
                yield from (Independence(s, of, decided=False) for s in near)
            elif near:
                yield from self._decided(of, near)

    def _led_to(self, start: int) -> set[int]:
        """The atoms that anything leads to from one."""
        clauses = self.whole.clauses
        return set(reached([start], lambda atom: [clauses[n].head for n in self.above[atom]]))

    def _decided(self, of: str, statements: list[str]) -> Iterator[Independence]:
        held, dropped = (
            reasons_of(self.map, assumptions_of(self.map, audience=self.believed, **doing))
            for doing in ({"assume": of}, {"reject": of})
        )
        ways = None
        for statement in statements:
            values = held.value(statement), dropped.value(statement)
            if True not in values:
                why = self.usual.why(statement)
                yield Independence(statement, of, *values, connected=True, why=why)
                continue
            way: tuple[Link, ...] = ()
            if values != (True, True):
                if ways is None:
                    ways = _ways(self, of, held, dropped)
                way = self._way(of, statement, ways)
            yield Independence(statement, of, *values, connected=True, way=way)

    def _way(
        self, of: str, statement: str, came: Mapping[int, tuple[int, int]]
    ) -> tuple[Link, ...]:
        """The way from one statement to another, in the wordings that the map uses for each."""
        size = len(self.whole.statements)
        at = self.whole.number[statement]
        links: list[Link] = []
        clauses: list[int] = []
        end = at
        while came.get(at, (-1, -1))[0] >= 0:
            clause, at = came[at]
            clauses.insert(0, clause)
            if at < size:
                links[:0] = self._links(at, end, clauses)
                clauses, end = [], at
        said = of
        found: list[Link] = []
        for link in links:
            if link.below != said:
                found.append(Link(said, link.below, relation="restates"))
            found.append(link)
            said = link.above
        if said != statement:
            found.append(Link(said, statement, relation="restates"))
        return tuple(found)

    def _links(self, below: int, above: int, clauses: list[int]) -> list[Link]:
        """What one statement does to the next, by the clauses between them, from below: by more than one link where
        that leads through the conclusion of a deduction back to a premise.
        """
        keys = self.whole.statements[below], self.whole.statements[above]
        origins = [self.whole.clauses[n].origin for n in clauses]
        turned = [origin for origin in origins if isinstance(origin, Transposition)]
        if not turned:
            return [self._link(below, above, origins[0])]
        denied = turned[0].step.conclusion[1]
        links: list[Link] = []
        if origins[0] is not turned[0] and not _is_part(origins[0]):
            links.append(self._link(below, self.whole.number[denied], origins[0]))
        elif denied != keys[0]:
            return [Link(*keys, relation="bears on")]
        for one in turned:
            links.append(Link(denied, one.denied, relation="follows from"))
            denied = one.denied
        return links

    def _link(self, below: int, above: int, first: Origin) -> Link:
        keys = self.whole.statements[below], self.whole.statements[above]
        if not isinstance(first, Inference):
            relation = "contradicts" if first[0] == "contrary" else "provided"
            return Link(*self._said.get((relation, below, above), keys), relation=relation)
        step = self.map.argument(first.id)
        member = next((m for m in step.members if self.whole.number[m] == below), None)
        if member is None:
            return Link(*self._said.get(("provided", below, above), keys), relation="provided")
        steps = self.map.aimed_through(step)
        if self.whole.number[steps[-1].target] != above:
            return Link(member, keys[1], relation="bears on")
        return Link(member, steps[-1].target, tuple(s.id for s in steps))

    @cached_property
    def _said(self) -> dict[tuple[str, int, int], tuple[str, str]]:
        """By relation and by the atoms of the statements that it is between, in which wordings it is said."""
        number = self.whole.number
        found: dict[tuple[str, int, int], tuple[str, str]] = {}
        for a, b in self.map.contradictions:
            found.setdefault(("contradicts", number[a], number[b]), (a, b))
            found.setdefault(("contradicts", number[b], number[a]), (b, a))
        for condition in self.map.conditions:
            pair = condition.provided, condition.statement
            found.setdefault(("provided", number[pair[0]], number[pair[1]]), pair)
        return found


def _is_part(origin: Origin) -> bool:
    """Whether a clause stands for some of the premises of a rule."""
    return not isinstance(origin, Inference | Transposition) and origin[0] == "all"


def _heads(whole: Program) -> list[list[int]]:
    """For each atom the clauses that depend on it."""
    found: list[list[int]] = [[] for _ in whole.about]
    for n, clause in enumerate(whole.clauses):
        for atom in (*clause.body, *clause.blocks):
            found[atom].append(n)
        if isinstance(clause.origin, Transposition):
            # Where the conclusion of the step is rejected, nothing speaks against its premises by it.
            found[whole.number[clause.origin.step.conclusion[1]]].append(n)
    return found


def _ways(
    inquiry: _Inquiry, of: str, held: Reasons, dropped: Reasons
) -> dict[int, tuple[int, int]]:
    """The shortest ways from a statement to all that it makes a difference to, by things that it makes one to:
    for each atom the clause by which it was reached, and the atom before.
    """
    whole = inquiry.whole
    size = len(whole.statements)

    def differs(atom: int) -> bool:
        key = whole.about[atom]
        return held.value(key) is not dropped.value(key)

    def counts(n: int, atom: int) -> bool:
        clause = whole.clauses[n]
        if clause.head < size and not differs(clause.head):
            return False
        if isinstance(clause.origin, Inference):
            step = clause.origin.id
            return held.holds(step) is not dropped.holds(step)
        return clause.origin[0] != "contrary" or differs(atom)

    start = whole.number[of]
    came = {start: (-1, -1)}
    front, rest = [start], []
    for strictly in (True, False):
        # What is left after the first round was reached by things that change together only.
        for atom in front:
            for n in inquiry.above[atom]:
                head = whole.clauses[n].head
                if head in came:
                    continue
                if strictly and not counts(n, atom):
                    rest.append(atom)
                    continue
                came[head] = (n, atom)
                front.append(head)
        front = list(dict.fromkeys(rest))
    return came
