"""Argument graphs in the manner of AIF: information nodes, scheme nodes between them, and edges.

A scheme node applies a rule: it supports, attacks, prefers or rephrases what its edges lead to, by the
information that leads to it. Such an application is a step of the map, or where it rephrases, a restatement.
One that acts on another is, where it attacks, an undercut. What a map has no place for is a loss, and so is what
depends on it.
"""

from __future__ import annotations

from typing import Any, Literal

from attrs import define, field

from argmap.model import AIMED_AT_STEPS, Role
from argmap.readers.builder import MapBuilder

Act = Literal["supports", "attacks", "prefers", "rephrases", "unknown"]
"""What a scheme node does."""

# Schemes that a map has room for, and what a message calls them.
_FORMS: dict[Act, str] = {
    "supports": "an inference",
    "attacks": "a conflict",
    "prefers": "a preference",
}
# Schemes of which what is wrong with them is a loss: they are no arguments.
_NO_ARGUMENTS = ("rephrases", "unknown")


@define(eq=False)
class _Scheme:
    act: Act
    at: int
    mutual: bool
    challenging: bool
    fields: dict[str, Any]
    premises: list[str] = field(factory=list)
    conclusions: list[str] = field(factory=list)


@define(eq=False)
class SchemeGraph:
    """Collects the nodes of a graph first, then the edges between them, and gives the builder its steps.

    Where `complete` is false, a scheme node may lack premises or a conclusion: that is a loss and
    no fault.
    """

    builder: MapBuilder
    complete: bool = True
    schemes: dict[str, _Scheme] = field(factory=dict)
    # Nodes that a map has no place for, nor for the steps that have one of them.
    others: set[str] = field(factory=set)

    def statement(self, name: str, text: str, at: int, **fields: Any) -> None:
        """An information node; `fields` are those of `MapBuilder.statement`."""
        if self._is_new(name, at):
            self.builder.statement(name, text, at, **fields)

    def scheme(
        self,
        name: str,
        act: Act,
        at: int,
        *,
        mutual: bool = False,
        challenging: bool = False,
        **fields: Any,
    ) -> None:
        """A scheme node; two that are `mutual`, and lead from one statement to another and back, are a
        contradiction. One that is `challenging` challenges the step that it attacks as a whole. `fields` are
        those of `MapBuilder.step`.
        """
        if self._is_new(name, at):
            self.schemes[name] = _Scheme(act, at, mutual, challenging, fields)

    def other(self, name: str, at: int) -> None:
        """A node that a map has no place for."""
        if self._is_new(name, at):
            self.others.add(name)

    def _is_new(self, name: str, at: int) -> bool:
        there = name in self.schemes or name in self.others or name in self.builder.statements
        if there:
            self.builder.say(f"two nodes have the name `{name}`", at)
        return not there

    def edge(self, source: str, target: str, at: int) -> None:
        """An edge from one node to another, of which one is a scheme node."""
        say, statements = self.builder.say, self.builder.statements
        for name in dict.fromkeys((source, target)):
            if not (name in statements or name in self.schemes or name in self.others):
                message = f"an edge leads from or to `{name}`, and no node has that name"
                if self._is_lost(source) or self._is_lost(target):
                    self.builder.lose("edges of what is lost", message, at)
                else:
                    say(message, at)
                return
        if source in statements and target in statements:
            say(
                f"an edge leads from the statement `{source}` to the statement `{target}`: "
                "it takes a scheme node between them to say what one does to the other",
                at,
            )
        if source in self.schemes:
            if target in self.schemes[source].conclusions:
                self.builder.lose("repeated edges", f"{source} to {target}", at)
            else:
                self.schemes[source].conclusions.append(target)
        if target in self.schemes and source not in self.schemes:
            self.schemes[target].premises.append(source)

    def _is_lost(self, name: str) -> bool:
        """Whether a node is one that a map has no place for."""
        scheme = self.schemes.get(name)
        return name in self.others or (scheme is not None and scheme.act in _NO_ARGUMENTS)

    def finish(self) -> None:
        """Gives the builder the scheme nodes as steps, contradictions and preferences."""
        gone: list[str] = []
        mutual = self._contradictions()
        for name, scheme in self.schemes.items():
            if name not in mutual and not self._apply(name, scheme):
                gone.append(name)
        self._drop_undercuts_of(gone)

    def _contradictions(self) -> set[str]:
        """Adds pairs of mutual scheme nodes as contradictions; returns the names of these nodes."""
        acted_on = {c for s in self.schemes.values() for c in s.conclusions if c in self.schemes}
        waiting: dict[tuple[str, str], list[str]] = {}
        paired: set[str] = set()
        for name, scheme in self.schemes.items():
            ends = (*scheme.premises, *scheme.conclusions)
            if not scheme.mutual or name in acted_on or len(ends) != 2:
                continue
            one, other = ends
            if not all(end in self.builder.statements for end in ends):
                continue
            if back := waiting.get((other, one)):
                first = back.pop()
                self.builder.contradiction(other, one, self.schemes[first].at)
                paired |= {first, name}
            else:
                waiting.setdefault((one, other), []).append(name)
        return paired

    def _apply(self, name: str, scheme: _Scheme) -> bool:
        """Gives the builder what a scheme node says; returns whether it became a step."""
        act, lose = scheme.act, self.builder.lose
        ends = [" and ".join(names) or "nothing" for names in (scheme.premises, scheme.conclusions)]
        shown = f"{name}: {ends[0]} to {ends[1]}"
        if act == "rephrases":
            self._rephrase(scheme, shown)
            return False
        # First what no map has a place for, whatever else is wrong with it.
        others = not self.others.isdisjoint((*scheme.premises, *scheme.conclusions))
        if act == "unknown" or others:
            kind = "schemes of no kind" if act == "unknown" else "steps with other nodes"
            lose(kind, shown, scheme.at)
            return False
        for what, found in (("premise", scheme.premises), ("conclusion", scheme.conclusions)):
            if not found:
                self._unfinished(f"`{name}`, {_FORMS[act]}, has no {what}", scheme.at)
                return False
        if len(scheme.conclusions) > 1:
            self._unfinished(f"`{name}`, {_FORMS[act]}, has more than one conclusion", scheme.at)
            return False
        conclusion = scheme.conclusions[0]
        aim = self.schemes.get(conclusion)
        if act == "prefers" and len(scheme.premises) == 1 and aim is None:
            self.builder.preference(scheme.premises[0], conclusion, scheme.at)
            return False
        if act == "prefers":
            lose("preferences", shown, scheme.at)
            return False
        if aim is not None and (act == "supports" or aim.act not in ("supports", "attacks")):
            kind = "supports of schemes" if act == "supports" else "attacks on schemes"
            lose(kind, shown, scheme.at)
            return False
        role: Role = "supports" if act == "supports" else "rebuts"
        if aim is not None:
            role = "challenges" if scheme.challenging else "undercuts"
        self.builder.step(scheme.premises, conclusion, role, scheme.at, name=name, **scheme.fields)
        return True

    def _rephrase(self, scheme: _Scheme, shown: str) -> None:
        """Gives the builder a rephrasing. Of several statements, each is said to restate each, which is told: that
        they do so only together, no map can say. So is an end that is no statement.
        """
        builder = self.builder
        sources, targets = (
            list(dict.fromkeys(name for name in names if name in builder.statements))
            for names in (scheme.premises, scheme.conclusions)
        )
        pairs = [(source, target) for source in sources for target in targets]
        others = len({*scheme.premises, *scheme.conclusions} - {*sources, *targets})
        if others or len(pairs) != 1:
            builder.lose("rephrasings", shown, scheme.at)
        for one, other in pairs:
            if {(one, other), (other, one)} & builder.restatements.keys():
                builder.lose("repeated rephrasings", shown, scheme.at)
            builder.restatement(one, other, scheme.at)
        if pairs and scheme.fields.get("scheme"):
            builder.lose("schemes", f"{scheme.fields['scheme']}, of {shown}", scheme.at)

    def _unfinished(self, message: str, at: int) -> None:
        if self.complete:
            self.builder.say(message, at)
        else:
            self.builder.lose("unfinished schemes", message, at)

    def _drop_undercuts_of(self, gone: list[str]) -> None:
        """Drops the undercuts of nodes that became no step, and the undercuts of those in turn."""
        attackers: dict[str, list[str]] = {}
        for key, step in self.builder.steps.items():
            if step.role in AIMED_AT_STEPS:
                attackers.setdefault(step.target, []).append(key)
        while gone:
            for key in attackers.get(gone.pop(), ()):
                step = self.builder.steps.pop(key)
                self.builder.lose("undercuts", f"{key} of {step.target}", step.span)
                gone.append(key)
