"""Gradual semantics: how strong each statement is, from 0 to 1, given what speaks for and against it.

`df-quad` (Rago, Toni, Aurisicchio and Baroni, KR 2016), `quadratic-energy` (Potyka, KR 2018) and `euler`
(Amgoud and Ben-Naim, International Journal of Approximate Reasoning 2018) weigh supporters and attackers
of each statement: a step counts as much as its weakest premise, times its `strength`, less what undercuts
or challenges it. `h-categoriser` (Besnard and Hunter, Artificial Intelligence 2001, with weights as Amgoud, Ben-Naim,
Doder and Vesic, IJCAI 2017) weighs attacks between arguments alone; a statement is as strong as the best
argument for it. What has a `confidence` begins with that. What is supposed has the strength 1; a statement is
no stronger than its conditions; statements that restate each other are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import exp, prod

from attrs import define, field

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.evaluation import Evaluation, Status
from argmap.evaluate.framework import Framework, framework_of
from argmap.evaluate.names import name
from argmap.evaluate.theory import Theory, makes_rule, theory
from argmap.model import Map
from argmap.wording import listed

ASSERTED, OPEN, UNHELD, STRENGTH = 0.75, 0.5, 0.0, 1.0
"""Where the map gives no number: the confidence in what the author asserts, in what is argued for, and in
what is neither, and the strength of a step.
"""

# How often what depends on cycles is computed anew, and at how many things in all.
_ROUNDS = 2000
_WORK = 4_000_000
_CLOSE = 1e-9

Influence = Callable[[float, Sequence[float], Sequence[float]], float]
"""A strength from what something begins with, the strengths that support it, and those that attack it."""


def df_quad(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Discontinuity-free quantitative argumentation debate."""
    balance = prod(1 - a for a in attacks) - prod(1 - s for s in supports)
    return base + (1 - base) * balance if balance > 0 else base + base * balance


