"""Preferences that go round in a circle.

## Why

Preference is transitive. If A outweighs B, B outweighs C, and C outweighs A, then each of them outweighs each
other, so that they are equal, none is preferred, and between them these lines decide nothing. The shortest circle is
shown.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Cyclists were hurt there last year.
  but parking: Forty parking spaces would be lost.

hurt
outweighs parking

parking
outweighs hurt
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Cyclists were hurt there last year.
  but parking: Forty parking spaces would be lost.

hurt
outweighs parking
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.evaluate.graph import cycles, edges
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each group of preferences that lead back to where they began."""
    lighter: dict[str, list[str]] = {}
    own = {s.id for s in context.statements}
    for preference in context.map.preferences:
        a, c = preference.preferred, preference.over
        lighter.setdefault(a, []).append(c)
        if a == c and a in own:
            yield context.report(
                "preference-cycle",
                f"{context.name(a)} can't outweigh itself",
                context.place("preference", a, c, or_else=a),
                "name another statement",
            )
    for cycle in cycles(lighter):
        pairs = edges(cycle)
        if not any(s in own for s in cycle):
            continue
        places = [context.place("preference", *pair, or_else=pair[0]) for pair in pairs]
        related = [
            context.related(f"{context.name(a)} outweighs {context.name(c)}", place)
            for (a, c), place in zip(pairs, places, strict=True)
        ]
        yield context.report(
            "preference-cycle",
            f"{len(cycle)} statements outweigh each other: {context.names_joined([*cycle, cycle[0]], ' > ')}",
            min(places),
            "drop one of these lines",
            related=related[:100],
        )
