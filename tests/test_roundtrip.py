"""A map is the same after text and JSON, and one built from objects is one that a text could say."""

from __future__ import annotations

import copy
import itertools
import pickle
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import argmap
from argmap import Argument, ArgumentMap, Independence, Part, Preference, Section, Statement
from tests.strategies import LIBRARY, SEEDS, map_of, random_map, random_text, without_errors

HERE = Path(__file__).parent
CORPUS = sorted((HERE / "corpus" / "roundtrip").glob("*.arg"))
EXAMPLES = sorted((HERE.parent / "examples").glob("*.arg"))


def often(examples: int) -> settings:
    return settings(
        deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow]
    )


randoms = st.integers(0, 2**64).map(Random)


def holds(map: ArgumentMap, project: Path | None = None) -> None:
    def again(text: str) -> ArgumentMap:
        return argmap.loads(text, project=project)

    assert again(map.to_arg()) == map
    assert again(map.to_json()) == map
    assert again(again(map.to_json()).to_arg()) == map


def rebuilt(map: ArgumentMap) -> ArgumentMap:
    return ArgumentMap(
        map.statements,
        map.arguments,
        title=map.title,
        attributes=map.attributes,
        sections=map.sections,
        parts=map.parts,
        contradictions=map.contradictions,
        preferences=map.preferences,
        restatements=map.restatements,
        explanations=map.explanations,
        conditions=map.conditions,
        answers=map.answers,
        independences=map.independences,
        imports=map.imports,
    )


@pytest.mark.parametrize("path", [*CORPUS, *EXAMPLES], ids=lambda p: p.stem)
def test_files(path: Path) -> None:
    holds(argmap.load(path))


@often(150)
@given(randoms)
def test_texts(random: Random) -> None:
    text = without_errors(random_text(random, most=25))
    assume(text)
    holds(argmap.loads(text or ""))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "lib.arg").write_text(LIBRARY, encoding="utf-8")
    return folder


@often(30)
@given(random=randoms)
def test_texts_that_import(library: Path, random: Random) -> None:
    text = without_errors(random_text(random, most=15, imports=True), str(library))
    assume(text)
    map = argmap.loads(text or "", project=library)
    related = [
        *map.contradictions,
        *map.restatements,
        *((p.whole, p.part) for p in map.parts),
        *((p.preferred, p.over) for p in map.preferences),
        *((e.explained, *e.explaining) for e in map.explanations),
        *((c.statement, c.provided) for c in map.conditions),
        *((a.question, a.answer) for a in map.answers),
        *((i.statement, i.of) for i in map.independences),
    ]
    # What relates two imported statements can't be told from what their own file says of them.
    inside = [keys for keys in related if all(x.startswith("lib.") for x in keys)]
    assume(len(inside) <= len(map.imports))
    holds(map, library)


def test_maps_from_objects() -> None:
    # The last is a dense map, in an order whose text takes long to find.
    for seed in (*range(SEEDS), 16415):
        try:
            map = map_of(seed)
        except argmap.ArgmapError as error:
            assert "no text says this map" in str(error)
        else:
            holds(map)
            assert rebuilt(map) == map


@often(20)
@given(randoms)
@pytest.mark.slow
def test_new_maps_from_objects(random: Random) -> None:
    """Others than those that all tests share."""
    try:
        map = random_map(random)
    except argmap.ArgmapError as error:
        assert "no text says this map" in str(error)
    else:
        assert argmap.loads(map.to_arg()) == map


# Building


def test_given_order_is_kept() -> None:
    unanimity = Statement("Joining NATO requires unanimity.", kind="premise")
    hollow = Statement("The Ukraine pledge is hollow.")
    flat = "premise: Joining NATO requires unanimity.\nso: The Ukraine pledge is hollow.\n"
    nested = "claim: The Ukraine pledge is hollow.\n  because: Joining NATO requires unanimity.\n"
    step = Argument(["premise-1"], "claim-1")
    assert ArgumentMap([unanimity, hollow], [step]) == argmap.loads(flat)
    assert ArgumentMap([hollow, unanimity], [step]) == argmap.loads(nested)
    assert ArgumentMap([unanimity, hollow], [Argument([unanimity], hollow)]) == argmap.loads(flat)


def test_shared_statements_get_labels() -> None:
    shared, one, two = Statement("Few agree.", "premise"), Statement("One."), Statement("Two.")
    map = ArgumentMap([shared, one, two], [Argument([shared], one), Argument([shared], two)])
    assert [s.label for s in map.statements if s.text == "Few agree."] == ["few-agree"]
    holds(map)


