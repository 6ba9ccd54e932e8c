"""Lines that add to the argument last begun, nested or flat: `and`, `by`, `unless`."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.arrange.lines.closing import (
    forgoes_exception,
    rulable,
    rules,
    ruling,
    settled,
)
from argmap.arrange.lines.line import Line, has_argument_attributes
from argmap.arrange.lines.state import Open, State
from argmap.arrange.lines.writing import note, open_line, say


def another_premise(at: State) -> Iterator[State]:
    """`and` for the argument last begun here: the premise that is declared next, or that the
    line after would be nested under.
    """
    level = at.level
    if level.last is None:
        return
    a, written, _ = level.last
    if written == len(a.premises):
        return
    s = at.statement()
    place = at.lookup.premise_place[a.id]
    wanted = any(place.get(subject, -1) >= written for subject in at.subjects())
    if wanted or (s is not None and place.get(s.id, -1) >= written):
        level = level._replace(last=level.last._replace(written=written + 1))
        kind = "premise" if a.role == "supports" else "rebuttal"
        yield from say(at, level, "and", a.premises[written], kind, a)


def rule(at: State) -> Iterator[State]:
    """`by` with the warrant that is declared next, or that the line after would be nested under."""
    open, level = ruling(at.level)
    if open is None or open.ruled or open.argument.warrant is None:
        return
    a, warrant = open.argument, open.argument.warrant
    s = at.statement()
    if not (at.declarable(warrant) or warrant in at.subjects()):
        return
    *before, line = rules(a)
    full = has_argument_attributes(at.lookup.statements[warrant])
    for state in say(note(at, level, before), level, "by", warrant, "premise", a):
        assert state.lines is not None
        earlier, written, depth = state.lines
        # What `by` has no room for needs a reference, and so a label.
        if not (full and s is not None and s.label is None and written.declares):
            written = written._replace(argument=line.argument)
            yield state._replace(lines=(earlier, written, depth))


def exception(at: State) -> Iterator[State]:
    """`unless` or `however` for the next argument, in reach of the one that it is about."""
    a = at.argument()
    assert a is not None
    last = at.level.last
    left = settled(at)
    if left is None or (last is not None and forgoes_exception(at, last)):
        return
    level = left.level._replace(last=Open.of(a), before="unless")
    arguments = at.said.arguments + 1
    connective = "unless" if a.role == "undercuts" else "however"
    yield from say(left, level, connective, a.premises[0], "rebuttal", a, arguments=arguments)


def ruled_exception(at: State) -> Iterator[State]:
    """`by`, and under it the `unless` that would attack something else beside it."""
    a = at.argument()
    open, level = ruling(at.level)
    if a is None or not a.aims_at_step or open is None or a.target != open.argument.id:
        return
    lines = rules(open.argument)
    if open.ruled or not rulable(at, open):
        lines, level = [Line("by")], at.level
    *before, line = lines
    yield from exception(open_line(note(at, level, before), level, line, open.argument))
