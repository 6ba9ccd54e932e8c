"""What supports, attacks or contradicts what in an Argdown document."""

from __future__ import annotations

from functools import cached_property

from attrs import define

from argmap.model import Role
from argmap.readers.argdown.arguments import Steps, step_name
from argmap.readers.argdown.conversion import Conversion
from argmap.readers.argdown.model import Link, Step
from argmap.readers.argdown.undercuts import add_undercuts


def add_relations(conversion: Conversion, steps: Steps) -> None:
    """Adds the steps that relations are; undercuts last, as they are about the other steps."""
    document = conversion.document
    supports_and_attacks = _SupportsAndAttacks(conversion, steps)
    undercuts: list[Link] = []
    for link in document.links:
        if link.sense == "undercut":
            undercuts.append(link)
        elif link.sense in ("contrary", "contradictory"):
            source = document.conclusion(link.source)
            conversion.builder.contradiction(source, link.target, link.span)
        else:
            supports_and_attacks.add(link)
    add_undercuts(conversion, steps, undercuts)


@define(eq=False, slots=False)
class _SupportsAndAttacks:
    """Supports and attacks; those of an argument with a structure are of a premise of it."""

    conversion: Conversion
    steps: Steps

    def add(self, link: Link) -> None:
        """Adds a relation as a step, unless the document says it otherwise."""
        document = self.conversion.document
        if link.source in self.conversion.negations:
            attacked = document.steps.get(link.target)
            step = step_name(link.target, len(attacked) - 1) if attacked else link.target
            self.steps.negation(link, step)
            return
        source = document.conclusion(link.source)
        target = link.target
        steps = document.steps.get(target)
        if steps:
            premises = self._premises(link, source, steps)
            if link.sense == "attack" and len(premises) > 1:
                # Nobody can say which premise is meant.
                whole = step_name(target, len(steps) - 1)
                self.steps.relation(link, source, whole, "challenges")
                return
            if len(premises) != 1:
                if premises:
                    self._lose(link)
                return
            target = premises[0]
        role: Role = "rebuts" if link.sense == "attack" else "supports"
        if link.source != source and source == target and role == "supports":
            return  # An argument supports what it concludes.
        self.steps.relation(link, source, target, role)

    def _premises(self, link: Link, source: str, steps: list[Step]) -> list[str]:
        """The premises of an argument that a relation may be of; none where it needs no step."""
        concluded = {step.conclusion for step in steps}
        premises = list(
            dict.fromkeys(p for step in steps for p in step.premises if p not in concluded)
        )
        if link.sense == "support" and source in premises:
            return []
        said = ((source, premise, link.sense) in self._between_statements for premise in premises)
        return [] if any(said) else premises

    def _lose(self, link: Link) -> None:
        """Reports a support of an argument as lost, since nobody can say which premise is meant."""
        who = self.conversion.display_name(link.source)
        whom = self.conversion.display_name(link.target)
        what = f"{who} supports {whom}, but which of its premises?"
        self.conversion.builder.lose("relations to arguments", what, link.span)

    @cached_property
    def _between_statements(self) -> set[tuple[str, str, str]]:
        """The supports and attacks between statements that the document has, as source, target, sense."""
        document = self.conversion.document
        relations = set()
        for link in document.links:
            if link.step is None and link.target not in document.steps:
                source, target = document.conclusion(link.source), link.target
                if link.sense in ("support", "entails"):
                    relations.add((source, target, "support"))
                elif link.sense != "undercut":
                    relations.add((source, target, "attack"))
                    if link.sense != "attack":
                        relations.add((target, source, "attack"))
        return relations
