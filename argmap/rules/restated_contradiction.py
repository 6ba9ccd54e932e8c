"""A statement is said to restate what contradicts it.

## Why

What restates another statement stands and falls with it, and what contradicts it can't stand beside it: both can't
be meant. It is the same where a chain of restatements joins the two, and where they are answers to a question of
which one only may be true.

## Example

```arg
claim safe: The dam is safe.
  because: The dam held in the last flood.
contradicts weak

claim weak: The dam is weak.
  because: The dam has cracks.
restates safe
```

## Instead

```arg
claim safe: The dam is safe.
  because: The dam held in the last flood.
contradicts weak

claim weak: The dam is weak.
  because: The dam has cracks.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from argmap.diagnostics import Diagnostic
from argmap.evaluate.graph import paths, trace
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each pair of statements that exclude each other and say the same."""
    map = context.map
    joined: dict[str, list[str]] = {}
    for a, b in map.restatements:
        joined.setdefault(a, []).append(b)
        joined.setdefault(b, []).append(a)
    for a, b, why in _excluding(context):
        if a == b or a not in joined or context.wording(a) != context.wording(b):
            continue
        trail = trace(paths(joined, a, [b]), b, len(joined))
        lines = [
            context.place("restatement", *pair)
            for step in pairwise(trail)
            for pair in (step, step[::-1])
            if ("restatement", *pair) in context.places
        ]
        if not lines and context.places and map.imported(a, b):
            continue  # reported with the file that says both
        names = f"{context.name(a)} and {context.name(b)}"
        yield context.report(
            "restated-contradiction",
            f"{names} are said to be the same thing in other words, and {why}",
            max(lines) if lines else context.span(a),
            "drop the `restates` line",
            "or the other, if the two do say the same",
            related=[
                context.related_thing("one", a),
                context.related_thing("the other", b),
            ],
        )


def _excluding(context: Context) -> Iterator[tuple[str, str, str]]:
    """Pairs that exclude each other, one for each two of the rival answers that say the same."""
    for a, b in context.map.contradictions:
        yield a, b, "to contradict each other"
    for answers in context.rival_answers.values():
        first: dict[str, str] = {}
        for answer in answers:
            other = first.setdefault(context.wording(answer), answer)
            if other != answer:
                yield other, answer, "are rival answers to one question"
