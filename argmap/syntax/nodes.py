"""The syntax tree: one node a line, each knowing its place and what is nested under it.

The tree is as deep as the file is indented, so nothing here walks it by recursion.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field


@define(eq=False, repr=False)
class Token:
    """A word of the text: its terminal's name, its characters, where it begins."""

    type: str
    value: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends."""
        return self.start + len(self.value)

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.start, self.start + len(self.value)


@define(eq=False, repr=False)
class Mended(Token):
    """A word that was read otherwise than it was written; its place is that of what was written."""

    stop: int

    @property
    def end(self) -> int:
        """Where the word as written ends."""
        return self.stop

    @property
    def span(self) -> tuple[int, int]:
        """Where the word as written stands."""
        return self.start, self.stop


@define(eq=False, repr=False)
class Text:
    """Prose after a colon or a `>`, its continuations joined; the span is that of the characters."""

    value: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.start, self.end


@define(eq=False, repr=False)
class Line:
    """A line of the file, with the lines nested under it."""

    start: int
    end: int
    children: list[Line] = field(factory=list, kw_only=True)

    @property
    def span(self) -> tuple[int, int]:
        """Where the line itself stands, without what is nested under it."""
        return self.start, self.end

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "line"


@define(eq=False, repr=False)
class Clause(Line):
    """`[connective] [unstated] [kind] [label][: text]`: a declaration, or a reference."""

    connective: Token | None = None
    unstated: Token | None = None
    kind: Token | None = None
    label: Token | None = None
    text: Text | None = None

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return f"`{self.connective.value}` line" if self.connective else "clause"


@define(eq=False, repr=False)
class Undercut(Line):
    """`against C because P`: the flat group undercuts the argument from P to C."""

    against: Token
    target: Token
    premise: Token

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "`against … because …` line"


@define(eq=False, repr=False)
class Regardless(Line):
    """`regardless of A`."""

    label: Token
    kind: Token | None = None

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "`regardless of` line"


@define(eq=False, repr=False)
class Attribute(Line):
    """`name: value`."""

    name: Token
    value: Text

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "attribute"


@define(eq=False, repr=False)
class Quotation(Line):
    """`> words of the source`."""

    text: Text

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "quotation"


@define(eq=False, repr=False)
class Header(Line):
    """`map: Title`."""

    title: Text

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "`map:` line"


@define(eq=False, repr=False)
class Section(Line):
    """`section [label]: Title`."""

    label: Token | None
    title: Text

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "section"


@define(eq=False, repr=False)
class Import(Line):
    """`use path [as name]`."""

    path: Token
    name: Token | None

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "`use` line"


@define(eq=False, repr=False)
class Broken(Line):
    """A line that could not be understood; `labels` are the words in it that may be labels."""

    labels: tuple[str, ...] = ()


def walk(lines: list[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Every line, in the order of the file, with the line that it is nested under."""
    stack: list[tuple[Line, Line | None]] = [(line, None) for line in reversed(lines)]
    while stack:
        line, parent = stack.pop()
        yield line, parent
        stack.extend((child, line) for child in reversed(line.children))
