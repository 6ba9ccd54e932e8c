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

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp, prod

from attrs import define, field

from argmap.budget import Budget
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

# How often what depends on circles is computed anew, and from how many strengths in all.
_ROUNDS = 2000
_WORK = 2_000_000
_CLOSE = 1e-9
# What moves no more than this has settled, and what is farther apart is not the same.
_STILL, _APART = 1e-6, 1e-4

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
    found = _settled(nodes, _INFLUENCES[method])
    place = _places(map, given)
    strengths = {key: round(found.values[n], 6) for key, n in place.items()}
    unsettled = {key for key, n in place.items() if n in found.moving}
    statuses: dict[str, Status] = {
        key: "undecided" if key in unsettled or value == 0.5 else "in" if value > 0.5 else "out"
        for key, value in strengths.items()
    }

    def why(key: str) -> str:
        if key in unsettled:
            way = "rises" if found.moving[place[key]] > 0 else "falls"
            return f"its strength, {strengths[key]:.2f}, does not settle: it still {way} after {found.rounds} rounds"
        capped = [
            c for c in given.conditions.get(given.of(key), ()) if strengths[c] <= strengths[key]
        ]
        limit = f", and no more than {listed([name(map[c]) for c in capped])} has" if capped else ""
        several = ", one of several that fit its circle" if place[key] in found.several else ""
        return (
            f"its strength is {strengths[key]:.2f}, from {bases[given.of(key)]:g}{limit}{several}"
        )

    return Evaluation(
        map,
        f"gradual, {method}",
        statuses,
        (
            f"Where the map gives no confidence, {ASSERTED:g} is taken for what is asserted, {OPEN:g} for "
            f"what is argued for, {UNHELD:g} for what is neither; where it gives no strength, {STRENGTH:g}.",
            "In is what is stronger than 0.5, out what is weaker.",
            *_remarks(map, place, found),
        ),
        strengths,
        assumptions,
        {key: key not in unsettled for key, n in place.items() if n in found.circular},
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
        nodes.append(
            _Node(STRENGTH, factor=factor, least=tuple(number[m] for m in argument.members))
        )
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


@define(eq=False)
class _Settled:
    """The strengths, and of those that depend on a circle what became of them: `moving` still change when argmap gives
    up after so many `rounds`, each by its last step; `several` settle elsewhere from another beginning.
    """

    values: list[float]
    circular: set[int] = field(factory=set)
    moving: dict[int, float] = field(factory=dict)
    several: set[int] = field(factory=set)
    rounds: int = 0


def _settled(nodes: Sequence[_Node], influence: Influence) -> _Settled:
    """The strengths. What depends on no circle is computed once, in order. The rest is brought half of the way to what
    it should be, again and again, until nothing moves; from two other beginnings, too, to see whether all end alike.
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
    circular = sorted(set(range(len(nodes))).difference(ready))
    if not circular:
        return _Settled(values)
    work = sum(1 + len(tuple(nodes[n].below())) for n in circular)
    budget = Budget(_WORK // work)
    begun = [_begun(nodes, values, circular, odd) for odd in (0, 1)]
    steps, rounds = _rounds(nodes, influence, values, circular, budget)
    moving = {n: step for n, step in steps.items() if abs(step) > _STILL}
    several: set[int] = set()
    for elsewhere in begun:
        left, _ = _rounds(nodes, influence, elsewhere, circular, budget)
        several.update(
            n
            for n in circular
            if n not in moving and abs(left[n]) <= _STILL and abs(values[n] - elsewhere[n]) > _APART
        )
    return _Settled(values, set(circular), moving, several, rounds)


def _begun(
    nodes: Sequence[_Node], values: Sequence[float], circular: Sequence[int], odd: int
) -> list[float]:
    """Another beginning: in turn full strength and none, and steps as strong as their weakest premise."""
    begun = list(values)
    own = [n for n in circular if not nodes[n].least]
    for place, n in enumerate(own):
        begun[n] = float(place % 2 == odd)
    for n in circular:
        if nodes[n].least:
            begun[n] = nodes[n].factor * min(begun[other] for other in nodes[n].least)
    return begun


def _rounds(
    nodes: Sequence[_Node],
    influence: Influence,
    values: list[float],
    circular: Sequence[int],
    budget: Budget,
) -> tuple[dict[int, float], int]:
    """Changes the strengths of what depends on circles until nothing moves; gives what is still to be done, and after
    how many rounds.
    """
    rounds = 0
    while True:
        steps = {n: nodes[n].strength(influence, values) - values[n] for n in circular}
        still = all(abs(step) < _CLOSE for step in steps.values())
        if still or rounds == _ROUNDS or not budget.spend():
            return steps, rounds
        rounds += 1
        for n, step in steps.items():
            values[n] += step / 2


def _remarks(map: Map, place: dict[str, int], found: _Settled) -> Iterator[str]:
    """What there is to say of the statements that depend on a circle: how many settle, and which do not."""
    keys = [s.id for s in map.statements if s.kind != "question" and place[s.id] in found.circular]
    if not keys:
        return
    moving = [key for key in keys if place[key] in found.moving]
    several = [key for key in keys if place[key] in found.several]
    are = (
        "statement stands in a circle or hangs on one"
        if len(keys) == 1
        else ("statements stand in a circle or hang on one")
    )
    if moving:
        yield (
            f"{len(keys)} {are}: {len(keys) - len(moving)} of the strengths settle, {len(moving)} do not "
            f"within {found.rounds} rounds: {_few(map, moving)}."
        )
    else:
        yield f"{len(keys)} {are}: {'its strength settles' if len(keys) == 1 else 'all their strengths settle'}."
    if several:
        yield (
            f"More than one strength fits the circle of {_few(map, several)}: what is given is reached from the "
            "strengths that statements begin with."
        )


def _few(map: Map, keys: Sequence[str]) -> str:
    names = [name(map[key]) for key in keys]
    return listed(names if len(names) <= 6 else [*names[:5], f"{len(names) - 5} others"])
