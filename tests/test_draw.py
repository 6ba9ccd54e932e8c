"""Pictures: same input, same bytes; nothing overlaps; the three formats say the same."""

from __future__ import annotations

import io
import json
import xml.dom.minidom
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import argmap
from argmap.draw import draw
from argmap.draw.dot import engine, lay_out
from argmap.draw.dot.engine import bundled_dot
from argmap.draw.drawing import Label, Line, Rect, corners
from argmap.draw.errors import LayoutError
from argmap.draw.fonts import widths as fonts
from argmap.draw.fonts.make_metrics import FACES, measured
from argmap.draw.options import Options
from argmap.draw.setup import setup
from argmap.draw.view import view
from argmap.draw.wrap import wrap
from tests.bench.maps import generated
from tests.conftest import CORPUS, EXAMPLES
from tests.programs import needed

CASES = sorted([*EXAMPLES.glob("*.arg"), *(CORPUS / "draw").glob("*.arg")])
PINNED = "0.2.2"


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_goldens(path: Path, golden) -> None:
    """Bytes hold for the pinned engine alone."""
    if version("graphviz-pure") != PINNED:
        pytest.skip("another version of the layout engine")
    map = argmap.load(path)
    golden(CORPUS / "draw" / f"{path.stem}.svg", map.to_svg())
    golden(CORPUS / "draw" / f"{path.stem}.dot", map.to_dot())


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
@pytest.mark.slow
def test_same_input_same_bytes(path: Path, tmp_path: Path) -> None:
    map = argmap.load(path)
    for format in ("svg", "pdf", "png", "dot"):
        one, other = tmp_path / f"1.{format}", tmp_path / f"2.{format}"
        map.render(one, **({"dpi": 72} if format == "png" else {}))
        argmap.load(path).render(other, **({"dpi": 72} if format == "png" else {}))
        assert one.read_bytes() == other.read_bytes()


def overlap(a, b, by: float = 0.5) -> bool:
    return (
        a.x + by < b.x + b.width
        and b.x + by < a.x + a.width
        and a.y + by < b.y + b.height
        and b.y + by < a.y + a.height
    )


def laid_out(text_or_path):
    map = (
        argmap.load(text_or_path) if isinstance(text_or_path, Path) else argmap.loads(text_or_path)
    )
    seen = view(map)
    return lay_out(seen, setup(seen, Options()))


def check_layout(layout) -> None:
    seats = list(layout.figure.seats.values())
    boxes = [seat.box for seat in seats]
    for i, a in enumerate(boxes):
        assert a.x >= 0 and a.x + a.width <= layout.width
        assert a.y >= 0 and a.y + a.height <= layout.height
        for b in boxes[i + 1 :]:
            assert not overlap(a, b), (a.statement.id, b.statement.id)
    for sheet in layout.sheets:
        for route in sheet.routes:
            own = {id(route.link.tail)}
            head = route.link.head
            while not hasattr(head, "block"):
                head = head.head
            own.add(id(head.block))
            for (ax, ay), (bx, by) in zip(route.points, route.points[1:], strict=False):
                for seat in seats:
                    box = seat.box
                    if id(seat.block) in own:
                        continue
                    crosses = (
                        min(ax, bx) < box.x + box.width - 0.5
                        and max(ax, bx) > box.x + 0.5
                        and min(ay, by) < box.y + box.height - 0.5
                        and max(ay, by) > box.y + 0.5
                    )
                    assert not crosses, (route.link.argument, box.statement.id)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_no_box_overlaps_and_no_line_crosses_a_box(path: Path) -> None:
    check_layout(laid_out(path))


def test_a_line_up_from_a_bar_is_straight_though_its_box_is_the_first_of_a_row() -> None:
    drawing = draw(argmap.load(EXAMPLES / "luck.arg"), Options(preset="springer-column"))
    boxes = {g.id: g.shapes[0] for g in drawing.groups if g.kind.startswith("statement")}
    lines = [g.shapes[0] for g in drawing.groups if g.kind == "support"]
    target = boxes["s-same"]
    (line,) = [x for x in lines if abs(x.points[-1][1] - target.y - target.height) < 8]
    assert len({round(x, 1) for x, _ in line.points}) == 1


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 60), st.integers(0, 1000))
def test_layouts_of_any_map(size: int, seed: int) -> None:
    check_layout(laid_out(generated(size, seed)))


