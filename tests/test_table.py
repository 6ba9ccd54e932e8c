from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

import argmap
from argmap import cli
from argmap import corpus as written_table
from argmap.corpus import COLUMNS, LOSS_COLUMNS
from tests.conftest import CORPUS, EXAMPLES, ROOT
from tests.readings import FOLDER

PAGE = (ROOT / "docs" / "table.md").read_text(encoding="utf-8")
MAP = """\
map: Bells
section: One
  section: Two
    claim a: A, "quoted".
      tags: x, y
      confidence: 0.5
      note: N
      speaker: S
      > one
      because b: B.
      and c: C.
      by sign
        strength: 0.25
        roles: b=major
      unless: D.
      although e: E.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bells.arg").write_text(MAP)
    return tmp_path


def run(*arguments: str) -> int:
    return cli.main(["table", *arguments])


def parquet(path: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return rows


def test_the_page_has_the_schema() -> None:
    shown = re.findall(r"^\| `(\w+)` \| ([^|]+) \| (\w+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert [(name, rows, what) for name, _, rows, what in shown] == [
        (c.name, c.rows, c.what) for c in COLUMNS
    ]
    assert f"{written_table.GROUP:,} rows" in PAGE
    losses = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert losses == [(c.name, c.what) for c in LOSS_COLUMNS]


def test_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("corpus", "-o", "t.parquet") == 0
    assert capsys.readouterr().err == "argmap: 8 rows of 1 map\n"
    rows = parquet("t.parquet")
    assert list(rows[0]) == [c.name for c in COLUMNS]
    statement, argument = rows[0], rows[5]
    assert {k: v for k, v in statement.items() if v is not None} == {
        "id": "corpus/bells.arg#a",
        "record": "statement",
        "file": "corpus/bells.arg",
        "title": "Bells",
        "identifier": "a",
        "label": "a",
        "kind": "claim",
        "text": 'A, "quoted".',
        "section": "One / Two",
        "speaker": "S",
        "unstated": False,
        "open": False,
        "quotations": ["one"],
        "tags": ["x", "y"],
        "confidence": 0.5,
        **{key: [] for key in ("restates", "provided", "explained_by", "answers")},
        **{key: [] for key in ("parts", "contradicts", "outweighs", "regardless_of")},
        "status": "in",
        "attributes": [("note", "N")],
    }
    assert {k: v for k, v in argument.items() if v is not None} == {
        "id": "corpus/bells.arg#argument-1",
        "record": "argument",
        "file": "corpus/bells.arg",
        "title": "Bells",
        "identifier": "argument-1",
        "role": "supports",
        "premises": ["corpus/bells.arg#b", "corpus/bells.arg#c"],
        "target": "corpus/bells.arg#a",
        "scheme": "sign",
        "premise_roles": [("corpus/bells.arg#b", "major")],
        "conceded": False,
        "strict": False,
        "strength": 0.25,
        "attributes": [],
    }
    assert [(r["role"], r["target"], r["conceded"]) for r in rows[6:]] == [
        ("undercuts", "corpus/bells.arg#argument-1", False),
        ("rebuts", "corpus/bells.arg#a", True),
    ]


def test_passages_questions_and_who_says_what() -> None:
    names = [column.name for column in COLUMNS]

    def told(name: str) -> dict[str, dict[str, object]]:
        map = argmap.load(CORPUS / "maps" / f"{name}.arg")
        rows = written_table.rows(map, "x.arg")
        return {str(row[4]): dict(zip(names, row, strict=True)) for row in rows}

    debate = told("debate")
    assert debate["pay"]["kind"] == "question"
    assert debate["pay"]["answers"] == ["x.arg#polluters", "x.arg#state"]
    assert debate["able"]["explained_by"] == ["x.arg#cheap", "x.arg#unaware"]
    assert debate["polluters"]["provided"] == ["x.arg#known"] and debate["polluters"]["open"]
    assert debate["soon"]["restates"] == ["x.arg#now"]
    assert debate["soon"]["contradicts"] == ["x.arg#slow"] and debate["soon"]["status"] == "out"
    assert debate["slow"]["contradicts"] == debate["slow"]["outweighs"] == ["x.arg#soon"]
    # Of the section, of the statement itself, and of the step.
    assert [debate[key]["speaker"] for key in ("soon", "need", "argument-3", "slow")] == [
        *("Ann; Bob", "Carla", "Bob", None)
    ]
    assert debate["argument-4"]["role"] == "challenges"
    assert debate["argument-4"]["target"] == "x.arg#argument-3"
    assert debate["pay"]["parts"] == ["x.arg#when"] and debate["when"]["status"] == "open"
    assert told("grown")["modify"]["regardless_of"] == ["x.arg#open-door"]
    cases = told("cases")
    assert cases["same"]["within"] == "x.arg#act" and cases["act"]["within"] == "x.arg#not"
    assert cases["act"]["kind"] == "supposition" and cases["pull"]["within"] is None


def test_csv_holds_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("corpus", "-o", "t.csv") == 0
    assert run("corpus", "-o", "t.parquet") == 0
    with open("t.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for text, row in zip(rows, parquet("t.parquet"), strict=True):
        for column in COLUMNS:
            found, expected = text[column.name], row[column.name]
            if column.shape == "texts":
                assert found == "\n".join(expected or [])  # type: ignore[arg-type]
            elif column.shape == "pairs":
                assert json.loads(found or "{}") == dict(expected or [])  # type: ignore[call-overload]
            elif column.shape == "truth":
                assert found == {True: "true", False: "false", None: ""}[expected]  # type: ignore[index]
            elif column.shape == "number":
                assert (float(found) if found else None) == expected
            else:
                assert found == (expected or "")
    capsys.readouterr()
    assert run("corpus") == 0
    assert capsys.readouterr().out == Path("t.csv").read_bytes().decode()


def test_every_format_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {
        "kialo/new.txt": "kialo",
        "carneades/bridge.yml": "carneades",
        "arggraph/doctype.xml": "arggraph",
        "brat/essay.ann": "brat",
        "gsn/case.gsn.yaml": "gsn",
        "ltac/case.ltac": "ltac",
    }
    for name in names:
        (folder / "corpus" / name.replace("/", "-")).write_bytes((FOLDER / name).read_bytes())
    (folder / "corpus" / "essay.txt").write_text("A text beside its map.")
    assert run("corpus", "-o", "t.parquet") == 0
    assert {r["file"] for r in parquet("t.parquet")} == {
        "corpus/bells.arg",
        *(f"corpus/{name.replace('/', '-')}" for name in names),
    }
    ids = [r["id"] for r in parquet("t.parquet")]
    assert len(ids) == len(set(ids))


def test_files_with_errors_are_named_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "corpus" / "a-bad.arg").write_text("claim a: A.\nnonsense here: B.\n")
    (folder / "corpus" / "bad.yaml").write_text("G1: {text: A, supportedBy: G2}\n")
    (folder / "corpus" / "worse.json").write_bytes(b"\xff\xfe\xff")
    assert run("corpus", "-o", "t.parquet") == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in said[:-1]] == [
        "corpus/a-bad.arg",
        "corpus/bad.yaml",
        "corpus/worse.json",
    ]
    assert said[-1] == "argmap: 8 rows of 1 map; 3 files with errors"
    assert len(parquet("t.parquet")) == 8
    assert run("corpus", "nowhere.arg", "-o", "t.parquet") == 2
    assert run("corpus", "--force", "-o", "t.parquet") == 1
    assert len(parquet("t.parquet")) == 10


def test_on_all_cores_in_the_order_of_the_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(20):
        (folder / "corpus" / f"m{number:02}.arg").write_text(f"claim a: A{number}.\n")
    assert run("corpus", "-o", "t.csv") == 0
    with open("t.csv", encoding="utf-8", newline="") as stream:
        texts = [row["text"] for row in csv.DictReader(stream) if row["file"] != "corpus/bells.arg"]
    assert texts == [f"A{number}." for number in range(20)]


def test_row_groups(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_table, "GROUP", 3)
    assert run("corpus", "-o", "t.parquet", "--quiet") == 0
    assert pq.ParquetFile("t.parquet").metadata.num_row_groups == 3
    assert len(parquet("t.parquet")) == 8


def test_an_empty_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    assert run("empty", "-o", "t.parquet") == 2
    assert "there is no map in empty" in capsys.readouterr().err
    assert parquet("t.parquet") == []


def test_nothing_is_left_where_writing_fails(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("corpus", "-o", "no/where.csv") == 2
    assert "can't write no/where.csv: there is no such file or folder" in capsys.readouterr().err
    assert run("corpus/bells.arg", "-o", "corpus/bells.arg") == 2
    assert (folder / "corpus" / "bells.arg").read_text() == MAP
    assert sorted(p.name for p in folder.iterdir()) == ["corpus"]


def test_characters_that_utf_8_has_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = {
        "format": "argmap",
        "version": 1,
        "statements": [{"id": "a", "label": "a", "kind": "claim", "text": "A \ud800."}],
    }
    (folder / "corpus" / "odd.json").write_text(json.dumps(data))
    for form in ("csv", "parquet"):
        assert run("corpus", "--to", form, "-o", "t", "--quiet") in (0, 1)


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
def test_what_the_page_asks(folder: Path, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "corpus" / "a.arg").write_text(
        "claim a: Unanswered.\n  but: B.\nclaim c: Undercut.\n  but: D.\n  unless premise: E.\n"
        "claim f: Answered.\n  but: G.\n    but: H.\nclaim i: Granted.\n  although: J.\n"
    )
    for form in ("csv", "parquet"):
        assert run("corpus", "-o", f"corpus.{form}") == 0
    found = duckdb.sql(query).fetchall()
    assert found == (
        [("corpus/a.arg", "Unanswered."), ("corpus/a.arg", "G.")]
        if "objection" in query
        else [(None, 8, 1.0), ("sign", 1, 2.0)]
    )


def test_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(EXAMPLES), "-o", str(tmp_path / "t.parquet")) == 0
