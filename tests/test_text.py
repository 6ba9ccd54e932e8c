"""Texts in figures: markup, lines, other scripts, other fonts, and what the formats make of them."""

from __future__ import annotations

import io
import subprocess
import xml.dom.minidom
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.draw import draw, markup
from argmap.draw.bidi import levels, visual
from argmap.draw.drawing import Drawing, Label
from argmap.draw.fonts import found as fonts_found
from argmap.draw.fonts.font import Frames
from argmap.draw.fonts.found import fonts_for, own
from argmap.draw.fonts.widths import Face, simple, width
from argmap.draw.maths import formula
from argmap.draw.missing import missing
from argmap.draw.options import Options
from argmap.draw.typeset import Typesetter, paragraph
from argmap.source import Source
from argmap.writers.pdf import to_pdf
from argmap.writers.svg import to_svg
from tests.programs import needed
from tests.test_cli import run

BEH, ALEF = "\u0628", "\u0627"
JOINING = """
languagesystem DFLT dflt; languagesystem arab dflt;
feature init { sub beh by beh.init; } init;
feature medi { sub beh by beh.medi; } medi;
feature fina { sub beh by beh.fina; } fina;
feature rlig { sub beh.init alef by beh_alef; } rlig;
"""


def make_font(path: Path, outlines: str, family: str = "Tiny", bold: bool = False) -> Path:
    """A font with 日, 本, an Arabic letter that joins, and little squares as its glyphs."""
    characters = {0x20: "space", 0x65E5: "sun", 0x672C: "root", 0x628: "beh", 0x627: "alef"}
    names = [".notdef", *characters.values(), "beh.init", "beh.medi", "beh.fina", "beh_alef"]
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(characters)
    pictures = {}
    for index, name in enumerate(names):
        pen = TTGlyphPen(None) if outlines == "glyf" else T2CharStringPen(1000, None)
        if name != "space":
            size = 300 + 40 * index
            pen.moveTo((100, 0))
            for point in ((100, size), (size, size), (size, 0)):
                pen.lineTo(point)
            pen.closePath()
        pictures[name] = pen.glyph() if outlines == "glyf" else pen.getCharString()
    if outlines == "glyf":
        builder.setupGlyf(pictures)
    else:
        builder.setupCFF(f"{family}-Regular", {}, pictures, {})
    builder.setupHorizontalMetrics({name: (1000, 0 if name == "space" else 100) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Bold" if bold else "Regular"})
    builder.setupOS2(usWeightClass=700 if bold else 400)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, JOINING)
    builder.save(path)
    return path


@pytest.fixture(params=["glyf", "CFF"])
def tiny(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(make_font(tmp_path / f"tiny-{request.param}.ttf", request.param))


def labels(drawing: Drawing) -> list[Label]:
    return [s for group in drawing.groups for s in group.shapes if isinstance(s, Label)]


# Markup


@given(st.text())
def test_without_markup_every_character_is_itself(text: str) -> None:
    assert "".join(span.text for span in markup.spans(text, False)) == text
    assert all(span.face == "regular" for span in markup.spans(text, False))
    assert markup.plain(text, False) == text


@given(st.text(alphabet="ab *\\.\u00e9"))
def test_markup_loses_only_marks(text: str) -> None:
    plain = markup.plain(text, True)
    assert plain.replace("*", "").replace("\\", "") == text.replace("*", "").replace("\\", "")
    assert "".join(span.text for span in markup.spans(text, True)) == plain


@given(st.text())
def test_what_is_escaped_is_itself(text: str) -> None:
    escaped = "".join(f"\\{c}" if c in "*$\\" else c for c in text)
    assert markup.plain(escaped, True) == text
    assert all(span.face == "regular" and not span.maths for span in markup.spans(escaped, True))


@given(st.text(alphabet="ab12 *$\\^_{}'+(&", max_size=60))
@settings(max_examples=300)
def test_any_formula_is_set_or_named(tex: str) -> None:
    read = formula(tex)
    assert bool(read.unknown) != bool(read.pieces) or not tex.strip(" {}\\'")
    assert not read.pieces or "".join(source for source, _ in read.parts) == tex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* c", "a <em>b</em> c"),
        ("**a** ***b***", "<strong>a</strong> <strong><em>b</em></strong>"),
        ("*a **b** c*", "<em>a </em><strong><em>b</em></strong><em> c</em>"),
        ("a*b*c", "a<em>b</em>c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*a", "*a"),
        ("**a*", "*<em>a</em>"),
        (r"\*a\* and \$", "*a* and $"),
        (r"C:\temp", r"C:\temp"),
        ("$5 and $6", "$5 and $6"),
        ("it costs 5$ or 6$", "it costs 5$ or 6$"),
        ("<b> & $x < y$", "&lt;b&gt; &amp; <i>x</i>\u00a0&lt; <i>y</i>"),
        ("$x_1^{n+1}$", "<i>x</i><sub>1</sub><sup><i>n</i>+1</sup>"),
        ("$*$", "∗"),
    ],
)
def test_markup(text: str, expected: str) -> None:
    html = markup.html(text, True)
    assert html.replace("<em>a </em>", "<em>a</em> ").replace("<em> c</em>", " <em>c</em>") == (
        expected.replace("<em>a </em>", "<em>a</em> ").replace("<em> c</em>", " <em>c</em>")
    )


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\forall x\, (Fx \to \neg Gx)", "∀x (Fx → ¬Gx)"),
        (r"\exists y \in \mathbb{N}", "∃y ∈ ℕ"),
        (r"p \land q \lor r \leftrightarrow \Box p", "p ∧ q ∨ r ↔ □p"),
        (r"\Gamma \vdash \varphi, \Delta \models \psi", "Γ ⊢ φ, Δ ⊨ ψ"),
        (r"a \leq b \geq c \neq d \times 2 \cdot \infty", "a ≤ b ≥ c ≠ d × 2 ⋅ ∞"),
        (r"A \subseteq B", "A ⊆ B"),
        (r"x_1 + y^2 - z", "x₁ + y² − z"),
        (r"-x", "−x"),
        (r"2^{2^x}", "2^(2^x)"),
        (r"\frac{a}{b} + \frac{a+b}{2}", "a/b + (a + b)/2"),
        (r"\frac{1}{2x}", "1/(2x)"),
        (r"P(A \mid B) = \frac{P(A \cap B)}{P(B)}", "P(A ∣ B) = P(A ∩ B)/P(B)"),
        (r"\sqrt{2} < \sqrt{x+1}", "√2 < √(x + 1)"),
        (r"x = 1 \text{ if } y", "x = 1 if y"),
        (r"\hat{e} \not\models \bar x", "ê ⊭ x̄"),
        (r"x''", "x′′"),
        (r"\left( a \right)", "(a)"),
        (r"\{a, b\}", "{a, b}"),
        ("3.5x", "3.5x"),
        (r"\log x", "log x"),
    ],
)
def test_simple_maths(tex: str, expected: str) -> None:
    assert formula(tex).plain == expected


