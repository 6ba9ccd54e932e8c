"""Writing a line: the state once it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from argmap.arrange.lines.index import NEVER
from argmap.arrange.lines.line import Line
from argmap.arrange.lines.state import Level, State

if TYPE_CHECKING:
    from argmap.model import Argument, Statement


def note(at: State, level: Level, lines: Iterable[Line]) -> State:
    """Writes lines that nothing is nested under."""
    written = at.lines
    for line in lines:
        written = (written, line, level.depth)
    return at._replace(level=level, lines=written)


def open_line(
    at: State, level: Level, line: Line, joined: Argument | None = None, **said: int
) -> State:
    """Writes a line and opens the level below it; `said` are the counts that it moves."""
    inner = Level(level, level.depth + 1, line.statement, joined, line.connective == "by")
    lines = (at.lines, line, level.depth)
    counts = at.said._replace(**said) if said else at.said
    return at._replace(level=inner, lines=lines, said=counts)


def say(
    at: State,
    level: Level,
    connective: str,
    identifier: str,
    kind: str,
    joined: Argument | None = None,
    grouped: bool = False,
    **said: int,
) -> Iterator[State]:
    """The line that declares a statement, where it is the next, or refers to it by its label.

    `kind` is the one that is read where none stands; `grouped` says that the statement belongs
    to a flat group, so that lines which follow may still speak of it.
    """
    s = at.statement()
    if s is not None and s.id == identifier:
        line = _declaration(at, s, connective, kind)
        if line is not None:
            declared = at.said.statements + 1
            state = open_line(at, level, line, joined, statements=declared, **said)
            if s.label is not None or _says_all(state, s.id, grouped):
                yield state
    if connective and identifier in at.lookup.labelled:
        yield open_line(at, level, Line(connective, identifier), joined, **said)


def _declaration(at: State, s: Statement, connective: str, kind: str) -> Line | None:
    shown = "" if s.kind == kind else s.kind
    if connective == "unless":
        if s.open and s.kind != "rebuttal":
            return None
        shown = "" if s.open else s.kind
    elif s.open or (s.id in at.lookup.unnamed_warrants and connective != "by"):
        return None
    return Line(connective, s.id, True, shown)


def _says_all(at: State, identifier: str, grouped: bool) -> bool:
    """Whether the line just written says all that an unlabelled statement's line has to say."""
    needs = at.lookup.needs
    return not at.owes(needs.on.get(identifier, NEVER)) and (
        grouped or not at.owes(needs.beside.get(identifier, NEVER))
    )
