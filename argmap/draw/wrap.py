"""Text into lines: as few as the width allows, and of about the same length."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from argmap.draw.fonts.widths import Face, width
from argmap.draw.hyphenation import hyphens

Measure = Callable[[int, int], float]
"""How wide a stretch of a text is, from one place in it to another, in ems."""

Ems = Callable[[str, Face], float]
"""How wide a text is in a face, in ems."""

# How near lines come to being of one length, in ems.
_PRECISION = 1 / 16
# What is no more than rounding.
_SLIP = 1e-6
# What a hyphen at the end of a line costs, as a share of a line left empty; how much of a line a single word has
# to fill to stand alone on the last.
_HYPHENED, _LONELY = 0.1, 1 / 3

# A break may come after white space, after a dash, and between ideographs; not at a no-break space.
_ASCII_WORDS = re.compile(r"\S+?(?:(?<=[^\W\d])[-/](?=[^\W\d])|\s+|$)|\s+")
_WORDS = re.compile(
    r"[\S\xa0\u2007\u2009\u202f]+?"
    r"(?:(?<=[^\W\d])[-/](?=[^\W\d])|[\u2013\u2014](?=\S)|[^\S\xa0\u2007\u2009\u202f]+|$)|[^\S\xa0\u2007\u2009\u202f]+"
)
_BLANKS = re.compile(r"[^\S\xa0\u2007\u2009\u202f]+")
# What stays with the ideograph before it.
_FOLLOWING = frozenset("ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


def tidy(text: str) -> str:
    """The text with one space for white space of any length, and none at its ends."""
    if text.isprintable() and text.isascii() and "  " not in text:
        return text.strip(" ")
    return _BLANKS.sub(" ", text).strip(" ")


def wrap(text: str, limit: float, face: Face, size: float) -> list[str]:
    """The lines of a text in a face of argmap's own font; see `Words`."""
    words = plain_words(tidy(text), face)
    return [words.line(*place) for place in words.lines(limit / size)]


def plain_words(text: str, face: Face, language: str = "", ems: Ems | None = None) -> Words:
    """The words of a tidy text in a face of argmap's own font, measured in ems; `ems` measures in other fonts."""
    ems = ems or _ems
    text, soft = without_soft_hyphens(text)

    def measure(start: int, end: int) -> float:
        return ems(text[start:end], face)

    return Words(text, measure, ems(" ", face), ems("-", face), language, soft)


