"""The abstract argumentation framework of a map (Dung 1995): its arguments, and which attacks which.

Arguments are those of ASPIC+ (Modgil and Prakken, Artificial Intelligence 2013): a premise by itself,
or a rule applied to arguments for each of its premises. One that would come back to its own conclusion
is not made. There can be exponentially many, so their number is bounded.

As the Argument Interchange Format has it (Bex et al. 2013), an attack by one statement that nothing
undercuts is no inference of its own: the arguments for the statement attack by themselves. Where the attack is on
the conclusion of a strict rule it is one, since transposed rules lead on from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from attrs import frozen

from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.graph import reached
from argmap.evaluate.theory import Inference, Literal_, Theory, theory
from argmap.evaluate.transposition import Transposition, beside, transpositions
from argmap.model import Map

MOST = 10_000
"""How many arguments are made at most."""

MOST_ATTACKS = 1_000_000
"""How many attacks between them are listed at most."""


class TooManyArguments(ValueError):
    """The map has more arguments than are made, or more attacks between them."""


@frozen
class Inferred:
    """An argument: its conclusion, the rule it ends with (None for a premise), and those it is made from."""

    number: int
    conclusion: Literal_
    rule: Inference | None = None
    subs: tuple[int, ...] = ()


@frozen
class Framework:
    """Arguments, numbered from 1, and attacks as pairs of numbers, the attacker first."""

    arguments: tuple[Inferred, ...]
    attacks: tuple[tuple[int, int], ...]


def framework(map: Map, most: int = MOST) -> Framework:
    """The framework of a map; `TooManyArguments` where it has more than `most` arguments."""
    return framework_of(theory(with_absurdities(map)), most)


def framework_of(given: Theory, most: int = MOST, direct: bool = True) -> Framework:
    """The framework of a theory; what it assumes are arguments that nothing attacks.

    Where `direct` is False every attack is an argument, so that each can have a weight of its own, and no step is
    transposed.
    """
    undercut = {r.conclusion[1] for r in given.rules if r.conclusion[0] == "against"}
    turned = transpositions(given) if direct else []
    denied = {one.step.conclusion[1] for one in turned}
    plain = {
        r.id
        for r in given.rules
        if direct
        and r.conclusion[0] == "against"
        and len(r.premises) == 1
        and r.id not in undercut
        and r.conclusion[1] not in denied
    }
    made = _arguments(given, [r for r in given.rules if r.id not in plain], turned, most)
    attacking: dict[str, list[Inference]] = {}
    for rule in given.rules:
        if rule.id in plain:
            attacking.setdefault(rule.premises[0], []).append(rule)
    return Framework(tuple(made), tuple(_attacks(made, given, attacking)))


def arguments_of(given: Theory, most: int = MOST) -> list[Inferred]:
    """The arguments of a theory, in an order in which parts come before what is made of them; every attack is one, but
    what contradicts, and none is left out for a preference that `weaker` does not name.
    """
    return _arguments(given, given.rules, transpositions(given), most)


def _arguments(
    given: Theory, rules: Sequence[Inference], turned: Sequence[Transposition], most: int
) -> list[Inferred]:
    plain = [key for key in given.premises if not given.conditions.get(key)]
    made = [Inferred(n, ("for", key)) for n, key in enumerate(plain, 1)]
    for key in given.granted:
        granted = Inference("", (), ("for", key), strict=True)
        made.append(Inferred(len(made) + 1, granted.conclusion, granted))
    for rule in rules:
        if not rule.premises:
            made.append(Inferred(len(made) + 1, rule.conclusion, rule))
    if len(made) > most:
        raise _too_many(most)
    ways = _ways(given, rules, turned)
    # What is concluded somewhere in an argument, as the bits of a number.
    place: dict[Literal_, int] = {}
    for literal in (*(a.conclusion for a in made), *(way.rule.conclusion for way in ways)):
        place.setdefault(literal, len(place))
    inside = [1 << place[a.conclusion] for a in made]
    by_conclusion: dict[Literal_, list[int]] = {}
    uses: dict[Literal_, list[_Way]] = {}
    for way in ways:
        for premise in way.premises:
            uses.setdefault(premise, []).append(way)
    queue = list(made)
    for argument in queue:
        by_conclusion.setdefault(argument.conclusion, []).append(argument.number)
        for way in uses.get(argument.conclusion, ()):
            own = 1 << place[way.rule.conclusion]
            # Only what is new with this argument: it stands for its own conclusion.
            choices = [
                [argument.number]
                if premise == argument.conclusion
                else by_conclusion.get(premise, [])
                for premise in way.premises
            ]
            for subs in product(*choices):
                held = 0
                for sub in subs:
                    held |= inside[sub - 1]
                if held & own or way.spared(made, subs):
                    continue
                if len(made) == most:
                    raise _too_many(most)
                new = Inferred(len(made) + 1, way.rule.conclusion, way.rule, subs)
                made.append(new)
                inside.append(held | own)
                queue.append(new)
    return made


class _Way(NamedTuple):
    """A rule, with what its premises are: of a transposed one, the first is against the conclusion of the step."""

    premises: tuple[Literal_, ...]
    rule: Inference
    harmless: frozenset[str] = frozenset()
    """The attacks on that conclusion which do not defeat the step."""

    def spared(self, made: Sequence[Inferred], subs: Sequence[int]) -> bool:
        """Whether a transposed rule would lead on from an attack that does not defeat the step."""
        return bool(self.harmless) and not self.harmless.isdisjoint(
            _attack(made, made[subs[0] - 1])
        )


def _ways(given: Theory, rules: Sequence[Inference], turned: Sequence[Transposition]) -> list[_Way]:
    def held(keys: Iterable[str]) -> tuple[Literal_, ...]:
        return tuple(("for", key) for key in keys)

    ways = [_Way(held(rule.premises), rule) for rule in rules]
    # What is given under conditions is made of them.
    ways += [
        _Way(held(given.conditions[key]), Inference("", given.conditions[key], ("for", key)))
        for key in given.premises
        if given.conditions.get(key)
    ]
    denied: dict[str, None] = {}
    for one in turned:
        conclusion = one.step.conclusion[1]
        denied[conclusion] = None
        harmless = given.harmless(conclusion, one.step.id)
        premises: tuple[Literal_, ...] = (("against", conclusion), *held(one.others))
        rule = Inference(one.step.id, one.others, ("against", one.denied), strict=True)
        ways.append(_Way(premises, rule, frozenset(harmless)))
    for key in denied:
        ways += [
            _Way((("for", rival),), Inference("", (rival,), ("against", key), strict=True))
            for rival in given.contraries.get(key, ())
        ]
    return ways


def _attack(made: Sequence[Inferred], argument: Inferred) -> tuple[str, ...]:
    """What stands in `weaker` for the attack that an argument against something is, or is made from."""
    found: list[str] = []
    while argument.subs and made[argument.subs[0] - 1].conclusion[0] == "against":
        assert argument.rule is not None
        found += map(beside, argument.rule.premises)
        argument = made[argument.subs[0] - 1]
    assert argument.rule is not None
    return (argument.rule.id or argument.rule.premises[0], *found)


def _too_many(most: int) -> TooManyArguments:
    return TooManyArguments(
        f"the map has more than {most} arguments, since its reasons can be combined in many ways"
    )


def _attacks(
    made: list[Inferred], given: Theory, attacking: Mapping[str, Sequence[Inference]]
) -> list[tuple[int, int]]:
    """Undermining, rebutting and undercutting: what attacks a part of an argument attacks the whole.

    `attacking` are the attacks that the arguments for a statement make by themselves.
    """
    above: dict[int, list[int]] = {}
    # The arguments by what can be attacked at their last step: a conclusion not strictly drawn, a step.
    weak: dict[str, list[Inferred]] = {}
    for argument in made:
        for sub in argument.subs:
            above.setdefault(sub, []).append(argument.number)
        rule = argument.rule
        if argument.conclusion[0] == "for" and (rule is None or not rule.strict):
            weak.setdefault(argument.conclusion[1], []).append(argument)
        if rule is not None and rule.id:
            weak.setdefault(rule.id, []).append(argument)
    # One target and those that it does not reach, for all attackers alike: attackers by both.
    alike: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for argument in made:
        sign, key = argument.conclusion
        if sign == "against":
            aims = [(_attack(made, argument), key)]
        else:
            aims = [((key,), target) for target in given.contraries.get(key, ())]
            aims += [((rule.id,), rule.conclusion[1]) for rule in attacking.get(key, ())]
        for names, target in aims:
            hit = tuple(
                a.number
                for a in weak.get(target, ())
                if not given.weaker or not given.spares(names, target, a.rule.id if a.rule else "")
            )
            if hit:
                alike.setdefault((target, hit), []).append(argument.number)
    found: set[tuple[int, int]] = set()
    for (_, hit), hitting in alike.items():
        whole = reached(hit, lambda part: above.get(part, ()))
        if len(whole) * len(hitting) > MOST_ATTACKS:
            raise _too_dense()
        found.update((one, other) for one in hitting for other in whole)
        if len(found) > MOST_ATTACKS:
            raise _too_dense()
    return sorted(found)


def _too_dense() -> TooManyArguments:
    return TooManyArguments(
        f"the arguments of the map attack each other in more than {MOST_ATTACKS} ways"
    )
