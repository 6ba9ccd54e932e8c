"""What editors show of each character is what argmap's own tree says of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import argmap
from argmap.syntax.words import KEYWORDS
from tests.conftest import ROOT
from tests.painted import FAULTY, differing, painted, texts
from tests.programs import needed

GRAMMAR = ROOT / "grammars" / "arg.tmLanguage.json"
EXTENSION = ROOT / "editors" / "vscode"
VIM = ROOT / "editors" / "vim"
EMACS = ROOT / "editors" / "emacs"
WHAT = "argmap[lsp,preview]"

SCOPES = {
    "source": "",
    "comment.line.number-sign": "comment",
    "entity.name.namespace": "name",
    "entity.other.attribute-name": "attribute",
    "invalid.illegal.continuation": "dangling",
    "keyword.control": "connective",
    "keyword.control.import": "use",
    "keyword.declaration": "head",
    "markup.heading": "title",
    "punctuation.definition.quote.begin": "quote",
    "punctuation.separator.continuation": "bar",
    "punctuation.separator.text": "colon",
    "storage.modifier": "unstated",
    "storage.type": "kind",
    "string.other.path": "path",
    "string.quoted.other": "quotation",
    "string.unquoted": "text",
    "string.unquoted.attribute": "value",
    "variable.other.label": "reference",
    "variable.other.label.declaration": "label",
}
GROUPS = {
    "": "",
    "argAs": "use",
    "argAttribute": "attribute",
    "argColon": "colon",
    "argComment": "comment",
    "argConnective": "connective",
    "argContinuation": "bar",
    "argDangling": "dangling",
    "argImport": "use",
    "argKind": "kind",
    "argLabel": "label",
    "argHead": "head",
    "argName": "name",
    "argPath": "path",
    "argQuotation": "quotation",
    "argQuoteMark": "quote",
    "argSection": "head",
    "argSectionLabel": "label",
    "argText": "text",
    "argTitle": "title",
    "argUnstated": "unstated",
    "argValue": "value",
}


@pytest.fixture(scope="module")
def corpus() -> dict[str, str]:
    return texts()


def test_the_corpus_has_everything(corpus: dict[str, str]) -> None:
    roles = {role for text in corpus.values() for role in painted(text)}
    assert roles == {*SCOPES.values(), None}
    for name, text in corpus.items():
        if not name.startswith(FAULTY):
            assert None not in painted(text), name


def test_the_grammar_says_what_the_tree_says(corpus: dict[str, str]) -> None:
    if not os.environ.get("ARGMAP_TEXTMATE"):
        pytest.skip("ARGMAP_TEXTMATE names no folder with vscode-textmate")
    done = subprocess.run(
        [needed("node"), str(ROOT / "tests" / "textmate.js"), str(GRAMMAR)],
        input=json.dumps([*corpus.values()]),
        capture_output=True,
        text=True,
        check=True,
    )
    for (name, text), lines in zip(corpus.items(), json.loads(done.stdout), strict=True):
        shown: list[str] = []
        for line, tokens in zip(text.split("\n"), lines, strict=True):
            # Editors count UTF-16.
            units = [""] * (len(line.encode("utf-16-le", "surrogatepass")) // 2)
            for start, end, scope in tokens:
                role = SCOPES[scope.removesuffix(".argmap")]
                units[start:end] = [role] * len(units[start:end])
            at = 0
            for character in line:
                shown.append(units[at])
                at += 1 + (ord(character) > 0xFFFF)
            shown.append("")
        assert not differing(text, shown[:-1]), name


def test_the_grammars_know_the_keywords() -> None:
    for path in (GRAMMAR, VIM / "syntax" / "arg.vim", EMACS / "argmap-mode.el"):
        text = path.read_text(encoding="utf-8")
        for word in KEYWORDS:
            assert word in text, (path.name, word)


def vim(*arguments: str, **environment: str) -> None:
    subprocess.run(
        [
            *(needed("vim"), "-N", "-u", "NONE", "-i", "NONE", "-n", "-E", "-s", "--not-a-term"),
            *("--cmd", f"set runtimepath^={VIM} encoding=utf-8 nomodeline"),
            *("-c", "filetype plugin on | syntax on", *arguments),
        ],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_vim_shows_what_the_tree_says(corpus: dict[str, str], tmp_path: Path) -> None:
    files = []
    for number, text in enumerate(corpus.values()):
        files.append(tmp_path / f"{number}.arg")
        files[-1].write_text(text, encoding="utf-8", newline="\n")
    out = tmp_path / "out"
    script = str(ROOT / "tests" / "painted.vim")
    vim("-S", script, *map(str, files), ARGMAP_OUT=str(out))
    made = out.read_text(encoding="utf-8").splitlines()
    # Vim shows a label in one way, wherever it stands.
    named = {role: role for role in GROUPS.values()} | {"reference": "label"}
    for (name, text), line in zip(corpus.items(), made, strict=True):
        shown: list[str] = []
        rows = json.loads(line)
        for row, written in zip(rows, text.removesuffix("\n").split("\n"), strict=True):
            at = 0
            for character in written:
                shown.append(GROUPS[row[at]])
                at += len(character.encode())
            shown.append("")
        assert not differing(text, shown[: len(text)], named), name


def emacs(*arguments: str, **environment: str) -> str:
    """What Emacs says, which is an error of the test where it fails."""
    done = subprocess.run(
        [needed("emacs"), "-Q", "--batch", "-L", str(EMACS), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_emacs_shows_what_the_tree_says(corpus: dict[str, str], tmp_path: Path) -> None:
    asked, out = tmp_path / "texts.json", tmp_path / "out.json"
    asked.write_text(json.dumps([*corpus.values()]))
    script = str(ROOT / "tests" / "painted.el")
    emacs("-l", script, ARGMAP_TEXTS=str(asked), ARGMAP_OUT=str(out))
    made = json.loads(out.read_text(encoding="utf-8"))
    named = {role: role and f"argmap-{role}" for role in GROUPS.values()}
    named |= dict.fromkeys(("bar", "colon", "quote"), "argmap-punctuation")
    named["reference"] = "argmap-label"
    for (name, text), shown in zip(corpus.items(), made, strict=True):
        assert not differing(text, shown, named), name


def test_emacs_knows_the_ending_and_the_columns(tmp_path: Path) -> None:
    path, out = tmp_path / "x.arg", tmp_path / "out.el"
    path.write_text("claim: A.\n  because: B.\nsection: S\n")
    script = tmp_path / "x.el"
    script.write_text(
        """(require 'argmap-mode)
        (require 'imenu)
        (find-file (getenv "ARGMAP_FILE"))
        (electric-indent-mode 1)
        (let ((seen (list major-mode (mapcar #'car (imenu--make-index-alist t)))))
          (forward-line) (end-of-line)
          (execute-kbd-macro (kbd "RET c"))
          (push (buffer-substring (line-beginning-position) (point)) seen)
          (dolist (key '("TAB" "TAB" "TAB" "TAB" "<backtab>" "<backtab>"))
            (execute-kbd-macro (kbd key))
            (push (current-indentation) seen))
          (fill-paragraph)
          (execute-kbd-macro (kbd "M-;"))
          (push (buffer-string) seen)
          (with-temp-file (getenv "ARGMAP_OUT") (prin1 (reverse seen) (current-buffer))))
        """
    )
    emacs("-l", str(script), ARGMAP_FILE=str(path), ARGMAP_OUT=str(out))
    assert out.read_text() == (
        '(("*Rescan*" "claim: A." "section: S") argmap-mode "  c" 4 0 2 4 2 0 '
        '"claim: A.\n  because: B.\n# \nc\nsection: S\n")'
    )


def test_emacs_takes_the_mode_without_a_complaint(tmp_path: Path) -> None:
    shutil.copy(EMACS / "argmap-mode.el", tmp_path)
    file = str(tmp_path / "argmap-mode.el")
    strict = "(setq byte-compile-error-on-warn t)"
    emacs("--eval", strict, "-f", "batch-byte-compile", file)
    said = emacs("--eval", f"(progn (require 'checkdoc) (checkdoc-file {json.dumps(file)}))")
    assert "argmap-mode.el" not in said


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


def test_vim_knows_the_ending(tmp_path: Path) -> None:
    out, path = tmp_path / "out", tmp_path / "x.arg"
    path.write_text("#!/bin/sh\nclaim: A.\n")
    asked = "[&filetype, &expandtab, &shiftwidth, &commentstring, &makeprg]"
    vim(
        "-c",
        f"edit {path}",
        "-c",
        f"call writefile(map({asked}, 'v:val . \"\"'), '{out}')",
        "-c",
        "qall!",
    )
    assert out.read_text().splitlines() == [
        *("arg", "1", "2", "# %s", "argmap check --format concise %:S"),
    ]


def test_a_difference_is_seen() -> None:
    text = "claim a: A.\n"
    right = [role or "" for role in painted(text)]
    assert not differing(text, right)
    assert differing(text, [*right[:6], "reference", *right[7:]])


def test_the_extension_is_whole() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert package["version"] == argmap.__version__
    contributes = package["contributes"]
    assert contributes["languages"][0]["extensions"] == [".arg"]
    assert contributes["grammars"][0]["scopeName"] == json.loads(GRAMMAR.read_text())["scopeName"]
    script = (EXTENSION / "extension.js").read_text(encoding="utf-8")
    for command in contributes["commands"]:
        assert f'registerCommand("{command["command"]}"' in script
    for path in EXTENSION.glob("*.js"):
        subprocess.run([needed("node"), "--check", str(path)], check=True)
    language = json.loads((EXTENSION / "language-configuration.json").read_text(encoding="utf-8"))
    # Without the flag, VS Code would take \\p{L} for the letters p and L.
    assert language["wordPattern"]["flags"] == "u"
    # What is built with is pinned: each version, and what it is to have in it.
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["devDependencies"] == package["devDependencies"]
    assert all(one.get("integrity") for name, one in lock["packages"].items() if name)
    assert "dependencies" not in package  # esbuild puts what is needed in one file


@contextmanager
def extension(
    file: Path, command: list[str], **environment: str
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [
            *(
                needed("node"),
                str(ROOT / "tests" / "extension.js"),
                str(EXTENSION / "extension.js"),
            ),
            *(str(file), json.dumps(command)),
        ],
        env={**os.environ, "VIRTUAL_ENV": "", "CONDA_PREFIX": "", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_the_extension_shows_the_figure(tmp_path: Path) -> None:
    path = tmp_path / "x.arg"
    path.write_text("claim: The first text.\n")
    command = [sys.executable, "-m", "argmap"]
    with extension(path, command) as process:
        assert process.stdout and process.stdin
        told = (json.loads(line) for line in process.stdout)
        assert next(told) == ["server", sys.executable, ["-m", "argmap", "lsp"]]
        assert next(told) == ["stopped"]
        assert next(told) == ["server", sys.executable, ["-m", "argmap", "lsp"]]
        assert next(told) == ["revealed"]
        what, title, page = next(told)
        assert (what, title) == ("page", "Preview x.arg")
        assert "The first text." in page
        path.write_text("claim: The second text.\n")
        assert "The second text." in next(told)[2]
        process.stdin.write("close\n")
        process.stdin.close()
        assert [*told] == [["stopped"]]
        assert process.wait(20) == 0


def test_the_extension_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "x.arg"
    path.write_text("claim: A.\n")
    with extension(path, [str(tmp_path / "nothing")]) as process:
        assert process.stdout
        lines = iter(process.stdout)
        told = next(line for line in map(json.loads, lines) if line[0] == "error")
        assert "ENOENT" in told[1]
    with extension(path, ["argmap"], TRUSTED="no") as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())[0] == "information"


def environment(folder: Path) -> str:
    """The Python of a folder that looks like an environment in which argmap is installed."""
    python = folder / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return str(python)


def first_told(file: Path, **environment: str) -> list[object]:
    with extension(file, [], **environment) as process:
        assert process.stdout
        found: list[object] = json.loads(process.stdout.readline())
        return found


def test_the_extension_finds_the_environment(tmp_path: Path) -> None:
    """The one that the Python extension has chosen, those of the folder, those that are active, the path."""
    folder = tmp_path / "my maps"
    path = folder / "x.arg"
    chosen = environment(tmp_path / "chosen")
    pythons = [environment(tmp_path / name) for name in ("active", "conda")]
    active, conda = (str(Path(python).parents[1]) for python in pythons)
    own = environment(folder / ".venv"), environment(folder / "venv")
    # A file of this name in the folder of a map is not argmap.
    (folder / "argmap.py").write_text("print('argmap 0')\n")
    lsp = ["-P", "-m", "argmap", "lsp"]
    places = {"FOLDER": str(folder), "VIRTUAL_ENV": active, "CONDA_PREFIX": conda}
    assert first_told(path, CHOSEN=chosen, **places) == ["server", chosen, lsp]
    for python in (*own, *pythons):
        assert first_told(path, **places) == ["server", python, lsp]
        # Without argmap in it, the next is asked.
        Path(python).write_text("#!/bin/sh\necho 'No module named argmap' >&2\nexit 1\n")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "argmap").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n')
    (programs / "argmap").chmod(0o755)
    assert first_told(path, PATH=str(programs), **places) == ["server", "argmap", ["lsp"]]
    (programs / "argmap").unlink()
    text = "argmap was not found in the workspace's Python, nor on the path."
    said = ["error", text, "Install", "Set the command"]
    assert first_told(path, PATH=str(programs), **places) == said
    # What argmap itself says is told, as that it lacks an extra.
    Path(conda, "bin", "python").write_text("#!/bin/sh\necho 'argmap: no pygls' >&2\nexit 2\n")
    said[1] = f"{pythons[1]} -P -m argmap: no pygls"
    assert first_told(path, PATH=str(programs), **places) == said
    assert first_told(path, TRUSTED="no", **places)[0] == "information"


@pytest.mark.parametrize("answer", ["Install", "Set the command", ""])
def test_the_extension_offers_to_install(answer: str, tmp_path: Path) -> None:
    python = environment(tmp_path / ".venv")
    Path(python).write_text("#!/bin/sh\nexit 1\n")
    places = {"FOLDER": str(tmp_path), "PATH": str(tmp_path), "ANSWER": answer}
    with extension(tmp_path / "x.arg", [], **places) as process:
        assert process.stdout
        told = [json.loads(process.stdout.readline()) for _ in range(4)]
    install = ["task", "Install argmap", "work", python, ["-m", "pip", "install", WHAT]]
    setting = ["command", "workbench.action.openSettings", "argmap.command"]
    assert told[0][0] == "error"
    assert (install in told, setting in told) == (answer == "Install", answer == "Set the command")


SHIMS = "C:\\Program Files\\shims"


@pytest.mark.parametrize(
    ("command", "there", "program", "first"),
    [
        # pip's own launcher is a program; it is named whole, lest one of the current folder be taken.
        (["argmap"], ["argmap.exe"], f"{SHIMS}\\argmap.exe", []),
        (["argmap"], ["argmap.exe", "argmap.cmd"], f"{SHIMS}\\argmap.exe", []),
        (["argmap"], ["argmap.cmd"], "C:\\Program^ Files\\shims\\argmap.cmd", []),
        (["argmap"], ["argmap.bat"], "C:\\Program^ Files\\shims\\argmap.bat", []),
        (["argmap.cmd"], ["argmap.cmd"], "C:\\Program^ Files\\shims\\argmap.cmd", []),
        (["D:\\a (1)\\argmap.CMD"], [], "D:\\a^ ^(1^)\\argmap.CMD", []),
        (["py", "-m", "argmap"], ["py.exe"], f"{SHIMS}\\py.exe", ["-m", "argmap"]),
        (["python3.12", "-m", "argmap"], ["python3.12.bat"], None, ["-m", "argmap"]),
        # A script without an ending stands beside many a shim, for other shells.
        (["argmap"], ["argmap", "argmap.cmd"], "C:\\Program^ Files\\shims\\argmap.cmd", []),
        (["argmap"], [], "argmap", []),
    ],
)
def test_the_extension_starts_shims_on_windows(
    command: list[str], there: list[str], program: str | None, first: list[str]
) -> None:
    file = Path("C:\\my maps\\100% a & b (%PATH%)\\x.arg")
    program = program or "C:\\Program^ Files\\shims\\python3.12.bat"
    shim = program.lower().endswith((".cmd", ".bat"))
    windows = json.dumps([f"{SHIMS}\\{name}" for name in there])
    environment = {"PATH": f'C:\\Windows;"{SHIMS}"', "SystemRoot": "C:\\Windows"}
    with extension(file, command, WINDOWS=windows, **environment) as process:
        assert process.stdout and process.stdin
        told = (json.loads(line) for line in process.stdout)
        # `cmd.exe /d /s /c "PROGRAM ARGUMENTS"` is what Node makes of them.
        quoted = [f'^"{argument}^"' if shim else argument for argument in (*first, "lsp")]
        assert next(told) == ["asked", program, quoted, shim]
        assert next(told) == ["server", program, quoted, *([{"shell": True}] * shim)]
        assert [next(told)[0] for _ in range(3)] == ["stopped", "asked", "server"]
        name = "C:\\my^ maps\\100^%^ a^ ^&^ b^ ^(^%PATH^%^)\\x.arg" if shim else str(file)
        preview = [*first, "preview", name, "--no-open", "--quiet"]
        quoted = [f'^"{argument}^"' if shim else argument for argument in preview]
        assert next(told) == ["spawned", program, quoted, {"shell": True} if shim else {}]
        assert next(told) == ["revealed"]
        process.stdin.write("close\n")
        process.stdin.close()
        # cmd.exe is ended with what it has started.
        ended = ["spawned", "C:\\Windows\\System32\\taskkill.exe", ["/pid", "7", "/t", "/f"], None]
        assert sorted(told) == [ended, ["stopped"]]
