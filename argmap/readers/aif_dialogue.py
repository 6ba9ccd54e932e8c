"""The dialogue of an AIF graph: whose words a statement gives, who makes a step, and what is only asked.

A locution (L) has a statement as its content through an illocution (YA), and a step too, itself or by way of the
transition (TA) that leads to it. Of a dialogue, a map holds no more than that: what else there is, is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from attrs import define, field

from argmap.readers.objects import Objects

# Illocutions that assert their content, or argue by it, and no more; and those that only ask about it.
_ASSERTING = ("Asserting", "Default Illocuting", "YA", "")
_ARGUING = ("Arguing", "Disagreeing", *_ASSERTING)
_QUESTION = "purequestioning"
_ASKING = (_QUESTION, "purechallenging", "challenging")
_NAMED = re.compile(r"([^:]{1,100}?)\s*:(?=\s)")


@define
class Node:
    """A node of a graph as it stands there; `at` is its offset."""

    kind: str
    text: str
    scheme: str
    at: int


@define
class _Saying:
    """A locution, the illocution by which it has its content, that content, and the words of that."""

    locution: str
    illocution: str
    aim: str
    words: str


@define(eq=False)
class Dialogue:
    """Who says what in a graph: `speakers` of I-nodes and S-nodes by their names, and which nodes of the
    dialogue are `carried_over` in that.
    """

    document: Objects
    nodes: dict[str, Node]
    edges: Iterable[tuple[str, str]]
    speakers: dict[str, list[str]] = field(factory=dict, init=False)
    carried_over: set[str] = field(factory=set, init=False)
    # The name of each participant, and the participant of each locution.
    _people: dict[str, str] = field(factory=dict, init=False)
    _person: dict[str, str] = field(factory=dict, init=False)
    # Names that stand before the words of a statement in some locution, and by person, with what its begin.
    _names: set[str] = field(factory=set, init=False)
    _openings: dict[str, set[str | None]] = field(factory=dict, init=False)
    _into: dict[str, list[str]] = field(factory=dict, init=False)
    _out: dict[str, list[str]] = field(factory=dict, init=False)
    # What is said otherwise than by asking, and the sayings that ask.
    _said: set[str] = field(factory=set, init=False)
    _asked: dict[str, list[_Saying]] = field(factory=dict, init=False)

    def read(self, at: tuple[str, ...]) -> None:
        """Reads the dialogue; `at` is the path of the graph in the document."""
        for source, target in self.edges:
            self._into.setdefault(target, []).append(source)
            self._out.setdefault(source, []).append(target)
        self._participants(at)
        for name, person in self._person.items():
            found = _NAMED.match(self.nodes[name].text)
            self._openings.setdefault(person, set()).add(found[1] if found else None)
        sayings = list(self._sayings())
        self._names = {n for saying in sayings if (n := self._before(saying))}
        for saying in sayings:
            self._add(saying)

    def of_statement(self, name: str) -> dict[str, Any]:
        """What the dialogue says of a statement, by the fields that `MapBuilder.statement` has for it: what is only
        asked is a question where it is argued neither with nor about, and otherwise open.
        """
        asked = self._asked.get(name)
        if not asked or name in self._said:
            return {"speakers": self.speakers.get(name, ())}
        around = (*self._into.get(name, ()), *self._out.get(name, ()))
        argued = any(self.nodes[n].kind not in ("L", "YA", "TA") for n in around if n in self.nodes)
        if argued or any(self._force(saying) != _QUESTION for saying in asked):
            return {"open": True}
        for saying in asked:
            self.carried_over.add(saying.illocution)
            self._add_speaker(saying)
        return {"kind": "question", "speakers": self.speakers.get(name, ())}

    def _participants(self, at: tuple[str, ...]) -> None:
        builder = self.document.builder
        # Of a dialogue, a map holds no more than the names of speakers.
        people, locutions = (self.document.only_for(k) for k in ("participants", "locutions"))
        for item in people.items(*at, "participants"):
            if person := people.name(item, "participantID"):
                names = (people.text(item, key) for key in ("firstname", "surname"))
                self._people[person] = " ".join(filter(None, names))
        for item in locutions.items(*at, "locutions"):
            name, person = (locutions.name(item, key) for key in ("nodeID", "personID"))
            if name is None or person is None:
                continue
            node = self.nodes.get(name)
            if node is None:
                builder.lose("locutions", f"of the node {name}, which is not here", item.at)
            elif node.kind != "L":
                builder.lose("locutions", f"{name}, no L-node, by the person {person}", item.at)
            elif self._person.setdefault(name, person) != person:
                builder.lose("speakers", f"person {person}, of {name}", item.at)

    def _of_kind(self, names: Iterable[str], *kinds: str) -> list[str]:
        return [n for n in names if n in self.nodes and self.nodes[n].kind in kinds]

    def _sayings(self) -> Iterable[_Saying]:
        for name, node in self.nodes.items():
            if node.kind != "YA":
                continue
            locutions = self._of_kind(self._into.get(name, ()), "L")
            answering = [
                locution
                for transition in self._of_kind(self._into.get(name, ()), "TA")
                for locution in self._of_kind(self._out.get(transition, ()), "L")
            ]
            for aim in self._of_kind(self._out.get(name, ()), "I", "RA", "CA"):
                if self.nodes[aim].kind == "I":
                    words = self.nodes[aim].text
                else:
                    premises = self._of_kind(self._into.get(aim, ()), "I")
                    words = " ".join(self.nodes[premise].text for premise in premises)
                    locutions = [*locutions, *answering]
                for locution in locutions:
                    yield _Saying(locution, name, aim, words)

    def _before(self, saying: _Saying) -> str | None:
        """The name with which a locution begins, where the rest of it is the words of its content; "" where it is
        those alone, None where it is others. The case of the first letter is ignored.
        """
        words_said, text = self.nodes[saying.locution].text, saying.words
        begins = len(words_said) - len(text)
        words = words_said[max(begins, 0) :]
        if words[1:] != text[1:] or words[:1].casefold() != text[:1].casefold():
            return None
        before = words_said[: max(begins, 0)].strip(" \t\n")
        if before and not before.endswith(":"):
            return None
        return before.removesuffix(":").rstrip(" \t\n")

    def _force(self, saying: _Saying) -> str:
        node = self.nodes[saying.illocution]
        return (node.scheme or node.text).replace(" ", "").casefold()

    def _add(self, saying: _Saying) -> None:
        """Notes the speaker of what a locution asserts, argues, or otherwise has as its content."""
        node = self.nodes[saying.illocution]
        of_statement = self.nodes[saying.aim].kind == "I"
        if of_statement and self._force(saying) in _ASKING:
            self._asked.setdefault(saying.aim, []).append(saying)
            return
        if of_statement:
            self._said.add(saying.aim)
        if (node.scheme or node.text) in (_ASSERTING if of_statement else _ARGUING):
            self.carried_over.add(saying.illocution)
        self._add_speaker(saying)

    def _add_speaker(self, saying: _Saying) -> None:
        locution = saying.locution
        opening = self._before(saying)
        if opening is not None:
            self.carried_over.add(locution)
        elif (named := _NAMED.match(self.nodes[locution].text)) and named[1] in self._names:
            opening = named[1]
        person = self._person.get(locution)
        name = self._people.get(person or "")
        if not name and opening:
            name = opening
        elif not name and person is not None:
            agreed = self._openings[person]
            name = next(iter(agreed)) if len(agreed) == 1 else None
        if name:
            found = self.speakers.setdefault(saying.aim, [])
            found += [name] * (name not in found)
        elif person is not None:
            what = f"person {person}, of {saying.aim}"
            self.document.builder.lose("speakers", what, self.nodes[locution].at)
