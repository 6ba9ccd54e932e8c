"""What stands on maps with passages, questions, challenges, conditions, restatements and speakers."""

from __future__ import annotations

import json
from random import Random

import pytest
from attrs import evolve

import argmap
from argmap import Argument, ArgumentMap, Statement
from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.available import EXTENSIONS, METHODS
from argmap.model import Answer, Condition, Explanation
from tests.brute import random_map, shown
from tests.conftest import CORPUS

MAPS = CORPUS / "maps"

PRIMES = """\
suppose largest: There is a largest prime.
  so product: The product of all primes, plus one, is greater than every prime.
  and premise factor: Every number has a prime factor.
  so greater: There is a prime greater than the largest.
  contradicts largest
so none: There is no largest prime.
by reductio
"""
CASES = """\
recommendation pull: You should pull the lever.
  because either: Either numbers count, or they do not.
  and suppose count: Numbers count.
    so five: Five deaths are worse than one.
    so pull1: You should pull it.
  and suppose not: Numbers do not count.
    and premise duty: There is a duty to spare whom one can.
    so pull2: You should pull it.
  by cases
"""
DEBATE = """\
section ann: Ann's speech
  speaker: Ann
  claim build: The bridge should be built.
    because jobs: It brings jobs.
    and need: Jobs are needed.

section ben: Ben's answer
  speaker: Ben
  claim noise: It brings noise.
  against build
  claim few: The jobs are few.
  against jobs
"""
FLOOD = """\
question pay: Who should pay for the damage?
  answer polluters: Those who caused it.
    because able: They profited from it.
  answer state: The state.
    because rich: The state is rich.
"""


def statuses(text: str, *semantics: str, **options: object) -> dict[str, str]:
    return dict(argmap.loads(text).evaluate(*semantics, **options).statuses)


# Passages


def test_a_reductio_holds_though_its_outcome_contradicts_what_is_supposed() -> None:
    evaluation = argmap.loads(PRIMES).evaluate()
    assert set(evaluation.statuses.values()) == {"in"}
    assert evaluation.why("none") == "it follows by reductio from greater (supposing largest)"
    assert evaluation.why("largest") == "granted in its passage alone"
    assert evaluation.suppositions("greater") == ("largest",)
    assert evaluation.suppositions("none") == ()
    text = evaluation.to_text(all=True)
    assert (
        "greater: There is a prime greater than the largest.\n  in under the supposition of" in text
    )
    entries = {one["id"]: one for one in evaluation.to_dict(all=True)["statements"]}
    assert entries["greater"]["under"] == entries["largest"]["under"] == ["largest"]
    assert "under" not in entries["none"]
    # Without the lemma nothing absurd follows.
    assert statuses(PRIMES, reject=["factor"])["none"] == "out"


def test_every_semantics_knows_a_reductio_and_cases() -> None:
    for text in (PRIMES, CASES):
        for semantics in ("carneades", "gradual", *EXTENSIONS):
            assert set(statuses(text, semantics).values()) == {"in"}, semantics
        for method in METHODS:
            found = argmap.loads(text).evaluate("gradual", method=method)
            assert set(found.statuses.values()) == {"in"}, method
            supposed = [s.id for s in found.map.statements if s.kind == "supposition"]
            assert all(found.strengths[key] == 1 for key in supposed)


def test_an_argument_by_cases_needs_the_outcome_of_each() -> None:
    assert statuses(CASES)["pull"] == "in"
    lost = argmap.loads(
        CASES + "\nrebuttal nothing: We owe them nothing.\nagainst duty\n"
    ).evaluate()
    assert lost["duty"] == lost["pull2"] == lost["pull"] == "out"
    assert lost["pull1"] == "in"
    assert lost.why("pull") == (
        "its only reason, either, pull1 (supposing count) and pull2 (supposing not), fails, "
        "since pull2 is out"
    )
    assert [c.premises for c in lost.map.crux("pull")[0].changes] == [("nothing",)]


