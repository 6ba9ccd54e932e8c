from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.compilation import Compilation
from tests.readings import FOLDER, Golden, as_golden, documents, faults, relations
from tests.test_cli import run


@pytest.mark.parametrize("path", documents("brat", ".ann"), ids=lambda p: p.stem)
def test_documents(path: Path, golden: Golden) -> None:
    as_golden(golden, path)


def test_the_words_are_quotations_that_are_found() -> None:
    read = Compilation.of_file(FOLDER / "brat" / "essay.ann")
    assert not read.has_errors
    assert not [d for d in read.diagnostics if d.name.startswith(("quotation", "source"))]


def test_as_a_map_in_the_language_they_are_found_too(tmp_path: Path) -> None:
    for name in ("essay.ann", "essay.txt"):
        (tmp_path / name).write_bytes((FOLDER / "brat" / name).read_bytes())
    map = argmap.read(tmp_path / "essay.ann").map
    (tmp_path / "essay.arg").write_text(map.to_arg(), encoding="utf-8")
    assert not [d for d in argmap.read(tmp_path / "essay.arg").diagnostics if "quotation" in d.name]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_offsets_count_what_the_file_has(tmp_path: Path, end: str, bom: str) -> None:
    text = f"{bom}First line é 🕊.{end}{end}It is so.{end}"
    (tmp_path / "a.txt").write_bytes(text.encode())
    at = text.index("It is so.")
    (tmp_path / "a.ann").write_bytes(f"T1\tClaim {at} {at + 9}\tIt is so.{end}".encode())
    read = argmap.read(tmp_path / "a.ann")
    assert not read.diagnostics or not [d for d in read.diagnostics if d.severity == "error"]
    assert [q.text for q in read.map["T1"].quotations] == ["It is so."]


def test_without_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tClaim 0 2\tIt\n")
    read = Compilation.of_file(tmp_path / "a.ann")
    assert [x.what for x in read.losses] == ["a.txt is not beside the annotations"]
    assert not read.map["T1"].quotations


def test_a_text_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "other" / "secret.txt").write_text("It")
    (tmp_path / "here" / "a.txt").symlink_to(tmp_path / "other" / "secret.txt")
    (tmp_path / "here" / "a.ann").write_text("T1\tClaim 0 2\tIt\n")
    read = Compilation.of_file(tmp_path / "here" / "a.ann")
    assert [d.message for d in read.understood] == [
        "a.txt is a link that leads out of its folder, and was not read"
    ]


def test_a_text_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "a.ann").write_text("T1\tClaim 0 2\tIt\n")
    read = Compilation.of_file(tmp_path / "a.ann")
    assert [d.message for d in read.understood] == [
        "a.txt can't be read: it is no UTF-8 text, or too large"
    ]


def test_a_name_with_blanks_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "my essay.txt").write_text("It")
    (tmp_path / "my essay.ann").write_text("T1\tClaim 0 2\tIt\n")
    read = Compilation.of_file(tmp_path / "my essay.ann")
    assert [x.kind for x in read.losses] == ["sources"]
    assert "source" not in read.map.attributes


def test_what_is_cut_within_a_word_is_quoted_with_the_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We should leave the old harbour. It floods each winter.")
    (tmp_path / "a.ann").write_text(
        "T1\tClaim 4 30\thould leave the old harbou\nT2\tPremise 33 54\tIt floods every winter\n"
        "R1\tsupports Arg1:T2 Arg2:T1\n"
    )
    read = Compilation.of_file(tmp_path / "a.ann")
    told = [(d.name, d.severity, d.message) for d in read.understood]
    assert told == [
        ("odd-annotation", "warning", "`T1` begins or ends within a word of a.txt"),
        ("odd-annotation", "warning", "a.txt has other words where `T2` is"),
    ]
    assert read.map["T1"].text == "hould leave the old harbou"
    assert [q.text for q in read.map["T1"].quotations] == ["should leave the old harbour"]
    # The places are the authority, not the words beside them.
    assert read.map["T2"].text == "It floods each winter"
    assert not read.has_errors
    assert not [d for d in read.diagnostics if d.name.startswith("quotation")]


