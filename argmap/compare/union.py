"""Two readings of one text as one map: all that either says, each statement and step with who holds it.

Statements that are aligned are one. Another wording is no conflict: the first's stays, and the other is kept beside it. Where
the two can't both stand the first's does, unless it is decided otherwise, and the conflict is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from argmap.arrange import renewed
from argmap.compare.alignment import Alignment, align
from argmap.evaluate.names import name
from argmap.model import DISCHARGING, Argument, Map, Section, Statement
from argmap.model.references import identified
from argmap.values import text_of
from argmap.wording import listed

HELD_BY = "x-held-by"
"""The attribute that says who holds a statement or makes a step."""

OTHER_WORDING = "x-other-wording"
"""The attribute that keeps the words of the others for a statement."""

_VERBS = {
    "supports": ("supports", "support"),
    "rebuts": ("rebuts", "rebut"),
    "undercuts": ("undercuts a step to", "undercut a step to"),
    "challenges": ("challenges a step to", "challenge a step to"),
}
"""What a step does, of one premise and of several."""

_OPPOSITE = {"supports": "rebuts", "rebuts": "supports"}


@frozen
class Disagreement:
    """What two readings say that can't both stand: `what` of it, about which statements (`where`, in words), and what
    either says. `decided` is `one` or `other` where somebody has decided, else empty: then the first's stands.
    """

    what: str
    where: str
    one: str
    other: str
    decided: str = ""

    def to_dict(self) -> dict[str, str]:
        """The disagreement as plain data."""
        return {
            "what": self.what,
            "where": self.where,
            "one": self.one,
            "other": self.other,
            "decided": self.decided,
        }

    def to_text(self) -> str:
        """The disagreement in a line."""
        return f"{self.what} of {self.where}: {self.one}, or {self.other}"


@frozen(eq=False)
class Union:
    """The map of two readings together, and all that they disagree on. `names` says, of what the second says of a statement
    under its own label or in its own words, by which of the map's that is known.
    """

    map: Map
    disagreements: tuple[Disagreement, ...]
    names: Mapping[str, str] = field(factory=dict)

    @property
    def conflicts(self) -> tuple[Disagreement, ...]:
        """What nobody has decided."""
        return tuple(one for one in self.disagreements if not one.decided)


def union(
    one: Map,
    other: Map,
    names: tuple[str, str] = ("one", "other"),
    alignment: Alignment | None = None,
    decisions: Mapping[tuple[str, str], str] | None = None,
) -> Union:
    """Two readings as one map, by an alignment or the one that is found; `names` are the readers, and `decisions` say by
    `what` and `where` of a disagreement whose word counts, `one` or `other`. Raises `ArgmapError` where the two make no
    map together.
    """
    found = align(one, other) if alignment is None else alignment
    return _Union(one, other, names, found, decisions or {}).made()


class _Union:
    def __init__(
        self,
        one: Map,
        other: Map,
        names: tuple[str, str],
        alignment: Alignment,
        decisions: Mapping[tuple[str, str], str],
    ) -> None:
        # What has no label is known by what no label can be.
        own = {s.id: s.label or f"\0one {s.id}" for s in one.statements}
        own |= {s.id: s.label or f"\0one {s.id}" for s in one.sections}
        own |= {a.id: f"\0one {a.id}" for a in one.arguments}
        self.one = one = identified(one, own)
        self.readers, self.decisions = names, decisions
        self.told: list[Disagreement] = []
        self.statements: dict[str, Statement] = {s.id: self._held(s, 0) for s in one.statements}
        same = {b: own[a] for a, b in alignment.matched.items()}
        for pair in alignment.parts:
            same.setdefault(pair.other, own[pair.one])
        self.same = same
        self.names: dict[Any, str] = {
            s.label or s.text: same[s.id] if "\0" not in same[s.id] else one[same[s.id]].text
            for s in other.statements
            if s.id in same
        }
        self.given, self.other = other, self._in_terms_of_one(other)

    def _in_terms_of_one(self, other: Map) -> Map:
        """The second map with the identifiers of the first for what that has, and new ones for all else."""
        sections = {self._title(self.one, s): s.id for s in self.one.sections}
        names = {s.id: self.same.get(s.id, f"\0other {s.id}") for s in other.statements}
        names |= {a.id: f"\0other {a.id}" for a in other.arguments}
        # What leads from a statement to itself without being joined to another.
        self.looping = {names[a.id] for a in other.arguments if a.target in a.members}
        names |= {
            s.id: sections.get(self._title(other, s), f"\0other {s.id}") for s in other.sections
        }
        self.distinct = {names[a.id]: len(set(a.premises)) for a in other.arguments}
        return identified(other, names)

    def _title(self, map: Map, section: Section) -> tuple[str, ...]:
        by = {s.id: s for s in map.sections}
        found: list[str] = []
        at: str | None = section.id
        while at in by and len(found) <= len(by):
            found.append(by[at].title)
            at = by[at].parent
        return tuple(found)

    def made(self) -> Union:
        """The union."""
        statements = self.statements
        labels = {t.label for t in self.one.statements if t.label}
        labels |= {t.label for t in self.one.sections if t.label}
        for theirs in self.other.statements:
            if theirs.id in statements:
                statements[theirs.id] = self._together(statements[theirs.id], theirs)
            else:
                new = _labelled(theirs, labels)
                if new.label != theirs.label:
                    self.names[theirs.label] = new.label
                statements[theirs.id] = self._held(new, 1)
        arguments = self._arguments()
        known = {s.id for s in self.one.sections}
        sections = [_labelled(s, labels) for s in self.other.sections if s.id not in known]
        relations = {
            field: [*getattr(self.one, field), *self._relations(field)]
            for field in ("parts", "explanations", "conditions", "answers", "independences")
        }
        pairs = {
            field: [*getattr(self.one, field), *self._pairs(field)]
            for field in ("contradictions", "restatements")
        }
        map = self.one.changed(
            statements=list(statements.values()),
            arguments=arguments,
            sections=[*self.one.sections, *sections],
            preferences=self._preferences(),
            imports=list(dict.fromkeys((*self.one.imports, *self.other.imports))),
            attributes=self._header(),
            title=self.one.title or self.other.title,
            **relations,
            **pairs,
        )
        return Union(renewed(map), tuple(self.told), self.names)

    def _relations(self, field: str) -> Iterator[Any]:
        """The relations of the second, but for those of a statement to itself, of which the second has the pieces."""
        known = getattr(self.one, field)
        for was, entry in zip(getattr(self.given, field), getattr(self.other, field), strict=True):
            ends, own = ([getattr(x, end) for end in _ENDS[field]] for x in (entry, was))
            if entry not in known and len(set(ends)) == len(set(own)):
                yield entry

    def _pairs(self, field: str) -> Iterator[tuple[str, str]]:
        """What is mutual in the second, unless the first has it, however it is turned."""
        known = {frozenset(pair) for pair in getattr(self.one, field)}
        for was, pair in zip(getattr(self.given, field), getattr(self.other, field), strict=True):
            if frozenset(pair) not in known and len(set(pair)) == len(set(was)):
                yield pair

    def _decide(self, what: str, where: str, one: str, other: str) -> bool:
        """Whether the second's word counts."""
        decided = self.decisions.get((what, where), "")
        self.told.append(Disagreement(what, where, one, other, decided))
        return decided == "other"

    # Statements

    def _held(self, thing: Any, reader: int) -> Any:
        """A statement or a step with who holds it."""
        if HELD_BY in thing.attributes:
            return thing
        return evolve(thing, attributes={**thing.attributes, HELD_BY: self.readers[reader]})

    def _together(self, mine: Statement, theirs: Statement) -> Statement:
        where = name(mine)
        attributes = self._attributes(mine, self._held(theirs, 1), where)
        if theirs.text != mine.text:
            words: list[Any] = [attributes.get(OTHER_WORDING), theirs.text]
            attributes[OTHER_WORDING] = " / ".join(dict.fromkeys(str(x) for x in words if x))
        quotations = {q.text: q for q in (*theirs.quotations, *mine.quotations)}
        order = dict.fromkeys(q.text for q in (*mine.quotations, *theirs.quotations))
        changes: dict[str, Any] = {}
        for mark, said in (
            ("open", ("asserted", "open")),
            ("unstated", ("stated", "unstated")),
        ):
            values = getattr(mine, mark), getattr(theirs, mark)
            if values[0] != values[1] and self._decide(mark, where, *(said[v] for v in values)):
                changes[mark] = values[1]
        # The other kinds follow from the place in the map.
        kinds = mine.kind, theirs.kind
        if (
            "recommendation" in kinds
            and kinds[0] != kinds[1]
            and self._decide("kind", where, *kinds)
        ):
            changes["kind"] = theirs.kind
        if mine.speakers != theirs.speakers:
            speakers = [listed(s.speakers) or "the author" for s in (mine, theirs)]
            if self._decide("speaker", where, *speakers):
                changes["speakers"] = theirs.speakers
        return evolve(
            mine,
            quotations=[quotations[text] for text in order],
            attributes=attributes,
            **changes,
        )

    def _attributes(self, mine: Any, theirs: Any, where: str) -> dict[str, Any]:
        """The attributes of a thing that both have, with all who hold it."""
        found = dict(mine.attributes)
        for key, value in theirs.attributes.items():
            if key == HELD_BY:
                holders = [*_holders(mine), *_holders(theirs)]
                found[key] = ", ".join(dict.fromkeys(holders))
            elif key == OTHER_WORDING:
                found[key] = " / ".join(dict.fromkeys(filter(None, (found.get(key), value))))
            elif key not in found or (
                found[key] != value
                and self._decide(key, where, text_of(found[key]), text_of(value))
            ):
                found[key] = value
        return found

    def _header(self) -> dict[str, Any]:
        """The attributes of the map; what the other's header says otherwise is kept, and is no conflict."""
        found = dict(self.one.attributes)
        for key, value in self.other.attributes.items():
            if found.setdefault(key, value) != value:
                found[f"x-other-{key.removeprefix('x-other-')}"] = value
        if self.one.title and self.other.title not in ("", None, self.one.title):
            found["x-other-title"] = self.other.title
        return found

    # Steps

    def _arguments(self) -> list[Argument]:
        made = {a.id: self._held(a, 0) for a in self.one.arguments}
        known = {_step(a): a.id for a in self.one.arguments}
        ids: dict[str, str] = {}
        # What a step is aimed at comes before it.
        depth = {a.id: len(self.other.aimed_through(a)) for a in self.other.arguments}
        for theirs in sorted(self.other.arguments, key=lambda a: depth[a.id]):
            premises = list(theirs.premises)
            if len(set(premises)) < self.distinct[theirs.id]:
                # The parts of what is one in the first.
                premises = list(dict.fromkeys(premises))
            target = ids.get(theirs.target, theirs.target)
            theirs = evolve(theirs, premises=premises, target=target)
            where = self._said(theirs)
            if theirs.aims_at_step and target not in made:
                self._decide("step", where, "there is no such step", where)
                continue
            if target in theirs.members and theirs.id not in self.looping:
                self._decide("step", where, "parts of one statement", where)
                continue
            if (key := known.get(_step(theirs))) is not None:
                made[key], ids[theirs.id] = self._same_step(made[key], theirs), key
                continue
            against = [made[k] for k in made if self._excludes(made[k], theirs)]
            if against:
                one = listed([self._said(a) for a in against])
                what = "step" if against[0].role != theirs.role else "linking"
                if not self._decide(what, where, one, where):
                    continue
                for a in against:
                    self._drop(made, known, a)
            made[theirs.id] = self._held(theirs, 1)
            ids[theirs.id] = theirs.id
        return list(made.values())

    def _drop(self, made: dict[str, Argument], known: dict[object, str], step: Argument) -> None:
        """Takes a step away, with what is aimed at it."""
        gone = [step.id]
        for key in gone:
            gone += [a.id for a in made.values() if a.aims_at_step and a.target == key]
            known.pop(_step(made[key]), None)
            del made[key]

    def _excludes(self, mine: Argument, theirs: Argument) -> bool:
        """Whether a step of the first can't stand beside one of the second: the same premises do the contrary, or work
        together in one and alone in the other.
        """
        if mine.target != theirs.target or mine.aims_at_step or theirs.aims_at_step:
            return False
        ours, others = set(mine.members), set(theirs.members)
        if mine.role != theirs.role:
            return ours == others and _OPPOSITE.get(mine.role) == theirs.role
        first = {s.id for s in self.one.statements}
        return bool(ours & others) and others <= first and (ours < others or others < ours)

    def _same_step(self, mine: Argument, theirs: Argument) -> Argument:
        where = self._said(mine)
        attributes = self._attributes(mine, self._held(theirs, 1), where)
        changes: dict[str, Any] = {}
        for part, say in _STEP_FIELDS.items():
            ours, others = getattr(mine, part), getattr(theirs, part)
            if part in _ADDED and not (ours and others) and others not in DISCHARGING:
                # What only one says is no contradiction.
                changes[part] = ours or others
            elif ours != others and self._decide(part, where, say(ours), say(others)):
                changes[part] = others
        return evolve(mine, attributes=attributes, **changes)

    def _said(self, step: Argument) -> str:
        """A step in words."""
        members = listed([name(self._statement(key)) for key in step.members])
        target = step.target
        for _ in range(len(self.aimed)):
            if target not in self.aimed:
                break
            target = self.aimed[target]
        does = _VERBS[step.role][len(step.members) > 1]
        return f"{members} {does} {name(self._statement(target))}"

    def _statement(self, key: str) -> Statement:
        return self.statements[key]

    @cached_property
    def aimed(self) -> dict[str, str]:
        """What each step of either map is aimed at."""
        return {a.id: a.target for map in (self.one, self.other) for a in map.arguments}

    def _preferences(self) -> list[Any]:
        found = list(self.one.preferences)
        for was, theirs in zip(self.given.preferences, self.other.preferences, strict=True):
            joined = theirs.preferred == theirs.over and was.preferred != was.over
            if theirs in self.one.preferences or joined:
                continue
            back = evolve(theirs, preferred=theirs.over, over=theirs.preferred)
            said = [
                f"{name(self._statement(p.preferred))} over {name(self._statement(p.over))}"
                for p in (back, theirs)
            ]
            if back != theirs and back in self.one.preferences:
                if not self._decide("preference", said[1], *said):
                    continue
                found.remove(back)
            found.append(theirs)
        return found


