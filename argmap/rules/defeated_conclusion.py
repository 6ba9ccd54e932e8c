"""What the map argues for is out, since something that stands on it defeats it.

## Why

A reader who weighs the map as it is drawn ends with another result than its author. The rule evaluates the map as
`argmap evaluate` does, and looks at roots and recommendations that the author asserts and argues for. If one is out
by what the map itself holds against it, against a reason for it or against a step on the way, the message says why,
and where that begins. Answer the objection, or say that it is granted (`although`), that something outweighs it, or
whose conclusion it is (`speaker`). An objection to a root itself that no answer meets is told by
`unanswered-rebuttal`; that a rival (`contradicts`) alone defeats it is left to the map, which sets out both.

The rule is off in the default profile, since a map may set up an argument in order to refute it.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because safer: Cycling would be safer.
    because fewer: Lanes lead to fewer collisions.
      but turns: Most collisions happen where cars turn.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because safer: Cycling would be safer.
    because fewer: Lanes lead to fewer collisions.
      but turns: Most collisions happen where cars turn.
        but: The lane has lights of its own at each turn.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Statement
from argmap.rules.context import Context
from argmap.rules.roots import own_roots
from argmap.rules.unanswered_rebuttal import given_up, standing_objections

_MOST = 20  # related places of one diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each root and recommendation with reasons that the author asserts and that is defeated."""
    asked = _asked(context)
    if not asked:
        return
    told = {root.id for root, _ in standing_objections(context)}
    for statement in asked:
        key = statement.id
        if key in told or key not in context.defeated or _by_rivals_alone(context, key):
            continue
        fallen = _fallen(context, key)
        related = [
            context.related_thing(f"{context.name(k)} is out: {context.reasons.why(k)}", k)
            for k in fallen
        ]
        why = context.reasons.why(key)
        if fallen and any(True for _ in context.rivals(key)):
            why += f"; {context.name(fallen[0])}, which it rests on, is out as well"
        yield context.report(
            "defeated-conclusion",
            f"{context.name(statement)} is out by what the map holds against it: {why}",
            statement,
            "answer what stands against it, indented under that: `but: …`",
            "or grant it with `although`, or say what it is outweighed by: `outweighs …`",
            related=related,
        )


def _asked(context: Context) -> list[Statement]:
    """The roots and the recommendations that the author asserts and argues for."""
    map = context.map
    own = {s.id: s for s in own_roots(context)}
    own.update((s.id, s) for s in context.statements if s.kind == "recommendation")
    return [
        s
        for s in context.statements
        if s.id in own
        and map.supporters(s)
        and not s.open
        and s.within is None
        and not map.reported(s)
        and not given_up(context, s)
    ]


def _by_rivals_alone(context: Context, key: str) -> bool:
    """Whether a statement that is defeated would not be without what excludes it: of rivals, not all can stand."""
    if not any(True for _ in context.rivals(key)):
        return False
    reasons = context.reasons
    if any(a.argument is not None and a.holds and not a.spared for a in reasons.attacks(key)):
        return False
    beaten = context.defeated
    if not beaten.isdisjoint(reasons.conditions(key)):
        return False
    steps = [step for step, _ in reasons.steps(key)]
    if any(reasons.failing(step) == (None, None) for step in steps):
        return True
    return all(beaten.isdisjoint(s.members) and reasons.failing(s)[1] is None for s in steps)


def _fallen(context: Context, key: str) -> list[str]:
    """The statements below one that is out, as far as each falls with the next; at the last one something stands."""
    reasons = context.reasons
    found: list[str] = []
    at: str | None = key
    while at is not None and len(found) < _MOST:
        steps = [step for step, _ in reasons.steps(at)]
        below = (reasons.failing(step)[0] for step in steps)
        at = next((k for k in below if k is not None and k in context.defeated), None)
        if at in found or at == key:
            break
        found += [at] if at is not None else []
    return found
