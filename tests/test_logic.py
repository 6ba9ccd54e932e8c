"""What formulas say in an evaluation, in a check, and of what a map draws."""

from __future__ import annotations

import json
import sys
from itertools import combinations
from random import Random

import pytest

import argmap
from argmap.budget import Budget
from argmap.cli import main
from argmap.evaluate.available import METHODS, SEMANTICS
from argmap.evaluate.logic import Logic
from argmap.evaluate.semantics import evaluate
from argmap.formulas.formula import Formula
from argmap.formulas.parser import parse_formula
from argmap.proof.conflicts import conflicts, core
from argmap.proof.facts import facts
from argmap.proof.reconstruction import Finding, reconstruction
from argmap.proof.solver import Outcome, ProverError
from tests.formulas import follows, random_formula
from tests.logical import compared
from tests.test_proof import ARGUMENTS

FERRY = """\
premise rule: If the tide is in, the ferry sails.
  formula: tide -> sails
premise tide: The tide is in.
  formula: tide
premise moored: The ferry does not sail.
  formula: not sails
"""

FALLACY = """\
claim rained: It has rained.
  formula: rained
  because rule: If it rains, the street is wet.
    formula: rained -> wet
  and wet: The street is wet.
    formula: wet
  by deduction
  but dry: The gauge is empty.
"""

SYLLOGISM = """\
claim mortal: Socrates is mortal.
  formula: mortal(socrates)
  because man: Socrates is a man.
    formula: man(socrates)
  and all: All men are mortal.
    formula: forall x (man(x) -> mortal(x))
"""


def statuses(text: str, **options: object) -> dict[str, str]:
    return dict(argmap.loads(text).evaluate(logic=True, **options).statuses)


# Steps


def test_a_deduction_that_its_formulas_do_not_prove_is_none() -> None:
    map = argmap.loads(FALLACY)
    assert map.evaluate()["rained"] == "undecided" or map.evaluate()["rained"] == "out"
    assert map.evaluate()["rule"] == "undecided"
    found = map.evaluate(logic=True)
    assert found.statuses == {"rained": "out", "rule": "in", "wet": "in", "dry": "in"}
    assert found.logic is not None and found.logic.unproved == ("argument-1",)
    text = found.to_text()
    assert (
        "The step from rule and wet to rained is no deduction: the formulas do not prove it.\n"
        in text
    )
    assert "What is in can all be true, as far as it has formulas.\n" in text
    without = argmap.loads(FALLACY.replace("  but dry: The gauge is empty.\n", ""))
    assert without.evaluate(logic=True).why("rained") == (
        "supported by rule and wet (which do not prove it), and nothing is held against it"
    )
    explained = found.explain("rained")
    assert [e.step for e in explained.below] == ["not proved", "", ""]
    assert explained.to_dict()["below"][0]["step"] == "not proved"
    assert "[step not proved by its formulas]" in explained.to_text(map)


def test_a_step_that_its_formulas_prove_is_strict() -> None:
    text = f"{SYLLOGISM}  but immortal: He lives for ever.\n"
    assert argmap.loads(text).evaluate()["mortal"] == "out"
    found = argmap.loads(text).evaluate(logic=True)
    assert found.statuses == {
        "mortal": "undecided",
        "man": "undecided",
        "all": "undecided",
        "immortal": "in",
    }
    assert "The step from man and all to mortal is strict: the formulas prove it.\n" in (
        found.to_text()
    )
    alone = argmap.loads(SYLLOGISM).evaluate(logic=True)
    assert alone.why("mortal") == "it follows by its formulas from man and all"
    assert "[step proved by its formulas]" in alone.explain("mortal").to_text(alone.map)


def test_nothing_undercuts_what_is_proved() -> None:
    text = f"{SYLLOGISM}  unless premise god: He is a god.\n"
    assert argmap.loads(text).evaluate()["mortal"] == "out"
    found = argmap.loads(text).evaluate(logic=True)
    assert found["mortal"] == "in"
    said = "The undercut by god has no effect: the step from man and all to mortal is proved.\n"
    assert said in found.to_text()
    assert statuses(text.replace("unless premise", "however"))["mortal"] == "out"


