"""Which statements of two maps are the same, by what they quote, by their words, by their place, and by their labels.

The pairs are those that are together the most alike. Between the statements of two readers a label counts no more than
their texts bear out; the labels of two versions of one map lead, whatever became of the texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from argmap.compare.assignment import assignment
from argmap.compare.likeness import Likeness, Likenesses, Side, comparable, folded
from argmap.model import Map, Statement
from argmap.quotations.library import Passages

_ENOUGH = 0.3
"""How alike a pair has to be."""

_SURE = 0.5
_APART = 0.1
"""A pair that is less alike, or hardly more than what either of them could have been paired with, is uncertain."""

_LABEL = 0.25
"""By how much an equal label makes a pair more alike, where the words do not speak against it."""

_ORDER = 0.01
_ROUNDS = 3
_WITHIN = 0.5
"""A statement of which so much is quoted by one that is matched is a part of that."""


@frozen
class Pair:
    """Statements of two maps that are the same, by identifier.

    `likeness` is from 0 to 1; `why` says what makes them alike, and `doubt` why they may not be the same, which is
    empty where they are for certain. `part` marks a pair beside another: one reader splits what the other joins.
    """

    one: str
    other: str
    likeness: float = 1.0
    why: str = ""
    doubt: str = ""
    part: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The pair as plain data."""
        made: dict[str, Any] = {"one": self.one, "other": self.other, "likeness": self.likeness}
        made |= {"why": self.why} if self.why else {}
        made |= {"doubt": self.doubt} if self.doubt else {}
        return {**made, "part": True} if self.part else made


@frozen(slots=False)
class Alignment:
    """The pairs of statements of two maps that are the same, in the order of the first."""

    pairs: tuple[Pair, ...]

    @cached_property
    def matched(self) -> dict[str, str]:
        """For each statement that both maps have its identifier in the second."""
        return {pair.one: pair.other for pair in self.pairs if not pair.part}

    @cached_property
    def parts(self) -> tuple[Pair, ...]:
        """The pairs of which one statement is matched otherwise already."""
        return tuple(pair for pair in self.pairs if pair.part)

    @property
    def uncertain(self) -> tuple[Pair, ...]:
        """The pairs that one should look at."""
        return tuple(pair for pair in self.pairs if pair.doubt)


def align(
    one: Map,
    other: Map,
    given: Iterable[tuple[str, str]] = (),
    passages: tuple[Passages, Passages] | None = None,
) -> Alignment:
    """The alignment of two maps; `given` are pairs of identifiers that hold, in which an empty one says that the
    other of the pair is matched with nothing, and one that comes again that the statement is split in the other map. `passages` are the places of what the two quote, in their sources.
    """
    return _Aligning(one, other, tuple(given), passages).found()


