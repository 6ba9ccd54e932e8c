"""The grammar and the fonts are in the wheel, in the sdist, and found by an editable install."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = (
    "import argmap, sys\n"
    "map = argmap.loads('premise: Joining NATO requires unanimity.\\nso: It is hollow.')\n"
    "assert len(map.arguments) == 1\n"
    "map.render(sys.argv[1] + '/x.pdf')\n"
    "map.render(sys.argv[1] + '/x.png')\n"
    "map.render(sys.argv[1] + '/x.html')\n"
    "print(argmap.__file__)\n"
)


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
    call(python, "-m", "pip", "install", "-q", *what)
    where = call(python, "-c", CODE, tmp_path, cwd=tmp_path).strip()
    assert ("site-packages" in where) == (kind != "editable")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    argmap = tmp_path / "venv" / "bin" / "argmap"
    assert call(argmap, "--version").startswith("argmap ")


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
        "argmap/writers/page.js",
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
