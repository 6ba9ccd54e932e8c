"""What a figure of a set shows without the box of its passage, or the frame of its section, says so itself.

A tree that goes on in another figure leaves behind what stands around it: its statements then say what they hold under,
and whose words they are where only the section says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.draw.box import Box
from argmap.draw.tree.forest import Forest, Plot, Seat, Step
from argmap.draw.view import View
from argmap.wording import listed

_Name = str | None
Unframed = frozenset[tuple[str, bool]]
"""Statements that stand without what is around them, each with whether that is where it only stands for what goes on
in another figure.
"""


def unframed(made: Forest, figures: Iterable[Plot]) -> Unframed:
    """The statements of a forest that stand in some figure without a passage, or a section with a speaker."""
    needed = {key: {*_needed(made.view, key)} for key in made.seats}
    if not any(needed.values()):
        return frozenset()
    return frozenset(
        (seat.key, seat is not made.seats[seat.key])
        for figure in figures
        for seat, around in _framed(figure)
        if not (seat.reference or needed[seat.key] <= around)
    )


def note(box: Box, view: View) -> None:
    """Has a box say what is supposed where it stands, and who says it."""
    map, statement = view.map, box.statement
    around = [key for key in map.around(statement.id) if key in map]
    if around and statement.within in map:
        words = f"only supposing {listed([view.numbers[key] for key in reversed(around)])}"
        if not any(said.startswith("only supposing") for said in box.notes):
            box.notes.append(words)
    speakers = map.speakers_of(statement)
    if speakers and not statement.speakers and not box.above:
        box.above.append(f"{listed(speakers)}:")


def _needed(view: View, key: str) -> Iterator[_Name]:
    """The names of the passages, and of the section with a speaker, that a statement stands in."""
    map, statement = view.map, view.map[key]
    for supposition in map.around(key):
        if supposition in map:
            yield f"passage {supposition}"
    if statement.speakers or not map.speakers_of(statement):
        return
    sections = {section.id: section for section in map.sections}
    at = statement.section
    while at is not None and at in sections:
        if sections[at].speakers:
            yield at
            return
        at = sections[at].parent


def _framed(figure: Plot) -> Iterator[tuple[Seat, frozenset[_Name]]]:
    """The seats of a figure, each with the names of what stands around it."""
    waiting: list[tuple[Seat | Step | Plot, frozenset[_Name]]] = [(figure, frozenset())]
    while waiting:
        thing, around = waiting.pop()
        if isinstance(thing, Plot):
            around |= {_name(thing)}
            waiting += [(item, around) for item in thing.items]
        elif isinstance(thing, Step):
            if thing.frame is not None:
                around |= {_name(thing.frame)}
            waiting += [(seat, around) for seat in thing.seats]
            waiting += [(step, around) for step in thing.undercuts]
        else:
            if thing.passage is not None:
                around |= {_name(thing.passage)}
                waiting += [(item, around) for item in thing.passage.items]
            yield thing, around
            waiting += [(step, around) for step in thing.steps]


def _name(plot: Plot) -> _Name:
    return f"passage {plot.supposition}" if plot.supposition else plot.section
