"""What differs between two maps: two versions of one, or two analysts' readings of one text.

Statements are matched by label and, where that fails, by text, without regard to case, punctuation and
white space. How far the maps agree is told by two published measures. On statements and on relations, the
coefficient of Dice (Ecology 1945): twice what is common, divided by what either has, also known as F1.
On what a pair of statements that both maps have is to each other, Cohen's kappa (Educational and
Psychological Measurement 1960), which takes off the agreement that chance would bring.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from argmap.evaluate.evaluation import Status, evaluate
from argmap.evaluate.reasons import listed, name
from argmap.evaluate.theory import members
from argmap.model import Argument, Map, Statement
from argmap.values import Value

Relation = tuple[str, frozenset[str], str]
"""What is said of a statement: how, by which statements, and what more there is to it."""


MEASURES = (
    "statements and relations: Dice's coefficient (Dice 1945), which is F1",
    "kappa: Cohen's kappa (Cohen 1960) on the pairs of common statements",
)
"""What the figures of agreement are."""


@frozen
class Reworded:
    """A statement with another text."""

    id: str
    before: str
    after: str


@frozen
class Reconnected:
    """A statement of which other things are said: arguments, parts, contradictions, preferences; in words."""

    id: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@frozen
class Described:
    """A statement of which something else is told beside its text: `what` is its label, kind, speaker, an
    attribute; None stands for what was not said.
    """

    id: str
    what: str
    before: str | None
    after: str | None


@frozen
class Changed:
    """A statement with another status."""

    id: str
    before: Status
    after: Status


@frozen
class Agreement:
    """How far two maps agree, from 0 to 1: `statements` and `relations` are Dice's coefficients of these,
    `kappa` is Cohen's, on pairs of common statements, from -1 to 1, or None where there is nothing to judge.
    """

    statements: float
    relations: float
    kappa: float | None


@frozen(eq=False)
class Comparison:
    """What became of one map in another; identifiers are those of the map that has the statement, of the
    second where both have it. `matched` leads from identifiers in the first to those in the second.
    """

    one: Map
    other: Map
    matched: Mapping[str, str]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[Reworded, ...]
    described: tuple[Described, ...]
    reconnected: tuple[Reconnected, ...]
    changed: tuple[Changed, ...]
    agreement: Agreement

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        told = (
            self.added,
            self.removed,
            self.reworded,
            self.described,
            self.reconnected,
            self.changed,
        )
        return not any(told)

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data."""
        return {
            "added": [{"id": key, "text": self.other[key].text} for key in self.added],
            "removed": [{"id": key, "text": self.one[key].text} for key in self.removed],
            "reworded": [{"id": r.id, "before": r.before, "after": r.after} for r in self.reworded],
            "described": [
                {"id": d.id, "what": d.what, "before": d.before, "after": d.after}
                for d in self.described
            ],
            "reconnected": [
                {"id": r.id, "gone": list(r.gone), "new": list(r.new)} for r in self.reconnected
            ],
            "changed": [{"id": c.id, "before": c.before, "after": c.after} for c in self.changed],
            "agreement": {
                "statements": self.agreement.statements,
                "relations": self.agreement.relations,
                "kappa": self.agreement.kappa,
                "measures": list(MEASURES),
            },
        }

    def to_text(self) -> str:
        """The comparison for people."""
        lines: list[str] = []
        for word, map, keys in (
            ("added", self.other, self.added),
            ("removed", self.one, self.removed),
        ):
            lines += [f"{word}: {key}: {map[key].text}" for key in keys]
        for r in self.reworded:
            lines += [f"reworded: {r.id}", f"  - {r.before}", f"  + {r.after}"]
        for d in self.described:
            lines.append(f"{d.what}: {d.id}: {d.before or 'none'}, now {d.after or 'none'}")
        for c in self.reconnected:
            lines.append(f"reconnected: {c.id}")
            lines += [f"  - {words}" for words in c.gone] + [f"  + {words}" for words in c.new]
        for s in self.changed:
            lines.append(f"status: {s.id}: {s.before}, now {s.after}")
        if self.same:
            lines.append("nothing differs")
        kappa = self.agreement.kappa
        lines += [
            f"agreement: statements {self.agreement.statements:.2f}, "
            f"relations {self.agreement.relations:.2f}"
            + (f", kappa {kappa:.2f}" if kappa is not None else ""),
            *(f"  {measure}" for measure in MEASURES),
        ]
        return "\n".join(lines) + "\n"


