"""What can be said of a step."""

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