def test_a_deduction_without_all_its_formulas_is_taken_at_its_word() -> None:
    text = FALLACY.replace("    formula: wet\n", "")
    found = argmap.loads(text).evaluate(logic=True)
    assert found.statuses == argmap.loads(text).evaluate().statuses
    assert "is taken at its word: not all of it has formulas." in found.to_text()


def test_what_follows_from_a_contradiction_alone_is_not_proved() -> None:
    text = (
        "claim c: C.\n  formula: c\n  because a: A.\n    formula: a\n  and b: B.\n"
        "    formula: not a\n  by deduction\n"
    )
    logic = facts(argmap.loads(text))
    assert (logic.proved, logic.unproved, logic.conflicts) == ((), ("argument-1",), (("a", "b"),))


def test_a_rebuttal_that_is_proved_cannot_be_undercut() -> None:
    text = "claim c: C.\n  formula: c\n  but d: D.\n    formula: not c\n  unless premise e: E.\n"
    assert argmap.loads(text).evaluate()["c"] == "in"
    found = argmap.loads(text).evaluate(logic=True)
    assert found.statuses == {"c": "out", "d": "in", "e": "in"}
    assert "The step from d against c is strict" in found.to_text()


# Contradictions


def test_three_that_can_not_be_true_together() -> None:
    map = argmap.loads(FERRY)
    assert set(map.evaluate().statuses.values()) == {"in"}
    found = map.evaluate(logic=True)
    assert set(found.statuses.values()) == {"undecided"}
    assert found.logic is not None and found.logic.conflicts == (("rule", "tide", "moored"),)
    said = "rule, tide and moored contradict each other by their formulas, and no fewer of them do."
    assert said in found.to_text()
    assert "can't stand beside" in found.why("moored")
    data = found.to_dict()["logic"]
    assert data["conflicts"] == [["rule", "tide", "moored"]]
    assert (data["satisfiable"], data["core"], data["complete"]) == (True, [], True)
    entries = [(e.relation, e.statement) for e in found.explain("tide").below]
    assert entries == [("contradicts", "rule"), ("and", "moored")]


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_every_semantics_knows_of_it(semantics: str) -> None:
    methods = METHODS if semantics == "gradual" else (None,)
    for method in methods:
        options = {"method": method} if method else {}
        found = argmap.loads(FERRY).evaluate(semantics, logic=True, **options)
        if semantics == "gradual":
            assert all(strength < 0.75 for strength in found.strengths.values()), method
        else:
            assert "in" not in found.statuses.values()
        alone = argmap.loads("premise a: A.\n  formula: p and not p\npremise b: B.\n")
        found = alone.evaluate(semantics, logic=True, **options)
        assert found["b"] == "in", method
        assert found["a"] != "in" or found.strengths["a"] < found.strengths["b"], method


def test_one_that_contradicts_itself_is_out() -> None:
    text = "premise a: A.\n  formula: p and not p\nso b: B.\n"
    found = argmap.loads(text).evaluate(logic=True)
    assert found.statuses == {"a": "out", "b": "out"}
    assert found.why("a") == "by its formula it can't be true"
    assert "a contradicts itself by its formula.\n" in found.to_text()
    assert [e.relation for e in found.explain("a").below] == []
    assert [e.statement for _, e in found.dispute("b").walk()] == ["b", "a"]


def test_two_contradict_each_other() -> None:
    text = "premise a: A.\n  formula: p and q\n\npremise b: B.\n  formula: not q\n"
    found = argmap.loads(text).evaluate(logic=True)
    assert found.statuses == {"a": "undecided", "b": "undecided"}
    assert "a and b contradict each other by their formulas.\n" in found.to_text()
    assert statuses(f"{text}outweighs a\n") == {"a": "out", "b": "in"}
    assert statuses(text, assume=["a"]) == {"a": "in", "b": "out"}


def test_a_rebuttal_keeps_its_direction() -> None:
    text = "claim a: A.\n  formula: p\n  but b: B.\n    formula: not p\n"
    assert statuses(text) == {"a": "out", "b": "in"}
    assert statuses(text.replace("but", "although")) == {"a": "undecided", "b": "undecided"}
    assert statuses(f"{text}\na\noutweighs b\n") == {"a": "in", "b": "out"}
    assert statuses(text, assume=["a"]) == {"a": "in", "b": "out"}
    assert statuses(text.replace("not p\n", "not p\n    but c: C.\n")) == {
        "a": "in",
        "b": "out",
        "c": "in",
    }
    # Against what follows, and so against what it follows from.
    text = f"{SYLLOGISM}  but never: He never dies.\n    formula: not mortal(socrates)\n"
    assert statuses(text) == {
        "mortal": "undecided",
        "man": "undecided",
        "all": "undecided",
        "never": "in",
    }


