"""What the parser reduces becomes nodes."""

from __future__ import annotations

import re
from functools import cache

from argmap.syntax.grammar import tables
from argmap.syntax.lalr import Language
from argmap.syntax.nodes import (
    Attribute,
    Broken,
    Clause,
    Header,
    Import,
    Mended,
    Quotation,
    Regardless,
    Section,
    Text,
    Token,
    Undercut,
)

_CONTINUATION = re.compile(r"\n[^\S\n]*\|([^\n]*)")
_BLANKS = " \t"
_FIELD = {
    "CONNECTIVE": "connective",
    "BECAUSE": "connective",
    "AGAINST": "connective",
    "BY": "connective",
    "CHALLENGES": "connective",
    "OPEN": "open",
    "UNSTATED": "unstated",
    "KIND": "kind",
    "SUPPOSE": "kind",
    "LABEL": "label",
}


def prose(token: Token) -> Text:
    """The text that a TEXT or QUOTE token holds, without its first character."""
    raw = token.value[1:]
    if isinstance(token, Mended):
        return Text(raw.strip(_BLANKS), *token.span)  # what stands nowhere
    start = token.start + 1
    if "\n" not in raw:
        value = raw.strip(_BLANKS)
        start += len(raw) - len(raw.lstrip(_BLANKS))
        return Text(value, start, start + len(value))
    first, _, _ = raw.partition("\n")
    parts = [first, *(found[1] for found in _CONTINUATION.finditer(raw))]
    value = " ".join(part for part in (p.strip(_BLANKS) for p in parts) if part)
    start += len(first) - len(first.lstrip(_BLANKS))
    end = token.start + len(token.value.rstrip(_BLANKS))
    return Text(value, min(start, end), end)


class Build:
    """One method a rule of grammars/arg.lark; none raises."""

    def clause(self, children: list[Token]) -> Clause:
        """A declaration or a reference."""
        if children[0].type == "EXPLAINED":
            by = children[1]
            two = Mended("CONNECTIVE", "explained by", children[0].start, by.end)
            children = [two, *children[2:]]
        node = Clause(children[0].start, children[-1].end)
        for token in children:
            if token.type == "TEXT":
                node.text = prose(token)
                node.end = max(node.text.end, min(token.start + 1, token.end))
            else:
                setattr(node, _FIELD[token.type], token)
        return node

    supposition = clause

    def undercut(self, children: list[Token]) -> Undercut:
        """`against C because P`, `challenges C because P`."""
        against, target, _, premise = children
        return Undercut(against.start, premise.end, against, target, premise)

    def regardless(self, children: list[Token]) -> Regardless:
        """`regardless of A`."""
        kind = children[2] if len(children) > 3 else None
        return Regardless(children[0].start, children[-1].end, children[-1], kind)

    def map(self, children: list[Token]) -> Header:
        """`map: Title`."""
        title = prose(children[-1])
        return Header(children[0].start, max(title.end, children[-1].start + 1), title)

    def section(self, children: list[Token]) -> Section:
        """`section [label]: Title`."""
        title = prose(children[-1])
        label = children[1] if len(children) > 2 else None
        return Section(children[0].start, max(title.end, children[-1].start + 1), label, title)

    def import_(self, children: list[Token]) -> Import:
        """`use path [as name]`."""
        first = children[0]
        path = first.value[3:].lstrip(_BLANKS)
        at = first.end - len(path)
        name = children[2] if len(children) > 2 else None
        return Import(first.start, children[-1].end, Token("PATH", path, at), name)

    def attribute(self, children: list[Token]) -> Attribute:
        """`name: value`."""
        value = prose(children[1])
        return Attribute(
            children[0].start, max(value.end, children[1].start + 1), children[0], value
        )

    def quotation(self, children: list[Token]) -> Quotation:
        """`> words`."""
        text = prose(children[0])
        return Quotation(children[0].start, max(text.end, children[0].start + 1), text)

    def broken(self, children: list[Token]) -> Broken:
        """A line that could not be understood; its token carries the words in it."""
        return Broken(*children[0].span, tuple(re.findall(r"[^\W\d_][\w-]*", children[0].value)))


@cache
def language() -> Language:
    """The .arg language, its rules tied to the nodes that they build."""
    return Language(tables("arg"), Build())
