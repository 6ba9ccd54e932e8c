"""What differs between two maps, as data and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from argmap.compare.agreement import MEASURES, Agreement
from argmap.evaluate.evaluation import Status
from argmap.model import Map


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
    """A statement of which something else is said beside its text: `what` is its label, kind, speaker, an
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


@frozen(eq=False, repr=False)
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

    def __repr__(self) -> str:
        counts = {
            "added": self.added,
            "removed": self.removed,
            "reworded": self.reworded,
            "described otherwise": self.described,
            "reconnected": self.reconnected,
            "changed in status": self.changed,
        }
        told = ", ".join(f"{len(found)} {word}" for word, found in counts.items() if found)
        return f"<Comparison: {told or 'nothing differs'}>"

    def _repr_html_(self) -> str:
        """What notebooks show: the comparison for people."""
        from argmap.notebook import preformatted

        return preformatted(self.to_text())

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        parts = (
            self.added,
            self.removed,
            self.reworded,
            self.described,
            self.reconnected,
            self.changed,
        )
        return not any(parts)

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
