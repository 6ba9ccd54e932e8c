"""A statement has a text file for its source and quotes nothing of it.

## Why

In an exercise of reading, every statement of the map should be traceable to the words that it renders, and
what the text leaves unsaid should be marked as `unstated`. A statement with neither is often the reader's
own thought in the author's mouth.

## Example

```text title="letter.txt"
Last year, eleven cyclists were hurt on Bridge Street. A street where people are hurt is dangerous.
```

```arg
map: A cycle lane for Bridge Street
  source: letter.txt

premise: Eleven cyclists were hurt on Bridge Street last year.
and: A street where cyclists were hurt is dangerous.
  > A street where people are hurt is dangerous.
so unstated: Bridge Street is dangerous.
```

## Instead

Quote the words, or say that nobody wrote them.

```text title="letter.txt"
Last year, eleven cyclists were hurt on Bridge Street. A street where people are hurt is dangerous.
```

```arg
map: A cycle lane for Bridge Street
  source: letter.txt

premise: Eleven cyclists were hurt on Bridge Street last year.
  > Last year, eleven cyclists were hurt on Bridge Street.
and: A street where cyclists were hurt is dangerous.
  > A street where people are hurt is dangerous.
so unstated: Bridge Street is dangerous.
```

## How

Part of the profile `teach`. Silent for `unstated` statements, for what is `open`, as exceptions are (`unless: …`),
for questions, for `type: background`, and where the nearest source is a citation or a web address, or a file that
can't be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """Looks for statements that should quote."""
    for statement in context.statements:
        if (
            statement.quotations
            or statement.unstated
            or statement.open
            or statement.kind == "question"
            or statement.attributes.get("type") == "background"
        ):
            continue
        file = context.library.file_of(statement)
        if file is not None and not file.problem:
            yield context.report(
                "unquoted-statement",
                f"{context.name(statement)} quotes nothing of {file.name}",
                statement,
                "quote the words that it renders, below it: `> words as they stand there`",
                "or mark what the source leaves unsaid with `unstated`",
            )
