"""A reply to an objection stands, and the objection stands all the same.

## Why

A reply that takes away one of two reasons for an objection, that the objection outweighs, or that is held against
the conclusion of a deduction, changes nothing: readers see an answer, and the evaluation none. Reply to what the
objection stands by.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
    but few: Few people cycle there.
      because count: The council counted forty cyclists in a day.
        but winter: The council counted in winter.
      because seen: The shopkeepers see few cyclists.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
    but few: Few people cycle there.
      because count: The council counted forty cyclists in a day.
        but winter: The council counted in winter.
      because seen: The shopkeepers see few cyclists.
        but inside: The shopkeepers work inside.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context
from argmap.rules.replies import own_replies


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each reply that takes place and leaves what it is held against in."""
    for argument, reached in own_replies(context):
        why = _unmoved(context, argument, reached)
        if why:
            yield context.report(
                "idle-reply",
                f"this reply changes nothing: {why}",
                argument,
                f"reply to what {context.name(reached)} stands by, or leave out this reply",
            )


def _unmoved(context: Context, argument: Argument, reached: str) -> str:
    """Why what a reply is held against is in although the reply stands, in words; nothing where it is not."""
    reasons = context.reasons
    if argument.aims_at_step or not reasons.holds(argument.id):
        return ""
    target = argument.target
    if reasons.value(target):
        return f"{context.name(target)} is in, {reasons.why(target)}"
    if context.wording(reached) != context.wording(target) and reasons.value(reached):
        return (
            f"{context.name(reached)} stands without {context.name(target)}: {reasons.why(reached)}"
        )
    return ""
