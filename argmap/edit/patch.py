"""Changes of a text collected: lines cut out, taken elsewhere, put in, or with another head; and what edits they make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.diagnostics import Edit
from argmap.edit.document import Document
from argmap.source import Span
from argmap.syntax.nodes import Clause, Line


class Taken(NamedTuple):
    """A stretch of whole lines that is put elsewhere: at which offset, and how far it is indented there."""

    span: Span
    to: int
    indent: int
    apart: bool = False  # whether a blank line stands before it


class Patch:
    """What changes in a text."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.edits: list[Edit] = []
        self.cuts: list[Span] = []
        self.taken: list[Taken] = []
        self.added: list[tuple[int, str]] = []

    def head(self, line: Clause, words: str) -> None:
        """Gives a line other words before its text."""
        tokens = (line.connective, line.open, line.unstated, line.kind, line.label)
        ends = [token.end for token in tokens if token is not None]
        self.edits.append(Edit(Span(line.start, max(ends, default=line.start)), words))

    def cut(self, span: Span) -> None:
        """Takes whole lines out."""
        self.cuts.append(span)

    def take(self, line: Line, to: int, column: int, apart: bool = False) -> None:
        """Takes a line with its block to another place."""
        span = self.doc.block(line)
        self.cuts.append(span)
        self.taken.append(Taken(span, to, column - self.doc.column(line), apart))

    def put(self, at: int, lines: Iterable[str], column: int, apart: bool = False) -> None:
        """Puts lines in at an offset at which a line begins, or at the end of the text."""
        text = "".join(f"{' ' * column}{line}\n" if line else "\n" for line in lines)
        self.added.append((at, f"\n{text}" if apart else text))

    def result(self) -> tuple[Edit, ...]:
        """The edits, none of which touches another."""
        cuts = _outermost(self.cuts)
        made = [Edit(span, "") for span in cuts]
        made += [
            e
            for e in self.edits
            if not any(c.start <= e.span.start and e.span.end <= c.end for c in cuts)
        ]
        put: dict[int, list[str]] = {}
        for one in self.taken:
            text = self._moved(one)
            put.setdefault(one.to, []).append(f"\n{text}" if one.apart and one.to else text)
        for at, text in self.added:
            put.setdefault(at, []).append(text if at else text.lstrip("\n"))
        return tuple(sorted((*made, *self._insertions(put, cuts)), key=lambda e: e.span))

    def _insertions(self, put: dict[int, list[str]], cuts: list[Span]) -> list[Edit]:
        text = self.doc.text
        found = []
        for at, pieces in put.items():
            whole = "".join(pieces)
            # What would be put into lines that are cut comes before these.
            place = next((c.start for c in cuts if c.start < at < c.end), at)
            if place == len(text) and text and not text.endswith("\n"):
                whole = f"\n{whole}"
            found.append(Edit(Span(place, place), whole))
        return found

    def _moved(self, one: Taken) -> str:
        """The lines that are taken, as they are where they go."""
        start, end = one.span
        inner = _outermost(
            [c for c in self.cuts if start <= c.start and c.end <= end and c != one.span]
        )
        edits = [Edit(c, "") for c in inner]
        edits += [
            e
            for e in self.edits
            if start <= e.span.start
            and e.span.end <= end
            and not any(c.start <= e.span.start and e.span.end <= c.end for c in inner)
        ]
        pieces, last = [], start
        for edit in sorted(edits, key=lambda e: e.span):
            pieces += [self.doc.text[last : edit.span.start], edit.text]
            last = edit.span.end
        text = "".join((*pieces, self.doc.text[last:end])).rstrip("\n")
        return "".join(f"{_indented(line, one.indent)}\n" for line in text.split("\n"))


def _indented(line: str, by: int) -> str:
    if not line.strip():
        return line
    bare = line.lstrip(" ")
    return " " * max(0, len(line) - len(bare) + by) + bare


def _outermost(spans: list[Span]) -> list[Span]:
    """The spans that lie in no other, in order."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found
