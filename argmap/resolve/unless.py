"""`unless`, flat and nested: it undercuts the argument last begun."""

from __future__ import annotations

from argmap.resolve.clauses import begin, nothing_to_join, term, under
from argmap.resolve.draft import ArgumentDraft, Draft
from argmap.resolve.scope import Before, Flat, Nested, Scope
from argmap.syntax import nodes


def unless_flat(draft: Draft, line: nodes.Clause, scope: Flat) -> Nested | None:
    """`unless A` at the top: A undercuts the argument that the last `so` or `against` made."""
    if scope.before is Before.STRAY and scope.stray:
        return unless_nested(draft, line, scope.stray)
    where = "the step that the last `so` or `against` made"
    return _unless(draft, line, scope, scope.made, where, Before.UNLESS)


def unless_nested(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | None:
    """`unless A` under a clause: A undercuts the argument last begun in this column, or the one that
    the clause above began or joined.
    """
    target = scope.inference or scope.argument
    where = "the step above it, or the one it is nested under"
    return _unless(draft, line, scope, target, where, Before.ARGUMENT)


def _unless(
    draft: Draft,
    line: nodes.Clause,
    scope: Scope,
    target: ArgumentDraft | None,
    where: str,
    before: Before,
) -> Nested | None:
    exception = term(draft, line, scope, "rebuttal")
    if target is None:
        scope.last = None
        nothing_to_join(
            draft,
            line,
            scope,
            f"`unless` attacks {where}",
            "write it below a `because` or `so` line: `unless: …`",
            "to attack a statement and not a step, nest under it: `but: …`",
        )
        return under(line, scope, exception)
    scope.last = begin(draft, "undercuts", [exception], target, line)
    scope.before = before
    return under(line, scope, exception, scope.last)
