"""The package as a Python user meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import argmap
from argmap import Argument, ArgumentMap, Statement
from tests.conftest import CORPUS, EXAMPLES

GROWN = Path(__file__).parent / "corpus" / "maps" / "grown.arg"


def test_a_map_answers() -> None:
    map = argmap.load(GROWN)
    assert map["hollow"].text == "The pledge is hollow."
    assert "hollow" in map and "nowhere" not in map
    assert [s.id for s in map.roots] == ["modify"]
    first, second = map.supporters("modify")
    assert first.premises == ("hollow",) and second.premises[0] == "red-flag"
    assert [a.role for a in map.attackers(map["modify"])] == ["rebuts", "rebuts"]
    step = map.supporters("hollow")[0]
    assert step.scheme == "modus-ponens" and step.strength == 0.5
    assert len(map.attackers(step)) == 2
    assert map.argument(step.id) == step
    assert map.uses("few") == (step,)
    with pytest.raises(KeyError):
        map["nowhere"]


def test_loads_raises_with_all_diagnostics() -> None:
    with pytest.raises(argmap.ArgmapError, match="undefined-label") as raised:
        argmap.loads("claim a: A.\n  because x\n  because y\n")
    assert len(raised.value.diagnostics) == 2


def test_check_takes_paths_and_texts(tmp_path: Path, monkeypatch) -> None:
    path = CORPUS / "wellformed" / "trolley.arg"
    assert argmap.check(path) == argmap.check(str(path)) == ()
    for text in ("claim: a", "claim: see nato.arg"):
        assert [d.name for d in argmap.check(text, select=["structure"])] == [
            "unsupported-conclusion"
        ]
    with pytest.raises(OSError):
        argmap.check(tmp_path / "missing.arg")
    with pytest.raises(OSError):
        argmap.load(tmp_path / "missing.arg")


def test_a_map_built_from_objects_equals_the_one_read() -> None:
    unanimity = Statement("Joining NATO requires unanimity.", kind="premise")
    hollow = Statement("The Ukraine pledge is hollow.")
    built = ArgumentMap([unanimity, hollow], [Argument([unanimity], hollow)])
    text = "premise: Joining NATO requires unanimity.\nso: The Ukraine pledge is hollow.\n"
    assert built == argmap.loads(text)
    assert built.to_arg() == text
    assert argmap.loads(built.to_json()) == built


def test_render_by_ending_and_by_name(tmp_path: Path) -> None:
    map = argmap.load(GROWN)
    map.render(tmp_path / "x.pdf")
    map.render(tmp_path / "picture", to="svg")
    assert (tmp_path / "picture").read_text() == map.to_svg()
    with pytest.raises(ValueError, match="svg, pdf, png, eps, tikz, tex, html, dot"):
        map.render(tmp_path / "x.bmp")
    with pytest.raises(OSError):
        map.render(tmp_path / "no" / "x.svg")


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split("\n")[-2].split())


def test_light_stays_light() -> None:
    heavy = {"graphviz", "reportlab", "resvg_py", "click", "lark", "subprocess", "attr"}
    assert not loaded_by("import argmap") & heavy
    version = "import sys, argmap.cli\ntry: argmap.cli.main(['--version'])\nexcept SystemExit: pass"
    assert not loaded_by(version) & heavy
    checking = f"import argmap; argmap.check({str(GROWN)!r})"
    assert not loaded_by(checking) & {"graphviz", "reportlab", "resvg_py", "subprocess"}


def test_all_that_is_public_is_there_and_documented() -> None:
    for name in argmap.__all__:
        assert getattr(argmap, name).__doc__, name
    assert set(argmap.__all__) <= set(dir(argmap))
    with pytest.raises(AttributeError):
        argmap.nothing  # noqa: B018


def test_read_stays_a_function() -> None:
    """The package of readers has the same name, and becomes an attribute of argmap once it is imported."""
    from argmap.formats import format_of

    assert format_of(argmap.Source.of("claim: A.\n")) == "arg"
    path = EXAMPLES / "nato.arg"
    assert argmap.read(path).map == argmap.read(path, format="arg").map
