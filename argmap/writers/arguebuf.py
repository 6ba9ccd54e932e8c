"""A map as arguebuf's JSON: statements are atoms, arguments scheme nodes, speakers participants.

What arguebuf has no field for is in user data, which arguebuf keeps, under `argmap`.
"""

from __future__ import annotations

from typing import Any

from attrs import define, field

from argmap.model import AIMED_AT_STEPS, Argument, Map, Statement
from argmap.schemes.names import from_arguebuf
from argmap.schemes.names import to_arguebuf as named_in_arguebuf
from argmap.wording import json_text
from argmap.writers.losses import not_carried
from argmap.writers.output import Written

_ACTS = {"supports": "support", **dict.fromkeys(("rebuts", *AIMED_AT_STEPS), "attack")}


def to_arguebuf(map: Map) -> Written:
    """The map as JSON that arguebuf loads, and what that can't carry."""
    text = json_text(_Graph(map).document())
    return Written(text, not_carried(map, "arguebuf"))


@define(eq=False)
class _Graph:
    map: Map
    nodes: dict[str, Any] = field(factory=dict)
    edges: dict[str, Any] = field(factory=dict)
    resources: dict[str, str] = field(factory=dict)
    participants: dict[str, str] = field(factory=dict)

    def document(self) -> dict[str, Any]:
        map = self.map
        data = map.to_dict()
        for statement, own in zip(map.statements, data.get("statements", ()), strict=True):
            self._atom(statement, own)
        for argument, own in zip(map.arguments, data.get("arguments", ()), strict=True):
            self._step(argument, own)
        for pair in map.contradictions:
            for source, target in (pair, pair[::-1]):
                node = {"scheme": {"attack": "ATTACK_DEFAULT"}} | _userdata({"contradiction": True})
                self._add_scheme_node([source], target, node)
        for preference in map.preferences:
            node = {"scheme": {"preference": "PREFERENCE_DEFAULT"}}
            self._add_scheme_node([preference.preferred], preference.over, node)
        for one, other in map.restatements:
            self._add_scheme_node([one], other, {"scheme": {"rephrase": "REPHRASE_DEFAULT"}})
        kept = (
            *("title", "attributes", "sections", "parts", "explanations", "conditions", "answers"),
            "independences",
        )
        root = {"majorClaim": map.roots[0].id} if len(map.roots) == 1 else {}
        return {
            "schemaVersion": 1,
            **root,
            "nodes": self.nodes,
            "edges": self.edges,
            "resources": {
                name: {"text": "", "source": source} for source, name in self.resources.items()
            },
            "participants": {name: {"name": who} for who, name in self.participants.items()},
            "analysts": {},
            **_userdata({key: data[key] for key in kept if key in data}),
        }

    def _atom(self, statement: Statement, own: dict[str, Any]) -> None:
        atom: dict[str, Any] = {"text": own.pop("text", "")}
        quotations = own.pop("quotations", [])
        if quotations:
            atom["reference"] = {"text": quotations[0]}
            source = statement.attributes.get("source")
            if isinstance(source, str):
                name = self.resources.setdefault(source, f"resource-{len(self.resources) + 1}")
                atom["reference"] = {"resource": name} | atom["reference"]
        if statement.speakers:
            # An atom has one participant.
            speaker = statement.speakers[0]
            atom["participant"] = self.participants.setdefault(
                speaker, f"participant-{len(self.participants) + 1}"
            )
        if len(statement.speakers) < 2:
            own.pop("speakers", None)
        kept = {key: value for key, value in own.items() if key != "id" and value is not False}
        if len(quotations) > 1:
            kept["quotations"] = quotations
        self.nodes[statement.id] = {"atom": atom} | _userdata(kept)

    def _step(self, argument: Argument, own: dict[str, Any]) -> None:
        act = _ACTS[argument.role]
        named = named_in_arguebuf(argument.scheme or "") if act == "support" else None
        kept: dict[str, Any] = {
            key: own[key]
            for key in ("warrant", "speakers", "premise_roles", "attributes")
            if key in own
        }
        if argument.role == "challenges":
            kept["challenges"] = True
        if argument.conceded:
            kept["conceded"] = True
        if argument.scheme and (named is None or from_arguebuf(named) != argument.scheme):
            kept["scheme"] = argument.scheme
        node = {"scheme": {act: named or f"{act.upper()}_DEFAULT"}} | _userdata(kept)
        self._add_scheme_node(list(argument.premises), argument.target, node, argument.id)

    def _add_scheme_node(
        self, premises: list[str], target: str, node: dict[str, Any], name: str = ""
    ) -> None:
        """Adds a scheme node between statements; without a name it gets a unique one."""
        name = name or f"scheme-{len(self.nodes) + 1}"
        while name in self.nodes:
            name += "_"
        self.nodes[name] = node
        for source, aim in (*((premise, name) for premise in premises), (name, target)):
            self.edges[f"edge-{len(self.edges) + 1}"] = {"source": source, "target": aim}


def _userdata(data: dict[str, Any]) -> dict[str, Any]:
    return {"userdata": {"argmap": data}} if data else {}
