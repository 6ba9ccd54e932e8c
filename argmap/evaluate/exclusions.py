"""Which statements exclude each other, so that each attacks the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from argmap.model import Map


def exclusions(map: Map, assumed: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The pairs of statements that can't both be held: what contradicts each other, and the rival answers to
    each question.

    What is only supposed excludes nothing, nor does anything exclude what stands in another passage: the
    contradiction of a reductio defeats nothing. Answers that nothing speaks for, unless they are among those
    `assumed`, are left out, since they could never be held.
    """
    for one, other in map.contradictions:
        if _beside(map, one, other):
            yield one, other
    rivals: dict[str, list[str]] = {}
    for answer in map.answers:
        several = map[answer.question].attributes.get("choose") == "several"
        if not several and (answer.answer in assumed or _arguable(map, answer.answer)):
            rivals.setdefault(answer.question, []).append(answer.answer)
    for answers in rivals.values():
        for one, other in combinations(dict.fromkeys(answers), 2):
            if _beside(map, one, other) and other not in map.restated(one):
                yield one, other


def _beside(map: Map, one: str, other: str) -> bool:
    """Whether two statements stand in one passage, and neither is a supposition."""
    pair = map[one], map[other]
    return pair[0].within == pair[1].within and all(s.kind != "supposition" for s in pair)


def _arguable(map: Map, key: str) -> bool:
    """Whether anything could hold a statement in one of its wordings."""
    wordings = [map[same] for same in map.restated(key)]
    return any(
        not s.open or s.speakers or "confidence" in s.attributes or map.supporters(s.id)
        for s in wordings
    )
