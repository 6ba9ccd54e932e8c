"""A text in the language as a tree of blocks: a line, what goes on with it, and what is nested under it; comments are blocks
of their own. Two versions of a text have a block in common where its key is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import define, field

from argmap.edit.document import Document
from argmap.syntax.nodes import (
    Attribute,
    Clause,
    Header,
    Import,
    Line,
    Quotation,
    Regardless,
    Section,
    Undercut,
)

_STEP = 2

# What looks back to the lines beside it, or makes something of those.
_LOOKING_BACK = ("and", "by", "unless", "however", "so")


class Keys:
    """What blocks are known by in several texts, as numbers: so that one that names another is no deeper than that."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def __call__(self, *said: object) -> int:
        """The number for what is said; the same for the same."""
        return self._numbers.setdefault(said, len(self._numbers))


@define(eq=False)
class Block:
    """A line of a text without its indentation, the `gap` of blank lines before it, and how far what is nested under it
    stands in (`step`). `parts` are the words of a clause up to its label, the label, and all after that. It `binds` to what
    stands before it, as `and`, and is `owned` where it is an attribute or a quotation. It `refers` to the blocks of the statements that it
    names and does not declare.
    """

    key: int
    head: str
    gap: int = 0
    step: int = _STEP
    parts: tuple[str, ...] = ()
    binds: bool = False
    owned: bool = False
    refers: frozenset[int] = frozenset()
    children: list[Block] = field(factory=list)

    def lines(self, column: int = 0) -> Iterator[str]:
        """The lines of the text, nested from a column on."""
        waiting = [(self, column)]
        while waiting:
            block, at = waiting.pop()
            yield from [""] * block.gap
            yield from block.own_lines(at)
            waiting += [(child, at + block.step) for child in reversed(block.children)]

    def own_lines(self, column: int) -> Iterator[str]:
        """The lines without what is nested under them."""
        return (f"{' ' * column}{line}" if line else "" for line in self.head.split("\n"))


def blocks(doc: Document, names: Mapping[str, str], keys: Keys, whole: bool = False) -> Block:
    """The blocks of a text under one for all of it; `names` are what its statements are known by. With `whole`, what is nested
    belongs to the line that it is nested under, so that the blocks are those at the top alone.
    """
    return _Blocks(doc, names, keys, whole).root()


class _Blocks:
    def __init__(self, doc: Document, names: Mapping[str, str], keys: Keys, whole: bool) -> None:
        self.doc, self.names, self.keys = doc, names, keys
        lines = doc.compilation.syntax.lines if whole else doc.lines
        self.heads: list[tuple[int, int, Line | None]] = [
            (doc.begin(x), doc.end(x) if whole else doc.line_end(x), x) for x in lines
        ]
        begins = [begin for begin, _, _ in self.heads]
        for start, end in doc.compilation.syntax.comments:
            at = doc.text.rfind("\n", 0, start) + 1
            n = bisect_right(begins, at) - 1
            # One that stands behind a line, or within it, belongs to that.
            if n < 0 or self.heads[n][1] < start:
                self.heads.append((at, end, None))
        self.heads.sort(key=lambda one: one[0])

    def root(self) -> Block:
        """The block of all; comments stand beside the line that they come before, where one with their column follows."""
        doc, root = self.doc, Block(self.keys("root"), "", step=0)
        seen: Counter[int] = Counter()
        done = 0
        stack: list[tuple[int, Block]] = [(-1, root)]
        before: dict[int, int] = {}
        for begin, end, line in self.heads:
            gap = doc.text.count("\n", done, begin)
            column = len(doc.text[begin:end]) - len(doc.text[begin:end].lstrip(" \t"))
            while len(stack) > 1 and stack[-1][0] >= column:
                stack.pop()
            parent = stack[-1][1]
            block = self._block(line, begin, end, column, parent.key, before.get(parent.key, -1))
            seen[block.key] += 1
            if seen[block.key] > 1:
                block.key = self.keys("again", block.key, seen[block.key])
            block.gap = gap
            if not parent.children and parent is not root:
                parent.step = max(1, column - stack[-1][0])
            parent.children.append(block)
            if line is not None:
                before[parent.key] = block.key
                stack.append((column, block))
            done = end + 1
        return root

    def _block(
        self, line: Line | None, begin: int, end: int, column: int, parent: int, before: int
    ) -> Block:
        text = self.doc.text[begin:end]
        head = "\n".join(
            x[min(column, len(x) - len(x.lstrip(" "))) :].rstrip() for x in text.split("\n")
        )
        if line is None:
            return Block(self.keys("#", parent, head), head)
        return Block(
            self._key(line, parent, before),
            head,
            parts=self._parts(line, head, begin + column),
            binds=isinstance(line, Clause)
            and line.connective is not None
            and line.connective.value in _LOOKING_BACK,
            owned=isinstance(line, Attribute | Quotation),
            refers=self._refers(line),
        )

    def _refers(self, line: Line) -> frozenset[int]:
        named = self.doc.attacked(line) if isinstance(line, Undercut) else (self.doc.names(line),)
        if self.doc.declares(line):
            return frozenset()
        return frozenset(self.keys("statement", self.names[key]) for key in named if key)

    def _key(self, line: Line, parent: int, before: int) -> int:
        """What a line is known by: what it declares, or what it says, and where."""
        doc = self.doc
        if doc.declares(line):
            return self.keys("statement", self.names[doc.declared[line.start]])
        named = doc.names(line)
        own: tuple[object, ...]
        if isinstance(line, Clause):
            word = line.connective.value if line.connective else ""
            # The schemes and rules of several steps stand side by side.
            own = (word, self.names[named]) if named else (word, before)
        elif isinstance(line, Regardless):
            own = ("regardless", self.names[named] if named else line.label.value)
        elif isinstance(line, Undercut):
            own = (line.against.value, *(self.names.get(x or "", "") for x in doc.attacked(line)))
        elif isinstance(line, Attribute):
            own = ("attribute", line.name.value.casefold())
        elif isinstance(line, Quotation):
            own = (">", line.text.value)
        elif isinstance(line, Section):
            return self.keys("section", line.label.value if line.label else line.title.value)
        elif isinstance(line, Import):
            own = ("use", line.path.value)
        else:
            own = ("map",) if isinstance(line, Header) else ("line", line.start)
        return self.keys(parent, *own)

    def _parts(self, line: Line, head: str, start: int) -> tuple[str, ...]:
        """The words of a clause before its label, the label, and all after it."""
        if (
            not isinstance(line, Clause)
            or line.text is None
            or "\n" in head[: line.text.start - start]
        ):
            return ()
        at = head.find(":", 0, line.text.start - start + 1)
        if at < 0:
            return ()
        if line.label is None:
            return head[:at], "", head[at:]
        a, b = (x - start for x in line.label.span)
        return head[:a].rstrip(), head[a:b], head[b:]
