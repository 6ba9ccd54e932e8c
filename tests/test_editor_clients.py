"""The clients of other editors with argmap's language server, set up as docs/editors.md says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.programs import needed

EDITORS = ROOT / "editors"
_PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
LUA, ELISP = (re.findall(rf"```{name}\n(.*?)```", _PAGE, re.DOTALL) for name in ("lua", "elisp"))

TEXT = """\
claim schön:   The bridge 𝒜 is new.
    because weite: 𝒜 is the width.
    becuase: The river is wide.

claim: The plan is good.
    because weite
"""
RENAMED = TEXT.replace("weite", "größe")
MENDED = RENAMED.replace("becuase", "because")
FOUND = {
    "faults": [3],
    "hover": "**premise** `weite`\n\n𝒜 is the width.\n\nUsed in 2 arguments.",
    "renamed": RENAMED,
    "mended": MENDED,
    "formatted": MENDED.replace("   The bridge", " The bridge").replace("    ", "  "),
}


def told(folder: Path, *command: str) -> dict[str, Any]:
    """What an editor writes of the file, started with these words."""
    (folder / "my brücke.arg").write_text(TEXT, encoding="utf-8")
    out = folder / "out.json"
    places = {"ARGMAP_FILE": str(folder / "my brücke.arg"), "ARGMAP_OUT": str(out)}
    places["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        command,
        env={**os.environ, **places, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert out.exists(), done.stderr
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("words", LUA, ids=["0.11", "0.8"])
def test_neovim_has_what_the_server_says(words: str, tmp_path: Path) -> None:
    program = needed("nvim")
    package = tmp_path / ".local" / "share" / "nvim" / "site" / "pack" / "argmap" / "start"
    package.mkdir(parents=True)
    (package / "argmap").symlink_to(EDITORS / "vim")
    (tmp_path / "init.lua").write_text(words)
    script = f"luafile {ROOT / 'tests' / 'neovim.lua'}"
    arguments = ("--headless", "-n", "-i", "NONE", "-u", str(tmp_path / "init.lua"))
    assert told(tmp_path, program, *arguments, "-c", script, "-c", "cquit") == FOUND


def test_emacs_has_what_the_server_says(tmp_path: Path) -> None:
    program = needed("emacs")
    (words,) = ELISP
    (tmp_path / ".emacs.d").mkdir()
    (tmp_path / ".emacs.d" / "argmap").symlink_to(EDITORS / "emacs")
    (tmp_path / "init.el").write_text(words)
    script = str(ROOT / "tests" / "eglot.el")
    assert told(tmp_path, program, "-q", "--batch", "-l", "init.el", "-l", script) == FOUND
