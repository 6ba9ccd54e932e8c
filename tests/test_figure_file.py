"""Figure files: what is wanted of single boxes, and options, in TOML beside the map."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.draw import draw
from argmap.draw.drawing import Group, Label, Rect
from argmap.draw.figure_file import FigureFile, Hint
from argmap.draw.options import Options
from argmap.draw.setup import MM
from argmap.draw.table import Table
from argmap.draw.view import view
from tests.shapes import shaped
from tests.test_geometry import check

MAP = """\
claim top: What is to be shown here is this.
  because one: The first reason is given here at some length.
    because deep: Something deep.
  because two: The second reason is given here.
  because three: The third reason.
  but no: An objection to all of it.
claim other: Linked premises make this plain enough for all.
  because left: The left premise.
  and right: The right premise.
"""


def written(text: str) -> FigureFile:
    return FigureFile.of(Table("figure file", text, "m.figure.toml"))


@pytest.fixture(scope="module")
def map_() -> argmap.ArgumentMap:
    return argmap.loads(MAP)


def drawn(map_: argmap.ArgumentMap, file: str, **options: object) -> dict[str, Group]:
    drawing = draw(map_, Options.of({"figure": written(file), "width": 174, **options}))
    assert check(drawing) == []
    return {group.id: group for group in drawing.groups}


def box(groups: dict[str, Group], key: str) -> Rect:
    shape = groups[f"s-{key}"].shapes[0]
    assert isinstance(shape, Rect)
    return shape


def words(groups: dict[str, Group], key: str) -> list[str]:
    labels = [s.text for s in groups[f"s-{key}"].shapes if isinstance(s, Label)]
    return [text for text in labels if not text.isdigit() and text not in ("Data", "Claim")]


def test_the_width_of_a_box(map_) -> None:
    for width in (25, 60):
        for direction in ("down", "right"):
            groups = drawn(map_, f"[one]\nwidth = {width}", direction=direction)
            assert box(groups, "one").width == pytest.approx(width * MM, abs=0.01)
    # A box holds its longest word, however narrow it was wanted.
    assert box(drawn(map_, "[one]\nwidth = 10"), "one").width > 10 * MM


def test_reasons_one_below_the_other_or_side_by_side(map_) -> None:
    keys = ("one", "two", "three", "no")
    groups = drawn(map_, "[top]\nstack = true")
    tops = [box(groups, key).y for key in keys]
    assert tops == sorted(tops) and len(set(tops)) == 4
    groups = drawn(map_, "[top]\nstack = false")
    assert len({round(box(groups, key).y, 2) for key in keys}) == 1


def test_linked_premises_one_below_the_other_or_side_by_side(map_) -> None:
    groups = drawn(map_, "[other]\nstack = true")
    assert box(groups, "left").y < box(groups, "right").y
    groups = drawn(map_, "[other]\nstack = false")
    assert box(groups, "left").x < box(groups, "right").x
    assert box(groups, "left").y == pytest.approx(box(groups, "right").y)


@pytest.mark.parametrize("layout", ["tree", "outline"])
def test_order(map_, layout: str) -> None:
    groups = drawn(map_, '[top]\nstack = true\norder = ["three", "one"]', layout=layout)
    tops = {key: box(groups, key).y for key in ("one", "two", "three")}
    assert sorted(tops, key=tops.__getitem__) == ["three", "one", "two"]
    # The numbers stay those of the file.
    assert view(map_, Options(figure=written('[top]\norder = ["three"]'))).numbers["three"] == "5"


def test_side(map_) -> None:
    groups = drawn(map_, '[top]\nstack = false\n[no]\nside = "left"\n[one]\nside = "right"')
    lefts = {key: box(groups, key).x for key in ("one", "two", "three", "no")}
    assert sorted(lefts, key=lefts.__getitem__) == ["no", "two", "three", "one"]


def test_linked_premises_in_another_order(map_) -> None:
    groups = drawn(map_, '[other]\nstack = false\norder = ["right", "left"]')
    assert box(groups, "right").x < box(groups, "left").x


@pytest.mark.parametrize("layout", ["tree", "outline", "toulmin", "graphviz"])
def test_where_a_text_breaks(map_, layout: str) -> None:
    groups = drawn(map_, '[one]\nbreak = "The first | reason is"', layout=layout)
    assert "The first" in words(groups, "one")
    text = '[one]\nbreak = ["first reason | is given", "here | at some"]'
    lines = words(drawn(map_, text, layout=layout), "one")
    assert lines[-1] == "at some length." and "The first reason" in lines
    whole = '[deep]\nbreak = "Something | deep."'
    assert words(drawn(map_, whole, layout=layout), "deep") == ["Something", "deep."]


def test_breaks_and_short_texts(map_) -> None:
    lines = words(drawn(map_, '[one]\nbreak = "first | reason"', text=3), "one")
    assert lines == ["The first", "reason …"]
    lines = words(drawn(map_, '[one]\nbreak = "given | here"', text=3), "one")
    assert " ".join(lines) == "The first reason …"


def test_what_is_hidden_is_said(map_) -> None:
    seen = view(map_, Options(figure=written("[one]\nhide = true\n[no]\nhide = true")))
    assert {"one", "no"}.isdisjoint({s.id for s in seen.map.statements})
    assert seen.left_out == ("The author hides a part of the map: 2 statements are left out.",)
    assert seen.notes["top"] == ("1 reason and 1 objection not shown",)


def test_options_of_the_figure(map_) -> None:
    file = written('preset = "springer-column"\ncolor-by = "tag"\ntitle = "T"\nnumbers = "none"\n')
    options = Options.of({"figure": file, "numbers": "figure"})
    assert (options.preset, options.color_by, options.title) == ("springer-column", "tag", "T")
    assert options.numbers == "figure"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[onee]\nwidth = 40",
            r"m.figure.toml:1:2: no statement has the label `onee`: did you .* `one`",
        ),
        (
            "\n\n[one]\n widht = 40",
            r"m.figure.toml:4:2: `widht` is nothing .*: did you mean `width`",
        ),
        ("[one]\nwidth = 4", r"m.figure.toml:2:1: `width` is a number of mm from 10 to 1000"),
        ("[one]\nwidth = true", r"2:1: `width` is a number of mm"),
        ("[one]\nstack = 1", r"2:1: `stack` is true or false"),
        ("[one]\nside = 'up'", r'2:1: `side` is "left" or "right"'),
        ("[one]\nbreak = 'The first'", r"2:1: `break` is words with a bar"),
        (
            "[one]\nbreak = 'The second | reason'",
            r"2:1: the text of `one` has no words “The second rea",
        ),
        ("[top]\norder = ['one', 'twoo']", r"2:17: no statement has the label `twoo`: .* `two`"),
        ("[top]\norder = ['deep']", r"2:10: `deep` does not bear on `top`: there are one, two"),
        ("[top]\norder = 'one'", r"2:1: `order` is a list of labels"),
        ("one = { widht = 3 }", r"1:9: `widht` is nothing"),
        ("one.widht = 3", r"1:5: `widht` is nothing"),
        ("presett = 'springer'", r"1:1: `presett` is no option of a figure: did you mean `preset`"),
        ("dot = '/bin/sh'", r"1:1: `dot` is no option of a figure"),
        ("width = 'wide'", r"1:1: width is a number of mm, not 'wide'"),
        ("layout = 'tre'", r"1:1: there is no layout 'tre'"),
        ("legend = 3", r"1:1: `legend` is true or false"),
        ("highlight = 3", r"1:1: `highlight` is a text"),
        ("theme = '../mine.toml'", r"1:1: `../mine.toml` lies outside the folder of this file"),
        ("title = 'T'\nroot = 'onee'", r"m.figure.toml:2:1: .* `onee`.*`one`"),
        ("\nhighlight = ['one', 'twoo']", r"m.figure.toml:2:1: .* `twoo`.*`two`"),
        ("only = ['tagg:x']", r"m.figure.toml:1:1: .*tagg"),
        ("collapse = 'section'", r"m.figure.toml:1:1: .*section"),
        ("preset = 'springr'", r"1:1: there is no preset `springr`: did you mean springer"),
        ("theme = 'gray'", r"1:1: there is no theme `gray`"),
        ("[one", r"m.figure.toml:1:5: it is not TOML: Expected"),
    ],
)
def test_what_is_wrong_with_a_figure_file(map_, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        draw(map_, Options.of({"figure": written(text)}))


def test_statements_of_an_import(tmp_path: Path) -> None:
    (tmp_path / "base.arg").write_text("claim few: Few would agree.\n  because a: A.\n")
    path = tmp_path / "main.arg"
    path.write_text("use base.arg as base\nclaim top: Top.\n  because base.few\n")
    map = argmap.load(path)
    for header in ("[base.few]", '["base.few"]'):
        seen = view(map, Options.of({"figure": written(f"{header}\nwidth = 30")}))
        assert seen.hints == {"base.few": Hint(width=30)}
    with pytest.raises(ValueError, match=r"1:7: no statement has the label `base.fewer`"):
        view(map, Options.of({"figure": written("[base.fewer]\nwidth = 30")}))


def test_it_is_found_beside_the_map(tmp_path: Path, capsys) -> None:
    path = tmp_path / "m.arg"
    path.write_text(MAP)
    plain, other = tmp_path / "plain.svg", tmp_path / "other.svg"
    assert main(["render", str(path), "-o", str(plain)]) == 0
    (tmp_path / "m.figure.toml").write_text("title = 'Beside'\n")
    assert main(["render", str(path), "-o", str(other)]) == 0
    assert "Beside" in other.read_text()
    assert main(["render", str(path), "-o", str(other), "--figure", "none"]) == 0
    assert other.read_bytes() == plain.read_bytes()
    argmap.load(path).render(other)
    assert "Beside" in other.read_text()
    argmap.load(path).render(other, figure=False)
    assert other.read_bytes() == plain.read_bytes()
    named = tmp_path / "named.toml"
    named.write_text("title = 'Named'\n")
    argmap.load(path).render(other, figure=named)
    assert "Named" in other.read_text()
    assert main(["render", str(path), "-o", str(other), "--figure", str(tmp_path / "no.toml")]) == 2
    assert "can't read the figure file" in capsys.readouterr().err


def test_what_a_layout_has_no_place_for_is_told(map_) -> None:
    drawing = draw(map_, Options(layout="outline", figure=written("[one]\nwidth = 40")))
    assert any("for the layout tree alone" in remark for remark in drawing.remarks)


def hints(seed: int) -> str:
    """A figure file for a map of any shape, at random."""
    rng, map = random.Random(seed), shaped(seed)
    lines = []
    for statement in map.statements:
        if rng.random() < 0.5:
            continue
        lines.append(f'["{statement.id}"]')
        if rng.random() < 0.4:
            lines.append(f"width = {rng.randint(10, 90)}")
        if rng.random() < 0.4:
            lines.append(f"stack = {rng.choice(('true', 'false'))}")
        if rng.random() < 0.3:
            lines.append(f'side = "{rng.choice(("left", "right"))}"')
        below = [m for a in map.aimed_at(statement.id) for m in a.members]
        if below and rng.random() < 0.5:
            some = rng.sample(sorted(set(below)), rng.randint(1, len(set(below))))
            lines.append(f"order = {some}")
        split = statement.text.split()
        if len(split) > 2 and rng.random() < 0.4:
            lines.append(f'break = "{split[0]} | {split[1]}"')
        if rng.random() < 0.1:
            lines.append("hide = true")
    return "\n".join(lines)


@pytest.mark.parametrize("first", range(0, 100, 25))
def test_every_figure_is_sound_whatever_is_wanted_of_its_boxes(first: int) -> None:
    bad = {}
    for seed in range(first, first + 25):
        rng = random.Random(seed)
        options = Options(
            layout=rng.choice(("tree", "tree", "tree", "outline", "freeman", "toulmin")),
            direction=rng.choice((None, "up", "right", "left")),
            figure=written(hints(seed)),
        )
        found = check(draw(shaped(seed), options))
        if found:
            bad[seed] = (options.layout, options.direction, found[:3])
    assert not bad


def test_the_example_of_the_documentation_is_one() -> None:
    root = Path(__file__).parents[1]
    page = (root / "docs" / "figures.md").read_text(encoding="utf-8")
    block = page.partition("### Figure files")[2].partition("```toml\n")[2].partition("```")[0]
    map = argmap.load(root / "examples" / "nato.arg")
    drawing = draw(map, Options.of({"figure": written(block)}))
    assert not drawing.misfit and check(drawing) == []
    assert words({group.id: group for group in drawing.groups}, "few")[0] == "Few allies"
