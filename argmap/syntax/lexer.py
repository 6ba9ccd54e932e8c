"""Text → lines of tokens, with the terminals of grammars/arg.lark.

lark's own lexer counts lines and columns token by token and its `Indenter` can't go on after an
error; here a line is cut by one regular expression made of the grammar's terminals, and columns are
looked at only where a line begins. That takes half the instructions and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Fix, replace, report
from argmap.source import Source
from argmap.syntax.nodes import Token

# Blank lines and comments, then the indentation of the first line that is neither.
_MARGIN = re.compile(r"((?:[^\S\n]*(?:#[^\n]*)?\n)*)([^\S\n]*)")
# The same where the next line is one, which is soon told.
_NEXT_LINE = re.compile(r"(\n?)( *)(?=[^\s#])")
_COMMENT = re.compile(r"#[^\n]*")
_CONTINUED_COMMENT = re.compile(r"\n[^\S\n]*(#[^\n]*)")


class LexedLine:
    """A line's tokens, and how many blocks it opens (1) or closes (negative)."""

    __slots__ = ("depth", "tokens")

    def __init__(self, tokens: list[Token], depth: int) -> None:
        self.tokens = tokens
        self.depth = depth


class Lexer:
    """Cuts one source, or a text with the same offsets; comments and diagnostics gather on the way."""

    def __init__(self, source: Source, pattern: re.Pattern[str], text: str | None = None) -> None:
        self.source = source
        self.text = source.text if text is None else text
        self.pattern = pattern
        self.comments: list[tuple[int, int]] = []
        self.diagnostics: list[Diagnostic] = []
        self._columns = [-1]
        # The columns that the innermost block may have had in mind, where a tab began it.
        self._guesses: tuple[int, ...] = ()

    def lines(self) -> Iterator[LexedLine]:
        """Every line that is not blank or a comment."""
        text = self.text
        if not text.endswith("\n"):
            text += "\n"
        end, at = len(text), 0
        next_line, margin, match = _NEXT_LINE.match, _MARGIN.match, self.pattern.match
        while True:
            edge = next_line(text, at) or margin(text, at)
            assert edge
            if edge.end(1) > at and "#" in edge[1]:
                self._gather(_COMMENT, text, at, edge.end(1))
            at = edge.end()
            if at >= end:
                return
            first = at
            tokens: list[Token] = []
            while (character := text[at]) != "\n":
                if character == " " or character == "\t":
                    at += 1
                    continue
                found = match(text, at)
                if found is None:
                    at += 1
                    continue
                kind = found.lastgroup
                assert kind
                value = found[0]
                tokens.append(Token(kind, value, at))
                at += len(value)
                if "\n" in value and "#" in value:
                    self._gather(_CONTINUED_COMMENT, text, at - len(value), at)
            # A `|` line opens and closes nothing, wherever it stands.
            dangling = tokens[0].type == "CONTINUATION"
            yield LexedLine(tokens, 0 if dangling else self._indent(edge[2], first))

    def _gather(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> None:
        for found in pattern.finditer(text, start, end):
            self.comments.append(found.span(pattern.groups))

    def _indent(self, margin: str, at: int) -> int:
        """How many blocks a line with this margin, ending at this offset, opens or closes."""
        columns = self._columns
        column = len(margin)
        spaces = not margin.strip(" ")
        if not spaces:
            column = self._tabs(margin, at)
        elif column in self._guesses and column > columns[-1]:
            columns[-1] = column
        self._guesses = ()
        if columns[-1] < 0:
            columns[-1] = column
        if column == columns[-1]:
            return 0
        if column > columns[-1]:
            columns.append(column)
            self._guesses = () if spaces else tuple(_widths(margin))
            return 1
        closed = 0
        while len(columns) > 1 and columns[-1] > column and columns[-2] >= column:
            columns.pop()
            closed += 1
        if columns[-1] != column:
            if spaces:
                self._unaligned(column, at)
            columns[-1] = column
        return -closed

    def _tabs(self, margin: str, at: int) -> int:
        """Reports an indentation that is not of spaces; returns the column that it likely means."""
        odd = next(c for c in margin if c != " ")
        name = "a tab" if odd == "\t" else f"U+{ord(odd):04X}"
        widths = _widths(margin)
        column = next((w for w in widths if w in self._columns), widths[0])
        fix: Fix | None = None
        if not margin.strip(" \t"):
            fix = replace("indent with spaces", (at - len(margin), at), " " * column)
        self.diagnostics.append(
            report(
                "tab-indentation",
                f"this line is indented with {name}, where only spaces count",
                self.source,
                (at - len(margin), at),
                "indent with spaces, two a level",
                fix=fix,
            )
        )
        return column

    def _unaligned(self, column: int, at: int) -> None:
        open_columns = sorted({c + 1 for c in self._columns})
        listed = " or ".join(str(c) for c in open_columns)
        self.diagnostics.append(
            report(
                "unaligned-dedent",
                f"this line goes back to column {column + 1}, where no line above it begins",
                self.source,
                (at - column, at) if column else (at, at + 1),
                f"begin it in column {listed}: lines that stand side by side begin in one column",
            )
        )


def _widths(margin: str) -> list[int]:
    """How wide a margin is with tabs of two, four and eight columns."""
    return [sum(tab if c == "\t" else 1 for c in margin) for tab in (2, 4, 8)]
