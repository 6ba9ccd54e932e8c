"""`regardless of`: decided by evaluation, and the way that is shown."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

import argmap
from argmap import ArgumentMap
from argmap.evaluate import independence
from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.independence import independences
from argmap.model import Map
from tests.brute import (
    NOBODY,
    Audience,
    TooMany,
    built,
    defeats,
    exclusions,
    granted_to,
    labels,
    least,
    random_map,
    reported,
    same,
    shown,
)


def status(map: ArgumentMap, statement: str, audience: Audience) -> str:
    arguments = built(map, audience=audience)
    attacks = defeats(map, arguments)
    return labels(map, arguments, attacks, least(arguments, attacks))[statement]


def supposing(map: ArgumentMap, believed: Audience, of: str, held: bool) -> Audience:
    """Those who believe somebody, and assume or reject a statement all the same."""
    one = same(map)
    said = believed.held if held else believed.held - {one[of]}
    granted = said | {one[of]} if held else said
    refused = {b for a, b in exclusions(map) if a in said and b not in granted}
    return Audience(granted, frozenset(refused if held else refused | {one[of]}), believed.steps)


def by_definition(map: ArgumentMap, statement: str, of: str) -> tuple[str, str]:
    """The statuses of a statement when another is assumed and when it is rejected."""
    believed = NOBODY
    if reported(map, map[statement]):
        # Its own line names who says it, or else the supposition around it.
        (speaker,) = map.speakers_of(map[statement])
        believed = granted_to(map, speaker)
    views = (supposing(map, believed, of, held) for held in (True, False))
    first, second = (status(map, statement, view) for view in views)
    return first, second


def compared(seed: int, count: int) -> Counter[str]:
    """Decides so many random claims, and counts what came of them; fails at the first that is not decided as
    the definitions have it, or that says less than there is to say.
    """
    random = Random(seed)
    tally: Counter[str] = Counter()
    while tally["claims"] < count:
        map = random_map(random)
        names = [s.id for s in map.statements if s.kind not in ("question", "supposition")]
        claims = [tuple(random.sample(names, 2)) for _ in range(6)]
        for found in independences(map, dict.fromkeys(claims)):
            try:
                expected = by_definition(map, found.statement, found.of)
            except TooMany:
                continue
            words = {True: "in", False: "out", None: "undecided"}
            told = words[found.assumed], words[found.rejected]
            claim = f"{shown(map)}\n{found.statement} regardless of {found.of}"
            assert told == expected, f"{claim}: {expected}, not {told}"
            assert found.held == (expected == ("in", "in"))
            check_way(map, found, claim)
            tally["claims"] += 1
            tally["held" if found.held else "refuted"] += 1
            tally[" ".join(told)] += 1
            tally["not connected"] += not found.connected
    return tally


def check_way(map: Map, found: independence.Independence, claim: str) -> None:
    """A way is there where the other statement makes a difference, leads from it to the statement, and each of its
    links is on the map.
    """
    makes_a_difference = not found.held and True in (found.assumed, found.rejected)
    assert bool(found.way) == makes_a_difference, claim
    assert found.connected or found.assumed is found.rejected, claim
    assert bool(found.why) == (True not in (found.assumed, found.rejected)), claim
    map = with_absurdities(map)
    at = found.of
    for link in found.way:
        assert link.below == at, claim
        at = link.above
        if link.steps:
            steps = [map.argument(step) for step in link.steps]
            assert link.below in steps[0].members and link.above == steps[-1].target, claim
            assert all(a.target == b.id for a, b in pairwise(steps)), claim
    assert not found.way or at == found.statement, claim


def test_claims_of_independence_are_decided_by_evaluation() -> None:
    """Of random claims on random maps, as many as are needed for each case to come."""
    tally = compared(20261130, 2_400)
    assert tally["held"] > 300 and tally["in out"] > 200 and tally["out in"] > 50, tally
    assert tally["not connected"] > 300, tally


def told(text: str, **options: object) -> list[str]:
    found = argmap.check(text, select=["dependence", "idle-independence"], **options)
    return [d.message for d in found]


DAM = "recommendation dam: Build the dam.\n  because power: A dam gives power.\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (  # the only answer to an exception
            f"{DAM}  unless premise flood: A dam floods the valley.\n    but ditch: A ditch drains it.\n"
            "  regardless of ditch\n",
            "`dam` is out without `ditch`: `ditch` rebuts `flood`, which undercuts the step to `dam`",
        ),
        (
            f"{DAM}  unless premise flood: A dam floods the valley.\n    but ditch: A ditch drains it.\n"
            "  regardless of flood\n",
            "`dam` is out if `flood` holds: `flood` undercuts the step to `dam`",
        ),
        (  # the undercut of a rebuttal
            f"{DAM}  but dear: Dams are dear.\n  unless premise lent: The bank lends.\n  regardless of lent\n",
            "`dam` is out without `lent`: `lent` undercuts the rebuttal of `dam`",
        ),
        (
            f"{DAM}  regardless of alone\n\nclaim alone: The valley is empty.\ncontradicts dam\n",
            "`dam` is out if `alone` holds: `alone` contradicts `dam`",
        ),
        (
            f"{DAM}  provided dry: The valley is dry.\n  regardless of hot\n\n"
            "claim hot: The valley gets no rain.\nrestates dry\n",
            "`dam` is out without `hot`: `hot` restates `dry`, which is a condition of `dam`",
        ),
        (  # by modus tollens
            "claim c: Socrates is mortal.\n  because a: Socrates is human.\n  and b: Humans are mortal.\n"
            "  by deduction\n  but legend: Socrates lives on.\n  regardless of word\n\nlegend\n  but word: "
            "A legend is no life.\n",
            "`c` is undecided without `word`: `word` rebuts `legend`, which rebuts `c`, which follows from `a`, "
            "which supports `c`",
        ),
        (  # both ways, with nothing to choose between them
            f"{DAM}  but dear: Dams are dear.\n  regardless of few\n\nclaim few: Few pay.\n",
            "`dam` is not held whatever becomes of `few`: it is out in either case (rebutted by dear, "
            "which nothing answers); and nothing leads to it from `few`",
        ),
    ],
)
def test_what_a_statement_hangs_on_is_said(text: str, message: str) -> None:
    assert told(text) == [message]


def test_another_reason_makes_independent() -> None:
    reasons = f"{DAM}  because work: A dam gives work.\n"
    assert told(f"{reasons}  regardless of work\n") == []
    assert told(f"{DAM}  regardless of power\n") == [
        "`dam` is out without `power`: `power` supports `dam`"
    ]


def test_a_speaker_claims_independence_for_those_who_believe_that_speaker() -> None:
    """For the author, who says none of it, the bridge is out in any case."""
    text = (
        "section: Ann\n  speaker: Ann\n  claim build: The bridge should be built.\n"
        "    because jobs: Bridges bring jobs.\n    because view: Bridges are pretty.\n"
        "    regardless of jobs\n    regardless of noise\n\n"
        "section: Ben\n  speaker: Ben\n  claim noise: Bridges are loud.\n  against build\n"
    )
    assert told(text) == ["`build` is out if `noise` holds: `noise` rebuts `build`"]


def test_a_long_way_is_told_from_both_ends() -> None:
    chain = "".join(f"s{n}\n  because s{n + 1}: Thing {n + 1} is so.\n" for n in range(30))
    [found] = argmap.check(
        f"claim s0: Thing 0 is so.\n  regardless of s30\n{chain}", select=["dependence"]
    )
    assert found.message == (
        "`s0` is out without `s30`: `s30` supports `s29`, which supports `s28`, which supports `s27`, "
        "which supports `s26`, which supports `s25`, …, which supports `s0`"
    )
    assert len(found.related) == 30


def test_what_is_not_decided_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(independence, "WORK", 6_000)
    size = 60
    text = "claim s0: Thing 0 is so.\n" + "".join(
        f"  because r{n}: Word {n} says so.\n  regardless of r{n}\n" for n in range(size)
    )
    map = argmap.loads(text)
    found = list(independences(map, [(c.statement, c.of) for c in map.independences]))
    decided = [one for one in found if one.decided]
    # Each that is decided takes two evaluations of the whole map.
    assert len(found) == size and 20 < len(decided) < 30
    assert all(one.held for one in decided)
    [message] = told(text)
    assert message == (
        f"whether `s0` is held regardless of `r{len(decided)}` was not decided, and "
        f"{size - len(decided) - 1} more of these lines were not: the map is too large for so many"
    )


def test_where_much_is_led_to_looking_for_it_counts_as_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(independence, "WORK", 6_000)
    size = 900
    text = "".join(
        f"claim s{n}: Thing {n} is so.\n"
        + (f"  because s{n + 1}\n" if n < size - 1 else "")
        + (f"  regardless of s{n - 1}\n" if n else "")
        for n in range(size)
    )
    map = argmap.loads(text)
    found = list(independences(map, [(c.statement, c.of) for c in map.independences]))
    decided = [one for one in found if one.decided]
    assert len(found) == size - 1 and 100 < len(decided) < size - 1
    assert not any(one.connected for one in decided)


def test_only_strict_and_teaching_profiles_tell_that_nothing_connects() -> None:
    text = f"{DAM}  regardless of few\n\nclaim few: Few pay.\n  because: Ann says so.\n"
    profiles = {
        profile: [d.name for d in argmap.check(text, profile=profile) if "pendence" in d.name]
        for profile in ("default", "strict", "teach")
    }
    hint = ["idle-independence"]
    assert profiles == {"default": [], "strict": hint, "teach": hint}


if __name__ == "__main__":
    import sys

    print(compared(int(sys.argv[1]), int(sys.argv[2])))
