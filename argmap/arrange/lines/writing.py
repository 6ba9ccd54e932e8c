"""Writing a line: the state once it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from argmap.arrange.lines.index import NEVER, Counts
from argmap.arrange.lines.line import Line
from argmap.arrange.lines.state import Level, State
from argmap.syntax.words import SUPPOSING

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
    inner = Level(
        level,
        level.depth + 1,
        line.statement,
        joined,
        line.connective == "by",
        within=level.within,
    )
    lines = (at.lines, line, level.depth)
    counts = at.said._replace(**said) if said else at.said
    return at._replace(level=inner, lines=lines, said=counts)


_COUNTS = {
    "contradicts": "contradictions",
    "outweighs": "preferences",
    "restates": "restatements",
}


def counted(at: State, verb: str) -> dict[str, int]:
    """The count that a line with a verb moves."""
    name = _COUNTS[verb]
    return {name: getattr(at.said, name) + 1}


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
        said["statements"] = at.said.statements + 1
        state = None
        if s.kind == "supposition":
            if not connective or connective in SUPPOSING:
                state = _open_passage(at, level, connective, identifier, **said)
        elif (line := _declaration(at, s, connective, kind, joined)) is not None:
            state = open_line(at, level, line, joined, **said)
        if state is not None and (s.id in at.lookup.labelled or _says_all(state, s.id, grouped)):
            yield state
        del said["statements"]
    if connective and identifier in at.lookup.labelled:
        yield open_line(at, level, Line(connective, identifier), joined, **said)


def _open_passage(at: State, level: Level, connective: str, key: str, **said: int) -> State:
    """Writes a supposition, which begins the first group of its passage."""
    supposition = key[1:]
    due = NEVER
    if supposition not in at.lookup.labelled:
        due = at.lookup.needs.beside.get(supposition, NEVER)
        due = Counts(*map(max, due, at.lookup.needs.verbs.get(supposition, NEVER)))
    inner = Level(
        level,
        level.depth + 1,
        before="group",
        group=(supposition,),
        size=1,
        due=due,
        within=supposition,
        passage=True,
    )
    line = Line(connective, supposition, True, "suppose")
    lines = (at.lines, line, level.depth)
    return at._replace(level=inner, lines=lines, said=at.said._replace(**said))


_OPENING = {"unless": "rebuttal", "provided": "claim"}
"""The connectives after which a statement without a kind is open, and of this kind."""


def _declaration(
    at: State, s: Statement, connective: str, kind: str, joined: Argument | None
) -> Line | None:
    if s.id in at.lookup.unnamed_warrants and connective != "by":
        return None
    shown = "" if s.kind == kind else s.kind
    if connective == "answer":
        # What is declared as an answer is open, whatever its kind.
        return Line(connective, s.id, True, shown) if s.open else None
    if s.open:
        return Line(connective, s.id, True, shown, _OPENING.get(connective) != s.kind)
    added = connective == "and" and joined is not None and joined.role == "undercuts"
    if connective in _OPENING or added:
        shown = s.kind
    return Line(connective, s.id, True, shown)


def _says_all(at: State, identifier: str, grouped: bool) -> bool:
    """Whether the line just written says all that an unlabelled statement's line has to say."""
    needs = at.lookup.needs
    if at.owes(needs.on.get(identifier, NEVER)):
        return False
    return grouped or not at.owes(needs.beside.get(identifier, NEVER))
