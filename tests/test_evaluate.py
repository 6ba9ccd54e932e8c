"""What stands on a map, and why."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import combinations
from random import Random
from typing import Any

import pytest

import argmap
from argmap import ArgumentMap
from argmap.evaluate.available import EXTENSIONS, SEMANTICS
from argmap.evaluate.crux import crux
from argmap.evaluate.explanation import DEEPEST, MOST
from argmap.evaluate.theory import theory
from argmap.model import Map
from tests.bench import maps
from tests.brute import (
    TooMany,
    built,
    compared,
    defeats,
    extensions,
    labels,
    random_map,
    shown,
)
from tests.conftest import CORPUS, EXAMPLES
from tests.strategies import random_text

TEXTBOOK = CORPUS / "evaluate"
CASES = tomllib.loads((TEXTBOOK / "cases.toml").read_text(encoding="utf-8"))


# Against the definitions


def test_statuses_are_those_of_the_grounded_extension() -> None:
    """Of four thousand random maps, each argument built, the extension found by its definition, for the author
    and for those who believe a speaker; `python -m tests.brute` tries more.
    """
    tally = compared(20261125, 4_000)
    assert min(tally[word] for word in ("in", "out", "undecided")) > 2_000, tally
    assert tally["open"] > 300 and tally["answered"] > 50, tally


def test_random_maps_have_what_is_to_be_tried() -> None:
    random = Random(3)
    made = [random_map(random) for _ in range(500)]
    undercut = [
        a
        for map in made
        for a in map.arguments
        if a.role == "undercuts" and map.argument(a.target).role == "undercuts"
    ]
    assert len(undercut) > 20
    assert sum(a.strict for map in made for a in map.arguments) > 100
    assert sum(a.conceded for map in made for a in map.arguments) > 50
    assert sum(len(map.preferences) for map in made) > 100
    circular = [map for map in made if argmap.check(map.to_json(), select=["circular-support"])]
    assert len(circular) > 20
    within = [a for map in made for a in map.arguments if map.taken_up(a)]
    assert len(within) > 80 and sum(a.strict for a in within) > 20
    assert (
        sum(s.within is not None and s.kind == "supposition" for m in made for s in m.statements)
        > 10
    )
    assert sum(a.role == "challenges" for map in made for a in map.arguments) > 150
    strict = [
        a
        for m in made
        for a in m.arguments
        if a.role == "challenges" and m.argument(a.target).strict
    ]
    assert len(strict) > 15
    for name in ("conditions", "restatements", "answers", "explanations", "speakers"):
        assert sum(bool(getattr(map, name)) for map in made) > 50, name


def test_other_semantics_are_those_of_the_definitions() -> None:
    random = Random(7)
    several = none = done = 0
    while done < 300:
        map = random_map(random)
        try:
            arguments = built(map, 11)
        except TooMany:
            continue
        done += 1
        attacks = defeats(map, arguments)
        for semantics in EXTENSIONS:
            found = extensions(len(arguments), attacks, semantics)
            said = [labels(map, arguments, attacks, e) for e in found]
            several += len(found) > 1
            none += not found
            for acceptance in (None,) if semantics == "ideal" else ("sceptical", "credulous"):
                some = any if acceptance == "credulous" else all
                expected = {}
                for s in map.statements:
                    own = [one[s.id] for one in said]
                    if s.kind == "question":
                        continue
                    expected[s.id] = (
                        "undecided"
                        if not own
                        else "in"
                        if some(status == "in" for status in own)
                        else "out"
                        if all(status == "out" for status in own)
                        else "undecided"
                    )
                for s in map.statements:
                    if s.kind == "question":
                        own = [expected[a.answer] for a in map.answers]
                        expected[s.id] = "answered" if "in" in own else "open"
                actual = map.evaluate(semantics, acceptance=acceptance).statuses
                assert actual == expected, (shown(map), semantics, acceptance)
    assert several > 50 and none > 20


@pytest.mark.parametrize(
    ("name", "semantics"), [(name, s) for name, found in CASES.items() for s in found]
)
def test_textbook_cases(name: str, semantics: str) -> None:
    map = argmap.load(TEXTBOOK / f"{name}.arg")
    first, _, acceptance = semantics.partition(" ")
    evaluation = map.evaluate(first, acceptance=acceptance or None)
    named = CASES[name][semantics]
    assert evaluation.statuses == {s.id: named.get(s.id, "in") for s in map.statements}


def test_every_textbook_case_is_listed() -> None:
    assert {path.stem for path in TEXTBOOK.glob("*.arg")} == set(CASES)


def test_what_the_author_of_the_op_ed_rejects_is_out_and_all_else_in() -> None:
    """Without a label set by hand. `will-join` is the forecast that the author contradicts; of the two
    other positions of NATO, which are reported, the author endorses one, and nothing supports the other.
    """
    evaluation = argmap.load(EXAMPLES / "summit.arg").evaluate()
    out = {s.id for s in evaluation.of("out")}
    rejected = {"no-war", "emboldened", "keep", "buffer", "will-join"}
    reported = {"no-veto"}
    assert out == rejected | reported
    assert not evaluation.of("undecided")
    assert all("nothing on the map supports it" in evaluation.why(key) for key in reported)
    assert evaluation.why("buffer") == "rebutted by open-door, which nothing answers"
    assert evaluation.why("no-war") == (
        "the step from cautious is undercut by accidents, which nothing answers"
    )


def test_a_plain_objection_where_the_author_concedes_would_defeat() -> None:
    text = (EXAMPLES / "summit.arg").read_text(encoding="utf-8")
    plain = text.replace("although moribund", "but moribund")
    assert argmap.loads(plain, project=EXAMPLES).evaluate()["minsk"] == "out"


# What is particular


def statuses(text: str, **options: object) -> dict[str, str]:
    return dict(argmap.loads(text).evaluate(**options).statuses)


def test_parts_never_change_a_status() -> None:
    text = (EXAMPLES / "summit.arg").read_text(encoding="utf-8")
    map = argmap.loads(text, project=EXAMPLES)
    bare = ArgumentMap.of(
        Map(
            map.statements,
            map.arguments,
            contradictions=map.contradictions,
            preferences=map.preferences,
            sections=map.sections,
        )
    )
    assert bare.evaluate().statuses == map.evaluate().statuses


def test_only_what_defeats_is_named_as_defeating() -> None:
    text = """
