"""A line to be written, without its texts."""

from __future__ import annotations

from typing import NamedTuple

from argmap.syntax.words import ARGUMENT_ATTRIBUTES

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
    argument: str | None = None  # whose attributes stand under this `by`
    word: str = ""  # a scheme, or the premise of `against … because …`
    section: str | None = None
    late: bool = False  # a reference that brings the attributes `by` had no room for
    depth: int = 0


def belongs_to_argument(attribute: str) -> bool:
    """Whether an attribute belongs, under `by`, to the argument and not to its warrant."""
    return attribute in ARGUMENT_ATTRIBUTES or attribute.startswith("x-")
