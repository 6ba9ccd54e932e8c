"""What the author of a figure wants of it, whatever the map says: what stands out, colours, a title, a legend, short
texts, numbers.
"""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.draw import draw
from argmap.draw.contrast import LINE, TEXT, contrast
from argmap.draw.drawing import Drawing, Group, Label, Line, Rect
from argmap.draw.layouts import PICTURED
from argmap.draw.options import Options
from argmap.draw.palette import grouped, letter, tint
from argmap.draw.setup import MM
from argmap.draw.themes import THEMES, themed
from argmap.draw.view import view
from argmap.draw.way import ways
from tests.shapes import shaped
from tests.test_geometry import CONNECTORS, check
from tests.test_themes import SIGHT, apart

TEXT_OF_MAP = """\
map: The lane
  author: A. Writer

recommendation lane: The council should build a protected lane on Bridge Street.
  tags: road
  because danger: Bridge Street is dangerous for all who cycle there.
    speaker: Ann
    short: It is dangerous
    unless winter: Nobody cycles there in winter.
  because wanted: Four hundred people have asked for a lane.
    tags: people, road
    because list: The list lies in the town hall.
  but parking: The shops will lose their customers without parking.
    speaker: Bob
    but church: Church Street lost its parking, and has gained three shops.
"""
BATCH = 20
LAYOUTS = ("tree", "tree", "tree", "tree", "graphviz", "outline", "freeman", "toulmin")


@pytest.fixture(scope="module")
def lane() -> argmap.ArgumentMap:
    return argmap.loads(TEXT_OF_MAP)


def chosen(seed: int) -> dict[str, object]:
    """Options of an author, at random."""
    rng = random.Random(seed)
    map = shaped(seed)
    given: dict[str, object] = {
        "layout": rng.choice(LAYOUTS),
        "direction": rng.choice((None, None, "up", "right")),
        "theme": rng.choice(THEMES),
        "title": rng.choice((False, True, "Another title, which is rather long for a figure")),
        "legend": rng.random() < 0.5,
        "text": rng.choice(("full", "short", "label", 2, 5)),
        "numbers": rng.choice(("file", "figure", "none")),
        "color_by": rng.choice((None, "speaker", "tag", "section")),
        "preset": rng.choice((None, "springer", "springer-column")),
    }
    if rng.random() < 0.6:
        given["highlight"] = rng.choice([s.id for s in map.statements])
    return given


@pytest.mark.parametrize("first", range(0, 120, BATCH))
def test_every_figure_is_sound_whatever_its_author_wants(first: int) -> None:
    bad = {}
    for seed in range(first, first + BATCH):
        given = chosen(seed)
        found = check(draw(shaped(seed), Options(**given)))
        if found:
            bad[seed] = (given, found[:3])
    assert not bad


@pytest.mark.parametrize("seed", range(3))
def test_the_same_choices_make_the_same_bytes(seed: int) -> None:
    given = chosen(seed)
    assert shaped(seed).to_svg(**given) == shaped(seed).to_svg(**given)


# What stands out


def named(drawing: Drawing, id: str) -> Group:
    return next(group for group in drawing.groups if group.id == id)


def words(group: Group) -> set[str]:
    return {shape.fill for shape in group.shapes if isinstance(shape, Label)}


