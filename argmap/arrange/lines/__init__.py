"""Which lines say a map in just the order that it has.

A search: each state is how far the map is written and what the lines to come may look back to; a wrong
choice shows within a few lines and is undone.

`index` is what there is to say and which lines need it; `state` how far a search has come; `line` a line
without its texts; `writing` and `closing` write lines and close levels, `sections` opens and closes
sections; `argument_moves`, `nested_moves` and `flat_moves` hold a function for each line that may come
next, and `moves` the tables of them; `search` tries them. For a new connective, add its list to `Counts`
in `index`, a function and its row in a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.arrange.lines.index import Index
from argmap.arrange.lines.line import Infeasible, Line
from argmap.arrange.lines.search import search

if TYPE_CHECKING:
    from argmap.model import Map

__all__ = ["Infeasible", "Line", "lines_of"]


STEPS = 20_000
"""How long to search: a step takes some hundred thousand instructions, and most maps one for each line."""


def lines_of(map: Map, steps: int = STEPS) -> list[Line]:
    """The lines that say this map in its order; raises `Infeasible` where none are found.

    `steps` is how long to search, beside what the size of the map asks for.
    """
    return search(Index.of(map), steps)
