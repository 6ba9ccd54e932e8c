"""A statement that is held against itself.

## Why

A statement that is its own objection, in the same words or in others (`restates`), can neither be held nor dropped.
Where somebody does contradict themselves, the two things that they say are two statements.

## Example

```arg
claim free: The press is free.
  because license: Anybody may found a newspaper.
  but free
```

## Instead

```arg
claim free: The press is free.
  because license: Anybody may found a newspaper.
  but owners: Three families own every newspaper.
    but: Two of the three papers were founded last year.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each attack of a statement on itself."""
    for argument in context.arguments:
        if argument.role != "rebuts":
            continue
        again = context.wording(argument.target)
        own = next((p for p in argument.premises if context.wording(p) == again), None)
        if own is not None:
            name = context.name(argument.target)
            yield context.report(
                "self-attack",
                f"{name} is held against itself"
                if own == argument.target
                else f"{context.name(own)} says in other words what it is held against: {name}",
                argument,
                "name another objection, or drop this line",
                related=[context.related_thing("the statement", argument.target)],
            )
    for one, other in context.map.contradictions:
        if one == other and one in context.map:
            yield context.report(
                "self-attack",
                f"{context.name(one)} is said to contradict itself",
                context.place("contradiction", one, other, or_else=one),
                "name the statement that it contradicts",
            )
