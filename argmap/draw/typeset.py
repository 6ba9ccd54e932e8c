"""Text into lines as they are set: measured, broken, in the fonts that have its characters."""

from __future__ import annotations

import re

from attrs import frozen

from argmap.draw.drawing import Label, Run
from argmap.draw.fonts import Face, width
from argmap.draw.wrap import wrap

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    """The text with what no picture can show replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\t", " "))


@frozen
class SetLine:
    """A line of text, how wide it is in points, and its runs where it has any of its own."""

    text: str
    width: float
    runs: tuple[Run, ...] = ()


class Typesetter:
    """Sets the texts of one map."""

    def lines(self, text: str, limit: float, face: Face, size: float) -> tuple[SetLine, ...]:
        """The lines of a text, none wider than `limit` points, the longest as short as it can be."""
        return tuple(
            SetLine(line, width(line, face, size)) for line in wrap(shown(text), limit, face, size)
        )

    def width(self, text: str, face: Face, size: float) -> float:
        """How wide a text is in one line, in points."""
        return width(shown(text), face, size)


def label(
    x: float,
    y: float,
    line: SetLine,
    size: float,
    face: Face,
    fill: str,
    *,
    goes_on: bool = False,
    room: float = 0.0,
) -> Label:
    """The label that shows a line, its left end at x, its base line at y."""
    return Label(x, y, line.text, size, face, fill, line.runs, goes_on, room)


def paragraph(
    x: float,
    y: float,
    lines: tuple[SetLine, ...],
    size: float,
    face: Face,
    fill: str,
    *,
    step: float,
    room: float = 0.0,
) -> list[Label]:
    """The labels that show the lines of a paragraph, the first base line at y, each `step` lower."""
    last = len(lines) - 1
    return [
        label(x, y + i * step, line, size, face, fill, goes_on=i < last, room=room)
        for i, line in enumerate(lines)
    ]
