"""The grammar and the fonts are in the wheel, in the sdist, and found by an editable install."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kinds import slow

CODE = (
    "import argmap, sys\n"
    "map = argmap.loads('premise: Joining NATO requires unanimity.\\nso: It is hollow.')\n"
    "assert len(map.arguments) == 1\n"
    "map.render(sys.argv[1] + '/x.pdf')\n"
    "map.render(sys.argv[1] + '/x.png')\n"
    "map.render(sys.argv[1] + '/x.html')\n"
    "print(argmap.__file__)\n"
)


@slow
def call(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    return out


@pytest.mark.parametrize("kind", ["wheel", "sdist", "editable"])
def test_installs(kind: str, built: Path, tmp_path: Path) -> None:
    """Each in an environment of its own, with nothing in it before."""
    python = tmp_path / "venv" / "bin" / "python"
    call(sys.executable, "-m", "venv", tmp_path / "venv")
    what: list[str | Path] = {
        "wheel": [*built.glob("*.whl")],
        "sdist": [*built.glob("*.tar.gz")],
        "editable": ["-e", ROOT],
    }[kind]
    call(python, "-m", "pip", "install", "-q", "--no-compile", *what)
    where = call(python, "-c", CODE, tmp_path, cwd=tmp_path).strip()
    assert ("site-packages" in where) == (kind != "editable")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    argmap = tmp_path / "venv" / "bin" / "argmap"
    assert call(argmap, "--version").startswith("argmap ")


def said(*command: str | Path, cwd: Path, path: str = "") -> tuple[int, str]:
    """The exit status of a command, and what it printed; `path` is where it finds programs."""
    done = subprocess.run(
        [str(c) for c in command],
        cwd=cwd,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def least(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment in which attrs and lark stand beside argmap, and nothing else."""
    folder = tmp_path_factory.mktemp("least")
    call(sys.executable, "-m", "venv", folder / "venv")
    pip = folder / "venv" / "bin" / "python", "-m", "pip"
    call(*pip, "install", "-q", "--no-deps", *built.glob("*.whl"), "attrs", "lark")
    listed = call(*pip, "list", "--format=freeze")
    assert {line.partition("==")[0] for line in listed.split()} <= {
        *("argmap", "attrs", "lark", "pip", "setuptools", "wheel")
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (folder / "tree.arg").write_text(readme.split("```arg\n")[1].split("```")[0])
    (folder / "net.arg").write_text(NET)
    return folder


# Statements that are used several times need rows that `dot` finds.
NET = """claim a: All is well.
  because c: The sun shines.
  because d: The birds sing.
claim b: Spring has come.
  because c
  because d
"""


def test_attrs_and_lark_are_enough_to_check_evaluate_and_draw_a_forest(least: Path) -> None:
    argmap = least / "venv" / "bin" / "argmap"
    assert said(argmap, "check", "--strict", "tree.arg", cwd=least)[0] == 0
    status, told = said(argmap, "evaluate", "tree.arg", cwd=least)
    assert status == 0 and "modify" in told
    assert said(argmap, "render", "tree.arg", "-o", "tree.svg", cwd=least) == (0, "")
    call(sys.executable, "-m", "argmap", "render", "tree.arg", "-o", "full.svg", cwd=least)
    assert (least / "tree.svg").read_bytes() == (least / "full.svg").read_bytes()
    inline = (least / "tree.arg").read_text().replace("hollow.", "*hollow*, as $x_1 \\to y$ says.")
    (least / "inline.arg").write_text(f"map: Inline\n  markup: inline\n\n{inline}")
    assert said(argmap, "render", "inline.arg", "-o", "inline.svg", cwd=least) == (0, "")


@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("render net.arg -o net.svg --layout graphviz", "graphviz-pure"),
        ("render tree.arg -o tree.pdf", "reportlab"),
        ("render tree.arg -o tree.eps", "reportlab"),
        ("render tree.arg -o tree.png", "resvg-py"),
        ("render tree.arg -o tree.dot", "graphviz"),
        ("render letters.arg -o letters.svg", "uharfbuzz"),
        ("render tree.arg -o tree.svg --font tree.arg", "uharfbuzz"),
        ("convert tree.arg -o tree.yml --to carneades", "pyyaml"),
        ("check graph.graphml", "defusedxml"),
        ("check case.yaml --from gsn", "pyyaml"),
        ("check --profile teach tree.arg", "snowballstemmer"),
        ("--print-completion bash", "shtab"),
        ("prove step.arg", "z3"),
        ("evaluate step.arg --logic", "z3"),
        ("check step.arg --logic", "z3"),
        ("evaluate tree.arg --semantics preferred", "clingo"),
        ("lsp", "pygls"),
        ("watch tree.arg -o tree.svg", "watchfiles"),
        ("preview tree.arg", "watchfiles"),
        ("table tree.arg -o tree.parquet", "pyarrow"),
        ("convert tree.arg -o tree.xlsx", "openpyxl"),
        ("table --template -o sheet.xlsx", "openpyxl"),
        ("check book.xlsx", "openpyxl"),
        ("render tree.arg -o tree.pdf --tagged", "typst"),
    ],
)
def test_what_is_missing_is_named_in_one_sentence(least: Path, command: str, package: str) -> None:
    (least / "letters.arg").write_text("claim: \u0627\u0644\u0633\u0644\u0627\u0645.\n")
    (least / "graph.graphml").write_text("<graphml/>")
    (least / "book.xlsx").write_bytes(b"PK")
    step = "claim: A.\n  formula: p or q\n  because: B.\n    formula: p\n"
    (least / "step.arg").write_text(step)
    (least / "case.yaml").write_text("G1:\n  text: All is well.\n")
    status, told = said(least / "venv" / "bin" / "argmap", *command.split(), cwd=least)
    assert status == 2, told
    *_, last = told.splitlines()
    assert package in last and last.startswith("argmap: "), told
    assert "Traceback" not in told and "ModuleNotFoundError" not in told


