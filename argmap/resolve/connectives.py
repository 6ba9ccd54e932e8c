"""Clauses: each is read by its connective, for which there is a row in `CONNECTIVES`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from argmap.resolve import flat, joining, nested, rule, unless
from argmap.resolve.clauses import tail, term, under
from argmap.resolve.draft import NOBODY, Draft, Relation
from argmap.resolve.scope import Before, Flat, Nested, Scope, UnderHeader
from argmap.syntax import nodes
from argmap.syntax.words import FLAT, SUPPOSING
from argmap.wording import clip, listed


class Connective(NamedTuple):
    """How a clause with a connective is read: at the top of a file or section, and under a clause. None
    where it can't stand.
    """

    flat: Callable[[Draft, nodes.Clause, Flat], Scope | None] | None = None
    nested: Callable[[Draft, nodes.Clause, Nested], Scope | None] | None = None


def _verb(relation: Relation) -> Connective:
    return Connective(
        partial(flat.relate, relation=relation), partial(nested.relate, relation=relation)
    )


CONNECTIVES = {
    "so": Connective(flat.so),
    "against": Connective(flat.against),
    "contradicts": _verb(Relation.CONTRADICTION),
    "outweighs": _verb(Relation.PREFERENCE),
    "restates": _verb(Relation.RESTATEMENT),
    "because": Connective(nested=partial(nested.argue, role="supports", kind="premise")),
    "but": Connective(nested=partial(nested.argue, role="rebuts", kind="rebuttal")),
    "although": Connective(
        nested=partial(nested.argue, role="rebuts", kind="rebuttal", conceded=True)
    ),
    "provided": Connective(nested=nested.provided),
    "answer": Connective(nested=nested.answer),
    "explained by": Connective(nested=nested.explained),
    "including": Connective(nested=nested.including),
    "or": Connective(nested=nested.or_),
    "and": Connective(joining.and_flat, joining.and_nested),
    "unless": Connective(
        partial(unless.unless_flat, role="undercuts"),
        partial(unless.unless_nested, role="undercuts"),
    ),
    "however": Connective(
        partial(unless.unless_flat, role="challenges"),
        partial(unless.unless_nested, role="challenges"),
    ),
    "by": Connective(rule.by_flat, rule.by_nested),
}


def read_clause(draft: Draft, line: nodes.Clause, scope: Scope) -> Scope | None:
    """Reads a clause in its scope; the scope of what is nested under it."""
    draft.clauses_began = True
    row = CONNECTIVES[line.connective.value] if line.connective else _NO_CONNECTIVE
    if line.supposes and line.connective and line.connective.value not in SUPPOSING:
        _can_not_suppose(draft, line, isinstance(scope, Nested))
        row = _PASSAGE
    if isinstance(scope, Nested):
        if row.nested is not None:
            return row.nested(draft, line, scope)
        _misplaced_flat(draft, line)
        scope = _as_group(scope)
    elif isinstance(scope, UnderHeader):
        return _under_header(draft, line)
    assert isinstance(scope, Flat)
    if row.flat is not None:
        return row.flat(draft, line, scope)
    assert row.nested
    stray = _stray(draft, line, scope)
    return row.nested(draft, line, stray)


def read_regardless(draft: Draft, line: nodes.Regardless, scope: Scope) -> Scope | None:
    """Reads a `regardless of` line."""
    draft.clauses_began = True
    if isinstance(scope, Flat):
        scope = _stray(draft, line, scope)
    return nested.regardless(draft, line, scope)


def _group(draft: Draft, line: nodes.Clause, scope: Flat) -> Scope | None:
    """A clause without connective begins a group."""
    mark = line.open or line.unstated
    if line.text is not None and line.kind is None and mark is not None:
        draft.report(
            "missing-kind",
            "a clause at the top says what kind it is",
            mark.span,
            f"write: `{mark.value} claim: {clip(line.text.value)}`",
        )
    first = term(draft, line, scope, "claim")
    scope.begin([first])
    scope.broken = False
    return under(line, scope, first)


def _can_not_suppose(draft: Draft, line: nodes.Clause, nested: bool) -> None:
    assert line.connective
    word = line.connective.value
    rest = draft.source.text[line.kind.end : line.end] if line.kind else ""
    right = f"suppose{rest}"
    help = [f"begin a passage on its own: `{clip(right)}`"]
    if nested:
        help = [f"for a reason that is drawn from it: `because {clip(right)}`"]
        if word == "answer":
            help = []
        if word not in FLAT:
            plain = clip(rest) if rest.startswith(":") else f" {clip(rest)}"
            help.append(f"{'or, if' if help else 'if'} it is not only supposed: `{word}{plain}`")
    elif word in ("so", "against"):
        help.append(
            f"and below the passage, in the same column: `{word}: …`, which takes its outcome up"
        )
    else:
        help.append(f"or take its outcome up: `and {clip(right)}`")
    draft.report(
        "misplaced-connective",
        f"`{word}` does not stand before `suppose`; {listed(_SHOWN, 'and')} do",
        line.connective.span,
        *help,
    )


def _alone(draft: Draft, line: nodes.Clause, scope: Nested) -> Scope | None:
    """A passage under a clause, which does nothing there as far as can be told."""
    return under(line, scope, term(draft, line, scope, "claim"))


_SHOWN = [f"`{word}`" for word in SUPPOSING]


def _no_connective(draft: Draft, line: nodes.Clause, scope: Nested) -> Scope | None:
    shown = draft.shown(line)
    draft.report(
        "missing-connective",
        "a clause under a clause says what it does there, by a connective",
        (line.start, line.label.end if line.label else line.end),
        f"write: `because {shown}`, `but {shown}` or another connective",
        "or begin it in the first column, if it stands for itself",
    )
    return under(line, scope, term(draft, line, scope, "claim"))


_NO_CONNECTIVE = Connective(_group, _no_connective)
_PASSAGE = Connective(_group, _alone)


def _under_header(draft: Draft, line: nodes.Clause) -> Scope | None:
    draft.report(
        "misplaced-line",
        "under `map:` stand attributes only",
        line.span,
        "begin this line in the column of `map`",
    )
    with draft.leniently():
        return read_clause(draft, line, Flat(group=[NOBODY]))


def _as_group(scope: Nested) -> Flat:
    """A nested scope seen as the flat group of its subject, to read a misplaced `so` by."""
    group = [scope.subject] if scope.subject is not None else []
    return Flat(scope.home, group, broken=True)


def _misplaced_flat(draft: Draft, line: nodes.Clause) -> None:
    assert line.connective
    word = line.connective.value
    right = f"{word}{tail(draft, line)}"
    help = [f"begin it in the column of the clause it looks back to: `{right}`"]
    if word == "so":
        help.append("or say it from the conclusion: under that clause, indented, `because: …`")
    elif word == "against":
        help.append("or say it from the target: under that clause, indented, `but: …`")
    draft.report(
        "misplaced-connective",
        f"`{word}` looks back at the clause above it and can't be nested",
        line.connective.span,
        *help,
    )


def _stray(draft: Draft, line: nodes.Clause | nodes.Regardless, scope: Flat) -> Nested:
    """The scope of lines that should be nested and stand flat: that of the clause above."""
    if isinstance(line, nodes.Regardless):
        word, span = "regardless of", (line.start, line.start + len("regardless"))
    else:
        assert line.connective
        word, span = line.connective.value, line.connective.span
    help = ["write the clause that it speaks about above it, and indent this line"]
    if scope.group:
        help = [f"indent it under that clause: `  {draft.shown(line)}`"]
    if word == "provided" and scope.group:
        help.append(
            "or, to say what would follow, suppose it: `suppose: …`, and indent what follows"
        )
    if word == "because" and scope.group:
        help.append("or, if the clause above is the reason for this one, write: `so: …`")
    elif word == "but":
        help.append("or, if the clause above is held against this one, write: `against: …`")
    draft.report(
        "misplaced-connective",
        f"`{word}` speaks about the clause that it is nested under, and this line is not",
        span,
        *help,
    )
    if scope.stray is None:
        subject = scope.group[-1] if scope.group else NOBODY
        scope.stray = Nested(scope.home, subject, scope.made, broken=True)
    scope.before = Before.STRAY
    return scope.stray
