"""In Python 3.14, as WebAssembly, argmap gives what it gives here: texts, statuses, the bytes of figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

import argmap
from tests.conftest import EXAMPLES, ROOT
from tests.kinds import slow
from tests.programs import needed

# Tests that need neither processes nor compiled libraries.
QUICK = ("tests/test_resolve.py", "tests/test_corpus.py", "tests/test_sadface.py")
# What has places, for which maps that are no trees need the program `dot`; there is none in Pyodide.
PLACED = (
    "render --layout tree",
    "convert --to graphml",
    "convert --to canvas",
    "convert --to drawio",
)
NO_DOT = "argmap: no `dot` was found: install the package graphviz-pure, or Graphviz, or name one by --dot\n"


@slow
def called(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def pyodide(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m` with these arguments, in Pyodide, with this Python's packages as far as they are plain Python."""
    if not os.environ.get("ARGMAP_PYODIDE"):
        pytest.skip("ARGMAP_PYODIDE names no folder with pyodide")
    script = str(ROOT / "tests" / "pyodide.mjs")
    return called(needed("node"), script, str(ROOT), sysconfig.get_path("purelib"), *arguments)


def test_the_same_is_made_of_the_examples(tmp_path: Path) -> None:
    done = pyodide("tests.everywhere")
    assert done.returncode == 0, done.stderr
    there: dict[str, Any] = json.loads(done.stdout)
    assert (there.pop("version")[:5], there.pop("platform")) == ("3.14.", "emscripten")
    done = called(sys.executable, "-m", "tests.everywhere")
    here: dict[str, Any] = json.loads(done.stdout)
    assert here.pop("version") == sys.version.split()[0] and here.pop("platform") == sys.platform
    assert (
        [*here] == [*there] == [f"examples/{path.name}" for path in sorted(EXAMPLES.glob("*.arg"))]
    )
    drawn = 0
    for path in here:
        assert there[path]["api"] == here[path]["api"], path
        ours, theirs = here[path]["commands"], there[path]["commands"]
        for command in ("check", "evaluate", "format --check"):
            assert theirs[f"{command} {path}"][0] == 0, theirs[f"{command} {path}"]
        tree = f"{PLACED[0]} {path}"
        if theirs[tree][2] == NO_DOT:
            assert theirs.pop(tree) == [2, "", NO_DOT] and ours.pop(tree)[0] == 0
            del ours[f"{tree}: svg"]
            for start in PLACED[1:]:
                command = f"{start} {path}"
                map = argmap.load(ROOT / path)
                assert ours.pop(command)[0] == theirs[command][0] == 0
                document = tmp_path / f"map.{start.split()[-1]}"
                document.write_text(theirs.pop(command)[1], encoding="utf-8")
                assert argmap.load(document) == map
        assert [*theirs] == [*ours]
        for command, told in theirs.items():
            assert told == ours[command], command
        drawn += sum(name.endswith(": svg") for name in theirs)
    # The outline of each, and the trees.
    assert drawn > len(here)


def test_the_quick_tests_pass() -> None:
    done = pyodide("pytest", "-o", "addopts=", "-p", "no:cacheprovider", "-q", *QUICK)
    assert done.returncode == 0, done.stdout + done.stderr
    last = done.stdout.strip().splitlines()[-1]
    assert " passed" in last and "skipped" not in last, last
