"""A map as a graph: a node for each statement, argument and section, and edges between them.

What is said of a thing is its data, by names: `text`, `kind`, `relation`; the attributes of a map have
`attribute.NAME`. How many premises an argument has tells whether one was deleted in another program. Edges are numbered, for the tools that don't keep their order. GraphML, JSON Canvas and draw.io
write such graphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field

from argmap.model import Map
from argmap.values import Value, text_of


@define(eq=False)
class Graph:
    """The nodes and edges of a map, with their data."""

    map: Map
    data: dict[str, Any] = field(factory=dict)
    nodes: dict[str, dict[str, Any]] = field(factory=dict)
    # The edges from a node to another, with the name of each.
    edges: dict[str, dict[str, list[tuple[str, dict[str, Any]]]]] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    count: int = 0

    @classmethod
    def of(cls, map: Map) -> Graph:
        """The graph of a map."""
        graph = cls(map)
        graph._fill()
        return graph

    def ordered_edges(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Each edge by the node that it comes from: source, target, name and data."""
        for source in self.nodes:
            for target, edges in self.edges.get(source, {}).items():
                for name, data in edges:
                    yield source, target, name, data

    def _fill(self) -> None:
        map = self.map
        self.data = _filled(title=map.title, **_attributes(map.attributes))
        for section in map.sections:
            self._node(section.id, "section", text=section.title, label=section.label)
        for section in map.sections:
            data = {
                **{"section": self._section(section.parent), "speaker": section.speaker},
                **_attributes(section.attributes),
            }
            self.nodes[self.names[section.id]].update(_filled(**data))
        for s in map.statements:
            quoted = {
                f"quotation.{n}" if n > 1 else "quotation": q.text
                for n, q in enumerate(s.quotations, 1)
            }
            self._add(
                s.id,
                "statement",
                text=s.text,
                kind=s.kind,
                label=s.label,
                section=self._section(s.section),
                within=s.within,
                speaker=s.speaker,
                unstated=s.unstated,
                open=s.open,
                **quoted,
                **_attributes(s.attributes),
            )
        for a in map.arguments:
            self._add(
                a.id,
                "argument",
                scheme=a.scheme,
                speaker=a.speaker,
                conceded=a.conceded,
                premises=len(a.premises),
                warranted=a.warrant is not None,
                **_attributes(a.attributes),
            )
            for premise in a.premises:
                self._edge(premise, a.id, "premise", role=a.premise_roles.get(premise))
            if a.warrant:
                self._edge(a.warrant, a.id, "warrant")
            self._edge(a.id, a.target, a.role)
        for part in map.parts:
            if part.alternative_to is None:
                self._edge(part.part, part.whole, "part of")
            else:
                self._edge(part.part, part.alternative_to, "alternative to", whole=part.whole)
        for one, other in map.contradictions:
            self._edge(one, other, "contradicts")
        for preference in map.preferences:
            self._edge(preference.preferred, preference.over, "outweighs")
        for one, other in map.restatements:
            self._edge(one, other, "restates")
        for number, explanation in enumerate(map.explanations, 1):
            for key in explanation.explaining:
                self._edge(key, explanation.explained, "explains", explanation=number)
        for condition in map.conditions:
            self._edge(condition.statement, condition.provided, "provided")
        for answer in map.answers:
            self._edge(answer.answer, answer.question, "answers")
        for claim in map.independences:
            self._edge(claim.statement, claim.of, "regardless of")

    def _node(self, name: str, type: str, **data: str | None) -> None:
        """A node for a section, under a name that no other node has."""
        own = name
        taken = {*(s.id for s in self.map.statements), *(a.id for a in self.map.arguments)}
        while own in taken or own in self.nodes:
            own += "_"
        self.names[name] = own
        self._add(own, type, **data)

    def _add(self, name: str, type: str, **data: Any) -> None:
        self.nodes.setdefault(name, {}).update(type=type, **_filled(**data))

    def _section(self, name: str | None) -> str | None:
        return None if name is None else self.names[name]

    def _edge(self, source: str, target: str, relation: str, **data: object) -> None:
        for name in (source, target):
            self.nodes.setdefault(name, {})
        self.count += 1
        said = {"relation": relation, "order": self.count, **_filled(**data)}
        self.edges.setdefault(source, {}).setdefault(target, []).append((f"e{self.count}", said))


def _filled(**data: Any) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", False)}


def _attributes(attributes: Mapping[str, Value]) -> dict[str, str | float]:
    return {
        f"attribute.{name}": value if isinstance(value, float) else text_of(value)
        for name, value in attributes.items()
    }
