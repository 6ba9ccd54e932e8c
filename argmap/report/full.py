"""Diagnostics for people: place, excerpt with the span underlined, how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from argmap.diagnostics import Diagnostic, Severity
from argmap.source import Source, Span
from argmap.wording import printable

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.HINT: "1;36"}
_WIDTH = 100


def to_full(diagnostics: Sequence[Diagnostic], color: bool = False) -> str:
    """The diagnostics, each with an excerpt of its source, an empty line after each."""
    return "".join(_one(diagnostic, color) for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic, color: bool) -> str:
    def paint(text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if color else text

    severity = diagnostic.severity
    head = paint(f"{severity} {diagnostic.code}", _COLORS[severity])
    lines = [f"{head} {diagnostic.name}: {paint(printable(diagnostic.message), '1')}"]
    lines += _excerpt(diagnostic.source, diagnostic.span, "-->", paint, _COLORS[severity])
    for related in diagnostic.related:
        lines.append(f"  = {printable(related.message)}:")
        lines += _excerpt(related.source, related.span, ":::", paint, "1;34", "-")
    lines += [f"  = {paint('help', '1;32')}: {printable(help)}" for help in diagnostic.help]
    return "\n".join(lines) + "\n\n"


def _excerpt(
    source: Source, span: Span, arrow: str, paint: object, code: str, mark: str = "^"
) -> list[str]:
    """The first line of a span, underlined, in a window where the line is long."""
    assert callable(paint)
    start, end = source.position(span.start), source.position(span.end)
    place = f"  {paint(arrow, '1;34')} {source.name}:{start.line}:{start.column}"
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
    pad = " " * _cells(before + printable(window[: start.column - 1 - left]))
    under = mark * max(1, _cells(printable(marked)))
    gutter = " " * len(str(start.line))
    return [
        place,
        f"   {gutter} |",
        f"   {start.line} | {before}{shown}{' …' if cut else ''}",
        f"   {gutter} | {pad}{paint(under, code)}",
    ]


def _cells(text: str) -> int:
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
