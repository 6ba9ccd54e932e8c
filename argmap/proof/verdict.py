"""What can be said of a step, and of all that a map draws."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What can be said of a step.

    `VALID`: wherever the premises are true, so is the conclusion. `NOT_SHOWN`: there is a world where
    the premises are true and the conclusion is not. `UNDECIDED`: neither was found within the limit.
    `CONTRADICTORY`: the conclusion follows only because the premises contradict each other. `NO_FORMULAS`:
    the step is called a deduction, and its conclusion or all of its premises lack a formula.
    """

    VALID = "valid"
    NOT_SHOWN = "not shown valid"
    UNDECIDED = "undecided"
    CONTRADICTORY = "contradictory"
    NO_FORMULAS = "no formulas"


class Finding(StrEnum):
    """What formulas say of a relation that a map draws.

    `VALID`: the reason proves the conclusion, the rebuttal that its target is false, or what is drawn as a
    contradiction is one. `INVALID`: it does not. `REFUTED`: the premises prove the opposite. `CONTRADICTORY`: they prove it
    only because they contradict each other. `UNDECIDED`: not found out within the limit. `NO_FORMULAS`: the
    conclusion or all premises have none.
    """

    VALID = "valid"
    INVALID = "not valid"
    REFUTED = "refuted"
    CONTRADICTORY = "contradictory"
    UNDECIDED = "undecided"
    NO_FORMULAS = "no formulas"
