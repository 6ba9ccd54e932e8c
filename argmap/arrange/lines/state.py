"""How far a search has come: what is written, and what the lines to come may look back to."""

from __future__ import annotations

from collections.abc import Iterator
from operator import ge
from typing import TYPE_CHECKING, NamedTuple

from argmap.arrange.lines.index import NEVER, Counts, Index
from argmap.arrange.lines.line import Line

if TYPE_CHECKING:
    from argmap.model import Argument, Statement


class Open(NamedTuple):
    """An argument that lines can be added to: how many premises it has, whether `by` is written."""

    argument: Argument
    written: int
    ruled: bool

    @classmethod
    def of(cls, argument: Argument, written: int = 1) -> Open:
        """An argument just begun; without anything to stand under `by`, it is ruled already."""
        ruled = not (
            argument.scheme or argument.warrant or argument.attributes or argument.premise_roles
        )
        return cls(argument, written, ruled)


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
            lines.append(line._replace(depth=depth))
        lines.reverse()
        return lines

    # What the lists of the map say comes next

    def statement(self) -> Statement | None:
        """The next statement to declare, if its section is open."""
        order, next = self.lookup.order, self.said.statements
        if next < len(order) and order[next].section == self.section:
            return order[next]
        return None

    def declarable(self, identifier: str) -> bool:
        """Whether this statement is the next to declare."""
        s = self.statement()
        return s is not None and s.id == identifier

    def argument(self) -> Argument | None:
        """The next argument to write."""
        arguments, next = self.lookup.arguments, self.said.arguments
        return arguments[next] if next < len(arguments) else None

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """The next contradiction and preference: connective, the one, the other."""
        index, said = self.lookup, self.said
        if said.contradictions < len(index.contradictions):
            yield ("contradicts", *index.contradictions[said.contradictions])
        if said.preferences < len(index.preferences):
            preference = index.preferences[said.preferences]
            yield "outweighs", preference.preferred, preference.over

    def subjects(self) -> Iterator[str]:
        """The statements that the next argument, part and independence claim are nested under."""
        index, said = self.lookup, self.said
        a = self.argument()
        if a is not None and not a.aims_at_step:
            yield a.target
        if said.parts < len(index.parts):
            yield index.parts[said.parts].whole
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
        return self.lookup.statements[identifier].kind if self.declared(identifier) else ""

    def owes(self, need: Counts) -> bool:
        """Whether something that is needed has still to be written."""
        return need is not NEVER and any(map(ge, need, self.said))

    def busy(self, identifier: str) -> bool:
        """Whether something has still to be nested under a statement."""
        return self.owes(self.lookup.needs.under.get(identifier, NEVER))

    def attacked(self, argument: Argument | None) -> bool:
        """Whether an argument has still to be undercut, and only `unless` can do it."""
        if argument is None:
            return False
        return self.lookup.undercuts.last_near.get(argument.id, -1) >= self.said.arguments
