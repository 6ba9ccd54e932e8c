"""`by` names a scheme that no catalogue has.

## Why

A scheme brings its roles and its critical questions only under its own name. `argmap schemes` lists the
names; files of your own schemes are named in the configuration. If the rule of the step is a sentence of
yours, write `by: …`. `by deduction` is always known: it makes a step strict. So are `cumulative` and
`factorized`, by which `argmap evaluate --semantics carneades` weighs.

## Example

```arg
premise rule: If anybody refuses, nobody joins.
and refuses: Somebody refuses.
so hollow: Nobody joins.
by modus-ponnens
```

## Instead

```arg
premise rule: If anybody refuses, nobody joins.
and refuses: Somebody refuses.
so hollow: Nobody joins.
by modus-ponens
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, replace
from argmap.evaluate.available import WEIGHINGS
from argmap.model import STRICT
from argmap.rules.context import Context
from argmap.rules.scheme_steps import scheme_span
from argmap.syntax.words import one_slip_away


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step whose scheme is unknown."""
    for argument in context.arguments:
        name = argument.scheme
        if not name or name in (*STRICT, *WEIGHINGS) or name in context.schemes:
            continue
        if context.schemes_incomplete:
            continue  # it may stand in a file that could not be read
        from argmap.schemes.library import closest

        span = scheme_span(context, argument)
        guess = closest(name, context.schemes.values())
        fix = None
        certain = guess if guess == one_slip_away(name, (*context.schemes, *STRICT)) else None
        if certain and context.source.text[span.start : span.end] == name:
            fix = replace(f"write `{certain}`", span, certain)
        yield context.report(
            "unknown-scheme",
            f"no scheme has the name `{name}`",
            span,
            *(() if guess else ("`argmap schemes` lists the names",)),
            "or, if it is a rule of your own, write it as a sentence: `by: …`",
            fix=fix,
            meant=(name, guess),
        )
