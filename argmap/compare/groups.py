"""The statements that several readers have in common: an alignment of two maps or more."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from argmap.compare.alignment import Alignment, align
from argmap.compare.assignment import assignment
from argmap.model import Map
from argmap.quotations.library import Passages


@frozen
class Groups:
    """The statements of several maps. `members` are those that are one, by identifier for each map, None where a map
    does not have it; `place` says for each map in which group a statement is, those too that are a part of what another
    reader joins.
    """

    members: tuple[tuple[str | None, ...], ...]
    place: tuple[dict[str, int], ...]


def grouped(one: Map, other: Map, alignment: Alignment) -> Groups:
    """The groups of two maps, by their alignment."""
    return _groups([one, other], {(0, 1): alignment})


def groups(maps: Sequence[Map], passages: Sequence[Passages] | None = None) -> Groups:
    """The groups of several maps, in the order of the first, then of the second. Each map joins the groups that its
    statements are most alike to, by all alignments with those before.
    """
    found = {}
    for n, map in enumerate(maps):
        for k, earlier in enumerate(maps[:n]):
            places = (passages[k], passages[n]) if passages is not None else None
            found[k, n] = align(earlier, map, passages=places)
    return _groups(maps, found)


def _groups(maps: Sequence[Map], alignments: dict[tuple[int, int], Alignment]) -> Groups:
    members: list[list[str | None]] = []
    place: list[dict[str, int]] = []
    for n, map in enumerate(maps):
        likeness: dict[int, dict[str, float]] = {}
        parts: dict[str, int] = {}
        for k in range(n):
            for pair in alignments[k, n].pairs:
                group = place[k].get(pair.one)
                if group is None:
                    continue
                if pair.part:
                    parts.setdefault(pair.other, group)
                else:
                    near = likeness.setdefault(group, {})
                    near[pair.other] = near.get(pair.other, 0.0) + pair.likeness
        joined = assignment(likeness)
        own = {other: group for group, other in joined.items()}
        own |= {other: group for other, group in parts.items() if other not in own}
        for group, row in enumerate(members):
            row.append(joined.get(group))
        for s in map.statements:
            if s.id not in own:
                own[s.id] = len(members)
                members.append([*[None] * n, s.id])
        place.append(own)
    # What is a part of what a later map joins was alone until then.
    for (k, n), alignment in alignments.items():
        for pair in alignment.parts:
            alone = place[k].get(pair.one)
            if alone is not None and sum(key is not None for key in members[alone]) == 1:
                place[k][pair.one] = place[n].get(pair.other, alone)
    return Groups(tuple(tuple(row) for row in members), tuple(place))
