"""What the teaching rules share: which steps they look at, and the terms of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from argmap.model import Argument
from argmap.rules.context import Context
from argmap.rules.english import same_term, terms


def taught(context: Context) -> Iterator[Argument]:
    """The steps of support to look at: with the profile `teach` all, otherwise deductions."""
    for argument in context.arguments:
        if argument.target in argument.premises:
            continue  # `self-support`
        if argument.role == "supports" and (context.teaching or argument.strict):
            yield argument


@frozen
class Step:
    """A step with the terms of its conclusion and its premises, the warrant among them."""

    argument: Argument
    conclusion: dict[str, str]
    premises: list[dict[str, str]]

    def missing(self, among: dict[str, str], others: Iterable[dict[str, str]]) -> list[str]:
        """The words of a statement whose terms none of the others has."""
        known = {stem for other in others for stem in other}
        return [
            word
            for stem, word in among.items()
            if stem not in known and not any(same_term(stem, other) for other in known)
        ]


def steps(context: Context) -> Iterator[Step]:
    """The steps whose words can be compared: those in English."""
    if not context.english:
        return
    for argument in taught(context):
        texts = [
            context.map[p].text for p in (*argument.premises, argument.warrant) if p is not None
        ]
        yield Step(argument, terms(context.map[argument.target].text), [terms(t) for t in texts])
