"""Argument frameworks, written for solvers and read from them."""

from __future__ import annotations

from random import Random

import pytest

import argmap
from argmap.evaluate.framework import TooManyArguments, framework
from argmap.formats import FRAMEWORKS, format_of
from argmap.source import Source
from argmap.writers import document
from tests.brute import random_map, shown
from tests.conftest import CORPUS, EXAMPLES

NIXON = CORPUS / "evaluate" / "nixon-diamond.arg"


@pytest.mark.parametrize("format", FRAMEWORKS)
def test_what_is_written(format: str, golden) -> None:
    text = document(argmap.load(NIXON), format)
    golden(CORPUS / "evaluate" / f"nixon-diamond.{format}", text)


@pytest.mark.parametrize("format", FRAMEWORKS)
def test_the_labels_of_a_framework_are_those_of_its_map(format: str) -> None:
    """A statement is in where an argument for it is, out where all are, or where there is none."""
    random = Random(4)
    for _ in range(700):
        map = random_map(random)
        made = framework(map)
        if not made.arguments:
            continue
        read = argmap.loads(document(map, format))
        labels = read.evaluate().statuses
        assert len(read.statements) == len(made.arguments)
        assert len(read.arguments) == len(made.attacks)
        for s in map.statements:
            if s.kind == "question":
                continue
            # Statements that restate each other have the same arguments.
            first = ("for", map.restated(s.id)[0])
            own = {labels[f"a{a.number}"] for a in made.arguments if a.conclusion == first}
            status = "in" if "in" in own else "out" if own <= {"out"} else "undecided"
            assert status == map.evaluate()[s], shown(map)


@pytest.mark.parametrize("format", FRAMEWORKS)
def test_a_framework_goes_round(format: str) -> None:
    random = Random(9)
    attacks = "".join(
        f"att(a{random.randint(1, 40)},a{random.randint(1, 40)}).\n" for _ in range(90)
    )
    first = argmap.loads("".join(f"arg(a{n}).\n" for n in range(1, 41)) + attacks)
    again = argmap.loads(document(first, format))

    def pairs(map: argmap.ArgumentMap) -> set[tuple[str, str]]:
        return {(a.premises[0], a.target) for a in map.arguments}

    assert len(again.statements) == 40 and pairs(again) == pairs(first)
    assert argmap.loads(again.to_arg()) == again


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("x.apx", "", "apx"),
        ("x.TGF", "", "tgf"),
        ("x.af", "", "iccma"),
        ("x.i23", "", "iccma"),
        ("-", "% by hand\n\narg(a).\n", "apx"),
        ("-", "att(a,b).", "apx"),
        ("-", "# by hand\np af 3\n1 2\n", "iccma"),
        ("-", "1\n2 two\n#\n1 2\n", "tgf"),
        ("-", " \n{", ""),
        ("-", "# p. 3\nclaim: It is so.\n", "arg"),
        ("-", "claim arg: p af 3\n# 1\n", "arg"),
        ("x.arg", "arg(a).\n", "arg"),
        ("x.arg", "{}", ""),
    ],
)
def test_formats_are_recognised(name: str, text: str, format: str) -> None:
    assert format_of(Source.of(text, name)) == format


@pytest.mark.parametrize(
    ("name", "text", "faults"),
    [
        ("x.apx", "arg(a).\natt(a,b).\n", [(2, "there is no argument `b`")]),
        (
            "x.apx",
            "arg(a). arg(b).\n  att(a,b)\narg(b\nx",
            [(n, "this is no line of an argument framework") for n in (2, 3, 4)],
        ),
        (
            "x.tgf",
            "1\n2\n#\n1\n2 1\n1 3\n",
            [(4, "this is no line"), (6, "there is no argument `3`")],
        ),
        ("x.tgf", "1\n1 2\n", []),
        ("x.af", "1 2\np af 2\n1 2\n1 3\np af 2\n", [(1, "this"), (4, "there is no"), (5, "this")]),
        (
            "x.af",
            "p af 999999999999\n",
            [(1, "argmap reads frameworks of 100000 arguments at most")],
        ),
        ("x.af", "p af 99999999999999999999999\n1 2", [(1, "this"), (2, "this")]),
        ("x.apx", "", [(1, "this framework has no arguments")]),
        ("x.apx", "\0\x1b[\ufffd", [(1, "this is no text")]),
    ],
)
def test_faults_of_frameworks(
    name: str, text: str, faults: list[tuple[int, str]], tmp_path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = argmap.Compilation.of_file(path).understood
    assert [
        (d.line, d.message[: len(m)]) for d, (_, m) in zip(found, faults, strict=True)
    ] == faults


def test_names_that_are_no_labels() -> None:
    text = 'arg(1).arg(a1).arg(so).arg("x y").arg(x-y).arg(é).arg(_).\natt(1,a1). att(so,"x y").'
    map = argmap.loads(text)
    assert [s.id for s in map.statements] == ["a1-2", "a1", "so-2", "x-y-2", "x-y", "é", "a_"]
    assert {(a.premises[0], a.target) for a in map.arguments} == {("a1-2", "a1"), ("so-2", "x-y-2")}


def test_a_hundred_faults_are_told() -> None:
    found = argmap.check("arg(a).\n" + "so\n" * 5000)
    assert len([d for d in found if d.name == "invalid-framework"]) == 100


def test_too_many_arguments_are_an_error_that_says_so() -> None:
    levels = "".join(
        f"claim s{n}: S.\n  because s{n + 1}\n  because s{n + 1}\n  and t{n}\n" for n in range(15)
    )
    leaves = "".join(f"premise t{n}: T.\n" for n in range(15))
    map = argmap.loads(f"{levels}premise s15: S.\n{leaves}")
    with pytest.raises(TooManyArguments, match="more than 10000 arguments"):
        document(map, "apx")
    assert map.evaluate()["s0"] == "in"
    chain = "".join(f"claim s{n}: S.\n  because s{n + 1}\n  but o{n}: O.\n" for n in range(2000))
    with pytest.raises(TooManyArguments, match="more than 1000000 ways"):
        document(argmap.loads(f"{chain}premise s2000: S.\n"), "tgf")


def test_arguments_are_told_in_comments() -> None:
    text = document(argmap.load(EXAMPLES / "nato.arg"), "iccma")
    assert text.startswith("p af 15\n# 1: unanimity\n")
    assert "\n# 15: argument-1 from 14: modify\n" in text


@pytest.mark.slow
def test_whatever_a_file_holds_is_read() -> None:
    random = Random(13)
    pieces = ["arg(a).", "att(a,b).", "p af 3", "1 2", "#", "%", "\n", " ", "(", "é", '"', "0", "١"]
    for _ in range(600):
        text = "".join(random.choices(pieces, k=random.randint(0, 12)))
        for name in ("x.apx", "x.tgf", "x.af"):
            compilation = argmap.Compilation.of_text(text, name)
            assert (
                argmap.ArgumentMap.of(compilation.map).evaluate()
                and compilation.diagnostics is not None
            )
