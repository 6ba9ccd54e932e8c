"""Statements are held only where each other are held, in a circle.

## Why

`provided` says that a statement is in only where another is in. Where conditions lead back to where they began, on
their own or by way of reasons, each waits for the next: all are out, whatever else speaks for them.

## Example

```arg
claim peace: The parties lay down their arms.
  because tired: The parties are tired.
  provided trust: The parties trust each other.

trust
  because peace
```

## Instead

```arg
claim peace: The parties lay down their arms.
  because tired: The parties are tired.
  provided trust: The parties trust each other.

trust
  because watched: Observers watch both parties.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.circles import Edge, circles, report, support_edges
from argmap.rules.context import Context

_NEEDS = "is held only provided"


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each group of statements that wait for each other."""
    edges = [*_conditions(context), *support_edges(context)]
    for circle in circles(context, edges, lambda edge: edge.words == _NEEDS):
        edge = circle[0]
        again = "itself" if edge.statement == edge.other else "what says the same"
        own = f"{context.name(edge.statement)} can't be its own condition: it is held only provided {again}"
        yield report(
            context,
            "circular-condition",
            circle,
            alone=(own, "name another condition, or drop this line"),
            several=(
                "each of these waits for the next, so that all are out",
                "drop one of these lines, or support one of the conditions by something else alone",
            ),
        )


def _conditions(context: Context) -> Iterator[Edge]:
    map = context.map
    for condition in map.conditions:
        a, b = condition.statement, condition.provided
        own = not map.imported(a, b) or ("condition", a, b) in context.places
        yield Edge(a, b, _NEEDS, context.place("condition", a, b, or_else=a), own)
