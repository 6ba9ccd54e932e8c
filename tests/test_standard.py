"""The standard form: every statement once, everything derived before it is used, nothing lost."""

from __future__ import annotations

import re

import pytest

import argmap
from argmap import cli
from argmap.draw.options import Options
from argmap.draw.view import view
from argmap.writers import render
from argmap.writers.standard_form import FORMATS, to_standard
from tests.conftest import CORPUS, EXAMPLES
from tests.strategies import maps


def standard(text: str | argmap.ArgumentMap, format: str = "text", **options) -> str:
    map = argmap.loads(text) if isinstance(text, str) else text
    return render(map, format, Options(layout="standard", **options)).files[0].decode()


@pytest.mark.parametrize("name", ["nato", "structures"])
@pytest.mark.parametrize("format", FORMATS)
def test_goldens(name: str, format: str, golden) -> None:
    folder = EXAMPLES if name == "nato" else CORPUS / "draw"
    ending = {"text": "txt", "markdown": "md", "tikz": "fragment.tex"}.get(format, format)
    text = standard(argmap.load(folder / f"{name}.arg"), format)
    golden(CORPUS / "draw" / f"{name}.standard.{ending}", text)


def numbers(text: str) -> dict[str, int]:
    """The number of each statement, by its text; texts of one line only."""
    return {words: int(n) for n, words in re.findall(r"^\((\d+)\) +\[?(\w+)", text, re.M)}


def test_conclusions_come_after_what_they_rest_on() -> None:
    text = standard(
        "claim a: A.\n  because b: B.\n    because c: C.\n    and d\n  because e: E.\npremise d: D.\n"
    )
    assert numbers(text) == {"C": 1, "D": 2, "B": 3, "E": 4, "A": 5}
    assert "so presumably, from (1) and (2)" in text
    assert text.index("from (3)") < text.index("from (4)") < text.index("(5)")


def test_random_maps() -> None:
    for map in maps():
        is_whole(map)


def is_whole(map: argmap.ArgumentMap) -> None:
    """All that the map says stands in its standard form."""
    text = standard(map)
    # Without the lines beside what is only supposed.
    bare = "\n".join(
        re.sub("^[ │]*", "", line) if "│" in line else line for line in text.split("\n")
    )
    found = [int(n) for n in re.findall(r"^\((\d+)\)  ", bare, re.M)]
    assert found == list(range(1, len(map.statements) + 1))
    steps = re.findall(r"^ *[─═]{8} ", bare, re.M)
    assert len(steps) == sum(a.role == "supports" for a in map.arguments)
    said = r"^(?:Against |The (?:step|undercut|challenge|argument) )"
    against = len(re.findall(said, bare, re.M))
    assert against == sum(a.role != "supports" for a in map.arguments)
    assert text.count("contradict each other.") == len(map.contradictions)
    assert text.count("outweighs (") == len(map.preferences)
    assert len(re.findall(r"regardless\s+of \(", text)) == len(map.independences)
    flat = re.sub(r"\s+", "", text)
    for statement in map.statements:
        assert re.sub(r"\s+", "", statement.text) in flat
    for format in FORMATS:
        assert standard(map, format) == standard(map, format)


def test_objections_and_replies() -> None:
    text = standard(
        "claim a: A.\n"
        "  because b: B.\n"
        "  unless x: X.\n"
        "  but c: C.\n"
        "    but d: D.\n"
        "  although e: E.\n"
        "    unless premise f: F.\n"
    )
    assert re.findall(r"^[A-Z].*$", text, re.M)[1:] == [
        "The step from (1) to (2) holds unless:",
        "Against (2):",
        "Against (4):",
        "Against (2), granted but outweighed:",
        "Against the step from (6) against (2):",
    ]


def test_strict_steps_schemes_rules_and_how_sure() -> None:
    text = standard(
        "claim a: A.\n"
        "  because b: B.\n"
        "  and c: C.\n"
        "  by expert-opinion\n"
        "    roles: b=expert\n"
        "    strength: 0.8\n"
        "    qualifier: most likely\n"
        "claim x: X.\n"
        "  because y: Y.\n"
        "  by deduction\n"
        "claim p: P.\n"
        "  because q: Q.\n"
        "  by r: R.\n"
    )
    flat = re.sub(r"\s+", " ", text)
    assert (
        "──────── so most likely, from (1) as expert and (2), by expert-opinion, strength 0.8"
        in flat
    )
    assert "════════ therefore, from (4)" in flat
    assert "so presumably, from (6), by the rule (7)" in flat


def test_circles_are_said_and_end() -> None:
    text = standard("claim a: A.\n  because b: B.\n    because a\n")
    assert "(a circle: (2) rests on (1))" in text
    text = standard("claim a: A.\n  because a\n")
    assert "(a circle: (1) rests on (1))" in text


def test_what_is_said_of_statements() -> None:
    text = standard(
        "claim a: A.\n"
        "  because unstated: B.\n"
        "  because c: C.\n"
        "    speaker: NATO\n"
        "    qualifier: in theory\n"
        "  including d: D.\n"
        "  or e: E.\n"
    )
    assert "[B.]" in text and "NATO: C. (in theory)" in text
    assert "(3) consists of (4) or (5):" in text
    assert text.endswith("Square brackets hold what is left unsaid.\n")


