"""Statements that are given as reasons for each other, in a circle.

## Why

A circle of reasons proves nothing: whoever doubts one of its statements is sent round it and comes back
with the same doubt. In an evaluation all of them are out, unless something outside the circle supports
one. A map may describe such a circle, so this is a warning. The shortest circle is shown, with each of
its lines; other circles among the same statements come to light when it is broken.

## Example

```arg
claim strong: NATO is strong.
  because feared: NATO's rivals fear it.
    because strong
```

## Instead

```arg
claim strong: NATO is strong.
  because feared: NATO's rivals fear it.
    because budget: NATO's members spend more on defence than its rivals do.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.evaluate.graph import cycles, edges, support_graph
from argmap.model import Argument
from argmap.rules.context import Context

_MOST = 1000  # related places of one diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each group of statements that rest on each other."""
    found = cycles(support_graph(context.map))
    if not found:
        return
    steps: dict[tuple[str, str], Argument] = {}
    for argument in context.map.arguments:
        if argument.role == "supports":
            for premise in argument.members:
                steps.setdefault((argument.target, premise), argument)
    for cycle in found:
        pairs = edges(cycle)
        own = [steps[pair] for pair in pairs if "." not in steps[pair].id]
        if not own:
            continue  # a cycle within an imported file is reported there
        message = f"{len(cycle)} statements rest on each other in a circle: "
        related = [
            context.related_thing(
                f"{context.name(target)} rests on {context.name(premise)}", steps[pair]
            )
            for pair in pairs
            if "." not in steps[pair].id
            for target, premise in (pair,)
        ]
        yield context.report(
            "circular-support",
            message + context.names_joined([*cycle, cycle[0]], " ← "),
            min(own, key=lambda a: context.span(a).start),
            "drop one of these steps, and support what it supported from outside the circle",
            *(
                [f"the circle has {len(related) - _MOST} more lines"]
                if len(related) > _MOST
                else []
            ),
            related=related[:_MOST],
        )
