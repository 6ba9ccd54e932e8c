"""Proofs: verdicts, counterexamples, cores, what is missing, and the command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from random import Random

import pytest
from attrs import evolve

import argmap
from argmap import Argument, ArgumentMap, Proof, Statement, Verdict, World
from argmap.cli import main
from argmap.formulas.formula import Atom, Formula, Implies, Not, conjunction
from argmap.formulas.parser import parse_formula
from argmap.model import DISCHARGING
from argmap.proof.results import Proofs
from tests.conftest import CORPUS, EXAMPLES, ROOT
from tests.formulas import Model, follows, follows_in_s5, holds, random_formula

SIGNS = {
    "|-": Verdict.VALID,
    "|/-": Verdict.NOT_SHOWN,
    "|?": Verdict.UNDECIDED,
    "|#": Verdict.CONTRADICTORY,
}


def read(text: str) -> Formula:
    formula = parse_formula(text).formula
    assert formula is not None, text
    return formula


def mapped(premises: list[Formula], conclusion: Formula, *others: Formula) -> ArgumentMap:
    """A map of one step, and further statements."""
    goal = Statement("Cats purr.", label="goal", attributes={"formula": str(conclusion)})
    given = [
        Statement(f"Reason {n}.", "premise", f"p{n}", attributes={"formula": str(formula)})
        for n, formula in enumerate(premises, 1)
    ]
    more = [
        Statement(f"Other {n}.", "premise", f"o{n}", attributes={"formula": str(formula)})
        for n, formula in enumerate(others, 1)
    ]
    return ArgumentMap([goal, *given, *more], [Argument(given, goal)])


def judged(
    premises: list[Formula], conclusion: Formula, *others: Formula, limit: float = 5
) -> Proof:
    (proof,) = argmap.prove(mapped(premises, conclusion, *others), limit=limit).proofs
    return proof


ARGUMENTS = {
    name: (premises.split("; "), sign, conclusion)
    for line in (CORPUS / "formulas" / "arguments.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for name, premises, sign, conclusion in [
        re.fullmatch(r"([^:]*): (.*) (\|-|\|/-|\|\?|\|#) (.*)", line).groups()
    ]
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_textbook_arguments(name: str) -> None:
    texts, sign, conclusion = ARGUMENTS[name]
    premises = [read(text.strip("[]")) for text in texts]
    proof = judged(premises, read(conclusion), limit=2)
    assert proof.verdict is SIGNS[sign]
    if proof.verdict is Verdict.VALID:
        assert proof.uses == tuple(f"p{n}" for n, t in enumerate(texts, 1) if t[0] != "[")
        assert proof.unneeded == tuple(f"p{n}" for n, t in enumerate(texts, 1) if t[0] == "[")
        assert proof.minimal
    if proof.verdict is Verdict.NOT_SHOWN:
        assert proof.counterexample is not None
        assert all(holds_in(proof.counterexample, premise) for premise in premises)
        assert not holds_in(proof.counterexample, read(conclusion))
    if proof.verdict is Verdict.CONTRADICTORY:
        assert proof.conflict


def holds_in(world: World, formula: Formula) -> bool:
    """Whether a formula is true in a world; functions are left to argmap's own evaluation."""
    if any(places for _, places in world.functions):
        return world.holds(formula)
    ways: list[dict[str, frozenset[tuple[int, ...]]]] = []
    for facts in (world.facts, *world.others):
        true: dict[str, set[tuple[int, ...]]] = {}
        for name, places in facts:
            true.setdefault(name, set()).add(places)
        ways.append({n: frozenset(p) for n, p in true.items()})
    things = {name: thing for (name, _), thing in world.functions.items()}
    return holds(formula, Model(len(world.things), things, ways[0], tuple(ways[1:])))


@pytest.mark.slow
def test_what_is_possible_is_judged_as_by_trying_all_possible_worlds() -> None:
    random = Random(16)
    verdicts = set()
    for _ in range(60):
        premises = [random_formula(random, ("p", "q"), modal=True) for _ in range(2)]
        conclusion = random_formula(random, ("p", "q"), modal=True)
        proof = judged(premises, conclusion)
        right = follows_in_s5(premises, conclusion, ("p", "q"))
        assert (proof.verdict in (Verdict.VALID, Verdict.CONTRADICTORY)) == right
        if proof.counterexample is not None:
            assert all(holds_in(proof.counterexample, premise) for premise in premises)
            assert not holds_in(proof.counterexample, conclusion)
        verdicts.add(proof.verdict)
    assert {Verdict.VALID, Verdict.NOT_SHOWN} <= verdicts


