"""Diagnostics for people: place, excerpt with the span underlined, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.diagnostics import Diagnostic
from argmap.excerpt import plain

_COLORS = {
    "error": "1;31",
    "warning": "1;33",
    "hint": "1;36",
    "place": "1;34",
    "message": "1",
    "help": "1;32",
}


def to_full(diagnostics: Sequence[Diagnostic], color: bool = False) -> str:
    """The diagnostics, each with an excerpt of its source, an empty line after each."""
    paint = _colored if color else plain
    return "".join(f"{diagnostic.to_text(paint)}\n" for diagnostic in diagnostics)


def _colored(text: str, role: str) -> str:
    return f"\033[{_COLORS[role]}m{text}\033[0m"
