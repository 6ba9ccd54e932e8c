"""Syntax tree → text in the one layout: two spaces a level, one blank line around groups, attributes in a
fixed order, every comment beside what it stood beside.

Nesting and the order of clauses are the writer's. Only texts without errors of syntax are laid out; what is
made of a text says the same map and, laid out again, stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from attrs import define, field

from argmap.source import Source
from argmap.syntax.nodes import (
    Attribute,
    Clause,
    Header,
    Import,
    Line,
    Quotation,
    Regardless,
    Section,
    Text,
    Undercut,
    holds_flat,
)
from argmap.syntax.parser import Syntax
from argmap.syntax.words import normal

ORDER = tuple(
    "author date language markup source at speaker endorsed short qualifier agent when confidence type choose "
    "answers standard "
    "roles strength formula tags note url".split()
)
"""The order in which attributes are written, that of the guide; others follow in the order that they have."""

# So many characters of a text stand in a line, however deep it is nested.
_LEAST = 20
_PLACE = {name: place for place, name in enumerate(ORDER)}
# What silences a rule says so of the line below it, wherever it seems to belong.
_DIRECTIVE = re.compile(r"#+\s*argmap\s*:")


def attribute_place(name: str) -> int:
    """Where an attribute of this name stands among others."""
    return _PLACE.get(normal(name), len(ORDER))


def formatted(syntax: Syntax, width: int | None = None) -> str:
    """The text of a tree without errors, laid out; ends in a line feed unless it is empty.

    `width` is how many characters a line may have before its text goes on in a `|` line; without it
    texts are broken where the writer broke them.
    """
    layout = _Layout(syntax, width)
    return "".join(f"{line}\n" for line in layout.lines())


@define(eq=False)
class _Remark:
    """Comments that stand together, and whether blank lines stood around them."""

    texts: list[str]
    spaced: bool = False
    depth: int = 0


@define(eq=False)
class _Entry:
    """A line of the tree, where it goes, and the comments above and below it."""

    line: Line
    parent: _Entry | None
    depth: int
    column: int
    above: list[_Remark] = field(factory=list)
    below: list[_Remark] = field(factory=list)
    spaced: bool = False  # a blank line stood above it or its comments


@define(eq=False)
class _Layout:
    syntax: Syntax
    width: int | None
    entries: dict[int, _Entry] = field(factory=dict)
    first: list[_Remark] = field(factory=list)  # the comments of a file without lines

    @property
    def source(self) -> Source:
        return self.syntax.source

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        self._enter()
        self._hang_comments()
        written = False
        for remark in self.first:
            yield from ([""] if remark.spaced and written else [])
            yield from remark.texts
            written = True
        previous: Line | None = None
        for entry in self._in_order():
            if written and self._apart(entry, previous):
                yield ""
            for remark in entry.above:
                pad = "  " * entry.depth
                yield from (f"{pad}{text}" for text in remark.texts)
                if remark.spaced:
                    yield ""
            yield from self._written(entry)
            for remark in entry.below:
                if remark.spaced:
                    yield ""
                yield from (f"{'  ' * remark.depth}{text}" for text in remark.texts)
            written, previous = True, entry.line

    # The tree

    def _enter(self) -> None:
        text = self.source.text
        stack: list[tuple[Line, _Entry | None, int]] = [
            (line, None, 0) for line in reversed(self.syntax.lines)
        ]
        while stack:
            line, parent, depth = stack.pop()
            column = line.start - (text.rfind("\n", 0, line.start) + 1)
            entry = _Entry(line, parent, depth, column, spaced=_blank_above(text, line.start))
            self.entries[line.start] = entry
            stack.extend((child, entry, depth + 1) for child in reversed(line.children))

    def _in_order(self) -> Iterator[_Entry]:
        """The entries as they are written: attributes in their order, quotations, then the rest."""
        stack = list(reversed(self.syntax.lines))
        while stack:
            line = stack.pop()
            yield self.entries[line.start]
            stack.extend(reversed(_ordered(line)))

    def _apart(self, entry: _Entry, previous: Line | None) -> bool:
        """Whether a blank line stands above this entry: around groups, between two quotations, and where the
        writer set one between clauses.
        """
        line = entry.line
        if isinstance(line, Attribute):
            return False
        if isinstance(line, Quotation):
            if entry.above or not isinstance(previous, Quotation):
                return False
            return not self._adjacent(previous, line)
        if isinstance(line, Import):
            return not isinstance(previous, Import)
        flat = holds_flat(entry.parent.line if entry.parent is not None else None)
        if flat and _begins_group(line):
            return True
        return entry.spaced

    def _adjacent(self, one: Quotation, other: Quotation) -> bool:
        """Whether two lines of a quotation are one quotation."""
        between = self.source.text[one.end : other.start]
        return between.count("\n") == 1 and not between.strip()

    # Comments

    def _hang_comments(self) -> None:
        """Gives every comment between lines to the line above or below it."""
        text = self.source.text
        starts = sorted(self.entries)
        inner = self._inner()
        between: dict[int, list[tuple[int, int]]] = {}
        for span in self.syntax.comments:
            if span[0] not in inner:
                between.setdefault(bisect_left(starts, span[0]), []).append(span)
        for index, spans in between.items():
            above = self.entries[starts[index - 1]] if index else None
            below = self.entries[starts[index]] if index < len(starts) else None
            for run in _runs(text, spans):
                self._hang(run, above, below)
            if below is not None and _blank_below(text, spans[-1][1]):
                below.spaced |= not below.above

    def _inner(self) -> set[int]:
        """Where the comments begin that stand between the lines of one text."""
        spans = sorted(entry.line.span for entry in self.entries.values())
        starts = [start for start, _ in spans]
        return {
            start
            for start, _ in self.syntax.comments
            if (at := bisect_right(starts, start) - 1) >= 0 and start < spans[at][1]
        }

    def _hang(self, run: list[tuple[int, int]], above: _Entry | None, below: _Entry | None) -> None:
        text = self.source.text
        start, end = run[0][0], run[-1][1]
        column = start - (text.rfind("\n", 0, start) + 1)
        texts = [text[a:b].rstrip() for a, b in run]
        before = _blank_above(text, start)
        after = _blank_below(text, end)
        if below is None and above is None:
            self.first.append(_Remark(texts, before))
            return
        directive = any(_DIRECTIVE.match(line) for line in texts)
        depth = self._depth(column, above) if above else 0
        if below is not None and (
            # What follows a comment of the line below is of that line, too.
            above is None
            or directive
            or below.above
            or below.parent is above
            or depth <= below.depth
        ):
            if before:
                below.spaced = True
            below.above.append(_Remark(texts, after))
            return
        assert above is not None
        self._last_beside(above).below.append(_Remark(texts, before, depth))

    def _last_beside(self, entry: _Entry) -> _Entry:
        """The line that is written last of the attributes and quotations that an entry is one of; or the
        entry itself.
        """
        if entry.parent is None or not isinstance(entry.line, Attribute | Quotation):
            return entry
        siblings = _ordered(entry.parent.line)
        at = siblings.index(entry.line)
        while at + 1 < len(siblings) and isinstance(siblings[at + 1], Attribute | Quotation):
            at += 1
        return self.entries[siblings[at].start]

    def _depth(self, column: int, above: _Entry) -> int:
        """The level at which a comment in this column stands below a line."""
        if column > above.column:
            return above.depth + 1
        entry: _Entry = above
        while entry.parent is not None and entry.column > column:
            entry = entry.parent
        return entry.depth

    # Lines

    def _written(self, entry: _Entry) -> Iterator[str]:
        line, pad = entry.line, "  " * entry.depth
        head, text = _head(line), prose_of(line)
        if text is None:
            yield f"{pad}{head}"
            return
        parts = self._parts(text)
        remarks = [part for part in parts if part.startswith("#")]
        if self.width is not None and not remarks:
            deep = len(pad) + 2
            room = (
                max(self.width - len(pad) - len(head) - 1, _LEAST),
                max(self.width - deep - 2, _LEAST),
            )
            parts = _broken(text.value, *room)
        first, *rest = parts
        yield f"{pad}{head} {first}".rstrip(" \t")
        for part in rest:
            yield f"{pad}  {part}" if part.startswith("#") else f"{pad}  | {part[1:]}"

    def _parts(self, text: Text) -> list[str]:
        """The pieces of a text as the writer broke it, and the comments between them: the first piece, then
        comments and pieces, these after a `|`.
        """
        raw = self.source.text[text.start : text.end]
        if "\n" not in raw:
            return [text.value]
        first, *rest = raw.split("\n")
        pieces = [first.strip(" \t")]
        for line in rest:
            bare = line.strip()
            if bare.startswith("#"):
                pieces.append(bare)
            elif bare:
                piece = line.strip(" \t\r\f\v")[1:].strip(" \t")
                if piece:
                    pieces.append(f"|{piece}")
        if not pieces[0] or pieces[0][0] == "|":
            # The first words stand on the first line.
            at = next((i for i, piece in enumerate(pieces) if piece[:1] == "|"), None)
            if at is not None and not pieces[0]:
                pieces[0] = pieces.pop(at)[1:]
        return pieces


def _ordered(line: Line) -> list[Line]:
    """The lines under a line as they are written: attributes, quotations, the rest. In a passage none is moved over the
    first that belongs to it.
    """
    children = line.children
    notes = len(children)
    if isinstance(line, Clause) and line.supposes:
        notes = next(
            (i for i, c in enumerate(children) if not isinstance(c, Attribute | Quotation)), notes
        )
    return [*sorted(children[:notes], key=_rank), *children[notes:]]


def _rank(line: Line) -> tuple[int, int]:
    if isinstance(line, Attribute):
        return 0, attribute_place(line.name.value)
    return (1, 0) if isinstance(line, Quotation) else (2, 0)


def _begins_group(line: Line) -> bool:
    """Whether a flat line begins something of its own."""
    if isinstance(line, Section):
        return True
    if isinstance(line, Clause):
        return line.connective is None
    return False


def _head(line: Line) -> str:
    """A line up to its text, in its one form."""
    if isinstance(line, Clause):
        tokens = (line.connective, line.open, line.unstated, line.kind, line.label)
        words = " ".join(token.value for token in tokens if token)
        return f"{words}:" if line.text else words
    if isinstance(line, Attribute):
        return f"{line.name.value}:"
    if isinstance(line, Quotation):
        return ">"
    if isinstance(line, Header):
        return "map:"
    if isinstance(line, Section):
        return f"section {line.label.value}:" if line.label else "section:"
    if isinstance(line, Import):
        return f"use {line.path.value}" + (f" as {line.name.value}" if line.name else "")
    if isinstance(line, Undercut):
        return f"{line.against.value} {line.target.value} because {line.premise.value}"
    assert isinstance(line, Regardless)
    kind = f"{line.kind.value} " if line.kind else ""
    return f"regardless of {kind}{line.label.value}"


def prose_of(line: Line) -> Text | None:
    """The text that a line holds, if it is one that has a text."""
    if isinstance(line, Clause | Quotation):
        return line.text
    if isinstance(line, Attribute):
        return line.value
    return line.title if isinstance(line, Header | Section) else None


def _broken(text: str, first: int, rest: int) -> list[str]:
    """A text in pieces, broken at single blanks, the only ones that come back as they were."""
    words = re.split(r"(?<=[^ \t]) (?=[^ \t])", text)
    pieces: list[str] = []
    line, room = words[0], first
    for word in words[1:]:
        if len(line) + 1 + len(word) <= room:
            line += f" {word}"
            continue
        pieces.append(line)
        line, room = word, rest
    pieces.append(line)
    return [pieces[0], *(f"|{piece}" for piece in pieces[1:])]


def _runs(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Comments that stand on successive lines in one column, together."""
    run: list[tuple[int, int]] = []
    column = 0
    for span in spans:
        own = span[0] - (text.rfind("\n", 0, span[0]) + 1)
        if run and (own != column or text.count("\n", run[-1][1], span[0]) > 1):
            yield run
            run = []
        run.append(span)
        column = own
    if run:
        yield run


def _blank_above(text: str, at: int) -> bool:
    """Whether the line above the one that holds this offset is blank."""
    start = text.rfind("\n", 0, at)
    if start < 0:
        return False
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _blank_below(text: str, at: int) -> bool:
    """Whether the line below the one that holds this offset is blank."""
    start = text.find("\n", at)
    if start < 0:
        return False
    end = text.find("\n", start + 1)
    return end >= 0 and not text[start:end].strip()
