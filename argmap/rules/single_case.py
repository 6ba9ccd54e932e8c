"""A proof by cases takes up one passage only.

## Why

A proof `by cases` concludes what follows in each of two or more cases: from each supposition in a passage of its own.
One passage shows that the conclusion holds in that case alone. Mostly the others stand above it and are not joined:
each begins a group of its own until `and` stands before its `suppose`.

## Example

```arg
suppose busy: Ann is busy.
  so no-call: Ann does not call Ben.
suppose out: Ann is out of town.
  so no-visit: Ann does not visit Ben.
so alone: Ben is alone.
by cases
```

## Instead

```arg
premise either: Ann is busy or out of town.
and suppose busy: Ann is busy.
  so no-call: Ann does not call Ben.
and suppose out: Ann is out of town.
  so no-visit: Ann does not visit Ben.
so alone: Ben is alone.
by cases
```

## How

The premise that says that there are no other cases stands first, or is joined by `and`. Where the cases stand under
the conclusion, the first begins with `because suppose` and the others with `and suppose`, in the same column.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.scheme_steps import scheme_span, single_cases

_PREMISE = (
    "the premise that says that there are no other cases stands first, or is joined too: `and: …`"
)


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each argument by cases that takes up a single passage."""
    map = context.map
    for argument, supposition, others in single_cases(context):
        name = f"suppose {map[supposition].label or ''}".rstrip()
        if others:
            first, *rest = (
                f"suppose {s.label or ''}".rstrip()
                for s in sorted([*others, map[supposition]], key=lambda s: context.span(s).start)
            )
            shown = ", ".join(f"`and {one}: …`" for one in rest)
            help = (
                f"join the others: `{first}: …`, and below its passage, in the same column, {shown}"
            )
        else:
            help = f"join another case to `{name}: …`, in the same column: `and suppose other: …`, and what follows"
        yield context.report(
            "single-case",
            "a proof by cases needs two passages or more, and this step takes up one",
            scheme_span(context, argument),
            help,
            *([_PREMISE] if len(argument.premises) == 1 else []),
            "if the conclusion is what follows from this one supposition, write: `by conditional-proof`",
            related=[context.related_thing("the passage that it takes up", supposition)],
        )
