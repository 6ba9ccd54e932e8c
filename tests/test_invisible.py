"""Invisible characters in a text: named, with a fix where it is certain, and left alone where they do something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic

RULE = "invisible-character"


def found(text: str) -> list[Diagnostic]:
    return [d for d in argmap.check(text) if d.name == RULE]


def mended(text: str, tmp_path: Path) -> str:
    path = tmp_path / "m.arg"
    path.write_text(text, encoding="utf-8")
    main(["check", "--fix", "--quiet", str(path)])
    return path.read_text(encoding="utf-8")


WITHOUT_FUNCTION = [
    *("\u200b", "\u200d", "\u2061", "\u2062", "\u2063", "\ufe0f", "\ufe00", "\U000e0100", "\u17b4", "\u180b", "\u180f"),
    *("\u034f", "\u2065", "\ufff0", "\U0001bca0", "\U0001d173", "\U000e0fff", "\u2064\ufe0f\u200b"),
    *( "\ufeff", "\u200e", "\u200f", "\u061c", "\u180e", "\u2061", "\u2064", "\u206a"),
    *("\ufff9", "\U000e0001", "\U000e0041", "\x7f", "\x80", "\x9b", "\x9f", "\u200b\u200b\ufeff"),
]  # fmt: skip


@pytest.mark.parametrize("odd", WITHOUT_FUNCTION, ids=lambda o: f"{ord(o[0]):x}-{len(o)}")
def test_what_does_nothing_is_named_and_deleted(odd: str, tmp_path: Path) -> None:
    for before, after in (("", "claim a: The kiln is cold."), ("claim a: The ki", "ln is cold."), ("claim", " a: The kiln is cold."),
                          ("claim a: The kiln is cold.", ""), ("claim a: The kiln is cold.\n  be", "cause b: So is the wood.")):  # fmt: skip
        text = f"claim z: One.\n  because y: Two.\n{before}{odd}{after}\n"
        [one] = found(text)
        assert f"U+{ord(odd[0]):04X}" in one.message and one.fix
        assert one.help == ("delete it",)
        assert text[one.span.start : one.span.end] == odd
        assert one.line == 3 + before.count("\n")
        assert mended(text, tmp_path) == text.replace(odd, "")


DIRECTION = [
    "\u202e",
    "\u202d",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\u2028",
    "\u2029",
]


@pytest.mark.parametrize("odd", DIRECTION, ids=lambda o: f"{ord(o):x}")
def test_what_changes_direction_or_lines_is_named_and_left(odd: str, tmp_path: Path) -> None:
    text = f"claim a: The kiln {odd}is cold.\n"
    [one] = found(text)
    assert f"U+{ord(odd):04X}" in one.message and one.fix is None
    assert mended(text, tmp_path) == text


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم", "क्\u200dष", "👨\u200d👩\u200d👧", "🏴\U000e0067\U000e0062\U000e007f", "❤\ufe0f", "עברית\u200f!", "الع\u200eABC\u200e",
        "ไทย\u200bไทย", "a \u2067עברית\u2069 b", "x \u202bעברית\u202c y", "soft\u00adhyphen", "no\u00a0break", "word\u2060joiner", "é e\u0301",
        "Auf\u200clage", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "≨\ufe00", "葛\U000e0100", "ᠮ\u180bᠣ", "\u1100\u1160", "\u115f\u1161", "a\u034f\u0301",
    ],
)  # fmt: skip
def test_what_does_something_is_left_alone(text: str) -> None:
    assert found(f"claim a: {text}.\n  because b: {text} x.\n") == []


HANGUL_FILLERS = ["\u115f", "\u1160", "\u3164", "\uffa0"]


@pytest.mark.parametrize("odd", HANGUL_FILLERS, ids=lambda o: f"{ord(o):x}")
def test_what_is_blank_is_named_and_left(odd: str, tmp_path: Path) -> None:
    text = f"claim a: The kiln{odd}is cold.\n"
    [one] = found(text)
    assert f"U+{ord(odd):04X}" in one.message and one.fix is None
    assert mended(text, tmp_path) == text


LOOK_ALIKE = [
    c for c in WITHOUT_FUNCTION if len(c) == 1 and not "\x7f" <= c <= "\x9f" and c < "\ufff9"
]


@pytest.mark.parametrize(
    "odd", [*LOOK_ALIKE, *HANGUL_FILLERS, "\xad", "\u2060", "\u200c"], ids=lambda o: f"{ord(o):x}"
)
def test_a_label_holds_nothing_that_is_not_seen(odd: str, tmp_path: Path) -> None:
    text = f"claim kiln: The kiln is cold.\nclaim ki{odd}ln: The wood is wet.\nclaim b: It fails.\n  because ki{odd}ln\n"
    diagnostics = argmap.check(text)
    [error] = [d for d in diagnostics if d.name == "invalid-label"]
    assert error.line == 2 and "which can't be seen" in error.message
    assert error.help == ("write `kiln`, here and where the label is used",)
    assert [(d.line, d.column) for d in diagnostics if d.name == RULE] == [(2, 9), (4, 13)]
    if odd not in HANGUL_FILLERS:
        assert [d.name for d in argmap.check(mended(text, tmp_path)) if d.severity == "error"] == [
            "duplicate-label"
        ]


def test_a_reference_that_looks_like_a_label_is_none(tmp_path: Path) -> None:
    text = "claim kiln: The kiln is cold.\nclaim b: The firing fails.\n  because ki\ufe0fln\n"
    assert {d.name for d in argmap.check(text)} == {"undefined-label", RULE}
    assert mended(text, tmp_path) == text.replace("\ufe0f", "")


def test_texts_that_look_alike_are_the_same() -> None:
    text = "premise a: The auf\u200clage is\u2060 cold.\npremise b: The auf\xadlage is cold.\nso: It fails.\n"
    assert "duplicate-statement" in [d.name for d in argmap.check(text)]


def test_the_table_is_that_of_unicode() -> None:
    """All characters that are ignored, as far as Python knows: format controls but those that are signs, and selectors."""
    import re
    import unicodedata

    from argmap.wording import IGNORABLE

    ignored = re.compile(f"[{IGNORABLE}]").fullmatch
    signs = re.compile(
        "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f]"
    )
    for code in range(0x110000):
        if unicodedata.category(chr(code)) == "Cf" and not signs.match(chr(code)):
            assert ignored(chr(code)), hex(code)
    assert all(
        ignored(c)
        for c in map(
            unicodedata.lookup, ["VARIATION SELECTOR-1", "VARIATION SELECTOR-256", "HANGUL FILLER"]
        )
    )


@pytest.mark.parametrize(
    "line",
    [
        "{}because y",
        "be{}cause: Two.",
        "be{}cause y: Two.",
        "{}by",
        "{}by modus-ponens",
        "{}however: No.",
    ],
)
def test_a_keyword_with_an_invisible_character_is_one_message(line: str, tmp_path: Path) -> None:
    text = "premise x: It is wet.\nclaim z: One.\n  because x\n  " + line + "\n"
    odd = text.format("\u200b")
    assert [d.name for d in Compilation.of_text(odd).understood] == [
        d.name for d in Compilation.of_text(text.format("")).understood
    ]
    assert [d.line for d in found(odd)] == [4]
    assert mended(odd, tmp_path) == text.format("")
    compilation = Compilation.of_text(odd)
    plain = Compilation.of_text(text.format(""))
    assert compilation.map == plain.map


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\u00a0 \u00a0"])
@pytest.mark.parametrize("line", ["  because{}b: The wood is wet.", "so{}d: It fails.", "  but{}unstated claim: No.", "premise{}x: P.",
                                  "  because{}unstated: No."])  # fmt: skip
def test_a_space_after_a_keyword_is_written_anew(space: str, line: str, tmp_path: Path) -> None:
    text = f"claim a: The kiln is cold.\n{line.format(space)}\n"
    assert [(d.fix is not None, d.help) for d in found(text)] == [
        (True, ("write a space in its place",))
    ]
    assert mended(text, tmp_path) == f"claim a: The kiln is cold.\n{line.format(' ')}\n"


def test_the_mark_at_the_beginning_of_a_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "m.arg"
    path.write_bytes(b"\xef\xbb\xbfclaim a: A.\n  because b: B.\n")
    assert [d.name for d in argmap.check(path)] == []


def test_texts_of_other_formats_are_looked_at(tmp_path: Path) -> None:
    map = argmap.loads("claim a: x y.\n  because b: c d.\n").to_dict()
    map["statements"][0]["text"] = "x\u200by."
    text = json.dumps(map, ensure_ascii=True)
    found = [d for d in Compilation.of_text(text, "m.json").diagnostics if d.name == RULE]
    assert len(found) == 1 and found[0].fix is None


def test_many_are_cut_short_and_cost_little() -> None:
    assert len(found("claim a: " + "x\u200b" * 5000 + "\n")) == 100
    assert len(found("".join(f"claim: {'a' * 50} \u2066 b\n" for _ in range(500)))) == 100


@pytest.mark.parametrize("line_end", ["\x85", "\u2028", "\u2029", "\u200b\x85"])
def test_what_parts_lines_is_not_deleted(line_end: str) -> None:
    found = [d for d in argmap.check(f"claim a: first{line_end}second.\n") if d.code == "AM230"]
    assert len(found) == 1 and found[0].fix is None
