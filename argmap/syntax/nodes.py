"""The syntax tree: one node a line, each knowing its place and what is nested under it.

The tree is as deep as the file is indented, so nothing here walks it by recursion. The classes are
written out: every run makes them, and attrs would take a hundred times as long for it.
"""

from __future__ import annotations

from collections.abc import Iterator


class Token:
    """A word of the text: its terminal's name, its characters, where it begins."""

    __slots__ = ("start", "type", "value")

    def __init__(self, type: str, value: str, start: int) -> None:
        self.type = type
        self.value = value
        self.start = start

    @property
    def end(self) -> int:
        """Where the token ends."""
        return self.start + len(self.value)

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.start, self.start + len(self.value)


class Mended(Token):
    """A word that was read otherwise than it was written; its place is that of what was written."""

    __slots__ = ("stop",)

    def __init__(self, type: str, value: str, start: int, stop: int) -> None:
        super().__init__(type, value, start)
        self.stop = stop

    @property
    def end(self) -> int:
        """Where the word as written ends."""
        return self.stop

    @property
    def span(self) -> tuple[int, int]:
        """Where the word as written stands."""
        return self.start, self.stop


class Text:
    """Prose after a colon or a `>`, its continuations joined; the span is that of the characters."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: str, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.start, self.end


class Line:
    """A line of the file, with the lines nested under it; `word` is what a writer calls it."""

    __slots__ = ("children", "end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.children: list[Line] = []

    @property
    def span(self) -> tuple[int, int]:
        """Where the line itself stands, without what is nested under it."""
        return self.start, self.end

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "line"


class Clause(Line):
    """`[connective] [open] [unstated] [kind] [label][: text]`: a declaration, or a reference; where the kind is
    `suppose`, a supposition, with its passage nested under it.
    """

    __slots__ = ("connective", "kind", "label", "open", "text", "unstated")

    def __init__(
        self,
        start: int,
        end: int,
        connective: Token | None = None,
        unstated: Token | None = None,
        kind: Token | None = None,
        label: Token | None = None,
        text: Text | None = None,
        open: Token | None = None,
    ) -> None:
        super().__init__(start, end)
        self.connective = connective
        self.open = open
        self.unstated = unstated
        self.kind = kind
        self.label = label
        self.text = text

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        if self.supposes:
            return "`suppose` line"
        return f"`{self.connective.value}` line" if self.connective else "clause"

    @property
    def supposes(self) -> bool:
        """Whether it is a supposition, which opens a passage."""
        return self.kind is not None and self.kind.type == "SUPPOSE"


class Undercut(Line):
    """`against C because P`: the flat group undercuts the argument from P to C; `challenges C because P`
    challenges it.
    """

    __slots__ = ("against", "premise", "target")

    def __init__(self, start: int, end: int, against: Token, target: Token, premise: Token) -> None:
        super().__init__(start, end)
        self.against = against
        self.target = target
        self.premise = premise

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return f"`{self.against.value} … because …` line"


class Regardless(Line):
    """`regardless of A`."""

    __slots__ = ("kind", "label")

    def __init__(self, start: int, end: int, label: Token, kind: Token | None = None) -> None:
        super().__init__(start, end)
        self.label = label
        self.kind = kind

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "`regardless of` line"


class Attribute(Line):
    """`name: value`."""

    __slots__ = ("name", "value")

    def __init__(self, start: int, end: int, name: Token, value: Text) -> None:
        super().__init__(start, end)
        self.name = name
        self.value = value

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "attribute"


class Quotation(Line):
    """`> words of the source`."""

    __slots__ = ("text",)

    def __init__(self, start: int, end: int, text: Text) -> None:
        super().__init__(start, end)
        self.text = text

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "quotation"


class Header(Line):
    """`map: Title`."""

    __slots__ = ("title",)

    def __init__(self, start: int, end: int, title: Text) -> None:
        super().__init__(start, end)
        self.title = title

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "`map:` line"


class Section(Line):
    """`section [label]: Title`."""

    __slots__ = ("label", "title")

    def __init__(self, start: int, end: int, label: Token | None, title: Text) -> None:
        super().__init__(start, end)
        self.label = label
        self.title = title

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "section"


class Import(Line):
    """`use path [as name]`."""

    __slots__ = ("name", "path")

    def __init__(self, start: int, end: int, path: Token, name: Token | None) -> None:
        super().__init__(start, end)
        self.path = path
        self.name = name

    @property
    def word(self) -> str:
        """What a writer calls this line."""
        return "`use` line"


class Broken(Line):
    """A line that could not be understood; `labels` are the words in it that may be labels."""

    __slots__ = ("labels",)

    def __init__(self, start: int, end: int, labels: tuple[str, ...] = ()) -> None:
        super().__init__(start, end)
        self.labels = labels


def holds_flat(parent: Line | None) -> bool:
    """Whether what is nested under a line stands flat: under none, a section, or a supposition."""
    if isinstance(parent, Clause):
        return parent.supposes
    return parent is None or isinstance(parent, Section)


def walk(lines: list[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Every line, in the order of the file, with the line that it is nested under."""
    stack: list[tuple[Line, Line | None]] = [(line, None) for line in reversed(lines)]
    while stack:
        line, parent = stack.pop()
        yield line, parent
        stack.extend((child, line) for child in reversed(line.children))
