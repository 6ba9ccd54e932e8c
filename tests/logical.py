"""Evaluation with formulas by the definitions: what follows and what can't be true together is read off truth tables, and the
statuses are those of `tests.brute` on a map that says it. Nothing here is argmap's prover or evaluator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations, product
from random import Random

from attrs import evolve

from argmap import Argument, ArgumentMap
from argmap.evaluate.logic import Logic
from argmap.evaluate.semantics import evaluate
from argmap.formulas.formula import And, Atom, Formula, Iff, Implies, Not, Or
from argmap.formulas.parser import parse_formula
from tests.brute import (
    NOBODY,
    TooMany,
    built,
    defeats,
    granted_to,
    labels,
    least,
    random_map,
    same,
    shown,
)
from tests.formulas import Model, holds

LETTERS = ("p", "q", "r")
WORLDS = [
    Model(
        1, {}, {name: frozenset([()] if so else ()) for name, so in zip(LETTERS, row, strict=True)}
    )
    for row in product((False, True), repeat=len(LETTERS))
]


def with_formulas(random: Random, map: ArgumentMap) -> ArgumentMap:
    """A map in which most statements have formulas, simple ones, so that they often have to do with each other."""
    statements = [
        evolve(s, attributes={**s.attributes, "formula": str(_formula(random))})
        if s.kind != "question" and random.random() < 0.75
        else s
        for s in map.statements
    ]
    return ArgumentMap.of(map.changed(statements=statements))


def _formula(random: Random) -> Formula:
    one, other = (
        atom if random.random() < 0.5 else Not(atom)
        for atom in (Atom(random.choice(LETTERS)), Atom(random.choice(LETTERS)))
    )
    kinds = [
        one,
        one,
        one,
        Implies(one, other),
        And((one, other)),
        Or((one, other)),
        Iff(one, other),
    ]
    return random.choice(kinds)


def possible(formulas: Collection[Formula]) -> bool:
    """Whether formulas are all true somewhere."""
    return any(all(holds(f, world) for f in formulas) for world in WORLDS)


def proved(premises: Collection[Formula], conclusion: Formula) -> bool:
    """Whether a conclusion follows from some of the premises that can be true together."""
    return any(
        possible(some) and not possible([*some, Not(conclusion)])
        for size in range(len(premises) + 1)
        for some in combinations(premises, size)
    )


class Unclear(Exception):
    """A step from what is contradictory under a supposition, of which the definition says nothing."""


def facts(map: ArgumentMap) -> Logic:
    """What the formulas of a map say, by truth tables."""
    formulas = {
        s.id: parse_formula(str(s.attributes["formula"])).formula
        for s in map.statements
        if "formula" in s.attributes
    }
    valid, invalid, unread = [], [], []
    for a in map.arguments:
        if a.role in ("undercuts", "challenges"):
            continue
        premises, whole = _premises(map, a, formulas)
        if a.target not in formulas or not premises:
            unread += [a.id] * a.strict
            continue
        if not possible(premises) and any(_supposed(map, key) for key in a.members):
            raise Unclear
        conclusion = formulas[a.target]
        if proved(premises, Not(conclusion) if a.role == "rebuts" else conclusion):
            valid.append(a.id)
        elif a.strict:
            (invalid if whole else unread).append(a.id)
    return Logic(tuple(valid), tuple(invalid), tuple(unread), (), tuple(_clashing(map, formulas)))


def _supposed(map: ArgumentMap, key: str) -> bool:
    return map[key].kind == "supposition" or map[key].within is not None


def _premises(
    map: ArgumentMap, a: Argument, formulas: dict[str, Formula]
) -> tuple[list[Formula], bool]:
    """The premises of a step as formulas, and whether all that it says has one."""
    found, whole = {}, True
    keys = {k for k in (*a.premises, a.target, a.warrant) if k}
    place = map[a.target].within
    for key in dict.fromkeys(k for k in (*a.premises, a.warrant) if k):
        whole = whole and key in formulas
        formula = formulas.get(key)
        if map[key].within == place or map[key].within in _around(map, a.target):
            if formula is not None:
                found[key] = formula
            continue
        supposed = map[key].within
        whole = whole and supposed in formulas
        beside = {}
        if a.scheme == "reductio":
            beside = {
                other: formulas[other]
                for pair in map.contradictions
                if key in pair
                for other in pair
                if other in formulas and map[other].within != map[key].within
            }
        if formula is None and beside:
            formula = Not(And(tuple(beside.values()))) if len(beside) > 1 else Not(*beside.values())
        if formula is None or supposed not in formulas:
            continue
        found[key] = Implies(formulas[supposed], formula)
        for other, said in beside.items():
            if other != supposed:
                found[other] = said
    return [*found.values()], whole and keys <= set(formulas)


def _around(map: ArgumentMap, key: str) -> list[str | None]:
    found: list[str | None] = [map[key].within]
    while found[-1] is not None:
        found.append(map[found[-1]].within)
    return found


def _clashing(map: ArgumentMap, formulas: dict[str, Formula]) -> Iterator[tuple[str, ...]]:
    """The smallest sets that can't be true together, of what stands in one place."""
    concluded = {a.target for a in map.arguments if a.role == "supports"}
    for place in dict.fromkeys(s.within for s in map.statements):
        keys = [
            s.id
            for s in map.statements
            if s.id in formulas
            and s.within == place
            and s.kind != "supposition"
            and (place is None or s.id not in concluded)
        ]
        found: list[tuple[str, ...]] = []
        for size in range(1, len(keys) + 1):
            for some in combinations(keys, size):
                smaller = any(set(one) <= set(some) for one in found)
                if not smaller and not possible([formulas[key] for key in some]):
                    found.append(some)
        yield from found


