"""Colours of boxes by speaker, tag or section: fills that all readers can tell apart, and a letter for print
without colour.

The fills are those of the scheme “light” of Paul Tol (Colour Schemes, SRON/EPS/TN/09-002, 2021), made for black words on
them and for readers who are blind to some colours.
"""

from __future__ import annotations

from typing import NamedTuple

from argmap.draw.contrast import LINE, TEXT, contrast, luminance
from argmap.draw.style import Style
from argmap.model import Map, Statement

_FILLS = ("#77AADD", "#EEDD88", "#FFAABB", "#44BB99", "#DDDDDD", "#EE8866", "#99DDFF", "#BBCC33")
_GREYS = ("#FFFFFF", "#D9D9D9", "#B4B4B4")


class Tint(NamedTuple):
    """The colours of a box: what fills it, its edge, and all words in it."""

    fill: str
    edge: str
    ink: str


def tint(style: Style, number: int) -> Tint:
    """The colours of the group with a number, from 0, in a style; after the last they begin anew."""
    grey = all(_is_grey(color) for color in (style.support, style.attack, style.claim))
    colors = _GREYS if grey else _FILLS
    color = colors[number % len(colors)]
    if luminance(style.paper) < 0.2:
        # Dark words on light boxes: of dark fills with light words few can be told apart.
        return Tint(color, mixed(color, style.paper, 0.4), style.paper)
    edge = _until(color, style.ink, style.paper, LINE)
    fills = not style.claim == style.box == style.rebuttal
    return Tint(
        _until(color, style.paper, style.ink, TEXT) if fills else style.box, edge, style.ink
    )


def mixed(one: str, other: str, share: float) -> str:
    """A colour with a share of another, from 0 to 1."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _until(color: str, towards: str, ground: str, least: float) -> str:
    """A colour with so much of another that it stands out from a ground."""
    steps = (mixed(color, towards, n / 20) for n in range(21))
    return next((step for step in steps if contrast(step, ground) >= least), towards)


def _is_grey(color: str) -> bool:
    return color[1:3] == color[3:5] == color[5:7]


# Which statement is in which group


def grouped(map: Map, by: str) -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    """The names of the groups of a map's statements, in the order of the file, and the numbers of the groups of
    each statement, by identifier; none for a statement that is in no group.
    """
    names: dict[str, int] = {}
    found: dict[str, tuple[int, ...]] = {}
    sections = {section.id: section for section in map.sections}

    def tags(statement: Statement) -> list[str]:
        words = list(statement.attributes.get("tags", ()))  # type: ignore[arg-type]
        at = statement.section
        while at is not None:
            words += sections[at].attributes.get("tags", ())  # type: ignore[arg-type]
            at = sections[at].parent
        return words

    for statement in map.statements:
        if by == "speaker":
            own = [*map.speakers_of(statement)]
        elif by == "section":
            own = [sections[statement.section].title] if statement.section is not None else []
        else:
            own = tags(statement)
        if own:
            found[statement.id] = tuple(
                dict.fromkeys(names.setdefault(name, len(names)) for name in own)
            )
    return tuple(names), found


def letter(number: int) -> str:
    """The letter of a group: A to Z, then AA, AB and so on."""
    more, last = divmod(number, 26)
    return (letter(more - 1) if more else "") + chr(65 + last)
