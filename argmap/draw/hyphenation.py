"""Where words may be hyphenated, by the patterns of their language.

The patterns are those of LibreOffice, which pyphen brings; they are read when a word has to be broken.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from argmap.extras import MissingExtra, needed

_LETTERS = re.compile(r"[^\W\d_]{5,100}")
# So many letters stay before a hyphen and after it.
_BEFORE, _AFTER = 2, 3
_UNNAMED = "en"
"""The language of a text that names none, as that of the signs beside it."""


@lru_cache(5_000)
def hyphens(word: str, language: str) -> tuple[int, ...]:
    """The places within a word at which it may be hyphenated; none where the language has no patterns.

    What is no word, as an address or a number, has none; of a word with a sign beside it, the letters count.
    """
    if not any(map(str.isalpha, word)) or "://" in word or "@" in word:
        return ()
    patterns = _patterns(language or _UNNAMED)
    if patterns is None:
        return ()
    return tuple(
        found.start() + int(place)
        for found in _LETTERS.finditer(word)
        for place in patterns.positions(found[0])
        # A word that changes where it is broken, as in Hungarian, is not broken there.
        if getattr(place, "data", None) is None
    )


@cache
def _patterns(language: str) -> Any:
    """The patterns of a language by its BCP 47 tag, None where there are none."""
    try:
        pyphen = needed("pyphen", "", "hyphenation")
    except MissingExtra:
        return None
    name = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=name, left=_BEFORE, right=_AFTER) if name else None
