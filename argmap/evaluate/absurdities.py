"""What a reductio rests on beside its passage: the statement outside that its outcome contradicts."""

from __future__ import annotations

from attrs import evolve

from argmap.model import Argument, Map


def with_absurdities(map: Map) -> Map:
    """The map in which each argument by reductio has a further premise, where its outcome contradicts neither its
    supposition nor one around that: of the statements outside that it contradicts the one that is said first.
    Without it, nothing absurd would follow.
    """
    further = {
        a.id: key
        for a in map.arguments
        if a.scheme == "reductio" and (key := _contradicted(map, a)) is not None
    }
    if not further:
        return map
    arguments = [
        evolve(a, premises=(*a.premises, further[a.id])) if a.id in further else a
        for a in map.arguments
    ]
    return map.changed(arguments=arguments)


def _contradicted(map: Map, argument: Argument) -> str | None:
    """What the outcome of a reductio contradicts outside; None where it contradicts what is supposed."""
    found = None
    for outcome in map.taken_up(argument):
        around = map.around(outcome)
        for pair in map.contradictions:
            if outcome not in pair:
                continue
            other = pair[1] if pair[0] == outcome else pair[0]
            if other in around:
                return None
            if found is None and map[other].within != map[outcome].within:
                found = other
    return None if found in argument.premises else found
