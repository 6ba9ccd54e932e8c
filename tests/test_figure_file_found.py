"""Where figure files hold: wherever a figure of a map is drawn, by commands, from Python and in documents."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from threading import Thread

import pytest

import argmap
from argmap.cli import main
from argmap.draw.options import files_read
from argmap.integrations.pandoc import filter_document
from tests.test_blocks import pandoc, rendered
from tests.test_integrations import shell
from tests.test_latex_package import Folder
from tests.test_preview import ask, running, soon
from tests.test_sphinx import build, small

__all__ = ["pandoc", "shell", "small"]

MAP = """\
claim top: The pledge is hollow.
  because one: Joining needs unanimity.
  but no: Allies may change their minds.
    but reply: None has ever done so.
"""
FIGURE = 'title = "From beside"\n[one]\nbreak = "Joining | needs"\n'
WRONG = "[onee]\nwidth = 40\n"
SAID = "no statement has the label `onee`: did you mean `one`?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a map and its figure file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.arg").write_text(MAP)
    (tmp_path / "m.figure.toml").write_text(FIGURE)
    (tmp_path / "other.toml").write_text('title = "From another"\n')
    (tmp_path / "wrong.toml").write_text(WRONG)
    return tmp_path


# Commands


def test_evaluate(folder: Path, capsys) -> None:
    out = folder / "out.svg"

    def drawn(*arguments: str) -> str:
        assert main(["evaluate", "m.arg", "-o", "out.svg", "--quiet", *arguments]) == 0
        return out.read_text()

    assert "From beside" in drawn() and ">in<" in drawn()
    assert "From another" in drawn("--figure", "other.toml")
    assert "From" not in drawn("--figure", "none")
    assert main(["evaluate", "m.arg", "-o", "out.svg", "--figure", "wrong.toml"]) == 2
    assert f"wrong.toml:1:2: {SAID}" in capsys.readouterr().err
    # What is no figure needs no figure file.
    assert main(["evaluate", "m.arg", "--figure", "wrong.toml"]) == 0


def test_an_explanation_shows_all_that_it_is_about(folder: Path) -> None:
    text = 'root = "one"\nhighlight = "one"\ntitle = "Why"\n[reply]\nhide = true\n'
    (folder / "m.figure.toml").write_text(text)
    arguments = ["evaluate", "m.arg", "--explain", "no", "-o", "out.svg", "--quiet"]
    assert main(arguments) == 0
    drawn = (folder / "out.svg").read_text()
    assert "Why" in drawn and "None has ever done so." in drawn


def test_a_text_from_standard_input_has_the_file_of_the_path_it_would_have(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, found in (("m.arg", True), ("x.arg", False)):
        with open("m.arg") as stream:
            monkeypatch.setattr("sys.stdin", stream)
            assert main(["render", "-", "--stdin-filename", name, "-o", "out.svg"]) == 0
        assert ("From beside" in (folder / "out.svg").read_text()) is found


def test_what_a_figure_depends_on(folder: Path) -> None:
    path, own = Path("m.arg"), Path("m.figure.toml")
    assert files_read({}, path) == {own}
    assert files_read({"figure": "none", "theme": "dark"}, path) == set()
    assert files_read({"figure": False, "theme": "mine.toml"}, path) == {Path("mine.toml")}
    own.write_text('theme = "mine.toml"\n')
    assert files_read({}, path) == {own, Path("mine.toml")}
    assert files_read({"theme": "grey"}, path) == {own}
    own.write_text("[")
    assert files_read({}, path) == {own}
    own.unlink()
    assert files_read({}, path) == {own}


def test_watch_draws_when_the_figure_file_is_saved(tmp_path: Path) -> None:
    path, out, own = tmp_path / "m.arg", tmp_path / "m.svg", tmp_path / "m.figure.toml"
    path.write_text(MAP)
    said: list[str] = []
    with running("watch", str(path), "-o", str(out)) as process:
        assert process.stderr is not None
        reading = Thread(target=said.extend, args=(process.stderr,), daemon=True)
        reading.start()
        soon(lambda: out.exists() and "unanimity" in out.read_text(), "first")
        own.write_text(FIGURE)
        soon(lambda: "From beside" in out.read_text(), "a figure file that is new")
        own.write_text(WRONG)
        soon(lambda: any(SAID in line for line in said), "what is wrong with it")
        own.write_text('title = "Mended"\n')
        soon(lambda: "Mended" in out.read_text(), "a figure file that is mended")
        own.unlink()
        soon(lambda: "Mended" not in out.read_text(), "no figure file")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        reading.join(20)
    assert not any("Traceback" in line for line in said)


def test_preview_follows_the_figure_file(tmp_path: Path) -> None:
    path = tmp_path / "m.arg"
    (tmp_path / "elsewhere").mkdir()
    own = tmp_path / "elsewhere" / "f.toml"
    path.write_text(MAP)
    own.write_text(WRONG)
    with running("preview", str(path), "--no-open", "--figure", str(own)) as process:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip()

        def news() -> dict[str, object]:
            found: dict[str, object] = json.loads(ask(address, "/news")[1])
            return found

        assert f"f.toml:1:2: {SAID}" in str(news()["summary"]) and news()["old"]
        own.write_text('title = "Mended"\nlayout = "outline"\n')
        soon(lambda: not news()["old"], "a figure file that is mended")
        assert "Mended" in ask(address, "/figure")[1]
        own.unlink()
        soon(lambda: "can't read the figure file" in str(news()["summary"]), "it is gone")
        assert "Mended" in ask(address, "/figure")[1]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert "Traceback" not in process.stderr.read()


# Python, and notebooks


def test_from_python(folder: Path) -> None:
    map = argmap.load("m.arg")
    assert "From beside" in map.to_svg() and "From another" in map.to_svg(figure="other.toml")
    assert "From" not in map.to_svg(figure=False) + map.to_svg(figure="none")
    assert "From" not in argmap.loads(MAP).to_svg()
    (folder / "m.json").write_text(map.to_json())
    (folder / "m.figure.toml").write_text('root = "one"\n')
    assert "unanimity" in argmap.load("m.json").to_text()
    assert "hollow" not in argmap.load("m.json").to_text()
    (folder / "m.figure.toml").write_text(WRONG)
    with pytest.raises(ValueError, match=SAID.replace("?", r"\?")) as raised:
        map.to_svg()
    assert (raised.value.name, raised.value.line, raised.value.column) == ("m.figure.toml", 1, 2)  # type: ignore[attr-defined]


def test_a_map_in_a_notebook_tells_what_is_wrong(folder: Path, shell) -> None:
    format = shell.display_formatter.format
    data, _ = format(argmap.load("m.arg"))
    assert "From beside" in data["image/svg+xml"]
    (folder / "m.figure.toml").write_text(WRONG)
    data, _ = format(argmap.load("m.arg"))
    assert "image/svg+xml" not in data
    assert f"m.figure.toml:1:2: {SAID}" in data["text/plain"] and "unanimity" in data["text/plain"]


def test_cells_of_notebooks(folder: Path, shell, capsys) -> None:
    shown = shell.run_cell_magic("argmap", "--figure other.toml", MAP)
    data, _ = shell.display_formatter.format(shown)
    assert "From another" in data["image/svg+xml"]
    assert shell.run_cell_magic("argmap", "--figure wrong.toml", MAP) is None
    assert f"wrong.toml:1:2: {SAID}" in capsys.readouterr().out


# Documents


def test_fences(folder: Path) -> None:
    page = rendered(f'```argmap figure="other.toml" width="80"\n{MAP}```\n')
    assert "From another" in page and "<figure" in page
    page = rendered(f'```argmap figure="wrong.toml"\n{MAP}```\n')
    assert '<pre class="argmap error">' in page and SAID in page and "wrong.toml:1:2" in page
    (folder / "more.toml").write_text("split = true\nheight = 20\nwidth = 60\n")
    assert rendered(f'```argmap figure="more.toml"\n{MAP}```\n').count("<svg") > 2


def filtered(text: str, **attributes: str) -> str:
    """The figure that Pandoc's filter draws of a block, or what is wrong with it."""
    block = {"t": "CodeBlock", "c": [["", ["argmap"], [list(p) for p in attributes.items()]], text]}
    document = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": [block]}
    made, problems = filter_document(document, "html")
    if problems:
        return problems[0].report
    return Path(made["blocks"][0]["c"][0]["c"][2][0]).read_text()


