"""Probabilistic semantics: how likely a statement is in under grounded semantics, where premises and steps are uncertain.

Each premise holds with its confidence and each step with its strength, all independently: a world is what of them holds,
and a statement is as likely in as the worlds in which it is (the constellations approach: Li, Oren and Norman,
*Probabilistic argumentation frameworks*, TAFA 2011; Hunter, *A probabilistic approach to modelling uncertain logical
arguments*, International Journal of Approximate Reasoning 2013).

A status rests on few clauses of the program (its support set), and no other premise or step matters while these stay. So
the worlds are divided by those alone, one after the other, until nothing that is uncertain is left: that is exact. Where
it takes too many worlds, some are drawn at random, always the same for a seed, and the interval is Wilson's (Journal of
the American Statistical Association 1927).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from math import sqrt
from random import Random

from attrs import evolve

from argmap.budget import Budget
from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.evaluation import Evaluation, Influence, Probability, Sensitivity, Status
from argmap.evaluate.grounded import grounded
from argmap.evaluate.likelihood import TABLES, Likelihoods, likelihoods
from argmap.evaluate.names import name
from argmap.evaluate.program import Clause, Program, program
from argmap.evaluate.support_set import support_clauses
from argmap.evaluate.theory import Inference, theory
from argmap.evaluate.transposition import Transposition
from argmap.model import Map
from argmap.wording import listed

EXACT = 400_000
"""How many atoms of clauses are evaluated in all to be exact, each some nine thousand instructions."""
DRAWN = 600_000
"""How many are where worlds are drawn, but for `FEWEST` and `MOST` worlds."""
FEWEST, MOST = 20, 4000
_TOLD, _LEAST = 5, 0.005
"""How many premises and steps a sensitivity names at most, and how much they move a probability at least."""


def probabilistic(
    map: Map, assumptions: Assumptions, words: str, seed: int, sensitivity: bool
) -> Evaluation:
    """The evaluation; `words` names the table for qualifiers, `seed` is that of the worlds that are drawn."""
    given = theory(map, assumptions)
    likely = likelihoods(map, given, words)
    held = tuple(dict.fromkeys((*given.premises, *likely.premises)))
    worlds = _Worlds(
        program(tuple(s.id for s in map.statements), evolve(given, premises=held)), likely, seed
    )
    found = worlds.probabilities(list(dict.fromkeys(given.of(s.id) for s in map.statements)))
    chances = {s.id: found[given.of(s.id)] for s in map.statements}

    @cache
    def moving(key: str) -> Sensitivity:
        return worlds.sensitivity(given.of(key))

    def why(key: str) -> str:
        chance = chances[key]
        said = f"its probability is {chance.inside:.2f}"
        if chance.interval is not None:
            low, high = chance.interval
            said += f", by {worlds.drawn} worlds between {low:.2f} and {high:.2f} (95 %)"
        if sensitivity and moving(key):
            told = [f"{_told(map, one.id)} ({_said(one)})" for one in moving(key)]
            said += f"; most depends on {listed(told)}"
        return said

    statuses: dict[str, Status] = {
        key: "in" if chance.inside > 0.5 else "out" if chance.outside > 0.5 else "undecided"
        for key, chance in chances.items()
    }
    return Evaluation(
        map,
        "probabilistic",
        statuses,
        tuple(_remarks(map, likely, words)),
        assumptions=assumptions,
        probabilities=chances,
        why=why,
        sensitivity=moving if sensitivity else None,
    )


def _said(one: Influence) -> str:
    """By how much something moves a probability."""
    if one.interval is None:
        return f"{one.change:+.2f}"
    low, high = one.interval
    return f"{one.change:+.2f}, between {low:+.2f} and {high:+.2f}"


def _told(map: Map, key: str) -> str:
    """What a premise is called, or a step by what it leads from."""
    if key in map:
        return name(map[key])
    return f"the step from {listed([name(map[p]) for p in map.argument(key).premises])}"


def _remarks(map: Map, likely: Likelihoods, words: str) -> list[str]:
    said = [
        "Premises hold independently of each other with their confidence, steps with their strength; what has no number "
        "and is asserted holds."
    ]
    if likely.unknown:
        unknown = listed([f"“{word}”" for word in likely.unknown])
        knowing = [table for table in TABLES if set(likely.unknown) & set(TABLES[table])]
        more = f"; the table {knowing[0]} has one" if knowing else ""
        said.append(f"The table {words} has no number for {unknown}, which counts as none{more}.")
    if likely.idle:
        names = listed([name(map[key]) for key in likely.idle])
        said.append(
            f"The confidence in {names} counts for nothing, since an argument concludes it."
        )
    return said


class _Worlds:
    """The worlds of a program: which of its uncertain clauses hold."""

    def __init__(self, whole: Program, likely: Likelihoods, seed: int) -> None:
        self.whole, self.seed = whole, seed
        self.chance = {**likely.premises, **likely.steps}
        self.budget = Budget(EXACT)
        self.drawn = 0
        self._values: list[Sequence[bool | None]] = []
        # The worlds in which each premise and step does not hold, as the bits of a number.
        self._lost = dict.fromkeys(self.chance, 0)

    def probabilities(self, keys: Sequence[str]) -> dict[str, Probability]:
        """The probability of each statement: exact as far as the work goes, and estimated for the others."""
        if not self.chance:
            values = grounded(self.whole).value
            only = {key: values[self.whole.number[key]] for key in keys}
            return {
                key: Probability(float(v is True), float(v is False)) for key, v in only.items()
            }
        return {key: self.exact(key) or self.estimate(key) for key in keys}

    def exact(self, key: str, fixed: Mapping[str, bool] | None = None) -> Probability | None:
        """The probability of a statement where some premises and steps are known to hold or not; None where that takes
        too many worlds.
        """
        if self.budget.used_up:
            return None
        part = self.whole.bearing(self.whole.number[key])
        atom, work = part.number[key], part.work
        inside = outside = 0.0
        waiting = [(dict(fixed or {}), 1.0)]
        while waiting:
            decided, weight = waiting.pop()
            if not self.budget.spend(work):
                return None
            world = _without(part, {event for event, holds in decided.items() if not holds})
            model = grounded(world)
            clauses = (world.clauses[n] for n in support_clauses(world, model, atom))
            value = model.value[atom]
            for event in dict.fromkeys(map(_event, clauses)):
                if event not in self.chance or event in decided:
                    continue
                # With it this status stays; without it anything may be.
                chance = self.chance[event]
                if chance < 1:
                    waiting.append(({**decided, event: False}, weight * (1 - chance)))
                decided = {**decided, event: True}
                weight *= chance
            inside += weight if value else 0.0
            outside += weight if value is False else 0.0
        return Probability(round(inside, 9), round(outside, 9))

    def draw(self) -> None:
        """Draws worlds at random and evaluates them, once."""
        if self.drawn:
            return
        self.drawn = min(MOST, max(FEWEST, DRAWN // max(self.whole.work, 1)))
        random = Random(self.seed)
        for number in range(self.drawn):
            lost = {event for event, chance in self.chance.items() if random.random() >= chance}
            for event in lost:
                self._lost[event] |= 1 << number
            self._values.append(grounded(_without(self.whole, lost)).value)

    def _worlds(self, key: str, wanted: bool) -> int:
        """The worlds that were drawn in which a statement is in, or out, as the bits of a number."""
        self.draw()
        atom = self.whole.number[key]
        return sum(1 << n for n, values in enumerate(self._values) if values[atom] is wanted)

    def estimate(self, key: str) -> Probability:
        """The share of the worlds that were drawn, with its interval."""
        inside, outside = (self._worlds(key, wanted).bit_count() for wanted in (True, False))
        count = self.drawn
        return Probability(inside / count, outside / count, wilson(inside, count))

    def sensitivity(self, key: str) -> Sensitivity:
        """The premises and steps that most move the probability of a statement: by how much it is more likely in
        where they hold than where they do not (Birnbaum, *On the importance of different components*, 1969).
        """
        part = self.whole.bearing(self.whole.number[key])
        events = [e for e in dict.fromkeys(map(_event, part.clauses)) if e in self.chance]
        found: list[Influence] = []
        for event in events:
            there, away = self.exact(key, {event: True}), self.exact(key, {event: False})
            if there is None or away is None:
                found = self._estimated(key, events)
                break
            found.append(Influence(event, round(there.inside - away.inside, 6)))
        found = [one for one in found if abs(one.change) >= _LEAST]
        found.sort(key=lambda one: -abs(one.change))
        return tuple(found[:_TOLD])

    def _estimated(self, key: str, events: Sequence[str]) -> list[Influence]:
        """The same by the worlds that were drawn, of those that hold in some and not in all."""
        inside, every = self._worlds(key, True), (1 << self.drawn) - 1
        found = []
        for event in events:
            away = self._lost[event]
            there = every & ~away
            if away and there:
                counts = [((inside & one).bit_count(), one.bit_count()) for one in (there, away)]
                found.append(Influence(event, *difference(*counts)))
        return found


def _event(clause: Clause) -> str:
    """The premise or the step that a clause holds by."""
    origin = clause.origin
    if isinstance(origin, Inference):
        return origin.id
    if isinstance(origin, Transposition):
        return origin.step.id
    return origin[1] if origin[0] == "given" else ""


def _without(whole: Program, lost: Collection[str]) -> Program:
    """The program of a world in which some premises and steps do not hold."""
    if not lost:
        return whole
    kept = [clause for clause in whole.clauses if _event(clause) not in lost]
    return Program(whole.statements, kept, whole.about)


def wilson(successes: int, count: int, z: float = 1.959964) -> tuple[float, float]:
    """The interval that holds a probability with 95 %, of so many successes in so many trials."""
    share = successes / count
    middle = share + z * z / (2 * count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    whole = 1 + z * z / count
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def difference(one: tuple[int, int], other: tuple[int, int]) -> tuple[float, tuple[float, float]]:
    """By how much one share is larger than another, each of successes in trials, and the interval that holds that with
    95 % (Newcombe, *Interval estimation for the difference between independent proportions*, Statistics in Medicine 1998,
    method 10).
    """
    (p, (p_low, p_high)), (q, (q_low, q_high)) = ((s / n, wilson(s, n)) for s, n in (one, other))
    low = p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    high = p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return round(p - q, 6), (round(low, 6), round(high, 6))