class _Aligning:
    def __init__(
        self,
        one: Map,
        other: Map,
        given: tuple[tuple[str, str], ...],
        passages: tuple[Passages, Passages] | None,
    ) -> None:
        self.one, self.other = one, other
        mine, theirs = passages or (None, None)
        if not (mine and theirs and mine.texts.keys() & theirs.texts.keys()):
            # No text is at hand that both quote.
            mine = theirs = None
        self.likenesses = Likenesses(Side(one, mine), Side(other, theirs))
        self.given: list[tuple[str, str]] = []
        self.given_parts: list[tuple[str, str]] = []
        for one_id, other_id in given:
            if one_id and other_id:
                taken = any(one_id == a or other_id == b for a, b in self.given)
                (self.given_parts if taken else self.given).append((one_id, other_id))
        self.settled = {key for key, _ in given if key}, {key for _, key in given if key}
        self.labelled = self._labelled()

    def _labelled(self) -> dict[str, str]:
        """The statements with a label that one of the other map has, too."""
        labels = {s.label: s for s in self.other.statements if s.label is not None}
        return {
            s.id: labels[s.label].id
            for s in self.one.statements
            if s.label in labels and comparable(s, labels[s.label])
        }

    def found(self) -> Alignment:
        """The alignment, found anew as long as what is matched shows other places."""
        fixed = dict(self.given)
        if self._versions():
            fixed |= {a: b for a, b in self.labelled.items() if self._free(a, b)}
        fixed |= self._equal(fixed, alone=True)
        matched, weights = dict(fixed), self._weights(fixed, fixed)
        for _ in range(_ROUNDS):
            before, matched = matched, fixed | assignment(weights)
            if matched == before:
                break
            weights = self._weights(fixed, matched)
        matched |= self._equal(matched, alone=False)
        pairs = [self._pair(a, b, matched, weights) for a, b in matched.items()]
        pairs += [Pair(a, b, why="given", part=True) for a, b in self.given_parts]
        pairs += self._parts(matched)
        place = {s.id: n for n, s in enumerate(self.one.statements)}
        return Alignment(tuple(sorted(pairs, key=lambda p: (place[p.one], p.part))))

    def _free(self, one: str, other: str) -> bool:
        return one not in self.settled[0] and other not in self.settled[1]

    def _versions(self) -> bool:
        """Whether two maps are versions of one: most of the labels that they share are of much the same words."""
        alike = [self.likenesses.of(a, b).words >= _ENOUGH for a, b in self.labelled.items()]
        return 2 * sum(alike) > len(alike)

    def _equal(self, matched: Mapping[str, str], alone: bool) -> dict[str, str]:
        """Statements with the same words: those that no other has on either side, or all, in the order of the maps."""

        def by_text(
            map: Map, without: Collection[str], settled: Collection[str]
        ) -> dict[str, list[str]]:
            found: dict[str, list[str]] = {}
            for s in map.statements:
                if s.id not in without and s.id not in settled:
                    found.setdefault(f"{_sort(s)}{folded(s.text)}", []).append(s.id)
            return found

        mine = by_text(self.one, matched, self.settled[0])
        theirs = by_text(self.other, set(matched.values()), self.settled[1])
        return {
            a: b
            for text, keys in mine.items()
            if text in theirs and not (alone and len(keys) + len(theirs[text]) > 2)
            for a, b in zip(keys, theirs[text], strict=False)
        }

    def _weights(
        self, fixed: Mapping[str, str], matched: Mapping[str, str]
    ) -> dict[str, dict[str, float]]:
        """How alike the pairs are that are alike enough, of those that are free."""
        taken = set(fixed.values()) | self.settled[1]
        order = {s.id: n / len(self.one.statements) for n, s in enumerate(self.one.statements)}
        rank = {s.id: n / len(self.other.statements) for n, s in enumerate(self.other.statements)}
        weights: dict[str, dict[str, float]] = {}
        for key, near in self.likenesses.found.items():
            if key in fixed or key in self.settled[0]:
                continue
            found = {
                other: self._total(key, other, matched) for other in near if other not in taken
            }
            # Of pairs that are equally alike, those that stand in the same order.
            weights[key] = {
                other: total - _ORDER * abs(order[key] - rank[other])
                for other, total in found.items()
                if total >= _ENOUGH
            }
        return weights

    def _likeness(self, one: str, other: str, matched: Mapping[str, str]) -> Likeness:
        found = self.likenesses.found[one].get(other) or self.likenesses.of(one, other)
        return found._replace(place=self.likenesses.place(one, other, matched))

    def _total(self, one: str, other: str, matched: Mapping[str, str]) -> float:
        found = self._likeness(one, other, matched)
        borne_out = max(found.words, found.quoted or 0.0, found.place - _APART) >= _ENOUGH
        named = self.labelled.get(one) == other and borne_out
        return min(1.0, found.total + _LABEL * named)

    def _pair(
        self,
        one: str,
        other: str,
        matched: Mapping[str, str],
        weights: Mapping[str, Mapping[str, float]],
    ) -> Pair:
        if (one, other) in self.given:
            return Pair(one, other, why="given")
        found = self._likeness(one, other, matched)
        why = found.to_text()
        if self.labelled.get(one) == other:
            why = f"label, {why}"
        if one not in weights or other not in weights[one]:
            return Pair(one, other, round(self._total(one, other, matched), 2), why)
        total = weights[one][other]
        rivals = [(w, key, one) for key, w in weights[one].items() if key != other]
        rivals += [
            (near[other], key, other)
            for key, near in weights.items()
            if key != one and other in near
        ]
        doubt = "hardly alike" if total < _SURE else ""
        if found.quoted == 0:
            doubt = "they quote different passages"
        if rivals and total - max(rivals)[0] < _APART:
            _, rival, of = max(rivals)
            doubt = f"{of} may as well be {rival}"
        return Pair(one, other, round(total, 2), why, doubt)

    def _parts(self, matched: Mapping[str, str]) -> Iterator[Pair]:
        """Pairs of a statement that is left and of one that is matched and has what it says."""
        back = {b: a for a, b in matched.items()}
        for one, near in self.likenesses.found.items():
            if one in matched or one in self.settled[0]:
                continue
            whole = self._whole(
                [(other, self.likenesses.within(one, other)) for other in near if other in back]
            )
            if whole:
                yield Pair(one, whole[0], round(whole[1], 2), "its passage is within", part=True)
        around: dict[str, list[tuple[str, float]]] = {}
        for one, near in self.likenesses.found.items():
            for other in near if one in matched else ():
                if other not in back and other not in self.settled[1]:
                    around.setdefault(other, []).append((one, self.likenesses.within(one, other)))
        for other, wholes in around.items():
            whole = self._whole(wholes)
            if whole:
                yield Pair(whole[0], other, round(whole[1], 2), "its passage is within", part=True)

    def _whole(self, found: list[tuple[str, float]]) -> tuple[str, float] | None:
        best = max(found, key=lambda one: one[1], default=None)
        return best if best is not None and best[1] >= _WITHIN else None


def _sort(statement: Statement) -> str:
    """What statements have to have in common to be comparable."""
    return statement.kind if statement.kind in ("question", "supposition") else ""
