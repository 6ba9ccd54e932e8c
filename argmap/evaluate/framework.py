"""The abstract argumentation framework of a map (Dung 1995): its arguments, and which attacks which.

Arguments are those of ASPIC+ (Modgil and Prakken, Artificial Intelligence 2013): a premise by itself,
or a rule applied to arguments for each of its premises. One that would come back to its own conclusion
is not made. There can be exponentially many, so their number is bounded.
"""

from __future__ import annotations

from itertools import product

from attrs import frozen

from argmap.evaluate.theory import Inference, Literal_, Theory, theory
from argmap.model import ArgumentMap

MOST = 10_000
"""How many arguments are made at most."""


class TooManyArguments(ValueError):
    """The map has more arguments than are made."""


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


def framework(map: ArgumentMap, most: int = MOST) -> Framework:
    """The framework of a map; `TooManyArguments` where it has more than `most` arguments."""
    given = theory(map)
    made = _arguments(given, most)
    return Framework(tuple(made), tuple(_attacks(made, given)))


def _arguments(given: Theory, most: int) -> list[Inferred]:
    made = [Inferred(n, ("for", key)) for n, key in enumerate(given.premises, 1)]
    # What stands somewhere in an argument: its conclusions.
    inside: list[frozenset[Literal_]] = [frozenset({a.conclusion}) for a in made]
    by_conclusion: dict[str, list[int]] = {}
    uses: dict[str, list[Inference]] = {}
    for rule in given.rules:
        for premise in rule.premises:
            uses.setdefault(premise, []).append(rule)
    queue = list(made)
    for argument in queue:
        sign, key = argument.conclusion
        if len(made) > most:
            raise TooManyArguments(
                f"the map has more than {most} arguments, since its reasons can be combined in many ways"
            )
        if sign == "against":
            continue
        by_conclusion.setdefault(key, []).append(argument.number)
        for rule in dict.fromkeys(uses.get(key, ())):
            # Only what is new with this argument: it stands for its own conclusion.
            choices = [
                [argument.number] if premise == key else by_conclusion.get(premise, [])
                for premise in rule.premises
            ]
            for subs in product(*choices):
                conclusions = frozenset[Literal_]().union(*(inside[n - 1] for n in subs))
                if rule.conclusion in conclusions:
                    continue
                new = Inferred(len(made) + 1, rule.conclusion, rule, subs)
                made.append(new)
                inside.append(conclusions | {rule.conclusion})
                queue.append(new)
                if len(made) > most:
                    break
    return made


def _attacks(made: list[Inferred], given: Theory) -> list[tuple[int, int]]:
    """Undermining, rebutting and undercutting: what attacks a part of an argument attacks the whole."""
    # By what can be attacked in it: statements that are premises or defeasibly concluded, and rules.
    weak: list[frozenset[str]] = []
    for argument in made:
        own: set[str] = set()
        rule = argument.rule
        if argument.conclusion[0] == "for" and (rule is None or not rule.strict):
            own.add(argument.conclusion[1])
        if rule is not None and not rule.strict:
            own.add(rule.id)
        weak.append(frozenset(own).union(*(weak[n - 1] for n in argument.subs)))
    having: dict[str, list[int]] = {}
    for argument, places in zip(made, weak, strict=True):
        for place in places:
            having.setdefault(place, []).append(argument.number)
    found: dict[tuple[int, int], None] = {}
    excluding: dict[str, list[str]] = {}
    for attacked, attackers in given.contraries.items():
        for attacker in attackers:
            excluding.setdefault(attacker, []).append(attacked)
    for argument in made:
        sign, key = argument.conclusion
        if sign == "against":
            rule = argument.rule
            targets = [] if rule is not None and (rule.id, key) in given.weaker else [key]
        else:
            targets = [t for t in excluding.get(key, ()) if (key, t) not in given.weaker]
        for target in targets:
            for number in having.get(target, ()):
                found[argument.number, number] = None
    return sorted(found)
