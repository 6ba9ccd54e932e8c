"""What statements are called in sentences."""

from __future__ import annotations

from argmap.model import Map, Statement
from argmap.wording import listed

# How many characters of a text stand for a statement without a label.
_LONG = 60


def name(statement: Statement) -> str:
    """What a statement is called in a sentence: its label, or its words between quotation marks."""
    if statement.label:
        return statement.id
    text = statement.text.removesuffix(".")
    if len(text) > _LONG:
        text = text[:_LONG].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def unheld(map: Map, statement: Statement) -> str:
    """What there is to say of a statement that nothing supports, and that the author does not assert."""
    if map.reported(statement):
        return f", and it is said by {listed(map.speakers_of(statement))}, not by the author"
    if statement.open:
        return ", and it is open"
    return ""
