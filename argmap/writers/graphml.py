"""A map as GraphML: its graph as data, and beside that a drawing as yEd has it.

Data keys have names, `text` and `relation`, which networkx and Gephi read; the drawing stands in elements of yFiles'
own name space, which others pass over.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent

from attrs import define, field

from argmap.model import Map
from argmap.writers.diagram import Diagram, Spot, diagram
from argmap.writers.graph import Graph
from argmap.writers.losses import not_carried
from argmap.writers.output import Written
from argmap.writers.xml_text import xml_text

_ROOT = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
    "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd",
}
# What GraphML, whose types are Java's, calls those of values.
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_SHAPES = {"statement": "roundrectangle", "argument": "ellipse", "section": "rectangle"}
# What yEd calls the heads of lines; those that are not here have none.
_HEADS = {
    **dict.fromkeys(("supports", "outweighs", "regardless of"), ("none", "standard")),
    **dict.fromkeys(("rebuts", "undercuts"), ("none", "white_delta")),
    "contradicts": ("white_delta", "white_delta"),
}
_DASHED = ("rebuts", "undercuts", "contradicts")


def to_graphml(map: Map) -> Written:
    """The map as GraphML that networkx, Gephi and yEd read, and what that can't carry."""
    # A carriage return in a text is a line end to every reader of XML.
    body = re.sub("\r\n?", "\n", xml_text(_Document(Graph.of(map)).to_xml()))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    return Written(text, not_carried(map, "graphml"))


@define(eq=False)
class _Document:
    """The document of a graph, with its keys as they come to be used."""

    graph: Graph
    keys: dict[tuple[str, str, str], Element] = field(factory=dict)

    def to_xml(self) -> Element:
        """The document: the keys of all data, the last one used first, and the graph."""
        graph = self.graph
        drawn = diagram(graph.map)
        spots = {**drawn.spots, **{graph.names[k]: s for k, s in drawn.sections.items()}}
        root, body = Element("graphml", _ROOT), Element("graph", edgedefault="directed")
        self._data(body, graph.data)
        # What lies behind comes first, and a section lies behind all that stands in it.
        for name, data in graph.nodes.items():
            node = SubElement(body, "node", id=name)
            if name in spots:
                _draw_node(node, spots[name], str(data.get("type")))
                drawn_text = "".join(spots[name].lines)
                if drawn_text and _squeezed(drawn_text) != _squeezed(str(data.get("text", ""))):
                    # Markup and mathematics are not drawn as they are written.
                    data = {**data, "drawn": drawn_text}
            # Whoever takes the drawn label for one of ours finds ours behind it.
            self._data(node, data if "label" in data else {**data, "label": ""})
        for source, target, name, data in graph.ordered_edges():
            edge = SubElement(body, "edge", source=source, target=target, id=name)
            _draw_edge(edge, data, drawn, target)
            self._data(edge, data)
        for sort, kind in (("node", "nodegraphics"), ("edge", "edgegraphics")):
            key = {"id": kind, "for": sort, "yfiles.type": kind}
            self.keys[kind, sort, ""] = Element("key", key)
        root.extend(chain(reversed(self.keys.values()), [body]))
        indent(root)
        return root

    def _data(self, element: Element, data: dict[str, Any]) -> None:
        for name, value in data.items():
            SubElement(element, "data", key=name).text = str(value)
            key = {
                "id": name,
                "for": element.tag,
                "attr.name": name,
                "attr.type": _TYPES[type(value)],
            }
            self.keys.setdefault((name, key["for"], key["attr.type"]), Element("key", key))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _draw_node(node: Element, spot: Spot, type: str) -> None:
    shape = SubElement(SubElement(node, "data", key="nodegraphics"), "y:ShapeNode")
    place = {"x": spot.x, "y": spot.y, "width": spot.width, "height": spot.height}
    SubElement(shape, "y:Geometry", {name: f"{value:g}" for name, value in place.items()})
    if spot.fill == "none":
        SubElement(shape, "y:Fill", hasColor="false", transparent="false")
    else:
        SubElement(shape, "y:Fill", color=spot.fill, transparent="false")
    SubElement(shape, "y:BorderStyle", color=spot.stroke, type="line", width="1.0")
    if spot.lines:
        label = SubElement(
            shape,
            "y:NodeLabel",
            alignment="left" if type == "statement" else "center",
            autoSizePolicy="content",
            fontFamily="Arial",
            fontSize="12",
            modelName="internal",
            modelPosition="c" if type == "statement" else "t",
            textColor=spot.ink,
        )
        label.text = "\n".join(spot.lines)
    SubElement(shape, "y:Shape", type=_SHAPES.get(type, "rectangle"))


def _draw_edge(edge: Element, data: dict[str, Any], drawn: Diagram, target: str) -> None:
    relation = str(data.get("relation", ""))
    line = SubElement(SubElement(edge, "data", key="edgegraphics"), "y:PolyLineEdge")
    dashed = "dashed" if relation in _DASHED else "line"
    SubElement(line, "y:LineStyle", color=drawn.color(relation, target), type=dashed, width="1.0")
    tail, head = _HEADS.get(relation, ("none", "none"))
    SubElement(line, "y:Arrows", source=tail, target=head)
    if relation in ("outweighs", "regardless of", "part of", "alternative to", "warrant"):
        SubElement(line, "y:EdgeLabel", fontFamily="Arial", fontSize="10").text = relation
