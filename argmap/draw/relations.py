"""What holds between statements and is no argument, as all layouts draw it: relations, and passages as regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.draw.connectors import LinkKind
from argmap.model import Map, Section, Statement

WORDS: dict[LinkKind, str] = {
    "challenge": "challenges",
    "condition": "provided",
    "explanation": "explains",
    "restatement": "in other words",
}
"""The word beside a line."""


class Relation(NamedTuple):
    """What leads from statements to the one that they answer, explain or are a condition of."""

    kind: LinkKind
    members: tuple[str, ...]
    host: str

    @property
    def name(self) -> str:
        """What it is called among the things of a drawing."""
        return f"{self.kind}-{self.members[0]}-{self.host}"


def relations(map: Map) -> list[Relation]:
    """The answers of each question, in one; the conditions and the explanations, each by itself."""
    found = [Relation("answer", members, key) for key, members in map.answers_to.items()]
    found += [Relation("condition", (c.provided,), c.statement) for c in map.conditions]
    found += [
        Relation("explanation", tuple(dict.fromkeys(e.explaining)), e.explained)
        for e in map.explanations
    ]
    return found


def restatements(map: Map) -> list[tuple[str, str]]:
    """The pairs of statements that say the same, each pair once."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for one, other in map.restatements:
        if one != other:
            pairs.setdefault(frozenset((one, other)), (one, other))
    return list(pairs.values())


class Line(NamedTuple):
    """What holds between two statements and is no argument, as one line."""

    kind: str
    start: str
    end: str


def lines(map: Map) -> Iterator[Line]:
    """All that holds between statements and is no argument, for a language of graphs, in which nothing but lines
    can be said.
    """
    for part in map.parts:
        yield Line("part", part.part, part.whole)
        if part.alternative_to is not None:
            yield Line("alternative", part.part, part.alternative_to)
    for one, other in map.contradictions:
        yield Line("contradiction", one, other)
    for preference in map.preferences:
        yield Line("preference", preference.preferred, preference.over)
    for one, other in restatements(map):
        yield Line("restatement", one, other)
    for relation in relations(map):
        for member in relation.members:
            yield Line(relation.kind, member, relation.host)
    for claim in map.independences:
        yield Line("independence", claim.statement, claim.of)


def choice(map: Map, question: str) -> str:
    """The word between two answers to a question."""
    return "and/or" if map.takes_several(question) else "or"


# Sections and passages


class Region(NamedTuple):
    """A section, or the passage of a supposition: its name, that of the region around it, and its title. `supposition`
    is "" for a section.
    """

    name: str
    parent: str | None
    title: str
    supposition: str = ""


class Regions:
    """The sections of a map and the passages in them, by name, and in which each statement stands; with what
    statements are called.

    A supposition stands in its own passage.
    """

    def __init__(self, map: Map, numbers: Mapping[str, str]) -> None:
        self.all: dict[str, Region] = {}
        for section in map.sections:
            title = section_title(section)
            self.all[section.id] = Region(section.id, section.parent, title)
        self._passages = {s.id: passage(s.id) for s in map.statements if s.kind == "supposition"}
        self.of: dict[str, str | None] = {}
        for statement in map.statements:
            outer = self._passages.get(statement.within or "", statement.section)
            self.of[statement.id] = outer
            if statement.id in self._passages:
                name = self.of[statement.id] = self._passages[statement.id]
                title = passage_title(map, numbers, statement.id)
                self.all[name] = Region(name, outer, title, statement.id)
        for name in self.all:
            if name in [*self.around(self.all[name].parent)]:
                # A circle, which only a file of another tool can have.
                self.all[name] = self.all[name]._replace(parent=None)
        # By the name of the region; the statements that may stand outside, on top of it.
        self.outcomes: dict[str, str] = {
            self._passages[key]: outcome
            for key, outcome in map.outcomes.items()
            if key in self._passages
        }

    def walk(self) -> Iterator[tuple[Region, int, bool]]:
        """The regions that hold a statement, each with its depth, from 1, where it begins and, with True, where it
        ends: what lies in a region stands between the two.
        """
        full: set[str] = set()
        for inner in self.of.values():
            for name in self.around(inner):
                if name in full:
                    break
                full.add(name)
        inside: dict[str | None, list[Region]] = {}
        for region in self.all.values():
            if region.name in full:
                inside.setdefault(region.parent, []).append(region)
        stack = [(region, 1, False) for region in reversed(inside.get(None, []))]
        while stack:
            region, depth, ends = stack.pop()
            yield region, depth, ends
            if not ends:
                stack.append((region, depth, True))
                within = reversed(inside.get(region.name, []))
                stack.extend((one, depth + 1, False) for one in within)

    def members(self, map: Map) -> dict[str | None, list[Statement]]:
        """The statements directly in each region, and under None those in no region."""
        found: dict[str | None, list[Statement]] = {}
        for statement in map.statements:
            found.setdefault(self.of[statement.id], []).append(statement)
        return found

    def around(self, name: str | None) -> Iterator[str]:
        """A region and those around it, the innermost first."""
        seen: set[str] = set()
        while name is not None and name not in seen:
            seen.add(name)
            yield name
            name = self.all[name].parent


def section_title(section: Section) -> str:
    """What stands over a section: whose words it has, and its title."""
    said_already = section.speaker is None or section.speaker in section.title
    return section.title if said_already else f"{section.speaker}: {section.title}"


def passage(supposition: str) -> str:
    """The name of a passage, which no section has."""
    return f"suppose\0{supposition}"


def passage_title(map: Map, numbers: Mapping[str, str], supposition: str) -> str:
    """What stands over a passage."""
    speaker = map[supposition].speaker
    said = f"{speaker}: " if speaker else ""
    return f"{said}suppose {numbers[supposition]}"
