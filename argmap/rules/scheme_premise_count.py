"""A step has fewer or more premises than its scheme.

## Why

A scheme says which premises work together. With one of them missing the step is another one; with one too
many, some of them are a reason of their own. A warrant counts as a premise.

## Example

```arg
premise unanimity: If anybody refuses, nobody joins.
so hollow: Nobody joins.
by modus-ponens
```

## Instead

```arg
premise unanimity: If anybody refuses, nobody joins.
and refuses: Somebody refuses.
so hollow: Nobody joins.
by modus-ponens
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.scheme_steps import scheme_span, steps_with_known_scheme


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step with too few or too many premises for its scheme."""
    for argument, scheme in steps_with_known_scheme(context):
        count = len(argument.premises) + (argument.warrant is not None)
        fewer, more = count < scheme.least, scheme.most is not None and count > scheme.most
        if not (fewer or more):
            continue
        if scheme.name == "cases" and context.map.taken_up(argument):
            continue  # `single-case`
        roles = ", ".join(f"`{role.name}`" for role in scheme.obligatory)
        wanted = f"at least {scheme.least}" if fewer else f"at most {scheme.most}"
        has = "1 premise" if count == 1 else f"{count} premises"
        yield context.report(
            "scheme-premise-count",
            f"`{scheme.name}` has {wanted}, and this step has {has}",
            scheme_span(context, argument),
            f"its premises are: {roles}" if roles else "`argmap schemes` shows its form",
        )
