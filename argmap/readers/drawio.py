"""Diagrams of draw.io (diagrams.net) as maps: argmap's own, and boxes and lines that somebody has drawn.

A box is a statement, a container a section of what lies in it. A line supports or rebuts by its label or its colour.
Several pages are one map, each a section.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from attrs import define, field

from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import MAX_CHARACTERS, Broken, Xml, xml_of
from argmap.readers.statement_graph import Edge, Node, StatementGraph, add_drawing, own_data
from argmap.resolve import Resolved
from argmap.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NOTED = ("id", "label", "argmap", "placeholders")
_OBJECTS = ("object", "UserObject")
# The cell that all others are in, and what the names of argmap's own begin with.
_ROOT, _PREFIX = "0", "m-"


def read_drawio(source: Source) -> Resolved:
    """The map of a diagram; never raises on what the text holds."""
    builder = MapBuilder(source, "draw.io diagram", ordered=False)
    with builder.reporting():
        xml = xml_of(source)
        if xml.root.tag not in ("mxfile", "mxGraphModel"):
            raise Broken("this XML is no diagram of draw.io: its root is no `mxfile`")
        add_drawing(_Reader(builder, xml).read())
    return builder.resolved()


@define(eq=False)
class _Cell:
    """A cell of a diagram: what is said of it, and how it is drawn."""

    element: Element
    name: str
    label: str
    own: dict[str, Any]
    data: dict[str, str]
    style: dict[str, str]
    at: int

    @property
    def parent(self) -> str:
        return self.element.get("parent", "")

    def has(self, key: str) -> bool:
        return self.element.get(key) == "1"


@define(eq=False)
class _Reader:
    builder: MapBuilder
    xml: Xml
    graph: StatementGraph = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.graph = StatementGraph(self.builder)

    def read(self) -> StatementGraph:
        """The boxes and lines of all pages."""
        root = self.xml.root
        if root.tag == "mxGraphModel":
            self._page(root, self.xml, "", None)
            return self.graph
        pages = [page for page in root if page.tag == "diagram"]
        for number, page in enumerate(pages, 1):
            model, xml = page.find("mxGraphModel"), self.xml
            if model is None and (text := "".join(page.itertext()).strip()):
                xml = self._unpacked(text, self.xml.at(page))
                model = xml.root
            if model is None:
                continue
            section = None
            if len(pages) > 1:
                section = f"\0page {number}"
                title = {"text": page.get("name") or f"Page {number}", "type": "section"}
                self.graph.nodes[section] = Node(section, title, self.xml.at(page), is_group=True)
            self._page(model, xml, f"{number}:" if len(pages) > 1 else "", section)
        return self.graph

    def _unpacked(self, text: str, at: int) -> Xml:
        """A page that is compressed, as draw.io did it until lately."""
        try:
            inflate = zlib.decompressobj(-15)
            data = inflate.decompress(base64.b64decode(text, validate=True), MAX_CHARACTERS)
            if inflate.unconsumed_tail:
                raise Broken(f"it has more than {MAX_CHARACTERS:,} characters")
            inner = xml_of(Source.of(unquote(data.decode("utf-8"), errors="strict")))
        except (binascii.Error, zlib.error, ValueError):
            raise Broken("this page is neither XML nor compressed as draw.io does it", at) from None
        except Broken as broken:
            raise Broken(f"of this page, unpacked: {broken.message}", at) from None
        # All that stands in it has the place of the page.
        return Xml(inner.root, {id(element): at for element in inner.root.iter()})

    def _page(self, model: Element, xml: Xml, prefix: str, section: str | None) -> None:
        cells: dict[str, _Cell] = {}
        root_element = model.find("root")
        for element in root_element if root_element is not None else ():
            cell = self._cell(element, xml)
            if cell is None:
                continue
            if cell.name in cells:
                self.builder.say(f"two cells have the `id` {cell.name}", cell.at)
            else:
                cells[cell.name] = cell
        if (root := cells.get(_ROOT)) is not None and root.own:
            self.graph.data.update(root.own)
            self.builder.ordered = True
        lines = {name for name, cell in cells.items() if cell.has("edge")}
        boxes = [name for name, cell in cells.items() if cell.has("vertex")]
        # What is written on a line is a box that belongs to it.
        written = {n: cells[n].parent for n in boxes if cells[n].parent in lines}
        labels: dict[str, list[str]] = {}
        for name, line in written.items():
            labels.setdefault(line, []).append(cells[name].label)
        holders = {cells[name].parent for name in boxes}
        names: dict[str, str] = {}
        for name in boxes:
            if name not in written:
                self._box(cells[name], names, prefix, name in holders)
        for name, own in names.items():
            node = self.graph.nodes[own]
            if "type" not in cells[name].own:
                node.group = self._group(cells[name], cells, names) or section
        for name in cells:
            if name in lines:
                self._line(cells[name], " ".join(labels.get(name, ())), names)

    def _cell(self, element: Element, xml: Xml) -> _Cell | None:
        at = xml.at(element)
        inner: Element | None = element
        label, data = element.get("value", ""), dict[str, str]()
        if element.tag in _OBJECTS:
            # What somebody has noted at a shape: its address, and other data by their names.
            data = {
                "url" if key == "link" else key: value
                for key, value in element.items()
                if key not in _NOTED
            }
            inner, label = element.find("mxCell"), element.get("label", "")
        if inner is None or inner.tag != "mxCell":
            self.builder.lose("elements", f"`{element.tag}`", at)
            return None
        name = element.get("id") or inner.get("id") or ""
        own: dict[str, Any] = {}
        if (said := element.get("argmap")) is not None:
            try:
                own = own_data(self.builder, json.loads(said), f"`{name}`", at)
            except (ValueError, RecursionError):
                self.builder.say(f"`argmap` of `{name}` is no JSON", at)
        parts = (part.partition("=") for part in inner.get("style", "").split(";"))
        style = {key.strip(): value.strip() for key, _, value in parts if key.strip()}
        if style.get("html") == "1":
            label = " ".join(unescape(_TAG.sub(" ", label)).split())
        return _Cell(inner, name, label if own else label.strip(), own, data, style, at)

    def _box(self, cell: _Cell, names: dict[str, str], prefix: str, holds: bool) -> None:
        """Adds a box as a node, unless it says nothing."""
        nodes, own = self.graph.nodes, cell.own
        name = cell.name.removeprefix(_PREFIX) if own else f"{prefix}{cell.name}"
        while name in nodes:
            name += "_"
        if own:
            said = {**own, "text": cell.label} if cell.label else own
            nodes[name] = Node(name, own if own.get("type") == "argument" else said, cell.at)
        elif holds or "swimlane" in cell.style:
            if not cell.label:
                return  # it only holds things together
            title = {"text": cell.label, "type": "section"}
            nodes[name] = Node(name, title, cell.at, is_group=True)
        elif not cell.label:
            self.builder.lose("empty boxes", cell.name, cell.at)
            return
        else:
            nodes[name] = Node(name, {**cell.data, "text": cell.label}, cell.at)
        names[cell.name] = name

    def _group(self, cell: _Cell, cells: dict[str, _Cell], names: dict[str, str]) -> str | None:
        """The container that a box is in, past those that only hold things together."""
        passed = {cell.name}
        above = cell.parent
        while above in cells and above not in passed:
            name = names.get(above)
            if name is not None and self.graph.nodes[name].is_group:
                return name
            passed.add(above)
            above = cells[above].parent
        return None

    def _line(self, cell: _Cell, label: str, names: dict[str, str]) -> None:
        ends = [names.get(cell.element.get(end, ""), "") for end in ("source", "target")]
        edge = Edge(ends[0], ends[1], dict(cell.own), cell.at)
        if "relation" not in cell.own:
            if said := f"{cell.label} {label}".strip():
                edge.data["label"] = said
            edge.colour = cell.style.get("strokeColor", "")
            heads = (("startArrow", "none"), ("endArrow", "classic"))
            tail, head = (cell.style.get(key) or usual for key, usual in heads)
            edge.tail, edge.head = (arrow if arrow != "none" else "" for arrow in (tail, head))
            if edge.tail and not edge.head:
                edge.source, edge.target = edge.target, edge.source
                edge.tail, edge.head = edge.head, edge.tail
        self.graph.edges.append(edge)
