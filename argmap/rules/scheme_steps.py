"""Shared by the rules on argument schemes: the steps with a known scheme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.model import Argument
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
