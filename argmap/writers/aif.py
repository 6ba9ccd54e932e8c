"""A map in the Argument Interchange Format, as AIFdb's JSON and as xAIF.

Statements are I-nodes, arguments RA- or CA-nodes, undercuts and challenges CA-nodes that lead to another's node, the
last with a scheme that says so, as the two CA-nodes of a contradiction have one, there and back. Restatements are
MA-nodes. A speaker has an L-node, as OVA makes them: the name, and what is said; so has a question, which is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

from attrs import define, field

from argmap.losses import Loss
from argmap.model import Argument, Map
from argmap.schemes.names import CHALLENGE, CONTRADICTION, from_aif
from argmap.schemes.names import to_aif as named
from argmap.wording import json_text
from argmap.writers.losses import not_carried
from argmap.writers.output import Written


def to_aif(map: Map) -> Written:
    """The map as AIFdb and most corpora have it, and what that can't carry."""
    graph = _Graph(map)
    nodes = [{**node, "timestamp": ""} for node in graph.nodes]
    edges = [
        {"edgeID": str(n), "fromID": source, "toID": target, "formEdgeID": None}
        for n, (source, target) in enumerate(graph.edges, 1)
    ]
    locutions = [
        {"nodeID": node, "personID": str(person), "timestamp": "", "start": None, "end": None}
        | {"source": None}
        for node, person in graph.locutions
    ]
    return _written(map, {"nodes": nodes, "edges": edges, "locutions": locutions})


def to_xaif(map: Map) -> Written:
    """The map as xAIF, and what that can't carry."""
    graph = _Graph(map)
    edges = [
        {"edgeID": n, "fromID": source, "toID": target}
        for n, (source, target) in enumerate(graph.edges, 1)
    ]
    aif = {
        "nodes": graph.nodes,
        "edges": edges,
        "schemefulfillments": [],
        "descriptorfulfillments": [],
        "participants": [
            {"participantID": number, **_names(name)} for name, number in graph.people.items()
        ],
        "locutions": [
            {"nodeID": node, "personID": person, "start": None, "end": None}
            for node, person in graph.locutions
        ],
    }
    ova = {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []}
    document = {"AIF": aif, "text": "", "dialog": bool(graph.locutions), "OVA": ova}
    return _written(map, document)


def _written(map: Map, document: dict[str, Any]) -> Written:
    text = json_text(document)
    return Written(text, (*not_carried(map, "aif"), *_renamed(map)))


def _renamed(map: Map) -> Iterator[Loss]:
    """Losses for the schemes whose names are read back from AIF as others."""
    for argument in map.arguments:
        if argument.scheme and from_aif(*named(argument.scheme)) != argument.scheme:
            yield Loss("schemes", f"{argument.scheme}, of {argument.id}", argument.span)


def _names(name: str) -> dict[str, str]:
    first, _, last = name.rpartition(" ")
    return {"firstname": first, "surname": last}


def _text(text: str) -> str:
    """A text with ampersands escaped where readers of AIF would unescape them."""
    return text if unescape(text) == text else text.replace("&", "&amp;")


@define(eq=False)
class _Graph:
    map: Map
    nodes: list[dict[str, str]] = field(factory=list)
    edges: list[tuple[str, str]] = field(factory=list)
    people: dict[str, int] = field(factory=dict)
    locutions: list[tuple[str, int]] = field(factory=list)
    # The locution of each speaker that has the words of some statement, or of none.
    said: dict[tuple[str, str], str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        map = self.map
        names = {s.id: self._node("I", s.text) for s in map.statements}
        steps = {}
        for argument in map.arguments:
            kind = "RA" if argument.role == "supports" else "CA"
            default = "Default Inference" if kind == "RA" else "Default Conflict"
            scheme, text = named(argument.scheme) if argument.scheme else (default, default)
            if argument.role == "challenges":
                scheme, text = CHALLENGE, text if argument.scheme else CHALLENGE
            steps[argument.id] = self._node(kind, text, scheme)
        for argument in map.arguments:
            aims = steps if argument.aims_at_step else names
            self._add_edges(
                steps[argument.id], [names[p] for p in argument.premises], aims[argument.target]
            )
        for pair in map.contradictions:
            one, other = (names[s] for s in pair)
            for source, target in ((one, other), (other, one)):
                node = self._node("CA", CONTRADICTION, CONTRADICTION)
                self._add_edges(node, [source], target)
        for preference in map.preferences:
            node = self._node("PA", "Default Preference", "Default Preference")
            self._add_edges(node, [names[preference.preferred]], names[preference.over])
        for one, other in map.restatements:
            node = self._node("MA", "Default Rephrase", "Default Rephrase")
            self._add_edges(node, [names[one]], names[other])
        for statement in map.statements:
            question = statement.kind == "question"
            # A question that nobody is said to ask is asked all the same.
            for speaker in statement.speakers or ("",) * question:
                force = "Pure Questioning" if question else "Asserting"
                locution = self._locution(speaker, statement.text)
                self.said[speaker, statement.id] = locution
                self._illocution(force, locution, names[statement.id])
        for argument in map.arguments:
            for speaker in argument.speakers:
                self._add_step_speaker(argument, speaker, steps[argument.id])

    def _node(self, kind: str, text: str, scheme: str = "") -> str:
        name = str(len(self.nodes) + 1)
        node = {"nodeID": name, "text": _text(text), "type": kind}
        self.nodes.append(node | ({"scheme": scheme} if scheme else {}))
        return name

    def _add_edges(self, scheme: str, premises: list[str], conclusion: str) -> None:
        self.edges += [(premise, scheme) for premise in premises]
        self.edges.append((scheme, conclusion))

    def _locution(self, speaker: str, words: str) -> str:
        """Adds a locution, of nobody where the speaker is ""; returns the name of its node."""
        locution = self._node("L", f"{speaker}: {words}" if speaker else words)
        if speaker:
            person = self.people.setdefault(speaker, len(self.people) + 1)
            self.locutions.append((locution, person))
        return locution

    def _illocution(self, force: str, locution: str, content: str) -> None:
        self._add_edges(self._node("YA", force, force), [locution], content)

    def _add_step_speaker(self, argument: Argument, speaker: str, step: str) -> None:
        """Adds that somebody makes a step: by the locution of its one premise, or by one of its own."""
        premises = dict.fromkeys(argument.premises)
        locution = self.said.get((speaker, argument.premises[0])) if len(premises) == 1 else None
        if locution is None:
            locution = self._locution(speaker, " ".join(self.map[key].text for key in premises))
        force = "Arguing" if argument.role == "supports" else "Disagreeing"
        self._illocution(force, locution, step)
