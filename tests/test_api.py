"""The package as a Python user meets it."""

from __future__ import annotations

import inspect
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


def test_a_map_is_checked_like_its_text(tmp_path: Path) -> None:
    path = tmp_path / "m.arg"
    path.write_text("# c\nclaim a: Cats sleep.\n  because b: It is warm.\n  because a\n")
    map = argmap.load(path)
    told = [(d.code, d.line, d.message) for d in argmap.check(path)]
    assert told and told == [(d.code, d.line, d.message) for d in argmap.check(map)]
    later = map.remove("b")
    found = argmap.check(later, select=["self-support"])
    assert [(d.name, d.line) for d in found] == [("self-support", 2)]
    assert found[0].source.text == later.to_arg()
    # No text says it: an unlabelled statement that is used twice.
    data = map.to_json().replace('"label": "b",', "").replace('"b"', '"premise-1"')
    assert argmap.check(argmap.loads(data), select=["self-support"])


def test_options_that_there_are_not_are_named() -> None:
    map = argmap.load(GROWN)
    calls = {
        "preset": lambda: map.to_svg(presett="screen"),
        "depth": lambda: map.to_text(dept=2),
        "reject": lambda: map.evaluate(rejects=["a"]),
        "tries": lambda: map.crux(trys=2),
        "size": lambda: map.defend(sice=2),
    }
    for meant, call in calls.items():
        with pytest.raises(TypeError, match=f"did you mean `{meant}`"):
            call()


def test_the_types_of_options_are_those_that_there_are() -> None:
    import attrs

    from argmap.draw.options import FigureOptions, Options
    from argmap.evaluate.crux import crux
    from argmap.evaluate.defence import defend
    from argmap.evaluate.semantics import evaluate
    from argmap.map import EvaluationOptions, SearchOptions

    assert FigureOptions.__annotations__.keys() == attrs.fields_dict(Options).keys()
    for function, options in (
        (evaluate, EvaluationOptions),
        (crux, SearchOptions),
        (defend, SearchOptions),
    ):
        known = list(inspect.signature(function).parameters)
        # `logic` is an option of its own, which takes `limit` along.
        assert set(known[2:]) - {"logic"} == set(options.__annotations__)


def test_kinds_and_roles_are_looked_at_when_they_are_given() -> None:
    with pytest.raises(argmap.ArgmapError, match="not 'premis': did you mean 'premise'"):
        argmap.Statement("A.", "premis")  # type: ignore[arg-type]
    with pytest.raises(argmap.ArgmapError, match=r"kind is claim, .*, not 'conclusion'$"):
        argmap.Statement("A.", kind="conclusion")  # type: ignore[arg-type]
    with pytest.raises(argmap.ArgmapError, match="did you mean 'rebuts'"):
        argmap.Argument(["a"], "b", "rebut")  # type: ignore[arg-type]


def test_what_is_shown_is_short_and_notebooks_show_more() -> None:
    map = argmap.loads("claim a: A & B.\n  because b: B.\n    > “w”\n    speaker: Ann\n  but: C.\n")
    assert repr(map["a"]) == "Statement('A & B.', label='a', id='a')"
    assert (
        repr(map.arguments[1])
        == "Argument(('rebuttal-1',), target='a', role='rebuts', id='argument-2')"
    )
    assert "A &amp; B." in map["a"]._repr_html_() and "Ann" in map["b"]._repr_html_()
    found = argmap.check("claim a: A.\n  becuase b\n  because c: C.\n")
    assert repr(found).startswith("<Diagnostics: 2 errors")
    assert "<pre>" in found._repr_mimebundle_()["text/html"]
    assert repr(found[0]).startswith("<<text>:2:3: error AM006")
    evaluation = map.evaluate()
    assert "<td" in evaluation._repr_html_()
    assert repr(map.compare(map)) == "<Comparison: nothing differs>"
    assert repr(map.compare(map.remove("b"))) == "<Comparison: 1 removed, 1 reconnected>"
    assert "removed: b" in map.compare(map.remove("b"))._repr_html_()
    (crux,) = map.crux("a")
    assert repr(crux).startswith("<Crux of a, ") and "without" in crux._repr_html_()