def quadratic_energy(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """The quadratic energy model."""
    energy = sum(supports) - sum(attacks)
    pull = energy * energy / (1 + energy * energy)
    return base + (1 - base) * pull if energy > 0 else base - base * pull


def euler(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """The Euler-based semantics."""
    energy = min(sum(supports) - sum(attacks), 700.0)
    return 1 - (1 - base * base) / (1 + base * exp(energy))


def h_categoriser(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """The weighted h-categoriser."""
    return base / (1 + sum(attacks))


_INFLUENCES: dict[str, Influence] = {
    "df-quad": df_quad,
    "quadratic-energy": quadratic_energy,
    "euler": euler,
    "h-categoriser": h_categoriser,
}


@define(eq=False)
class _Node:
    """What gets a strength. Its base is a number, or `factor` times the least of others' strengths;
    `most` are nodes of which it takes the greatest strength, where that is more than its own, and `caps` those
    whose strength its own never exceeds.
    """

    base: float = 0.0
    factor: float = 1.0
    least: tuple[int, ...] = ()
    supports: list[int] = field(factory=list)
    attacks: list[int] = field(factory=list)
    most: list[int] = field(factory=list)
    caps: tuple[int, ...] = ()

    def below(self) -> Iterable[int]:
        """The nodes that its strength is computed from."""
        return (*self.least, *self.supports, *self.attacks, *self.most, *self.caps)

    def strength(self, influence: Influence, values: Sequence[float]) -> float:
        base = self.base
        if self.least:
            base = self.factor * min(values[n] for n in self.least)
        own = influence(base, [values[n] for n in self.supports], [values[n] for n in self.attacks])
        own = max([own, *(values[n] for n in self.most)])
        return min([own, *(values[n] for n in self.caps)])


def gradual(map: Map, assumptions: Assumptions, method: str) -> Evaluation:
    """The evaluation by one of the methods; `TooManyArguments` where `h-categoriser` finds too many."""
    given = theory(map, assumptions)
    bases = _bases(map, given)
    nodes = (
        _arguments(map, framework_of(given, direct=False), bases)
        if method == "h-categoriser"
        else _statements(map, given, bases)
    )
    values, moving = _settled(nodes, _INFLUENCES[method])
    place = _places(map, given)
    strengths = {key: round(values[n], 6) for key, n in place.items()}
    unsettled = {key for key, n in place.items() if n in moving}
    statuses: dict[str, Status] = {
        key: "undecided" if key in unsettled or value == 0.5 else "in" if value > 0.5 else "out"
        for key, value in strengths.items()
    }

    def why(key: str) -> str:
        if key in unsettled:
            return f"its strength, {strengths[key]:.2f}, does not settle"
        capped = [
            c for c in given.conditions.get(given.of(key), ()) if strengths[c] <= strengths[key]
        ]
        limit = f", and no more than {listed([name(map[c]) for c in capped])} has" if capped else ""
        return f"its strength is {strengths[key]:.2f}, from {bases[given.of(key)]:g}{limit}"

    return Evaluation(
        map,
        f"gradual, {method}",
        statuses,
        (
            f"Where the map gives no confidence, {ASSERTED:g} is taken for what is asserted, {OPEN:g} for "
            f"what is argued for, {UNHELD:g} for what is neither; where it gives no strength, {STRENGTH:g}.",
            "In is what is stronger than 0.5, out what is weaker.",
        ),
        strengths,
        assumptions,
        why=why,
    )


def _places(map: Map, given: Theory) -> dict[str, int]:
    """The numbers of the statements: those that restate each other have the same."""
    number: dict[str, int] = {}
    for s in map.statements:
        if s.id not in given.first:
            number[s.id] = len(number)
    return {s.id: number[given.of(s.id)] for s in map.statements}


def _bases(map: Map, given: Theory) -> dict[str, float]:
    """What each statement begins with, of those that restate each other the first."""
    premises = set(given.premises)
    granted = set(given.granted)
    found = {}
    for s in map.statements:
        if s.id in given.first:
            continue
        wordings = map.restated(s.id)
        confidences = (map[same].attributes.get("confidence") for same in wordings)
        confidence = next((c for c in confidences if isinstance(c, (int, float))), None)
        if s.id in granted:
            found[s.id] = 1.0
        elif s.id in given.assumptions.rejected:
            found[s.id] = 0.0
        elif confidence is not None:
            found[s.id] = float(confidence)
        else:
            argued = any(map.supporters(same) for same in wordings)
            found[s.id] = ASSERTED if s.id in premises else OPEN if argued else UNHELD
    return found


def _statements(map: Map, given: Theory, bases: dict[str, float]) -> list[_Node]:
    """The statements, in the order of the map, and the steps between them."""
    number = _places(map, given)
    granted = set(given.granted)
    fixed = granted | given.assumptions.rejected
    nodes = [
        _Node(
            base,
            caps=tuple(number[c] for c in given.conditions.get(key, ()) if key not in granted),
        )
        for key, base in bases.items()
    ]
    kept = [
        a
        for a in map.arguments
        if makes_rule(map, a, given.assumptions)
        and (a.role != "rebuts" or (a.id, given.of(a.target)) not in given.weaker)
    ]
    for argument in kept:
        number[argument.id] = len(nodes)
        factor = STRENGTH if argument.strength is None else argument.strength
        nodes.append(_Node(factor=factor, least=tuple(number[m] for m in argument.members)))
    for argument in kept:
        if given.of(argument.target) in fixed or argument.target not in number:
            continue
        target = nodes[number[argument.target]]
        if argument.role == "supports":
            target.supports.append(number[argument.id])
            if argument.strict:
                target.most.append(number[argument.id])
        else:
            target.attacks.append(number[argument.id])
    for attacked, rivals in given.contraries.items():
        if attacked not in fixed:
            nodes[number[attacked]].attacks += [
                number[r] for r in rivals if (r, attacked) not in given.weaker
            ]
    return nodes


def _arguments(map: Map, found: Framework, bases: dict[str, float]) -> list[_Node]:
    """The statements, each with the arguments for it, and these arguments."""
    number = {key: n for n, key in enumerate(bases)}
    nodes = [_Node() for _ in bases]
    shift = len(nodes) - 1
    weights: list[float] = []
    for argument in found.arguments:
        sign, key = argument.conclusion
        if argument.rule is None or not argument.rule.id:
            weight = min([bases[key], *(weights[n - 1] for n in argument.subs)])
        else:
            strength = map.argument(argument.rule.id).strength
            weight = STRENGTH if strength is None else strength
            weight = min([weight, *(weights[n - 1] for n in argument.subs)])
        weights.append(weight)
        nodes.append(_Node(weight))
        if sign == "for":
            nodes[number[key]].most.append(argument.number + shift)
    for attacker, attacked in found.attacks:
        nodes[attacked + shift].attacks.append(attacker + shift)
    return nodes


def _settled(nodes: Sequence[_Node], influence: Influence) -> tuple[list[float], set[int]]:
    """The strengths, and what still moves when argmap gives up.

    What depends on no cycle is computed once, in order. The rest is brought half of the way to what it
    should be, again and again, until nothing moves.
    """
    values = [node.base for node in nodes]
    above: list[list[int]] = [[] for _ in nodes]
    waits = [0] * len(nodes)
    for n, node in enumerate(nodes):
        for other in node.below():
            above[other].append(n)
            waits[n] += 1
    ready = [n for n, count in enumerate(waits) if not count]
    for n in ready:
        values[n] = nodes[n].strength(influence, values)
        for other in above[n]:
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    done = set(ready)
    moving = [n for n in range(len(nodes)) if n not in done]
    rounds = min(_ROUNDS, _WORK // max(1, len(moving)))
    for _ in range(rounds):
        wanted = [nodes[n].strength(influence, values) for n in moving]
        steps = [want - values[n] for want, n in zip(wanted, moving, strict=True)]
        if all(abs(step) < _CLOSE for step in steps):
            return values, set()
        for n, step in zip(moving, steps, strict=True):
            values[n] += step / 2
    return values, {
        n for n in moving if abs(nodes[n].strength(influence, values) - values[n]) > 1e-6
    }
