"""Figures for LaTeX hold their texts in the fonts of the usual documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import argmap
from argmap.draw.fonts.make_tex_metrics import FAMILIES, measured
from argmap.draw.fonts.tex_fonts import ANY, TEX_FONTS
from argmap.draw.fonts.tex_widths import tex_ems
from argmap.draw.options import Options
from argmap.writers import render
from tests.conftest import EXAMPLES
from tests.test_draw import needed
from tests.test_latex import compiled

DOCUMENTS = {
    "latin-modern": r"\usepackage[T1]{fontenc}\usepackage{lmodern}",
    "latin-modern-sans": r"\usepackage[T1]{fontenc}\usepackage{lmodern}\renewcommand{\familydefault}{\sfdefault}",
    "helvetica": r"\usepackage[T1]{fontenc}\usepackage{helvet}\renewcommand{\familydefault}{\sfdefault}",
    "times": r"\usepackage[T1]{fontenc}\usepackage{mathptmx}",
    "palatino": r"\usepackage[T1]{fontenc}\usepackage{mathpazo}",
    "computer-modern": "",
    "computer-modern-sans": r"\renewcommand{\familydefault}{\sfdefault}",
}
FORMULA = r"""map: Type
  markup: inline
  language: de
claim: The value is known.
  because: Euler's product $\sin(\pi x)/(\pi x) = \prod_{n\ge1} (1 - x^2/n^2)$ gives it.
  because: A plain reason stands here for *comparison* with the other, and is of about its length.
  because: Another plain reason, of **three** lines, and Vorratsdatenspeicherungspflichtverletzungen.
    speaker: Ada Lovelace, who wrote the first programs
    qualifier: as far as anybody can see who has looked at it
"""


def figures_for(tex_font: str | None) -> str:
    """Figures of several maps, in one column and in two."""
    maps = [
        argmap.loads(FORMULA),
        argmap.load(EXAMPLES / "nato.arg"),
        argmap.load(EXAMPLES / "cycling.arg"),
    ]
    made = [
        page.decode()
        for map in maps
        for options in (
            Options(width=84, tex_font=tex_font),
            Options(tex_font=tex_font, layout="outline", width=60),
            Options(tex_font=tex_font, layout="toulmin"),
        )
        for page in render(map, "tikz", options).files
    ]
    return "\n\\clearpage\n".join(made)


@pytest.mark.parametrize("font", DOCUMENTS)
def test_the_type_is_of_one_size_in_any_usual_font(font: str, tmp_path: Path) -> None:
    named = [font] if font in TEX_FONTS else []
    for tex_font in (None, *named):
        page = r"\usepackage[paperwidth=30cm,paperheight=60cm]{geometry}"
        head = (
            rf"\documentclass{{article}}{DOCUMENTS[font]}\usepackage{{tikz,amsmath,amssymb}}{page}"
        )
        compiled(
            "pdflatex",
            f"{head}\\begin{{document}}{figures_for(tex_font)}\\end{{document}}",
            tmp_path,
        )
        log = (tmp_path / "figure.log").read_text(encoding="utf-8", errors="replace")
        assert "is made smaller" not in log and "Overfull" not in log


def test_widths_are_those_of_the_fonts() -> None:
    needed("kpsewhich")
    folder = Path(argmap.__file__).parent / "draw" / "fonts"
    assert json.loads((folder / "tex_metrics.json").read_text(encoding="utf-8")) == measured()
    assert tuple(FAMILIES) == TEX_FONTS
    one, other = (
        tex_ems(name, 8)("The quick brown fox", "bold") for name in ("latin-modern", "times")
    )
    assert tex_ems(ANY, 8)("The quick brown fox", "bold") == one > other
    # A letter is as wide with an accent as without.
    assert tex_ems("times", 8)("Čapek", "regular") == tex_ems("times", 8)("Capek", "regular")


def test_only_figures_for_latex_have_room_for_its_fonts() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    svg = render(map, "svg", Options()).files
    assert render(map, "svg", Options(tex_font="latin-modern")).files == svg
    sizes = {
        font: render(map, "tikz", Options(tex_font=font)).drawing
        for font in ("times", "latin-modern")
    }
    area = {font: made.width * made.height for font, made in sizes.items() if made}
    assert area["times"] < area["latin-modern"]


def test_a_hyphen_ends_its_line() -> None:
    made = (
        render(argmap.loads(FORMULA), "tikz", Options(layout="outline", width=40)).files[0].decode()
    )
    assert re.search(r"\w-\\break\{\}\w", made)
