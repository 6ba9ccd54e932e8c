"""The walk: each line is read in the scope that it stands in, and may open one for the lines nested
under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from argmap.resolve.attributes import keyword_meant, read_attribute, respelt
from argmap.resolve.clauses import declare
from argmap.resolve.connectives import read_clause, read_regardless
from argmap.resolve.draft import NOBODY, Draft
from argmap.resolve.flat import undercut
from argmap.resolve.imports import read_import
from argmap.resolve.quotations import read_quotation
from argmap.resolve.scope import Before, Closed, Flat, Nested, Passage, Scope
from argmap.resolve.structure import read_header, read_section
from argmap.syntax import nodes
from argmap.syntax.parser import Syntax
from argmap.syntax.words import normal

_NOTES = (nodes.Attribute, nodes.Quotation)
Reader = Callable[[Draft, Any, Scope], Scope | None]
"""Reads a line in its scope; gives the scope of the lines nested under it, None where it can hold
none.
"""


def read_lines(draft: Draft, syntax: Syntax) -> None:
    """Drafts what the lines of a text say, in their order."""
    mended = syntax.mended
    stack: list[tuple[Scope, Iterator[nodes.Line]]] = [(Flat(), iter(syntax.lines))]
    while stack:
        scope, rest = stack[-1]
        readers = _IN_CLOSED if isinstance(scope, Closed) else _READERS
        for line in rest:
            read = readers[type(line)]
            if isinstance(scope, Passage) and not isinstance(line, _NOTES):
                scope.passage.began = True
            if line.start in mended:
                with draft.leniently():
                    inner = read(draft, line, scope)
            else:
                inner = read(draft, line, scope)
            if line.children:
                stack.append((inner or Closed(under=line), iter(line.children)))
                break
        else:
            stack.pop()


def _attribute(draft: Draft, line: nodes.Attribute, scope: Scope) -> Scope | None:
    keyword = keyword_meant(line, scope)
    if keyword is None:
        return read_attribute(draft, line, scope)
    meant = respelt(draft, line, keyword)
    if meant is None:
        return Nested(scope.home, NOBODY, broken=True)
    with draft.leniently():
        return _READERS[type(meant)](draft, meant, scope)


def _broken(draft: Draft, line: nodes.Broken, scope: Scope) -> Scope:
    scope.broken = True
    scope.before = Before.BROKEN
    draft.excused.update(normal(word) for word in line.labels)
    return Nested(scope.home, NOBODY, broken=True)


_READERS: dict[type[nodes.Line], Reader] = {
    nodes.Clause: read_clause,
    nodes.Attribute: _attribute,
    nodes.Quotation: read_quotation,
    nodes.Section: read_section,
    nodes.Regardless: read_regardless,
    nodes.Undercut: undercut,
    nodes.Header: read_header,
    nodes.Import: read_import,
    nodes.Broken: _broken,
}


def _closed(draft: Draft, line: nodes.Line, scope: Scope) -> Scope:
    """Lines under one that can hold nothing: reported once, then read as far as labels go."""
    assert isinstance(scope, Closed)
    if scope.under is not None:
        draft.report(
            "misplaced-line",
            f"nothing can be nested under this {scope.under.word}",
            line.span,
            "begin this line in the column of the one above",
            related=(draft.there("nested under this", scope.under.span),),
        )
        scope.under = None
    if isinstance(line, nodes.Clause):
        if line.text is not None:
            declare(draft, line, scope, "claim")
        return Nested(scope.home, NOBODY, broken=True)
    return Closed()


_IN_CLOSED: dict[type[nodes.Line], Reader] = dict.fromkeys(_READERS, _closed)