def test_the_way_leads_to_the_conclusion(lane) -> None:
    found = ways(lane, lane, ("church",))
    assert {s.id for s in lane.statements} & found == {"church", "parking", "lane"}
    attack = next(a for a in lane.arguments if a.role == "undercuts")
    step = attack.target
    assert ways(lane, lane, ("winter",)) == {"winter", "lane", attack.id, step}
    assert "list" in ways(lane, lane, ("list", "church"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("layout", PICTURED)
def test_what_is_muted_can_still_be_read(lane, layout: str, theme: str) -> None:
    drawing = draw(lane, Options(layout=layout, theme=theme, highlight="church"))
    style = themed(theme)
    plain = draw(lane, Options(layout=layout, theme=theme))
    paler = 0
    for group in drawing.groups:
        for shape in group.shapes:
            if isinstance(shape, Label):
                grounds = {style.root, style.claim, style.rebuttal, style.box, style.paper}
                assert max(contrast(shape.fill, ground) for ground in grounds) >= TEXT
            elif isinstance(shape, Line) and group.kind in CONNECTORS:
                assert contrast(shape.stroke, style.paper) >= LINE
    for group, before in zip(
        sorted(drawing.groups, key=lambda g: g.id),
        sorted(plain.groups, key=lambda g: g.id),
        strict=True,
    ):
        if group.id == before.id and words(group) and words(group) != words(before):
            paler += 1
            assert all(TEXT <= contrast(ink, style.paper) < TEXT + 0.5 for ink in words(group))
            assert all(
                shape.fill in ("", style.paper)
                for shape in group.shapes[:1]
                if isinstance(shape, Rect)
            )
    assert paler


@pytest.mark.parametrize("layout", ["tree", "outline", "graphviz"])
def test_the_way_has_its_heads_and_meets_what_it_leads_to(layout: str) -> None:
    lines = ["claim top: What is to be shown."]
    lines += [f"  because r{n}: A reason with the number {n}." for n in range(5)]
    lines += [f"  but o{n}: An objection with the number {n}." for n in range(4)]
    map = argmap.loads("\n".join(lines))
    for statement in map.statements[1:]:
        options = Options(layout=layout, width=90, highlight=statement.id)
        plain = draw(map, Options(layout=layout, width=90))
        drawing = draw(map, options)
        lit = [g for g in drawing.groups if g.kind in CONNECTORS and _strong(g, themed("default"))]
        assert len(lit) == 1
        # Its own line leads from its box to the conclusion, and ends in a head.
        box, top = (named(drawing, f"s-{key}").shapes[0] for key in (statement.id, "top"))
        assert isinstance(box, Rect) and isinstance(top, Rect)
        line = lit[0].shapes[0]
        assert isinstance(line, Line) and len(lit[0].shapes) == 2
        assert min(abs(line.points[0][1] - y) for y in (box.y, box.y + box.height / 2)) < 12
        assert abs(line.points[-1][1] - top.y - top.height) < 8
        assert (drawing.width, drawing.height) == (plain.width, plain.height)


def _strong(group: Group, style) -> bool:
    colors = {style.support, style.attack, style.undercut}
    return any(isinstance(s, Line) and s.stroke in colors for s in group.shapes)


def test_a_label_that_is_none_has_a_near_one(lane, tmp_path: Path, capsys) -> None:
    with pytest.raises(
        ValueError, match="no statement has the label `churhc`: did you mean `church`"
    ):
        lane.to_svg(highlight="churhc")
    with pytest.raises(ValueError, match="left out of the figure"):
        lane.to_svg(highlight="church", root="danger")
    path = tmp_path / "lane.arg"
    path.write_text(TEXT_OF_MAP)
    status = main(["render", str(path), "-o", str(tmp_path / "x.svg"), "--highlight", "parkign"])
    assert status == 2 and "did you mean `parking`" in capsys.readouterr().err


def test_what_stands_out_is_told(lane) -> None:
    from argmap.writers.caption import caption

    options = Options(highlight=["church", "list"])
    drawing = draw(lane, options)
    said = "What stands out is 5 and 7 and the way from there to the conclusion."
    assert said in drawing.description
    assert said in caption(view(lane, options), options, drawing).sentences


def test_a_section_that_is_one_box_stands_out_for_what_is_in_it() -> None:
    map = argmap.loads(
        "claim top: Top.\n  because inner\nsection: In\n  claim inner: Inner.\n    because deep: Deep.\n"
    )
    seen = view(map, Options(highlight="deep", collapse="In"))
    assert {s.id for s in seen.map.statements} <= seen.highlight


# Colours of groups


@pytest.mark.parametrize("theme", THEMES)
def test_groups_can_be_told_apart(theme: str) -> None:
    style = themed(theme)
    tints = [tint(style, n) for n in range(3 if theme == "grey" else 8)]
    for colors in tints:
        assert contrast(colors.ink, colors.fill) >= TEXT
        assert contrast(colors.edge, style.paper) >= LINE
    if theme != "print":
        for one, other in combinations(tints, 2):
            assert all(apart(one.fill, other.fill, sight) > 10 for sight in SIGHT)
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_groups_follow_the_file(lane) -> None:
    names, of = grouped(lane, "speaker")
    assert names == ("Ann", "Bob") and of == {"danger": (0,), "parking": (1,)}
    names, of = grouped(lane, "tag")
    assert names == ("road", "people") and of["wanted"] == (1, 0)


@pytest.mark.parametrize("layout", [name for name in PICTURED if name != "framework"])
def test_letters_and_a_legend_say_what_colours_do(lane, layout: str) -> None:
    drawing = draw(lane, Options(layout=layout, color_by="speaker"))
    labels = [s.text for s in named(drawing, "s-danger").shapes if isinstance(s, Label)]
    assert "2 A" in labels
    legend = [s.text for s in named(drawing, "argmap-legend").shapes if isinstance(s, Label)]
    assert legend == ["A", "Ann", "B", "Bob"]


def test_where_nothing_can_be_coloured_it_is_told(lane) -> None:
    drawing = draw(lane, Options(layout="framework", color_by="tag"))
    assert any("which have no tags" in remark for remark in drawing.remarks)
    drawing = draw(lane, Options(color_by="section"))
    assert any("there are no sections" in remark for remark in drawing.remarks)


# Title and legend


@pytest.mark.parametrize("layout", ["tree", "outline", "freeman", "toulmin"])
def test_title_and_legend_keep_to_the_space(lane, layout: str) -> None:
    for height in (110, 150, 200):
        options = Options(layout=layout, width=120, height=height, title=True, legend=True, text=3)
        drawing = draw(lane, options)
        if not drawing.misfit:
            assert drawing.height <= height * MM + 0.1 and drawing.width <= 120 * MM + 0.1
    roomy = draw(lane, Options(layout=layout, width=120, height=260, title=True, legend=True))
    assert not roomy.misfit


def test_the_layout_gets_what_is_left() -> None:
    map = argmap.load(Path(__file__).parents[1] / "examples" / "cycling.arg")
    for height in range(60, 110, 10):
        plain = draw(map, Options(width=174, height=height))
        titled = draw(map, Options(width=174, height=height, title="A title", legend=True))
        if not titled.misfit:
            assert not plain.misfit and titled.height <= height * MM + 0.1
        else:
            assert f"larger than 174 mm × {height} mm" in titled.misfit[0]


def test_a_title_is_the_maps_or_a_text(lane) -> None:
    def title(drawing: Drawing) -> list[str]:
        return [s.text for s in named(drawing, "argmap-title").shapes if isinstance(s, Label)]

    assert title(draw(lane, Options(title=True))) == ["The lane"]
    assert title(draw(lane, Options(title="For and against"))) == ["For and against"]
    with pytest.raises(TypeError, match="True, False or a text"):
        Options(title=3)


def test_a_legend_explains_the_signs_that_a_caption_does(lane) -> None:
    drawing = draw(lane, Options(legend=True))
    legend = [s.text for s in named(drawing, "argmap-legend").shapes if isinstance(s, Label)]
    assert legend == [
        *("supports", "objects", "attacks a step"),
        *("main conclusion", "recommendation", "open, asserted by nobody"),
    ]


# Short texts


def test_short_is_an_attribute_of_statements(lane) -> None:
    assert lane["danger"].attributes["short"] == "It is dangerous"
    assert argmap.loads(lane.to_arg()) == lane
    assert argmap.check("section: S\n  short: x\n  claim a: A.\n")[0].name == "unknown-attribute"
    assert not argmap.check("claim a: A.\n  short: x\n  because b: B.\n")
    text = "claim a: A.\n  note: n\n  short: x\n  speaker: s\n  because b: B.\n"
    written = argmap.loads(text).to_arg()
    assert written.index("speaker:") < written.index("short:") < written.index("note:")


def test_texts_in_short_are_listed_in_full(lane) -> None:
    seen = view(lane, Options(text="short"))
    assert seen.map["danger"].text == "It is dangerous"
    assert seen.map["lane"].text == lane["lane"].text
    assert seen.full == {"danger": lane["danger"].text}
    drawing = draw(lane, Options(text="short"))
    key = " ".join(s.text for s in named(drawing, "key-danger").shapes if isinstance(s, Label))
    assert key == f"2 {lane['danger'].text}"
    assert not any(group.id == "key-lane" for group in drawing.groups)
    assert lane["danger"].text in named(drawing, "s-danger").description
    assert not any(
        g.id == "key-danger" for g in draw(lane, Options(text="short", list_texts=False)).groups
    )


def test_labels_and_so_many_words(lane) -> None:
    assert view(lane, Options(text="label")).map["parking"].text == "parking"
    assert view(lane, Options(text=4)).map["danger"].text == "Bridge Street is dangerous …"
    assert view(lane, Options(text="4")).map["danger"].text == "Bridge Street is dangerous …"
    assert view(lane, Options(text=40)).full == {}
    marked = argmap.loads(
        "map: M\n  markup: inline\nclaim: Of *all the many* things $a + b$ is one.\n"
    )
    assert view(marked, Options(text=2)).map.statements[0].text == "Of *all the many* …"
    for wrong in ("long", 0, -1, True, "0"):
        with pytest.raises(ValueError, match="a number of words"):
            Options(text=wrong)
    unlabelled = argmap.loads("claim: What has no label keeps its text.\n")
    assert view(unlabelled, Options(text="label")).full == {}


def test_a_key_has_the_whole_texts_anyway(lane) -> None:
    drawing = draw(lane, Options(layout="freeman", text=2, numbers="none"))
    assert any("whole texts in its key" in remark for remark in drawing.remarks)
    assert any("needs numbers" in remark for remark in drawing.remarks)
    assert lane["danger"].text in " ".join(
        s.text for s in named(drawing, "key-danger").shapes if isinstance(s, Label)
    )


def test_with_a_caption_the_texts_stand_there(tmp_path: Path, capsys) -> None:
    path = tmp_path / "lane.arg"
    path.write_text(TEXT_OF_MAP)
    out = tmp_path / "x.svg"
    assert main(["render", str(path), "-o", str(out), "--text", "short", "--caption"]) == 0
    whole = "Bridge Street is dangerous for all who cycle there."
    assert f"2: {whole}" in capsys.readouterr().out
    assert "key-danger" not in out.read_text()


def test_a_text_says_what_it_has_no_place_for(tmp_path: Path, capsys) -> None:
    path = tmp_path / "lane.arg"
    path.write_text(TEXT_OF_MAP)
    arguments = ["render", str(path), "-o", str(tmp_path / "x.md"), "--text", "2", "--legend"]
    assert main(arguments) == 0
    assert "shows nothing of --legend and --text" in capsys.readouterr().err
    assert "dangerous for all" in (tmp_path / "x.md").read_text()


# Numbers


def test_numbers_of_the_file_of_the_figure_and_none(lane) -> None:
    part = {"root": "parking"}
    assert view(lane, Options(**part)).numbers["church"] == "7"
    seen = view(lane, Options(**part, numbers="figure"))
    assert [seen.numbers[s.id] for s in seen.map.statements] == ["1", "2"]
    assert seen.left_out == ("Only what bears on 1 is drawn: 5 statements are left out.",)
    seen = view(lane, Options(**part, numbers="none"))
    assert seen.numbers["church"] == "church" and not seen.numbered
    assert seen.left_out == ("Only what bears on parking is drawn: 5 statements are left out.",)


def test_without_numbers_names_stand_for_them() -> None:
    map = argmap.loads(
        "premise: All that is here is one.\npremise: All that is there is two.\nso: Three.\n"
        "premise x: Four.\nso: Five, which contradicts more.\n"
    )
    names = view(map, Options(numbers="none")).numbers
    assert [names[s.id] for s in map.statements] == [
        *("“All that is here …”", "“All that is there …”", "“Three”", "x"),
        "“Five, which contradicts …”",
    ]
    for layout in ("tree", "outline", "toulmin", "graphviz"):
        drawing = draw(map, Options(numbers="none", layout=layout))
        bold = [
            s.text
            for g in drawing.groups
            for s in g.shapes
            if g.kind.startswith("statement") and isinstance(s, Label)
        ]
        assert not any(text.isdigit() or not text for text in bold)


def test_a_reference_names_what_has_no_number() -> None:
    map = argmap.loads("claim: A.\n  because b: B is so.\nclaim: C.\n  because b\n")
    drawing = draw(map, Options(numbers="none", shared="box"))
    assert [s.text for s in named(drawing, "see-b").shapes if isinstance(s, Label)] == ["→ b"]


# In every format, and in documents


def test_all_formats_show_what_is_wanted(lane, tmp_path: Path) -> None:
    wanted = {"title": "Der Weg", "legend": True, "highlight": "church", "color_by": "speaker"}
    for name in ("x.svg", "x.pdf", "x.png", "x.eps", "x.tikz", "x.tex", "x.html"):
        lane.render(tmp_path / name, **wanted, text=3)
        data = (tmp_path / name).read_bytes()
        assert data
        if name.endswith(("svg", "tikz", "tex", "html")):
            assert b"Der Weg" in data and b"main conclusion" in data


def test_documents_can_set_it() -> None:
    from argmap.integrations.options import FIGURE, read_options

    words = {
        **{"highlight": "church, list", "color_by": "tag", "title": "", "legend": "true"},
        **{"text": "4", "numbers": "figure"},
    }
    assert set(words) <= set(FIGURE)
    _, _, chosen = read_options(words)
    options = Options(**chosen)
    assert options.highlight == ("church", "list") and options.title is True
    assert options.legend and options.text == 4 and options.numbers == "figure"
    assert read_options({"title": "Another"})[2] == {"title": "Another"}


def test_a_set_of_figures_has_a_legend_each() -> None:
    map = argmap.load(Path(__file__).parents[1] / "examples" / "summit.arg")
    options = Options(preset="springer", split=True, legend=True, title=True, text=12)
    drawing = draw(map, options)
    assert not drawing.misfit and len(drawing.pages) > 2
    for number, page in enumerate(drawing.pages):
        names = [group.id for group in page.groups]
        assert ("argmap-title" in names) == (number == 0) and "argmap-legend" in names
        assert page.height <= 234 * MM + 0.1
        shown = {group.id.partition("-")[2] for group in page.groups if group.id.startswith("s-")}
        listed = {name.removeprefix("key-") for name in names if name.startswith("key-")}
        assert listed <= shown | {n.partition("-")[2] for n in names if n.startswith("cut-")}


def test_a_figure_that_is_read_from_the_right_has_its_title_there() -> None:
    map = argmap.loads("map: עברית\n  language: he\nclaim: אחת.\n  because: שתיים.\n")
    for layout in ("tree", "outline"):
        drawing = draw(map, Options(layout=layout, title=True, legend=True))
        (title,) = named(drawing, "argmap-title").shapes
        assert isinstance(title, Label) and title.x + title.width > drawing.width * 0.6
        assert check(drawing) == []
