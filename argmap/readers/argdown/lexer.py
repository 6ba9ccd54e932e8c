"""Argdown → lines of tokens, with the terminals of grammars/argdown.lark.

A line here is one of Argdown's: a heading, a statement with the lines that its text goes on in, a
relation, an inference. Comments are dropped, marks of emphasis paired, braces matched, all in one
pass; each fault of these is reported, and read as plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field

from argmap.readers.argdown.grammar import argdown_pattern
from argmap.source import Source, Span
from argmap.syntax.nodes import Token

BLANK = Token("_BLANK", "", 0)
NEWLINE = Token("_NL", "\n", 0)
INDENT = Token("_INDENT", "", 0)
DEDENT = Token("_DEDENT", "", 0)
Say = Callable[..., None]

_MARGIN = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"//|/\*|<!--")
# In an address `//` is no comment, where Argdown itself would drop the rest of the line.
_ADDRESS = re.compile(r"(?<=[\w:/])//(?=[^\s/])")
_CLOSING = {"/*": "*/", "<!--": "-->"}
_CLOSED = re.compile(r"[ \t]|(?=[\n)}_.,!?;:*-]|\Z)")
_REST = re.compile(r"[ \t]*(?=\n|\Z|//|/\*|<!--|--)")
_ALONE = re.compile(r"[ \t]*(?=\n|\Z|//|/\*|<!--|#|\{)")
_BRACES = re.compile(r"\\[^\n]|[{}]")
_QUOTES = re.compile(
    r"""\\[^\n]|[{}]|(?:(?<=[:,{\[])|^[ \t]*-)[ \t]*(?:"(?:[^"\\\n]|\\[^\n])*"|'[^'\n]*')""",
    re.MULTILINE,
)
_MARKS = ("HEADING", "INFERENCE", "RELATION", "NUMBER", "BULLET")
_PIECES = (
    *("ESCAPE", "CODE", "INCLUDE", "MENTION", "LINK", "STATEMENT", "STATEMENT_REF", "ARGUMENT"),
    *("ARGUMENT_REF", "TAG", "EMPHASIS", "BRACE", "WORDS"),
)
# What makes a line more than titles, tags and data.
_WORDS = frozenset(("WORDS", "ESCAPE", "CODE", "LINK", "MENTION", "EMPHASIS"))


@define(eq=False, repr=False)
class LexedLine:
    """A line's tokens, and how many levels of relations it opens (1) or closes (negative)."""

    tokens: list[Token]
    depth: int


