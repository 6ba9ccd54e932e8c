"""Right-to-left text: the levels of its characters, and the order in which stretches stand on paper.

The Unicode bidirectional algorithm (Unicode Standard Annex 9) for one paragraph that is one line. The
functions are named for its rules. The classes of characters are those of `unicodedata`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_RTL = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
_STRONG = {"L": 0, "R": 1, "AL": 1}
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
# What opens an embedding: whether it runs from right to left, and the class that it gives what is in it.
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
# What is left out of account (X9), and what has no direction of its own (NI).
_REMOVED = frozenset((*_EMBEDDINGS, "PDF", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "PDI", *_ISOLATES))
_NUMERIC = frozenset(("EN", "ES", "ET", "CS"))
# White space, and what takes no room.
_BLANK = frozenset(("WS", "PDI", *_ISOLATES, *_REMOVED))
# How a character without a strong class counts among neutral ones and in brackets.
_SIDE = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
# How many levels a character lies above its run, in runs from left to right and from right to left (I1, I2).
_ABOVE = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})
_DEEPEST = 125
_MOST_OPEN = 63
# Bidi_Paired_Bracket of Unicode 15: each opening bracket before its closing one.
_BRACKETS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e"
    "\u2308\u2309\u230a\u230b\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f"
    "\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb"
    "\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c"
    "\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9"
    "\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56"
    "\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f"
    "\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c"
    "\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
# The closing bracket of each, where two look alike the one that stands for both.
_CLOSING = {closing: unicodedata.normalize("NFC", closing) for closing in _BRACKETS[1::2]}
_OPENING = dict(zip(_BRACKETS[::2], _CLOSING.values(), strict=True))


def has_rtl(text: str) -> bool:
    """Whether any character runs from right to left, or asks others to."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in _RTL for c in text)


def begins_from_right(text: str) -> bool:
    """Whether the first letter of a text, and so the whole, runs from right to left."""
    classes = map(unicodedata.bidirectional, text)
    return next((_STRONG[c] for c in classes if c in _STRONG), 0) == 1


def levels(text: str) -> tuple[bool, list[int]]:
    """Whether the text as a whole runs from right to left, and the level of each character: odd ones do.

    The whole runs as its first letter does.
    """
    if not text or not has_rtl(text):
        return False, [0] * len(text)
    base, found = embedded(text)
    return base == 1, found


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


