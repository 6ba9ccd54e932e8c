"""What argmap makes of the examples, as JSON: the same in every Python and on every machine.

Run as a program in the top folder of the repository it prints this; tests/pyodide.mjs asks for it elsewhere.
"""

from __future__ import annotations

import io
import json
import platform
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import argmap
from argmap import cli
from argmap.formats import DOCUMENTS

# Status, standard output, standard error.
Told = tuple[int, str, str]


def told(*arguments: str) -> Told:
    """How a command went, by the function that the program `argmap` calls."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = cli.main(arguments)
    return status, out.getvalue(), err.getvalue()


def by_command(path: str, folder: Path) -> dict[str, Told | str]:
    """What the commands say of a file, and the svg that `render` writes into the folder."""
    commands = [
        ("check", path),
        ("check", "--format", "json", path),
        ("evaluate", path),
        ("format", "--check", path),
        # A workbook is no text.
        *(("convert", "--to", format, path) for format in DOCUMENTS if format != "xlsx"),
        ("render", "--layout", "standard", "--to", "text", path),
    ]
    found: dict[str, Told | str] = {" ".join(command): told(*command) for command in commands}
    for layout in ("tree", "outline"):
        out = folder / f"{layout}.svg"
        out.unlink(missing_ok=True)
        command = ("render", "--layout", layout, path, "-o", str(out))
        name = " ".join(command[:-2])
        found[name] = told(*command)
        if out.exists():
            found[f"{name}: svg"] = out.read_text(encoding="utf-8")
    return found


def by_api(path: str) -> dict[str, object]:
    """What Python's functions say of a file."""
    map = argmap.load(path)
    return {
        "check": [str(diagnostic) for diagnostic in argmap.check(path)],
        "evaluate": dict(map.evaluate().statuses),
        "arg": map.to_arg(),
        "equal": argmap.loads(map.to_arg()) == map,
    }


def everything() -> dict[str, object]:
    """All of it, file by file, and which Python this is."""
    found: dict[str, object] = {"version": platform.python_version(), "platform": sys.platform}
    with tempfile.TemporaryDirectory() as folder:
        for example in sorted(Path("examples").glob("*.arg")):
            path = example.as_posix()
            found[path] = {"commands": by_command(path, Path(folder)), "api": by_api(path)}
    return found


if __name__ == "__main__":
    print(json.dumps(everything()))
