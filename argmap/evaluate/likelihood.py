"""How likely premises and steps are: by their numbers, or by words that are given numbers.

The words are those of two published tables, each with the middle of its range.
"""

from __future__ import annotations

from attrs import frozen

from argmap.evaluate.available import WORD_TABLES
from argmap.evaluate.theory import Theory
from argmap.model import Argument, Map, Statement

IPCC = {
    "virtually certain": 0.995,
    "extremely likely": 0.975,
    "very likely": 0.95,
    "likely": 0.83,
    "more likely than not": 0.75,
    "about as likely as not": 0.5,
    "unlikely": 0.165,
    "very unlikely": 0.05,
    "extremely unlikely": 0.025,
    "exceptionally unlikely": 0.005,
}
"""Mastrandrea and others, *Guidance note for lead authors of the IPCC fifth assessment report on consistent treatment of
uncertainties*, 2010, table 1.
"""

_ICD = {
    0.03: ("almost no chance", "remote"),
    0.125: ("very unlikely", "highly improbable"),
    0.325: ("unlikely", "improbable"),
    0.5: ("roughly even chance", "roughly even odds"),
    0.675: ("likely", "probable", "probably"),
    0.875: ("very likely", "highly probable", "highly probably"),
    0.97: ("almost certain", "almost certainly", "nearly certain"),
}
ICD_203 = {word: number for number, words in _ICD.items() for word in words}
"""*Analytic standards*, Intelligence Community Directive 203 of the United States, 2015, section D.6."""

TABLES = dict(zip(WORD_TABLES, (IPCC, ICD_203), strict=True))
"""The tables by name."""


@frozen
class Likelihoods:
    """The probabilities below 1, of premises by statement and of steps by argument, and what there is to remark."""

    premises: dict[str, float]
    steps: dict[str, float]
    unknown: tuple[str, ...] = ()
    """Words that the table has no number for."""
    idle: tuple[str, ...] = ()
    """Statements whose number counts for nothing, since an argument concludes them."""


def likelihoods(map: Map, given: Theory, words: str) -> Likelihoods:
    """The probabilities of a map. What is open or only reported, and concluded by nothing, holds with its number where
    it has one, and otherwise not; what is asserted, and a step, without a number hold.
    """
    table = TABLES[words]
    unknown: dict[str, None] = {}

    def number(thing: Statement | Argument, name: str) -> float | None:
        value = thing.attributes.get(name)
        if isinstance(value, (int, float)):
            return float(value)
        word = thing.attributes.get("qualifier")
        if not isinstance(word, str):
            return None
        found = table.get(" ".join(word.lower().split()))
        if found is None:
            unknown[word] = None
        return found

    concluded = {r.conclusion[1] for r in given.rules if r.conclusion[0] == "for"}
    fixed = {*given.granted, *(given.of(key) for key in given.assumptions.rejected)}
    premises: dict[str, float] = {}
    idle: list[str] = []
    for s in map.statements:
        key = given.of(s.id)
        if s.kind in ("question", "supposition") or key in fixed:
            continue
        value = number(s, "confidence")
        if value is None:
            continue
        if key in concluded:
            idle.append(s.id)
        elif key not in premises:
            premises[key] = value
    steps = {
        a.id: value
        for a in map.arguments
        if (value := number(a, "strength")) is not None and value < 1
    }
    return Likelihoods(premises, steps, tuple(unknown), tuple(idle))
