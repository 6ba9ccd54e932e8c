"""A map as a diagram of draw.io (diagrams.net), uncompressed.

A box for each statement, a circle for each argument, a frame for each section. What a shape can't show is its data,
under `argmap`, which draw.io shows and keeps.
"""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent

from argmap.model import Map
from argmap.writers.diagram import Diagram, Spot, diagram
from argmap.writers.graph import Graph
from argmap.writers.losses import not_carried
from argmap.writers.output import Written
from argmap.writers.xml_text import xml_text

_STYLES = {
    "statement": "rounded=1;arcSize=6;whiteSpace=wrap;html=0;align=left;spacing=6;",
    "argument": "ellipse;html=0;",
    "section": "rounded=0;whiteSpace=wrap;html=0;align=center;verticalAlign=top;dashed=1;",
}
# draw.io's own names for the cell that all others are in, and for its one layer.
_ROOT, _LAYER = "0", "1"
_ENDS = {
    **dict.fromkeys(("supports", "outweighs", "regardless of"), "endArrow=block;"),
    **dict.fromkeys(("rebuts", "undercuts"), "endArrow=block;endFill=0;dashed=1;"),
    "contradicts": "startArrow=block;startFill=0;endArrow=block;endFill=0;dashed=1;",
}


def to_drawio(map: Map) -> Written:
    """The map as a diagram, and what that can't carry."""
    graph, drawn = Graph.of(map), diagram(map)
    spots = {**drawn.spots, **{graph.names[k]: s for k, s in drawn.sections.items()}}
    file = Element("mxfile", host="argmap")
    page = SubElement(file, "diagram", id="map", name=map.title or "Map")
    model = SubElement(page, "mxGraphModel", grid="0", page="0")
    cells = SubElement(model, "root")
    SubElement(_object(cells, _ROOT, "", graph.data), "mxCell")
    SubElement(cells, "mxCell", {"id": _LAYER, "parent": _ROOT})
    for name, said in graph.nodes.items():
        _node(cells, f"m-{name}", said, spots[name])
    for edge in graph.ordered_edges():
        _edge(cells, *edge, drawn)
    indent(file)
    return Written(xml_text(file) + "\n", not_carried(map, "drawio"))


def _object(cells: Element, name: str, label: str, said: dict[str, Any]) -> Element:
    """The element of a shape with its data."""
    return SubElement(cells, "object", id=name, label=label, argmap=json.dumps(said))


def _node(cells: Element, name: str, said: dict[str, Any], spot: Spot) -> None:
    type = str(said.get("type"))
    shown = "" if type == "argument" else str(said.get("text", ""))
    rest = {key: value for key, value in said.items() if key != "text"}
    style = _STYLES.get(type, "") + f"fillColor={spot.fill};strokeColor={spot.stroke};"
    if type != "argument":
        style += f"fontColor={spot.ink};fontFamily=Arial;fontSize=12;"
    cell = SubElement(
        _object(cells, name, shown, rest),
        "mxCell",
        {"style": style, "vertex": "1", "parent": _LAYER},
    )
    place = {"x": spot.x, "y": spot.y, "width": spot.width, "height": spot.height}
    numbers = {key: f"{value:g}" for key, value in place.items()}
    SubElement(cell, "mxGeometry", {**numbers, "as": "geometry"})


def _edge(
    cells: Element, source: str, target: str, name: str, said: dict[str, Any], drawn: Diagram
) -> None:
    relation = str(said.get("relation", ""))
    plain = relation in ("premise", "supports", "rebuts", "undercuts", "contradicts")
    style = f"html=0;strokeColor={drawn.color(relation, target)};"
    cell = SubElement(
        _object(cells, f"edge-{name}", "" if plain else relation, said),
        "mxCell",
        {
            "style": style + _ENDS.get(relation, "endArrow=none;"),
            "edge": "1",
            "parent": _LAYER,
            "source": f"m-{source}",
            "target": f"m-{target}",
        },
    )
    SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
