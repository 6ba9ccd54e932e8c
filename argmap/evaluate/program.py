"""A theory as a logic program, whose models say which statements stand without any argument being built.

An argumentation theory without preferences between arguments is a normal logic program (Caminada and
Schulz, Journal of Artificial Intelligence Research 2017): a premise holds unless it is attacked; the
conclusion of a defeasible rule holds where its premises do, unless it is attacked or the step undercut or
challenged; that of a strict rule where its premises do, unless the step is challenged. An attack takes place
where its premises hold, unless it is undercut or challenged in its turn; by transposition, where the conclusion
of a strict rule is attacked and its other premises hold, unless the step is challenged. A preference takes single
attacks out of what a clause has to fear. Conditions are premises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Literal

from attrs import Factory, define, field, frozen

from argmap.evaluate.graph import reached
from argmap.evaluate.theory import Inference, Theory
from argmap.evaluate.transposition import Transposition, beside, transpositions

Origin = Inference | Transposition | tuple[Literal["given", "assumed", "contrary", "all"], str]
"""Where a clause comes from: a rule, one the other way round, a premise, an assumption or a supposition, a
statement that excludes the head, or some of the premises of a rule.
"""

_FEW = 8
"""How many premises a strict rule has at most whose transpositions name all the others."""


@frozen
class Clause:
    """The head holds where all of the body does and nothing of what blocks it; all are atoms."""

    head: int
    body: tuple[int, ...]
    blocks: tuple[int, ...]
    origin: Origin


@define(eq=False)
class Program:
    """Clauses over numbered atoms.

    The first atoms are the statements, in the order of `statements`. The others are attacks on
    statements and steps; `about[atom]` is what an atom speaks of.
    """

    statements: tuple[str, ...]
    clauses: list[Clause] = field(factory=list)
    about: list[str] = field(default=Factory(lambda self: [*self.statements], takes_self=True))
    number: dict[str, int] = field(
        init=False,
        default=Factory(
            lambda self: {k: n for n, k in enumerate(self.statements)}, takes_self=True
        ),
    )

    @cached_property
    def deriving(self) -> list[list[int]]:
        """For each atom the clauses that it is the head of."""
        found: list[list[int]] = [[] for _ in self.about]
        for n, clause in enumerate(self.clauses):
            found[clause.head].append(n)
        return found

    @property
    def work(self) -> int:
        """How many atoms its clauses have: what evaluating it costs is about linear in that."""
        return sum(2 + len(c.body) + len(c.blocks) for c in self.clauses)

    def _atom(self, about: str) -> int:
        self.about.append(about)
        return len(self.about) - 1

    def add(
        self, head: int, body: tuple[int, ...], blocks: tuple[int, ...], origin: Origin
    ) -> None:
        """Adds a clause."""
        self.clauses.append(Clause(head, body, blocks, origin))

    def bearing(self, atom: int) -> Program:
        """The part of the program that says something of what an atom depends on, with numbers of its own."""

        def below(one: int) -> Iterator[int]:
            for n in self.deriving[one]:
                yield from self.clauses[n].body
                yield from self.clauses[n].blocks

        seen = reached([atom], below)
        kept = [n for one in seen for n in self.deriving[one]]
        size = len(self.statements)
        order = sorted(seen)
        place = {a: n for n, a in enumerate(order)}
        clauses = [
            Clause(
                place[c.head],
                tuple(place[a] for a in c.body),
                tuple(place[a] for a in c.blocks),
                c.origin,
            )
            for c in (self.clauses[n] for n in sorted(kept))
        ]
        statements = tuple(self.statements[a] for a in order if a < size)
        return Program(statements, clauses, [self.about[a] for a in order])

    def without(self, premises: Collection[str]) -> Program:
        """The program in which these premises are not given."""
        kept = [
            c
            for c in self.clauses
            if isinstance(c.origin, (Inference, Transposition))
            or c.origin[0] != "given"
            or c.origin[1] not in premises
        ]
        return Program(self.statements, kept, self.about)


def program(statements: tuple[str, ...], given: Theory) -> Program:
    """The program of a theory about these statements: of those that restate each other the first has an atom,
    which `number` gives for all of them.
    """
    made = Program(tuple(key for key in statements if key not in given.first))
    number = made.number
    number.update((key, number[first]) for key, first in given.first.items())
    # Attacks by what they are on, and their bodies: those that a preference may take away by what stands for them in
    # `weaker`, the others as one without a name.
    named = {attack for attack, _ in given.weaker}
    attacks: dict[str, list[tuple[str, tuple[str, ...], Origin]]] = {}

    def attack(target: str, name: str, premises: tuple[str, ...], origin: Origin) -> None:
        name = name if name in named else ""
        attacks.setdefault(target, []).append((name, premises, origin))

    for rule in given.rules:
        sign, target = rule.conclusion
        if sign == "against":
            attack(target, rule.id, rule.premises, rule)
    for target, rivals in given.contraries.items():
        for rival in rivals:
            attack(target, rival, (rival,), ("contrary", rival))
    turned: dict[str, list[Transposition]] = {}
    for one in transpositions(given):
        turned.setdefault(one.denied, []).append(one)
    besides = {name: key for key in number if (name := beside(key)) in named} if named else {}
    reach = _reach(attacks, turned, {key: name for name, key in besides.items()})
    pending: list[tuple[int, str, frozenset[str]]] = []
    variants: dict[tuple[str, frozenset[str]], int] = {}

    def feared(target: str, spares: frozenset[str]) -> tuple[int, ...]:
        """The atom of the attacks on a statement or a step, but for those that are spared."""
        if target not in reach:
            return ()
        key = target, spares
        if key not in variants:
            variants[key] = made._atom(target)
            pending.append((variants[key], target, spares))
        return (variants[key],)

    def rebutted(target: str, step: str) -> tuple[int, ...]:
        """The atom of the attacks on a statement that defeat a step to it."""
        spared = given.harmless(target, step)
        return feared(target, frozenset(name for name in reach.get(target, ()) if name in spared))

    runs: dict[str, dict[str, tuple[int, int]]] = {}

    def others(turned: Transposition) -> tuple[int, ...]:
        """Atoms that hold where the other premises of a step do; of many, those before and those after."""
        step = turned.step
        if len(step.premises) <= _FEW:
            return tuple(number[p] for p in turned.others)
        if step.id not in runs:
            atoms = [number[p] for p in step.premises]
            around = zip(run(step, atoms), reversed(run(step, atoms[::-1])), strict=True)
            runs[step.id] = dict(zip(step.premises, around, strict=True))
        return runs[step.id][turned.denied]

    def run(step: Inference, atoms: list[int]) -> list[int]:
        """For each place an atom that holds where all before it do."""
        found = []
        last: tuple[int, ...] = ()
        for atom in atoms:
            found.append(made._atom(step.id))
            made.add(found[-1], last, (), ("all", step.id))
            last = (found[-1], atom)
        return found

    def stopped(rule: Inference) -> tuple[int, ...]:
        """The atom of the attacks on a step as such."""
        return feared(rule.id, frozenset())

    for key in given.premises:
        body = tuple(number[c] for c in given.conditions.get(key, ()))
        made.add(number[key], body, rebutted(key, key), ("given", key))
    for key in given.granted:
        made.add(number[key], (), (), ("assumed", key))
    for rule in given.rules:
        sign, target = rule.conclusion
        if sign == "for":
            body = tuple(number[p] for p in rule.premises)
            blocks = stopped(rule)
            if not rule.strict:
                blocks = rebutted(target, rule.id) + blocks
            made.add(number[target], body, blocks, rule)
    for target in reach:
        # Those too that defeat nothing, so that it is known whether they hold.
        feared(target, frozenset())
    for atom, target, spares in pending:
        for name, premises, origin in attacks.get(target, ()):
            if name not in spares:
                body = tuple(number[p] for p in premises)
                blocks = stopped(origin) if isinstance(origin, Inference) else ()
                made.add(atom, body, blocks, origin)
        aside = {besides[name] for name in spares if name in besides}
        for one in turned.get(target, ()):
            conclusion, step = one.step.conclusion[1], one.step
            if aside and not aside.isdisjoint(one.others):
                continue
            harmless = spares | given.harmless(conclusion, step.id)
            names = reach.get(conclusion, {})
            for name, attacks_it in names.items():
                if attacks_it and name not in harmless:
                    # This attack alone: others on the conclusion may be spared here.
                    rest = frozenset(
                        n for n, is_one in names.items() if n != name and (is_one or n in harmless)
                    )
                    made.add(atom, (*feared(conclusion, rest), *others(one)), stopped(step), one)
    return made


def _reach(
    attacks: Mapping[str, list[tuple[str, tuple[str, ...], Origin]]],
    turned: Mapping[str, list[Transposition]],
    aside: Mapping[str, str],
) -> dict[str, dict[str, bool]]:
    """For each statement and step the names of the attacks on it, and on what follows from it strictly, with True; with
    False those of the premises that take part in them, as far as these have names.
    """
    members: dict[str, list[str]] = {}
    for denied, found in turned.items():
        for one in found:
            members.setdefault(one.step.conclusion[1], []).append(denied)
    reach: dict[str, dict[str, bool]] = {}
    front = [(target, name, True) for target, entries in attacks.items() for name, _, _ in entries]
    if aside:
        steps = {one.step.id: one.step for found in turned.values() for one in found}
        front += [
            (denied, aside[other], False)
            for step in steps.values()
            for other in step.premises
            if other in aside
            for denied in step.members
            if denied != other
        ]
    for target, name, attacks_it in front:
        if name not in reach.setdefault(target, {}):
            reach[target][name] = attacks_it
            front += [(member, name, attacks_it) for member in members.get(target, ())]
    return reach
