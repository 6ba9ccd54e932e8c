"""Assumptions: what an audience holds or rejects, beside what the map says."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TypeVar

from attrs import frozen

from argmap.evaluate.exclusions import exclusions
from argmap.model import Map, Statement
from argmap.wording import listed

T = TypeVar("T")


@frozen
class Assumptions:
    """Statements that an evaluation takes for granted, by identifier, and steps.

    What is `assumed` is held whatever speaks against it; what is `rejected` is not held, whatever
    supports it. Nothing undercuts or challenges the arguments in `steps`. Statements that restate each
    other are in it together.
    """

    rejected: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()


NOTHING = Assumptions()


def assumptions_of(
    map: Map,
    reject: Iterable[str | Statement] = (),
    assume: Iterable[str | Statement] = (),
    audience: Iterable[str] = (),
) -> Assumptions:
    """What an audience holds that rejects some statements, assumes others, and believes some speakers.

    What these speakers say and no argument on the map supports is assumed, and what contradicts it is
    rejected; a statement that is named in `reject` or `assume` is rejected or assumed all the same. The
    steps that they make are granted, and what they only conclude is not. Raises `ValueError` for a label
    or a speaker that the map does not have, for a statement that is named in both, and for a supposition
    or a question.
    """
    rejected = _named(map, reject, "reject")
    assumed = _named(map, assume, "assume")
    both = sorted(rejected & assumed)
    if both:
        raise ValueError(f"`{both[0]}` can't be both assumed and rejected")
    believed: set[str] = set()
    steps: set[str] = set()
    for speaker in several(audience):
        said, made = _believed(map, str(speaker))
        believed |= said
        steps |= made
    believed -= rejected
    held = assumed | believed
    if believed:
        for pair in exclusions(map, held):
            for one, other in (pair, pair[::-1]):
                if one in believed and other not in held:
                    rejected.update(map.restated(other))
    return Assumptions(frozenset(rejected), frozenset(held), frozenset(steps))


def known(map: Map, statement: str | Statement) -> str:
    """The identifier of a statement; `ValueError`, with the nearest label, where the map has none such."""
    key = statement if isinstance(statement, str) else statement.id or statement.label or ""
    if key in map:
        return key
    near = get_close_matches(key, [s.id for s in map.statements], 1)
    hint = f": did you mean `{near[0]}`?" if near else ""
    raise ValueError(f"no statement has the label `{key}`{hint}")


def _named(map: Map, statements: Iterable[str | Statement], verb: str) -> set[str]:
    """Statements to assume or reject, with all that say the same."""
    found: set[str] = set()
    for one in several(statements):
        key = known(map, one)
        statement = map[key]
        if statement.kind == "supposition":
            raise ValueError(
                f"`{key}` is only supposed, and granted in its passage alone: there is nothing to {verb}"
            )
        if statement.kind == "question":
            answers = [f"`{answer}`" for answer in map.answers_to.get(key, ())]
            hint = f": {verb} an answer, {listed(answers, 'or')}" if answers else ""
            raise ValueError(f"`{key}` is a question, and neither in nor out{hint}")
        found.update(map.restated(key))
    return found


def _believed(map: Map, speaker: str) -> tuple[set[str], set[str]]:
    """What those grant who believe a speaker: statements, and steps."""
    said: set[str] = set()
    spoken = False
    for s in map.statements:
        if speaker not in map.speakers_of(s):
            continue
        spoken = True
        # Nobody asserts what is open, unless it is this line that says who does.
        asserted = speaker in s.speakers or not s.open
        if s.kind not in ("question", "supposition") and asserted:
            wordings = map.restated(s.id)
            if not any(map.supporters(one) for one in wordings):
                said.update(wordings)
    steps = {a.id for a in map.arguments if speaker in map.speakers_of(a)}
    if not spoken and not steps:
        near = get_close_matches(speaker, map.speakers, 1)
        hint = f": did you mean `{near[0]}`?" if near else ""
        if map.speakers and not near:
            hint = f"; there are {', '.join(sorted(map.speakers))}"
        raise ValueError(f"the map has no speaker `{speaker}`{hint}")
    return said, steps


def several(values: Iterable[T]) -> tuple[T, ...]:
    """Statements or speakers, or one of them alone, that can be gone through several times."""
    return (values,) if isinstance(values, (str, Statement)) else tuple(values)  # type: ignore[return-value]
