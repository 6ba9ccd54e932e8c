"""What formulas prove was not decided within the limit.

## Why

First-order logic is undecidable: of some formulas no program finds out whether they can be true together. A step is
left as it is marked then, and a contradiction may go unseen, which is worth knowing.

## Example

```arg
claim greater: Every number is greater than another.
  formula: forall x exists y less(y, x)
  because further: Every number is less than another.
    formula: forall x exists y less(x, y)
  and chain: What is less than a lesser number is less than the greater.
    formula: forall x forall y forall z (less(x, y) and less(y, z) -> less(x, z))
  and other: No number is less than itself.
    formula: forall x not less(x, x)
```

## Instead

```arg
claim two: The first number is less than another.
  formula: exists y less(first, y)
  because further: Every number is less than another.
    formula: forall x exists y less(x, y)
```

## How

The rule runs with `argmap check --logic` alone, which needs the extra `logic`. The limit is counted in work, so
that the answer is the same on every machine. `argmap prove --limit SECONDS` goes further.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context

_SHOWN = 9  # so many other steps are shown


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the steps that were not decided; one for the map, where contradictions may be left."""
    logic = context.logic
    assert logic is not None
    further = "`argmap prove --limit SECONDS` looks further"
    undecided = set(logic.undecided)
    steps = [a for a in context.arguments if a.id in undecided]
    if steps:
        first, *others = steps
        this = f"this step to {context.name(first.target)}"
        some = f"{this} and {len(others)} other{'s' if len(others) > 1 else ''}"
        yield context.report(
            "undecided-formulas",
            f"whether the formulas prove {some if others else this} was not decided within the limit",
            first,
            further,
            related=[context.related_thing("nor this", a) for a in others[:_SHOWN]],
        )
    stated = [s for s in context.statements if s.id in context.formulas.formulas]
    if not logic.complete and stated:
        yield context.report(
            "undecided-formulas",
            "not all contradictions between formulas were looked for within the limit: there may be more",
            stated[0],
            further,
        )