def compare(one: Map, other: Map) -> Comparison:
    """What differs between two maps, the first taken for the earlier."""
    matched = _matched(one, other)
    theirs = {key: match for match, key in matched.items()}
    before, after = (
        _Relations(one, matched),
        _Relations(other, {s.id: s.id for s in other.statements}),
    )
    statuses = evaluate(one).statuses, evaluate(other).statuses
    reworded, described, reconnected, changed = [], [], [], []
    for statement in other.statements:
        key = statement.id
        if key not in theirs:
            continue
        old = one[theirs[key]]
        if old.text != statement.text:
            reworded.append(Reworded(key, old.text, statement.text))
        told, tells = _told(old), _told(statement)
        for what in dict.fromkeys((*told, *tells)):
            if told.get(what) != tells.get(what):
                described.append(Described(key, what, told.get(what), tells.get(what)))
        gone, new = _differences(before.of.get(key, ()), after.of.get(key, ()))
        if gone or new:
            reconnected.append(
                Reconnected(
                    key,
                    tuple(_words(r, one, other) for r in gone),
                    tuple(_words(r, one, other) for r in new),
                )
            )
        was, now = statuses[0][old.id], statuses[1][key]
        if was != now:
            changed.append(Changed(key, was, now))
    return Comparison(
        one,
        other,
        matched,
        tuple(s.id for s in other.statements if s.id not in theirs),
        tuple(s.id for s in one.statements if s.id not in matched),
        tuple(reworded),
        tuple(described),
        tuple(reconnected),
        tuple(changed),
        _agreement(one, other, matched, before, after),
    )


def _told(statement: Statement) -> dict[str, str]:
    """What is told of a statement beside its text."""
    told: dict[str, str] = {"kind": statement.kind}
    if statement.label is not None:
        told["label"] = statement.label
    if statement.speaker is not None:
        told["speaker"] = statement.speaker
    if statement.unstated:
        told["unstated"] = "yes"
    if statement.possible:
        told["only possible"] = "yes"
    return told | {name: _value(value) for name, value in statement.attributes.items()}


