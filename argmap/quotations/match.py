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
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import category

from attrs import define, field, frozen

from argmap.quotations.folding import (
    HIDDEN,
    WORD,
    Folded,
    boundary,
    fold,
    is_quote,
    unparted,
    without_marks,
    wordlike,
)
from argmap.source import Span

if TYPE_CHECKING:
    from argmap.quotations.nearest import Near

CHANGED = 60
"""How many characters of the source an editor's change may stand for, at least."""

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|nicht|kein\w*|nie|ne|pas|jamais)\b"
    r"|n't\b",
    re.IGNORECASE,
)
# As in text copied from a page: a letter, a hyphen, the end of a line, a small letter.
_PARTED = re.compile(
    r"(?<=[^\W\d_])[-\u2010\u00ad][^\S\n]*\n[^\S\n]*(?=[a-z\u00df-\u00f6\u00f8-\u00ff])"
)
_GAPS = re.compile(r"\W+")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
ONE_LETTER = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")
_STEPS = 50_000
_PLACES = 32
_WINDOWS = 100
_MANY = 2000


@frozen
class Passage:
    """Where the words of a quotation stand: a piece for each stretch between words left out."""

    pieces: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


@define(eq=False)
class Segment:
    """A stretch of a quotation without brackets, folded; an open end may stand inside a word."""

    text: str
    open_left: bool
    open_right: bool
    # Where it stands in the quotation.
    folded: Folded
    shift: int
    raw: int

    @cached_property
    def words(self) -> list[tuple[str, int]]:
        """Its words, with their offsets, other than those that may go on in the source."""
        found = [(match[0], match.start()) for match in WORD.finditer(self.text)]
        if found and found[0][1] == 0 and self.open_left:
            del found[0]
        if found and self.open_right and found[-1][1] + len(found[-1][0]) == len(self.text):
            del found[-1]
        return found

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of it stands in the quotation."""
        return Span(
            self.raw + self.folded.start(self.shift + start),
            self.raw + self.folded.end(self.shift + end),
        )


@define(eq=False)
class Change:
    """An editor's change between two segments: what it may stand for."""

    longest: int
    denies: bool  # whether the change itself holds a negation
    blanks: int | None = None  # where a letter touches it: how many gaps between words it may span

    def spans(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of the source may be what was changed."""
        if end - start > self.longest:
            return False
        # No change of an editor's makes a sentence say the opposite.
        if not self.denies and _NEGATION.search(text, start, end):
            return False
        return self.blanks is None or len(_GAPS.findall(text, start, end)) <= self.blanks


@define(eq=False)
class Block:
    """Segments with changes between them: what stands together in the source."""

    segments: list[Segment] = field(factory=list)
    changes: list[Change] = field(factory=list)


def parse(quotation: str) -> list[Block]:
    """The blocks of a quotation, between which words are left out."""
    blocks: list[Block] = []
    change: Change | None = None
    inside: list[str] = []
    apart, done, opened = True, 0, False
    for match in [*_BRACKETS.finditer(quotation), None]:
        start = match.start() if match else len(quotation)
        folded = fold(quotation[done:start])
        text = folded.text.strip(" ")
        if text:
            shift = len(folded.text) - len(folded.text.lstrip(" "))
            segment = Segment(text, False, False, folded, shift, done)
            if apart:
                blocks.append(Block())
                # What a change at the very beginning stands for is not looked up.
                segment.open_left = opened and wordlike(text[0]) and not shift
            else:
                change = _change(quotation, inside, blocks[-1].segments[-1], segment)
                blocks[-1].changes.append(change)
            blocks[-1].segments.append(segment)
            apart, inside, opened = False, [], False
        if match is None:
            break
        done = match.end()
        touching = match.start() > 0 and wordlike(quotation[match.start() - 1])
        if _left_out(match[1]) or not (match[1].strip() or touching):
            apart, inside, opened = True, [], False
        else:
            inside.append(match[1])
            opened = True
            if blocks and not apart and text:
                before = quotation[start - 1]
                blocks[-1].segments[-1].open_right = wordlike(before)
    return blocks


def verbatim(quotation: str) -> list[Block]:
    """A quotation whose brackets are meant to stand in the source."""
    folded = fold(quotation)
    text = folded.text.strip(" ")
    shift = len(folded.text) - len(folded.text.lstrip(" "))
    return [Block([Segment(text, False, False, folded, shift, 0)])] if text else []


def _left_out(inside: str) -> bool:
    """Whether what is in brackets marks words left out."""
    signs = "".join(inside.split())
    return not signs.strip(".…") and ("…" in signs or len(signs) > 1)


def _change(quotation: str, inside: list[str], before: Segment, after: Segment) -> Change:
    """The change between two segments of a quotation."""
    after.open_left = not after.shift and wordlike(after.text[0])
    content = fold(" ".join(inside)).text.strip(" ")
    longest = max(CHANGED, len(content) + 4)
    denies = _NEGATION.search(content) is not None
    if not (before.open_right or after.open_left):
        return Change(longest, denies)
    return Change(
        longest, denies, content.count(" ") + (not before.open_right) + (not after.open_left)
    )


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
        search = Search(self)
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


Window = tuple[int, int]


class Search:
    """One search in a text, with the steps that it may still take."""

    def __init__(self, text: Text) -> None:
        self.text = text.folded.text
        self.index = text.index
        self.left = _STEPS

    def windows(self, blocks: list[Block], most: int) -> list[list[Window]]:
        """The places of blocks that follow each other, each as tight as can be."""
        found: list[list[Window]] = []
        if not blocks or not all(self.possible(block) for block in blocks):
            return found
        at = 0
        while len(found) < most:
            window: list[Window] = []
            for block in blocks:
                place = next(self.block(block, at, len(self.text)), None)
                if place is None:
                    return found
                window.append(place)
                at = place[1]
            for index in range(len(blocks) - 2, -1, -1):
                low, high = window[index][0], window[index + 1][0]
                closer = next(self.block(blocks[index], low, high, True), None)
                if closer is not None:
                    window[index] = closer
            last = blocks[-1].segments[-1]
            start = self._word_start(blocks[0].segments[0], window[0][0])
            end = self._word_end(last, window[-1][1])
            window[0] = (start, window[0][1])
            window[-1] = (window[-1][0], end)
            found.append(window)
        return found

    def possible(self, block: Block) -> bool:
        """Whether the text has all the words."""
        index = self.index
        return all(word in index for segment in block.segments for word, _ in segment.words)

    def block(self, block: Block, low: int, high: int, back: bool = False) -> Iterator[Window]:
        """The places of a block between two offsets, in order or from the last on back."""
        segments = block.segments
        if len(segments) == 1:
            for at in self.segment(segments[0], low, high, back):
                yield at, at + len(segments[0].text)
            return
        rarest = min(range(len(segments)), key=lambda i: self._frequency(segments[i]))
        for at in self.segment(segments[rarest], low, high, back):
            starts = {at}
            for index in range(rarest - 1, -1, -1):
                if not starts:
                    break
                starts = self._before(segments[index], block.changes[index], starts, low)
            ends = {at + len(segments[rarest].text)} if starts else set()
            for index in range(rarest + 1, len(segments)):
                if not ends:
                    break
                ends = self._after(segments[index], block.changes[index - 1], ends, high)
            if starts and ends:
                yield max(starts), min(ends)

    def _after(self, segment: Segment, change: Change, ends: set[int], high: int) -> set[int]:
        found = set()
        size = len(segment.text)
        for end in sorted(ends)[:_PLACES]:
            for at in self.segment(segment, end, min(high, end + change.longest + size)):
                if change.spans(self.text, end, at):
                    found.add(at + size)
        return found

    def _before(self, segment: Segment, change: Change, starts: set[int], low: int) -> set[int]:
        found = set()
        size = len(segment.text)
        for start in sorted(starts, reverse=True)[:_PLACES]:
            for at in self.segment(segment, max(low, start - change.longest - size), start):
                if change.spans(self.text, at + size, start):
                    found.add(at)
        return found

    def _frequency(self, segment: Segment) -> tuple[int, int]:
        """How often its rarest word stands in the text, where that is known."""
        words = segment.words
        seldom = min((len(self.index.get(word, ())) for word, _ in words), default=len(self.text))
        return seldom, -len(segment.text)

    def segment(self, segment: Segment, low: int, high: int, back: bool = False) -> Iterator[int]:
        """Where a segment begins between two offsets, in order or from the last on back."""
        text, wanted = self.text, segment.text
        for at in self._candidates(segment, low, high, back):
            self.left -= 1
            if self.left < 0:
                return
            end = at + len(wanted)
            if (
                at >= low
                and end <= high
                and text.startswith(wanted, at)
                and (segment.open_left or boundary(text, at))
                and (segment.open_right or boundary(text, end))
            ):
                yield at

    def _candidates(self, segment: Segment, low: int, high: int, back: bool) -> Iterator[int]:
        rarest: list[int] | None = None
        offset = 0
        if high - low > _MANY:
            for word, at in segment.words:
                places = self.index.get(word, [])
                if rarest is None or len(places) < len(rarest):
                    rarest, offset = places, at
        if rarest is not None and (len(rarest) <= _MANY or len(segment.text) < 12):
            first, last = bisect_left(rarest, low + offset), bisect_right(rarest, high)
            numbers = range(last - 1, first - 1, -1) if back else range(first, last)
            for number in numbers:
                yield rarest[number] - offset
            return
        text, wanted = self.text, segment.text
        if back:
            at = text.rfind(wanted, low, high)
            while at >= 0:
                yield at
                at = text.rfind(wanted, low, at + len(wanted) - 1)
        else:
            at = text.find(wanted, low, high)
            while at >= 0:
                yield at
                at = text.find(wanted, at + 1, high)

    def _word_start(self, segment: Segment, at: int) -> int:
        """The beginning of the word that an open end stands in."""
        low = max(0, at - CHANGED)
        while segment.open_left and at > low and not boundary(self.text, at):
            at -= 1
        return at

    def _word_end(self, segment: Segment, at: int) -> int:
        high = min(len(self.text), at + CHANGED)
        while segment.open_right and at < high and not boundary(self.text, at):
            at += 1
        return at