def test_undercuts_of_undercuts() -> None:
    a, b, c, d = (Statement(t) for t in "ABCD")
    step = Argument([b], a)
    doubt = Argument([c], step, "undercuts")
    map = ArgumentMap([a, b, c, d], [Argument([d], doubt, "undercuts"), doubt, step])
    assert [x.role for x in map.arguments] == ["supports", "undercuts", "undercuts"]
    holds(map)


@pytest.mark.parametrize("size", [9, 10, 500, 2_000])
@pytest.mark.slow
def test_long_chains_nest_eight_levels(size: int) -> None:
    chain = [Statement(f"Level {i}") for i in range(size)]
    map = ArgumentMap(chain, [Argument([y], x) for x, y in itertools.pairwise(chain)])
    text = map.to_arg()
    assert max(len(line) - len(line.lstrip()) for line in text.splitlines()) <= 16
    assert argmap.loads(text) == map
    assert rebuilt(map) == map


@pytest.mark.slow
def test_deep_nesting_is_no_recursion() -> None:
    text = "claim: x\n" + "".join(f"{'  ' * i}because: {i}\n" for i in range(1, 2_001))
    holds(argmap.loads(text))


@pytest.mark.slow
def test_large_maps() -> None:
    holds(argmap.loads("".join(f"claim: S {i}\n" for i in range(2_000))))
    star = "claim c: C\n" + "".join(f"premise p{i}: P\nso c\n" for i in range(2_000))
    holds(argmap.loads(star))


A, B, P = Statement("A", label="a"), Statement("B", label="b"), Statement("P", "premise")
S = Statement("s", "supposition", label="s")
I = Statement("i", label="i", within="s")  # noqa: E741
J = Statement("j", label="j", within="s")
Q = Statement("q?", "question", label="q")
INSIDE = [Argument([S], I), Argument([S], J)]
OUTSIDE = [Argument([I], A), Argument([J], A)]
STRICT = Argument(["a"], "b", scheme="deduction")


