"""What a stranger's map holds is shown, in every output, and never obeyed.

Each output is compared with that of a map of the same shape whose texts are harmless: the same commands, tags and nodes
stand in both, whatever was written.
"""

from __future__ import annotations

import json
import re
import string
import subprocess
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from markdown_it import MarkdownIt

import argmap
from argmap.diagnostics import report
from argmap.draw.latex_maths import arguments, safe_maths
from argmap.draw.markup import spans
from argmap.draw.missing import missing
from argmap.draw.options import Options
from argmap.draw.view import view
from argmap.formats import DOCUMENTS, FORMATS
from argmap.model import Argument, Map, Section, Statement
from argmap.report import render_report
from argmap.source import Source
from argmap.writers import render, written
from argmap.writers.caption import FORMS, caption
from argmap.writers.latex import maths
from tests.conftest import CORPUS
from tests.kinds import slow
from tests.programs import needed

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COMMANDS = [
    line
    for line in (CORPUS / "hostile" / "tex-commands.txt").read_text().splitlines()
    if not line.startswith("#")
]
TRICKS = [
    r"$^^5cinput{secret}$", r"$^^^^005cinput{secret}$", r"$\text{$\input{secret}$}$", r"$}\input{secret}{$",
    r"$\begin{filecontents}{pwn}x\end{filecontents}$", r"$\csname input\endcsname{secret}$", r"$\left\input$",
    r"$\\input{secret}$", r"$\mathop\input{secret}$", r"$\frac\input{secret}$", r"$x%$ \input{secret} %$",
    r"$\text{\ShellEscape{touch pwn}}$", r"$\sqrt[\input{secret}]{x}$", r"$\begin{array}{>{\input{secret}}c}x\end{array}$",
    r"$\begin{cases}\input{secret}\end{cases}$", r"$\operatorname*{\input{secret}}$", r"$\begin{array}{*{9999}{c}}x\end{array}$",
    r"$\end{document}$", r"$\catcode`\@=0 @input{secret}$", r"$\def\x{\x}\x$", r"$\  \par \input{secret}$", r"$\$\input{secret}$",
    r"\input{secret} $x$ \end{tikzpicture}\end{document}", r"#1 ##1 %% && ~~ ^^M ^^5cinput{secret} {{{ }}}", r"$\frac{a}{$ }",
    "$x\u2028\\input{secret}$", "$\\text{a\x00b}$", "$a$\\input{secret}$b$", "$[x](javascript:alert(1))$", "$<script>alert(1)</script>$",
    "$`x`$", r"$\text{<img src=x onerror=alert(1)>}$", "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "--> <script>alert(1)</script> <!--", "]]><script>alert(1)</script>", "&lt;script&gt; &#60;b&#62;", "javascript:alert(1)",
    "[x](javascript:alert(1)) ![x](x) <http://x.example> `x`", "</style></title></textarea></svg>", "{{7*7}} ${7*7} <%= 7 %>",
    '"]; evil [label="x"]; a -> b', r"\N \G \L \n \l \" ", "<b>HTML</b>", '"] click s1 href "javascript:alert(1)"',
    '"]; end\nsubgraph evil', "%%{init: {'theme':'dark'}}%%", "#quot;] evil[", "#1;", "graph { }", "::error file=x::y",
    "a\n::error file=x::y\n::stop-commands::z", "::add-mask::x %0A::error::y", "##[error]x",
    '#read("secret") #import "x": * $ #eval("1") $', r"(a) (b \\) ) ( %!PS (x) run systemdict /quit get exec", "<</Launch>> (x) endobj",
    "=1+1", "@SUM(1)", "\u202eevil\u2066", "\x1b]0;title\x07\x1b[31m", "\x9b31m", "a\r\nb\tc\x0bd\x0ce\x85f", "\ufeff\u200bx", "\ud800",
]  # fmt: skip
HOSTILE = [
    *TRICKS,
    *(
        " ".join(
            rf"$\{n}{{secret}}{{x}}$ and $a \{n} b$ and \{n}{{x}}." for n in COMMANDS[k : k + 12]
        )
        for k in range(0, len(COMMANDS), 12)
    ),
    *(f"$a {c} b$ and $\\text{{{c}}}$ and {c}" for c in string.punctuation),
]
HARMLESS = [
    "Plain words, all of them: “so”. A-b (c) 1/2 $x$",
    string.printable.strip(),
    "$a_1$ *so* **it** is",
]


