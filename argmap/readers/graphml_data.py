"""What a GraphML document holds: nodes, groups of them and edges, each with its data and its place.

What there is, in which order, is read from the elements themselves, so that nothing that is given
twice, or not at all, gets lost on the way. What yEd writes on nodes, as Argdown does, is their data as
well: `label` and `text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from attrs import define, field, frozen

from argmap.readers.decoding import Xml
from argmap.readers.statement_graph import LAYOUT, Edge, Node, StatementGraph

_SPACE = "{http://graphml.graphdrawing.org/xmlns}"
_YED = "{http://www.yworks.com/xml/graphml}"
# The types that argmap gives to nodes.
_OWN = ("statement", "argument", "section")
# What keys are for that nothing is read of.
_NOT_READ = ("port", "hyperedge", "endpoint")
_NAMES = frozenset("graphml key default graph node edge data desc hyperedge port".split())
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
# What values are by their type, which is Java's; Gephi writes `integer`.
_TYPES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "boolean": lambda text: _BOOLEANS[text.lower()],
    **dict.fromkeys(("int", "long", "integer"), int),
    **dict.fromkeys(("float", "double"), float),
}
# The elements in which yEd draws nodes and edges.
_DRAWN_NODES = ("GenericNode", "ShapeNode", "SVGNode", "ImageNode")
_DRAWN_EDGES = ("PolyLineEdge", "SplineEdge", "QuadCurveEdge", "BezierEdge", "ArcEdge")


@frozen
class _Key:
    """What a document declares of one sort of data."""

    name: str
    value: Callable[[str], Any]


@define(eq=False)
class GraphData(StatementGraph):
    """The content of a document; faults go to `builder`."""

    xml: Xml = field(kw_only=True)
    _keys: dict[str | None, _Key] = field(factory=dict)
    _defaults: dict[str, dict[str, Any]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for element in self.xml.root.iter():
            # Tools differ in what they call the name space.
            name = element.tag.rpartition("}")[2]
            if name in _NAMES:
                element.tag = _SPACE + name
        graphs = self.xml.root.findall(f"{_SPACE}graph")
        if not graphs:
            self.builder.say("this GraphML has no `graph`")
        elif self._read_keys():
            for graph in graphs:
                self.data.update(self._data(graph, "graph"))
                self._read(graph)

    def _read_keys(self) -> bool:
        """The keys of all data, with their defaults; whether they can be read."""
        for element in self.xml.root.findall(f"{_SPACE}key"):
            name, type = element.get("attr.name"), element.get("attr.type", "string")
            # yEd's own keys have no name.
            if (drawn := element.get("yfiles.type")) is not None:
                name, type = drawn, "string"
            if name is None or name in LAYOUT or element.get("for") in _NOT_READ:
                # Nothing of it is taken over, so it is no matter of what type it is.
                type = "string"
                name = "" if name is None else name
            try:
                key = self._keys[element.get("id")] = _Key(name, _TYPES[type])
                default = element.find(f"{_SPACE}default")
                if default is not None:
                    value = key.value(default.text or "")
                    self._defaults.setdefault(element.get("for") or "all", {})[name] = value
            except (KeyError, ValueError) as error:
                self.builder.say(f"a `key` of this GraphML can't be read: {error}")
                return False
        return True

    def _data(self, element: Element, domain: str) -> dict[str, Any]:
        """What stands under an element, by the names of the keys."""
        data = {**self._defaults.get("all", {}), **self._defaults.get(domain, {})}
        own: dict[str, Any] = {}
        at = self.xml.at(element)
        for said in element.findall(f"{_SPACE}data"):
            key = self._keys.get(said.get("key"))
            if len(said):
                own |= _drawn(said)
            elif key is not None and not key.name:
                self.builder.lose("data without a name", f"{said.get('key')} of a {domain}", at)
            else:
                try:
                    if key is None:
                        raise ValueError(f"no key {said.get('key')}")
                    own[key.name] = "" if said.text is None else key.value(said.text)
                except (KeyError, ValueError) as error:
                    message = f"the data of this {domain} can't be read: {error}"
                    self.builder.say(message, at)
        return data | own

    def _read(self, graph: Element) -> None:
        """The nodes and edges of a graph and of those inside it, in their order."""
        groups: list[tuple[Iterator[Element], bool, str | None]] = [(*_inside(graph), None)]
        while groups:
            elements, directed, group = groups[-1]
            for element in elements:
                if element.tag == f"{_SPACE}node":
                    inner = element.find(f"{_SPACE}graph")
                    name = self._node(element, group, inner is not None)
                    if inner is not None:
                        groups.append((*_inside(inner), name))
                        break
                elif element.tag == f"{_SPACE}edge":
                    self._edge(element, directed)
                elif element.tag == f"{_SPACE}hyperedge":
                    at = self.xml.at(element)
                    self.builder.lose("hyperedges", "which say nothing of support or attack", at)
            else:
                groups.pop()

    def _node(self, element: Element, group: str | None, is_group: bool) -> str | None:
        at, name = self.xml.at(element), element.get("id")
        if not name:
            self.builder.say("a node has no `id`", at)
            return group
        if name in self.nodes:
            self.builder.say(f"two nodes have the `id` {name}", at)
            return group
        data = self._data(element, "node")
        drawn = [d for d in element.findall(f"{_SPACE}data") if len(d)]
        if drawn and data.get("type") in _OWN:
            # argmap's own, whose drawing says nothing that its data do not, unless somebody has changed it.
            data = {key: value for key, value in data.items() if key not in LAYOUT}
            known = str(data.pop("drawn", data.get("text", "")))
            label = next((label for d in drawn for label in d.iter(f"{_YED}NodeLabel")), None)
            words = "".join(label.itertext()) if label is not None else ""
            # Its lines may break within a word.
            if words.strip() and "".join(words.split()) != "".join(known.split()):
                data["text"] = " ".join(words.split())
        elif drawn:
            data.pop("label", None)
            labels = [label for d in drawn for label in d.iter(f"{_YED}NodeLabel")]
            texts = [text for label in labels if (text := self._written(label))]
            if is_group:
                del texts[1:]
            if texts:
                data.setdefault("text", texts.pop())
            if texts:
                data["label"] = " ".join(texts)
        self.nodes[name] = Node(name, data, at, group, is_group)
        return name

    def _written(self, label: Element) -> str:
        """A label of yEd's as plain text: Argdown writes it in HTML, escaped within XML."""
        text = "".join(label.itertext())
        if text.startswith("<html>"):
            self.of_argdown = True
            text = " ".join(unescape(_TAG.sub(" ", text)).split())
        return unescape(text).strip()

    def _edge(self, element: Element, directed: bool) -> None:
        at, source, target = self.xml.at(element), element.get("source"), element.get("target")
        if not source or not target:
            self.builder.say("an edge needs a `source` and a `target`", at)
            return
        data = self._data(element, "edge")
        own = {"true": True, "false": False}.get(element.get("directed", ""), directed)
        line, arrows = (element.find(f".//{_YED}{name}") for name in ("LineStyle", "Arrows"))
        colour = line.get("color", "").casefold() if line is not None else ""
        ends = [arrows.get(end, "") if arrows is not None else "" for end in ("source", "target")]
        tail, head = (end if end != "none" else "" for end in ends)
        if tail and not head:
            # Drawn from its target to its source: whoever drew it has seen the arrow, and not the file.
            source, target, tail, head = target, source, head, tail
        self.edges.append(Edge(source, target, data, at, own, colour, tail, head))


def _drawn(data: Element) -> dict[str, Any]:
    """What yEd's elements for drawing say: the place of a node, the label of an edge."""
    found: dict[str, Any] = {}
    for name in _DRAWN_NODES:
        geometry = data.find(f"{_YED}{name}/{_YED}Geometry")
        if geometry is not None:
            found |= {"x": geometry.get("x"), "y": geometry.get("y")}
    labels = (data.find(f"{_YED}{name}/{_YED}EdgeLabel") for name in _DRAWN_EDGES)
    label = next((label for label in labels if label is not None), None)
    return found if label is None else {**found, "label": label.text}


def _inside(graph: Element) -> tuple[Iterator[Element], bool]:
    """What stands in a graph, and whether its edges have a direction unless they say otherwise."""
    return iter(graph), graph.get("edgedefault") != "undirected"
