"""What stands under `formula` can't be read as a formula.

## Why

A formula is there so that a step can be proved. One that breaks off, or that uses the signs of another
notation, may be read in more ways than one, and a proof must not rest on a guess. `~` in particular
means *not* in some notations and is part of a name in others.

## Example

```arg
claim never: Ukraine will not join.
  formula: ~joins(ukraine)
  because refusal: Some ally refuses.
    formula: exists a (ally(a) and not agrees(a, ukraine)
  and unanimity: Whoever joins has the consent of every ally.
    formula: forall x (joins(x) => forall a (ally(a) => agrees(a, x)))
```

## Instead

```arg
claim never: Ukraine will not join.
  formula: not joins(ukraine)
  because refusal: Some ally refuses.
    formula: exists a (ally(a) and not agrees(a, ukraine))
  and unanimity: Whoever joins has the consent of every ally.
    formula: forall x (joins(x) -> forall a (ally(a) -> agrees(a, x)))
```

## How

The words are `not`, `and`, `or`, `->`, `<->`, `=`, `!=`, `forall`, `exists`, `true` and `false`, all in
lower case. The signs ¬ ∧ ∨ → ↔ ≠ ∀ ∃ and `-`, `&`, `|`, `all x.` are read as well. Signs of other notations
are reported one by one, each with its mend; of the rest, the first place that does not fit. A formula may
be nested up to 200 levels deep.
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.formulas import formula_problems


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each foreign sign, and one for the first place that does not fit."""
    return formula_problems("invalid-formula", context)
