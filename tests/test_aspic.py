"""Theories written for TOAST, read and evaluated by a reader of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

import pytest

import argmap
from argmap.writers import document, written
from argmap.writers.aspic import to_aspic
from tests import toast
from tests.brute import TooMany, extensions, least, random_map, shown

DOUBTED = """\
claim abroad: He was abroad that night.
  because stamp: His passport is stamped.
  and flies: Whoever has a stamp was there.
  by deduction
  however forged: Passports are forged at times.
    unless old: The passport is old.
  but seen: He was seen in town.
  contradicts at-home

claim at-home: He was at home.
  because open lamp: The lamp was on.
  provided alone: He lives alone.
"""


def statuses(map: argmap.ArgumentMap, semantics: str = "grounded") -> dict[str, str] | None:
    """What the theory says of each statement, by building its arguments; None where there are too many."""
    theory = toast.read(document(map, "aspic"))
    try:
        made = toast.arguments(theory)
    except TooMany:
        return None
    attacks = toast.defeats(theory, made)
    if semantics == "grounded":
        found = [least(made, attacks)]
    elif len(made) > 12:
        return None
    else:
        found = extensions(len(made), attacks, semantics)

    def status(atom: str) -> str:
        own = {i for i, m in enumerate(made) if m.conclusion == atom}
        if all(own & extension for extension in found):
            return "in"
        beaten = ({b for a, b in attacks if a in extension} for extension in found)
        return "out" if all(own <= out for out in beaten) else "undecided"

    return {s.id: status(map.restated(s.id)[0]) for s in plain(map)}


def plain(map: argmap.ArgumentMap) -> Iterable[argmap.Statement]:
    return (s for s in map.statements if s.kind != "question")


def compared(seed: int, count: int, semantics: str = "grounded") -> int:
    """Compares the statuses of so many random maps whose preferences take no attack away."""
    random, done, told = Random(seed), 0, 0
    while done < count:
        map = random_map(random)
        if "preferences" in {loss.kind for loss in written(map, "aspic").losses}:
            told += 1
            continue
        expected = statuses(map, semantics)
        if expected is None:
            continue
        done += 1
        found = map.evaluate(semantics)
        assert {s.id: found[s] for s in plain(map)} == expected, shown(map)
    return told


@pytest.mark.slow
def test_theories_have_the_statuses_of_their_maps() -> None:
    assert compared(1, 400) > 20


@pytest.mark.slow
def test_they_have_so_in_all_preferred_extensions() -> None:
    pytest.importorskip("clingo")
    compared(2, 100, "preferred")


def test_the_text() -> None:
    text = document(argmap.loads(DOUBTED), "aspic")
    assert text == (
        "# Axioms\n\n"
        "# Premises\nstamp;\nflies;\nforged;\nseen;\nholds_argument_1;\n\n"
        "# Rules\n"
        "[argument_1] stamp,flies,holds_argument_1->abroad;\n"
        "[argument_2] forged=>not_argument_1;\n"
        "[argument_3] old=>~[argument_2];\n"
        "[argument_4] seen=>not_abroad;\n"
        "[argument_5] lamp,alone=>at_home;\n"
        "[conflict_abroad_at_home] abroad=>not_at_home;\n"
        "[conflict_at_home_abroad] at_home=>not_abroad;\n"
        "[turned_stamp_argument_1] not_abroad,flies,holds_argument_1->not_stamp;\n"
        "[turned_flies_argument_1] not_abroad,stamp,holds_argument_1->not_flies;\n\n"
        "# Contrariness\n"
        "not_argument_1^holds_argument_1;\nnot_abroad^abroad;\nnot_at_home^at_home;\n"
        "not_stamp^stamp;\nnot_flies^flies;\n"
    )


def test_what_a_map_supposes_is_an_axiom() -> None:
    text = document(
        argmap.loads("suppose p: P.\n  so q: Q.\nso r: R.\nby conditional-proof\n"), "aspic"
    )
    assert toast.read(text).axioms == ["p"]


def test_names_are_words_and_never_the_same() -> None:
    names = ("a-b", "a_b", "Übung", "not", "not_a-b", "s_x", "X")
    map = argmap.loads("".join(f"premise {n}: S.\n" for n in names) + "\nnot\nagainst a-b\n")
    theory = toast.read(document(map, "aspic"))
    assert len({*theory.premises}) == len(names)
    assert all(re.fullmatch(r"[a-z]\w*", name, re.ASCII) for name in theory.premises)
    assert theory.premises[:2] == ["a_b", "a_b_2"]
    (rule,) = theory.rules
    assert (rule.premises, theory.contraries) == (("not",), {(rule.conclusion, "a_b")})
    assert rule.conclusion not in theory.premises


def test_preferences_are_told_where_they_decide() -> None:
    text = "claim c: C.\n  because a: A.\n  but b: B.\n\na\noutweighs b\n"

    def lost(text: str) -> list[str]:
        found = written(argmap.loads(text), "aspic").losses
        return [loss.what for loss in found if loss.kind == "preferences"]

    assert lost(text) == ["a over b"]
    assert lost(text.replace("outweighs b", "outweighs d\n\npremise d: D.")) == []


def test_a_map_without_arguments() -> None:
    assert toast.read(document(argmap.loads("claim a: A.\n"), "aspic")).premises == ["a"]
    assert toast.read(document(argmap.loads(""), "aspic")).rules == []


if __name__ == "__main__":
    import sys

    print(compared(*map(int, sys.argv[1:])))


def test_labels_that_have_to_change_are_told_and_no_others() -> None:
    text = (
        "question who: Who?\n  answer x-1: He did.\n    because größe: G.\n    because plain: P.\n"
    )
    losses = to_aspic(argmap.loads(text)).losses
    told = [loss.what for loss in losses if loss.kind == "labels"]
    assert told == ["who", "x-1, written x_1", "größe, written gr__e"]
