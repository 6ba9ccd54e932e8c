"""Opening and closing sections."""

from __future__ import annotations

from argmap.arrange.lines.line import Line
from argmap.arrange.lines.state import Level, State


def enter(at: State, section: str | None) -> State | None:
    """The top of a section, opening it, and those before it, where it is new."""
    sections = at.lookup.sections
    if section is not None and sections.place[section] >= at.sections:
        while at.sections <= sections.place[section]:
            opened = next_section(at)
            if opened is None:
                return None
            at = opened
        return at
    # Sections that stand in one which closes now have no later place.
    closing = sections.around(at.section) - sections.around(section)
    while at.sections < len(sections.order):
        if sections.order[at.sections].parent not in closing:
            break
        opened = next_section(at)
        if opened is None:
            return None
        at = opened
        closing = sections.around(at.section) - sections.around(section)
    if section is not None and section not in sections.around(at.section):
        return None
    return _inside(at, section)


def next_section(at: State) -> State | None:
    """Opens the next section, if it can stand here."""
    sections = at.lookup.sections
    section = sections.order[at.sections]
    if section.parent is not None and section.parent not in sections.around(at.section):
        return None
    lines = (at.lines, Line(section=section.id), sections.depth[section.parent])
    at = at._replace(lines=lines, sections=at.sections + 1)
    return _inside(at, section.id)


def _inside(at: State, section: str | None) -> State:
    return at._replace(section=section, level=Level(None, at.lookup.sections.depth[section]))
