"""What holds for all formats of other tools: recognition, losses, folders, hostile files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator

import argmap
from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError
from argmap.formats import DOCUMENTS as FORMATS
from argmap.formats import ENDINGS, FRAMEWORKS, READABLE, format_of, named_by, with_ending
from argmap.formats import FORMATS as FORMAT_ROWS
from argmap.model import DISCHARGING, Map
from argmap.source import Source
from argmap.writers import written
from tests.conftest import CORPUS, EXAMPLES, ROOT
from tests.strategies import maps
from tests.test_cli import run

SCHEMA = json.loads((ROOT / "docs" / "argmap.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_map_fits_the_schema() -> None:
    for path in EXAMPLES.glob("*.arg"):
        VALIDATOR.validate(argmap.load(path).to_dict())
    for map in maps():
        VALIDATOR.validate(map.to_dict())


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"format": "other"},
        {"claims": []},
        {"statements": [{"id": "a", "kind": "claim"}]},
        {"statements": [{"id": "a", "kind": "thought", "text": "A."}]},
        {"statements": [{"id": "a", "kind": "claim", "text": 7}]},
        {"statements": [{"id": "a", "kind": "claim", "text": "A\nB"}]},
        {"statements": [{"id": "a", "kind": "claim", "text": "A.", "attributes": {"tags": "b"}}]},
        {"arguments": [{"id": "x", "role": "supports", "premises": [], "target": "a"}]},
        {"arguments": [{"id": "x", "role": "helps", "premises": ["a"], "target": "a"}]},
        {"contradictions": [["a"]]},
        {"parts": [{"whole": "a"}]},
        {"title": ["A"]},
    ],
)
def test_what_does_not_fit_the_schema_is_not_read(change: dict[str, object]) -> None:
    base = {
        "format": "argmap",
        "version": 1,
        "statements": [{"id": "a", "label": "a", "kind": "claim", "text": "A."}],
    }
    VALIDATOR.validate(base)
    assert argmap.loads(json.dumps(base))
    assert not VALIDATOR.is_valid({**base, **change})
    with pytest.raises(ArgmapError):
        argmap.loads(json.dumps({**base, **change}))


# Recognition

FOLDER = CORPUS / "interchange"
DOCUMENTS = sorted(
    (path, path.parent.name)
    for path in FOLDER.glob("*/*")
    if path.parent.name in READABLE
    and path.is_file()
    and path.suffix not in (".losses", ".told", ".arg", ".md")
    and "golden" not in path.name
    and not path.name.startswith("written-")
    and not (path.suffix == ".txt" and path.parent.name != "kialo")
)


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.arg")), ids=lambda p: p.name)
def test_a_text_in_the_language_is_taken_for_nothing_else(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    assert format_of(Source.of(text, "x.arg")) in ("arg", "")
    compilation = Compilation.of_file(path)
    if not any(d.severity == "error" for d in compilation.understood):
        assert format_of(Source.of(text, "<stdin>")) == "arg"


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        ('{"AIF": {"nodes": []}}', "x.json", "xaif"),
        ('{"locutions": [], "nodes": [], "edges": []}', "-", "aif"),
        ('\n\n{"nodes": [{"nodeID": 1}]}', "x.arg", "aif"),
        ('{"schemaVersion": 1, "nodes": {}}', "x.json", "arguebuf"),
        ("<graphml></graphml>", "x.json", "graphml"),
        ('<?xml version="1.0"?>\n<arggraph id="a"/>', "-", "arggraph"),
        ("Discussion Title: A\n\n1. B\n", "x.md", "kialo"),
        ("[A]: a\n  + [B]: b\n", "-", "argdown"),
        ("statements:\n  a: A\n", "x.yml", "carneades"),
        ("G1:\n  text: A\n", "x.yaml", "gsn"),
        ("- Claim R: A\n", "-", "ltac"),
        ("T1\tClaim 0 3\tabc\n", "-", "brat"),
        ('{"title": "A", "ideas": {}}', "x.json", "mup"),
        ('{"nodes": [], "edges": [{"fromNode": "a"}]}', "x.json", "canvas"),
        ('{"wires": [{"fromNode": "a"}]}', "x.json", ""),
        ("{}", "x.canvas", "canvas"),
        ("<mxfile/>", "x.xml", "drawio"),
        ("A b:\n  r1:\n    C d:\n", "x.yml", "dsanson"),
        ("claim: A.\n", "x.txt", "arg"),
        ("id;Text;Supports\n1;A;\n", "-", "csv"),
        ("x", "x.tsv", "csv"),
        ('{"a": 1}', "x.json", ""),
        ("a: 1\n", "x.yaml", ""),
        ("<html/>", "x.xml", ""),
    ],
)
def test_content_tells_the_format(text: str, name: str, format: str) -> None:
    assert format_of(Source.of(text, name)) == format


def test_what_fits_nothing_or_several_names_the_candidates(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for text, said in (
        ("a: 1\n", "carneades, gsn, dsanson"),
        ("statements:\n  a: A\nG1:\n  text: A\n", "may be"),
    ):
        path.write_text(text)
        (found,) = argmap.read(path).diagnostics
        assert found.name == "unknown-format" and said in found.message
    done = run("convert", str(path), "--to", "json", "--from", "spreadsheet")
    assert done.returncode == 2
    assert b"argmap reads arg, json, aif" in done.stderr


# What the language says of suppositions, questions and the rest

HELD: dict[str, Callable[[Map], int]] = {
    "questions": lambda map: sum(s.kind == "question" for s in map.statements),
    "suppositions": lambda map: sum(s.within is not None for s in map.statements),
    "open marks": lambda map: sum(s.open for s in map.statements),
    "speakers": lambda map: sum(len(s.speakers) for s in map.statements),
    "argument speakers": lambda map: sum(len(a.speakers) for a in map.arguments),
    "section speakers": lambda map: sum(len(s.speakers) for s in map.sections),
    "challenges": lambda map: sum(a.role == "challenges" for a in map.arguments),
    "discharges": lambda map: sum(a.scheme in DISCHARGING for a in map.arguments),
    "restatements": lambda map: len(map.restatements),
    "explanations": lambda map: len(map.explanations),
    "conditions": lambda map: len(map.conditions),
    "answers": lambda map: len(map.answers),
}


@pytest.mark.parametrize("format", [name for name in FORMATS if name in (*READABLE, "arg")])
@pytest.mark.parametrize("name", ["reductio", "cases", "debate"])
def test_it_comes_back_or_is_told(name: str, format: str) -> None:
    map = argmap.load(CORPUS / "maps" / f"{name}.arg")
    made = written(map, format)
    losses = made.losses
    found = Compilation.of_stream(BytesIO(made.data), format=format)
    assert not [d for d in found.understood if d.severity == "error"], found.understood
    told = {loss.kind for loss in losses}
    kept = {kind: count for kind, count in HELD.items() if kind not in told}
    if format in FRAMEWORKS:
        # There they are attacks, and premises of more arguments.
        held = {kind for kind, count in kept.items() if count(map)}
        assert held <= {"challenges", "restatements", "conditions"}
        return
    assert {k: n(found.map) for k, n in kept.items()} == {k: n(map) for k, n in kept.items()}


@pytest.mark.parametrize("name", ["reductio", "cases", "debate"])
@pytest.mark.parametrize("format", ["text", "markdown", "dot", "mermaid"])
def test_what_is_for_readers_shows_all_of_it(name: str, format: str) -> None:
    map = argmap.load(CORPUS / "maps" / f"{name}.arg")
    text = written(map, format).text
    words = {
        "suppose": any(s.kind == "supposition" for s in map.statements),
        "however": any(a.role == "challenges" for a in map.arguments) and format != "dot",
        'class="challenges"': any(a.role == "challenges" for a in map.arguments)
        and format == "dot",
        "restates" if format in ("dot", "mermaid") else "in other words": bool(map.restatements),
        "expla": bool(map.explanations),
        "provided": bool(map.conditions),
        "answer": bool(map.answers),
        "made by": any(a.speakers for a in map.arguments),
    }
    assert {word for word, there in words.items() if there} == {w for w in words if w in text}


# Hostile files


def test_a_file_that_is_too_large_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"nodes": [' + " " * 64_000_000 + '], "edges": [], "locutions": []}')
    with pytest.raises(OSError, match="more than 64,000,000 bytes"):
        argmap.read(path, "aif")


HOSTILE = (
    *(
        "",
        " ",
        "\0",
        "{",
        "[",
        "}",
        '{"nodes": ',
        "[" * 100_000,
        '{"a":' * 100_000,
        "null",
        "7",
        '"x"',
    ),
    *('{"nodes": 7, "edges": "x", "locutions": null}', '{"nodes": {"a": 7}, "edges": {"b": []}}'),
    '{"nodes": [null, 7, {"nodeID": {}}], "edges": [[]], "locutions": [3]}',
    '{"AIF": 7}',
    '{"arguments": [], "statements": {"a": 7}, "relations": {}}',
    '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><arggraph id="&d;"/>',
    *("<graphml>", "<graphml><graph><node/><edge/></graph></graphml>", "<a>" * 100_000),
    '<arggraph><edge id="a" src="b" trg="a" type="und"/><adu/></arggraph>',
    *(
        "a: &x [*x]",
        "statements: 7",
        "arguments: {a: {premises: [b], conclusion: 7}}",
        "? [a]\n: b",
    ),
    *("statements:\n" + "  " * 200 + "a: b", "a: [" * 5_000),
    *(
        "G1:\n  supportedBy: [G1]\n",
        "G1: 7\n",
        "- Claim A: x\n" + "".join("  " * i + "- Claim: y\n" for i in range(1, 300)),
    ),
    *(
        "Discussion Title:\n",
        "Discussion Title: A\n\n1.1.1. Pro: B\n",
        "1. A\n1.1. Pro: -> See 1.\n",
    ),
    *("T1\tClaim x y\tz\n", "R1\tsupports Arg1:T1 Arg2:T9\n", "T1\tClaim 0 9999999999\ta\n"),
    *(
        "[A]\n  <_ [A]\n",
        "(1) A\n----\n",
        "===\n: :\n===\n",
        "{" * 10_000,
        "[" * 10_000 + "]:",
        "  + x",
    ),
)


@pytest.mark.parametrize("format", READABLE)
@pytest.mark.slow
def test_hostile_texts_are_said_to_be_wrong_or_read(format: str) -> None:
    for text in HOSTILE:
        compilation = Compilation.of_text(text, "x", format=format)
        for found in compilation.understood:
            assert found.message and len(found.message) < 1000
            assert 0 <= found.span.start <= len(text)
        assert compilation.map is not None
        assert all(loss.kind and isinstance(loss.what, str) for loss in compilation.losses)


@pytest.mark.parametrize("format", READABLE)
@pytest.mark.slow
def test_damaged_documents_never_raise(format: str) -> None:
    random = Random(3)
    paths = [path for path, own in DOCUMENTS if own == format]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for _ in range(max(5, 60 // len(paths))):
            at = random.randrange(len(text))
            cut = text[: random.randrange(len(text))]
            swapped = (
                text[:at]
                + random.choice(('"', "7", "null", "\n", "{", "]", "<", ""))
                + text[at + 3 :]
            )
            for damaged in (cut, swapped):
                compilation = Compilation.of_text(damaged, str(path), format=format)
                assert compilation.understood is not None
                assert compilation.map is not None


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_left_of_a_text_with_errors_can_be_written(format: str) -> None:
    """As `--force` does."""
    for text in (
        "claim a:\n  because: B.\n",
        "claim:\n  but\n",
        "because: A.\n",
        "section:\n\nclaim: A.\n",
    ):
        assert isinstance(written(Compilation.of_text(text).map, format).data, bytes)


# The command line


def aif(text: str) -> str:
    nodes = [
        {"nodeID": "1", "text": text, "type": "I"},
        {"nodeID": "2", "text": "B.", "type": "I"},
        {"nodeID": "3", "text": "Default Inference", "type": "RA"},
        {"nodeID": "4", "text": "C.", "type": "I"},
        {"nodeID": "5", "text": "Default Rephrase", "type": "MA"},
    ]
    pairs = [("2", "3"), ("3", "1"), ("4", "5")]
    edges = [
        {"edgeID": str(n), "fromID": one, "toID": other, "formEdgeID": None}
        for n, (one, other) in enumerate(pairs)
    ]
    return json.dumps({"nodes": nodes, "edges": edges, "locutions": []})


def test_losses_are_counted_listed_and_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "x.json", tmp_path / "x.arg"
    path.write_text(aif("A."))
    done = run("convert", str(path), "-o", str(out))
    assert done.returncode == 0
    assert b"not taken over from aif: rephrasings (1)" in done.stderr
    assert out.read_text().startswith("claim: A.\n  because: B.\n")
    done = run("convert", str(path), "--to", "arg", "--report")
    assert b"rephrasings: " in done.stderr
    out.unlink()
    done = run("convert", str(path), "-o", str(out), "--strict")
    assert done.returncode == 1 and not out.exists()
    done = run("convert", str(EXAMPLES / "nato.arg"), "--to", "kialo", "--strict", "--quiet")
    assert done.returncode == 1 and done.stdout == b""
    assert b"undercuts (1)" in done.stderr
    done = run("convert", str(EXAMPLES / "nato.arg"), "--to", "json", "--strict")
    assert done.returncode == 0 and done.stderr == b""


def test_a_folder_is_converted_with_each_failure_named(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "deep").mkdir(parents=True)
    for number in range(30):
        (folder / "deep" / f"n{number}.json").write_text(aif(f"A{number}."))
    (folder / "bad.json").write_text(aif("A.")[:200])
    (folder / "other.json").write_text('{"a": 1}')
    (folder / "notes.txt").write_text("Some notes: of no format.\n")
    (folder / "twin.argdown").write_text("[A]: A.\n  + [B]: B.\n")
    (folder / "twin.json").write_text(aif("Twin."))
    done = run("convert", str(folder), "--to", "arg", "-o", str(out))
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "bad.json: line 1: this is no JSON" in said and "invalid-document" in said
    assert "other.json" not in said and "notes" not in said
    assert "32 files converted, 1 with errors, 2 side files skipped; lost: rephrasings (31)" in said
    made = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.arg"))
    assert len(made) == 32 and "deep/n7.arg" in made and {"twin.arg", "twin.json.arg"} <= set(made)
    assert argmap.load(out / "deep" / "n7.arg").statements[0].text == "A7."
    forced = run("convert", str(folder), "--to", "arg", "-o", str(tmp_path / "f"), "--force")
    assert forced.returncode == 1
    strict = run("convert", str(folder), "--to", "arg", "-o", str(tmp_path / "s"), "--strict")
    assert strict.returncode == 1
    assert [p.name for p in (tmp_path / "s").rglob("*.arg")] == ["twin.arg"]


def test_side_files_of_a_folder_are_skipped_and_counted(tmp_path: Path) -> None:
    (tmp_path / "talk.json").write_text(aif("We should move."))
    for name, text in {
        "talk.txt": "[applause] Thank you all.\nThe harbour floods.\n",
        "page.txt": '<span class="h" id="node1">The harbour floods.</span> So we move.\n',
        "words.txt": "Good evening. <b>Anna</b> speaks first.\n",
        "settings.json": '{"colour": "red"}',
        "list.json": "[1, 2]",
        "settings.yaml": "colour: red\n",
        "page.xml": "<html/>",
        "figures.csv": "year,claim\n2008,7\n",
    }.items():
        (tmp_path / name).write_text(text)
    done = run("table", str(tmp_path), "-o", str(tmp_path / "t.csv"))
    assert done.returncode == 0, done.stderr
    assert b"4 rows of 1 map; 8 side files skipped; lost: rephrasings (1)" in done.stderr
    done = run("convert", str(tmp_path), "--to", "arg", "-o", str(tmp_path / "out"), "--report")
    assert done.returncode == 0, done.stderr
    assert b"1 file converted, 9 side files skipped; lost" in done.stderr
    assert done.stderr.count(b": no map, and skipped") == 9
    # What is named is a map, and what is broken may have been one.
    done = run("table", str(tmp_path / "settings.json"), "-o", str(tmp_path / "t.csv"))
    assert done.returncode == 1 and b"of no format" in done.stderr
    (tmp_path / "broken.json").write_text('{"colour": ')
    # The table of before is written anew, and is none of the maps.
    done = run("table", str(tmp_path), "-o", str(tmp_path / "t.csv"))
    assert done.returncode == 1 and b"broken.json: line 1: this is no JSON" in done.stderr


def test_losses_of_a_corpus_are_a_table(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text(
        aif("A.").replace('"type": "MA"', '"type": "MA", "timestamp": "1"')
    )
    (folder / "b.arg").write_text("map: B\n\nclaim b: B.\n  because: C.\n")
    table = tmp_path / "losses.csv"
    done = run("table", str(folder), "-o", str(tmp_path / "t.csv"), "--losses", str(table))
    assert done.returncode == 0
    assert b"lost: rephrasings (1); slight: timestamps (1)" in done.stderr
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [
        (Path(r["file"]).name, r["step"], r["format"], r["kind"], r["slight"]) for r in rows
    ] == [
        ("a.json", "read", "aif", "timestamps", "true"),
        ("a.json", "read", "aif", "rephrasings", "false"),
    ]
    assert rows[0]["line"] == "" and rows[1]["line"] == "1"
    out = str(tmp_path / "out")
    done = run("convert", str(folder), "--to", "kialo", "-o", out, "--losses", str(table))
    assert b"lost: rephrasings (1), labels (1); slight: timestamps (1)" in done.stderr
    with table.open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["step"] == "write"]
    assert [(r["format"], r["kind"], r["what"]) for r in rows] == [("kialo", "labels", "b")]
    one = tmp_path / "one.csv"
    run("convert", str(folder / "b.arg"), "--to", "kialo", "--losses", str(one), "--quiet")
    assert len(one.read_text().splitlines()) == 1 + sum(r["file"].endswith("b.arg") for r in rows)
    done = run("table", str(folder), "--losses", str(tmp_path / "none" / "x.csv"))
    assert done.returncode == 2 and b"can't write" in done.stderr


def test_wrong_usage_of_convert(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(aif("A."))
    for arguments in (
        [str(path)],
        [str(tmp_path), "-o", "out"],
        [str(tmp_path), "--to", "arg"],
        [str(path), "-", "--to", "arg", "-o", str(tmp_path / "o")],
        [str(tmp_path), "--to", "arg", "-o", str(path)],
        [str(tmp_path / "none"), "--to", "arg"],
    ):
        done = run("convert", *arguments, stdin="claim: A.\n")
        assert done.returncode == 2, arguments
        assert b"Traceback" not in done.stderr


def test_the_api_reads_and_writes(tmp_path: Path) -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    losses = map.write(tmp_path / "nato.graphml")
    assert losses == ()
    assert argmap.read(tmp_path / "nato.graphml").map == map
    losses = map.write(tmp_path / "nato.json", "aif")
    assert {"labels", "kinds", "sections"} & {loss.kind for loss in losses}
    read = argmap.read(tmp_path / "nato.json")
    assert len(read.map.arguments) == len(map.arguments) and not read.diagnostics
    with pytest.raises(ValueError, match="there is no format"):
        map.write(tmp_path / "x", "spreadsheet")
    with pytest.raises(ValueError, match="can't be told"):
        map.write(tmp_path / "x")
    with pytest.raises(ValueError, match="to read"):
        argmap.read(tmp_path / "nato.json", "xls")
    with pytest.raises(OSError):
        argmap.read(tmp_path / "none.json")


def test_files_are_known_by_these_endings() -> None:
    """Written out, so that none is lost unseen; docs/interchange.md and the guide of the command line name
    them.
    """
    expected = {
        "arg": {"arg"},
        "json": {"json", "aif", "xaif", "argdown-json", "arguebuf", "sadface", "mup", "canvas"},
        **{"argdown": {"argdown"}, "ad": {"argdown"}, "graphml": {"graphml", "argunet"}},
        **{
            "xml": {"graphml", "argunet", "arggraph", "drawio"},
            "mup": {"mup"},
            "txt": {"kialo", "ltac"},
            "ltac": {"ltac"},
        },
        **{key: {"carneades", "gsn", "dsanson"} for key in ("yml", "yaml")},
        **{"ann": {"brat"}, "canvas": {"canvas"}, "drawio": {"drawio"}},
        **{"csv": {"csv"}, "tsv": {"csv"}, "tab": {"csv"}, "xlsx": {"xlsx"}, "xlsm": {"xlsx"}},
        **{"apx": {"apx"}, "tgf": {"tgf"}},
        **{"af": {"iccma"}, "iccma": {"iccma"}, "i23": {"iccma"}},
    }
    assert {ending: set(with_ending(ending)) for ending in expected} == expected
    assert {*ENDINGS, ".txt"} == {f".{ending}" for ending in expected}
    assert {name for names in expected.values() for name in names} == set(READABLE)


def test_files_are_given_these_endings() -> None:
    expected = {
        **dict.fromkeys(("json", "aif", "xaif", "arguebuf"), "json"),
        **{"arg": "arg", "dot": "dot", "mermaid": "mmd", "markdown": "md", "text": "txt"},
        **{"argdown": "argdown", "graphml": "graphml", "kialo": "txt", "carneades": "yml"},
        **{"canvas": "canvas", "drawio": "drawio", "csv": "csv", "xlsx": "xlsx"},
        **{"apx": "apx", "tgf": "tgf", "iccma": "af", "aspic": "aspic"},
    }
    assert {name: FORMAT_ROWS[name].ending for name in FORMATS} == expected
    named = {"gv": "dot", "mmd": "mermaid", "md": "markdown", "txt": "text", "htm": "html"}
    named |= {"ad": "argdown", "af": "iccma", "i23": "iccma", "json": "json", "svg": "svg"}
    assert {ending: named_by(ending) for ending in named} == named
    assert named_by("aif") == "aif" and named_by("docx") == "docx"
