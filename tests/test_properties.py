"""What must always hold, whatever the text."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import argmap
from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic
from argmap.edit.formatting import laid_out
from argmap.report import FORMATS, render_report
from argmap.source import Source
from argmap.syntax.nodes import walk
from argmap.syntax.parser import parse
from tests.conftest import CORPUS, EXAMPLES

TEXTS = [
    path.read_text(encoding="utf-8")
    for folder in (EXAMPLES, CORPUS / "errors", CORPUS / "maps")
    for path in sorted(Path(folder).glob("*.arg"))
]
PIECES = (
    *("because", "and", "so", "but", "unless", "although", "by", "including", "or", "against"),
    *("regardless of", "contradicts", "outweighs", "claim", "premise", "unstated", "map", "use"),
    *("section", "as", "a", "b", "a.b", ":", ": text", "\n", "\n  ", "\n    ", "\t", "| x", "> q"),
    *(
        "# c",
        "：",
        "\u00a0",
        "\ud800",
        "\x00",
        "\r",
        "é",
        "e\u0301",
        "論",
        "😀",
        "-",
        "1",
        '"',
        " ",
    ),
)
noise = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
relaxed = settings(max_examples=150, deadline=None)


def sound(text: str) -> tuple[Diagnostic, ...]:
    """Checks a text and that every place named lies inside it."""
    compilation = Compilation.of_text(text)
    found = compilation.diagnostics
    for diagnostic in found:
        for source, span in [
            (diagnostic.source, diagnostic.span),
            *((r.source, r.span) for r in diagnostic.related),
        ]:
            assert 0 <= span.start <= span.end <= len(source.text)
        assert diagnostic.message and "\n" not in diagnostic.message
        assert diagnostic.line >= 1 and diagnostic.column >= 1
    for format in FORMATS:
        render_report(found, format)
    for statement in compilation.map.statements:
        if statement.span:
            assert 0 <= statement.span.start < statement.span.end <= len(compilation.source.text)
    return found


@relaxed
@given(st.text(max_size=200))
@example("")
@example(":")
@example("|")
@example(">")
@example("claim a: x\n    |\n")
def test_any_text(text: str) -> None:
    sound(text)


@relaxed
@given(noise)
def test_any_words(text: str) -> None:
    sound(text)
    map = argmap.ArgumentMap.of(Compilation.of_text(text).map)
    map.to_json()
    if len(map.statements) < 8:
        map.to_svg()
        map.to_dot()


@relaxed
@given(st.sampled_from(TEXTS), st.integers(0, 2**32), st.integers(1, 5))
def test_mutated_maps(text: str, seed: int, faults: int) -> None:
    rng = random.Random(seed)
    for _ in range(faults):
        at = rng.randrange(len(text) + 1)
        cut = rng.choice((0, 0, 1, 2, 20))
        text = text[:at] + rng.choice(("", "x", *PIECES)) + text[at + cut :]
    sound(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_one_broken_line_is_one_syntax_error(seed: int) -> None:
    """A line of nonsense between others gives one error of its own, and they are still read."""
    clean = argmap.loads("claim a: A.\n  because b: B.\n  and c: C.\n    but d: D.\nclaim e: E.\n")
    lines = clean.to_arg().rstrip("\n").split("\n")
    rng = random.Random(seed)
    at = rng.randrange(len(lines) + 1)
    above = lines[at - 1] if at else ""
    pad = " " * (len(above) - len(above.lstrip()))
    lines.insert(at, f"{pad}!?! nonsense")
    found = Compilation.of_text("\n".join(lines) + "\n").understood
    assert [d.name for d in found] == ["unreadable-line"]
    assert len(Compilation.of_text("\n".join(lines)).map.statements) == 5


@relaxed
@given(noise)
def test_spans_of_the_tree(text: str) -> None:
    source = Source.of(text)
    for line, _ in walk(parse(source).lines):
        assert 0 <= line.start <= line.end <= len(source.text)
        first, *more = source.text[line.start : line.end].split("\n")
        assert all(m.lstrip(" \t")[:1] in ("|", "#", "") for m in more), first


@given(st.text(max_size=60), st.integers(0, 60))
def test_positions(text: str, offset: int) -> None:
    source = Source.of(text)
    offset = min(offset, len(source.text))
    line, column = source.position(offset)
    assert source.lines[line - 1] + column - 1 == offset
    assert source.units_column(offset, "utf-32") == column
    assert source.units_column(offset, "utf-8") >= source.units_column(offset, "utf-16") >= column


@relaxed
@given(name=st.text(max_size=12))
@example(name="deductio“n")
@example(name="sche\u0301ma")
@example(name="a\u0323\u0301\u0323")
@example(name="¼")
def test_a_scheme_that_is_passed_can_be_written(name: str) -> None:
    _written_in_every_form(f"claim c: C is so.\n  because p: P is so.\n  by {name}\n")


@relaxed
@given(name=st.text(max_size=12))
@example(name="¼")
@example(name="a\u0323")
def test_a_label_that_is_passed_can_be_written(name: str) -> None:
    _written_in_every_form(f"claim {name}: C is so.\n  because p: P is so.\n")


def _written_in_every_form(text: str) -> None:
    compilation = Compilation.of_text(text)
    if compilation.has_errors:
        return
    map = argmap.loads(text)
    assert argmap.loads(map.to_json()) == map
    assert argmap.loads(map.to_arg()) == map
    made = laid_out(compilation.of_data(text.encode("utf-8", "surrogatepass")))
    assert isinstance(made, bytes)
    assert argmap.loads(made.decode()) == map
