"""Finding a quotation in a text.

Both are folded (argmap.quotations.folding says what does not count), and then:

- A match begins and ends where words do, so that `art` is not found in `party`; `can` is not found in
  `can't`. In scripts that part no words any place will do.
- `[…]`, `[...]`: words left out, as many as there are. The pieces stand in the order of the quotation;
  of several ways to place them the tightest counts, and others only where they are at most twice as
  long. Whole words stand beside it.
- `[word]`, `[]`: an editor's change. It stands for at most 60 characters of the source, or as many as
  are in the brackets, none included. Where a letter touches the bracket, as in `[P]olicy` or
  `commit[s]`, it stands for letters of that word, and for as many words beside as are in the brackets.
- What is in brackets may stand in the source with its brackets, as `[sic]`: that goes first. Next,
  brackets around one letter that begins a word mean that letter in the other case.
- Quotation marks around the whole of a quotation need not be in the source.

`find` gives up on a quotation after a bounded number of steps, so that no text, however it is made,
holds it up; none that was not made for the purpose comes near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import category

from attrs import frozen

from argmap.quotations.folding import (
    HIDDEN,
    WORD,
    Folded,
    fold,
    is_quote,
    unparted,
    without_marks,
)
from argmap.quotations.pattern import ONE_LETTER, Block, parse, verbatim
from argmap.quotations.search import Search
from argmap.source import Span

if TYPE_CHECKING:
    from argmap.quotations.nearest import Near

# As in text copied from a page: a letter, a hyphen, the end of a line, a small letter.
_PARTED = re.compile(
    r"(?<=[^\W\d_])[-\u2010\u00ad][^\S\n]*\n[^\S\n]*(?=[a-z\u00df-\u00f6\u00f8-\u00ff])"
)
_WINDOWS = 100


@frozen
class Passage:
    """Where the words of a quotation stand: a piece for each stretch between words left out."""

    pieces: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


class Text:
    """A text that quotations are looked up in."""

    def __init__(self, text: str, markdown: bool = False) -> None:
        self.text = text
        self.markdown = markdown

    @cached_property
    def visible(self) -> str:
        """The text as a reader sees it, as long as the original: markup is hidden."""
        return without_marks(self.text) if self.markdown else self.text

    @cached_property
    def folded(self) -> Folded:
        """The text as it is compared."""
        return fold(self.visible)

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Where each word stands in the folded text."""
        found: dict[str, list[int]] = {}
        for match in WORD.finditer(self.folded.text):
            places = found.get(match[0])
            if places is None:
                found[match[0]] = [match.start()]
            else:
                places.append(match.start())
        return found

    @cached_property
    def variants(self) -> dict[str, list[str]]:
        """The words by what they are when letter case doesn't count."""
        found: dict[str, list[str]] = {}
        for word in self.index:
            found.setdefault(word.casefold(), []).append(word)
        return found

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """The words, as one counts them: `don't` and `tit-for-tat` are one, a Han character is one."""
        found = []
        marks = "".join(c for c in set(self.visible) if not c.isascii() and category(c)[0] == "M")
        more = re.escape(marks + HIDDEN)
        counted = re.compile(rf"[^\W_]+(?:['’\-‐‑\u00ad{more}]+[^\W_]+)*")
        for match in counted.finditer(self.visible):
            start, end = match.span()
            if match[0].isascii() or not any(map(unparted, match[0])):
                found.append(Span(start, end))
                continue
            for at in range(start, end):
                if at == start or unparted(self.visible[at]) or unparted(self.visible[at - 1]):
                    found.append(Span(at, at + 1))
                else:
                    found[-1] = Span(found[-1].start, at + 1)
        return tuple(found)

    def find(self, quotation: str, most: int = 10) -> tuple[Passage, ...]:
        """Where the words of a quotation stand, in the order of the text, `most` places at most."""
        for form in self.forms(quotation):
            readings = [parse(form)]
            if "[" in form and "]" in form:
                bare = ONE_LETTER.sub(lambda match: match[1].swapcase(), form)
                if bare != form:
                    readings.insert(0, parse(bare))
                if "[" in self.folded.text:
                    readings.insert(0, verbatim(form))
            for blocks in readings:
                found = self._find(blocks, most)
                if found:
                    return found
        return self.joined.find(quotation, most) if self.joined else ()

    @cached_property
    def joined(self) -> Text | None:
        """The text with the words joined that a hyphen parts at the end of a line; None where none does."""
        plain = _PARTED.sub(lambda match: HIDDEN * len(match[0]), self.visible)
        return Text(plain, self.markdown) if plain != self.visible else None

    def forms(self, quotation: str) -> Iterator[str]:
        """A quotation as it stands, and without the marks around it."""
        plain = without_marks(quotation, whole=False) if self.markdown else quotation
        yield plain
        # Blanks in their stead keep the places of the rest.
        bare = plain
        for _ in range(2):
            inner = bare.strip(_AROUND)
            if (
                len(inner) < 3
                or not is_quote(inner[0])
                or is_quote(inner[0]) != is_quote(inner[-1])
            ):
                return
            start = len(bare) - len(bare.lstrip(_AROUND))
            bare = " " * (start + 1) + inner[1:-1] + " " * (len(bare) - start - len(inner) + 1)
            yield bare

    def _find(self, blocks: list[Block], most: int) -> tuple[Passage, ...]:
        search = Search(self.folded.text, self.index)
        windows = search.windows(blocks, most if len(blocks) == 1 else max(most, _WINDOWS))
        if len(blocks) > 1 and windows:
            longest = 2 * min(window[-1][1] - window[0][0] for window in windows)
            windows = [w for w in windows if w[-1][1] - w[0][0] <= longest]
        return tuple(
            Passage(tuple(self.span(start, end) for start, end in window))
            for window in windows[:most]
        )

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the folded text stands, without the white space at its ends."""
        begin, stop = self.folded.start(start), self.folded.end(end)
        visible = self.visible
        while begin < stop and (visible[begin].isspace() or visible[begin] == HIDDEN):
            begin += 1
        while begin < stop and (visible[stop - 1].isspace() or visible[stop - 1] == HIDDEN):
            stop -= 1
        return Span(begin, stop)

    def nearest(self, quotation: str) -> Near | None:
        """The passage most like a quotation that is not found, and in what they differ."""
        from argmap.quotations.nearest import nearest

        return nearest(self, quotation)


_AROUND = " \t\n\u00a0" + HIDDEN
