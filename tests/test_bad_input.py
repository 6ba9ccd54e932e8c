"""What may come in: a clear message and the right exit status, never a traceback, never half a file."""

from __future__ import annotations

import os
import xml.dom.minidom
from pathlib import Path

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic
from argmap.files import write_file
from tests.test_cli import HOLLOW, run

EVIL = (
    'claim a: <script>alert(1)</script> & "quotes" \\N \\l %s {} {a|b} ]]> <!-- -->\n'
    '  because b: C:\\path "x" -> y; node [label=x] </text></svg>\n'
    "  and: \U0001f600 日本語のとても長いテキストは折り返す必要があります עברית العربية\n"
)


def understood(text: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a text itself, whatever a reviewer would say of the map."""
    return Compilation.of_text(text).understood


def names(text: str) -> list[str]:
    return [d.name for d in understood(text)]


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (b"", 0, b"empty-map"),
        (b"\n\n# only a comment\n", 0, b"empty-map"),
        (b"\xef\xbb\xbf" + HOLLOW.encode(), 0, b"nothing to mend"),
        (HOLLOW.replace("\n", "\r\n").encode(), 0, b"nothing to mend"),
        (b"premise: a\r\nand: b\nso: c\r\n", 0, b"nothing to mend"),
        (b"claim: a\rclaim: b\r", 1, b"control-character"),
        (b"\x00\x01\x02\xff\xfe" * 100, 1, b"invalid-encoding"),
        (HOLLOW.encode("utf-16"), 1, b"UTF-16"),
        ("claim: café\nclaim: b\n".encode("latin-1"), 1, b"0xE9"),
        (b"claim: a\x00b\n", 1, b"no text file"),
        (b"claim: a\x07b\n", 1, b"U+0007"),
        (b"claim a: x\n\tbecause: y\n", 1, b"tab-indentation"),
        ("claim a: x\n\u00a0\u00a0because: y\n".encode(), 1, b"tab-indentation"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), 1, b"invalid-encoding"),
        (b"{", 1, b"invalid-json"),
        (b'{"format": "other"}', 1, b"unknown-format"),
        (b"[" * 100000, 1, b""),
        (b"{" + b'"a":{' * 100000, 1, b"nested too deep"),
        (b'{"format":"argmap","version":1,"statements":[{"id":1}]}', 1, b"invalid-json"),
        (b'{"format":"argmap","version":1,"statements":NaN}', 1, b"invalid-json"),
        (b'{"format":"argmap","version":' + b"9" * 5000 + b"}", 1, b"invalid-json"),
    ],
    # The name of a test is handed on to the processes that it starts, and has to be short.
    ids=lambda value: repr(value)[:40],
)
def test_bytes(data: bytes, status: int, says: bytes, tmp_path: Path) -> None:
    done = run("check", "-", stdin=data, cwd=tmp_path)
    assert done.returncode == status, done.stdout + done.stderr
    assert says in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr


def test_one_warning_for_an_empty_file() -> None:
    assert names("") == ["empty-map"]


@pytest.mark.slow
def test_a_line_of_ten_megabytes() -> None:
    text = "claim a: " + "word " * 2_000_000 + "\n  because nowhere\n"
    assert names(text) == ["undefined-label"]
    shown = run("check", "-", stdin="x" * 10_000_000)
    assert shown.returncode == 1 and len(shown.stdout) < 2000


@pytest.mark.slow
def test_two_thousand_levels(tmp_path: Path) -> None:
    text = "claim l0: Level.\n" + "".join(
        f"{' ' * n}because l{n}: Level {n}.\n" for n in range(1, 2001)
    )
    file = tmp_path / "deep.arg"
    file.write_text(text)
    map = argmap.load(file)
    assert len(map.arguments) == 2000
    assert argmap.loads(map.to_arg()) == map
    assert argmap.loads(map.to_json()) == map
    assert run("render", str(file), "-o", str(tmp_path / "deep.svg")).returncode == 0


# tests/bench has those of 100,000.
@pytest.mark.slow
def test_a_chain_of_references() -> None:
    text = "".join(f"claim c{n}: C.\n  because c{n + 1}\n" for n in range(20_000))
    found = understood(text)
    assert [d.name for d in found] == ["undefined-label"]
    assert len(argmap.loads(text + "claim c20000: End.\n").arguments) == 20_000


@pytest.mark.slow
def test_many_statements() -> None:
    text = "".join(f"claim: Statement {n}.\n" for n in range(20_000))
    map = argmap.loads(text)
    assert map.statements[-1].id == "claim-20000"


@pytest.mark.slow
def test_many_faults_are_not_quadratic() -> None:
    found = understood("".join(f"claim c{n}: C.\n  because x{n}\n" for n in range(20_000)))
    assert len(found) == 20_000


def test_text_never_becomes_markup(tmp_path: Path) -> None:
    map = argmap.loads("map: <b>&\n" + EVIL)
    svg = xml.dom.minidom.parseString(map.to_svg())
    assert not svg.getElementsByTagName("script")
    texts = "".join(t.firstChild.data for t in svg.getElementsByTagName("text"))
    assert "<script>alert(1)</script>" in texts
    dot = map.to_dot()
    for line in dot.splitlines():
        stripped = line.replace("\\\\", "").replace('\\"', "")
        assert stripped.count('"') % 2 == 0
    assert "node [label=x] </text></svg>" in dot.replace("\\l", " ")
    map.render(tmp_path / "evil.pdf")
    map.render(tmp_path / "evil.png")


def test_labels_in_any_script_are_names_in_every_format(tmp_path: Path) -> None:
    map = argmap.loads("claim 論点: 一\n  because العربية: ب\n  but zażółć_x-1: ż\n")
    xml.dom.minidom.parseString(map.to_svg())
    for format in ("pdf", "png", "dot"):
        map.render(tmp_path / f"x.{format}")


def test_lone_surrogates_are_an_error_and_no_crash() -> None:
    assert names("claim: a\ud800b\n") == ["control-character"]
    assert names('claim "\ud800') == ["missing-colon", "control-character"]


def test_what_a_picture_lacks_is_said(tmp_path: Path) -> None:
    done = run("render", "-", "-o", str(tmp_path / "x.pdf"), stdin="claim: 日本語 text\n")
    assert done.returncode == 0
    assert b"missing-glyph" in done.stderr and "日".encode() in done.stderr


ROWS = ("--layout", "graphviz", "--dot")


def test_folders_and_unwritable_places(tmp_path: Path) -> None:
    file = tmp_path / "a.arg"
    file.write_text(HOLLOW)
    (tmp_path / "empty").mkdir()
    circle = tmp_path / "circle.arg"
    circle.write_text("claim a: A is so.\n  because b: B is so.\n    because a\n")
    for arguments in (
        ("check", str(tmp_path / "empty")),
        ("check", str(tmp_path / "missing.arg")),
        ("check", "a\0b.arg".replace("\0", "")),
        ("render", str(file), "-o", str(tmp_path / "no" / "folder.svg")),
        ("render", str(file), "--to", "svg", "-o", str(tmp_path)),
        ("render", str(file), "--to", "svg", "-o", "/dev/full"),
        ("render", str(file), "--to", "svg", "-o", "/proc/nothing.svg"),
        ("render", str(circle), "-o", str(tmp_path / "x.svg"), *ROWS, "/no/such/dot"),
        ("render", str(circle), "-o", str(tmp_path / "x.svg"), *ROWS, "/bin/false"),
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert done.stderr and b"Traceback" not in done.stderr
    assert sorted(os.listdir(tmp_path)) == ["a.arg", "circle.arg", "empty"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "x.svg"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["x.svg"]


def test_writing_keeps_modes_and_follows_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.svg", tmp_path / "link.svg"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_file(link, b"new")
    assert real.read_bytes() == b"new" and link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


def test_identifiers_that_no_text_gives_are_said() -> None:
    text = (
        '{"format": "argmap", "version": 1, "statements": ['
        '{"id": "claim-7", "kind": "claim", "text": "A."},'
        '{"id": "premise-1", "kind": "premise", "text": "B."}],'
        '"arguments": [{"id": "argument-1", "role": "supports", "premises": ["premise-1"],'
        '"target": "claim-7"}]}'
    )
    (found,) = understood(text)
    assert found.name == "renumbered" and "claim-7" in found.message
    map = argmap.loads(text)
    assert map.arguments[0].target == "claim-1"
    assert argmap.loads(map.to_arg()) == map


def test_faults_in_json_are_placed() -> None:
    text = (
        '{"format": "argmap", "version": 1,\n "statements": [\n  {"id": "a", "kind": "claim", '
        '"text": "A."},\n  {"id": "b", "kind": "wish", "text": 3, "colour": "red"}],\n'
        ' "arguments": [{"id": "x", "role": "supports", "premises": ["a"]}]}'
    )
    found = understood(text)
    assert [d.name for d in found] == ["invalid-json"] * 4
    assert [d.line for d in found] == [4, 4, 4, 5]
    lines = text.split("\n")
    assert lines[3][found[0].column - 1 :].startswith('"wish"')
