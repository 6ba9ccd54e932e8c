"""What is counted, and what comes where it is used up: a simpler result and a remark, the same every time."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pytest

import argmap
from argmap.budget import Budget
from argmap.cli import main
from argmap.compilation import Compilation
from argmap.draw import draw
from argmap.draw.options import Options
from argmap.edit import fixes
from argmap.wording import composed
from tests.conftest import CORPUS


def graph(count: int, word: str) -> argmap.ArgumentMap:
    """A map in which every statement says the same of every other."""
    lines = [f"claim c{n}: S{n}." for n in range(count)]
    for n, m in itertools.permutations(range(count), 2):
        lines += [f"c{n}", f"  {word} c{m}"]
    return argmap.loads("\n".join(lines) + "\n")


def test_a_budget_is_spent_until_something_costs_more_than_is_left() -> None:
    budget = Budget(5)
    assert budget.spend() and budget.spend(4)
    assert budget.used_up
    assert not budget.spend()
    budget = Budget(5)
    assert not budget.spend(6)
    assert budget.used_up and not budget.spend()


@pytest.mark.parametrize("layout", ["graphviz", "freeman", "framework"])
def test_a_tangled_map_is_drawn_as_an_outline(layout: str) -> None:
    drawing = draw(graph(30, "but"), Options(layout=layout))
    assert drawing.layout == "outline"
    (remark,) = drawing.remarks
    assert f"the layout {layout}" in remark and "outline" in remark
    assert len([g for g in drawing.groups if g.id.startswith("s-")]) == 30


@pytest.mark.parametrize("word", ["but", "because"])
def test_a_tree_of_a_tangled_map_refers_to_what_stands_elsewhere(word: str) -> None:
    drawing = draw(graph(30, word))
    assert drawing.layout == "tree"
    assert len([g for g in drawing.groups if g.id.startswith("s-")]) == 30
    lines = {group.id for group in drawing.groups if group.id.startswith("a-")}
    assert len(lines) == 30 * 29


def test_too_many_arguments_for_a_graph_are_drawn_as_an_outline(tmp_path: Path, capsys) -> None:
    reasons = "".join(f"  because: R {n} is so.\n" for n in range(251))
    path = tmp_path / "m.arg"
    path.write_text(f"claim c: C is so.\n{reasons}", encoding="utf-8")
    drawing = draw(argmap.load(path), Options(layout="framework"))
    assert drawing.layout == "outline"
    assert drawing.remarks == [
        "the map makes more than 500 arguments, too many for the layout framework, so the figure is an "
        "outline; a part of the map may do (--root, --only, --depth)"
    ]
    for command in ("render", "evaluate"):
        made = tmp_path / f"{command}.svg"
        assert main([command, str(path), "--layout", "framework", "-o", str(made)]) == 0
        assert drawing.remarks[0] in capsys.readouterr().err
        assert made.read_text(encoding="utf-8").count('id="s-') == 252


def test_a_map_with_few_lines_keeps_its_layout() -> None:
    drawing = draw(graph(8, "because"))
    assert (drawing.layout, drawing.remarks) == ("tree", [])


def test_the_caption_explains_the_layout_that_was_drawn() -> None:
    from argmap.draw.view import view
    from argmap.writers.caption import caption

    map, options = graph(30, "because"), Options(layout="graphviz")
    made = caption(view(map, options), options, draw(map, options))
    assert made.sentences[0] == "What is said for or against a statement stands below it, indented."


def test_a_diagram_of_a_statement_drawn_before_says_only_what_it_is() -> None:
    map = argmap.loads("claim c: C.\n  because: P.\n  because: Q.\n")
    said = [
        g.description for g in draw(map, Options(layout="toulmin")).groups if "C." in g.description
    ]
    assert said == [
        "Statement 1, claim: C. Supported by 2; supported by 3.",
        "Statement 1, claim: C.",
    ]


@pytest.mark.slow
def test_an_order_that_no_text_has_is_given_up_and_told() -> None:
    data = (CORPUS / "roundtrip" / "no-text-in-this-order.json").read_text(encoding="utf-8")
    compilation = Compilation.of_text(data)
    assert not compilation.has_errors
    made = compilation.written("arg")
    assert [loss.kind for loss in made.losses] == ["order"]
    map = argmap.loads(made.text)
    assert sorted(s.text for s in map.statements) == sorted(
        s.text for s in compilation.map.statements
    )
    assert len(map.arguments) == len(compilation.map.arguments)
    with pytest.raises(argmap.ArgmapError, match="in its order"):
        argmap.loads(data).to_arg()


def test_fixes_stop_when_a_large_file_was_read_often_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The second mend comes to light by the first.
    data = b"claim a: A.\n  Because, it is so.\n  becuase:: B.\n"
    compilation = Compilation.of_text("claim: x\n").of_data(data)
    whole = fixes.fixed(compilation)
    monkeypatch.setattr(fixes, "_BYTES", 0)
    monkeypatch.setattr(fixes, "_TIMES", 1)
    some = fixes.fixed(compilation)
    assert 0 < some.count < whole.count


def test_misspelt_labels_are_mended_in_one_go() -> None:
    lines = [f"premise label{n:03}: Thing {n} is so.\n" for n in range(200)]
    lines += ["claim c: All is so.\n", *(f"  because labl{n:03}\n" for n in range(200))]
    found = fixes.fixed(Compilation.of_text("claim: x\n").of_data("".join(lines).encode()))
    assert found.count == 200
    assert not found.compilation.has_errors


def test_imports_that_double_with_each_file_are_refused(tmp_path: Path) -> None:
    for n in range(20):
        twice = f"use m{n + 1}.arg as a\nuse m{n + 1}.arg as b\n" if n < 19 else ""
        (tmp_path / f"m{n}.arg").write_text(f"{twice}claim c: C.\n")
    found = Compilation.of_file(tmp_path / "m0.arg").understood
    assert found and all("import" in d.name for d in found)


def test_a_crux_says_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    map = argmap.loads("claim a: A.\n  because: P.\n  because: Q.\nclaim b: B.\n  because: R.\n")
    monkeypatch.setattr("argmap.evaluate.crux.WORK", 1)
    first, second = map.crux()
    assert (first.status, second.status) == ("in", "in")
    assert first.bound and second.bound == "stopped after 0 sets: there may be more"
    monkeypatch.undo()
    assert not any(crux.bound for crux in map.crux())


def test_proofs_share_one_limit() -> None:
    steps = "".join(
        f"claim c{n}: C.\n  formula: q{n}\n  because: P.\n    formula: p{n} and q{n}\n"
        for n in range(4)
    )
    proofs = argmap.prove(argmap.loads(steps), limit=0.05)
    verdicts = [proof.verdict for proof in proofs.proofs]
    assert verdicts[0] == "valid" and verdicts[-1] == "undecided"
    assert proofs.stopped and proofs.summary().endswith("the limit was used up")
    assert not argmap.prove(argmap.loads(steps)).stopped


def test_composing_sorts_marks_first() -> None:
    for text in (
        "a\u0301\u0323" * 60,
        "a" + "\u0301" * 80 + "\u0323" * 80 + "e\u0301",
        "\u0323\u0301" * 70,
    ):
        assert composed(text) == unicodedata.normalize("NFC", text)
    # As Python composes a hundred thousand marks in turn only in minutes.
    many = "a" + "\u0301" * 100_000 + "\u0323" * 100_000
    assert composed(many) == "\u1ea1" + "\u0323" * 99_999 + "\u0301" * 100_000
