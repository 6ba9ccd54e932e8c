"""Probabilistic semantics: how likely a statement is in."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import argmap
from argmap import Argument, ArgumentMap, Statement
from argmap.evaluate import probabilistic
from argmap.evaluate.likelihood import ICD_203, IPCC
from argmap.evaluate.probabilistic import difference, wilson
from tests.brute import random_map, shown
from tests.conftest import EXAMPLES
from tests.test_status import run

WET = """\
claim wet: The street is wet.
  because rain: It rained.
    qualifier: very likely
  by
    strength: 0.9
  but dry: The street has a roof.
    confidence: 0.2
    unless gap: The roof has gaps.
      confidence: 0.5
"""


def chances(text: str, **options: object) -> dict[str, float]:
    found = argmap.loads(text).evaluate("probabilistic", **options).probabilities
    return {key: chance.inside for key, chance in found.items()}


def test_by_hand() -> None:
    assert chances(WET) == pytest.approx(
        {"wet": 0.95 * 0.9 * (1 - 0.2 * 0.5), "rain": 0.95, "dry": 0.2, "gap": 0.5}
    )
    assert chances(WET, words="icd-203")["rain"] == 0.875
    evaluation = argmap.loads(WET).evaluate("probabilistic", sensitivity=True)
    assert (
        evaluation["wet"] == "in"
        and evaluation["dry"] == "out"
        and evaluation["gap"] == "undecided"
    )
    moved = {one.id: one.change for one in evaluation.sensitivity("wet")}
    assert all(one.interval is None for one in evaluation.sensitivity("wet"))
    assert moved == pytest.approx({"argument-1": 0.855, "rain": 0.81, "dry": -0.4275, "gap": 0.171})
    assert evaluation.why("wet") == (
        "its probability is 0.77; most depends on the step from rain (+0.85), rain (+0.81), dry (-0.43) and gap (+0.17)"
    )
    (entry,) = evaluation.to_dict()["statements"]
    assert entry["probability"] == 0.7695 and entry["sensitivity"][-1] == {
        "id": "gap",
        "change": 0.171,
    }


def test_one_thing_that_is_used_twice_is_one_chance() -> None:
    text = "claim c: C.\n  because a: A.\n    because p: P.\n      confidence: 0.5\n  and b: B.\n    because p\n"
    assert chances(text)["c"] == 0.5


def test_several_reasons_make_it_more_likely() -> None:
    text = "claim c: C.\n" + "".join(f"  because p{n}: P.\n    confidence: 0.5\n" for n in range(3))
    assert chances(text)["c"] == 1 - 0.5**3


def test_trees_have_a_closed_form() -> None:
    """A statement is in where it holds and no objection to it is in (Bistarelli, David, Santini and Taticchi, 2022)."""
    random = Random(5)
    likely: dict[str, float] = {}

    def grown(depth: int) -> tuple[str, float]:
        label, own = f"s{len(likely)}", random.randint(1, 9) / 10
        likely[label] = own
        lines = [f"{label}: S.", f"  confidence: {own}"]
        for _ in range(random.randint(0, 3) if depth < 3 else 0):
            objection, chance = grown(depth + 1)
            lines += [f"  {line}" for line in f"but {objection}".splitlines()]
            likely[label] *= 1 - chance
        return "\n".join(lines), likely[label]

    for _ in range(20):
        likely.clear()
        text, _ = grown(0)
        assert chances(f"claim {text}\n") == pytest.approx(likely)


def test_doubt_goes_through_deductions() -> None:
    text = "claim c: C.\n  because p: P.\n  by deduction\n  but q: Q.\n    confidence: 0.3\n"
    assert chances(text) == pytest.approx({"c": 0.7, "p": 0.7, "q": 0.3})


def test_what_is_certain_is_as_under_grounded_semantics() -> None:
    for path in sorted(EXAMPLES.glob("*.arg")):
        map = argmap.load(path)
        numbered = [
            x
            for x in (*map.statements, *map.arguments)
            if {"confidence", "strength", "qualifier"} & set(x.attributes)
        ]
        if not numbered:
            assert map.evaluate("probabilistic").statuses == map.evaluate().statuses


def test_remarks() -> None:
    text = "claim c: C.\n  confidence: 0.5\n  because p: P.\n    qualifier: remote\n  and q: Q.\n    qualifier: as the saying goes\n"
    first, words, idle = argmap.loads(text).evaluate("probabilistic").remarks
    assert "independently" in first
    assert words == (
        "The table ipcc has no number for “remote” and “as the saying goes”, which counts as none; "
        "the table icd-203 has one."
    )
    assert idle == "The confidence in c counts for nothing, since an argument concludes it."


def test_what_goes_with_it() -> None:
    map = argmap.loads(WET)
    with pytest.raises(ValueError, match="words goes with probabilistic semantics"):
        map.evaluate(words="ipcc")
    with pytest.raises(ValueError, match="has to be asked for"):
        map.evaluate("probabilistic").sensitivity("wet")
    with pytest.raises(ValueError, match="there is no table of words 'guess'"):
        map.evaluate("probabilistic", words="guess")
    with pytest.raises(ValueError, match="seed is a whole number"):
        map.evaluate("probabilistic", seed=1.5)  # type: ignore[arg-type]
    assert map.evaluate("probabilistic", reject=["rain"]).probabilities["wet"].inside == 0
    assert map.evaluate("probabilistic", assume=["rain"]).probabilities["rain"].inside == 1


def test_the_tables_are_ordered() -> None:
    assert list(IPCC.values()) == sorted(IPCC.values(), reverse=True)
    assert list(ICD_203.values()) == sorted(ICD_203.values())


def test_worlds_are_drawn_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    # A chain of pairs: every world is one of its own.
    text = (
        "claim c0: C.\n  because a0: A.\n    confidence: 0.6\n  but b0: B.\n    confidence: 0.3\n"
    )
    exact = chances(text)["c0"]
    monkeypatch.setattr(probabilistic, "EXACT", 1)
    found = argmap.loads(text).evaluate("probabilistic").probabilities["c0"]
    assert found.interval is not None and found.interval[0] <= exact <= found.interval[1]
    again = argmap.loads(text).evaluate("probabilistic")
    assert again.probabilities["c0"] == found and "(95 %)" in again.why("c0")
    assert again.to_dict()["statements"][0]["interval"] == [round(b, 6) for b in found.interval]
    other = argmap.loads(text).evaluate("probabilistic", seed=1, sensitivity=True)
    assert other.probabilities["c0"] != found
    (moved,) = (one for one in other.sensitivity("c0") if one.id == "b0")
    assert moved.change == pytest.approx(-0.6, abs=0.1)
    assert moved.interval is not None and moved.interval[0] < -0.6 < moved.interval[1]
    assert moved.to_dict()["interval"] == list(moved.interval)
    assert "(-0.6" in other.why("c0") and "between -0." in other.why("c0")


def test_the_interval_of_wilson() -> None:
    """The example of Newcombe, Statistics in Medicine 1998, table I: 81 of 263."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 10)[0] == 0 and wilson(10, 10)[1] == pytest.approx(1)


