"""What an argument supports is endorsed, or a whole section.

## Why

`endorsed: yes` says that the author grants what a speaker says. What an argument supports is not granted: it is held
where its premises are. Endorse these, and the conclusion follows; or drop the reasons. Nor is a section granted as a
whole: whoever adds a line to it later would add it to what the author says.

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
    """One diagnostic for each endorsed statement that an argument supports, and for each endorsed section."""
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
        reasons = context.map.supporters(statement)
        if reasons:
            names = [context.name(p) for p in reasons[0].premises]
            yield context.report(
                "misplaced-endorsement",
                f"{context.name(statement)} has reasons, and can't be granted as it stands",
                context.place("attribute", statement.id, "endorsed", or_else=statement),
                f"endorse its premises instead: write `endorsed: yes` under {', '.join(names[:3])}",
                related=[context.related_thing("a reason for it", reasons[0])],
            )
