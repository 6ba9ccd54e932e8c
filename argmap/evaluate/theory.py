"""A map as an argumentation theory: what is taken as given, and the rules that lead on from there.

The translation is that of the Argument Interchange Format into ASPIC+ (Bex, Modgil, Prakken and Reed,
Journal of Logic and Computation 2013), with directed attacks. What the author asserts and no argument
concludes is an ordinary premise. What a speaker says, what is open, and a conclusion are held only where
an argument supports them. An argument that supports a statement is a rule for it, one that rebuts it a
rule for its contrary, one that undercuts or challenges another a rule against the application of that
other. A conceded objection makes no rule: it is drawn, and never defeats.

What is only supposed is granted, and nothing attacks it: an argument that takes up a passage has the
outcome as its premise, as in reasoning by cases (Beirlaen, Heyninck and Straßer 2017), so that all passages
are evaluated at once. Statements that restate each other are one, and go by the first of them. The
conditions of a statement are further premises of every rule for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from argmap.evaluate.assumptions import NOTHING, Assumptions
from argmap.evaluate.exclusions import exclusions
from argmap.evaluate.preferences import Preferences
from argmap.evaluate.transposition import beside
from argmap.model import Argument, Map

Sign = Literal["for", "against"]
Literal_ = tuple[Sign, str]
"""`("for", statement)`, `("against", statement)` or, against a step, `("against", argument)`."""


@frozen
class Inference:
    """A rule: from its premises, statements by identifier, to its conclusion.

    The last `conditions` of the premises are such only as conditions of what is concluded.
    """

    id: str
    premises: tuple[str, ...]
    conclusion: Literal_
    strict: bool = False
    conditions: int = 0

    @property
    def members(self) -> tuple[str, ...]:
        """The premises without those conditions."""
        return self.premises[: len(self.premises) - self.conditions]


@frozen
class Theory:
    """The premises and rules of a map, and which attacks on a statement defeat it.

    `supposed` are the suppositions, which nothing attacks. `contraries` are the statements that exclude a
    statement, and that it excludes. `weaker` are pairs of an attack on a statement (the rule that rebuts it, or a statement that
    excludes it) and of that which the attack does not defeat: the statement, whatever holds it, or a rule
    that supports it; `beside` names the premises that take part in an attack by transposition. `conditions` are the statements without which one is not held.

    Of statements that restate each other it holds the first alone, to which `first` leads from the others.
    """

    premises: tuple[str, ...]
    rules: tuple[Inference, ...]
    contraries: dict[str, tuple[str, ...]]
    weaker: frozenset[tuple[str, str]] = frozenset()
    assumptions: Assumptions = NOTHING
    supposed: tuple[str, ...] = ()
    conditions: Mapping[str, tuple[str, ...]] = field(factory=dict)
    first: Mapping[str, str] = field(factory=dict)

    def of(self, key: str) -> str:
        """The statement that stands for all that say what a statement says."""
        return self.first.get(key, key)

    @cached_property
    def _spared(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for attack, attacked in self.weaker:
            found.setdefault(attacked, set()).add(attack)
        return found

    def harmless(self, target: str, step: str) -> set[str]:
        """The attacks on a statement, as they stand in `weaker`, that do not defeat a step to it."""
        return self._spared.get(target, set()) | self._spared.get(step, set())

    def spares(self, attack: Iterable[str], target: str, step: str) -> bool:
        """Whether an attack on a statement, by what stands for it in `weaker`, does not defeat a step to it."""
        return any((name, one) in self.weaker for name in attack for one in (target, step))

    @property
    def granted(self) -> tuple[str, ...]:
        """What is held whatever speaks against it: what is supposed, and what is assumed."""
        return (*self.supposed, *sorted({self.of(key) for key in self.assumptions.assumed}))


def theory(map: Map, assumptions: Assumptions = NOTHING) -> Theory:
    """The theory of a map, with what is assumed beside it."""
    first = firsts(map)

    def of(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(first.get(key, key) for key in keys)) if first else tuple(keys)

    supposed = tuple(s.id for s in map.statements if s.kind == "supposition")
    conditions: dict[str, tuple[str, ...]] = {}
    for condition in map.conditions:
        (of_what,) = of([condition.statement])
        conditions[of_what] = of((*conditions.get(of_what, ()), condition.provided))
    rules = []
    for a in map.arguments:
        if not makes_rule(map, a, assumptions):
            continue
        members = of(a.members)
        if a.role == "supports":
            (target,) = of([a.target])
            further = [c for c in conditions.get(target, ()) if c not in members]
            conclusion: Literal_ = ("for", target)
            rules.append(Inference(a.id, (*members, *further), conclusion, a.strict, len(further)))
        else:
            (target,) = (a.target,) if a.aims_at_step else of([a.target])
            rules.append(Inference(a.id, members, ("against", target), a.strict))
    contraries: dict[str, dict[str, None]] = {}
    for pair in exclusions(map, assumptions.assumed):
        one, other = (first.get(key, key) for key in pair)
        contraries.setdefault(other, {})[one] = None
        contraries.setdefault(one, {})[other] = None
    return Theory(
        of(_premises(map, assumptions)),
        tuple(rules),
        {key: tuple(found) for key, found in contraries.items()},
        frozenset(
            _weaker(map, {key: tuple(found) for key, found in contraries.items()}, first, rules)
        ),
        assumptions,
        supposed,
        conditions,
        first,
    )


def firsts(map: Map) -> dict[str, str]:
    """For each statement that restates an earlier one, the first that it restates."""
    if not map.restatements:
        return {}
    found = {}
    for s in map.statements:
        first = map.restated(s.id)[0]
        if first != s.id:
            found[s.id] = first
    return found


def makes_rule(map: Map, argument: Argument, assumptions: Assumptions) -> bool:
    """Whether an argument counts: it is not conceded, supports nothing that is rejected, and attacks no step
    that can't be attacked so: a deduction is challenged, not undercut, and a step that is granted neither.
    """
    if argument.conceded:
        return False
    if argument.role == "supports":
        return argument.target not in assumptions.rejected
    if not argument.aims_at_step:
        return True
    if argument.target in assumptions.steps:
        return False
    return argument.role == "challenges" or not map.argument(argument.target).strict


def _premises(map: Map, assumptions: Assumptions) -> Iterator[str]:
    """What is asserted in some wording, and in none the conclusion of an argument."""
    concluded = {a.target for a in map.arguments if a.role == "supports"}
    if map.restatements:
        concluded = {same for key in concluded for same in map.restated(key)}
    for s in map.statements:
        if s.id in concluded or s.open or s.kind in ("question", "supposition"):
            continue
        if not map.reported(s) and s.id not in assumptions.rejected:
            yield s.id


def _weaker(
    map: Map,
    rivals: Mapping[str, tuple[str, ...]],
    first: Mapping[str, str],
    rules: Iterable[Inference],
) -> Iterator[tuple[str, str]]:
    """The attacks that a preference takes the defeat away from.

    Where A is preferred to C: those in which C takes part, on A itself and on a step that A is a premise of. An
    attack on what follows strictly is one on what it follows from, in which the other premises take part.
    """
    if not map.preferences:
        return
    strict: dict[str, list[str]] = {}
    linked: set[str] = set()
    for rule in rules:
        if rule.strict and rule.conclusion[0] == "for":
            strict.setdefault(rule.conclusion[1], []).extend(rule.members)
            if len(rule.premises) > 1:
                linked.update(rule.premises)

    def hit(target: str) -> list[str]:
        found = {target: None}
        front = [target]
        for key in front:
            for member in strict.get(key, ()):
                if member not in found:
                    found[member] = None
                    front.append(member)
        return front

    order = Preferences(map.preferences, first)
    for better in order.preferred:
        steps: dict[str, list[str]] = {better: [better]}
        for same in map.restated(better):
            for step in map.uses(same):
                if step.role == "supports":
                    steps.setdefault(first.get(step.target, step.target), []).append(step.id)
        for worse in order.below(better):
            attacks = [
                (a.id, first.get(a.target, a.target))
                for same in map.restated(worse)
                for a in map.uses(same)
                if a.role == "rebuts"
            ]
            attacks += [(worse, rival) for rival in rivals.get(worse, ())]
            if worse in linked:
                yield from ((beside(worse), step) for found in steps.values() for step in found)
            yield from (
                (attack, step)
                for attack, target in attacks
                for key in hit(target)
                for step in steps.get(key, ())
            )