def embedded(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """The level of a paragraph, 0 or 1, and those of its characters.

    The paragraph's is that of its first letter (P2, P3) unless it is given. A character that is left out
    of account has the level of the one before it.
    """
    classes = [unicodedata.bidirectional(character) or "L" for character in text]
    isolates = _isolates(classes)
    if base is None:
        base = isolates.first.get(-1, 0)
    found, types = _explicit(classes, isolates, base)
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    for sequence in _sequences(classes, isolates, found, kept, base):
        level = found[sequence.places[0]]
        embedding, above = "LR"[level % 2], _ABOVE[level % 2]
        own = [types[place] for place in sequence.places]
        _weak(own, sequence.sos)
        if not _NEUTRAL.isdisjoint(own):
            _brackets(own, text, classes, sequence, embedding)
            _neutral(own, sequence, embedding)
        for place, kind in zip(sequence.places, own, strict=True):
            found[place] = level + above[kind]
    _rest(classes, found, base)
    return base, found


class _Isolates(NamedTuple):
    """Which closes what opens an isolate, and the level that the first letter in it asks for.

    The letters of the paragraph outside of all isolates are under -1.
    """

    closing: dict[int, int]
    first: dict[int, int]


def _isolates(classes: list[str]) -> _Isolates:
    """The isolates of a paragraph (BD9, P2)."""
    found = _Isolates({}, {})
    opened = [-1]
    for index, kind in enumerate(classes):
        if kind in _STRONG:
            found.first.setdefault(opened[-1], _STRONG[kind])
        elif kind in _ISOLATES:
            opened.append(index)
        elif kind == "PDI" and len(opened) > 1:
            found.closing[opened.pop()] = index
        elif kind == "B":
            del opened[1:]
    return found


class _Status(NamedTuple):
    """What holds within an embedding or an isolate; `override` is the class that all in it get."""

    level: int
    override: str = ""
    isolate: bool = False

    def inner(self, rtl: int) -> int:
        """The next level in this direction."""
        return self.level + (1 if self.level % 2 != rtl else 2)


def _explicit(classes: list[str], isolates: _Isolates, base: int) -> tuple[list[int], list[str]]:
    """The explicit level of each character, and its class where that is overridden (X1 to X8)."""
    found, types = [base] * len(classes), classes[:]
    stack = [_Status(base)]
    # How many isolates and embeddings are open that would lie too deep.
    deep_isolates = deep_embeddings = 0
    for index, kind in enumerate(classes):
        if kind in _EMBEDDINGS:
            rtl, override = _EMBEDDINGS[kind]
            inner = stack[-1].inner(rtl)
            if inner <= _DEEPEST and not deep_isolates and not deep_embeddings:
                stack.append(_Status(inner, override))
            elif not deep_isolates:
                deep_embeddings += 1
        elif kind == "PDF":
            if not deep_isolates and deep_embeddings:
                deep_embeddings -= 1
            elif not deep_isolates and len(stack) > 1 and not stack[-1].isolate:
                stack.pop()
        elif kind == "B":
            stack, deep_isolates, deep_embeddings = [_Status(base)], 0, 0
        elif kind != "BN":
            if kind == "PDI" and deep_isolates:
                deep_isolates -= 1
            elif kind == "PDI" and any(status.isolate for status in stack):
                deep_embeddings = 0
                while not stack.pop().isolate:
                    pass
            found[index] = stack[-1].level
            types[index] = stack[-1].override or kind
            if kind in _ISOLATES:
                rtl = isolates.first.get(index, 0) if kind == "FSI" else int(kind == "RLI")
                inner = stack[-1].inner(rtl)
                if inner <= _DEEPEST and not deep_isolates and not deep_embeddings:
                    stack.append(_Status(inner, isolate=True))
                else:
                    deep_isolates += 1
    return found, types


class _Sequence(NamedTuple):
    """Places that follow on each other, as if no isolate stood between them; the directions around them."""

    places: list[int]
    sos: str
    eos: str


def _sequences(
    classes: list[str], isolates: _Isolates, levels: list[int], kept: list[int], base: int
) -> list[_Sequence]:
    """The isolating run sequences (BD13, X10) of the characters that are taken into account."""
    runs: list[tuple[list[int], int]] = []
    goes_on: dict[int, list[int]] = {}
    run: list[int] = []
    before = base
    for place in kept:
        level = levels[place]
        if not run or level != before:
            run = goes_on.pop(place, [])
            if not run:
                runs.append((run, max(before, level)))
        run.append(place)
        before = level
        if place in isolates.closing:
            goes_on[isolates.closing[place]] = run
    after = dict(pairwise(kept))
    found: list[_Sequence] = []
    for places, highest in runs:
        last = places[-1]
        next = None if classes[last] in _ISOLATES else after.get(last)
        end = max(levels[last], base if next is None else levels[next])
        found.append(_Sequence(places, "LR"[highest % 2], "LR"[end % 2]))
    return found


def _weak(types: list[str], sos: str) -> None:
    """Marks that are not spaced, numbers and what stands in and beside numbers (W1 to W7)."""
    before = strong = sos
    for index, kind in enumerate(types):
        if kind == "NSM":
            kind = "ON" if before in _ISOLATES or before == "PDI" else before
        before = kind
        if kind in _STRONG:
            strong = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        types[index] = "R" if kind == "AL" else kind
    if not _NUMERIC.isdisjoint(types):
        _numbers(types, sos)


def _numbers(types: list[str], sos: str) -> None:
    for index in range(1, len(types) - 1):
        kind, before = types[index], types[index - 1]
        numbers = ("EN", "AN") if kind == "CS" else ("EN",) if kind == "ES" else ()
        if before in numbers and before == types[index + 1]:
            types[index] = before
    for beside, places in ((-1, range(1, len(types))), (1, range(len(types) - 2, -1, -1))):
        for index in places:
            if types[index] == "ET" and types[index + beside] == "EN":
                types[index] = "EN"
    strong = sos
    for index, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind in ("ES", "ET", "CS"):
            types[index] = "ON"
        elif kind == "EN" and strong == "L":
            types[index] = "L"


def _brackets(
    types: list[str], text: str, classes: list[str], sequence: _Sequence, embedding: str
) -> None:
    """Gives brackets that belong together one direction, by what is in them and before them (N0)."""
    places, strong, seen = sequence.places, sequence.sos, 0
    for pair in sorted(_pairs(types, text, places)):
        opening, closing = pair
        for kind in types[seen:opening]:
            strong = _SIDE.get(kind, strong)
        seen = opening
        inside = {_SIDE[kind] for kind in types[opening + 1 : closing] if kind in _SIDE}
        if not inside:
            continue
        side = embedding if embedding in inside else strong
        for index in pair:
            types[index] = side
            while index + 1 < len(places) and classes[places[index + 1]] == "NSM":
                index += 1
                types[index] = side


def _pairs(types: list[str], text: str, places: list[int]) -> list[tuple[int, int]]:
    """The brackets that belong together (BD16)."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for index, kind in enumerate(types):
        if kind != "ON":
            continue
        character = text[places[index]]
        if character in _OPENING:
            if len(opened) == _MOST_OPEN:
                return []
            opened.append((_OPENING[character], index))
        elif character in _CLOSING:
            closing = _CLOSING[character]
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == closing:
                    found.append((opened[depth][1], index))
                    del opened[depth:]
                    break
    return found


def _neutral(types: list[str], sequence: _Sequence, embedding: str) -> None:
    """What has no direction takes that of both its sides, or of the text it is in (N1, N2)."""
    before, index = sequence.sos, 0
    while index < len(types):
        if types[index] not in _NEUTRAL:
            before = _SIDE[types[index]]
            index += 1
            continue
        end = index
        while end < len(types) and types[end] in _NEUTRAL:
            end += 1
        after = _SIDE[types[end]] if end < len(types) else sequence.eos
        types[index:end] = [before if before == after else embedding] * (end - index)
        index = end


def _rest(classes: list[str], levels: list[int], base: int) -> None:
    """The levels of what was left out of account, and of white space before tabs and the end (L1)."""
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            levels[index] = levels[index - 1] if index else base
    at_end = True
    for index in range(len(classes) - 1, -1, -1):
        kind = classes[index]
        at_end = kind in ("S", "B") or (at_end and kind in _BLANK)
        if at_end:
            levels[index] = base
