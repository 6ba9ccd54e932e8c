"""Sets of figures and figures step by step: nothing is lost, everything fits, nothing moves."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.draw import draw
from argmap.draw.drawing import Drawing, Label
from argmap.draw.options import Options
from argmap.draw.presets import PRESETS
from argmap.draw.setup import MM
from argmap.draw.steps import as_pages
from argmap.model import Map
from tests.bench.maps import generated as tree_of
from tests.conftest import EXAMPLES
from tests.figures.generated import generated
from tests.figures.maps import large

SUMMIT = argmap.load(EXAMPLES / "summit.arg")
SET = Options(preset="springer", split=True)


def check_set(map: Map, drawing: Drawing) -> None:
    homes = Counter(key for page in drawing.pages for key in page.statements)
    assert homes == {statement.id: 1 for statement in map.statements}
    at = {key: n for n, page in enumerate(drawing.pages, 1) for key in page.statements}
    ids = Counter()
    for number, page in enumerate(drawing.pages, 1):
        names = [group.id for group in page.groups]
        assert len(set(names)) == len(names)
        ids.update({name.partition(".")[0] for name in names if name.startswith("a-")})
        cut = {f"cut-{key}": key for key in at}
        for group in page.groups:
            if group.page:
                assert group.page != number
            if group.id in cut:
                words = [shape.text for shape in group.shapes if isinstance(shape, Label)]
                onward = f"→ Figure {group.page}" in words
                assert group.page == at[cut[group.id]] or (onward and group.page == number + 1)
    drawn = {name.removeprefix("a-") for name in ids}
    assert {argument.id for argument in map.arguments} <= drawn


@pytest.mark.parametrize("preset", ["springer", "slides", "nature-column", "report", "beamer"])
def test_every_figure_of_a_set_fits(preset: str) -> None:
    drawing = draw(SUMMIT, Options(preset=preset, split=True))
    assert not drawing.misfit and len(drawing.pages) > 3
    for page in drawing.pages:
        assert page.width <= PRESETS[preset].width * MM + 0.1
        assert page.height <= (PRESETS[preset].height or 0) * MM + 0.1
    check_set(SUMMIT, drawing)


@pytest.mark.parametrize("name", large())
def test_maps_without_sections_are_cut_at_statements(name: str) -> None:
    drawing = draw(large()[name], Options(preset="nature-column", split=True))
    assert not drawing.misfit and 1 < len(drawing.pages) < 9
    check_set(large()[name], drawing)


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_sets_of_maps_of_all_shapes(seed: int) -> None:
    map = generated(seed)
    check_set(map, draw(map, Options(width=120, height=110, split=True)))


def test_what_bears_on_one_statement_goes_on_in_further_figures() -> None:
    reasons = "".join(
        f"  because p{n}: Reason number {n} is quite long, and goes on.\n" for n in range(80)
    )
    map = argmap.loads(f"claim c: C.\n{reasons}")
    drawing = draw(map, Options(preset="springer-column", split=True))
    assert not drawing.misfit and 2 < len(drawing.pages) < 6
    check_set(map, drawing)
    heads = [next(g for g in page.groups if g.id in ("s-c", "cut-c")) for page in drawing.pages]
    last = len(drawing.pages)
    assert [head.page for head in heads] == [0, *[1] * (last - 1)]
    for number, page in enumerate(drawing.pages, 1):
        links = {group.id: group for group in page.groups if group.kind == "onward"}
        onward = {"to-c": number + 1} if number < last else {}
        onward |= {"from-c": number - 1} if number > 2 else {}
        assert {key: link.page for key, link in links.items()} == onward
        words = [s.text for s in heads[number - 1].shapes if isinstance(s, Label)]
        words += [shape.text for link in links.values() for shape in link.shapes]
        assert (f"→ Figure {number + 1}" in words) == (number < last)
        assert (f"from Figure {number - 1}" in words) == (number > 1)


LINE = "number {0} is quite long, and goes on for a while, until it ends"
LINKED = "".join(f"  and p{n}: Reason {LINE.format(n)}.\n" for n in range(40)).replace(
    "and", "because", 1
)
ATTACKED = "  because p: P.\n" + "".join(
    f"    unless u{n}: Doubt {LINE.format(n)}.\n" for n in range(40)
)
ALONE = "".join(f"claim s{n}: Statement {LINE.format(n)}.\n\n" for n in range(60))
PART = "word and another word of some length "
LARGE = (
    f"claim c: {PART * 30}.\n  because p: {PART * 30}.\n  and q: {PART * 30}.\n  because r: R.\n"
)
CHAIN = "  because p: P.\n" + "".join(
    f"{'  ' * (n % 5 + 2)}unless u{n}: Doubt {LINE.format(n)}.\n" for n in range(60)
)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    "text",
    [
        f"claim c: C.\n{LINKED}",
        f"# One\n\nclaim c: C.\n{LINKED}\n# Two\n\nclaim x: X.\n  because y: Y.\n",
        f"claim c: C.\n{ATTACKED}",
        f"claim c: C.\n{CHAIN}",
        f"# One\n\n{ALONE}\n# Two\n\nclaim x: X.\n",
        LARGE,
    ],
    ids=["linked", "section", "attacked", "chain", "alone", "large"],
)
def test_what_is_larger_than_a_page_goes_on_in_further_figures(text: str, preset: str) -> None:
    map = argmap.loads(text)
    drawing = draw(map, Options(preset=preset, split=True))
    assert not drawing.misfit
    check_set(map, drawing)
    for number, page in enumerate(drawing.pages, 1):
        for group in page.groups:
            words = [shape.text for shape in group.shapes if isinstance(shape, Label)]
            if group.id.startswith("more-"):
                assert words in ([f"goes on in Figure {group.page}"], [f"from Figure {group.page}"])
                assert (words[0][0] == "g") == (group.page > number)
            assert not any("Figure 88" in word for word in words)


def test_a_box_larger_than_a_page_says_which_size_would_do() -> None:
    map = argmap.loads(f"claim c: {PART * 99}.\n  because p: P.\n")
    drawing = draw(map, Options(width=60, height=50, size=8, split=True))
    (said,) = drawing.misfit
    assert said.startswith("Figure 1: the figure is ")
    found = re.search(r"try --height (\d+)", said)
    assert found is not None
    assert not draw(map, Options(width=60, height=float(found[1]), size=8, split=True)).misfit
    lower = float(found[1]) * 0.85
    assert draw(map, Options(width=60, height=lower, size=8, split=True)).misfit


def test_the_first_figure_is_an_overview() -> None:
    first = draw(SUMMIT, SET).pages[0]
    shown = {group.id.partition("-")[2] for group in first.groups if "statement" in group.kind}
    parts = {part.part for part in SUMMIT.parts} | set(SUMMIT._used)
    supported = {a.target for a in SUMMIT.arguments} | {p.whole for p in SUMMIT.parts}
    main_ones = {s.id for s in SUMMIT.roots if s.id in supported and s.id not in parts}
    assert main_ones <= shown
    titles = {group.id for group in first.groups if group.kind == "section"}
    assert len(titles) == len(SUMMIT.sections)


@pytest.mark.parametrize("preset", ["springer", "slides", "report"])
def test_the_overview_is_one_figure(preset: str) -> None:
    drawing = draw(SUMMIT, Options(preset=preset, split=True))
    assert not drawing.misfit
    first = drawing.pages[0]
    assert sum(group.kind == "section" for group in first.groups) == len(SUMMIT.sections)
    # Of each section stands a conclusion, of others the numbers.
    shown = {g.id.partition("-")[2] for g in first.groups if "statement" in g.kind}
    named = {g.id.partition("-")[2] for g in first.groups if g.kind == "reference"}
    parts = {part.part for part in SUMMIT.parts} | set(SUMMIT._used)
    supported = {a.target for a in SUMMIT.arguments} | {p.whole for p in SUMMIT.parts}
    assert {s.id for s in SUMMIT.roots if s.id in supported and s.id not in parts} <= shown | named
    sections = {s.section for s in SUMMIT.statements if s.id in shown}
    assert sections == {s.id for s in SUMMIT.sections}


def test_a_map_that_fits_is_one_figure() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    one, other = draw(map, SET), draw(map, Options(preset="springer"))
    assert len(one.pages) == 1
    assert {g.id for g in one.groups} == {g.id for g in other.groups}


def test_a_long_map_is_cut_into_few() -> None:
    map = argmap.loads(tree_of(300, seed=3))
    drawing = draw(map, SET)
    check_set(map, drawing)
    assert not drawing.misfit
    full = sum(page.height for page in drawing.pages) / (234 * MM * len(drawing.pages))
    assert full > 0.6


def test_files_of_a_set_have_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "s.svg"
    example = str(EXAMPLES / "summit.arg")
    assert main(["render", example, "-o", str(out), "--preset", "springer", "--split"]) == 0
    index = json.loads((tmp_path / "s.json").read_text())
    assert index["format"] == "argmap-figures"
    files = sorted(path.name for path in tmp_path.glob("*.svg"))
    assert files == sorted(figure["file"] for figure in index["figures"])
    statements = [key for figure in index["figures"] for key in figure["statements"]]
    assert sorted(statements) == sorted(s.id for s in SUMMIT.statements)
    assert all(figure["width"] <= 174 and figure["height"] <= 234 for figure in index["figures"])
    assert index["figures"][0]["continued_in"] == list(range(2, len(files) + 1))
    # A file of that name that is something else stays.
    (tmp_path / "t.json").write_text('{"format": "argmap"}')
    assert main(["render", example, "-o", str(tmp_path / "t.svg"), "--split"]) == 2
    assert "t.json is there and is no index" in capsys.readouterr().err
    assert (tmp_path / "t.json").read_text() == '{"format": "argmap"}'


def test_pages_of_a_pdf_are_linked(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    SUMMIT.render(tmp_path / "s.pdf", preset="springer", split=True)
    reader = pypdf.PdfReader(io.BytesIO((tmp_path / "s.pdf").read_bytes()))
    pages = [page.indirect_reference for page in reader.pages]
    links = [a.get_object()["/Dest"][0] for a in reader.pages[0]["/Annots"]]
    onward = [group.page for group in draw(SUMMIT, SET).pages[0].groups if group.page]
    assert [pages.index(link) + 1 for link in links] == onward and len(onward) > 5
    for number, page in enumerate(draw(SUMMIT, SET).pages[1:], 2):
        back = [group.page for group in page.groups if group.id.startswith("from-")]
        assert back and max(back) < number
        links = [a.get_object()["/Dest"][0] for a in reader.pages[number - 1]["/Annots"]]
        assert {*back} <= {pages.index(link) + 1 for link in links}


@pytest.mark.parametrize("layout", ["freeman", "toulmin", "framework"])
def test_layouts_that_are_not_split_say_so(layout: str) -> None:
    with pytest.raises(ValueError, match=f"the layout {layout} can't be made into several"):
        draw(SUMMIT, Options(layout=layout, split=True))
    with pytest.raises(ValueError, match="can't be shown step by step"):
        draw(SUMMIT, Options(layout=layout, steps=True))


# Step by step


def pages_of(map: Map, **chosen: object) -> Drawing:
    return as_pages(draw(map, Options(steps=True, **chosen)))  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", ["tree", "graphviz"])
@pytest.mark.parametrize("name", ["nato", "cycling", "unanimity", "lead"])
def test_each_step_adds_and_nothing_moves(name: str, layout: str) -> None:
    map = argmap.load(EXAMPLES / f"{name}.arg")
    drawing = pages_of(map, layout=layout)
    assert len({(page.width, page.height) for page in drawing.pages}) == 1
    shown: list[str] = []
    for number, page in enumerate(drawing.pages, 1):
        groups = [group.id for group in page.groups]
        assert set(shown) < set(groups) or number == 1
        shown = groups
        # An argument never shows without what it leads from and to.
        for argument in map.arguments:
            if f"a-{argument.id}" in groups:
                for key in (*argument.premises, argument.target):
                    assert {f"s-{key}", f"see-{key}", f"a-{key}"} & set(groups), (number, key)
    whole = draw(map, Options(layout=layout, steps=True))
    assert sorted(shown) == sorted(group.id for group in whole.groups)
    # The first shows a conclusion alone, and the order is that of the file.
    (first,) = [g.id for g in drawing.pages[0].groups if g.kind.startswith("statement")]
    assert first.partition("-")[2] in {a.target for a in map.arguments} | {
        p.whole for p in map.parts
    }


def test_a_line_of_a_step_has_its_head_though_others_share_it() -> None:
    map = argmap.loads(
        "claim: C.\n  because: A.\n  because: B.\n  because: D.\n  but: E.\n  but: F.\n"
    )
    for width in (60, 174):
        (page,) = draw(map, Options(steps=True, width=width)).pages
        lines = [group for group in page.groups if group.id.startswith("a-")]
        assert len(lines) == 5 and all(len(group.shapes) == 2 for group in lines)


def test_steps_in_tikz_are_overlays() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    from argmap.writers import render

    (file,) = render(map, "tikz", Options(steps=True)).files
    text = file.decode()
    steps = max(group.step for group in draw(map, Options(steps=True)).groups)
    assert rf"\uncover<{steps}->" in text and r"\ifdefined\uncover" in text
    assert r"\uncover" not in render(map, "tikz", Options()).files[0].decode()
    with pytest.raises(ValueError, match="step by step as html"):
        render(map, "html", Options(steps=True))
    assert len(render(map, "svg", Options(steps=True)).files) == steps


SUPPOSED = """\
suppose s: Sea levels rise.
  so p: Harbours flood.
  and premise q: Floods cost money.
  so t: Harbours cost money.