def test_a_contradiction_over_the_edge_of_a_passage_defeats_nothing() -> None:
    """Neither what stands around it, nor a supposition around, nor what is in it; within one it does."""
    text = (
        "claim flat: The Earth is flat.\n"
        "suppose round: It is round.\n"
        "  suppose sail: One sails west.\n"
        "    so back: One comes back.\n"
        "  so home: Whoever sails comes back.\n"
        "so if: If it is round, whoever sails comes back.\n"
    )
    map = argmap.loads(text)
    pairs = [
        ("back", "flat"),
        ("back", "round"),
        ("back", "sail"),
        ("home", "flat"),
        ("home", "round"),
    ]
    crossing = ArgumentMap.of(map.changed(contradictions=pairs))
    assert set(crossing.evaluate().statuses.values()) == {"in"}
    inside = ArgumentMap.of(
        map.changed(
            statements=[
                *map.statements,
                Statement("Edge.", label="edge", id="edge", within="round"),
            ],
            contradictions=[*pairs, ("home", "edge")],
        )
    )
    found = inside.evaluate()
    assert found["home"] == found["if"] == "undecided" and found["back"] == "in"


def test_what_is_supposed_is_neither_assumed_nor_rejected() -> None:
    map = argmap.loads(PRIMES)
    for options in ({"assume": ["largest"]}, {"reject": ["largest"]}):
        with pytest.raises(ValueError, match="`largest` is only supposed"):
            map.evaluate(**options)
        with pytest.raises(ValueError, match="`largest` is only supposed"):
            map.crux("none", **options)
    with pytest.raises(ValueError, match="`largest` is only supposed, and depends on nothing"):
        map.crux("largest")
    (found,) = map.crux("none")
    assert [c.premises for c in found.changes] == [("factor",)]
    assert "(in, supposing largest)" in map.crux("greater")[0].to_text(map)


def test_a_speakers_supposition_is_skipped_and_what_stands_in_it_granted() -> None:
    text = PRIMES.replace("largest prime.\n", "largest prime.\n  speaker: Euclid\n\n", 1)
    map = argmap.loads(text)
    assert map.evaluate()["factor"] == "out" and map.evaluate()["none"] == "out"
    believed = map.evaluate(audience=["Euclid"])
    assert believed["factor"] == believed["none"] == "in" and believed["largest"] == "in"
    assert believed.assumptions.assumed == {"factor"}


def test_nothing_leaks_from_a_passage_but_its_outcome() -> None:
    """Whatever stands in a passage, with an outcome that is in or out: what is outside stands as if the
    outcome alone were there, and held or not; a reductio keeps what its outcome contradicts.
    """
    random = Random(16)
    tried = 0
    while tried < 400:
        map = random_map(random)
        outcomes = set(map.outcomes.values())
        found = map.evaluate().statuses
        if not outcomes or any(found[key] == "undecided" for key in outcomes):
            continue
        tried += 1
        inside = {s.id for s in map.statements if s.within or s.kind == "supposition"}
        kept = [evolve(s, within=None) for s in map.statements if s.id not in inside - outcomes]
        names = {s.id for s in kept}
        arguments: list[Argument] = []
        for a in with_absurdities(map).arguments:
            target = a.target in names - outcomes or a.target in {b.id for b in arguments}
            if target and names.issuperset(a.members):
                arguments.append(a)
        bare = ArgumentMap.of(
            map.changed(
                statements=kept,
                arguments=arguments,
                contradictions=[p for p in map.contradictions if not inside.intersection(p)],
            )
        )
        held = [key for key in outcomes if found[key] == "in"]
        lost = [key for key in outcomes if found[key] == "out"]
        alone = bare.evaluate(assume=held, reject=lost).statuses
        assert {k: alone[k] for k in names} == {k: found[k] for k in names}, shown(map)


def test_a_reductio_stands_with_what_its_outcome_contradicts() -> None:
    text = """suppose a: The shop is open.
  so b: The lights are on.
  contradicts dark
so c: The shop is not open.
by reductio
premise dark: The shop is dark.
"""
    assert argmap.loads(text).evaluate()["c"] == "in"
    assert argmap.loads(text).evaluate(reject=["dark"])["c"] == "out"
    doubted = argmap.loads(text + "  but: Nobody has looked.\n").evaluate()
    assert doubted["dark"] == doubted["c"] == "out"
    reported = argmap.loads(text + "  speaker: Ann\n").evaluate()
    assert reported["c"] == "out"


