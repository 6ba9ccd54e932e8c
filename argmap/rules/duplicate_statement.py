"""Two statements say the same in the same words.

## Why

One statement said twice is two boxes in the figure, and what is said for or against the one does not
reach the other. Give the first a label, and name it where it is used again. Letter case, white space and
the full stop don't count; the same words of two different speakers are two statements.

## Example

```arg
claim one: The pledge is hollow.
  because: Few allies would fight for Ukraine.

recommendation two: NATO should take back its pledge.
  because: Few allies would fight for Ukraine.
```

## Instead

```arg
claim one: The pledge is hollow.
  because few: Few allies would fight for Ukraine.

recommendation two: NATO should take back its pledge.
  because few
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Statement
from argmap.rules.context import Context
from argmap.wording import seen


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each statement whose words stand already above it, or in an import."""
    first: dict[tuple[str, str | None], Statement] = {}
    own = {s.id for s in context.statements}
    imported = [s for s in context.map.statements if s.id not in own]
    for statement in (*imported, *context.statements):
        words = " ".join(seen(statement.text).casefold().split()).rstrip(" .")
        if not words:
            continue
        other = first.setdefault((words, statement.speaker), statement)
        if other is statement or statement.id not in own:
            continue
        if (
            statement.label is None
            and context.duplicate_label_lines
            and context.line(context.span(statement)) in context.duplicate_label_lines
        ):
            continue  # the whole line stands twice, which has been said
        said = "the same words were said before"
        if other.id not in own:
            said = f"the same words stand in an import, as `{other.id}`"
        name = other.label or "a-label"
        yield context.report(
            "duplicate-statement",
            said,
            statement,
            f"refer to it by its label: `{name}`"
            if other.label
            else f"give the first a label, and refer to it: `{name}`",
            related=[context.related_thing("said first here", other)],
        )
