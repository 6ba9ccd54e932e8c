"""Maps in Typst: argmap.typ notes what it wants, and argmap-typst draws it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

import argmap
from argmap.integrations.typst_figures import run
from tests.conftest import EXAMPLES, ROOT
from tests.kinds import slow

PACKAGE = Path(argmap.__file__).parent / "integrations" / "typst" / "argmap.typ"
PAPER = (ROOT / "tests" / "documents" / "paper.typ").read_text(encoding="utf-8")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    for file in (PACKAGE, EXAMPLES / "nato.arg", EXAMPLES / "primes.arg"):
        shutil.copy(file, tmp_path)
    path = tmp_path / "paper.typ"
    path.write_text(PAPER)
    return path


def words(paper: Path) -> str:
    import typst

    typst.compile(str(paper), output=str(paper.with_suffix(".pdf")))
    pages = PdfReader(paper.with_suffix(".pdf")).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@slow
def test_a_paper_is_drawn(paper: Path) -> None:
    paper.with_name("paper.argmaps.json").write_text("{}")
    assert "run argmap-typst" in words(paper)
    assert run([str(paper)]) == 0
    told = words(paper)
    assert "run argmap-typst" not in told
    assert "As Figure 1 shows, 2." in told and "Figure 1: The argument" in told
    assert "therefore, from (1), (2) and (3)" in told and "supported by never" in told
    assert "A *b*." in told and "#c." in told
    made = json.loads(paper.with_name("paper.argmaps.json").read_text())
    assert [len(one.get("pages", ())) for one in made.values()] == [1, 1, 0, 0, 10, 1]


@slow
def test_what_is_wrong_is_told_where_it_stands(paper: Path, capsys) -> None:
    paper.write_text(
        f'{PAPER}#argmap("nato.arg", colour: "red")\n#argmap(map: "claim: A.\\n  because b")\n'
    )
    assert run([str(paper)]) == 1
    said = capsys.readouterr().err
    assert "did you mean `color-by`?" in said and "undefined-label" in said
    assert "did you mean" in words(paper)
    paper.write_text("#let x =\n")
    assert run([str(paper)]) == 2
    assert run([str(paper.with_name("none.typ"))]) == 2
    assert "Traceback" not in capsys.readouterr().err
