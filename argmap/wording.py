"""Texts in sentences and names: lists of words, what a terminal can show, slugs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a sentence names them: `a`, `a and b`, `a, b and c`; nothing where there are none."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def printable(text: str) -> str:
    """The text with tabs as four spaces, and what a terminal would act on or can't show replaced."""
    if text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def _shown(character: str) -> str:
    if character.isprintable() or character == "\u200d":
        return character
    if character == "\t":
        return "    "
    if unicodedata.category(character) == "Zs":
        return " "
    return "\ufffd"


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    """The text with what no picture can show replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\t", " "))


def slug(text: str, ascii: bool = False) -> str:
    """A text with a hyphen in place of whatever is no letter, digit, hyphen or underscore, and of letters
    beyond ASCII where only that is wanted; empty where nothing is left.
    """
    if ascii:
        return re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")
    return re.sub(r"[^\w-]+", "-", text).strip("-_")