def test_the_filter(folder: Path) -> None:
    assert "From beside" in filtered("", file="m.arg")
    assert "From another" in filtered("", file="m.arg", figure="other.toml")
    assert "From another" in filtered(MAP, figure="other.toml")
    assert "From" not in filtered("", file="m.arg", figure="none") + filtered(MAP)
    assert SAID in filtered(MAP, figure="wrong.toml")
    assert "wrong.toml:1" in filtered(MAP, figure="wrong.toml")


def test_pandoc(folder: Path, pandoc) -> None:
    (folder / "paper.md").write_text("``` {.argmap file=m.arg}\n```\n")
    assert pandoc("paper.md", "-t", "html", "-o", "out.html").returncode == 0
    (drawn,) = (folder / "argmap-figures").iterdir()
    assert "From beside" in drawn.read_text()
    (folder / "m.figure.toml").write_text(WRONG)
    done = pandoc("paper.md", "-t", "html", "--fail-if-warnings")
    assert done.returncode != 0 and "Traceback" not in done.stderr
    assert "m.figure.toml:1:2: " in done.stderr and SAID in done.stderr


def picture(out: Path) -> str:
    """A page that Sphinx made, with its one picture."""
    html = (out / "index.html").read_text()
    assert html.count('aria-roledescription="argument map"') == 1
    return html


