"""Data in, diagnostics or JSON out.

corpus/errors/NAME.arg: a comment `# error: rule` (or `# warning: rule`) stands above each line with a
fault; nothing else may be reported. NAME.txt beside it is what a reader sees.
corpus/maps/NAME.arg: what is understood, as NAME.json.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.diagnostics import RULES
from argmap.report import render_report
from argmap.rulebook import READING
from tests.conftest import CORPUS

ERRORS = sorted((CORPUS / "errors").glob("*.arg"))
MAPS = sorted((CORPUS / "maps").glob("*.arg"))
EXPECTED = re.compile(r"^\s*# (error|warning): ([\w-]+)")


def expected(text: str) -> list[tuple[int, str, str]]:
    """Line, severity and rule of each fault that the comments of a file announce."""
    found = []
    pending: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        announced = EXPECTED.match(line)
        if announced:
            pending.append((announced[1], announced[2]))
        elif line.strip() and pending:
            found += [(number, *p) for p in pending]
            pending = []
    return sorted(found)


def compiled(path: Path) -> Compilation:
    compilation = Compilation.of_file(path)
    compilation.source.name = path.name
    return compilation


@pytest.mark.parametrize("path", ERRORS, ids=lambda p: p.stem)
def test_faults_are_said_once_and_where_they_are(path: Path, golden) -> None:
    found = compiled(path).understood
    text = path.read_text(encoding="utf-8")
    actual = sorted((d.line, str(d.severity), d.name) for d in found)
    assert actual == expected(text)
    golden(path.with_suffix(".txt"), render_report(found, "full"))


@pytest.mark.parametrize("path", MAPS, ids=lambda p: p.stem)
def test_maps_are_understood(path: Path, golden) -> None:
    golden(path.with_suffix(".json"), argmap.load(path).to_json())


def test_every_rule_of_the_language_has_a_case() -> None:
    elsewhere = {
        *(
            "invalid-encoding",
            "control-character",
            "invalid-json",
            "invalid-framework",
            "invalid-document",
            "odd-annotation",
            "unknown-format",
            "missing-glyph",
            "undrawn-maths",
            "renumbered",
            "empty-map",
        ),
    }
    announced = {
        rule for path in ERRORS for _, _, rule in expected(path.read_text(encoding="utf-8"))
    }
    language = {rule.name for rule in RULES.values() if rule.family in READING}
    assert language - elsewhere == announced - elsewhere


def test_severities_are_those_announced() -> None:
    for path in ERRORS:
        for _, severity, rule in expected(path.read_text(encoding="utf-8")):
            assert RULES[rule].severity == severity, (path.name, rule)


def test_codes_and_names_are_unique() -> None:
    assert len({r.code for r in RULES.values()}) == len(RULES)
    assert all(re.fullmatch(r"AM\d{3}", r.code) for r in RULES.values())


def test_messages_are_in_the_words_of_the_language() -> None:
    """Never lark's or a terminal's name."""
    for path in ERRORS:
        shown = render_report(compiled(path).understood, "full")
        for jargon in (
            "TEXT",
            "LABEL",
            "CONNECTIVE",
            "JUNK",
            "BROKEN",
            "lark",
            "Unexpected",
            "token",
        ):
            messages = [line for line in shown.split("\n") if " | " not in line]
            assert not any(re.search(rf"\b{jargon}\b", line) for line in messages), (path, jargon)
