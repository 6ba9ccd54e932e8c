"""Lines of text: as few as the width allows, even over the whole paragraph, words hyphenated where they must be."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from struct import unpack
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.draw import draw, hyphenation
from argmap.draw.drawing import Drawing, Group, Label, Line, Rect
from argmap.draw.fonts.found import fonts_for
from argmap.draw.fonts.widths import width
from argmap.draw.hyphenation import hyphens
from argmap.draw.layouts import PICTURED
from argmap.draw.mirror import mirror
from argmap.draw.options import Options
from argmap.draw.typeset import SetLine, Typesetter
from argmap.draw.wrap import Words
from tests.conftest import CORPUS
from tests.test_geometry import check

LONG = "Rechtsschutzversicherungsgesellschaften"


def set_in(text: str, limit: float, language: str = "", inline: bool = False) -> list[str]:
    return [line.text for line in Typesetter(inline, (), language).lines(text, limit, "regular", 8)]


def words_of(text: str) -> Words:
    """Every character is one em wide."""
    return Words(text, lambda a, b: float(b - a), 1.0, 1.0)


def every_way(words: list[str], limit: int) -> list[list[int]]:
    """The lengths of the lines of every way to break words into lines no longer than the limit."""
    found = []
    for count in range(len(words)):
        for cuts in combinations(range(1, len(words)), count):
            edges = [0, *cuts, len(words)]
            lines = [len(" ".join(words[a:b])) for a, b in pairwise(edges)]
            if max(lines) <= limit:
                found.append(lines)
        if found:
            return found
    return found


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(9, 30))
@settings(max_examples=300, deadline=None)
def test_lines_are_few_short_and_even(lengths: list[int], limit: int) -> None:
    words = ["x" * length for length in lengths]
    found = words_of(" ".join(words)).lines(float(limit))
    lines = [end - start for start, end, _, _ in found]
    ways = every_way(words, limit)
    assert len(lines) == len(ways[0])
    least = min(map(max, ways))
    assert max(lines) == least
    # Of all that are as short none has less room left, by squares, but to have a short word alone at the end.

    def left(way: list[int]) -> float:
        lonely = way[-1] == len(words[-1]) and 3 * way[-1] < least
        return sum((least - line) ** 2 for line in way) + lonely * least**2

    best = min(left(way) for way in ways if max(way) == least)
    # The measure is known to a sixteenth of an em.
    assert left(lines) <= best + len(lines) * least / 8


def test_no_first_line_is_short() -> None:
    first, second, third = (
        width(line, "regular", 8)
        for line in set_in(
            "A plain reason stands here and is of about the length of three lines.", 100
        )
    )
    assert min(first, second, third) > 0.8 * max(first, second, third)


def test_a_word_that_fits_no_line_is_hyphenated_by_its_language() -> None:
    assert set_in(f"{LONG} klagen.", 90, "de") == [
        "Rechtsschutzver-",
        "sicherungsgesell-",
        "schaften klagen.",
    ]
    assert set_in("International organisations", 30, "en") == set_in(
        "International organisations", 30
    )
    assert set_in("International", 30)[0].endswith("-")


@pytest.mark.parametrize("inline", [False, True])
def test_hyphens_are_no_part_of_the_text(inline: bool) -> None:
    setter = Typesetter(inline, (), "de")
    text = f"Die *{LONG}* klagen." if inline else f"Die {LONG} klagen."
    lines = setter.lines(text, 60, "regular", 8)
    assert sum(line.hyphen for line in lines) == 3

    def read(line: SetLine) -> str:
        return line.text.removesuffix("-") + " " * line.spaced

    assert "".join(map(read, lines)).strip() == f"Die {LONG} klagen."
    for line in lines:
        assert line.width <= 60.01
        if line.runs:
            assert "".join(run.text for run in line.runs) == line.text


@pytest.mark.parametrize("language", ["zh-Hans", "tlh"])
def test_without_patterns_words_are_cut_without_a_sign(language: str) -> None:
    assert hyphens(LONG, language) == ()
    lines = set_in(LONG, 60, language)
    assert "".join(lines) == LONG and len(lines) == 3


def test_what_is_no_word_has_no_hyphen() -> None:
    assert hyphens("https://example.org/international", "en") == ()
    assert hyphens("name@international.org", "en") == ()
    assert hyphens("123456789", "en") == ()
    # Hungarian doubles letters where it breaks some words, which are not broken there.
    assert hyphens("asszonnyal", "hu") == ()


def test_soft_hyphens_are_shown_where_a_line_ends() -> None:
    text = "An ex\xadtra\xador\xaddi\xadnary word"
    assert set_in(text, 500) == ["An extraordinary word"]
    assert set_in(text, 50) == ["An extraor-", "dinary word"]
    assert set_in(f"*An* {text[3:]}", 50, inline=True) == ["An extraor-", "dinary word"]
    assert set_in("\xad", 50) == [""]


def test_patterns_are_loaded_for_a_word_that_has_to_be_broken() -> None:
    program = """
