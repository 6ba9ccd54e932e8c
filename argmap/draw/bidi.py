"""Right-to-left text: the levels of its characters, and the order in which stretches stand on paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LEVEL = re.compile(r"Level\(\s*(\d+)")
_RTL = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))


def has_rtl(text: str) -> bool:
    """Whether any character runs from right to left, or asks others to."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in _RTL for c in text)


def levels(text: str) -> tuple[bool, list[int]]:
    """Whether the text as a whole runs from right to left, and the level of each character: odd ones do.

    The whole runs as its first letter does (Unicode Standard Annex 9).
    """
    if not text or not has_rtl(text):
        return False, [0] * len(text)
    from bidi import get_base_level, get_display

    # With `debug`, python-bidi gives the levels of the bytes in UTF-8, in a listing of all it knows.
    listing = str(get_display(text, debug=True)).rpartition("\n    levels: [")[2]
    of_bytes = [int(level) for level in _LEVEL.findall(listing.partition("\n    ],")[0])]
    found, at = [], 0
    for character in text:
        found.append(of_bytes[at])
        at += len(character.encode())
    return get_base_level(text) == 1, found


def visual(levels: Sequence[int]) -> list[int]:
    """The places of some stretches from left to right, by their levels (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order
