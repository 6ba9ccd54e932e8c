"""Carneades: reasons weighed against each other by proof standards (Gordon, Prakken and Walton, Artificial
Intelligence 2007; Gordon and Walton, Formalizing Balancing Arguments, COMMA 2016).

The labelling is the grounded one of 2016, as the program Carneades 4 computes it (`GroundedLabelling` and
the weighing functions of its package `caes`). An argument is weighed once none of its premises is
undecided and nothing that undercuts it is: then it weighs what `_Balance` says, and nothing where it is
undercut; what weighs nothing supports nothing. What is at issue, because something is held against it or
because it has a `standard`, is decided once all arguments on either side are weighed, and in where the
case for it, its heaviest argument, meets that standard; anything else is in where an argument for it weighs
something. What no argument supports is out. So what depends on a cycle stays undecided.

Beyond the program: what the author asserts counts as an argument of the weight of its `confidence`, and
with confidence 1 as an assumption of Carneades, in whatever is held against it; deductions, preferences and
concessions count as in other semantics. What is supposed is beyond doubt. A challenge does to any step what an
undercut does to one that is no deduction. A statement whose conditions are not met is out, as is one of a
circle of conditions, and weighs nothing against its rivals. Statements that restate each other are one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.evaluation import WORDS, Evaluation
from argmap.evaluate.graph import components
from argmap.evaluate.names import name
from argmap.evaluate.theory import makes_rule, theory
from argmap.model import DISCHARGING, Argument, Map, Statement
from argmap.wording import listed

WEIGHT, ASSERTED = 1.0, 0.5
"""The weight of an argument, and of what is asserted, where the map gives none."""

MARGIN, DOUBT = 0.5, 0.3
"""By how much the better side must win under `CCE` and `BRD`, and below what the other must stay under
`BRD`: the values of Carneades 4.
"""

STANDARDS = {
    "PE": "the preponderance of the evidence",
    "CCE": "clear and convincing evidence",
    "BRD": "proof beyond reasonable doubt",
    "DV": "dialectical validity",
}


def carneades(map: Map, assumptions: Assumptions) -> Evaluation:
    """The evaluation of a map by proof standards."""
    found = Balance(map, assumptions)
    return Evaluation(
        map,
        "carneades",
        {s.id: WORDS[found.value[s.id]] for s in map.statements},
        (
            f"Weights are the map's strengths and confidences; where it gives none, {WEIGHT:g} for "
            f"arguments and {ASSERTED:g} for what is asserted; standards are the map's, PE where it gives none.",
        ),
        assumptions=assumptions,
        why=found.why,
    )


class Balance:
    """The labelling: what becomes of each statement (`value`: in, out or, None, undecided), and what each
    argument weighs (`weight`), None where it can't be weighed.

    An argument whose premises are all in weighs its `strength`, and any other nothing. A `cumulative`
    one weighs its strength times the share of its premises that are in; a `factorized` one, if all are in,
    times the share that they are of all the premises that bear on its issue.
    """

    def __init__(self, map: Map, assumptions: Assumptions) -> None:
        self.map, self.assumptions = map, assumptions
        given = theory(map, assumptions)
        self.theory = given
        self.given = set(given.premises)
        self.granted = set(given.granted)
        self.weaker = given.weaker
        self.value: dict[str, bool | None] = {s.id: None for s in map.statements}
        self.weight: dict[str, float | None] = {
            a.id: None if makes_rule(map, a, assumptions) else 0.0 for a in map.arguments
        }
        self.circular = _circular(given.conditions)
        self._conditional: dict[str, list[str]] = {}
        for of, conditions in given.conditions.items():
            for condition in conditions:
                self._conditional.setdefault(condition, []).append(of)
        self._counts: dict[str, int] = {}
        self._settle()

    def rivals(self, key: str) -> tuple[str, ...]:
        """What excludes a statement."""
        return self.theory.contraries.get(self.theory.of(key), ())

    def conditions(self, key: str) -> tuple[str, ...]:
        """What a statement is held only provided that."""
        return self.theory.conditions.get(self.theory.of(key), ())

    def supporters(self, key: str) -> tuple[Argument, ...]:
        """The arguments for a statement, in any of its wordings."""
        return tuple(a for same in self.map.restated(key) for a in self.map.supporters(same))

    def attackers(self, key: str) -> tuple[Argument, ...]:
        """The arguments against a statement, in any of its wordings."""
        return tuple(a for same in self.map.restated(key) for a in self.map.attackers(same))

    def _settle(self) -> None:
        queue: deque[str] = deque((*self.weight, *self.value))
        waiting = set(queue)
        while queue:
            key = queue.popleft()
            waiting.discard(key)
            for other in self._decide(key):
                if other not in waiting:
                    waiting.add(other)
                    queue.append(other)

    def _decide(self, key: str) -> Iterable[str]:
        """Looks at a statement or an argument anew; gives what its change bears on."""
        if key in self.weight:
            if self.weight[key] is not None:
                return ()
            argument = self.map.argument(key)
            self.weight[key] = self._weighed(argument)
            if self.weight[key] is None:
                return ()
            target = self.theory.of(argument.target)
            return (target, *self.rivals(target))
        first = self.theory.of(key)
        if self.value[first] is not None:
            return ()
        decided = self._label(self.map[first])
        if decided is None:
            return ()
        changed = []
        for same in self.map.restated(first):
            self.value[same] = decided
            changed += [a.id for a in self.map.uses(same)]
        for other in self._conditional.get(first, ()):
            changed += [other, *self.rivals(other)]
        return changed

    # Arguments

    def _weighed(self, argument: Argument) -> float | None:
        """What an argument weighs; None while that is open."""
        undercut = self.undercut(argument.id)
        if undercut:
            return 0.0
        used = [self.value[m] for m in argument.members]
        if undercut is None or None in used:
            return None
        strength = argument.strength
        whole = WEIGHT if strength is None else strength
        if argument.scheme == "cumulative":
            return whole * used.count(True) / len(used)
        if not all(used):
            return 0.0
        if argument.scheme == "factorized":
            return whole * len(used) / self._premises_at_issue(argument.target)
        return whole

    def undercut(self, argument: str) -> bool | None:
        """Whether something that undercuts or challenges an argument weighs anything; None where that is
        undecided.
        """
        return _any(self.weight[u.id] for u in self.map.attackers(argument))

    def _premises_at_issue(self, target: str) -> int:
        """How many statements are premises of arguments for or against a statement or its rivals."""
        if target not in self._counts:
            positions = (target, *self.rivals(target))
            members = {m for key in positions for a in self._bearing(key) for m in a.members}
            self._counts[target] = len(members)
        return self._counts[target]

    def _bearing(self, key: str) -> tuple[Argument, ...]:
        return (*self.supporters(key), *self.attackers(key))

    # Statements

    def _label(self, statement: Statement) -> bool | None:
        key = statement.id
        if key in self.granted or key in self.assumptions.rejected:
            return key in self.granted
        met = self._met(key)
        if met is False:
            return False
        held = True if self.certain(key) else self._balanced(statement)
        return None if held and met is None else held

    def _met(self, key: str) -> bool | None:
        """Whether the conditions of a statement are met; None where that is undecided."""
        if key in self.granted:
            return True
        values = [self.value[c] for c in self.conditions(key)]
        if False in values or self.theory.of(key) in self.circular:
            return False
        return None if None in values else True

    def _balanced(self, statement: Statement) -> bool | None:
        """What a statement is by what weighs for and against it, its conditions met."""
        key = statement.id
        supporters = self.supporters(key)
        strict = [self.weight[a.id] for a in supporters if a.strict]
        if any(strict):
            return True
        if self._excluding(key) is not None:
            return None if None in strict else False
        weights = self._weights_for(key)
        supported = _any(weights)
        if supported is False:
            return False
        if not self.at_issue(statement):
            return supported
        against = self._weights_against(key)
        if None in weights or None in against:
            return None
        return _meets(self.standard(statement), _heaviest(weights), _heaviest(against))

    def contrary(self, key: str) -> bool | None:
        """What becomes of the denial of a statement, which arguments against it are for."""
        if self.certain(key):
            return False
        weights, against = self._weights_against(key), self._weights_for(key)
        if not any(weight != 0 for weight in weights):
            return False
        if None in weights or None in against:
            return None
        return _meets(self.standard(self.map[key]), _heaviest(weights), _heaviest(against))

    def certain(self, key: str) -> bool:
        """Whether a statement is in whatever is held against it: it is assumed, or the author asserts it
        with confidence 1.
        """
        first = self.theory.of(key)
        if first in self.granted or key in self.assumptions.rejected:
            return first in self.granted
        wordings = [self.map[same] for same in self.map.restated(key)]
        return any(
            not s.open
            and not self.map.reported(s)
            and _number(s.attributes.get("confidence"), ASSERTED) >= 1
            for s in wordings
        )

    def _excluding(self, key: str) -> str | None:
        """A statement that excludes this one and is certain."""
        for rival in self.rivals(key):
            if self.certain(rival) and self._met(rival) and (rival, key) not in self.weaker:
                return rival
        return None

    def at_issue(self, statement: Statement) -> bool:
        """Whether a statement has to meet a standard."""
        key = statement.id
        attacked = any(not a.conceded for a in self.attackers(key))
        wordings = (self.map[same].attributes for same in self.map.restated(key))
        return attacked or bool(self.rivals(key)) or any("standard" in w for w in wordings)

    def standard(self, statement: Statement) -> str:
        """The proof standard of a statement, `PE` where it has none that is known."""
        wordings = (self.map[same].attributes for same in self.map.restated(statement.id))
        standard = next((w["standard"] for w in wordings if "standard" in w), None)
        return standard if isinstance(standard, str) and standard in STANDARDS else "PE"

    def _weights_for(self, key: str) -> list[float | None]:
        """The weights of what speaks for a statement."""
        met = self._met(key)
        if key in self.assumptions.rejected or met is False:
            return []
        weights = [self.weight[a.id] for a in self.supporters(key)]
        if self.certain(key):
            weights.append(1.0)
        elif self.theory.of(key) in self.given:
            wordings = (self.map[same].attributes for same in self.map.restated(key))
            given = next((w["confidence"] for w in wordings if "confidence" in w), None)
            weights.append(_number(given, ASSERTED))
        return weights if met else [None if weight else weight for weight in weights]

    def _weights_against(self, key: str) -> list[float | None]:
        first = self.theory.of(key)
        attacks = [a for a in self.attackers(key) if (a.id, first) not in self.weaker]
        rivals = [r for r in self.rivals(key) if (r, first) not in self.weaker]
        return [
            *(self.weight[a.id] for a in attacks),
            *(weight for rival in rivals for weight in self._weights_for(rival)),
        ]

    # Reasons

    def why(self, key: str) -> str:
        """The sentence on a statement."""
        statement = self.map[key]
        if key in self.assumptions.assumed or key in self.assumptions.rejected:
            return "assumed" if key in self.assumptions.assumed else "rejected"
        return next(self._reasons(statement))

    def _reasons(self, statement: Statement) -> Iterator[str]:
        key, value = statement.id, self.value[statement.id]
        unmet = [c for c in self.conditions(key) if self.value[c] is False]
        if unmet and not value:
            bare = not any(self.supporters(c) for c in unmet)
            which = "nothing supports" if bare else f"{'is' if len(unmet) == 1 else 'are'} out"
            yield f"held only provided {listed([name(self.map[c]) for c in unmet])}, which {which}"
        if self.theory.of(key) in self.circular and not value:
            yield "its conditions run in a circle"
        if value and self.certain(key):
            yield "given with confidence 1, and so beyond doubt"
        if value is None:
            yield "it hangs on what nothing decides"
        applying = [a for a in self.supporters(key) if self.weight[a.id]]
        for strict in (a for a in applying if a.strict):
            scheme = strict.scheme if strict.scheme in DISCHARGING else "deduction"
            yield f"it follows by {scheme} from {self._all(strict)}"
        excluding = self._excluding(key)
        if excluding is not None:
            yield f"{name(self.map[excluding])}, which contradicts it, is beyond doubt"
        against = self._weights_against(key)
        if self.at_issue(statement) and None not in against:
            standard = STANDARDS[self.standard(statement)]
            pro, con = _heaviest(self._weights_for(key)), _heaviest(against)
            yield (
                f"the case for it weighs {pro:.3g}, that against it {con:.3g}: "
                f"{standard} is {'' if value else 'not '}met"
            )
        given = self.theory.of(key) in self.given
        if value and given:
            yield "given, and nothing is held against it"
        if value and applying:
            yield f"supported by {self._all(applying[0])}, and nothing is held against it"
        if self.supporters(key):
            yield "none of its reasons applies"
        if given:
            yield "given with confidence 0"
        yield "nothing on the map supports it"

    def _all(self, argument: Argument) -> str:
        return listed([name(self.map[m]) for m in argument.members if self.value[m]])


def _circular(conditions: Mapping[str, Sequence[str]]) -> set[str]:
    """The statements whose conditions run in a circle."""
    found = components(conditions, lambda key: conditions.get(key, ()))
    return {
        key
        for component in found
        if len(component) > 1 or component[0] in conditions.get(component[0], ())
        for key in component
    }


def _any(weights: Iterable[float | None]) -> bool | None:
    """Whether one of some weights is above 0; None where that is open."""
    found = [*weights]
    return True if any(found) else None if None in found else False


def _heaviest(weights: Iterable[float | None]) -> float:
    return max((weight for weight in weights if weight is not None), default=0.0)


def _meets(standard: str, pro: float, con: float) -> bool:
    """Whether a case meets a standard; weights that differ by no more than rounding are equal."""
    if pro <= 0 or pro - con <= 1e-9:
        return False
    if standard == "DV":
        return con == 0
    if standard == "PE":
        return True
    return pro - con > MARGIN + 1e-9 and (standard == "CCE" or con < DOUBT)


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) else otherwise
