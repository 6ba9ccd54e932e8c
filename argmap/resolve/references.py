"""References, once all labels are known: what they refer to, and the kinds of statements."""

from __future__ import annotations

from collections.abc import Collection

from argmap.budget import Budget
from argmap.diagnostics import Related, nearest, replace
from argmap.model import Kind, Statement
from argmap.resolve.draft import Draft, PassageDraft, SectionDraft, StatementDraft
from argmap.syntax import nodes
from argmap.syntax.nodes import Token
from argmap.syntax.words import normal, one_slip_away, surely

_SLIPS, _GUESSES = 400_000, 15_000
"""How many labels are compared with those that nothing declares: by a letter, and by all letters, which takes ten
times as long. In a file that is full of such labels only the first get a suggestion.
"""


def look_up(draft: Draft) -> None:
    """Reports references to nothing, and those that name another kind."""
    slips, guesses = Budget(_SLIPS), Budget(_GUESSES)
    for label, kind, mark in draft.references:
        found = draft.find(label)
        if found is None:
            if _is_news(draft, label):
                _undefined(draft, label, slips, guesses)
            continue
        if mark:
            draft.report(
                "kind-mismatch",
                f"`{mark.value}` belongs to the declaration, not to a reference",
                mark.span,
                f"write: `{label.value}` here, and `{mark.value}` where it is declared",
            )
        if kind and kind.value != (declared := kind_of(draft, found)):
            where: tuple[Related, ...] = ()
            if isinstance(found, StatementDraft):
                where = (draft.there("declared here", found.span),)
            draft.report(
                "kind-mismatch",
                f"`{label.value}` is a {declared}, not a {kind.value}",
                kind.span,
                f"write `{declared} {label.value}`, or the label alone",
                related=where,
            )


def _is_news(draft: Draft, label: Token) -> bool:
    """Whether a label that nothing has is the writer's fault, and not reported elsewhere."""
    name = normal(label.value)
    if name in draft.excused or not name or isinstance(label, nodes.Mended):
        return False
    stem, dot, _ = name.partition(".")
    return not (dot and stem in draft.imports and draft.imports[stem].map is None)


def _undefined(draft: Draft, label: Token, slips: Budget, guesses: Budget) -> None:
    name = normal(label.value)
    message, known, help = _what_is_missing(draft, name)
    close = one_slip_away(name, known) if slips.spend(len(known)) else None
    guess = close
    if guess is None and guesses.spend(min(500, len(known))):
        guess = nearest(name, known)
    thing = draft.labels.get(guess) if guess else None
    if isinstance(thing, SectionDraft):
        guess = None
    related: tuple[Related, ...] = ()
    fix = None
    if guess:
        if thing is not None:
            related = (draft.there(f"`{guess}` is declared here", thing.span),)
        certain = close and surely(name, close)
        plain = label.span[1] - label.span[0] == len(label.value)
        if certain and plain and not _beside(draft, label, guess):
            fix = replace(f"write `{guess}`", label.span, guess)
    draft.report(
        "undefined-label",
        message,
        label.span,
        *help,
        related=related,
        fix=fix,
        meant=(label.value, guess),
    )


def _beside(draft: Draft, label: Token, other: str) -> bool:
    """Whether a line beside that of a label has this other one, so that in its place it would argue for
    itself, or twice.
    """
    return any(other in labels for labels in draft.beside.get(label.start, ()))


def _what_is_missing(draft: Draft, name: str) -> tuple[str, Collection[str], list[str]]:
    """What a label that nothing has should be: a message, the labels that may be meant, and help."""
    stem, dot, rest = name.partition(".")
    if dot and stem in draft.imports:
        message = f"the file imported as `{stem}` declares no label `{rest}`"
        if "." in rest:
            message = f"`{name}` names what an import imports; only its own labels can be used"
        return message, draft.imported, []
    if dot:
        help = [f"write, at the top of the file: `use {stem}.arg`"]
        return f"no import has the name `{stem}`", draft.imported, help
    if name in draft.labels:
        return f"`{name}` is a section's label, and clauses refer to statements", (), []
    help = [f"to declare it, give it a text: `claim {name}: …`"]
    return f"no statement has the label `{name}`", draft.labels, help


def kind_of(draft: Draft, of: StatementDraft | Statement) -> Kind:
    """The kind of a statement, which may be that of its parent, which may …"""
    chain: list[StatementDraft] = []
    at: StatementDraft | Statement | None = of
    kind: Kind = "claim"
    while at is not None:
        if isinstance(at, Statement):
            kind = at.kind
            break
        if isinstance(at.kind, str):
            kind = at.kind
            break
        if at in chain:
            draft.report(
                "circular-kind",
                "this statement has the kind of its parent, whose kind is that of this one",
                at.span,
                "name the kind: `including claim …: …`",
            )
            break
        chain.append(at)
        at = draft.find(at.kind) if not isinstance(at.kind, PassageDraft) else None
    if chain and kind == "supposition":
        kind = "premise"  # what stands beside a supposition, or is a part of it, supposes nothing
    for statement in chain:
        statement.kind = kind
    return kind


def not_to_imported(draft: Draft, owner: Statement, line: nodes.Line, rule: str) -> None:
    """Reports a line that would change an imported statement."""
    draft.report(
        rule,
        f"`{owner.label}` is imported: arguments can be added to it, "
        "attributes and quotations can't",
        line.span,
        "write this line in the imported file",
    )