def test_preferences_decide_among_three() -> None:
    text = f"{FERRY}outweighs rule\n"
    assert statuses(text)["moored"] == "in"
    text = f"{FERRY}outweighs rule\n\ntide\noutweighs rule\n"
    found = argmap.loads(text).evaluate(logic=True)
    assert found.statuses == {"rule": "out", "tide": "in", "moored": "in"}
    assert [(e.relation, e.statement) for e in found.dispute("rule").below] == [
        ("contradicts", "tide"),
        ("and", "moored"),
    ]
    assert found.contrast("tide", "rule").decisive == ("tide",)
    assert found.why("rule") == "contradicted by tide and moored together, which are in"


def test_what_is_in_and_can_not_be_true_is_told() -> None:
    found = argmap.loads(FERRY).evaluate(logic=True, assume=["rule", "tide", "moored"])
    assert (found.satisfiable, found.core) == (False, ("rule", "tide", "moored"))
    assert "What is in can't all be true: not rule, tide and moored together.\n" in found.to_text()
    assert found.to_dict()["logic"]["core"] == ["rule", "tide", "moored"]
    assert argmap.loads(FERRY).evaluate().satisfiable is None


def test_a_reductio_is_not_spoilt_by_its_contradiction() -> None:
    text = (
        "suppose s: S.\n  formula: p\n  so a: A.\n    formula: q\n  and premise r: R.\n"
        "    formula: not q\n  so absurd: That is absurd.\n    formula: false\n"
        "so none: Not S.\n  formula: not p\nby reductio\n"
    )
    found = argmap.loads(text).evaluate(logic=True)
    assert found["none"] == "in" and found["absurd"] == "in"
    assert found.logic is not None and found.logic.conflicts == ()


def test_what_says_the_same_is_one() -> None:
    text = f"{FERRY}\nclaim stays: It stays.\n  formula: not sails\nrestates moored\n"
    found = argmap.loads(text).evaluate(logic=True)
    assert set(found.statuses.values()) == {"undecided"}
    double = "premise a: A.\n  formula: p\nrestates b\n\npremise b: B.\n  formula: not p\n"
    assert set(statuses(double).values()) == {"out"}


def test_who_believes_a_speaker_rejects_what_contradicts_that() -> None:
    text = (
        "premise a: A.\n  speaker: Ann\n  formula: p\n\npremise b: B.\n  formula: not p\nso c: C.\n"
    )
    found = argmap.loads(text).evaluate(logic=True)
    assert found["b"] == "in"
    assert statuses(text, audience=["Ann"]) == {"a": "in", "b": "out", "c": "out"}
    assert found.views is not None and found.views.statuses["Ann"]["c"] == "out"


# Budgets


def infinite() -> str:
    """A step whose premises are true in infinite worlds only, where its conclusion may be false."""
    lines = ["claim c: C.\n  formula: forall x exists y less(y, x)\n"]
    for n, text in enumerate(ARGUMENTS["only infinite worlds"][0]):
        word = "and" if n else "because"
        lines.append(f"  {word} p{n}: P.\n    formula: {text}\n")
    return "".join(lines)


def test_what_is_not_decided_is_said_to_be_so_and_is_not_guessed() -> None:
    map = argmap.loads(f"{infinite()}  by deduction\n")
    found = map.evaluate(logic=True, limit=0.2)
    assert found.logic is not None
    assert (found.logic.undecided, found.logic.complete) == (("argument-1",), False)
    assert found.satisfiable is None and found.core == ()
    text = found.to_text()
    assert "was neither proved nor refuted within the limit." in text
    assert "Whether what is in can all be true was not decided within the limit.\n" in text
    assert "there may be more." in text
    assert found.statuses == map.evaluate().statuses
    assert map.evaluate(logic=True, limit=0.2).to_dict(True) == found.to_dict(True)
    nothing = argmap.loads(FERRY).evaluate(logic=True, limit=1e-6)
    assert set(nothing.statuses.values()) == {"in"} and nothing.satisfiable is None


