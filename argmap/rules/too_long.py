"""A statement has more than 30 words.

## Why

A long statement mostly says several things, and fills a box that nobody reads. Leave out what the
argument doesn't need, or split it.

## Example

```arg
premise unanimity: Joining the alliance that was founded in Washington in April of the year 1949 by twelve states on both sides of the Atlantic requires the consent of each and every one of its members.
so: The pledge is hollow.
```

## Instead

```arg
premise unanimity: Joining the alliance requires the consent of every member.
so: The pledge is hollow.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context

_MOST = 30


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement of more than 30 words; dashes and other marks are none."""
    for statement in context.english_statements:
        if statement.text.count(" ") < _MOST:
            continue
        count = sum(any(map(str.isalnum, word)) for word in statement.text.split())
        if count > _MOST:
            yield context.report(
                "too-long",
                f"this statement has {count} words",
                statement,
                f"say it in at most {_MOST}, or split it",
            )