def test_every_statement_is_drawn_once_with_its_words() -> None:
    map = argmap.load(EXAMPLES / "summit.arg")
    svg = xml.dom.minidom.parseString(map.to_svg())
    groups = [g for g in svg.getElementsByTagName("g") if "statement" in g.getAttribute("class")]
    assert len(groups) == len(map.statements)
    for statement, group in zip(map.statements, groups, strict=True):
        words = "".join(t.firstChild.data for t in group.getElementsByTagName("text"))
        assert statement.text.replace(" ", "") in words.replace(" ", "")
        assert statement.text in group.getAttribute("aria-label")


def test_support_and_attack_differ_without_colour() -> None:
    map = argmap.loads("claim a: A.\n  because b: B.\n  but c: C.\n  although d: D.\n")
    kinds = {g.kind: g.shapes for g in draw(map).groups}
    dashes = {kind: shapes[0].dash for kind, shapes in kinds.items() if isinstance(shapes[0], Line)}
    assert len({dashes["support"], dashes["attack"], dashes["conceded"]}) == 3
    heads = {kind: type(shapes[1]) for kind, shapes in kinds.items() if kind in dashes}
    assert heads["support"] is not heads["attack"]
    fills = {g.kind: g.shapes[0].fill for g in draw(map).groups if isinstance(g.shapes[0], Rect)}
    assert fills["statement premise"] != fills["statement rebuttal"]


def test_widths_are_those_of_the_fonts() -> None:
    folder = Path(fonts.__file__).parent
    table = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    assert table == measured(folder)
    assert fonts.width("Ax", "regular", 2048) == table["regular"]["A"] + table["regular"]["x"]
    assert set(FACES) == set(table)


def test_pdf_text_can_be_read_and_its_fonts_are_inside(tmp_path: Path) -> None:
    import pypdf

    argmap.load(EXAMPLES / "nato.arg").render(tmp_path / "n.pdf")
    page = pypdf.PdfReader(tmp_path / "n.pdf").pages[0]
    text = " ".join(page.extract_text().split())
    for statement in argmap.load(EXAMPLES / "nato.arg").statements:
        assert all(word in text for word in statement.text.split())
    for font in page["/Resources"]["/Font"].values():
        font = font.get_object()
        if "Liberation" in str(font.get("/BaseFont", "")):
            break
    else:
        raise AssertionError("no Liberation Sans in the pdf")


def test_the_example_fits_two_columns() -> None:
    assert draw(argmap.load(EXAMPLES / "nato.arg")).width / 72 * 25.4 <= 174.05


def test_png_has_the_size_of_print(tmp_path: Path) -> None:
    from PIL import Image

    map = argmap.load(EXAMPLES / "nato.arg")
    map.render(tmp_path / "n.png", dpi=300)
    picture = Image.open(io.BytesIO((tmp_path / "n.png").read_bytes()))
    drawing = draw(map)
    # Of less than a pixel more, there is a whole one.
    assert abs(picture.width - drawing.width / 72 * 300) < 2
    colors = picture.convert("RGB").getcolors(1 << 24)
    assert colors is not None and len(colors) > 50


def test_the_three_formats_look_the_same(tmp_path: Path) -> None:
    """The pdf, drawn by poppler, and the png agree in where there is ink."""
    import subprocess

    from PIL import Image, ImageChops, ImageFilter

    program = needed("pdftoppm")
    map = argmap.load(EXAMPLES / "nato.arg")
    map.render(tmp_path / "n.png", dpi=100)
    map.render(tmp_path / "n.pdf")
    subprocess.run([program, "-r", "100", "-png", "n.pdf", "p"], cwd=tmp_path, check=True)
    one = Image.open(tmp_path / "n.png").convert("L")
    other = Image.open(next(tmp_path.glob("p*.png"))).convert("L").resize(one.size)
    blur = ImageFilter.GaussianBlur(2)
    difference = ImageChops.difference(one.filter(blur), other.filter(blur))
    assert sum(difference.histogram()[80:]) < one.width * one.height * 0.002


@pytest.mark.parametrize("size", [0, 1, 2])
def test_small_maps(size: int) -> None:
    text = ["", "claim: Alone.", "premise: One.\nso: Two."][size]
    svg = xml.dom.minidom.parseString(argmap.loads(text).to_svg())
    assert len([t for t in svg.getElementsByTagName("g") if t.getAttribute("role")]) == size


def test_a_system_dot_places_boxes_too() -> None:
    program = needed("dot")
    map = argmap.load(EXAMPLES / "nato.arg")
    drawing = draw(map, Options(dot=program))
    ours = draw(map)
    assert {g.id for g in drawing.groups} == {g.id for g in ours.groups}


