"""Disputes on a status, and contrasts between two."""

from __future__ import annotations

import argparse
import json
from itertools import product
from math import inf
from pathlib import Path
from random import Random

import pytest

import argmap
from argmap.cli import main
from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.dispute import Strategy
from argmap.evaluate.explanation import DEEPEST, StatusExplanation
from argmap.evaluate.grounds import Attack, Grounds
from argmap.evaluate.reasons import Reasons, reasons_of
from tests.bench import maps
from tests.brute import random_map, shown
from tests.kinds import slow

PLEDGE = """\
claim hollow: H.
  because never: N.
    because unanimity: U.
    and refuse: R.
      but bought: B.
        unless proud: P.
    but hope: O.
      but needs: D.
  because other: T.
    but poland: L.
claim credible: C.
  because said: S.
  and unanimity
  contradicts hollow
  but never
"""


def lines(text: str, label: str) -> list[str]:
    map = argmap.loads(text)
    said = map.evaluate().dispute(label).to_text(map)
    return [line.split(":")[0] for line in said.splitlines() if not line.lstrip().startswith("=")]


def test_the_loser_of_a_dispute_has_said_all() -> None:
    assert lines(PLEDGE, "hollow") == [
        "for      hollow (out)",
        "for        because never (out)",
        "for          because unanimity (in)",
        "for          and refuse (out)",
        "against        but bought (in)",
        "for              unless proud (out)",
        "for        because other (out)",
        "against      but poland (in)",
    ]


def test_the_winner_of_a_dispute_answers_all() -> None:
    text = (
        "claim c: C.\n  because a: A.\n  because b: B.\n    but d: D.\n  but o: O.\n    but w: W.\n"
    )
    assert lines(text, "c") == [
        "for      c (in)",
        "for        because a (in)",
        "against    but o (out)",
        "for          but w (in)",
    ]
    # The step is spoken of before what undercuts it; what is granted or outweighed wins nothing.
    text = "claim c: C.\n  because a: A.\n  unless premise u: U.\n  although g: G.\n  but o: O.\n\na\noutweighs o\n"
    assert lines(text, "c") == [
        "for      c (out)",
        "for        because a (in)",
        "against    unless u (in)",
    ]


def test_a_circle_answers_itself() -> None:
    assert lines(
        "claim c: C.\n  because a: A.\n    because c\n  because b: B.\n    but d: D.\n", "c"
    ) == [
        "for      c (out)",
        "for        because a (out)",
        "for        because b (out)",
        "against      but d (in)",
    ]


def test_what_is_held_against_a_deduction_is_held_against_its_premises() -> None:
    text = "claim c: C.\n  because a: A.\n  by deduction\n  but o: O.\n    but w: W.\n"
    assert lines(text, "a") == [
        "for      a (in)",
        "against    so c (in)",
        "against      but o (out)",
        "for            but w (in)",
    ]
    assert lines(text.replace("    but w: W.\n", ""), "a") == [
        "for      a (out)",
        "against    so c (out)",
        "against      but o (in)",
    ]


def test_where_neither_side_wins_that_is_told() -> None:
    found = argmap.loads("claim a: A.\n  but b: B.\n    but a\n").evaluate().dispute("a")
    assert not found.below and found.why.startswith("neither side wins: it stands in a circle")


def test_a_question_is_disputed_by_its_answers() -> None:
    text = "question q: Q?\n  answer a: A.\n    because r: R.\n  answer b: B.\n"
    assert lines(text, "q") == [
        "for      q (answered)",
        "for        answer a (in)",
        "for          because r (in)",
        "for        answer b (out)",
    ]


def test_disputes_of_large_maps_are_bounded() -> None:
    chain = argmap.loads(maps.chain(3000)).evaluate().dispute("s0")
    assert max(depth for depth, _ in chain.walk()) == DEEPEST
    strict = "".join(f"claim s{n}: S.\n  because s{n + 1}\n  by deduction\n\n" for n in range(500))
    told = argmap.loads(f"{strict}claim s500: E.\n\ns0\n  but o: O.\n    but w: W.\n").evaluate()
    assert any(one.cut for _, one in told.dispute("s500").walk())
    # Each of a thousand reasons is answered, and one answer to all is found.
    many = "".join(f"  because p{n}: P.\n    but q{n}: Q.\n" for n in range(1000))
    all = argmap.loads(f"claim c: C.\n{many}  but o: O.\n").evaluate().dispute("c")
    assert [one.statement for one in all.below] == ["o"]
    # Twice as large with every level: the numbers leave what a float can hold.
    ladder = "".join(
        f"claim s{n}: S.\n  because t{n}: T.\n    because s{n + 1}\n  and s{n + 1}\n\n"
        for n in range(1100)
    )
    assert argmap.loads(f"{ladder}claim s1100: E.\n").evaluate().dispute("s0").below