PASSAGES = {
    "reductio": """
suppose s: It is so.
  formula: p
  and premise r: Then it is not so.
    formula: p -> not p
  so o: It is not so.
    formula: not p
  contradicts s
so c: It is not so.
  formula: not p
by reductio
""",
    "against what stands outside": """
premise d: All is well.
  formula: well
suppose s: There is war.
  formula: war
  and premise r: In war not all is well.
    formula: war -> not well
  so o: Not all is well.
    formula: not well
  contradicts d
so c: There is no war.
  formula: not war
by reductio
""",
    "an absurd outcome without a formula": """
premise d: All is well.
  formula: well
suppose s: There is war.
  formula: war
  so o: Much goes wrong.
  contradicts d
so c: There is no war.
  formula: not war
by reductio
""",
    "an outcome that is false": """
suppose s: It is so.
  formula: p
  and premise b: Then this.
    formula: p -> q
  so k: This.
    formula: q
  and premise e: Not this.
    formula: not q
  so f: That can't be.
    formula: false
so c: It is not so.
  formula: not p
by reductio
""",
    "conditional proof": """
suppose s: It rains.
  formula: rain
  and premise r: Rain makes wet.
    formula: rain -> wet
  so o: It is wet.
    formula: wet
so c: If it rains, it is wet.
  formula: rain -> wet
by conditional-proof
""",
    "cases": """
claim c: It is wet.
  formula: wet
  because d: It rains or snows.
    formula: rain or snow
  and suppose s: It rains.
    formula: rain
    and premise r: Rain makes wet.
      formula: rain -> wet
    so o: It is wet now.
      formula: wet
  and suppose t: It snows.
    formula: snow
    and premise q: Snow makes wet.
      formula: snow -> wet
    so n: Wet it is.
      formula: wet
  by cases
""",
}


@pytest.mark.parametrize("name", PASSAGES)
def test_what_a_passage_provides(name: str) -> None:
    proofs = argmap.prove(argmap.loads(PASSAGES[name]), limit=5)
    assert proofs.hold
    discharging = next(a for a in proofs.map.arguments if a.scheme in DISCHARGING)
    proof = proofs.of(discharging.id)
    assert proof is not None and proof.verdict is Verdict.VALID
    assert "under `s`" in proofs.to_text()


def test_an_outcome_does_not_count_without_its_supposition() -> None:
    text = PASSAGES["cases"].replace("rain or snow", "rain or fog")
    proofs = argmap.prove(argmap.loads(text), limit=5)
    (proof,) = (p for p in proofs.proofs if p.conclusion == "c")
    assert proof.verdict is Verdict.NOT_SHOWN


@pytest.mark.parametrize(
    ("letters", "properties", "count"),
    [(("p", "q", "r"), (), 120), (("p",), ("f", "g"), 100)],
)
@pytest.mark.slow
def test_verdicts_are_those_of_trying_every_world(letters, properties, count: int) -> None:
    """Also, counterexamples are worlds, and of a core no premise can be spared."""
    random = Random(20261125)
    seen, middles = set(), 0
    for _ in range(count):
        depth = 2 if properties else 3
        premises = [
            random_formula(random, letters, properties, depth=depth)
            for _ in range(random.randrange(1, 4))
        ]
        conclusion = random_formula(random, letters, properties, depth=depth)

        def proves(given: list[Formula], goal: Formula) -> bool:
            return follows(given, goal, letters, properties)

        proof = judged(premises, conclusion)
        formulas = dict(zip((f"p{n}" for n in range(1, 9)), premises, strict=False))
        seen.add(proof.verdict)
        false = read("false")
        consistent = not proves(premises, false)
        if proof.verdict is Verdict.NOT_SHOWN:
            assert not proves(premises, conclusion)
            world = proof.counterexample
            assert world is not None
            assert all(holds_in(world, premise) for premise in premises)
            assert not holds_in(world, conclusion)
            assert all(world.holds(premise) for premise in premises)
            assert proof.opposite == proves(premises, Not(conclusion))
        elif proof.verdict is Verdict.VALID:
            used = [formulas[key] for key in proof.uses]
            assert proves(used, conclusion) and not proves(used, false)
            for key in proof.uses:
                rest = [formulas[other] for other in proof.uses if other != key]
                assert not proves(rest, conclusion)
        else:
            assert proof.verdict is Verdict.CONTRADICTORY
            assert not consistent
        assert bool(proof.conflict) == (not consistent)
        if proof.conflict:
            assert proves([formulas[key] for key in proof.conflict], false)
            for key in proof.conflict:
                rest = [formulas[other] for other in proof.conflict if other != key]
                assert not proves(rest, false)
        if proof.bridge:
            assert proves([*premises, proof.bridge.weakest], conclusion)
            middle = proof.bridge.middle
            if middle is not None:
                middles += 1
                assert proves([*premises, middle], conclusion)
                assert not proves([middle], conclusion)
                assert not proves([*premises, middle], false)
    assert middles > 3
    assert seen == {Verdict.VALID, Verdict.NOT_SHOWN, Verdict.CONTRADICTORY}