@pytest.mark.parametrize(
    ("tex", "named"),
    [
        (r"\begin{matrix}", r"\begin"),
        (r"\oops x", r"\oops"),
        ("a & b", "&"),
        ("{a", "a missing }"),
        ("a}", "}"),
        ("x^", "^ with nothing after it"),
        (r"\frac{a}", r"\frac with nothing after it"),
        ("{" * 5000, "so many braces"),
    ],
)
def test_what_is_no_simple_maths_is_named(tex: str, named: str) -> None:
    assert formula(tex).unknown == named
    assert markup.unknown(f"A ${tex}$.", True) == [named]
    assert markup.plain(f"A ${tex}$.", True) == f"A ${tex}$."


def test_markdown_escapes_what_would_be_a_mark() -> None:
    assert markup.markdown("2 * 3_4 [x] <b>", False) == r"2 \* 3\_4 \[x\] \<b\>"
    assert markup.markdown("# no title", False) == r"\# no title"
    assert markup.markdown("1. no list", False) == r"1\. no list"
    assert markup.markdown("*a* $x_1$", True) == "*a* $x_1$"


@pytest.mark.parametrize("text", ["*" * 50_000, "*a" * 25_000, "**a *" * 10_000, "$a" * 25_000])
def test_many_marks_are_no_trouble(text: str) -> None:
    assert len(markup.plain(text, True)) <= len(text)


# Lines


def everything(setter: Typesetter, text: str, limit: float = 100) -> str:
    lines = setter.lines(text, limit, "regular", 8)
    return "".join(line.text[: len(line.text) - line.hyphen] for line in lines)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=80),
    st.floats(20, 200),
)
@settings(max_examples=150, deadline=None)
def test_lines_in_any_script_lose_nothing(text: str, limit: float) -> None:
    setter = Typesetter()
    lines = setter.lines(text, limit, "regular", 8)
    read = "".join(line.text[: len(line.text) - line.hyphen] for line in lines)
    shown = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert read == shown.replace("\xad", "")
    for line in lines:
        if not line.runs:
            continue
        assert "".join(r.text for r in sorted(line.runs, key=lambda r: r.at)) == line.text
        assert sum(run.width for run in line.runs) == pytest.approx(line.width)
        for before, after in zip(line.runs, line.runs[1:], strict=False):
            assert after.x == pytest.approx(before.x + before.width)


