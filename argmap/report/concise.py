"""One line a diagnostic: `file:line:column: severity CODE name: message`."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.diagnostics import Diagnostic


def to_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """The diagnostics, one a line."""
    return "".join(f"{diagnostic}\n" for diagnostic in diagnostics)