claim c: C holds.
  because a: A holds.
  but x: X holds.
  but y: Y holds.

a
outweighs x
"""
    said = "rebutted by y, which nothing answers; x is outweighed"
    assert argmap.loads(text).evaluate().why("c") == said
    two = text.replace("  but x", "  because b: B holds.\n  but x")
    said = "rebutted by y, which nothing answers, and by x"
    assert argmap.loads(two).evaluate().why("c") == said
    # The other reason fails by itself.
    lost = argmap.loads(two).evaluate(reject=["b"])
    assert lost.why("c").startswith("rebutted by y, which nothing answers; x is outweighed")
    only = argmap.loads(text.replace("  but y: Y holds.\n", ""))
    assert only.evaluate(reject=["a"]).why("c") == "its only reason, a, is out"


def test_a_warrant_is_a_premise() -> None:
    text = "claim c: C.\n  because p: P.\n  by: Whatever is P is C.\n    but q: Not so.\n"
    assert statuses(text)["c"] == "out"


def test_what_if() -> None:
    text = (
        "claim go: G.\n  because few: F.\n  unless other: O.\n"
        "claim stay: S.\n  speaker: Ann\n\nstay\ncontradicts go\n"
    )
    assert statuses(text) == {"go": "in", "few": "in", "other": "out", "stay": "out"}
    assert statuses(text, reject=["few"])["go"] == "out"
    assert statuses(text, reject="few")["go"] == "out"
    assert statuses(text, assume=["other"])["go"] == "out"
    believed = argmap.loads(text).evaluate(audience=["Ann"])
    assert believed.statuses == {"go": "out", "few": "in", "other": "out", "stay": "in"}
    assert believed.why("go") == "rejected, since it contradicts stay, which is assumed"
    assert believed.why("stay") == "assumed"
    assert statuses(text, audience=["Ann"], assume=["go"])["go"] == "in"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"reject": ["fwe"]}, "no statement has the label `fwe`: did you mean `few`?"),
        ({"reject": ["few"], "assume": ["few"]}, "`few` can't be both assumed and rejected"),
        ({"audience": ["An"]}, "the map has no speaker `An`: did you mean `Ann`?"),
        ({"semantics": "ground"}, "there is no semantics 'ground'; there are grounded, complete"),
        ({"acceptance": "credulous"}, "grounded semantics has one result"),
        ({"method": "euler"}, "a method goes with gradual semantics, not with grounded"),
        ({"semantics": "gradual", "method": "x"}, "there is no method 'x'; there are df-quad"),
    ],
)
def test_what_makes_no_sense_is_said(options: dict[str, object], message: str) -> None:
    map = argmap.loads("claim go: G.\n  because few: F.\n    speaker: Ann\n")
    with pytest.raises(ValueError, match=re.escape(message)):
        map.evaluate(**options)


# Reasons


def test_reasons_in_the_words_of_the_map(golden) -> None:
    """Sentences and explanations of maps with every kind of reason."""
    parts = []
    for path in sorted(TEXTBOOK.glob("*.arg")):
        map = argmap.load(path)
        evaluation = map.evaluate()
        parts.append(f"== {path.stem}\n{evaluation.to_text(all=True)}")
        parts.append(evaluation.explain(map.statements[0]).to_text(map))
    nato = argmap.load(EXAMPLES / "nato.arg")
    for options in ({}, {"reject": ["among-allies"]}, {"assume": ["rebuttal-1"]}):
        evaluation = nato.evaluate(**options)
        parts.append(f"== nato {options}\n{evaluation.to_text(all=True)}")
        parts.append(evaluation.explain("modify").to_text(nato))
    golden(TEXTBOOK / "reasons.txt", "\n".join(parts))


def test_there_is_a_reason_for_every_status() -> None:
    random = Random(11)
    for _ in range(1500):
        map = random_map(random)
        evaluation = map.evaluate()
        for s in map.statements:
            why = evaluation.why(s)
            assert why and why == why.strip() and not why.endswith((".", ";", ","))
            if evaluation[s] == "undecided":
                assert "nothing decides" in why
            if evaluation[s] == "in" and s.kind != "supposition":
                assert why.startswith(("given", "supported by", "it follows by ")), why
            entries = [entry for _, entry in evaluation.explain(s).walk()]
            assert entries[0].statement == s.id and not any(e.cut for e in entries)
            assert all(e.status == evaluation[e.statement] for e in entries)


def test_assumptions_that_clash_are_remarked_on() -> None:
    text = """
