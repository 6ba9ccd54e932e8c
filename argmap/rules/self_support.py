"""A statement that is given as a reason for itself.

## Why

A statement can't be its own reason: the step asks for nothing but what it should show. Often another
label was meant, or the same words were declared under two heads.

## Example

```arg
claim hollow: The pledge is hollow.
  because hollow
  and unanimity: Joining needs the consent of every ally.
```

## Instead

```arg
claim hollow: The pledge is hollow.
  because few: Few allies would consent.
  and unanimity: Joining needs the consent of every ally.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step from a statement to itself."""
    for argument in context.arguments:
        if argument.role == "supports" and argument.target in argument.members:
            name = context.name(argument.target)
            yield context.report(
                "self-support",
                f"{name} is given as a reason for itself",
                argument,
                "name another reason, or drop this step",
                related=[context.related_thing("the statement", argument.target)],
            )
