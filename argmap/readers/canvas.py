"""JSON Canvas as a map: argmap's own, and cards and lines that somebody has drawn.

A card is a statement, a group a section of what lies in it. A line supports or rebuts by its label or its colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.readers.builder import MapBuilder
from argmap.readers.objects import Item, Objects
from argmap.readers.statement_graph import Edge, Node, StatementGraph, add_drawing, own_data
from argmap.resolve import Resolved
from argmap.source import Source

# The colours of the specification that have a meaning for lines, as they are shown.
_PRESETS = {"1": "#fb464c", "2": "#e9973f", "3": "#e0de71", "4": "#44cf6e", "5": "#53dfdd"}
_LOST = {"file": "files", "link": "links"}


def read_canvas(source: Source) -> Resolved:
    """The map of a canvas; never raises on what the text holds."""
    builder = MapBuilder(source, "canvas", ordered=False)
    document = Objects.of(builder)
    if not builder.diagnostics:
        add_drawing(_graph(document, builder))
    return builder.resolved()


def _graph(document: Objects, builder: MapBuilder) -> StatementGraph:
    graph = StatementGraph(builder)
    own = document.data.get("argmap")
    builder.ordered = own is not None
    graph.data = own_data(builder, own, "the canvas", 0)
    boxes: dict[str, tuple[float, ...]] = {}
    for item in document.items("nodes"):
        name = document.name(item, "id")
        if name is None:
            continue
        if name in graph.nodes:
            builder.say(f"two nodes have the `id` {name}", item.at)
            continue
        item.shown = f"node `{name}`"
        if (node := _node(document, builder, item, name)) is not None:
            graph.nodes[name] = node
            if (box := _box(item.data)) is not None:
                boxes[name] = box
    _put_into_groups(graph, boxes)
    for item in document.items("edges"):
        ends = [document.name(item, key) for key in ("fromNode", "toNode")]
        if not all(ends):
            continue
        data = own_data(builder, item.data.get("argmap"), item.shown, item.at)
        if not data and (label := document.text(item, "label")):
            data["label"] = label
        colour = document.text(item, "color")
        tail, head = item.data.get("fromEnd") == "arrow", item.data.get("toEnd", "arrow") == "arrow"
        edge = Edge(str(ends[0]), str(ends[1]), data, item.at, colour=_PRESETS.get(colour, colour))
        edge.tail, edge.head = "arrow" if tail else "", "arrow" if head else ""
        if "relation" in data:
            edge.tail = edge.head = ""
        elif tail and not head:
            edge.source, edge.target, edge.tail, edge.head = edge.target, edge.source, "", "arrow"
        graph.edges.append(edge)
    document.lose_other_keys(document.data, ("nodes", "edges", "argmap"), "the canvas")
    return graph


def _node(document: Objects, builder: MapBuilder, item: Item, name: str) -> Node | None:
    data = own_data(builder, item.data.get("argmap"), item.shown, item.at)
    sort = document.text(item, "type")
    if sort == "group":
        said = {"text": document.text(item, "label") or name}
        return Node(name, {"type": "section", **data, **said}, item.at, is_group=not data)
    if sort == "text":
        text = document.text(item, "text")
        if data.get("type") == "argument":
            return Node(name, data, item.at)
        if not text.strip() and not data:
            builder.lose("empty cards", name, item.at)
            return None
        return Node(name, {**data, "text": text} if text else data, item.at)
    what = document.text(item, "file") or document.text(item, "url")
    builder.lose(_LOST.get(sort, "cards of other kinds"), what or f"{name}: {sort}", item.at)
    return None


def _box(data: Mapping[str, Any]) -> tuple[float, ...] | None:
    place = [data.get(key) for key in ("x", "y", "width", "height")]
    numbers = [float(n) for n in place if isinstance(n, (int, float)) and abs(n) < 1e9]
    return tuple(numbers) if len(numbers) == len(place) else None


def _put_into_groups(graph: StatementGraph, boxes: dict[str, tuple[float, ...]]) -> None:
    """Puts each node into the smallest group that its middle lies in; argmap's own say where they are."""
    groups = sorted(
        (boxes[name][2] * boxes[name][3], name)
        for name, node in graph.nodes.items()
        if node.is_group and name in boxes
    )
    for size, name in groups[_MOST:]:
        graph.builder.lose("groups", f"{name}, of {size:g} pixels: there are too many")
    for name, node in graph.nodes.items():
        if name not in boxes or (node.data.get("type") is not None and not node.is_group):
            continue
        x, y, width, height = boxes[name]
        for size, group in groups[:_MOST]:
            left, top, wide, high = boxes[group]
            inside = left <= x + width / 2 <= left + wide and top <= y + height / 2 <= top + high
            if inside and group != name and (not node.is_group or size > width * height):
                node.group = group
                break


_MOST = 1000
"""How many groups are looked through for what lies in them."""
