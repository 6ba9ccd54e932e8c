"""The syntax tree of Argdown: elements with what is nested under them."""

from __future__ import annotations

from typing import Literal

from attrs import define, field

from argmap.syntax.nodes import Token

Sort = Literal["statement", "argument"]


@define(eq=False, repr=False)
class Relation:
    """What stands behind a sign such as `+` or `<_`, under what it is about."""

    sign: str
    entry: Entry


@define(eq=False, repr=False)
class Entry:
    """A statement or an argument at one place of the text: its title, its words, or both."""

    sort: Sort
    start: int
    end: int
    title: str | None = None
    words: list[Token] = field(factory=list)
    data: Token | None = None
    relations: list[Relation] = field(factory=list)


@define(eq=False, repr=False)
class Heading:
    """A heading, which begins a section."""

    level: int
    start: int
    end: int
    words: list[Token]
    data: Token | None = None


@define(eq=False, repr=False)
class Inference:
    """A line between premises and a conclusion, with the rules that it names."""

    start: int
    end: int
    rules: list[str]
    data: Token | None = None
    relations: list[Relation] = field(factory=list)


@define(eq=False, repr=False)
class Structure:
    """A premise-conclusion structure: statements, and the inferences between them."""

    lines: list[Entry | Inference]


@define(eq=False, repr=False)
class Front:
    """The front matter, its fences included."""

    token: Token


Element = Front | Heading | Entry | Structure