import sys, argmap
from argmap.draw import draw
draw(argmap.loads("map: M\\n  language: de\\nclaim: Die Vorratsdatenspeicherungspflicht ist ungültig.\\n"))
assert "pyphen" not in sys.modules
from argmap.draw.options import Options
draw(argmap.loads("map: M\\n  language: de\\nclaim: %s.\\n"), Options(layout="outline", width=40))
assert "pyphen" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program % (LONG * 2)], check=True)


def test_without_pyphen_words_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyphen", None)
    hyphenation._patterns.cache_clear()
    hyphens.cache_clear()
    try:
        assert "".join(set_in(LONG, 60, "de")) == LONG
    finally:
        hyphenation._patterns.cache_clear()
        hyphens.cache_clear()


GERMAN = f"""map: Komposita
  language: de
claim: Die Vorratsdatenspeicherungspflicht ist ungültig.
  because: {LONG} klagen.
"""


@pytest.mark.parametrize("layout", ["tree", "graphviz", "toulmin", "freeman", "outline"])
def test_a_long_word_widens_its_box_before_it_is_broken(layout: str) -> None:
    drawing = draw(argmap.loads(GERMAN), Options(layout=layout, width=174))
    assert not any(label.hyphen for label in labels(drawing))


# From right to left


def labels(drawing: Drawing) -> list[Label]:
    return [label for group in drawing.groups for label in labels_of(group)]


def labels_of(group: Group) -> list[Label]:
    return [shape for shape in group.shapes if isinstance(shape, Label)]


ARABIC = """claim: العالم محدث.
  because: كل ما لا يخلو من الحوادث فهو حادث.
  and: العالم لا يخلو من الحوادث.
  but: لا نعلم ذلك.
"""


def boxes(groups: list[Group]) -> list[tuple[str, float, float]]:
    return [
        (g.id, s.x, s.x + s.width)
        for g in groups
        for s in g.shapes[:1]
        if isinstance(s, Rect) and g.kind.startswith("statement")
    ]


@pytest.mark.parametrize("layout", PICTURED)
def test_maps_that_are_read_from_the_right_are_mirrored(layout: str) -> None:
    options = Options(layout=layout, width=174)
    said = draw(argmap.loads(f"map: م\n  language: ar\n{ARABIC}"), options)
    unsaid = draw(argmap.loads(f"map: م\n{ARABIC}"), options)
    otherwise = draw(argmap.loads(f"map: م\n  language: en\n{ARABIC}"), options)
    assert boxes(said.groups) == boxes(unsaid.groups)
    wide = otherwise.width
    mirrored = [(n, wide - right, wide - left) for n, left, right in boxes(otherwise.groups)]
    for (name, *edges), (other, *expected) in zip(boxes(said.groups), mirrored, strict=True):
        assert name == other and edges == pytest.approx(expected)
    # Numbers stand to the right of their texts.
    for group in said.groups:
        if group.kind.startswith("statement") and layout not in ("freeman", "framework"):
            number = max(s.x for s in group.shapes if isinstance(s, Label) and s.text.isdigit())
            assert all(number > x.x + x.width for x in labels_of(group) if x.rtl)