def test_two_are_compared_where_all_together_are_too_hard() -> None:
    map = argmap.loads(
        f"{infinite()}\npremise none: N.\n  formula: not ({ARGUMENTS['only infinite worlds'][0][0]})\n"
    )
    logic = facts(map)
    assert not logic.complete and ("p0", "none") in logic.conflicts


def test_the_work_is_bounded() -> None:
    """Twenty that contradict each other two by two, and more sets of three than are looked for."""
    lines = [
        f"premise a{n}: A.\n  formula: a{n} and not {'b' if n % 2 else 'c'}\n" for n in range(20)
    ]
    lines += [f"premise d{n}: D.\n  formula: a{n} -> b and c\n" for n in range(20)]
    found = argmap.loads("\n".join(lines)).evaluate(logic=True)
    assert found.logic is not None and len(found.logic.conflicts) == 20
    assert found.satisfiable is not None
    odd = ["not p"] + ["p"] * 14 + ["q", "not q or not p", "r -> p", "r"] * 10
    map = argmap.loads("\n".join(f"premise s{n}: S.\n  formula: {f}\n" for n, f in enumerate(odd)))
    logic = facts(map)
    assert not logic.complete and 14 <= len(logic.conflicts) <= 100
    assert facts(map) == logic


def test_smallest_sets_are_those_of_truth_tables() -> None:
    random = Random(17)
    sizes: dict[int, int] = {}
    for n in range(70):
        letters, properties = (("p", "q", "r"), ()) if n % 3 else (("p",), ("f",))
        formulas: dict[str, Formula] = {
            f"s{m}": random_formula(random, letters, properties, depth=2) for m in range(5)
        }
        expected: list[set[str]] = []
        falsity = parse_formula("false").formula
        assert falsity is not None
        for size in range(1, 6):
            for some in combinations(formulas, size):
                smaller = any(one <= set(some) for one in expected)
                chosen = [formulas[key] for key in some]
                if not smaller and follows(chosen, falsity, letters, properties):
                    expected.append(set(some))
        found = conflicts(formulas, Budget(10_000_000))
        assert found.complete
        assert sorted(map(sorted, found.sets)) == sorted(map(sorted, expected))
        outcome, some_core = core(formulas, Budget(10_000_000))
        assert (outcome is Outcome.NO) is bool(expected)
        assert not expected or set(some_core) in expected
        for one in found.sets:
            sizes[len(one)] = sizes.get(len(one), 0) + 1
    assert all(sizes.get(size, 0) > 5 for size in (1, 2, 3))


def test_what_says_how_many_things_there_are_bears_on_all() -> None:
    texts = ("forall x forall y x = y", "exists x exists y (f(x) and not f(y))", "p")
    formulas = {t: f for t in texts if (f := parse_formula(t).formula) is not None}
    assert conflicts(formulas, Budget(1_000_000)).sets == [texts[:2]]


@pytest.mark.slow
def test_statuses_are_those_of_the_definitions() -> None:
    """Thousands of maps with facts of truth tables, and some with z3's; `python -m tests.logical` tries more."""
    tally = compared(20261201, 3_000)
    assert all(count > 200 for count in tally.values()), tally
    assert all(compared(20261202, 60, prove=True).values())


def test_facts_without_a_prover() -> None:
    map = argmap.loads("premise a: A.\n\npremise b: B.\n")
    found = evaluate(map, logic=Logic(conflicts=(("a", "b"),)))
    assert found.statuses == {"a": "undecided", "b": "undecided"}


# The command line, and check


