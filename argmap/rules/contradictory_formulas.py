"""Two formulas deny each other, and the map does not say so.

## Why

A formula and its negation can't both be true. Where the map asserts or concludes a statement with the one and a
statement with the other, and nothing says that the two contradict each other, both may stand, and every step from
them is worth nothing.

## Example

```arg
claim safe: The bridge is safe.
  formula: safe(bridge)
  because: Engineers checked the bridge last year.

claim unsafe: The bridge is not safe.
  formula: not safe(bridge)
  because: The bridge has cracks.
```

## Instead

```arg
claim safe: The bridge is safe.
  formula: safe(bridge)
  because: Engineers checked the bridge last year.

claim unsafe: The bridge is not safe.
  formula: not safe(bridge)
  because: The bridge has cracks.
contradicts safe
```

## How

Formulas are compared as they are built: `not not p` is `p`, `p -> q` denies `p and not q`, and bound variables may
have other names. What takes a proof is found by `argmap check --logic`, and has a rule of its own,
[`inconsistent-formulas`](inconsistent-formulas.md). Statements of one passage are compared with each other, and what
is only reported, supposed or open counts where something on the map concludes it. An objection with the one formula
to the statement with the other says so too.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.formulas.negation import normal_form
from argmap.rules.context import Context
from argmap.rules.formulas import may_be_held, told_to_clash


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each statement whose formula an earlier one denies."""
    map = context.map
    own = {s.id for s in context.statements}
    denied: dict[tuple[str | None, str], list[str]] = {}
    for key, formula in context.formulas.formulas.items():
        statement = map[key]
        if not may_be_held(context, key):
            continue
        said = statement.within, normal_form(formula)
        for other in denied.get(said, ()):
            if (key in own or other in own) and not told_to_clash(context, (key, other)):
                yield (
                    _reported(context, other, key) if key in own else _reported(context, key, other)
                )
                break
        denied.setdefault((statement.within, normal_form(formula, negated=True)), []).append(key)


def _reported(context: Context, first: str, second: str) -> Diagnostic:
    label = context.map[first].label or "LABEL"
    return context.report(
        "contradictory-formulas",
        f"the formulas of {context.name(first)} and {context.name(second)} deny each other, and the map does not say so",
        context.span(second),
        f"write below its reasons, in its column: `contradicts {label}`",
        "or mend the formula that is wrong",
        related=[context.related_thing("the other", first)],
    )