def test_a_conclusion_that_follows_from_part_of_contradictory_premises_is_valid() -> None:
    proof = judged([read("p"), read("not p"), read("r"), read("r -> q")], read("q"))
    assert (proof.verdict, proof.uses) == (Verdict.VALID, ("p3", "p4"))
    assert proof.conflict == ("p1", "p2") and proof.unneeded == ("p1", "p2")


def test_never_called_invalid_for_want_of_time() -> None:
    texts, _, conclusion = ARGUMENTS["groups with squares of one"]
    premises = [read(text) for text in texts]
    assert judged(premises, read(conclusion), limit=1e-6).verdict is Verdict.UNDECIDED
    assert judged(premises, read(conclusion)).verdict is Verdict.VALID
    texts, _, conclusion = ARGUMENTS["only infinite worlds"]
    for limit in (1e-6, 0.01, 1):
        proof = judged([read(text) for text in texts], read(conclusion), limit=limit)
        assert proof.verdict is Verdict.UNDECIDED
        assert not proof.counterexample and not proof.uses and not proof.conflict


@pytest.mark.parametrize("limit", [0, -1, float("nan"), float("inf")])
def test_a_limit_that_is_none(limit: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        argmap.prove(mapped([read("p")], read("p")), limit=limit)


# What is missing


def test_a_statement_of_the_map_closes_the_gap() -> None:
    others = [read("forall x (god(x) -> mortal(x))"), read("forall x (man(x) -> mortal(x))")]
    proof = judged([read("man(socrates)")], read("mortal(socrates)"), *others)
    assert proof.missing == ("o2",) and proof.bridge is None


def test_several_statements_close_the_gap_and_no_more_than_needed() -> None:
    others = [read("q -> r"), read("r -> s"), read("t"), read("p -> q")]
    assert judged([read("p")], read("s"), *others).missing == ("o1", "o2", "o4")


@pytest.mark.parametrize(
    ("premise", "other", "conclusion"),
    [
        ("p", "q", "q"),  # the conclusion in other words, which needs no premise
        ("p", "not p", "q"),  # a contradiction
        ("p", "r and q", "q"),
    ],
)
def test_what_begs_the_question_or_contradicts_does_not_close_it(
    premise, other, conclusion
) -> None:
    proof = judged([read(premise)], read(conclusion), read(other))
    assert proof.missing == ()
    assert proof.bridge and proof.bridge.weakest == Implies(read(premise), read(conclusion))


def test_what_rests_on_the_conclusion_does_not_close_the_gap() -> None:
    text = (
        "claim goal: Cats purr.\n  formula: q\n  because one: Dogs bark.\n    formula: p\n"
        "so later: Birds sing.\n  formula: p -> q\n"
    )
    text = text.replace("so later", "claim later") + "  because goal\n"
    proof = argmap.prove(argmap.loads(text)).of("argument-1")
    assert proof and proof.missing == () and proof.bridge


STEP = "claim goal: Cats purr.\n  formula: q\n  because one: Dogs bark.\n    formula: p\n"


@pytest.mark.parametrize(
    "objection",
    [
        "    unless premise f: Nobody obeys.\n      formula: p -> q\n",
        "    unless: Nobody obeys.\n      formula: p -> q\n",
        "  but f: Nobody obeys.\n    formula: p -> q\n",
        "claim f: Nobody obeys.\n  formula: p -> q\ncontradicts goal\n",
    ],
)
def test_an_objection_to_the_step_does_not_close_the_gap(objection: str) -> None:
    proof = argmap.prove(argmap.loads(STEP + objection)).of("argument-1")
    assert proof and proof.missing == () and proof.bridge


def test_what_speaks_for_a_claim_does_not_close_the_gap_of_a_rebuttal() -> None:
    text = STEP.replace("because", "but")
    text += "  because f: Nobody obeys.\n    formula: p -> not q\n"
    assert all(not proof.missing for proof in argmap.prove(argmap.loads(text)).proofs)


REPORTED = "premise reported: Ann knows.\n  formula: p -> q\n  speaker: Ann\n"
OUT = (
    "premise doubted: Bees hum.\n  formula: p -> q\n  but: Ants march.\n"
    "claim doubts: Cows moo.\n  because: Fish swim.\n"
)
HELD = "premise r1: Pigs fly.\n  formula: p -> r\npremise r2: Owls hoot.\n  formula: r -> q\n"


def test_what_does_not_stand_is_marked_as_missing() -> None:
    for more, key, speaker, said in (
        (REPORTED, "reported", "Ann", "said by Ann"),
        (OUT, "doubted", None, "out on this map"),
    ):
        proofs = argmap.prove(argmap.loads(STEP + more))
        proof = proofs.of("argument-1")
        assert proof and proof.missing == (key,)
        assert f", {said})\n" in proofs.to_text()
        assert proofs.to_dict()["arguments"][0]["reservations"] == [
            {"statement": key, "speaker": speaker, "status": "out"}
        ]


def test_what_stands_is_preferred_as_missing() -> None:
    proof = argmap.prove(argmap.loads(STEP + REPORTED + OUT + HELD)).of("argument-1")
    assert proof and proof.missing == ("r1", "r2") and proof.reservations == ()


MIDDLES = {
    name: (premises.split("; "), conclusion, middle)
    for line in (CORPUS / "formulas" / "middle.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for name, premises, conclusion, middle in [
        re.fullmatch(r"([^:]*): (.*) \|- (.*) := (.*)", line).groups()
    ]
}


def equivalent(one: Formula, other: Formula) -> bool:
    """Whether two formulas prove each other."""
    return all(judged([a], b).verdict is Verdict.VALID for a, b in ((one, other), (other, one)))


@pytest.mark.parametrize("name", MIDDLES)
def test_the_middle_premise(name: str) -> None:
    premises, conclusion, expected = MIDDLES[name]
    bridge = judged([read(text) for text in premises], read(conclusion), limit=2).bridge
    assert bridge is not None
    if expected == "nothing":
        assert bridge.middle is None
    else:
        assert bridge.middle is not None and equivalent(bridge.middle, read(expected))


# The moods of the four figures: the forms of the major and the minor premise and of the conclusion, A (all are), E (none
# is), I (some are), O (some are not). In the last lines something has to be there: an S, an M or a P.
FIGURES = {1: ("MP", "SM"), 2: ("PM", "SM"), 3: ("MP", "MS"), 4: ("PM", "MS")}
MOODS = [
    *[(mood, 1, "") for mood in ("AAA", "EAE", "AII", "EIO")],
    *[(mood, 2, "") for mood in ("EAE", "AEE", "EIO", "AOO")],
    *[(mood, 3, "") for mood in ("IAI", "AII", "OAO", "EIO")],
    *[(mood, 4, "") for mood in ("AEE", "IAI", "EIO")],
    *[(mood, 1, "S") for mood in ("AAI", "EAO")],
    *[(mood, 2, "S") for mood in ("EAO", "AEO")],
    *[(mood, 3, "M") for mood in ("AAI", "EAO")],
    *[("AEO", 4, "S"), ("EAO", 4, "M"), ("AAI", 4, "P")],
]


def categorical(form: str, terms: str) -> Formula:
    """A categorical sentence on two terms."""
    one, other = (f"{term.lower()}(x)" for term in terms)
    return read(
        {
            "A": f"forall x ({one} -> {other})",
            "E": f"forall x ({one} -> not {other})",
            "I": f"exists x ({one} and {other})",
            "O": f"exists x ({one} and not {other})",
        }[form]
    )


@pytest.mark.parametrize("out", [0, 1], ids=["major", "minor"])
@pytest.mark.parametrize(
    ("mood", "figure", "there"), MOODS, ids=[f"{mood}-{figure}" for mood, figure, _ in MOODS]
)
def test_a_premise_that_is_taken_out_of_a_syllogism_is_found(
    mood: str, figure: int, there: str, out: int
) -> None:
    premises = [
        categorical(form, terms) for form, terms in zip(mood, FIGURES[figure], strict=False)
    ]
    conclusion = categorical(mood[2], "SP")
    existing = [read(f"exists x {there.lower()}(x)")] if there else []
    assert judged([*premises, *existing], conclusion).verdict is Verdict.VALID
    taken = premises.pop(out)
    proof = judged([*premises, *existing], conclusion, limit=2)
    assert proof.verdict is Verdict.NOT_SHOWN and proof.bridge
    assert proof.bridge.middle is not None and equivalent(proof.bridge.middle, taken)


def test_the_middle_premise_in_words(tmp_path, capsys) -> None:
    _, out, _ = prove_text(
        "claim rained: It rained.\n  formula: rained\n"
        "  because rule: If it rains, the street is wet.\n    formula: rained -> wet\n"
        "  and wet: The street is wet.\n    formula: wet\n",
        tmp_path,
        capsys,
    )
    assert (
        "  missing: no statement of the map was found to close the gap; this premise would\n"
        "    wet -> rained (if “The street is wet.”, then “It rained.”)\n" in out
    )


@pytest.mark.slow
def test_a_search_for_what_is_missing_leaves_no_step_undecided() -> None:
    """Verdicts come first: with a limit that the searches use up, the last step is proved all the same."""
    text = "".join(
        f"claim c{n}: C{n}.\n  formula: h{n}(a)\n  because b{n}: B{n}.\n    formula: f{n}(a)\n"
        f"  and d{n}: D{n}.\n    formula: forall x (g{n}(x) -> h{n}(x))\n"
        for n in range(5)
    )
    found = argmap.prove(argmap.loads(text + VALID), limit=3)
    assert [proof.verdict for proof in found.proofs] == [Verdict.NOT_SHOWN] * 5 + [Verdict.VALID]
    first = found.proofs[0].bridge
    assert first and str(first.middle) == "f0(a) -> g0(a)"
    assert str(first.general) == "forall x (f0(x) -> g0(x))"


def test_the_bridge_is_said_of_everything_where_that_can_be() -> None:
    bridge = judged([read("man(socrates)")], read("mortal(socrates)")).bridge
    assert bridge and str(bridge.weakest) == "man(socrates) -> mortal(socrates)"
    assert str(bridge.general) == "forall x (man(x) -> mortal(x))"
    bridge = judged([read("loves(a, b)")], read("exists x loves(x, a)")).bridge
    assert bridge and str(bridge.general) == "forall y (loves(y, b) -> exists x (loves(x, y)))"
    bridge = judged([read("p")], read("q")).bridge
    assert bridge and bridge.general is None


def test_the_bridge_says_nothing_false_of_what_is_known() -> None:
    """`forall x (man(x) -> mortal(x))` would contradict the second premise."""
    premises = [read("man(socrates)"), read("man(zeus) and not mortal(zeus)")]
    bridge = judged(premises, read("mortal(socrates)")).bridge
    assert bridge and bridge.general is None
    assert bridge.weakest == Implies(conjunction(premises), read("mortal(socrates)"))


def test_premises_that_prove_the_opposite() -> None:
    proof = judged([read("p"), read("p -> not q")], read("q"), read("p -> q"))
    assert proof.opposite and not proof.missing and not proof.bridge


# Counterexamples that read well


def test_counterexamples_are_small_and_bare() -> None:
    proof = judged([read("forall x (man(x) -> mortal(x))"), read("mortal(rex)")], read("man(rex)"))
    world = proof.counterexample
    assert world and world.things == ("rex",)
    assert [str(fact) for fact in world.facts_in_words()] == ["mortal(rex)"]


def test_names_stand_for_different_things_where_that_can_be() -> None:
    world = judged([read("tall(a)"), read("tall(b)")], read("tall(c)")).counterexample
    assert world and world.things == ("a", "b", "c") and not [*world.values_in_words()]
    world = judged([read("tall(a)"), read("a = b")], read("short(b)")).counterexample
    assert world and world.things == ("a",)
    assert [str(value) for value in world.values_in_words()] == ["b = a"]


def test_what_is_said_to_be_there_is_something_without_a_name() -> None:
    premises = [read("exists x (ally(x) and not ready(x, ukraine))")]
    world = judged(premises, read("not joins(ukraine)")).counterexample
    assert world and world.things == ("ukraine", "a")
    facts = [str(fact) for fact in world.facts_in_words()]
    assert facts == ["ally(a)", "joins(ukraine)"]


def test_what_is_said_of_everything_is_said_of_what_has_a_name_too() -> None:
    premises = [read("not exists x not tall(x)"), read("exists x short(x)")]
    world = judged(premises, read("joins(ukraine)")).counterexample
    assert world and world.things == ("ukraine", "a")
    facts = [str(fact) for fact in world.facts_in_words()]
    assert facts == ["short(a)", "tall(ukraine)", "tall(a)"]


def test_letters_that_are_taken_name_nothing_else() -> None:
    world = judged([read("exists x, y (x != y and a(x) and b(y))")], read("false")).counterexample
    assert world and world.things == ("c", "d")


def test_facts_are_told_in_the_words_of_the_step() -> None:
    text = (
        "premise other: Owls hoot.\n  formula: p\npremise contrary: Pigs fly.\n  formula: not r\n"
        "claim goal: Cats purr.\n  formula: q and not p\n"
        "  because one: Dogs bark.\n    formula: p\n"
        "claim late: Bees hum.\n  formula: not r\n  because one\n"
    )
    said = argmap.prove(argmap.loads(text)).to_text()
    assert said.count("p (“Dogs bark.”)") == 2 and "p (“Owls hoot.”)" not in said
    assert "r (the contrary of “Bees hum.”)" in said


# Which steps


MAP = """
claim goal: Cats purr.
  formula: q
  because one: Dogs bark.
    formula: p
  and two: Birds sing.
  by three: Where dogs bark and birds sing, cats purr.
    formula: p -> q
  because four: Fish swim.
  but five: Cows moo.
    formula: not q
  but six: Bees hum.
    formula: r
  unless seven: Ants march.
    formula: r
claim deduced: Pigs fly.
  because four
  by deduction
"""


def test_the_steps_of_a_map() -> None:
    proofs = argmap.prove(argmap.loads(MAP))
    said = {p.argument: (p.verdict, p.premises, p.unread, p.denied) for p in proofs.proofs}
    assert said == {
        "argument-1": (Verdict.VALID, ("one", "three"), ("two",), False),
        "argument-3": (Verdict.VALID, ("five",), (), True),
        "argument-4": (Verdict.NOT_SHOWN, ("six",), (), True),
        "argument-6": (Verdict.NO_FORMULAS, (), ("four", "deduced"), False),
    }
    assert proofs.of("argument-2") is None and proofs.of("argument-5") is None
    assert not proofs.hold


def test_what_is_asserted_may_contradict_itself() -> None:
    text = (
        "claim one: Cats purr.\n  formula: p -> q\n  because: Dogs bark.\n"
        "claim two: Birds sing.\n  formula: not q\nclaim three: Fish swim.\n  formula: p\n"
        "premise four: Cows moo.\n  formula: p -> q\n"
        "premise reported: Bees hum.\n  formula: not p\n  speaker: A beekeeper\n"
        "premise self: Ants march.\n  formula: r and not r\n"
    )
    proofs = argmap.prove(argmap.loads(text))
    assert proofs.proofs == ()
    assert proofs.conflicts == (("self",), ("two", "three", "four"))
    assert not proofs.hold
    assert "two: Birds sing." in proofs.to_text()


def test_a_contradiction_is_counted_once() -> None:
    text = (
        "claim goal: Cats purr.\n  formula: q\n"
        "  because one: Dogs bark.\n    formula: p\n  and two: Birds sing.\n    formula: not p\n"
    )
    proofs = argmap.prove(argmap.loads(text))
    assert proofs.conflicts == (("one", "two"),)
    assert proofs.summary() == "1 step: 1 contradictory"
    assert proofs.to_text().count("these contradict each other") == 1
    text = text.replace("Cats purr.\n  formula: q", "Cats purr.\n  formula: q or r")
    text += "  and three: Fish swim.\n    formula: q\n"
    proofs = argmap.prove(argmap.loads(text))
    assert proofs.summary() == "1 step: 1 valid, 1 contradiction"


def test_a_map_without_formulas_has_nothing_to_prove() -> None:
    proofs = argmap.prove(argmap.loads("claim: Cats purr.\n  because: Dogs bark.\n"))
    assert proofs.proofs == proofs.conflicts == () and proofs.hold
    assert proofs.to_text() == "" and "nothing to prove" in proofs.summary()


def test_formulas_of_imports_are_used(tmp_path) -> None:
    (tmp_path / "base.arg").write_text("premise law: If p, q.\n  formula: p -> q\nso: There.\n")
    main_file = tmp_path / "main.arg"
    main_file.write_text(
        "use base.arg\nclaim c: Cats purr.\n  formula: q\n  because one: Dogs bark.\n    formula: p\n"
    )
    proof = argmap.prove(argmap.load(main_file)).of("argument-1")
    assert proof and proof.missing == ("base.law",)


def test_a_map_made_in_python_with_a_wrong_formula_is_refused() -> None:
    wrong = mapped([read("p")], read("q"))
    wrong = evolve(
        wrong, statements=[evolve(s, attributes={"formula": "p("}) for s in wrong.statements]
    )
    with pytest.raises(argmap.ArgmapError, match="formulas"):
        argmap.prove(wrong)


# Hostile


def test_odd_names_reach_z3_unharmed() -> None:
    texts = ["forall x (объединяет(x) -> 合意(x))", "объединяет(münster')"]
    assert judged([read(t) for t in texts], read("合意(münster')")).verdict is Verdict.VALID
    texts = ["forall bool (e0(bool) -> f0(bool))", "e0(ite) and p0 and t0 and thing"]
    assert judged([read(t) for t in texts], read("f0(ite)")).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "text",
    [
        "not " * 199 + "p",
        " <-> ".join(["p"] * 150),
        "forall x, y, z, u, v, w, a, b, c, d, e, f r(x, y, z, u, v, w, a, b, c, d, e, f)",
        "r(" + ", ".join(f"a{n}" for n in range(300)) + ")",
        " and ".join(f"p{n}(a{n})" for n in range(300)),
        "f(" * 150 + "a" + ")" * 150 + " = a",
        "forall x1 exists x2 forall x3 exists x4 (r(x1, x2) <-> r(x2, x3) <-> r(x3, x4))",
    ],
)
def test_large_formulas_end(text: str) -> None:
    proof = judged([read(text)], read("q"), limit=0.5)
    assert proof.verdict in (Verdict.NOT_SHOWN, Verdict.UNDECIDED, Verdict.CONTRADICTORY)
    assert judged([read(text)], read(text), limit=0.5).verdict is not Verdict.NOT_SHOWN


