"""What Argunet exports (GraphML with its own elements) → map.

A thesis is a statement. An argument is a sketch, of which the description is what it says, or has premises
and conclusions as propositions; one proposition may stand in several arguments, and be a thesis too. Edges
support or attack a thesis, an argument, or one proposition of it. That is what Argdown has as well, so it is
understood as its documents are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from argmap.readers.argdown.mapping import add_document
from argmap.readers.argdown.model import Document, Link, Part, Place, Prose, Sense, Step
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Xml, xml_of
from argmap.resolve import Resolved
from argmap.source import Source, Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# A relation is sketched where the propositions that it joins are not named.
_SENSES: dict[str, Sense] = {
    **{"support": "support", "sketchedSupport": "support"},
    **{"attack": "attack", "sketchedAttack": "attack"},
}
# What Argunet calls propositions that something follows from, and that follow; `prelimary` is its own.
_CONCLUSIONS = ("conclusion", "preliminary-conclusion", "prelimary-conclusion")


def read_argunet(source: Source) -> Resolved:
    """The map of an export; never raises on what the text holds."""
    builder = MapBuilder(source, "Argunet export", ordered=False)
    with builder.reporting():
        xml = xml_of(source)
        add_document(_Reader(builder, xml).read(), builder)
    return builder.resolved()


@define(eq=False)
class _Reader:
    builder: MapBuilder
    xml: Xml
    document: Document = field(factory=Document)
    # The things that nodes are, by the `id` of the node; and the nodes that are groups, with their number.
    nodes: dict[str, str] = field(factory=dict)
    groups: dict[str, int] = field(factory=dict)
    # Arguments with premises and without a conclusion: their premises, and where they stand.
    open: dict[str, tuple[list[str], Span]] = field(factory=dict)

    def read(self) -> Document:
        """The document that the export is."""
        edges = []
        for element, group in self._elements():
            name = _plain(element)
            if name == "node":
                self._node(element, group)
            elif name == "edge":
                edges.append(element)
            elif name == "hyperedge":
                self.builder.lose("hyperedges", "which Argunet has not", self.xml.at(element))
        self._front()
        links = [link for edge in edges if (link := self._edge(edge)) is not None]
        self.document.links = [link for link in links if not self._concluded(link)]
        self._close()
        if any(_plain(e) == "Geometry" for e in self.xml.root.iter()):
            self.builder.lose("layout", f"of {len(self.nodes)} nodes")
        return self.document

    def _elements(self) -> Iterator[tuple[Element, str | None]]:
        """The nodes and edges, each with the group that it stands in, in the order of the file."""
        stack: list[tuple[Element, str | None]] = [(self.xml.root, None)]
        while stack:
            element, group = stack.pop()
            inner = group
            if _plain(element) in ("node", "edge", "hyperedge"):
                yield element, group
                inner = element.get("id", group) if _plain(element) == "node" else group
            if _plain(element) in ("graphml", "graph", "node"):
                stack += [(child, inner) for child in reversed(element)]

    # The map as a whole

    def _front(self) -> None:
        front = self.document.front
        for data in self.xml.root:
            for told in data.iter():
                name, text = _plain(told), _words(told)
                if name in ("node", "edge", "graph"):
                    break
                if name == "mapTitle" and text:
                    front["title"] = text
                elif name == "mapDescription" and text:
                    front["note"] = text
                elif name == "language" and text:
                    front["language"] = text.split()[0]
                elif name in ("title", "subtitle") and text:
                    front["x-debate" if name == "title" else "x-subtitle"] = text
        if "title" not in front and "x-debate" in front:
            front["title"] = front.pop("x-debate")

    # Nodes

    def _node(self, element: Element, group: str | None) -> None:
        at, name = self.xml.at(element), element.get("id")
        if not name or name in self.nodes or name in self.groups:
            wrong = f"two nodes have the `id` {name}" if name else "a node has no `id`"
            self.builder.say(wrong, at)
            return
        said = next((e for e in _told(element) if _plain(e) in _NODES), None)
        if said is None:
            self.builder.lose("nodes of other types", name, at)
            return
        section = group if group in self.groups else None
        title = _words(_child(said, "title"))
        if _plain(said) == "group":
            self.document.parts.append(Part(name, _prose(title or name), section, _span(at)))
            self.groups[name] = len(self.document.parts)
            return
        own = said.get("id") or f"\0{name}"
        if _plain(said) == "thesis":
            self.nodes[name] = f"[{own}]"
            self._place(f"[{own}]", title, _words(_child(said, "content")), at, section)
            # Its own place counts, not those of the arguments that it is a proposition of.
            room = str(self.groups[section]) if section else "0"
            self.document.things[f"[{own}]"].places[-1].data = {"section": room}
        else:
            key = f"<{title or own}>"
            if key in self.document.things:
                key = f"<{own}>"
            self.nodes[name] = key
            self._place(key, title, _words(_child(said, "description")), at, section)
            self._propositions(key, said, section)

    def _place(self, key: str, title: str, words: str, at: int, section: str | None) -> None:
        thing = self.document.thing(key, title)
        thing.title = thing.title or title
        # A box of which only the title is filled in says that.
        thing.places.append(Place(_prose(words or title), _span(at), at, section))

    def _propositions(self, argument: str, said: Element, section: str | None) -> None:
        """The steps of an argument, of its premises since the last conclusion and that one."""
        steps: list[Step] = []
        premises: list[str] = []
        for index, element in enumerate(e for e in said if _plain(e) == "proposition"):
            at = self.xml.at(element)
            key = f"[{element.get('id') or f'{argument}{index}'}]"
            self._place(key, "", _words(_child(element, "content")), at, section)
            if element.get("type") not in _CONCLUSIONS:
                premises.append(key)
            elif premises:
                steps.append(Step(key, _span(at), at, premises))
                premises = [key]
            else:
                premises = []
        if premises and not (steps and premises == [steps[-1].conclusion]):
            self.open[argument] = (premises, _span(self.xml.at(said)))
        if steps:
            self.document.steps[argument] = steps

    # Edges

    def _edge(self, element: Element) -> Link | None:
        at, shown = self.xml.at(element), f"{element.get('source')} to {element.get('target')}"
        ends = [element.get(end) or "" for end in ("source", "target")]
        if any(end in self.groups for end in ends):
            self.builder.lose("relations of sections", shown, at)
            return None
        said = next((e for e in _told(element) if _plain(e) == "edge"), None)
        sense = _SENSES.get(said.get("type", "")) if said is not None else None
        if said is not None and sense is None and said.get("type"):
            self.builder.lose("relations", f"{said.get('type')}, from {shown}", at)
            return None
        for end in ends:
            if end not in self.nodes:
                message = f"no node has the `id` {end}" if end else "an edge lacks one of its ends"
                self.builder.say(message, at)
                return None
        if said is None or sense is None:
            self.builder.say(
                f"the edge from {shown} doesn't say whether it supports or attacks", at
            )
            return None
        source, target = (self.nodes[end] for end in ends)
        # An edge may lead to one proposition of an argument.
        aim = f"[{said.get('targetPropositionId')}]"
        if target[0] == "<" and aim in self.document.things:
            target = aim
        return Link(sense, source, target, _span(at), at)

    def _concluded(self, link: Link) -> bool:
        """Whether an edge only says that an argument concludes what it supports."""
        return link.sense == "support" and self.document.conclusion(link.source) == link.target

    def _close(self) -> None:
        """Ends arguments without a conclusion: in the one thing that they support, or in what they say."""
        for argument, (premises, span) in self.open.items():
            own = [link for link in self.document.links if link.source == argument]
            if len(own) == 1 and own[0].sense == "support" and own[0].target[0] == "[":
                self.document.links.remove(own[0])
                conclusion = own[0].target
            else:
                conclusion = f"[{argument}]"
                place = self.document.things[argument].places[0]
                title = self.document.things[argument].title
                words = place.prose.plain or title
                self._place(conclusion, "", words, span.start, place.section)
            step = Step(conclusion, span, span.start, premises)
            self.document.steps.setdefault(argument, []).append(step)


_NODES = ("thesis", "argument", "group")
_ARGUNET = "http://www.argunet.org/xml/argml"


def _told(element: Element) -> Iterator[Element]:
    """Argunet's own elements in the data of a node or an edge."""
    for data in element:
        if _plain(data) == "data":
            yield from (e for e in data if e.tag.startswith(f"{{{_ARGUNET}}}"))


def _plain(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: Element, name: str) -> Element | None:
    return next((e for e in element if _plain(e) == name), None)


def _words(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _prose(text: str) -> Prose:
    return Prose([(text, "")] if text else [])


def _span(at: int) -> Span:
    return Span(at, at + 1)
