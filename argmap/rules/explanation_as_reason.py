"""One thing explains a statement and is a reason to believe it.

## Why

An explanation takes for granted that something is so and says why; a reason is for those who doubt it. `explained
by` says of a statement that it is no reason to believe the other, and `because` that it is one: both can't be
meant.

## Example

```arg
claim late: The train is late.
  because clock: The train has not come.
  because snow: There is snow on the line.
  explained by snow
```

## Instead

```arg
claim late: The train is late.
  because clock: The train has not come.
  explained by snow: There is snow on the line.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each explanation of what one of its statements supports by itself."""
    map = context.map
    steps: dict[tuple[str, str], Argument] = {}
    for argument in map.arguments:
        if argument.role == "supports" and len(argument.premises) == 1:
            pair = context.wording(argument.target), context.wording(argument.premises[0])
            steps.setdefault(pair, argument)
    for explanation in map.explanations:
        explained = explanation.explained
        if map.imported(explained, *explanation.explaining):
            continue
        for one in explanation.explaining:
            step = steps.get((context.wording(explained), context.wording(one)))
            if step is not None and one != explained:
                yield context.report(
                    "explanation-as-reason",
                    f"{context.name(one)} explains {context.name(explained)}, and is given as a reason for it, too",
                    context.place(
                        "explanation", explained, explanation.explaining[0], or_else=explained
                    ),
                    "keep the one that is meant: `because` for those who doubt it, `explained by` for what is granted",
                    related=[context.related_thing("given as a reason here", step)],
                )