def test_many_formulas_end() -> None:
    text = "".join(f"premise s{n}: Thing {n}.\n  formula: p{n} -> p{n + 1}\n" for n in range(400))
    text += "claim goal: Cats purr.\n  formula: p400\n  because one: Dogs bark.\n    formula: p0\n"
    proof = argmap.prove(argmap.loads(text)).of("argument-1")
    assert proof and proof.verdict is Verdict.NOT_SHOWN


# The example, and the command


def test_the_premise_that_the_pledge_lacks() -> None:
    proofs = argmap.prove(argmap.load(EXAMPLES / "unanimity.arg"))
    alone, argued, never = proofs.proofs
    assert alone.verdict is never.verdict is Verdict.NOT_SHOWN
    assert argued.verdict is Verdict.VALID
    assert never.missing == ("serious",)
    assert set(alone.missing) == {"pledged", "empty", "few", "serious"}
    text = (EXAMPLES / "unanimity.arg").read_text(encoding="utf-8")
    mended = text.replace("    and few:", "    and serious\n    and few:")
    mended = mended.replace(
        "  because unanimity:",
        "  because never\n  and pledged\n  and empty\nclaim u: U.\n  because unanimity:",
    )
    assert argmap.prove(
        argmap.loads(text.replace("    and few:", "    and serious\n    and few:"))
    ).proofs[2].uses == (
        "unanimity",
        "serious",
        "few",
    )


