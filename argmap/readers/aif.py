"""AIF as JSON, in the form of AIFdb and as xAIF: what its I-nodes say and its S-nodes do, as a map.

AIF's rules are checked: each edge leads from or to an S-node, an S-node has premises and one conclusion.
xAIF allows it to lack them while an analysis goes on. MA-nodes are restatements. Dialogue nodes (L, YA, TA) become
the speakers of statements and steps, where they say whose these are; what is only asked is open, or a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import Any

from attrs import define, field

from argmap.readers.aif_dialogue import Dialogue, Node
from argmap.readers.builder import MapBuilder
from argmap.readers.objects import Item, Objects
from argmap.readers.scheme_graph import Act, SchemeGraph
from argmap.resolve import Resolved
from argmap.schemes.names import CHALLENGE, CONTRADICTION, from_aif
from argmap.source import Source

_ACTS: dict[str, Act] = {"RA": "supports", "CA": "attacks", "PA": "prefers", "MA": "rephrases"}
# The types of nodes of a dialogue, and what a loss calls them.
_DIALOGUE = {"L": "locutions", "YA": "illocutions", "TA": "transitions"}
# The nodes that a map has a place for; what is wrong with any other is a loss.
_KEPT = ("I", "RA", "CA", "PA", "")
_LOST_NODES = "nodes of what is lost"
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


@define(eq=False)
class _Reader:
    document: Objects
    nodes: dict[str, Node] = field(factory=dict)
    edges: list[tuple[str, str, int]] = field(factory=list)

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
        dialogue = Dialogue(self.document, self.nodes, [(s, t) for s, t, _ in self.edges])
        dialogue.read(at)
        graph = SchemeGraph(builder, complete=not extended)
        for name, node in self.nodes.items():
            if node.kind == "I":
                graph.statement(name, node.text, node.at, **dialogue.of_statement(name))
            elif node.kind in _ACTS:
                self._scheme(graph, name, node, dialogue)
            elif node.kind in _DIALOGUE:
                graph.other(name, node.at)
                if name not in dialogue.carried_over:
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

    def _scheme(self, graph: SchemeGraph, name: str, node: Node, dialogue: Dialogue) -> None:
        challenging = node.scheme == CHALLENGE
        text = "" if challenging and node.text == CHALLENGE else node.text
        scheme = from_aif("" if challenging else node.scheme, text)
        graph.scheme(
            name,
            _ACTS[node.kind],
            node.at,
            mutual=scheme == CONTRADICTION,
            challenging=challenging,
            scheme=scheme,
            speakers=dialogue.speakers.get(name, ()),
        )

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
            self.nodes[name] = Node(
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
