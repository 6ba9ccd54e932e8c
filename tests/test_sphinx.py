"""Maps in Sphinx, and argmap's own documentation as a site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import cli
from argmap.commands.reference import page
from tests.conftest import EXAMPLES, ROOT
from tests.kinds import slow

SMALL = ROOT / "tests" / "documents" / "sphinx"


@slow
def build(source: Path, out: Path, builder: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder),
            *(*options, str(source), str(out)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    shutil.copytree(SMALL, folder)
    shutil.copy(EXAMPLES / "nato.arg", folder)
    with (folder / "conf.py").open("a") as stream:
        stream.write("numfig = True\n")
    return folder


def test_html(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "html"
    done = build(small, out, "html", "-j", "2")
    assert done.returncode == 0, done.stderr
    html = (out / "index.html").read_text()
    # Inline, so that the figures are dark where the page is; no two ids are the same.
    assert html.count("<svg ") - html.count("<symbol") >= 2 and "data-md-color-scheme" in html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len({*ids}) == len(ids) and "argmap-figure-2-s-premise-1" in ids
    assert "The argument of the <em>op-ed</em>" in html
    assert "The pledge is hollow." in html
    assert re.search(r"number (<span[^>]*>)?2\b", html)
    # A map that changes has its pages built anew, and an old figure is another file.
    text = (small / "nato.arg").read_text().replace("pledge is hollow", "pledge is empty")
    (small / "nato.arg").write_text(text)
    assert build(small, out, "html").returncode == 0
    assert "The pledge is empty." in (out / "index.html").read_text()


def test_latex_and_text(small: Path, tmp_path: Path) -> None:
    done = build(small, tmp_path / "latex", "latex")
    assert done.returncode == 0, done.stderr
    (tex,) = (tmp_path / "latex").glob("*.tex")
    names = re.findall(r"\\sphinxincludegraphics\{\{(argmap-\w+)\}\.pdf\}", tex.read_text())
    assert len(names) == 2
    assert all((tmp_path / "latex" / f"{name}.pdf").is_file() for name in names)
    done = build(small, tmp_path / "text", "text")
    assert done.returncode == 0, done.stderr
    assert "Joining NATO requires unanimity." in (tmp_path / "text" / "index.txt").read_text()


WRONG = [
    (".. argmap::\n\n   claim: A.\n     because b\n", "undefined-label", "PAGE:4:"),
    (".. argmap:: bad.arg\n", "undefined-label", "bad.arg:2:"),
    (".. argmap:: none.arg\n", "can't read none.arg", "PAGE:1:"),
    (".. argmap:: bad.arg\n\n   claim: A.\n", "not both", "PAGE:1:"),
    (".. argmap::\n   :theme: nowhere\n\n   claim: A.\n     because: B.\n", "nowhere", "PAGE:1:"),
    (".. argmap::\n   :layout: spiral\n\n   claim: A.\n", "spiral", "PAGE:1:"),
    (":arg:statement:`bad.arg#nobody`\n", "no statement `nobody`", "PAGE:1:"),
    (":arg:number:`none.arg#a`\n", "can't read none.arg", "PAGE:1:"),
    (":arg:statement:`bad.arg#claim-1`\n", "bad.arg has errors", "PAGE:1:"),
]


def test_what_is_wrong_is_a_warning_with_its_place(small: Path, tmp_path: Path) -> None:
    (small / "bad.arg").write_text("claim: A.\n  because b\n")
    for number, (lines, _, _) in enumerate(WRONG):
        (small / f"wrong-{number}.rst").write_text(lines)
    (small / "index.rst").write_text("A\n=\n\n.. toctree::\n   :glob:\n\n   wrong-*\n")
    # A second build, of what has not changed, says so again.
    for _ in range(2):
        done = build(small, tmp_path / "out", "html")
        assert done.returncode == 1 and "Traceback" not in done.stderr
        for number, (_, said, place) in enumerate(WRONG):
            where = place.replace("PAGE", f"wrong-{number}.rst")
            found = [line for line in done.stderr.splitlines() if where in line and said in line]
            assert found, (where, said, done.stderr)


@pytest.mark.parametrize("options", ["", ":layout: outline\n:width: 80\n\n"])
def test_places_in_myst_fences(small: Path, tmp_path: Path, options: str) -> None:
    with (small / "conf.py").open("a") as stream:
        stream.write('extensions += ["myst_parser"]\nmyst_fence_as_directive = ["argmap"]\n')
    (small / "index.rst").unlink()
    text = f"# A\n\nText.\n\n```argmap\n{options}claim: A.\n  because b\n```\n"
    (small / "index.md").write_text(text)
    done = build(small, tmp_path / "out", "html")
    line = text[: text.index("because b")].count("\n") + 1
    assert f"index.md:{line}:11: " in done.stderr, done.stderr


def test_a_change_in_what_a_map_imports_is_drawn(small: Path, tmp_path: Path) -> None:
    (small / "deep.arg").write_text("premise c: First words.\n")
    (small / "sub.arg").write_text("use deep.arg\nclaim b: B.\n  because deep.c\n")
    (small / "top.arg").write_text("use sub.arg\nclaim a: A.\n  because sub.b\n")
    (small / "index.rst").write_text("A\n=\n\n.. argmap:: top.arg\n")
    out = tmp_path / "out"
    assert build(small, out, "html").returncode == 0
    (small / "deep.arg").write_text("premise c: Other words.\n")
    assert build(small, out, "html").returncode == 0
    assert "Other words." in (out / "index.html").read_text()


def test_a_citation_follows_what_its_map_imports(small: Path, tmp_path: Path) -> None:
    (small / "sub.arg").write_text("premise b: First words.\n")
    (small / "top.arg").write_text("use sub.arg\nclaim a: A.\n  because sub.b\n")
    (small / "index.rst").write_text("A\n=\n\n:arg:statement:`top.arg#sub.b`\n")
    out = tmp_path / "out"
    assert build(small, out, "html").returncode == 0
    (small / "sub.arg").write_text("premise b: Other words.\n")
    assert build(small, out, "html").returncode == 0
    assert "Other words." in (out / "index.html").read_text()


def test_the_site(tmp_path: Path) -> None:
    done = build(ROOT / "docs", tmp_path / "site", "html", "-d", str(tmp_path / "trees"))
    assert done.returncode == 0, done.stderr
    cookbook = (tmp_path / "site" / "cookbook.html").read_text()
    assert "recommendation" in cookbook and 'class="highlight-argmap' in cookbook
    maps = (ROOT / "docs" / "cookbook.md").read_text().count("```argmap\n")
    assert maps == 7 and cookbook.count('aria-roledescription="argument map"') == maps
    index = (tmp_path / "site" / "index.html").read_text()
    for path in (ROOT / "docs").glob("*.md"):
        assert f'href="{path.stem}.html"' in index or path.stem == "index", path.name


def test_the_page_of_commands_is_up_to_date(golden) -> None:
    golden(ROOT / "docs" / "commands.md", page(cli.parser()))
