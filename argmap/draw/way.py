"""The way from a statement to the conclusion: what stands out where one is highlighted."""

from __future__ import annotations

from argmap.draw.naming import unknown_label
from argmap.model import Map


def ways(map: Map, drawn: Map, labels: tuple[str, ...]) -> frozenset[str]:
    """The identifiers of the statements and arguments that lead from some statements of a map to the conclusion,
    in what is drawn of it; `ValueError` for a label that no statement has, or one that is not drawn.
    """
    starts = []
    for label in labels:
        if label not in {s.id for s in map.statements}:
            raise unknown_label(label, map)
        at: str | None = label
        if label not in drawn:
            # It may be in a section that is one box.
            parents = {s.id: s.parent for s in map.sections}
            at = map[label].section
            while at is not None and at not in drawn:
                at = parents[at]
        if at is None:
            raise ValueError(f"`{label}` is left out of the figure, and so can't be highlighted")
        starts.append(at)
    return onward(drawn, starts)


def onward(map: Map, starts: list[str]) -> frozenset[str]:
    """The statements and arguments that lead on from some, these included."""
    wholes: dict[str, list[str]] = {}
    for part in map.parts:
        wholes.setdefault(part.part, []).append(part.whole)
    for answer in map.answers:
        wholes.setdefault(answer.answer, []).append(answer.question)
    for condition in map.conditions:
        wholes.setdefault(condition.provided, []).append(condition.statement)
    for explanation in map.explanations:
        for key in explanation.explaining:
            wholes.setdefault(key, []).append(explanation.explained)
    found = dict.fromkeys(starts)
    waiting = list(found)
    steps = {argument.id: argument for argument in map.arguments}
    for key in waiting:
        if key in steps:
            further = [steps[key].target]
        else:
            further = [use.id for use in map._used.get(key, ())]
            further += wholes.get(key, ())
        for other in further:
            if other not in found:
                found[other] = None
                waiting.append(other)
    return frozenset(found)
