"""Carneades: reasons weighed against each other by proof standards (Gordon, Prakken and Walton, Artificial
Intelligence 2007; Gordon and Walton, Formalizing Balancing Arguments, COMMA 2016).

An argument weighs its `strength` where all its premises are in and no undercut or challenge applies, and
nothing otherwise; a side weighs as much as its heaviest argument. What is at issue, because something is held
against it or because it has a `standard`, is in where the case for it meets that standard; anything else
where an argument for it applies. What the author asserts counts as an argument of the weight of its
`confidence`. As in the grounded labelling of 2016, what depends on a cycle stays undecided.

What is supposed weighs 1, and nothing is held against it. A statement whose conditions are not met is out, and
weighs nothing against its rivals; so is one of a circle of conditions. Statements that restate each other
are one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.evaluation import WORDS, Evaluation
from argmap.evaluate.graph import components
from argmap.evaluate.names import name
from argmap.evaluate.theory import makes_rule, theory
from argmap.model import DISCHARGING, Argument, Map, Statement
from argmap.wording import listed

WEIGHT = 0.5
"""The weight of an argument or an assertion where the map gives none."""

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
    found = _Balance(map, assumptions)
    return Evaluation(
        map,
        "carneades",
        {s.id: WORDS[found.value[s.id]] for s in map.statements},
        (
            f"Weights are the map's strengths and confidences, {WEIGHT:g} where it gives none and 1 for "
            "deductions; standards are the map's, PE where it gives none.",
        ),
        assumptions=assumptions,
        why=found.why,
    )


class _Balance:
    """The labelling, worked out from the least and the most that can weigh on either side."""

    def __init__(self, map: Map, assumptions: Assumptions) -> None:
        self.map, self.assumptions = map, assumptions
        given = theory(map, assumptions)
        self.theory = given
        self.given = {same for key in given.premises for same in map.restated(key)}
        self.granted = {same for key in given.granted for same in map.restated(key)}
        self.weaker = given.weaker
        self.value: dict[str, bool | None] = {s.id: None for s in map.statements}
        self.applies: dict[str, bool | None] = {
            a.id: None if makes_rule(map, a, assumptions) else False for a in map.arguments
        }
        # The cases for statements, until something that they depend on is decided.
        self.cases: dict[str, tuple[float, float]] = {}
        self.circular = self._circular()
        self.conditional: dict[str, list[str]] = {}
        for of, conditions in given.conditions.items():
            for condition in conditions:
                self.conditional.setdefault(condition, []).append(of)
        self._settle()

    def _circular(self) -> set[str]:
        """The statements whose conditions run in a circle, which are out."""
        conditions = self.theory.conditions
        found = components(conditions, lambda key: conditions.get(key, ()))
        return {
            key
            for component in found
            if len(component) > 1 or component[0] in conditions.get(component[0], ())
            for key in component
        }

    def rivals(self, key: str) -> tuple[str, ...]:
        """What excludes a statement."""
        return self.theory.contraries.get(self.theory.of(key), ())

    def conditions(self, key: str) -> tuple[str, ...]:
        """What a statement is held only provided that."""
        return self.theory.conditions.get(self.theory.of(key), ())

    def supporters(self, key: str) -> list[Argument]:
        """The arguments for a statement, in any of its wordings."""
        return [a for same in self.map.restated(key) for a in self.map.supporters(same)]

    def attackers(self, key: str) -> list[Argument]:
        """The arguments against a statement, in any of its wordings."""
        return [a for same in self.map.restated(key) for a in self.map.attackers(same)]

    def _settle(self) -> None:
        queue: deque[str] = deque((*self.applies, *self.value))
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
        if key in self.applies:
            if self.applies[key] is not None:
                return ()
            argument = self.map.argument(key)
            self.applies[key] = self._applicable(argument)
            if self.applies[key] is None:
                return ()
            if argument.target in self.applies:
                return (argument.target,)
            target = self.theory.of(argument.target)
            self.cases.pop(target, None)
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
        for other in self.conditional.get(first, ()):
            self.cases.pop(other, None)
            changed += [other, *self.rivals(other)]
        return changed

    def _applicable(self, argument: Argument) -> bool | None:
        used = [self.value[m] for m in argument.members]
        cut = [self.applies[u.id] for u in self.map.attackers(argument.id)]
        if False in used or True in cut:
            return False
        return None if None in used or None in cut else True

    def _label(self, statement: Statement) -> bool | None:
        key = statement.id
        if key in self.granted or key in self.assumptions.rejected:
            return key in self.granted
        conditions = [self.value[c] for c in self.conditions(key)]
        if False in conditions or key in self.circular:
            return False
        weighed = self._weighed(statement)
        return None if weighed and None in conditions else weighed

    def _weighed(self, statement: Statement) -> bool | None:
        """What a statement is by what weighs for and against it, whatever its conditions."""
        key = statement.id
        supporters = self.supporters(key)
        if any(a.strict and self.applies[a.id] for a in supporters):
            return True
        if not self.at_issue(statement):
            states = [self.applies[a.id] for a in supporters]
            if key in self.given or True in states:
                return True
            return None if None in states else False
        pro_least, pro_most = self._case_for(key)
        con_least, con_most = self._case_against(key)
        standard = self.standard(statement)
        if _meets(standard, pro_least, con_most):
            return True
        strict = any(a.strict and self.applies[a.id] is None for a in supporters)
        return None if strict or _meets(standard, pro_most, con_least) else False

    def at_issue(self, statement: Statement) -> bool:
        """Whether a statement has to meet a standard."""
        key = statement.id
        attacked = any(not a.conceded for a in self.attackers(key))
        return attacked or bool(self.rivals(key)) or self._standard(statement) is not None

    def standard(self, statement: Statement) -> str:
        """The standard that a statement has to meet."""
        return self._standard(statement) or "PE"

    def _standard(self, statement: Statement) -> str | None:
        """The standard that the map gives, in the first wording that has one."""
        for same in self.map.restated(statement.id):
            standard = self.map[same].attributes.get("standard")
            if isinstance(standard, str):
                return standard if standard in STANDARDS else "PE"
        return None

    def _case_for(self, key: str) -> tuple[float, float]:
        """The least and the most that speaks for a statement."""
        first = self.theory.of(key)
        if first not in self.cases:
            self.cases[first] = self._weights_for(first)
        return self.cases[first]

    def _weights_for(self, key: str) -> tuple[float, float]:
        given = (self.map[same].attributes.get("confidence") for same in self.map.restated(key))
        asserted = next((_number(c, WEIGHT) for c in given if c is not None), WEIGHT)
        least = most = asserted if key in self.given else 0.0
        if key in self.granted:
            least = most = 1.0
        if key in self.assumptions.rejected or self._unmet(key):
            return 0.0, 0.0
        least, most = self._heaviest(self.supporters(key), least, most)
        pending = key not in self.granted and any(
            self.value[c] is None for c in self.conditions(key)
        )
        return (0.0 if pending else least), most

    def _unmet(self, key: str) -> list[str]:
        """The conditions of a statement that are not met."""
        if key in self.granted:
            return []
        return [
            c
            for c in self.conditions(key)
            if self.value[c] is False or self.theory.of(key) in self.circular
        ]

    def _case_against(self, key: str) -> tuple[float, float]:
        first = self.theory.of(key)
        attacks = [a for a in self.attackers(key) if (a.id, first) not in self.weaker]
        least, most = self._heaviest(attacks, 0.0, 0.0)
        for rival in self.rivals(key):
            if (rival, first) not in self.weaker:
                sides = self._case_for(rival)
                least, most = max(least, sides[0]), max(most, sides[1])
        return least, most

    def _heaviest(
        self, arguments: Iterable[Argument], least: float, most: float
    ) -> tuple[float, float]:
        for argument in arguments:
            if self.applies[argument.id] is not False:
                weight = _number(argument.strength, 1.0 if argument.strict else WEIGHT)
                most = max(most, weight)
                if self.applies[argument.id]:
                    least = max(least, weight)
        return least, most

    def why(self, key: str) -> str:
        """The sentence on a statement."""
        statement = self.map[key]
        if key in self.assumptions.assumed or key in self.assumptions.rejected:
            return "assumed" if key in self.assumptions.assumed else "rejected"
        value = self.value[key]
        if value is None:
            return "it hangs on what nothing decides"
        unmet = self._unmet(key)
        if unmet:
            bare = not any(self.supporters(c) for c in unmet)
            which = "nothing supports" if bare else f"{'is' if len(unmet) == 1 else 'are'} out"
            return f"held only provided {listed([name(self.map[c]) for c in unmet])}, which {which}"
        applying = [a for a in self.supporters(key) if self.applies[a.id]]
        strict = next((a for a in applying if a.strict), None)
        if strict is not None:
            scheme = strict.scheme if strict.scheme in DISCHARGING else "deduction"
            return f"it follows by {scheme} from {self._all(strict)}"
        if self.at_issue(statement):
            pro = self._case_for(key)[0 if value else 1]
            con = self._case_against(key)[1 if value else 0]
            standard = self.standard(statement)
            met = "is met" if value else "is not met"
            return (
                f"the case for it weighs {pro:g}, that against it {con:g}: "
                f"{STANDARDS[standard]} {met}"
            )
        if key in self.given:
            return "given, and nothing is held against it"
        if applying:
            return f"supported by {self._all(applying[0])}, and nothing is held against it"
        if self.supporters(key):
            return "none of its reasons applies"
        return "nothing on the map supports it"

    def _all(self, argument: Argument) -> str:
        return listed([name(self.map[m]) for m in argument.members])


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
