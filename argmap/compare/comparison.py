"""What differs between two maps, as data and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from argmap.compare.agreement import Agreement
from argmap.compare.alignment import Alignment
from argmap.evaluate.evaluation import Status
from argmap.model import Map
from argmap.wording import listed

SCREEN = 40
"""How many lines of differences are told, if not all are asked for."""


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
    """A statement, or with an empty `id` the map, of which something else is said beside its text: `what` is its
    label, kind, speaker, an attribute; None stands for what was not said.
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


@frozen(eq=False, repr=False, slots=False)
class Comparison:
    """What became of one map in another; identifiers are those of the map that has the statement, of the
    second where both have it. `alignment` has the pairs that are taken for the same. `described` has with an
    empty identifier what is said of the map as a whole, and of its sections; `moved` are statements that stand in
    another place.
    """

    one: Map
    other: Map
    alignment: Alignment
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[Reworded, ...]
    described: tuple[Described, ...]
    reconnected: tuple[Reconnected, ...]
    changed: tuple[Changed, ...]
    moved: tuple[str, ...]
    _agreement: Callable[[], Agreement]

    @cached_property
    def agreement(self) -> Agreement:
        """How far the two agree."""
        return self._agreement()

    def __repr__(self) -> str:
        return f"<Comparison: {self.summary()}>"

    def summary(self) -> str:
        """How much differs, in a few words."""
        counts = [f"{len(keys)} {word}" for word, keys in self._groups().items() if keys]
        return ", ".join(counts) or ("reordered" if self.reordered else "nothing differs")

    @property
    def touched(self) -> tuple[str, ...]:
        """The statements of the second map that something became of, by identifier, each once."""
        found = [*self.added, *(c.id for c in self.changed), *(r.id for r in self.reconnected)]
        found += [d.id for d in self.described if d.id]
        return tuple(dict.fromkeys((*found, *(r.id for r in self.reworded), *self.moved)))

    def _groups(self) -> dict[str, tuple[object, ...]]:
        """All that differs, by the words of the output, the important first."""
        return {
            "changed in status": self.changed,
            "added": self.added,
            "removed": self.removed,
            "split": self.alignment.parts,
            "reconnected": self.reconnected,
            "described otherwise": self.described,
            "reworded": self.reworded,
            "moved": self.moved,
        }

    @property
    def matched(self) -> Mapping[str, str]:
        """For each statement that both maps have its identifier in the second."""
        return self.alignment.matched

    @cached_property
    def reordered(self) -> bool:
        """Whether the maps differ in the order of what bears on statements, and in nothing else."""
        return not any(self._groups().values()) and self.one.to_dict() != self.other.to_dict()

    def _repr_html_(self) -> str:
        """What notebooks show: the comparison for people."""
        from argmap.notebook import preformatted

        return preformatted(self.to_text())

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not any(self._groups().values()) and not self.reordered

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
            "moved": list(self.moved),
            "reordered": self.reordered,
            "alignment": [pair.to_dict() for pair in self.alignment.pairs],
            "agreement": self.agreement.to_dict(),
        }

    def to_text(self, all: bool = False, agreement: bool = True) -> str:
        """The comparison for people: the important first, and no more than a screen holds, or all; with how far the two
        agree, or without.
        """
        entries = self.entries()
        lines: list[str] = []
        for n, entry in enumerate(entries):
            if not all and lines and len(lines) + len(entry) > SCREEN:
                left = len(entries) - n
                lines.append(f"… and {left} more: all are told with --all")
                break
            lines += entry
        if self.same:
            lines.append("nothing differs")
        if not agreement:
            return "".join(f"{line}\n" for line in lines)
        common, sure = len(self.matched), len(self.matched) - len(self.alignment.uncertain)
        counts = f"{len(self.one.statements)} and {len(self.other.statements)}"
        lines.append(f"in both: {common} of {counts} statements, {sure} of these for certain")
        return "\n".join(lines) + "\n" + self.agreement.to_text()

    def entries(self) -> list[list[str]]:
        """What differs, each in its lines, the important first."""
        return list(self._entries())

    def _entries(self) -> Iterator[list[str]]:
        """What differs, each in its lines."""
        reconnected = {
            c.id: [*(f"  - {words}" for words in c.gone), *(f"  + {words}" for words in c.new)]
            for c in self.reconnected
        }
        for s in self.changed:
            yield [f"status: {s.id}: {s.before}, now {s.after}"]
        for word, map, keys in (
            ("added", self.other, self.added),
            ("removed", self.one, self.removed),
        ):
            for key in keys:
                said = reconnected.pop(key, []) if word == "added" else []
                yield [f"{word}: {key}: {map[key].text}", *said]
        for pair in self.alignment.parts:
            yield [f"split: {pair.one}, {pair.other}: {pair.why}"]
        for key, said in reconnected.items():
            yield [f"reconnected: {key}", *said]
        for d in self.described:
            of = f"{d.what}: {d.id}" if d.id else d.what
            yield [f"{of}: {d.before or 'none'}, now {d.after or 'none'}"]
        for r in self.reworded:
            yield [f"reworded: {r.id}", f"  - {r.before}", f"  + {r.after}"]
        if self.moved:
            yield [f"moved: {listed(list(self.moved))}"]
        if self.reordered:
            yield ["reordered: what bears on a statement stands in another order"]
