"""A text in the language with its map: which lines declare and name what, and where their blocks begin and end."""

from __future__ import annotations

from functools import cached_property

from argmap.compilation import Compilation
from argmap.model import Map
from argmap.source import Span
from argmap.syntax.nodes import (
    Attribute,
    Clause,
    Line,
    Quotation,
    Regardless,
    Section,
    Undercut,
    walk,
)
from argmap.syntax.words import normal


class Document:
    """The lines of a text, by what they say."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.text = compilation.source.text
        self.map: Map = compilation.map
        self.lines: list[Line] = []
        self.parents: dict[int, Line | None] = {}
        for line, parent in walk(compilation.syntax.lines):
            self.lines.append(line)
            self.parents[line.start] = parent
        self.declared = {
            s.span.start: s.id
            for s in self.map.statements
            if s.span and not self.map.imported(s.id)
        }
        self.labels = {normal(s.label): s.id for s in self.map.statements if s.label}

    @cached_property
    def at(self) -> dict[int, Line]:
        """Lines by the offsets at which they begin."""
        return {line.start: line for line in self.lines}

    @cached_property
    def declaring(self) -> dict[str, Line]:
        """The line that declares each statement."""
        return {key: self.at[start] for start, key in self.declared.items() if start in self.at}

    def names(self, line: Line) -> str | None:
        """The statement that a line declares or refers to."""
        if isinstance(line, Clause):
            if line.start in self.declared:
                return self.declared[line.start]
            if line.label is not None and line.text is None:
                return self.labels.get(normal(line.label.value))
        if isinstance(line, Regardless):
            return self.labels.get(normal(line.label.value))
        return None

    def declares(self, line: Line) -> bool:
        """Whether a line declares a statement."""
        return line.start in self.declared

    def referring(self, key: str) -> list[Line]:
        """The lines that refer to a statement."""
        return [x for x in self.lines if self.names(x) == key and not self.declares(x)]

    def attacked(self, line: Undercut) -> tuple[str | None, str | None]:
        """The conclusion and the premise of the step that an `against … because …` line names."""
        return (
            self.labels.get(normal(line.target.value)),
            self.labels.get(normal(line.premise.value)),
        )

    def siblings(self, line: Line) -> list[Line]:
        """The lines that stand beside a line, itself among them."""
        parent = self.parents[line.start]
        return self.compilation.syntax.lines if parent is None else parent.children

    def section(self, line: Line) -> Section | None:
        """The section that a line stands in."""
        parent = self.parents[line.start]
        while parent is not None and not isinstance(parent, Section):
            parent = self.parents[parent.start]
        return parent

    # Places

    def begin(self, line: Line) -> int:
        """Where the line of the text begins that a line stands in."""
        return self.text.rfind("\n", 0, line.start) + 1

    def column(self, line: Line) -> int:
        """How far a line is indented."""
        return line.start - self.begin(line)

    def end(self, line: Line) -> int:
        """Where a line with what is nested under it ends, before the line feed."""
        last = line
        while last.children:
            last = last.children[-1]
        return self.line_end(last)

    def line_end(self, line: Line) -> int:
        """Where a line ends, with what goes on with it, before the line feed."""
        end = self.text.find("\n", line.end)
        return len(self.text) if end < 0 else end

    def block(self, line: Line) -> Span:
        """The stretch of a line and what is nested under it, with the last line feed."""
        return Span(self.begin(line), min(self.end(line) + 1, len(self.text)))

    def alone(self, line: Line) -> Span:
        """The stretch of a line without what is nested under it, with the line feed."""
        return Span(self.begin(line), min(self.line_end(line) + 1, len(self.text)))

    def below(self, line: Line) -> int:
        """The column of what is nested under a line."""
        if line.children:
            return self.column(line.children[0])
        return self.column(line) + 2

    def last_own(self, line: Line) -> Line:
        """The last of the attributes and quotations of a line, or the line itself."""
        last = line
        for child in line.children:
            if not isinstance(child, Attribute | Quotation):
                break
            last = child
        return last

    def comments(self, span: Span) -> list[Span]:
        """The comments that stand within a stretch."""
        return [
            Span(start, end)
            for start, end in self.compilation.syntax.comments
            if span.start <= start and end <= span.end
        ]
