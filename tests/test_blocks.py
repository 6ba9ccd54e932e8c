"""What a block of a document asks for, read in one way, and what Markdown and Pandoc show of it."""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

import argmap
from argmap import cli
from argmap.integrations.block import Problem, Where, show
from argmap.integrations.options import COMMANDS, OptionError, every_option, read_options
from argmap.integrations.pandoc_call import Call
from argmap.integrations.place import find_block
from argmap.source import Source
from argmap.writers.content import Listing, Passage, walk
from tests.conftest import EXAMPLES, ROOT
from tests.kinds import slow
from tests.programs import needed

SMALL = "premise: Joining NATO requires unanimity.\nso: The Ukraine pledge is hollow.\n"
HERE = Where((EXAMPLES,))

# The options


def dests(command: str) -> set[str]:
    """The options of a command on the command line."""
    parser = cli.parser()
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return {a.dest for a in commands.choices[command]._actions if a.option_strings}


_ELSEWHERE = {
    *("help", "output", "stdin_filename", "format_read", "project", "quiet", "color"),
    *("force", "format", "to", "caption"),  # the document says what these say
    *("dot", "prefix"),  # a program, and what the document gives itself
    *("model", "pages", "git"),  # a class, and what git shows
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_block_has_the_options_of_the_command(command: str) -> None:
    wanted = dests(command) - _ELSEWHERE
    assert wanted - {*COMMANDS[command]} == set()
    extra = {*COMMANDS[command]} - wanted
    assert extra <= {*COMMANDS["render"], "others"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"colour": "red"}, "there is no option `colour`: did you mean `color-by`?"),
        ({"laoyut": "tree"}, "did you mean `layout`?"),
        ({"depth": "many"}, "`depth` is a whole number, not `many`"),
        ({"width": "8 parsec"}, "`width` is a number of mm, or a length as 8cm"),
        ({"legend": "maybe"}, "`legend` is true or false"),
        ({"command": "evalute"}, "there is no command `evalute`: did you mean `evaluate`?"),
        ({"command": "prove", "layout": "tree"}, "`layout` is no option of `prove`"),
        ({"form": "picture"}, "there is no form `picture`"),
        ({"dot": "/bin/sh"}, "there is no option `dot`"),
    ],
)
def test_what_is_wrong_with_an_option_is_said(given: dict[str, str], said: str) -> None:
    with pytest.raises(OptionError) as raised:
        read_options(given)
    assert said in str(raised.value)
    shown = show(given, SMALL, HERE)
    assert shown.failed and said in shown.report


def test_options_are_spelt_in_either_way() -> None:
    assert read_options({"color-by": "tag"}) == read_options({"color_by": "tag"})
    for text, width in (("80", 80), ("80mm", 80), ("8 cm", 80), ("1in", 25.4)):
        assert read_options({"width": text})[2] == {"width": pytest.approx(width)}
    assert read_options({"only": "speaker:A B; kind:claim"})[2]["only"] == [
        "speaker:A B",
        "kind:claim",
    ]
    assert len({*every_option()}) == len(every_option())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"file": "none.arg"}, "can't read none.arg"),
        ({"file": "nato.arg", "layout": "spiral"}, "spiral"),
        ({"file": "nato.arg", "theme": "none.toml"}, "none.toml"),
        ({"file": "nato.arg", "figure": "none.toml"}, "none.toml"),
        ({"file": "nato.arg", "root": "nobody"}, "nobody"),
        ({"file": "nato.arg", "command": "evaluate", "explain": "nobody"}, "nobody"),
        ({"file": "nato.arg", "command": "evaluate", "dispute": ""}, "goes with `explain`"),
        ({"file": "nato.arg", "command": "evaluate", "semantics": "x"}, "x"),
        ({"file": "nato.arg", "command": "compare"}, "needs `others`"),
        ({"file": "nato.arg", "command": "compare", "others": "none.arg"}, "none.arg"),
        ({"file": "nato.arg", "command": "prove", "form": "figure"}, "has no figure"),
        ({"file": "nato.arg", "layout": "freeman", "form": "list"}, "is a figure, and no list"),
        ({"file": "nato.arg", "layout": "standard", "form": "figure"}, "is a list, and no figure"),
        ({"file": "\0"}, "null"),
        ({}, "no map"),
    ],
)
def test_what_a_block_can_not_show_is_told(given: dict[str, str], said: str) -> None:
    shown = show(given, None, HERE)
    told = shown.report
    if not shown.failed:
        drawn = shown.draw("svg")
        assert isinstance(drawn, Problem)
        told = drawn.report
    assert said in told and "Traceback" not in told


