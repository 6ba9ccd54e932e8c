"""A legend: the signs that a figure has, each as a small sample with words."""

from __future__ import annotations

from typing import NamedTuple, cast, get_args

from argmap.draw.box import Box, Look, paint_box
from argmap.draw.connectors import LinkKind, connector, scaled
from argmap.draw.drawing import Label, Line, Page, Rect, Shape
from argmap.draw.fonts.widths import Face
from argmap.draw.layouts import Layout
from argmap.draw.palette import letter, tint
from argmap.draw.setup import Setup
from argmap.draw.signs import BOXES, LINES, used_signs
from argmap.draw.status import MEANING, mark
from argmap.draw.typeset import height_of, label, paragraph
from argmap.draw.view import View
from argmap.model import Statement
from argmap.model.elements import Kind

_SAMPLE, _TALL, _SPACE = 24.0, 11.0, 4.0
"""How wide and high a sample is, and what lies between it and its words, in points at 8-point type."""
_LINKS = get_args(LinkKind)
_FACES: dict[str, Face] = {
    "root": "bold",
    "question": "bold",
    "open": "italic",
    "scheme": "italic",
    "sure": "italic",
}


class Entry(NamedTuple):
    """A sample with its words, its upper left corner at (0, 0)."""

    width: float
    height: float
    shapes: list[Shape]


def entries(view: View, setup: Setup, layout: Layout, page: Page, room: float) -> list[Entry]:
    """The entries of the legend of a page: signs, statuses, and the groups by which boxes are coloured."""
    made = _Legend(view, setup, layout, room)
    found: list[Entry] = []
    if setup.options.legend:
        used = used_signs(view.map, page.groups)
        if layout.signs is None:
            found += [made.entry(made.line("attack"), "attacks")] if "attack" in used else []
        else:
            shown = [
                sign for sign in (*LINES, *BOXES) if sign in used and layout.signs.get(sign, " ")
            ]
            found += [made.sign(sign) for sign in shown]
        statuses = {view.statuses.get(s.id) for s in view.map.statements}
        found += [made.status(status) for status in MEANING if status in statuses]
    found += [made.group(number, name) for number, name in enumerate(view.groups)]
    return found


