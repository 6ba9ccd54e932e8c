"""Connectives that stand flat and nested alike: `and`, `unless` and `by`, about the argument last begun."""

from __future__ import annotations

from argmap.model import Kind
from argmap.resolve.clauses import begin, nothing_to_join, tail, term, under
from argmap.resolve.draft import ArgumentDraft, Draft, Term
from argmap.resolve.scope import Before, Flat, Nested, Rule, Scope
from argmap.source import Span
from argmap.syntax import nodes
from argmap.syntax.words import normal

_NO_PREMISES = {
    Before.ATTACK: "`against`, `contradicts` and `outweighs`",
    Before.INCLUDING: "`including`",
    Before.OR: "`or`",
    Before.REGARDLESS: "`regardless of`",
}
"""After which lines there is nothing that `and` could join, in the words of a message."""


def and_flat(draft: Draft, line: nodes.Clause, scope: Flat) -> Nested | None:
    """`and B` at the top: B joins the group above, or the premises of an `unless`."""
    if scope.before is Before.STRAY and scope.stray:
        return and_nested(draft, line, scope.stray)
    if scope.before is Before.GROUP and scope.group:
        # Fine print 2: the kind of the group's first statement.
        member = term(draft, line, scope, scope.group[0])
        scope.group.append(member)
        return under(line, scope, member)
    if _can_join(draft, line, scope) and scope.last is not None:
        return _join(draft, line, scope, scope.last)
    member = term(draft, line, scope, "premise")
    scope.group, scope.made, scope.before = [member], None, Before.GROUP
    return under(line, scope, member)


def and_nested(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | None:
    """`and B` under a clause: B joins the premises of the argument last begun in this column."""
    if _can_join(draft, line, scope) and scope.last is not None:
        return _join(draft, line, scope, scope.last)
    return under(line, scope, term(draft, line, scope, "premise"))


def _join(draft: Draft, line: nodes.Clause, scope: Scope, argument: ArgumentDraft) -> Nested | None:
    kind: Kind = "premise" if argument.role == "supports" else "rebuttal"
    premise = term(draft, line, scope, kind)
    argument.premises.append(premise)
    return under(line, scope, premise, argument)


def _can_join(draft: Draft, line: nodes.Clause, scope: Scope) -> bool:
    """Whether there is an argument whose premises `and` joins; reports it where there is none."""
    after = _NO_PREMISES.get(scope.before)
    if after is None and (scope.last is not None or scope.broken):
        return True
    assert line.connective
    if after:
        message = f"`and` joins premises, and after {after} there are none to join"
        help = f"begin an argument of its own: `because{tail(draft, line)}`"
        if scope.before is not Before.REGARDLESS:
            help = "repeat the connective of the line above instead of `and`"
    elif isinstance(scope, Flat):
        message = "`and` joins the clause above it, and there is none"
        help = f"begin the group with a kind: `premise{tail(draft, line)}`"
    else:
        message = "`and` joins the argument above it in this column, and there is none"
        help = f"begin one: `because{tail(draft, line)}`"
    draft.report("nothing-to-join", message, line.connective.span, help)
    return False


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


def by_flat(draft: Draft, line: nodes.Clause, scope: Flat) -> Rule:
    """`by N` at the top: the rule of an `unless`, or of the argument that the last `so` or `against`
    made.
    """
    if scope.before is Before.STRAY and scope.stray:
        return by_nested(draft, line, scope.stray)
    return _by(draft, line, scope, scope.last or scope.made)


def by_nested(draft: Draft, line: nodes.Clause, scope: Nested) -> Rule:
    """`by N` under a clause: the rule of the argument last begun in this column, or of the one that
    the clause above began or joined.
    """
    above = None if isinstance(scope, Rule) else scope.argument
    return _by(draft, line, scope, scope.last or above)


def _by(draft: Draft, line: nodes.Clause, scope: Scope, argument: ArgumentDraft | None) -> Rule:
    if argument is None:
        nothing_to_join(
            draft,
            line,
            scope,
            "`by` names the rule of the step above it",
            "write it below a `because` or `so` line: `by modus-ponens`",
        )
        # What is nested under a `by` that has no step still has a place to go.
        argument = ArgumentDraft("supports", [], None, Span(line.start, line.end))
    warrant: Term | None = None
    if _names_warrant(draft, line):
        warrant = term(draft, line, scope, "premise")
        if argument.warrant is None:
            argument.warrant = warrant
        else:
            _second(draft, line, "warrant")
    elif line.label is not None:
        if argument.scheme is None:
            argument.scheme = line.label
        else:
            _second(draft, line, "scheme")
    return Rule(scope.section, warrant, argument=argument)


def _names_warrant(draft: Draft, line: nodes.Clause) -> bool:
    """Whether `by` is about a statement of the map, and not a scheme or nothing."""
    if line.text is not None or line.kind or line.unstated:
        return True
    label = line.label
    return label is not None and ("." in label.value or normal(label.value) in draft.declared)


def _second(draft: Draft, line: nodes.Clause, what: str) -> None:
    own = "make it a step of its own"
    if what == "warrant":
        own += ", or join the rule to the premises: `and: …`"
    message = f"this step has a {what} already, and a step has one at most"
    draft.report("second-rule", message, line.span, own)
