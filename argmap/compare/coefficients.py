"""Coefficients of agreement on what readers judged, each corrected for what chance would bring.

A judgement of a unit is a word; a reader who did not judge it has none. Each coefficient is 1 where all agree, about 0
where they agree as chance would have it, below 0 where they agree less, and None where chance can't be told apart from
agreement, as where nobody ever judged otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

Judgements = tuple[str | None, ...]
"""Those of one unit, by all readers in one order."""

Units = Mapping[Judgements, int]
"""How many units were judged so."""

Stretch = tuple[int, int]
"""From where to where a reader marks something, the end not included."""

RESAMPLES = 1000
"""How often units are drawn anew for an interval at most."""

_FEWEST = 100
_DRAWN = 100_000
"""Of many clusters fewer samples are drawn, so that no more than so many clusters are, but not fewer than a hundred."""


class Interval(NamedTuple):
    """The bounds of a coefficient, with 95 %."""

    low: float
    high: float


def cohens_kappa(units: Units) -> float | None:
    """Cohen's kappa (Educational and Psychological Measurement 1960) of two readers; of more the mean of all pairs
    (Light, Psychological Bulletin 1971).
    """
    readers = max(map(len, units), default=0)
    found = []
    for a, b in combinations(range(readers), 2):
        pairs: Counter[tuple[str, str]] = Counter()
        for unit, often in units.items():
            one, other = unit[a], unit[b]
            if one is not None and other is not None:
                pairs[one, other] += often
        found.append(_kappa(pairs))
    known = [one for one in found if one is not None]
    return sum(known) / len(known) if known else None


def _kappa(pairs: Counter[tuple[str, str]]) -> float | None:
    total = pairs.total()
    first, second = Counter[str](), Counter[str]()
    for (one, other), often in pairs.items():
        first[one] += often
        second[other] += often
    chance = sum(first[word] * second[word] for word in first)
    if chance == total**2:
        return None
    observed = sum(often for (one, other), often in pairs.items() if one == other)
    return (observed / total - chance / total**2) / (1 - chance / total**2)


def krippendorffs_alpha(units: Units) -> float | None:
    """Krippendorff's alpha for nominal data (*Content Analysis*, 1980; *Computing Krippendorff's
    Alpha-Reliability*, 2011).
    """
    every = Counter[str]()
    observed = 0.0
    for unit, often in units.items():
        judged = Counter(word for word in unit if word is not None)
        size = judged.total()
        if size > 1:
            observed += often * (size**2 - sum(n * n for n in judged.values())) / (size - 1)
            for word, n in judged.items():
                every[word] += n * often
    total = every.total()
    expected = total**2 - sum(n * n for n in every.values())
    return 1 - (total - 1) * observed / expected if expected else None


def gwets_ac1(units: Units) -> float | None:
    """Gwet's AC1 (British Journal of Mathematical and Statistical Psychology 2008), which does not fall where one
    judgement is by far the most frequent.
    """
    observed = 0.0
    paired = judged_by_some = 0
    shares: defaultdict[str, float] = defaultdict(float)
    for unit, often in units.items():
        judged = Counter(word for word in unit if word is not None)
        size = judged.total()
        judged_by_some += often if size else 0
        for word, n in judged.items():
            shares[word] += often * n / size
        if size > 1:
            paired += often
            observed += often * sum(n * (n - 1) for n in judged.values()) / (size * (size - 1))
    if not paired or len(shares) < 2:
        return None
    likely = [share / judged_by_some for share in shares.values()]
    chance = sum(share * (1 - share) for share in likely) / (len(likely) - 1)
    return (observed / paired - chance) / (1 - chance)


def unitizing_alpha(readers: Sequence[Sequence[Stretch]], length: int) -> float | None:
    """Krippendorff's alpha for unitizing (*On the reliability of unitizing continuous data*, Sociological Methodology
    1995) of what readers mark in a text of so many characters: their stretches, in order, none overlapping another of
    the same reader.
    """
    units = sum(len(stretches) for stretches in readers)
    if len(readers) < 2 or not units:
        return None
    count = len(readers)
    cut = [_sections(stretches, length) for stretches in readers]
    apart = sum(2 * _apart(one, other) for one, other in combinations(cut, 2))
    observed = apart / (count * (count - 1) * length**2)
    sizes = [end - start for stretches in readers for start, end in stretches]
    gaps = sorted(end - start for sections in cut for start, end, marked in sections if not marked)
    expected = 0.0
    for size, often in Counter(sizes).items():
        room = sum(gap - size + 1 for gap in gaps[bisect_left(gaps, size) :])
        beside = (units - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        expected += often * (beside + size**2 * room)
    places = count * length * (count * length - 1) - sum(size * (size - 1) for size in sizes)
    expected *= 2 / length / places
    return 1 - observed / expected if expected else None


def _sections(stretches: Sequence[Stretch], length: int) -> list[tuple[int, int, bool]]:
    """What is marked of a text, and the gaps between."""
    found = []
    at = 0
    for start, end in stretches:
        if start > at:
            found.append((at, start, False))
        found.append((start, end, True))
        at = end
    return [*found, (at, length, False)] if at < length else found


def _apart(one: list[tuple[int, int, bool]], other: list[tuple[int, int, bool]]) -> int:
    """How far the units of two readers are apart: where they overlap by the squares of what their ends differ by,
    where one is in a gap by its own.
    """
    apart = n = 0
    for start, end, marked in one:
        while n and other[n - 1][1] > start:
            n -= 1
        while n < len(other) and other[n][1] <= start:
            n += 1
        at = n
        while at < len(other) and other[at][0] < end:
            begin, stop, theirs = other[at]
            if marked and theirs:
                apart += (start - begin) ** 2 + (end - stop) ** 2
            elif marked and begin <= start and end <= stop:
                apart += (end - start) ** 2
            elif theirs and start <= begin and stop <= end:
                apart += (stop - begin) ** 2
            at += 1
    return apart


def intervals(
    clusters: Sequence[T],
    measure: Callable[[Sequence[T]], Mapping[str, float | None]],
    seed: int = 0,
) -> dict[str, Interval | None]:
    """The intervals in which coefficients lie with 95 %, by drawing clusters of units anew (Efron's percentile
    bootstrap, Annals of Statistics 1979); None where one is undefined for most of what is drawn.
    """
    return stratified_intervals([clusters], lambda drawn: measure(drawn[0]), seed)


def stratified_intervals(
    strata: Sequence[Sequence[T]],
    measure: Callable[[Sequence[Sequence[T]]], Mapping[str, float | None]],
    seed: int = 0,
) -> dict[str, Interval | None]:
    """The same of coefficients that clusters of several sorts make, each sort drawn by itself."""
    random = Random(seed)
    size = sum(map(len, strata))
    draws = max(_FEWEST, min(RESAMPLES, _DRAWN // size)) if size > len(strata) else 0
    found: dict[str, list[float]] = {key: [] for key in measure(strata)}
    for _ in range(draws):
        drawn = [random.choices(own, k=len(own)) for own in strata]
        for key, value in measure(drawn).items():
            if value is not None:
                found[key].append(value)
    return {
        key: _bounds(sorted(values)) if 2 * len(values) > draws else None
        for key, values in found.items()
    }


def _bounds(values: Sequence[float]) -> Interval:
    low, high = (values[min(len(values) - 1, int(len(values) * share))] for share in (0.025, 0.975))
    return Interval(low, high)


def segmentation_edits(one: Collection[int], other: Collection[int]) -> int:
    """How many edits lead from one segmentation to another (Fournier and Inkpen, NAACL 2012). A boundary that is one place
    off costs one edit, as one that is missing does; the similarity of the two is the share of places that are not edited.
    """
    mine, theirs = sorted(set(one) - set(other)), set(other) - set(one)
    for at in mine:
        near = next((place for place in (at - 1, at + 1) if place in theirs), None)
        if near is not None:
            theirs.discard(near)
    return len(mine) + len(theirs)
