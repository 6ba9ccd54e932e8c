"""A map as plain GraphML: a node for each statement, argument and section, and edges between them.

What is said of a thing stands in data keys with names: `text`, `kind`, `relation`; the attributes of a
map under `attribute.NAME`. Edges are numbered, for the tools that don't keep their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, field

from argmap.model import Map
from argmap.values import Value, text_of
from argmap.writers import Written
from argmap.writers.carried import FEATURES, not_carried

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_CARRIED = frozenset(FEATURES) - {"imports"}


def to_graphml(map: Map) -> Written:
    """The map as GraphML that networkx, Gephi and yEd read, and what that can't carry."""
    from networkx import MultiDiGraph, generate_graphml

    graph: MultiDiGraph[str] = MultiDiGraph()
    _Graph(map, graph).fill()
    lines = generate_graphml(graph, named_key_ids=True)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"
    return Written(text, not_carried(map, _CARRIED))


@define(eq=False)
class _Graph:
    map: Map
    graph: MultiDiGraph[str]
    names: dict[str, str] = field(factory=dict)

    def fill(self) -> None:
        map = self.map
        self.graph.graph.update(_filled(title=map.title, **_attributes(map.attributes)))
        for section in map.sections:
            self._node(section.id, "section", text=section.title, label=section.label)
        for section in map.sections:
            data = {"section": self._section(section.parent), **_attributes(section.attributes)}
            self.graph.nodes[self.names[section.id]].update(_filled(**data))
        for s in map.statements:
            quoted = {
                f"quotation.{n}" if n > 1 else "quotation": q.text
                for n, q in enumerate(s.quotations, 1)
            }
            self.graph.add_node(
                s.id,
                type="statement",
                **_filled(
                    text=s.text,
                    kind=s.kind,
                    label=s.label,
                    section=self._section(s.section),
                    speaker=s.speaker,
                    unstated=s.unstated,
                    possible=s.possible,
                    **quoted,
                    **_attributes(s.attributes),
                ),
            )
        for a in map.arguments:
            self.graph.add_node(
                a.id,
                type="argument",
                **_filled(scheme=a.scheme, conceded=a.conceded, **_attributes(a.attributes)),
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
        for claim in map.independences:
            self._edge(claim.statement, claim.of, "regardless of")

    def _node(self, name: str, type: str, **data: str | None) -> None:
        """A node for a section, under a name that no other node has."""
        own = name
        taken = {*(s.id for s in self.map.statements), *(a.id for a in self.map.arguments)}
        while own in taken or own in self.graph:
            own += "_"
        self.names[name] = own
        self.graph.add_node(own, type=type, **_filled(**data))

    def _section(self, name: str | None) -> str | None:
        return None if name is None else self.names[name]

    def _edge(self, source: str, target: str, relation: str, **data: object) -> None:
        order = self.graph.number_of_edges() + 1
        self.graph.add_edge(
            source, target, key=f"e{order}", relation=relation, order=order, **_filled(**data)
        )


def _filled(**data: Any) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", False)}


def _attributes(attributes: Mapping[str, Value]) -> dict[str, str | float]:
    return {
        f"attribute.{name}": value if isinstance(value, float) else text_of(value)
        for name, value in attributes.items()
    }
