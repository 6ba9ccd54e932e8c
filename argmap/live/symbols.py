"""Document symbols as a tree, and folding ranges."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from argmap.source import Source, Span
from argmap.syntax.nodes import Clause, Header, Line, Section, walk
from argmap.syntax.parser import Syntax


@define
class Symbol:
    """A section or statement that a text declares: what it is called, its text, its own line (`name`), all that
    belongs to it (`whole`), and the symbols in it. `kind` is `map`, `section`, or the kind of a statement.
    """

    label: str
    text: str
    kind: str
    name: Span
    whole: Span
    children: list[Symbol] = field(factory=list)


def symbols(syntax: Syntax) -> list[Symbol]:
    """The symbols of a text, in its order; statements stand in those that they are nested under."""
    ends = _ends(syntax.lines)
    top: list[Symbol] = []
    places: dict[int, list[Symbol]] = {}
    for line, parent in walk(syntax.lines):
        inside = places[parent.start] if parent else top
        made = _symbol(line, ends[line.start])
        if made is not None:
            inside.append(made)
        places[line.start] = made.children if made is not None else inside
    return top


def folds(syntax: Syntax, source: Source) -> Iterator[tuple[int, int]]:
    """The first and last lines, from 1, of what can be folded: lines with others under them."""
    ends = _ends(syntax.lines)
    for line, _ in walk(syntax.lines):
        first = source.position(line.start).line
        last = source.position(ends[line.start]).line
        if last > first:
            yield first, last


def _symbol(line: Line, end: int) -> Symbol | None:
    whole = Span(line.start, end)
    if isinstance(line, Header):
        return Symbol("map", line.title.value, "map", Span(*line.span), whole)
    if isinstance(line, Section):
        label = line.label.value if line.label else ""
        return Symbol(label, line.title.value, "section", Span(*line.span), whole)
    if isinstance(line, Clause) and line.text:
        kind = line.kind.value if line.kind else line.connective.value if line.connective else ""
        label = line.label.value if line.label else ""
        return Symbol(label, line.text.value, kind, Span(*line.span), whole)
    return None


def _ends(lines: list[Line]) -> dict[int, int]:
    """Where each line ends with all that is nested under it."""
    ends: dict[int, int] = {}
    for line, parent in reversed(list(walk(lines))):
        own = max(line.end, ends.get(line.start, 0))
        ends[line.start] = own
        if parent is not None:
            ends[parent.start] = max(ends.get(parent.start, 0), own)
    return ends
