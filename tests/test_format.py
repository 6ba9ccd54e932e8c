"""The one layout: the same map, every comment, and the same text once more."""

from __future__ import annotations

import difflib
from collections import Counter
from pathlib import Path
from random import Random

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.diagnostics import Severity
from argmap.edit.formatting import Refused, laid_out
from argmap.syntax.format import ORDER, formatted
from argmap.syntax.words import ATTRIBUTES
from tests.conftest import CORPUS, EXAMPLES
from tests.strategies import maps, random_text
from tests.test_cli import run

UNTIDY = sorted((CORPUS / "format").glob("*.arg"))
TEXTS = sorted(CORPUS.rglob("*.arg")) + sorted(EXAMPLES.glob("*.arg"))


def sound(compilation: Compilation) -> bool:
    faults = (*compilation.reading.diagnostics, *compilation.syntax.diagnostics)
    return not any(d.severity is Severity.ERROR for d in faults)


def holds(text: str, width: int | None) -> None:
    before = Compilation.of_text(text)
    if not sound(before):
        return
    made = formatted(before.syntax, width)
    after = Compilation.of_text(made)
    assert after.map.to_dict() == before.map.to_dict(), text
    assert comments(after) == comments(before), text
    again = formatted(after.syntax, width)
    assert again == made, "\n".join(difflib.unified_diff(made.split("\n"), again.split("\n")))
    assert errors(after) == errors(before)


def errors(compilation: Compilation) -> Counter[str]:
    return Counter(d.name for d in compilation.understood if d.severity is Severity.ERROR)


def comments(compilation: Compilation) -> Counter[str]:
    text = compilation.source.text
    return Counter(text[a:b].rstrip() for a, b in compilation.syntax.comments)


def noisy(text: str, random: Random) -> str:
    """The text with comments, blank lines and `|` lines strewn in, at any indentation."""
    lines = []
    for line in text.split("\n"):
        if random.random() < 0.15:
            words = (f"# c{random.randrange(99)}", "# argmap: ignore[too-long]", "", "   ")
            lines.append(" " * random.randrange(8) + random.choice(words))
        lines.append(line)
        if random.random() < 0.1 and ":" in line and line.strip()[0] not in "#>|":
            lines.append(" " * random.randrange(6) + f"| more {random.randrange(9)}")
    return "\n".join(lines)


@pytest.mark.parametrize("width", [None, 40])
def test_texts_mean_the_same_and_stay(width: int | None) -> None:
    random = Random(11)
    texts = [path.read_bytes().decode("utf-8", "replace") for path in TEXTS]
    texts += [random_text(random) for _ in range(300)]
    for text in texts:
        holds(text, width)
        holds(noisy(text, random), width)


def test_what_to_arg_writes_is_laid_out() -> None:
    for map in [*maps(), *(argmap.load(path) for path in EXAMPLES.glob("*.arg"))]:
        text = map.to_arg()
        assert formatted(Compilation.of_text(text, project=EXAMPLES).syntax) == text


def test_the_examples_are_laid_out() -> None:
    for path in EXAMPLES.glob("*.arg"):
        compilation = Compilation.of_file(path)
        assert laid_out(compilation) == compilation.reading.data, path.name


@pytest.mark.parametrize("path", UNTIDY, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [None, 30])
def test_the_layout(path: Path, width: int | None, golden) -> None:
    made = formatted(Compilation.of_file(path).syntax, width)
    golden(path.with_suffix(f".{width or 'formatted'}"), made)


def test_nothing_is_moved_over_the_edge_of_a_passage() -> None:
    text = (
        "suppose a: A is so.\n  note: Of the supposition.\n  so b: B is so.\n"
        "  # beside the stray one\n  speaker: Anna\n  # last\nso c: C is so.\n"
    )
    assert formatted(Compilation.of_text(text).syntax) == text
    assert [d.name for d in Compilation.of_text(text).understood] == ["misplaced-attribute"]


def test_every_attribute_of_the_language_has_a_place() -> None:
    assert set(ORDER) == ATTRIBUTES
    assert len(ORDER) == len(set(ORDER))


