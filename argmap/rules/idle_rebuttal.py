"""A rebuttal has reasons and is held against nothing.

## Why

A `rebuttal` is what is held against something. One that has reasons and attacks nothing is an objection that never
arrives: no evaluation counts it, and in the figure it stands beside what it was meant for.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.

rebuttal parking: The shops would lose their parking.
  because narrow: The street is narrow.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking.
    because narrow: The street is narrow.
    but foot: Most customers come on foot.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.roots import own_roots


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each supported rebuttal that nothing is built on and that excludes nothing."""
    heavier = {p.preferred for p in context.map.preferences}
    for statement in own_roots(context):
        if (
            statement.kind == "rebuttal"
            and context.map.supporters(statement)
            and statement.id not in heavier
            and len(context.map.restated(statement.id)) == 1
            and not any(True for _ in context.rivals(statement.id))
        ):
            yield context.report(
                "idle-rebuttal",
                f"{context.name(statement)} is a rebuttal, and is held against nothing",
                statement,
                "say what it is held against, below it: `against LABEL`, or `contradicts LABEL`",
                "or, if it is what the map is to show, write: `claim: …`",
            )
