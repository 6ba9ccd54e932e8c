"""The grammars of editors say of every line what argmap's own tree says."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from argmap.compilation import Compilation
from argmap.syntax.format import prose_of
from argmap.syntax.nodes import (
    Attribute,
    Clause,
    Header,
    Import,
    Regardless,
    Section,
    Undercut,
    walk,
)
from argmap.syntax.words import CONNECTIVES, KEYWORDS, KINDS
from tests.conftest import CORPUS, EXAMPLES, ROOT
from tests.test_draw import needed

GRAMMAR = ROOT / "grammars" / "arg.tmLanguage.json"
EXTENSION = ROOT / "editors" / "vscode"
VIM = ROOT / "editors" / "vim"


def sound() -> list[Compilation]:
    found = []
    for path in sorted(EXAMPLES.glob("*.arg")) + sorted(CORPUS.rglob("*.arg")):
        compilation = Compilation.of_file(path)
        faults = (*compilation.reading.diagnostics, *compilation.syntax.diagnostics)
        if not any(d.severity == "error" for d in faults):
            found.append(compilation)
    return found


def scopes(compilations: list[Compilation]) -> list[list[str]]:
    """The scope of each character of each text, as VS Code's tokeniser has it."""
    folder = os.environ.get("ARGMAP_TEXTMATE")
    if not folder:
        pytest.skip("ARGMAP_TEXTMATE names no folder with vscode-textmate")
    texts = [c.source.text for c in compilations]
    done = subprocess.run(
        [needed("node"), str(ROOT / "tests" / "textmate.js"), str(GRAMMAR)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    found = []
    for text, lines in zip(texts, json.loads(done.stdout), strict=True):
        made: list[str] = []
        for line, tokens in zip(text.split("\n"), lines, strict=True):
            # Editors count UTF-16.
            units = [c for c in line for _ in range(1 + (ord(c) > 0xFFFF))]
            names = [""] * len(units)
            for start, end, scope in tokens:
                names[start:end] = [scope] * len(names[start:end])
            at = 0
            for character in line:
                made.append(names[at])
                at += 1 + (ord(character) > 0xFFFF)
            made.append("\n")
        found.append(made)
    return found


def test_the_grammar_says_what_the_tree_says() -> None:
    compilations = sound()
    assert len(compilations) > 60
    for compilation, found in zip(compilations, scopes(compilations), strict=True):
        text = compilation.source.text
        name = compilation.source.name

        def are(
            span: tuple[int, int], scope: str, text: str = text, found: list[str] = found, name=name
        ) -> None:
            for offset in range(*span):
                if text[offset] not in " \t\n":
                    assert found[offset].startswith(scope), (
                        name,
                        text[slice(*span)],
                        found[offset],
                    )

        for span in compilation.syntax.comments:
            are(span, "comment.line")
        for line, _ in walk(compilation.syntax.lines):
            if isinstance(line, Clause):
                for token, scope in (
                    (line.connective, "keyword.control"),
                    (line.unstated, "storage.modifier"),
                    (line.kind, "storage.type"),
                    (line.label, "variable.other.label"),
                ):
                    if token:
                        are(token.span, scope)
            elif isinstance(line, Undercut):
                are(line.against.span, "keyword.control")
                are(line.target.span, "variable.other.label")
                are(line.premise.span, "variable.other.label")
            elif isinstance(line, Regardless):
                are(line.label.span, "variable.other.label")
            elif isinstance(line, Attribute):
                are(line.name.span, "entity.other.attribute-name")
            elif isinstance(line, Import):
                are(line.path.span, "string.other.path")
            elif isinstance(line, Section) and line.label:
                are(line.label.span, "variable.other.label")
            prose = prose_of(line)
            if prose and prose.value:
                first = text[prose.start : prose.end].split("\n")[0]
                heading = isinstance(line, Header | Section)
                are((prose.start, prose.start + len(first)), "markup" if heading else "string")


def test_the_grammar_knows_the_keywords() -> None:
    grammar = GRAMMAR.read_text(encoding="utf-8")
    for word in KEYWORDS:
        assert word in grammar
    syntax = (VIM / "syntax" / "arg.vim").read_text(encoding="utf-8")
    for word in (*CONNECTIVES, *KINDS, "unstated", "map", "section", "use"):
        assert word in syntax


def test_the_extension_is_whole() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert list(package["dependencies"]) == ["vscode-languageclient"]
    contributes = package["contributes"]
    assert contributes["languages"][0]["extensions"] == [".arg"]
    assert contributes["grammars"][0]["scopeName"] == json.loads(GRAMMAR.read_text())["scopeName"]
    json.loads((EXTENSION / "language-configuration.json").read_text(encoding="utf-8"))
    script = (EXTENSION / "extension.js").read_text(encoding="utf-8")
    for command in contributes["commands"]:
        assert f'registerCommand("{command["command"]}"' in script
    subprocess.run([needed("node"), "--check", str(EXTENSION / "extension.js")], check=True)
    assert (EXTENSION / package["main"]).is_file()
    # Packaging copies the one grammar.
    assert "../../grammars/arg.tmLanguage.json" in package["scripts"]["vscode:prepublish"]


def test_vim_colours_lines(tmp_path: Path) -> None:
    program = needed("vim")
    path = tmp_path / "x.arg"
    path.write_text(
        "# note\nmap: Title\n  author: Me\nclaim a: because claim\n  because unstated premise b: B\n"
        "  > words\n  | more\nred-flag\n  x-mine: y\néclair\n"
    )
    places = [(1, 3), (2, 1), (3, 4), (4, 1), (4, 7), (4, 11), (5, 4), (5, 12), (5, 20), (6, 5)]
    # Inside of red-flag, x-mine and éclair, whose first letter has two bytes.
    places += [(8, 4), (8, 6), (9, 4), (9, 7), (10, 1), (10, 4)]
    script = tmp_path / "x.vim"
    asked = "\n".join(
        f"call add(out, synIDattr(synID({line}, {column}, 1), 'name'))" for line, column in places
    )
    out = tmp_path / "out"
    script.write_text(f"let out = []\n{asked}\ncall writefile(out, '{out}')\nqall!\n")
    subprocess.run(
        [
            *(program, "-Nu", "NONE", "-n", "-es", "--not-a-term"),
            *("-c", f"set rtp+={VIM}", "-c", "filetype plugin on | syntax on"),
            *("-c", f"edit {path}", "-c", f"source {script}"),
        ],
        check=False,
        timeout=30,
        capture_output=True,
    )
    assert out.read_text().split() == [
        *("argComment", "argHead", "argAttribute", "argKind", "argLabel", "argText"),
        *("argConnective", "argUnstated", "argKind", "argQuotation"),
        *("argLabel", "argLabel", "argAttribute", "argAttribute", "argLabel", "argLabel"),
    ]
