"""Where a line stands: the line that it is nested under, and what that can hold."""

from __future__ import annotations

from typing import Literal

from argmap.compilation import Compilation
from argmap.syntax.words import (
    ARGUMENT_ATTRIBUTES,
    KEYWORDS,
    MAP_ATTRIBUTES,
    SECTION_ATTRIBUTES,
    STATEMENT_ATTRIBUTES,
    SUPPOSING,
)

Place = Literal["top", "map", "section", "passage", "question", "rule", "warrant", "clause"]
"""What lines are nested under: nothing, a header, a section, a supposition, a question, `by` alone or with a name, `by`
with a text, another clause.
"""

_OF_QUESTIONS = STATEMENT_ATTRIBUTES - {"answers", "endorsed", "standard", "confidence", "formula"}
_ATTRIBUTES: dict[Place, frozenset[str]] = {
    "top": frozenset(),
    "map": MAP_ATTRIBUTES,
    "section": SECTION_ATTRIBUTES,
    "passage": STATEMENT_ATTRIBUTES - {"choose"},
    "question": _OF_QUESTIONS,
    "rule": ARGUMENT_ATTRIBUTES,
    "warrant": ARGUMENT_ATTRIBUTES | STATEMENT_ATTRIBUTES - {"choose"},
    "clause": STATEMENT_ATTRIBUTES - {"choose"},
}


def place_of(compilation: Compilation, line: int) -> Place:
    """What a line, counted from 1, is nested under, by its indentation and the lines above it."""
    source = compilation.source
    text = source.line(line)
    own = len(text) - len(text.lstrip())
    for number in range(line - 1, 0, -1):
        text = source.line(number)
        bare = text.lstrip()
        if bare and bare[0] not in "#|>" and len(text) - len(bare) < own:
            return _of(bare)
    return "top"


def attributes_in(place: Place) -> frozenset[str]:
    """The attributes that lines in a place can give."""
    return _ATTRIBUTES[place]


def _of(line: str) -> Place:
    head = line.partition(":")[0].split()
    words = [w for w in head if w in KEYWORDS]
    if not head:
        return "clause"
    if head[0] == "map":
        return "map"
    if head[0] == "section":
        return "section"
    if words and words[-1] == "suppose" and (len(words) == 1 or words[0] in SUPPOSING):
        return "passage"
    if "question" in words:
        return "question"
    if head[0] == "by":
        return "warrant" if ":" in line else "rule"
    return "clause"
