"""A statement is held only where something is so that contradicts it.

## Why

`provided` says that a statement is in only where another is in. Where the two contradict each other, they are never
in together, and the statement is out whatever speaks for it. It is the same with two conditions of one statement
that contradict each other.

## Example

```arg
claim open-gate: The gate is open.
  because: The keeper opened it.
  provided shut: The gate is shut.
  contradicts shut
```

## Instead

```arg
claim open-gate: The gate is open.
  because: The keeper opened it.
  provided thawed: The hinges are free of ice.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each condition that excludes its statement, or another condition of it."""
    map = context.map
    conditions: dict[str, list[str]] = {}
    for each in map.conditions:
        conditions.setdefault(each.statement, []).append(each.provided)
    for statement, provided in conditions.items():
        known = {context.wording(statement): statement}
        for condition in provided:
            found = (context.wording(rival) for rival in context.rivals(condition))
            rival = next((known[key] for key in found if key in known), None)
            known.setdefault(context.wording(condition), condition)
            if rival is None or map.imported(statement, condition):
                continue
            what = (
                f"its condition, {context.name(condition)}, contradicts it"
                if rival == statement
                else f"its conditions {context.name(rival)} and {context.name(condition)} contradict each other"
            )
            yield context.report(
                "impossible-condition",
                f"{context.name(statement)} can never be held: {what}",
                context.place("condition", statement, condition, or_else=statement),
                "name another condition, or drop the contradiction",
                related=[context.related_thing("the condition", condition)],
            )