def test_scripts_without_blanks_have_words_of_one_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("我们应该离开旧港口。", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tClaim 2 6\t应该离开\n", encoding="utf-8")
    read = Compilation.of_file(tmp_path / "a.ann")
    assert not read.understood
    assert [q.text for q in read.map["T1"].quotations] == ["应该离开"]


def test_another_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Something else altogether stands in here.")
    (tmp_path / "a.ann").write_text("T1\tClaim 0 9\tWe should\nT2\tClaim 90 99\tIt floods\n")
    found = Compilation.of_file(tmp_path / "a.ann").understood
    assert [d.name for d in found] == ["invalid-document"] * 2


def test_the_source_is_found_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("It floods.")
    (tmp_path / "in" / "a.ann").write_text("T1\tClaim 0 10\tIt floods.\n")
    argmap.read(tmp_path / "in" / "a.ann").map.write(tmp_path / "a.arg")
    map = argmap.read(tmp_path / "a.arg").map
    assert map.attributes["source"] == "in/a.txt"
    run("convert", str(tmp_path / "in"), "--to", "arg", "-o", str(tmp_path / "out"))
    assert argmap.read(tmp_path / "out" / "a.arg").map.attributes["source"] == "../in/a.txt"
    (tmp_path / "deep" / "er").mkdir(parents=True)
    out = tmp_path / "deep" / "er" / "a.json"
    run("convert", str(tmp_path / "a.arg"), "-o", str(out))
    # Of argmap's own files no path is led out of the project.
    assert argmap.read(out).map.attributes["source"] == "in/a.txt"
    (tmp_path / "argmap.toml").write_text("")
    run("convert", str(tmp_path / "a.arg"), "-o", str(out))
    assert argmap.read(out).map.attributes["source"] == "../../in/a.txt"
    # What stays in its folder, or is said on standard output, stays as it is.
    run("convert", str(tmp_path / "in" / "a.ann"), "-o", str(tmp_path / "in" / "a.arg"))
    assert argmap.read(tmp_path / "in" / "a.arg").map.attributes["source"] == "a.txt"
    assert b"source: a.txt" in run("convert", str(tmp_path / "in" / "a.ann"), "--to", "arg").stdout


def test_paths_of_imports_and_statements_are_led_on_too(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text("")
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "t.txt").write_text("It rains.")
    (tmp_path / "a b" / "other.arg").write_text("claim wet: It is wet.\n")
    text = "use other.arg\n\nclaim: A.\n  source: t.txt\n  because other.wet\n"
    (tmp_path / "a b" / "x.arg").write_text(text)
    map = argmap.load(tmp_path / "a b" / "x.arg")
    (tmp_path / "a b" / "in").mkdir()
    map.write(tmp_path / "a b" / "in" / "x.arg")
    assert (tmp_path / "a b" / "in" / "x.arg").read_text() == text.replace(
        "other.arg", "../other.arg"
    ).replace("t.txt", "../t.txt")
    losses = map.write(tmp_path / "x.arg")
    assert [loss.what for loss in losses] == [
        "t.txt, which has a blank from there",
        "other.arg, which has a blank from there",
    ]


def test_stances() -> None:
    spans = "T1\tMajorClaim 0 1\tA\nT2\tClaim 2 3\tB\nT3\tClaim 4 5\tC\nT4\tPremise 6 7\tD\n"
    stances = "A1\tStance T2 For\nA2\tStance T3 Against\n"
    assert relations(spans + stances, "brat") == ["B supports A", "C rebuts A"]
    # A claim that a relation leads from is for or against what the relation leads to.
    assert relations(spans + stances + "R1\tsupports Arg1:T2 Arg2:T3\n", "brat") == [
        "C rebuts A",
        "B supports C",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: this brat file holds no statement"]),
        ("T1\tClaim\tA", ["1: `T1` has no label and place in the text"]),
        ("T1\tClaim 0 x\tA", ["1: `T1` has no label and place in the text"]),
        ("T1\tClaim 5 2\tA", ["1: `T1` ends before it begins"]),
        ("T1\tClaim 0 1\tA\nT1\tClaim 2 3\tB", ["2: `T1` is given twice"]),
        ("T1\tClaim 0 1\tA\nR1\tsupports Arg1:T1 Arg2:T9", ["2: nothing here is called `T9`"]),
        ("T1\tClaim 0 1\tA\nR1\tsupports T1 T1", ["2: `R1` does not say what it joins"]),
        ("T1\tClaim 0 1\tA\nR1\t\t", ["2: `R1` does not say what it joins"]),
        ("T1 Claim 0 1 A", ["1: `T1 Claim 0 1 A` has no label and place in the text"]),
        ("T1\tClaim 0 1\tA\nnonsense", ["2: this line is of no kind that brat writes"]),
        (f"T1\tClaim 0 {'9' * 5000}\tA", ["1: `T1` has no label and place in the text"]),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    assert faults(text, "brat") == expected


def test_circles_and_itself() -> None:
    text = "T1\tClaim 0 1\tA\nT2\tClaim 2 3\tB\nR1\tsupports Arg1:T1 Arg2:T2\nR2\tattacks Arg1:T2 Arg2:T1\nR3\tattacks Arg1:T1 Arg2:T1\nR4\tparts_of_same Arg1:T1 Arg2:T1\n"
    assert relations(text, "brat") == ["A supports B", "B rebuts A", "A rebuts A"]


@pytest.mark.slow
def test_large_files(tmp_path: Path) -> None:
    count = 10_000
    spans = "".join(f"T{n}\tPremise {n * 2} {n * 2 + 1}\tA\n" for n in range(count))
    steps = "".join(f"R{n}\tsupports Arg1:T{n + 1} Arg2:T{n}\n" for n in range(count - 1))
    (tmp_path / "a.txt").write_text("A " * count)
    (tmp_path / "a.ann").write_text(spans + steps)
    read = Compilation.of_file(tmp_path / "a.ann")
    assert len(read.map.arguments) == count - 1
    assert not read.understood