def test_sections_are_headings() -> None:
    text = standard(
        "section one: First\n  claim a: A.\n    because b\n  section two: Second\n    claim b: B.\n"
        "      because c: C.\n",
        "markdown",
    )
    assert [line for line in text.splitlines() if line.startswith("#")][1:] == [
        "## First",
        "### Second",
    ]


def test_a_title_is_said_once() -> None:
    text = standard(argmap.load(EXAMPLES / "summit.arg"))
    for section in argmap.load(EXAMPLES / "summit.arg").sections:
        assert text.count(f"\n{section.title}\n") == 1
    is_whole(argmap.load(EXAMPLES / "summit.arg"))


def test_a_map_from_right_to_left_is_mirrored() -> None:
    map = "claim: \u05d4\u05de\u05e1\u05e7\u05e0\u05d4.\n  because: \u05d4\u05e0\u05d7\u05d4.\n"
    lines = standard(map).splitlines()
    assert all(line.startswith("\u200f") for line in lines if line)
    (step,) = [line for line in lines if "presumably" in line]
    assert step.endswith("\u2500 \u2066so presumably, from (1)\u2069")
    written = standard(map, "markdown")
    assert written.startswith('<div dir="rtl">\n\n# ') and written.endswith("\n\n</div>\n")
    assert r"\pardir TRT" in standard(map, "tikz")
    assert "\u200f" not in standard("claim: C.\n  because: A.\n")


def test_what_a_section_rests_on_comes_before_it() -> None:
    text = standard(
        "section one: First\n  claim a: A.\n    because b\n"
        "section two: Second\n  claim b: B.\n    because c: C.\n"
    )
    assert numbers(text) == {"C": 1, "B": 2, "A": 3} and "circle" not in text
    # Where each rests on the other, the file's order stays, and no circle is told of.
    text = standard(
        "section one: First\n  claim a: A.\n    because b\n  claim d: D.\n    because f: F.\n"
        "section two: Second\n  claim b: B.\n    because c: C.\n  claim e: E.\n    because d\n"
    )
    assert numbers(text) == {"A": 1, "F": 2, "D": 3, "C": 4, "B": 5, "E": 6}
    assert "so presumably, from (5) ((5) below)" in text and "circle" not in text
    assert "First\n-----\n" in text and text.count("First") == 1


def test_parts_in_other_sections_are_named() -> None:
    text = standard(
        "section one: First\n  claim a: A.\n    including b\n    including c: C.\n"
        "section two: Second\n  claim b: B.\n"
    )
    assert "(1) consists of (3), (2).\n(2)  C.\n" in text


def test_a_part_of_a_map_says_so() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    seen = view(map, Options(layout="standard", root="provokes"))
    text = to_standard(seen, "text")
    assert "bears on (2) is" in text
    assert "influence" not in text


def test_depth_is_no_matter() -> None:
    deep = "".join(f"claim c{n}: C{n}.\n  because c{n + 1}\n" for n in range(3000))
    text = standard(f"{deep}claim c3000: C.\n")
    assert text.count("so presumably") == 3000
    replies = "".join(f"claim c{n}: C{n}.\n  but c{n + 1}\n" for n in range(3000))
    assert standard(f"{replies}claim c3000: C.\n").count("Against") == 3000


def test_pictures_have_no_standard_form(tmp_path, capsys) -> None:
    map = argmap.loads("claim: A.\n")
    for format in ("svg", "pdf", "png", "eps", "dot"):
        with pytest.raises(ValueError, match="text, markdown, tikz"):
            render(map, format, Options(layout="standard"))
    file = str(EXAMPLES / "nato.arg")
    out = tmp_path / "nato.txt"
    assert cli.main(["render", file, "--layout", "standard", "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("The hollow pledge\n")
    assert cli.main(["render", file, "--layout", "standard", "-o", str(tmp_path / "a.svg")]) == 2
    assert "layout standard is text" in capsys.readouterr().err


def test_empty_map() -> None:
    for format in FORMATS:
        assert standard(argmap.ArgumentMap(), format)


def test_what_a_line_says_of_what_is_left_out_has_no_numbers_of_the_file() -> None:
    text = standard(
        "premise z: Zero.\npremise e: A or B is so.\n"
        "and suppose a: A is so.\n  so x: C is true.\n"
        "and suppose b: B is so.\n  so y: C holds.\n"
        "so w: C is so.\nby cases\nz\nagainst e\n",
        root="w",
        depth=1,
    )
    assert "only supposing “A is so.”, which is not shown" in " ".join(text.split())
    assert "only supposing “B is so.”, which is not shown" in " ".join(text.split())
    assert "Only 1 step below the main conclusions is drawn: 3 statements are left out." in text


def test_a_section_as_one_box_names_what_attacks_a_step_inside_by_its_line() -> None:
    text = standard(
        "claim first: F.\nclaim other: O.\nsection s: S\n  claim a: A.\n    because b: B.\n"
        "      unless c\nsection t: T\n  premise c: C.\n",
        collapse=("s",),
    )
    number = next(line[:3] for line in text.splitlines() if "  C." in line)
    assert f"a step inside is undercut by {number}" in text