def without_soft_hyphens(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without its soft hyphens, and the places where they stood within words."""
    if "\xad" not in text:
        return text, ()
    pieces = text.split("\xad")
    places: list[int] = []
    at = 0
    for before, after in pairwise(pieces):
        at += len(before)
        if after[:1].isalnum() and text[: at + len(places)].rstrip("\xad")[-1:].isalnum():
            places.append(at)
    return "".join(pieces), tuple(dict.fromkeys(places))


@lru_cache(20_000)
def _ems(word: str, face: Face) -> float:
    return width(word, face, 1.0)


Line = tuple[int, int, float, bool]
"""Where a line begins and ends in the text, its width in ems, and whether a hyphen is set after it."""


class _Piece(NamedTuple):
    """What can't be broken, and what follows it: a space or, where a line ends there, a hyphen."""

    start: int
    end: int
    width: float
    spaced: bool = False
    hyphen: bool = False


class Formulas(NamedTuple):
    """The places where stretches of formulas begin and end that are broken nowhere, in order, and those where they are
    broken for all that if no line has room for them: behind a space that no line begins or ends with.
    """

    starts: list[int]
    ends: list[int]
    cuts: list[int]

    def inside(self, place: int) -> bool:
        """Whether a stretch goes on at a place."""
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and self.starts[index] < place < self.ends[index]

    def within(self, start: int, end: int) -> bool:
        """Whether anything of a formula stands between two places."""
        index = bisect_left(self.starts, end) - 1
        return index >= 0 and self.ends[index] > start


class Words:
    """The words of a tidy text, measured once for lines of any length; `space` is the width of a space, `hyphen`
    that of a hyphen, `longest` that of the longest word, `longest_formula` that of the longest word with a formula in
    it, whose places are `formulas`. `soft` are places where a word may be hyphenated; others
    are known by the `language` where a word has to be broken.
    """

    def __init__(
        self,
        text: str,
        measure: Measure,
        space: float,
        hyphen: float,
        language: str = "",
        soft: tuple[int, ...] = (),
        formulas: Formulas | None = None,
    ) -> None:
        self.text = text
        self.measure = measure
        self.space = space
        self.hyphen = hyphen
        self.language = language
        self.formulas = formulas
        self._pieces = _words(text, measure, soft, formulas)
        self.longest = max((p.width + hyphen * p.hyphen for p in self._pieces), default=0.0)
        self.longest_formula = 0.0
        if formulas is not None:
            found = (p.width for p in self._pieces if formulas.within(p.start, p.end))
            self.longest_formula = max(found, default=0.0)
        self._whole = _Row(self._pieces, space, hyphen)
        self._known: dict[float, list[Line]] = {}

    def lines(self, limit: float) -> list[Line]:
        """The lines: none wider than the limit, as few as that allows, the longest as short as it can be, and all
        of about the same length.

        A word that is wider than the limit is hyphenated or, where that is not known, broken where it has to be.
        """
        if limit not in self._known:
            self._known[limit] = self._lines(limit)
        return self._known[limit]

    def full_lines(self, limit: float) -> list[Line]:
        """The lines of running text: none wider than the limit, and each as full as it can be."""
        return self._lines(limit, even=False)

    def _lines(self, limit: float, even: bool = True) -> list[Line]:
        if not self._pieces:
            return [(0, 0, 0.0, False)]
        row, longest = self._whole, self.longest
        if row.width <= limit + _SLIP:
            return [(row.pieces[0].start, row.pieces[-1].end, row.width, False)]
        if longest > limit:
            pieces = [piece for word in self._pieces for piece in self._cut(word, limit)]
            row = _Row(pieces, self.space, self.hyphen)
            longest = max(piece.width + self.hyphen * piece.hyphen for piece in pieces)
        starts = row.filled(limit)
        if not even:
            return row.broken([*starts, len(row.pieces)])
        # The narrowest measure that needs no more lines.
        low, high = max(longest, row.width / len(starts) - self.space), max(limit, longest)
        while high - low > _PRECISION:
            middle = (low + high) / 2
            if row.fits(middle, len(starts)):
                high = middle
            else:
                low = middle
        return row.evened(high, len(starts))

    def line(self, start: int, end: int, _: float, hyphen: bool) -> str:
        """The text of a line."""
        return self.text[start:end] + "-" * hyphen

    @property
    def width(self) -> float:
        """How wide the text is in one line."""
        return self._whole.width

    def _cut(self, word: _Piece, limit: float) -> Iterator[_Piece]:
        """The pieces of a word: itself where it fits, else its syllables, and those cut that are too long; of a
        formula what stands between its signs.
        """
        if word.width + self.hyphen * word.hyphen <= limit:
            yield word
            return
        start = word.start
        if self.formulas is not None and self.formulas.within(word.start, word.end):
            cuts = self.formulas.cuts
            for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, word.end)]:
                part = _Piece(start, cut - 1, self.measure(start, cut - 1), spaced=True)
                yield from self._cut_anywhere(part, limit)
                start = cut
            rest = word._replace(start=start, width=self.measure(start, word.end))
            yield from self._cut_anywhere(rest, limit)
            return
        for place in hyphens(self.text[start : word.end], self.language):
            place += word.start
            syllable = _Piece(start, place, self.measure(start, place), hyphen=True)
            yield from self._cut_anywhere(syllable, limit)
            start = place
        rest = word._replace(start=start, width=self.measure(start, word.end))
        yield from self._cut_anywhere(rest, limit)

    def _cut_anywhere(self, word: _Piece, limit: float) -> Iterator[_Piece]:
        start, end, w = word.start, word.end, word.width
        # What the last part, which may end in a hyphen, has room for.
        room = limit - self.hyphen * word.hyphen
        while w > room and end - start > 1:
            middle = _cut(self.text, start, end, limit if w > limit else room, self.measure)
            if middle == end:
                break
            part = self.measure(start, middle)
            yield _Piece(start, middle, part)
            start = middle
            # What is left of a very long word is measured when it is about to fit.
            w = w - part if w - part > 2 * limit else self.measure(start, end)
        yield word._replace(start=start, width=w) if start > word.start else word


_Lines = tuple[float, int, "_Lines | None"]


