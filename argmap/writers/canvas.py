"""A map as JSON Canvas (jsoncanvas.org), which Obsidian and others open.

A box for each statement, a small one for each argument, a group for each section. What a box can't show stands
under `argmap`, a key that programs keep.
"""

from __future__ import annotations

import json
from typing import Any

from argmap.model import Map
from argmap.writers.diagram import Diagram, Spot, diagram
from argmap.writers.graph import Graph
from argmap.writers.losses import not_carried
from argmap.writers.output import Written

_ROOM = 24.0
"""How much more room the text of a card takes than that of a box, on all sides together."""

# Colours of the specification: red, yellow, green, purple.
_COLORS = {"supports": "4", "rebuts": "1", "contradicts": "1", "undercuts": "6"}


def to_canvas(map: Map) -> Written:
    """The map as a canvas, and what that can't carry."""
    graph, drawn = Graph.of(map), diagram(map)
    spots = {**drawn.spots, **{graph.names[k]: s for k, s in drawn.sections.items()}}
    data: dict[str, Any] = {
        "nodes": [_node(name, said, spots[name]) for name, said in graph.nodes.items()],
        "edges": [_edge(*edge, drawn) for edge in graph.ordered_edges()],
        "argmap": graph.data,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return Written(text, not_carried(map, "canvas"))


def _node(name: str, said: dict[str, Any], spot: Spot) -> dict[str, Any]:
    section, argument = (said.get("type") == sort for sort in ("section", "argument"))
    # An argument's card has its middle where the circle has it; cards are wider than boxes of a drawing.
    room = 0.0 if section else _ROOM
    place = {
        "x": round(spot.x - room / 2),
        "y": round(spot.y - room / 2),
        "width": round(spot.width + room),
        "height": round(spot.height + room),
    }
    rest = {key: value for key, value in said.items() if key != "text"}
    if section:
        return {"id": name, "type": "group", **place, "label": said.get("text", ""), "argmap": rest}
    shown = "" if argument else said.get("text", "")
    return {"id": name, "type": "text", **place, "text": shown, "argmap": rest}


def _edge(
    source: str, target: str, name: str, said: dict[str, Any], drawn: Diagram
) -> dict[str, Any]:
    relation = str(said.get("relation", ""))
    edge: dict[str, Any] = {"id": name, "fromNode": source, "toNode": target}
    if relation == "contradicts":
        edge["fromEnd"] = "arrow"
    if relation in ("premise", "warrant", "part of", "alternative to"):
        edge["toEnd"] = "none"
    does = drawn.roles.get(target, "") if relation in ("premise", "warrant") else relation
    if does in _COLORS:
        edge["color"] = _COLORS[does]
    if relation not in ("premise", "supports", "rebuts"):
        edge["label"] = relation
    return {**edge, "argmap": said}
