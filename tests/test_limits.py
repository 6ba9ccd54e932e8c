"""What is read: files of a bounded size, never a pipe, a device or a socket, and no settings of another's folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import argmap
from argmap import files
from argmap.cli import main
from argmap.compilation import Compilation
from argmap.draw.options import Options
from argmap.writers import render

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    one = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(path.parent)  # names of sockets are short
    try:
        one.bind(path.name)
    finally:
        os.chdir(here)
        one.close()


def folder(path: Path) -> None:
    path.mkdir()


KINDS: dict[str, Callable[[Path], None]] = {
    "a pipe": pipe,
    "a device": device,
    "a socket": listening,
    "a folder": folder,
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def said(command: list[str], capsys) -> tuple[int, str]:
    status = main(command)
    told = capsys.readouterr()
    return status, told.out + told.err


@posix
@pytest.mark.parametrize("what", KINDS)
def test_no_input_is_a_pipe_or_a_device(what: str, here: Path, capsys) -> None:
    KINDS[what](here / "m.arg")
    commands = [
        ["evaluate", "m.arg"],
        ["render", "m.arg", "-o", "x.svg"],
        ["convert", "m.arg", "--to", "json", "-o", "x.json"],
    ]
    if what != "a folder":  # of which `check` and `format` take the files
        commands += [["check", "m.arg"], ["format", "m.arg"], ["table", "m.arg", "-o", "x.csv"]]
    for command in commands:
        if command[0] == "convert" and what == "a folder":
            continue
        status, told = said(command, capsys)
        assert (
            status in (1, 2) and f"it is {what}, and no file" in told and told.count(what) == 1
        ), (command, told)
    with pytest.raises(OSError, match=f"it is {what}, and no file"):
        argmap.load("m.arg")


@posix
@pytest.mark.parametrize("what", KINDS)
def test_no_import_is_a_pipe_or_a_device(what: str, here: Path, capsys) -> None:
    if what == "a device":
        (here / "x.arg").symlink_to("/dev/zero")
    else:
        KINDS[what](here / "x.arg")
    (here / "m.arg").write_text("use x.arg as x\nclaim a: A.\n  because x.b\n")
    [one] = [d for d in argmap.check("m.arg") if d.name.startswith("import")]
    expected = "nothing outside is read" if what == "a device" else f"it is {what}, and no file"
    assert expected in " ".join((one.message, *one.help)) or "folder" in one.message


@posix
@pytest.mark.parametrize("what", KINDS)
def test_no_source_is_a_pipe_or_a_device(what: str, here: Path) -> None:
    KINDS[what](here / "s.txt")
    (here / "m.arg").write_text(
        'map: M\n  source: s.txt\nclaim a: A.\n  > "words"\n  because b: B.\n'
    )
    names = {d.name for d in argmap.check("m.arg")}
    assert names & {"source-unreadable", "source-outside-folder"}


@posix
@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("name", ["argmap.toml", "pyproject.toml"])
def test_no_settings_are_a_pipe_or_a_device(what: str, name: str, here: Path) -> None:
    KINDS[what](here / name)
    (here / "m.arg").write_text("claim a: A.\n  because b: B.\n")
    found = [d for d in argmap.check("m.arg") if d.name == "invalid-configuration"]
    if name == "argmap.toml" or what == "a device":
        expected = (
            "is a link that leads out" if what == "a device" else f"it is {what}, and no file"
        )
        assert len(found) == 1 and expected in found[0].message
    else:
        assert found == []


@posix
@pytest.mark.parametrize("what", KINDS)
def test_no_theme_font_or_scheme_file_is_a_pipe_or_a_device(what: str, here: Path) -> None:
    map = argmap.loads("claim a: A 漢.\n")
    for name, options in (("t.toml", {"theme": "t.toml"}), ("f.ttf", {"fonts": ("f.ttf",)})):
        KINDS[what](here / name)
        with pytest.raises(ValueError, match=f"it is {what}, and no file"):
            render(map, "svg", Options(**options))  # type: ignore[arg-type]
    KINDS[what](here / "s.toml")
    (here / "argmap.toml").write_text('schemes = ["s.toml"]\n')
    (here / "m.arg").write_text("claim a: A.\n  because b: B.\n")
    [found] = [d for d in argmap.check("m.arg") if d.name == "invalid-configuration"]
    expected = "leads out of the folder" if what == "a device" else f"it is {what}, and no file"
    assert expected in found.message


def test_a_file_of_schemes_has_a_size(here: Path) -> None:
    with (here / "s.toml").open("wb") as stream:
        stream.truncate(3_000_000_000)  # which takes no place on the disk
    (here / "argmap.toml").write_text('schemes = ["s.toml"]\n')
    (here / "m.arg").write_text("claim a: A.\n  because b: B.\n")
    [found] = [d for d in argmap.check("m.arg") if d.name == "invalid-scheme-file"]
    assert found.message == "the file is too large for a file of schemes"
    assert found.help == ("split it into files of at most 200,000 characters",)
    (here / "s.toml").write_bytes(b"\xff" * 900)
    [found] = [d for d in argmap.check("m.arg") if d.name == "invalid-scheme-file"]
    assert found.message == "this file can't be read as UTF-8"


@posix
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("f.fifo", "`f.fifo` can't be read: it is a pipe, and no file"),
        ("f.txt", "`f.txt` can't be read: it is a pipe, and no file"),
        ("/dev/zero", "`/dev/zero` is a path, but not of a text file"),
        ("../dev/tty", "`../dev/tty` is a path, but not of a text file"),
        ("~/notes", "`~/notes` is a path, but not of a text file"),
        ("big.txt", "`big.txt` can't be read: it has more than 64,000,000 bytes"),
        ("Aristotle", ""),
        ("doi:10.1000/182", ""),
        ("texts", ""),
        ("scan.pdf", ""),
        ("/r of Reddit", ""),
    ],
)
def test_a_source_that_can_not_be_read_is_told_of(written: str, expected: str, here: Path) -> None:
    os.mkfifo(here / "f.fifo")
    os.mkfifo(here / "f.txt")
    (here / "texts").mkdir()
    (here / "scan.pdf").write_bytes(b"%PDF")
    with (here / "big.txt").open("wb") as stream:
        stream.truncate(64_000_001)
    (here / "m.arg").write_text(
        f"claim a: A is so.\n  source: {written}\n  > so\n  because b: B.\n"
    )
    found = [d.message for d in argmap.check("m.arg") if d.name == "source-unreadable"]
    assert len(found) == bool(expected) and all(m.startswith(expected) for m in found), found


@posix
@pytest.mark.parametrize("what", KINDS)
def test_no_other_path_is_suggested_for_what_is_no_file(what: str, here: Path) -> None:
    (here / "sub").mkdir()
    KINDS[what](here / "sub" / "x.arg")
    (here / "m.arg").write_text("use sub/x.arg as x\nclaim a: A.\n  because x.b\n")
    [found] = [d for d in argmap.check("m.arg") if d.name.startswith("import")]
    assert "did you mean" not in " ".join(found.help)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sub/fil.arg", "sub/file.arg"),
        ("sub/file", "sub/file.arg"),
        ("m.ar", None),
        ("sub/m.arg", None),
        ("fil.arg", None),
        ("files.json", "file.json"),
    ],
)
def test_a_missing_import_may_be_the_file_beside_it(
    written: str, meant: str | None, here: Path
) -> None:
    (here / "sub").mkdir()
    (here / "sub" / "dir.arg").mkdir()
    (here / "sub" / "file.arg").write_text("claim b: B.\n")
    (here / "file.json").write_text("{}")
    (here / "m.arg").write_text(f"use {written} as x\nclaim a: A.\n  because x.b\n")
    [found] = [d for d in argmap.check("m.arg") if d.name == "import-not-found"]
    assert found.help[:-1] == ((f"did you mean `{meant}`?",) if meant else ())
    assert (found.guess and found.guess.edits[0].text) == meant


@posix
def test_nothing_waits_for_a_pipe(here: Path) -> None:
    """In a process with a limit of time, for the case that it does."""
    for name in ("m.arg", "x.txt", "s.txt"):
        os.mkfifo(here / name)
    os.mkfifo(here / "b.ann")
    os.mkfifo(here / "b.txt")
    (here / "n.arg").write_text("map: M\n  source: s.txt\nuse m.arg as m\nclaim a: A.\n")
    for command in (
        ["check", "."],
        ["check", "x.txt"],
        ["table", "."],
        ["convert", ".", "--to", "json", "-o", "out"],
        ["coverage", "n.arg"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "argmap", *command],
            capture_output=True, timeout=60, cwd=here, env={**os.environ, "PYTHONPATH": str(Path(argmap.__file__).parents[1])},
        )  # fmt: skip
        assert done.returncode in (0, 1, 2) and b"Traceback" not in done.stderr


def test_files_have_a_size(here: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(files.read_bytes, "__defaults__", (100,))
    monkeypatch.setattr(files.read, "__defaults__", (None, 100))
    (here / "large.arg").write_text("claim a: A.\n" + "# comment\n" * 20)
    (here / "small.arg").write_text("claim a: A.\n")
    assert said(["evaluate", "small.arg"], capsys)[0] == 0
    status, told = said(["evaluate", "large.arg"], capsys)
    assert status == 2 and "large.arg: it has more than 100 bytes, and argmap reads no more" in told
    (here / "s.txt").write_text("words " * 50)
    (here / "m.arg").write_text("claim a: A.\n  source: s.txt\n  > words\n")
    assert any(
        d.name == "source-unreadable" and "100 bytes" in str(d) for d in argmap.check("m.arg")
    )


def test_imports_have_a_size_together(here: Path, monkeypatch) -> None:
    from argmap.resolve import importer

    monkeypatch.setattr(importer, "LARGEST", 300)
    for name in "xyz":
        (here / f"{name}.arg").write_text(f"claim {name}: {'A' * 110}.\n")
    (here / "m.arg").write_text(
        "use x.arg as x\nuse y.arg as y\nuse z.arg as z\nclaim a: A.\n  because x.x\n"
    )
    found = [d for d in Compilation.of_file("m.arg").understood if d.name == "import-not-found"]
    assert len(found) == 1 and "z.arg" in found[0].message and "bytes" in found[0].message


def test_standard_input_has_a_size(here: Path, monkeypatch, capsys) -> None:
    import io

    from argmap import compilation

    monkeypatch.setattr(compilation, "LARGEST", 100)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# comment\n" * 20)))
    status, told = said(["evaluate", "-"], capsys)
    assert status == 2 and "it has more than 100 bytes" in told


@posix
@pytest.mark.parametrize("name", ["argmap.toml", "pyproject.toml"])
def test_settings_that_lead_out_of_their_folder_are_not_read(name: str, here: Path) -> None:
    (here / "secret").mkdir()
    settings = (
        'profile = "teach"\n' if name == "argmap.toml" else '[tool.argmap]\nprofile = "teach"\n'
    )
    (here / "secret" / "theirs.toml").write_text(settings)
    project = here / "project"
    project.mkdir()
    (project / name).symlink_to(here / "secret" / "theirs.toml")
    (project / "m.arg").write_text("claim a: A.\n  because b: B.\n")
    compilation = Compilation.of_file(project / "m.arg")
    assert compilation.settings.profile == "default"
    [one] = compilation.settings.diagnostics
    assert "link that leads out of its folder" in one.message and "teach" not in one.source.text
    (project / name).unlink()
    (project / "own.toml").write_text(settings)
    (project / name).symlink_to("own.toml")
    assert Compilation.of_file(project / "m.arg").settings.profile == "teach"
    (project / name).unlink()
    (project / name).symlink_to(name)  # a circle
    assert len(Compilation.of_file(project / "m.arg").settings.diagnostics) <= 1


@pytest.mark.parametrize(("text", "refused"), [
    ("p af 999999999\n", True), ("p af 100000\n", True), ("p af 1001\n", True), ("p af 1000\n", False), ("p af 999999999999999999\n", True),
    ("p af 2\n1 2\n", False), ("p af 1200\n" + "1 2\n" * 400, False), ("p af 100001\n" + "1 2\n" * 50_000, True),
])  # fmt: skip
def test_a_framework_is_no_larger_than_its_file_allows(text: str, refused: bool) -> None:
    compilation = Compilation.of_text(text, "x.af", format="iccma")
    assert compilation.has_errors == refused
    if refused:
        assert len(compilation.map.statements) == 0 and len(compilation.problems) == 1
        assert "arguments at most" in compilation.problems[0].message


@posix
def test_what_a_shell_hands_over_is_read(here: Path) -> None:
    """`argmap check <(some command)`: a pipe that the user names so, and no other."""
    command = f"{sys.executable} -m argmap check <(printf 'claim: A.\\n  because b\\n')"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "undefined-label" in done.stdout, done.stderr
    text = "claim: A.\n  because: B.\n"
    command = f"{sys.executable} -m argmap evaluate /dev/stdin"
    done = subprocess.run(
        ["bash", "-c", command], input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "in" in done.stdout, done.stderr