def test_python_names_what_is_missing(least: Path) -> None:
    code = (
        "import argmap\n"
        "from argmap.extras import MissingExtra\n"
        "map = argmap.load('tree.arg')\n"
        "try:\n"
        "    map.render('x.png')\n"
        "except MissingExtra as error:\n"
        "    print(error)"
    )
    status, told = said(least / "venv" / "bin" / "python", "-c", code, cwd=least)
    assert (status, told) == (
        0,
        "a png needs resvg-py, which is not installed: pip install resvg-py\n",
    )


def test_the_wheel_holds_what_it_needs_and_no_more(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "argmap/grammars/arg.lark",
        "argmap/grammars/formula.lark",
        "argmap/syntax/prepared/arg.py",
        "argmap/py.typed",
        "argmap/draw/fonts/LiberationSans-BoldItalic.ttf",
        "argmap/draw/fonts/LiberationSans-Regular.ttf",
        "argmap/draw/fonts/NotoSansMath-Regular.ttf",
        "argmap/draw/fonts/metrics.json",
        "argmap/writers/page.html",
        "argmap/writers/page.css",
        "argmap/writers/page_figure.js",
        "argmap/writers/page_reading.js",
        "argmap/writers/page_moves.js",
        "argmap/writers/page_edit.js",
        "argmap/writers/page_edit.css",
        "argmap/integrations/widget.js",
        "argmap/integrations/jupyterlab/package.json",
        "argmap/integrations/latex/argmap.sty",
        "argmap/integrations/typst/argmap.typ",
    ):
        assert needed in names
    assert "argmap/grammars/prepare.py" not in names
    assert {n.split("/")[0].split("-")[0] for n in names} == {"argmap"}


@pytest.mark.parametrize("name", ["arg", "formula"])
def test_the_terminals_of_the_grammars_do_not_collide(name: str) -> None:
    """lark's strict mode proves that no text is two terminals where both could stand."""
    from lark import Lark
    from lark.exceptions import LexError

    from argmap.syntax.grammar import grammar_text

    text = grammar_text(name)
    Lark(text, parser="lalr", lexer="basic", strict=True, maybe_placeholders=False)
    collision = text + "\nTWICE.2: /becaus.|fals./\nlast: TWICE\n"
    with pytest.raises(LexError, match="TWICE"):
        Lark(collision, parser="lalr", lexer="basic", strict=True, start=["start", "last"])
