"""What clauses have in common: the statement that one declares or refers to, the argument that one
begins, and the scope of what is nested under it.
"""

from __future__ import annotations

from typing import cast

from argmap.model import Kind, Role
from argmap.resolve.draft import (
    ArgumentDraft,
    Draft,
    PassageDraft,
    Reference,
    StatementDraft,
    Term,
)
from argmap.resolve.labels import name
from argmap.resolve.scope import Nested, Passage, Scope
from argmap.resolve.texts import check_text
from argmap.source import Span
from argmap.syntax import nodes
from argmap.wording import clip


def term(
    draft: Draft, line: nodes.Clause, scope: Scope, kind: Kind | Term, open: bool = False
) -> Term:
    """The statement that a clause declares or refers to, or the passage that it opens; `kind` is its kind where
    it names none, and then it may be `open`, asserted by nobody.
    """
    if line.text is not None:
        statement = declare(draft, line, scope, kind, open)
        if not line.supposes:
            return statement
        passage = PassageDraft(statement)
        draft.passages.append(passage)
        return passage
    assert line.label
    draft.references.append(Reference(line.label, line.kind, line.unstated or line.open))
    return line.label


def declare(
    draft: Draft, line: nodes.Clause, scope: Scope, kind: Kind | Term, open: bool = False
) -> StatementDraft:
    """The statement that a clause with a text declares."""
    text = line.text
    assert text
    if draft.odd_colons or not text.value:
        check_text(draft, line, text, "a clause")
    if line.kind is not None:
        kind = "supposition" if line.supposes else cast(Kind, line.kind.value)
        open = open and line.connective is not None and line.connective.value == "answer"
    span = Span(line.start, line.end)
    statement = StatementDraft(
        kind, text.value, line.unstated is not None, open or line.open is not None, scope.home, span
    )
    mark = line.open or line.unstated
    if kind == "question" and mark is not None:
        draft.report(
            "misplaced-question",
            f"a question is neither asserted nor left unsaid, so `{mark.value}` says nothing of it",
            mark.span,
            f"write: `question{_named(line)}: {clip(text.value)}`",
        )
    draft.statements.append(statement)
    if line.label is not None:
        name(draft, statement, line.label)
    return statement


def begin(
    draft: Draft,
    role: Role,
    premises: list[Term],
    target: Term | ArgumentDraft | None,
    line: nodes.Line,
    scope: Scope,
) -> ArgumentDraft:
    """An argument that a line begins."""
    argument = ArgumentDraft(role, premises, target, scope.home, Span(line.start, line.end))
    draft.arguments.append(argument)
    return argument


def under(
    line: nodes.Line, scope: Scope, subject: Term, argument: ArgumentDraft | None = None
) -> Nested | Passage | None:
    """The scope of the lines nested under a line, where there are any: under a supposition, its passage."""
    if not line.children:
        return None
    if isinstance(subject, PassageDraft):
        return Passage(subject)
    return Nested(scope.home, subject, argument)


def _named(line: nodes.Clause) -> str:
    return f" {line.label.value}" if line.label else ""


def nothing_to_join(draft: Draft, line: nodes.Line, scope: Scope, looks: str, *help: str) -> None:
    """Reports a connective that looks for what is not there; `looks` says for what."""
    if scope.broken:
        return
    first = draft.source.text[line.start : line.end].split(None, 1)[0].rstrip(":")
    if not help and draft.statements:
        help = ("repeat the label of the clause that is meant on a line of its own above this one",)
    elif not help:
        help = (
            f"write a clause above it: `premise: Joining NATO requires unanimity.`, then `{first}: …`",
        )
    draft.report(
        "nothing-to-join",
        f"{looks}, and there is none",
        (line.start, line.start + len(first)),
        *help,
    )


def tail(draft: Draft, line: nodes.Clause) -> str:
    """A clause as it is written, without its connective, to stand after another in a message."""
    assert line.connective
    raw = clip(draft.source.text[line.connective.end : line.end])
    return raw if raw.startswith(":") else f" {raw}"
