"""Formulas: their notation, what is said of wrong ones, and their names across a map."""

from __future__ import annotations

import re
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.compilation import Compilation
from argmap.configuration import chosen
from argmap.edit.fixes import fixed
from argmap.formulas.formula import And, Atom, Formula, Iff, Not, depth
from argmap.formulas.negation import normal_form
from argmap.formulas.parser import DEEPEST, parse_formula
from argmap.report import render_report
from argmap.writers.json import to_json
from tests.conftest import CORPUS
from tests.formulas import follows, formulas, random_formula, spelled
from tests.test_corpus import compiled

FOLDER = CORPUS / "formulas"


def read(text: str) -> Formula:
    parsed = parse_formula(text)
    assert parsed.formula is not None, (text, parsed.faults)
    return parsed.formula


@settings(deadline=None)
@given(formulas)
def test_a_formula_reads_back_from_its_text(formula: Formula) -> None:
    assert read(str(formula)) == formula


@settings(deadline=None)
@given(formulas, st.integers(0, 2**64).map(Random))
def test_all_spellings_are_the_same_formula(formula: Formula, random: Random) -> None:
    assert read(spelled(formula, random)) == formula


@pytest.mark.parametrize(
    ("text", "brackets"),
    [
        ("p or q and r", "p or (q and r)"),
        ("p -> q or r", "p -> (q or r)"),
        ("p -> q -> r", "p -> (q -> r)"),
        ("p <-> q -> r", "p <-> (q -> r)"),
        ("p <-> q <-> r", "(p <-> q) <-> r"),
        ("not p and q", "(not p) and q"),
        ("forall x p(x) -> q", "(forall x p(x)) -> q"),
        ("not exists x p(x) or q", "(not exists x p(x)) or q"),
        ("all x. p(x) & q", "(forall x p(x)) and q"),
        ("forall x, y r(x, y)", "forall x (forall y (r(x, y)))"),
        ("-p | -q", "(not p) or (not q)"),
        ("p->-q", "p -> not q"),
        ("a != b and c = d", "not a = b and c = d"),
        ("not not p", "not (not p)"),
    ],
)
def test_what_binds_tightly(text: str, brackets: str) -> None:
    assert read(text) == read(brackets)


def test_rows_of_and_differ_from_nested_ones_and_both_are_kept() -> None:
    assert read("p and q and r") != read("(p and q) and r") != read("p and (q and r)")
    assert str(read("(p and q) and r")) == "(p and q) and r"


def test_names_are_compared_in_normal_form() -> None:
    assert read("mu\u0308nster") == read("m\u00fcnster")


def shown(text: str) -> str:
    lines = []
    for fault in parse_formula(text).faults:
        start, end = fault.span
        lines += [text, " " * start + "^" * max(1, end - start), fault.message]
        lines += [f"  help: {help}" for help in fault.help]
        lines += [f"  fix: {fault.mended!r}"] if fault.mended is not None else []
        lines.append("")
    return "\n".join(lines) + "\n"


def test_what_is_said_of_wrong_formulas(golden) -> None:
    wrong = (FOLDER / "wrong.txt").read_text(encoding="utf-8").splitlines()
    assert all(parse_formula(text).faults for text in wrong)
    golden(FOLDER / "wrong.expected.txt", "".join(map(shown, wrong)))


@pytest.mark.parametrize("name", ["names", "places"])
def test_what_is_said_of_the_formulas_of_a_map(name: str, golden) -> None:
    path = FOLDER / f"{name}.arg"
    compilation = compiled(path)
    compilation.choose = chosen(None, ["formulas"], [])
    found = compilation.diagnostics
    # The comment stands above the line where the formula begins; it may go on below.
    announced = re.findall(r"# (\w+): ([\w-]+)", path.read_text(encoding="utf-8"))
    assert sorted((str(d.severity), d.name) for d in found) == sorted(announced)
    golden(path.with_suffix(".txt"), render_report(found, "full"))


