"""Connectives under a clause, which speak about it."""

from __future__ import annotations

from argmap.model import Kind, Role
from argmap.resolve.clauses import begin, tail, term, under
from argmap.resolve.draft import (
    NOBODY,
    Draft,
    ExplanationDraft,
    Reference,
    Relation,
    RelationDraft,
    Term,
)
from argmap.resolve.scope import Before, Nested, Passage, Scope
from argmap.syntax import nodes


def argue(
    draft: Draft,
    line: nodes.Clause,
    scope: Nested,
    role: Role,
    kind: Kind,
    conceded: bool = False,
) -> Nested | Passage | None:
    """`because A`, `but A`, `although A`: a new argument from A about the subject."""
    subject = _subject(draft, line, scope)
    premise = term(draft, line, scope, kind)
    argument = begin(draft, role, [premise], subject, line, scope)
    argument.conceded = conceded
    scope.last = scope.inference = argument
    scope.before, scope.broken = Before.ARGUMENT, False
    return under(line, scope, premise, argument)


def including(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | Passage | None:
    """`including A`: A is a part of the subject."""
    whole = _subject(draft, line, scope)
    part = term(draft, line, scope, whole)
    draft.relations.append(RelationDraft(Relation.PART, whole, part, scope.home, line.span))
    scope.including, scope.before = part, Before.INCLUDING
    return under(line, scope, part)


def or_(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | Passage | None:
    """`or A`: an alternative to the part that the `including` line above gives (fine print 10)."""
    whole = _subject(draft, line, scope)
    part = term(draft, line, scope, whole)
    if scope.before not in (Before.INCLUDING, Before.OR):
        if not scope.broken:
            assert line.connective
            draft.report(
                "nothing-to-join",
                "`or` gives an alternative to the part above it, and there is none",
                line.connective.span,
                f"write it below an `including` line, or as one: `including{tail(draft, line)}`",
            )
        scope.including = None
    other = scope.including
    draft.relations.append(RelationDraft(Relation.PART, whole, part, scope.home, line.span, other))
    scope.including, scope.before = other or part, Before.OR
    return under(line, scope, part)


def _subject(draft: Draft, line: nodes.Clause, scope: Nested) -> Term:
    """The statement that the lines of a scope speak about; under `by` with a scheme there is none."""
    if scope.subject is not None:
        return scope.subject
    assert line.connective
    draft.report(
        "misplaced-connective",
        f"`{line.connective.value}` speaks about a statement, and `by` here names none",
        line.connective.span,
        "to give the rule a text that can be argued for, write: `by: …`",
    )
    return NOBODY


def relate(
    draft: Draft, line: nodes.Clause, scope: Nested, relation: Relation
) -> Nested | Passage | None:
    """`contradicts A`, `outweighs A`, `restates A`: what the subject does to A."""
    return _related(draft, line, scope, relation, Before.VERB)


def provided(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | Passage | None:
    """`provided A`: the subject is in only where A is in."""
    return _related(draft, line, scope, Relation.CONDITION, Before.PROVIDED, open=True)


def answer(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | Passage | None:
    """`answer A`: A is an answer to the subject, a question."""
    return _related(draft, line, scope, Relation.ANSWER, Before.ANSWER, open=True)


def _related(
    draft: Draft,
    line: nodes.Clause,
    scope: Nested,
    relation: Relation,
    before: Before,
    open: bool = False,
) -> Nested | Passage | None:
    subject = _subject(draft, line, scope)
    other = term(draft, line, scope, "claim", open)
    if not (scope.broken and relation is Relation.ANSWER):
        draft.relations.append(RelationDraft(relation, subject, other, scope.home, line.span))
    scope.before = before
    scope.verb = line.connective.value if line.connective else ""
    return under(line, scope, other)


def explained(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | Passage | None:
    """`explained by A`: A says why the subject is so."""
    subject = _subject(draft, line, scope)
    member = term(draft, line, scope, "claim")
    scope.explanation = ExplanationDraft([member], subject, scope.home, line.span)
    draft.explanations.append(scope.explanation)
    scope.before, scope.last = Before.EXPLAINED, None
    return under(line, scope, member)


def regardless(draft: Draft, line: nodes.Regardless, scope: Scope) -> Nested | Passage | None:
    """`regardless of A`: the subject is held whatever becomes of A."""
    scope.before = Before.REGARDLESS
    draft.references.append(Reference(line.label, line.kind))
    subject = scope.subject if isinstance(scope, Nested) else None
    if subject is None:
        draft.report(
            "misplaced-connective",
            "`regardless of` speaks about a statement, and there is none here",
            line.span,
            "nest it under the statement that is held all the same",
        )
    else:
        relation = RelationDraft(Relation.INDEPENDENCE, subject, line.label, scope.home, line.span)
        draft.relations.append(relation)
    return under(line, scope, line.label)