class _Legend:
    def __init__(self, view: View, setup: Setup, layout: Layout, room: float) -> None:
        self.setup, self.room, self.round = setup, room, layout.keyed
        self.colored = bool(view.groups)
        self.style, self.unit = setup.style, setup.style.unit

    def entry(self, sample: list[Shape], words: str, face: Face = "regular") -> Entry:
        """A sample with its words beside it."""
        style, u = self.style, self.unit
        left = (_SAMPLE + _SPACE) * u
        room = max(self.room - left, 40.0 * u)
        lines = self.setup.setter.lines(words, room, face, style.small)
        step = style.small * style.leading
        base = _TALL * u / 2 + style.small * 0.36
        wide = max((line.width for line in lines), default=0.0)
        shapes = [
            *sample,
            *paragraph(left, base, lines, style.small, face, style.ink, step=step, room=wide),
        ]
        return Entry(
            left + wide, max(_TALL * u, base + height_of(lines, step) - 0.6 * step), shapes
        )

    def sign(self, sign: str) -> Entry:
        """The entry of a line or of the look of a box."""
        words = (LINES.get(sign) or BOXES[sign]).legend
        sample = self.line(cast(LinkKind, sign)) if sign in _LINKS else self._other(sign)
        return self.entry(sample, words, _FACES.get(sign, "regular"))

    def line(self, kind: LinkKind) -> list[Shape]:
        """A line with its head."""
        y = _TALL * self.unit / 2
        return connector(kind, [(0.0, y), (_SAMPLE * self.unit, y)], self.style)

    def _other(self, sign: str) -> list[Shape]:
        style, u = self.style, self.unit
        wide, tall = _SAMPLE * u, _TALL * u
        if sign == "linked":
            bar = Line(((0.0, 1.5 * u), (wide, 1.5 * u)), style.support, style.bar, radius=0.0)
            half = wide / 2 - 1.5 * u
            boxes = [
                Rect(x, 4.0 * u, half, tall - 5.0 * u, style.box, style.edge, style.border)
                for x in (0.0, wide - half)
            ]
            return [bar, *boxes]
        if sign == "passage":
            sides = ((0.0, u), (0.0, tall - u), (wide, tall - u), (wide, u))
            return [Line(sides, style.muted, style.border, radius=3.0 * u)]
        if sign in ("alternatives", "answers"):
            ends = ((0.0, 6.0 * u), (0.0, 3.0 * u), (wide, 3.0 * u), (wide, 6.0 * u))
            bracket = Line(ends, style.muted, 0.75 * style.line, radius=1.5 * u)
            return [bracket, *self._word("or", wide, tall)]
        if sign in ("scheme", "sure"):
            word = "name" if sign == "scheme" else "likely"
            return self._word(word, wide, tall / 2 + style.small * 0.36)
        if sign == "section":
            return [Rect(0.0, u, wide, tall - 2 * u, "", style.faint, style.border, radius=3.0 * u)]
        if sign == "reference":
            pill = Rect(0.0, u, wide, tall - 2 * u, style.paper, style.muted, style.border)
            return [
                pill._replace(radius=tall / 2 - u),
                *self._word("→ 1", wide, tall / 2 + 2.2 * u),
            ]
        return self._box(sign)

    def _word(self, text: str, wide: float, base: float) -> list[Shape]:
        style = self.style
        line = self.setup.setter.lines(text, wide * 2, "italic", style.small)[0]
        at = (wide - line.width) / 2
        return [label(at, base, line, style.small, "italic", style.muted)]

    def _box(self, sign: str) -> list[Shape]:
        """A small box with the look of a kind of statement."""
        kinds: dict[str, Kind] = {
            "recommendation": "recommendation",
            "question": "question",
            "supposition": "supposition",
        }
        kind: Kind = kinds.get(sign, "premise")
        looks: dict[str, Look] = {"root": "root", "recommendation": "recommendation"}
        look = looks.get(sign, "premise")
        statement = Statement(
            "", kind, unstated=sign == "unstated", open=sign == "open", id="sample"
        )
        box = Box(statement, "", look, width=_SAMPLE * self.unit, height=(_TALL - 2.0) * self.unit)
        box.y = self.unit
        box.groups = () if self.colored else None
        if self.round:
            return self._disc(sign)
        return paint_box(box, self.style, "").shapes

    def _disc(self, sign: str) -> list[Shape]:
        """A small circle in its place."""
        style, u = self.style, self.unit
        size = (_TALL - 1.0) * u
        x, y = (_SAMPLE * u - size) / 2, u / 2
        dashes = {"unstated": style.unstated_dash, "open": style.open_dash}
        fill = style.root if sign == "root" else style.box
        dash = scaled(dashes.get(sign, ()), u)
        shapes: list[Shape] = [
            Rect(x, y, size, size, fill, style.edge, style.border, dash, radius=size / 2)
        ]
        if sign in ("recommendation", "question"):
            inner = size - 4.4 * u
            at = x + 2.2 * u, y + 2.2 * u
            dots = scaled(style.open_dash, u) if sign == "question" else ()
            shapes.append(
                Rect(*at, inner, inner, "", style.edge, style.border * 0.7, dots, inner / 2)
            )
        if sign == "supposition":
            shapes.append(Rect(x, y + size, size, 1.6 * u, style.edge, radius=0.0))
        return shapes

    def status(self, status: str) -> Entry:
        """The entry of the mark of a status."""
        style, u = self.style, self.unit
        x, y = _SAMPLE * u / 2, _TALL * u / 2
        return self.entry(mark(status, x, y, 2.6 * u, style.number, style.paper), status)

    def group(self, number: int, name: str) -> Entry:
        """The entry of a group of statements: its colours, its letter, its name."""
        style, u = self.style, self.unit
        colors = tint(style, number)
        wide, tall = _SAMPLE * u, (_TALL - 1.0) * u
        word = letter(number)
        at = (wide - self.setup.setter.width(word, "bold", style.small)) / 2
        sample: list[Shape] = [
            Rect(0.0, u / 2, wide, tall, colors.fill, colors.edge, style.border * 1.4),
            Label(at, _TALL * u / 2 + style.small * 0.36, word, style.small, "bold", colors.ink),
        ]
        return self.entry(sample, name)
