"""Graphs of statements, as GraphML, JSON Canvas and draw.io have them, as a map: argmap's own, and those of others.

A node whose `type` is `argument`, and that premises lead to, is a step; so is an edge between two
statements that says what the one does to the other, in one of the words below. It is never guessed.
Argdown tells it by colours that are its own, and by arrows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Any, cast

from attrs import define, field

from argmap.model import AIMED_AT_STEPS, Kind, Role
from argmap.readers.builder import MapBuilder
from argmap.syntax.words import KINDS

# The words for what an edge does, and the keys under which they may stand.
# `Edge Label` is what Gephi calls it, as `Edge Id`.
_RELATIONS = ("relation", "type", "label", "Edge Label", "interaction", "kind", "sign")
_STEPS = ("supports", "rebuts", *AIMED_AT_STEPS)
_WORDS = {
    "supports": "support supports supporting pro for + entails",
    "rebuts": "rebut rebuts rebuttal attack attacks attacking con contra against - opposes refutes",
    "undercuts": "undercut undercuts undercutting undercutter",
    "challenges": "challenge challenges challenging",
    "contradicts": "contradicts contradiction contradictory contrary",
    "restates": "restate restates rephrase rephrases rephrasing restatement",
    "explains": "explain explains explaining explanation",
    "answers": "answers",
    "provided": "provided",
    "outweighs": "outweighs",
    "premise": "premise",
    "warrant": "warrant",
}
_MEANT = {word: relation for relation, words in _WORDS.items() for word in words.split()}
_MEANT |= {words: words for words in ("part of", "alternative to", "regardless of")}
# Argdown's colours of relations, which have no other sign in its GraphML.
_COLOURS = {"#00ff00": "supports", "#ff0000": "rebuts", "#551a8b": "undercuts"}

# How a graph is drawn, in the words of yEd, as networkx reads it, and of Gephi.
LAYOUT = frozenset(
    (
        *("x", "y", "z", "r", "g", "b", "size", "weight", "color", "colour", "width", "height"),
        *("shape", "shape_type", "nodegraphics", "edgegraphics", "resources"),
    )
)
"""The names of data that say how a graph is drawn, which no map holds."""

_NODE = frozenset(
    "type text label name title kind section speaker unstated possible id drawn".split()
)
_SPOKEN = ("text", "label", "name", "title", "kind", "section", "within")
_EDGE = frozenset((*_RELATIONS, "order", "role", "whole", "explanation", "id", "Edge Id", "key"))
# Besides those of the language: a passage has its supposition from its line.
_KINDS = (*KINDS, "supposition")


@define(eq=False)
class Node:
    """A node, or a group of nodes; `group` is the name of the group that it stands in."""

    name: str
    data: dict[str, Any]
    at: int
    group: str | None = None
    is_group: bool = False


@define(eq=False)
class Edge:
    """An edge; `colour`, `tail` and `head` are how a program draws its line and the arrows at its ends."""

    source: str
    target: str
    data: dict[str, Any]
    at: int
    directed: bool = True
    colour: str = ""
    tail: str = ""
    head: str = ""


@define(eq=False)
class StatementGraph:
    """What a document holds: nodes, groups of them and edges, each with its data and its place; faults go to
    `builder`.
    """

    builder: MapBuilder
    data: dict[str, Any] = field(factory=dict)
    nodes: dict[str, Node] = field(factory=dict)
    edges: list[Edge] = field(factory=list)
    of_argdown: bool = False
    # Whether it was edited in a program in which lines may lose what they join, so that such are losses.
    drawn: bool = False


def meaning(words: str) -> str:
    """What a label says that an edge does, in the word of argmap for it; "" where it says nothing of that."""
    return _MEANT.get(_plain(words), "")


def drawn_meaning(colour: str) -> str:
    """What the colour of a line, `#rrggbb`, says that it does: green supports, red rebuts; "" for all others."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if green > 90 and green > 1.3 * red and green > 1.3 * blue:
        return "supports"
    if red > 120 and red > 1.8 * green and red > 1.8 * blue:
        return "rebuts"
    return ""


