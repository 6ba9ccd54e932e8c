"""Tagged pdfs: the tags and the words are there, and it looks as the plain pdf does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops, ImageFilter

import argmap
from argmap import cli
from argmap.draw import draw
from argmap.draw.options import Options
from argmap.writers import render
from tests.conftest import EXAMPLES
from tests.programs import needed

NATO = EXAMPLES / "nato.arg"


def tagged(path_or_text: Path | str, **options: object) -> bytes:
    map = (
        argmap.load(path_or_text) if isinstance(path_or_text, Path) else argmap.loads(path_or_text)
    )
    return render(map, "pdf", Options(tagged=True, **options)).files[0]


def read(data: bytes, tmp_path: Path) -> pypdf.PdfReader:
    (tmp_path / "tagged.pdf").write_bytes(data)
    return pypdf.PdfReader(tmp_path / "tagged.pdf")


def structure(reader: pypdf.PdfReader) -> list[tuple[str, str]]:
    """The kind and the alternative text of each element of the structure tree, in order."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop(0).get_object()
        if not isinstance(node, pypdf.generic.DictionaryObject):
            continue
        if "/S" in node:
            found.append((str(node["/S"]), str(node.get("/Alt", ""))))
        inner = node.get("/K", [])
        inner = inner.get_object() if hasattr(inner, "get_object") else inner
        waiting[:0] = inner if isinstance(inner, list) else [inner]
    return found


def test_a_figure_with_its_description(tmp_path: Path) -> None:
    reader = read(tagged(NATO), tmp_path)
    map = argmap.load(NATO)
    figures = [alt for kind, alt in structure(reader) if kind == "/Figure"]
    assert figures == [draw(map).description]
    assert all(statement.text in figures[0] for statement in map.statements)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title == map.title
    assert reader.metadata.author == map.attributes["author"]
    assert "/CreationDate" not in reader.metadata


@pytest.mark.parametrize(
    ("written", "lang"),
    [
        ("en-GB", "en-GB"),
        ("de", "de"),
        ("zh-Hant-TW", "zh-TW"),
        ("", "und"),
        ("gsw-Latn-CH", "gsw-CH"),
    ],
)
def test_its_language(written: str, lang: str, tmp_path: Path) -> None:
    header = f"map: T\n  language: {written}\n\n" if written else "map: T\n\n"
    reader = read(tagged(f"{header}claim: One.\n"), tmp_path)
    assert reader.trailer["/Root"]["/Lang"] == lang


def test_its_text_can_be_read_out_in_order(tmp_path: Path) -> None:
    page = read(tagged(NATO), tmp_path).pages[0]
    text = " ".join(page.extract_text().split())
    for statement in argmap.load(NATO).statements:
        assert statement.text in text
    program = needed("pdfinfo")
    told = subprocess.run(
        [program, "-struct-text", "tagged.pdf"], cwd=tmp_path, capture_output=True, text=True
    ).stdout
    assert "NATO should modify its 2008 pledge" in told


def test_same_input_same_bytes() -> None:
    assert tagged(NATO) == tagged(NATO)


@pytest.mark.parametrize("name", ["nato", "cycling"])
def test_it_looks_as_the_plain_one_does(name: str, tmp_path: Path) -> None:
    program = needed("pdftoppm")
    map = argmap.load(EXAMPLES / f"{name}.arg")
    sizes, pictures = [], []
    for kind in (False, True):
        data = render(map, "pdf", Options(tagged=kind)).files[0]
        box = read(data, tmp_path).pages[0].mediabox
        sizes.append((float(box.width), float(box.height)))
        subprocess.run(
            [program, "-r", "100", "-png", "-singlefile", "tagged.pdf", f"p{kind}"],
            cwd=tmp_path,
            check=True,
        )
        pictures.append(Image.open(tmp_path / f"p{kind}.png").convert("L"))
    assert sizes[0] == pytest.approx(sizes[1], abs=0.01)
    one, other = pictures[0], pictures[1].resize(pictures[0].size)
    blur = ImageFilter.GaussianBlur(2)
    difference = ImageChops.difference(one.filter(blur), other.filter(blur))
    assert sum(difference.histogram()[60:]) < one.width * one.height * 0.001


def test_each_page_says_what_is_on_it(tmp_path: Path) -> None:
    map = argmap.load(EXAMPLES / "summit.arg")
    reader = read(
        tagged(EXAMPLES / "summit.arg", layout="outline", preset="springer-column"), tmp_path
    )
    alts = [alt for kind, alt in structure(reader) if kind == "/Figure"]
    assert len(alts) == len(reader.pages) > 3
    assert alts[1].startswith(f"Page 2 of {len(alts)}. ")
    for statement in map.statements:
        assert sum(statement.text in alt for alt in alts) >= 1


def test_nothing_that_is_written_is_read_as_typst(tmp_path: Path) -> None:
    said = 'A “quoted” \\ #panic("no") $x$ "b" *c* @d'
    data = tagged(
        f"map: {said}\n  author: {said}\n\nclaim: {said}\n  url: https://example.org/a?b=c\n"
    )
    reader = read(data, tmp_path)
    assert reader.metadata.title == reader.metadata.author == said
    assert said in structure(reader)[1][1]
    link = reader.pages[0]["/Annots"][0].get_object()
    assert link["/A"]["/URI"] == "https://example.org/a?b=c"
    assert "/Link" in [kind for kind, _ in structure(reader)]


def test_an_empty_map_and_a_dark_one(tmp_path: Path) -> None:
    assert structure(read(tagged(""), tmp_path))[1] == ("/Figure", "Argument map")
    assert tagged(NATO, theme="dark") != tagged(NATO)


def test_what_is_drawn_as_outlines_is_said(tmp_path: Path) -> None:
    rendered = render(argmap.loads("claim: ∀x ∃y.\n"), "pdf", Options(tagged=True))
    assert any("outlines" in remark for remark in rendered.remarks)
    assert "∀x ∃y." in structure(read(rendered.files[0], tmp_path))[1][1]
    assert not render(argmap.load(NATO), "pdf", Options(tagged=True)).remarks


def test_what_does_not_fit_is_said() -> None:
    rendered = render(argmap.load(NATO), "pdf", Options(tagged=True, width=84, height=60))
    assert any("larger than 84 mm" in remark for remark in rendered.remarks)


def test_only_a_pdf_can_be_tagged(tmp_path: Path, capsys) -> None:
    assert cli.main(["render", str(NATO), "-o", str(tmp_path / "n.svg"), "--tagged"]) == 2
    assert "only a pdf can be tagged" in capsys.readouterr().err
    assert not (tmp_path / "n.svg").exists()


def test_without_typst_it_is_said_what_to_install(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    out = tmp_path / "n.pdf"
    assert cli.main(["render", str(NATO), "-o", str(out), "--tagged"]) == 2
    assert 'pip install "argmap[typst]"' in capsys.readouterr().err
    assert not out.exists()
    assert cli.main(["render", str(NATO), "-o", str(out)]) == 0