@given(st.text(alphabet="ab *$^_é{}\\א ", max_size=60))
@settings(max_examples=150, deadline=None)
def test_lines_with_markup_lose_nothing(text: str) -> None:
    plain = "".join(markup.plain(text, True).split())
    spans = markup.spans(text, True)
    if any(s.maths for s in spans):
        return
    assert "".join(everything(Typesetter(True), text, 60).split()) == plain


def test_plain_text_has_no_runs() -> None:
    for setter in (Typesetter(), Typesetter(True)):
        (line,) = setter.lines("Plain text, ‘quoted’.", 200, "bold", 8)
        assert line.runs == () and line.width == pytest.approx(width(line.text, "bold", 8))


def test_no_break_spaces_hold_words_together() -> None:
    lines = Typesetter().lines("see p.\u00a0100 of it", 40, "regular", 8)
    assert any("p.\u00a0100" in line.text for line in lines)


def test_no_hyphens_and_no_break_before_closing_signs() -> None:
    for line in Typesetter().lines("言论自由「批评」。没有", 24, "regular", 8):
        assert line.text[0] not in "」。" and line.text[-1] != "「"


def test_accents_stay_with_their_letters() -> None:
    lines = Typesetter().lines("x\u0302" * 40, 30, "regular", 8)
    assert all(line.text[0] == "x" for line in lines)


def test_faces() -> None:
    def faces(text: str, face: Face) -> list[tuple[str, Face]]:
        (line,) = Typesetter(True).lines(text, 500, face, 8)
        return [(run.text, run.face) for run in line.runs]

    assert faces("a *b* **c**", "regular") == [
        *(("a ", "regular"), ("b", "italic"), (" ", "regular"), ("c", "bold"))
    ]
    # In italic text, emphasis is upright; in bold text what is strong is told apart too.
    assert faces("a *b*", "italic") == [("a ", "italic"), ("b", "regular")]
    assert faces("a *b*", "bold") == [("a ", "bold"), ("b", "bold-italic")]
    assert faces("a **b**", "bold") == [("a ", "bold"), ("b", "bold-italic")]


def test_scripts_of_a_formula_are_small_and_raised() -> None:
    (line,) = Typesetter(True).lines("$x_1^2$", 500, "regular", 8)
    base, below, above = line.runs
    assert (base.face, below.text, above.text) == ("italic", "1", "2")
    assert below.rise < 0 < above.rise and below.scale == above.scale < 1
    assert base.tex == "x_1^2" and below.joined and above.joined and not base.joined


def test_a_formula_that_is_broken_keeps_its_source() -> None:
    tex = r"\forall x (Fx \to Gx) \land \exists y (Hy \lor Iy)"
    lines = Typesetter(True).lines(f"${tex}$", 60, "regular", 8)
    assert len(lines) > 1
    assert "".join(run.tex for line in lines for run in line.runs) == tex


# Right to left


def test_the_order_of_levels() -> None:
    assert levels("abc") == (False, [0, 0, 0])
    assert levels("אבג 12") == (True, [1, 1, 1, 1, 2, 2])
    assert levels("a אב 1") == (False, [0, 0, 1, 1, 1, 2])
    assert visual([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]


def test_hebrew_runs_from_right_to_left_and_is_flush_right() -> None:
    lines = Typesetter().lines("שלום abc (כן).", 300, "regular", 8)
    (line,) = lines
    assert line.rtl
    assert [run.text for run in line.runs][-1] == "שלום "
    assert [run.at for run in line.runs] != sorted(run.at for run in line.runs)
    (label,) = paragraph(10, 0, lines, 8, "regular", "#000000", step=9, room=300)
    assert label.x + label.width == pytest.approx(310)
    assert label.read[0].text == "שלום "


def test_the_first_letter_decides_the_direction() -> None:
    (line,) = Typesetter().lines("The word שלום means peace.", 300, "regular", 8)
    assert not line.rtl and [run.rtl for run in line.runs] == [False, True, False]


def test_a_formula_runs_from_left_to_right_in_any_text() -> None:
    (line,) = Typesetter(True).lines(r"שלום $x \to y$ כן", 300, "regular", 8)
    inner = [run.text for run in line.runs if run.tex or run.joined]
    assert "".join(inner) == "x\u00a0→ y"


def test_svg_says_the_direction_and_keeps_the_order_of_reading() -> None:
    svg = to_svg(draw(argmap.loads("claim: שלום abc (כן).")))
    (text,) = (
        t
        for t in xml.dom.minidom.parseString(svg).getElementsByTagName("text")
        if t.getAttribute("direction") == "rtl"
    )
    words = "".join(
        n.data if n.nodeType == n.TEXT_NODE else n.firstChild.data for n in text.childNodes
    )
    assert words.strip() == "שלום abc (כן)."


# Fonts


def test_the_fonts_of_argmap_cover_logic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_found, "system", lambda: pytest.fail("no need of the system's"))
    fonts = fonts_for((), "")
    for sign in "∀∃∄∧∨¬→↔⇒⇔⊢⊨⊬⊭□◊≤≥≠∈∉⊆∪∩∅∴∵⊤⊥ℕℝ𝒜αΩשж":
        assert not fonts.lacking(sign), sign


