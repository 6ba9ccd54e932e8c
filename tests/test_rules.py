"""Each rule fires on the example of its page, alone, and not on the mended one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.compilation import Compilation
from argmap.configuration import chosen
from argmap.rules.pages import listing, page, titled
from argmap.rules.table import CHECKED, READING, RULES, Rule, Severity, rule_named
from tests.conftest import CORPUS, ROOT
from tests.pages import examples

# Off in the default profile, which is to have nothing against their examples.
OFF = ("missing-full-stop", "unquoted-statement")
# Said of something else than a map, or of a map that argmap itself fails on: tests of their own.
ELSEWHERE = {"failed-rule", "invalid-configuration", "invalid-scheme-file"}
SHOWN = [rule for rule in RULES.values() if rule.name not in ELSEWHERE]
WELL_FORMED = sorted((CORPUS / "wellformed").glob("*.arg"))


def found(path: Path, rule: Rule) -> list[str]:
    compilation = Compilation.of_file(path)
    names = [d.name for d in compilation.diagnostics]
    if rule.name in OFF:
        selected = Compilation.of_file(path, choose=chosen(None, [rule.name], []))
        names += [d.name for d in selected.diagnostics]
    if rule.name == "missing-glyph":
        from argmap.draw.fonts import missing_glyphs

        names += [d.name for d in missing_glyphs(compilation.map, compilation.source, "pdf")]
    return names


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_the_example_of_its_page_fires_exactly_this_rule(rule: Rule, tmp_path: Path) -> None:
    assert set(found(examples(rule)["Example"].write(tmp_path), rule)) == {rule.name}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_the_mended_example_of_its_page_is_clean(rule: Rule, tmp_path: Path) -> None:
    assert found(examples(rule)["Instead"].write(tmp_path), rule) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_pages_have_their_form(rule: Rule) -> None:
    text = page(rule)
    first = text.split("\n\n")[0]
    assert re.fullmatch(r"[A-Z`'“].*\.", first, re.DOTALL), first
    assert "\n## Why\n" in text
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert all(len(line) <= 118 for line in prose.split("\n"))


def test_pages_of_the_documentation_are_up_to_date(golden) -> None:
    folder = ROOT / "docs" / "rules"
    for rule in RULES.values():
        golden(folder / f"{rule.name}.md", titled(rule))
    assert {p.stem for p in folder.glob("*.md")} == set(RULES)


def test_every_rule_that_looks_at_maps_has_a_module() -> None:
    folder = ROOT / "argmap" / "rules"
    for rule in CHECKED:
        assert (folder / f"{rule.name.replace('-', '_')}.py").is_file(), rule.name
    language = {p.stem for p in (folder / "language").glob("*.md")}
    assert language == {r.name for r in RULES.values() if r not in CHECKED}


def test_hints_are_guesses_and_nothing_else() -> None:
    """What is decided exactly is an error or a warning; what is guessed at, a hint."""
    guesses = {"wording"}
    for rule in CHECKED:
        heuristic = rule.family in guesses or rule.name in (
            "rabbit-rule",
            "holding-hands",
            "open-critical-questions",
        )
        assert (rule.severity is Severity.HINT) == heuristic, rule.name


def test_rules_are_found_by_name_and_code() -> None:
    assert rule_named("am201") is rule_named("circular-support") is RULES["circular-support"]
    assert rule_named("AM2") is None
    assert all(rule.name in listing() and rule.code in listing() for rule in RULES.values())
    assert {rule.family for rule in RULES.values() if rule not in CHECKED} == {*READING, "settings"}


@pytest.mark.parametrize("path", WELL_FORMED, ids=lambda p: p.stem)
def test_well_formed_maps_give_no_alarm(path: Path) -> None:
    """But for the critical questions of a scheme, which are as open as the hint says."""
    found = Compilation.of_file(path).diagnostics
    assert [str(d) for d in found if d.name != "open-critical-questions"] == []


def test_there_are_thirty_well_formed_maps() -> None:
    assert len(WELL_FORMED) >= 30
