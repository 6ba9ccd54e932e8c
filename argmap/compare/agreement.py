"""How far two maps agree, by two published measures.

On statements and on relations, the coefficient of Dice (Ecology 1945): twice what is common, divided by
what either has, also known as F1. On what a pair of statements that both maps have is to each other,
Cohen's kappa (Educational and Psychological Measurement 1960), which takes off the agreement that chance
would bring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import frozen

from argmap.compare.alignment import Alignment
from argmap.compare.relations import Relations
from argmap.model import Map

MEASURES = (
    "statements and relations: Dice's coefficient (Dice 1945), which is F1",
    "kappa: Cohen's kappa (Cohen 1960) on the pairs of common statements",
)
"""What the figures of agreement are."""


@frozen
class Agreement:
    """How far two maps agree, from 0 to 1: `statements` and `relations` are Dice's coefficients of these,
    `kappa` is Cohen's, on pairs of common statements, from -1 to 1, or None where there is nothing to judge.
    """

    statements: float
    relations: float
    kappa: float | None


def agreement(
    one: Map,
    other: Map,
    alignment: Alignment,
    before: Relations,
    after: Relations,
) -> Agreement:
    """How far two maps agree, from their alignment and the relations in each."""
    was = Counter((key, r) for key, found in before.of.items() for r in found)
    now = Counter((key, r) for key, found in after.of.items() for r in found)
    return Agreement(
        _share(
            len({p.one for p in alignment.pairs}) + len({p.other for p in alignment.pairs}),
            len(one.statements) + len(other.statements),
        ),
        _share(2 * (was & now).total(), was.total() + now.total()),
        _kappa(set(alignment.matched.values()), before.pairs, after.pairs),
    )


def _share(common: int, every: int) -> float:
    return round(common / every, 4) if every else 1.0


def _kappa(
    common: set[str],
    one: Mapping[tuple[str, str], set[str]],
    other: Mapping[tuple[str, str], set[str]],
) -> float | None:
    """Kappa on the ordered pairs of common statements, each judged to be related in some way, or not."""
    count = len(common) * (len(common) - 1)

    def judged(pairs: Mapping[tuple[str, str], set[str]]) -> dict[tuple[str, str], str]:
        return {
            (a, b): ", ".join(sorted(how))
            for (a, b), how in pairs.items()
            if a in common and b in common and a != b
        }

    first, second = judged(one), judged(other)
    if not count or not (first or second):
        return None
    apart = len(first.keys() | second.keys())
    agreed = count - apart + sum(first.get(pair) == how for pair, how in second.items())
    by_chance = (count - len(first)) * (count - len(second)) / count**2
    tally, tallied = Counter(first.values()), Counter(second.values())
    by_chance += sum(tally[how] * tallied[how] for how in tally) / count**2
    return 1.0 if by_chance == 1 else round((agreed / count - by_chance) / (1 - by_chance), 4)
