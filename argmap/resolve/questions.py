"""Questions: answers stand under them, and nothing argues with them."""

from __future__ import annotations

from argmap.model import Statement
from argmap.resolve.draft import (
    ArgumentDraft,
    Draft,
    PassageDraft,
    Relation,
    StatementDraft,
    Term,
)
from argmap.resolve.references import kind_of


def check_questions(draft: Draft) -> None:
    """Reports answers to what is no question, and whatever else is said of a question."""
    _attributes(draft)
    if not (
        any(one.kind == "question" for one in draft.statements)
        or any(one.kind == "question" for one in draft.imported.values())
        or any(relation.relation is Relation.ANSWER for relation in draft.relations)
    ):
        return
    for relation in draft.relations:
        one, other = _is_question(draft, relation.one), _is_question(draft, relation.other)
        if relation.relation is Relation.ANSWER and one is False:
            draft.report(
                "misplaced-answer",
                "`answer` stands under a question, and this line does not",
                relation.span,
                "write the question above it: `question: …`, and indent its answers under it",
                "to reply to an objection, nest under it: `but: …`",
            )
        elif one and relation.relation not in (Relation.ANSWER, Relation.PART):
            _misplaced(draft, relation.span)
        elif (other or one) and relation.relation is Relation.PART:
            if one != other and None not in (one, other):
                _misplaced(draft, relation.span)
        elif other:
            _misplaced(draft, relation.span)
    for explanation in draft.explanations:
        if any(_is_question(draft, t) for t in (explanation.explained, *explanation.explaining)):
            _misplaced(draft, explanation.span)
    for argument in draft.arguments:
        target = argument.target
        about = [*argument.premises, *([argument.warrant] if argument.warrant is not None else [])]
        if target is not None and not isinstance(target, ArgumentDraft | str):
            about.append(target)
        if any(_is_question(draft, term) for term in about):
            _misplaced(draft, argument.span)


def _attributes(draft: Draft) -> None:
    """Reports what is given to a question, or to what is none, and says nothing of it."""
    for term, line in draft.attributes:
        name = line.name.value
        if name not in ("answers", "choose"):
            continue
        found = draft.find(term)
        if name == "answers" and _is_question(draft, term):
            draft.report(
                "misplaced-attribute",
                "`answers` names the critical question that a statement answers",
                line.name.span,
                f"for an answer to this question, write: `answer: {line.value.value}`",
            )
        elif name == "choose" and found is not None and _is_question(draft, term) is False:
            draft.report(
                "misplaced-attribute",
                "`choose` says how many answers a question may have, and this is no question",
                line.name.span,
                "indent it under a `question: …` line",
            )


def _is_question(draft: Draft, term: Term) -> bool | None:
    """Whether a term is a question; None where it is nothing."""
    if isinstance(term, PassageDraft):
        return False
    found: StatementDraft | Statement | None = draft.find(term)
    return None if found is None else kind_of(draft, found) == "question"


def _misplaced(draft: Draft, span: tuple[int, int]) -> None:
    draft.report(
        "misplaced-question",
        "a question is neither in nor out, so that nothing can be argued with it, or against it",
        span,
        "under a question stand its answers, `answer: …`, and further questions, `including: …`",
        "what is for or against an answer is nested under that answer",
    )