@pytest.mark.parametrize(
    "given",
    [
        {"command": "evaluate"},
        {"command": "evaluate", "all": ""},
        {"command": "evaluate", "explain": "hollow"},
        {"command": "evaluate", "explain": "hollow", "rather-than": "influence"},
        {"command": "evaluate", "explain": "hollow", "dispute": ""},
        {"command": "evaluate", "semantics": "preferred", "reject": "few, defence"},
        {"command": "coverage"},
        {"command": "compare", "others": "luck.arg"},
        {"command": "compare", "others": "luck.arg; summit.arg"},
        {"command": "prove", "report": "true"},
        {"layout": "standard"},
        {"layout": "outline", "form": "list"},
    ],
)
def test_what_is_said_of_a_map_is_contents(given: dict[str, str]) -> None:
    shown = show({"file": "nato.arg", **given}, None, HERE)
    assert not shown.failed, shown.report
    assert shown.contents
    assert EXAMPLES / "nato.arg" in shown.looked_up


def test_an_evaluation_is_a_figure_where_that_is_asked_for() -> None:
    for given in ({}, {"explain": "hollow"}):
        shown = show(
            {"file": "nato.arg", "command": "evaluate", "form": "figure", **given}, None, HERE
        )
        assert shown.contents is None
        (page,) = shown.draw("svg")
        assert b"undecided" in page.data or b"<svg" in page.data


def test_a_standard_form_is_numbered_lists() -> None:
    shown = show({"file": "nato.arg", "layout": "standard"}, None, HERE)
    lists = [c for c in shown.contents if isinstance(c, Listing)]
    numbers = [one.start + place for one in lists for place, _ in enumerate(one.entries)]
    assert numbers == [*range(1, 16)]
    assert shown.numbers["unanimity"] == "1" and shown.numbers["modify"] == "9"
    passage = show({"file": "primes.arg", "layout": "standard"}, None, HERE).contents[0]
    assert isinstance(passage, Passage) and passage.contents[0].start == 1


def test_every_statement_is_in_a_list_once() -> None:
    for name in ("nato", "summit", "luck", "primes", "cycling"):
        map = argmap.load(EXAMPLES / f"{name}.arg")
        for given in ({"layout": "standard"}, {"form": "list"}):
            shown = show({"file": f"{name}.arg", **given}, None, HERE)
            told = [
                "".join(span.text for span in c.spans)
                for c in walk(shown.contents)
                if hasattr(c, "spans")
            ]
            for statement in map.statements:
                assert sum(statement.text in words for words in told) >= 1, statement.text


def test_several_figures_of_a_map_are_pages() -> None:
    given = {"file": "nato.arg", "split": "", "width": "60", "height": "50"}
    for format in ("svg", "png", "pdf"):
        pages = show(given, None, HERE).draw(format)
        assert len(pages) == 10 and len({page.data for page in pages}) == 10
        assert pages[1].title in pages[1].alternative


# Where it stands


def test_a_block_is_found_in_its_document() -> None:
    text = "# A\n\n> - ``` argmap\n>   claim a: A.\n>     because b\n>   ```\n\n``` argmap\nclaim a: A.\n  because b\n```\n"
    document = Source.of(text, "x.md")
    block = "claim a: A.\n  because b\n"
    first = find_block(document, block, ["argmap"])
    assert (first.line, first.before) == (4, 4)
    second = find_block(document, block, ["argmap"], [first])
    assert (second.line, second.before) == (9, 0)
    assert find_block(document, "claim: none", ["argmap"]) is None
    shown = show({}, block, Where(place=first))
    (problem,) = shown.problems
    assert problem.place == "x.md:5:15" and "x.md:5:15" in problem.report
    assert ">     because b" in problem.report


# Markdown


def rendered(text: str) -> str:
    import markdown

    from argmap.integrations.markdown import fence, validator

    fences = [{"name": "argmap", "class": "argmap", "format": fence, "validator": validator}]
    return markdown.markdown(
        text,
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )


def test_fences_become_figures() -> None:
    text = f'```argmap layout="outline" width="80" caption="Two & *more* <b>"\n{SMALL}```\n'
    html = rendered(f"# A\n\n{text}\n\n{text}\n\n```argmap\n{SMALL}```\n")
    assert html.count('<figure class="argmap"><svg') == 3
    assert html.count("<figcaption>Two &amp; <em>more</em> &lt;b&gt;</figcaption>") == 2
    assert "Joining NATO requires unanimity." in html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len({*ids}) > 9


def test_fences_have_ids_classes_and_words_alone() -> None:
    html = rendered(f"```{{.argmap #fig-a .wide layout=standard}}\n{SMALL}```\n")
    assert '<figure class="argmap wide" id="fig-a">' in html and "<ol>" in html
    html = rendered(f"```argmap legend\n{SMALL}```\n")
    assert "main conclusion" in html


def test_a_figure_is_dark_where_its_page_is() -> None:
    assert "[data-md-color-scheme=slate]" in rendered(f"```argmap\n{SMALL}```\n")
    assert "data-md-color" not in rendered(f'```argmap theme="grey"\n{SMALL}```\n')


def test_a_page_is_made() -> None:
    html = rendered((ROOT / "tests" / "documents" / "page.md").read_text(encoding="utf-8"))
    assert html.count('<figure class="argmap"><svg') == 2
    assert "<figcaption>The pledge, as an outline</figcaption>" in html
    assert "left alone" in html


def test_fences_with_errors_show_the_report(caplog: pytest.LogCaptureFixture) -> None:
    html = rendered("```argmap\nclaim: A.\n  becuase: B <b>.\n  because b\n```\n")
    assert '<pre class="argmap error">' in html
    assert "undefined-label" in html and "B &lt;b&gt;." in html
    assert "undefined-label" in caplog.text
    assert "`depth` is a whole number" in rendered(f'```argmap depth="many"\n{SMALL}```\n')
    assert "did you mean `color-by`" in rendered(f'```argmap colour="red"\n{SMALL}```\n')
    assert "no theme" in rendered(f'```argmap theme="nowhere"\n{SMALL}```\n')


SITE = """site_name: X
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: argmap
          class: argmap
          format: !!python/name:argmap.integrations.markdown.fence
          validator: !!python/name:argmap.integrations.markdown.validator
"""


@slow
@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_a_strict_build_of_a_site_fails(program: str, tmp_path: Path) -> None:
    theme = "theme: {name: mkdocs}\nplugins: []\n" if program == "mkdocs" else ""
    (tmp_path / "mkdocs.yml").write_text(SITE + theme)
    docs = tmp_path / "docs" / "deep"
    docs.mkdir(parents=True)
    shutil.copy(EXAMPLES / "nato.arg", docs)
    good = f'# A\n\n```argmap file="nato.arg"\n```\n\n```argmap layout="standard"\n{SMALL}```\n'
    (tmp_path / "docs" / "index.md").write_text("# A\n")

    def build(*options: str) -> subprocess.CompletedProcess[str]:
        clean = ["--clean"]
        return subprocess.run(
            [sys.executable, "-m", program, "build", *clean, *options],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )

    (docs / "page.md").write_text(good)
    done = build("--strict")
    assert done.returncode == 0, done.stderr
    (html,) = (tmp_path / "site").rglob("deep/page/index.html")
    assert "The pledge is hollow." in html.read_text() and "<ol>" in html.read_text()
    (docs / "page.md").write_text(
        f"{good}\n* A\n\n    ```argmap\n    claim a: A.\n      because b\n    ```\n"
    )
    line = (docs / "page.md").read_text().split("because b")[0].count("\n") + 1
    done = build("--strict")
    assert done.returncode != 0
    assert f"docs/deep/page.md:{line}:15: undefined-label" in done.stdout + done.stderr
    done = build()
    assert done.returncode == 0
    assert "undefined-label" in html.read_text()


# Pandoc

PAPER = ROOT / "tests" / "documents" / "paper.md"


def pandocs() -> list[str]:
    """The Pandoc of the system, and the newest."""
    return ["pandoc", "pypandoc"]


