"""What would make a conclusion stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

import argmap
from argmap import Act, ArgumentMap, Defence
from argmap.evaluate.acts import Acts, order
from argmap.evaluate.theory import theory
from argmap.model import Map
from tests.brute import random_map, shown
from tests.conftest import CORPUS, EXAMPLES


def told(text: str, label: str, **options: object) -> list[str]:
    map = argmap.loads(text)
    (found,) = map.defend(label, **options)
    return [" + ".join(act.to_text(map) for act in way) for way in found.ways]


def carried_out(map: Map, way: tuple[Act, ...]) -> ArgumentMap:
    for act in way:
        map = act.done(map)
    return ArgumentMap.of(map)


def test_an_objection_is_answered_or_outweighed() -> None:
    text = "claim c: C.\n  because p: P.\n  but q: Q.\n    because r: R.\n"
    assert told(text, "c") == ["answer q", "answer r", "prefer c to q", "prefer p to q"]


def test_what_is_open_is_established() -> None:
    text = "claim c: C.\n  because p: P.\n  but q: Q.\n    unless e: E.\n"
    assert "establish e" in told(text, "c")
    assert told("claim c: C.\n  provided d: D.\n  because p: P.\n", "c") == ["establish d"]


def test_speakers_are_endorsed_and_reasons_found() -> None:
    text = "claim c: C.\n  because p: P.\n    speaker: Ann\n  and q: Q.\n    speaker: Ann\n"
    assert told(text, "c") == [
        "find a reason for c",
        "endorse Ann",
        "find a reason for p + find a reason for q",
    ]


def test_what_follows_strictly_is_answered_at_its_premises() -> None:
    text = "claim c: C.\n  but q: Q.\n    because r: R.\n    by deduction\n"
    assert told(text, "c") == ["answer r", "prefer c to q"]


def test_preferences_make_no_circle() -> None:
    text = "claim c: C.\n  but q: Q.\n\nq\noutweighs c\n"
    assert told(text, "c") == ["answer q"]


def test_what_an_audience_holds_is_not_answered() -> None:
    text = "claim c: C.\n  but q: Q.\n    speaker: Ann\n"
    assert told(text, "c", audience=["Ann"]) == ["prefer c to q"]
    assert told(text, "c") == []
    (rejected,) = argmap.loads(text).defend("c", reject=["c"])
    assert (rejected.ways, rejected.bound) == ((), "")


def test_what_is_asked_about() -> None:
    map = argmap.loads("question q: Q?\n  answer a: A.\n  answer b: B.\n")
    assert [found.conclusion for found in map.defend()] == ["a", "b"]
    with pytest.raises(ValueError, match="only supposed"):
        argmap.loads("suppose s: S.\n  so t: T.\nso u: U.\n").defend("s")
    with pytest.raises(ValueError, match="counted from 1"):
        map.defend("a", size=0)


def test_bounds_are_told() -> None:
    text = "claim c: C.\n" + "".join(f"  but q{n}: Q{n}.\n" for n in range(6))
    (few,) = argmap.loads(text).defend("c", size=2)
    assert few.ways == () and few.bound == "sets of more than 2 were not tried"
    (stopped,) = argmap.loads(text).defend("c", tries=5)
    assert stopped.tries == 5 and stopped.bound == "stopped after 5 sets: there may be more"
    assert stopped.to_dict()["bound"] == stopped.bound


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.evaluate.defence.WORK", 1)
    (found,) = argmap.loads("claim c: C.\n  but q: Q.\n").defend("c")
    assert found.bound == "stopped after 0 sets: there may be more"


def test_looking_at_acts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    map = argmap.loads("claim c: C.\n  but p: P.\n  but q: Q.\nclaim d: D.\n  but r: R.\n")
    monkeypatch.setattr("argmap.evaluate.defence.LOOKS", 1)
    first, second = map.defend()
    assert first.bound == "stopped after 1 set: there may be more"
    assert (second.status, second.bound) == ("out", "stopped after 0 sets: there may be more")


def test_only_acts_that_are_tried_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 200 reasons and 200 objections 40,000 pairs could be preferred, and none of another claim's is."""
    built = []

    def counted(*fields: str) -> Act:
        built.append(fields)
        return Act(*fields)

    def claim(c: str) -> str:
        lines = (f"  because {c}p{n}: P.\n  but {c}q{n}: Q.\n" for n in range(200))
        return f"claim {c}: C.\n" + "".join(lines)

    monkeypatch.setattr("argmap.evaluate.acts.Act", counted)
    map = argmap.loads(claim("c") + "\n" + claim("d"))
    (found,) = map.defend("c", tries=10)
    assert found.bound == "stopped after 10 sets: there may be more"
    assert len(built) == 11 and not any("d" in str(fields[1:]) for fields in built)


def test_no_size_is_tried_once_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def counted(end: int) -> Iterator[int]:
        for n in range(end):
            drawn.append(n)
            assert n < 20, "goes on though nothing is left"
            yield n

    for module in ("defence", "crux"):
        monkeypatch.setattr(f"argmap.evaluate.{module}.range", counted, raising=False)
    map = argmap.loads("claim c: C.\n  because p: P.\n  but q: Q.\n    because r: R.\n")
    endless = {"size": 10**9, "tries": 10**9}
    assert not map.defend("c", **endless)[0].bound and not map.defend("p", **endless)[0].bound
    assert not map.crux("c", **endless)[0].bound
    assert drawn


