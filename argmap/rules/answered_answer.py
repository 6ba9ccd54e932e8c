"""An answer to an objection is itself answered, and nothing answers that.

## Why

A reply that falls to a further objection meets nothing: what it was held against stands as if nobody had replied.
Answer the further objection in its turn, or leave out the reply. Where another reply stands, the map is right as it
is, and readers still trip over the one that does not.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  and stop: What hurts people should be stopped.
  but parking: The shops would lose their parking.
  and customers: Shops need parking.
    but foot: Most customers come on foot.
      but rain: On rainy days they come by car.
    but online: The shops sell most of their goods online.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  and stop: What hurts people should be stopped.
  but parking: The shops would lose their parking.
  and customers: Shops need parking.
    but foot: Most customers come on foot.
      but rain: On rainy days they come by car.
        but dry: It rains on thirty days a year.
    but online: The shops sell most of their goods online.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context
from argmap.rules.replies import own_replies


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each reply that falls to something that stands."""
    for argument, _ in own_replies(context):
        way = _falls_to(context, argument)
        if way:
            yield context.report(
                "answered-answer",
                f"this answer is answered itself: {way}",
                argument,
                "answer that in its turn, indented under it: `but: …`, or leave out this answer",
            )


def _falls_to(context: Context, argument: Argument) -> str:
    """By what a reply is defeated, in words; nothing where it is not."""
    reasons = context.reasons
    own = reasons.map.argument(argument.id)
    out, stopped = reasons.failing(own)
    if out is not None:
        return f"{context.name(out)} is {reasons.why(out)}" if out in context.defeated else ""
    if stopped is None:
        return ""
    names = " and ".join(context.name(key) for key in stopped.members)
    return f"{names} {stopped.verb} the step that it takes"
