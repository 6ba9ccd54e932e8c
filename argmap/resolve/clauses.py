"""What clauses have in common: the statement that one declares or refers to, the argument that one
begins, and the scope of what is nested under it.
"""

from __future__ import annotations

from typing import cast

from argmap.model import Kind, Role
from argmap.resolve.draft import ArgumentDraft, Draft, Reference, StatementDraft, Term
from argmap.resolve.labels import name
from argmap.resolve.scope import Nested, Scope
from argmap.resolve.texts import check_text
from argmap.source import Span
from argmap.syntax import nodes
from argmap.syntax.mend import clip

_MERELY_POSSIBLE = ("unless",)
"""The connectives after which a statement without a kind is not asserted."""


def term(draft: Draft, line: nodes.Clause, scope: Scope, kind: Kind | Term) -> Term:
    """The statement that a clause declares or refers to; `kind` is its kind where it names none."""
    if line.text is not None:
        return declare(draft, line, scope, kind)
    assert line.label
    draft.references.append(Reference(line.label, line.kind, line.unstated))
    return line.label


def declare(draft: Draft, line: nodes.Clause, scope: Scope, kind: Kind | Term) -> StatementDraft:
    """The statement that a clause with a text declares."""
    text = line.text
    assert text
    if draft.odd_colons or not text.value:
        check_text(draft, line, text, "a clause")
    possible = False
    if line.kind is not None:
        kind = cast(Kind, line.kind.value)
    elif line.connective is not None:
        possible = line.connective.value in _MERELY_POSSIBLE
    span = Span(line.start, line.end)
    statement = StatementDraft(
        kind, text.value, line.unstated is not None, possible, scope.section, span
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
) -> ArgumentDraft:
    """An argument that a line begins."""
    argument = ArgumentDraft(role, premises, target, Span(line.start, line.end))
    draft.arguments.append(argument)
    return argument


def under(
    line: nodes.Line, scope: Scope, subject: Term, argument: ArgumentDraft | None = None
) -> Nested | None:
    """The scope of the lines nested under a line, where there are any."""
    return Nested(scope.section, subject, argument) if line.children else None


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
