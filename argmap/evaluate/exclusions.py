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
    for question, answers in map.answers_to.items():
        if map.takes_several(question):
            continue
        rivals = [key for key in answers if key in assumed or _arguable(map, key)]
        for one, other in combinations(rivals, 2):
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
