"""A line that the grammar refuses: its words, how they are shown in a message, and whether others in their place
would fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.source import Source
from argmap.syntax.build import language
from argmap.syntax.lalr import Unexpected
from argmap.syntax.nodes import Mended, Token
from argmap.syntax.words import CONNECTIVES, KEYWORDS, KINDS

CONNECTIVE_TYPES = (
    *("CONNECTIVE", "BECAUSE", "AGAINST", "CHALLENGES", "EXPLAINED", "BY", "REGARDLESS"),
)
KEYWORD_TYPES = (
    *(*CONNECTIVE_TYPES, "SUPPOSE", "OPEN", "UNSTATED", "KIND"),
    *("MAP", "SECTION", "AS", "OF", "USE"),
)
"""The terminals of grammars/arg.lark that are keywords."""
_SHARED = dict.fromkeys(KINDS, "KIND") | dict.fromkeys(CONNECTIVES, "CONNECTIVE")
TYPE = {w: w.upper() if w.upper() in KEYWORD_TYPES else _SHARED[w] for w in KEYWORDS}
"""The terminal of each keyword."""
HEAD = 12
"""Among so many words of a line its keywords and its label stand."""


Explanations = Iterator[tuple[Diagnostic, list[Token] | None]]
"""What may be wrong with a line, and the tokens that were meant; None where nothing can be read in its place."""


def fits(tokens: list[Token]) -> bool:
    """Whether the grammar accepts a line of these tokens."""
    try:
        language().parse(tokens)
    except Unexpected:
        return False
    return True


def end_of(tokens: list[Token]) -> int:
    """Where the first line of some tokens ends."""
    last = tokens[-1]
    return last.start + len(last.value.partition("\n")[0].rstrip())


def prose(tokens: list[Token], source: Source) -> Token:
    """Words read as the text after a colon."""
    start = tokens[0].start
    return Token("TEXT", " " + source.text[start : tokens[-1].end], start - 1)


def broken(tokens: list[Token], source: Source) -> Token:
    """The line as one that could not be understood."""
    start = tokens[0].start
    return Token("BROKEN", source.text[start : end_of(tokens)], start)


def raw(tokens: list[Token], source: Source) -> str:
    """Some tokens as they are written, without what follows on `|` lines."""
    return source.text[tokens[0].start : end_of(tokens)]


def keywords(tokens: list[Token]) -> list[Token]:
    """The keywords that a line begins with, in whatever case; the last may be read as a label."""
    lead: list[Token] = []
    for token in tokens:
        if token.type in KEYWORD_TYPES:
            lead.append(token)
            continue
        word = token.value.rstrip("-")
        if token.type == "LABEL" and word.casefold() in KEYWORDS:
            lead.append(
                Mended(TYPE[word.casefold()], word.casefold(), token.start, token.start + len(word))
            )
        break
    return lead
