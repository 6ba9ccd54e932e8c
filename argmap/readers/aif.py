"""AIF as JSON, in the form of AIFdb and as xAIF: what its I-nodes say and its S-nodes do, as a map.

AIF's rules are checked: each edge leads from or to an S-node, an S-node has premises and one conclusion.
xAIF allows it to lack them while an analysis goes on. Dialogue nodes (L, YA, TA) become the speakers of
statements, where they say whose words a statement gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from attrs import define, field

from argmap.readers.builder import MapBuilder
from argmap.readers.objects import Item, Objects
from argmap.readers.scheme_graph import Act, SchemeGraph
from argmap.resolve import Resolved
from argmap.schemes.names import CONTRADICTION, from_aif
from argmap.source import Source

_ACTS: dict[str, Act] = {"RA": "supports", "CA": "attacks", "PA": "prefers", "MA": "rephrases"}
# The types of nodes of a dialogue, and what a loss calls them.
_DIALOGUE = {"L": "locutions", "YA": "illocutions", "TA": "transitions"}
# The nodes that a map has a place for; what is wrong with any other is a loss.
_KEPT = ("I", "RA", "CA", "PA", "")
_LOST_NODES = "nodes of what is lost"
# Illocutions that assert their content, and no more; and those that only ask about it.
_ASSERTING = ("Asserting", "Default Illocuting", "YA", "")
_ASKING = ("purequestioning", "purechallenging", "challenging")
_NAMED = re.compile(r"([^:]{1,100}?)\s*:(?=\s)")

_DOCUMENT = (
    *("AIF", "nodes", "edges", "locutions", "participants", "schemefulfillments", "text", "dialog"),
    *("descriptorfulfillments", "cqdescriptorfulfillments", "OVA", "ova"),
)
_NODE = ("nodeID", "text", "type", "timestamp", "scheme", "schemeID")
_EDGE = ("edgeID", "fromID", "toID", "formEdgeID")


def read_aif(source: Source) -> Resolved:
    """The map of a document in either form; never raises on what the text holds."""
    builder = MapBuilder(source, "AIF", ordered=False)
    document = Objects.of(builder)
    if not builder.diagnostics:
        _Reader(document).read()
    return builder.resolved()


@define
class _Node:
    kind: str
    text: str
    scheme: str
    at: int


@define(eq=False)
class _Reader:
    document: Objects
    nodes: dict[str, _Node] = field(factory=dict)
    edges: list[tuple[str, str, int]] = field(factory=list)
    people: dict[str, str] = field(factory=dict)
    person_of_locution: dict[str, str] = field(factory=dict)
    # Names that stand before the words of a statement in some locution.
    names: set[str] = field(factory=set)
    carried_over: set[str] = field(factory=set)

    def read(self) -> None:
        builder = self.document.builder
        extended = "AIF" in self.document.data
        at: tuple[str, ...] = ("AIF",) if extended else ()
        self._nodes(at)
        for item in self.document.items(*at, "edges", needed=True):
            keys = ("fromID", "toID")
            lost = any(self._is_lost(item.data.get(key)) for key in keys)
            document = self.document.only_for("edges of what is lost") if lost else self.document
            source, target = (document.name(item, key) for key in keys)
            if source and target:
                self.edges.append((source, target, item.at))
            self._lose_other_keys(item, _EDGE, "edges")
        self._participants(at)
        speakers = self._speakers()
        graph = SchemeGraph(builder, complete=not extended)
        for name, node in self.nodes.items():
            if node.kind == "I":
                graph.statement(name, node.text, node.at, speaker=speakers.get(name))
            elif node.kind in _ACTS:
                scheme = from_aif(node.scheme, node.text)
                mutual = scheme == CONTRADICTION
                act = _ACTS[node.kind]
                graph.scheme(name, act, node.at, mutual=mutual, scheme=scheme)
            elif node.kind in _DIALOGUE:
                graph.other(name, node.at)
                if name not in self.carried_over:
                    what = f"{name}: {node.text}"
                    builder.lose(_DIALOGUE[node.kind], what, node.at)
            elif node.kind:
                graph.other(name, node.at)
                builder.lose("nodes of other types", f"{node.kind} {name}: {node.text}", node.at)
            else:
                graph.scheme(name, "unknown", node.at)
        self._dialogue_edges()
        for source, target, place in self.edges:
            graph.edge(source, target, place)
        graph.finish()
        self._lose_other_data(at)

    def _nodes(self, at: tuple[str, ...]) -> None:
        stamps = 0
        for item in self.document.items(*at, "nodes", needed=True):
            own = _kind(item.data)
            document = self.document if own in _KEPT else self.document.only_for(_LOST_NODES)
            name = document.name(item, "nodeID")
            if name is None:
                continue
            if name in self.nodes:
                message = f"two nodes have the `nodeID` {name}"
                if own in _KEPT or self.nodes[name].kind in _KEPT:
                    self.document.builder.say(message, item.at)
                else:
                    self.document.builder.lose(_LOST_NODES, message, item.at)
                continue
            item.shown = f"node `{name}`"
            kind = self.document.text(item, "type")
            text, scheme = (document.text(item, k) for k in ("text", "scheme"))
            # AIFdb and OVA keep texts as they stand in a page.
            self.nodes[name] = _Node(
                kind.strip(), unescape(text).strip(" \t\r\n"), unescape(scheme), item.at
            )
            stamps += bool(item.data.get("timestamp"))
            self._lose_other_keys(item, _NODE, "nodes")
        if stamps:
            self.document.builder.lose("timestamps", f"of {stamps} nodes")

    def _is_lost(self, name: object) -> bool:
        """Whether a node is one that a map has no place for."""
        node = self.nodes.get(str(name))
        return node is not None and node.kind not in _KEPT

    def _lose_other_keys(self, item: Item, known: tuple[str, ...], of: str) -> None:
        if not item.data.keys() <= set(known):
            self.document.lose_other_keys(item.data, known, of)

    # Who says what

    def _participants(self, at: tuple[str, ...]) -> None:
        """The names of participants, and for each locution the person it is of."""
        builder = self.document.builder
        # Of a dialogue, a map holds no more than the names of speakers.
        people, locutions = (self.document.only_for(k) for k in ("participants", "locutions"))
        for item in people.items(*at, "participants"):
            if person := people.name(item, "participantID"):
                names = (people.text(item, key) for key in ("firstname", "surname"))
                self.people[person] = " ".join(filter(None, names))
        for item in locutions.items(*at, "locutions"):
            name, person = (locutions.name(item, key) for key in ("nodeID", "personID"))
            if name is None or person is None:
                continue
            node = self.nodes.get(name)
            if node is None:
                builder.lose("locutions", f"of the node {name}, which is not here", item.at)
            elif node.kind != "L":
                builder.lose("locutions", f"{name}, no L-node, by the person {person}", item.at)
            elif self.person_of_locution.setdefault(name, person) != person:
                builder.lose("speakers", f"person {person}, of {name}", item.at)

    def _speakers(self) -> dict[str, str]:
        """The speakers of statements: of the locutions that assert them."""
        into: dict[str, list[str]] = {}
        out: dict[str, list[str]] = {}
        for source, target, _ in self.edges:
            into.setdefault(target, []).append(source)
            out.setdefault(source, []).append(target)
        openings: dict[str, set[str | None]] = {}
        for name, person in self.person_of_locution.items():
            found = _NAMED.match(self.nodes[name].text)
            openings.setdefault(person, set()).add(found[1] if found else None)

        def of_kind(kind: str, names: list[str]) -> list[str]:
            return [n for n in names if n in self.nodes and self.nodes[n].kind == kind]

        sayings = [
            (locution, name, aim)
            for name, node in self.nodes.items()
            if node.kind == "YA"
            for locution in of_kind("L", into.get(name, []))
            for aim in of_kind("I", out.get(name, []))
        ]
        self.names = {
            n for locution, _, aim in sayings if (n := self._speaker_before(locution, aim))
        }
        speakers: dict[str, str] = {}
        for locution, illocution, aim in sayings:
            self._add_speaker(locution, illocution, aim, speakers, openings)
        return speakers

    def _speaker_before(self, locution: str, aim: str) -> str | None:
        """The name with which a locution begins, where the rest of it is the text of the node that it aims
        at; "" where it is that text alone, None where it is another. The case of the first letter is ignored.
        """
        words_said, text = self.nodes[locution].text, self.nodes[aim].text
        begins = len(words_said) - len(text)
        words = words_said[max(begins, 0) :]
        if words[1:] != text[1:] or words[:1].casefold() != text[:1].casefold():
            return None
        before = words_said[: max(begins, 0)].strip(" \t\n")
        if before and not before.endswith(":"):
            return None
        return before.removesuffix(":").rstrip(" \t\n")

    def _add_speaker(
        self,
        locution: str,
        illocution: str,
        aim: str,
        speakers: dict[str, str],
        openings: dict[str, set[str | None]],
    ) -> None:
        """Notes the speaker of a node that a locution asserts, or otherwise has as its content."""
        lose = self.document.builder.lose
        node = self.nodes[locution]
        force = self.nodes[illocution].scheme or self.nodes[illocution].text
        if force.replace(" ", "").casefold() in _ASKING:
            return
        if force in _ASSERTING:
            self.carried_over.add(illocution)
        opening = self._speaker_before(locution, aim)
        if opening is not None:
            self.carried_over.add(locution)
        elif (named := _NAMED.match(node.text)) and named[1] in self.names:
            opening = named[1]
        person = self.person_of_locution.get(locution)
        name = self.people.get(person or "")
        if not name and opening:
            name = opening
        elif not name and person is not None:
            agreed = openings[person]
            name = next(iter(agreed)) if len(agreed) == 1 else None
        if name and speakers.setdefault(aim, name) != name:
            lose("speakers", f"{name}, of {aim}", node.at)
        elif not name and person is not None:
            lose("speakers", f"person {person}, of {aim}", node.at)

    def _dialogue_edges(self) -> None:
        """Drops the edges between nodes of a dialogue, which say nothing about the argument, and those
        from an illocution to its content.
        """
        kept = []
        for source, target, at in self.edges:
            kinds = [self.nodes[n].kind if n in self.nodes else "?" for n in (source, target)]
            if "?" in kinds or not ("YA" in kinds or "TA" in kinds):
                if kinds[0] in ("I", "L") and kinds[1] in ("I", "L") and "L" in kinds:
                    what = f"{kinds[0]}-node {source} to {kinds[1]}-node {target}"
                    self.document.builder.lose("edges of what is lost", what, at)
                else:
                    kept.append((source, target, at))
        self.edges = kept

    def _lose_other_data(self, at: tuple[str, ...]) -> None:
        """Reports as lost what the document holds besides the graph."""
        builder, data = self.document.builder, self.document.data
        inner: Any = data.get("AIF") if at else data
        for item in self.document.only_for("premise roles").items(*at, "descriptorfulfillments"):
            builder.lose("premise roles", str(item.data.get("nodeID", item.shown)), item.at)
        text = data.get("text")
        if isinstance(text, dict):
            text = text.get("txt")
        if isinstance(text, str) and text.strip():
            builder.lose("source texts", f"{len(text)} characters")
        ova = data.get("OVA")
        if isinstance(ova, dict):
            if any(ova.get(key) for key in ("nodes", "edges")):
                builder.lose("layout", "where OVA draws the nodes")
            who = " ".join(str(ova[key]) for key in ("firstname", "surname") if ova.get(key))
            if who:
                builder.lose("analysts", who)
        self.document.lose_other_keys(data, _DOCUMENT, "the document")
        if at and isinstance(inner, dict):
            self.document.lose_other_keys(inner, _DOCUMENT, "AIF")


def _kind(data: Mapping[str, Any]) -> str:
    """The type of a node as it stands there; "" where that is none."""
    kind = data.get("type")
    return kind.strip() if isinstance(kind, str) else ""
