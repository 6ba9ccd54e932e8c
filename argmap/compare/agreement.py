"""How far two or more readers of one text agree, layer by layer.

What is marked, what it is, what it bears on, and whether reasons work together are judgements of their own: each layer
looks at what is common on the one before, and is blind to the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any, TypeVar

from attrs import frozen

from argmap.compare.coefficients import (
    Interval,
    Judgements,
    Stretch,
    cohens_kappa,
    gwets_ac1,
    intervals,
    krippendorffs_alpha,
    segmentation_edits,
    stratified_intervals,
    unitizing_alpha,
)
from argmap.compare.groups import Groups
from argmap.evaluate.names import name
from argmap.model import Map
from argmap.model.references import MUTUAL, related
from argmap.quotations.library import Passages, joined
from argmap.wording import listed

T = TypeVar("T")

PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
WORD = re.compile(r"\w+")

_SHOWN = 5
_MOST = 200
"""Of so many reasons for one statement all pairs are looked at."""

COEFFICIENTS: dict[str, Callable[[Mapping[Judgements, int]], float | None]] = {
    "alpha": krippendorffs_alpha,
    "kappa": cohens_kappa,
    "ac1": gwets_ac1,
}
"""Those of the layers in which units are judged, by the names of the output."""


@frozen
class Layer:
    """The agreement in one respect: coefficients by name, each with its interval; how many `units` were judged, and
    what the layer is `blind` to. A coefficient is None where there is nothing to tell agreement from chance by.
    """

    name: str
    units: int
    coefficients: Mapping[str, tuple[float | None, Interval | None]]
    blind: str

    def to_dict(self) -> dict[str, Any]:
        """The layer as plain data."""
        made: dict[str, Any] = {"layer": self.name, "units": self.units}
        for key, (value, bounds) in self.coefficients.items():
            made[key] = None if value is None else round(value, 4)
            if bounds is not None:
                made[f"{key}_interval"] = [round(bound, 4) for bound in bounds]
        return {**made, "blind": self.blind}

    def to_text(self) -> str:
        """The layer in a line."""
        said = []
        for key, (value, bounds) in self.coefficients.items():
            shown = "–" if value is None else f"{value:.2f}"
            if bounds is not None:
                shown += f" [{bounds.low:.2f}, {bounds.high:.2f}]"
            said.append(f"{key} {shown}")
        return f"  {self.name}, {self.units} units: {', '.join(said)}\n    blind to {self.blind}"


@frozen
class Agreement:
    """How far readers agree. `statements` and `relations` are, of all that two of them have, the share that both have
    (Dice, Ecology 1945; this is F1), from 0 to 1, of more than two readers the mean of all pairs; `layers` are corrected
    for chance. `readers` has for each the kappa of its relations with the others' in the mean; `apart` are
    statements, as they are called in the first map that has them, with how many relations to them not all have, most
    first.
    """

    statements: float
    relations: float
    layers: tuple[Layer, ...]
    readers: Mapping[str, float | None]
    apart: tuple[tuple[str, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """The agreement as plain data."""
        return {
            "statements": self.statements,
            "relations": self.relations,
            "layers": [layer.to_dict() for layer in self.layers],
            "readers": {
                name: None if kappa is None else round(kappa, 4)
                for name, kappa in self.readers.items()
            },
            "apart": [{"statement": name, "relations": count} for name, count in self.apart],
        }

    def to_text(self) -> str:
        """The agreement for people: of more than two readers with who stands out, the worst first."""
        lines = [
            f"agreement: statements {self.statements:.2f}, relations {self.relations:.2f} (Dice's coefficient, which is F1)",
            *(layer.to_text() for layer in self.layers),
        ]
        known = {name: kappa for name, kappa in self.readers.items() if kappa is not None}
        if len(self.readers) > 2 and known:
            ranked = sorted(known, key=known.__getitem__)
            said = [f"{name} {known[name]:.2f}" for name in ranked]
            lines.append(f"  kappa of relations with the others: {', '.join(said)}")
        if len(self.readers) > 2 and self.apart:
            said = [f"{name} ({count})" for name, count in self.apart[:_SHOWN]]
            lines.append(f"  most relations differ at {listed(said)}")
        return "\n".join(lines) + "\n"


Cluster = Counter[Judgements]


class Readers:
    """What several readers judged about the statements that they have in groups."""

    def __init__(
        self, maps: Sequence[Map], groups: Groups, passages: Sequence[Passages] | None = None
    ) -> None:
        self.maps, self.groups, self.passages = maps, groups, passages
        self.readers = range(len(maps))
        self.related = [self._related(k) for k in self.readers]

    def agreement(self, names: Sequence[str]) -> Agreement:
        """All that there is to say of how far the readers agree."""
        layers = [
            self._segmentation(),
            self._layer("kinds", self._kinds(), "what the statements bear on"),
            self._layer(
                "relations",
                self._relations(self.readers),
                "which reasons work together, and to which step an exception is",
            ),
            self._layer("linking", self._linking(), "reasons for a statement that not both have"),
            self._layer("undercuts", self._undercuts(), "exceptions that only one reader has"),
            self._whole(),
        ]
        return Agreement(
            self._mean_share(self._statements),
            self._mean_share(self._steps),
            tuple(layer for layer in layers if layer is not None),
            {reader: self._with_others(k) for k, reader in enumerate(names)},
            tuple(self._apart()),
        )

    # Shares

    def _mean_share(self, share: Callable[[int, int], float]) -> float:
        found = [share(a, b) for a, b in combinations(self.readers, 2)]
        return round(sum(found) / len(found), 4)

    def _statements(self, a: int, b: int) -> float:
        mine, theirs = (self.groups.place[k] for k in (a, b))
        both = set(mine.values()) & set(theirs.values())
        every = len(mine) + len(theirs)
        common = sum(group in both for side in (mine, theirs) for group in side.values())
        return common / every if every else 1.0

    def _steps(self, a: int, b: int) -> float:
        one, other = (Counter(self._said(k)) for k in (a, b))
        every = one.total() + other.total()
        return 2 * (one & other).total() / every if every else 1.0

    def _said(self, k: int) -> Iterator[object]:
        """All that one reader says of groups, with the premises that work together."""
        map, place = self.maps[k], self.groups.place[k]
        for argument in map.arguments:
            *between, above = map.aimed_through(argument)
            members = frozenset(place[m] for m in argument.members)
            step = frozenset[int]()
            if between:
                step = frozenset(place[m] for m in map.argument(argument.target).members)
            warrant = place[argument.warrant] if argument.warrant is not None else None
            marks = argument.conceded, argument.strict, argument.scheme, warrant
            yield argument.role, members, place[above.target], step, len(between), marks
        for how, one, other in _between(map):
            yield how, place[one], place[other]

    # Layers

    def _related(self, k: int) -> dict[tuple[int, int], str]:
        """What ordered pairs of groups are to each other for one reader."""
        map, place = self.maps[k], self.groups.place[k]
        found: dict[tuple[int, int], set[str]] = {}
        for argument in map.arguments:
            target = place[map.aimed_through(argument)[-1].target]
            for member in argument.members:
                found.setdefault((place[member], target), set()).add(argument.role)
        for how, one, other in _between(map):
            found.setdefault((place[one], place[other]), set()).add(how)
        return {pair: ", ".join(sorted(how)) for pair, how in found.items() if pair[0] != pair[1]}

    def _layer(self, name: str, clusters: Sequence[Cluster], blind: str) -> Layer | None:
        """A layer of judged units, in clusters that are drawn together for the intervals."""
        units = sum(cluster.total() for cluster in clusters)
        if not units:
            return None
        return Layer(name, units, _with_intervals(clusters, _coefficients), blind)

    def _kinds(self) -> list[Cluster]:
        found = []
        for row in self.groups.members:
            kinds: Judgements = tuple(
                None if key is None else self.maps[k][key].kind for k, key in enumerate(row)
            )
            if sum(kind is not None for kind in kinds) > 1:
                found.append(Counter([kinds]))
        return found

    def _relations(self, readers: Sequence[int]) -> list[Cluster]:
        """Of each group what all others are to it, for those readers who have both."""
        rows = self.groups.members
        there = [tuple(rows[n][k] is not None for k in readers) for n in range(len(rows))]
        common = [n for n, has in enumerate(there) if sum(has) > 1]
        patterns = Counter(there[n] for n in common)
        towards: dict[int, dict[int, None]] = {}
        for k in readers:
            for one, other in self.related[k]:
                towards.setdefault(other, {})[one] = None
        found = []
        for target in common:
            cluster: Cluster = Counter()
            for has, often in patterns.items():
                both = tuple(a and b for a, b in zip(has, there[target], strict=True))
                if sum(both) > 1:
                    nothing = tuple("" if known else None for known in both)
                    cluster[nothing] += often - (has == there[target])
            for one in towards.get(target, ()):
                both = tuple(a and b for a, b in zip(there[one], there[target], strict=True))
                if sum(both) < 2:
                    continue
                cluster[tuple("" if known else None for known in both)] -= 1
                judged = (self.related[k].get((one, target), "") for k in readers)
                cluster[
                    tuple(w if known else None for w, known in zip(judged, both, strict=True))
                ] += 1
            found.append(+cluster)
        return found

    def _linking(self) -> list[Cluster]:
        """Of two reasons that several readers have for a statement, whether these work together."""
        judged: dict[tuple[int, int, int], dict[int, str]] = {}
        for k in self.readers:
            place = self.groups.place[k]
            reasons: dict[int, list[set[int]]] = {}
            for argument in self.maps[k].arguments:
                if argument.role == "supports":
                    mine = {place[m] for m in argument.members}
                    reasons.setdefault(place[argument.target], []).append(mine)
            for target, steps in reasons.items():
                for one, other in combinations(sorted(set().union(*steps))[:_MOST], 2):
                    together = any({one, other} <= step for step in steps)
                    word = "linked" if together else "convergent"
                    judged.setdefault((target, one, other), {})[k] = word
        return self._judged(judged.values())

    def _undercuts(self) -> list[Cluster]:
        """Of the same exception to which step it is."""
        judged: dict[tuple[int, ...], dict[int, str]] = {}
        for k in self.readers:
            place, map = self.groups.place[k], self.maps[k]
            for argument in map.arguments:
                if not argument.aims_at_step:
                    continue
                step = map.argument(argument.target)
                of = sorted(place[m] for m in step.members)
                above = map.aimed_through(argument)[-1].target
                members = tuple(sorted(place[m] for m in argument.members))
                judged.setdefault(members, {})[k] = f"{of} {place[above]}"
        return self._judged(judged.values())

    def _judged(self, units: Iterable[Mapping[int, str]]) -> list[Cluster]:
        return [
            Counter([tuple(unit.get(k) for k in self.readers)]) for unit in units if len(unit) > 1
        ]

    # The text

    def _stretches(self, k: int, file: str) -> list[Stretch]:
        """What one reader marks in a file, what overlaps joined."""
        assert self.passages is not None
        places = self.passages[k].places.values()
        return [
            (s.start, s.end) for s in joined([p for all in places for f, p in all if f == file])
        ]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts that all readers quote."""
        if self.passages is None:
            return {}
        common = set.intersection(*(set(p.texts) for p in self.passages))
        return {file: text for file, text in self.passages[0].texts.items() if file in common}

    def _segmentation(self) -> Layer | None:
        """Which passages are marked: drawn anew by paragraphs."""
        pieces: list[tuple[int, list[list[Stretch]]]] = []
        marked = 0
        for file, text in self._texts.items():
            stretches = [self._stretches(k, file) for k in self.readers]
            marked += sum(map(len, stretches))
            for paragraph in PARAGRAPH.finditer(text):
                start, end = paragraph.span()
                cut = [
                    [
                        (max(a, start) - start, min(b, end) - start)
                        for a, b in own
                        if a < end and b > start
                    ]
                    for own in stretches
                ]
                pieces.append((end - start, cut))
        if not marked:
            return None
        found = _with_intervals(pieces, _unitizing)
        return Layer("segmentation", marked, found, "what the passages are taken to say")

    def _whole(self) -> Layer | None:
        """CASS (Duthie, Lawrence, Budzynska and Reed, *The CASS technique for evaluating the performance of argument
        mining*, 2016): the harmonic mean of the similarity of segmentations and of the kappa of relations.
        """
        if not any(self._stretches(k, file) for file in self._texts for k in self.readers):
            return None
        pairs = list(combinations(self.readers, 2))
        # Of each two readers what they relate, and the text by paragraphs, each drawn by itself.
        strata: list[Sequence[Any]] = [
            x for p in pairs for x in (self._relations(p), self._cuts(*p))
        ]

        def cass(drawn: Sequence[Sequence[Any]]) -> dict[str, float | None]:
            values = [_cass(*drawn[n : n + 2]) for n in range(0, len(drawn), 2)]
            return {"cass": _mean(values)}

        places = sum(places for _, places in self._cuts(*pairs[0]))
        bounds = stratified_intervals(strata, cass)["cass"]
        return Layer(
            "whole", places, {"cass": (cass(strata)["cass"], bounds)}, "where the readers part"
        )

    def _cuts(self, a: int, b: int) -> list[tuple[int, int]]:
        """For each paragraph how many edits lead from the segmentation of one reader to that of another, and in how many
        places it can be cut.
        """
        found = []
        for file, text in self._texts.items():
            words = [m.start() for m in WORD.finditer(text)]
            cuts = [
                {bisect_left(words, at) for pair in self._stretches(k, file) for at in pair}
                for k in (a, b)
            ]
            ends = [bisect_left(words, p.end()) for p in PARAGRAPH.finditer(text)]
            for start, end in pairwise([0, *ends[:-1], len(words)]):
                # A cut before the first word of all is none.
                inside = [{c for c in own if start < c <= end and c < len(words)} for own in cuts]
                places = end - start - (end == len(words))
                found.append((segmentation_edits(*inside), places))
        return found

    # Who stands out, and where they part

    @cached_property
    def _kappas(self) -> dict[frozenset[int], float | None]:
        """Cohen's kappa of the relations of each two readers."""
        pairs = combinations(self.readers, 2)
        return {frozenset(p): _coefficients(self._relations(p))["kappa"] for p in pairs}

    def _with_others(self, k: int) -> float | None:
        """The mean kappa of one reader's relations with those of the others."""
        return _mean([self._kappas[frozenset((k, other))] for other in self.readers if other != k])

    def _apart(self) -> Iterator[tuple[str, int]]:
        """The statements to which not all have the same relations, most of these first."""
        apart: Counter[int] = Counter()
        rows = self.groups.members
        for one, other in dict.fromkeys(pair for found in self.related for pair in found):
            who = [
                k for k in self.readers if rows[one][k] is not None and rows[other][k] is not None
            ]
            if len({self.related[k].get((one, other), "") for k in who}) > 1:
                apart[other] += 1
        for group, count in apart.most_common():
            k, key = next((k, key) for k, key in enumerate(rows[group]) if key is not None)
            yield name(self.maps[k][key]), count


