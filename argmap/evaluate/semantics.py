"""Evaluating a map under one of the semantics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.assumptions import Assumptions, assumptions_of, several
from argmap.evaluate.available import (
    ACCEPTANCES,
    EXTENSIONS,
    METHODS,
    PREFERENCES,
    SEMANTICS,
    WORD_TABLES,
    Acceptance,
    Preference,
)
from argmap.evaluate.evaluation import WORDS, Evaluation
from argmap.evaluate.exclusions import exclusions
from argmap.evaluate.logic import Logic, with_contradictions, with_logic
from argmap.evaluate.names import name
from argmap.evaluate.reasons import reasons_of
from argmap.evaluate.standing import with_questions
from argmap.evaluate.views import Seen, Views, views_of
from argmap.model import Map, Statement

if TYPE_CHECKING:
    from argmap.evaluate.comparisons import Comparisons

_DEFEATING = ("grounded", *EXTENSIONS)
"""The semantics by which one of two that contradict each other stands, where no preference says otherwise."""


def evaluate(
    map: Map,
    semantics: str = "grounded",
    *,
    acceptance: Acceptance | None = None,
    method: str | None = None,
    preference: Preference | None = None,
    words: str | None = None,
    seed: int | None = None,
    sensitivity: bool = False,
    reject: Iterable[str | Statement] = (),
    assume: Iterable[str | Statement] = (),
    audience: Iterable[str] = (),
    logic: Logic | None = None,
) -> Evaluation:
    """What stands on a map.

    `semantics` is one of `SEMANTICS`; `acceptance`, `sceptical` (in every extension) or `credulous` (in
    some), goes with those that have several extensions, `method`, one of `METHODS`, with `gradual`, `preference`, one of
    `PREFERENCES`, with `grounded`: how preferences compare arguments, all of which any but the first builds; with `probabilistic`
    `words`, one of `WORD_TABLES`, which gives a `qualifier` its number, `seed`, that of the worlds that are drawn where
    there are too many, and `sensitivity`, which asks for the premises and steps that matter most.
    `reject` and `assume` are statements that are not held or held whatever the map says; `audience` are
    speakers whose words are held, and what contradicts them not, and whose steps are granted. `logic` is what the
    formulas of the map say (`argmap.proof.facts.facts`); without it they say nothing. Raises
    `ValueError` for a name that isn't one, for a supposition or a question that is assumed or rejected, and
    for options that don't go together or a map of too many arguments to build, and `argmap.extras.MissingExtra` where clingo is needed and not there.
    """
    _fits("semantics", semantics, SEMANTICS)
    has_several = semantics in EXTENSIONS and semantics != "ideal"
    if acceptance is not None:
        _fits("acceptance", acceptance, ACCEPTANCES)
        if not has_several:
            raise ValueError(f"{semantics} semantics has one result: leave out the acceptance")
    if method is not None:
        _fits("method", method, METHODS)
        if semantics != "gradual":
            raise ValueError(f"a method goes with gradual semantics, not with {semantics}")
    if preference is not None:
        _fits("comparison of preferences", preference, PREFERENCES)
        if semantics != "grounded":
            raise ValueError(f"a preference goes with grounded semantics, not with {semantics}")
    for option, value in (("words", words), ("seed", seed), ("sensitivity", sensitivity or None)):
        if value is not None and semantics != "probabilistic":
            raise ValueError(f"{option} goes with probabilistic semantics, not with {semantics}")
    if not isinstance(seed, int | None):
        raise ValueError(f"seed is a whole number, not {seed!r}")
    if words is not None:
        _fits("table of words", words, WORD_TABLES)
    reject, assume, believed = several(reject), several(assume), several(audience)
    drawn = with_absurdities(map)
    excluding = drawn if logic is None else with_contradictions(drawn, logic)

    def evaluated(map: Map, assumptions: Assumptions) -> Evaluation:
        if semantics == "carneades":
            from argmap.evaluate.carneades import carneades

            return carneades(map, assumptions)
        if semantics == "gradual":
            from argmap.evaluate.gradual import gradual

            return gradual(map, assumptions, method or METHODS[0])
        if semantics == "probabilistic":
            from argmap.evaluate.probabilistic import probabilistic

            return probabilistic(map, assumptions, words or WORD_TABLES[0], seed or 0, sensitivity)
        if semantics in EXTENSIONS:
            from argmap.evaluate.extensions import extensions

            return extensions(map, assumptions, semantics, acceptance or ACCEPTANCES[0])
        if preference is not None and preference != PREFERENCES[0]:
            from argmap.evaluate.comparisons import lifted

            return lifted(map, assumptions, preference)
        return _grounded(map, assumptions, logic)

    def saying(assumptions: Assumptions) -> Map:
        return drawn if logic is None else with_logic(drawn, logic, assumptions.assumed)

    def found_with(assumptions: Assumptions) -> Evaluation:
        map = saying(assumptions)
        found = evaluated(map, assumptions)
        strengths = {k: v for k, v in found.strengths.items() if map[k].kind != "question"}
        statuses = with_questions(map, found.statuses)
        return evolve(found, map=drawn, statuses=statuses, strengths=strengths, logic=logic)

    found = found_with(assumptions_of(excluding, reject, assume, believed))

    def seen_by(speaker: str) -> Seen:
        own = assumptions_of(excluding, reject, assume, (speaker,))
        return Seen(speaker, own, found_with(own).statuses, saying(own))

    def views() -> Views | None:
        return views_of(drawn, found.statuses, seen_by) if drawn.speakers and not believed else None

    def compared() -> Comparisons | None:
        if not drawn.preferences or semantics != "grounded":
            return None
        from argmap.evaluate.comparisons import comparisons

        return comparisons(saying(found.assumptions), found.assumptions)

    remarks = (*found.remarks, *_clashes(excluding, found))
    return evolve(found, remarks=remarks, views=views, comparisons=compared)


def _grounded(map: Map, assumptions: Assumptions, logic: Logic | None) -> Evaluation:
    """The evaluation under grounded semantics."""
    reasons = reasons_of(map, assumptions, logic)
    return Evaluation(
        map,
        "grounded",
        {s.id: WORDS[reasons.value(s.id)] for s in map.statements},
        assumptions=assumptions,
        why=reasons.why,
        reasons=reasons,
    )


def _clashes(map: Map, found: Evaluation) -> Iterator[str]:
    """A remark on each contradiction of which both sides are in: because something is assumed, because preferences take
    the defeat from either, or because the semantics weighs each by itself. Credulously both may be in, each in its time.
    """
    semantics, _, acceptance = found.semantics.partition(", ")
    if acceptance == "credulous":
        return
    why = f"{semantics} weighs each by itself"
    if found.assumptions.assumed:
        why = "what is assumed leads to both"
    elif semantics in _DEFEATING:
        why = "preferences take the defeat from either"
    pairs = exclusions(map, found.assumptions.assumed)
    for pair in dict.fromkeys(tuple(sorted(pair)) for pair in pairs):
        held = [name(found.map[key]) for key in pair if key in found.assumptions.assumed]
        if any(found.statuses[key] != "in" for key in pair):
            continue
        one, other = (name(found.map[key]) for key in pair)
        said = why
        if held:
            said = "both are assumed" if len(held) == 2 else f"{held[0]} is assumed"
        yield f"{one} and {other} contradict each other, and both are in: {said}."


def _fits(what: str, chosen: str, names: tuple[str, ...]) -> None:
    if chosen not in names:
        raise ValueError(f"there is no {what} {chosen!r}; there are {', '.join(names)}")
