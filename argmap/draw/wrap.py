"""Text into lines: as few as the width allows, and of about the same length."""

from __future__ import annotations

import re
import unicodedata

from argmap.draw.fonts import Face, width

# A break may come after white space, after a dash, and between ideographs.
_WORDS = re.compile(r"\S+?(?:(?<=[^\W\d])[-/](?=[^\W\d])|[\u2013\u2014](?=\S)|\s+|$)|\s+")


def wrap(text: str, limit: float, face: Face, size: float) -> list[str]:
    """The lines of a text, none wider than `limit` points, the longest as short as it can be.

    A word that is wider than the limit is broken where it has to be.
    """
    words = _words(text, limit, face, size)
    if not words:
        return [""]
    space = width(" ", face, size)
    lines = _fill(words, limit, space)
    if len(lines) == 1:
        return lines
    # The narrowest measure that needs no more lines, to half a point.
    total = sum(w + space * follows for _, w, follows in words)
    low, high = max(max(w for _, w, _ in words), total / len(lines) - space), limit
    while high - low > 0.5:
        middle = (low + high) / 2
        if _fits(words, middle, space, len(lines)):
            high = middle
        else:
            low = middle
    return _fill(words, high, space)


def _fits(words: list[tuple[str, float, bool]], limit: float, space: float, lines: int) -> bool:
    """Whether the words need no more than so many lines: `_fill` without the lines."""
    used, gap = 0.0, 0.0
    for _, w, follows in words:
        used += gap + w
        if used > limit + 1e-6:
            lines -= 1
            if not lines:
                return False
            used = w
        gap = space if follows else 0.0
    return True


def _words(text: str, limit: float, face: Face, size: float) -> list[tuple[str, float, bool]]:
    """Each piece that can't be broken, its width, and whether a space follows it."""
    words: list[tuple[str, float, bool]] = []
    for found in _WORDS.finditer(text):
        piece = found[0]
        word = piece.rstrip()
        if not word:
            continue
        spaced = word != piece
        pieces = _ideographs(word) if not word.isascii() else [word]
        for index, part in enumerate(pieces):
            w = width(part, face, size)
            follows = spaced and index == len(pieces) - 1
            while w > limit and len(part) > 1:
                cut = _cut(part, limit, face, size)
                words.append((part[:cut], width(part[:cut], face, size), False))
                part = part[cut:]
                w = width(part, face, size)
            words.append((part, w, follows))
    return words


def _ideographs(word: str) -> list[str]:
    """A word with its ideographs apart; punctuation stays with what it follows."""
    pieces: list[str] = []
    for character in word:
        wide = unicodedata.east_asian_width(character) in "WF" and character.isalnum()
        if not pieces or (wide or (pieces[-1] and _wide(pieces[-1][-1]) and character.isalnum())):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _cut(word: str, limit: float, face: Face, size: float) -> int:
    """How many characters of a word fit, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if width(word[:middle], face, size) <= limit:
            low = middle
        else:
            high = middle - 1
    while low > 1 and low < len(word) and unicodedata.combining(word[low]):
        low -= 1
    return low


def _fill(words: list[tuple[str, float, bool]], limit: float, space: float) -> list[str]:
    lines: list[str] = []
    line, used, spaced = "", 0.0, False
    for word, w, follows in words:
        gap = space if spaced and line else 0.0
        if line and used + gap + w > limit + 1e-6:
            lines.append(line)
            line, used = word, w
        else:
            line += (" " if gap else "") + word
            used += gap + w
        spaced = follows
    lines.append(line)
    return lines
