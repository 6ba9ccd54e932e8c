"""A recommendation is drawn from facts alone.

## Why

What is so doesn't by itself say what should be done (Hume 1739, III.1.1). A step to a recommendation needs
a premise that says what is aimed at or what is good: another recommendation, or a statement marked with
`type: goal` or `type: value`. The rule looks at deductions (`by deduction`), and at every step with
`--profile teach`.

## Example

```arg
recommendation lane: The council should protect cyclists.
  because hurt: Whoever the council should protect is hurt.
  and cyclists: Cyclists are hurt on Bridge Street.
  and street: Bridge Street hurts cyclists.
  by deduction
```

## Instead

```arg
recommendation lane: The council should protect cyclists.
  because hurt: The council should protect whoever is hurt.
    type: value
  and cyclists: Cyclists are hurt.
  by deduction
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.teaching import taught


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step to a recommendation without a goal, a value or a recommendation
    among its premises and its warrant.
    """
    map = context.map
    for argument in taught(context):
        if map[argument.target].kind != "recommendation":
            continue
        premises = [map[p] for p in (*argument.premises, argument.warrant) if p is not None]
        if not any(
            p.kind == "recommendation" or p.attributes.get("type") in ("goal", "value")
            for p in premises
        ):
            yield context.report(
                "is-ought",
                "this step goes from what is so to what should be done",
                argument,
                "add the goal or the value that it serves: `and unstated: …`, and under it `type: goal`",
            )
