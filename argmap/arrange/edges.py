"""What may be said of suppositions and questions, and across the edges of passages, in a map built from objects.

Raises `ArgmapError` where it is said all the same; of a text, `argmap.resolve.passages` and
`argmap.resolve.questions` report it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from argmap.diagnostics import ArgmapError

if TYPE_CHECKING:
    from argmap.model import Map


def check_edges(map: Map) -> None:
    """Raises where something argues with a question or a supposition, or leaves a passage otherwise than as
    its outcome.
    """
    kinds = {s.id: s.kind for s in map.statements}
    if not {"question", "supposition"} & set(kinds.values()):
        if map.answers:
            raise ArgmapError("an answer is one to a question")
        if any(s.within is not None for s in map.statements):
            raise ArgmapError("a statement stands within a supposition, and nothing else")
        return
    for s in map.statements:
        if s.within is not None and kinds[s.within] != "supposition":
            raise ArgmapError("a statement stands within a supposition, and nothing else")
        if len(map.around(s.id)) > 1 and map.around(s.id)[-1] == s.id:
            raise ArgmapError("a supposition stands within itself")
    _questions(map, kinds)
    _arguments(map, kinds)
    _relations(map, kinds)


def _questions(map: Map, kinds: Mapping[str, str]) -> None:
    for a in map.answers:
        if kinds[a.question] != "question":
            raise ArgmapError("an answer is one to a question")
    parts = [(p.whole, p.part) for p in map.parts]
    for group in (*(members for members, _ in _related(map)), *parts, *_argued(map)):
        asked = [key for key in group if kinds[key] == "question"]
        if asked and not (group in parts and len(asked) == len(group)):
            raise ArgmapError("nothing is argued with a question, or against it; it has answers")
    if any(kinds[a.answer] == "question" for a in map.answers):
        raise ArgmapError("a question is no answer")


def _argued(map: Map) -> Iterator[tuple[str, ...]]:
    for a in map.arguments:
        yield (*a.members, *(() if a.aims_at_step else (a.target,)))


def _arguments(map: Map, kinds: Mapping[str, str]) -> None:
    outcomes: dict[str, str] = {}
    for a in map.arguments:
        if not a.aims_at_step and kinds[a.target] == "supposition":
            raise ArgmapError("nothing is argued for or against what is only supposed")
        place = map.place_of(a)
        here = {place, *map.around(place), None}
        for key in a.members:
            within = map[key].within
            if kinds[key] == "supposition" and key not in here:
                raise ArgmapError("what is only supposed is granted in its passage alone")
            if within in here or kinds[key] == "supposition":
                continue
            assert within is not None
            if key == a.warrant or map[within].within not in here:
                raise ArgmapError("a premise is taken from a passage that is no neighbour's")
            if outcomes.setdefault(within, key) != key:
                raise ArgmapError(
                    "two statements are taken from one passage, which has one outcome"
                )
    concluded = {(a.target, map[a.target].within) for a in map.arguments if a.role == "supports"}
    for within, key in outcomes.items():
        if (key, within) not in concluded:
            raise ArgmapError("what is taken from a passage is what an argument in it concludes")


def _related(map: Map) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The statements that are related, and whether those after the first may stand outside."""
    yield from (((p.preferred, p.over), False) for p in map.preferences)
    yield from ((pair, False) for pair in (*map.contradictions, *map.restatements))
    yield from (((e.explained, *e.explaining), False) for e in map.explanations)
    yield from (((c.statement, c.provided), True) for c in map.conditions)
    yield from (((i.statement, i.of), True) for i in map.independences)


def _relations(map: Map, kinds: Mapping[str, str]) -> None:
    absurd = {key for a in map.arguments if a.scheme == "reductio" for key in map.taken_up(a)}
    contradictions = set(map.contradictions)
    for group, into in (
        *_related(map),
        *(((p.whole, p.part), False) for p in map.parts),
        *(((a.question, a.answer), False) for a in map.answers),
    ):
        contradicts = group in contradictions
        if not contradicts and any(kinds[key] == "supposition" for key in group):
            raise ArgmapError("of what is only supposed nothing is said but what contradicts it")
        first, *others = [map.around(key) for key in group]
        for other in others:
            outside = other == first[len(first) - len(other) :]
            if other == first or (into and outside) or (contradicts and absurd & {*group}):
                continue
            raise ArgmapError("a relation leads over the edge of a passage")
