"""LaTeX and EPS: whatever a map says can be compiled, looks as the pdf does, and can be restyled."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

import argmap
from argmap.draw import draw
from argmap.draw.drawing import Drawing, Group, Label, Page, Rect
from argmap.draw.options import Options
from argmap.writers import render
from argmap.writers.eps import to_eps
from argmap.writers.latex import escaped, maths, remarks, unsupported_characters
from argmap.writers.tikz import to_tex, to_tikz
from tests.conftest import CORPUS, EXAMPLES
from tests.programs import needed
from tests.strategies import maps
from tests.test_draw import CASES

ENGINES = ("pdflatex", "lualatex", "xelatex")
ASCII = "".join(map(chr, range(32, 127)))
HOSTILE = [
    ASCII,
    " ".join(ASCII),
    "-- --- << >> ,, '' `` ?` !` ?? !! fi ffi fl",
    r"\relax \input{secret} \end{tikzpicture} \par $x$ %comment #1 ##1 &&& ^^41 ~ {",
    "[option] *starred] (label) ] } ; , : = at (0,0)",
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3 + " and/or well-being-minded",
    "→ ← ↔ ⇒ ⇔ ¬ ∀ ∃ ∧ ∨ ≠ ≤ ≥ … ∈ ∉ ⊂ ⊆ ∪ ∩ ∅ ⊢ ⊨ □ ◇ ∴ ½ € × ÷ ° µ",
    "αβγδεζηθικλμνξοπρστυφχψω ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ x² x⁴ H₂O",
    "“q” ‘q’ „q“ ‚q‘ «q» ‹q› – — ‐ ‑ − … • † ‡ § ¶ © ® ™ ¿ ¡",
    "àéîõü ÀÉÎÕÜ ąćęłńśźż ďěňřťů őű ğış æœøåðþß e\u0301 \u00a0\u2009\u200b\u00ad",
    "漢字 😀 Привет שלום",
]


def compiled(engine: str, source: str, folder: Path, name: str = "figure") -> bytes:
    """The pdf; a failure shows TeX's own words."""
    program = needed(engine)
    (folder / f"{name}.tex").write_text(source, encoding="utf-8")
    done = subprocess.run(
        [program, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"],
        cwd=folder,
        capture_output=True,
    )
    log = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, log[-3000:]
    return (folder / f"{name}.pdf").read_bytes()


def words(pdf: bytes) -> str:
    """The text without blanks, as far as TeX and argmap must agree on it."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return letters(text)


def letters(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate({0x2019: "'", 0x2018: "'"})
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def hostile() -> argmap.ArgumentMap:
    return argmap.ArgumentMap([argmap.Statement(text, "claim") for text in HOSTILE])


ARTICLE = r"""\documentclass{article}
\usepackage[paperwidth=2000mm,paperheight=2000mm,margin=5mm]{geometry}
%s
\usepackage{amsmath,amssymb}
\usepackage{tikz}
\pagestyle{empty}
\begin{document}
%s
\end{document}
"""


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_goldens(path: Path, golden) -> None:
    if path.stem in ("nato", "structures"):
        map = argmap.load(path)
        golden(CORPUS / "draw" / f"{path.stem}.tikz", to_tikz(draw(map)))


@pytest.mark.parametrize("engine", ENGINES)
def test_all_examples_are_compiled_within_a_document(engine: str, tmp_path: Path) -> None:
    figures, expected = [], []
    for path in CASES:
        # What the engines differ in is fonts: one draws all, each of them every layout.
        every = engine == "pdflatex" or path.stem == "nato"
        for layout in (
            ("tree", "outline", "freeman", "toulmin", "framework") if every else ("tree",)
        ):
            drawing = draw(argmap.load(path), Options(layout=layout))
            for page in range(len(drawing.pages)):
                name = f"{path.stem}-{layout}-{page}.tikz"
                (tmp_path / name).write_text(to_tikz(drawing, page), encoding="utf-8")
                figures.append(rf"\par\noindent\input{{{name}}}\newpage")
        expected += [s.text for s in argmap.load(path).statements]
    found = words(compiled(engine, ARTICLE % ("", "\n".join(figures)), tmp_path))
    for text in expected:
        # Ligatures and hyphens are not what this test is about.
        first = letters(text.split()[0])
        assert not first.isascii() or not first.isalnum() or "f" in first or first in found


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["nato", "cycling"])
def test_the_document_says_what_the_map_says(engine: str, name: str, tmp_path: Path) -> None:
    drawing = draw(argmap.load(EXAMPLES / f"{name}.arg"))
    pdf = compiled(engine, to_tex(drawing), tmp_path)
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert abs(float(page.mediabox.width) - drawing.width) < 1
    assert abs(float(page.mediabox.height) - drawing.height) < 1
    found = words(pdf)
    for statement in argmap.load(EXAMPLES / f"{name}.arg").statements:
        assert letters(statement.text) in found


@pytest.mark.parametrize("encoding", ["OT1", "T1"])
def test_every_character_is_itself(encoding: str, tmp_path: Path) -> None:
    texts = HOSTILE if encoding == "T1" else HOSTILE[:8]
    figure = to_tikz(draw(argmap.ArgumentMap([argmap.Statement(t) for t in texts])))
    (tmp_path / "figure.tikz").write_text(figure, encoding="utf-8")
    fonts = rf"\usepackage[{encoding}]{{fontenc}}\usepackage{{mathptmx}}"
    found = words(compiled("pdflatex", ARTICLE % (fonts, r"\input{figure.tikz}"), tmp_path, "doc"))
    if encoding == "T1":
        assert letters(ASCII.replace("`", "")) in found.replace("`", "")
        for text in ("--", "---", "<<", ">>", "?`", "!`", "\\relax", "#1##1&&&^^41~{", "[option]"):
            assert text in found


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_texts_are_compiled(engine: str, tmp_path: Path) -> None:
    for layout in ("tree", "standard"):
        source = render(hostile(), "tex", Options(layout=layout)).files[0].decode()
        compiled(engine, source, tmp_path)


def test_random_maps_are_compiled(tmp_path: Path) -> None:
    figures = []
    for number, map in enumerate(maps(12)):
        for layout in ("tree", "standard"):
            name = f"{number}-{layout}.tikz"
            data = render(map, "tikz", Options(layout=layout)).files[0]
            (tmp_path / name).write_bytes(data)
            figures.append(rf"\par\noindent\input{{{name}}}\newpage")
    fonts = r"\usepackage[T1]{fontenc}"
    compiled("pdflatex", ARTICLE % (fonts, "\n".join(figures)), tmp_path)


FONTS = {
    "computer modern": "",
    "times": r"\usepackage{mathptmx}",
    "helvetica": r"\usepackage{helvet}\renewcommand\familydefault\sfdefault",
}


@pytest.mark.parametrize("font", FONTS)
def test_text_stays_in_its_box(font: str, tmp_path: Path) -> None:
    drawing = draw(argmap.load(EXAMPLES / "nato.arg"))
    head = r"\documentclass[tikz]{standalone}\usepackage[T1]{fontenc}" + FONTS[font]
    source = f"{head}\n\\begin{{document}}\n{to_tikz(drawing)}\\end{{document}}\n"
    compiled("pdflatex", source, tmp_path)
    boxes = subprocess.run(
        [needed("pdftotext"), "-bbox", "figure.pdf", "-"], cwd=tmp_path, capture_output=True
    ).stdout.decode()
    found = [
        [float(n) for n in word]
        for word in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', boxes
        )
    ]
    assert len(found) > 90
    rects = [
        next(shape for shape in group.shapes if isinstance(shape, Rect))
        for group in drawing.groups
        if group.kind.startswith("statement")
    ]
    for left, top, right, bottom in found:
        middle = (top + bottom) / 2
        near = [r for r in rects if r.y - 8 < middle < r.y + r.height + 8]
        for rect in near:
            if left < rect.x + rect.width and right > rect.x:
                assert left > rect.x and right < rect.x + rect.width
                # A line more makes the box a little higher.
                assert rect.y - 3 < middle < rect.y + rect.height + 3


def test_an_author_can_restyle(tmp_path: Path) -> None:
    drawing = draw(argmap.load(EXAMPLES / "nato.arg"))
    (tmp_path / "nato.tikz").write_text(to_tikz(drawing), encoding="utf-8")
    supports = sum(group.kind == "support" for group in drawing.groups)

    def content(body: str) -> str:
        pdf = compiled("pdflatex", ARTICLE % ("", body), tmp_path, "doc")
        page = PdfReader(io.BytesIO(pdf)).pages[0]
        return page.get_contents().get_data().decode("latin-1")

    usual = content(r"\input{nato.tikz}")
    assert supports >= 7
    for style in (r"argmap/support/.append style={red}", r"argmap/support/.style={red}"):
        red = content(rf"\tikzset{{{style}}}\input{{nato.tikz}}")
        # The lines and their heads.
        assert red.count("1 0 0 RG") >= supports and red.count("1 0 0 rg") >= supports
        assert "1 0 0 RG" not in usual
        # Nothing else has changed, dashes among it.
        assert red.count("] 0.0 d") == usual.count("] 0.0 d")
    filled = content(r"\tikzset{argmap/root/.style={fill=green,text=black}}\input{nato.tikz}")
    assert "0 1 0 rg" in filled and "0 1 0 rg" not in usual
    own = content(r"\definecolor{argmap-17466F}{rgb}{0,1,0}\input{nato.tikz}")
    assert "0 1 0 RG" in own and "0 1 0 RG" not in usual


def test_nothing_remains_after_a_figure(tmp_path: Path) -> None:
    figure = to_tikz(draw(argmap.load(EXAMPLES / "nato.arg")))
    (tmp_path / "nato.tikz").write_text(figure, encoding="utf-8")
    body = (
        r"\input{nato.tikz}\ifdefined\argmapragged\errmessage{macro}\fi"
        r"\makeatletter\pgfkeysifdefined{/tikz/argmap/support/.@cmd}{\errmessage{key}}{}"
        r"\@ifundefinedcolor{argmap-17466F}{}{\errmessage{colour}}"
    )
    setup = r"\makeatletter\def\@ifundefinedcolor#1{\@ifundefined{\string\color@#1}}\makeatother"
    compiled("pdflatex", ARTICLE % (setup, body), tmp_path, "doc")


def test_formulas_are_as_they_were_written() -> None:
    map = argmap.loads(
        "map: M\n  markup: inline\n"
        "claim a: *All* $\\forall x\\,(P(x) \\to \\frac{1}{2})$ and **some** $x_1 → y$.\n"
        "  because b: $\\input{secret}$ and $}$ and 100% $50 % off$.\n"
    )
    for layout in ("tree", "standard"):
        source = render(map, "tikz", Options(layout=layout)).files[0].decode()
        assert r"$\forall x\,(P(x) \to \frac{1}{2})$" in source
        assert r"{\to} y$" in source
        assert r"\input{secret}" not in source
        assert r"\emph{All}" in source
        assert r"50 \% off$" in source


def test_a_formula_is_one_though_its_line_is_broken() -> None:
    formula = " \\land ".join(f"P_{n}(x)" for n in range(30))
    map = argmap.loads(f"map: M\n  markup: inline\nclaim a: So ${formula}$ holds.\n")
    assert f"${formula}$" in to_tikz(draw(map))


@pytest.mark.parametrize(
    "source", ["x", r"\{x\}", r"\frac{a}{b}", r"\begin{cases}a\\b\end{cases}", r"50\%"]
)
def test_harmless_formulas(source: str) -> None:
    assert maths(source) == f"${source}$"


@pytest.mark.parametrize(
    "source",
    [
        "}", "{", "}{", "\\", r"\input{x}", r"\write18{x}", r"\csname x\endcsname", "^^5cinput x",
        r"\def\x{}", r"\begin{filecontents}", r"\end{document}", r"\directlua{}", "a$b",
    ],
)  # fmt: skip
def test_harmful_formulas(source: str) -> None:
    assert maths(source) is None


def test_words_are_joined_as_they_were() -> None:
    """A line that ends in a hyphen goes on without a blank only where the text does."""
    text = "pre- and post-war and well-being and a–b and " * 6
    figure = to_tikz(draw(argmap.loads(f"claim: {text}\n")))
    body = figure[figure.index(r"\node") :]
    plain = re.sub(r"\\allowbreak(\{\}|\s)", "", body)
    plain = re.sub(r"\s+", " ", plain)
    assert text.strip() in plain


def test_what_pdflatex_lacks_is_said_by_name() -> None:
    assert unsupported_characters(["aé→ 漢 Привет"]) == list("漢Привет")
    assert "漢 (CJK UNIFIED IDEOGRAPH-6F22)" in remarks(["漢"])[0]
    assert remarks(["Déjà-vu → “naïve” €"]) == []
    rendered = render(argmap.loads("claim: 漢\n"), "tikz", Options())
    assert any("漢" in remark for remark in rendered.remarks)


def test_escapes() -> None:
    assert escaped("50 % & $1_000 #1 {x} ~ ^ \\") == (
        r"50 \% \& \$1\_000 \#1 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{}"
    )
    assert escaped("a--b") == r"a-\kern0pt -b"
    assert maths("a → b % c") == r"$a {\to} b \% c$"


def test_too_large_for_tex() -> None:
    groups = [Group("a", "note", "", [Label(0, 10, "A", 8)])]
    with pytest.raises(ValueError, match="TeX can set 5640 mm"):
        to_tikz(Drawing([Page(20_000, 10, groups)], "Large", ""))


def test_kinds_that_nobody_knows_are_drawn(tmp_path: Path) -> None:
    shapes = [Rect(5, 5, 20, 20, "#FFFFFF", "#123456", radius=10), Label(12, 18, "7", 8, "bold")]
    groups = [
        Group("s-1", "statement", "", shapes),
        Group("x.2e", "whatever", "", [Rect(40, 5, 30, 10, "", "#654321", dash=(3, 1))]),
        Group("y", "", "", [Label(40, 30, "Text", 6.5, "italic", room=40)]),
    ]
    compiled("pdflatex", to_tex(Drawing([Page(100, 40, groups)], "Odd", "")), tmp_path)


# EPS


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_eps_looks_as_the_pdf_does(path: Path, tmp_path: Path) -> None:
    from PIL import Image, ImageChops, ImageStat

    map = argmap.load(path)
    drawing = draw(map)
    (tmp_path / "figure.eps").write_text(to_eps(drawing), encoding="ascii")
    (tmp_path / "figure.pdf").write_bytes(render(map, "pdf", Options()).files[0])
    pictures = []
    for name in ("figure.eps", "figure.pdf"):
        options = ["-dEPSCrop", "-dGraphicsAlphaBits=4", "-dTextAlphaBits=4", "-r72"]
        subprocess.run(
            [needed("gs"), "-q", "-dBATCH", "-dNOPAUSE", *options, "-sDEVICE=pnggray",
             f"-sOutputFile={name}.png", name],
            cwd=tmp_path, check=True,
        )  # fmt: skip
        pictures.append(Image.open(tmp_path / f"{name}.png"))
    one, other = pictures
    assert abs(one.width - other.width) <= 1 and abs(one.height - other.height) <= 1
    size = (min(one.width, other.width), min(one.height, other.height))
    bottom = [(0, p.height - size[1], size[0], p.height) for p in pictures]
    difference = ImageChops.difference(one.crop(bottom[0]), other.crop(bottom[1]))
    # The frames of letters that no font has are of hairlines, which Ghostscript draws from a pdf with more ink.
    assert ImageStat.Stat(difference).mean[0] < (6 if path.stem == "scripts" else 3)


def test_eps_text_is_text(tmp_path: Path) -> None:
    text = "Naïve “Ægypt” → Ωμέγα, Привет ∀x."
    (tmp_path / "a.eps").write_text(to_eps(draw(argmap.loads(f"claim: {text}\n"))))
    subprocess.run(
        [needed("gs"), "-q", "-dBATCH", "-dNOPAUSE", "-dEPSCrop", "-sDEVICE=pdfwrite",
         "-sOutputFile=a.pdf", "a.eps"],
        cwd=tmp_path, check=True,
    )  # fmt: skip
    found = subprocess.run(
        [needed("pdftotext"), "a.pdf", "-"], cwd=tmp_path, capture_output=True
    ).stdout.decode()
    assert letters(text) in letters(found)


def test_eps_is_as_the_conventions_want_it() -> None:
    many = " ".join(chr(c) for c in range(0xC0, 0x250))
    eps = to_eps(draw(argmap.loads(f"map: A (title) é\nclaim: {many}\n  because: (B) \\ %\n")))
    lines = eps.splitlines()
    assert lines[0] == "%!PS-Adobe-3.0 EPSF-3.0"
    assert eps.isascii() and max(map(len, lines)) <= 255
    box = next(line for line in lines if line.startswith("%%BoundingBox"))
    exact = next(line for line in lines if line.startswith("%%HiResBoundingBox"))
    assert re.fullmatch(r"%%BoundingBox: 0 0 \d+ \d+", box)
    assert float(exact.split()[-1]) <= float(box.split()[-1]) < float(exact.split()[-1]) + 1
    assert lines[-1] == "%%EOF"
    opened = re.findall(r"^%%Begin(\w+)", eps, re.M)
    closed = re.findall(r"^%%End(\w+)", eps, re.M)
    assert sorted(opened) == sorted(word for word in closed if word != "Comments")
    assert to_eps(draw(argmap.loads(f"claim: {many}\n"))) == to_eps(
        draw(argmap.loads(f"claim: {many}\n"))
    )


def test_a_font_in_eps_has_codes_for_all_its_characters(tmp_path: Path) -> None:
    """There are more than 256."""
    text = " ".join(chr(c) for c in range(0xC0, 0x250))
    (tmp_path / "a.eps").write_text(to_eps(draw(argmap.loads(f"claim: {text}\n"))))
    subprocess.run(
        [needed("gs"), "-q", "-dBATCH", "-dNOPAUSE", "-dEPSCrop", "-sDEVICE=pdfwrite",
         "-sOutputFile=a.pdf", "a.eps"],
        cwd=tmp_path, check=True,
    )  # fmt: skip
    found = subprocess.run(
        [needed("pdftotext"), "a.pdf", "-"], cwd=tmp_path, capture_output=True
    ).stdout.decode()
    assert letters(text) in letters(found)


def test_small_print_of_the_size_of_the_text_keeps_its_colour() -> None:
    text = "claim: A is so.\n  speaker: Ada\n  because: B is so.\n    qualifier: it seems\n"
    for preset in (None, "springer-column"):
        figure = to_tikz(draw(argmap.loads(text), Options(preset=preset, layout="outline")))
        assert "text=argmap-586878" not in figure
        assert figure.count(r"\color{\argmapnote}") == 2
        statement = next(line for line in figure.splitlines() if r"\makebox" in line)
        assert r"\argmapnote" not in statement


def test_a_wide_font_makes_no_box_higher(tmp_path: Path) -> None:
    figure = to_tikz(draw(argmap.load(EXAMPLES / "nato.arg")))
    head = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{tikz,bookman}"
    heights = []
    for font in ("", r"\fontfamily{phv}\selectfont"):
        names = re.findall(r"\((s-[\w-]+)\) at", figure)
        source = figure.replace(
            r"\end{tikzpicture}",
            "".join(
                rf"\pgfextracty{{\dimen0}}{{\pgfpointdiff{{\pgfpointanchor{{{name}}}{{south}}}}"
                rf"{{\pgfpointanchor{{{name}}}{{north}}}}}}\typeout{{high {name} \the\dimen0}}"
                for name in names
            )
            + r"\end{tikzpicture}",
        )
        compiled(
            "pdflatex", f"{head}\\begin{{document}}{font}\n{source}\\end{{document}}", tmp_path
        )
        log = (tmp_path / "figure.log").read_text(encoding="utf-8", errors="replace")
        heights.append(re.findall(r"high (\S+) ([\d.]+)pt", log))
        assert ("is made smaller" in log) == (not font)
    assert len(heights[0]) == 15
    for (one, high), (other, usual) in zip(*heights, strict=True):
        assert one == other and abs(float(high) - float(usual)) < 0.1