def own_data(builder: MapBuilder, value: object, shown: str, at: int) -> dict[str, Any]:
    """The data that argmap has written at a node or an edge; {} where there are none, with a fault where they are
    no object of texts, numbers and truths.
    """
    if value is None:
        return {}
    if isinstance(value, dict) and all(isinstance(v, (str, int, float)) for v in value.values()):
        return {str(key): each for key, each in value.items()}
    builder.say(f"`argmap` of {shown} should be an object of texts, numbers and truths", at)
    return {}


def add_drawing(graph: StatementGraph) -> None:
    """Gives the builder of a graph that somebody may have drawn the statements and steps: a line that says nothing
    of support or attack, or joins what is no statement, is a loss.
    """
    builder, kept = graph.builder, list[Edge]()
    graph.drawn = True
    # argmap's own nodes say their type, and where they stand follows from what they say.
    drawn = sum(node.is_group or "type" not in node.data for node in graph.nodes.values())
    if drawn:
        builder.lose("layout", f"of {drawn} nodes")
    for edge in graph.edges:
        shown = _shown(edge)
        if "relation" in edge.data:
            kept.append(edge)
            continue
        label = str(edge.data.pop("label", "")).strip()
        meant = meaning(label) or drawn_meaning(edge.colour)
        if label and not meaning(label):
            builder.lose("labels of lines", f"{label}, {shown}", edge.at)
        if not meant:
            builder.lose("relations", f"{shown}, of which it is not said what it does", edge.at)
        elif any(not end or end not in graph.nodes for end in (edge.source, edge.target)):
            builder.lose("relations", f"{shown}, which is no statement", edge.at)
        elif edge.tail and edge.head and meant != "contradicts":
            edge.data["relation"] = "contradicts" if meant == "rebuts" else meant
            if meant == "rebuts":
                kept.append(edge)
            else:
                builder.lose("relations", f"{shown}, with arrows at both ends", edge.at)
        elif not (edge.tail or edge.head) and meant != "contradicts":
            builder.lose("relations", f"{shown}, without a direction", edge.at)
        else:
            edge.data["relation"] = meant
            kept.append(edge)
    graph.edges = kept
    add_graph(graph)


def add_graph(graph: StatementGraph) -> None:
    """Gives the builder of a graph the statements and steps that its nodes and edges are."""
    _Reader(graph.builder, graph).read()


@define(eq=False)
class _Step:
    """The node of an argument: what leads to it, and where it leads."""

    node: Node
    premises: list[str] = field(factory=list)
    roles: dict[str, str] = field(factory=dict)
    warrants: list[str] = field(factory=list)
    aims: list[tuple[Role, str]] = field(factory=list)


