"""A statement is said to hold regardless of something that it rests on.

## Why

`regardless of` claims that a statement is held whatever becomes of another. If a path of reasons leads
from that other to the statement, the map itself says otherwise. The path is shown. It may lead by way of conditions
(`provided`) and of other wordings (`restates`). Where no path leads there, nothing is said.

## Example

```arg
recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
    because line: Each side learns what the other plans.
  regardless of line
```

## Instead

```arg
recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
    because line: Each side learns what the other plans.
  regardless of pledge

claim pledge: The pledge is hollow.
  because: Nobody would fight for it.
```
"""

from collections.abc import Iterator
from itertools import pairwise

from argmap.diagnostics import Diagnostic, Related
from argmap.evaluate.graph import paths, trace
from argmap.model import Argument
from argmap.rules.context import Context, Place

_MOST = 1000  # related places of one diagnostic
_IN_FULL = 100  # diagnostics that show their path in full; more of them show where it begins


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each claim of independence that a path of support refutes."""
    own = {s.id for s in context.statements}
    claimed: dict[str, list[str]] = {}
    for claim in context.map.independences:
        if claim.statement in own or claim.of in own:
            claimed.setdefault(claim.statement, []).append(claim.of)
    if not claimed:
        return
    # From each statement down to all that it rests on, once.
    rests_on: dict[str, list[str]] = {}
    steps: dict[tuple[str, str], tuple[str, Argument | Place]] = {}
    for target, premise, words, at in _edges(context):
        rests_on.setdefault(target, []).append(premise)
        steps.setdefault((premise, target), (words, at))
    said = 0
    for statement, others in claimed.items():
        found = paths(rests_on, statement, others)
        for of in others:
            span = context.place("independence", statement, of, or_else=statement)
            if statement == of:
                message = f"{context.name(of)} can't be held regardless of itself"
                yield context.report("dependence", message, span, "name another statement")
                continue
            if of not in found:
                continue
            said += 1
            trail = trace(found, of, _MOST if said <= _IN_FULL else 6)
            names = [context.name(s) for s in trail]
            shown = names if len(names) <= 8 else [*names[:6], "…"]
            if trail[-1] != statement or len(names) > 8:
                shown += (
                    [context.name(statement)]
                    if shown[-1] == "…"
                    else ["…", context.name(statement)]
                )
            yield context.report(
                "dependence",
                f"{context.name(statement)} does rest on {names[0]}: {' → '.join(shown)}",
                span,
                "drop this line, or one of the steps on the way",
                related=[_line(context, a, b, *steps[a, b]) for a, b in pairwise(trail)],
            )


def _edges(context: Context) -> Iterator[tuple[str, str, str, Argument | Place]]:
    """What rests on what, in what way, and where that is said."""
    map = context.map
    for argument in map.arguments:
        if argument.role == "supports":
            for premise in argument.members:
                yield argument.target, premise, "rests on", argument
    for condition in map.conditions:
        a, b = condition.statement, condition.provided
        yield a, b, "is held only provided", ("condition", a, b)
    for a, b in map.restatements:
        yield a, b, "restates", ("restatement", a, b)
        yield b, a, "is restated by", ("restatement", a, b)


def _line(context: Context, a: str, b: str, words: str, at: Argument | Place) -> Related:
    message = f"{context.name(b)} {words} {context.name(a)}"
    if isinstance(at, Argument):
        return context.related_thing(message, at)
    return context.related(message, context.place(*at, or_else=b))