def test_without_any_dot_trees_are_drawn_and_others_get_a_clear_error(monkeypatch) -> None:
    assert bundled_dot()
    monkeypatch.setattr(engine, "bundled_dot", lambda: None)
    monkeypatch.setenv("PATH", "")
    for name in ("nato", "cycling"):
        check_layout(laid_out(EXAMPLES / f"{name}.arg"))
    cycle = argmap.loads("claim a: A.\n  because b: B.\n    because a\n")
    assert cycle.to_svg()
    with pytest.raises(LayoutError, match="graphviz-pure"):
        cycle.to_svg(layout="graphviz")


@given(st.text(max_size=200).map(lambda text: text.replace("\xad", "")), st.floats(20, 300))
@example("00AAFAA", 20.0)
@settings(max_examples=200, deadline=None)
def test_wrapping_loses_nothing_and_fits(text: str, limit: float) -> None:
    lines = wrap(text, limit, "regular", 8)
    whole, at = "".join(text.split()), 0
    for line in ("".join(line.split()) for line in lines):
        # A line may end in a hyphen that breaks a word.
        part = line if whole.startswith(line, at) else line.removesuffix("-")
        assert whole.startswith(part, at)
        at += len(part)
    assert at == len(whole)
    for line in lines:
        assert fonts.width(line, "regular", 8) <= limit + 0.01 or len(line.strip()) <= 2


def test_lines_are_balanced() -> None:
    lines = wrap("Few allies would agree to such a commitment for Ukraine.", 120, "regular", 8)
    widths = [fonts.width(line, "regular", 8) for line in lines]
    assert min(widths) > max(widths) * 0.6


def test_corners_of_a_line_are_quarter_circles() -> None:
    pieces = corners(((0.0, 0.0), (10.0, 0.0), (10.0, 10.0)), 4.0)
    assert pieces[1] == ((6.0, 0.0),) and pieces[2][-1] == (10.0, 4.0)


def test_labels_stay_in_their_boxes() -> None:
    for path in CASES:
        for group in draw(argmap.load(path)).groups:
            if not group.kind.startswith("statement"):
                continue
            box = group.shapes[0]
            for label in group.shapes:
                if isinstance(label, Label):
                    wide = label.width or fonts.width(label.text, label.face, label.size)
                    right = label.x + wide
                    assert box.x <= label.x and right <= box.x + box.width + 0.3
                    assert box.y <= label.y - label.size * 0.7 and label.y <= box.y + box.height


def test_the_description_is_the_map_in_words() -> None:
    from argmap.draw.describe import Describer
    from argmap.draw.view import view

    map = argmap.loads(
        "recommendation act: Act.\n  qualifier: at once\n  including: One.\n  or: Two.\n"
        "  including: Three.\n  because d: Data.\n    speaker: Ada\n  by expert-opinion\n"
        "    qualifier: presumably\n    unless: No.\n      but: Yes.\n  although g: Cost.\n"
        "  but b: Bad.\n  regardless of d\nunstated claim u: Other.\nu\ncontradicts act\n"
        "d\noutweighs b\n"
    )
    words = Describer(view(map))
    assert words.whole() == (
        "1. Act. (recommendation; at once; supported by 5, by expert opinion, presumably; the step from 5 "
        "undercut by 6; attacked by 8, granted but outweighed; attacked by 9; made of 2 or 3 and 4; "
        "contradicts 10; holds regardless of 5) 2. One. (recommendation) 3. Two. (recommendation) "
        "4. Three. (recommendation) 5. Ada: Data. (outweighs 9) 6. No. (open; attacked by 7) "
        "7. Yes. 8. Cost. 9. Bad. 10. Other. (unstated; contradicts 1)"
    )
    spoken = words.of(map["act"])
    assert "recommendation: Act. At once; supported by 5" in spoken and spoken.endswith("of 5.")


def test_lines_of_an_svg_keep_their_width_in_any_font() -> None:
    import re

    from argmap.draw.fonts.widths import width

    svg = argmap.loads("claim: A statement of one line.\n  because: B.\n").to_svg()
    (wide,) = re.findall(r'textLength="([\d.]+)" lengthAdjust="spacingAndGlyphs"[^>]*>A state', svg)
    assert float(wide) == pytest.approx(width("A statement of one line.", "bold", 8), abs=0.01)
    assert "textLength" not in svg.partition(">B.<")[0].rpartition("<text")[2]
