"""How far a search has come: what is written, and what the lines to come may look back to."""

from __future__ import annotations

from collections.abc import Iterator
from operator import ge
from typing import TYPE_CHECKING, NamedTuple

from argmap.arrange.lines.index import NEVER, Counts, Index
from argmap.arrange.lines.line import Line

if TYPE_CHECKING:
    from argmap.model import Argument, Statement


def is_ruled(a: Argument) -> bool:
    """Whether something of an argument stands under `by`."""
    return bool(a.scheme or a.warrant or a.attributes or a.premise_roles or a.speakers)


class Open(NamedTuple):
    """An argument that lines can be added to: how many premises it has, whether `by` is written."""

    argument: Argument
    written: int
    ruled: bool

    @classmethod
    def of(cls, argument: Argument, written: int = 1) -> Open:
        """An argument just begun; without anything to stand under `by`, it is ruled already."""
        return cls(argument, written, not is_ruled(argument))


class Level(NamedTuple):
    """What stands at one indentation, and what a line there may look back to (as in resolve.py)."""

    below: Level | None
    depth: int
    subject: str | None = None
    joined: Argument | None = None  # what the parent's connective began or joined
    rule: bool = False  # under `by`
    last: Open | None = None
    inference: Argument | None = None
    before: str = ""
    including: str | None = None
    # Flat only: the group is the first `size` of these, which may still need it until `due`.
    group: tuple[str, ...] = ()
    size: int = 0
    due: Counts = NEVER
    made: Open | None = None
    # The supposition in whose innermost passage lines stand here, whether this is that passage itself, and what
    # was last concluded in it.
    within: str | None = None
    passage: bool = False
    concluded: str | None = None
    # What the explanation right above has still to name.
    explaining: tuple[str, ...] = ()

    @property
    def flat(self) -> bool:
        """Whether this is the top of a section or of a passage."""
        return self.below is None or self.passage

    def renewed(self) -> Level:
        """The same flat level, where no group has begun."""
        return Level(
            self.below,
            self.depth,
            within=self.within,
            passage=self.passage,
            concluded=self.concluded,
        )


class State(NamedTuple):
    """How far the map is written: what is said of each list, the open levels, the lines."""

    lookup: Index
    level: Level
    said: Counts = Counts()
    # The last line, with those before it and its depth.
    lines: tuple[object, Line, int] | None = None
    section: str | None = None
    sections: int = 0
    # How much was written when a group was last begun with a mere reference.
    idle: int = -1

    @property
    def progress(self) -> int:
        """How many entries of all lists are written."""
        return sum(self.said)

    def written(self) -> list[Line]:
        """The lines, in their order."""
        lines: list[Line] = []
        rest: object = self.lines
        while isinstance(rest, tuple):
            rest, line, depth = rest
            if line.statement in self.lookup.outcomes:
                line = line._replace(statement=self.lookup.outcomes[line.statement])
            lines.append(line._replace(depth=depth))
        lines.reverse()
        return lines

    # What the lists of the map say comes next

    def statement(self) -> Statement | None:
        """The next statement to declare, if its section and its passage are open."""
        order, next = self.lookup.order, self.said.statements
        if next < len(order):
            s = order[next]
            if s.section == self.section and s.within == self.level.within:
                return s
        return None

    def declarable(self, identifier: str) -> bool:
        """Whether this statement is the next to declare."""
        s = self.statement()
        return s is not None and s.id == identifier

    def argument(self) -> Argument | None:
        """The next argument to write, if it may stand in the open passage."""
        arguments, next = self.lookup.arguments, self.said.arguments
        if next == len(arguments) or not self.lookup.may_stand(
            arguments[next].id, self.level.within
        ):
            return None
        return arguments[next]

    @property
    def subject(self) -> str | None:
        """The statement that lines here are nested under, if lines about it may stand in the open passage."""
        subject = self.level.subject
        if subject is None or self.lookup.may_stand(subject, self.level.within):
            return subject
        return None

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """The next contradiction, preference and restatement that may stand in the open passage: connective,
        the one, the other.
        """
        within = self.level.within
        for connective, one, other in self._pairs():
            if self.lookup.may_stand(one, within) or self.lookup.may_stand(other, within):
                yield connective, one, other

    def _pairs(self) -> Iterator[tuple[str, str, str]]:
        index, said = self.lookup, self.said
        if said.restatements < len(index.restatements):
            yield ("restates", *index.restatements[said.restatements])
        if said.contradictions < len(index.contradictions):
            yield ("contradicts", *index.contradictions[said.contradictions])
        if said.preferences < len(index.preferences):
            preference = index.preferences[said.preferences]
            yield "outweighs", preference.preferred, preference.over

    def subjects(self) -> Iterator[str]:
        """The statements that the next entry of each list may be nested under, where they may stand here."""
        found = self._subjects()
        if self.level.within is None:
            return found
        return (s for s in found if self.lookup.may_stand(s, self.level.within))

    def _subjects(self) -> Iterator[str]:
        index, said = self.lookup, self.said
        a = self.argument()
        if a is not None and not a.aims_at_step:
            yield a.target
        if said.parts < len(index.parts):
            yield index.parts[said.parts].whole
        if said.explanations < len(index.explanations):
            yield index.explanations[said.explanations].explained
        if said.conditions < len(index.conditions):
            yield index.conditions[said.conditions].statement
        if said.answers < len(index.answers):
            yield index.answers[said.answers].question
        for _, one, _ in self._pairs():
            yield one
        if said.independences < len(index.independences):
            yield index.independences[said.independences].statement

    # What has been said of a thing, and what has still to be

    def declared(self, identifier: str) -> bool:
        """Whether a statement has been declared; imported ones have."""
        return self.lookup.position.get(identifier, -1) < self.said.statements

    def ready(self, a: Argument) -> bool:
        """Whether an argument can be written now without naming what is yet to come."""
        if not a.aims_at_step and not self.declared(a.target):
            return False
        return all(self.declared(p) or self.declarable(p) for p in a.premises)

    def kind(self, identifier: str) -> str:
        """The kind that a line takes over from a statement; none from one that is yet to come, so
        that no two wait for each other's.
        """
        if not self.declared(identifier):
            return ""
        kind = self.lookup.statements[identifier].kind
        return "premise" if kind == "supposition" else kind

    def owes(self, need: Counts) -> bool:
        """Whether something that is needed has still to be written."""
        return need is not NEVER and any(map(ge, need, self.said))

    def busy(self, identifier: str) -> bool:
        """Whether something has still to be nested under a statement."""
        return self.owes(self.lookup.needs.under.get(identifier, NEVER))

    def attacked(self, argument: Argument | None) -> bool:
        """Whether an argument has still to be undercut or challenged, and only a line near it can do that."""
        if argument is None:
            return False
        return self.lookup.undercuts.last_near.get(argument.id, -1) >= self.said.arguments
