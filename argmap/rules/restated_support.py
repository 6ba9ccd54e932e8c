"""A statement is given as a reason for another wording of itself.

## Why

What is said in other words is no reason: whoever doubts the one doubts the other. To say the same thing again in
the place of a reason is to beg the question, and it is no better if other statements stand between the two. Where
statements rest on each other by their labels alone, `circular-support` says so.

## Example

```arg
claim free: The will is free.
  because master: We are masters of what we want.
    because agency: Nothing outside us makes us want what we want.
agency
restates free
```

## Instead

```arg
claim free: The will is free.
  because master: We are masters of what we want.
    because regret: We regret some of what we wanted.
claim agency: Nothing outside us makes us want what we want.
restates free
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.evaluate.graph import cycles, support_graph
from argmap.rules.circles import circles, first_line, related_lines, shown, support_edges
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each group of statements that rest on each other by way of other wordings."""
    map = context.map
    plain = {
        context.wording(key) for cycle in cycles(support_graph(map)) for key in cycle
    }  # which `circular-support` reports
    for circle in circles(context, support_edges(context)):
        edge = circle[0]
        if edge.statement == edge.other:
            continue  # `self-support`
        if any(context.wording(e.statement) in plain for e in circle):
            continue
        if len(circle) == 1:
            message = (
                f"{context.name(edge.other)} says in other words what it is a reason for: "
                f"{context.name(edge.statement)}"
            )
            related = [context.related_thing("the other wording", edge.statement)]
        else:
            message = f"these reasons lead back to another wording of what they support: {shown(context, circle)}"
            related = related_lines(context, circle)
        yield context.report(
            "restated-support",
            message,
            first_line(circle),
            "give a reason that can be believed by whoever doubts the conclusion",
            "or, if the two say different things, drop the `restates` line",
            related=related,
        )
