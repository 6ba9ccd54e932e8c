"""Why one statement is in rather than another: what counts for the one and against the other.

A contrastive explanation names what separates a fact from a foil and passes over what they share (Lipton, *Contrastive
explanation*, 1990); in argumentation it is what the fact is accepted by and the foil is not (Borg and Bex, *Contrastive
explanations for argumentation-based conclusions*, AAMAS 2022).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from attrs import frozen

from argmap.evaluate.graph import between, reached
from argmap.evaluate.grounds import Grounds
from argmap.evaluate.names import name
from argmap.evaluate.standing import Status, headline
from argmap.model import Map
from argmap.wording import listed


@frozen
class Contrast:
    """Why the `fact` is in and the `foil`, with its `status`, is not.

    `decisive` is what speaks for the fact and against the foil, no farther from this than it has to be: the fact
    itself, where that is what defeats the foil; empty where nothing does both. `shared` is what both rest on. `why`
    are the sentences on fact and foil. All are identifiers, in the order of the map, as are those `between` fact and
    foil and what is told of them, which a figure shows.
    """

    fact: str
    foil: str
    status: Status
    decisive: tuple[str, ...]
    shared: tuple[str, ...]
    why: tuple[str, str]
    between: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that it speaks of, and those between."""
        told = (self.fact, self.foil, *self.decisive, *self.shared, *self.between)
        return tuple(dict.fromkeys(told))

    def to_dict(self) -> dict[str, Any]:
        """The contrast as plain data."""
        return {
            "fact": {"id": self.fact, "status": "in", "why": self.why[0]},
            "foil": {"id": self.foil, "status": self.status, "why": self.why[1]},
            "decisive": list(self.decisive),
            "shared": list(self.shared),
        }

    def to_text(self, map: Map) -> str:
        """The contrast for people."""
        lines = []
        pair: tuple[tuple[str, Status], ...] = ((self.fact, "in"), (self.foil, self.status))
        for (key, status), why in zip(pair, self.why, strict=True):
            lines += [headline(map, key, status), f"  = {why}"]
        fact, foil = name(map[self.fact]), name(map[self.foil])
        if self.decisive:
            said = [name(map[k]) + (" itself" if k == self.fact else "") for k in self.decisive]
            lines.append(f"What speaks for {fact} and against {foil}: {listed(said)}.")
        elif self.status == "undecided":
            lines.append(f"Nothing that {foil} hangs on bears on {fact}.")
        else:
            lines.append(f"Nothing speaks for {fact} and against {foil}: each has its own reasons.")
        if self.shared:
            lines.append(f"Both rest on {listed([name(map[key]) for key in self.shared])}.")
        return "\n".join(lines) + "\n"


def contrast(
    grounds: Grounds,
    fact: str,
    foil: str,
    statuses: Mapping[str, Status],
    why: Callable[[str], str],
) -> Contrast:
    """The contrast between a statement that is in and one that is not; `ValueError` where they are not such."""
    map = grounds.map
    if statuses[fact] != "in" or statuses[foil] in ("in", "answered", "open"):
        raise ValueError(
            f"{name(map[fact])} is {statuses[fact]} and {name(map[foil])} {statuses[foil]}: "
            "a contrast is between a statement that is in and one that is not"
        )
    number = grounds.program.number
    goal, other = number[fact], number[foil]
    size = len(grounds.program.statements)
    bearing = reached([goal], grounds.bearing)
    accepted = {a for a in bearing if a < size and grounds.model.value[a]}
    decisive = [a for a in reached([other], grounds.bearing, accepted) if a in accepted]
    # What the fact itself is held by, and what the foil would be, as far as both stand by it.
    rests = {a for a in reached([goal], grounds.held_by) if a < size} - set(decisive)
    shared = [a for a in reached([other], grounds.resting, rests) if a in rests]

    def said(atoms: Collection[int], *without: int) -> tuple[str, ...]:
        """The statements among atoms, in the order of the map."""
        found = sorted(a for a in atoms if a < size and a not in without)
        return tuple(grounds.program.statements[a] for a in found)

    whys = why(fact), why(foil)
    links = {
        *between(goal, grounds.bearing, decisive),
        *between(other, grounds.bearing, decisive),
        *between(goal, grounds.held_by, shared),
        *between(other, grounds.resting, shared),
    }
    return Contrast(
        fact,
        foil,
        statuses[foil],
        said(decisive),
        said(shared, goal, other),
        whys,
        said(links, goal, other, *decisive, *shared),
    )
