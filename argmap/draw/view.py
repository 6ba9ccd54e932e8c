"""What of a map is drawn: all of it, or a part, with a word on what is left out."""

from __future__ import annotations

from attrs import field, frozen

from argmap.draw.options import Options
from argmap.model import ArgumentMap


@frozen
class View:
    """The map that is drawn.

    `numbers` are those that the statements have in the whole map; `left_out` says in short sentences
    what is not drawn; `notes` are words for single boxes, by identifier.
    """

    map: ArgumentMap
    numbers: dict[str, int]
    left_out: tuple[str, ...] = ()
    notes: dict[str, tuple[str, ...]] = field(factory=dict)


def view(map: ArgumentMap, options: Options | None = None) -> View:
    """The view that the options choose."""
    return View(map, {s.id: n for n, s in enumerate(map.statements, 1)})