def test_a_contrast_tells_where_two_part() -> None:
    map = argmap.loads(PLEDGE)
    found = map.evaluate().contrast("credible", "hollow")
    assert found.decisive == ("bought", "poland", "credible") and found.shared == ("unanimity",)
    assert found.statements[:5] == ("credible", "hollow", "bought", "poland", "unanimity")
    assert found.statements[5:] == found.between
    assert found.to_text(map).splitlines()[-2:] == [
        "What speaks for credible and against hollow: bought, poland and credible itself.",
        "Both rest on unanimity.",
    ]
    apart = argmap.loads("claim a: A.\n\nclaim b: B.\n  but c: C.\n")
    said = apart.evaluate().contrast("a", "b").to_text(apart)
    assert said.endswith("Nothing speaks for a and against b: each has its own reasons.\n")
    assert apart.evaluate().contrast("a", "b").to_dict() == {
        "fact": {"id": "a", "status": "in", "why": "given, and nothing is held against it"},
        "foil": {"id": "b", "status": "out", "why": "rebutted by c, which nothing answers"},
        "decisive": [],
        "shared": [],
    }
    # What is out, and what decides, is not what both rest on.
    out = argmap.loads(
        "claim f: F.\n  because a: A.\n  because s\n\nclaim o: O.\n  because s\n\nclaim s: S.\n  but x: X.\n"
    )
    assert out.evaluate().contrast("f", "o").shared == ()
    same = argmap.loads("claim f: F.\n  because a: A.\n\nclaim o: O.\n  because a\n  unless a\n")
    told = same.evaluate().contrast("f", "o")
    assert (told.decisive, told.shared) == (("a",), ())
    undecided = argmap.loads("claim x: X.\n\nclaim a: A.\n  but b: B.\n    but a\n").evaluate()
    assert undecided.contrast("x", "a").decisive == ()


def test_a_contrast_needs_one_that_is_in_and_one_that_is_not() -> None:
    found = argmap.loads("claim a: A.\n\nclaim b: B.\n  but c: C.\n\nquestion q: Q?\n").evaluate()
    for fact, foil in (("a", "a"), ("b", "a"), ("a", "c"), ("a", "q")):
        with pytest.raises(ValueError, match="between a statement that is in and one that is not"):
            found.contrast(fact, foil)
    with pytest.raises(ValueError, match="no statement has the label `z`"):
        found.contrast("a", "z")
    weighed = argmap.loads("claim a: A.\n").evaluate("gradual")
    for asked in (lambda: weighed.dispute("a"), lambda: weighed.contrast("a", "a")):
        with pytest.raises(ValueError, match="needs the grounded semantics"):
            asked()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "pledge.arg"
    path.write_text(PLEDGE, encoding="utf-8")

    def run(*options: str) -> str:
        assert main(["evaluate", str(path), "--quiet", *options]) == 0
        return capsys.readouterr().out

    evaluation = argmap.load(path).evaluate()
    assert run("--explain", "hollow", "--dispute") == evaluation.dispute("hollow").to_text(
        evaluation.map
    )
    told = json.loads(run("--explain", "hollow", "--dispute", "--format", "json"))
    assert told["explanation"]["below"][0]["side"] == "for"
    told = json.loads(run("--explain", "credible", "--rather-than", "hollow", "--format", "json"))
    assert told["contrast"]["decisive"] == ["bought", "poland", "credible"]
    picture = tmp_path / "pledge.svg"
    run("--explain", "credible", "--rather-than", "hollow", "-o", str(picture))
    drawn = picture.read_text(encoding="utf-8")
    assert "4 statements are left out" in drawn
    for options, said in (
        (["--dispute"], "--dispute goes with --explain LABEL"),
        (["--rather-than", "hollow"], "--rather-than goes with --explain LABEL"),
        (
            ["--explain", "credible", "--dispute", "--rather-than", "hollow"],
            "--dispute is about one statement: leave it or --rather-than out",
        ),
    ):
        assert main(["evaluate", str(path), *options]) == 2
        assert capsys.readouterr().err == f"argmap: {said}\n"


class TooLong(Exception):
    """More tries than a test should make."""


