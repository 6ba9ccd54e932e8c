"""The words of a quotation occur more than once in their source, so that nobody knows which place is meant.

## Why

A reader who looks a quotation up should land at the sentence that the statement renders, and see what
stands around it. A word or two that the source repeats lead nowhere in particular.

## Example

```text title="letter.txt"
I say that the lane will cost little. Mr Doyle asks whether the lane will cost little in trade.
```

```arg
map: A cycle lane for Bridge Street
  source: letter.txt

recommendation: The council should build the lane.
  because: The cycle lane is cheap.
    > the lane will cost little
  and unstated: What is cheap and of use should be built.
```

## Instead

Quote more, until the words fit one place only; or say where they stand, with `at: § 1`.

```text title="letter.txt"
I say that the lane will cost little. Mr Doyle asks whether the lane will cost little in trade.
```

```arg
map: A cycle lane for Bridge Street
  source: letter.txt

recommendation: The council should build the lane.
  because: The cycle lane is cheap.
    > I say that the lane will cost little.
  and unstated: What is cheap and of use should be built.
```

## How

Silent where the statement says where it stands (`at`), and where another of its quotations occurs once
only: that is enough to find the place. Where words are left out (`[…]`), of several ways to find the pieces
the tightest counts, and others only where they are at most twice as long. Several statements may quote
the same passage.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Related
from argmap.rules.context import Context
from argmap.wording import clip

_SHOWN = 3


def check(context: Context) -> Iterator[Diagnostic]:
    """Counts the places of every quotation."""
    if not any(statement.quotations for statement in context.statements):
        return
    from argmap.quotations.library import MOST

    for statement, quotation, file in context.library.quotations():
        places = file.find(quotation)
        if len(places) < 2 or "at" in statement.attributes:
            continue
        if any(len(file.find(other)) == 1 for other in statement.quotations):
            continue
        count = "twice" if len(places) == 2 else f"{len(places)} times"
        if len(places) >= MOST:
            count = f"at least {MOST} times"
        related = [
            Related("and here" if index else "here", file.source, place.span)
            for index, place in enumerate(places[:_SHOWN])
        ]
        yield context.report(
            "quotation-ambiguous",
            f"{file.name} has “{clip(quotation.text, 50)}” {count}",
            quotation.span or context.span(statement),
            "quote more of the sentence, so that the words fit one place only",
            "or say where they stand, for instance `at: § 2`",
            related=related,
        )
