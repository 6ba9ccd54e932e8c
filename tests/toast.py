"""A reader of TOAST's text with nothing of argmap: the theory, its ASPIC+ arguments and who defeats whom."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

from tests.brute import TooMany

FIELDS = ("Axioms", "Premises", "Rules", "Contrariness")


class Rule(NamedTuple):
    """A rule: its label, what it leads from and to, and whether it is strict."""

    label: str
    premises: tuple[str, ...]
    conclusion: str
    strict: bool


class Theory(NamedTuple):
    """What the fields of the form hold; a pair says that the first is a contrary of the second."""

    axioms: list[str]
    premises: list[str]
    rules: list[Rule]
    contraries: set[tuple[str, str]]


class Made(NamedTuple):
    """An argument, by the places of its parts."""

    conclusion: str
    rule: Rule | None
    subs: tuple[int, ...]
    axiom: bool
    said: frozenset[str]


def read(text: str) -> Theory:
    """The theory that a text says; fails where the text is not of that form."""
    parts = re.split(r"^# (\w+)$", text, flags=re.MULTILINE)
    assert parts[0] == "" and tuple(parts[1::2]) == FIELDS
    fields = [[e.strip() for e in part.split(";") if e.strip()] for part in parts[2::2]]
    word = re.compile(r"[a-z]\w*", re.ASCII)
    for entry in (*fields[0], *fields[1]):
        assert word.fullmatch(entry), entry
    rules = []
    for entry in fields[2]:
        found = re.fullmatch(r"\[(\w+)\] ([\w,]+)([-=])>(\w+|~\[\w+\])", entry, re.ASCII)
        assert found, entry
        label, premises, arrow, conclusion = found.groups()
        rules.append(Rule(label, tuple(premises.split(",")), conclusion, arrow == "-"))
    assert len({rule.label for rule in rules}) == len(rules)
    contraries = set()
    for entry in fields[3]:
        one, other = entry.split("^")
        contraries.add((one, other))
    return Theory(fields[0], fields[1], rules, contraries)


def arguments(theory: Theory, most: int = 80) -> list[Made]:
    """All arguments of a theory that do not come back to their own conclusion."""
    made = [Made(a, None, (), True, frozenset({a})) for a in theory.axioms]
    made += [Made(p, None, (), False, frozenset({p})) for p in theory.premises]
    seen = set()
    grown = True
    while grown:
        grown = False
        for rule in theory.rules:
            ways = [[i for i, m in enumerate(made) if m.conclusion == p] for p in rule.premises]
            for subs in list(product(*ways)):
                said = frozenset().union(*(made[i].said for i in subs))
                if (rule.label, subs) in seen or rule.conclusion in said:
                    continue
                seen.add((rule.label, subs))
                made.append(Made(rule.conclusion, rule, subs, False, said | {rule.conclusion}))
                grown = True
                if len(made) > most:
                    raise TooMany
    return made


def defeats(theory: Theory, made: list[Made]) -> set[tuple[int, int]]:
    """Who undermines, rebuts or undercuts whom, by contraries and by the names of rules."""

    def at(attacker: Made, part: Made) -> bool:
        if part.rule is not None and attacker.conclusion == f"~[{part.rule.label}]":
            return not part.rule.strict
        if part.axiom or (part.rule is not None and part.rule.strict):
            return False
        return (attacker.conclusion, part.conclusion) in theory.contraries

    def parts(i: int) -> set[int]:
        return {i}.union(*(parts(j) for j in made[i].subs))

    inside = [parts(i) for i in range(len(made))]
    return {
        (i, j)
        for i, attacker in enumerate(made)
        for j in range(len(made))
        if any(at(attacker, made[part]) for part in inside[j])
    }