def _value(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


# Matching


def _matched(one: Map, other: Map) -> dict[str, str]:
    """For each statement that both maps have its identifier in the other: by label, then by text, and by
    that in the order of the maps where several have it.
    """
    labels = {s.label: s.id for s in other.statements if s.label}
    matched = {s.id: labels[s.label] for s in one.statements if s.label in labels}
    taken = set(matched.values())
    by_text: dict[str, list[str]] = {}
    for s in reversed(other.statements):
        if s.id not in taken:
            by_text.setdefault(_folded(s.text), []).append(s.id)
    for s in one.statements:
        found = by_text.get(_folded(s.text)) if s.id not in matched else None
        if found:
            matched[s.id] = found.pop()
    return matched


def _folded(text: str) -> str:
    """A text without what does not count in a comparison."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())) or text


# Relations


class _Relations:
    """What is said of each statement of a map, statements named as the map has them or, where they are
    matched, as the other map has them; and what pairs of statements are to each other.
    """

    def __init__(self, map: Map, names: Mapping[str, str]) -> None:
        self.map = map
        # What the other map does not have keeps its name, marked so that it is taken for nothing there.
        self.names = {s.id: names.get(s.id, f"\0{s.id}") for s in map.statements}
        self.of: dict[str, list[Relation]] = {}
        self.pairs: dict[tuple[str, str], set[str]] = {}
        for argument in map.arguments:
            self._argument(argument)
        for part in map.parts:
            more = f"instead of {self.names[part.alternative_to]}" if part.alternative_to else ""
            self._add(part.whole, "is made of", (part.part,), more)
        for pair in map.contradictions:
            for a, b in (pair, reversed(pair)):
                self._add(a, "contradicts", (b,), "")
        for preference in map.preferences:
            self._add(preference.preferred, "outweighs", (preference.over,), "")
        for claim in map.independences:
            self._add(claim.statement, "holds regardless of", (claim.of,), "")

    def _argument(self, argument: Argument) -> None:
        verb = {"supports": "supported by", "rebuts": "rebutted by", "undercuts": "undercut by"}[
            argument.role
        ]
        words = ["granted"] * argument.conceded + ["a deduction"] * argument.strict
        if argument.scheme:
            words.append(f"by {argument.scheme}")
        words += [f"{name} {_value(value)}" for name, value in argument.attributes.items()]
        target = argument
        depth = 0
        while target.role == "undercuts" and depth < 1000:
            target = self.map.argument(target.target)
            depth += 1
        if depth:
            verb = {"supports": "a step to it", "rebuts": "an objection to it"}.get(
                target.role, "a step"
            ) + " undercut by"
            step = self.map.argument(argument.target)
            words.append("from " + ", ".join(sorted(self.names[m] for m in members(step))))
        self._add(target.target, verb, members(argument), "; ".join(words))

    def _add(self, key: str, how: str, by: Iterable[str], more: str) -> None:
        if key not in self.names:
            return
        target, sources = self.names[key], frozenset(self.names[b] for b in by)
        self.of.setdefault(target, []).append((how, sources, more))
        for source in sources:
            self.pairs.setdefault((source, target), set()).add(how)


def _differences(
    before: Sequence[Relation], after: Sequence[Relation]
) -> tuple[list[Relation], list[Relation]]:
    was, now = Counter(before), Counter(after)
    return [*(was - now).elements()], [*(now - was).elements()]


def _words(relation: Relation, one: Map, other: Map) -> str:
    how, by, more = relation
    names = []
    for key in sorted(by):
        own = key.removeprefix("\0")
        names.append(name(one[own] if key != own else other[own]))
    told = f" ({more})".replace("\0", "") if more else ""
    return f"{how} {listed(names)}{told}"


# Agreement


def _agreement(
    one: Map,
    other: Map,
    matched: Mapping[str, str],
    before: _Relations,
    after: _Relations,
) -> Agreement:
    was = Counter((key, r) for key, found in before.of.items() for r in found)
    now = Counter((key, r) for key, found in after.of.items() for r in found)
    return Agreement(
        _dice(len(matched), len(one.statements), len(other.statements)),
        _dice((was & now).total(), was.total(), now.total()),
        _kappa(set(matched.values()), before.pairs, after.pairs),
    )


def _dice(common: int, one: int, other: int) -> float:
    return round(2 * common / (one + other), 4) if one + other else 1.0


def _kappa(
    common: set[str],
    one: Mapping[tuple[str, str], set[str]],
    other: Mapping[tuple[str, str], set[str]],
) -> float | None:
    """Kappa on the ordered pairs of common statements, each judged to be related in some way, or not."""
    count = len(common) * (len(common) - 1)

    def judged(pairs: Mapping[tuple[str, str], set[str]]) -> dict[tuple[str, str], str]:
        return {
            (a, b): ", ".join(sorted(how))
            for (a, b), how in pairs.items()
            if a in common and b in common and a != b
        }

    first, second = judged(one), judged(other)
    if not count or not (first or second):
        return None
    apart = len(first.keys() | second.keys())
    agreed = count - apart + sum(first.get(pair) == how for pair, how in second.items())
    by_chance = (count - len(first)) * (count - len(second)) / count**2
    tally, tallied = Counter(first.values()), Counter(second.values())
    by_chance += sum(tally[how] * tallied[how] for how in tally) / count**2
    return 1.0 if by_chance == 1 else round((agreed / count - by_chance) / (1 - by_chance), 4)
