"""The premise-conclusion structures of an Argdown document, and its relations, as steps of a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from attrs import define, field

from argmap.model import Role
from argmap.readers.argdown.conversion import Conversion, defining_place, is_true
from argmap.readers.argdown.model import Link, Step, Thing
from argmap.readers.argdown.names import made_up, scheme_of
from argmap.source import Span


@define(eq=False)
class _Pending:
    """A step that the builder is given when all are known; `at` is its place in the text."""

    at: int
    premises: Sequence[str]
    target: str
    role: Role
    span: Span
    fields: dict[str, Any]


@define(eq=False)
class Steps:
    """Collects the steps of the map. `outgoing` has, by statement, the names of those that the statement
    makes by what it supports, attacks or undercuts.
    """

    conversion: Conversion
    outgoing: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    _pending: list[_Pending] = field(factory=list)

    def add_to_builder(self) -> None:
        """Gives the builder all steps in the order of the text."""
        for step in sorted(self._pending, key=lambda step: step.at):
            self.conversion.builder.step(
                step.premises, step.target, step.role, step.span, **step.fields
            )

    def structures(self) -> None:
        """The steps of the structured arguments, but for those whose conclusion only denies a target."""
        for argument, steps in self.conversion.document.steps.items():
            for number, step in enumerate(steps):
                if step.conclusion not in self.conversion.negations:
                    self._structured(argument, number, step, step.conclusion, "supports")

    def negation(self, link: Link, target: str) -> None:
        """The last step of an argument whose conclusion only denies the target."""
        argument = self.conversion.negations[link.source]
        steps = self.conversion.document.steps[argument]
        role: Role = "undercuts"
        if link.sense == "attack":
            role = "challenges" if link.target in self.conversion.document.steps else "rebuts"
        self._structured(argument, len(steps) - 1, steps[-1], target, role)

    def relation(self, link: Link, source: str, target: str, role: Role, number: int = 0) -> None:
        """A step of one premise; `number` tells apart those that come of the same relation."""
        name = f"{link.source}\0{link.sense}\0{link.target}\0{number}"
        self.outgoing[source].append(name)
        scheme = "deduction" if link.sense == "entails" else None
        fields = {"name": name, "scheme": scheme}
        self._pending.append(_Pending(link.at, [source], target, role, link.span, fields))

    def _structured(self, argument: str, number: int, step: Step, target: str, role: Role) -> None:
        """A step of an argument with a structure."""
        conversion = self.conversion
        data = dict(step.data)
        if number == len(conversion.document.steps[argument]) - 1:
            data = self._with_data_of_argument(data, conversion.document.things[argument])
        fields: dict[str, Any] = {"name": step_name(argument, number)}
        if step.rules:
            fields["scheme"], exact = scheme_of(step.rules[0])
            if len(step.rules) > 1 or not exact:
                data.setdefault("x-rules", ", ".join(step.rules))
        warrant = conversion.keys_named(data.get("warrant"))
        if warrant and len(warrant) == 1:
            fields["warrant"] = warrant[0][0]
            del data["warrant"]
        if isinstance(data.get("speaker"), str):
            fields["speakers"] = data.pop("speaker")
        if is_true(data.get("conceded")) and role == "rebuts":
            del data["conceded"]
            fields["conceded"] = True
        roles = data.get("roles")
        if isinstance(roles, dict):
            del data["roles"]
            fields["premise_roles"] = {
                step.premises[int(place) - 1]: str(name)
                for place, name in roles.items()
                if str(place).isdecimal() and 0 < int(place) <= len(step.premises)
            }
        fields["attributes"] = conversion.attributes(data, step.span)
        self._pending.append(_Pending(step.at, step.premises, target, role, step.span, fields))

    def _with_data_of_argument(self, data: dict[str, Any], thing: Thing) -> dict[str, Any]:
        """The data of the last step, which has that of the whole argument too."""
        for place in thing.places:
            data = {**place.data, **data}
            self.conversion.lose_mentions(place.prose, place.span)
        tags = [tag for place in thing.places for tag in place.prose.tags]
        if tags:
            data.setdefault("x-tags", list(dict.fromkeys(tags)))
        if thing.title and not made_up(thing.title, of_argument=True):
            data.setdefault("x-title", thing.title)
        definition = defining_place(thing)
        if definition:
            name = "x-gist" if "note" in data else "note"
            data[name] = self.conversion.text(definition.prose)
        return data


def step_name(argument: str, number: int) -> str:
    """What the builder calls a step of an argument with a structure."""
    return f"\0{argument}\0{number}"