def test_sphinx_notes_the_figure_file(small: Path, tmp_path: Path) -> None:
    out, own = tmp_path / "out", small / "m.figure.toml"

    def built() -> str:
        done = build(small, out, "html")
        assert done.returncode == 0, done.stderr
        return picture(out)

    (small / "m.arg").write_text(MAP)
    (small / "index.rst").write_text("A\n=\n\n.. argmap:: m.arg\n\n:arg:number:`m.arg#no`\n")
    assert "From" not in built()
    read = (out / "index.html").stat().st_mtime_ns
    built()
    assert (out / "index.html").stat().st_mtime_ns == read, "nothing has changed"
    own.write_text(FIGURE)
    assert "From beside" in built()
    own.write_text('numbers = "none"\ntheme = "mine.toml"\n')
    (small / "mine.toml").write_text('support = "#123456"\n')
    assert "#123456" in built()
    assert "<span>no</span>" in (out / "index.html").read_text().replace(' class="pre"', "")
    (small / "mine.toml").write_text('support = "#654321"\n')
    assert "#654321" in built(), "the theme that it names"
    own.unlink()
    assert "#654321" not in built()


def test_what_is_wrong_is_told_by_sphinx_in_the_figure_file(small: Path, tmp_path: Path) -> None:
    (small / "m.arg").write_text(MAP)
    (small / "sub").mkdir()
    (small / "sub" / "wrong.toml").write_text(WRONG)
    (small / "sub" / "index.rst").write_text(
        "B\n=\n\n.. argmap:: ../m.arg\n   :figure: wrong.toml\n\n"
        ".. argmap:: /m.arg\n   :figure: gone.toml\n\n"
        ".. argmap:: ../m.arg\n   :figure: none\n"
    )
    (small / "m.figure.toml").write_text("\n[top]\nwidht = 3\n")
    (small / "index.rst").write_text(
        "A\n=\n\n.. toctree::\n\n   sub/index\n\n:arg:number:`m.arg#no`\n"
    )
    for _ in range(2):
        said = build(small, tmp_path / "out", "html").stderr
        assert f"{small}/sub/wrong.toml:1:2: WARNING: figure-file: {SAID}" in said
        assert "can't read the figure file" in said and "sub/index.rst:7: WARNING" in said
        assert f"{small}/m.figure.toml:3:1: WARNING: figure-file: `widht` is nothing" in said
        assert said.count("WARNING") == 3 and "Traceback" not in said


@pytest.mark.parametrize("builder", ["latex", "text"])
def test_other_builders_of_sphinx(small: Path, tmp_path: Path, builder: str) -> None:
    (small / "m.arg").write_text(MAP)
    (small / "m.figure.toml").write_text('root = "no"\n')
    (small / "index.rst").write_text("A\n=\n\n.. argmap:: m.arg\n")
    out = tmp_path / "out"
    done = build(small, out, builder)
    assert done.returncode == 0, done.stderr
    if builder == "text":
        text = (out / "index.txt").read_text()
    else:
        from pypdf import PdfReader

        (path,) = out.glob("argmap-*.pdf")
        text = PdfReader(path).pages[0].extract_text()
    assert "minds" in text and "hollow" not in text


@pytest.mark.parametrize("options", ["figure: other.toml", ":figure: other.toml"])
def test_myst_fences(small: Path, tmp_path: Path, options: str) -> None:
    with (small / "conf.py").open("a") as stream:
        stream.write('extensions += ["myst_parser"]\nmyst_fence_as_directive = ["argmap"]\n')
    (small / "index.rst").unlink()
    (small / "other.toml").write_text('title = "From another"\n')
    head = f"{options}\n" if options[0] == ":" else f"---\n{options}\n---\n"
    (small / "index.md").write_text(f"# A\n\n```argmap\n{head}{MAP}```\n")
    done = build(small, tmp_path / "out", "html")
    assert done.returncode == 0, done.stderr
    assert "From another" in picture(tmp_path / "out")


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex", "xelatex"])
def test_latex(folder: Path, engine: str) -> None:
    head = "\\documentclass{article}\\usepackage[draw]{argmap}"
    paper = Folder(folder, head + "\\begin{document}\\argmap{m}\\end{document}\n")
    for _ in range(2):
        paper.latex(engine, "-shell-escape")
    assert "From beside" in paper.words
    # LaTeX tells an error, and makes no document without its figure in silence.
    (folder / "m.figure.toml").write_text(WRONG)
    for _ in range(2):
        said = paper.latex(engine, "-shell-escape")
    assert (
        "! Package argmap Error: m.figure.toml:1:2: figure-file: no statement has the label" in said
    )
