"""What a conversion could not carry over: one loss for each thing.

A format that lacks a word for something leaves it out and reports it: nothing is changed in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from argmap.source import Span

SLIGHT = frozenset(("addresses", "kinds", "layout", "settings", "tests", "timestamps"))
"""Kinds of losses that nobody misses in an argument: when and by which program something was made, where it
is drawn, the kinds that follow from the use of statements, and what a test expects of them. They are told
after the others.
"""


@frozen
class Loss:
    """One thing that was not carried over.

    `kind` is what it is one of, in the plural (`undercuts`, `sections`); `what` names the thing in words
    for a reader; `span` is its place in the source, where that is known.
    """

    kind: str
    what: str
    span: Span | None = None

    @property
    def slight(self) -> bool:
        """Whether it is one of those that nobody misses, `SLIGHT`."""
        return self.kind in SLIGHT


def counts_by_kind(losses: Iterable[Loss]) -> str:
    """How many of each kind, in one line, those that are slight at the end: `undercuts (2), title (1); slight:
    timestamps (9)`.
    """
    return counted(Counter(loss.kind for loss in losses))


def counted(kinds: Counter[str]) -> str:
    """The same of kinds that are counted already."""
    main = ", ".join(f"{kind} ({n})" for kind, n in kinds.items() if kind not in SLIGHT)
    slight = ", ".join(f"{kind} ({n})" for kind, n in kinds.items() if kind in SLIGHT)
    return "; ".join(filter(None, (main, slight and f"slight: {slight}")))