# Challenges


def test_a_challenge_takes_a_deduction_away_too() -> None:
    text = "claim c: C.\n  because p: P.\n  by deduction\n  however parody: It proves too much.\n"
    evaluation = argmap.loads(text).evaluate()
    assert evaluation["c"] == "out" and evaluation["p"] == "in"
    assert evaluation.why("c") == "the step from p is challenged by parody, which nothing answers"
    assert [one.relation for one in evaluation.explain("c").below] == ["because", "however"]
    answered = argmap.loads(text + "    but: The parody has another form.\n").evaluate()
    assert answered.why("c") == (
        "it follows by deduction from p; parody, which would challenge the step, is out"
    )
    for semantics in ("carneades", *EXTENSIONS):
        assert statuses(text, semantics)["c"] == "out", semantics
        assert answered.map.evaluate(semantics)["c"] == "in", semantics
    for method in METHODS:
        weak, bare = (
            argmap.loads(one).evaluate("gradual", method=method).strengths["c"]
            for one in (text, text.partition("  however")[0])
        )
        assert weak < bare, method
    twice = argmap.loads(text + "  and same: Its parody has the same form.\n").evaluate()
    assert twice.why("c").startswith("the step from p is challenged by parody and same")


def test_a_challenge_of_a_challenge() -> None:
    text = (
        "claim c: C.\n  because p: P.\n"
        "  however q: Equivocation.\n    unless premise r: The word has one sense.\n"
    )
    map = argmap.loads(text)
    challenge = next(a for a in map.arguments if a.role == "challenges")
    assert map.evaluate().why("c") == "supported by p; the challenge by q is undercut by r"
    answered = ArgumentMap.of(
        map.changed(
            arguments=[
                *(a for a in map.arguments if a.target != challenge.id),
                Argument(["r"], challenge.id, "challenges", id="argument-9"),
            ]
        )
    )
    assert answered.evaluate().why("c") == "supported by p; the challenge by q is challenged by r"


# Conditions


def test_a_condition_that_is_not_met() -> None:
    text = "claim go: We should go.\n  because fun: It is fun.\n  provided dry: It stays dry.\n"
    bare = argmap.loads(text).evaluate()
    assert bare["go"] == "out"
    assert bare.why("go") == "held only provided dry, which nothing supports"
    assert [(one.relation, one.statement) for one in bare.explain("go").below] == [
        ("because", "fun"),
        ("provided", "dry"),
    ]
    met = argmap.loads(text.replace("provided dry", "provided premise dry")).evaluate()
    assert met.why("go") == (
        "supported by fun, provided dry, which is in, and nothing is held against it"
    )
    assert [c.premises for c in met.map.crux("go")[0].changes] == [("fun",), ("dry",)]
    supported = text + "    because calm: The wind is calm.\n    but rain: It will rain.\n"
    beaten = argmap.loads(supported).evaluate()
    assert beaten.why("go") == "held only provided dry, which is out"
    several = argmap.loads(text + "  provided premise warm: It is warm.\n").evaluate()
    assert several.why("go") == "held only provided dry, which nothing supports"
    for semantics in ("carneades", "gradual", *EXTENSIONS):
        assert statuses(text, semantics)["go"] == "out", semantics
        assert met.map.evaluate(semantics)["go"] == "in", semantics
    assert bare.map.evaluate("carneades").why("go") == bare.why("go")
    # Whoever assumes it does so whatever speaks against it.
    assert statuses(text, assume=["go"])["go"] == "in"


def test_a_condition_binds_a_deduction_and_a_premise() -> None:
    strict = "claim c: C.\n  because p: P.\n  by deduction\n  provided q: Q.\n"
    assert statuses(strict)["c"] == "out"
    given = "claim c: C.\n  provided q: Q.\n"
    assert statuses(given) == {"c": "out", "q": "out"}
    met = argmap.loads(
        given,
    ).evaluate(assume=["q"])
    assert met.why("c") == "given, provided q, which is in, and nothing is held against it"