def test_evaluate_on_the_command_line(tmp_path, capsys) -> None:
    path = tmp_path / "ferry.arg"
    path.write_text(FERRY)
    assert main(["evaluate", str(path), "--logic", "--all"]) == 0
    out, err = capsys.readouterr()
    assert "rule, tide and moored contradict each other" in out
    assert err == "argmap: grounded: 0 in, 0 out, 3 undecided\n"
    assert main(["evaluate", str(path), "--logic", "--format", "json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["logic"]["conflicts"]
    for options, said in (
        (["--limit", "3"], "a limit goes with --logic"),
        (["--logic", "--limit", "0"], "above 0"),
    ):
        assert main(["evaluate", str(path), *options]) == 2
        assert said in capsys.readouterr().err
    bad = tmp_path / "bad.arg"
    bad.write_text(FERRY.replace("formula: tide\n", "formula: tide(x)\n"))
    assert main(["evaluate", str(bad), "--logic", "--force"]) == 2
    assert "formulas of this map can't be used" in capsys.readouterr().err
    assert main(["evaluate", str(path), "--logic", "-o", str(tmp_path / "f.svg"), "--quiet"]) == 0
    assert "undecided" in (tmp_path / "f.svg").read_text()


def test_without_z3_it_is_said_what_is_needed(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    path = tmp_path / "ferry.arg"
    path.write_text(FERRY)
    for command in ("evaluate", "check"):
        assert main([command, str(path), "--logic"]) == 2
        assert 'pip install "argmap[logic]"' in capsys.readouterr().err
        assert main([command, str(path), "--quiet"]) == 0
        capsys.readouterr()
    with pytest.raises(ProverError):
        argmap.check(FERRY, logic=True)
    with pytest.raises(ProverError):
        argmap.loads(FERRY).evaluate(logic=True)


def names(text: str, **options: object) -> list[str]:
    return [d.name for d in argmap.check(text, logic=True, select=["formulas"], **options)]


def test_check_finds_out_what_formulas_prove(tmp_path, capsys) -> None:
    assert names(FERRY) == ["inconsistent-formulas"]
    assert names(FALLACY) == ["unproved-deduction"]
    assert names(SYLLOGISM) == []
    assert argmap.check(FERRY, select=["formulas"]) == ()
    # What the map says itself.
    assert names(f"{FERRY}contradicts tide\n") == []
    assert names(FERRY.replace("premise moored", "so").replace("so:", "so c:")) != []
    assert names(f"{FERRY}against tide\n") == []
    two = "premise a: A.\n  formula: p\n\npremise b: B.\n  formula: not p\n"
    assert names(two) == ["contradictory-formulas"]
    assert names("premise a: A.\n  formula: p and not p\n") == ["inconsistent-formulas"]
    assert names(FERRY.replace("premise tide", "open premise tide")) == []
    assert names(FERRY.replace("formula: tide\n", "formula: tide and\n")) == ["invalid-formula"]
    path = tmp_path / "ferry.arg"
    path.write_text(FERRY)
    assert main(["check", str(path), "--logic", "--strict", "--quiet"]) == 1
    assert "AM708" in capsys.readouterr().out


def test_what_check_consults_knows_of_formulas() -> None:
    """A conclusion that falls by what formulas say, and by nothing else."""
    text = (
        "claim c: C.\n  because a: A.\n    formula: p\n  and d: D.\n"
        "\npremise b: B.\n  formula: not p\noutweighs a\n"
    )
    select = ["defeated-conclusion"]
    assert argmap.check(text, select=select) == ()
    assert [d.name for d in argmap.check(text, select=select, logic=True)] == select


# Reconstruction

DRAWN = f"""\
{SYLLOGISM}  and wise: Socrates is wise.
    formula: wise(socrates)
  and told: Everybody | says so.
  because god: Socrates is a god.
    formula: god(socrates)
  and gods: Gods are not mortal.
    formula: forall x (god(x) -> not mortal(x))
  but never: Socrates never dies.
    formula: not mortal(socrates)
  but young: Socrates is young.
    formula: young(socrates)
  but man
  although said: *Some* say no.
  because old: He is old.
    formula: old(socrates)
young
contradicts old

god
contradicts man

never
contradicts told
"""


def test_every_reason_and_rebuttal_is_held_against_the_formulas() -> None:
    found = reconstruction(argmap.loads(DRAWN))
    steps = [(s.argument.members, str(s.finding), s.idle) for s in found.steps]
    assert steps == [
        (("man", "all", "wise", "told"), "valid", ("wise",)),
        (("god", "gods"), "refuted", ()),
        (("never",), "valid", ()),
        (("young",), "not valid", ()),
        (("man",), "not valid", ()),
        (("said",), "no formulas", ()),
        (("old",), "not valid", ()),
    ]
    assert [str(c.finding) for c in found.contradictions] == [
        "not valid",
        "not valid",
        "no formulas",
    ]
    assert found.without_formula == ("told", "said")
    assert not found.hold
    assert found.steps[0].proof.unread == ("told",)
    bridge = found.steps[6].proof.bridge
    assert bridge is not None and str(bridge.middle or bridge.general) == (
        "forall x (old(x) -> mortal(x))"
    )
    assert found.summary() == "7 steps: 2 valid, 3 not valid, 1 refuted, 1 without formulas"


def test_a_report_in_text_and_markdown_and_as_data() -> None:
    found = reconstruction(argmap.loads(DRAWN))
    text = found.to_text()
    assert "  idle: `wise` (it stays valid without)\n" in text
    assert "the premises refute the conclusion" in text
    assert "`never` against `mortal`: valid: it contradicts that\n" in text
    assert "`young` against `mortal`: not valid: both can be true\n" in text
    assert "`said` against `mortal`, granted: not held against formulas\n" in text
    assert text.endswith("without a formula: `told` and `said`\n\n")
    assert "`young` and `old`, drawn as a contradiction: not valid: both can be true\n" in text
    page = found.to_markdown()
    assert page.startswith("# Steps held against their formulas\n\n7 steps: ")
    rows = [line for line in page.split("\n") if line.startswith("|")]
    assert all(line.replace(r"\|", "").count("|") in (4, 5) for line in rows)
    assert "## Without a formula\n\n- `told`\n- `said`\n" in page
    data = found.to_dict()
    assert [s["finding"] for s in data["steps"]][:2] == ["valid", "refuted"]
    assert data["steps"][0]["idle"] == ["wise"] and data["without_formula"] == ["told", "said"]
    assert data["contradictions"][0] == {"statements": ["young", "old"], "finding": "not valid"}


def test_of_premises_that_say_the_same_each_is_idle_and_not_both() -> None:
    text = (
        "claim c: C.\n  formula: p\n  because a: A.\n    formula: p and q\n  and b: B.\n"
        "    formula: p and r\n"
    )
    (step,) = reconstruction(argmap.loads(text)).steps
    assert (step.idle, step.proof.uses, step.proof.unneeded) == (("a", "b"), ("a",), ("b",))
    assert "to be spared at once: `b`, and not all" in reconstruction(argmap.loads(text)).to_text()
    sure = text.replace("formula: p\n", "formula: p or not p\n", 1)
    (step,) = reconstruction(argmap.loads(sure)).steps
    assert step.idle == ("a", "b") and step.proof.uses == ()


def test_texts_mean_nothing_in_markdown() -> None:
    text = "claim: A *bold* [claim] | with <b>.\n  because: It `is` so.\n"
    page = reconstruction(argmap.loads(text)).to_markdown()
    assert r"A \*bold\* \[claim\] \| with \<b\>" in page


def test_the_report_on_the_command_line(tmp_path, capsys) -> None:
    path = tmp_path / "drawn.arg"
    path.write_text(DRAWN)
    assert main(["prove", str(path), "--report"]) == 1
    out, err = capsys.readouterr()
    assert "drawn.arg:3:3" in out and err.startswith("argmap: 7 steps: ")
    assert main(["prove", str(path), "--report", "--format", "markdown", "--quiet"]) == 1
    assert capsys.readouterr().out.startswith("# Steps")
    assert main(["prove", str(path), "--report", "--format", "json", "--quiet"]) == 1
    assert json.loads(capsys.readouterr().out)["steps"]
    assert main(["prove", str(path), "--format", "markdown"]) == 2
    assert "goes with --report" in capsys.readouterr().err
    path.write_text("claim a: A.\n  because b: B.\n")
    assert main(["prove", str(path), "--report", "--quiet"]) == 0
    assert "without a formula: `a` and `b`" in capsys.readouterr().out


def test_a_report_within_its_limit() -> None:
    found = argmap.reconstruction(argmap.loads(infinite()), limit=0.1)
    assert [s.finding for s in found.steps] == [Finding.UNDECIDED]
    assert "undecided within the limit" in found.to_text() and not found.hold
    with pytest.raises(ValueError, match="above 0"):
        argmap.reconstruction(argmap.loads(FERRY), limit=0)
