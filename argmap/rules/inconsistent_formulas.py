"""Statements can't be true together, and the map does not say so.

## Why

Two of three may be true, and yet not all three: a rule, a case of it, and the denial of what follows. Where the map
asserts or concludes all of them and nothing says that they contradict each other, all may stand, and with them
whatever one likes.

## Example

```arg
claim home: We stay at home.
  formula: home
  because moored: The ferry does not sail.
    formula: not sails

claim ready: The harbour is ready.
  because rule: If the tide is in, the ferry sails.
    formula: tide -> sails
  and tide: The tide is in.
    formula: tide
```

## Instead

```arg
claim home: We stay at home.
  formula: home
  because moored: The ferry does not sail.
    formula: not sails

claim ready: The harbour is ready.
  because rule: If the tide is in and there is no storm, the ferry sails.
    formula: tide and not storm -> sails
  and tide: The tide is in.
    formula: tide
```

## How

The rule runs with `argmap check --logic` alone, which needs the extra `logic`. It names a set of which none can be
left out. Two formulas of which one is the other's negation are left to `contradictory-formulas`. Statements count
as they do there; a contradiction between two of the set says that they clash, and so does an objection by some of
them to another, or to what follows from others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.diagnostics import Diagnostic
from argmap.evaluate.logic import Drawn
from argmap.formulas.negation import normal_form
from argmap.rules.context import Context
from argmap.rules.formulas import may_be_held, told_to_clash


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each set, at the one of its statements that comes last in the file."""
    assert context.logic is not None
    own = {s.id for s in context.statements}
    drawn = Drawn(context.judged)
    for conflict in context.logic.conflicts:
        if own.isdisjoint(conflict) or _deny_each_other(context, conflict):
            continue
        if not all(may_be_held(context, key) for key in conflict):
            continue
        if len(conflict) > 1 and (told_to_clash(context, conflict) or drawn.covers(conflict)):
            continue
        yield _reported(context, [key for key in conflict if key in own], conflict)


def _deny_each_other(context: Context, conflict: Sequence[str]) -> bool:
    formulas = [context.formulas.formulas[key] for key in conflict]
    return len(formulas) == 2 and normal_form(formulas[0]) == normal_form(formulas[1], negated=True)


def _reported(context: Context, own: Sequence[str], conflict: Sequence[str]) -> Diagnostic:
    last = max(own, key=lambda key: context.span(key).start)
    if len(conflict) == 1:
        message = f"{context.name(last)} can't be true: its formula contradicts itself"
        mend = "mend the formula"
    else:
        names = context.names_joined(conflict, ", ")
        message = f"these can't be true together by their formulas: {names}"
        mend = "give up one of them, say what they leave out, or mend the formula that is wrong"
    return context.report(
        "inconsistent-formulas",
        message,
        context.span(last),
        mend,
        related=[context.related_thing("with this", key) for key in conflict if key != last],
    )
