"""Maps in LaTeX: argmap.sty writes down what it wants, and argmap-latex draws it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

import argmap
from argmap.integrations.latex_figures import requests, run
from tests.conftest import EXAMPLES, ROOT
from tests.kinds import slow
from tests.programs import needed

STY = Path(argmap.__file__).parent / "integrations" / "latex" / "argmap.sty"
PAPER = ROOT / "tests" / "documents" / "paper.tex"


class Folder:
    """A folder with the package, maps and a document."""

    def __init__(self, path: Path, text: str, name: str = "paper") -> None:
        self.path, self.name = path, name
        for file in (STY, EXAMPLES / "nato.arg", EXAMPLES / "primes.arg"):
            shutil.copy(file, path)
        (path / f"{name}.tex").write_text(text)
        folder = path / "bin"
        folder.mkdir()
        (folder / "argmap-latex").write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -m argmap.integrations.latex_figures "$@"\n'
        )
        (folder / "argmap-latex").chmod(0o755)

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [needed(words[0]), *words[1:]],
            capture_output=True,
            text=True,
            errors="replace",
            cwd=self.path,
            env={
                **os.environ,
                "PATH": f"{self.path / 'bin'}:{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "max_print_line": "10000",
            },
            check=False,
        )

    def latex(self, engine: str = "pdflatex", *options: str) -> str:
        return self.call(engine, *options, "-interaction=nonstopmode", f"{self.name}.tex").stdout

    def draw(self) -> subprocess.CompletedProcess[str]:
        return self.call("sh", "-c", f"bin/argmap-latex '{self.name}'")

    @property
    def words(self) -> str:
        pages = PdfReader(self.path / f"{self.name}.pdf").pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)


@slow
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex", "xelatex"])
def test_a_paper_is_drawn(engine: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path, PAPER.read_text())
    first = folder.latex(engine)
    assert "! " not in first.replace("! Undefined", "! ") and "run `argmap-latex paper'" in first
    done = folder.draw()
    assert done.returncode == 0, done.stderr
    folder.latex(engine)
    second = folder.latex(engine)
    assert "\n! " not in second and "Overfull" not in second and "undefined" not in second
    assert "Package argmap Warning" not in second
    words = folder.words
    assert "Figure 1, which rests on 4" in words.replace(" ,", ",")
    assert "Figure 1: The hollow pledge." in words and "Figure 2: The same" in words
    assert "therefore" in words and "supported by never" in words
    assert "50 % {of} $it$ #1 \\foo." in words
    # What no longer fits is shown, and told.
    text = (tmp_path / "paper.tex").read_text()
    (tmp_path / "paper.tex").write_text(text.replace("root=hollow", "root=provokes"))
    assert "Figures have changed" in folder.latex(engine)


@slow
def test_latexmk_sees_the_map(tmp_path: Path) -> None:
    text = PAPER.read_text().replace(r"\usepackage{argmap}", r"\usepackage[draw]{argmap}")
    folder = Folder(tmp_path, text, "my paper")
    options = ("-pdf", "-shell-escape", "-interaction=nonstopmode", "my paper.tex")
    assert folder.call("latexmk", *options).returncode == 0
    assert "The pledge is hollow." in folder.words
    path = tmp_path / "nato.arg"
    path.write_text(path.read_text().replace("pledge is hollow", "pledge is empty"))
    assert folder.call("latexmk", *options).returncode == 0
    assert "The pledge is empty." in folder.words
    done = folder.call("latexmk", *options)
    assert "up-to-date" in done.stdout + done.stderr


BROKEN = r"""\documentclass{article}
\usepackage{argmap}
\begin{document}
% \argmap{none}
\argmap{bad}
\argmap*[colour=red]{nato}
\argmap*{none}
\argmap[format=jpeg]{nato}
\end{document}
"""


@slow
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path) -> None:
    folder = Folder(tmp_path, BROKEN)
    (tmp_path / "bad.arg").write_text("claim a: A_1 {\n  because b\n")
    folder.latex()
    done = folder.draw()
    assert done.returncode == 1 and "Traceback" not in done.stderr
    for said in (
        "bad.arg:2:11",
        "did you mean `color-by`?\n  --> paper.tex:6",
        "can't read none.arg: No such file or directory\n  --> paper.tex:7",
        "`format` is pdf or tikz, not `jpeg`",
    ):
        assert said in done.stderr
    again = folder.latex()
    errors = re.findall(r"^! (.*)", again, re.MULTILINE)
    assert len(errors) == 4 and all("Package argmap Error" in error for error in errors)
    assert "bad.arg:2:11: undefined-label" in again and (tmp_path / "paper.pdf").is_file()


BEAMER = r"""\documentclass{beamer}
\usepackage{tikz,argmap}
\begin{document}
\begin{frame}{Steps}\argmap*[steps, root=hollow]{nato}\end{frame}
\begin{frame}{Steps}\argmap*[steps, format=tikz, root=hollow]{nato}\end{frame}
\begin{frame}[fragile]{Text}
\begin{argmap}
claim: Last.
\end{argmap}
\end{frame}
\end{document}
"""


@slow
def test_beamer_shows_steps_as_overlays(tmp_path: Path) -> None:
    folder = Folder(tmp_path, BEAMER)
    folder.latex()
    assert folder.draw().returncode == 0
    folder.latex()
    assert folder.draw().returncode == 0
    assert "\n! " not in folder.latex()
    steps = len(PdfReader(tmp_path / "paper-argmap-1.pdf").pages)
    assert steps > 3
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 2 * steps + 1
    assert "Last." in folder.words


def test_requests_are_read() -> None:
    text = "[1] line=7\nfile=nato\nwidth=345.0pt\n[1] line=7\nfile=nato\n[2] line=x\nfile=a=b\n"
    with pytest.raises(ValueError):
        requests(text)
    one, two = requests(text.replace("line=x", "line=9"))
    assert one.told == "file=nato;width=345.0pt;" and two.options == (("file", "a=b"),)


def test_a_warning_is_told_and_the_figure_drawn(tmp_path: Path, capsys) -> None:
    (tmp_path / "empty.arg").write_text("")
    (tmp_path / "odd.argmap").write_text(f"[1] line=1\nfile={tmp_path / 'empty.arg'}\n")
    assert run([str(tmp_path / "odd")]) == 0
    assert "empty-map" in capsys.readouterr().err
    assert (tmp_path / "odd-argmap-1.pdf").is_file()


def test_what_was_not_written_by_latex_is_told(tmp_path: Path, capsys) -> None:
    assert run([str(tmp_path / "none")]) == 2
    assert "run LaTeX first" in capsys.readouterr().err
    for text in ("[x\n", "[1\n", "\0\n[1]\n", "=\n"):
        (tmp_path / "odd.argmap").write_text(text)
        assert run([str(tmp_path / "odd")]) in (0, 1, 2)
    assert "Traceback" not in capsys.readouterr().err


@slow
def test_the_example_of_the_tutorial_fits(tmp_path: Path) -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```latex\n(\\documentclass.*?)```", tutorial, re.DOTALL)
    map = re.findall(r"```arg\n(map: .*?)```", tutorial, re.DOTALL)[-1]
    argmap.loads(map).render(tmp_path / "library.pdf")
    folder = Folder(tmp_path, text)
    said = folder.latex()
    assert "Overfull" not in said and (tmp_path / "paper.pdf").is_file()
