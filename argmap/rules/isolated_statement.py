"""A statement that nothing connects with any other.

## Why

A statement that is no reason, no conclusion, no objection and no part does nothing on the map. Mostly a
connective was forgotten, or a line should be indented. What only explains the setting may say so with
`type: background`.

## Example

```arg
premise unanimity: Joining NATO requires unanimity.
so: The Ukraine pledge is hollow.

premise summit: The presidents met by video in December.
```

## Instead

```arg
premise unanimity: Joining NATO requires unanimity.
so: The Ukraine pledge is hollow.

premise summit: The presidents met by video in December.
  type: background
```
"""

from collections.abc import Iterator
from itertools import zip_longest

from argmap.diagnostics import Diagnostic
from argmap.model import Statement
from argmap.rules.context import Context
from argmap.rules.roots import ids_in_relations

_ASKED_ELSEWHERE = ("recommendation", "question", "supposition")
"""What other rules ask for: reasons, answers, and what follows."""


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each statement without any relation; a lone claim, a recommendation, a question and
    a supposition are told what they lack by other rules.
    """
    connected = ids_in_relations(context)
    alone = len(context.map.statements) == 1
    for statement, after in zip_longest(context.statements, context.statements[1:]):
        if (
            statement.id not in connected
            and statement.kind not in _ASKED_ELSEWHERE
            and not (alone and statement.kind == "claim")
            and statement.attributes.get("type") != "background"
        ):
            yield context.report(
                "isolated-statement",
                f"nothing connects {context.name(statement)} with any other statement",
                statement,
                *_joining(statement, after),
                "say what it does: `because`, `but` or another connective under the statement that "
                "it speaks about, or `so: …` below it",
                "if it only explains the setting, write under it: `type: background`",
            )


def _joining(statement: Statement, after: Statement | None) -> Iterator[str]:
    """How to join a statement to the passage below it: it may say that there are no other cases."""
    if statement.kind != "premise" or after is None:
        return
    if after.kind == "supposition" and after.within == statement.within:
        head = f"and suppose {after.label or ''}".rstrip()
        yield (
            f"join the passage below to it, and each further one: `{head}: …`; so a premise stands that says "
            "which cases there are, as `by cases` takes them up"
        )
