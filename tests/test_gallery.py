"""The pictures and tables of the documentation are up to date, and what it says of them is so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import pytest

from argmap.draw.layouts import LAYOUTS
from argmap.draw.style import COLORS
from tests import gallery
from tests.conftest import ROOT
from tests.gallery import FOLDER, PICTURES, Picture, example
from tests.test_docs import blocks
from tests.test_draw import PINNED

GALLERY = ROOT / "docs" / "gallery.md"
FIGURES = ROOT / "docs" / "figures.md"


def of_the_engine() -> None:
    if version("graphviz-pure") != PINNED:
        pytest.skip("another version of the layout engine")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.name)
def test_the_pictures_are_up_to_date(picture: Picture, golden) -> None:
    of_the_engine()
    golden(FOLDER / f"{picture.name}.svg", picture.svg())


def test_graphviz_picture_is_up_to_date(golden) -> None:
    of_the_engine()
    golden(FOLDER / "nato-graphviz.svg", gallery.by_graphviz())


def drawn(svg: str) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The lines of text in a picture that Graphviz made, and its edges with their colours."""
    root = ET.fromstring(svg)
    name = {"svg": "http://www.w3.org/2000/svg"}
    texts = Counter("".join(t.itertext()).strip() for t in root.iterfind(".//svg:text", name))
    edges: Counter[tuple[str, str]] = Counter()
    for group in root.iterfind(".//svg:g[@class='edge']", name):
        title, path = group.find("svg:title", name), group.find("svg:path", name)
        assert title is not None and path is not None
        edges[(str(title.text), path.attrib["stroke"])] += 1
    return texts, edges


@pytest.mark.slow
def test_argdown_draws_its_picture_so(
    golden, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """ARGMAP_ARGDOWN names the `argdown` of @argdown/cli 1.7.5; with --update its picture is kept."""
    program = os.environ.get("ARGMAP_ARGDOWN")
    if not program:
        pytest.skip("ARGMAP_ARGDOWN does not name argdown")
    shutil.copy(FOLDER / "nato.argdown", tmp_path)
    subprocess.run(
        [Path(program).resolve(), "map", "-f", "svg", "nato.argdown", "."], cwd=tmp_path, check=True
    )
    made = (tmp_path / "nato.svg").read_text(encoding="utf-8")
    kept = FOLDER / "nato-argdown.svg"
    if request.config.getoption("--update"):
        golden(kept, made)
    before = kept.read_text(encoding="utf-8")
    assert drawn(made) == drawn(before)
    ours, theirs = gallery.measures(made), gallery.measures(before)
    assert ours.width == pytest.approx(theirs.width, rel=0.02)
    assert ours.type == pytest.approx(theirs.type, rel=0.05)


def test_the_three_maps_hold_the_same_statements() -> None:
    argdown = (FOLDER / "nato.argdown").read_text(encoding="utf-8")
    texts, _ = drawn((FOLDER / "nato-graphviz.svg").read_text(encoding="utf-8"))
    words = " ".join(" ".join(texts).split())
    for statement in example("nato").statements:
        assert statement.text in argdown
        assert all(word in words for word in statement.text.split())


def section(page: Path, name: str) -> tuple[str, str, str]:
    """The text of a page before a part that is made, that part, and the text after it."""
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    before, rest = page.read_text(encoding="utf-8").split(begin)
    inside, after = rest.split(end)
    return f"{before}{begin}", inside, f"{end}{after}"


def comparison() -> str:
    pictures = {
        "argmap": Picture("nato", "nato").svg(),
        "Graphviz": (FOLDER / "nato-graphviz.svg").read_text(encoding="utf-8"),
        "Argdown": (FOLDER / "nato-argdown.svg").read_text(encoding="utf-8"),
    }
    colours = {"argmap": gallery.OURS, "Graphviz": gallery.OURS, "Argdown": ("#00FF00", "#FF0000")}
    for name, pair in colours.items():
        assert all(colour.lower() in pictures[name].lower() for colour in pair)
    return gallery.comparison(pictures, colours)


@pytest.mark.parametrize(
    ("page", "name", "made"),
    [
        (FIGURES, "presets", gallery.presets_table),
        (FIGURES, "sizes", gallery.sizes_table),
        (GALLERY, "presets", gallery.presets_gallery),
        (GALLERY, "comparison", comparison),
    ],
    ids=lambda value: getattr(value, "stem", None) or getattr(value, "__name__", value),
)
def test_the_tables_are_up_to_date(page: Path, name: str, made, golden) -> None:
    of_the_engine()
    before, _, after = section(page, name)
    golden(page, f"{before}\n{made()}\n{after}")


def test_the_gallery_shows_each_picture_and_how_it_is_made() -> None:
    page = GALLERY.read_text(encoding="utf-8")
    for picture in PICTURES:
        assert f"images/gallery/{picture.name}.svg" in page, picture.name
    for picture in [*gallery.LAYOUTS, *gallery.VIEWS]:
        assert picture.command in page, picture.command
    for layout in LAYOUTS:
        assert re.search(rf"^### `{layout}`", page, re.MULTILINE), layout
    kept = {path.name for path in FOLDER.iterdir()}
    others = {"nato.argdown", "nato-argdown.svg", "nato-graphviz.svg"}
    assert kept == others | {f"{picture.name}.svg" for picture in PICTURES}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_the_theme_shown_names_every_colour() -> None:
    theme, _ = blocks(FIGURES, "toml")
    assert {line.split(" = ")[0] for line in theme.splitlines() if " = " in line} == {
        *COLORS,
        "base",
        "root_border",
    }


def test_what_is_said_of_the_other_pictures() -> None:
    argdown = (FOLDER / "nato-argdown.svg").read_text(encoding="utf-8")
    graphviz = (FOLDER / "nato-graphviz.svg").read_text(encoding="utf-8")
    # Lines and heads are alike: no dashes, and each head a triangle of four points.
    assert "stroke-dasharray" not in argdown and "stroke-dasharray" in graphviz
    edges = re.findall(r'class="edge">.*?</g>', argdown, re.DOTALL)
    heads = [re.findall(r'<polygon fill="[^"]*" stroke="[^"]*" points="([^"]*)"', e) for e in edges]
    assert {len(head) for head in heads} == {1}
    assert {len(head[0].split()) for head in heads} == {4}
    # No words for a screen reader, and the names of nodes are those of the program.
    for svg, name in ((argdown, "n"), (graphviz, "[sa]")):
        assert "aria-" not in svg and "<desc" not in svg
        titles = re.findall(r'class="node[^"]*">\s*<title>(.*?)</title>', svg)
        assert len(titles) >= 15 and all(re.fullmatch(rf"{name}\d+", t) for t in titles), titles
    # Scaled to ten inches.
    assert gallery.measures(argdown).width == pytest.approx(254, abs=0.5)
    texts, _ = drawn(argdown)
    assert {"modify", "hollow", "unanimity"} <= set(texts)
    assert not any(re.fullmatch(r"\d+\.?", text) for text in [*texts, *drawn(graphviz)[0]])
