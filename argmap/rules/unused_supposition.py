"""Nothing in the passage of a supposition rests on it.

## Why

A passage holds under its supposition because something in it is concluded from that. Where no argument uses it, the
outcome holds just as well without it, and the step that takes the passage up discharges nothing. Often a line stands
between the supposition and the `so` that was to follow from it: `so` looks back at the group just above it.

## Example

```arg
suppose rain: It rains in the night.
  premise leak: The roof leaks.
  so wet: The attic is wet.
so: If it rains in the night, the attic is wet.
by conditional-proof
```

## Instead

```arg
suppose rain: It rains in the night.
  and premise leak: The roof leaks.
  so wet: The attic is wet.
so: If it rains in the night, the attic is wet.
by conditional-proof
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each supposition with a passage in which no argument has it for a premise, nor a reductio
    deeper in it what contradicts it.
    """
    map = context.map
    passages = {s.within for s in context.statements}
    contradicted = {
        supposed
        for pair in map.contradictions
        for supposed, other in (pair, pair[::-1])
        if map[supposed].kind == "supposition" and map[other].within != supposed
    }
    for statement in context.statements:
        if (
            statement.kind == "supposition"
            and statement.id in passages
            and not map.uses(statement.id)
            and statement.id not in contradicted
        ):
            yield context.report(
                "unused-supposition",
                f"nothing in this passage rests on {context.name(statement)}",
                statement,
                "join to it, with `and`, what works together with it, or conclude from it: `so: …`",
                "or, if it is needed for nothing, write its passage without it",
            )
