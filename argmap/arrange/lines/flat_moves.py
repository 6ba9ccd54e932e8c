"""Lines that are only written flat, at the top of the open section."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.arrange.lines.closing import (
    completable,
    completed,
    group_closable,
    last_left,
)
from argmap.arrange.lines.index import NEVER, Counts
from argmap.arrange.lines.line import Line
from argmap.arrange.lines.sections import enter
from argmap.arrange.lines.state import Level, Open, State
from argmap.arrange.lines.writing import counted, note, open_line, say


def begun(at: State) -> Iterator[State]:
    """A group that begins with the statement that is declared next, or the section it is in."""
    if at.said.statements == len(at.lookup.order):
        return
    s = at.lookup.order[at.said.statements]
    if s.section != at.section and at.level.below is None:
        state = enter(at, s.section)
        if state is not None:
            yield state
        return
    if s.section != at.section or s.within != at.level.within:
        return
    if s.id not in at.lookup.labelled and any(
        a.premises[0] != s.id for a in at.lookup.uses.get(s.id, ())
    ):
        return
    yield from say(at, _due(at, _group(at, s.id), s.id), "", s.id, "", grouped=True)


def referred(at: State) -> Iterator[State]:
    """A group that begins with a reference, which the next line needs."""
    if at.progress == at.idle:
        return
    first = dict.fromkeys(at.subjects())
    a, s = at.argument(), at.statement()
    if a is not None:
        first[a.premises[0]] = None
    if s is not None:
        for use in at.lookup.uses.get(s.id, ()):
            later = at.lookup.place[use.id] >= at.said.arguments
            if later and use.premises[0] != s.id:
                first[use.premises[0]] = None
    first.update((one, None) for _, one, _ in at.pairs())
    for identifier in first:
        if identifier in at.lookup.labelled:
            state = open_line(at, _group(at, identifier), Line("", identifier))
            yield state._replace(idle=at.progress)


def joined(at: State) -> Iterator[State]:
    """`and`, for the statement that is declared next, in a group whose argument comes later."""
    flat, s, index = at.level, at.statement(), at.lookup
    if flat.before != "group" or s is None:
        return
    group = flat.group[: flat.size]
    for a in index.uses.get(s.id, ()):
        place = index.premise_place[a.id][s.id]
        between = a.premises[flat.size : place]
        if (
            index.place[a.id] < at.said.arguments
            or place < flat.size
            or a.premises[: flat.size] != group
            or not all(p in index.labelled for p in between)
        ):
            continue
        here = completed(at)
        level = here.level._replace(group=a.premises, size=place + 1)
        level = _due(at, level, s.id)
        here = note(here, level, [Line("and", p) for p in between])
        yield from say(here, level, "and", s.id, at.kind(group[0]), grouped=True)


def group_referred(at: State) -> Iterator[State]:
    """`and` with a label, for a group whose argument is the next, or under which the line after
    would be nested.
    """
    a, flat, labelled = at.argument(), at.level, at.lookup.labelled
    if flat.before != "group":
        return
    size, group = flat.size, flat.group[: flat.size]
    meant = [flat.group]
    if group[0] not in labelled:
        meant += [use.premises for use in at.lookup.uses.get(group[0], ())]
    if a is not None:
        meant.append(a.premises)
    for premises in dict.fromkeys(meant):
        rest = premises[size:]
        if not rest or premises[:size] != group or rest[0] not in labelled:
            continue
        next = a is not None and premises == a.premises and all(p in labelled for p in rest)
        if next or any(subject in rest for subject in at.subjects()):
            here = completed(at)
            level = here.level._replace(group=premises, size=size + 1)
            yield open_line(here, level, Line("and", rest[0]))


def stretched(at: State) -> Iterator[State]:
    """`and` in a group that makes no argument, while something needs the step before it."""
    flat, s = at.level, at.statement()
    if flat.before != "group":
        return
    at = completed(at)
    group = flat.group[: flat.size]
    for x in dict.fromkeys((*([s.id] if s is not None else ()), *at.subjects())):
        if x in group:
            continue
        level = at.level._replace(group=(*group, x), size=flat.size + 1)
        yield from say(at, _due(at, level, x), "and", x, at.kind(group[0]), grouped=True)


def pairs_back(at: State) -> Iterator[State]:
    """`contradicts` and its like, about a statement that is known or declared here."""
    return _pairs(at, ahead=False)


def pairs_ahead(at: State) -> Iterator[State]:
    """`contradicts` and its like, about a statement that is yet to come."""
    return _pairs(at, ahead=True)


def _pairs(at: State, ahead: bool) -> Iterator[State]:
    flat = at.level
    if flat.size != 1:
        return
    for connective, one, other in at.pairs():
        if one != flat.group[0]:
            continue
        if (at.declared(other) or at.declarable(other)) == ahead:
            continue
        for left in last_left(at):
            level = left.level._replace(before="attack")
            yield from say(
                left, level, connective, other, "claim", None, False, **counted(at, connective)
            )


def concluded(at: State) -> Iterator[State]:
    """`so` or `against`."""
    a, flat = at.argument(), at.level
    if a is None or a.aims_at_step or a.conceded:
        return
    if a.premises != flat.group[: flat.size]:
        return
    so = a.role == "supports"
    arguments = at.said.arguments + 1
    if so and not group_closable(at._replace(said=at.said._replace(arguments=arguments)), flat):
        return
    left = _made_left(at)
    if left is None:
        return
    made = Open.of(a, len(a.premises))
    if so:
        level = _due(at, _group(at, a.target)._replace(made=made, concluded=a.target), a.target)
    else:
        level = left.level._replace(made=made, last=None, before="attack")
    yield from say(
        left,
        level,
        "so" if so else "against",
        a.target,
        "claim",
        a,
        grouped=so,
        arguments=arguments,
    )


def picked(at: State) -> Iterator[State]:
    """`against C because P` or `challenges C because P`, for an argument that is written elsewhere."""
    a, flat, named = at.argument(), at.level, at.lookup.undercuts.named
    if a is None or not a.aims_at_step or a.target not in named:
        return
    if a.premises != flat.group[: flat.size]:
        return
    left = _made_left(at)
    if left is not None:
        target, premise = named[a.target]
        made = Open.of(a, len(a.premises))
        level = left.level._replace(made=made, last=None, before="attack")
        connective = "against" if a.role == "undercuts" else "challenges"
        state = note(left, level, [Line(connective, target, word=premise)])
        yield state._replace(said=state.said._replace(arguments=at.said.arguments + 1))


def _made_left(at: State) -> State | None:
    """Completes what the last `so` or `against` made, and the undercut after it."""
    flat = at.level
    for open in (flat.last, flat.made):
        if open is not None and (not completable(at, open) or at.attacked(open.argument)):
            return None
    return completed(at)


def _group(at: State, first: str) -> Level:
    return at.level.renewed()._replace(group=(first,), size=1, before="group")


def _due(at: State, level: Level, identifier: str) -> Level:
    """The flat level with a statement added to its group."""
    if identifier in at.lookup.labelled:
        return level
    needs = at.lookup.needs
    for need in (needs.beside.get(identifier, NEVER), needs.verbs.get(identifier, NEVER)):
        level = level._replace(due=Counts(*map(max, level.due, need)))
    return level