class _Row:
    """Pieces in one line, by where each begins and ends in it, and all the lines that they can be broken into."""

    def __init__(self, pieces: list[_Piece], space: float, hyphen: float) -> None:
        self.pieces = pieces
        self.lefts: list[float] = []
        self.rights: list[float] = []
        x = 0.0
        for _, _, w, spaced, hyphened in pieces:
            self.lefts.append(x)
            x += w
            self.rights.append(x + hyphen if hyphened else x)
            if spaced:
                x += space
        self.width = self.rights[-1] if pieces else 0.0
        # How far a line must reach that ends there or before.
        self.reach = self.rights
        self.hyphened = any(piece.hyphen for piece in pieces)
        if self.hyphened:
            self.reach = [*accumulate(self.rights, max)]

    def next(self, at: int, limit: float) -> int:
        """Where a line ends that begins with a piece, and is filled."""
        return max(at + 1, bisect_right(self.reach, self.lefts[at] + limit + _SLIP, at))

    def filled(self, limit: float) -> list[int]:
        """The first pieces of lines that hold as much as the limit allows."""
        starts, at = [], 0
        while at < len(self.pieces):
            starts.append(at)
            at = self.next(at, limit)
        return starts

    def broken(self, starts: list[int]) -> list[Line]:
        """The lines that begin with these pieces, of which the last is behind the end."""
        return [self._line(a, b) for a, b in pairwise(starts)]

    def fits(self, limit: float, lines: int) -> bool:
        """Whether no more than so many lines are needed."""
        at, count = 0, len(self.pieces)
        for _ in range(lines):
            at = self.next(at, limit)
            if at >= count:
                return True
        return False

    def evened(self, limit: float, count: int) -> list[Line]:
        """So many lines, by least squares of the room that is left in them, the last line's too.

        A line takes no more than filled lines from the first on would, and leaves no more than lines that are
        filled from the last on.
        """
        latest = [*self.filled(limit), len(self.pieces)]
        earliest = [len(self.pieces)]
        while earliest[-1] > 0 and len(earliest) <= count:
            end = earliest[-1]
            first = bisect_left(self.lefts, self.rights[end - 1] - limit - _SLIP, 0, end)
            earliest.append(min(first, end - 1))
        earliest.reverse()
        if len(latest) != count + 1 or len(earliest) != count + 1:
            return self.broken(latest)
        # Lines up to a piece: what they cost, the start of the last, and the lines before that.
        best: dict[int, _Lines] = {0: (0.0, 0, None)}
        whole = len(self.pieces)
        for number in range(count):
            lowest, highest = earliest[number + 1], latest[number + 1]
            found: dict[int, _Lines] = {}
            for start, lines in best.items():
                until = min(highest, self.next(start, limit))
                before, left = lines[0], limit + self.lefts[start]
                for end in range(max(lowest, start + 1), until + 1):
                    room = left - self.rights[end - 1]
                    cost = before + room * room
                    if end == whole or self.hyphened:
                        cost += self._fault(start, end, room / limit) * limit * limit
                    if end not in found or cost < found[end][0]:
                        found[end] = cost, start, lines
            best = found
        end = whole
        chain: _Lines | None = best.get(end)
        if chain is None:
            return self.broken(latest)
        made = []
        while chain is not None and chain[2] is not None:
            _, start, chain = chain
            made.append(self._line(start, end))
            end = start
        return made[::-1]

    def _fault(self, start: int, end: int, room: float) -> float:
        """What is wrong with a line that leaves this share of its room: a hyphen, or a short word alone at the end."""
        if end < len(self.pieces):
            return _HYPHENED * self.pieces[end - 1].hyphen
        return float(end - start == 1 and room > 1 - _LONELY)

    def _line(self, start: int, end: int) -> Line:
        last = self.pieces[end - 1]
        hyphen = last.hyphen and end < len(self.pieces)
        return self.pieces[start].start, last.end, self.rights[end - 1] - self.lefts[start], hyphen


def _words(
    text: str, measure: Measure, soft: tuple[int, ...], formulas: Formulas | None
) -> list[_Piece]:
    words: list[_Piece] = []
    plain = text.isascii()
    wide = not plain and any(map(_ideographic, set(text)))
    begun = -1
    for found in (_ASCII_WORDS if plain else _WORDS).finditer(text):
        start, end = found.span()
        start, begun = (start if begun < 0 else begun), -1
        spaced = text[end - 1] == " "
        if formulas is not None and not spaced and formulas.inside(end):
            begun = start
            continue
        end -= spaced
        if plain and not soft and start < end:
            words.append(_Piece(start, end, measure(start, end), spaced))
            continue
        cuts = _ideographs(text, start, end) if wide else [end] if start < end else []
        within = {place for place in soft if start < place < end} if soft else set()
        if formulas is not None:
            cuts = [cut for cut in cuts if cut == end or not formulas.inside(cut)]
        for cut in sorted({*cuts, *within}):
            hyphen = cut in within and cut not in cuts
            words.append(_Piece(start, cut, measure(start, cut), spaced and cut == end, hyphen))
            start = cut
    return words


def _ideographs(text: str, start: int, end: int) -> list[int]:
    """Where a word may be broken between ideographs, and its end; punctuation stays where it belongs."""
    cuts = []
    if start == end:
        return []
    for at in range(start + 1, end):
        before, after = text[at - 1], text[at]
        if (_ideographic(before) or _ideographic(after)) and _begins(after) and not _opens(before):
            cuts.append(at)
    return [*cuts, end]


def _ideographic(character: str) -> bool:
    # Korean is broken at its spaces.
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


def _begins(character: str) -> bool:
    """Whether a line may begin with a character that stands beside an ideograph."""
    return (character.isalnum() and character not in _FOLLOWING) or _opens(character)


def _opens(character: str) -> bool:
    return unicodedata.category(character) in ("Ps", "Pi")


def _cut(text: str, start: int, end: int, limit: float, measure: Measure) -> int:
    """Where what fits of a word ends, after one character at least; accents stay with their letters."""
    low, step = start + 1, 16
    while low + step < end and measure(start, low + step) <= limit:
        low, step = low + step, step * 2
    high = min(end, low + step)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(start, middle) <= limit:
            low = middle
        else:
            high = middle - 1
    at = low
    while at > start + 1 and at < end and joins(text, at):
        at -= 1
    while at < end and joins(text, at):
        at += 1
    return at


def joins(text: str, at: int) -> bool:
    """Whether the character at a place is one picture with the one before it, as an accent is."""
    character = text[at]
    if character.isascii():
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or character == "\u200d"
        or text[at - 1] == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
