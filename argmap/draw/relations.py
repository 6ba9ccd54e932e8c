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
    answers: dict[str, list[str]] = {}
    for answer in map.answers:
        among = answers.setdefault(answer.question, [])
        if answer.answer not in among:
            among.append(answer.answer)
    found = [Relation("answer", tuple(members), key) for key, members in answers.items()]
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


def lines(map: Map) -> list[tuple[str, str, str]]:
    """All of these as lines with a word: from a statement to the one that it bears on, or says again."""
    words = WORDS | {"answer": "answers"}
    found = [(member, r.host, words[r.kind]) for r in relations(map) for member in r.members]
    return found + [(one, other, words["restatement"]) for one, other in restatements(map)]


def supposing(map: Map, numbers: Mapping[str, object], statement: Statement) -> list[str]:
    """A note on what holds only under a supposition, where no passage is drawn."""
    within = statement.within
    return [f"supposing {numbers[within]}"] if within is not None and within in numbers else []


def choice(map: Map, question: str) -> str:
    """The word between two answers to a question."""
    return "and/or" if map[question].attributes.get("choose") == "several" else "or"


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