def test_the_interval_of_a_difference() -> None:
    """The example of Newcombe, Statistics in Medicine 1998, table II: 56 of 70 and 48 of 80."""
    change, interval = difference((56, 70), (48, 80))
    assert change == pytest.approx(0.2) and interval == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_many_uncertain_premises_end() -> None:
    text = "claim c: C.\n  because p0: P.\n    confidence: 0.9\n"
    text += "".join(f"  and p{n}: P.\n    confidence: 0.99\n" for n in range(1, 200))
    assert chances(text)["c"] == pytest.approx(0.9 * 0.99**199)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wet.arg"
    path.write_text(WET)
    status, out, err = run(
        capsys, "evaluate", str(path), "--semantics", "probabilistic", "--sensitivity"
    )
    assert (
        status == 0 and "its probability is 0.77; most depends on" in out and "independently" in out
    )
    assert err == "argmap: probabilistic: 2 in, 1 out, 1 undecided\n"
    status, _, err = run(capsys, "evaluate", str(path), "--seed", "3")
    assert status == 2 and "seed goes with probabilistic semantics" in err


@pytest.mark.slow
def test_the_probabilities_are_those_of_all_worlds() -> None:
    """Against evaluating every world under grounded semantics, each as a map of its own."""
    random = Random(17)
    tried = between = 0
    while tried < 250:
        map = random_map(random)
        concluded = {
            same for a in map.arguments if a.role == "supports" for same in map.restated(a.target)
        }
        uncertain = [
            s.id
            for s in map.statements
            if s.id not in concluded and s.kind == "claim" and map.restated(s.id) == (s.id,)
        ]
        uncertain = random.sample(uncertain, min(len(uncertain), 3))
        steps = [a.id for a in random.sample(list(map.arguments), min(len(map.arguments), 2))]
        if not uncertain and not steps:
            continue
        tried += 1
        chance = {key: round(random.random(), 2) for key in (*uncertain, *steps)}
        numbered = _numbered(map, chance)
        found = numbered.evaluate("probabilistic").probabilities
        expected = {s.id: [0.0, 0.0] for s in map.statements}
        for bits in product((True, False), repeat=len(chance)):
            world = dict(zip(chance, bits, strict=True))
            weight = 1.0
            for key, holds in world.items():
                weight *= chance[key] if holds else 1 - chance[key]
            statuses = _world(map, world).evaluate().statuses
            for key, pair in expected.items():
                pair[0] += weight * (statuses[key] == "in")
                pair[1] += weight * (statuses[key] == "out")
        for s in map.statements:
            if s.kind != "question":
                got = found[s.id]
                assert [got.inside, got.outside] == pytest.approx(expected[s.id], abs=1e-7), (
                    s.id,
                    shown(numbered),
                )
                between += 0 < got.inside < 1
    assert between > 300


def _numbered(map: ArgumentMap, chance: dict[str, float]) -> ArgumentMap:
    def given(thing, name):  # type: ignore[no-untyped-def]
        if thing.id not in chance:
            return thing
        return evolve(thing, attributes={**thing.attributes, name: chance[thing.id]})

    return ArgumentMap.of(
        map.changed(
            statements=[given(s, "confidence") for s in map.statements],
            arguments=[given(a, "strength") for a in map.arguments],
        )
    )


def _world(map: ArgumentMap, world: dict[str, bool]) -> ArgumentMap:
    """The map of one world: what holds is asserted, what does not is open, and a step that does not hold has a premise
    that nobody asserts.
    """
    statements = [
        evolve(
            s,
            open=not world[s.id],
            speakers=(),
            attributes={**s.attributes, "endorsed": "yes"} if world[s.id] else s.attributes,
        )
        if s.id in world
        else s
        for s in map.statements
    ]
    arguments: list[Argument] = []
    for a in map.arguments:
        if world.get(a.id, True):
            arguments.append(a)
            continue
        idle = Statement("Idle.", id=f"idle-{a.id}", open=True, within=map.place_of(a))
        statements.append(idle)
        arguments.append(evolve(a, premises=(*a.premises, idle.id)))
    return ArgumentMap.of(map.changed(statements=statements, arguments=arguments))
