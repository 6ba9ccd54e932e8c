"""A class: maps held against a model."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.compare.assessment import VERDICTS, assess, table, to_text
from argmap.model import Map
from tests.strategies import maps

MODEL = """\
map: School uniforms

recommendation uniforms: The school should introduce uniforms.
  because less: Pupils are bullied less for their clothes.
    because visible: Clothes show what parents earn.
  because cheap: Uniforms cost less than fashion.
  but freedom: Pupils lose a way to express themselves.
    but hair: They can express themselves otherwise.
"""

ANN = """\
claim: The school should introduce uniforms.
  because: Children are bullied less for their clothes.
  because: What one wears shows what one's parents earn.
  but: Pupils can't express themselves any more.
  because: They look smart.
"""


def verdicts(model: str, map: str) -> dict[str, str]:
    found = argmap.loads(model).assess(argmap.loads(map))
    return {one.statement: one.verdict for one in found.findings}


def test_what_a_map_has_of_a_model() -> None:
    found = argmap.loads(MODEL).assess(argmap.loads(ANN), "Ann")
    by = {one.statement: one for one in found.findings}
    assert {key: one.verdict for key, one in by.items()} == {
        "uniforms": "found",
        "less": "reworded",
        "visible": "elsewhere",
        "cheap": "missing",
        "freedom": "reworded",
        "hair": "missing",
    }
    assert by["visible"].lacking == ("a reason for “Pupils are bullied less for their clothes.”",)
    assert by["visible"].instead == ("a reason for “The school should introduce uniforms.”",)
    assert [found.map[key].text for key in found.extra] == ["They look smart."]
    assert found.summary() == "4 of 6 statements, 2 reworded, 1 elsewhere, 2 missing"
    assert repr(found) == f"<Assessment of Ann: {found.summary()}>"
    assert found.to_dict()["counts"] == {"found": 1, "reworded": 2, "elsewhere": 1, "missing": 2}


@pytest.mark.parametrize(
    ("instead", "verdict", "words"),
    [
        ("  but less: L.\n", "elsewhere", "an objection to “C.”"),
        ("  because x: X.\n    because less: L.\n", "elsewhere", "a reason for “X.”"),
        (
            "  because x: X.\n    unless less: L.\n",
            "elsewhere",
            "an exception to a reason for “C.”",
        ),
        ("  provided claim less: L.\n", "elsewhere", "a condition of “C.”"),
        ("  because other: L.\n", "found", None),
        ("  and less: L.\n", "found", None),
    ],
)
def test_what_a_statement_is_to_others_decides_where_it_is(
    instead: str, verdict: str, words: str | None
) -> None:
    model = argmap.loads("claim c: C.\n  because k: K.\n  because less: L.\n")
    found = model.assess(argmap.loads(f"claim c: C.\n  because k: K.\n{instead}"))
    (one,) = (f for f in found.findings if f.statement == "less")
    assert one.verdict == verdict
    assert one.instead == ((words,) if words else ())


def test_what_is_taken_further_stays_found_and_what_is_drawn_in_does_not() -> None:
    model = "claim c: Cats are nice.\nclaim d: Dogs are loud.\n"
    further = "claim: Pets matter.\n  because: Cats are nice.\nclaim: Dogs are loud.\n"
    assert verdicts(model, further) == {"c": "found", "d": "found"}
    drawn = "claim: Dogs are loud.\n  because: Cats are nice.\n"
    assert verdicts(model, drawn) == {"c": "elsewhere", "d": "found"}


def test_a_model_has_all_of_itself_and_nothing_has_none() -> None:
    for map in maps():
        own, none = assess(map, map), assess(map, Map())
        assert own.counts["missing"] == own.counts["elsewhere"] == 0 and not own.extra
        assert none.counts["missing"] == len(map.statements)
        for one in (own, none):
            assert sum(one.counts.values()) == len(map.statements)
            assert list(one.counts) == list(VERDICTS)
            head, row = table([one])
            assert len(head) == len(row) and to_text([one]).count("\n") == 1


def test_a_map_of_nothing_is_a_table_of_nothing() -> None:
    assert table([]) == [] and to_text([]) == ""


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class with a map in order, one that quotes wrongly, a broken one, and what is none at all."""
    monkeypatch.chdir(tmp_path)
    Path("model.arg").write_text(MODEL)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ann.arg").write_text(ANN)
    (folder / "ben.arg").write_text(
        "recommendation: The school should introduce uniforms.\n  becuase: </script> Uniforms cost less.\n"
    )
    (folder / "cem.arg").write_text(
        "map: C\n  source: letter.txt\n\nclaim: The school should introduce uniforms.\n  > no such words\n"
    )
    (folder / "letter.txt").write_text("A letter.")
    (folder / "dee.arg").write_bytes(b"\xff\xfe\x00bad")
    (folder / "eve.arg").mkdir()
    return folder