@pytest.fixture(params=pandocs())
def pandoc(request: pytest.FixtureRequest, tmp_path: Path):
    """Runs Pandoc with the filter in a folder with a map."""
    if request.param == "pandoc":
        program = needed("pandoc")
    else:
        import pypandoc

        program = pypandoc.get_pandoc_path()
    filter = tmp_path / "filter"
    filter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap.integrations.pandoc "$@"\n')
    filter.chmod(0o755)
    shutil.copy(EXAMPLES / "nato.arg", tmp_path)

    def run(*arguments: str, cwd: str = ".") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, "--filter", str(filter), *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path / cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )

    return run


@slow
@pytest.mark.parametrize(("to", "ending"), [("html", "svg"), ("latex", "pdf"), ("docx", "png")])
def test_pandoc_draws_blocks(pandoc, to: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    done = pandoc(str(PAPER), "-t", to, "-o", "build/out")
    assert done.returncode == 0 and "argmap" not in done.stderr, done.stderr
    folder = tmp_path / "build" / "argmap-figures"
    drawn = sorted(folder.iterdir())
    assert [path.suffix for path in drawn] == [f".{ending}"] * 2
    if to == "html":
        html = (tmp_path / "build" / "out").read_text()
        assert all(f'"argmap-figures/{path.name}"' in html for path in drawn)
        assert "A pledge that is hollow" in html
        assert "The argument of the op-ed" in html
        assert "claim: left alone" in html
    before = {path.name: path.read_bytes() for path in drawn}
    assert pandoc(str(PAPER), "-t", to, "-o", "build/out").returncode == 0
    assert before == {p.name: p.read_bytes() for p in folder.iterdir()}


@slow
def test_pandoc_tells_what_is_wrong_where_it_stands(pandoc, tmp_path: Path) -> None:
    paper = tmp_path / "bad.md"
    good = f"# A\n\n``` argmap\n{SMALL}```\n\n"
    for block, place, said in (
        ("> ``` argmap\n> claim: A.\n>   because b\n> ```\n", "bad.md:10:13", "undefined-label"),
        ("``` {.argmap file=nowhere.arg}\n```\n", "bad.md:8:1", "can't read nowhere.arg"),
        (f"``` {{.argmap layout=spiral}}\n{SMALL}```\n", "bad.md:8:1", "spiral"),
        (f"``` {{.argmap colour=red}}\n{SMALL}```\n", "bad.md:8:1", "color-by"),
    ):
        paper.write_text(good + block)
        done = pandoc("bad.md", "-t", "html")
        assert done.returncode == 0, done.stderr
        assert place in done.stderr and said in done.stderr
        assert said in done.stdout.replace("&#39;", "'") and "<img" in done.stdout
        done = pandoc("bad.md", "-t", "html", "--fail-if-warnings")
        assert done.returncode != 0
        assert place in done.stderr and said in done.stderr
        assert "Traceback" not in done.stderr


DOCUMENT = """As @modify and [@hollow] and [@other]; see @arg:few.

``` {.argmap #fig:nato file=nato.arg caption="The *argument*, $x$" alt="He said \\"no\\"" width=8cm}
```

``` {.argmap file=nato.arg layout=standard}
```

``` {.argmap #fig:bare}
premise: Joining NATO requires unanimity.
so: The Ukraine pledge is hollow.
```
"""


@slow
def test_pandoc_keeps_ids_captions_and_alternative_texts(pandoc, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOCUMENT)
    html = pandoc("a.md", "-t", "html", "--wrap=none").stdout
    assert 'alt="He said &quot;no&quot;"' in html and "<em>argument</em>" in html
    assert 'id="fig:nato"' in html and 'id="fig:bare"' in html
    assert '<a href="#fig:nato" class="argmap-number">1</a>' in html
    assert '<a href="#fig:nato" class="argmap-number">(2)</a>' in html
    assert 'data-cites="other"' in html and "<ol" in html
    tex = pandoc("a.md", "-t", "latex").stdout
    assert r"\caption{The \emph{argument}, \(x\)}" in tex and r"\label{fig:nato}" in tex


@slow
def test_pictures_in_word_and_powerpoint_have_their_size_and_words(pandoc, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOCUMENT)
    assert pandoc("a.md", "-o", "a.docx").returncode == 0
    with zipfile.ZipFile(tmp_path / "a.docx") as zipped:
        xml = zipped.read("word/document.xml").decode()
    (wide, *_) = (int(cx) / 36000 for cx in re.findall(r'<wp:extent cx="(\d+)"', xml))
    assert 70 <= wide <= 80.5
    assert 'descr="He said &quot;no&quot;"' in xml or "The argument" in xml
    (tmp_path / "s.md").write_text("# One\n\n" + DOCUMENT.split("\n\n", 1)[1].split("\n\n")[0])
    assert pandoc("s.md", "-o", "s.pptx").returncode == 0
    with zipfile.ZipFile(tmp_path / "s.pptx") as zipped:
        slides = [n for n in zipped.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
        xml = "".join(zipped.read(name).decode() for name in slides)
    assert 'descr="He said &quot;no&quot;' in xml
    assert "no" not in re.findall(r"<a:t>([^<]*)", xml) and "argument" in "".join(
        re.findall(r"<a:t>([^<]*)", xml)
    )


@slow
def test_figures_go_where_pandoc_puts_media(pandoc, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "sub").mkdir()
    shutil.move(tmp_path / "nato.arg", tmp_path / "src")
    (tmp_path / "a.md").write_text("``` {.argmap file=nato.arg}\n```\n")
    done = pandoc("../a.md", "--resource-path=../src", "-o", "../a.docx", cwd="sub")
    assert done.returncode == 0 and not done.stderr
    with zipfile.ZipFile(tmp_path / "a.docx") as zipped:
        assert any(name.endswith(".png") for name in zipped.namelist())
    done = pandoc(
        "../a.md", "--resource-path=../src", "-o", "a.html", "--extract-media=m", cwd="sub"
    )
    assert done.returncode == 0 and not done.stderr
    (src,) = re.findall(r'src="([^"]*)"', (tmp_path / "sub" / "a.html").read_text())
    assert src.startswith("m/") and (tmp_path / "sub" / src).read_bytes().startswith(b"<?xml")


@slow
def test_no_command_of_a_map_reaches_latex(pandoc, tmp_path: Path) -> None:
    map = "map: M\n  markup: inline\nclaim: A $\\input{secret}$ and $x_1$ {b}.\n"
    (tmp_path / "a.md").write_text(f"``` {{.argmap layout=standard caption='M'}}\n{map}```\n")
    tex = pandoc("a.md", "-t", "latex").stdout
    assert r"\input" not in tex and r"\textbackslash input" in tex and r"\(x_1\)" in tex


@slow
def test_several_figures_are_several_slides(pandoc, tmp_path: Path) -> None:
    block = '``` {.argmap #a file=nato.arg split=true width=60 height=50 caption="Parts"}\n```\n'
    (tmp_path / "a.md").write_text(block)
    made = json.loads(pandoc("a.md", "-t", "json").stdout)["blocks"]
    assert len(made) == 10 and {block["t"] for block in made} <= {"Figure", "Para"}
    html = pandoc("a.md", "-t", "html", "--wrap=none").stdout
    assert "<figcaption>Parts (2 of 10: The pledge is hollow.)</figcaption>" in html
    tex = pandoc("a.md", "-t", "beamer").stdout
    assert tex.count(r"\begin{frame}") == 10


def test_how_pandoc_was_called(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A\n")
    file = str(tmp_path / "a.md")
    for words, output, strict in (
        ([file, "-o", "b/x.html"], "b/x.html", False),
        ([file, "-ob/x.html", "--fail-if-warnings"], "b/x.html", True),
        (["--output=b/x.html", "-s", file, "--fail-if-warnings=false"], "b/x.html", False),
        ([file, "-o", "-"], None, False),
    ):
        call = Call.of(["pandoc", *words])
        assert call.files == (Path(file),) and call.strict is strict
        assert (call.output and call.output.as_posix()) == output
    (tmp_path / "d.yaml").write_text(
        f"input-files: ['{file}']\noutput-file: b/y.docx\nfail-if-warnings: true\nresource-path: [x, y]\n"
    )
    call = Call.of(["pandoc", "-d", str(tmp_path / "d")])
    assert call.files == (Path(file),) and call.strict and call.embeds
    assert call.resources == (Path("x"), Path("y")) and call.folder == Path("b")


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_pandoc_speaks_utf_8_whatever_the_locale(locale: str) -> None:
    block = {"t": "CodeBlock", "c": [["", ["argmap"], [["caption", "Über 論"]]], "claim: Über.\n"]}
    document = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": [block]}
    done = filtered(json.dumps(document, ensure_ascii=False).encode(), LC_ALL=locale)
    assert done.returncode == 0, done.stderr
    told = json.dumps(json.loads(done.stdout), ensure_ascii=False)
    assert "Über" in told and "論" in told


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_what_pandoc_does_not_write_is_told(data: bytes) -> None:
    done = filtered(data)
    assert done.returncode == 1
    assert b"argmap-pandoc: its input is no" in done.stderr and b"Traceback" not in done.stderr


@slow
def test_figures_that_pandoc_can_not_write_are_told(pandoc, tmp_path: Path) -> None:
    (tmp_path / "argmap-figures").write_text("")
    (tmp_path / "a.md").write_text(f"``` argmap\n{SMALL}```\n")
    done = pandoc("a.md", "-t", "html", "--fail-if-warnings")
    assert done.returncode != 0
    assert "can't write argmap-figures/" in done.stderr and "Traceback" not in done.stderr


def filtered(data: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The filter by itself; without UTF-8 mode, so that the locale counts."""
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [sys.executable, "-X", "utf8=0", "-m", "argmap.integrations.pandoc", "html"],
            input=data,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(ROOT), **environment},
            check=False,
        )


# Notebooks


def test_figures_in_notebooks_have_every_format() -> None:
    bundle = argmap.loads(SMALL).mimebundle()
    assert base64.b64decode(bundle["application/pdf"]).startswith(b"%PDF")
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert "[data-jp-theme-light=false]" in bundle["image/svg+xml"]
    assert (
        "[data-jp-theme-light" not in argmap.loads(SMALL).mimebundle(theme="grey")["image/svg+xml"]
    )


@slow
def test_a_notebook_becomes_latex_and_a_page() -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from nbconvert import HTMLExporter, LatexExporter
    from nbformat import v4

    shell = InteractiveShell.instance()
    try:
        shell.run_line_magic("load_ext", "argmap.integrations.jupyter")
        given = shell.display_formatter.format
        cells = []
        for count in (1, 2):
            shell.execution_count = count
            data, metadata = given(shell.run_cell_magic("argmap", "", SMALL))
            output = v4.new_output("display_data", data=data, metadata=metadata)
            cells.append(v4.new_code_cell("x", outputs=[output], execution_count=count))
        data, _ = given(shell.run_cell_magic("argmap", "--layout standard", SMALL))
        output = v4.new_output("display_data", data=data)
        cells.append(v4.new_code_cell("x", outputs=[output], execution_count=3))
    finally:
        InteractiveShell.clear_instance()
    notebook = v4.new_notebook(cells=cells)
    tex, resources = LatexExporter().from_notebook_node(notebook)
    pictures = [name for name in resources["outputs"] if name.endswith(".pdf")]
    assert len(pictures) == 2 and all(name in tex for name in pictures)
    assert r"\item[(1)]" in tex
    html, _ = HTMLExporter().from_notebook_node(notebook)
    figures = re.findall(r' src="data:image/svg\+xml;base64,([^"]*)"', html)
    every = "".join(base64.b64decode(figure).decode() for figure in figures)
    ids = re.findall(r' id="([^"]*)"', every)
    assert len(figures) == 2 and len(ids) == len({*ids}) > 6 and "<ol>" in html


class Shell:
    """As much of IPython as the magic needs."""

    execution_count = 1

    def __init__(self) -> None:
        self.user_ns: dict[str, object] = {}


def test_a_line_shows_a_file(tmp_path: Path) -> None:
    from argmap.integrations.jupyter import cell

    shell = Shell()
    shown = cell(shell, f"{EXAMPLES / 'nato.arg'} nato --command evaluate --explain hollow", None)
    assert shell.user_ns["nato"] == argmap.load(EXAMPLES / "nato.arg")
    assert "supported by never" in shown._repr_mimebundle_()[0]["text/html"]
    assert cell(shell, str(tmp_path / "none.arg"), None) is None
    assert cell(shell, "a b", "claim: A.\n") is None
