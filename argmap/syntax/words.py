"""The words of the language that messages and checks need beside the grammar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from argmap.wording import IGNORABLE, composed

KINDS = ("claim", "premise", "recommendation", "rebuttal", "question")
"""The kinds that a line names; that of a `suppose` line is `supposition`."""
FLAT = ("so", "against", "challenges")
NESTED = (
    *("because", "but", "although", "provided", "including", "or", "answer", "explained"),
    "regardless",
)
BOTH = ("and", "unless", "however", "by", "contradicts", "outweighs", "restates")
CONNECTIVES = (*FLAT, *NESTED, *BOTH)
SUPPOSING = ("and", "because", "but", "unless", "however")
"""The connectives that a supposition takes: they take its passage up."""
KEYWORDS = frozenset(
    (*CONNECTIVES, "of", *KINDS, "suppose", "open", "unstated", "map", "section", "use", "as")
)
MAP_ATTRIBUTES = frozenset(("author", "date", "language", "note", "markup", "source", "url"))
SECTION_ATTRIBUTES = frozenset(("source", "speaker", "tags", "note", "url"))
ARGUMENT_ATTRIBUTES = frozenset(("qualifier", "roles", "strength", "speaker", "note", "url"))
STATEMENT_ATTRIBUTES = frozenset(
    (
        *("source", "at", "speaker", "endorsed", "short", "qualifier", "agent", "when"),
        *("confidence", "type", "choose", "answers", "standard", "formula", "tags", "note", "url"),
    )
)
ATTRIBUTES = MAP_ATTRIBUTES | SECTION_ATTRIBUTES | ARGUMENT_ATTRIBUTES | STATEMENT_ATTRIBUTES

_MARKS = ("Mn", "Mc")


def normal(label: str) -> str:
    """The label in Unicode NFC, the form in which labels compare."""
    return composed(label)


def is_label(word: str) -> bool:
    """Whether a word has the form of a label and is no keyword: a letter of any script, then letters,
    digits, combining marks, `_` and `-`.
    """
    return bool(word) and word[0].isalpha() and word not in KEYWORDS and odd_character(word) is None


def odd_character(word: str) -> int | None:
    """The index of the first character that a label can't hold, or None. Marks that can't be seen are among them:
    two labels that look alike are one.
    """
    if word.isascii():
        found = re.search(r"[^A-Za-z0-9_-]", word)
        return found.start() if found else None
    for index, character in enumerate(word):
        if not (
            character.isalnum() or character in "_-" or unicodedata.category(character) in _MARKS
        ):
            return index
    unseen = re.search(f"[{IGNORABLE}]", word)
    return unseen.start() if unseen else None


def suggest_label(word: str) -> str:
    """A label as near to a word as labels can be."""
    word = re.sub("(?<=[\u0600-\U0010ffff])[\u200c\u200d]", "-", word[:80])
    word = re.sub(f"[{IGNORABLE}]", "", word)
    kept = [c if odd_character("a" + c) is None else "-" for c in word]
    label = re.sub("-+", "-", "".join(kept)).strip("-_")
    if not label or not label[0].isalpha():
        label = f"s-{label}".rstrip("-")
    return f"{label}-1" if label in KEYWORDS else label


def slip(word: str) -> str | None:
    """The keyword that a word of four or more letters is one edit away from: a letter added, left out,
    changed, or two swapped (Damerau 1964; optimal string alignment distance 1).
    """
    if len(word) < 4:
        return None
    return next((k for k in _SPEAKING if _one_edit(word, k)), None)


def one_slip_away(word: str, known: Iterable[str]) -> str | None:
    """The only known word that this one is one edit or a matter of letter case away from; None where
    there is no such word, or more than one.
    """
    if len(word) < 3:
        return None
    folded = word.casefold()
    near = {k for k in known if k.casefold() == folded or _one_edit(word, k)}
    return near.pop() if len(near) == 1 else None


def surely(word: str, meant: str, longer_than: int = 3) -> bool:
    """Whether a word that is a slip away from another is surely that: both are long enough, and they don't
    differ as labels do that are told apart by a digit, a single letter, or a negating first letter:
    `step-1` and `step-2`, `not-a` and `not-b`, `moral` and `amoral`.
    """
    if min(len(word), len(meant)) <= longer_than:
        return False
    if re.sub("[0-9]", "", word) == re.sub("[0-9]", "", meant) or _parts(word) != _parts(meant):
        return word.casefold() == meant.casefold()
    return word[1:] != meant and meant[1:] != word


def _parts(label: str) -> list[str]:
    """What of a label tells it from its likes: its digits, and its parts of one letter."""
    return [p for p in re.split("[-_.]", label) if len(p) == 1] + re.findall("[0-9]+", label)


# The longer first, so that `premis` is `premise` before anything shorter.
_SPEAKING = sorted(KEYWORDS, key=lambda keyword: (-len(keyword), keyword))


def _one_edit(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]
