"""Preferences, and what deductions pass on: their conclusions, and doubt in them."""

from __future__ import annotations

from random import Random

import pytest

import argmap
from tests.brute import exclusions, random_map, rests_on
from tests.test_evaluate import statuses


def test_a_preference_counts_where_what_it_prefers_is_a_reason() -> None:
    text = "claim keep: K.\n  because cheap: C.\n  but ugly: U.\n"
    assert statuses(text)["keep"] == "out"
    assert statuses(f"{text}\ncheap\noutweighs ugly\n")["keep"] == "in"
    other = f"{text}  because strong: S.\n    but ugly\n\ncheap\noutweighs ugly\n"
    assert statuses(other) == {
        "keep": "in",
        "cheap": "in",
        "ugly": "in",
        "strong": "out",
    }


CHAIN = """\
recommendation lane: The council should build the lane.
  because hurt: Cyclists were hurt.
  but parking: Parking spaces would be lost.

hurt
outweighs noise

premise noise: Building is loud.
outweighs parking
"""


def test_preference_is_transitive() -> None:
    map = argmap.loads(CHAIN)
    assert map.evaluate()["lane"] == "in"
    assert not [d for d in argmap.check(CHAIN) if d.name == "redundant-outweighs"]


def test_what_outweighs_each_other_in_a_circle_is_equal() -> None:
    circle = CHAIN + "\nparking\noutweighs hurt\n"
    assert argmap.loads(circle).evaluate()["lane"] == "out"


def test_what_rebuts_a_deduction_counts_against_its_premises() -> None:
    text = "claim c: C.\n  because p: P.\n  by deduction\n  but q: Q.\n"
    assert statuses(text) == {"c": "out", "p": "out", "q": "in"}
    assert statuses(text, assume=["p"]) == {"c": "in", "p": "in", "q": "in"}
    assert statuses(f"{text}    but r: R.\n")["c"] == "in"
    assert statuses(text.replace("but q", "although q"))["c"] == "in"
    assert statuses(f"{text}\np\noutweighs q\n")["c"] == "in"
    deep = text.replace("P.\n", "P.\n    because a: A.\n    by deduction\n", 1)
    assert statuses(deep) == {"c": "out", "p": "out", "a": "out", "q": "in"}
    assert statuses(f"{deep}\na\noutweighs q\n")["c"] == "in"
    challenged = text.replace("  but", "  however h: H.\n  but")
    assert statuses(challenged) == {"c": "out", "p": "in", "h": "in", "q": "in"}


def test_premises_that_cannot_stand_together_are_undecided() -> None:
    text = "claim c: C.\n  because p: P.\n  and r: R.\n  by deduction\n  but q: Q.\n"
    evaluation = argmap.loads(text).evaluate()
    assert evaluation.statuses == {"c": "undecided", "p": "undecided", "r": "undecided", "q": "in"}
    assert evaluation.why("p") == (
        "it stands in a circle that nothing decides: r can't stand beside p, p can't stand beside r; c, which "
        "follows from p and r by deduction, is rebutted by q, which nothing answers"
    )
    assert statuses(text, assume=["r"])["p"] == "out"


def test_an_outweighed_attack_is_so_by_way_of_a_deduction_too() -> None:
    text = (
        "claim a: A.\n  but claim b: B.\n    but b\n      because b\n        because a\n          outweighs b\n"
        "            but b\n      by deduction\n"
    )
    assert statuses(text, assume=["a"]) == {"a": "in", "b": "in"}


def test_doubt_goes_through_deductions_of_deductions() -> None:
    text = "claim c: C.\n  because p: P.\n    because a: A.\n    by deduction\n  by deduction\n  but q: Q.\n"
    evaluation = argmap.loads(text).evaluate()
    assert evaluation.statuses == {"c": "out", "p": "out", "a": "out", "q": "in"}
    assert (
        evaluation.why("a")
        == "p, which follows from it by deduction, is denied with what follows from that"
    )
    told = [(entry.relation, entry.statement) for _, entry in evaluation.explain("a").walk()]
    assert told == [
        ("", "a"),
        ("so", "p"),
        ("because", "a"),
        ("so", "c"),
        ("because", "p"),
        ("but", "q"),
    ]


def test_a_deduction_from_very_many_premises_is_doubted() -> None:
    text = "claim c: C.\n  because p0: P.\n" + "".join(f"  and p{n}: P.\n" for n in range(1, 3000))
    text += "  by deduction\n  but q: Q.\n"
    assert set(statuses(text).values()) == {"in", "undecided"}
    assert statuses(text + "    but: R.\n")["c"] == "in"
    out = statuses(text, reject=["p7"])
    assert (out["c"], out["p7"], out["p8"]) == ("out", "out", "in")


@pytest.mark.slow
def test_what_stands_is_consistent_and_closed() -> None:
    """The postulates of Caminada and Amgoud (2007), where no preference takes an attack away."""
    random = Random(7)
    for _ in range(1500):
        map = random_map(random)
        if map.preferences:
            continue
        found = map.evaluate().statuses
        held = {key for key, status in found.items() if status == "in"}
        for one, other in exclusions(map):
            assert not {one, other} <= held
        needs = {(c.statement, c.provided) for c in map.conditions}
        for a in map.arguments:
            if a.role == "supports" and a.strict and not map.aimed_at(a.id):
                members = {*rests_on(map, a), *((a.warrant,) if a.warrant else ())}
                members |= {p for s, p in needs if s in map.restated(a.target)}
                assert a.target in held or not members <= held