def mapped(texts: list[str]) -> Map:
    """A map that has each text in every place where a text can stand, in those that the language forbids too."""
    statements, steps, sections = [], [], []
    for number, text in enumerate(texts):
        section = f"s{number}"
        sections.append(Section(text, section, attributes={"source": text}, id=section))
        names = [f"{role}{number}" for role in "abcd"]
        statements += [
            Statement(
                text,
                "premise" if role else "claim",
                name,
                section=section,
                speakers=text,
                quotations=[text],
                attributes={
                    **dict.fromkeys(("qualifier", "at", "source", "note", "url", "x-own"), text),
                    "tags": (text, "b"),
                },
                id=name,
            )
            for role, name in enumerate(names)
        ]
        steps.append(
            Argument(
                names[1:3],
                names[0],
                scheme=text,
                warrant=names[3],
                premise_roles={names[1]: text},
                attributes={"qualifier": text, "note": text},
                id=f"argument-{number}",
            )
        )
    about = {"markup": "inline", **dict.fromkeys(("title", "author", "note"), texts[0])}
    return Map(tuple(statements), tuple(steps), sections=tuple(sections), attributes=about)


@slow
def batches(size: int) -> Iterator[list[str]]:
    for start in range(0, len(HOSTILE), size):
        yield HOSTILE[start : start + size]


def drawn(map: Map, to: str, layout: str = "outline") -> str:
    # So wide that TeX can set the figure.
    files = render(map, to, Options(layout=layout, width=600)).files
    return b"\n".join(files).decode("utf-8", "surrogatepass")


# LaTeX


