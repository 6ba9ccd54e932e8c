"""What a conversion could not carry over: one loss for each thing.

A format that lacks a word for something leaves it out and reports it: nothing is changed in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from argmap.source import Span


@frozen
class Loss:
    """One thing that was not carried over.

    `kind` is what it is one of, in the plural (`undercuts`, `sections`); `what` names the thing in words
    for a reader; `span` is its place in the source, where that is known.
    """

    kind: str
    what: str
    span: Span | None = None


def counts_by_kind(losses: Iterable[Loss]) -> str:
    """How many of each kind, in one line: `undercuts (2), title (1)`."""
    return ", ".join(f"{kind} ({n})" for kind, n in Counter(loss.kind for loss in losses).items())
