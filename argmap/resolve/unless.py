"""`unless` and `however`, flat and nested: they undercut the argument last begun, or challenge it as a whole."""

from __future__ import annotations

from argmap.model import Role
from argmap.resolve.clauses import begin, nothing_to_join, term, under
from argmap.resolve.draft import ArgumentDraft, Draft
from argmap.resolve.scope import Before, Flat, Nested, Passage, Scope
from argmap.syntax import nodes


def unless_flat(
    draft: Draft, line: nodes.Clause, scope: Flat, role: Role
) -> Nested | Passage | None:
    """`unless A` or `however A` at the top: it is about the argument that the last `so` or `against` made."""
    if scope.before is Before.STRAY and scope.stray:
        return unless_nested(draft, line, scope.stray, role)
    where = "the step that the last `so` or `against` made"
    return _unless(draft, line, scope, role, scope.made, where, Before.UNLESS)


def unless_nested(
    draft: Draft, line: nodes.Clause, scope: Nested, role: Role
) -> Nested | Passage | None:
    """`unless A` or `however A` under a clause: it is about the argument last begun in this column, or the one
    that the clause above began or joined.
    """
    explained = scope.before is Before.EXPLAINED
    target = None if explained else scope.inference or scope.argument
    where = "the step above it, or the one it is nested under"
    return _unless(draft, line, scope, role, target, where, Before.ARGUMENT)


def _unless(
    draft: Draft,
    line: nodes.Clause,
    scope: Scope,
    role: Role,
    target: ArgumentDraft | None,
    where: str,
    before: Before,
) -> Nested | Passage | None:
    open = role == "undercuts" and line.kind is None
    objection = term(draft, line, scope, "rebuttal", open)
    if target is None:
        scope.last = None
        word = "unless" if role == "undercuts" else "however"
        nothing_to_join(
            draft,
            line,
            scope,
            f"`{word}` attacks {where}",
            f"write it below a `because` or `so` line: `{word}: …`",
            "to attack a statement and not a step, nest under it: `but: …`",
        )
        return under(line, scope, objection)
    scope.last = begin(draft, role, [objection], target, line, scope)
    scope.last.open = open
    scope.before = before
    return under(line, scope, objection, scope.last)
