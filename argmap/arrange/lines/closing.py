"""Closing a level, and completing the argument that was last begun in it.

Closing a level that something still needs is a dead end. What needs a level is an unlabelled statement,
since only the place of its declaration can speak of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.arrange.lines.index import NEVER, passage_key
from argmap.arrange.lines.line import Line
from argmap.arrange.lines.state import Level, Open, State
from argmap.arrange.lines.writing import note

if TYPE_CHECKING:
    from argmap.model import Argument


# Whether a level may close


def closable(at: State, level: Level) -> bool:
    """Whether nothing needs this nested level any more that could not be said elsewhere."""
    subject, last = level.subject, level.last
    if subject is not None and subject not in at.lookup.labelled:
        if at.busy(subject):
            return False
        if not _in_group(level) and at.owes(at.lookup.needs.verbs.get(subject, NEVER)):
            return False
    if any(key not in at.lookup.labelled for key in level.explaining):
        return False
    if last is not None and (not completable(at, last) or at.attacked(last.argument)):
        return False
    return not at.attacked(level.inference) and not _owes_alternative(at, level)


def _in_group(level: Level) -> bool:
    """Whether the subject belongs to the flat group of the level below."""
    below = level.below
    return below is not None and below.flat and level.subject in below.group[: below.size]


def passage_closable(at: State, flat: Level) -> bool:
    """Whether the passage that a flat level is may close: its outcome is what it last concluded."""
    assert flat.within is not None
    outcome = at.lookup.outcomes[passage_key(flat.within)]
    return flat.concluded is not None and outcome in (None, flat.concluded)


def group_closable(at: State, flat: Level) -> bool:
    """Whether nothing needs the flat group any more."""
    if at.owes(flat.due):
        return False
    return all(
        open is None or (completable(at, open) and not at.attacked(open.argument))
        for open in (flat.last, flat.made)
    )


def all_closable(at: State) -> bool:
    """Whether every level that is open may close."""
    level: Level | None = at.level
    while level is not None:
        if not level.flat:
            if not closable(at, level):
                return False
        elif not group_closable(at, level) or (level.passage and not passage_closable(at, level)):
            return False
        level = level.below
    return True


def _owes_alternative(at: State, level: Level) -> bool:
    """Whether the part written last at this level has still to be given an alternative."""
    if level.before not in ("including", "or"):
        return False
    return at.lookup.alternatives.get((level.subject, level.including), -1) >= at.said.parts


def completable(at: State, open: Open) -> bool:
    """Whether references can say what an argument still lacks."""
    return at.lookup.unnamed[open.argument.id] < open.written and (open.ruled or rulable(at, open))


def rulable(at: State, open: Open) -> bool:
    """Whether references can say its rules."""
    return open.argument.warrant is None or open.argument.warrant in at.lookup.labelled


# Closing


def up(at: State) -> State | None:
    """Closes the innermost level, a passage with its group, if it may close."""
    if at.level.passage:
        closed = group_closed(at)
        if closed is None or not passage_closable(at, closed.level):
            return None
        at = closed
    elif not closable(at, at.level):
        return None
    else:
        at = completed(at)
    assert at.level.below is not None
    return at._replace(level=at.level.below)


def group_closed(at: State) -> State | None:
    """Closes the flat group, if it may close."""
    if not group_closable(at, at.level):
        return None
    at = completed(at)
    return at._replace(level=at.level.renewed())


def completed(at: State) -> State:
    """Writes the premises that refer, and the rules, of the argument last begun here."""
    level = at.level
    if level.explaining:
        if any(key not in at.lookup.labelled for key in level.explaining):
            return at
        rest = [Line("and", key) for key in level.explaining]
        return note(at, level._replace(explaining=()), rest)
    open = level.last or level.made
    if open is None or not completable(at, open):
        return at
    a = open.argument
    lines = [Line("and", p) for p in a.premises[open.written :]]
    if not open.ruled:
        lines += rules(a)
    if not lines:
        return at
    open = Open(a, len(a.premises), True)
    done = level._replace(made=open) if level.last is None else level._replace(last=open)
    return note(at, done, lines)


def settled(at: State) -> State | None:
    """Completes the argument last begun here, which the next line puts out of reach of `and`."""
    last = at.level.last
    if last is not None and not completable(at, last):
        return None
    if any(key not in at.lookup.labelled for key in at.level.explaining):
        return None
    if _owes_alternative(at, at.level):
        return None
    return completed(at)


def last_left(at: State) -> Iterator[State]:
    """The argument last begun here gets no more premises; its rule may still come later."""
    last = at.level.last
    left = settled(at)
    if left is not None:
        yield left
    if last is not None and last.written == len(last.argument.premises) and not last.ruled:
        yield at


def forgoes_exception(at: State, last: Open) -> bool:
    """Whether the argument last begun here needs an `unless` that could not reach it later."""
    return last.argument is not at.level.inference and at.attacked(last.argument)


# Rules


def rules(a: Argument) -> list[Line]:
    """The `by` lines of an argument, its attributes under the first."""
    lines = []
    if a.scheme is not None:
        lines.append(Line("by", word=a.scheme))
    if a.warrant is not None:
        lines.append(Line("by", a.warrant))
    if a.attributes or a.premise_roles or a.speakers:
        lines = lines or [Line("by")]
        lines[0] = lines[0]._replace(argument=a.id)
    return lines


def ruling(level: Level) -> tuple[Open | None, Level]:
    """The argument that a `by` line here would rule, and the level once it has."""
    if level.last is not None:
        return level.last, level._replace(last=level.last._replace(ruled=True))
    if level.made is not None:
        return level.made, level._replace(made=level.made._replace(ruled=True))
    if level.joined is None or level.rule or level.below is None or level.before == "explained":
        return None, level
    open, below = ruling(level.below)
    return open, level._replace(below=below)
