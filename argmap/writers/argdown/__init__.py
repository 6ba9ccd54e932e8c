"""Map → Argdown.

A reason of one statement stands indented under what it is about, with `+` or `-`. Every other argument is
a premise-conclusion structure, whose inference names the scheme; where it attacks, its conclusion denies
what it attacks, and says in its data that it does no more (`negation`). What Argdown has no word for stands
in the data of statements and inferences. Everything comes in the order of the map, so that it is read
back in that order.

`lines` plans which lines there are, `wording` says what stands in them, and `text` escapes it.
"""

from __future__ import annotations

from argmap.model import Map
from argmap.writers.losses import not_carried
from argmap.writers.output import Written


def to_argdown(map: Map) -> Written:
    """The map as Argdown text, and what of it Argdown has no place for."""
    from argmap.writers.argdown.lines import Planner
    from argmap.writers.argdown.wording import Wording

    wording = Wording(map)
    lines = Planner(map, wording).lines_of_map()
    text = wording.front_matter() + wording.text(lines)
    return Written(text, (*not_carried(map, "argdown"), *wording.losses))
