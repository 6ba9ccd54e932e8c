"""The tables by which lines are read know every word and every kind of line of the grammar."""

from __future__ import annotations

import pytest

from argmap.compilation import Compilation
from argmap.resolve import walk
from argmap.resolve.connectives import CONNECTIVES
from argmap.syntax import nodes, words


def test_each_connective_has_a_row_and_can_stand_where_its_word_can() -> None:
    # `regardless` begins a line of its own kind.
    assert set(CONNECTIVES) == set(words.CONNECTIVES) - {"regardless"}
    for word, row in CONNECTIVES.items():
        assert (row.flat is not None) == (word in (*words.FLAT, *words.BOTH)), word
        assert (row.nested is not None) == (word in (*words.NESTED, *words.BOTH)), word


def test_each_kind_of_line_has_a_reader() -> None:
    assert set(walk._READERS) == set(nodes.Line.__subclasses__())


@pytest.mark.parametrize("by", ["by", "by modus-ponens", "by: What holds of all holds of each."])
def test_an_exception_to_a_rule_without_a_step_is_dropped_with_it(by: str) -> None:
    """It is no argument, though its premise is there and nothing else was dropped."""
    text = f"claim c: A is so.\n  {by}\n    unless: B is so.\n"
    compilation = Compilation.of_text(text)
    assert [d.name for d in compilation.understood] == ["nothing-to-join"]
    assert compilation.map.arguments == ()


def test_undercuts_of_what_was_dropped_are_dropped_too() -> None:
    text = "claim c: A is so.\n  because nothing\n  unless: B is so.\n    unless: C is so.\n"
    compilation = Compilation.of_text(text)
    assert [d.name for d in compilation.understood] == ["undefined-label"]
    assert compilation.map.arguments == ()
