"""A whole is a part of itself, or of one of its parts.

## Why

A recommendation consists of measures, and these of smaller ones. Where the list leads back to where it began,
nothing is the whole, and the map has no root any more.

## Example

```arg
recommendation act: The city should act now.
  because heat: The summers grow hotter.
  including trees: The city should plant trees.

trees
  including act
```

## Instead

```arg
recommendation act: The city should act now.
  because heat: The summers grow hotter.
  including trees: The city should plant trees.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.evaluate.graph import cycles, edges
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each group of statements that are parts of each other."""
    if any(d.name == "circular-kind" for d in context.understood):
        return  # which says so, as the kind of each depends on the other's
    parts: dict[str, list[str]] = {}
    own = {s.id for s in context.statements}
    for part in context.map.parts:
        parts.setdefault(part.whole, []).append(part.part)
        if part.whole == part.part and part.whole in own:
            yield context.report(
                "circular-parts",
                f"{context.name(part.whole)} is listed as a part of itself",
                context.place("part", part.whole, part.part, or_else=part.whole),
                "drop this line",
            )
    for cycle in cycles(parts):
        if not any(s in own for s in cycle):
            continue
        pairs = edges(cycle)
        places = [context.place("part", *pair, or_else=pair[0]) for pair in pairs]
        yield context.report(
            "circular-parts",
            f"{len(cycle)} statements are parts of each other: {context.names_joined([*cycle, cycle[0]], ' ⊃ ')}",
            max(places),
            "drop one of these lines",
            related=[
                context.related(
                    f"{context.name(b)} is listed as a part of {context.name(a)}", place
                )
                for (a, b), place in list(zip(pairs, places, strict=True))[:1000]
            ],
        )