@define(eq=False)
class _Reader:
    builder: MapBuilder
    graph: StatementGraph
    steps: dict[str, _Step] = field(factory=dict)
    sections: set[str] = field(factory=set)
    drawn: int = 0

    def read(self) -> None:
        builder, graph = self.builder, self.graph
        for name, value in graph.data.items():
            if name in ("title", "name", "label") and not builder.title:
                builder.title = str(value)
            elif name not in LAYOUT:
                builder.attributes.setdefault(name.removeprefix("attribute."), value)
        edges = [(edge, self._relation(edge)) for edge in sorted(graph.edges, key=_order)]
        stepped = {edge.target for edge, relation in edges if relation == "premise"}
        for name, node in graph.nodes.items():
            self.drawn += not LAYOUT.isdisjoint(node.data)
            if node.is_group or node.data.get("type") == "section":
                self._section(node)
            elif node.data.get("type") == "argument" and (
                name in stepped or "premises" in node.data
            ):
                self.steps[name] = _Step(node)
            else:
                self._statement(node)
        for edge, _ in edges:
            if edge.data.get("weight") not in (None, "", 1, "1", "1.0"):
                shown = f"{edge.data['weight']}, from {edge.source} to {edge.target}"
                builder.lose("weights", shown, edge.at)
        sound = [(edge, relation) for edge, relation in edges if self._sound(edge, relation)]
        self._edges(self._of_whole_steps(sound))
        if self.drawn:
            builder.lose("layout", f"of {self.drawn} nodes")

    # Nodes

    def _section(self, node: Node) -> None:
        self.sections.add(node.name)
        text, label = _words(node)
        attributes = self._attributes(node)
        speakers = _speakers(node)
        self.builder.section(node.name, text, _room(node), label, attributes, node.at, speakers)

    def _statement(self, node: Node) -> None:
        data = node.data
        text, label = _words(node)
        kinds = [str(data.get(key, "")).casefold() for key in ("kind", "type")]
        kind = next((kind for kind in kinds if kind in _KINDS), None)
        if not kind and kinds[1] not in ("", "statement"):
            self.builder.lose("kinds", f"{data['type']}, of {node.name}", node.at)
        self.builder.statement(
            node.name,
            text,
            node.at,
            kind=cast("Kind | None", kind),
            label=label,
            section=_room(node),
            within=self._within(node),
            speakers=_speakers(node),
            unstated=_true(data.get("unstated")),
            open=_true(data.get("open")) or _true(data.get("possible")),
            quotations=[str(value) for key, value in data.items() if _quotes(key)],
            attributes=self._attributes(node),
        )

    def _attributes(self, node: Node) -> dict[str, Any]:
        return {
            key.removeprefix("attribute."): value
            for key, value in node.data.items()
            if not self._is_own(node, key) and key not in LAYOUT and not _quotes(key)
        }

    def _is_own(self, node: Node, key: str) -> bool:
        """Whether data has a meaning to argmap; `open` and `within` are words for other things too."""
        if key == "within":
            return self._within(node) is not None
        if key == "open":
            return str(node.data[key]).casefold() in ("true", "false", "")
        return key in _NODE

    def _within(self, node: Node) -> str | None:
        """The supposition in whose passage a statement stands; others may have another meaning for that word."""
        name = str(node.data.get("within", ""))
        around = self.graph.nodes.get(name)
        return name if around is not None and around.data.get("kind") == "supposition" else None

    # Edges

    def _relation(self, edge: Edge) -> str:
        """What an edge does: a word that is known, another that is not, or "" where it doesn't say."""
        words = [word for k in _RELATIONS if (word := str(edge.data.get(k, "")).strip())]
        words = [word for word in words if word.casefold() not in ("directed", "undirected")]
        meant = [m for word in words if (m := _MEANT.get(_plain(word)))]
        if words:
            return meant[0] if meant else words[0]
        if not self.graph.of_argdown:
            return ""
        if edge.tail in ("diamond", "standard"):
            return "contradicts"
        return _COLOURS.get(edge.colour, "")

    def _sound(self, edge: Edge, relation: str) -> bool:
        """Whether an edge leads from somewhere to somewhere, and says what it does."""
        builder, shown = self.builder, f"the edge from `{edge.source}` to `{edge.target}`"
        ends = (edge.source, edge.target)
        # First what no map has a place for, whatever else is wrong with it.
        if section := next((name for name in ends if name in self.sections), None):
            builder.lose("relations of sections", f"{relation} of {section}", edge.at)
            return False
        if relation and relation not in _MEANT.values():
            builder.lose("relations", f"{relation}, from {edge.source} to {edge.target}", edge.at)
            return False
        for name in ends:
            if name in self.graph.nodes:
                continue
            if self.graph.drawn:
                builder.lose(
                    "relations", f"{relation}, {_shown(edge)}, one of which is gone", edge.at
                )
            else:
                builder.say(f"{shown}: no node has the `id` {name}", edge.at)
            return False
        if not relation:
            help = "give it a `relation`: support, attack, undercut or contradicts"
            builder.say(f"{shown} doesn't say whether it supports or attacks", edge.at, help)
        elif not edge.directed and relation != "contradicts":
            builder.say(f"{shown} has no direction, and {relation} needs one", edge.at)
        elif edge.tail and edge.head and relation != "contradicts":
            builder.say(f"{shown} has arrows at both ends, and {relation} needs one", edge.at)
        else:
            return True
        return False

    def _of_whole_steps(self, edges: list[tuple[Edge, str]]) -> list[tuple[Edge, str]]:
        """The edges without those of steps that argmap has written, and that have lost all their premises or their
        target since then, which is told, as a premise or a warrant is that is missing.
        """
        counts: dict[str, Counter[str]] = {name: Counter() for name in self.steps}
        attackers: dict[str, list[str]] = {}
        for edge, relation in edges:
            if edge.target in counts and relation in ("premise", "warrant"):
                counts[edge.target][relation] += 1
            if edge.source in counts:
                counts[edge.source]["target"] += 1
                attackers.setdefault(edge.target, []).append(edge.source)
        own = {name: step.node for name, step in self.steps.items() if "premises" in step.node.data}
        lost = [name for name in own if not (counts[name]["premise"] and counts[name]["target"])]
        gone: set[str] = set()
        while lost:
            name = lost.pop()
            if name not in gone:
                gone.add(name)
                lost += attackers.get(name, ())
        for name, node in own.items():
            if name in gone:
                self.builder.lose(
                    "arguments", f"{name}, without its premises or its target", node.at
                )
                continue
            missing = _whole_number(node.data["premises"]) - counts[name]["premise"]
            if missing > 0:
                self.builder.lose("premises", f"{missing} of the argument {name}", node.at)
            if _true(node.data.get("warranted")) and not counts[name]["warrant"]:
                self.builder.lose("warrants", f"of the argument {name}", node.at)
        self.steps = {name: step for name, step in self.steps.items() if name not in gone}
        return [(e, relation) for e, relation in edges if not gone & {e.source, e.target}]

    def _edges(self, edges: list[tuple[Edge, str]]) -> None:
        builder = self.builder
        direct: list[tuple[Edge, Role]] = []
        explanations: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for edge, relation in edges:
            source, target, at = edge.source, edge.target, edge.at
            to = self.steps.get(target)
            if relation in _STEPS and source not in self.steps:
                direct.append((edge, cast("Role", relation)))
                continue
            self._rest(edge.data, _EDGE, f"the edge from {source} to {target}", at)
            if relation in _STEPS:
                self.steps[source].aims.append((cast("Role", relation), target))
            elif source in self.steps or (to is None) is (relation in ("premise", "warrant")):
                builder.say(f"`{source}` can't be a {relation} of `{target}`", at)
            elif to is not None and relation == "premise":
                to.premises.append(source)
                if edge.data.get("role"):
                    to.roles[source] = str(edge.data["role"])
            elif to is not None:
                to.warrants.append(source)
            elif relation == "contradicts":
                builder.contradiction(source, target, at)
            elif relation == "outweighs":
                builder.preference(source, target, at)
            elif relation == "restates":
                builder.restatement(source, target, at)
            elif relation == "explains":
                number = str(edge.data.get("explanation") or f"\0{len(explanations)}")
                explanations.setdefault((target, number), []).append((source, at))
            elif relation == "provided":
                builder.condition(source, target, at)
            elif relation == "answers":
                builder.answer(target, source, at)
            elif relation == "regardless of":
                builder.independence(source, target, at)
            elif relation == "part of":
                builder.part(target, source, at=at)
            else:
                builder.part(str(edge.data.get("whole")), source, target, at)
        for (explained, _), said in explanations.items():
            builder.explanation([name for name, _ in said], explained, said[0][1])
        self._make(direct)

    def _make(self, direct: list[tuple[Edge, Role]]) -> None:
        """The steps, of nodes and of edges."""
        using: dict[str, list[str]] = {}
        for name, step in self.steps.items():
            for premise in dict.fromkeys(step.premises):
                using.setdefault(premise, []).append(name)
        for number, (edge, _) in enumerate(direct):
            using.setdefault(edge.source, []).append(f"\0{number}")
        for name, step in self.steps.items():
            at = step.node.at
            if len(step.aims) != 1 or len(step.warrants) > 1:
                self.builder.say(
                    f"the argument `{name}` needs one target, and one warrant at most", at
                )
                continue
            role, target = step.aims[0]
            data = step.node.data
            spoken = {key: data[key] for key in _SPOKEN if key in data}
            self._rest(spoken, (), f"the argument {name}", at)
            self._step(
                [*step.premises],
                target,
                role,
                at,
                using,
                name=name,
                conceded=_true(data.get("conceded")),
                scheme=str(data["scheme"]) if data.get("scheme") else None,
                warrant=next(iter(step.warrants), None),
                speakers=_speakers(step.node),
                premise_roles=step.roles,
                attributes={
                    key: value
                    for key, value in self._attributes(step.node).items()
                    if key not in ("scheme", "conceded", "premises", "warranted")
                },
            )
        for number, (edge, role) in enumerate(direct):
            attributes = {
                key.removeprefix("attribute."): value
                for key, value in edge.data.items()
                if key not in _EDGE and key not in LAYOUT and key != "scheme"
            }
            scheme = str(edge.data["scheme"]) if edge.data.get("scheme") else None
            self._step(
                [edge.source],
                edge.target,
                role,
                edge.at,
                using,
                name=f"\0{number}",
                scheme=scheme,
                attributes=attributes,
            )

    def _rest(self, data: dict[str, Any], known: Collection[str], of: str, at: int) -> None:
        for key, value in data.items():
            if key not in known and key not in LAYOUT and value not in (None, ""):
                self.builder.lose("other data", f"{key} of {of}", at)

    def _step(
        self,
        premises: list[str],
        target: str,
        role: Role,
        at: int,
        using: dict[str, list[str]],
        **fields: Any,
    ) -> None:
        """A step. What attacks a step undercuts it, unless it challenges it; what undercuts or challenges a
        statement, does that to the one step that is made of it.
        """
        of_step = target in self.steps
        if of_step and role == "supports":
            self.builder.lose("supports of steps", f"{' and '.join(premises)} to {target}", at)
            return
        if role in AIMED_AT_STEPS and not of_step:
            made = using.get(target, [])
            if len(made) != 1:
                self.builder.lose(role, f"{' and '.join(premises)} of {target}", at)
                return
            target = made[0]
        elif of_step and role not in AIMED_AT_STEPS:
            role = "undercuts"
        self.builder.step(premises, target, role, at, **fields)


def _plain(word: str) -> str:
    return " ".join(re.sub(r"[_-](?=\w)", " ", word.casefold()).split())


def _order(edge: Edge) -> float:
    order = edge.data.get("order")
    return order if isinstance(order, (int, float)) else 0


def _shown(edge: Edge) -> str:
    return f"from {edge.source or 'nothing'} to {edge.target or 'nothing'}"


def _whole_number(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) and 0 <= value < 1e6 else 0


def _room(node: Node) -> str | None:
    return str(node.data["section"]) if node.data.get("section") else node.group


def _true(value: object) -> bool:
    return value is True or str(value).casefold() == "true"


def _speakers(node: Node) -> str:
    return str(node.data.get("speaker") or "")


def _quotes(key: str) -> bool:
    return key == "quotation" or key.startswith("quotation.")


def _words(node: Node) -> tuple[str, str | None]:
    """The text of a node, and its label where it has one beside that."""
    data = node.data
    found = [str(data[key]) for key in ("text", "label", "name", "title") if data.get(key)]
    text = found[0] if found else node.name
    label = str(data["label"]) if data.get("text") and data.get("label") else None
    return text, label
