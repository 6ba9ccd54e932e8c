"""What commands print: nothing that a terminal would act on, and no traceback where a stream is closed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.wording import for_terminal, json_text, printable
from tests.conftest import EXAMPLES

ODD = "\x9b31m \x9d0;T\x9c \u202e evil \u2066 \u2067\u2068\u2069\u202a\u202b\u202c\u202d \u2028 \u2029 \x85 \x7f"
ACTED_ON = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# Colours are the one thing that argmap itself has a terminal act on.
COLOR = re.compile(r"\x1b\[[\d;]*m")
posix = pytest.mark.skipif(os.name == "nt", reason="names and streams as Unix has them")

MAP = f"""\
map: Title {ODD}
  note: n {ODD}
  source: src.txt

# section {ODD}
section: Part {ODD}
claim a: x {ODD} y.
  speaker: s {ODD}
  qualifier: q {ODD}
  > quoted {ODD} words
  because b: It is {ODD} so. [P(x)]
    tags: t {ODD}
  and c: Because nowhere {ODD} of is.
    formula: P(x {ODD}
  but: Not {ODD} so.
claim d: x {ODD} y.
  because zz{ODD.split()[0]}: {ODD}
  becuase: {ODD}
  by nosuch{ODD.split()[0]}
"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch) -> str:
    """A map with odd characters everywhere, its name too; the name of the file, in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src.txt").write_text(f"Here is quoted {ODD} words.")
    name = (
        f"m\x1b[31m\x9b\u202e\u2028\nx\r{ODD.split()[0]}.arg" if os.name != "nt" else "m\u202e.arg"
    )
    (tmp_path / name).write_text(MAP, encoding="utf-8")
    return name


COMMANDS = [
    ["check"], ["check", "--format", "concise"], ["check", "--format", "json"], ["check", "--format", "github"],
    ["check", "--format", "sarif"], ["check", "--color", "always"], ["check", "--profile", "teach"], ["check", "--select", "all"],
    ["format", "--check"], ["evaluate", "--force"], ["evaluate", "--force", "--format", "json"], ["crux", "--force"], ["defend", "--force"],
    ["prove", "--force"], ["coverage"], ["coverage", "--format", "json"], ["coverage", "--force"], ["rename", "--dry-run"],
    ["render", "--to", "text", "-o", "-", "--force"], ["render", "--to", "text", "--layout", "standard", "-o", "-", "--force"],
    ["render", "-o", "x.svg", "--force", "--caption", "text"], ["render", "-o", "x\x9b\u202e.svg", "--force"],
    ["convert", "--to", "json", "--force", "--report"], ["convert", "--to", "argdown", "-o", "x.argdown", "--force", "--report"],
    ["convert", "--to", "apx", "-o", "x.apx", "--force", "--report"], ["table"], ["schemes", "--check"], ["explain"],
    ["render", "-o", "missing\x9b\n/x.svg", "--force"], ["check", "--nosuch\x1b[31m\u202e"], ["check", "no\x9b\u202esuch\n.arg"],
    ["compare"], ["preview", "--port", "99999"], ["watch"], ["nosuch\x9b\u202e"],
]  # fmt: skip


@posix
@pytest.mark.parametrize(
    "command", COMMANDS, ids=lambda c: " ".join(c[:3]).encode("unicode_escape").decode()
)
def test_nothing_that_a_terminal_acts_on_is_printed(
    command: list[str], hostile: str, capsys
) -> None:
    with suppress(SystemExit):
        main([*command, hostile, *[hostile] * (command == ["compare"])])
    said = capsys.readouterr()
    for stream in (said.out, said.err):
        bare = COLOR.sub("", stream) if "always" in command else stream
        if command[0] == "table":
            continue
        found = ACTED_ON.search(bare)
        assert found is None, (found, bare[max(0, found.start() - 90) : found.start() + 40])


@posix
def test_documents_are_exact_where_no_terminal_shows_them(
    hostile: str, tmp_path: Path, capfdbinary
) -> None:
    text = f"claim a: x {ODD.replace(chr(0x7F), '')} y.\n"
    (tmp_path / "m.arg").write_text(text, encoding="utf-8")
    main(["convert", "m.arg", "--to", "arg"])
    assert capfdbinary.readouterr().out.decode() == text
    main(["convert", "m.arg", "--to", "json"])
    out = capfdbinary.readouterr().out.decode()
    assert not ACTED_ON.search(out)
    assert argmap.loads(out) == argmap.loads(text)


@posix
@pytest.mark.parametrize(
    "command", ["format -o -", "convert --to arg", "render --to markdown -o -", "table", "check"]
)
def test_a_terminal_gets_no_document_raw(command: str, hostile: str) -> None:
    import pty

    leader, follower = pty.openpty()
    name, *options = command.split()
    Path("t.arg").write_text(f"claim a: x {ODD} y.\n  because b: c.\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", name, "t.arg", *options, *["--color", "never"][: 2 * (name == "check")]],
        stdout=follower, stderr=follower, env={**os.environ, "PYTHONPATH": str(Path(argmap.__file__).parents[1])},
    )  # fmt: skip
    os.close(follower)
    said = b""
    while True:
        try:
            more = os.read(leader, 65536)
        except OSError:  # Linux' way to say that it ended
            break
        if not more:
            break
        said += more
    process.wait()
    text = said.decode().replace("\r\n", "\n")
    assert ("x" in text or name == "check") and not ACTED_ON.search(text), text


def test_what_is_replaced_and_what_is_not() -> None:
    kept = "a b\u00a0c é 名 العربية ‏עברית‎ می\u200cخواهم 👨\u200d👩 …"
    assert for_terminal(f"{kept}\n\t") == f"{kept}\n\t"
    for character in ODD.replace(" ", ""):
        if ACTED_ON.match(character):
            assert for_terminal(character) == "\ufffd" == printable(character)
            assert json_text(character) == f'"\\u{ord(character):04x}"\n'
            assert json.loads(json_text([character])) == [character]
    assert printable("\n\r\x1b") == "\ufffd" * 3
    assert json.loads(json_text("\ud800")) == "\ud800"


# Streams that are closed


def shell(script: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "A": f"{sys.executable} -m argmap", "E": str(EXAMPLES)}
    return subprocess.run(
        ["bash", "-c", script], env=env, capture_output=True, cwd=EXAMPLES.parent, check=False
    )


@posix
@pytest.mark.parametrize(
    ("text", "status"), [("claim a: A.\n  because nosuch\n" * 3000, 1), ("claim: A.\n" * 3000, 0)]
)
@pytest.mark.parametrize("reader", ["head -1", "true", "head -c 10"])
@pytest.mark.slow
def test_a_reader_that_has_enough_changes_no_exit_status(
    text: str, status: int, reader: str, tmp_path: Path
) -> None:
    (tmp_path / "m.arg").write_text(text)
    for format in ("full", "concise", "json"):
        done = shell(
            f"$A check {tmp_path}/m.arg --format {format} 2>/dev/null | {reader} >/dev/null; exit ${{PIPESTATUS[0]}}"
        )
        assert done.returncode == status and not done.stderr
    done = shell(
        f"($A check {tmp_path}/m.arg 2>&1; echo $? >{tmp_path}/status) | {reader} >/dev/null"
    )
    assert (tmp_path / "status").read_text() == f"{status}\n" and not done.stderr


@cache
def usual(command: str) -> int:
    return shell(f"$A {command} >/dev/null 2>&1").returncode


@posix
@pytest.mark.parametrize(
    "command",
    ["check $E/nato.arg", "render $E/nato.arg --to svg -o -", "convert $E/nato.arg --to json", "explain", "check --help",
     "table $E/nato.arg", "format --diff $E/nato.arg"],
)  # fmt: skip
@pytest.mark.parametrize("stream", [">&-", "2>&-", "<&- >&- 2>&-", "| true", "2>&1 | true"])
def test_a_closed_stream_gives_no_traceback(command: str, stream: str) -> None:
    done = shell(f"$A {command} {stream}; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == usual(command)
    assert b"Traceback" not in done.stderr and b"rror" not in done.stderr.replace(b"errors", b"")


@posix
@pytest.mark.parametrize(
    "command", ["check -", "evaluate -", "format -", "render - -o x.svg", "convert - --to json"]
)
def test_closed_standard_input_is_said(command: str) -> None:
    done = shell(f"$A {command} <&-")
    assert done.returncode == 2
    assert done.stderr == b"argmap: can't read -: standard input is closed\n"


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize(
    "command",
    ["check $E/nato.arg --format json", "render $E/nato.arg --to svg -o -", "explain"],
)
def test_a_full_disk_is_said_once(command: str) -> None:
    done = shell(f"$A {command} >/dev/full")
    assert (
        done.returncode == 2 and b"Traceback" not in done.stderr and b"Exception" not in done.stderr
    )
    assert done.stderr.splitlines()[-1] == b"argmap: no space left on device"


def test_line_ends_of_tables_reach_a_terminal() -> None:
    assert for_terminal("a,b\r\nc\rd\r\r\n") == "a,b\nc\ufffdd\ufffd\n"