def test_labels_keep_to_the_page_in_a_mirror() -> None:
    made = argmap.loads(
        "map: م\n  language: ar\n# A section of a long title\n"
        + ARABIC.replace(
            "لا نعلم ذلك.", "Nobody knows this, as far as anybody has ever been able to say."
        )
    )
    for layout in PICTURED:
        drawing = draw(made, Options(layout=layout, width=84))
        for label in labels(drawing):
            wide = label.width if label.runs else width(label.text, label.face, label.size)
            assert label.x >= 0 and label.x + wide <= drawing.width + 0.01


def test_twice_mirrored_is_as_before() -> None:
    (page,) = draw(argmap.loads(ARABIC), Options(layout="outline")).pages
    before = [[*group.shapes] for group in page.groups]
    mirror(page)
    assert [[*group.shapes] for group in page.groups] != before
    mirror(page)
    for group, shapes in zip(page.groups, before, strict=True):
        for shape, was in zip(group.shapes, shapes, strict=True):
            if isinstance(shape, Rect | Label) and isinstance(was, Rect | Label):
                assert shape.x == pytest.approx(was.x)


# What was not at hand, and how large it is


def test_nobody_says_how_wide_a_text_is_in_a_font_that_was_not_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("argmap.draw.fonts.found.system", lambda: ())
    fonts_for.cache_clear()
    try:
        for text, ems in (
            ("关闭以后村民要多走三公里才能到学校", 17.0),
            ("오래된다리는겨울전에닫아야합니다", 16.0),
            ("古い橋は冬の前に閉鎖すべきである", 16.0),
        ):
            svg = argmap.loads(f"claim: {text}\n").to_svg()
            assert "textLength" not in svg
            assert Typesetter().width(text, "regular", 8) == pytest.approx(ems * 8)
        thai = "ที่พักพิงชั่วคราวริมแม่น้ำ"
        assert 8 < Typesetter().width(thai, "regular", 1) < 16
        family = Typesetter().width("👨‍👩‍👧‍👦", "regular", 1)
        assert family == Typesetter().width("👨", "regular", 1) == pytest.approx(1.3)
    finally:
        fonts_for.cache_clear()


def test_a_png_says_its_resolution(tmp_path: Path) -> None:
    map = argmap.loads("claim: A is so.\n  because: B is so.\n")
    for dpi in (72, 300):
        map.render(tmp_path / "x.png", dpi=dpi)
        data = (tmp_path / "x.png").read_bytes()
        at = data.index(b"pHYs")
        across, down, metres = unpack(">IIB", data[at + 4 : at + 13])
        assert across == down == round(dpi / 0.0254) and metres == 1
        assert crc32(data[at : at + 13]) == unpack(">I", data[at + 13 : at + 17])[0]
        assert at < data.index(b"IDAT")


@pytest.mark.parametrize("width", [70, 84])
def test_a_long_word_moves_its_box_to_the_margin_of_an_outline(width: int) -> None:
    word = "Rechtsschutzversicherungsgesellschaften"
    deep = "".join(f"{'  ' * n}because: Grund {n} gilt.\n" for n in range(1, 6))
    map = argmap.loads(
        f"map: M\n  language: de\nclaim: Es gilt.\n{deep}{'  ' * 6}because: {word} klagen.\n"
    )
    drawing = draw(map, Options(layout="outline", width=width))
    words = [s.text for g in drawing.groups for s in g.shapes if isinstance(s, Label)]
    assert any(text.startswith(word) for text in words)


def test_no_line_runs_through_the_word_beside_another() -> None:
    map = argmap.loads(
        "claim a: A is so.\n  because b: B is so.\n  provided c: C is so.\n  however d: D is so.\n"
    )
    drawing = draw(map, Options(layout="graphviz", width=84))
    shapes = [shape for group in drawing.groups for shape in group.shapes]
    lines = [shape for shape in shapes if isinstance(shape, Line)]
    words = [s for s in shapes if isinstance(s, Label) and s.text in ("challenges", "provided")]
    assert len(words) == 2
    for word in words:
        for line in lines:
            for (ax, ay), (bx, by) in pairwise(line.points):
                if min(ax, bx) < word.x + 25 and max(ax, bx) > word.x and abs(ay - by) < 0.5:
                    assert not word.y - 0.75 * word.size < ay < word.y + 1.0


