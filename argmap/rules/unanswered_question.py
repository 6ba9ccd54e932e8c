"""A question has neither answers nor questions below it.

## Why

A question gathers what is said of it: its answers, each with what speaks for it and against it. Without any, nothing
can be argued, and the question stays open whatever the map holds. A question with narrower questions below it
(`including question: …`) is answered by them. One that only sets the scene is `type: background`.

## Example

```arg
question pay: Who should pay for the damage?
```

## Instead

```arg
question pay: Who should pay for the damage?
  answer polluters: The factories should pay.
    because: The factories caused it.
  answer state: The state should pay.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each question without answers and parts."""
    map = context.map
    taken_up = {a.question for a in map.answers} | {p.whole for p in map.parts}
    for statement in context.statements:
        if (
            statement.kind == "question"
            and statement.id not in taken_up
            and statement.attributes.get("type") != "background"
        ):
            yield context.report(
                "unanswered-question",
                f"nothing answers {context.name(statement)}",
                statement,
                "write the answers that are up for discussion, indented under it: `answer: …`",
                "or the questions that it is made of: `including question: …`",
            )
