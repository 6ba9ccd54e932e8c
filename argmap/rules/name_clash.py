"""A name is used in two ways in the formulas of a map.

## Why

Names mean the same throughout a map. A predicate with one place in one formula and two in the next would be
two predicates, and neither premise could be brought to bear on the other: a step that is valid in its
writer's eyes could not be proved. The same holds for a name that says something in one formula and
stands for a thing in another.

## Example

```arg
claim never: Ukraine will not join NATO.
  formula: not joins(ukraine)
  because consent: Whoever joins NATO has the consent of Hungary.
    formula: forall x (joins(x, nato) -> agrees(hungary, x))
  and refusal: Hungary refuses.
    formula: not agrees(hungary, ukraine)
```

## Instead

```arg
claim never: Ukraine will not join NATO.
  formula: not joins(ukraine, nato)
  because consent: Whoever joins NATO has the consent of Hungary.
    formula: forall x (joins(x, nato) -> agrees(hungary, x))
  and refusal: Hungary refuses.
    formula: not agrees(hungary, ukraine)
```

## How

The first use in the file counts, and those that differ from it are reported. Names differ in letter case.
Formulas of imported files count too.
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.formulas import formula_problems


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each way of using a name that is not its first."""
    return formula_problems("name-clash", context)
