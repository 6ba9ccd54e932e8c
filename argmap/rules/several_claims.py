"""A statement is more than one sentence.

## Why

Two sentences in one box can't be supported, attacked or used apart, and an objection to the one looks
like an objection to both. Make them two statements: joined by `and` if they work together, or with a line
of its own for each.

## How

A sentence ends at a full stop, a question mark or an exclamation mark before a capital letter; the stops
of abbreviations and initials, and what is quoted or in brackets, don't count.

## Example

```arg
premise unanimity: Joining NATO requires unanimity. Few allies would agree.
so: The pledge is hollow.
```

## Instead

```arg
premise unanimity: Joining NATO requires unanimity.
and few: Few allies would agree.
so: The pledge is hollow.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.english import blank_quotations, sentence_break, span_of_words


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement in which a second sentence begins."""
    for statement in context.english_statements:
        at = sentence_break(blank_quotations(statement.text))
        if at is not None and statement.text[at:].strip():
            yield context.report(
                "several-claims",
                "a second sentence begins here, and a statement is one",
                span_of_words(
                    context, statement, statement.text[at:].split()[0], statement.text[:at]
                ),
                "make it a statement of its own: `and: …`",
            )
