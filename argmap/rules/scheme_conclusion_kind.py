"""A scheme concludes to another kind of statement.

## Why

Some schemes tell what is the case, and some what should be done. A practical scheme with a claim as its
conclusion, or a theoretical one with a recommendation, is the wrong scheme, or two steps in one: first
what is so, then what follows for action.

## Example

```arg
# argmap: ignore[open-critical-questions]
recommendation close: The council should close the well.
  because ill: People around the well fell ill.
  and indicates: Illness around a well is a sign of bad water.
  by sign
```

## Instead

```arg
# argmap: ignore[open-critical-questions]
recommendation close: The council should close the well.
  because bad: The water is bad.
    because ill: People around the well fell ill.
    and indicates: Illness around a well is a sign of bad water.
    by sign
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.scheme_steps import scheme_span, steps_with_known_scheme


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step of support whose target is not of the scheme's kind."""
    for argument, scheme in steps_with_known_scheme(context):
        if argument.role != "supports":
            continue
        kind = context.map[argument.target].kind
        wanted = scheme.conclusion_kind
        # Premises and rebuttals may say what should be done, too.
        if {wanted, kind} != {"claim", "recommendation"}:
            continue
        yield context.report(
            "scheme-conclusion-kind",
            f"`{scheme.name}` concludes to a {wanted}, and "
            f"{context.name(argument.target)} is a {kind}",
            scheme_span(context, argument),
            "name a scheme of the other kind (`argmap schemes` lists them), or make it two steps",
            related=[context.related_thing("the conclusion", argument.target)],
        )
