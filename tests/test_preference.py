"""Preferences lifted to arguments: the last link or the weakest, elitist or democratic."""

from __future__ import annotations

import json
from itertools import product

import pytest

import argmap
from argmap.evaluate.available import PREFERENCES
from argmap.evaluate.framework import TooManyArguments
from tests.brute_liftings import compared

SNORING = """\
recommendation deny: Access should be denied.
  because misbehaves: He misbehaves.
    because snores: He snores.
  but professor: He is a professor.

misbehaves
outweighs professor

professor
outweighs snores
"""


def by_each(text: str, key: str) -> dict[str, str]:
    map = argmap.loads(text)
    return {p: map.evaluate(preference=p)[key] for p in PREFERENCES}


@pytest.mark.slow
def test_each_comparison_is_that_of_the_definitions() -> None:
    tally = compared(1, 400)
    assert tally["last-elitist"] == 0 and tally["weakest-elitist"] > 1


def test_the_weakest_link_of_snoring_is_that_he_snores() -> None:
    """After Modgil and Prakken 2013, example of the library: the last rule is preferred, the first is not."""
    assert by_each(SNORING, "deny") == {
        "last-elitist": "in",
        "last-democratic": "in",
        "weakest-elitist": "out",
        "weakest-democratic": "in",
    }


def test_democrats_ask_that_every_link_is_outweighed() -> None:
    """By modus tollens q and r speak against p, which outweighs r alone."""
    text = (
        "claim c: C.\n  because p: P.\n  and r: R.\n  by deduction\n  but q: Q.\n\np\noutweighs r\n"
    )
    assert by_each(text, "p") == {
        "last-elitist": "in",
        "last-democratic": "undecided",
        "weakest-elitist": "in",
        "weakest-democratic": "undecided",
    }
    both = f"{text}\np\noutweighs q\n"
    assert set(by_each(both, "c").values()) == {"in"}


def test_a_chain_is_as_weak_as_its_weakest_link_or_not() -> None:
    """Elitist, the objection has to be below all of the chain; democratic, below any of it."""
    text = "claim c: C.\n  because b: B.\n    because a: A.\n  but o: O.\n    because n: N.\n\n{}\n"
    found = {
        (good, bad): tuple(by_each(text.format(f"{good}\noutweighs {bad}"), "c").values())
        for good, bad in product("ab", "on")
    }
    assert found == {
        ("a", "o"): ("out", "out", "out", "out"),
        ("b", "o"): ("in", "in", "out", "out"),
        ("a", "n"): ("out", "out", "out", "out"),
        ("b", "n"): ("out", "out", "out", "out"),
    }
    short = text.replace("    because n: N.\n", "").format("a\noutweighs o")
    assert by_each(short, "c")["weakest-democratic"] == "in"


def test_what_is_given_is_a_link() -> None:
    text = "claim c: C.\n  but o: O.\n\nc\noutweighs o\n"
    assert set(by_each(text, "c").values()) == {"in"}
    assert set(
        by_each(text.replace("c\nout", "o\nout").replace("weighs o", "weighs c"), "c").values()
    ) == {"out"}


def test_a_remark_tells_where_they_differ() -> None:
    evaluation = argmap.loads(SNORING).evaluate()
    said = "How preferences are compared matters: deny is out by weakest-elitist.\n"
    assert evaluation.to_text().endswith(said)
    data = json.loads(json.dumps(evaluation.to_dict()))
    assert data["comparisons"] == [{"id": "deny", **by_each(SNORING, "deny")}]
    plain = argmap.loads(SNORING.partition("\n\n")[0]).evaluate()
    assert plain.comparisons is None and "comparisons" not in plain.to_dict()
    alike = argmap.loads(SNORING.rpartition("\n\n")[0]).evaluate()
    assert alike.comparisons is not None


def test_a_remark_names_three_statements() -> None:
    names = ("s", "t", "u", "v", "w")
    text = "\n".join(
        SNORING.replace("deny", f"deny-{n}")
        .replace("misbehaves", f"misbehaves-{n}")
        .replace("snores", f"snores-{n}")
        if n == "s"
        else SNORING.replace("deny", f"deny-{n}")
        .replace("misbehaves", f"misbehaves-{n}")
        .replace("snores", f"snores-{n}")
        .replace("professor: He is a professor.", "professor")
        for n in names
    )
    said = argmap.loads(text).evaluate().to_text().splitlines()[-1]
    assert said.endswith("deny-u is out by weakest-elitist; 2 more statements differ.")


def test_reasons_name_what_defeats() -> None:
    evaluation = argmap.loads(SNORING).evaluate(preference="weakest-elitist")
    assert evaluation.semantics == "grounded, weakest-elitist"
    assert evaluation.why("deny") == "the argument from misbehaves is defeated by professor"
    assert evaluation.why("snores") == "as given, it withstands all that is held against it"
    with pytest.raises(ValueError, match="grounded semantics, with last-elitist"):
        evaluation.explain("deny")
    deep = argmap.loads(
        f"{SNORING}\nclaim top: T.\n  because deny\nclaim none: N.\n  because open x: X.\n"
    )
    found = deep.evaluate(preference="weakest-elitist", assume=["professor"])
    assert found.why("top") == (
        "the argument from deny is defeated by professor, in its part for deny"
    )
    assert found.why("none") == "no argument leads to it"
    assert found.why("professor") == "assumed"
    circle = argmap.loads(
        "claim a: A.\n  but claim b: B.\n    but a\n\na\noutweighs c\n\nclaim c: C.\n"
    )
    undecided = circle.evaluate(preference="last-democratic")
    assert undecided["a"] == "undecided"
    assert undecided.why("a") == "it hangs on a circle of attacks that nothing decides"


def test_what_does_not_go_together() -> None:
    map = argmap.loads(SNORING)
    with pytest.raises(ValueError, match="there is no comparison of preferences 'last'"):
        map.evaluate(preference="last")
    with pytest.raises(ValueError, match="a preference goes with grounded semantics"):
        map.evaluate("preferred", preference="last-elitist")


def test_too_many_arguments_are_told() -> None:
    levels = "".join(
        f"claim s{n}: S.\n  because s{n + 1}\n  because s{n + 1}\n  and t{n}\n" for n in range(15)
    )
    leaves = "".join(f"premise t{n}: T.\n" for n in range(15))
    map = argmap.loads(f"{levels}premise s15: S.\n{leaves}\nt1\noutweighs t2\n")
    with pytest.raises(
        TooManyArguments, match="weakest-elitist has to build them all, last-elitist needs none"
    ):
        map.evaluate(preference="weakest-elitist")
    evaluation = map.evaluate(preference="last-elitist")
    assert evaluation["s0"] == "in"
    assert (
        "was not looked at: that takes more than 1000 arguments or 100000 attacks."
        in evaluation.to_text()
    )
    assert "comparisons" not in evaluation.to_dict()


def test_contradicting_sides_that_preferences_both_spare_are_told() -> None:
    text = (
        "claim s: S.\n  because a: A.\n  contradicts t\nclaim t: T.\n  because b: B.\n\n"
        "a\noutweighs t\n\nb\noutweighs s\n"
    )
    evaluation = argmap.loads(text).evaluate()
    assert evaluation["s"] == evaluation["t"] == "in"
    assert evaluation.remarks == (
        "s and t contradict each other, and both are in: preferences take the defeat from either.",
    )