class Exhaustion:
    """The sizes of smallest disputes, by trying all that come back to no atom on their way."""

    def __init__(self, grounds: Grounds, circles: set[int]) -> None:
        self.grounds, self.circles, self.left = grounds, circles, 20_000

    def size(self, atom: int, path: frozenset[int] = frozenset()) -> float:
        self.left -= 1
        if not self.left:
            raise TooLong
        if atom in path:
            return inf
        within = path | {atom}
        program, value = self.grounds.program, self.grounds.model.value
        clauses = [
            c for n, c in enumerate(program.clauses) if c.head == atom and n not in self.circles
        ]
        if value[atom]:
            ways: list[tuple[int, ...]] = [
                (*c.body, *c.blocks)
                for c in clauses
                if all(value[b] for b in c.body) and all(value[b] is False for b in c.blocks)
            ]
        else:
            options = [
                [b for b in c.body if value[b] is False] + [b for b in c.blocks if value[b]]
                for c in clauses
            ]
            ways = list(dict.fromkeys(tuple(sorted(set(way))) for way in product(*options)))
        return min(1 + sum(self.size(b, within) for b in way) for way in ways)


def checked(reasons: Reasons, entry: StatusExplanation) -> None:
    """What a dispute says below a statement is what has to be said, by the map."""
    key, below = entry.statement, entry.below
    if entry.told or entry.cut or not below or entry.relation == "so":
        return
    other = {"for": "against", "against": "for"}[entry.side]
    if entry.relation and not {one.relation for one in below} - {"unless", "however", "so", "and"}:
        # Only its step is spoken of.
        return
    own = {one.statement for one in below if one.side == entry.side}
    against = {one.statement for one in below if one.side == other}
    of = reasons.theory.of
    if entry.status == "in":
        steps = [s for s, holds in reasons.steps(key) if holds]
        fits = [s for s in steps if {of(m) for m in s.members} <= own]
        assert fits or not {m for s in steps for m in s.members} & own
        attacks = [] if any(s.strict for s in fits) else reasons.attacks(key)

        def brought(attacks: list[Attack]) -> bool:
            return all({of(m) for m in a.members} & against for a in attacks if not a.spared)

        assert brought(attacks)
        # Steps with the same premises look the same.
        assert not fits or any(brought(reasons.undercuts(s)) for s in fits)
        return
    assert entry.status == "out"
    beaten = {of(m) for a in reasons.attacks(key) if a.holds for m in a.members} & against
    for step, _ in reasons.steps(key):
        failing = {of(m) for m in step.members if reasons.value(m) is False} & own
        stopped = {of(m) for a in reasons.undercuts(step) if a.holds for m in a.members} & against
        unmet = {c for c in reasons.conditions(key) if reasons.value(c) is False} & own
        turned = any(one.relation == "so" for one in below)
        assert failing or stopped or beaten or unmet or turned, step


def compared(seed: int, count: int) -> dict[str, int]:
    """Argues about the statements of so many random maps; fails where a dispute is not the smallest that is won."""
    random = Random(seed)
    tally = {"in": 0, "out": 0, "undecided": 0, "too long": 0}
    for _ in range(count):
        map = random_map(random)
        reasons = reasons_of(with_absurdities(map))
        found = map.evaluate()
        for s in map.statements:
            if s.kind == "question":
                continue
            dispute = found.dispute(s)
            for _, entry in dispute.walk():
                checked(reasons, entry)
            atom = reasons.atom(s.id)
            if found[s] == "undecided":
                assert not dispute.below and dispute.why.startswith("neither side wins: ")
                tally["undecided"] += 1
                continue
            strategy = Strategy(reasons, [atom])
            try:
                smallest = Exhaustion(reasons, strategy.circular).size(atom)
            except TooLong:
                tally["too long"] += 1
                continue
            assert strategy.size[atom] == smallest, (shown(map), s.id)
            tally[found[s]] += 1
    return tally


@slow
def test_disputes_are_the_smallest_that_are_won() -> None:
    tally = compared(1, 300)
    assert tally["in"] > 300 and tally["out"] > 200 and tally["undecided"], tally
    assert tally["too long"] < 30, tally


def test_a_contrast_shows_what_lies_between() -> None:
    map = argmap.loads(
        "claim a: A.\n  because b: B.\n  but c: C.\n    but d: D.\n      because e: E.\n"
        "claim f: F.\n  because g: G.\n    but h: H.\n      because i: I.\n        but j: J.\n          but e\n"
    )
    found = map.evaluate().contrast("a", "f")
    assert found.decisive == ("e",) and found.between == ("c", "d", "g", "h", "i", "j")
    assert set(found.statements) == {s.id for s in map.statements} - {"b"}


def test_a_foil_that_is_undecided_hangs_on_what_does_not_bear_on_the_fact() -> None:
    map = argmap.loads(
        "claim a: A.\n  because b: B.\nclaim f: F.\n  because claim g: G.\n    but claim h: H.\n      but g\n"
    )
    said = map.evaluate().contrast("a", "f").to_text(map)
    assert said.endswith("\nNothing that f hangs on bears on a.\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Compares disputes with all that could be had.")
    parser.add_argument("--maps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(compared(options.seed, options.maps))
