"""What can be written next: the tables of moves, the likely first.

A move is a function that yields the states after one kind of line; a row says when it is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from argmap.arrange.lines import argument_moves, flat_moves, nested_moves
from argmap.arrange.lines.closing import all_closable, closable, group_closed, up
from argmap.arrange.lines.line import DEEPEST
from argmap.arrange.lines.state import State

Move = Callable[[State], Iterator[State]]


class Nested(NamedTuple):
    """The innermost level that is open, or one around it, once those within are closed."""

    at: State
    deep: bool
    """Whether references from the top should go on instead."""
    eager: bool
    """Whether this attempt writes `regardless of` as early as it can."""
    fresh: bool
    """Whether no argument or part stands here yet."""
    free: bool
    """Whether this level may close: what speaks of the parent's argument then stands better beside the
    parent."""
    repeatable: bool
    """Whether what can stand flat about the parent can stand beside it."""
    begins: bool
    """Whether the next argument begins with the next statement."""
    supports_or_rebuts: bool
    """Whether the next argument is about the parent."""
    undercuts_here: bool
    """Whether the next argument undercuts one that began here."""
    undercuts_parent: bool
    """Whether the next argument undercuts the one that the parent's connective began or joined."""

    @classmethod
    def of(cls, at: State, deep: bool, eager: bool) -> Nested:
        """What the rows look at."""
        level, a = at.level, at.argument()
        subject = level.subject
        undercut = a.target if a is not None and a.aims_at_step else None
        near = level.inference or level.joined
        hit = undercut is not None and near is not None and near.id == undercut
        hit = hit and level.before != "explained"
        return cls(
            at,
            deep,
            eager,
            fresh=level.last is None and level.before in ("", "regardless"),
            free=not (subject is not None and at.busy(subject)) and closable(at, level),
            repeatable=level.below is not None
            and level.below.flat
            and subject in at.lookup.labelled,
            begins=a is not None and at.declarable(a.premises[0]),
            supports_or_rebuts=a is not None and undercut is None and a.target == subject,
            undercuts_here=hit and level.inference is not None,
            undercuts_parent=hit and level.inference is None,
        )


class NestedRow(NamedTuple):
    """A nested line, when it can be written, and when that is likely the right one (always, if None)."""

    move: Move
    when: Callable[[Nested], bool] | None = None
    likely: Callable[[Nested], bool] | None = None


NESTED = (
    NestedRow(nested_moves.independence, when=lambda here: here.eager and here.fresh),
    NestedRow(argument_moves.another_premise),
    NestedRow(nested_moves.another_explaining),
    NestedRow(
        argument_moves.rule, likely=lambda here: here.at.level.last is not None or not here.free
    ),
    NestedRow(nested_moves.part_declared, when=lambda here: not here.begins),
    NestedRow(
        nested_moves.argument,
        when=lambda here: here.supports_or_rebuts,
        likely=lambda here: not here.deep,
    ),
    NestedRow(
        argument_moves.exception,
        when=lambda here: here.undercuts_here or here.undercuts_parent,
        likely=lambda here: here.undercuts_here or here.at.level.rule or not here.free,
    ),
    NestedRow(nested_moves.part_declared, when=lambda here: here.begins),
    NestedRow(nested_moves.answer),
    NestedRow(nested_moves.condition),
    NestedRow(nested_moves.explanation),
    NestedRow(nested_moves.verb, likely=lambda here: not here.repeatable),
    NestedRow(nested_moves.part_referred),
    NestedRow(
        nested_moves.independence,
        when=lambda here: not (here.eager and here.fresh),
        likely=lambda here: here.eager or nested_moves.independence_leads_on(here.at),
    ),
    NestedRow(argument_moves.ruled_exception, likely=lambda here: False),
)
"""The nested lines, in the order in which they are tried."""


class Flat(NamedTuple):
    """The top of the open section."""

    ready: bool
    """Whether the next argument can be written without naming what is yet to come."""
    concludes: bool
    """Whether `so` or `against` should come early."""
    undercuts_made: bool
    """Whether the next argument undercuts what the last `so` or `against` made."""

    @classmethod
    def of(cls, at: State) -> Flat:
        """What the rows look at."""
        a, made = at.argument(), at.level.made
        if a is None:
            return cls(False, False, False)
        ready = at.ready(a)
        undercut = a.aims_at_step and made is not None and a.target == made.argument.id
        return cls(ready, ready or at.declarable(a.target), undercut)


class FlatRow(NamedTuple):
    """A flat line, when it can be written (always, if None), and whether it is written only where the
    group above may close, once that is closed, or only where it may not.
    """

    move: Move
    when: Callable[[Flat], bool] | None = None
    closes: bool | None = None


FLAT = (
    FlatRow(argument_moves.another_premise),
    FlatRow(argument_moves.exception, when=lambda here: here.undercuts_made),
    FlatRow(flat_moves.joined),
    FlatRow(argument_moves.rule),
    FlatRow(flat_moves.pairs_back),
    FlatRow(flat_moves.concluded, when=lambda here: here.concludes),
    FlatRow(flat_moves.picked),
    FlatRow(argument_moves.ruled_exception),
    FlatRow(flat_moves.group_referred, when=lambda here: here.concludes),
    FlatRow(flat_moves.referred, when=lambda here: here.ready, closes=True),
    FlatRow(flat_moves.begun, closes=True),
    FlatRow(flat_moves.concluded, when=lambda here: not here.ready),
    FlatRow(flat_moves.pairs_ahead),
    FlatRow(flat_moves.group_referred, when=lambda here: not here.concludes),
    FlatRow(flat_moves.stretched, closes=False),
    FlatRow(flat_moves.referred, when=lambda here: not here.ready, closes=True),
)
"""The flat lines, in the order in which they are tried."""


def next_states(at: State, eager: bool) -> Iterator[State]:
    """What can be written next, the likely first: as deep as possible, so that levels stay open
    as long as they may be needed, but by reference from the top where it would be too deep.
    """
    late: list[State] = []
    deep = at.level.depth > DEEPEST and all_closable(at)
    above: State | None = at
    while above is not None:
        if above.level.flat:
            yield from _flat(above)
            above = up(above) if above.level.passage else None
            continue
        here = Nested.of(above, deep and above.level.depth > DEEPEST, eager)
        subject = above.level.subject
        # What is about a statement stands better where that is declared.
        ahead = eager and subject is not None and not above.declared(subject)
        for move, when, likely in NESTED:
            if when is None or when(here):
                if (likely is None or likely(here)) and not ahead:
                    yield from move(above)
                else:
                    late += move(above)
        above = up(above)
    yield from late


def _flat(at: State) -> Iterator[State]:
    here = Flat.of(at)
    known, closed = False, None
    for move, when, closes in FLAT:
        if when is not None and not when(here):
            continue
        if closes is not None and not known:
            known, closed = True, group_closed(at)
        if closes is None or (closed is None and not closes):
            yield from move(at)
        elif closes and closed is not None:
            yield from move(closed)
