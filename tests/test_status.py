"""Statuses in figures and in the texts that stand for them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import argmap
from argmap import cli
from argmap.draw import draw
from argmap.draw.drawing import Label, Polygon, Rect
from argmap.draw.options import Options
from argmap.writers import document
from tests.conftest import CORPUS, EXAMPLES, ROOT

TEXT = """\
claim guilty: The accused did it.
  because witness: A witness saw him.
  unless premise dark: It was dark.

premise alibi: He was abroad.
contradicts witness

recommendation free: He should go free.
  because alibi
  but guilty
"""
STATUSES = {
    "guilty": "out",
    "witness": "undecided",
    "dark": "in",
    "alibi": "undecided",
    "free": "undecided",
}


@pytest.mark.parametrize("layout", ["tree", "outline", "freeman", "toulmin"])
@pytest.mark.parametrize("theme", ["default", "grey", "print", "dark"])
def test_marks_differ_in_shape_and_words(layout: str, theme: str) -> None:
    """Full, empty, half: nothing hangs on a colour."""
    map = argmap.loads(TEXT)
    drawn = draw(map, Options(layout=layout, theme=theme, status=True))
    groups = {g.id: g for g in drawn.groups if g.kind.startswith("statement")}
    words = " ".join(s.text for g in drawn.groups for s in g.shapes if isinstance(s, Label))
    for key, status in STATUSES.items():
        shapes = next(g for name, g in groups.items() if name.split(".")[0] == f"s-{key}").shapes
        assert f", {status}: " in groups[f"s-{key}"].description or layout == "toulmin"
        box = max((s for s in shapes if isinstance(s, Rect)), key=lambda s: s.width * s.height)
        circles = [
            s
            for s in shapes
            if isinstance(s, Rect) and s is not box and s.width == s.height < 8 and s.stroke
        ]
        (circle,) = circles
        assert (circle.fill == circle.stroke) == (status == "in")
        assert any(isinstance(s, Polygon) for s in shapes) == (status == "undecided")
        assert re.search(rf"\b{status}\b", words)


@pytest.mark.parametrize("layout", ["tree", "outline", "freeman", "toulmin", "framework"])
def test_without_statuses_nothing_is_marked(layout: str) -> None:
    map = argmap.loads(TEXT)
    plain = draw(map, Options(layout=layout))
    assert "undecided" not in plain.description
    marked = draw(map, Options(layout=layout, status=True))
    assert "undecided" in marked.description


@pytest.mark.parametrize("name", ["tree.svg", "freeman.svg", "text", "markdown", "mermaid", "dot"])
def test_a_map_with_its_statuses(name: str, golden) -> None:
    map = argmap.loads(TEXT)
    layout, _, picture = name.partition(".")
    if picture:
        text = map.to_svg(layout=layout, status=True)
    else:
        text = document(map, name, Options(status=True))
    golden(CORPUS / "evaluate" / f"statuses.{name}", text)


def test_an_evaluation_can_be_drawn() -> None:
    map = argmap.loads(TEXT)
    drawn = draw(map, Options(status=map.evaluate(reject=["dark", "alibi"])))
    assert "Statement 1, claim, in: " in drawn.groups[0].description or any(
        "Statement 1, claim, in: " in g.description for g in drawn.groups
    )
    with pytest.raises(ValueError, match="under grounded semantics"):
        draw(map, Options(layout="framework", status=map.evaluate("carneades")))


def test_statuses_are_those_of_the_whole_map() -> None:
    """A figure of a part does not evaluate that part."""
    map = argmap.load(EXAMPLES / "nato.arg")
    part = document(map, "text", Options(status=True, root="influence", without=("kind:premise",)))
    assert "out) A change" in part.replace(", rebuttal", "")
    drawn = draw(map, Options(status=True, among=("influence",)))
    assert any(", out: " in g.description for g in drawn.groups)


def test_the_page_and_the_caption_tell_statuses(tmp_path: Path, capsys) -> None:
    path = tmp_path / "m.arg"
    path.write_text(TEXT)
    out = tmp_path / "m.html"
    assert cli.main(["render", str(path), "--status", "-o", str(out), "--caption"]) == 0
    assert '"status":"undecided"' in out.read_text(encoding="utf-8").replace(": ", ":")
    caption = capsys.readouterr().out
    assert "Full circle: in; empty circle: out; half circle: undecided." in caption


# The commands


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        status = cli.main(list(arguments))
    except SystemExit as end:
        status = int(end.code or 0)
    done = capsys.readouterr()
    return status, done.out, done.err


@pytest.fixture
def map_file(tmp_path: Path) -> str:
    path = tmp_path / "m.arg"
    path.write_text(TEXT)
    return str(path)


def test_evaluate(map_file: str, capsys) -> None:
    status, out, err = run(capsys, "evaluate", map_file)
    assert status == 0
    assert out.startswith("free: He should go free.\n  undecided: it hangs on a circle")
    assert err == "argmap: grounded: 1 in, 1 out, 3 undecided\n"
    status, out, err = run(capsys, "evaluate", map_file, "--all", "--quiet")
    assert out.count("\n  ") == 5 and err == ""


def test_evaluate_as_json(map_file: str, tmp_path: Path, capsys) -> None:
    _, out, _ = run(capsys, "evaluate", map_file, "--format", "json", "--all")
    data = json.loads(out)
    assert data["semantics"] == "grounded"
    assert {s["id"]: s["status"] for s in data["statements"]} == STATUSES
    assert all(set(s) == {"id", "status", "why"} for s in data["statements"])
    target = tmp_path / "out.json"
    run(capsys, "evaluate", map_file, "--explain", "guilty", "-o", str(target))
    told = json.loads(target.read_text())["explanation"]
    assert told["id"] == "guilty" and [b["relation"] for b in told["below"]] == [
        "because",
        "unless",
    ]


def test_evaluate_draws(map_file: str, tmp_path: Path, capsys) -> None:
    figure = tmp_path / "why.svg"
    status, _, err = run(capsys, "evaluate", map_file, "--explain", "guilty", "-o", str(figure))
    assert status == 0
    drawn = figure.read_text(encoding="utf-8")
    assert "It was dark" in drawn and "He should go free" not in drawn
    assert "Only a part of the map is drawn: 2 statements are left out." in drawn
    status, _, err = run(
        capsys, "evaluate", map_file, "-o", str(tmp_path / "a.svg"), "--format", "json"
    )
    assert status == 2 and "--format json is asked for" in err
    status, _, err = run(
        capsys, "evaluate", map_file, "-o", str(tmp_path / "a.png"), "--layout", "x"
    )
    assert status == 2 and "there is no layout 'x'" in err


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--reject", "dar"], 2, "did you mean `dark`?"),
        (["--explain", "none"], 2, "no statement has the label `none`"),
        (["--audience", "Ann"], 2, "the map has no speaker `Ann`"),
        (["--semantics", "gradual", "--explain", "free"], 2, "needs the grounded semantics"),
        (["--method", "euler"], 2, "a method goes with gradual semantics"),
        (["--semantics", "best"], 2, "invalid choice: 'best'"),
    ],
)
def test_wrong_usage(
    map_file: str, arguments: list[str], status: int, message: str, capsys
) -> None:
    done = run(capsys, "evaluate", map_file, *arguments)
    assert done[0] == status and message in done[2] and done[1] == ""


def test_maps_with_errors_are_refused(tmp_path: Path, capsys) -> None:
    path = tmp_path / "bad.arg"
    path.write_text("claim a: A.\n  because b\n")
    for command in (["evaluate"], ["crux"], ["defend"], ["compare", str(path)]):
        line = [command[0], str(path), *command[1:]]
        status, out, err = run(capsys, *line)
        assert status == 1 and out == "" and "has errors" in err
        status, out, err = run(capsys, *line, "--force")
        assert status == 1 and out


def test_the_remaining_semantics_by_name(map_file: str, capsys) -> None:
    for semantics in ("complete", "preferred", "stable", "semi-stable", "ideal", "carneades"):
        status, out, err = run(capsys, "evaluate", map_file, "--semantics", semantics)
        assert status == 0 and err.startswith(f"argmap: {semantics}")
    status, out, _ = run(
        capsys, "evaluate", map_file, "--semantics", "preferred", "--acceptance", "credulous"
    )
    assert "in: some preferred extension holds it" in out
    status, out, _ = run(capsys, "evaluate", map_file, "--semantics", "gradual")
    assert "0.75 is taken for what is asserted" in out


def test_crux_and_compare(map_file: str, tmp_path: Path, capsys) -> None:
    status, out, _ = run(capsys, "crux", map_file, "guilty")
    assert out == "guilty (out): The accused did it.\n  undecided without dark\n"
    status, out, _ = run(capsys, "crux", map_file, "--format", "json")
    assert [one["id"] for one in json.loads(out)] == ["free"]
    status, out, err = run(capsys, "crux", map_file, "--size", "0")
    assert status == 2 and "counted from 1" in err
    other = tmp_path / "other.arg"
    other.write_text(TEXT.replace("unless premise dark", "because dark"))
    status, out, _ = run(capsys, "compare", map_file, str(other))
    assert status == 0 and "status: guilty: out, now in" in out
    assert "Dice" in out and "kappa" in out
    status, out, _ = run(capsys, "compare", map_file, str(other), "--format", "json")
    assert json.loads(out)["changed"][0] == {"id": "guilty", "before": "out", "after": "in"}
    assert run(capsys, "compare", "-", "-")[0] == 2


def test_frameworks_on_the_command_line(map_file: str, tmp_path: Path, capsys) -> None:
    target = tmp_path / "m.apx"
    assert run(capsys, "convert", map_file, "-o", str(target))[0] == 0
    status, out, _ = run(capsys, "evaluate", str(target), "--all")
    assert status == 0 and out.startswith("a1: Argument a1 stands.\n")
    assert run(capsys, "convert", str(target), "--to", "tgf")[1].startswith("1\n2\n")
    levels = "".join(f"claim s{n}: S.\n  because s{n + 1}\n  because s{n + 1}\n" for n in range(15))
    big = tmp_path / "big.arg"
    big.write_text(f"{levels}premise s15: S.\n")
    status, out, err = run(capsys, "convert", str(big), "--to", "apx")
    assert status == 1 and "more than 10000 arguments" in err


def test_the_picture_in_the_guide_is_up_to_date(golden) -> None:
    guide = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    text = guide.split("```arg\n", 1)[1].split("```", 1)[0]
    golden(ROOT / "docs" / "images" / "standing.svg", argmap.loads(text).to_svg(status=True))


def test_defend(map_file: str, capsys) -> None:
    status, out, _ = run(capsys, "defend", map_file, "guilty")
    assert status == 0 and out.startswith("guilty (out): The accused did it.\n  in if you ")
    status, out, _ = run(capsys, "defend", map_file, "--format", "json")
    (free,) = json.loads(out)
    assert (free["id"], free["status"]) == ("free", "undecided")
    assert {"do": "answer", "statement": "witness"} in free["ways"][0]
    status, out, err = run(capsys, "defend", map_file, "--tries", "0")
    assert status == 2 and "counted from 1" in err
    status, out, err = run(capsys, "defend", map_file, "gilty")
    assert status == 2 and "did you mean `guilty`?" in err
