"""Statements explain each other, in a circle.

## Why

An explanation says why something is so, by something else that is understood without it. What explains itself, by
way of other statements or in other words, explains nothing: one of the lines has cause and effect the wrong way
round, or each holds of another time, and then these are two statements.

## Example

```arg
claim panic: The depositors are afraid.
  because queues: There are queues in front of the bank.
  explained by run: The bank is short of cash.
    explained by panic
```

## Instead

```arg
claim panic: The depositors are afraid.
  because queues: There are queues in front of the bank.
  explained by run: The bank is short of cash.
    explained by losses: The bank lost its reserves abroad.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.circles import Edge, circles, report
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each group of statements that explain each other."""
    for circle in circles(context, _explanations(context)):
        edge = circle[0]
        again = "by itself" if edge.statement == edge.other else "by another wording of itself"
        yield report(
            context,
            "circular-explanation",
            circle,
            alone=(
                f"{context.name(edge.statement)} is explained {again}",
                "name something else that it is explained by, or drop this line",
            ),
            several=(f"{len(circle)} statements explain each other", "drop one of these lines"),
        )


def _explanations(context: Context) -> Iterator[Edge]:
    map = context.map
    for explanation in map.explanations:
        a = explanation.explained
        key = ("explanation", a, explanation.explaining[0])
        span = context.place(*key, or_else=a)
        own = not map.imported(a, *explanation.explaining) or key in context.places
        for b in explanation.explaining:
            yield Edge(a, b, "is explained by", span, own)
