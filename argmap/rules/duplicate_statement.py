"""Two statements say the same in the same words.

## Why

One statement said twice is two boxes in the figure, and what is said for or against the one does not reach the
other. Give the first a label, and name it where it is used again. Letter case, white space and the full stop don't
count; the same words of two different speakers are two statements. So are the same words in two passages, or in a
passage and outside it: cases and reductio repeat words. Suppositions are compared where one step takes up both.

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
    first: dict[object, Statement] = {}
    by = _discharged_by(context)
    own = {s.id for s in context.statements}
    imported = [s for s in context.map.statements if s.id not in own]
    for statement in (*imported, *context.statements):
        words = " ".join(seen(statement.text).casefold().split()).rstrip(" .")
        if not words:
            continue
        kind: object = None  # of other things the same words may be said once more
        if statement.kind == "question":
            kind = "question"
        elif statement.kind == "supposition":
            kind = by.get(statement.id, statement.id)
        speakers = context.map.speakers_of(statement)
        other = first.setdefault((words, speakers, statement.within, kind), statement)
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
        if statement.kind == "supposition":
            yield context.report(
                "duplicate-statement",
                "the same is supposed twice, and one step takes up both passages",
                statement,
                "say in one passage what follows from it, or suppose something else here",
                related=[context.related_thing("supposed first here", other)],
            )
            continue
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


def _discharged_by(context: Context) -> dict[str, str]:
    """By supposition, the first argument that takes up its passage."""
    found: dict[str, str] = {}
    for argument in context.map.arguments:
        for supposition in context.map.taken_up(argument).values():
            found.setdefault(supposition, argument.id)
    return found
