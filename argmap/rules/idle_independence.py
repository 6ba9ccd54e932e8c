"""A statement is said to hold regardless of something that nothing on the map leads to it from.

## Why

`regardless of` claims that a statement is held whatever becomes of another. Where no reason, objection, answer or
condition leads from that other to the statement, this is so on any such map, and the line can't be put to the test.
That may be all that is meant: for a reader who would expect the one to hang on the other. Otherwise what connects
the two is still to be written.

## Example

```arg
recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
  and needed: Both armies need to be calmed.
  regardless of pledge

claim pledge: The pledge is hollow.
  because dear: Nobody would fight for it.
  and fight: A pledge for which nobody would fight is hollow.
```

## Instead

```arg
recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
  and needed: Both armies need to be calmed.
  but pledge: The pledge is hollow.
    because dear: Nobody would fight for it.
    and fight: A pledge for which nobody would fight is hollow.
  unless premise kept: The pledge will be kept.
  regardless of pledge
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each claim of independence that holds since nothing connects its statements."""
    for found in context.independences:
        if found.decided and found.held and not found.connected:
            name, of = context.name(found.statement), context.name(found.of)
            span = context.place("independence", found.statement, found.of, or_else=found.statement)
            yield context.report(
                "idle-independence",
                f"nothing leads from {of} to {name}, so that {name} is held regardless of it on any such map",
                span,
                f"write what {of} speaks for or against, or leave this line to readers who would ask",
            )