@settings(deadline=None)
@given(st.text(alphabet="pqxy∀∃¬∧∨→↔()=!,. ~-&|<>andortfl'_2é\u0308\t", max_size=40))
def test_whatever_is_written_is_read_or_explained(text: str) -> None:
    parsed = parse_formula(text)
    assert (parsed.formula is None) == bool(parsed.faults)
    for fault in parsed.faults:
        start, end = fault.span
        assert 0 <= start <= end <= len(text)
        assert fault.message and fault.help


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "p" + ")" * 10_000,
        "not " * 10_000 + "p",
        "-" * 10_000 + "p",
        " -> ".join(["p"] * 10_000),
        " <-> ".join(["p"] * 10_000),
        "forall x " * 10_000 + "p(x)",
        "f(" * 10_000 + "a" + ")" * 10_000 + " = a",
    ],
)
def test_depth_ends_at_a_limit_that_is_told(text: str) -> None:
    (fault,) = parse_formula(text).faults
    assert f"more than {DEEPEST} levels" in fault.message
    found = argmap.check(f"claim: Cats purr.\n  formula: {text}\n  because: Dogs bark.\n")
    assert [d.name for d in found] == ["invalid-formula"]


def test_what_is_as_deep_as_may_be_can_be_used() -> None:
    formula = read("not " * (DEEPEST - 1) + "p")
    assert depth(formula) == DEEPEST
    assert read(str(formula)) == formula


@pytest.mark.slow
def test_long_formulas_are_no_deep_ones() -> None:
    formula = read(" and ".join(["p(a)"] * 50_000))
    assert depth(formula) == 3
    assert len(formula.parts) == 50_000


def test_signs_of_other_notations_are_mended(tmp_path) -> None:
    path = tmp_path / "signs.arg"
    path.write_text(
        "claim: Cats purr.\n  formula: ~p => [p &&q]\n"
        "  because: Dogs bark.\n    formula: NOT q\n      | || !(p)\n",
        encoding="utf-8",
    )
    after = fixed(Compilation.of_file(path))
    assert after.data.decode().splitlines() == [
        "claim: Cats purr.",
        "  formula: not p -> (p and q)",
        "  because: Dogs bark.",
        "    formula: not q",
        "      | or not (p)",
    ]
    assert not after.compilation.diagnostics


@pytest.mark.parametrize("text", ["rains ~ snows", "p ~> q", "a ~= b", "p ! q", "r(a, ~b)"])
def test_a_sign_that_is_no_not_is_left_as_it_is(text: str, tmp_path) -> None:
    path = tmp_path / "signs.arg"
    path.write_text(f"claim: Cats purr.\n  formula: {text}\n", encoding="utf-8")
    assert fixed(Compilation.of_file(path)).data == path.read_bytes()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("forall x ~p(x)", "forall x not p(x)"),
        ("forall x, y. ~(p(x))", "forall x, y. not (p(x))"),
        ("forall x (~p(x) -> ~q)", "forall x (not p(x) -> not q)"),
    ],
)
def test_a_not_of_other_notations_is_mended_where_a_formula_begins(text: str, mended: str) -> None:
    for fault in reversed(parse_formula(text).faults):
        assert fault.mended is not None
        start, end = fault.span
        text = text[:start] + fault.mended + text[end:]
    assert text == mended


def test_a_map_from_json_is_told_the_same() -> None:
    text = (FOLDER / "names.arg").read_text(encoding="utf-8")
    map = Compilation.of_text(text).map
    said = [
        sorted((d.name, d.message) for d in argmap.check(form, select=["formulas"]))
        for form in (text, to_json(map))
    ]
    assert said[0] == said[1]


def test_names_are_shared_with_imported_files(tmp_path) -> None:
    (tmp_path / "base.arg").write_text(
        "premise one: It rains.\n  formula: rains(here)\nso two: It is wet.\n", encoding="utf-8"
    )
    main = tmp_path / "main.arg"
    main.write_text(
        "use base.arg\nclaim wet: It is wet here.\n  formula: rains\n  because base.one\n",
        encoding="utf-8",
    )
    (found,) = argmap.check(main, select=["formulas"])
    assert found.name == "name-clash" and found.line == 3
    assert found.related[0].source.position(found.related[0].span.start).line == 1