def test_plain_signs_are_simple_and_others_are_not() -> None:
    assert simple("Zażółć → “x”") and simple("αβγ жук")
    assert not any(map(simple, ("שלום", "x\u0302", "日", "a\u200b")))


def test_a_font_that_the_user_names(tiny: str, tmp_path: Path) -> None:
    map = argmap.loads("claim: The sun is 日 in 日本.")
    drawing = draw(map, Options(fonts=(tiny,)))
    (label,) = (x for x in labels(drawing) if "日" in x.text)
    named = [run for run in label.runs if run.font]
    assert [run.text for run in named] == ["日", "日本"] and {run.font for run in named} == {"Tiny"}
    assert named[0].width == pytest.approx(8.0)
    assert "&#x27;Tiny&#x27;, Arial" in to_svg(drawing)
    pages = []
    for _ in range(2):
        map.render(tmp_path / "x.pdf", fonts=(tiny,))
        pages.append((tmp_path / "x.pdf").read_bytes())
    assert pages[0] == pages[1]
    assert missing(map, Source.of("", "m"), "pdf", Options(fonts=(tiny,))) == []


def test_a_bold_face_is_taken_or_made(tmp_path: Path) -> None:
    regular = str(make_font(tmp_path / "r.ttf", "glyf"))
    bold = str(make_font(tmp_path / "b.ttf", "glyf", bold=True))
    both = fonts_for((regular, bold), "")
    assert str(both.of("日", "bold").path) == bold and str(both.of("日", "regular").path) == regular
    made = fonts_for((regular,), "").of("日", "bold")
    assert made.bold and str(made.path) == regular
    assert made.outline(2) != own("regular").outline(2)


def test_letters_that_join(tiny: str) -> None:
    setter = Typesetter(named=(tiny,))
    (line,) = setter.lines(BEH * 3, 300, "regular", 8)
    (run,) = line.runs
    assert run.rtl and run.shaped
    # From left to right: the last, the middle, the first form.
    assert [glyph.number for glyph in run.shaped.glyphs] == [8, 7, 6]


def test_the_system_is_asked_where_nothing_else_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_font(tmp_path / "a.otf", "CFF", "Noto Sans Tiny")
    make_font(tmp_path / "b.ttf", "glyf", "Odd Serif")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setenv("ARGMAP_FONTS", str(tmp_path))
    for cached in (fonts_found.system, fonts_found._near, fonts_for):
        cached.cache_clear()
    try:
        assert [font.name for font in fonts_found.system()] == ["Noto Sans Tiny", "Odd Serif"]
        assert fonts_for((), "").of("日", "regular").name == "Noto Sans Tiny"
    finally:
        monkeypatch.undo()
        for cached in (fonts_found.system, fonts_found._near, fonts_for):
            cached.cache_clear()


