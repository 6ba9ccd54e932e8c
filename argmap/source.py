"""Text and places in it.

A `Source` is a text with a name; a `Span` is a stretch of it, counted in code points from 0, its end
exclusive. Lines and columns are computed when somebody asks for them, from 1, in code points.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from attrs import define

STDIN = "<stdin>"


class Span(NamedTuple):
    """A stretch of a text: offsets in code points from 0, the end exclusive."""

    start: int
    end: int


class Position(NamedTuple):
    """A line and a column, both from 1; the column counts code points."""

    line: int
    column: int


# The codec of each encoding of text, and how many bytes a unit of it has.
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@define(eq=False, repr=False)
class Source:
    """A text with the name it is shown by and, where it came from a file, its path.

    Line ends are LF in `text`; `crlf` remembers that the file's were CRLF.
    """

    text: str
    name: str = "<text>"
    path: Path | None = None
    crlf: bool = False

    @classmethod
    def of(cls, text: str, name: str = "<text>", path: Path | None = None) -> Source:
        """A source from a string: a byte order mark is dropped, CRLF becomes LF."""
        text = text.removeprefix("\ufeff")
        crlf = "\r\n" in text
        if crlf:
            text = text.replace("\r\n", "\n")
        return cls(text, name, path, crlf)

    @cached_property
    def lines(self) -> list[int]:
        """The offset at which each line begins."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Line and column, from 1, of an offset; offsets outside the text are drawn to its ends."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.lines, offset)
        return Position(line, offset - self.lines[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        start = self.lines[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def units_column(self, offset: int, encoding: str) -> int:
        """The column of an offset, from 1, in code units of `utf-8`, `utf-16` or `utf-32`."""
        codec, width = _CODECS[encoding]
        start = self.lines[self.position(offset).line - 1]
        return len(self.text[start:offset].encode(codec, "surrogatepass")) // width + 1

    def from_units(self, line: int, column: int, encoding: str) -> int:
        """The offset of a line and a column that count from 0, the column in code units of `utf-8`, `utf-16`
        or `utf-32`; what lies outside the text is drawn to its ends, a column to that of its line.
        """
        if line >= len(self.lines):
            return len(self.text)
        text = self.line(line + 1)
        start = self.lines[line]
        if text.isascii():
            return start + min(column, len(text))
        codec, width = _CODECS[encoding]
        units = text.encode(codec, "surrogatepass")[: width * column]
        return start + len(units.decode(codec, "ignore"))