def test_statements_without_clauses_count_as_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.evaluate.defence.WORK", 60)
    text = "claim c: C.\n  but q: Q.\n" + "".join(
        f"claim o{n}: O.\n  speaker: Ann\n" for n in range(48)
    )
    (found,) = argmap.loads(text).defend("c")
    assert found.bound == "stopped after 1 set: there may be more"


def test_a_label_alone_is_one_statement() -> None:
    map = argmap.loads(
        "claim c: C.\n  because p: P.\n    by deduction\n  but q: Q.\n  speaker: Ann\n"
    )
    for name, value in (("reject", "q"), ("assume", "q"), ("audience", "Ann")):
        assert map.defend("c", **{name: value}) == map.defend("c", **{name: [value]})
        assert map.crux("c", **{name: value}) == map.crux("c", **{name: [value]})
    assert map.defend("c", reject=map["q"]) == map.defend("c", reject=["q"])


@pytest.mark.parametrize("wrong", [{"size": "a"}, {"tries": 1.5}, {"size": None}, {"tries": 0}])
def test_sizes_and_tries_are_whole_numbers(wrong: dict[str, object]) -> None:
    map = argmap.loads("claim c: C.\n  but q: Q.\n")
    for search in (map.defend, map.crux):
        with pytest.raises(ValueError, match="whole numbers, counted from 1"):
            search("c", **wrong)


def test_as_data_and_in_words() -> None:
    map = argmap.loads("claim c: C.\n  because p: P.\n    speaker: Ann\n  but q: Q.\n")
    (found,) = map.defend("c")
    assert isinstance(found, Defence)
    assert found.to_dict()["ways"][0] == [
        {"do": "answer", "statement": "q"},
        {"do": "reason", "statement": "c"},
    ]
    assert found.to_text(map).splitlines()[:2] == [
        "c (out): C.",
        "  in if you answer q and find a reason for c",
    ]
    many = argmap.loads(
        "claim c: C.\n  but q0: Q.\n" + "".join(f"    because q{n}: Q.\n" for n in range(1, 2))
    )
    assert "more, which JSON lists" not in many.defend("c")[0].to_text(many)
    wide = argmap.loads(
        "claim c: C.\n  because a: A.\n"
        + "".join(f"  and a{n}: A.\n" for n in range(25))
        + "  but q: Q.\n"
    )
    assert (
        wide.defend("c")[0].to_text(wide).splitlines()[-1] == "  and 8 ways more, which JSON lists"
    )
    (stands,) = argmap.loads("claim c: C.\n").defend()
    assert "it stands already" in stands.to_text(argmap.loads("claim c: C.\n"))


@pytest.mark.parametrize(
    "path",
    [*sorted(EXAMPLES.glob("*.arg")), *sorted((CORPUS / "maps").glob("*.arg"))],
    ids=lambda p: p.stem,
)
def test_each_way_does_what_it_says_and_none_is_larger_than_it_needs(path: Path) -> None:
    map = argmap.load(path)
    found = map.defend(size=2)
    for one in found:
        for way in one.ways[:12]:
            assert carried_out(map, way).evaluate()[one.conclusion] == "in"
            for less in combinations(way, len(way) - 1):
                assert carried_out(map, less).evaluate()[one.conclusion] != "in"


@pytest.mark.slow
def test_all_smallest_sets_are_found() -> None:
    """Against carrying out every set of up to three acts."""
    random = Random(1)
    found = tried = 0
    while tried < 40:
        map = random_map(random)
        keys = [s.id for s in map.statements]
        everything = Acts(map, theory(map)).that_could_move(keys, keys, order(map))
        universe = list(dict.fromkeys(act for _, act in everything))
        goals = [s.id for s in map.statements if s.kind == "claim" and map.evaluate()[s] != "in"]
        if len(map.statements) > 6 or len(universe) > 16 or not goals:
            continue
        tried += 1
        goal = random.choice(goals)
        expected: list[tuple[Act, ...]] = []
        for size in (1, 2, 3):
            for way in combinations(universe, size):
                if any(set(one) <= set(way) for one in expected):
                    continue
                after = carried_out(map, way)
                above = order(after)
                equal = any(a.over is not None and a.on in above.reached(a.over) for a in way)
                if not equal and after.evaluate()[goal] == "in":
                    expected.append(way)
        (got,) = map.defend(goal, tries=100_000)
        assert list(got.ways) == expected, shown(map)
        found += len(expected)
    assert found > 50


def test_an_act_of_another_map_is_refused_in_words() -> None:
    other = argmap.loads("claim d: D.\n")
    for act, said in (
        (Act("answer", "c"), "no statement has the label `c`"),
        (Act("prefer", "d", "q"), "no statement has the label `q`"),
        (Act("endorse", "Ann"), "nobody on the map is called 'Ann'"),
    ):
        with pytest.raises(ValueError, match=said):
            act.done(other)
