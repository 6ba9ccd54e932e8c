"""What a merge left: two versions of some lines between the marks that git writes, to be read as the first."""

from __future__ import annotations

from typing import NamedTuple

OPENS, BASE, DIVIDES, CLOSES = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
"""The marks, each at the beginning of a line: before the first version, before what both go back to, before the second,
and behind that.
"""


class LeftConflict(NamedTuple):
    """A conflict by the offsets of its lines: the mark that opens it, the others, and where it ends."""

    opens: int
    others: tuple[int, ...]
    end: int


def left_conflicts(text: str) -> tuple[list[LeftConflict], str]:
    """The conflicts of a text, and the text with nothing but the first version of each: every other line of them is a
    comment, so that all offsets stay.
    """
    found: list[LeftConflict] = []
    if OPENS not in text:
        return found, text
    hidden: list[tuple[int, int]] = []
    marks: list[tuple[int, str]] = []
    lines: list[tuple[int, int]] = []
    at = opens = 0
    opened = False
    for line in text.split("\n"):
        mark = line[:7] if line[7:8] in ("", " ") else ""
        end = at + len(line)
        if mark == OPENS:
            opened, marks, lines = True, [], [(at, end)]
            opens = at
        elif opened:
            if mark in (BASE, DIVIDES, CLOSES):
                marks.append((at, mark))
            if marks:
                lines.append((at, end))
            if mark == CLOSES:
                if DIVIDES in (word for _, word in marks):
                    found.append(LeftConflict(opens, tuple(place for place, _ in marks), end))
                    hidden += lines
                opened = False
        at = end + 1
    return found, _hiding(text, hidden)


def _hiding(text: str, lines: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in lines:
        pieces += [text[done:start], "#" * (end - start)]
        done = end
    return "".join((*pieces, text[done:]))
