"""A label by another name, in every file and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.edit.rename import renamed
from argmap.syntax.labels import occurrences
from tests.conftest import EXAMPLES
from tests.test_cli import run

HOME = """\
# few stays a word here
claim hollow: The pledge is hollow: few would agree.
  because few: Few would agree.
  and all: All have to.
  by
    roles: few=minor, all=major
  but strong: It is strong.
  regardless of few
  by few-enough
claim few-enough: A rule.

few
against hollow because few
outweighs strong
"""


def made(tmp_path: Path, **texts: str) -> None:
    for name, text in texts.items():
        (tmp_path / f"{name}.arg").write_text(text, encoding="utf-8")


def test_every_place_and_no_other(tmp_path: Path) -> None:
    made(tmp_path, home=HOME.replace("  by few-enough\n", ""))
    before = argmap.load(tmp_path / "home.arg")
    done = run("rename", "few", "minority", str(tmp_path / "home.arg"))
    assert done.returncode == 0, done.stderr
    assert b"renamed in 5 places of 1 file" in done.stderr
    text = (tmp_path / "home.arg").read_text()
    assert text.count("few") == 3  # the comment, the prose, and few-enough
    after = argmap.load(tmp_path / "home.arg")
    assert len(after.statements) == len(before.statements)
    assert after["minority"].text == before["few"].text
    assert run("rename", "minority", "few", str(tmp_path / "home.arg")).returncode == 0
    assert argmap.load(tmp_path / "home.arg") == before


def test_every_place_of_passages_questions_and_verbs(tmp_path: Path) -> None:
    text = """\
suppose few: Few agree.
  so none: None agrees.
so all: If few agree, none does.
challenges all because none
claim rare: Agreement is rare.
  restates all
  contradicts claim much: Agreement is frequent.
  provided all
  explained by all
  and all
question which: Which is it?
  answer all
  answer few-enough: Few are enough.
none
contradicts few
"""
    made(tmp_path, home=text)
    path = tmp_path / "home.arg"
    for old, new, places in (("all", "each", 7), ("none", "nobody", 3), ("few", "some", 2)):
        done = run("rename", old, new, str(path))
        assert f"renamed in {places} places of 1 file".encode() in done.stderr, done.stderr
        text = re.sub(rf"\b{old}\b(?=:|$)(?!-)", new, text, flags=re.MULTILINE)
        text = text.replace(f"challenges {old} ", f"challenges {new} ")
        assert path.read_text() == text
    assert run("rename", "some", "suppose", str(path)).returncode != 0


def test_files_that_import_follow(tmp_path: Path) -> None:
    made(
        tmp_path,
        home="premise few: Few would agree.\n",
        one="use home.arg\nclaim a: A.\n  because home.few\n",
        two="use home.arg as base\nuse one.arg\nclaim few: Another few.\n  because base.few\n",
    )
    done = run("rename", "few", "minority", str(tmp_path / "home.arg"), str(tmp_path / "one.arg"))
    assert done.returncode == 0, done.stderr
    assert "because home.minority" in (tmp_path / "one.arg").read_text()
    assert "base.few" in (tmp_path / "two.arg").read_text()
    made(tmp_path, home="premise few: Few would agree.\n")
    made(tmp_path, one="use home.arg\nclaim a: A.\n  because home.few\n")
    done = run("rename", "few", "minority", str(tmp_path))
    assert done.returncode == 2
    assert b"is declared in" in done.stderr
    made(tmp_path, two="use home.arg as base\nuse one.arg\nclaim b: B.\n  because base.few\n")
    assert run("rename", "few", "minority", str(tmp_path), "--diff").returncode == 0
    assert "base.few" in (tmp_path / "two.arg").read_text()
    assert run("rename", "few", "minority", str(tmp_path)).returncode == 0
    assert "because base.minority" in (tmp_path / "two.arg").read_text()
    assert argmap.load(tmp_path / "two.arg")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("feww", "b", "did you mean `few`"),
        ("few", "so", "is no label"),
        ("few", "1a", "is no label"),
        ("few", "few", "the same"),
        ("few", "strong", "stands in"),
        ("few", "few-enough", "stands in"),
    ],
)
def test_what_can_not_be(old: str, new: str, said: str, tmp_path: Path) -> None:
    made(tmp_path, home=HOME)
    done = run("rename", old, new, str(tmp_path / "home.arg"))
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert (tmp_path / "home.arg").read_text() == HOME


def test_other_scripts_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.arg"
    path.write_bytes("\ufeffclaim cafe\u0301: A.\r\n  because 論点: B.\r\ncafé\r\n".encode())
    assert run("rename", "café", "bistro", str(path)).returncode == 0
    assert (
        path.read_bytes() == "\ufeffclaim bistro: A.\r\n  because 論点: B.\r\nbistro\r\n".encode()
    )


def test_occurrences_are_where_they_say() -> None:
    for path in EXAMPLES.glob("*.arg"):
        compilation = Compilation.of_file(path)
        found = list(occurrences(compilation.syntax.lines))
        for one in found:
            assert compilation.source.text[one.span.start : one.span.end] == one.name
        declared = {o.name for o in found if o.what == "statement"}
        own = {s.label for s in compilation.map.statements if s.label and "." not in s.label}
        assert own <= declared


@pytest.mark.parametrize("name", ["a.arg", "z.arg"])
@pytest.mark.parametrize(
    ("use", "label", "changed"),
    [
        ("use home.arg", "home.few", "home.minority"),
        ("use home.arg as base", "base.few", "base.minority"),
        # Others of the same file, the same of others, and a bare name, which an import never has.
        ("use home.arg", "home.war", ""),
        ("use home.arg as base", "home.few", ""),
        ("use other.arg", "other.few", ""),
        ("use home.arg", "few", ""),
        ("use home.arg", "home.few.few", ""),
    ],
)
def test_only_the_label_is_renamed_in_files_that_sort_before_and_behind(
    name: str, use: str, label: str, changed: str, tmp_path: Path
) -> None:
    (tmp_path / "home.arg").write_text("premise few: Few agree.\npremise war: War is near.\n")
    (tmp_path / name).write_text(f"{use}\nclaim a: A.\n  because {label}\n")
    files = [Compilation.of_file(tmp_path / file) for file in ("home.arg", name)]
    home, *others = renamed(files, "few", "minority")
    assert home.data.startswith(b"premise minority: Few agree.\n")
    told = [other.data.decode().splitlines()[-1] for other in others]
    assert told == ([f"  because {changed}"] if changed else [])