claim a: A holds.
  speaker: Ann

claim b: B holds.
  speaker: Ben

a
contradicts b
"""
    map = argmap.loads(text)
    said = "a and b contradict each other, and both are in: "
    both = map.evaluate(audience=["Ann", "Ben"])
    assert both.remarks == (f"{said}both are assumed.",)
    assert both.to_text().endswith(f"{both.remarks[0]}\n")
    argued = text.replace("  speaker: Ben\n", "  because p: P holds.\n  by deduction\n")
    assert argmap.loads(argued).evaluate(assume=["a"]).remarks == ()
    granted = argmap.loads(argued).evaluate(assume=["a", "p"])
    assert granted.remarks == (f"{said}a is assumed.",)
    assert map.evaluate(audience=["Ann"], reject=["b"]).remarks == ()
    assert map.evaluate().remarks == ()


def test_contradictions_of_which_both_sides_are_in_are_remarked_on() -> None:
    married = """\
premise married: He wears a ring.
so hasw: He has a wife.
by deduction

premise bachelor: He goes out often.
so now: He has no wife.
by deduction
contradicts hasw
"""
    map = argmap.loads(married)
    said = "hasw and now contradict each other, and both are in: "
    found = map.evaluate(assume=["married", "bachelor"])
    assert found.remarks == (f"{said}what is assumed leads to both.",)
    weighed = map.evaluate("gradual")
    assert weighed["hasw"] == weighed["now"] == "in"
    assert f"{said}gradual weighs each by itself." in weighed.remarks
    assert not any(said in remark for remark in map.evaluate().remarks)


def test_sentences_on_many_attackers_are_not_quadratic() -> None:
    """What an attack is known by is looked up, once for each."""
    lines = [f"  {'because' if n % 2 else 'but'} s{n}: S.\n" for n in range(4000)]
    found = argmap.loads("claim c: C.\n" + "".join(lines)).evaluate()
    reasons = found._reasons
    assert reasons is not None
    asked = 0
    plain = reasons.outweighs

    def counting(*pair: Any) -> bool:
        nonlocal asked
        asked += 1
        return plain(*pair)

    reasons.outweighs = counting  # type: ignore[method-assign]
    assert found.why("c").endswith("others") and asked < 10_000


def test_an_explanation_has_every_reason_and_attacker() -> None:
    text = """
claim c: C holds.
  because a: A holds.
    but d: D holds.
  because b: B holds.
    but e: E holds.
  because f: F holds.
    unless premise g: G holds.
  but premise x: X holds.
    but y: Y holds.

