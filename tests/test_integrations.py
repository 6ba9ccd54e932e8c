"""argmap in other programs: Pygments, notebooks, Markdown, Pandoc, LaTeX, hooks, shells, man."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from pygments import lex
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Comment, Error, Generic, Keyword, Name, Operator, Punctuation, String

import argmap
from argmap.commands.manual import man
from tests.conftest import ROOT
from tests.painted import FAULTY, differing, texts
from tests.programs import needed
from tests.test_cli import run

SMALL = "premise: Joining NATO requires unanimity.\nso: The Ukraine pledge is hollow.\n"


# Pygments


def coloured(text: str) -> list[object]:
    """The kind of token that each character has."""
    kinds: list[object] = []
    lexer = get_lexer_by_name("argmap", stripnl=False, ensurenl=False)
    for kind, value in lex(text, lexer):
        kinds += [kind] * len(value)
    return kinds


def test_the_lexer_is_found() -> None:
    assert get_lexer_by_name("arg").name == "argmap"
    assert get_lexer_for_filename("x.arg").name == "argmap"


SHOWN: dict[str, object] = {
    "attribute": Name.Attribute,
    "bar": Punctuation,
    "colon": Punctuation,
    "comment": Comment.Single,
    "connective": Keyword,
    "dangling": Error,
    "head": Keyword.Declaration,
    "kind": Keyword.Type,
    "label": Name.Label,
    "name": Name.Namespace,
    "path": String.Other,
    "quotation": String.Double,
    "quote": Punctuation,
    "reference": Name.Label.Reference,
    "text": String,
    "title": Generic.Heading,
    "unstated": Operator.Word,
    "use": Keyword.Namespace,
    "value": String,
}


def test_colours_are_those_of_the_tree() -> None:
    for name, text in texts().items():
        kinds = coloured(text)
        assert not differing(text, kinds, SHOWN), name
        if not name.startswith(FAULTY):
            assert Error not in kinds, name


# Notebooks


@pytest.fixture(scope="module")
def shell():
    from IPython.core.interactiveshell import InteractiveShell

    made = InteractiveShell.instance()
    made.run_line_magic("load_ext", "argmap.integrations.jupyter")
    yield made
    InteractiveShell.clear_instance()


def test_maps_and_diagnostics_show_themselves(shell) -> None:
    format = shell.display_formatter.format
    data, _ = format(argmap.loads(SMALL))
    assert data["image/svg+xml"].lstrip().startswith("<")
    assert "The Ukraine pledge is hollow." in data["text/plain"]
    (found,) = (d for d in argmap.check("claim: A.\n  because b\n") if d.severity == "error")
    data, _ = format(found)
    assert "because b" in data["text/plain"] and "AM101" in data["text/plain"]


def test_cells_draw_and_assign(shell) -> None:
    shown = shell.run_cell_magic("argmap", "pledge --layout outline --width 80", SMALL)
    assert shell.user_ns["pledge"] == argmap.loads(SMALL)
    data, _ = shell.display_formatter.format(shown)
    plain, _ = shell.display_formatter.format(shell.run_cell_magic("argmap", "", SMALL))
    assert data["image/svg+xml"] != plain["image/svg+xml"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--layout spiral", "no layout 'spiral'"),
        ("2x", "no name"),
        ("--theme nowhere", "nowhere"),
        ("'", "quotation"),
        ("--wide", "did you mean `width`?"),
    ],
)
def test_what_is_wrong_with_a_cell_is_said(shell, capsys, line: str, said: str) -> None:
    assert shell.run_cell_magic("argmap", line, SMALL) is None
    assert said in capsys.readouterr().out


def test_errors_of_a_cell_are_a_report(shell) -> None:
    shown = shell.run_cell_magic("argmap", "bad", "claim: A.\n  because b\n")
    data, _ = shell.display_formatter.format(shown)
    assert "undefined-label" in data["text/plain"]
    assert "image/svg+xml" not in data
    assert "bad" not in shell.user_ns


def test_a_notebook_runs(shell) -> None:
    """A real notebook, its cells run in turn by IPython."""
    path = ROOT / "tests" / "documents" / "class.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    results = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            done = shell.run_cell("".join(cell["source"]))
            assert done.success, cell["source"]
            results.append(shell.display_formatter.format(done.result)[0])
    _, magic, map, crux, diagnostic = results
    assert "image/svg+xml" in magic and "image/svg+xml" in map
    assert magic["image/svg+xml"] != map["image/svg+xml"]
    assert "out without few" in crux["text/plain"]
    assert "undefined-label" in diagnostic["text/plain"]


def test_nothing_is_an_option_like_any_other(shell) -> None:
    text = SMALL + "because: A reason.\n".replace("because", "premise")
    format = shell.display_formatter.format
    shallow, _ = format(shell.run_cell_magic("argmap", "--depth 0", text))
    whole, _ = format(shell.run_cell_magic("argmap", "", text))
    assert "Joining NATO" in whole["image/svg+xml"]
    assert "Joining NATO" not in shallow["image/svg+xml"]


def test_a_text_with_errors_is_a_report_and_no_traceback(shell, capsys) -> None:
    shell.run_cell("import argmap; argmap.loads('claim: A.\\n  because b\\n')")
    said = capsys.readouterr().out
    assert "undefined-label" in said and "because b" in said
    assert "Traceback" not in said
    shell.run_cell("argmap.ArgumentMap([argmap.Statement('')])")
    said = capsys.readouterr().out
    assert "a statement's text is empty" in said and "Traceback" not in said


SHARED = "claim: A.\n  because b: B.\nclaim: C.\n  because b\n"
"""No tree: for the layout `graphviz`, `dot` has to place it."""


def test_a_figure_that_can_not_be_laid_out_is_told(shell, capsys, monkeypatch) -> None:
    monkeypatch.setenv("ARGMAP_DOT", "/nowhere/dot")
    assert shell.run_cell_magic("argmap", "--layout graphviz", SHARED) is None
    assert "can't run" in capsys.readouterr().out


# Hooks, shells, man


def test_the_hooks_are_what_they_say(tmp_path: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["argmap-check", "argmap-format"]
    path = tmp_path / "x.arg"
    path.write_text("claim:  A.\n  because: B.\n")
    for hook in hooks:
        assert hook["files"] == r"\.arg$"
        program, *arguments = hook["entry"].split()
        assert program == "argmap"
        assert run(*arguments, str(path)).returncode == 0
    assert path.read_text() == "claim: A.\n  because: B.\n"
    path.write_text("claim: A.\n  because b\n")
    assert run("check", str(path)).returncode == 1


def test_the_first_run_of_pre_commit(tmp_path: Path) -> None:
    """As a new user has it: pre-commit makes an environment of its own, and argmap is installed there."""
    program = needed("pre-commit")
    for name, text in (
        ("a.arg", "claim:  A.\n  because: B.\n"),
        ("b.arg", "claim a: A.\n  because b\n"),
    ):
        (tmp_path / name).write_text(text)
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    done = subprocess.run(
        [program, "try-repo", "--all-files", str(ROOT)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")},
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "b.arg:2:11" in done.stdout and "undefined-label" in done.stdout
    assert "files were modified by this hook" in done.stdout
    assert (tmp_path / "a.arg").read_text() == "claim: A.\n  because: B.\n"


def command(folder: Path) -> Path:
    """A folder for the path, with this argmap as a command."""
    folder.mkdir()
    (folder / "argmap").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n')
    (folder / "argmap").chmod(0o755)
    return folder


class _Action:
    """action.yml's own steps, run as GitHub does it, but for those that install argmap."""

    def __init__(self, folder: Path, bin: Path) -> None:
        self.folder, self.bin = folder, bin
        self.action = yaml.safe_load((ROOT / "action.yml").read_text())

    def __call__(self, **inputs: str) -> subprocess.CompletedProcess[bytes]:
        given = {name: one["default"] for name, one in self.action["inputs"].items()} | inputs
        [step] = [s for s in self.action["runs"]["steps"] if "argmap check" in s.get("run", "")]
        assert step["shell"] == "bash" and "if" not in step and "${{" not in step["run"]
        script = self.bin / "step.sh"
        script.write_text(step["run"])
        env = {
            name: re.sub(r"\$\{\{ inputs\.(\S+) \}\}", lambda found: given[found[1]], value)
            for name, value in step["env"].items()
        }
        env |= {"PATH": f"{self.bin}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(bash, env=env, capture_output=True, cwd=self.folder, check=False)

    def names(self, files: str) -> list[str]:
        """The names that argmap gets."""
        (self.bin / "argmap").write_text('#!/bin/bash\nprintf "%s\\0" "${@:5}"\n')
        done = self(files=files)
        assert done.returncode == 0 and not done.stderr, done.stderr
        return done.stdout.decode().split("\0")[:-1]


@pytest.fixture
def action(tmp_path: Path) -> _Action:
    folder = tmp_path / "checkout"
    folder.mkdir()
    return _Action(folder, command(tmp_path / "bin"))


def test_the_action_calls_what_there_is(action: _Action) -> None:
    (action.folder / "a.arg").write_text("claim:  A.\n  because: B.\n")
    (action.folder / "b.arg").write_text("claim: A.\n  because b\n")
    assert action(files="a.arg").returncode == 0
    assert action(files="a.arg", format="true").returncode == 1
    assert action(files="missing.arg").returncode == 2
    for files in (
        "a.arg b.arg",
        "a.arg\nb.arg",
        "a.arg\nb.arg\n",
        ".",
        "*.arg",
        "\n a.arg \r\n\n\tb.arg\t",
    ):
        done = action(files=files, strict="true")
        assert done.returncode == 1
        assert b"::error file=b.arg,line=2" in done.stdout.replace(b"file=./", b"file=")


@pytest.mark.parametrize("yes", ["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "y", "1"])
def test_the_action_takes_what_is_true_in_yaml(action: _Action, yes: str) -> None:
    (action.folder / "w.arg").write_text("claim a: The kiln is cold.\n")
    (action.folder / "f.arg").write_text("premise:  The kiln is cold.\nso: It fails.\n")
    assert action(files="w.arg", strict=yes).returncode == 1
    assert action(files="f.arg", format=yes).returncode == 1


@pytest.mark.parametrize("no", ["false", "False", "no", "NO", "off", "n", "0", ""])
def test_the_action_takes_what_is_false_in_yaml(action: _Action, no: str) -> None:
    (action.folder / "w.arg").write_text("claim a:  The kiln is cold.\n")
    assert action(files="w.arg", strict=no, format=no).returncode == 0


@pytest.mark.parametrize("name", ["strict", "format"])
@pytest.mark.parametrize("odd", ["tru", "2", "ja", "always", "true\n::warning::x", "%0A"])
def test_the_action_says_what_is_neither_true_nor_false(
    action: _Action, name: str, odd: str
) -> None:
    (action.folder / "a.arg").write_text("claim a: The kiln is cold.\n")
    done = action(files="a.arg", **{name: odd})
    assert done.returncode == 2 and not done.stderr
    [line] = done.stdout.decode().splitlines()
    assert line.startswith(f"::error::the input {name} of argmap is ")
    assert line.endswith("and has to be true or false") and "%" not in line


def test_a_backslash_in_a_name_is_one(action: _Action) -> None:
    (action.folder / "back\\slash.arg").write_text("claim a: The kiln is cold.\n  because b\n")
    done = action(files="back*.arg")
    assert b"file=back\\slash.arg," in done.stdout


def test_the_action_checks_every_line(action: _Action) -> None:
    names = ["a.arg", "two words.arg", " inside/b c.arg", "größe.arg", "-x.arg", "--fix", "x [1].arg", "'q\".arg",
             "a;touch pwn.arg", "$(touch pwn).arg", "`touch pwn`.arg", "$HOME.arg", "back\\slash.arg", "&& touch pwn", "*"]  # fmt: skip
    names = [name.strip() for name in names]
    for name in names:
        path = action.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("claim a: A.\n")
    got = action.names("\n".join(names))
    assert [name.removeprefix("./") for name in got] == names
    assert not any(name.startswith("-") for name in got)
    assert not list(action.folder.rglob("pwn"))
    # The same by argmap itself.
    (action.folder / "line\nbreak.arg").write_text("claim a: B\n  because b\n")
    (action.folder / "::error::x.arg").write_text("claim a: B\n  because b\n")


def test_the_action_knows_patterns(action: _Action) -> None:
    for name in ("a.arg", "b c.arg", "d/e.arg", "d/f/g.arg", "line\nbreak.arg", "-x.arg"):
        path = action.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("claim a: A.\n")
    assert sorted(action.names("*.arg")) == ["./-x.arg", "a.arg", "b c.arg", "line\nbreak.arg"]
    assert action.names("d/**/*.arg") == ["d/e.arg", "d/f/g.arg"]
    assert action.names("a.arg d/*.arg\nb c.arg") == ["a.arg", "d/e.arg", "b c.arg"]
    assert action.names("-x*") == ["./-x.arg"]
    assert action.names("none*.arg") == ["./none*.arg"]


def test_nothing_that_a_file_is_named_is_a_command_for_github(action: _Action) -> None:
    for name in (
        "x\n::error::y.arg",
        "::stop-commands::z.arg",
        "a\r::add-mask::b.arg",
        "%0A::notice::c.arg",
    ):
        (action.folder / name).write_text("claim:  B\n  because b\n")
    done = action(files="*.arg", format="true", strict="true")
    assert done.returncode == 1
    for line in re.split(rb"[\r\n]", done.stdout + done.stderr):
        if line.lstrip().startswith(b"::"):
            assert re.match(rb"::(error|warning|notice) file=[^,:]*,line=\d+", line), line


def test_the_action_says_where_there_is_nothing_to_check(action: _Action) -> None:
    for files in ("", " ", "\n\n"):
        done = action(files=files)
        assert done.returncode == 2 and done.stdout.startswith(b"::error::")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete(shell: str, tmp_path: Path) -> None:
    done = run("--print-completion", shell)
    assert done.returncode == 0
    text = done.stdout.decode()
    assert "evaluate" in text and "profile" in text
    if shell == "bash":
        (tmp_path / "argmap.sh").write_text(text)
        script = (
            f"source {tmp_path}/argmap.sh; COMP_WORDS=(argmap eva); COMP_CWORD=1; "
            "_shtab_argmap; echo ${COMPREPLY[@]}"
        )
        assert subprocess.check_output(["bash", "-c", script], text=True).strip() == "evaluate"


def test_the_man_page_is_up_to_date(golden) -> None:
    from argmap import cli

    golden(ROOT / "docs" / "argmap.1", man(cli.parser()))


def test_the_man_page_is_without_faults() -> None:
    program = needed("groff")
    page = str(ROOT / "docs" / "argmap.1")
    done = subprocess.run(
        [program, "-man", "-Tutf8", "-ww", "-z", page], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_light_stays_light() -> None:
    code = "import sys, argmap; argmap.check('claim: A.'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"pygments", "IPython", "markdown", "shtab", "watchfiles", "yaml", "networkx"}
    assert not heavy & set(done.stdout.split())


def test_entry_points_are_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["scripts"]["argmap-pandoc"] == "argmap.integrations.pandoc:run"
    assert json.dumps(project["entry-points"]["pygments.lexers"])
