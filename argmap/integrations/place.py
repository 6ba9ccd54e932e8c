"""Where the text of a map stands in a document, so that what is wrong with it is told there."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from argmap.diagnostics import Diagnostic, Fix
from argmap.source import Source, Span


@frozen
class Place:
    """The place of a block in its document: its first line, counted from 1, and how many characters stand before each line
    of the map, as those that indent it or quote it; `opening` is the line of the block itself, with its options.
    """

    document: Source
    line: int
    before: int = 0
    opening: int = 0

    def offset(self, block: Source, at: int) -> int:
        """The offset in the document of an offset in the block's text."""
        line, column = block.position(at)
        number = self.line + line - 1
        if number > len(self.document.lines):
            return len(self.document.text)
        width = len(self.document.line(number))
        return self.document.lines[number - 1] + min(self.before + column - 1, width)

    def moved(self, found: Diagnostic) -> Diagnostic:
        """What was found in the text of a block, at its place in the document."""
        block = found.source

        def span(of: Span) -> Span:
            return Span(self.offset(block, of.start), self.offset(block, of.end))

        def fix(of: Fix | None) -> Fix | None:
            edits = () if of is None else of.edits
            moved = tuple(edit._replace(span=span(edit.span)) for edit in edits)
            return of and of._replace(edits=moved)

        related = tuple(
            other._replace(source=self.document, span=span(other.span))
            if other.source is block
            else other
            for other in found.related
        )
        return evolve(
            found,
            source=self.document,
            span=span(found.span),
            related=related,
            fix=fix(found.fix),
            guess=fix(found.guess),
        )


def find_block(
    document: Source, text: str, words: Sequence[str], before: Sequence[Place] = ()
) -> Place | None:
    """The place of a block with this text, behind a line that has these words: the first that is not among those before, which were
    found for others. Of a block without a text, the line with the words. None where it is not found, as in a file that was included.
    """
    lines = document.text.split("\n")
    wanted = text.strip("\n").split("\n") if text.strip() else []
    taken = {place.line for place in before}
    for number, line in enumerate(lines):
        if not all(word in line for word in words):
            continue
        if not wanted:
            if number + 1 not in taken:
                return Place(document, number + 1, opening=number + 1)
            continue
        # Some blank lines, and lines of options, may stand between.
        for start in range(number + 1, min(number + 40, len(lines) - len(wanted) + 1)):
            if start + 1 in taken:
                break
            margin = _margin(lines[start : start + len(wanted)], wanted)
            if margin is not None:
                return Place(document, start + 1, margin, number + 1)
    return None


def _margin(lines: Sequence[str], wanted: Sequence[str]) -> int | None:
    """How many characters stand before each wanted line in these; None where they are others."""
    margin: int | None = None
    for line, words in zip(lines, wanted, strict=True):
        words, line = words.rstrip(), line.rstrip()
        if not words:
            continue
        if not line.endswith(words):
            return None
        here = len(line) - len(words)
        if margin not in (None, here):
            return None
        margin = here
    return margin or 0