def test_a_map_with_wrong_formulas_has_errors() -> None:
    with pytest.raises(argmap.ArgmapError, match="no sign of formulas"):
        argmap.loads("claim: Cats purr.\n  formula: ~p\n")


def test_an_inner_quantifier_takes_a_variable_over() -> None:
    text = "claim: Cats purr.\n  formula: forall x (cats(x) -> exists x purr(x))\n"
    text += "  because: Dogs bark.\n    formula: exists x forall x cats(x)\n"
    (found,) = argmap.check(text)
    assert (found.name, found.line, found.column) == ("idle-quantifier", 4, 21)


def test_a_comment_silences_a_hint_on_names() -> None:
    text = "claim: Cats purr.\n  # argmap: ignore[stray-name]\n  formula: p(zeus)\n"
    text += "  because: Dogs bark.\n    formula: p(hera)\n"
    assert [d.message.split("`")[1] for d in argmap.check(text)] == ["hera"]


def test_checking_needs_no_prover_and_without_formulas_no_parser_of_them() -> None:
    code = (
        "import sys, argmap; argmap.check('claim: Cats purr.\\n{0}  because: Dogs bark.\\n')\n"
        "print('z3' in sys.modules, 'argmap.formulas.parser' in sys.modules)"
    )
    for line, loaded in (("", "False False"), ("  formula: p\\n", "False True")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(line)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == loaded


# Formulas that deny each other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p", "not p"),
        ("not p", "not not p"),
        ("p -> q", "p and not q"),
        ("p <-> not q", "q <-> p"),
        ("forall x (f(x) -> g(x))", "exists y (not g(y) and f(y))"),
        ("necessarily p", "possibly not p"),
        ("a = b", "b != a"),
        ("true", "false"),
    ],
)
def test_what_denies_what(one: str, other: str) -> None:
    assert normal_form(read(one)) == normal_form(read(other), negated=True)
    assert normal_form(read(one), negated=True) == normal_form(read(other))
    text = f"claim: A.\n  formula: {one}\n\nclaim b: B.\n  formula: {other}\n"
    assert "contradictory-formulas" in {d.name for d in argmap.check(text)}


@pytest.mark.parametrize(
    ("one", "other"), [("p", "q"), ("p -> q", "q -> p"), ("forall x f(x)", "forall x (not f(x))")]
)
def test_what_does_not(one: str, other: str) -> None:
    assert normal_form(read(one)) != normal_form(read(other), negated=True)


@pytest.mark.parametrize(
    "text",
    [
        "claim a: A.\n  formula: p\n\nclaim: B.\n  formula: not p\ncontradicts a\n",
        "claim a: A.\n  formula: p\n  but: B.\n    formula: not p\n",
        "claim a: A.\n  formula: p\n\nopen claim: B.\n  formula: not p\n",
        "claim a: A.\n  formula: p\n\nsuppose: B.\n  formula: not p\n  so: C.\nso: D.\n",
        "question: Which?\n  answer: A.\n    formula: p\n  answer: B.\n    formula: not p\n",
    ],
)
def test_what_the_map_tells_is_not_told_again(text: str) -> None:
    assert "contradictory-formulas" not in {d.name for d in argmap.check(text)}


def test_formulas_of_one_normal_form_are_true_in_the_same_worlds() -> None:
    random = Random(3)
    forms: dict[str, Formula] = {}
    alike = 0
    for _ in range(3000):
        formula = random_formula(random, ("p", "q"), (), depth=2)
        first = forms.setdefault(normal_form(formula), formula)
        if first != formula:
            alike += 1
            assert follows([], Iff(first, formula), ("p", "q"))
        assert normal_form(Not(formula)) == normal_form(formula, negated=True)
    assert alike > 300


def test_the_normal_form_of_a_deep_formula_takes_no_time_to_speak_of() -> None:
    formula: Formula = Atom("p")
    for _ in range(60):
        formula = Iff(formula, And((Atom("q"), Atom("p"))))
    assert len(normal_form(formula)) < 10_000
