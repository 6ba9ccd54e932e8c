"""What is only supposed stays in its passage: nothing leaves it but its outcome, and the step that takes that up
discharges the supposition.
"""

from __future__ import annotations

from argmap.diagnostics import Related
from argmap.model import DISCHARGING, Argument, Statement
from argmap.resolve.draft import (
    ArgumentDraft,
    Draft,
    ExplanationDraft,
    PassageDraft,
    Relation,
    RelationDraft,
    StatementDraft,
    Term,
)
from argmap.source import Span
from argmap.wording import clip

Place = tuple[object, ...]
"""The passages around something, the innermost first: drafts, or the suppositions of imported ones."""

_INTO = (Relation.CONDITION, Relation.INDEPENDENCE)
"""The relations whose second statement may stand outside the passage of the first."""


def check_passages(draft: Draft) -> None:
    """Reports passages that conclude nothing, and what crosses their edges."""
    for argument in draft.arguments:
        if argument.scheme is not None and argument.scheme.value in DISCHARGING:
            _discharges(draft, argument)
    if not draft.passages and not draft.imports:
        return
    check = _Check(draft)
    for passage in draft.passages:
        if passage.outcome is None and (passage.began or not passage.excused):
            _without_outcome(draft, passage)
    for argument in draft.arguments:
        check.argument(argument)
    for relation in draft.relations:
        check.relation(relation)
    for explanation in draft.explanations:
        check.relation(explanation)


def _without_outcome(draft: Draft, passage: PassageDraft) -> None:
    help = ["end the passage with what follows, in its own column: `so: …`"]
    if not passage.began:
        help = ["indent below it what follows from it, and what that concludes: `  so: …`"]
        help.append("if it is taken as given and not only supposed, write: `premise: …`")
    draft.report(
        "supposition-without-outcome",
        "nothing is concluded from this supposition: its passage has no `so` in its own column",
        _head(passage.supposition.span, draft),
        *help,
    )


def _head(span: Span, draft: Draft) -> tuple[int, int]:
    end = draft.source.text.find("\n", span.start, span.end)
    return span.start, span.end if end < 0 else end


def _discharges(draft: Draft, argument: ArgumentDraft) -> None:
    """Reports a scheme that discharges suppositions on an argument that takes up no passage."""
    scheme = argument.scheme
    assert scheme is not None
    if any(_passage_of(draft, premise) is not None for premise in argument.premises):
        return
    draft.report(
        "nothing-discharged",
        f"`{scheme.value}` discharges a supposition, and this step takes up no passage",
        scheme.span,
        f"write `by {scheme.value}` in the column of the `so` that stands below the passage, or under the "
        "conclusion, below `because suppose …`, in that column",
        _OPENED if scheme.value != "cases" else _CASES,
    )


_OPENED = "a passage is opened by `suppose: …`, with what follows from it indented below"
_CASES = (
    "each case is a passage of its own, with what follows from it indented below, and all but the first are joined: "
    "`suppose one: …`, then `and suppose other: …`"
)


def _passage_of(draft: Draft, premise: Term) -> PassageDraft | None:
    """The passage that a premise takes up, or may: whether it does, its place says."""
    if isinstance(premise, PassageDraft):
        return premise
    found = draft.find(premise)
    return found.home.passage if isinstance(found, StatementDraft) else None


