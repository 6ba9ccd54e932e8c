"""What the pages say of adding things: a rule, a format, a layout or a command is one row and one file.

Each is added to a copy of the package, which then runs as a program of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

RULE_ROW = (
    "  AM599 shouting                  hint     A statement ends with an exclamation mark."
    " | only default teach"
)
RULE = '''"""A statement ends with an exclamation mark.

## Why

Whoever shouts gives no reason.

## Example

```arg
claim: The pledge is hollow!
  because: Few allies would agree to admit Ukraine.
```

## Instead

```arg
claim: The pledge is hollow.
  because: Few allies would agree to admit Ukraine.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """A hint for each statement that shouts."""
    for statement in context.english_statements:
        if statement.text.endswith("!"):
            message = f"{context.name(statement)} shouts"
            yield context.report("shouting", message, statement, "end it with a full stop")
'''

READER = '''"""Lines of a made-up format, `reason > conclusion`, as a map."""

from __future__ import annotations

from argmap.readers.builder import MapBuilder
from argmap.resolve import Resolved
from argmap.source import Source


def read_arrows(source: Source) -> Resolved:
    """The map of a text; never raises on what the text holds."""
    made = MapBuilder(source, "arrows")
    known: dict[str, str] = {}
    lines = [line.partition(" > ") for line in source.text.splitlines()[1:]]
    for one, _, other in lines:
        for text in (one, other):
            if text and text not in known:
                known[text] = f"s{len(known)}"
                made.statement(known[text], text)
        if one and other:
            made.step([known[one]], known[other])
    return made.resolved()
'''
READER_ROW = """    Format(
        "arrows",
        endings=("arrows",),
        looks=(r"\\A%arrows\\n",),
        reader="arrows:read_arrows",
    ),
"""

WRITER = '''"""A map as lines `reason > conclusion`."""

from __future__ import annotations

from argmap.model import Map
from argmap.writers.losses import not_carried
from argmap.writers.output import Written


def to_arrows(map: Map) -> Written:
    """The map as lines, and what they can't say."""
    lines = [
        f"{map[premise].text} > {map[argument.target].text}\\n"
        for argument in map.arguments
        if argument.role == "supports"
        for premise in argument.premises
    ]
    return Written("%arrows\\n" + "".join(lines), not_carried(map, "arrows"))
'''
WRITER_ROW = """    Format(
        "arrows",
        endings=("arrows",),
        document="arrows:to_arrows",
        carries=(),
    ),
"""

PICTURE = '''"""A drawing as its number of shapes."""

from __future__ import annotations

from argmap.writers.output import Figure, Rendered


def render_count(figure: Figure) -> Rendered:
    """The figure in one number."""
    shapes = sum(len(group.shapes) for page in figure.drawing.pages for group in page.groups)
    return figure.rendered([f"{shapes} shapes\\n".encode()])
'''
PICTURE_ROW = '    Format("count", endings=("count",), picture="count:render_count"),\n'

LAYOUT = '''"""The layout `upright`: a tree that grows upwards, whatever is asked for."""

from __future__ import annotations

from attrs import evolve

from argmap.draw.setup import Drawn, Setup
from argmap.draw.tree import tree
from argmap.draw.view import View


def upright(view: View, setup: Setup) -> Drawn:
    """Draws a view."""
    return tree(view, evolve(setup, direction="up"))
'''

COMMAND = '''"""`argmap count`"""

from __future__ import annotations

import argparse

from argmap.commands.inputs import compile_file
from argmap.commands.parsers import Commands, add_command
from argmap.commands.outputs import write_text
from argmap.commands.status import DONE


def add(commands: Commands) -> None:
    """Gives the command line this command."""
    add_command(commands, "count", run, "count the statements of a map")


def run(arguments: argparse.Namespace) -> int:
    """Carries it out; the exit status."""
    map = compile_file(arguments.file, arguments).map
    write_text(f"{len(map.statements)}\\n", arguments.output)
    return DONE
'''

SCHEME = """[rain]
title = "Argument from rain"
summary = "It rains, and so something is wet."
conclusion = { kind = "claim", text = "{A} is wet." }

[rain.roles]
rain = "It rains on {A}."

[rain.questions]
roof = { kind = "exception", text = "Is there a roof over {A}?", unless = "There is a roof." }
"""


class Copy:
    """A copy of the package in which things are added, and run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(
            ROOT / "argmap",
            folder / "argmap",
            ignore=shutil.ignore_patterns("__pycache__", "*.ttf"),
        )
        shutil.copytree(ROOT / "grammars", folder / "grammars")
        for font in (ROOT / "argmap" / "draw" / "fonts").glob("*.ttf"):
            (folder / "argmap" / "draw" / "fonts" / font.name).symlink_to(font)
        self.added = 0

    def row(self, table: str, before: str, row: str) -> None:
        """Puts a row into a table, before what stands there once."""
        path = self.folder / table
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, (table, before)
        path.write_text(text.replace(before, row + before), encoding="utf-8")

    def file(self, path: str, text: str) -> None:
        """Adds a file."""
        assert not (self.folder / path).exists()
        (self.folder / path).write_text(text, encoding="utf-8")

    def run(self, *arguments: str, status: int = 0) -> str:
        """What the program prints, on both ways."""
        done = subprocess.run(
            [sys.executable, "-m", "argmap", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "NO_COLOR": "1", "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def changed(self) -> set[str]:
        """The files of the package that are no longer as they were, or are new."""
        own = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in (self.folder / "argmap").rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        return {
            name
            for name, data in own.items()
            if not (ROOT / name).exists() or (ROOT / name).read_bytes() != data
        }


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_rule_is_a_row_and_a_file(copy: Copy) -> None:
    (copy.folder / "loud.arg").write_text("claim loud: No!\n  because: It is so.\n")
    assert "shouting" not in copy.run("check", "loud.arg")
    copy.row("argmap/rulebook.py", "\nteaching:\n", f"{RULE_ROW}\n")
    copy.file("argmap/rules/shouting.py", RULE)
    assert copy.changed() == {"argmap/rulebook.py", "argmap/rules/shouting.py"}
    found = copy.run("check", "loud.arg")
    assert "hint AM599 shouting: `loud` shouts\n  --> loud.arg:1:1" in found
    assert "help: end it with a full stop" in found
    # What the row says of it holds.
    assert "shouting" not in copy.run("check", "loud.arg", "--profile", "strict")
    assert "shouting" not in copy.run("check", "loud.arg", "--ignore", "wording")
    (copy.folder / "quiet.arg").write_text(
        "claim: No! # argmap: ignore[shouting]\n  because: So.\n"
    )
    assert "shouting" not in copy.run("check", "quiet.arg")
    page = copy.run("explain", "am599")
    assert page.startswith(
        "# AM599 shouting (hint)\n\nA statement ends with an exclamation mark.\n"
    )
    assert re.search(r"(?m)^  AM599 shouting +hint +A statement ends", copy.run("explain"))


def test_an_input_format_is_a_row_and_a_file(copy: Copy) -> None:
    text = "%arrows\nJoining NATO requires unanimity. > The pledge is hollow.\n"
    (copy.folder / "x.arrows").write_text(text)
    (copy.folder / "x.json").write_text(text)
    copy.row("argmap/formats.py", ")\n\nFORMATS", READER_ROW)
    copy.file("argmap/readers/arrows.py", READER)
    assert copy.changed() == {"argmap/formats.py", "argmap/readers/arrows.py"}
    # By its ending, by what it looks like, by its name, and in a folder.
    expected = "premise: Joining NATO requires unanimity.\nso: The pledge is hollow.\n"
    for arguments in (("x.arrows",), ("x.json",), ("x.arrows", "--from", "arrows")):
        assert copy.run("convert", *arguments, "--to", "arg") == expected
    (copy.folder / "maps").mkdir()
    (copy.folder / "maps" / "y.arrows").write_text(text)
    copy.run("convert", "maps", "--to", "arg", "-o", "out")
    assert (copy.folder / "out" / "y.arg").read_text() == expected
    said = copy.run("check", "x.arrows", "--from", "nothing", status=2)
    assert "arrows" in said


def test_a_format_for_documents_is_a_row_and_a_file(copy: Copy) -> None:
    copy.row("argmap/formats.py", ")\n\nFORMATS", WRITER_ROW)
    copy.file("argmap/writers/arrows.py", WRITER)
    assert copy.changed() == {"argmap/formats.py", "argmap/writers/arrows.py"}
    nato = str(EXAMPLES / "nato.arg")
    assert "or arrows; without it" in copy.run("convert", "--help")
    said = copy.run("convert", nato, "-o", "nato.arrows")
    written = (copy.folder / "nato.arrows").read_text(encoding="utf-8")
    assert written.startswith("%arrows\n") and written.count(" > ") > 5
    assert "undercuts (" in said and "linked premises (" in said
    assert copy.run("convert", nato, "--to", "arrows").startswith("%arrows\n")


def test_a_format_for_pictures_is_a_row_and_a_file(copy: Copy) -> None:
    copy.row("argmap/formats.py", '    Format("html"', PICTURE_ROW)
    copy.file("argmap/writers/count.py", PICTURE)
    assert copy.changed() == {"argmap/formats.py", "argmap/writers/count.py"}
    assert "count" in copy.run("render", "--help")
    copy.run("render", str(EXAMPLES / "lead.arg"), "-o", "lead.count")
    assert re.fullmatch(r"\d\d+ shapes\n", (copy.folder / "lead.count").read_text())


def test_a_layout_is_a_row_and_a_file(copy: Copy) -> None:
    row = """    Layout(
        "upright",
        "a tree that grows upwards",
        draws="upright:upright",
        sentence="Read it from below.",
    ),
"""
    copy.row("argmap/draw/layouts.py", ")\n\nLAYOUTS", row)
    copy.file("argmap/draw/upright.py", LAYOUT)
    assert copy.changed() == {"argmap/draw/layouts.py", "argmap/draw/upright.py"}
    lead = str(EXAMPLES / "lead.arg")
    copy.run("render", lead, "-o", "one.svg", "--layout", "upright")
    copy.run("render", lead, "-o", "two.svg", "--direction", "up")
    assert (copy.folder / "one.svg").read_bytes() == (copy.folder / "two.svg").read_bytes()
    assert "upright: a tree that grows upwards" in " ".join(copy.run("render", "--help").split())
    said = copy.run("render", lead, "-o", "x.svg", "--layout", "upright", "--caption")
    assert "Read it from below." in said


def test_a_command_is_a_name_and_a_file(copy: Copy) -> None:
    copy.row("argmap/commands/__init__.py", '"check", "explain"', '"count", ')
    copy.file("argmap/commands/count.py", COMMAND)
    assert copy.changed() == {"argmap/commands/__init__.py", "argmap/commands/count.py"}
    assert copy.run("count", str(EXAMPLES / "nato.arg")) == "15\n"
    assert "count the statements of a map" in copy.run("--help")


def test_a_scheme_is_a_table(copy: Copy) -> None:
    path = copy.folder / "argmap" / "schemes" / "reasoning.toml"
    text = path.read_text(encoding="utf-8")
    assert "[rain]" not in text
    path.write_text(f"{text}\n{SCHEME}", encoding="utf-8")
    assert copy.changed() == {"argmap/schemes/reasoning.toml"}
    assert "unless: There is a roof." in copy.run("schemes", "rain")
    assert "It rains, and so something is wet." in copy.run("schemes")
    text = "claim: The street is wet.\n  because: It rains.\n  by rain\n"
    (copy.folder / "rain.arg").write_text(text)
    assert "roof" in copy.run("check", "rain.arg")
