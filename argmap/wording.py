"""Texts in sentences and names: lists of words, what a terminal can show, slugs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a sentence names them: `a`, `a and b`, `a, b and c`; nothing where there are none."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def printable(text: str) -> str:
    """The text with tabs as four spaces, and what a terminal would act on or can't show replaced."""
    if text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What can't be seen: Unicode's Default_Ignorable_Code_Point, as the inside of a class of an expression."""


def seen(text: str) -> str:
    """The text without what can't be seen in it."""
    return text if text.isascii() else re.sub(f"[{IGNORABLE}]", "", text)


_JOINERS_AND_MARKS = "\u200c\u200d\u200e\u200f"
"""Characters of format that scripts and emoji need, and that change nothing beyond their neighbours."""

# Texts, compiled when first used: most of what is printed needs none.
_ACTED_ON = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def for_terminal(text: str) -> str:
    """A text of several lines with what a terminal would act on replaced by U+FFFD: control characters but line feeds
    and tabs, separators of lines, and what overrides the direction of text. Lines end in line feeds.
    """
    text = text.replace("\r\n", "\n")
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return re.sub(_ACTED_ON, "\ufffd", text)


def json_text(data: object, indent: int | None = 2) -> str:
    """Data as JSON, with a line feed at the end, which holds none of the characters that a terminal would act on."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return f"{re.sub(_IN_JSON, _escaped, text)}\n"


_IN_JSON = "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _shown(character: str) -> str:
    if character.isprintable() or character in _JOINERS_AND_MARKS:
        return character
    if character == "\t":
        return "    "
    if unicodedata.category(character) == "Zs":
        return " "
    return "\ufffd"


_LONG = 100


def composed(text: str) -> str:
    """The text in Unicode NFC, in n log n steps: combining marks are sorted first, which Python's own way does in
    n² where very many follow each other.
    """
    if text.isascii():
        return text
    if len(text) > _LONG:
        text = "".join(_sorted_marks(text))
    return unicodedata.normalize("NFC", text)


def _sorted_marks(text: str) -> Iterator[str]:
    marks: list[str] = []
    for character in text:
        if unicodedata.combining(character):
            marks.append(character)
            continue
        yield from sorted(marks, key=unicodedata.combining)
        marks.clear()
        yield character
    yield from sorted(marks, key=unicodedata.combining)


_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"


def shown(text: str) -> str:
    """The text with what no picture can show replaced by U+FFFD."""
    return re.sub(_UNPRINTABLE, "\ufffd", text.replace("\t", " "))


def slug(text: str, ascii: bool = False) -> str:
    """A text with a hyphen in place of whatever is no letter, digit, hyphen or underscore, and of letters
    beyond ASCII where only that is wanted; empty where nothing is left.
    """
    if ascii:
        return re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")
    return re.sub(r"[^\w-]+", "-", text).strip("-_")


def clip(text: str, width: int = 60) -> str:
    """A text short enough for a message: its first line, cut at a word."""
    line = text.partition("\n")[0].strip()
    if len(line) <= width:
        return line
    cut = line[:width].rsplit(None, 1)[0].rstrip(" ,;:")
    return (cut or line[:width]) + " …"
