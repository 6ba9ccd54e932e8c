"""One premise speaks for a statement and against it.

## Why

What speaks for a statement can't speak against it by itself: one of the two steps is a slip, or each needs a
further premise that says what in it counts here for the statement, there against it. Nor can a premise of a step
undercut or challenge that step: where it is in, the step fails, and where it is out, there is none.

## Example

```arg
premise size: The stadium would hold sixty thousand people.

recommendation build: The city should build the stadium.
  because size
  but size
```

## Instead

```arg
premise size: The stadium would hold sixty thousand people.

recommendation build: The city should build the stadium.
  because size
  and demand: Twice as many want tickets to the final.
  but size
  and roads: The roads there can take half as many.
    but: The city will build a tram line.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each premise that by itself is used on both sides of one target, or with the
    same companions.
    """
    one = context.wording
    sides: dict[tuple[str, str], Argument] = {}
    for argument in context.map.arguments:
        if argument.role == "supports":
            for premise in argument.premises:
                sides.setdefault((one(premise), one(argument.target)), argument)
    for argument in context.arguments:
        if argument.aims_at_step:
            yield from _against_its_own_step(context, argument)
            continue
        if argument.role != "rebuts":
            continue
        for premise in argument.premises:
            other = sides.get((one(premise), one(argument.target)))
            # With a companion of its own on each side a premise may well count both ways.
            if other is None or (
                set(map(one, other.premises)) - set(map(one, argument.premises))
                and set(map(one, argument.premises)) - set(map(one, other.premises))
            ):
                continue
            yield context.report(
                "supports-and-attacks",
                f"{context.name(premise)} speaks for {context.name(argument.target)} and against it",
                argument,
                "drop one of the two steps, or say with `and: …` what in it counts there",
                related=[context.related_thing("here it speaks for it", other)],
            )


def _against_its_own_step(context: Context, attack: Argument) -> Iterator[Diagnostic]:
    """The diagnostic for an attack on a step by one of its premises alone."""
    step = context.map.argument(attack.target)
    if set(attack.premises) <= set(step.members):
        premise = attack.premises[0]
        yield context.report(
            "supports-and-attacks",
            f"{context.name(premise)} is a premise of this step and is held against it",
            attack,
            "name another objection, or say with `and: …` what in it counts against the step",
            related=[context.related_thing("the step", step)],
        )
