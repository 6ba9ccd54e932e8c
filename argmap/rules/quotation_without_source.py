"""A statement quotes, and nothing says from what.

## Why

Words in quotation are somebody's words. Without a source no reader can look them up, and neither can
argmap.

## Example

```arg
claim: Bridge Street is dangerous for cyclists.
  because: Eleven cyclists were hurt there last year.
    > Last year, eleven cyclists were hurt
```

## Instead

Name the source once, for the whole map, for a section, or for one statement. A text file beside the map
is looked into; a web address or a citation is left to the reader.

```arg
map: A cycle lane for Bridge Street
  source: Ruth Okafor, letter to the Ashford Bridge Courier, 22 November 2026

claim: Bridge Street is dangerous for cyclists.
  because: Eleven cyclists were hurt there last year.
    > Last year, eleven cyclists were hurt
```

## How

Said once a statement, at its first quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """Looks for statements that quote and have no source."""
    # One that is out of its form is known to its writer already.
    if context.map.attributes.get("source") or ("attribute", "", "source") in context.places:
        return
    for statement in context.statements:
        if statement.quotations and context.library.origin(statement) is None:
            count = len(statement.quotations)
            what = "this quotation has" if count == 1 else f"these {count} quotations have"
            yield context.report(
                "quotation-without-source",
                f"{what} no source to be looked up in",
                statement.quotations[0].span or context.span(statement),
                "name it under `map:`, a section or the statement: `source: letter.txt`, "
                "or a web address, or a citation",
            )