@pytest.mark.parametrize("kind", ["absent", "folder", "text"])
def test_a_font_file_that_cannot_be_read_is_said(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "font.ttf"
    if kind == "folder":
        file.mkdir()
    elif kind == "text":
        file.write_text("no font at all")
    done = run(
        "render", "-", "-o", str(tmp_path / "x.svg"), "--font", str(file), stdin="claim: x\n"
    )
    assert done.returncode == 2 and str(file) in done.stderr.decode()
    assert not (tmp_path / "x.svg").exists()


# What no font has


def test_missing_glyphs_are_frames_and_are_reported(tmp_path: Path) -> None:
    map = argmap.loads("claim: A 日 and a \U0001f600.")
    (line,) = Typesetter().lines(map.statements[0].text, 300, "regular", 8)
    framed = [run for run in line.runs if run.shaped and isinstance(run.shaped.font, Frames)]
    assert [run.text for run in framed] == ["日", "\U0001f600"]
    assert framed[0].shaped is not None
    assert len(framed[0].shaped.font.outline(0x65E5)) > 20
    source = Source.of("claim: A 日 and a \U0001f600.", "m.arg")
    (found,) = missing(map, source, "pdf", Options())
    assert found.name == "missing-glyph" and "GRINNING FACE" in found.message
    for format in ("svg", "html"):
        (found,) = missing(map, source, format, Options())
        assert "fonts of its reader" in found.message
    assert missing(map, source, "tikz", Options()) == []
    with pytest.warns(UserWarning, match="missing-glyph: no font at hand has 日"):
        map.render(tmp_path / "x.pdf")


def test_undrawn_maths_is_reported() -> None:
    """LaTeX sets what argmap can't draw, but for what is no mathematics at all."""
    for source_, latex in (("\\oops", 1), ("\\begin{pmatrix} 2 \\end{pmatrix}", 0)):
        map = argmap.loads(f"map: M\n  markup: inline\n\nclaim: A ${source_}$.")
        source = Source.of("", "m.arg")
        assert [d.name for d in missing(map, source, "svg", Options())] == ["undrawn-maths"]
        assert len(missing(map, source, "tikz", Options())) == latex


def test_titles_of_sections_are_looked_at() -> None:
    map = argmap.loads("section: 日\n\nclaim: A.\n")
    assert [d.name for d in missing(map, Source.of("", "m"), "png", Options())] == ["missing-glyph"]


# What can be read out of a pdf


def pdf_text(path: Path) -> str:
    program = needed("pdftotext")
    done = subprocess.run([program, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_text_comes_out_of_a_pdf_as_it_went_in(tiny: str, tmp_path: Path) -> None:
    text = f"claim: Sun 日本 שלום {BEH}{ALEF} x\u0302 ∀x.\n"
    argmap.loads(text).render(tmp_path / "x.pdf", fonts=(tiny,))
    found = "".join(c for c in pdf_text(tmp_path / "x.pdf") if c not in "\u202a\u202b\u202c")
    for word in ("Sun", "日本", "שלום", BEH + ALEF, "x\u0302", "∀x"):
        assert word in found, word


def test_pdf_and_png_show_the_same(tiny: str, tmp_path: Path) -> None:
    from PIL import Image, ImageChops, ImageFilter

    program = needed("pdftoppm")
    map = argmap.loads(
        "map: M\n  markup: inline\n\n"
        f"claim: A **sun** 日本 and $\\forall x_1^2$ {BEH * 4} and שלום \U0001f600.\n"
    )
    map.render(tmp_path / "n.png", dpi=150, fonts=(tiny,))
    map.render(tmp_path / "n.pdf", fonts=(tiny,))
    subprocess.run([program, "-r", "150", "-png", "n.pdf", "p"], cwd=tmp_path, check=True)
    one = Image.open(tmp_path / "n.png").convert("L")
    other = Image.open(next(tmp_path.glob("p*.png"))).convert("L").resize(one.size)
    blur = ImageFilter.GaussianBlur(2)
    difference = ImageChops.difference(one.filter(blur), other.filter(blur))
    assert sum(difference.histogram()[60:]) < one.width * one.height * 0.002
    assert one.getextrema()[0] < 128


def test_embedded_fonts_are_fonts(tiny: str) -> None:
    import pypdf
    from fontTools.ttLib import TTFont

    data = to_pdf(draw(argmap.loads("claim: 日本 日\n"), Options(fonts=(tiny,))))
    resources = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]
    composite = [f.get_object() for f in resources.values() if f["/Subtype"] == "/Type0"]
    assert len(composite) == 1
    descriptor = composite[0]["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    font = TTFont(io.BytesIO(descriptor["/FontFile2"].get_data()))
    assert len(font.getGlyphOrder()) == 4  # .notdef, 日, 本, the space between


def test_described_without_marks() -> None:
    map = argmap.loads("map: M\n  markup: inline\n\nclaim: All **men** $x_1$.\n")
    assert "All men x₁." in draw(map).description
    assert "**" not in to_svg(draw(map)) and "All men" in map.to_dot()