@pytest.mark.parametrize(
    ("said", "build"),
    [
        ("line break", lambda: ArgumentMap([Statement("one\ntwo")])),
        ("control character", lambda: ArgumentMap([Statement("\0")])),
        ("is empty", lambda: ArgumentMap([Statement("  ")])),
        ("is empty", lambda: ArgumentMap([Statement("x", quotations=[""])])),
        ("line break", lambda: ArgumentMap([Statement("x", attributes={"note": "a\nb"})])),
        ("line break", lambda: ArgumentMap(title="a\nb")),
        ("no label", lambda: ArgumentMap([Statement("x", label="two words")])),
        ("no label", lambda: ArgumentMap([Statement("x", label="because")])),
        ("given twice", lambda: ArgumentMap([A, Statement("C", label="a")])),
        ("given twice", lambda: ArgumentMap([A], sections=[Section("S", label="a")])),
        ("kind", lambda: ArgumentMap([Statement("x", "opinion")])),
        ("role", lambda: ArgumentMap([A, B], [Argument(["a"], "b", "helps")])),
        ("'c'", lambda: ArgumentMap([A, B], [Argument(["c"], "b")])),
        ("not in the map", lambda: ArgumentMap([A], [Argument([P], A)])),
        ("at least one premise", lambda: ArgumentMap([A], [Argument([], "a")])),
        ("that undercuts", lambda: ArgumentMap([A, B], [Argument(["a"], "b", "undercuts")])),
        (
            "target names 'argument-1'",
            lambda: ArgumentMap([A, B], [Argument(["a"], "b"), Argument(["b"], "argument-1")]),
        ),
        ("keyword", lambda: ArgumentMap([Statement("x", attributes={"so": "y"})])),
        ("slip", lambda: ArgumentMap([Statement("x", attributes={"becuase": "y"})])),
        ("no name", lambda: ArgumentMap([Statement("x", attributes={"two words": "y"})])),
        ("speaker", lambda: ArgumentMap([Statement("x", attributes={"speaker": "y"})])),
        (
            "'roles'",
            lambda: ArgumentMap([A, B], [Argument(["a"], "b", attributes={"roles": "a=b"})]),
        ),
        ("'at'", lambda: ArgumentMap([A, B], [Argument(["a"], "b", attributes={"at": "p. 3"})])),
        ("from 0 to 1", lambda: ArgumentMap([Statement("x", attributes={"confidence": 2})])),
        ("no text", lambda: ArgumentMap([Statement("x", attributes={"note": True})])),
        ("scheme", lambda: ArgumentMap([A, B], [Argument(["a"], "b", scheme="so")])),
        ("name of a statement", lambda: ArgumentMap([A, B], [Argument(["a"], "b", scheme="a")])),
        ("strict", lambda: ArgumentMap([A, B], [Argument(["a"], "b", strict=True, scheme="x")])),
        ("neither open", lambda: ArgumentMap([Statement("x", "question", open=True)])),
        ("neither open", lambda: ArgumentMap([Statement("x", "supposition", unstated=True)])),
        ("only supposed", lambda: ArgumentMap([S, A], [Argument([A], S)])),
        ("its passage alone", lambda: ArgumentMap([S, A], [Argument([S], A)])),
        ("one outcome", lambda: ArgumentMap([S, I, J, A], [*INSIDE, *OUTSIDE])),
        ("concludes", lambda: ArgumentMap([S, I, A], OUTSIDE[:1])),
        ("over the edge", lambda: ArgumentMap([S, I, A], INSIDE[:1], contradictions=[(A, I)])),
        ("nothing is said", lambda: ArgumentMap([S, A], restatements=[(A, S)])),
        ("within a supposition", lambda: ArgumentMap([A, Statement("x", within=A)])),
        ("to a question", lambda: ArgumentMap([A, B], answers=[argmap.Answer(A, B)])),
        ("argued with", lambda: ArgumentMap([Q, A], [Argument([A], Q)])),
        ("argued with", lambda: ArgumentMap([Q, A], parts=[Part(Q, A)])),
        ("`choose`", lambda: ArgumentMap([Statement("x", attributes={"choose": "several"})])),
        ("semicolon", lambda: ArgumentMap([Statement("x", speakers=("a;b",))])),
        (
            "no exceptions",
            lambda: ArgumentMap([A, B, P], [STRICT, Argument([P], STRICT, "undercuts")]),
        ),
        ("conceded", lambda: ArgumentMap([A, B], [Argument(["a"], "b", conceded=True)])),
        ("title", lambda: ArgumentMap([A], attributes={"author": "x"})),
        ("alternative", lambda: ArgumentMap([A, B, P], parts=[Part(A, B, P)])),
        ("section", lambda: ArgumentMap([Statement("x", section="nowhere")])),
        ("section", lambda: ArgumentMap(sections=[Section("S", parent="nowhere")])),
        ("stands in itself", lambda: ArgumentMap(sections=[Section("S", parent="section-1")])),
        ("independence", lambda: ArgumentMap([A], independences=[Independence(A, B)])),
        ("preference", lambda: ArgumentMap([A], preferences=[Preference(A, B)])),
        ("contradiction", lambda: ArgumentMap([A], contradictions=[(A, B)])),
        ("import", lambda: ArgumentMap([A], imports=[argmap.Import("two words", "x.arg")])),
        ("import", lambda: ArgumentMap([A], imports=[argmap.Import("x", "two words.arg")])),
    ],
)
def test_what_is_no_map(said: str, build: Any) -> None:
    with pytest.raises(argmap.ArgmapError, match=said):
        build()


def test_strict_and_deduction_are_one() -> None:
    strict = ArgumentMap([A, B], [Argument(["a"], "b", strict=True)])
    assert strict == ArgumentMap([A, B], [STRICT])
    assert strict.arguments[0].scheme == "deduction"


def test_blanks_at_the_ends_are_dropped() -> None:
    assert ArgumentMap([Statement(" x\t")]) == argmap.loads("claim: x\n")


# Immutability


def test_maps_cannot_be_changed() -> None:
    map = argmap.loads(
        "map: M\n  author: x\nclaim a: A\n  note: n\n  because: B\n  by s\n    note: n\n"
    )
    with pytest.raises(FrozenInstanceError):
        map.title = "other"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        map.statements[0].text = "other"  # type: ignore[misc]
    for attributes in (map.attributes, map["a"].attributes, map.arguments[0].attributes):
        with pytest.raises(TypeError):
            attributes["note"] = "other"
        with pytest.raises(TypeError):
            attributes.update(note="other")
        with pytest.raises(TypeError):
            del attributes["note"]
    with pytest.raises(TypeError):
        hash(map)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_maps_can_be_copied(path: Path) -> None:
    map = argmap.load(path)
    assert map.roots
    for other in (pickle.loads(pickle.dumps(map)), copy.deepcopy(map), copy.copy(map)):
        assert other == map
        assert other.to_arg() == map.to_arg()
        assert other.statements[0].attributes == map.statements[0].attributes


def test_evolve_builds_again() -> None:
    map = argmap.loads("claim: C\n  because: P\n")
    more = evolve(map, statements=[*map.statements, Statement("New.", "premise")])
    assert more == argmap.loads("claim: C\n  because: P\npremise: New.\n")
    with pytest.raises(argmap.ArgmapError, match="line break"):
        evolve(map, title="one\ntwo")