def test_the_class_as_text_and_data(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--model", "model.arg", "in"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in out[:4]] == ["ann", "ben", "cem", "dee"]
    assert "quotations wrong: 1" in out[2] and "errors: 1" in out[3]
    assert out[4].startswith("missing in 4 of 4: ") or out[4].startswith("missing in 3 of 4: ")
    assert main(["compare", "--model", "model.arg", "in", "--format", "json"]) == 1
    ann, ben, cem, dee = json.loads(capsys.readouterr().out)
    assert ann["counts"]["missing"] == 2 and not ann["errors"]
    assert {d["name"] for d in ann["rules"]} >= {"single-premise", "unanswered-rebuttal"}
    assert [d["name"] for d in ben["errors"]] and ben["statements"][3]["verdict"] != "missing"
    assert [d["name"] for d in cem["quotations"]] == ["quotation-not-found"]
    assert dee["counts"]["missing"] == 6
    assert main(["compare", "--model", "model.arg", "in", "-o", "class.csv"]) == 1
    head, *rows = csv.reader(Path("class.csv").read_text().splitlines())
    assert head[:7] == ["map", "uniforms", "less", "visible", "cheap", "freedom", "hair"]
    assert rows[0][:7] == "ann found reworded elsewhere missing reworded missing".split()


class _Balanced(HTMLParser):
    """Reads a page and sees to it that what is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.scripts = 0
        self.ids: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.linked += [(given["href"] or "")[1:]] if "href" in given else []
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_pages(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = [
        "compare",
        "--model",
        "model.arg",
        "in",
        "--quiet",
        "-o",
        "class.html",
        "--pages",
        "out",
    ]
    assert main(said) == 1
    for path in (Path("class.html"), *Path("out").iterdir()):
        page = path.read_text(encoding="utf-8")
        reader = _Balanced()
        reader.feed(page)
        reader.close()
        assert not reader.open and not reader.scripts
        assert len(reader.ids) == len(set(reader.ids)) and set(reader.linked) <= set(reader.ids)
        assert "default-src 'none'" in page and "</script>" not in page
    assert sorted(p.name for p in Path("out").iterdir()) == [
        "ann.html",
        "ben.html",
        "cem.html",
        "dee.html",
    ]
    ann = Path("out/ann.html").read_text(encoding="utf-8")
    assert "Your map has 4 of the 6 statements of the model." in ann
    assert "In the model it is <bdi>a reason for “Pupils are bullied less" in ann
    assert "ben" not in ann
    ben = Path("out/ben.html").read_text(encoding="utf-8")
    assert "looks like a slip for `because`" in ben and "&lt;/script&gt; Uniforms cost less" in ben
    assert "no such words" in Path("out/cem.html").read_text(encoding="utf-8")


def test_what_cant_be_read_has_a_row(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ["compare", "--model", "model.arg", "in/ann.arg", "in/gone.arg", "-o", "class.html"]
    assert main(said) == 2
    assert "can't read in/gone.arg: there is no such file" in capsys.readouterr().err
    page = Path("class.html").read_text(encoding="utf-8")
    assert "Your map could not be read" in page and "gone" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("in/ann.arg --model model.arg --all", "are for two maps, and not for --model"),
        ("in/ann.arg in/ben.arg --pages out", "--pages goes with --model"),
        ("in/ann.arg", "compare takes two maps at least, or --model MODEL and maps"),
        ("in/ann.arg --model model.arg -o c.svg", "written as text, json, html or csv"),
        ("in/ann.arg --model model.arg -o in/ann.arg", "would write over what is read"),
        ("in/ann.arg --model in/letter.txt", ""),
        ("model.arg --model model.arg", "there is no map to hold against the model"),
        ("in/ann.arg --model empty.arg", "empty.arg has no statements to find"),
        ("in/ann.arg --model model.arg --pages model.arg", "can't make model.arg"),
    ],
)
def test_wrong_usage(
    words: str, said: str, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty.arg").write_text("")
    assert main(["compare", *words.split()]) in (1, 2)
    assert said in capsys.readouterr().err


def test_maps_of_one_name_have_a_page_each(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for who in ("ann", "ben"):
        (answers / who).mkdir()
        (answers / who / "map.arg").write_text(ANN)
    said = ["compare", "--model", "model.arg", "in/ann/map.arg", "in/ben/map.arg", "--pages", "out"]
    assert main(said) == 0
    assert sorted(p.name for p in Path("out").iterdir()) == ["map-1.html", "map-2.html"]
    assert "in/ann/map.arg: 4 of 6" in capsys.readouterr().out
