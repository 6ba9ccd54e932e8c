"""The formulas of a step that is called a deduction do not prove it.

## Why

A deduction is a step whose conclusion can't be false while its premises are true. Where all of them have formulas,
that is decided, and not a matter of calling it so: this step is none. `argmap evaluate` takes it at its word, so
that nothing rebuts its conclusion; `argmap evaluate --logic` does not.

## Example

```arg
claim rained: It has rained.
  formula: rained
  because rule: If it rains, the street is wet.
    formula: rained -> wet
  and wet: The street is wet.
    formula: wet
  by deduction
```

## Instead

```arg
claim rained: It has rained.
  formula: rained
  because rule: If it rains, the street is wet.
    formula: rained -> wet
  and wet: The street is wet.
    formula: wet
```

## How

The rule runs with `argmap check --logic` alone, which needs the extra `logic`. A step counts as proved where its
conclusion follows from premises that can be true together. Where a premise has no formula, nothing is said. `argmap
prove` shows a case where the premises are true and the conclusion is not, and what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import STRICT
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step that is called a deduction and is none."""
    assert context.logic is not None
    unproved = set(context.logic.unproved)
    for argument in context.arguments:
        if argument.id not in unproved:
            continue
        scheme = argument.scheme if argument.scheme in STRICT else "deduction"
        against = "against " if argument.role == "rebuts" else "to "
        yield context.report(
            "unproved-deduction",
            f"the formulas do not prove this step {against}{context.name(argument.target)}, which is said to be by {scheme}",
            argument,
            "`argmap prove` shows how the premises can be true without the conclusion, and what is missing",
            "add what is missing, mend the formulas, or take the line with `by` away",
        )