def test_conditions_in_a_circle_are_out() -> None:
    text = "claim a: A.\n  provided b\n\nclaim b: B.\n  provided a\n"
    evaluation = argmap.loads(text).evaluate()
    assert set(evaluation.statuses.values()) == {"out"}
    assert evaluation.why("a") == "its conditions run in a circle: a → b → a"
    for semantics in ("carneades", *EXTENSIONS):
        assert set(statuses(text, semantics).values()) == {"out"}, semantics
    mixed = argmap.loads("claim a: A.\n  provided b\n\nclaim b: B.\n  because a\n").evaluate()
    assert mixed.why("a") == "it is held only in a circle of reasons and conditions: a → b → a"


def test_an_undecided_condition_makes_undecided() -> None:
    text = "claim go: Go.\n  provided a\n\nclaim a: A.\n  but b: B.\n\na\nagainst b\n\n"
    evaluation = argmap.loads(text).evaluate()
    assert evaluation["go"] == "undecided"
    assert evaluation.why("go").startswith("it hangs on a circle that nothing decides")
    ring = argmap.loads("claim a: A.\n  provided b\n\nclaim b: B.\n  but a\n").evaluate()
    assert ring["a"] == "undecided" and "b is a condition of a" in ring.why("a")


# Restatements


def test_restated_statements_stand_or_fall_together() -> None:
    text = (
        "claim early: School should begin later.\n"
        "claim late: Lessons should start at nine.\n  because tired: Pupils are tired.\n"
        "late\nrestates early\n"
    )
    evaluation = argmap.loads(text).evaluate()
    assert evaluation["early"] == evaluation["late"] == "in"
    assert evaluation.why("early") == "supported by tired, and nothing is held against it"
    assert [one["id"] for one in evaluation.to_dict(all=True)["statements"]] == [
        "early",
        "late",
        "tired",
    ]
    # One of them is argued for, so that neither is simply given.
    assert statuses(text, reject=["tired"])["early"] == "out"
    attacked = text + "rebuttal buses: The buses run at eight.\nagainst early\n"
    for semantics in ("grounded", *EXTENSIONS, "gradual"):
        found = statuses(attacked, semantics)
        assert found["late"] == found["early"] == "out" or semantics == "gradual"
    explained = argmap.loads(attacked).evaluate().explain("late")
    assert [(one.relation, one.statement) for one in explained.below] == [
        ("restates", "early"),
        ("because", "tired"),
        ("but", "buses"),
    ]
    assert statuses(text, reject=["early"])["late"] == "out"
    assert statuses(attacked, assume=["early"])["late"] == "in"
    with pytest.raises(ValueError, match="both assumed and rejected"):
        argmap.loads(text).evaluate(assume=["early"], reject=["late"])


def test_what_is_asserted_in_one_wording_is_asserted_in_all() -> None:
    text = (
        "claim a: A.\n  speaker: Ann\nopen claim b: B.\nclaim c: C.\na\nrestates b\nb\nrestates c\n"
    )
    assert set(statuses(text).values()) == {"in"}
    assert set(statuses(text.replace("claim c", "open claim c")).values()) == {"out"}


def test_support_by_another_wording_is_a_circle() -> None:
    text = "claim a: A.\n  because b: In other words, A.\n\na\nrestates b\n"
    evaluation = argmap.loads(text).evaluate()
    assert set(evaluation.statuses.values()) == {"out"}
    assert evaluation.why("a") == "it is supported by nothing but itself in other words"


# Questions


