"""A statement is open, and an argument supports it.

## Why

`open` marks what nobody asserts. A statement that an argument supports is not asserted anyway: it is held where its
reasons are, with the word or without it. Perhaps the reasons were added later, and the word forgotten.

## Example

```arg
open claim warm: The winter will be warm.
  because west: The wind blows from the west.
```

## Instead

```arg
claim warm: The winter will be warm.
  because west: The wind blows from the west.
```

## How

Nothing is said of answers, conditions and exceptions, which are open without the word.
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement that says to be open and is supported."""
    map = context.map
    silent = {a.answer for a in map.answers} | {c.provided for c in map.conditions}
    silent.update(p for a in map.arguments if a.role == "undercuts" for p in a.premises)
    for statement in context.statements:
        if statement.open and statement.id not in silent and map.supporters(statement):
            yield context.report(
                "idle-open",
                f"`open` changes nothing: an argument supports {context.name(statement)}",
                statement,
                "drop the word `open`",
                related=[context.related_thing("a reason for it", map.supporters(statement)[0])],
            )
