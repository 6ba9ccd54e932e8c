"""The table of layouts: all that is known of each, one row a layout."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Direction = Literal["down", "up", "right", "left"]
DIRECTIONS: tuple[Direction, ...] = ("down", "up", "right", "left")
Shared = Literal["auto", "line", "box"]
SHARED: tuple[Shared, ...] = ("auto", "line", "box")


class Layout(NamedTuple):
    """One layout.

    `help` is what the command line says of it. `draws` names the function from a view and a `Setup` to
    `Drawn`, in a module of this room; it is "" for one that is text and no picture. `turns` says whether
    `--direction` does something, `splits` whether a set of figures is made by `--split`, and `stepwise` whether what
    stands in it can appear step by step. In a caption, `sentence` explains it, `conclusions` is the direction in which
    reasons stand, unless the options say otherwise ("" where none is named), and `signs` are those that it has
    otherwise or, where they are "", not at all; None where it has signs of its own alone. A
    `keyed` one has the texts of statements in a key, by number; an `abstract` one shows no statements.
    """

    name: str
    help: str = ""
    draws: str = ""
    turns: bool = False
    splits: bool = False
    stepwise: bool = False
    sentence: str = ""
    conclusions: Direction | Literal[""] = ""
    signs: Mapping[str, str] | None = MappingProxyType({})
    keyed: bool = False
    abstract: bool = False


_TABLE = (
    Layout(
        "tree",
        "conclusions on top",
        draws="tree:tree",
        turns=True,
        splits=True,
        stepwise=True,
        conclusions="down",
    ),
    Layout(
        "graphviz",
        "conclusions on top, in rows over the whole figure, by Graphviz' `dot`",
        draws="dot:graphviz",
        turns=True,
        stepwise=True,
        conclusions="down",
    ),
    Layout(
        "outline",
        "indented boxes, for one column and any length",
        draws="outline:outline",
        splits=True,
        sentence="What is said for or against a statement stands below it, indented.",
        signs={
            "section": "",
            "answers": "",
            "passage": "a line at the left, headed “suppose”: what holds only under that supposition",
            "reference": "small print: a statement that stands elsewhere",
        },
    ),
    Layout(
        "freeman",
        "numbered circles with a key",
        draws="freeman:freeman",
        turns=True,
        sentence="Each circle is the statement that has its number in the key.",
        conclusions="up",
        signs={
            "root": "filled circles: main conclusions",
            "recommendation": "double circles: recommendations",
            "unstated": "dashed circles: unstated",
            "open": "dotted circles: open, asserted by nobody",
            "question": "circles with a second, dotted ring: questions",
            "supposition": "circles over a bar: suppositions",
            "answers": "",
        },
        keyed=True,
    ),
    Layout(
        "toulmin",
        draws="toulmin:toulmin",
        sentence="Each row leads from data to a claim; the word on its line says how sure the step is.",
    ),
    Layout(
        "standard",
        "premises and conclusion in numbered lines, as text, markdown, tikz or tex",
    ),
    Layout(
        "framework",
        "arguments and attacks as circles",
        draws="framework:framework",
        turns=True,
        sentence="Each circle is the argument that has its number in the key; dashed lines lead from an argument "
        "to a bar at the one that it attacks.",
        signs=None,
        keyed=True,
        abstract=True,
    ),
)

LAYOUTS: dict[str, Layout] = {row.name: row for row in _TABLE}
"""Every layout by its name."""

INSTEAD = "outline"
"""The layout of a map that is too tangled for the one asked for: there is nothing that it can't draw."""

PICTURED = tuple(row.name for row in _TABLE if row.draws)
"""The layouts that are pictures, and not text."""