so top: If sea levels rise harbours cost money.
by conditional-proof
"""
SPOKEN = """\
section a: Ann
  speaker: Ann
  claim m: Cars should be banned from town.
    because n: Cars are loud and they smell.
      because o: Everybody who lives here says so all of the time.
      because o2: Engines are loud by their nature and smell.
    because p: Cars take much room that people could use.
      because q: A lane takes three metres of the street.
section b: Views of the trade
  speaker: Bob
  claim r: Cars should stay in town.
    because x: Trade needs cars.
      because y: Shops say so, all of them, in every street.
"""


@pytest.mark.parametrize(
    ("text", "height", "said"),
    [
        (SUPPOSED, 32, {"p": "suppos", "q": "suppos", "t": "suppos"}),
        (
            SPOKEN,
            40,
            {**dict.fromkeys(("m", "n", "o", "o2", "p", "q"), "Ann"), "r": "Bob", "x": "Bob"},
        ),
    ],
    ids=["passage", "section"],
)
def test_what_is_supposed_or_reported_says_so_in_every_figure(
    text: str, height: int, said: dict[str, str]
) -> None:
    drawing = draw(argmap.loads(text), Options(width=60, height=height, split=True))
    assert len(drawing.pages) > 2
    seen = set()
    for page in drawing.pages:
        words = {group.id: _words(group.shapes) for group in page.groups}
        around = " ".join(w for name, w in words.items() if name.startswith(("section", "passage")))
        for key, needed in said.items():
            for own in (words.get(f"s-{key}"), words.get(f"cut-{key}")):
                if own is not None:
                    seen.add(key)
                    assert needed in own or needed in around
    assert seen == set(said)


def _words(shapes: list[object]) -> str:
    return " ".join(shape.text for shape in shapes if isinstance(shape, Label))


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "question q: What now?\n  answer a: This.\n    because r: It is good.\n"
            "  answer b: That.\n    because s: It is better.\n",
            [{"q"}, {"a", "b"}, {"r"}, {"s"}],
        ),
        (
            "claim c: The river floods.\n  explained by e: It rains much.\n"
            "  and f: The soil is hard.\n  because g: We saw it.\n",
            [{"c"}, {"e", "f"}, {"g"}],
        ),
    ],
    ids=["question", "explanation"],
)
def test_what_a_relation_is_about_comes_first_and_then_all_its_members(
    text: str, steps: list[set[str]]
) -> None:
    drawing = draw(argmap.loads(text), Options(steps=True))
    found: dict[int, set[str]] = {}
    for group in drawing.pages[0].groups:
        if group.id.startswith("s-"):
            found.setdefault(group.step, set()).add(group.id.removeprefix("s-"))
    assert [found[step] for step in sorted(found)] == steps
