"""The same step is made twice, or one premise is used twice in a step.

## Why

A reason that is listed twice looks like two reasons. It counts as often as it is drawn, in a reader's eye and in
evaluations that add up strengths. What both undercuts and challenges a step says the same of it twice: a challenge
says the more. The same step made by two speakers is made twice.

## Example

```arg
premise few: Few allies would fight for Ukraine.

claim hollow: The pledge is hollow.
  because few
  because old: The pledge is years old.
  because few
```

## Instead

```arg
premise few: Few allies would fight for Ukraine.

claim hollow: The pledge is hollow.
  because few
  because old: The pledge is years old.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step that repeats another, and for each premise that repeats itself."""
    first: dict[object, Argument] = {}
    own = {a.id for a in context.arguments}
    for argument in context.map.arguments:
        premises = argument.premises
        members = frozenset(premises) if len(premises) > 1 else premises
        other = first.setdefault(
            (
                "attacks" if argument.aims_at_step else argument.role,
                argument.target,
                members,
                argument.scheme,
                argument.warrant,
                argument.speakers,
            ),
            argument,
        )
        if argument.id not in own and other.id not in own:
            continue
        if other is not argument:
            # Where an import repeats one of the file's own steps, the file is to be mended.
            here, there = (argument, other) if argument.id in own else (other, argument)
            yield context.report(
                "duplicate-argument",
                "the same premises are used for the same step twice"
                if here.role == there.role
                else "the same premises undercut a step and challenge it",
                here,
                "drop one of the two",
                related=[context.related_thing("the same step is made here", there)],
            )
        elif len(members) < len(premises) or argument.warrant in premises:
            named = [*premises, argument.warrant]
            twice = next(p for p in named if p and named.count(p) > 1)
            yield context.report(
                "duplicate-argument",
                f"{context.name(twice)} is used twice in one step",
                argument,
                "name it once",
            )