def test_a_question_is_open_or_answered() -> None:
    evaluation = argmap.loads(FLOOD).evaluate()
    assert evaluation["pay"] == "open" and evaluation["state"] == "undecided"
    assert evaluation.why("pay") == "no answer is in; polluters and state are undecided"
    assert evaluation.answers("pay") == ()
    answered = argmap.loads(FLOOD + "    but poor: It is in debt.\n").evaluate()
    assert (
        answered.statuses
        == {
            **dict.fromkeys(("polluters", "able", "poor", "rich"), "in"),
            "pay": "answered",
            "state": "out",
        }
        or answered["rich"] == "out"
    )
    beaten = argmap.loads(FLOOD + "\nrebuttal unfair: Taxpayers are innocent.\nagainst state\n")
    found = beaten.evaluate()
    assert found["pay"] == "answered" and [s.id for s in found.answers("pay")] == ["polluters"]
    assert found.why("pay") == "answered by polluters"
    assert "pay: Who should pay for the damage?\n  answered by polluters\n" in found.to_text()
    (entry, *_) = found.to_dict()["statements"]
    assert entry == {
        "id": "pay",
        "status": "answered",
        "answers": ["polluters"],
        "why": "answered by polluters",
    }
    assert [one.relation for one in found.explain("pay").below] == ["answer", "answer"]
    assert [one.conclusion for one in beaten.crux("pay")] == ["polluters", "state"]
    assert [one.conclusion for one in beaten.crux()] == ["polluters", "state"]
    for semantics in (*EXTENSIONS, "gradual"):
        assert beaten.evaluate(semantics)["pay"] == "answered", semantics


def test_answers_are_rivals_unless_several_are_chosen() -> None:
    several = FLOOD.replace("damage?\n", "damage?\n  choose: several\n")
    found = argmap.loads(several).evaluate()
    assert found["polluters"] == found["state"] == "in"
    assert found.why("pay") == "answered by polluters and state"
    either = argmap.loads(FLOOD).evaluate("preferred", acceptance="credulous")
    assert either["polluters"] == either["state"] == "in"
    bare = argmap.loads("question q: Q?\n  answer a: A.\n  answer b: B.\n").evaluate()
    assert bare["a"] == "out" and bare.why("a") == "nothing on the map supports it, and it is open"
    assert bare.why("q") == "no answer is in"
    assert statuses("question q: Q?\n  answer a: A.\n  answer b: B.\n", assume=["a"]) == {
        "q": "answered",
        "a": "in",
        "b": "out",
    }
    none = argmap.loads("question q: Q?\n").evaluate()
    assert none.why("q") == "nothing is given as an answer" and none["q"] == "open"


def test_a_question_is_neither_assumed_nor_rejected() -> None:
    with pytest.raises(ValueError, match="`pay` is a question, and neither in nor out: assume an"):
        argmap.loads(FLOOD).evaluate(assume=["pay"])
    with pytest.raises(ValueError, match="is a question without an answer"):
        argmap.loads("question q: Q?\n").crux("q")


# Speakers


def test_a_dialogue_says_what_each_speaker_holds() -> None:
    map = argmap.loads(DEBATE)
    evaluation = map.evaluate()
    assert not evaluation.of("in")
    views = evaluation.views
    assert views is not None
    ann, ben = views.statuses["Ann"], views.statuses["Ben"]
    assert {k for k, v in ann.items() if v == "in"} == {"build", "jobs", "need"}
    assert {k for k, v in ben.items() if v == "in"} == {"noise", "few"}
    # That Ben only fails to say that jobs are needed is no disagreement.
    assert [(one.statement, one.held_by, one.denied_by) for one in views.disagreements] == [
        ("build", ("Ann",), ("Ben",)),
        ("jobs", ("Ann",), ("Ben",)),
    ]
    assert evaluation.to_dict()["speakers"]["disagreements"][0] == {
        "id": "build",
        "in": ["Ann"],
        "out": ["Ben"],
    }
    results = evaluation.to_dict(all=True)["speakers"]["results"]
    assert [one["speaker"] for one in results] == ["Ann", "Ben"]
    assert results[0]["statements"][0] == {"id": "build", "status": "in"}
    assert json.dumps(evaluation.to_dict())
    assert evaluation.to_text().splitlines()[-5:] == [
        "       (author)  Ann  Ben",
        "build  out       in   out",
        "jobs   out       in   out",
        "disagreement on build: in for Ann, out for Ben",
        "disagreement on jobs: in for Ann, out for Ben",
    ]
    # Who has asked for an audience has chosen a side.
    assert map.evaluate(audience=["Ann"]).views is None
    assert argmap.loads(CASES).evaluate().views is None