def contradicting(map: ArgumentMap, logic: Logic) -> ArgumentMap:
    """The map in which two that can't be true together contradict each other."""
    pairs = [one for one in _smallest(map, logic) if len(one) == 2]
    return ArgumentMap.of(map.changed(contradictions=(*map.contradictions, *pairs)))


def said(map: ArgumentMap, logic: Logic, held: Collection[str]) -> ArgumentMap:
    """A map that says what its formulas say, for those who hold some statements whatever speaks against them."""
    one = same(map)
    arguments = [
        evolve(a, strict=a.id in logic.proved or (a.strict and a.id not in logic.unproved))
        if a.role in ("supports", "rebuts")
        else a
        for a in map.arguments
    ]
    better = {(one[p.preferred], one[p.over]) for p in map.preferences}
    lighter = {worse for _, worse in better}
    challenged = {a.target for a in map.arguments if a.role == "challenges"}
    conditional = {one[c.statement] for c in map.conditions}
    contradictions = [*map.contradictions]
    for number, conflict in enumerate(_smallest(map, logic)):
        directed = False
        for a in arguments:
            members = {one[m] for m in a.members}
            if a.role != "rebuts" or a.conceded or a.id in challenged or "clash" in a.id:
                continue
            if members <= set(conflict) and members.isdisjoint(lighter):
                # What the others lead to strictly, by any number of steps.
                reached = set(conflict) - members
                for _ in arguments:
                    reached |= {
                        one[s.target]
                        for s in arguments
                        if s.role == "supports"
                        and s.strict
                        and s.id not in challenged
                        and one[s.target] not in conditional
                        and {one[m] for m in s.members} <= reached
                    }
                directed = directed or (one[a.target] in reached and reached.isdisjoint(held))
        if directed:
            continue
        if len(conflict) == 2:
            contradictions.append(conflict)
            continue
        for key in conflict:
            others = [k for k in conflict if k != key]
            arguments.append(
                Argument(others, key, "rebuts", strict=True, id=f"clash-{number}-{key}")
            )
    return ArgumentMap.of(map.changed(arguments=arguments, contradictions=contradictions))


def _smallest(map: ArgumentMap, logic: Logic) -> list[tuple[str, ...]]:
    one, order = same(map), [s.id for s in map.statements]
    sets = {frozenset(one[k] for k in conflict) for conflict in logic.conflicts}
    return [
        tuple(sorted(some, key=order.index))
        for some in sets
        if not any(other < some for other in sets)
    ]


def compared(seed: int, count: int, prove: bool = False) -> dict[str, int]:
    """Evaluates so many random maps with formulas, for their authors and for those who believe one of their speakers, with
    facts of z3's or of truth tables, and counts what was found; fails at the first that differs.
    """
    random = Random(seed)
    tally: dict[str, int] = {}
    done = 0
    while done < count:
        map = with_formulas(random, random_map(random))
        try:
            logic = facts(map)
            cases = list(_expected(map, logic))
        except (Unclear, TooMany):
            continue
        done += 1
        for name, expected in cases:
            audience = [name] if name else ()
            if prove:
                found = map.evaluate(logic=True, audience=audience)
                assert found.logic is not None and found.logic.complete, shown(map)
                assert _facts(found.logic) == _facts(logic), f"{shown(map)}\n{logic}"
                _is_satisfiable(map, found.held, found.satisfiable, found.core)
            else:
                found = evaluate(map, logic=logic, audience=audience)
            assert found.statuses == expected, f"{shown(map)}\n{name or 'the author'}: {expected}"
            for entry in map.statements:
                assert found.why(entry.id)
        for word, sets in (
            ("proved", logic.proved),
            ("unproved", logic.unproved),
            ("unread", logic.unread),
            ("single", [c for c in logic.conflicts if len(c) == 1]),
            ("pairs", [c for c in logic.conflicts if len(c) == 2]),
            ("more", [c for c in logic.conflicts if len(c) > 2]),
        ):
            tally[word] = tally.get(word, 0) + len(sets)
    return tally


def _expected(map: ArgumentMap, logic: Logic) -> Iterator[tuple[str, dict[str, str]]]:
    for name in ("", *map.speakers):
        audience = granted_to(contradicting(map, logic), name) if name else NOBODY
        reference = said(map, logic, audience.held)
        arguments = built(reference, audience=audience)
        attacks = defeats(reference, arguments)
        yield name, labels(reference, arguments, attacks, least(arguments, attacks))


def _facts(logic: Logic) -> tuple[object, ...]:
    return (
        set(logic.proved),
        set(logic.unproved),
        set(logic.unread),
        set(logic.undecided),
        {frozenset(one) for one in logic.conflicts},
    )


def _is_satisfiable(
    map: ArgumentMap, held: Collection[str], verdict: bool | None, core: Collection[str]
) -> None:
    def of(keys: Collection[str]) -> list[Formula]:
        texts = [map[k].attributes["formula"] for k in keys if "formula" in map[k].attributes]
        return [f for text in texts if (f := parse_formula(str(text)).formula) is not None]

    assert verdict is possible(of(held)), shown(map)
    assert bool(core) is not verdict
    if core:
        assert set(core) <= set(held) and not possible(of(core))
        assert all(possible(of([k for k in core if k != key])) for key in core)


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(
        description="Compares evaluation with formulas with truth tables."
    )
    parser.add_argument("--maps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--prove", action="store_true", help="with z3, which takes longer")
    options = parser.parse_args()
    print(compared(options.seed, options.maps, options.prove))
