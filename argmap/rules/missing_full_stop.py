"""A statement ends without a full stop.

## Why

A statement is a sentence, and journals print sentences with a stop. The rule is off unless it is selected,
or the profile is `strict`.

## Example

```arg
premise unanimity: Joining NATO requires unanimity.
so: The pledge is hollow
```

## Instead

```arg
premise unanimity: Joining NATO requires unanimity.
so: The pledge is hollow.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement whose last mark is none that ends a sentence."""
    for statement in context.english_statements:
        if not statement.text.rstrip().rstrip("”\"’')]»*").endswith((".", "!", "?", "…")):
            yield context.report(
                "missing-full-stop",
                "this statement ends without a full stop",
                statement,
                "end it with a full stop",
            )
