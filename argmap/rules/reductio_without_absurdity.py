"""The outcome of a reductio contradicts nothing.

## Why

A proof `by reductio` rejects a supposition because something absurd follows from it. The absurdity is what the
passage concludes: it contradicts the supposition, or one around it, or a statement outside the passage that is held
without it. Without that nothing speaks against the supposition.

## Example

```arg
suppose largest: There is a largest prime.
  so product: The product of all primes, plus one, has a prime factor.
  so greater: There is a prime greater than the largest.
so none: There is no largest prime.
by reductio
```

## Instead

```arg
suppose largest: There is a largest prime.
  so product: The product of all primes, plus one, has a prime factor.
  so greater: There is a prime greater than the largest.
  contradicts largest
so none: There is no largest prime.
by reductio
```

## How

The outcome is what the last `so` in the column of the passage concludes. A contradiction of two statements that
both stand in the passage does not count: conclude from the two what is absurd. With a formula, that may be
`formula: false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.scheme_steps import scheme_span


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each passage that a reductio takes up and whose outcome is not absurd."""
    map = context.map
    against: dict[str, list[str]] = {}
    for one, other in map.contradictions:
        against.setdefault(one, []).append(other)
        against.setdefault(other, []).append(one)
    for argument in context.arguments:
        if argument.scheme != "reductio":
            continue
        for outcome, supposition in map.taken_up(argument).items():
            around = map.around(supposition)
            # What is supposed around the outcome, and the passages that a statement outside may stand in.
            supposed, places = {supposition, *around}, {None, *around}
            if _is_false(context, outcome) or any(
                other in supposed or (other in map and map[other].within in places)
                for other in against.get(outcome, ())
            ):
                continue
            name = context.name(supposition)
            inside = next(iter(against.get(outcome, ())), None)
            yield context.report(
                "reductio-without-absurdity",
                f"{context.name(outcome)} is no absurdity: it contradicts neither {name} nor a statement "
                "outside the passage",
                scheme_span(context, argument),
                "write below the outcome, in its column, what it contradicts: "
                f"`contradicts {map[supposition].label or 'LABEL'}`",
                *(
                    [
                        f"it contradicts {context.name(inside)}, which stands in the passage too: conclude from "
                        "both, `so: …`, what contradicts the supposition"
                    ]
                    if inside
                    else []
                ),
                "if the supposition itself leads to the conclusion, write: `by conditional-proof`",
                related=[context.related_thing("the outcome", outcome)],
            )


def _is_false(context: Context, statement: str) -> bool:
    """Whether the formula of a statement is `false`."""
    if "formula" not in context.map[statement].attributes:
        return False
    from argmap.formulas.formula import Truth

    formula = context.formulas.formulas.get(statement)
    return isinstance(formula, Truth) and not formula.value