_ENDS = {
    "parts": ("whole", "part"),
    "explanations": ("explained",),
    "conditions": ("statement", "provided"),
    "answers": ("question", "answer"),
    "independences": ("statement", "of"),
}
_STEP_FIELDS: dict[str, Callable[[Any], str]] = {
    "scheme": lambda value: f"by {value}" if value else "no scheme",
    "strict": lambda value: "a deduction" if value else "no deduction",
    "conceded": lambda value: "granted" if value else "not granted",
    "speakers": lambda value: listed(list(value)) or "the author",
    "premise_roles": lambda value: ", ".join(f"{k} as {v}" for k, v in value.items()) or "none",
}


_ADDED = ("scheme", "premise_roles")


def _step(a: Argument) -> object:
    return a.role, frozenset(a.premises), a.target, a.warrant


def _holders(thing: Any) -> Iterable[str]:
    return [one for one in str(thing.attributes.get(HELD_BY, "")).split(", ") if one]


def _labelled(thing: Any, taken: set[str]) -> Any:
    """A thing of the second map with a label that is free."""
    if thing.label is None:
        return thing
    label, number = thing.label, 1
    while label in taken:
        number += 1
        label = f"{thing.label}-{number}"
    taken.add(label)
    return thing if label == thing.label else evolve(thing, label=label)
