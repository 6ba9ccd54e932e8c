"""An argument graph of Carneades as its document has it."""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field

from argmap.syntax.words import KINDS

NEGATION = "¬"
"""How the id and the text of a negated statement begin."""

UNNAMED = re.compile(rf"(?:{'|'.join(KINDS)})-\d+_*")
"""The ids of statements that have no label."""

NOT_APPLICABLE = f"{NEGATION}app("

WEIGHED_MARK = "weighed"
"""The key in the `meta` of an assumption by which argmap says that it is none that holds in any case, but is
weighed against what is held against it.
"""


@define
class Statement:
    """A statement: its text, the data of its `meta`, and its place in the file."""

    text: str
    meta: dict[str, Any]
    at: int


ISSUE_META = ("question", "contradiction", "title")
"""What argmap reads of what is said of an issue."""


@define
class Issue:
    """The ids of positions, and the proof standard in capitals, or ""; `meta` is what is said of the issue."""

    positions: list[str]
    standard: str
    at: int
    name: str = ""
    meta: dict[str, Any] = field(factory=dict)


@define
class Argument:
    """An argument: ids of premises, of a warrant, of its conclusion and of its undercutter (or "").

    `roles` has by premise the role that it plays; `weighing` is the basic function that it weighs by;
    `attributes` is what the map says of the argument besides the data of its `meta`.
    """

    premises: list[str]
    roles: dict[str, str]
    conclusion: str
    undercutter: str
    scheme: str
    weighing: str
    warrant: str | None
    meta: dict[str, Any]
    attributes: dict[str, object]
    at: int


@define(eq=False)
class Graph:
    """All of it by its ids, in the order of the document; `assumed` are ids of statements."""

    statements: dict[str, Statement] = field(factory=dict)
    assumed: dict[str, None] = field(factory=dict)
    issues: list[Issue] = field(factory=list)
    arguments: dict[str, Argument] = field(factory=dict)
