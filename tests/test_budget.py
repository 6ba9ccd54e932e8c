"""What is counted, and what comes where it is used up: a simpler result and a remark, the same every time."""

from __future__ import annotations

import itertools

import pytest

import argmap
from argmap.budget import Budget
from argmap.draw import draw
from argmap.draw.options import Options


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


@pytest.mark.parametrize("layout", ["tree", "freeman", "framework"])
def test_a_tangled_map_is_drawn_as_an_outline(layout: str) -> None:
    drawing = draw(graph(30, "but"), Options(layout=layout))
    assert drawing.layout == "outline"
    (remark,) = drawing.remarks
    assert f"the layout {layout}" in remark and "outline" in remark
    assert len([g for g in drawing.groups if g.id.startswith("s-")]) == 30


def test_a_map_with_few_lines_keeps_its_layout() -> None:
    drawing = draw(graph(8, "because"))
    assert (drawing.layout, drawing.remarks) == ("tree", [])


def test_the_caption_explains_the_layout_that_was_drawn() -> None:
    from argmap.draw.view import view
    from argmap.writers.caption import caption

    map, options = graph(30, "because"), Options()
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
