"""No argument takes up what a passage concludes.

## Why

What holds only under a supposition says nothing of what holds without it, until a step takes the passage up: by
reductio, by cases, or as a conditional. A passage that nothing takes up may be there to show what somebody would be
led to, and then all is well.

## Example

```arg
suppose count: Numbers count.
  so five: Five deaths are worse than one.
```

## Instead

```arg
suppose count: Numbers count.
  so five: Five deaths are worse than one.
so: If numbers count, five deaths are worse than one.
by conditional-proof
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.scheme_steps import single_cases


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each passage with a conclusion that no argument takes up."""
    map = context.map
    taken_up = map.outcomes
    concluded = {map[a.target].within for a in context.arguments if a.role == "supports"}
    beside = {other.id for _, _, others in single_cases(context) for other in others}
    for statement in context.statements:
        if (
            statement.kind == "supposition"
            and statement.id in concluded
            and statement.id not in taken_up
            and statement.id not in beside  # `single-case`
        ):
            yield context.report(
                "passage-not-taken-up",
                f"nothing takes up what follows from {context.name(statement)}",
                statement,
                "conclude from the passage, below it and in its column: `so: …`, and `by reductio`, "
                "`by conditional-proof` or `by cases`",
            )
