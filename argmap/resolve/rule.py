"""`by`, flat and nested: the scheme or the warrant of the argument last begun."""

from __future__ import annotations

from argmap.model import DISCHARGING
from argmap.resolve.clauses import nothing_to_join, term
from argmap.resolve.draft import ArgumentDraft, Draft, Term
from argmap.resolve.labels import checked
from argmap.resolve.scope import Before, Flat, Nested, Rule, Scope
from argmap.source import Span
from argmap.syntax import nodes
from argmap.syntax.words import normal


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
    above = None if isinstance(scope, Rule) or scope.before is Before.EXPLAINED else scope.argument
    return _by(draft, line, scope, scope.last or above)


def _by(draft: Draft, line: nodes.Clause, scope: Scope, argument: ArgumentDraft | None) -> Rule:
    if argument is None:
        nothing_to_join(
            draft,
            line,
            scope,
            "`by` names the rule of the step above it",
            *_where(line),
        )
        # What is nested under a `by` that has no step still has a place to go.
        argument = ArgumentDraft("supports", [], None, scope.home, Span(line.start, line.end))
    warrant: Term | None = None
    if _names_warrant(draft, line):
        warrant = term(draft, line, scope, "premise")
        if argument.warrant is None:
            argument.warrant = warrant
        else:
            _second(draft, line, "warrant")
    elif line.label is not None:
        if argument.scheme is None:
            argument.scheme = checked(draft, line.label)
        else:
            _second(draft, line, "scheme")
    return Rule(scope.home, warrant, argument=argument)


def _where(line: nodes.Clause) -> tuple[str, ...]:
    """Where to write a `by` that has no step above it."""
    scheme = line.label.value if line.label is not None and line.text is None else "modus-ponens"
    if scheme not in DISCHARGING:
        return (f"write it below a `because` or `so` line: `by {scheme}`",)
    return (
        f"write `by {scheme}` below the step that takes the passage up, in its column: that of the `so: …` below "
        "the passage, or that of `because suppose …` under the conclusion",
    )


def _names_warrant(draft: Draft, line: nodes.Clause) -> bool:
    """Whether `by` is about a statement of the map, and not a scheme or nothing."""
    if line.text is not None or line.kind or line.unstated or line.open:
        return True
    label = line.label
    if label is None or label.value in DISCHARGING:
        return False
    return "." in label.value or normal(label.value) in draft.declared


def _second(draft: Draft, line: nodes.Clause, what: str) -> None:
    own = "make it a step of its own"
    if what == "warrant":
        own += ", or join the rule to the premises: `and: …`"
    message = f"this step has a {what} already, and a step has one at most"
    draft.report("second-rule", message, line.span, own)
