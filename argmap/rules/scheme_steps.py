"""Shared by the rules on argument schemes: the steps with a known scheme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.model import Argument, Statement
from argmap.rules.context import Context
from argmap.source import Span

if TYPE_CHECKING:
    from argmap.schemes.scheme import Scheme

DEDUCTION = "deduction"


def steps_with_known_scheme(context: Context) -> Iterator[tuple[Argument, Scheme]]:
    """The file's own steps whose scheme is in the catalogue, each with it."""
    from argmap.schemes.library import named

    for argument in context.arguments:
        if argument.scheme and argument.scheme != DEDUCTION:
            scheme = named(context.schemes, argument.scheme)
            if scheme is not None:
                yield argument, scheme


def without_braces(text: str) -> str:
    """A text of the catalogue without the braces around variables."""
    return text.translate(_BRACES)


_BRACES = str.maketrans("", "", "{}")


def scheme_span(context: Context, argument: Argument) -> Span:
    """The span of the name of a step's scheme."""
    return context.place("scheme", argument.id, or_else=argument)


def single_cases(context: Context) -> Iterator[tuple[Argument, str, list[Statement]]]:
    """The steps by cases that take up one passage only: each with its supposition, and with those beside it whose
    passages conclude something and are taken up by nothing.
    """
    map = context.map
    for argument in context.arguments:
        if argument.scheme != "cases":
            continue
        supposed = set(map.taken_up(argument).values())
        if len(supposed) != 1:
            continue
        one = supposed.pop()
        concluded = {map[a.target].within for a in map.arguments if a.role == "supports"}
        others = [
            s
            for s in context.statements
            if s.kind == "supposition"
            and s.within == map[one].within
            and s.id in concluded
            and s.id not in map.outcomes
        ]
        yield argument, one, others