def test_the_word_between_answers_stands_at_the_bracket_above_the_one_it_joins() -> None:
    map = argmap.loads(
        "question q: What should we do about the river, which floods the fields each spring?\n"
        "  answer a: Build a dam of earth.\n    because r: Dams hold water back for months.\n"
        "    because s: Dams give power to the towns around.\n"
        "  answer b: Move the town to the hills.\n    because t: Towns can move, as many have.\n"
    )
    drawing = draw(map, Options(width=52))
    (word,) = [label for label in labels(drawing) if label.text == "or"]
    boxes = {group.id: group.shapes[0] for group in drawing.groups if group.id.startswith("s-")}
    above, below = boxes["s-s"], boxes["s-b"]
    assert isinstance(above, Rect) and isinstance(below, Rect)
    assert word.x + width("or", word.face, word.size) < above.x
    assert above.y + above.height < word.y < below.y < word.y + 6


def test_boxes_say_a_contradiction_whose_line_would_be_a_hook() -> None:
    map = argmap.loads(
        "suppose s: Sea levels fall.\n  so t: Sea levels do not fall.\n  contradicts s\n"
        "so top: Sea levels do not fall at all.\nby reductio\n"
    )
    drawing = draw(map)
    texts = [label.text for label in labels(drawing)]
    assert "contradicts 1" in texts and "contradicts 2" in texts
    assert not any(group.kind == "contradiction" for group in drawing.groups)


@pytest.mark.parametrize("text", ["by-cases", "reductio", "expert-opinion"])
def test_words_of_a_scheme_are_whole_in_a_narrow_toulmin_diagram(text: str) -> None:
    cases = (
        "premise e: A or B is so.\nand suppose a: A is so.\n  so x: C is true.\n"
        "and suppose b: B is so.\n  so y: C holds.\nso w: C is so.\nby cases\n"
    )
    reductio = (
        "suppose s: Sea levels fall.\n  so t: They do not.\n  contradicts s\n"
        "so top: They do not fall at all.\nby reductio\n"
    )
    opinion = "premise a: A.\nso b: B.\nby expert-opinion\nunless c: C.\n"
    map = argmap.loads({"by-cases": cases, "reductio": reductio}.get(text, opinion))
    drawing = draw(map, Options(layout="toulmin", width=84))
    (group,) = [group for group in drawing.groups if group.kind == "scheme"]
    words = " ".join(label.text.strip() for label in labels_of(group))
    assert not any(label.hyphen for label in labels_of(group))
    assert words == f"by {text.removeprefix('by-').replace('-', ' ')}"


@pytest.mark.parametrize("column", [60, 84])
@pytest.mark.parametrize("layout", [layout for layout in PICTURED if layout != "framework"])
def test_who_says_something_is_broken_between_words_alone(layout: str, column: int) -> None:
    map = argmap.load(CORPUS / "draw" / "speakers.arg")
    drawing = draw(map, Options(layout=layout, width=column))
    assert check(drawing) == []
    words = {f"{statement.speaker}:": statement.speaker.split() for statement in map.statements}
    seen = set()
    for group in (g for page in drawing.pages for g in page.groups):
        small = [s for s in group.shapes if isinstance(s, Label) and s.face == "italic"]
        name = " ".join(label.text for label in small)
        if name in words:
            seen.add(name)
            long = {label.text: width(label.text, label.face, label.size) for label in small}
            # As few lines as there can be, and none short where it has more than a word.
            pairs = (f"{one.text} {next.text}" for one, next in pairwise(small))
            assert all(width(two, small[0].face, small[0].size) > small[0].room for two in pairs)
            even = [wide for text, wide in long.items() if " " in text]
            assert min(even, default=0.0) > 0.4 * max(even, default=-1.0), small
    assert seen == set(words)
