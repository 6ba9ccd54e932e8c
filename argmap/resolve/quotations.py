"""Quotation lines: the words that a statement renders."""

from __future__ import annotations

from argmap.model import Statement
from argmap.resolve.draft import Draft
from argmap.resolve.references import not_to_imported
from argmap.resolve.scope import Nested, Passage, Scope
from argmap.syntax import nodes


def read_quotation(draft: Draft, line: nodes.Quotation, scope: Scope) -> None:
    """Reads a line of a quotation; it goes on with the one right above it."""
    subject = scope.subject if isinstance(scope, Nested) else None
    if isinstance(scope, Passage) and not scope.passage.began:
        subject = scope.passage.supposition
    if subject is None:
        draft.report(
            "misplaced-quotation",
            "a quotation stands under the statement that renders it, and here is none",
            (line.start, line.start + 1),
            f"indent it under a clause: `  {draft.shown(line)}`",
        )
        return
    if not line.text.value:
        draft.report(
            "missing-text",
            "a quotation has words after its `>`, and this one has none",
            line.span,
            "write the words of the source: `> words as they stand there`",
        )
        return
    owner, lines = draft.quotations[-1] if draft.quotations else (None, [])
    if owner is subject and _right_below(draft, lines[-1], line):
        lines.append(line)
    else:
        draft.quotations.append((subject, [line]))


def _right_below(draft: Draft, above: nodes.Line, line: nodes.Line) -> bool:
    between = draft.source.text[above.end : line.start]
    return between.count("\n") == 1 and not between.strip(" \t\n")


def give_quotations(draft: Draft) -> None:
    """Gives the quotations to their statements."""
    for term, lines in draft.quotations:
        owner = draft.find(term)
        if isinstance(owner, Statement):
            not_to_imported(draft, owner, lines[0], "misplaced-quotation")
        elif owner is not None:
            owner.quotations.append(lines)
