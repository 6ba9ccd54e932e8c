"""A recommendation at the root of a map has no reason.

## Why

Readers ask of each recommendation why they should follow it. Parts of a larger recommendation
(`including`) share its reasons and are not asked, and a whole whose parts all have reasons needs none of its own;
nor do recommendations that serve as reasons themselves.

## Example

```arg
recommendation lane: The council should build a cycle lane on Bridge Street.
  but parking: The shops would lose their parking.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane on Bridge Street.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking.
    but: Most customers come on foot.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.roots import own_roots, said_elsewhere


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each root recommendation that nothing supports."""
    for statement in own_roots(context):
        if (
            statement.kind == "recommendation"
            and not _carried(context, statement.id)
            and not statement.open
            and not context.map.speakers_of(statement)
            and not said_elsewhere(context, statement)
        ):
            yield context.report(
                "unsupported-recommendation",
                f"nothing on the map speaks for {context.name(statement)}",
                statement,
                "give a reason, indented under it: `because: …`",
            )


def _carried(context: Context, root: str) -> bool:
    """Whether a recommendation has a reason, or each of its parts is carried."""
    parts = context.parts
    front, seen = [root], {root}
    while front:
        at = front.pop()
        if context.map.supporters(at):
            continue
        own = [p for p in parts.get(at, ()) if p not in seen]
        if not own:
            return False
        seen.update(own)
        front += own
    return True
