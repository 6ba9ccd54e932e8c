"""What is conceded is neither answered nor outweighed.

## Why

`although` grants an objection and says that it is outweighed. Readers want to know by what. A reply
(`but` under the concession) takes away from its weight, and `outweighs` names what is heavier.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  although parking: Forty parking spaces would be lost.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  although parking: Forty parking spaces would be lost.

hurt
outweighs parking
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.unanswered_rebuttal import answered


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each concession that nothing attacks or outweighs."""
    for argument in context.arguments:
        if argument.conceded and not answered(context, argument):
            yield context.report(
                "concession-without-reply",
                "this is granted, and nothing on the map says what outweighs it",
                argument,
                "reply to it, indented under it: `but: …`",
                "or name what is heavier: a reason's label on a line of its own, then `outweighs …`",
            )
