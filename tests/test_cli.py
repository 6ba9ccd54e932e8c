"""The command line, as users and scripts call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.cli import main
from tests.conftest import CORPUS, EXAMPLES

HOLLOW = "premise: Joining NATO requires unanimity.\nso: The Ukraine pledge is hollow.\n"
FAULTY = "claim a: A.\n  because nowhere\n  because b: B.\n"


def run(*arguments: str, stdin: str | bytes = "", cwd: Path | None = None, **env: str):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **env},
        timeout=120,
        check=False,
    )


def test_check_is_silent_on_standard_output_when_all_is_well(capsys) -> None:
    assert main(["check", str(CORPUS / "wellformed" / "trolley.arg")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing to mend" in err


def test_check_reports_every_file_and_ends_with_the_worst(tmp_path: Path, capsys) -> None:
    bad = tmp_path / "bad.arg"
    bad.write_text(FAULTY)
    assert main(["check", str(EXAMPLES / "nato.arg"), str(bad), "--format", "concise"]) == 1
    assert "bad.arg:2:11: error AM101 undefined-label" in capsys.readouterr().out
    assert main(["check", str(bad), str(tmp_path / "missing.arg")]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_json_diagnostics_have_the_published_keys(tmp_path: Path, capsys) -> None:
    bad = tmp_path / "bad.arg"
    bad.write_text(FAULTY + "claim a: again.\nbecuse: x\n")
    assert main(["check", str(bad), "--format", "json", "--select", "names"]) == 1
    found = json.loads(capsys.readouterr().out)
    first = found[0]
    assert list(first)[:6] == ["code", "name", "severity", "message", "file", "line"]
    place = {k: first[k] for k in ("line", "column", "end_line", "end_column")}
    assert place == {"line": 2, "column": 11, "end_line": 2, "end_column": 18}
    assert first["code"] == "AM101" and first["severity"] == "error" and first["help"]
    assert found[1]["related"][0]["line"] == 1
    assert found[2]["fix"]["edits"][0]["text"] == "because"


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    file = tmp_path / "w.arg"
    file.write_text("claim a: A.\n  because: B.\n    unknown: value\n")
    assert main(["check", str(file), "--quiet"]) == 0
    assert main(["check", str(file), "--quiet", "--strict"]) == 1


@pytest.mark.parametrize("format", ["svg", "pdf", "png", "dot"])
def test_render_by_the_ending(format: str, tmp_path: Path) -> None:
    out = tmp_path / f"nato.{format}"
    assert main(["render", str(EXAMPLES / "nato.arg"), "-o", str(out)]) == 0
    begins = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG", "dot": b"digraph"}
    assert out.read_bytes().startswith(begins[format])


def test_standard_input_to_standard_output() -> None:
    done = run("render", "-", "--to", "svg", "-o", "-", stdin=HOLLOW)
    assert done.returncode == 0
    assert b"The Ukraine" in done.stdout and done.stdout.endswith(b"</svg>\n")


def test_a_file_with_errors_is_not_drawn_unless_forced(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.arg", tmp_path / "bad.svg"
    bad.write_text(FAULTY)
    done = run("render", str(bad), "-o", str(out))
    assert done.returncode == 1 and not out.exists()
    assert b"undefined-label" in done.stderr and b"--force" in done.stderr
    assert run("render", str(bad), "-o", str(out), "--force").returncode == 1
    assert ">B.</text>" in out.read_text()


def test_convert_there_and_back(tmp_path: Path) -> None:
    for name in ("nato", "summit", "cycling"):
        source = EXAMPLES / f"{name}.arg"
        made = tmp_path / f"{name}.json"
        assert main(["convert", str(source), "-o", str(made)]) == 0
        again = tmp_path / f"{name}.arg"
        assert main(["convert", str(made), "--to", "arg", "-o", str(again)]) == 0
        once_more = run("convert", str(again), "--to", "json")
        assert json.loads(once_more.stdout) == json.loads(made.read_text())
        assert main(["check", str(made), "--quiet"]) == 0
        assert main(["render", str(made), "-o", str(tmp_path / "x.dot"), "--quiet"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["draw", "x.arg"],
        ["check"],
        ["render", "x.arg"],
        ["render", "-", "-o", "-"],
        ["render", "x.arg", "-o", "x.bmp"],
        ["render", "x.arg", "-o", "noending"],
        ["render", "x.arg", "-o", "x.png", "--dpi", "0"],
        ["render", "x.arg", "-o", "x.png", "--dpi", "many"],
        ["convert", "x.arg"],
        ["convert", "x.arg", "--to", "svg"],
        ["check", "x.arg", "--format", "xml"],
    ],
)
def test_wrong_usage_is_two(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "x.arg").write_text("claim: x\n")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stderr and b"Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["x.arg"]


def test_help_and_version() -> None:
    assert b"check" in run("--help").stdout
    assert run("--version").stdout.startswith(b"argmap ")
    for command in ("check", "render", "convert"):
        assert b"FILE" in run(command, "--help").stdout


def test_color_only_where_asked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.arg"
    bad.write_text(FAULTY)
    assert b"\033[" not in run("check", str(bad)).stdout
    assert b"\033[" in run("check", str(bad), "--color", "always").stdout
    assert b"\033[" in run("check", str(bad), FORCE_COLOR="1").stdout
    assert b"\033[" not in run("check", str(bad), FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m argmap convert {EXAMPLES / 'summit.arg'} --to json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_stdin_filename_is_where_imports_are_looked_for(tmp_path: Path) -> None:
    (tmp_path / "other.arg").write_text("claim c: Imported.\n")
    text = "use other.arg\nclaim a: A.\n  because other.c\n"
    done = run("check", "-", "--stdin-filename", str(tmp_path / "x.arg"), stdin=text)
    assert done.returncode == 0, done.stderr
    assert run("check", "-", stdin=text, cwd=Path(__file__).parent).returncode == 1


def test_the_project_folder_is_the_edge(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "other.arg").write_text("claim c: Imported.\n")
    (inner / "a.arg").write_text("use ../other.arg\nclaim a: A.\n  because other.c\n")
    assert main(["check", "--quiet", str(inner / "a.arg")]) == 1
    assert main(["check", "--quiet", "--project", str(tmp_path), str(inner / "a.arg")]) == 0
    (tmp_path / "argmap.toml").write_text("")
    assert main(["check", "--quiet", str(inner / "a.arg")]) == 0
    (inner / "link.arg").symlink_to("/etc/hostname")
    (inner / "b.arg").write_text("use link.arg\nclaim a: A.\n")
    assert main(["check", "--quiet", str(inner / "b.arg")]) == 1


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("crux a.arg -o a.svg", "written as text or json, and a.svg is to be svg"),
        ("defend a.arg -o a.pdf", "written as text or json, and a.pdf is to be pdf"),
        ("compare a.arg a.arg -o a.png", "a.png is to be png"),
        ("prove a.arg -o a.md", "written as text or json, and a.md is to be markdown"),
        ("prove a.arg --report -o a.svg", "as text, json or markdown, and a.svg is to be svg"),
        ("evaluate a.arg -o a.png --format full", "--format full is asked for, and a.png is"),
    ],
)
def test_a_result_is_not_written_into_a_file_of_another_kind(
    command: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.arg").write_text("premise b: Rain is wet.\nso a: Streets are wet.\n")
    assert main(command.split()) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.arg"]


@pytest.mark.parametrize(
    "command",
    [
        "evaluate i.arg -o i.arg",
        "crux i.arg -o ./i.arg",
        "defend i.arg -o ./i.arg",
        "compare i.arg other.arg -o other.arg",
        "render i.arg -o i.arg",
        "convert i.arg --to json -o j.json --losses i.arg",
        "convert i.arg --to tgf -o z.tgf --losses z.tgf",
        "prove i.arg -o linked.arg",
    ],
)
def test_nothing_writes_over_what_it_reads(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "premise b: Rain is wet.\nso a: Streets are wet.\n"
    for name in ("i.arg", "other.arg"):
        Path(name).write_text(text)
    Path("linked.arg").symlink_to("i.arg")
    assert main(command.split()) == 2
    said = capsys.readouterr().err
    assert "would write over what is read" in said or "name one file" in said
    assert Path("i.arg").read_text() == Path("other.arg").read_text() == text
    assert sorted(p.name for p in tmp_path.iterdir()) == ["i.arg", "linked.arg", "other.arg"]
