"""Text into lines: as few as the width allows, and of about the same length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from argmap.draw.fonts import Face, width

Measure = Callable[[int, int], float]
"""How wide a stretch of a text is, from one place in it to another."""

# A break may come after white space, after a dash, and between ideographs; not at a no-break space.
_ASCII_WORDS = re.compile(r"\S+?(?:(?<=[^\W\d])[-/](?=[^\W\d])|\s+|$)|\s+")
_WORDS = re.compile(
    r"[\S\xa0\u2007\u2009\u202f]+?"
    r"(?:(?<=[^\W\d])[-/](?=[^\W\d])|[\u2013\u2014](?=\S)|[^\S\xa0\u2007\u2009\u202f]+|$)|[^\S\xa0\u2007\u2009\u202f]+"
)
_BLANKS = re.compile(r"[^\S\xa0\u2007\u2009\u202f]+")
_DOUBLE = re.compile(
    r"^[^\S\xa0\u2007\u2009\u202f]|[^\S \xa0\u2007\u2009\u202f]|  |[^\S\xa0\u2007\u2009\u202f]$"
)
# What stays with the ideograph before it.
_FOLLOWING = frozenset("ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


def tidy(text: str) -> str:
    """The text with one space for white space of any length, and none at its ends."""
    return _BLANKS.sub(" ", text).strip(" ") if _DOUBLE.search(text) else text


def wrap(text: str, limit: float, face: Face, size: float) -> list[str]:
    """The lines of a text in a face of argmap's own font; see `break_lines`."""
    text = tidy(text)
    space = width(" ", face, size)
    lines = break_lines(text, limit, lambda a, b: width(text[a:b], face, size), space)
    return [text[start:end] for start, end in lines]


def break_lines(
    text: str, limit: float, measure: Measure, space: float, least: float = 0.5
) -> list[tuple[int, int]]:
    """Where the lines of a tidy text begin and end: none wider than `limit`, the longest as short as it
    can be.

    A word that is wider than the limit is broken where it has to be; `space` is the width of one. `least` is the precision of the balance.
    """
    words = _words(text, limit, measure)
    if not words:
        return [(0, 0)]
    lines = _fill(words, limit, space)
    if len(lines) == 1:
        return lines
    # The narrowest measure that needs no more lines.
    total = sum(w + space * follows for _, _, w, follows in words)
    low, high = max(max(w for _, _, w, _ in words), total / len(lines) - space), limit
    while high - low > least:
        middle = (low + high) / 2
        if _fits(words, middle, space, len(lines)):
            high = middle
        else:
            low = middle
    return _fill(words, high, space)


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


def _words(text: str, limit: float, measure: Measure) -> list[_Word]:
    words: list[_Word] = []
    plain = text.isascii()
    for found in (_ASCII_WORDS if plain else _WORDS).finditer(text):
        start, end = found.span()
        spaced = text[end - 1] == " "
        end -= spaced
        if start == end:
            continue
        cuts = [end] if plain else _ideographs(text, start, end)
        for cut in cuts:
            w = measure(start, cut)
            follows = spaced and cut == end
            while w > limit and cut - start > 1:
                middle = _cut(text, start, cut, limit, measure)
                if middle == cut:
                    break
                part = measure(start, middle)
                words.append((start, middle, part, False))
                start = middle
                # What is left of a very long word is measured when it is about to fit.
                w = w - part if w - part > 2 * limit else measure(start, cut)
            words.append((start, cut, w, follows))
            start = cut
    return words


def _ideographs(text: str, start: int, end: int) -> list[int]:
    """Where a word may be broken between ideographs, and its end; punctuation stays where it belongs."""
    cuts = []
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


def _fill(words: list[_Word], limit: float, space: float) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    begin, until, used, spaced = -1, 0, 0.0, False
    for start, end, w, follows in words:
        gap = space if spaced else 0.0
        if begin >= 0 and used + gap + w > limit + 1e-6:
            lines.append((begin, until))
            begin, used = start, w
        elif begin < 0:
            begin, used = start, w
        else:
            used += gap + w
        until, spaced = end, follows
    lines.append((begin, until))
    return lines
