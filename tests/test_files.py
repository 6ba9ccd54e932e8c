"""Files are written whole or not at all, also where another program holds them open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import argmap
from argmap import cli, files
from argmap.files import HeldOpen, write_file


def refusal(winerror: int | None) -> PermissionError:
    """What Windows says where it doesn't let a file be replaced."""
    error = PermissionError(13, "Permission denied")
    if winerror is not None:
        error.winerror = winerror  # type: ignore[attr-defined, unused-ignore]
    return error


class Replacing:
    """`os.replace`, which is refused so many times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, times: int, winerror: int | None) -> None:
        self.times, self.winerror, self.calls = times, winerror, 0
        self.own = os.replace
        monkeypatch.setattr(files.os, "replace", self)
        monkeypatch.setattr(files.time, "sleep", lambda seconds: None)

    def __call__(self, new: str, target: Path) -> None:
        self.calls += 1
        if self.calls <= self.times:
            raise refusal(self.winerror)
        self.own(new, target)


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_held_open_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    path = tmp_path / "x.arg"
    path.write_text("old")
    replacing = Replacing(monkeypatch, 99, winerror)
    with pytest.raises(HeldOpen, match="another program has it open"):
        write_file(path, b"new")
    assert replacing.calls == 4
    assert path.read_text() == "old" and [*tmp_path.iterdir()] == [path]


def test_a_file_held_open_for_a_moment_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replacing = Replacing(monkeypatch, 2, 32)
    argmap.loads("claim: A.").write(tmp_path / "x.arg")
    assert replacing.calls == 3 and (tmp_path / "x.arg").read_text() == "claim: A.\n"


def test_what_is_refused_for_another_reason_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replacing = Replacing(monkeypatch, 99, None)
    with pytest.raises(PermissionError, match="Permission denied") as caught:
        write_file(tmp_path / "x.arg", b"new")
    assert not isinstance(caught.value, HeldOpen) and replacing.calls == 1


def test_the_command_line_says_it_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given, out = tmp_path / "x.arg", tmp_path / "x.svg"
    given.write_text("claim: A.\n  because: B.\n")
    out.write_text("old")
    Replacing(monkeypatch, 99, 32)
    for command in (
        ["render", str(given), "-o", str(out)],
        ["convert", str(given), "-o", str(out)],
    ):
        status = cli.main([*command, *(["--to", "json"] if command[0] == "convert" else [])])
        assert status == 2
        said = capsys.readouterr().err
        assert (
            f"can't write {out}: another program has it open: close it there, and try again" in said
        )
    assert out.read_text() == "old"
