"""Under which line another stands, as far as the text above it tells, and what can stand there."""

from __future__ import annotations

import re

from argmap.source import Source
from argmap.syntax.nodes import Token
from argmap.syntax.words import BOTH, KINDS, NESTED

# How many lines above one are looked at for the line that it is nested under.
_NEAR = 100


def is_nested(token: Token, source: Source) -> bool | None:
    """Whether a line that begins with this token stands under a clause; None where that can't be told
    from the lines right above, or from its indentation.
    """
    text = source.text
    start = text.rfind("\n", 0, token.start) + 1
    width = token.start - start
    if text[start : token.start].strip(" "):
        return None
    for _ in range(_NEAR):
        if width == 0 or start == 0:
            return False
        above, end = text.rfind("\n", 0, start - 1) + 1, start - 1
        line = text[above:end].rstrip()
        words = line.lstrip()
        if words and words[0] not in "#|" and len(line) - len(words) < width:
            return not re.match(r"section\b|(?:[a-z]+ +)?suppose\b", words)
        start = above
    return None


def stands(tokens: list[Token], nested: bool | None) -> bool:
    """Whether a line can stand where it does, as far as its first words tell."""
    first = tokens[0]
    if nested is None or any(token.type == "SUPPOSE" for token in tokens[:2]):
        # What is supposed lacks its passage, mostly.
        return False
    if first.type in ("OPEN", "UNSTATED"):
        return not nested and any(token.type == "KIND" for token in tokens[1:3])
    if first.value in BOTH:
        return True
    return nested == (first.value in NESTED)


def where(help: str, keyword: str, nested: bool | None) -> str:
    """What to write, with what it lacks to stand where it does."""
    if keyword == "answer":
        return f"{help}, indented under its question"
    if keyword in NESTED:
        return help if nested else f"{help}, indented under the clause that it speaks about"
    if nested and keyword == "question":
        return f"{help}, in the first column"
    if nested and keyword in (*KINDS, "open", "unstated"):
        return f"{help}, with a connective before it, as `because`"
    if nested and keyword not in BOTH:
        return f"{help}, in the column of the clause above"
    return help
