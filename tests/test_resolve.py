"""The tables by which lines are read know every word and every kind of line of the grammar."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from argmap.compilation import Compilation
from argmap.resolve import walk
from argmap.resolve.connectives import CONNECTIVES
from argmap.syntax import nodes, words
from tests.conftest import CORPUS

TEXTS = sorted(CORPUS.rglob("*.arg"))


def test_each_connective_has_a_row_and_can_stand_where_its_word_can() -> None:
    # `regardless` and `challenges` begin lines of their own kinds, `explained` goes on with `by`.
    known = {word.split()[0] for word in CONNECTIVES}
    assert known == set(words.CONNECTIVES) - {"regardless", "challenges"}
    for words_, row in CONNECTIVES.items():
        word = words_.split()[0]
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


def names(text: str) -> list[tuple[int, str]]:
    return [(d.line, d.name) for d in Compilation.of_text(text).understood]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        *product(("because: B.", "but: B."), ("and: C.", "unless: C.", "by s", "including: C.")),
        *product(("or: B.", "including: B."), ("or: C.", "including: C.")),
    ],
)
@pytest.mark.parametrize("above", ["claim a: A is so.\n", ""])
def test_a_line_that_is_misplaced_is_reported_for_nothing_else(
    first: str, then: str, above: str
) -> None:
    """Nor is what joins it."""
    assert {name for _, name in names(f"{above}{first}\n{then}\n")} == {"misplaced-connective"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["empty-map"]),
        ("map: M\n", ["empty-map"]),
        # A warning is no reason not to say it, and an error is.
        ("map: M\n  odd-name: 3\n", ["empty-map", "unknown-attribute"]),
        ("map\uff1a M\n", ["full-width-colon"]),
        ("claim:\n", ["missing-text"]),
    ],
)
def test_a_map_without_statements_is_remarked_on(text: str, said: list[str]) -> None:
    assert [name for _, name in names(text)] == said


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_spans_hold_what_they_speak_of(path: Path) -> None:
    """Each diagnostic and each edit has a span in the text, that of a diagnostic empty at the end of a line only."""
    text = path.read_bytes().decode("utf-8", "replace")
    for shift in ("", "##\n"):
        for found in Compilation.of_text(shift + text, path.name).understood:
            size = len(found.source.text)
            start, end = found.span
            assert 0 <= start < end <= size or found.source.text[start : start + 1] in ("", "\n")
            edits = found.fix.edits if found.fix else ()
            assert all(0 <= e.span.start <= e.span.end <= size for e in edits)


def test_undercuts_of_what_was_dropped_are_dropped_too() -> None:
    text = "claim c: A is so.\n  because nothing\n  unless: B is so.\n    unless: C is so.\n"
    compilation = Compilation.of_text(text)
    assert [d.name for d in compilation.understood] == ["undefined-label"]
    assert compilation.map.arguments == ()


def test_an_imported_supposition_stays_in_its_passage(tmp_path: Path) -> None:
    (tmp_path / "lib.arg").write_text(
        "suppose flood: The river floods.\n  so wet: Cellars are wet.\n"
        "so if-flood: Floods wet cellars.\nby conditional-proof\n"
    )
    uses = ("because lib.flood", "because lib.wet", "but lib.flood", "provided lib.flood")
    lines = [*uses, "explained by lib.flood", "restates lib.flood", "because: A.\n  by lib.flood"]
    for line in lines:
        path = tmp_path / "map.arg"
        path.write_text(f"use lib.arg\nclaim x: The town should act.\n  {line}\n")
        found = [d.name for d in Compilation.of_file(path).understood]
        assert found and set(found) <= {"supposition-left", "argued-supposition"}, line
    path.write_text("use lib.arg\nclaim x: The town should act.\n  because lib.if-flood\n")
    assert not Compilation.of_file(path).understood
