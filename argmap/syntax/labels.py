"""Where the labels of a text stand: declared, and referred to.

Told from the syntax tree alone, so that a file with mistakes in it is as good as any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from argmap.source import Span
from argmap.syntax.nodes import (
    Attribute,
    Clause,
    Import,
    Line,
    Regardless,
    Section,
    Token,
    Undercut,
    walk,
)
from argmap.syntax.words import normal

_ROLE = re.compile(r"\s*([^=,]*?)\s*(?==)")


@frozen
class Occurrence:
    """A label where it stands: its `name` in NFC, its `span`, the `line` that it is in, and what it does there.

    `what` is `statement` or `section` where it is declared, `import` for the name of an imported file,
    `rule` under `by` (it may be the name of a scheme), and otherwise `reference`. A reference to what
    an import brings is `name.label`.
    """

    name: str
    span: Span
    what: str
    line: Line
    # How many characters, as written, follow the dot of `name.label`.
    tail: int = 0

    @property
    def declares(self) -> bool:
        """Whether it is given here, and not only used."""
        return self.what in ("statement", "section", "import")


def occurrences(lines: list[Line]) -> Iterator[Occurrence]:
    """Every label of a syntax tree, in the order of the file."""
    for line, _ in walk(lines):
        yield from _of(line)


def _of(line: Line) -> Iterator[Occurrence]:
    if isinstance(line, Clause) and line.label:
        rule = line.connective is not None and line.connective.value == "by"
        what = "statement" if line.text else "rule" if rule else "reference"
        yield _at(line.label, what, line)
    elif isinstance(line, Section) and line.label:
        yield _at(line.label, "section", line)
    elif isinstance(line, Undercut):
        yield _at(line.target, "reference", line)
        yield _at(line.premise, "reference", line)
    elif isinstance(line, Regardless):
        yield _at(line.label, "reference", line)
    elif isinstance(line, Import):
        if line.name:
            yield _at(line.name, "import", line)
        else:
            # The stem of the path is the name.
            stem = line.path.value.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
            start = line.path.start + line.path.value.rfind(stem)
            yield Occurrence(normal(stem), Span(start, start + len(stem)), "import", line)
    elif isinstance(line, Attribute) and line.name.value == "roles":
        yield from _roles(line)


def _at(token: Token, what: str, line: Line) -> Occurrence:
    tail = len(token.value.partition(".")[2])
    return Occurrence(normal(token.value), Span(*token.span), what, line, tail)


def _roles(line: Attribute) -> Iterator[Occurrence]:
    """The premises that `roles: unanimity=major, few=minor` names; not where the text goes on with `|`."""
    text, at = line.value.value, line.value.start
    if line.value.end - at != len(text):
        return
    for piece in re.finditer(r"[^,]+", text):
        label = _ROLE.match(piece[0])
        if label and label[1]:
            start = at + piece.start() + label.start(1)
            name = normal(label[1])
            tail = len(label[1].partition(".")[2])
            yield Occurrence(name, Span(start, start + len(label[1])), "reference", line, tail)
