"""Shared by the teaching rules: the steps that they check, and the stems of the words of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from argmap.model import Argument
from argmap.rules.context import Context
from argmap.rules.english import is_same_stem, stems


def support_steps(context: Context) -> Iterator[Argument]:
    """The supporting steps to check: with the profile `teach` all, otherwise deductions."""
    for argument in context.arguments:
        if argument.role != "supports" or not (context.teaching or argument.strict):
            continue
        if context.wording(argument.target) not in map(context.wording, argument.premises):
            yield argument  # else `self-support`, `restated-support`


@frozen
class Step:
    """A step with the words of its conclusion, and of its premises and warrant, by their stems."""

    argument: Argument
    conclusion: dict[str, str]
    premises: list[dict[str, str]]

    def missing(self, among: dict[str, str], others: Iterable[dict[str, str]]) -> list[str]:
        """The words of a statement whose stems none of the others has."""
        known = {stem for other in others for stem in other}
        return [
            word
            for stem, word in among.items()
            if stem not in known and not any(is_same_stem(stem, other) for other in known)
        ]


def english_steps(context: Context) -> Iterator[Step]:
    """The supporting steps of a map in English; none in other languages."""
    if not context.english:
        return
    map = context.map
    for argument in support_steps(context):
        about = [map[key] for key in (argument.target, *argument.members)]
        # What a passage shows is shown in it; and where all is in formulas, it can be proved.
        if map.taken_up(argument) or all("formula" in s.attributes for s in about):
            continue
        conclusion, *premises = (stems(s.text) for s in about)
        yield Step(argument, conclusion, premises)