def _between(map: Map) -> Iterator[tuple[str, str, str]]:
    """What holds between two statements of a map without an argument, what is mutual from both sides."""
    for how, one, other in related(map):
        yield how, one, other
        if how in MUTUAL:
            yield how, other, one


def _with_intervals(
    clusters: Sequence[T], measure: Callable[[Sequence[T]], Mapping[str, float | None]]
) -> dict[str, tuple[float | None, Interval | None]]:
    bounds = intervals(clusters, measure)
    return {key: (value, bounds[key]) for key, value in measure(clusters).items()}


def _cass(relations: Sequence[Cluster], cuts: Sequence[tuple[int, int]]) -> float | None:
    """The harmonic mean of the kappa of relations and of the similarity of segmentations."""
    every: Cluster = Counter()
    for cluster in relations:
        every.update(cluster)
    kappa, places = cohens_kappa(every), sum(places for _, places in cuts)
    if kappa is None or not places:
        return None
    similar = 1 - sum(edits for edits, _ in cuts) / places
    return 2 * kappa * similar / (kappa + similar) if kappa + similar > 0 else 0.0


def _coefficients(clusters: Sequence[Cluster]) -> dict[str, float | None]:
    every: Cluster = Counter()
    for cluster in clusters:
        for unit, often in cluster.items():
            every[unit] += often
    return {key: coefficient(every) for key, coefficient in COEFFICIENTS.items()}


def _unitizing(pieces: Sequence[tuple[int, list[list[Stretch]]]]) -> dict[str, float | None]:
    """The unitizing alpha of pieces of text, one behind the other."""
    at = 0
    readers: list[list[Stretch]] = []
    for length, cut in pieces:
        readers = readers or [[] for _ in cut]
        for own, stretches in zip(readers, cut, strict=True):
            own += [(at + start, at + end) for start, end in stretches]
        at += length
    return {"alpha": unitizing_alpha(readers, at)}


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
