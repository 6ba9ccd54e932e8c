"""A statement's lines taken to another place."""

from __future__ import annotations

from typing import TypeGuard

from argmap.edit.acts import Move
from argmap.edit.document import Document
from argmap.edit.inserting import spot_of
from argmap.edit.lines import head
from argmap.edit.patch import Patch, Taken
from argmap.edit.regroup import word_of
from argmap.edit.taking import Taking
from argmap.model import Argument
from argmap.syntax.nodes import Clause, Line, Undercut, holds_flat


def moving(doc: Document, patch: Patch, act: Move) -> bool:
    """Takes the line by which a statement is first something to another, with its block, to where the act says; False
    where none is known.
    """
    spot = spot_of(doc, act.place)
    line = _first_use(doc, act.statement)
    if spot is None or line is None:
        return False
    s = doc.map[act.statement]
    own = doc.declaring[act.statement]
    taken: Clause = line
    if not doc.declares(line) and not line.children and _alone(own, doc):
        taken = own
    block = doc.block(taken)
    if spot.connective or doc.declares(line):
        patch.cut(block)
        patch.taken.append(Taken(block, spot.at, spot.column - doc.column(taken), spot.apart))
        words = head(spot.connective, s, spot.kind)
        patch.head(taken, words if doc.declares(taken) else f"{spot.connective} {s.label}")
    patch.cut(doc.block(line))
    taking = Taking(doc, patch, set(), line)
    taking.lines(doc.compilation.syntax.lines, None)
    taking.lines(line.children, line, own_step_stays=_step_stays(doc, act.statement))
    return not block.start < spot.at < block.end


def _alone(line: Line, doc: Document) -> TypeGuard[Clause]:
    """Whether a line is a group of its own, with which nothing is argued in the lines behind it."""
    beside = doc.siblings(line)
    at = beside.index(line) + 1
    after = word_of(beside[at]) or isinstance(beside[at], Undercut) if at < len(beside) else ""
    return isinstance(line, Clause) and not word_of(line) and not after


def _first_step(doc: Document, key: str) -> Argument | None:
    return next((a for a in doc.map.arguments if key in a.premises), None)


def _step_stays(doc: Document, key: str) -> bool:
    step = _first_step(doc, key)
    return step is not None and len(step.premises) > 1


def _first_use(doc: Document, key: str) -> Clause | None:
    """The line by which a statement is first what it is to others, or the one that declares it."""
    own = doc.declaring.get(key)
    step = _first_step(doc, key)
    if own is None:
        return None
    if step is None or step.span is None:
        return own if isinstance(own, Clause) else None
    first = doc.at.get(step.span.start)
    if first is None:
        return None
    lines = _lines_of_step(doc, first)
    found = next((x for x in lines if doc.names(x) == key), None)
    return found if isinstance(found, Clause) else None


def _lines_of_step(doc: Document, first: Line) -> list[Line]:
    """The lines that hold the premises of the step that a line makes."""
    lines = doc.siblings(first)
    at = lines.index(first)
    if holds_flat(doc.parents[first.start]) and word_of(first) not in ("unless", "however"):
        end = at
        while at > 0 and not (
            isinstance(lines[at - 1], Clause) and word_of(lines[at - 1]) in ("", "so")
        ):
            at -= 1
        return lines[max(0, at - 1) : end]
    end = at + 1
    while end < len(lines) and word_of(lines[end]) in ("and", "by"):
        end += 1
    return lines[at:end]
