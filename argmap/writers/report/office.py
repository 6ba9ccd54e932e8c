"""What documents of office programs have in common: runs of text as these programs know them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from argmap.wording import clip, shown
from argmap.writers.report.blocks import Run

ACCENT = "17466F"
"""The colour of headings and links."""
MUTED = "586878"
"""That of notes."""
RULE = "C3CBD3"
"""That of the lines of tables."""
FONT = "Arial"
"""A font that all such programs have, or one as wide; Liberation Sans, that of the figures, is."""

TAB = Run("\t")
"""What stands behind the number of an item."""


class Letters(NamedTuple):
    """A stretch of text in one face, as a script of a formula or on the line."""

    text: str
    bold: bool = False
    italic: bool = False
    script: Literal["", "^", "_"] = ""


def letters(run: Run) -> Iterator[Letters]:
    """The stretches of a run; formulas, as far as they can be set in letters, with their scripts. A run that is a tab stays one."""
    if run == TAB:
        yield Letters(TAB.text)
        return
    for span in run.spans:
        bold, italic = "bold" in span.face, "italic" in span.face
        pieces = span.formula.pieces if span.maths else ()
        if not pieces:
            yield Letters(span.text, bold, italic)
        for piece in pieces:
            script: Literal["", "^", "_"] = "^" if piece.scripts.startswith("^") else ""
            script = "_" if piece.scripts.startswith("_") else script
            yield Letters(piece.text, bold or piece.bold, italic or piece.italic, script)


def property_of(text: str) -> str:
    """A text as a property of a document, which may have 255 characters."""
    return clip(shown(text), 250)
