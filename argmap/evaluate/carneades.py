"""Carneades: reasons weighed against each other by proof standards (Gordon, Prakken and Walton, Artificial
Intelligence 2007; Gordon and Walton, Formalizing Balancing Arguments, COMMA 2016).

An argument weighs its `strength` where all its premises are in and no undercut applies, and nothing
otherwise; a side weighs as much as its heaviest argument. What is at issue, because something is held
against it or because it has a `standard`, is in where the case for it meets that standard; anything else
where an argument for it applies. What the author asserts counts as an argument of the weight of its
`confidence`. As in the grounded labelling of 2016, what depends on a cycle stays undecided.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.evaluation import WORDS, Evaluation
from argmap.evaluate.reasons import name
from argmap.evaluate.theory import theory
from argmap.model import Argument, Map, Statement
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
        self.given = set(given.premises)
        self.weaker = given.weaker
        self.rivals = given.contraries
        self.value: dict[str, bool | None] = {s.id: None for s in map.statements}
        self.applies: dict[str, bool | None] = {a.id: None for a in map.arguments}
        self._settle()

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
            return (argument.target, *self.rivals.get(argument.target, ()))
        if self.value[key] is not None:
            return ()
        self.value[key] = self._label(self.map[key])
        return (a.id for a in self.map.uses(key)) if self.value[key] is not None else ()

    def _applicable(self, argument: Argument) -> bool | None:
        if argument.conceded:
            return False
        used = [self.value[m] for m in argument.members]
        cut = (
            [] if argument.strict else [self.applies[u.id] for u in self.map.attackers(argument.id)]
        )
        if False in used or True in cut:
            return False
        return None if None in used or None in cut else True

    def _label(self, statement: Statement) -> bool | None:
        key = statement.id
        if key in self.assumptions.assumed or key in self.assumptions.rejected:
            return key in self.assumptions.assumed
        supporters = self.map.supporters(key)
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
        attacked = any(not a.conceded for a in self.map.attackers(key))
        return attacked or key in self.rivals or "standard" in statement.attributes

    def standard(self, statement: Statement) -> str:
        standard = statement.attributes.get("standard")
        return standard if isinstance(standard, str) and standard in STANDARDS else "PE"

    def _case_for(self, key: str) -> tuple[float, float]:
        """The least and the most that speaks for a statement."""
        asserted = _number(self.map[key].attributes.get("confidence"), WEIGHT)
        least = most = asserted if key in self.given else 0.0
        if key in self.assumptions.assumed:
            least = most = 1.0
        if key in self.assumptions.rejected:
            return 0.0, 0.0
        return self._heaviest(self.map.supporters(key), least, most)

    def _case_against(self, key: str) -> tuple[float, float]:
        attacks = [a for a in self.map.attackers(key) if (a.id, key) not in self.weaker]
        least, most = self._heaviest(attacks, 0.0, 0.0)
        for rival in self.rivals.get(key, ()):
            if (rival, key) not in self.weaker:
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
        applying = [a for a in self.map.supporters(key) if self.applies[a.id]]
        strict = next((a for a in applying if a.strict), None)
        if strict is not None:
            return f"it follows by deduction from {self._all(strict)}"
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
        if self.map.supporters(key):
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
