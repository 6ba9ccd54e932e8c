"""Reports: a map as a whole document, the same in seven formats."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pptx
import pypdf
import pytest
from attrs import evolve

import argmap
from argmap import cli
from argmap.draw.describe import element
from argmap.draw.drawing import Drawing, Label
from argmap.draw.options import Options
from argmap.files import NoProject
from argmap.model import Map, Statement
from argmap.quotations.coverage import coverage
from argmap.source import Source
from argmap.writers.report import FORMATS, Report, report
from argmap.writers.report.blocks import Document, Items, Picture, Table, plain
from argmap.writers.report.content import content
from argmap.writers.report.deck import room_of
from argmap.writers.report.paper import figures
from tests.conftest import CORPUS, EXAMPLES
from tests.kinds import slow
from tests.programs import needed
from tests.test_classroom import _Balanced
from tests.test_hostile import HARMLESS, TRICKS, Tags, batches, commands_of, mapped

SUMMIT = EXAMPLES / "summit.arg"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# One figure, several, quotations, passages and questions, other scripts.
MAPS = [
    *(EXAMPLES / f"{name}.arg" for name in ("nato", "summit", "cycling", "island")),
    CORPUS / "draw" / "scripts.arg",
]


@cache
def of_summit(to: str) -> Report:
    return made(argmap.load(SUMMIT), to)


@cache
def tree_of(path: Path) -> Document:
    return tree(argmap.load(path))


def made(map: Map, to: str, **options: Any) -> Report:
    quoted = coverage(map, Source.of("", "map"), NoProject(Path()))
    return report(map, to, Options(**{"dpi": 10, **options}), quoted)


def tree(map: Map, **options: Any) -> Document:
    chosen, drawing = figures(map, Options(**options))
    return content(map, chosen, drawing, coverage(map, Source.of("", "map"), NoProject(Path())))


def listed(document: Document) -> dict[str, str]:
    """The numbers of the last list and what stands behind them."""
    (items,) = document.parts[-1].blocks
    assert isinstance(items, Items)
    assert len({item.anchor for item in items.items}) == len(items.items)
    return {item.number: plain(item.runs) for item in items.items}


def numbered(drawing: Drawing, map: Map) -> dict[str, str]:
    """The numbers that figures show, by the statements in whose boxes they stand."""
    shown = {}
    keys = {element("s", s.id): s.id for s in map.statements}
    for group in drawing.groups:
        if group.id in keys:
            texts = [shape.text for shape in group.shapes if isinstance(shape, Label)]
            shown[keys[group.id]] = next(text for text in texts if text.isdecimal())
    return shown


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_every_statement_is_listed_once_with_the_number_of_its_box(path: Path) -> None:
    map, document = argmap.load(path), tree_of(path)
    found = listed(document)
    assert len(found) == len(map.statements)
    shown = numbered(document.drawing, map)
    assert shown.keys() == {s.id for s in map.statements}
    for statement in map.statements:
        number = shown[statement.id]
        assert found[number].startswith(plain((_text(map, statement),)))
        assert document.boxes[element("s", statement.id)] == f"statement-{number}"


def _text(map: Map, statement: Statement) -> Any:
    from argmap.draw.markup import is_inline
    from argmap.writers.report.blocks import Run

    return Run(statement.text, is_inline(map))


def runs_of(document: Document) -> list[Any]:
    found = [run for line in (document.title, *document.about) for run in line]
    for part in document.parts:
        for block in (part.heading, *part.blocks):
            if isinstance(block, Table):
                found += [run for row in block.rows for cell in row for run in cell]
            elif isinstance(block, Items):
                found += [run for item in block.items for run in item.runs]
            else:
                found += block.caption if isinstance(block, Picture) else block.runs
    return found


def anchors_of(document: Document) -> list[str]:
    found = []
    for part in document.parts:
        for block in (part.heading, *part.blocks):
            if isinstance(block, Items):
                found += [item.anchor for item in block.items]
            elif not isinstance(block, Table):
                found.append(getattr(block, "anchor", ""))
    return [anchor for anchor in found if anchor]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_links_lead_somewhere_and_every_statement_is_reached(path: Path) -> None:
    document = tree_of(path)
    anchors = anchors_of(document)
    assert len(set(anchors)) == len(anchors)
    leading = {run.to for run in runs_of(document)} - {""}
    leading |= {item.runs[0].to for item in document.contents()}
    # From the text to the list and from the list to the figure: nothing is only half linked.
    assert leading == set(anchors)


def test_pages_of_an_outline_are_figures_with_their_statements() -> None:
    document = tree(argmap.load(SUMMIT), layout="outline")
    parts = [part for part in document.parts if part.picture]
    assert len(parts) == len(document.drawing.pages) > 2
    assert "Overview" not in {plain(part.heading.runs) for part in parts}
    assert all(any(isinstance(b, Items) for b in part.blocks) for part in parts)


def test_every_statement_is_said_once_with_its_figure() -> None:
    map, document = argmap.load(SUMMIT), tree_of(SUMMIT)
    parts = [part for part in document.parts if part.picture]
    assert len(parts) == len(document.drawing.pages) > 5
    texts = sorted(statement.text for statement in map.statements)
    runs = [
        run.text
        for part in parts
        for block in part.blocks
        if isinstance(block, Items)
        for item in block.items
        for run in item.runs
    ]
    assert sorted(text for text in runs if text in texts) == texts


def test_what_is_open_stands_in_its_part() -> None:
    document = tree(
        argmap.loads(
            "question q: Who pays?\n"
            "recommendation build: We should build.\n"
            "  because trade: Trade grows.\n"
            "    but noise: It is loud.\n"
            "  although cost: It costs.\n"
        )
    )
    part = next(part for part in document.parts if part.heading.anchor == "open")
    headings = [plain(block.runs) for block in part.blocks if hasattr(block, "level")]
    assert headings == ["Open questions", "Unanswered objections", "Granted objections"]
    lists = [[plain(i.runs) for i in b.items] for b in part.blocks if isinstance(b, Items)]
    assert lists == [
        ["1 Who pays? – nothing is given as an answer"],
        ["4 It is loud. – rebuts 3 Trade grows."],
        ["5 It costs. – rebuts 2 We should build."],
    ]


def test_why_statements_stand_is_told_by_their_numbers() -> None:
    document = tree(argmap.load(EXAMPLES / "nato.arg"))
    part = next(part for part in document.parts if part.heading.anchor == "standing")
    (table,) = [block for block in part.blocks if isinstance(block, Table)]
    why = "supported by 2, and by 8 and 12; 13, which rebuts it, is out"
    assert [plain(cell) for cell in table.rows[0]][2:] == ["in", why]


# Word


def test_word_has_styles_links_and_pictures_with_words() -> None:
    summit = argmap.load(SUMMIT)
    document, tree_ = docx.Document(BytesIO(of_summit("docx").data)), tree_of(SUMMIT)
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert styles >= {"Title", "Heading 1", "Heading 2", "Caption", "List Bullet", "List Number"}
    assert {table.style.name for table in document.tables} == {"Table Grid"}
    statements = [p.text for p in document.paragraphs if p.style.name == "List Number"]
    assert [text.split("\t")[0] for text in statements] == [*listed(tree_)]
    body = document.element.body
    bookmarks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    assert len(set(bookmarks)) == len(bookmarks)
    assert links == set(bookmarks)
    assert max(map(len, bookmarks)) <= 40
    said = [part.picture.alternative for part in tree_.parts if part.picture]
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == said
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(shape.width <= room for shape in document.inline_shapes)
    about = document.core_properties
    assert (about.title, about.author, about.language) == (
        summit.title,
        "The argmap project",
        "en-GB",
    )


def test_word_takes_the_styles_of_a_template() -> None:
    template = docx.Document()
    template.styles["Heading 1"].font.name = "Georgia"
    template.add_paragraph("What stood there")
    stream = BytesIO()
    template.save(stream)
    map = argmap.load(EXAMPLES / "nato.arg")
    quoted = coverage(map, Source.of("", "map"), NoProject(Path()))
    data = report(map, "docx", Options(dpi=30), quoted, template=stream.getvalue()).data
    document = docx.Document(BytesIO(data))
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.paragraphs[0].text == map.title
    assert "What stood there" not in {p.text for p in document.paragraphs}


# Slides


def test_slides_have_figures_notes_and_links() -> None:
    map = argmap.load(EXAMPLES / "summit.arg")
    shown = pptx.Presentation(BytesIO(of_summit("pptx").data))
    slides = [*shown.slides]
    pictures = [s for slide in slides for s in slide.shapes if s.shape_type == 13]
    _, drawing = figures(map, Options(), room_of(None))
    assert len(pictures) == len(drawing.pages)
    assert all(picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures)
    texts, notes, targets = "", "", set()
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height
            texts += shape.text_frame.text + "\n" if shape.has_text_frame else ""
        notes += slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        for link in slide._element.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick"
        ):
            (key,) = [value for name, value in link.attrib.items() if name.endswith("}id")]
            targets.add(slide.part.related_part(key).slide.slide_id)
    assert targets <= {slide.slide_id for slide in slides} and len(targets) > len(pictures)
    for number, statement in enumerate(map.statements, 1):
        assert re.search(rf"(?m)^{number}\t{re.escape(statement.text)}", texts)
        assert statement.text in notes


def test_slides_take_the_master_of_a_template() -> None:
    template = pptx.Presentation()
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "What stood there"
    stream = BytesIO()
    template.save(stream)
    map = argmap.load(EXAMPLES / "nato.arg")
    quoted = coverage(map, Source.of("", "map"), NoProject(Path()))
    data = report(map, "pptx", Options(dpi=30), quoted, template=stream.getvalue()).data
    shown = pptx.Presentation(BytesIO(data))
    assert shown.slide_width == template.slide_width
    titles = [slide.shapes.title.text for slide in shown.slides]
    assert titles[0] == map.title and "What stood there" not in titles


# HTML, Markdown, LaTeX, pdf


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_page_is_whole_and_asks_for_nothing(path: Path) -> None:
    text = (of_summit("html") if path == SUMMIT else made(argmap.load(path), "html")).data.decode()
    page = _Balanced()
    page.feed(text.replace("<col ", "<meta "))
    assert not page.open and not page.scripts
    assert len(set(page.ids)) == len(page.ids)
    assert {link for link in page.linked if link} <= set(page.ids)
    assert "default-src 'none'" in text
    outside = re.findall(r'(?:src|href)="(?!#)([^"]*)"', text)
    assert not [link for link in outside if not link.startswith(("http", "mailto"))]
    assert not re.search(r"<(?:script|img|link|iframe|object)\b|url\(|@import", text)


def test_boxes_of_the_page_lead_to_the_list() -> None:
    text = of_summit("html").data.decode()
    for number in range(1, len(argmap.load(SUMMIT)) + 1):
        assert f'<a href="#statement-{number}">\n<g ' in text


@pytest.mark.parametrize("to", ["md", "qmd"])
def test_pandoc_reads_links_headings_and_figures(to: str, tmp_path: Path) -> None:
    map, made_ = argmap.load(SUMMIT), of_summit(to)
    assert len(made_.figures) == len(tree_of(SUMMIT).drawing.pages)
    (tmp_path / f"report.{to}").write_bytes(made_.data)
    command = [needed("pandoc"), "-f", "markdown", "-t", "html", f"report.{to}"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert not run.stderr
    ids = set(re.findall(r'\bid="([^"]*)"', run.stdout))
    links = set(re.findall(r'href="#([^"]*)"', run.stdout))
    assert links <= ids and len(links) > len(map)
    assert re.findall(r'src="([^"]*)"', run.stdout) == [*made_.figures]
    assert all(alternative for alternative in re.findall(r'alt="([^"]*)"', run.stdout))


def test_latex_sets_the_document(tmp_path: Path) -> None:
    program = needed("pdflatex")
    for name in ("nato", "cycling"):
        made_ = made(argmap.load(EXAMPLES / f"{name}.arg"), "tex")
        (tmp_path / "report.tex").write_bytes(made_.data)
        for path, data in made_.figures.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(data)
        command = [program, "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
        for _ in range(2):
            run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
            assert run.returncode == 0, run.stdout[-2000:]
        assert b"undefined" not in run.stdout


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_pdf_has_pages_of_a4_with_everything_on_them(path: Path) -> None:
    map, document = argmap.load(path), tree_of(path)
    read = pypdf.PdfReader(BytesIO(made(map, "pdf").data))
    assert {tuple(round(float(n)) for n in page.mediabox[2:]) for page in read.pages} == {
        (595, 842)
    }
    assert [one.title for one in read.outline] == [plain(p.heading.runs) for p in document.parts]
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert all(f"Figure {n}." in text for n in range(1, len(document.drawing.pages) + 1))
    if path.stem != "scripts":
        words = [word for s in map.statements for word in s.text.split() if word.isalpha()]
        assert {word for word in words if len(word) < 9} <= set(re.findall(r"\w+", text))
    links = sum(len(page.get("/Annots", ())) for page in read.pages)
    assert links > 2 * len(map)


# Whatever a map says


def test_hostile_words_are_no_markup_in_a_page() -> None:
    allowed = Tags(
        made(
            mapped(["Plain words, Ελλάδα, $x_1$", *HARMLESS]), "html", layout="outline"
        ).data.decode()
    ).seen
    allowed |= {(tag,) for tag in ("b", "i", "em", "strong", "sub", "sup", "tspan")}
    allowed |= {("text", "direction"), ("tspan", "direction"), ("tspan", "unicode-bidi")}
    allowed |= {("tspan", name) for name in ("font-family", "font-size", "dy", "dx", "font-style")}
    allowed |= {("tspan", "font-weight"), ("text", "font-style"), ("a",), ("a", "href")}
    for texts in batches(150):
        page = Tags(made(mapped(texts), "html", layout="outline").data.decode())
        assert page.seen <= allowed
        assert not [link for link in page.links if re.match(r"\s*(javascript|data):", link, re.I)]


def test_hostile_words_are_no_commands_in_latex() -> None:
    known = set()
    for texts in batches(150):
        text = made(mapped(texts), "tex", layout="outline").data.decode()
        known |= commands_of(
            re.sub(r"(?m)^\\(?:usepackage|definecolor|documentclass).*$", "", text)
        )
    assert not known & {r"\input", r"\write", r"\openout", r"\catcode", r"\csname", r"\read"} - {
        r"\csname"
    }


@pytest.mark.parametrize("to", ["docx", "pptx", "pdf"])
def test_hostile_words_break_no_document(to: str) -> None:
    data = made(mapped(TRICKS), to, layout="outline").data
    if to == "docx":
        document = docx.Document(BytesIO(data))
        listed = [p for p in document.paragraphs if p.style.name == "List Number"]
        assert len(listed) == 4 * len(TRICKS)
    elif to == "pptx":
        assert [*pptx.Presentation(BytesIO(data)).slides]
    else:
        assert pypdf.PdfReader(BytesIO(data)).pages


def test_quarto_is_told_to_run_nothing() -> None:
    text = made(mapped(["`r system('id')` {{< include x >}}", *HARMLESS]), "qmd").data.decode()
    assert "\nengine: markdown\n---\n" in text
    assert "`" not in text and "{{<" not in text


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("layout", ["tree", "outline", "freeman", "toulmin", "framework"])
def test_every_layout_and_an_empty_map(to: str, layout: str) -> None:
    for map in (Map(), Map((Statement("Alone.", id="claim-1"),))):
        assert made(map, to, layout=layout).data


def test_the_same_map_gives_the_same_bytes() -> None:
    map = argmap.load(EXAMPLES / "cycling.arg")
    for to in FORMATS:
        assert made(map, to) == made(map, to)


# The command and the method


def test_the_command_writes_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    nato = str(EXAMPLES / "nato.arg")
    assert cli.main(["report", nato, "-o", "my report.md"]) == 0
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*"))
    assert written == ["my report.md", "my-report-figures/figure-1.png"]
    # Where the folder can't be made, the document is not written.
    Path("other-figures").write_text("a file")
    assert cli.main(["report", nato, "-o", "other.tex"]) == 2
    assert "can't write other.tex" in capsys.readouterr().err
    assert not Path("other.tex").exists() and not list(tmp_path.glob(".argmap*"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["-o", "x.odt"], "a report is docx, pptx, pdf, html, md, qmd or tex"),
        ([], "report needs -o OUT"),
        (["-o", "-"], "-o - needs a format"),
        (["-o", "-", "--to", "tex"], "give -o a name"),
        (["-o", "x.docx", "--template", "nato.arg"], "the template is no docx"),
        (["-o", "x.pptx", "--template", "nato.arg"], "the template is no pptx"),
        (["-o", "x.html", "--template", "nato.arg"], "a template is for docx or pptx"),
        (["-o", "x.docx", "--template", "none.docx"], "can't read none.docx"),
        (["-o", "nato.arg", "--to", "pdf"], "would write over what is read"),
    ],
)
def test_what_makes_no_sense_is_said(
    given: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nato.arg").write_bytes((EXAMPLES / "nato.arg").read_bytes())
    assert cli.main(["report", "nato.arg", *given]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["nato.arg"]


def test_a_map_with_errors_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.arg").write_text("claim: One.\n  because nowhere\n", encoding="utf-8")
    assert cli.main(["report", "bad.arg", "-o", "bad.html"]) == 1
    assert not Path("bad.html").exists()
    assert cli.main(["report", "bad.arg", "-o", "bad.html", "--force"]) == 1
    assert "One." in Path("bad.html").read_text(encoding="utf-8")


def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    assert cli.main(["report", str(EXAMPLES / "nato.arg"), "-o", str(tmp_path / "x.docx")]) == 2
    said = "a docx needs python-docx, which is not installed: pip install 'argmap[report]'"
    assert said in capsys.readouterr().err


def test_the_method_writes_what_the_command_does(tmp_path: Path) -> None:
    path = EXAMPLES / "cycling.arg"
    assert cli.main(["report", str(path), "-o", str(tmp_path / "one.html")]) == 0
    argmap.load(path).report(tmp_path / "two.html")
    one, two = ((tmp_path / f"{name}.html").read_bytes() for name in ("one", "two"))
    assert one == two and b"56 %, 114 of 205 words" in one


def test_type_is_never_small() -> None:
    map = argmap.load(EXAMPLES / "summit.arg")
    for slide, least in ((None, 7.0), (room_of(None), 12.0)):
        _, drawing = figures(map, Options(), slide)
        sizes = [s.size for g in drawing.groups for s in g.shapes if isinstance(s, Label)]
        assert min(sizes) >= least
        assert not drawing.misfit


def test_a_figure_that_is_made_smaller_is_told() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    said = made(map, "pdf", width=300, height=120).remarks
    assert said == ["Figure 1 is larger than the page, and shown at 84% of the size or more"]
    assert not made(map, "html", width=300, height=120).remarks


@pytest.mark.office
def test_office_shows_pages_and_slides_without_overflow(tmp_path: Path) -> None:
    map = argmap.load(EXAMPLES / "summit.arg")
    hostile = mapped(HARMLESS)
    for name, one in (("summit", map), ("hostile", evolve(hostile, title="x"))):
        for to in ("docx", "pptx"):
            path = tmp_path / f"{name}.{to}"
            path.write_bytes(made(one, to).data)
            pdf = converted(path)
            text = " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
            assert all(str(n) in text for n in range(1, len(one.statements) + 1))
            if to == "pptx":
                shown = pptx.Presentation(str(path))
                assert len(pypdf.PdfReader(pdf).pages) == len(shown.slides)


@slow
def converted(path: Path) -> Path:
    """A document as LibreOffice prints it."""
    folder = path.parent / path.suffix[1:]
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [needed("soffice"), profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=300
    )
    return folder / f"{path.stem}.pdf"
