"""How a place of a text is shown: its line, with the span underlined, in what a terminal can print."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from argmap.source import Source, Span
from argmap.wording import printable

Paint = Callable[[str, str], str]
"""Gives a text the look of a role: `error`, `warning`, `hint`, `place`, `message`, `help`."""

_WIDTH = 100


def plain(text: str, role: str) -> str:
    """The text as it is, whatever its role."""
    return text


def excerpt(
    source: Source, span: Span, arrow: str, mark: str, ink: str, paint: Paint = plain
) -> list[str]:
    """The place of a span and its first line, underlined with `mark` in `ink`, in a window where the line
    is long.
    """
    start, end = source.position(span.start), source.position(span.end)
    place = f"  {paint(arrow, 'place')} {printable(source.name)}:{start.line}:{start.column}"
    if not source.text:
        return [place]
    line_start = source.lines[start.line - 1]
    left = max(0, start.column - 1 - _WIDTH // 2)
    window = source.text[line_start + left : line_start + left + _WIDTH + 20]
    window, newline, _ = window.partition("\n")
    cut = not newline and line_start + left + len(window) < len(source.text)
    window = window[:_WIDTH] if cut else window
    last = end.column - 1 if end.line == start.line else left + len(window)
    marked = window[start.column - 1 - left : max(last - left, start.column - left)]
    before, shown = "… " if left else "", printable(window)
    pad = " " * cells(before + printable(window[: start.column - 1 - left]))
    under = mark * max(1, cells(printable(marked)))
    gutter = " " * len(str(start.line))
    return [
        place,
        f"   {gutter} |",
        f"   {start.line} | {before}{shown}{' …' if cut else ''}",
        f"   {gutter} | {pad}{paint(under, ink)}",
    ]


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
