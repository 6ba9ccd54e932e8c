"""Evaluating a map under one of the semantics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from argmap.evaluate.assumptions import Assumptions, assumptions_of
from argmap.evaluate.available import ACCEPTANCES, EXTENSIONS, METHODS, SEMANTICS, Acceptance
from argmap.evaluate.evaluation import WORDS, Evaluation
from argmap.evaluate.grounded import grounded
from argmap.evaluate.program import program
from argmap.evaluate.reasons import Reasons, name
from argmap.evaluate.theory import theory
from argmap.model import Map, Statement


def evaluate(
    map: Map,
    semantics: str = "grounded",
    *,
    acceptance: Acceptance | None = None,
    method: str | None = None,
    reject: Iterable[str | Statement] = (),
    assume: Iterable[str | Statement] = (),
    audience: Iterable[str] = (),
) -> Evaluation:
    """What stands on a map.

    `semantics` is one of `SEMANTICS`; `acceptance`, `sceptical` (in every extension) or `credulous` (in
    some), goes with those that have several extensions, `method`, one of `METHODS`, with `gradual`.
    `reject` and `assume` are statements that are not held or held whatever the map says; `audience` are
    speakers whose words are held, and what contradicts them not. Raises `ValueError` for a name that
    isn't one and for options that don't go together, and `argmap.extras.MissingExtra` where clingo is
    needed and not there.
    """
    _fits("semantics", semantics, SEMANTICS)
    several = semantics in EXTENSIONS and semantics != "ideal"
    if acceptance is not None:
        _fits("acceptance", acceptance, ACCEPTANCES)
        if not several:
            raise ValueError(f"{semantics} semantics has one result: leave out the acceptance")
    if method is not None:
        _fits("method", method, METHODS)
        if semantics != "gradual":
            raise ValueError(f"a method goes with gradual semantics, not with {semantics}")
    found = _evaluated(
        map, assumptions_of(map, reject, assume, audience), semantics, acceptance, method
    )
    return evolve(found, remarks=(*found.remarks, *_clashes(found)))


def _evaluated(
    map: Map,
    assumptions: Assumptions,
    semantics: str,
    acceptance: Acceptance | None,
    method: str | None,
) -> Evaluation:
    if semantics == "carneades":
        from argmap.evaluate.carneades import carneades

        return carneades(map, assumptions)
    if semantics == "gradual":
        from argmap.evaluate.gradual import gradual

        return gradual(map, assumptions, method or METHODS[0])
    if semantics in EXTENSIONS:
        from argmap.evaluate.extensions import extensions

        return extensions(map, assumptions, semantics, acceptance or ACCEPTANCES[0])
    return _grounded(map, assumptions)


def _grounded(map: Map, assumptions: Assumptions) -> Evaluation:
    """The evaluation under grounded semantics."""
    given = theory(map, assumptions)
    made = program(tuple(s.id for s in map.statements), given)
    model = grounded(made)
    reasons = Reasons(map, given, made, model)
    return Evaluation(
        map,
        "grounded",
        {key: WORDS[model.value[n]] for n, key in enumerate(made.statements)},
        assumptions=assumptions,
        why=reasons.why,
        reasons=reasons,
    )


def _clashes(found: Evaluation) -> Iterator[str]:
    """A remark on each contradiction of which both sides are in because something is assumed."""
    for pair in dict.fromkeys(tuple(sorted(pair)) for pair in found.map.contradictions):
        held = [name(found.map[key]) for key in pair if key in found.assumptions.assumed]
        if not held or any(found.statuses[key] != "in" for key in pair):
            continue
        one, other = (name(found.map[key]) for key in pair)
        why = "both are assumed" if len(held) == 2 else f"{held[0]} is assumed"
        yield f"{one} and {other} contradict each other, and both are in: {why}."


def _fits(what: str, chosen: str, names: tuple[str, ...]) -> None:
    if chosen not in names:
        raise ValueError(f"there is no {what} {chosen!r}; there are {', '.join(names)}")
