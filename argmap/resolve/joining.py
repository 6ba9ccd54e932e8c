"""`and`, flat and nested: it joins a group, or the premises of the argument last begun."""

from __future__ import annotations

from argmap.model import Kind
from argmap.resolve.clauses import tail, term, under
from argmap.resolve.draft import ArgumentDraft, Draft, PassageDraft
from argmap.resolve.scope import Before, Flat, Nested, Passage, Scope
from argmap.syntax import nodes

_NO_PREMISES = {
    Before.ATTACK: "against",
    Before.VERB: "contradicts",
    Before.INCLUDING: "including",
    Before.OR: "or",
    Before.REGARDLESS: "regardless of",
    Before.PROVIDED: "provided",
    Before.ANSWER: "answer",
}
"""After which lines there is nothing that `and` could join."""


def and_flat(draft: Draft, line: nodes.Clause, scope: Flat) -> Nested | Passage | None:
    """`and B` at the top: B joins the group above, or the premises of an `unless`."""
    if scope.before is Before.STRAY and scope.stray:
        return and_nested(draft, line, scope.stray)
    if scope.before is Before.GROUP and scope.group:
        # Fine print 2: the kind of the group's first statement, or after a passage a premise.
        first = scope.group[0]
        member = term(draft, line, scope, "premise" if isinstance(first, PassageDraft) else first)
        scope.group.append(member)
        return under(line, scope, member)
    if _can_join(draft, line, scope) and scope.last is not None:
        return _join(draft, line, scope, scope.last)
    member = term(draft, line, scope, "premise")
    scope.group, scope.made, scope.before = [member], None, Before.GROUP
    return under(line, scope, member)


def and_nested(draft: Draft, line: nodes.Clause, scope: Nested) -> Nested | Passage | None:
    """`and B` under a clause: B joins the premises of the argument last begun in this column, or what
    explains in the line above.
    """
    if scope.before is Before.EXPLAINED and scope.explanation is not None:
        member = term(draft, line, scope, "claim")
        scope.explanation.explaining.append(member)
        return under(line, scope, member)
    if _can_join(draft, line, scope) and scope.last is not None:
        return _join(draft, line, scope, scope.last)
    return under(line, scope, term(draft, line, scope, "premise"))


def _join(
    draft: Draft, line: nodes.Clause, scope: Scope, argument: ArgumentDraft
) -> Nested | Passage | None:
    kind: Kind = "premise" if argument.role == "supports" else "rebuttal"
    premise = term(draft, line, scope, kind, argument.open)
    argument.premises.append(premise)
    return under(line, scope, premise, argument)


def _can_join(draft: Draft, line: nodes.Clause, scope: Scope) -> bool:
    """Whether there is an argument whose premises `and` joins; reports it where there is none."""
    after = _NO_PREMISES.get(scope.before)
    if after is None and (scope.last is not None or scope.broken):
        return True
    assert line.connective
    if after:
        verb = scope.verb if scope.before in (Before.VERB, Before.ATTACK) else ""
        word = verb or after
        message = f"`and` joins premises, and after `{word}` there are none to join"
        help = _repeated(draft, line, scope, word)
    elif isinstance(scope, Flat):
        message = "`and` joins the clause above it, and there is none"
        help = f"begin the group with a kind: `premise{tail(draft, line)}`"
    else:
        message = "`and` joins the argument above it in this column, and there is none"
        help = f"begin one: `because{tail(draft, line)}`"
    draft.report("nothing-to-join", message, line.connective.span, help)
    return False


def _repeated(draft: Draft, line: nodes.Clause, scope: Scope, word: str) -> str:
    """What to write for an `and` that stands after a connective that joins nothing."""
    if line.supposes and isinstance(scope, Flat):
        return f"begin a passage on its own: `{tail(draft, line).strip()}`"
    if line.supposes:
        return f"begin an argument of its own: `because{tail(draft, line)}`"
    if word == "regardless of" and line.text is not None:
        label = line.label.value if line.label else "the-label"
        return f"repeat the connective: `regardless of {label}`, and write the text where `{label}` is declared"
    if word == "against" and not scope.verb:
        return "repeat the connective of the line above instead of `and`"
    return f"repeat the connective: `{word}{tail(draft, line)}`"
