"""A Pygments lexer, by which LaTeX's minted, Sphinx, MkDocs and others colour `.arg`.

Found by the names `argmap` and `arg` and by the ending, through the entry point that argmap declares. The
text is tokenised by argmap's own lexer, with the terminals of grammars/arg.lark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Operator,
    Punctuation,
    String,
    Whitespace,
    _TokenType,
)

from argmap.source import Source
from argmap.syntax.grammar import line_pattern
from argmap.syntax.lexer import Lexer as LineLexer
from argmap.syntax.nodes import Token

_WORDS = {
    **dict.fromkeys(("CONNECTIVE", "BECAUSE", "AGAINST", "CHALLENGES", "EXPLAINED", "BY"), Keyword),
    **dict.fromkeys(("REGARDLESS", "OF"), Keyword),
    **dict.fromkeys(("OPEN", "UNSTATED"), Operator.Word),
    **dict.fromkeys(("KIND", "SUPPOSE"), Keyword.Type),
    **dict.fromkeys(("MAP", "SECTION"), Keyword.Declaration),
    **dict.fromkeys(("USE", "AS"), Keyword.Namespace),
}
_PROSE = {"QUOTE": String.Double, "MAP": Generic.Heading, "SECTION": Generic.Heading}
_ROWS = re.compile(r"(?P<margin>\s*)(?P<mark>[|>:\uff1a#]?)(?P<rest>[^\n]*)\n?")
_PATH = re.compile(r"(use)([ \t]+)(.*)", re.DOTALL)


class ArgmapLexer(Lexer):  # type: ignore[misc]
    """The `.arg` language: connectives and kinds are keywords, labels names, texts strings."""

    name = "argmap"
    url = "https://pypi.org/project/argmap/"
    aliases: ClassVar[list[str]] = ["argmap", "arg"]
    filenames: ClassVar[list[str]] = ["*.arg"]
    mimetypes: ClassVar[list[str]] = ["text/x-argmap"]
    version_added = ""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Any, str]]:
        """Yields the tokens of the text: offset, type, value."""
        at = 0
        for start, kind, value in self._words(text):
            if start > at:
                yield from _between(text[at:start], at)
            yield start, kind, value
            at = start + len(value)
        yield from _between(text[at:], at)

    def _words(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        for line in LineLexer(Source(text), line_pattern()).lines():
            first, last = line.tokens[0].type, line.tokens[-1].type
            for token in line.tokens:
                if token.type in ("TEXT", "QUOTE"):
                    yield from _prose(token, first)
                elif token.type == "IMPORT":
                    yield from _import(token)
                elif token.type == "LABEL":
                    yield token.start, _label(first, last), token.value
                else:
                    yield token.start, _WORDS.get(token.type, Error), token.value


def _label(first: str, last: str) -> _TokenType:
    if first == "IMPORT":
        return Name.Namespace
    if last != "TEXT":
        return Name.Label.Reference
    return Name.Attribute if first == "LABEL" else Name.Label


def _import(token: Token) -> Iterator[tuple[int, _TokenType, str]]:
    found = _PATH.fullmatch(token.value)
    assert found
    yield token.start, Keyword.Namespace, found[1]
    yield token.start + found.start(3), String.Other, found[3]


def _prose(token: Token, first: str) -> Iterator[tuple[int, _TokenType, str]]:
    """A text with its continuations, by lines, and the comments between them."""
    kind = _PROSE.get(first, String)
    for row in _ROWS.finditer(token.value):
        at = token.start + row.start("mark")
        if row["mark"] == "#":
            yield at, Comment.Single, "#" + row["rest"]
        elif row["mark"]:
            yield at, Punctuation, row["mark"]
            rest = row["rest"].lstrip(" \t")
            if rest:
                yield token.start + row.end("rest") - len(rest), kind, rest


def _between(text: str, at: int) -> Iterator[tuple[int, _TokenType, str]]:
    """What stands between words: blanks, and comments."""
    for part in re.finditer(r"[ \t]+|\n|#[^\n]*|[^ \t\n#]+", text):
        value = part[0]
        kind = Comment.Single if value[0] == "#" else Whitespace
        yield at + part.start(), kind, value