def test_blanks_that_count_are_not_broken_at() -> None:
    text = "claim: a  b " + "word " * 20 + "\tend\n"
    made = formatted(Compilation.of_text(text).syntax, 30)
    assert argmap.loads(made) == argmap.loads(text)
    assert all(len(line) <= 30 for line in made.splitlines())


def test_line_ends_and_marks_stay(tmp_path: Path) -> None:
    path = tmp_path / "x.arg"
    path.write_bytes(b"\xef\xbb\xbfclaim:   A.\r\n   because:  B.\r\n")
    assert laid_out(Compilation.of_file(path)) == b"\xef\xbb\xbfclaim: A.\r\n  because: B.\r\n"


def test_the_width_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text("width = 24\n")
    path = tmp_path / "x.arg"
    path.write_text("claim: The pledge is hollow, and everybody knows it.\n")
    assert run("format", str(path)).returncode == 0
    assert path.read_text() == ("claim: The pledge is\n  | hollow, and\n  | everybody knows it.\n")


@pytest.mark.parametrize("width", ["true", "10", '"80"', "80.5"])
def test_a_width_that_is_none(width: str, tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text(f"width = {width}\n")
    (tmp_path / "x.arg").write_text("claim: A.\n")
    found = argmap.check(tmp_path / "x.arg")
    assert "invalid-configuration" in [d.name for d in found]


@pytest.mark.parametrize(
    "data",
    [b"claim A.\n", b"claim: A.\n\tbecause: B.\n", b"\xff", b'{"format": "argmap"}', b"PK\0\0"],
)
def test_what_is_no_sound_text_is_left_alone(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.arg"
    path.write_bytes(data)
    assert isinstance(laid_out(Compilation.of_file(path)), Refused)
    done = run("format", str(path))
    assert done.returncode == 1
    assert b"is left as it is" in done.stderr
    assert b"Traceback" not in done.stderr
    assert path.read_bytes() == data


def test_errors_of_names_do_not_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "x.arg"
    path.write_text("claim:   A.\n     because   nobody\n")
    assert run("format", str(path)).returncode == 0
    assert path.read_text() == "claim: A.\n  because nobody\n"


def test_check_and_diff_write_nothing(tmp_path: Path) -> None:
    tidy, untidy = tmp_path / "a.arg", tmp_path / "b.arg"
    tidy.write_text("claim: A.\n")
    untidy.write_text("claim:  A.\n")
    done = run("format", "--check", str(tidy), str(untidy))
    assert done.returncode == 1
    assert b"b.arg would be laid out anew" in done.stderr
    assert b"1 of 2 files" in done.stderr
    done = run("format", "--diff", str(tmp_path))
    assert done.returncode == 1
    assert b"-claim:  A.\n+claim: A.\n" in done.stdout
    assert untidy.read_text() == "claim:  A.\n"
    assert run("format", "--check", str(tidy)).returncode == 0


def test_standard_input_and_other_places(tmp_path: Path) -> None:
    done = run("format", "-", stdin=b"claim:  A.\n")
    assert done.stdout == b"claim: A.\n"
    path, out = tmp_path / "x.arg", tmp_path / "y.arg"
    path.write_text("claim:  A.\n")
    assert run("format", str(path), "-o", str(out)).returncode == 0
    assert (path.read_text(), out.read_text()) == ("claim:  A.\n", "claim: A.\n")
    assert run("format", str(path), "-o", str(out), "--check").returncode == 2
    assert run("format", str(path), "--width", "3").returncode == 2
    assert run("format", str(tmp_path / "none.arg")).returncode == 2


def test_a_label_in_another_normal_form_is_laid_out() -> None:
    text = "claim a\u0323: The kiln is cold.\n"
    made = laid_out(Compilation.of_text("claim: x\n").of_data(text.encode()))
    assert made == text.encode()


def test_what_is_refused_is_refused_for_an_error_of_the_file() -> None:
    text = "claim h: H.\n  because a: A.\n  note: N.\n    and b: B.\n"
    made = laid_out(Compilation.of_text("claim: x\n").of_data(text.encode()))
    assert isinstance(made, Refused)
    assert [d.name for d in made.diagnostics] == ["misplaced-line"]
    assert "fault of argmap" not in made.reason
