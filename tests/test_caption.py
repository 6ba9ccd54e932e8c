"""Captions and alternative texts: only the signs that are used, no colours, every form as it should be."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import argmap
from argmap.cli import main
from argmap.draw import draw
from argmap.draw.options import LAYOUTS, Options
from argmap.draw.view import view
from argmap.writers.caption import FORMS, caption
from tests.conftest import CORPUS, EXAMPLES
from tests.programs import needed

HOSTILE = CORPUS / "documents" / "hostile.arg"


def made(path_or_text, **options):
    map = (
        argmap.load(path_or_text) if isinstance(path_or_text, Path) else argmap.loads(path_or_text)
    )
    chosen = Options(**options)
    drawing = None if chosen.layout == "standard" else draw(map, chosen)
    return caption(view(map, chosen), chosen, drawing)


def test_only_the_signs_that_are_used() -> None:
    assert made("claim: A is so.\n  because: B is so.\n").sentences == (
        "Conclusions stand above their reasons.",
        "Solid lines ending in a triangle support.",
        "Bold type: main conclusions.",
    )
    assert made("claim: A is so.\n").sentences == ()
    assert made("").alternative == "Argument map of 0 statements."
    told = " ".join(made(EXAMPLES / "nato.arg").sentences)
    assert "thick bar" in told and "diamond" in told and "granted" not in told
    assert "frames" not in told and "heavy left edge: recommendations" in told
    assert "heavy left edge" not in " ".join(made("claim: A.\n  because: B.\n").sentences)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_caption_speaks_of_colours(layout: str) -> None:
    for path in (CORPUS / "draw" / "structures.arg", EXAMPLES / "summit.arg"):
        told = " ".join(made(path, layout=layout).sentences).casefold()
        for color in ("blue", "red", "purple", "grey", "dark", "light", "colour"):
            assert color not in told.replace("outweighed", "")


def test_directions_and_views_are_told() -> None:
    path = EXAMPLES / "nato.arg"
    assert made(path, direction="right").sentences[0].startswith("Conclusions stand on the left")
    assert made(path, layout="outline").sentences[0].endswith("below it, indented.")
    assert "left out" in made(path, depth=1).sentences[-1]


def test_the_alternative_text_is_one_sentence() -> None:
    assert made(EXAMPLES / "nato.arg").alternative == (
        "Argument map of 15 statements: “NATO should modify its 2008 pledge to Ukraine and Georgia”, "
        "with 2 arguments for it and 1 objection to it."
    )
    assert (
        "with 7 main conclusions, the first of them “Biden"
        in made(EXAMPLES / "summit.arg").alternative
    )


def test_the_forms(tmp_path: Path, capsys) -> None:
    out = tmp_path / "a figure.svg"
    for form in FORMS:
        assert main(["render", str(EXAMPLES / "nato.arg"), "-o", str(out), "--caption", form]) == 0
        told = capsys.readouterr().out
        assert "--to text" in told or "--to markdown" in told
        assert {
            "text": "\n\nAlt text: Argument map",
            "latex": "\\label{fig:a-figure}",
            "markdown": "a%20figure.svg)\n\n**The hollow pledge.** Conclusions",
            "html": "<figcaption><strong>The hollow pledge.</strong>",
        }[form] in told
    assert main(["render", str(EXAMPLES / "nato.arg"), "-o", str(out), "--caption"]) == 0
    assert capsys.readouterr().out.startswith("Caption: The hollow pledge. Conclusions stand")
    for bad in (["-o", "-", "--to", "svg"], ["-o", str(tmp_path / "x.md")]):
        assert main(["render", str(EXAMPLES / "nato.arg"), *bad, "--caption"]) == 2


def test_a_figure_wider_than_a_column_takes_both() -> None:
    def environment(**chosen: object) -> str:
        seen = view(map, Options(**chosen))
        told = caption(seen, Options(**chosen), draw(map, Options(**chosen)))
        return told.written("latex", ["x.pdf"], "x.arg").splitlines()[0]

    map = argmap.load(EXAMPLES / "nato.arg")
    assert environment() == environment(preset="springer") == "\\begin{figure*}"
    assert environment(width=84) == environment(preset="springer-column") == "\\begin{figure}"
    # What has one column has no other.
    assert environment(preset="slides") == environment(preset="report") == "\\begin{figure}"
    assert environment(preset="nature", layout="outline") == "\\begin{figure*}"


def test_hostile_titles_are_escaped() -> None:
    told = made(HOSTILE)
    html = told.written("html", ['x"><script>.svg'], "--> <script>.arg")
    assert "<script" not in html and html.count("-->") == 1
    tokens = MarkdownIt("commonmark").parse(told.written("markdown", ["x).svg"], "x.arg"))
    assert [t.type for t in tokens if t.type.endswith(("_open", "_block"))] == [
        *("paragraph_open", "paragraph_open", "html_block"),
    ]
    image = tokens[1].children[0]
    assert image.type == "image" and "markdown" in image.content
    assert "<b>" not in "".join(t.content for t in tokens if t.type == "html_block")


def test_latex_takes_it(tmp_path: Path) -> None:
    latex = needed("pdflatex")
    argmap.load(HOSTILE).render(tmp_path / "figure.pdf")
    for path in (EXAMPLES / "nato.arg", CORPUS / "wellformed" / "sugar-tax.arg"):
        body = made(path).written("latex", ["figure.pdf"], "x.arg")
        (tmp_path / "x.tex").write_text(
            "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{graphicx,amssymb,amsmath}"
            f"\\begin{{document}}{body}\n\\end{{document}}",
            encoding="utf-8",
        )
        done = subprocess.run(
            [latex, "-interaction=nonstopmode", "-halt-on-error", "x.tex"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-2000:]
    assert shutil.which("pdflatex")


def test_figures_lead_to_addresses(tmp_path: Path) -> None:
    map = argmap.loads("claim a: A.\n  url: https://example.org/a?b=c&d=e\n  because b: B.\n")
    svg = map.to_svg()
    assert svg.count("<a href=") == 1 and '<a href="https://example.org/a?b=c&amp;d=e">' in svg
    map.render(tmp_path / "x.pdf")
    from pypdf import PdfReader

    page = PdfReader(tmp_path / "x.pdf").pages[0]
    (note,) = [note.get_object() for note in page["/Annots"]]
    assert note["/A"]["/URI"] == "https://example.org/a?b=c&d=e"
    left, bottom, right, top = (float(v) for v in note["/Rect"])
    assert 0 <= left < right <= float(page.mediabox.width)
    assert float(page.mediabox.height) / 2 < bottom < top <= float(page.mediabox.height)


def test_ids_begin_with_the_prefix() -> None:
    import re

    svg = argmap.load(EXAMPLES / "nato.arg").to_svg(prefix="one-")
    assert all(id.startswith("one-") for id in re.findall(r'\bid="([^"]+)"', svg))
    assert 'aria-labelledby="one-argmap-title"' in svg
    with pytest.raises(ValueError, match="prefix"):
        Options(prefix='"><script>')


def test_the_long_description_is_of_the_part_that_is_drawn(capsys) -> None:
    path = EXAMPLES / "summit.arg"
    told = made(path, depth=1, without=("kind:rebuttal",)).written("text", ["x.pdf"], str(path))
    command = told.splitlines()[-1].removeprefix("Long description: argmap ")
    assert "--without=kind:rebuttal --depth=1 --to text -o -" in command
    assert main(command.split()) == 0
    assert "left out" in capsys.readouterr().out


def test_signs_are_those_that_the_layout_draws() -> None:
    text = "claim c: C.\n  because: A.\n  by warrant: Rule.\n"
    assert "thick bar" in " ".join(made(text).sentences)
    assert "thick bar" not in " ".join(made(text, layout="toulmin").sentences)
    sure = "claim c: C.\n  because: A.\n  by sign\n    qualifier: surely\n"
    for layout in LAYOUTS:
        told = " ".join(made(sure, layout=layout).sentences)
        assert ("say how sure" in told) == (layout in ("tree", "graphviz")), layout
    graph = made(EXAMPLES / "nato.arg", layout="framework").alternative
    assert graph.startswith("Graph of ") and "statements" not in graph


def test_latex_is_told_what_it_can_include() -> None:
    told = made(EXAMPLES / "nato.arg")
    assert told.written("latex", ["a/x.pdf"], "x.arg").startswith("\\begin{figure*}")
    svg = told.written("latex", ["a/x.svg"], "x.arg")
    assert svg.startswith("% LaTeX can't include svg: draw -o a/x.pdf as well, or use \\includesvg")
    assert "\\input{a/x.tikz}" in told.written("latex", ["a/x.tikz"], "x.arg")
