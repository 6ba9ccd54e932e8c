"""What is said of the statements of a map, so that it can be compared with what another map says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from argmap.evaluate.names import name
from argmap.model import Argument, Map, Role
from argmap.values import Value
from argmap.wording import listed

Relation = tuple[str, frozenset[str], str]
"""What is said of a statement: how, by which statements, and what more there is to it."""


_VERBS: dict[Role, str] = {
    "supports": "supported by",
    "rebuts": "rebutted by",
    "undercuts": "undercut by",
    "challenges": "challenged by",
}


class Relations:
    """What is said of each statement of a map, statements named as the map has them or, where they are
    matched, as the other map has them; and what pairs of statements are to each other.
    """

    def __init__(self, map: Map, names: Mapping[str, str]) -> None:
        self.map = map
        # What the other map does not have keeps its name, marked so that it is taken for nothing there.
        self.names = {s.id: names.get(s.id, f"\0{s.id}") for s in map.statements}
        self.of: dict[str, list[Relation]] = {}
        self.pairs: dict[tuple[str, str], set[str]] = {}
        for argument in map.arguments:
            self._argument(argument)
        for part in map.parts:
            more = f"instead of {self.names[part.alternative_to]}" if part.alternative_to else ""
            self._add(part.whole, "is made of", (part.part,), more)
        for pair in map.contradictions:
            for a, b in (pair, reversed(pair)):
                self._add(a, "contradicts", (b,), "")
        for pair in map.restatements:
            for a, b in (pair, reversed(pair)):
                self._add(a, "restates", (b,), "")
        for preference in map.preferences:
            self._add(preference.preferred, "outweighs", (preference.over,), "")
        for explanation in map.explanations:
            self._add(explanation.explained, "explained by", explanation.explaining, "")
        for condition in map.conditions:
            self._add(condition.statement, "held only provided", (condition.provided,), "")
        for answer in map.answers:
            self._add(answer.question, "answered by", (answer.answer,), "")
        for claim in map.independences:
            self._add(claim.statement, "holds regardless of", (claim.of,), "")

    def _argument(self, argument: Argument) -> None:
        verb = _VERBS[argument.role]
        words = ["granted"] * argument.conceded + ["a deduction"] * argument.strict
        if argument.scheme:
            words.append(f"by {argument.scheme}")
        if argument.warrant is not None:
            words.append(f"with the warrant {self.names[argument.warrant]}")
        if argument.speakers:
            words.append(f"a step of {listed(list(argument.speakers))}")
        words += [f"{self.names[key]} as {role}" for key, role in argument.premise_roles.items()]
        words += [f"{name} {text_of_value(value)}" for name, value in argument.attributes.items()]
        *between, target = self.map.aimed_through(argument)
        if between:
            step_to = {"supports": "a step to it", "rebuts": "an objection to it"}
            verb = f"{step_to.get(target.role, 'a step')} {verb}"
            step = self.map.argument(argument.target)
            words.append("from " + ", ".join(sorted(self.names[m] for m in step.members)))
        self._add(target.target, verb, argument.members, "; ".join(words))

    def _add(self, key: str, how: str, by: Iterable[str], more: str) -> None:
        if key not in self.names:
            return
        target, sources = self.names[key], frozenset(self.names[b] for b in by)
        self.of.setdefault(target, []).append((how, sources, more))
        for source in sources:
            self.pairs.setdefault((source, target), set()).add(how)


def differences(
    before: Sequence[Relation], after: Sequence[Relation]
) -> tuple[list[Relation], list[Relation]]:
    """The relations that are gone, and those that are new."""
    was, now = Counter(before), Counter(after)
    return [*(was - now).elements()], [*(now - was).elements()]


def in_words(relation: Relation, one: Map, other: Map) -> str:
    """A relation, with its statements by the names that they have in the map it comes from."""
    how, by, more = relation
    names = []
    for key in sorted(by):
        own = key.removeprefix("\0")
        names.append(name(one[own] if key != own else other[own]))
    shown = f" ({more})".replace("\0", "") if more else ""
    return f"{how} {listed(names)}{shown}"


def text_of_value(value: Value) -> str:
    """The value of an attribute as people read it."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
