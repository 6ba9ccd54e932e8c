"""Connectives at the top of a file or section, which look back at the group above."""

from __future__ import annotations

from argmap.model import Role
from argmap.resolve.clauses import begin, nothing_to_join, term, under
from argmap.resolve.draft import (
    Draft,
    PassageDraft,
    Reference,
    Relation,
    RelationDraft,
    Term,
)
from argmap.resolve.scope import Before, Flat, Nested, Passage, Scope
from argmap.syntax import nodes

_AIMS: dict[str, Role] = {"against": "undercuts", "challenges": "challenges"}


def _word(line: nodes.Clause) -> str:
    return line.connective.value if line.connective else ""


def so(draft: Draft, line: nodes.Clause, scope: Flat) -> Nested | Passage | None:
    """`so C`: the group supports C, which begins the next."""
    conclusion = _object(draft, line, scope)
    made = begin(draft, "supports", scope.group, conclusion, line, scope) if scope.group else None
    scope.begin([conclusion], made)
    return under(line, scope, conclusion, made)


def against(draft: Draft, line: nodes.Clause, scope: Flat) -> Nested | Passage | None:
    """`against C`: the group rebuts C."""
    target = _object(draft, line, scope)
    scope.before, scope.verb = Before.ATTACK, _word(line)
    if scope.group:
        scope.made = scope.last = begin(draft, "rebuts", list(scope.group), target, line, scope)
    return under(line, scope, target, scope.made)


def relate(
    draft: Draft, line: nodes.Clause, scope: Flat, relation: Relation
) -> Nested | Passage | None:
    """`contradicts C`, `outweighs C`, `restates C`: what the one statement above does to C."""
    other = _object(draft, line, scope)
    scope.before, scope.verb = Before.VERB, _word(line)
    first = scope.group[0] if scope.group else None
    if isinstance(first, PassageDraft):
        assert line.connective
        draft.report(
            "one-statement-only",
            f"`{line.connective.value}` relates two statements, and above it stands a passage",
            line.connective.span,
            f"indent it into the passage, below the statement that is meant: `  {draft.shown(line)}`",
        )
    elif len(scope.group) > 1:
        assert line.connective
        draft.report(
            "one-statement-only",
            f"`{line.connective.value}` relates one statement to another, "
            f"and {len(scope.group)} stand above it",
            line.connective.span,
            "begin a group with the one that is meant: its label alone, "
            f"then `{draft.shown(line)}`",
        )
    elif scope.group:
        draft.relations.append(
            RelationDraft(relation, scope.group[0], other, scope.home, line.span)
        )
    return under(line, scope, other)


def _object(draft: Draft, line: nodes.Clause, scope: Flat) -> Term:
    """What a flat connective is about, beside the group above, which should not be empty."""
    found = term(draft, line, scope, "claim")
    if not scope.group:
        assert line.connective
        looks = f"`{line.connective.value}` looks back at the clause above it"
        nothing_to_join(draft, line, scope, looks)
    return found


def undercut(draft: Draft, line: nodes.Undercut, scope: Scope) -> None:
    """`against C because P`, `challenges C because P`: the group undercuts, or challenges, the argument that
    leads from P to C.
    """
    draft.clauses_began = True
    word, role = line.against.value, _AIMS[line.against.value]
    if not isinstance(scope, Flat):
        draft.report(
            "misplaced-connective",
            f"`{word} … because …` looks back at the clause above it and can't be nested",
            line.against.span,
            f"begin it in the column of the clause above: `{draft.shown(line)}`",
            "or, under the step that it attacks, write: "
            + ("`unless premise: …`" if role == "undercuts" else "`however: …`"),
        )
        return
    scope.before, scope.verb = Before.ATTACK, ""
    if not scope.group:
        nothing_to_join(draft, line, scope, f"`{word}` looks back at the clause above it")
        return
    scope.made = scope.last = begin(draft, role, list(scope.group), None, line, scope)
    scope.made.undercut = line
    draft.references.extend((Reference(line.target), Reference(line.premise)))