def prove_text(text: str, tmp_path, capsys, *options: str) -> tuple[int, str, str]:
    path = tmp_path / "map.arg"
    path.write_text(text, encoding="utf-8")
    status = main(["prove", str(path), *options])
    out, err = capsys.readouterr()
    return status, out, err


VALID = "claim c: Cats purr.\n  formula: q\n  because a: Dogs bark.\n    formula: p and q\n"
OPEN = VALID.replace("p and q", "p or q")


def test_exit_statuses(tmp_path, capsys) -> None:
    status, out, err = prove_text(VALID, tmp_path, capsys)
    assert (status, err) == (0, "argmap: 1 step: 1 valid\n")
    assert "`c`, because of `a`: valid" in out and "map.arg:3:3" in out
    assert prove_text(VALID, tmp_path, capsys, "--quiet") == (0, "", "")
    status, out, _ = prove_text(OPEN, tmp_path, capsys, "--quiet")
    assert status == 1 and "not shown valid" in out and "p (" not in out
    infinite = "; ".join(ARGUMENTS["only infinite worlds"][0]).replace("; ", " and ")
    text = OPEN.replace("p or q", f"({infinite})")
    status, out, _ = prove_text(text, tmp_path, capsys, "--limit", "0.1")
    assert status == 1 and "undecided within the limit" in out and "invalid" not in out
    status, out, err = prove_text("claim: Cats purr.\n", tmp_path, capsys)
    assert (status, out) == (0, "") and "nothing to prove" in err
    status, out, err = prove_text(VALID.replace("p and q", "p and"), tmp_path, capsys)
    assert status == 1 and out == "" and "AM701" in err and "nothing was proved" in err
    status, _, err = prove_text(VALID, tmp_path, capsys, "--limit", "0")
    assert status == 2 and "above 0" in err
    assert main(["prove", str(tmp_path / "none.arg")]) == 2


