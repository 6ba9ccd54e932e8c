"""Strict steps the other way round: what speaks against their conclusion speaks against a premise.

Where premises lead to a conclusion strictly, they can't all stand while it does not. So whatever is held against the
conclusion is, beside all premises but one, held against that one (modus tollens). Strict rules that are closed under
this transposition keep what stands consistent and closed (Caminada and Amgoud, Artificial Intelligence 2007). Steps
that attack are left as they are: they have no conclusion that could be denied, only a target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argmap.evaluate.theory import Inference, Theory


class Transposition(NamedTuple):
    """What is held against the conclusion of a strict step, and its other premises, speak against this one."""

    step: Inference
    denied: str

    @property
    def others(self) -> tuple[str, ...]:
        """The other premises of the step, the conditions of what it concludes among them."""
        return tuple(p for p in self.step.premises if p != self.denied)


def beside(premise: str) -> str:
    """What stands in a theory's `weaker` for a premise of a strict step that speaks, with what is held against the
    conclusion, against another one.
    """
    return f"beside {premise}"


def transpositions(given: Theory) -> list[Transposition]:
    """Those that something may come of: where something is held against the conclusion, itself by transposition
    perhaps. The conditions of a conclusion are not doubted with it.
    """
    steps: dict[str, list[Inference]] = {}
    for rule in given.rules:
        if rule.strict and rule.conclusion[0] == "for":
            steps.setdefault(rule.conclusion[1], []).append(rule)
    if not steps:
        return []
    attacked = [r.conclusion[1] for r in given.rules if r.conclusion[0] == "against"]
    front = [key for key in dict.fromkeys((*attacked, *given.contraries)) if key in steps]
    seen = set(front)
    found = []
    for key in front:
        for step in steps[key]:
            for member in step.members:
                found.append(Transposition(step, member))
                if member in steps and member not in seen:
                    seen.add(member)
                    front.append(member)
    return found
