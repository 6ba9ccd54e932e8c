"""Builds the syntax tree of Argdown as the parser reduces rules."""

from __future__ import annotations

from typing import Any

from argmap.readers.argdown.syntax_tree import (
    Element,
    Entry,
    Front,
    Heading,
    Inference,
    Relation,
    Sort,
    Structure,
)
from argmap.readers.argdown.words import plain_words
from argmap.syntax.nodes import Token


class Build:
    """One method a rule of grammars/argdown.lark; none raises. Line ends and blanks are filtered out."""

    def start(self, children: list[Any]) -> list[Element]:
        """The whole file; a list is as many elements."""
        elements: list[Element] = []
        for child in children:
            if isinstance(child, list):
                elements += child
            elif child is not None:
                elements.append(child)
        return elements

    def front(self, children: list[Token]) -> Front:
        """`===`, YAML, `===`."""
        return Front(children[0])

    def heading(self, children: list[Any]) -> Heading:
        """`# Title`."""
        mark, words, *data = children
        end = (data or words or [mark])[-1].end
        return Heading(len(mark.value), mark.start, end, words, data[0] if data else None)

    def paragraph(self, children: list[Any]) -> Entry:
        """A statement or an argument, and its relations."""
        return _related(children)

    def items(self, children: list[Entry]) -> list[Entry]:
        """Items of a list, which mean the same as paragraphs."""
        return children

    def item(self, children: list[Any]) -> Entry:
        """One of a list."""
        return _related(children[1:])

    def pcs(self, children: list[Any]) -> Structure:
        """A premise-conclusion structure."""
        lines: list[Entry | Inference] = []
        for child in children:
            if isinstance(child, list):
                lines += child
            else:
                lines.append(child)
        return Structure(lines)

    def step(self, children: list[Any]) -> list[Entry | Inference]:
        """An inference and the statements after it."""
        return children

    def numbered(self, children: list[Any]) -> Entry:
        """`(1) …`."""
        return _related(children[1:])

    def inference(self, children: list[Any]) -> Inference:
        """`----`, or rules between `--` and `--`."""
        relations = children.pop() if isinstance(children[-1], list) else []
        by_type: dict[str, list[Token]] = {}
        for token in children:
            by_type.setdefault(token.type, []).append(token)
        rules = [plain_words(token.value) for token in by_type.get("RULE", ())]
        data = by_type.get("DATA")
        return Inference(
            children[0].start,
            children[-1].end,
            [rule for rule in rules if rule],
            data[0] if data else None,
            relations,
        )

    def relations(self, children: list[Relation | None]) -> list[Relation]:
        """What is indented under something."""
        return [child for child in children if child is not None]

    def relation(self, children: list[Any]) -> Relation:
        """A sign, and a statement or an argument with its own relations."""
        return Relation(children[0].value, _related(children[1:]))

    def statement(self, children: list[Any]) -> Entry:
        """A statement's title, its words, or both."""
        return _entry("statement", children)

    def argument(self, children: list[Any]) -> Entry:
        """An argument's title, perhaps with words."""
        return _entry("argument", children)

    def content(self, children: list[Token]) -> list[Token]:
        """The words of a text."""
        return children

    def broken(self, children: list[Any]) -> None:
        """A line that could not be parsed; its relations are dropped with it."""


def _related(children: list[Any]) -> Entry:
    entry: Entry = children[0]
    if len(children) > 1:
        entry.relations = children[1]
    return entry


def _entry(sort: Sort, children: list[Any]) -> Entry:
    first = children[0]
    entry = Entry(sort, first[0].start if isinstance(first, list) else first.start, 0)
    for child in children:
        if isinstance(child, list):
            entry.words = child
        elif child.type == "DATA":
            entry.data = child
        elif child.type == "TAG":
            entry.words.append(child)
        else:
            entry.title = child.value.rstrip(":")[1:-1].strip()
    last = children[-1]
    entry.end = (last[-1] if isinstance(last, list) else last).end
    return entry
