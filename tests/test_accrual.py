"""Accrual in Carneades' semantics: premises that are linked, convergent, cumulative or factorized."""

from __future__ import annotations

import pytest

import argmap

PREMISES = "  because snow: It snows.\n  and wind: It is windy.\n  and ice: There is ice.\n"
AGAINST = "  but trade: Trade needs the pass.\n  by\n    strength: 0.5\n"
CONVERGENT = PREMISES.replace("and", "because")
THAW = "\nclaim thaw: It thaws.\n  confidence: 0.9\nagainst ice\n"


def pass_closed(how: str, more: str = "", **options: list[str]) -> tuple[str, str]:
    text = f"claim close: The pass should be closed.\n{how}{AGAINST}{more}"
    found = argmap.loads(text).evaluate("carneades", **options)
    return found["close"], found.why("close")


@pytest.mark.parametrize(
    ("how", "all_in", "one_out", "two_out"),
    [
        (PREMISES, 1, 0, 0),
        (CONVERGENT, 1, 1, 1),
        (f"{PREMISES}  by cumulative\n", 1, 2 / 3, 1 / 3),
        # Of the four premises that bear on it, the argument has three.
        (f"{PREMISES}  by factorized\n", 3 / 4, 0, 0),
    ],
)
def test_what_premises_weigh_together(
    how: str, all_in: float, one_out: float, two_out: float
) -> None:
    weights = (all_in, one_out, two_out)
    for weight, reject in zip(weights, ((), ("ice",), ("ice", "wind")), strict=True):
        status, why = pass_closed(how, reject=[*reject])
        assert why.startswith(f"the case for it weighs {weight:.3g}, that against it 0.5: ")
        assert status == ("in" if weight > 0.5 else "out")


def test_a_premise_that_is_outweighed_counts_no_more() -> None:
    assert pass_closed(f"{PREMISES}  by cumulative\n", THAW) == (
        "in",
        "the case for it weighs 0.667, that against it 0.5: the preponderance of the evidence is met",
    )
    assert pass_closed(PREMISES, THAW)[0] == "out"


def test_weights_are_shares_of_the_strength() -> None:
    weak = f"{PREMISES}  by cumulative\n    strength: 0.6\n"
    assert pass_closed(weak)[1].startswith("the case for it weighs 0.6,")
    assert pass_closed(weak, reject=["ice"])[1].startswith("the case for it weighs 0.4,")
