"""The same map gives the same bytes in other processes: whatever the locale, the time zone, the order of
sets, the home, the folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.draw.layouts import LAYOUTS
from argmap.formats import DOCUMENTS, PICTURES
from tests.conftest import CORPUS, EXAMPLES
from tests.kinds import slow

# Warrants and exceptions; every sort of line; what is no tree; other scripts and mathematics.
MAPS = [
    EXAMPLES / "lead.arg",
    *(CORPUS / "draw" / f"{n}.arg" for n in ("structures", "shared", "scripts")),
]

# Run in each of the surroundings: prints a digest for each map, layout and format.
SCRIPT = """
import hashlib, json, sys
from pathlib import Path
import argmap
from argmap.draw.options import Options
from argmap.formats import DOCUMENTS, PICTURES
from argmap.files import Project
from argmap.quotations.coverage import coverage
from argmap.writers import render, written
from argmap.writers.report import FORMATS, report

done = {}
for path in sys.argv[1:]:
    map = argmap.load(path)
    for format in DOCUMENTS:
        done[f"{path} {format}"] = [written(map, format).data]
    for layout in ("tree", "graphviz", "outline", "freeman", "toulmin", "framework"):
        for format in PICTURES:
            if format in DOCUMENTS or (format == "html" and layout != "tree"):
                continue
            options = Options(layout=layout, preset="springer-column", dpi=50)
            done[f"{path} {layout} {format}"] = render(map, format, options).files
    for format in ("text", "markdown", "tikz", "tex"):
        done[f"{path} standard {format}"] = render(map, format, Options(layout="standard")).files
    for format in FORMATS:
        quoted = coverage(map, map.source, Project(Path(path).parent))
        made = report(map, format, Options(dpi=50), quoted)
        done[f"{path} report {format}"] = [made.data, *made.figures.values()]
    done[f"{path} tagged pdf"] = render(map, "pdf", Options(tagged=True)).files
digests = {
    name: [hashlib.sha256(file).hexdigest() for file in files] for name, files in done.items()
}
json.dump(digests, sys.stdout)
"""

SURROUNDINGS = [
    {"LANG": "C", "LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "1"},
    {
        "LANG": "de_DE.UTF-8",
        "TZ": "America/St_Johns",
        "PYTHONHASHSEED": "random",
        "PYTHONUTF8": "0",
    },
]


@slow
def started(surroundings: dict[str, str], home: Path) -> subprocess.Popen[str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    root = str(EXAMPLES.parent)
    env = {**kept, "ARGMAP_FONTS": "", "HOME": str(home), "PYTHONPATH": root, **surroundings}
    command = [sys.executable, "-c", SCRIPT, *map(str, MAPS)]
    return subprocess.Popen(command, env=env, cwd=home, stdout=subprocess.PIPE, text=True)


def test_same_bytes_in_all_surroundings(tmp_path_factory: pytest.TempPathFactory) -> None:
    runs = [
        started(surroundings, tmp_path_factory.mktemp(f"home-{number}"))
        for number, surroundings in enumerate(SURROUNDINGS)
    ]
    first, *others = (json.loads(run.communicate()[0]) for run in runs)
    for other in others:
        assert {name for name in first if first[name] != other[name]} == set()
    # Every format and every layout is among them.
    words = {word for name in first for word in name.split()}
    assert {*PICTURES, *DOCUMENTS, *LAYOUTS} <= words
