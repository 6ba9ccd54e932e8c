"""Gradual semantics: strengths, and what circles do to them."""

from __future__ import annotations

import pytest

import argmap
from argmap.evaluate import gradual
from argmap.evaluate.available import METHODS
from argmap.evaluate.gradual import df_quad, euler, h_categoriser, quadratic_energy
from tests.conftest import CORPUS, EXAMPLES

MUTUAL = (
    "claim a: A is so.\n  confidence: 1\n  but b: B is so.\n    confidence: 1\n\na\nagainst b\n"
)


def test_the_formulas_of_gradual_semantics() -> None:
    """By hand: base 0.5, supporters 0.8 and 0.4, attackers 0.6."""
    assert df_quad(0.5, [0.8, 0.4], [0.6]) == pytest.approx(0.5 + 0.5 * (0.88 - 0.6))
    assert quadratic_energy(0.5, [0.8, 0.4], [0.6]) == pytest.approx(0.5 + 0.5 * 0.36 / 1.36)
    assert euler(0.5, [0.8, 0.4], [0.6]) == pytest.approx(1 - 0.75 / (1 + 0.5 * 1.8221188))
    assert h_categoriser(0.8, [], [0.6, 0.4]) == pytest.approx(0.4)
    for influence in (df_quad, quadratic_energy, euler):
        assert influence(0.3, [], []) == pytest.approx(0.3)
        assert influence(0.3, [0.5], [0.5]) == pytest.approx(0.3)


@pytest.mark.parametrize("method", METHODS)
def test_gradual_strengths(method: str) -> None:
    map = argmap.load(EXAMPLES / "cycling.arg")
    evaluation = map.evaluate("gradual", method=method)
    assert evaluation.semantics == f"gradual, {method}"
    assert all(0 <= value <= 1 for value in evaluation.strengths.values())
    assert "0.75 is taken for what is asserted" in evaluation.remarks[0]
    # Two statements that attack each other are equally strong.
    pair = (
        argmap.load(CORPUS / "evaluate" / "even-cycle.arg")
        .evaluate("gradual", method=method)
        .strengths
    )
    assert pair["a"] == pytest.approx(pair["b"], abs=1e-5)


def test_a_step_is_as_strong_as_its_weakest_premise() -> None:
    text = (
        "claim c: C.\n  confidence: 0\n  because a: A.\n    confidence: 0.9\n"
        "  and b: B.\n    confidence: 0.4\n  by\n    strength: 0.5\n"
    )
    assert argmap.loads(text).evaluate("gradual").strengths["c"] == pytest.approx(0.2)


def test_circles_that_settle_in_the_gradual_semantics_are_told() -> None:
    text = "claim a: A is so.\n  but b: B is so.\n    because c: C is so.\n      because a\n\nclaim d: D is so.\n  because e: E is so.\n"
    found = argmap.loads(text).evaluate("gradual")
    # By hand: a = 3/4 (1 - b), b = c + (1 - c)/2 … where c = (1 + a)/2 and b = (1 + c)/2.
    assert [found.strengths[key] for key in "abc"] == pytest.approx(
        [3 / 19, 15 / 19, 11 / 19], abs=1e-6
    )
    assert found.settled == {"a": True, "b": True, "c": True}
    assert found.remarks[-1] == (
        "3 statements stand in a circle or hang on one: all their strengths settle."
    )
    entries = {entry["id"]: entry for entry in found.to_dict(all=True)["statements"]}
    assert entries["a"]["settled"] is True and "settled" not in entries["d"]


def test_what_may_settle_at_several_strengths_is_told() -> None:
    """Any two strengths that add up to 1 fit, where each of two denies the other with full force."""
    found = argmap.loads(MUTUAL).evaluate("gradual")
    assert found.statuses == {"a": "undecided", "b": "undecided"}
    assert found.why("a") == "its strength is 0.50, from 1, one of several that fit its circle"
    assert found.remarks[-1].startswith("More than one strength fits the circle of a and b:")
    for method in ("quadratic-energy", "euler", "h-categoriser"):
        other = argmap.loads(MUTUAL).evaluate("gradual", method=method)
        assert "settle" in other.remarks[-1] and "several" not in other.why("a")


def test_what_does_not_settle_is_undecided_and_told() -> None:
    """The strength nears 0 by ever smaller steps: with two steps from itself and a full attack it is x - x²/2."""
    text = (
        "claim a: A is so.\n  because a\n  because a\n  but k: K is so.\n    confidence: 1\n\n"
        "claim c: C is so.\n  but a\n\nclaim d: D is so.\n  but e: E is so.\n    but d\n"
    )
    found = argmap.loads(text).evaluate("gradual")
    assert found.settled == {"a": False, "c": False, "d": True, "e": True}
    assert found.statuses["a"] == "undecided" and 0 < found.strengths["a"] < 0.01
    assert found.why("a") == (
        "its strength, 0.00, does not settle: it still falls after 2000 rounds"
    )
    assert found.remarks[-1] == (
        "4 statements stand in a circle or hang on one: 2 of the strengths settle, 2 do not within "
        "2000 rounds: a and c."
    )
    told = {e["id"]: e.get("settled") for e in found.to_dict(all=True)["statements"]}
    assert told == {**found.settled, "k": None}


def test_large_circles_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is counted: where it is used up, what still moves is told."""
    size = 100
    text = "".join(f"claim s{n}: S.\n  but s{(n + 1) % size}\n" for n in range(size))
    map = argmap.loads(text)
    assert all(map.evaluate("gradual").settled.values())
    monkeypatch.setattr(gradual, "_WORK", 1_000)
    found = map.evaluate("gradual")
    assert not any(found.settled.values()) and len(found.settled) == size
    assert found.remarks[-1] == (
        "100 statements stand in a circle or hang on one: 0 of the strengths settle, 100 do not within "
        "2 rounds: s0, s1, s2, s3, s4 and 95 others."
    )
