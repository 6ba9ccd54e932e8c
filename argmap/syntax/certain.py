"""When it is certain how a faulty line was meant: the sign that stands for a colon, words that can only be
a text, and the labels that the file knows elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from argmap.syntax.words import KEYWORDS, KINDS, is_label, normal

# Patterns, compiled when first used. What stands where a colon should, after keywords:
_SIGN = r"[^\S\n]*(->|=>|→|⇒|--?|[;,.=\u2013\u2014\u2236\ua789\ufe55])[^\S\n]*(?=[\w\"'“‘«(])"
_MAY_BE_TEXT = frozenset(("-", "--", "\u2013", "\u2014", ".", "="))
_BEGINS = r"[\w\"'“‘«(]"
_SIGN_BEHIND_WORD = r"[\w-]*(?:[;,.=\u2236]|[^\S\n]+[=\u2013\u2014-])[^\S\n]"
_ALONE = r"\s*[\"'“”„‘’‚«»`(\[]*([^\W\d][\w-]*)[\"'“”‘’«»`)\].,;!?…]*\s*"
# A kind and a label before a colon: `explained by claim sun: …`.
_DECLARES = rf"[^:\n]*\b(?:{'|'.join((*KINDS, 'suppose'))})\s+[^\W\d][\w-]*:"
_AROUND = "\"'“”„‘’‚«»`()[].,;:!?…"
# Words that lead to a label or join two.
_BESIDE_LABELS = frozenset("the a an and or both also as in see of from statement point".split())
_FEW = 4


def sign_for_colon(text: str, start: int, end: int) -> re.Match[str] | None:
    """The sign that stands where a colon should. One that touches the next word, or is before a number, may
    be a part of the text: `-5`, `.5`, `--help`.
    """
    found = re.compile(_SIGN).match(text, start, end)
    if found is None or found[1] not in _MAY_BE_TEXT:
        return found
    touches = start < found.start(1) and found.end(1) == found.end()
    return None if touches or text[found.end()].isdigit() else found


def stands_apart(sign: re.Match[str]) -> bool:
    """Whether a sign can't be a part of the word behind it."""
    return sign[1] not in _MAY_BE_TEXT or sign.end(1) < sign.end()


def is_text(prose: str, source: str, title: bool = False) -> bool:
    """Whether words behind a keyword can only be its text, and not labels, or words and a sign."""
    if not re.match(_BEGINS, prose) or re.match(_SIGN_BEHIND_WORD, prose):
        return False
    if begins_clause(prose) or re.match(_DECLARES, prose):
        return False
    if title:
        return True
    words = [w.strip(_AROUND) for w in prose.split()]
    if len(words) < 2:
        return False
    declared = known(source).declared
    labels = [normal(w) in declared for w in words]
    others = [
        w for w, is_one in zip(words, labels, strict=True) if not is_one and w not in _BESIDE_LABELS
    ]
    return not any(labels) or (len(others) > 1 and not (labels[0] and len(words) <= _FEW))


def begins_clause(prose: str) -> bool:
    """Whether words read as the head of a clause, keywords and at most a label before a colon: `suppose t: …`."""
    head, colon, _ = prose.partition(":")
    words = head.split(None, _HEAD)
    return bool(colon and words and words[0] in KEYWORDS) and all(w in KEYWORDS for w in words[:-1])


def label_alone(words: str) -> str | None:
    """The word that stands there with nothing but quotes and punctuation around it."""
    found = re.fullmatch(_ALONE, words)
    return found[1] if found and is_label(found[1]) else None


class Known(NamedTuple):
    """The labels of a text, as its lines show them: declared; declared as several words, which are
    joined here by hyphens; and referred to, as one word or several.
    """

    declared: frozenset[str]
    declared_as_words: frozenset[str]
    referred: frozenset[str]

    def is_meant(self, label: str) -> bool:
        """Whether words before a colon are a label, since a line refers to it."""
        name = normal(label)
        return name in self.referred and name not in self.declared


_HEAD = 12


@lru_cache(maxsize=1)
def known(text: str) -> Known:
    """The labels that the lines of a text declare and refer to."""
    declared: list[str] = []
    in_words: list[str] = []
    referred: list[str] = []
    for line in text.split("\n"):
        head, colon, _ = line.replace("\uff1a", ":").partition(":")
        words = head.split(None, _HEAD)
        if not words or len(words) > _HEAD or words[0] in ("map", "section", "use"):
            continue
        if words[0] not in KEYWORDS and (colon or len(words) > 1):
            continue
        groups = _between_keywords(words)
        if not colon:
            referred += groups
        elif words[-1] not in KEYWORDS and groups:
            (declared if groups[-1] == normal(words[-1]) else in_words).append(groups[-1])
    twice = {w for w in in_words if in_words.count(w) > 1} if len(in_words) < 100 else set(in_words)
    return Known(frozenset(declared), frozenset(in_words) - twice, frozenset(referred))


def _between_keywords(words: list[str]) -> list[str]:
    """The labels of a line, those of up to three words joined by hyphens."""
    groups: list[list[str]] = [[]]
    for word in words:
        if word in KEYWORDS:
            groups.append([])
        else:
            groups[-1].append(word)
    return [normal("-".join(g)) for g in groups if 0 < len(g) < 4]
