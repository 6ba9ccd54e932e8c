"""The XML of the argumentative microtexts (Peldszus and Stede 2015) as a map.

A unit (`adu`) is a statement, with the words of the segments (`edu`) that belong to it. Edges `sup`, `exa`
and `reb` are arguments, `und` is one against an argument, and `add` joins a unit to the premises of one.
What the proponent says is the author's; what the opponent says has the speaker `opponent`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from argmap.model import Role
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Xml, xml_of
from argmap.resolve import Resolved
from argmap.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OPPONENT = "opponent"
"""The speaker of what a text grants to the other side in order to answer it."""

_ROLES: dict[str, Role] = {
    "sup": "supports",
    "exa": "supports",
    "reb": "rebuts",
    "und": "undercuts",
}
# What joins a segment to its unit, and a premise to the others of its argument.
_JOINING = ("seg", "add")


@define
class _Edge:
    id: str
    type: str
    src: str
    trg: str
    at: int


def read_arggraph(source: Source) -> Resolved:
    """The map of an argument graph; never raises on what the text holds."""
    builder = MapBuilder(source, "argument graph", ordered=False)
    with builder.reporting():
        document = xml_of(source)
        if document.root.tag == "arggraph":
            _Graph(document, builder).add_to_builder()
        else:
            builder.say(f"the outermost element is `{document.root.tag}`, and no `arggraph`")
    return builder.resolved()


@define
class _Graph:
    document: Xml
    builder: MapBuilder
    segments: dict[str, Element] = field(factory=dict)
    joints: dict[str, Element] = field(factory=dict)
    units: dict[str, Element] = field(factory=dict)
    edges: dict[str, _Edge] = field(factory=dict)

    def add_to_builder(self) -> None:
        """Gives the builder the statements and steps of the graph."""
        root = self.document.root
        pools = {"edu": self.segments, "joint": self.joints, "adu": self.units}
        for element in root:
            at = self.document.at(element)
            if element.tag == "edge":
                self._edge(element, at)
            elif element.tag not in pools:
                self.builder.lose("elements", f"`{element.tag}`", at)
            elif not (name := element.get("id", "")):
                if element.tag == "adu":
                    self.builder.say("an `adu` has no id", at)
                else:
                    self.builder.lose("segments of no unit", f"`{element.tag}` without an id", at)
            elif any(name in pool for pool in pools.values()):
                self.builder.say(f"`{name}` is given twice", at)
            else:
                pools[element.tag][name] = element
        self.builder.title = root.get("id", "")
        for name, own in (("topic_id", "x-topic"), ("stance", "x-stance")):
            if root.get(name):
                self.builder.attributes[own] = root.get(name, "")
        self._statements()
        self._steps()

    def _edge(self, element: Element, at: int) -> None:
        given = {name: element.get(name, "") for name in ("id", "type", "src", "trg")}
        missing = [name for name, value in given.items() if not value and name != "id"]
        # An edge of another type is lost in any case.
        other = given["type"] not in ("", *_ROLES, *_JOINING)
        if missing:
            if other:
                self.builder.lose(f"`{given['type']}` edges", f"without `{missing[0]}`", at)
            else:
                self.builder.say(f"an edge has no `{missing[0]}`", at)
            return
        # An edge without an id is one that no other edge refers to.
        name = given["id"] or f"\0edge {len(self.edges)}"
        if other and name in self.edges:
            name = f"\0edge {len(self.edges)}"
        if name in self.edges:
            self.builder.say(f"`{name}` is given twice", at)
            return
        self.edges[name] = _Edge(name, given["type"], given["src"], given["trg"], at)

    def _statements(self) -> None:
        words: dict[str, list[str]] = {}
        joined: dict[str, list[str]] = {}
        for edge in self._of_type("seg"):
            wrong = next(
                (n for n in (edge.src, edge.trg) if not any(n in p for p in self._pools())), None
            )
            if wrong is not None:
                self.builder.say(f"nothing here is called `{wrong}`", edge.at)
            elif edge.trg in self.joints:
                joined.setdefault(edge.trg, []).append(edge.src)
            else:
                words.setdefault(edge.trg, []).append(edge.src)
        order = {name: index for index, name in enumerate(self.segments)}
        for name, unit in self.units.items():
            names = [
                s
                for w in words.get(name, ())
                for s in (joined.get(w, ()) if w in self.joints else (w,))
            ]
            parts = sorted({s for s in names if s in self.segments}, key=order.__getitem__)
            texts = [" ".join("".join(self.segments[s].itertext()).split()) for s in parts]
            side, at = unit.get("type", "pro"), self.document.at(unit)
            if side not in ("pro", "opp"):
                self.builder.say(f"a unit is of type `pro` or `opp`, and not `{side}`", at)
            self.builder.statement(
                name,
                " ".join(texts),
                at,
                label=name,
                speakers=[OPPONENT] if side == "opp" else (),
                unstated=bool(parts) and all(self._implicit(s) for s in parts),
            )

    def _pools(self) -> tuple[dict[str, Element], ...]:
        return (self.segments, self.joints, self.units)

    def _implicit(self, segment: str) -> bool:
        return self.segments[segment].get("implicit", "").lower() in ("true", "1", "yes")

    def _steps(self) -> None:
        premises = {e.id: [e.src] for e in self.edges.values() if e.type in _ROLES}
        for edge in self._of_type("add"):
            base = self._base_argument(edge)
            if base in premises:
                premises[base].append(edge.src)
            else:
                self.builder.say(f"`{edge.trg}` is no argument that a premise could join", edge.at)
        for name, sources in premises.items():
            edge = self.edges[name]
            if edge.type == "und":
                if edge.trg in premises or edge.trg in self.edges:
                    edge = _Edge(name, edge.type, edge.src, self._base_argument(edge), edge.at)
            elif edge.trg in self.edges:
                self.builder.lose(
                    f"`{edge.type}` edges at an edge", f"{edge.src} to {edge.trg}", edge.at
                )
                continue
            self.builder.step(
                sources,
                edge.trg,
                _ROLES[edge.type],
                edge.at,
                name=name,
                scheme="example" if edge.type == "exa" else None,
            )
        for edge in self.edges.values():
            if edge.type not in (*_ROLES, *_JOINING):
                self.builder.lose(f"`{edge.type}` edges", f"{edge.src} to {edge.trg}", edge.at)

    def _of_type(self, type: str) -> Iterator[_Edge]:
        return (edge for edge in self.edges.values() if edge.type == type)

    def _base_argument(self, edge: _Edge) -> str:
        """The argument that an edge leads to, through `add` edges, whose targets are replaced by it."""
        passed: dict[str, None] = {}
        name = edge.trg
        while name in self.edges and self.edges[name].type == "add" and name not in passed:
            passed[name] = None
            name = self.edges[name].trg
        if name not in passed:
            for other in passed:
                self.edges[other].trg = name
        return name
