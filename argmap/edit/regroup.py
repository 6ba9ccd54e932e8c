"""What becomes of the lines beside those that leave a text: who begins a group now, and which line is about nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from argmap.syntax.nodes import Clause, Line, Undercut

Leaves = Callable[[Line], bool]
_BEGINS = ("because", "but", "although", "explained by")
_ON_STEPS = ("unless", "however")
_ATTACKS = ("against", "challenges")
_VERBS = ("contradicts", "outweighs", "restates")


class Regrouped(NamedTuple):
    """A line that stays with another connective, "" for none; or one that goes because nothing is left that it is
    about.
    """

    line: Line
    connective: str | None


class _Group:
    """Lines whose statements work together: whether any stays, and whether the step that they attack is gone."""

    def __init__(self, connective: str, alive: bool, lost: bool = False) -> None:
        self.connective = connective
        self.alive = alive
        self.lost = lost


def word_of(line: Line) -> str:
    """The connective of a line, "" where it has none."""
    return line.connective.value if isinstance(line, Clause) and line.connective else ""


def nested(lines: list[Line], leaves: Leaves, own_step_stays: bool) -> Iterator[Regrouped]:
    """What becomes of the lines under a statement; `own_step_stays` tells whether the argument stays that its own
    connective makes or joins.
    """
    step = _Group("", own_step_stays, False)
    group: _Group | None = None
    part: _Group | None = None
    for line in lines:
        word = word_of(line)
        stays = not leaves(line)
        if word in _BEGINS:
            group = _Group(word, stays)
            if word != "explained by":
                step = group
        elif word in _ON_STEPS:
            group = _Group(word, stays, not step.alive)
            if group.lost and stays:
                yield Regrouped(line, None)
        elif word == "and" and group is not None:
            if group.lost and stays:
                yield Regrouped(line, None)
            elif stays and not group.alive:
                yield Regrouped(line, group.connective)
                group.alive = True
        elif word == "by":
            about = group or step
            if stays and (about.lost or not about.alive):
                yield Regrouped(line, None)
        elif word == "including":
            part = _Group(word, stays)
        elif word == "or" and part is not None and stays and not part.alive:
            yield Regrouped(line, "including")
            part.alive = True


def flat(lines: list[Line], leaves: Leaves, supposed: bool) -> Iterator[Regrouped]:
    """What becomes of the lines of a file, a section or a passage; in a passage what is `supposed` is the first group."""
    group, step = _Group("", supposed), _Group("", True)
    joined: _Group | None = None
    for line in lines:
        word = word_of(line)
        stays = not leaves(line)
        if not isinstance(line, Clause | Undercut):
            group = _Group("", False)
        elif isinstance(line, Undercut) or word in _ATTACKS:
            if stays and not group.alive:
                yield Regrouped(line, None)
            step = _Group(word, stays and group.alive)
            joined = None
        elif word in _VERBS:
            if stays and not group.alive:
                yield Regrouped(line, None)
            joined = None
        elif word in _ON_STEPS:
            joined = _Group(word, stays, not step.alive)
            if joined.lost and stays:
                yield Regrouped(line, None)
        elif word == "by":
            about = joined or step
            if stays and (about.lost or not about.alive):
                yield Regrouped(line, None)
        elif word == "and":
            about = joined or group
            if about.lost and stays:
                yield Regrouped(line, None)
            elif stays and not about.alive:
                yield Regrouped(line, about.connective)
                about.alive = True
        elif word == "so":
            step = _Group(word, stays and group.alive)
            if stays and not group.alive:
                yield Regrouped(line, "")
            group, joined = _Group("", stays), None
        else:
            group, step, joined = _Group("", stays), _Group("", True), None
