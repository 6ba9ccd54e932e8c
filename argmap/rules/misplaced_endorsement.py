"""What an argument supports, a supposition or a whole section is endorsed.

## Why

`endorsed: yes` says that the author grants what a speaker says. What an argument supports is not granted: it is held
where its premises are. Endorse these, and the conclusion follows; or drop the reasons. What is only supposed is not
granted either: nobody asserts it, and what follows from it is held in its passage alone. Nor is a section granted as
a whole: whoever adds a line to it later would add it to what the author says.

## Example

```arg
claim safe: The bridge is safe.
  speaker: The engineer
  endorsed: yes
  because tested: The bridge was tested last year.
    speaker: The engineer
```

## Instead

```arg
claim safe: The bridge is safe.
  speaker: The engineer
  because tested: The bridge was tested last year.
    speaker: The engineer
    endorsed: yes
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each endorsed statement that an argument supports or that is only supposed, and for each
    endorsed section.
    """
    for section in context.map.sections:
        if "endorsed" in section.attributes and not context.map.imported(section.id):
            yield context.report(
                "misplaced-endorsement",
                "a section can't be endorsed as a whole",
                context.place("attribute", section.id, "endorsed", or_else=section),
                "write `endorsed: yes` under each of its premises that the author grants",
            )
    for statement in context.statements:
        if "endorsed" not in statement.attributes:
            continue
        if statement.kind == "supposition":
            yield context.report(
                "misplaced-endorsement",
                f"{context.name(statement)} is only supposed: nobody asserts it, so that it can't be endorsed",
                context.place("attribute", statement.id, "endorsed", or_else=statement),
                "drop this line; or, if the author grants it, write `premise: …` instead of `suppose: …`",
            )
            continue
        reasons = context.map.supporters(statement)
        if reasons:
            granted = [p for p in reasons[0].premises if context.map[p].kind != "supposition"]
            names = [context.name(p) for p in granted]
            help = (
                f"endorse its premises instead: write `endorsed: yes` under {', '.join(names[:3])}"
            )
            if not granted:
                help = "drop this line: it follows from what is only supposed, and that can't be endorsed"
            yield context.report(
                "misplaced-endorsement",
                f"{context.name(statement)} has reasons, and can't be granted as it stands",
                context.place("attribute", statement.id, "endorsed", or_else=statement),
                help,
                related=[context.related_thing("a reason for it", reasons[0])],
            )
