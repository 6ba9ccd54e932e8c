"""A line to be written, without its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.syntax.words import ARGUMENT_ATTRIBUTES

if TYPE_CHECKING:
    from argmap.model import Statement

DEEPEST = 8
"""How many levels lines nest where labels let them go on at the top instead."""


class Infeasible(Exception):
    """No text says this map in this order with these labels."""


class Line(NamedTuple):
    """A line to be written: its first words, the statement it declares or names, its depth."""

    connective: str = ""
    statement: str | None = None
    declares: bool = False
    kind: str = ""
    open: bool = False
    argument: str | None = None  # whose attributes stand under this `by`
    word: str = ""  # a scheme, or the premise of `against … because …`
    section: str | None = None
    late: bool = False  # a reference that brings the attributes `by` had no room for
    depth: int = 0


def has_argument_attributes(warrant: Statement) -> bool:
    """Whether a warrant has attributes that, under `by`, would be read as those of the argument."""
    return bool(warrant.speakers) or any(map(belongs_to_argument, warrant.attributes))


def belongs_to_argument(attribute: str) -> bool:
    """Whether an attribute belongs, under `by`, to the argument and not to its warrant."""
    return attribute in ARGUMENT_ATTRIBUTES or attribute.startswith("x-")