def test_an_audience_grants_words_and_steps_and_no_conclusion() -> None:
    text = (
        "claim safe: The dam is safe.\n  speaker: Ann\n"
        "  because old: It has stood for long.\n    speaker: Ann\n"
        "  by\n    speaker: Ann\n"
        "  unless premise rusty: Its steel rusts.\n"
    )
    map = argmap.loads(text)
    assert map.evaluate()["safe"] == map.evaluate()["old"] == "out"
    believed = map.evaluate(audience=["Ann"])
    assert believed.assumptions.assumed == {"old"}
    assert believed["safe"] == believed["rusty"] == "in"
    assert believed.why("safe") == "supported by old; rusty is set aside"
    # What Ann only concludes falls with what is held against it.
    attacked = argmap.loads(text + "  but crack: It has a crack.\n")
    assert attacked.evaluate(audience=["Ann"])["safe"] == "out"
    other = argmap.loads(text.replace("  by\n    speaker: Ann\n", ""))
    assert other.evaluate(audience=["Ann"])["safe"] == "out"


def test_what_is_open_is_granted_to_whom_its_own_line_names() -> None:
    text = (
        "section s: S\n  speaker: Ann\n  question q: Q?\n    answer a: A.\n    answer b: B.\n"
        "      speaker: Ben\n"
    )
    map = argmap.loads(text)
    assert map.evaluate(audience=["Ann"]).answers("q") == ()
    assert [s.id for s in map.evaluate(audience=["Ben"]).answers("q")] == ["b"]


def test_who_endorses_what_is_said_asserts_it() -> None:
    text = "claim c: C.\n  because p: P.\n    speaker: Ann\n    endorsed: yes\n"
    assert statuses(text) == {"c": "in", "p": "in"}
    assert statuses(text.replace("    endorsed: yes\n", "")) == {"c": "out", "p": "out"}
    bare = argmap.loads(text.replace("    endorsed: yes\n", "")).evaluate()
    assert (
        bare.why("p") == "nothing on the map supports it, and it is said by Ann, not by the author"
    )


def test_a_speaker_of_a_step_changes_no_status_and_is_an_audience() -> None:
    text = "claim c: C.\n  because p: P.\n  by\n    speaker: Ann; Ben\n  unless premise u: U.\n"
    plain = text.replace("  by\n    speaker: Ann; Ben\n", "")
    assert statuses(text) == statuses(plain)
    assert statuses(text, audience=["Ben"])["c"] == "in"
    with pytest.raises(ValueError, match="no speaker `Carl`; there are Ann, Ben"):
        argmap.loads(text).evaluate(audience=["Carl"])


# What must change nothing


def test_an_explanation_changes_no_status() -> None:
    random = Random(31)
    for _ in range(300):
        map = random_map(random)
        claims = [s.id for s in map.statements if s.kind not in ("question", "supposition")]
        more = Explanation([random.choice(claims)], random.choice(claims))
        grown = ArgumentMap.of(map.changed(explanations=[*map.explanations, more]))
        assert grown.evaluate().statuses == map.evaluate().statuses, shown(map)


def test_a_passage_that_nothing_takes_up_changes_nothing_around_it() -> None:
    random = Random(32)
    for _ in range(300):
        map = random_map(random)
        claims = [s.id for s in map.statements if s.kind not in ("question", "supposition")]
        here = [key for key in claims if map[key].within is None]
        supposed = Statement("Suppose.", "supposition", "sup", id="sup")
        inner = Statement("So.", label="so", id="so", within="sup")
        steps = [
            Argument(["sup", random.choice(here)], "so", id="step-1"),
            Argument([random.choice(here)], "so", "rebuts", id="step-2"),
        ]
        grown = ArgumentMap.of(
            map.changed(
                statements=[*map.statements, supposed, inner],
                arguments=[*map.arguments, *steps],
                contradictions=[*map.contradictions, ("so", random.choice([*here, "sup"]))],
            )
        )
        found = grown.evaluate().statuses
        assert {k: v for k, v in found.items() if k not in ("sup", "so")} == (
            map.evaluate().statuses
        ), shown(map)


