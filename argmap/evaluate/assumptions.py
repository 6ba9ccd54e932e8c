"""Assumptions: what an audience holds or rejects, beside what the map says."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from attrs import frozen

from argmap.model import Map, Statement


@frozen
class Assumptions:
    """Statements that an evaluation takes for granted, by identifier.

    What is `assumed` is held whatever speaks against it; what is `rejected` is not held, whatever
    supports it.
    """

    rejected: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()


NOTHING = Assumptions()


def assumptions_of(
    map: Map,
    reject: Iterable[str | Statement] = (),
    assume: Iterable[str | Statement] = (),
    audience: Iterable[str] = (),
) -> Assumptions:
    """What an audience holds that rejects some statements, assumes others, and believes some speakers.

    What these speakers say is assumed, and what contradicts it is rejected; a statement that is named in
    `reject` or `assume` is rejected or assumed all the same. Raises `ValueError` for a label or a speaker
    that the map does not have, and for a statement that is named in both.
    """
    rejected = {known(map, one) for one in _several(reject)}
    assumed = {known(map, one) for one in _several(assume)}
    both = sorted(rejected & assumed)
    if both:
        raise ValueError(f"`{both[0]}` can't be both assumed and rejected")
    believed: set[str] = set()
    for speaker in _several(audience):
        believed.update(_said_by(map, str(speaker)))
    believed -= rejected
    held = assumed | believed
    for one, other in map.contradictions:
        if one in believed and other not in held:
            rejected.add(other)
        if other in believed and one not in held:
            rejected.add(one)
    return Assumptions(frozenset(rejected), frozenset(held))


def known(map: Map, statement: str | Statement) -> str:
    """The identifier of a statement; `ValueError`, with the nearest label, where the map has none such."""
    key = statement if isinstance(statement, str) else statement.id or statement.label or ""
    if key in map:
        return key
    near = get_close_matches(key, [s.id for s in map.statements], 1)
    hint = f": did you mean `{near[0]}`?" if near else ""
    raise ValueError(f"no statement has the label `{key}`{hint}")


def _said_by(map: Map, speaker: str) -> list[str]:
    said = [s.id for s in map.statements if s.speaker == speaker]
    if not said:
        speakers = sorted({s.speaker for s in map.statements if s.speaker})
        near = get_close_matches(speaker, speakers, 1)
        hint = f": did you mean `{near[0]}`?" if near else ""
        if speakers and not near:
            hint = f"; there are {', '.join(speakers)}"
        raise ValueError(f"the map has no speaker `{speaker}`{hint}")
    return said


def _several(
    values: str | Statement | Iterable[str | Statement],
) -> Iterable[str | Statement]:
    return (values,) if isinstance(values, (str, Statement)) else values
