"""A variable stands in a formula, and no quantifier binds it.

## Why

`agrees(a, x)` alone says nothing that is true or false: of which `x` does it speak? Mostly the quantifier is
there but does not reach so far. It binds as tightly as `not`: in `forall x joins(x) -> agrees(a, x)` it ends
before the arrow.

## Example

```arg
claim never: Ukraine will not join.
  formula: not joins(ukraine)
  because consent: Whoever joins has the consent of Hungary.
    formula: forall x joins(x) -> agrees(hungary, x)
  and refusal: Hungary refuses.
    formula: not agrees(hungary, ukraine)
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

A name in the place of a thing is a variable where a quantifier binds it, there or in another formula of the
map, and where it is one of the letters from `u` to `z`, perhaps with digits or a prime: `x1`, `y'`. Every
other name stands for one particular thing.
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.formulas import formula_problems


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each variable of a formula that stands unbound."""
    return formula_problems("free-variable", context)