class _Check:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        # Where a fault was said: a group may make several arguments.
        self.reported: set[tuple[int, int]] = set()
        self._opened = {id(p.supposition): p for p in draft.passages}
        # The outcomes of the passages that are taken up by reductio.
        self.absurd = {
            id(draft.find(p.outcome))
            for a in draft.arguments
            if a.scheme is not None and a.scheme.value == "reductio"
            for premise in a.premises
            if (p := _passage_of(draft, premise)) is not None and p.outcome is not None
        }

    def place(self, found: StatementDraft | Statement | None) -> Place:
        """The passages around a statement."""
        if isinstance(found, StatementDraft):
            return tuple(found.home.passages())
        if found is None or found.within is None:
            return ()
        brought = self.draft.imports[found.id.partition(".")[0]].map
        return brought.around(found.id) if brought is not None else ()

    def opened(self, found: StatementDraft | Statement | None) -> object | None:
        """The passage that a supposition opens: a draft, or the identifier of an imported supposition."""
        if isinstance(found, Statement):
            return found.id if found.kind == "supposition" else None
        return self._opened.get(id(found))

    def argument(self, argument: ArgumentDraft) -> None:
        """Reports what an argument takes from where it can't."""
        about = self._target(argument)
        if about is None:
            return
        target, place = about
        if self.opened(target) is not None:
            self._argued(argument.span, "argue for it or against it")
            return
        own = argument.home.passage
        if own is not None and own not in place:
            self._leaves(argument.span, own, "what this line is about stands outside the passage")
            return
        for premise in argument.premises:
            self._premise(argument, premise, place)
        warrant = self.draft.find(argument.warrant) if argument.warrant is not None else None
        if (opened := self.opened(warrant)) is not None and opened not in place:
            self._leaves(
                argument.span, opened, "what is only supposed is granted in its passage alone"
            )
        around = self.place(warrant)
        if around and around[0] not in place:
            self._leaves(argument.span, around[0], "the warrant of this step stands in a passage")

    def _target(
        self, argument: ArgumentDraft
    ) -> tuple[StatementDraft | Statement | None, Place] | None:
        """What an argument is about, through the steps that it attacks, and the passages around that."""
        target, seen = argument.target, 0
        while isinstance(target, ArgumentDraft):
            target, seen = target.target, seen + 1
            if seen > len(self.draft.arguments):
                return None
        if isinstance(target, str):
            brought = self.draft.imports[target.partition(".")[0]].map
            theirs: Argument | None = brought.argument(target) if brought is not None else None
            if brought is None or theirs is None:
                return None
            inner = brought.place_of(theirs)
            return None, () if inner is None else (inner, *brought.around(inner))
        found = self.draft.find(target) if target is not None else None
        return None if found is None else (found, self.place(found))

    def _premise(self, argument: ArgumentDraft, premise: Term, place: Place) -> None:
        found = self.draft.find(premise)
        span = premise.span if not isinstance(premise, PassageDraft) else argument.span
        opened = self.opened(found)
        if opened is not None:
            if opened not in place:
                self._leaves(span, opened, "what is only supposed is granted in its passage alone")
            return
        around = self.place(found)
        if isinstance(premise, PassageDraft) and premise in place:
            message = "this takes up the passage that what it is about stands in"
            self._leaves(argument.span, premise, message)
        if not around or around[0] in place:
            return
        inner, *outer = around
        if len(outer) and outer[0] not in place:
            self._leaves(span, inner, "this is taken from two passages deep")
        elif not isinstance(inner, PassageDraft):
            self._leaves(span, inner, "this stands in a passage of an imported file")
        elif inner.outcome is None or self.draft.find(inner.outcome) is not found:
            self._leaves(span, inner, "this stands in a passage and is not its outcome")

    def relation(self, relation: RelationDraft | ExplanationDraft) -> None:
        """Reports a relation that leads over the edge of a passage."""
        if isinstance(relation, ExplanationDraft):
            terms, into, kind = [relation.explained, *relation.explaining], False, None
        else:
            terms, kind = [relation.one, relation.other], relation.relation
            into = kind in _INTO
        found = [self.draft.find(term) for term in terms]
        if None in found:
            return
        contradicts = kind is Relation.CONTRADICTION
        supposed = any(self.opened(one) is not None for one in found)
        if not contradicts and supposed:
            self._argued(relation.span, "say this of it")
            return
        first, *others = [self.place(one) for one in found]
        own = relation.home.passage
        if own is not None and own not in first:
            self._leaves(relation.span, own, "what this line is about stands outside the passage")
        elif any(
            other != first and not (into and other == first[len(first) - len(other) :])
            for other in others
        ) and not (contradicts and self._is_absurd(found)):
            inner = next(p[0] for p in (first, *others) if p)
            message = "this leads over the edge of a passage"
            help = []
            if contradicts and supposed:
                message = "what contradicts its supposition is to be the outcome of a reductio"
                help = ["write `by reductio` under the step that takes the passage up"]
            self._leaves(relation.span, inner, message, *help)

    def _is_absurd(self, pair: list[StatementDraft | Statement | None]) -> bool:
        """Whether this is the contradiction of a reductio: the outcome against what stands around it."""
        one, other = pair
        return any(
            id(outcome) in self.absurd
            and isinstance(outcome, StatementDraft)
            and outcome.home.passage is not None
            and (
                around is outcome.home.passage.supposition
                or self._is_outside(self.place(around), self.place(outcome))
            )
            for outcome, around in ((one, other), (other, one))
        )

    @staticmethod
    def _is_outside(around: Place, place: Place) -> bool:
        return len(around) < len(place) and around == place[len(place) - len(around) :]

    def _argued(self, span: tuple[int, int], what: str) -> None:
        self.draft.report(
            "argued-supposition",
            f"this is only supposed, so that no line can {what}",
            span,
            "if it is asserted, write `premise: …` or `claim: …` instead of `suppose: …`",
            "or say it of a statement beside the passage",
        )

    def _leaves(self, span: tuple[int, int], passage: object, message: str, *help: str) -> None:
        if span in self.reported:
            return
        self.reported.add(span)
        related: tuple[Related, ...] = ()
        if isinstance(passage, PassageDraft):
            related = (
                self.draft.there("supposed here", _head(passage.supposition.span, self.draft)),
            )
            outcome = self.draft.find(passage.outcome) if passage.outcome is not None else None
            if isinstance(outcome, StatementDraft) and not help:
                label = (
                    f"`{outcome.label.value}`" if outcome.label else f"“{clip(outcome.text, 40)}”"
                )
                help = (
                    f"what leaves the passage is its outcome, {label}: the last `so` in its column",
                )
        self.draft.report("supposition-left", message, span, *help, related=related)
