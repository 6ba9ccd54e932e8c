"""A statement is endorsed that is the author's own.

## Why

`endorsed: yes` says that the author says what a speaker says. Where nobody else speaks, the map asserts the
statement anyway, and the line makes a reader look for the speaker.

## Example

```arg
claim safe: The bridge is safe.
  because tested: The bridge was tested last year.
    endorsed: yes
```

## Instead

```arg
claim safe: The bridge is safe.
  because tested: The bridge was tested last year.
    speaker: The engineer
    endorsed: yes
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each endorsed statement without a speaker, and without a reason."""
    map = context.map
    for statement in context.statements:
        if (
            "endorsed" in statement.attributes
            and statement.kind != "supposition"  # `misplaced-endorsement`
            and not map.speakers_of(statement)
            and not map.supporters(statement)  # `misplaced-endorsement`
        ):
            yield context.report(
                "idle-endorsement",
                f"{context.name(statement)} has no speaker, so that the author says it anyway",
                context.place("attribute", statement.id, "endorsed", or_else=statement),
                "say whose words it is: `speaker: …`, or drop this line",
            )