def commands_of(tex: str) -> set[str]:
    """The control sequences of a TeX text, comments left out; fails where a catcode trick could make more."""
    bare = re.sub(r"(?<!\\)((?:\\\\)*)%.*", r"\1", tex)
    assert "^^" not in bare
    depth = 0
    for token in re.findall(r"\\.|[{}]", bare, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(token, 0)
        assert depth >= 0
    assert depth == 0
    return set(re.findall(r"\\(?:[A-Za-z@]+|.)", bare, re.DOTALL))


def test_no_command_that_is_no_mathematics_is_known() -> None:
    assert not set(COMMANDS) & arguments().keys()
    for name in COMMANDS:
        for tried in (rf"\{name}", rf"\{name}{{x}}", rf"{{\{name} x}}", rf"x^\{name}", rf"\text{{\{name}}}",
                      rf"\frac{{\{name}}}2", rf"\left(\{name}\right)", rf"\begin{{cases}}\{name}\end{{cases}}",
                      rf"\begin{{{name}}}x\end{{{name}}}", rf"\sqrt[\{name}]{{x}}", rf"\hat\{name} x"):  # fmt: skip
            assert maths(tried) is None, tried


def test_what_is_known_compiles(tmp_path: Path) -> None:
    """Each command with its arguments, in the two packages and no other."""
    example = {"m": "{x}", "mm": "{x}{y}", "om": "[x]{y}", "t": "{x_y}", "d": "(", "": " x",
               "l": "{1em}", "r": r"{a\\[b]}", "bbwsmm": r"{\{}{.}{0pt}{1}{x}{y}"}  # fmt: skip
    lines = []
    for name, takes in sorted(arguments().items()):
        if name in ("left", "right", "middle", "limits", "nolimits"):
            continue
        formula = maths(f"\\{name}{example[takes]}")
        assert formula is not None
        lines.append(formula)
    lines.append(maths(r"\sum\limits_a \left( a \middle| b \right]") or "")
    for name in ("cases", "pmatrix", "aligned", "smallmatrix"):
        lines.append(maths(rf"\begin{{{name}}}[a & *\\[1cm]\\*b\end{{{name}}}") or "")
    lines.append(maths(r"\begin{gathered}[x]\\[1cm]\\*b\end{gathered}") or "")
    lines.append(maths(r"\begin{array}{l|c}\hline a & b\\\hline\end{array}") or "")
    assert all(lines)
    packages = sorted(safe_maths(r"\binom{a}{b}\mathbb{N}").packages)
    assert packages == ["amsmath", "amssymb"]
    head = "".join(rf"\usepackage{{{name}}}" for name in packages)
    body = "\n\n".join(lines)
    document = rf"\documentclass{{article}}{head}\begin{{document}}{body}\end{{document}}"
    assert stopped(document, tmp_path) == ""


def stopped(document: str, folder: Path) -> str:
    """Where pdflatex stops at a document: the end of what it says, empty where it doesn't stop."""
    (folder / "x.tex").write_text(document, "utf-8")
    done = subprocess.run(
        [needed("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", "x.tex"],
        cwd=folder,
        capture_output=True,
    )
    return done.stdout[-2000:].decode("utf-8", "replace") if done.returncode else ""


TEX_STOPS = (CORPUS / "hostile" / "tex-stops.txt").read_text("utf-8").splitlines()
TEX_SETS = (CORPUS / "hostile" / "tex-sets.txt").read_text("utf-8").splitlines()


def test_what_tex_would_stop_at_is_shown_as_text(tmp_path: Path) -> None:
    """The map as a whole compiles; each formula by itself does not, or TeX would take it for something else."""
    text = "map: T\n  markup: inline\n\nclaim a: M.\n"
    for formula in TEX_STOPS:
        assert safe_maths(formula).refused, formula
        text += f"  because: M ${formula}$ is.\n"
    map = argmap.loads(text)
    found = missing(map, Source.of(text, "m.arg"), "tex", Options())
    assert [d.name for d in found] == ["undrawn-maths"] * len(TEX_STOPS)
    for layout in ("outline", "standard"):
        assert stopped(drawn(map, "tex", layout), tmp_path) == ""


def test_what_is_usual_is_set(tmp_path: Path) -> None:
    text = "map: T\n  markup: inline\n\nclaim a: M.\n"
    for formula in TEX_SETS:
        assert safe_maths(formula).refused == "", formula
        text += f"  because: M ${formula}$ is.\n"
    map = argmap.loads(text)
    assert missing(map, Source.of(text, "m.arg"), "tex", Options()) == []
    for layout in ("outline", "standard"):
        rendered = render(map, "tex", Options(layout=layout))
        assert any("漢" in remark for remark in rendered.remarks)
        assert stopped(rendered.files[0].decode(), tmp_path) == ""


def test_letters_of_alphabets_are_commands() -> None:
    assert maths("x ∈ ℝ^ℕ") == r"$x {\in} {\mathbb{R}}^{{\mathbb{N}}}$"
    assert maths(r"\text{ℚ} 𝔞") == r"$\text{\ensuremath{\mathbb{Q}}} {\mathfrak{a}}$"
    assert maths("ℒ") == r"${\mathcal{L}}$"


def test_help_promises_only_what_latex_sets() -> None:
    def told(formula: str) -> str:
        text = f"map: M\n  markup: inline\nclaim a: A ${formula}$.\n"
        (found,) = missing(argmap.loads(text), Source.of(text, "m.arg"), "svg", Options())
        return " ".join(found.help)

    assert told(r"\binom{a}{b}") == "LaTeX sets it where the map is drawn as tikz"
    assert told(r"\cancel{a}") == "say it in simpler mathematics, or in words"


@pytest.mark.parametrize("to", ["tikz", "tex"])
@pytest.mark.parametrize("layout", ["tree", "outline", "standard"])
def test_latex_has_the_commands_of_any_other_map(to: str, layout: str) -> None:
    allowed = commands_of(drawn(mapped(HARMLESS), to, layout)) | {rf"\{n}" for n in arguments()}
    allowed |= {
        r"\fbox",
        r"\detokenize",
        r"\csname",
        r"\endcsname",
        r"\expandafter",
        r"\ifx",
        r"\relax",
    }
    allowed |= {r"\def", r"\kern", r"\argmaprtl", r"\ifdefined", r"\textdir", r"\hspace"}
    unsafe = set(map("\\{}".format, COMMANDS)) - allowed
    for texts in batches({"outline": 10, "tree": 6}.get(layout, 60)):
        found = commands_of(drawn(mapped(texts), to, layout))
        assert not found & unsafe
        assert r"\input" not in found


def test_captions_have_the_commands_of_any_other() -> None:
    def made(texts: list[str], form: str, name: str) -> str:
        map = mapped(texts)
        told = caption(view(map, Options()), Options(), None)
        return told.written(form, [f"{name}.pdf", f"{name}.tikz", name], f"{name}.arg")  # type: ignore[arg-type]

    plain = {form: made(HARMLESS, form, "figure") for form in FORMS}
    for text in HOSTILE:
        name = text.replace("\x00", "")
        if "\ud800" in text:
            continue
        told = {form: made([text], form, name) for form in FORMS}
        known = commands_of(plain["latex"]) | {rf"\{n}" for n in arguments()}
        escapes = commands_of(drawn(mapped(HARMLESS), "tikz", "standard"))
        assert not commands_of(told["latex"]) & set(map("\\{}".format, COMMANDS)) - known - escapes
        assert "<script" not in told["html"] and "onerror=" not in re.sub(
            r"&[^;]+;", "", told["html"]
        ).replace("x onerror", "")
        assert told["html"].count("-->") == 1


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex", "xelatex"])
def test_latex_runs_and_writes_nothing(engine: str, tmp_path: Path) -> None:
    """With `-shell-escape` and a file to read beside the document."""
    attacks = [
        r"$\ShellEscape{touch pwn}$", r"$\InputIfFileExists{secret.txt}{}{}$", r"$\input{secret.txt}$",
        r"$\immediate\write18{touch pwn}$", r"$\directlua{os.execute('touch pwn')}$", r"^^5cinput{secret.txt} $^^5cinput{secret.txt}$",
        r"$\newwrite\x\immediate\openout\x=pwn \immediate\write\x{x}$", r"$\begin{filecontents}{pwn}x\end{filecontents}$",
        r"$\text{\input{secret.txt}}$", r"$\frac{\openout15=pwn }{x}$ $\AtEndDocument{\openout15=pwn}$", *TRICKS[:25],
    ]  # fmt: skip
    map = mapped([a for a in attacks if a.isprintable()])
    (tmp_path / "secret.txt").write_text("THESECRET")
    for layout in ("tree", "standard"):
        (tmp_path / f"{layout}.tex").write_text(drawn(map, "tex", layout), encoding="utf-8")
        done = subprocess.run(
            [needed(engine), "-shell-escape", "-interaction=nonstopmode", "-halt-on-error",
             f"{layout}.tex"],
            cwd=tmp_path, capture_output=True,
        )  # fmt: skip
        log = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, log[-2000:]
        assert "(./secret.txt" not in log and "runsystem(touch" not in log
    endings = {path.suffix for path in tmp_path.iterdir()}
    assert endings == {".tex", ".aux", ".log", ".pdf", ".txt"}


def test_what_is_no_mathematics_is_named_once() -> None:
    text = "map: M\n  markup: inline\nclaim a: A $\\ShellEscape{id}$ b $\\ShellEscape{x}$ and $x \\frac{a}{b}$.\n"
    map = argmap.loads(text)
    source = Source.of(text, "m.arg")
    for to in ("tikz", "tex", "markdown"):
        found = missing(map, source, to, Options())
        assert [d.name for d in found] == ["undrawn-maths"]
        assert "\\ShellEscape" in found[0].message and "\\frac" not in found[0].message
        assert found[0].line == 3
    assert drawn(map, "tikz").count(r"\textbackslash{}ShellEscape\{id\}") == 1
    assert r"\frac{a}{b}$" in drawn(map, "tikz")


# Markup


class Tags(HTMLParser):
    """The tags of a page with the names of their attributes, and where links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[tuple[str, ...]] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {(tag, name) for name, _ in attrs} | {(tag,)}
        self.links |= {
            value or "" for name, value in attrs if name in ("href", "src", "xlink:href")
        }


@pytest.mark.parametrize("to", ["svg", "html"])
def test_pages_have_the_tags_of_any_other(to: str) -> None:
    plain = mapped(["Plain words with Ελλάδα and $x_1$", *HARMLESS])
    allowed = Tags(drawn(plain, to)).seen | {(t,) for t in ("b", "i", "em", "strong", "sub", "sup")}
    allowed |= {
        ("text", "direction"),
        ("tspan", "direction"),
        ("tspan", "unicode-bidi"),
        ("a",),
        ("a", "href"),
    }
    allowed |= {("tspan", "font-family"), ("tspan", "font-size"), ("tspan", "dy")}
    for texts in batches(120):
        page = Tags(drawn(mapped(texts), to))
        assert page.seen <= allowed
        assert not [
            link for link in page.links if re.match(r"\s*(javascript|data|vbscript):", link, re.I)
        ]


def test_markdown_has_no_html_and_no_links() -> None:
    parser = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])

    def kinds(text: str) -> set[str]:
        tokens = parser.parse(text)
        return {t.type for token in tokens for t in (token, *(token.children or ()))}

    for layout in ("tree", "standard"):
        allowed = kinds(drawn(mapped(HARMLESS), "markdown", layout)) | {"text_special", "softbreak"}
        for texts in batches(150):
            found = kinds(drawn(mapped(texts), "markdown", layout))
            assert found <= allowed | {"em_open", "em_close", "strong_open", "strong_close"}


def test_mathematics_in_markdown_is_mathematics() -> None:
    for text in HOSTILE:
        for formula in re.findall(
            r"(?<!\\)\$([^$]+)\$(?!\d)", argmap.draw.markup.markdown(text, True)
        ):
            assert safe_maths(formula).refused == "", (text, formula)


def test_mermaid_is_in_quotes() -> None:
    def frame(text: str) -> set[str]:
        bare = re.sub(r'"[^"\n]*"', '""', text)
        bare = re.sub(r"(?m)^  (accTitle|accDescr): .*", r"  \1", bare)
        return {re.sub(r"\d+(,\d+)*", "N", line.strip()) for line in bare.splitlines()}

    allowed = frame(drawn(mapped(HARMLESS), "mermaid"))
    for texts in batches(200):
        text = drawn(mapped(texts), "mermaid")
        assert frame(text) <= allowed
        for quoted in re.findall(r'"([^"\n]*)"', text):
            assert re.fullmatch(r"(?:[^\W_]|[ ,.:()?’‘“”–—…¶§-]|#\d+;|<br/>)*", quoted)


def test_graphviz_reads_the_nodes_of_any_other(tmp_path: Path) -> None:
    dot = needed("dot")

    def frame(map: Map) -> list[object]:
        (tmp_path / "x.dot").write_bytes(drawn(map, "dot").encode("utf-8", "replace"))
        done = subprocess.run(
            [dot, "-Tdot_json", "x.dot"], cwd=tmp_path, capture_output=True, check=True
        )
        read = json.loads(done.stdout)
        kept = ("shape", "href", "URL", "image", "class", "style", "arrowhead")
        objects = [{k: o[k] for k in kept if k in o} for o in read.get("objects", [])]
        edges = [{k: e[k] for k in (*kept, "head", "tail") if k in e} for e in read["edges"]]
        return [objects, edges]

    # Texts that say nothing to `status`.
    for texts in [*batches(100)]:
        assert frame(mapped(texts)) == frame(mapped(["x"] * len(texts)))


def test_eps_has_the_operators_of_any_other() -> None:
    def words(text: str) -> set[str]:
        bare = re.sub(r"(?m)^%.*", "", text)
        bare = re.sub(r"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>", "()", bare)
        bare = re.sub(r"[-\d.]+(#\w+)?", "N", bare)
        return set(re.findall(r"[^\s()\[\]{}/N<>]{2,}", bare))

    allowed = words(drawn(mapped(HARMLESS), "eps"))
    odd = {"systemdict", "quit", "exec", "run", "file", "Launch", "deletefile"} - allowed
    for texts in batches(120):
        text = drawn(mapped(texts), "eps")
        assert text.isascii() and not words(text) & odd
        assert all(
            line.startswith("%") or not line.lstrip().startswith("%") for line in text.splitlines()
        )


def test_typst_gets_texts_as_data() -> None:
    pytest.importorskip("typst")
    texts = ['#read("secret") #import "x": *', '$ #eval("1") $', '"] #panic() //', r"\u{1}"]
    pdf = render(mapped(texts), "pdf", Options(tagged=True)).files[0]
    assert pdf.startswith(b"%PDF")


# Reports, and formats of other tools


@pytest.mark.parametrize("text", HOSTILE[: len(TRICKS)])
def test_commands_for_github_are_argmaps_own(text: str) -> None:
    found = [report("missing-text", text, Source.of(text, f"{text}.arg"), (0, 1), text, text)]
    lines = render_report(found, "github").split("\n")
    assert len(lines) == 2 and not lines[1]
    assert re.fullmatch(r"::error file=[^:,\r\n]*,line=\d+(,\w+=[^:,\r\n]*)*::[^\r\n]*", lines[0])


@pytest.mark.parametrize("to", sorted(DOCUMENTS))
def test_documents_stay_documents(to: str) -> None:
    for texts in batches(300):
        clean = [text.replace("\ud800", "") for text in texts]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                made = written(mapped(clean), to)
            except argmap.ArgmapError:
                assert to == "arg"
                continue
        if isinstance(made.content, bytes):
            with ZipFile(BytesIO(made.content)) as parts:
                trees = [fromstring(parts.read(part)) for part in parts.namelist()]
            assert not [cell for tree in trees for cell in tree.iter(f"{SPREADSHEET}f")]
            continue
        text = made.text
        if text.startswith("<"):
            fromstring(text.encode())
        elif text.startswith("{"):
            json.loads(text)
        else:
            assert text


def test_every_format_is_tried_here() -> None:
    tried = {
        "svg",
        "html",
        "pdf",
        "png",
        "eps",
        "tikz",
        "tex",
        "dot",
        "mermaid",
        "markdown",
        "text",
    }
    assert {row.name for row in FORMATS.values() if row.picture or row.listing} <= tried


def test_texts_are_shown_as_they_were_written() -> None:
    """A formula that is refused is there, dollars and all."""
    [span] = spans(r"$\ShellEscape{id}$", True)
    assert span.text == r"$\ShellEscape{id}$"
    assert drawn(mapped([span.text]), "markdown").count(r"ShellEscape{id}\$") >= 1


def test_entities_in_dot_are_the_users_own_characters(tmp_path: Path) -> None:
    words = "&lt;b&gt; &eacute; &#233; A & B"
    map = argmap.loads(f"map: M\n\nclaim: {words}\n  because: So.\n")
    (tmp_path / "x.dot").write_text(map.to_dot(), "utf-8")
    done = subprocess.run(
        [needed("dot"), "-Tsvg", "x.dot"], cwd=tmp_path, capture_output=True, check=True
    )
    root = fromstring(done.stdout.decode())
    shown = " ".join(text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert words in " ".join(shown.split())


def test_markdown_links_only_what_is_a_url() -> None:
    map = argmap.loads(
        "map: M\n  markup: inline\n  author: Ann\n\n"
        "claim: Ask @user of #12 at http://evil.com or www.evil.com, a@b.com; C# is @ 5.\n"
        "  url: https://good.example/a?b=1&c=2\n"
    )
    written = map.to_markdown()
    assert (
        r"Ask \@user of \#12 at http\://evil.com or www\.evil.com, a\@b.com; C# is @ 5." in written
    )
    assert "<https://good.example/a?b=1&c=2>" in written
    links = [
        token.attrs["href"]
        for block in MarkdownIt("commonmark").parse(written)
        for token in block.children or ()
        if token.type == "link_open"
    ]
    assert links == ["https://good.example/a?b=1&c=2"]
    assert "author: Ann" in written and "author: Ann" in map.to_text()
    assert "markup" not in written + map.to_text()
