"""Text into lines: as few as the width allows, and of about the same length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from argmap.draw.fonts.widths import Face, width

Measure = Callable[[int, int], float]
"""How wide a stretch of a text is, from one place in it to another, in ems."""

# How near lines come to being of one length, in ems.
_PRECISION = 1 / 16

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
    return [words.text[start:end] for start, end, _ in words.lines(limit / size)]


def plain_words(text: str, face: Face) -> Words:
    """The words of a tidy text in a face of argmap's own font, measured in ems."""
    return Words(text, lambda a, b: _ems(text[a:b], face), _ems(" ", face))


@lru_cache(20_000)
def _ems(word: str, face: Face) -> float:
    return width(word, face, 1.0)


class Words:
    """The words of a tidy text, measured once for lines of any length; `space` is the width of a space, and
    `longest` that of the longest word.
    """

    def __init__(self, text: str, measure: Measure, space: float) -> None:
        self.text = text
        self.measure = measure
        self.space = space
        self._words = _words(text, measure)
        self.longest = max((word[2] for word in self._words), default=0.0)

    def lines(self, limit: float) -> list[tuple[int, int, float]]:
        """Where the lines begin and end, and their widths: none wider than the limit, the longest as
        short as it can be.

        A word that is wider than the limit is broken where it has to be.
        """
        words, longest, space = self._words, self.longest, self.space
        if not words:
            return [(0, 0, 0.0)]
        if longest > limit:
            words = [piece for word in words for piece in self._cut(word, limit)]
            longest = max(word[2] for word in words)
        lines = _fill(words, limit, space)
        if len(lines) == 1:
            return lines
        # The narrowest measure that needs no more lines.
        total = sum(w + space * follows for _, _, w, follows in words)
        low, high = max(longest, total / len(lines) - space), limit
        while high - low > _PRECISION:
            middle = (low + high) / 2
            if _fits(words, middle, space, len(lines)):
                high = middle
            else:
                low = middle
        return _evened(_fill(words, high, space), words, space)

    @property
    def width(self) -> float:
        """How wide the text is in one line."""
        gaps = sum(word[3] for word in self._words[:-1]) * self.space
        return sum(word[2] for word in self._words) + gaps

    def _cut(self, word: _Word, limit: float) -> Iterator[_Word]:
        start, end, w, follows = word
        while w > limit and end - start > 1:
            middle = _cut(self.text, start, end, limit, self.measure)
            if middle == end:
                break
            part = self.measure(start, middle)
            yield start, middle, part, False
            start = middle
            # What is left of a very long word is measured when it is about to fit.
            w = w - part if w - part > 2 * limit else self.measure(start, end)
        yield start, end, w, follows


# Where a piece that can't be broken begins and ends, its width, and whether a space follows it.
_Word = tuple[int, int, float, bool]


def _fits(words: list[_Word], limit: float, space: float, lines: int) -> bool:
    """Whether the words need no more than so many lines: `_fill` without the lines."""
    used, gap = 0.0, 0.0
    for _, _, w, follows in words:
        used += gap + w
        if used > limit + 1e-6:
            lines -= 1
            if not lines:
                return False
            used = w
        gap = space if follows else 0.0
    return True


def _words(text: str, measure: Measure) -> list[_Word]:
    words: list[_Word] = []
    plain = text.isascii()
    for found in (_ASCII_WORDS if plain else _WORDS).finditer(text):
        start, end = found.span()
        spaced = text[end - 1] == " "
        end -= spaced
        if plain and start < end:
            words.append((start, end, measure(start, end), spaced))
            continue
        for cut in _ideographs(text, start, end):
            words.append((start, cut, measure(start, cut), spaced and cut == end))
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


def _evened(
    lines: list[tuple[int, int, float]], words: list[_Word], space: float
) -> list[tuple[int, int, float]]:
    """The lines, from the last one up, with words of the line before where the two become more even."""
    ends, at = [0], 0
    for _, until, _ in lines:
        while at < len(words) and words[at][1] <= until:
            at += 1
        ends.append(at)
    widths = [w for _, _, w in lines]
    for line in range(len(lines) - 1, 0, -1):
        while ends[line] - ends[line - 1] > 1:
            _, _, w, follows = words[ends[line] - 1]
            upper = widths[line - 1] - w - space * words[ends[line] - 2][3]
            lower = widths[line] + w + space * follows
            if lower > widths[line - 1] or lower - upper >= widths[line - 1] - widths[line]:
                break
            widths[line - 1], widths[line] = upper, lower
            ends[line] -= 1
    return [
        (words[start][0], words[end - 1][1], w)
        for start, end, w in zip(ends, ends[1:], widths, strict=False)
    ]


def _fill(words: list[_Word], limit: float, space: float) -> list[tuple[int, int, float]]:
    lines: list[tuple[int, int, float]] = []
    begin, until, used, spaced = -1, 0, 0.0, False
    for start, end, w, follows in words:
        gap = space if spaced else 0.0
        if begin < 0:
            begin, used = start, w
        elif used + gap + w > limit + 1e-6:
            lines.append((begin, until, used))
            begin, used = start, w
        else:
            used += gap + w
        until, spaced = end, follows
    lines.append((begin, until, used))
    return lines
