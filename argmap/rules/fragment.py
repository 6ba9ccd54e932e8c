"""A statement is no sentence: it has no verb.

## Why

A heading such as “Renewal of arms control” says what a passage is about, and not what is so or what should
be done. Nothing can support it. Write the sentence that it stands for.

## How

The rule speaks only where no word of the statement could be a finite verb; it misses fragments rather
than object to a sentence. An imperative is one: “Tax carbon.” Answers to a question may be short.

## Example

```arg
premise unanimity: Joining NATO requires unanimity.
so: Hollow pledge.
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
from argmap.rules.english import may_hold_a_verb


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement without any word that could be a finite verb."""
    answers = {a.answer for a in context.map.answers}
    for statement in context.english_statements:
        if statement.id in answers:
            continue
        advice = statement.kind == "recommendation"
        # `{S}`, as in lines that were pasted, stands for a sentence to be written.
        if not may_hold_a_verb(statement.text, advice) and "{" not in statement.text:
            yield context.report(
                "fragment",
                "this has no verb, and a statement is a sentence",
                statement,
                "write what is so, or what should be done: “The pledge is hollow.”",
            )
