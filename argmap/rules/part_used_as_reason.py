"""A part of a whole is given as a reason for it.

## Why

That a plan includes a measure is no reason for the plan: the measure is recommended together with it. If
the measure does speak for something, it speaks for the goal that both serve.

## Example

```arg
recommendation plan: The city should become safe for cyclists.
  because hurt: Eleven cyclists were hurt last year.
  because lane
  including lane: The city should build a lane on Bridge Street.
```

## Instead

```arg
recommendation plan: The city should become safe for cyclists.
  because hurt: Eleven cyclists were hurt last year.
  including lane: The city should build a lane on Bridge Street.
    because: Most of them were hurt on Bridge Street.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context

_DEEPEST = 50  # levels of parts in parts


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each premise that is a part, at any level, of what it should support."""
    wholes: dict[str, list[str]] = {}
    for part in context.map.parts:
        wholes.setdefault(part.part, []).append(part.whole)
    if not wholes:
        return
    for argument in context.arguments:
        if argument.role != "supports":
            continue
        for premise in argument.premises:
            if premise in wholes and _is_part(premise, argument.target, wholes):
                yield context.report(
                    "part-used-as-reason",
                    f"{context.name(premise)} is a part of {context.name(argument.target)}, "
                    "and no reason for it",
                    argument,
                    "drop this step, or give a reason that is no part of it",
                    related=[
                        context.related_thing(
                            "the part",
                            premise,
                        )
                    ],
                )


def _is_part(part: str, whole: str, wholes: dict[str, list[str]]) -> bool:
    seen, front = {part}, [part]
    for _ in range(_DEEPEST):
        front = [w for p in front for w in wholes.get(p, ()) if w not in seen]
        if whole in front:
            return True
        seen.update(front)
        if not front:
            return False
    return False
