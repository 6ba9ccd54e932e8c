"""A name in a formula occurs nowhere else in the map.

## Why

What only one formula speaks of connects it with none of the others, and so proves little. Mostly such a name
is a slip for another one, or two formulas name one thing differently. This is a guess: a formula may have
more in it than the proof needs.

## Example

```arg
claim never: Ukraine will not join.
  formula: not joins(ukraine)
  because consent: Whoever joins has the consent of Hungary.
    formula: forall x (joins(x) -> agrees(hungary, x))
  and refusal: Hungary refuses.
    formula: not agress(hungary, ukraine)
```

## Instead

```arg
claim never: Ukraine will not join.
  formula: not joins(ukraine)
  because consent: Whoever joins has the consent of Hungary.
    formula: forall x (joins(x) -> agrees(hungary, x))
  and refusal: Hungary refuses.
    formula: not agrees(hungary, ukraine)
```

## How

A name that stands in one formula only is reported where it is one slip away from another name, and where no
word of the map's texts begins as it does, by its first three letters: `joins` is like “Joining”. Maps
with a single formula are left alone.
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.formulas import formula_problems


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each name that seems to have strayed in."""
    return formula_problems("stray-name", context)