def test_an_open_restatement_changes_nothing_and_stands_as_what_it_restates() -> None:
    random = Random(33)
    for _ in range(300):
        map = random_map(random)
        key = random.choice([s.id for s in map.statements if s.kind == "claim"])
        again = Statement(
            "In other words.", label="again", id="again", open=True, within=map[key].within
        )
        grown = ArgumentMap.of(
            map.changed(
                statements=[*map.statements, again],
                restatements=[*map.restatements, ("again", key)],
            )
        )
        found = grown.evaluate().statuses
        assert found["again"] == found[key]
        assert {k: v for k, v in found.items() if k != "again"} == map.evaluate().statuses


def test_conditions_questions_and_challenges_do_what_they_must_and_no_more() -> None:
    random = Random(34)
    for _ in range(300):
        map = random_map(random)
        claims = [s.id for s in map.statements if s.kind == "claim" and s.within is None]
        before = map.evaluate().statuses
        key, other = random.choice(claims), random.choice(claims)
        extra = Statement("It rains.", label="rain", id="rain")
        met = ArgumentMap.of(
            map.changed(
                statements=[*map.statements, extra],
                conditions=[*map.conditions, Condition(key, "rain")],
            )
        )
        assert met.evaluate().statuses == {**before, "rain": "in"}
        assert met.evaluate(reject=["rain"])[key] == "out"
        asked = ArgumentMap.of(
            map.changed(
                statements=[
                    *map.statements,
                    Statement(
                        "Which?", "question", "ask", id="ask", attributes={"choose": "several"}
                    ),
                ],
                answers=[*map.answers, Answer("ask", key), Answer("ask", other)],
            )
        )
        result = "answered" if "in" in (before[key], before[other]) else "open"
        assert asked.evaluate().statuses == {**before, "ask": result}
        loose = [a.id for a in map.arguments if not a.strict]
        if loose:
            step = random.choice(loose)
            challenged, undercut = (
                ArgumentMap.of(
                    map.changed(
                        arguments=[*map.arguments, Argument([key], step, role, id="argument-x")]
                    )
                )
                for role in ("challenges", "undercuts")
            )
            assert challenged.evaluate().statuses == undercut.evaluate().statuses


def test_all_semantics_take_every_random_map() -> None:
    """No exception, a reason for each status; Carneades and the gradual semantics out where a condition is."""
    random = Random(35)
    for _ in range(200):
        map = random_map(random)
        for semantics, method in (("carneades", None), *(("gradual", m) for m in METHODS)):
            evaluation = map.evaluate(semantics, method=method)
            assert evaluation.to_text(all=True) and json.dumps(evaluation.to_dict(all=True))
            for condition in map.conditions:
                if evaluation[condition.provided] == "out":
                    assert evaluation[condition.statement] == "out", shown(map)
            for one, other in map.restatements:
                assert evaluation[one] == evaluation[other]
            for question in (s for s in map.statements if s.kind == "question"):
                assert evaluation[question] in ("open", "answered")


# The maps of the corpus


def test_the_maps_of_the_corpus() -> None:
    reductio = argmap.load(MAPS / "reductio.arg").evaluate()
    assert reductio.statuses == {
        **dict.fromkeys((s.id for s in reductio.map.statements), "in"),
        "circle": "out",
    }
    cases = argmap.load(MAPS / "cases.arg").evaluate()
    assert {s.id for s in cases.of("out")} == {"five", "pull1", "pull"}
    debate = argmap.load(MAPS / "debate.arg").evaluate()
    assert {s.id for s in debate.of("open")} == {"pay", "when"}
    assert debate.why("polluters").startswith("held only provided known, which nothing supports")
    assert debate["soon"] == debate["now"] == "out" and debate["slow"] == "in"
