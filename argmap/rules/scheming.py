"""What the rules on argument schemes share: the steps that name a scheme which is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.model import Argument
from argmap.rules.context import Context
from argmap.source import Span

if TYPE_CHECKING:
    from argmap.schemes.scheme import Scheme

DEDUCTION = "deduction"


def schemed(context: Context) -> Iterator[tuple[Argument, Scheme]]:
    """The file's own steps whose scheme the catalogue has."""
    for argument in context.arguments:
        if argument.scheme and argument.scheme != DEDUCTION:
            scheme = context.schemes.get(argument.scheme)
            if scheme is not None:
                yield argument, scheme


def plain(text: str) -> str:
    """A text of the catalogue without the braces around its variables."""
    return text.translate(_BRACES)


_BRACES = str.maketrans("", "", "{}")


def scheme_span(context: Context, argument: Argument) -> Span:
    """Where a step names its scheme."""
    return context.place("scheme", argument.id, or_else=argument)
