"""The order of a map: which lines would say it, and so what comes first.

A text gives its statements and arguments an order and, through their place, identifiers. `lines_of`
finds the lines that say a map in just the order that it has; `arrange`, for maps built in Python, keeps
the order given where there is such a text, and otherwise puts things as a writer would, from the
conclusion down, with labels for what is used more than once.

`check` raises where what was given is no map, with `edges` for what crosses the edge of a passage; `order` is the
order in which a writer would put things; `numbering` gives identifiers; the package `lines` searches for the lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.arrange.check import check
from argmap.arrange.lines import Infeasible, lines_of
from argmap.arrange.numbering import limit, numbered, section_depths
from argmap.arrange.order import all_labelled, in_order
from argmap.diagnostics import ArgmapError

if TYPE_CHECKING:
    from argmap.model import Map


def arrange(map: Map, ordered: bool = True) -> Map:
    """A map built from objects as reading its text would give it.

    Keeps the order given where a text has it, within eight levels; otherwise puts things in the
    order that a writer would, and labels what has to be referred to. An order that is not `ordered` says
    nothing, as that of a graph's nodes: it is kept only where its text is found at once. Raises
    `ArgmapError` where the parts don't make a map.
    """
    given = check(map)
    at_once = min(_SOON, 100 + 10 * len(given.statements))
    kept, depth = _tried(given, _SOON if ordered else at_once)
    if kept is None:
        kept, depth = _tried(in_order(given))
    if kept is None:
        kept, depth = _tried(in_order(all_labelled(given)))
    if kept is None:
        kept, depth = _tried(given, 4 * _SOON)
    if kept is None:
        raise ArgmapError(
            "no text says this map: an exception that is only possible stands where what it attacks"
            " does, in the same section"
        )
    while depth > 0:
        again, other = _tried(in_order(kept))
        if again is None or other >= depth:
            break
        kept, depth = again, other
    return kept


def renewed(map: Map) -> Map:
    """A map that was edited, with the identifiers that its text gives. The order stays wherever a text has it; where
    none does, labels for what has to be referred to are tried before another order.

    Raises `ArgmapError` where the parts don't make a map.
    """
    given = check(map)
    for one in (given, all_labelled(given)):
        kept, _ = _tried(one)
        if kept is not None:
            return kept
    return arrange(given)


def checked(map: Map) -> Map:
    """The same map with the identifiers that a text in its order gives; the order stays.

    Raises `ArgmapError` where the parts don't make a map.
    """
    return numbered(check(map))


_SOON = 2_500
"""How long to look for a text in one order, before another is tried."""


def _tried(map: Map, steps: int = _SOON) -> tuple[Map | None, int]:
    """The map with the identifiers that its text gives, and how many levels too deep that nests."""
    own = numbered(map)
    try:
        lines = lines_of(own, steps)
    except Infeasible:
        return None, 0
    depths = section_depths(own.sections)
    deepest, section = 0, None
    for line in lines:
        section = line.section or section
        deepest = max(deepest, line.depth - limit(depths[section]) if line.connective else 0)
    return own, deepest
