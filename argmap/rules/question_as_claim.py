"""A statement is a question.

## Why

A question can't be true or false, so nothing can support it or speak against it. Write the answer that the map
argues for; a rhetorical question of the source may stand in the quotation. What is at issue, with rival answers
under it, is written `question: …`.

## Example

```arg
premise unanimity: Joining NATO requires unanimity.
so: Is the pledge not hollow?
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


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement that ends in a question mark."""
    for statement in context.english_statements:
        text = statement.text.rstrip().rstrip("!")
        # A question in quotes is one where nothing else is said.
        if text[:1] in "“\"‘'«(":
            text = text.rstrip("”\"’'»)")
        if text.endswith(("?", "\uff1f", "?)")):
            yield context.report(
                "question-as-claim",
                "this is a question, and a statement says what is so",
                statement,
                "write the answer as a sentence",
                *(
                    []
                    if statement.kind == "supposition"
                    else [
                        "or, if it is what is at issue, write `question: …`, and under it `answer: …`"
                    ]
                ),
            )
