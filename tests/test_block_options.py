"""Each option of a block, tried in each program: the table in docs/documents.md says what they take."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from argmap.integrations.latex_figures import run as argmap_latex
from argmap.integrations.options import COMMANDS, OWN
from argmap.integrations.typst_figures import run as argmap_typst
from tests.conftest import EXAMPLES, ROOT
from tests.kinds import slow
from tests.test_blocks import pandoc, rendered  # noqa: F401
from tests.test_sphinx import build
from tests.test_typst_package import PACKAGE

VALUES = {
    "layout": "outline", "preset": "nature", "theme": "grey", "width": "120", "height": "200", "size": "8",
    "shared": "box", "split": "true", "steps": "true", "direction": "up", "root": "hollow", "depth": "2",
    "only": "kind:premise", "without": "kind:rebuttal", "collapse": "Costs", "highlight": "hollow",
    "color_by": "speaker", "title": "true", "legend": "true", "text": "6", "numbers": "figure",
    "figure": "none", "status": "true", "tex_font": "times", "fonts": "other.ttf", "tagged": "false", "dpi": "200",
    "all": "true", "explain": "hollow", "rather_than": "influence", "dispute": "true", "semantics": "preferred",
    "acceptance": "credulous", "method": "", "preference": "", "words": "", "seed": "3", "sensitivity": "true",
    "logic": "true", "limit": "1", "reject": "few", "assume": "few", "audience": "A", "report": "true",
    "others": "luck.arg", "alignment": "", "caption": "Words", "alt": "Words", "form": "list", "command": "coverage",
}  # fmt: skip
"""A value for each option; "" where it goes with others."""

WITH = {
    "rather_than": {"explain": "hollow"}, "dispute": {"explain": "hollow"}, "sensitivity": {"semantics": "probabilistic"},
    "acceptance": {"semantics": "preferred"}, "limit": {"logic": "true"}, "seed": {"semantics": "probabilistic"},
    "others": {}, "all": {},
}  # fmt: skip
CHOICES = {"method": ("gradual", "quadratic-energy"), "words": ("probabilistic", "")}


def blocks() -> dict[str, dict[str, str]]:
    """A block for each option of each command."""
    found: dict[str, dict[str, str]] = {}
    for command, readers in {"own": OWN, **COMMANDS}.items():
        for name in readers:
            if name in ("file", "collapse", "fonts", "alignment", "only", "audience", "steps"):
                continue  # they need a file or a map of their own
            value = VALUES[name]
            if not value or (command == "evaluate" and name in COMMANDS["render"]):
                continue
            asked = {} if command == "own" else {"command": command}
            if command == "compare":
                asked["others"] = "luck.arg"
            if command == "prove" and name == "limit":
                found["prove limit"] = {**asked, "limit": "1"}
                continue
            found[f"{command} {name}"] = {**asked, **WITH.get(name, {}), name: value}
    return found


BLOCKS = blocks()


def test_every_option_is_tried() -> None:
    every = {name for readers in (OWN, *COMMANDS.values()) for name in readers}
    assert {*VALUES, "file"} == every


@slow
def test_sphinx_takes_every_option(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    shutil.copytree(ROOT / "tests" / "documents" / "sphinx", source, dirs_exist_ok=True)
    for name in ("nato", "luck"):
        shutil.copy(EXAMPLES / f"{name}.arg", source)
    lines = ["A", "=", ""]
    for options in BLOCKS.values():
        lines += [
            ".. argmap:: nato.arg",
            *(f"   :{n.replace('_', '-')}: {v}" for n, v in options.items()),
            "",
        ]
    (source / "index.rst").write_text("\n".join(lines))
    done = build(source, tmp_path / "out", "html")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("nato", "luck"):
        shutil.copy(EXAMPLES / f"{name}.arg", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@slow
def test_markdown_takes_every_option(here: Path) -> None:
    for block, options in BLOCKS.items():
        words = " ".join(f'{name}="{value}"' for name, value in options.items())
        html = rendered(f'```argmap file="nato.arg" {words}\n```\n')
        assert "argmap error" not in html and "<figure" in html, (block, html)


@slow
def test_pandoc_takes_every_option(pandoc, here: Path) -> None:  # noqa: F811
    text = ""
    for options in BLOCKS.values():
        words = " ".join(f'{name}="{value}"' for name, value in options.items())
        text += f"``` {{.argmap file=nato.arg {words}}}\n```\n\n"
    (here / "a.md").write_text(text)
    done = pandoc("a.md", "-t", "html", "-o", "a.html", "--fail-if-warnings")
    assert done.returncode == 0, done.stderr


@slow
def test_notebooks_take_every_option(here: Path, capsys) -> None:
    from argmap.integrations.jupyter import cell
    from tests.test_blocks import Shell

    for block, options in BLOCKS.items():
        words = " ".join(f"--{name} '{value}'" for name, value in options.items())
        assert cell(Shell(), f"nato.arg {words}", None) is not None, (
            block,
            capsys.readouterr().out,
        )


@slow
def test_latex_takes_every_option(here: Path) -> None:
    lines = []
    for number, options in enumerate(BLOCKS.values(), 1):
        lines += [f"[{number}] line=1", "file=nato", *(f"{n}={v}" for n, v in options.items())]
    (here / "a.argmap").write_text("\n".join(lines))
    assert argmap_latex(["a"]) == 0
    assert (here / "a.argmaps").read_text().count("\\argmapmade") == len(BLOCKS)


@slow
def test_typst_takes_every_option(here: Path) -> None:
    shutil.copy(PACKAGE, here)
    lines = ['#import "argmap.typ": argmap, argmaps', '#show: argmaps.with(json("a.argmaps.json"))']
    for options in BLOCKS.values():
        words = ", ".join(f'{name.replace("_", "-")}: "{value}"' for name, value in options.items())
        lines.append(f'#argmap("nato.arg", {words})')
    (here / "a.typ").write_text("\n".join(lines))
    assert argmap_typst(["a.typ"]) == 0
    made = json.loads((here / "a.argmaps.json").read_text())
    assert len(made) == len(BLOCKS)


# The table

PAGE = ROOT / "docs" / "documents.md"
KINDS = {
    "flag": "alone, or `true`, `false`",
    "text": "a word",
    "str": "words, in the markup of the document",
    "flag_or_text": "alone, or words",
    "number": "a number",
    "whole": "a whole number",
    "labels": "labels, with blanks between them",
    "several": "values, with `;` between them",
    "length": "millimetres, or a length as `8cm`",
}


PROGRAMS = ("Sphinx, MyST", "Markdown", "Pandoc, Quarto", "Jupyter", "LaTeX", "Typst")
"""The programs; each is tried above with every option."""

THEIRS = {
    "name, class, align, source": ("Sphinx, MyST",),
    "id and classes, as `#fig-a .wide`": ("Markdown", "Pandoc, Quarto"),
    "width as a share, `50%`": ("Pandoc, Quarto", "Typst"),
    "fig-cap, fig-alt, data-…": ("Pandoc, Quarto",),
    "label": ("LaTeX", "Typst"),
    "placement, wide, sideways, format": ("LaTeX",),
    "map": ("Typst",),
}
"""What a program takes besides."""


def table() -> str:
    """The options of a block, with what they take, in which commands and in which programs."""
    rows = [
        f"| option | takes | of | {' | '.join(PROGRAMS)} |",
        f"| --- | --- | --- |{' --- |' * len(PROGRAMS)}",
    ]
    every = [*OWN, *dict.fromkeys(name for readers in COMMANDS.values() for name in readers)]
    for name in every:
        commands = [f"`{command}`" for command, readers in COMMANDS.items() if name in readers]
        of = "every block" if name in OWN else ", ".join(commands)
        readers = (OWN, *COMMANDS.values())
        kind = KINDS[next(one[name] for one in readers if name in one).__name__]
        programs = " | ".join("yes" for _ in PROGRAMS)
        rows.append(f"| `{name.replace('_', '-')}` | {kind} | {of} | {programs} |")
    for names, takers in THEIRS.items():
        programs = " | ".join("yes" if program in takers else "" for program in PROGRAMS)
        rows.append(f"| {names} | | every block | {programs} |")
    return "\n".join(rows)


def test_the_table_of_options_is_up_to_date(golden) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition("<!-- options -->\n")
    _, _, after = rest.partition("<!-- end of options -->\n")
    assert after
    golden(PAGE, f"{before}<!-- options -->\n{table()}\n<!-- end of options -->\n{after}")


def test_every_program_is_in_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for program in (
        "Sphinx",
        "MyST",
        "MkDocs",
        "Zensical",
        "Pandoc",
        "Quarto",
        "Jupyter",
        "LaTeX",
        "Typst",
    ):
        assert re.search(rf"\b{program}\b", page), program