@define(eq=False, repr=False)
class Lexer:
    """Lexes one source; `say` is called with each fault."""

    source: Source
    say: Say
    _columns: list[int] = field(factory=lambda: [0], init=False)
    _unclosed: set[str] = field(factory=set, init=False)
    _braces: dict[int, int] | None = field(default=None, init=False)

    def lines(self) -> Iterator[LexedLine]:
        """Every line, and `BLANK` between those that blank lines part."""
        text, end = self.source.text, len(self.source.text)
        mark = argdown_pattern(*_MARKS).match
        front = argdown_pattern("FRONT").match
        at, blank, any_line, fresh = 0, False, False, True
        tokens: list[Token] = []
        depth = 0
        while at < end:
            first = _margin(text, at)
            after = self._comments(first)
            if after >= end or text[after] == "\n":
                # A line of comments alone is as if it were not there.
                blank = blank or after == first
                at = after + 1
                continue
            column = first - at
            first = after
            found = mark(text, first)
            if found and found.lastgroup == "HEADING" and column:
                found = None
            parted = found or (tokens and self._titled(first))
            fence = None if any_line or tokens else front(text, first)
            if not (fence or any_line or tokens) and text.startswith("===", first):
                self.say(
                    "this front matter is never closed, so it is read as a text",
                    Span(first, first + 3),
                    "write `===` in a line of its own below it",
                )
            if tokens and (blank or parted):
                yield self._line(tokens, depth)
                any_line, tokens = True, []
            if blank and any_line:
                yield LexedLine([], self._close_levels())
                yield LexedLine([BLANK], 0)
                fresh = True
            blank = False
            if fence:
                yield LexedLine([Token("FRONT", fence[0], first)], 0)
                any_line = True
                at = fence.end() + 1
                continue
            if found and found.lastgroup == "INFERENCE":
                yield LexedLine([], self._close_levels())
                tokens, at = self._inference(first)
                yield LexedLine(tokens, 0)
                any_line, fresh, tokens = True, False, []
                continue
            if tokens:
                tokens.append(Token("BREAK", "\n", first - 1))
            else:
                kind = found.lastgroup if found else None
                if kind != "RELATION":
                    depth = self._close_levels(bullet=kind == "BULLET")
                elif fresh:
                    # There is nothing that it could be about.
                    self._columns, depth = [column], 0
                else:
                    depth = self._change_level(column, first)
                fresh = kind == "HEADING"
            at = first
            if found:
                tokens.append(Token(str(found.lastgroup), found[0], first))
                at = found.end()
            at = self._lex_line(at, tokens)
        if tokens:
            yield self._line(tokens, depth)
        yield LexedLine([], self._close_levels())

    def _close_levels(self, *, bullet: bool = False) -> int:
        """Closes all levels for a line that is no relation; returns minus their number."""
        closed = len(self._columns) - 1
        self._columns = [1 if bullet else 0]
        return -closed

    def _change_level(self, column: int, at: int) -> int:
        """How many levels a relation at this column opens or closes; a column that no line above has
        counts as the next one outside.
        """
        columns = self._columns
        if column <= columns[0]:
            self.say(
                "a relation is indented below what it is about, and this one is not",
                at,
                "begin its line with two spaces",
            )
            column = columns[0] + 1
        if column > columns[-1]:
            columns.append(column)
            return 1
        closed = 0
        while len(columns) > 1 and column < columns[-1]:
            columns.pop()
            closed += 1
        return -closed

    def _titled(self, at: int) -> bool:
        """Whether a line in the middle of a text begins with a title as nothing but an element does."""
        text = self.source.text
        if argdown_pattern("STATEMENT", "ARGUMENT").match(text, at):
            return True
        found = argdown_pattern("STATEMENT_REF", "ARGUMENT_REF").match(text, at)
        return found is not None and _ALONE.match(text, found.end()) is not None

    def _comments(self, at: int) -> int:
        """The offset behind the comments and blanks at an offset."""
        text = self.source.text
        while found := _COMMENT.match(text, at):
            stop = self._comment_end(found[0], found.end())
            if stop is None:
                return at
            at = _margin(text, stop)
        return at

    def _comment_end(self, opening: str, at: int) -> int | None:
        text = self.source.text
        if opening == "//":
            end = text.find("\n", at)
            return len(text) if end < 0 else end
        closing = _CLOSING[opening]
        end = -1 if opening in self._unclosed else text.find(closing, at)
        if end < 0:
            if opening not in self._unclosed:
                self._unclosed.add(opening)
                self.say(
                    f"this comment is never closed, so it is read as words; close it with `{closing}`",
                    Span(at - len(opening), at),
                )
            return None
        return end + len(closing)

    def _lex_line(self, at: int, tokens: list[Token]) -> int:
        """Lexes a line from an offset on; returns where the next line begins."""
        text, end = self.source.text, len(self.source.text)
        match = argdown_pattern(*_PIECES).match
        bare = not any(token.type in _WORDS for token in tokens)
        at = _margin(text, at)
        while at < end and text[at] != "\n":
            comment = _COMMENT.match(text, at)
            if comment and (bare or not _ADDRESS.match(text, at)):
                stop = self._comment_end(comment[0], comment.end())
                if stop is not None:
                    at = _margin(text, stop) if bare else stop
                    continue
            found = match(text, at)
            assert found and found.lastgroup
            kind = found.lastgroup
            if kind == "BRACE":
                stop = self._data(at)
                if stop is not None:
                    if tokens and tokens[-1].type == "BREAK":
                        tokens.pop()
                    tokens.append(Token("DATA", text[at:stop], at))
                    at = _margin(text, stop)
                    continue
                kind = "WORDS"
            tokens.append(Token(kind, found[0], at))
            at = found.end()
            if bare:
                bare = kind not in _WORDS
                at = _margin(text, at) if bare else at
        return at + 1

    def _data(self, at: int) -> int | None:
        """Where the data that a brace opens ends, where it does and nothing but a line's end follows."""
        if self._braces is None:
            self._braces = _matching_braces(self.source.text)
        end = self._braces.get(at)
        if end is not None and _REST.match(self.source.text, end + 1):
            return end + 1
        self.say(
            "a brace opens data, and here is none that ends with its line",
            at,
            "write `\\{` for a brace that is part of the text",
        )
        return None

    def _inference(self, at: int) -> tuple[list[Token], int]:
        """The tokens of an inference, over several lines perhaps, and where the next line begins."""
        text, end = self.source.text, len(self.source.text)
        tokens = [Token("INFERENCE", "--", at)]
        match = argdown_pattern("RULE", "COMMA", "END").match
        at += 2
        while at < end:
            at = self._comments(_margin(text, at))
            if at >= end:
                break
            if text[at] == "\n":
                after = _margin(text, at + 1)
                if text[after : after + 1] in ("\n", "(", ""):
                    break
                at = after
                continue
            stop = self._data(at) if text[at] == "{" else None
            if stop is not None:
                tokens.append(Token("DATA", text[at:stop], at))
                at = stop
                continue
            found = match(text, at)
            if not found:
                tokens.append(Token("RULE", text[at], at))
                at += 1
                continue
            tokens.append(Token(str(found.lastgroup), found[0], at))
            at = found.end()
            if found.lastgroup == "END":
                break
        if tokens[-1].type != "END":
            self.say(
                "this inference is never closed: two more hyphens have to end it",
                Span(*tokens[0].span),
                "write `----`, or the rule in a line between `--` and `--`",
            )
            tokens.append(Token("END", "", tokens[-1].end))
        following = text.find("\n", at)
        stray = text[at : following if following >= 0 else end].strip()
        if stray and not _COMMENT.match(stray) and tokens[-1].value:
            self.say("nothing stands behind an inference in its line", Span(at, at + len(stray)))
        return tokens, (following + 1 if following >= 0 else end)

    def _line(self, tokens: list[Token], depth: int) -> LexedLine:
        while tokens[-1].type == "BREAK":
            tokens.pop()
        if any(token.type == "EMPHASIS" for token in tokens):
            tokens = self._pair_emphasis(tokens)
        return LexedLine(tokens, depth)

    def _pair_emphasis(self, tokens: list[Token]) -> list[Token]:
        """Pairs marks of emphasis, as OPEN and CLOSE; unpaired ones become words."""
        text = self.source.text
        made: list[Token] = []
        open_: list[Token] = []
        for token in tokens:
            if token.type != "EMPHASIS":
                made.append(token)
                continue
            at, value = token.start, token.value
            while value:
                # The widest mark that closes or opens something here; closing goes first.
                for size in range(len(value), 0, -1):
                    mark, after = value[:size], text[at + size : at + size + 1]
                    if open_ and open_[-1].value == mark and _CLOSED.match(text, at + size):
                        open_.pop()
                        made.append(Token("CLOSE", mark, at))
                        break
                else:
                    for size in range(len(value), 0, -1):
                        mark, after = value[:size], text[at + size : at + size + 1]
                        if after and not after.isspace():
                            made.append(Token("OPEN", mark, at))
                            open_.append(made[-1])
                            break
                    else:
                        size = len(value)
                        made.append(Token("WORDS", value, at))
                at += size
                value = value[size:]
        for token in open_:
            token.type = "WORDS"
            self.say(
                f"the emphasis that `{token.value}` begins here never ends",
                Span(*token.span),
                f"end it with `{token.value}`, or write `\\{token.value[0]}` for the sign itself",
            )
        return made


def _margin(text: str, at: int) -> int:
    found = _MARGIN.match(text, at)
    assert found
    return found.end()


def _matching_braces(text: str) -> dict[int, int]:
    """Where each brace that is closed is closed; those behind a backslash don't count, and in braces those
    in quotation marks.
    """
    pairs: dict[int, int] = {}
    open_: list[int] = []
    at = 0
    while found := (_QUOTES if open_ else _BRACES).search(text, at):
        at = found.end()
        if found[0] == "{":
            open_.append(found.start())
        elif found[0] == "}" and open_:
            pairs[open_.pop()] = found.start()
    return pairs
