"""What statements and steps are called in the reasons of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.evaluate.grounds import Grounds
from argmap.evaluate.names import name
from argmap.model import DISCHARGING, STRICT, Argument
from argmap.wording import listed


class Phrases(Grounds):
    """The words for what statuses rest on."""

    def name(self, key: str) -> str:
        """What a statement is called: its label, or its words between quotation marks."""
        return name(self.map[key])

    def _rule(self, step: Argument) -> str:
        """By what a strict step is one."""
        if step.scheme in DISCHARGING:
            return step.scheme
        return (
            "its formulas"
            if step.id in self.logic.proved and step.scheme not in STRICT
            else "deduction"
        )

    def _reason(self, step: Argument) -> str:
        """The premises of a step that is not strict, and that it only claims to be one."""
        if step.id not in self.logic.unproved:
            return self._premises(step)
        which = "does" if len(step.members) == 1 else "do"
        return f"{self._premises(step)} (which {which} not prove it)"

    def _all(self, keys: Iterable[str]) -> str:
        return listed([self.name(key) for key in keys])

    def _premises(self, step: Argument) -> str:
        """The premises of a step, those that it takes up from a passage with the supposition."""
        taken = self.map.taken_up(step)
        return listed(
            [
                f"{self.name(m)} (supposing {self.name(taken[m])})" if m in taken else self.name(m)
                for m in step.members
            ]
        )