a
against d
"""
    map = argmap.loads(text)
    told = map.evaluate().explain("c")
    assert told.status == "undecided"
    assert [(one.relation, one.statement, one.status) for one in told.below] == [
        ("because", "a", "undecided"),
        ("because", "b", "out"),
        ("because", "f", "in"),
        ("unless", "g", "in"),
        ("but", "x", "out"),
    ]
    assert told.below[1].why == "rebutted by e, which nothing answers"
    assert told.below[1].below[0].statement == "e"
    held = map.evaluate(reject=["d"]).explain("c")
    assert [one.statement for one in held.below] == ["a", "b", "f", "g", "x"]
    # Too many to tell them all: what it stands by is told.
    many = "".join(f"  because b{n}: B.\n    but e{n}: E.\n" for n in range(1100))
    cut = argmap.loads("claim c: C.\n  because a: A.\n" + many).evaluate().explain("c")
    assert cut.cut and [one.statement for one in cut.below] == ["a"]


def test_explanations_are_bounded() -> None:
    chain = argmap.loads(maps.chain(3000))
    told = chain.evaluate().explain("s0")
    depths = [depth for depth, _ in told.walk()]
    assert max(depths) == DEEPEST and any(e.cut for _, e in told.walk())
    assert json.dumps(told.to_dict()) and "[and so on]" in told.to_text(chain)
    comb = argmap.loads("claim c: C.\n" + "".join(f"  but b{n}: B.\n" for n in range(3000)))
    assert len(list(comb.evaluate().explain("c").walk())) <= MOST


def test_deep_and_wide_maps_need_no_recursion() -> None:
    for text in (maps.chain(5000), maps.comb(5000), maps.circles(5000)):
        evaluation = argmap.loads(text).evaluate()
        assert evaluation.why("s0")
    ring = "claim s0: S.\n  but s1\n" + "".join(
        f"claim s{n}: S.\n  but s{(n + 1) % 5001}\n" for n in range(1, 5001)
    )
    evaluation = argmap.loads(ring).evaluate()
    assert len(evaluation.of("undecided")) == 5001
    assert "and 4995 steps" in evaluation.why("s7")
    support = argmap.loads(maps.circles(10)).evaluate()
    assert support.why("s1").endswith("circle: s1 → s2 → s3 → s4 → s5 → s6 → … → s1")


def test_extensions_that_are_open_or_differ_are_told_apart() -> None:
    pytest.importorskip("clingo")
    ring = argmap.loads("claim a: A.\n  but b: B.\n    but c: C.\n\na\nagainst c\n")
    pair = argmap.loads("claim a: A.\n  but b: B.\n\na\nagainst b\n")
    for semantics in ("preferred", "semi-stable"):
        assert ring.evaluate(semantics).why("a") == f"the only {semantics} extension leaves it open"
    for semantics in ("complete", "preferred", "stable", "semi-stable"):
        said = f"some {semantics} extensions hold it, others do not"
        assert pair.evaluate(semantics).why("a") == said


@pytest.mark.parametrize(
    ("text", "tops"),
    [
        ("claim a: A.\n  but b: B.\n\na\nagainst b\n", ["a"]),
        ("claim a: A.\n  because a\n", ["a"]),
        # Of two circles the one above.
        (
            "claim c: C.\n  because d: D.\n    because c\n\nclaim a: A.\n  because b: B.\n    because a\n    but c\n",
            ["a"],
        ),
        # A claim that an inner statement alone uses, and a circle within.
        ("claim r: R.\n  because a: A.\n\nclaim c: C.\n  because a\n\nc\nso a\n", ["r", "c"]),
        ("claim r: R.\n  because a: A.\n    because b: B.\n      because a\n", ["r"]),
        ("claim r: R.\n  because a: A.\n    unless b: B.\n      because a\n", ["r"]),
    ],
)
def test_a_circle_without_a_root_is_shown(text: str, tops: list[str]) -> None:
    map = argmap.loads(text)
    assert [s.id for s in map.evaluate().shown] == tops
    assert [found.conclusion for found in crux(map)] == tops


def test_only_grounded_semantics_explains() -> None:
    evaluation = argmap.load(EXAMPLES / "nato.arg").evaluate("carneades")
    with pytest.raises(ValueError, match="an explanation needs the grounded semantics"):
        evaluation.explain("modify")


# Carneades and gradual


def test_carneades_weighs_by_the_standard() -> None:
    text = (
        "claim guilty: He did it.\n  standard: {}\n  because witness: A witness saw him.\n"
        "  by\n    strength: {}\n  but alibi: He was away.\n  by\n    strength: {}\n"
    )
    for standard, pro, con, expected in (
        ("PE", 0.6, 0.5, "in"),
        ("PE", 0.5, 0.5, "out"),
        ("CCE", 0.9, 0.4, "out"),
        ("CCE", 0.95, 0.4, "in"),
        ("BRD", 0.95, 0.4, "out"),
        ("BRD", 0.9, 0.2, "in"),
        ("DV", 0.9, 0.1, "out"),
    ):
        map = argmap.loads(text.format(standard, pro, con))
        evaluation = map.evaluate("carneades")
        assert evaluation["guilty"] == expected, (standard, pro, con)
        assert f"weighs {pro:g}, that against it {con:g}" in evaluation.why("guilty")
        # With the reply in, the objection counts for nothing.
        answered = argmap.loads(
            text.format(standard, pro, con) + "  unless premise lie: He lied.\n"
        )
        assert answered.evaluate("carneades")["guilty"] == (
            "in" if standard != "CCE" or pro > 0.5 else "out"
        )
    assert "where it gives none, 1 for arguments and 0.5 for" in evaluation.remarks[0]


def test_without_clingo_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from argmap.extras import MissingExtra

    monkeypatch.setitem(sys.modules, "clingo", None)
    map = argmap.loads("claim c: C.\n")
    with pytest.raises(MissingExtra, match=re.escape("pip install 'argmap[asp]'")):
        map.evaluate("stable")
    for semantics in SEMANTICS:
        if semantics not in EXTENSIONS:
            assert map.evaluate(semantics).statuses


def test_only_acyclic_maps_make_all_semantics_agree() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    grounded = map.evaluate().statuses
    for semantics in EXTENSIONS:
        assert map.evaluate(semantics).statuses == grounded


# Crux


def test_crux_finds_all_smallest_sets() -> None:
    """Against trying every set of premises."""
    random = Random(5)
    found = 0
    for _ in range(1500):
        map = random_map(random)
        goal = random.choice([s for s in map.statements if s.kind == "claim"]).id
        before = map.evaluate()[goal]
        expected: list[tuple[tuple[str, ...], str]] = []
        for size in range(1, 8):
            for chosen in combinations(theory(map).premises, size):
                if not any(set(one) <= set(chosen) for one, _ in expected):
                    after = map.evaluate(reject=chosen)[goal]
                    if after != before:
                        expected.append((chosen, after))
        (got,) = crux(map, goal, size=7, tries=10_000)
        assert not got.bound and got.status == before
        assert [(c.premises, c.status) for c in got.changes] == expected, shown(map)
        found += len(expected)
    assert found > 500


def test_crux_says_where_it_stops() -> None:
    wide = argmap.loads("claim c: C.\n" + "".join(f"  because b{n}: B.\n" for n in range(5)))
    (small,) = wide.crux("c")
    assert small.changes == () and small.bound == "sets of more than 3 were not tried"
    (whole,) = wide.crux("c", size=5)
    assert [len(c.premises) for c in whole.changes] == [5] and not whole.bound
    linked = "claim c: C.\n  because b0: B.\n" + "".join(f"  and b{n}: B.\n" for n in range(1, 20))
    (few,) = argmap.loads(linked).crux("c", tries=7)
    assert few.tries == 7 and few.bound == "stopped after 7 sets: there may be more"
    (one,) = argmap.loads(linked).crux("c", tries=1)
    assert one.bound == "stopped after 1 set: there may be more"
    with pytest.raises(ValueError, match="counted from 1"):
        wide.crux("c", size=0)


def test_crux_of_the_example() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    (found,) = map.crux()
    assert found.conclusion == "modify"
    assert [c.premises for c in found.changes] == [
        ("premise-9",),
        ("unanimity", "encircled"),
        ("unanimity", "norm"),
        ("defence", "encircled"),
        ("defence", "norm"),
    ]


# Compare


def test_whatever_is_written_can_be_evaluated() -> None:
    """Texts with every construct, errors among them: no exception, a reason for each status."""
    for seed in range(150):
        random = Random(seed)
        text = random_text(random, random.randint(3, 40))
        map = argmap.ArgumentMap.of(argmap.Compilation.of_text(text).map)
        if not map.statements:
            continue
        for semantics in ("grounded", "carneades", "gradual"):
            evaluation = map.evaluate(semantics)
            assert evaluation.to_text(all=True) and json.dumps(evaluation.to_dict(all=True))
        for s in map.statements[:3]:
            assert map.evaluate().explain(s).to_text(map)
        crux(map, size=1)
        assert map.compare(map).same


def test_what_is_out_by_more_than_an_attack_says_so() -> None:
    """Whoever answers the attack alone would find it out still."""
    map = argmap.loads(
        "claim a: A.\n  because b: B.\n    because open claim e: E.\n"
        "  provided claim c: C.\n    but x: X.\n  but d: D.\n"
    )
    assert map.evaluate().why("a") == (
        "rebutted by d, which nothing answers; held only provided c, which is out; its reason, b, is out"
    )
