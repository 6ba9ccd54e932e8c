"""How alike two statements of two maps are: by the passages that they quote, by their words, by their place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from heapq import nlargest
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from argmap.model import Map, Statement
from argmap.model.references import MUTUAL, related
from argmap.quotations.library import Passages
from argmap.rules.english import stems
from argmap.wording import seen

MOST = 12
"""With how many statements of the other map one is compared closely at most: those whose words are most alike."""

_SPOKEN = 0.2
"""Statements that quote different passages can be the same where their words are so much alike."""

_COMMON = 0.2
"""A word in more than so large a part of all statements, and in more than twenty, brings no two together."""


class Likeness(NamedTuple):
    """How alike two statements are, each from 0 to 1: what they quote, None where one of them quotes nothing; their
    words; and what they are to statements that are matched already.
    """

    quoted: float | None
    words: float
    place: float = 0.0

    @property
    def total(self) -> float:
        """All in one number, from 0 to 1: what is quoted counts most, the place least."""
        if self.quoted is None:
            return 0.8 * self.words + 0.2 * self.place
        if not self.quoted and self.words >= _SPOKEN:
            return 0.45 * self.words + 0.35 * self.place
        return 0.55 * self.quoted + 0.3 * self.words + 0.15 * self.place

    def to_text(self) -> str:
        """What makes them alike, in words."""
        quoted = [] if self.quoted is None else [f"passages {self.quoted:.2f}"]
        return ", ".join((*quoted, f"words {self.words:.2f}", f"place {self.place:.2f}"))


class Side:
    """The statements of one of two maps, as they are compared."""

    def __init__(self, map: Map, passages: Passages | None) -> None:
        self.map, self.passages = map, passages

    @cached_property
    def words(self) -> dict[str, dict[str, float]]:
        """The content words of each statement by their stems, or all its words where it has no such."""
        return {
            s.id: dict.fromkeys(stems(seen(s.text)) or folded(s.text).split(), 1.0)
            for s in self.map.statements
        }

    @cached_property
    def quoted(self) -> dict[str, frozenset[Hashable]]:
        """What each statement quotes: where a source is known places in it, else pairs of words."""
        return {s.id: self._quoted(s) for s in self.map.statements if s.quotations}

    def _quoted(self, statement: Statement) -> frozenset[Hashable]:
        if self.passages is not None:
            found = self.passages.places.get(statement.id, ())
            return frozenset(
                (file, at) for file, span in found for at in range(span.start, span.end)
            )
        pairs: set[Hashable] = set()
        for quotation in statement.quotations:
            words = folded(quotation.text).split()
            pairs.update(pairwise(words) if len(words) > 1 else words)
        return frozenset(pairs)

    @cached_property
    def places(self) -> dict[str, list[tuple[str, str]]]:
        """What each statement is to others: how, and to which."""
        found: dict[str, list[tuple[str, str]]] = {s.id: [] for s in self.map.statements}

        def add(how: str, one: str, other: str) -> None:
            if one in found and other in found:
                found[one].append((how, other))
                found[other].append((f"{how}, back", one))

        for argument in self.map.arguments:
            target = self.map.aimed_through(argument)[-1].target
            for member in argument.members:
                add(argument.role, member, target)
        for how, one, other in related(self.map):
            add(how, one, other)
            if how in MUTUAL:
                add(how, other, one)
        return found


class Likenesses:
    """How alike the statements of two maps are, those that have anything in common."""

    def __init__(self, one: Side, other: Side) -> None:
        self.one, self.other = one, other
        weights = self._weights()
        for side in (one, other):
            for words in side.words.values():
                length = sqrt(sum(weights[w] ** 2 for w in words)) or 1.0
                words.update((w, weights[w] / length) for w in words)
        self.found = self._candidates()

    def _weights(self) -> dict[str, float]:
        """What the words weigh: the more, the fewer statements have them (Spärck Jones 1972)."""
        every = [words for side in (self.one, self.other) for words in side.words.values()]
        count = Counter(word for words in every for word in words)
        return {word: log(1 + len(every) / n) for word, n in count.items()}

    def _candidates(self) -> dict[str, dict[str, Likeness]]:
        """For each statement of the one map those of the other that it may be."""
        rivals = self.other.map.statements
        by_word: dict[str, list[str]] = {}
        by_quoted: dict[Hashable, list[str]] = {}
        for s in rivals:
            for word in self.other.words[s.id]:
                by_word.setdefault(word, []).append(s.id)
            for place in self.other.quoted.get(s.id, ()):
                by_quoted.setdefault(place, []).append(s.id)
        bound = max(20, _COMMON * len(rivals))
        found = {}
        for s in self.one.map.statements:
            near: defaultdict[str, float] = defaultdict(float)
            for word, weight in self.one.words[s.id].items():
                holders = by_word.get(word, ())
                if len(holders) <= bound:
                    for key in holders:
                        near[key] += weight * self.other.words[key][word]
            keys = nlargest(MOST, near, key=near.__getitem__)
            shared = Counter(
                k for place in self.one.quoted.get(s.id, ()) for k in by_quoted.get(place, ())
            )
            keys += [key for key, _ in shared.most_common(MOST) if key not in keys]
            found[s.id] = {
                key: self.of(s.id, key) for key in keys if comparable(s, self.other.map[key])
            }
        return found

    def of(self, one: str, other: str) -> Likeness:
        """How alike two statements are, apart from their place."""
        mine, theirs = self.one.words[one], self.other.words[other]
        words = sum(weight * theirs[w] for w, weight in mine.items() if w in theirs)
        return Likeness(self._overlap(one, other), min(1.0, words))

    def _overlap(self, one: str, other: str) -> float | None:
        mine, theirs = self.one.quoted.get(one), self.other.quoted.get(other)
        return dice(mine, theirs) if mine and theirs else None

    def within(self, one: str, other: str) -> float:
        """How much of what one of two statements quotes is quoted by the other: that of which most is."""
        mine, theirs = self.one.quoted.get(one), self.other.quoted.get(other)
        return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0

    def place(self, one: str, other: str, matched: Mapping[str, str]) -> float:
        """How much two statements are the same to statements that are matched."""
        mine = Counter((how, matched.get(key, "")) for how, key in self.one.places[one])
        theirs = Counter(self.other.places[other])
        both = mine.total() + theirs.total()
        return 2 * (mine & theirs).total() / both if both else 0.0


def dice(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    """Dice's coefficient: twice what is common, by what either has."""
    return 2 * len(one & other) / (len(one) + len(other))


def comparable(one: Statement, other: Statement) -> bool:
    """Whether two statements can be the same at all: a question is only ever a question, a supposition one."""
    apart = ("question", "supposition")
    return one.kind == other.kind or not (one.kind in apart or other.kind in apart)


def folded(text: str) -> str:
    """A text without what does not count in a comparison: case, punctuation and white space."""
    words: Iterable[str] = re.findall(r"\w+", unicodedata.normalize("NFKC", seen(text)).casefold())
    return " ".join(words) or text
