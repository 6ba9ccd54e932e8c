"""Two maps compared."""

from __future__ import annotations

import pytest

import argmap
from argmap import Argument, ArgumentMap, Preference, Statement
from tests.conftest import CORPUS, EXAMPLES


def test_what_differs_between_two_versions() -> None:
    one = argmap.load(EXAMPLES / "nato.arg")
    text = one.to_arg().replace("Neither country will ever", "Neither of the two will ever")
    text = text.replace("but among-allies", "because among-allies")
    text = text.replace("Moscow is anxious about being encircled", "Moscow fears NATO")
    text += "\nclaim fresh: A fresh claim.\n  because never\n"
    found = one.compare(argmap.loads(text))
    assert found.added == ("fresh",) and found.removed == ()
    assert [r.id for r in found.reworded] == ["never", "encircled"]
    assert {r.id: (r.gone, r.new) for r in found.reconnected} == {
        "influence": (("rebutted by among-allies",), ("supported by among-allies",))
    }
    assert [(c.id, c.before, c.after) for c in found.changed] == [
        ("modify", "in", "out"),
        ("influence", "out", "in"),
    ]
    assert found.agreement.statements == pytest.approx(30 / 31, abs=1e-4)
    assert 0 < found.agreement.relations < 1 and found.agreement.kappa is not None


def test_a_map_and_itself() -> None:
    for path in sorted((CORPUS / "wellformed").glob("*.arg")):
        map = argmap.load(path)
        found = map.compare(map)
        assert found.same and found.agreement.statements == found.agreement.relations == 1
        assert found.agreement.kappa in (1, None)


def test_statements_are_matched_by_label_and_then_by_text() -> None:
    one = argmap.loads("claim a: The lake is frozen.\n  because: It is cold.\n")
    other = argmap.loads("claim b: the lake is frozen\n  because cold: It is cold!\n")
    found = one.compare(other)
    assert found.matched == {"a": "b", "premise-1": "cold"}
    assert not found.added and not found.removed and len(found.reworded) == 2
    assert not found.reconnected and found.agreement.kappa == 1


def test_kappa_by_hand() -> None:
    """Three statements, so six pairs: each map relates two, they agree on one of these and on three
    that are not related: observed 4/6, by chance (4·4 + 2·2)/36.
    """
    one = argmap.loads("claim a: A.\n  because b: B.\n  because c: C.\n")
    other = argmap.loads("claim a: A.\n  because b: B.\n    because c: C.\n")
    observed, chance = 4 / 6, 20 / 36
    kappa = one.compare(other).agreement.kappa
    assert kappa == pytest.approx((observed - chance) / (1 - chance), abs=1e-4)


def test_comparing_what_is_built_in_python() -> None:
    go, few = Statement("Go.", label="go"), Statement("Few.", label="few")
    one = ArgumentMap([go, few], [Argument([few], go)])
    other = ArgumentMap([go, few], [], preferences=[Preference("go", "few")])
    assert one.compare(other).reconnected[0].new == ("outweighs few",)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("formula: p1", "formula: not p1", "formula"),
        ("claim c:", "recommendation c:", "kind"),
        ("claim c:", "claim cxx:", "label"),
        ("unless q:", "unless premise q:", "open"),
        ("    formula: p1", "    speaker: Ann", "speaker"),
    ],
)
def test_what_is_told_beside_a_text_is_compared(old: str, new: str, what: str) -> None:
    text = (
        "claim c: C holds.\n  because p: P holds.\n    formula: p1\n"
        "  by infeasibility\n  unless q: Q holds.\n"
    )
    found = argmap.loads(text).compare(argmap.loads(text.replace(old, new)))
    assert what in [one.what for one in found.described]
    assert not found.same and what in found.to_text()


def test_the_scheme_of_a_step_is_compared() -> None:
    text = "claim c: C holds.\n  because p: P holds.\n  by infeasibility\n"
    other = text.replace("by infeasibility", "by\n    strength: 0.2")
    (one,) = argmap.loads(text).compare(argmap.loads(other)).reconnected
    assert "by infeasibility" in one.gone[0] and "strength 0.2" in one.new[0]