def test_json(tmp_path, capsys) -> None:
    out = tmp_path / "out.json"
    assert main(["prove", str(EXAMPLES / "unanimity.arg"), "--format", "json", "-o", str(out)]) == 1
    data = json.loads(out.read_text(encoding="utf-8"))
    never = data["arguments"][2]
    assert never["verdict"] == "not shown valid" and never["missing"] == ["serious"]
    assert never["counterexample"] == {
        "things": ["ukraine", "a"],
        "values": [],
        "facts": ["ally(a)", "consents(a, ukraine)", "joins(ukraine)"],
        "possible": [],
    }
    assert data["conflicts"] == []
    keys = {frozenset(step) for step in data["arguments"]}
    assert len(keys) == 1


@pytest.mark.slow
def test_what_is_printed(golden) -> None:
    text = (CORPUS / "formulas" / "verdicts.arg").read_text(encoding="utf-8")
    golden(
        CORPUS / "formulas" / "verdicts.txt", argmap.prove(argmap.loads(text), limit=8).to_text()
    )


def test_without_z3_the_message_says_what_to_install(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    status, _, err = prove_text(VALID, tmp_path, capsys)
    assert status == 2 and err == 'argmap: proofs need z3: pip install "argmap[logic]"\n'
    with pytest.raises(argmap.ProverError, match="logic"):
        argmap.prove(argmap.loads(VALID))


def test_where_z3_fails_it_is_told(tmp_path, capsys, monkeypatch) -> None:
    import z3

    def fail(*_: object) -> None:
        raise z3.Z3Exception("out of memory")

    monkeypatch.setattr(z3.Solver, "check", fail)
    status, _, err = prove_text(VALID, tmp_path, capsys)
    assert status == 2 and err == "argmap: z3 failed: out of memory\n"


def test_a_z3_that_does_not_load_is_told(tmp_path) -> None:
    (tmp_path / "z3.py").write_text("raise OSError('libz3.so: wrong ELF class')\n")
    (tmp_path / "map.arg").write_text(VALID)
    done = subprocess.run(
        [sys.executable, "-m", "argmap", "prove", "map.arg"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "argmap: z3 can't be loaded: libz3.so: wrong ELF class\n"


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed() -> None:
    said = set()
    for seed in ("0", "1", "77"):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "argmap",
                "prove",
                "tests/corpus/formulas/verdicts.arg",
                "--limit",
                "1",
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
            capture_output=True,
            check=False,
        )
        said.add(done.stdout)
    assert len(said) == 1
    (only,) = said
    assert only


def test_results_are_plain_data() -> None:
    proofs = argmap.prove(argmap.loads(OPEN))
    assert isinstance(proofs, Proofs)
    assert proofs.to_dict()["arguments"][0]["bridge"] == {
        **{"weakest": "p or q -> q", "middle": "not p", "general": None}
    }
    world = proofs.proofs[0].counterexample
    assert world and world.holds(Atom("p")) and not world.holds(Atom("q"))
