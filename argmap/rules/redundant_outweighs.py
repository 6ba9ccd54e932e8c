"""A preference that decides nothing, or is stated already.

## Why

`A outweighs C` says that where the two conflict, C does not defeat A. Where nothing puts them in conflict,
where `although` has granted C already, or where the same is said twice, the line changes nothing, and a
reader looks for a conflict that isn't there. Two statements conflict where one is held against the other
or against a step from it, where they contradict each other, and where they are used on the two sides of
one question.

## Example

```arg
premise cheap: The old bridge is cheap.
outweighs ugly

claim keep: The city can keep the bridge.
  because cheap

claim paint: The bridge needs paint.
  because ugly: The bridge is ugly.
```

## Instead

```arg
premise cheap: The old bridge is cheap.
outweighs ugly

claim keep: The city should keep the bridge.
  because cheap
  but ugly: The bridge is ugly.
```
"""

from collections.abc import Iterator
from itertools import islice

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context

_MOST = 1000  # statements that one is looked at in its relation to
_OTHER = {"supports": "rebuts", "rebuts": "supports"}


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each preference between statements that nothing sets against each other."""
    preferences = context.map.preferences
    if not preferences:
        return
    own = {s.id for s in context.statements}
    seen = set()
    for preference in preferences:
        pair = (preference.preferred, preference.over)
        a, c = pair
        if not (a in own or c in own) or a == c:
            continue
        span = context.place("preference", a, c, or_else=a)
        message = help = ""
        if pair in seen:
            message = f"that {context.name(a)} outweighs {context.name(c)} is said twice"
            help = "drop one of the two"
        elif _conceded(context, a, c):
            message = (
                f"{context.name(c)} is granted already with `although`, so this line adds nothing"
            )
            help = f"drop it, or name the reason for {context.name(a)} that is heavier"
        elif not _conflict(context, a, c):
            message = f"nothing sets {context.name(c)} against {context.name(a)}"
            help = "drop this line, or say how the two conflict: with `but`, or with `contradicts`"
        seen.add(pair)
        if message:
            yield context.report("redundant-outweighs", message, span, help)


def _conceded(context: Context, a: str, c: str) -> bool:
    """Whether all that C does to A is to be granted and outweighed."""
    attacks = [x for x in context.map.attackers(a) if c in x.premises]
    return bool(attacks) and all(x.conceded for x in attacks)


def _conflict(context: Context, a: str, c: str) -> bool:
    if context.exclude(a, c):
        return True
    if context.wording(a) == context.wording(c):
        return False
    ours, theirs = _touched(context, a), _touched(context, c)
    return any(
        key in theirs and ("rebuts" in (side, theirs[key]) and side != theirs[key])
        for key, side in ours.items()
    )


def _touched(context: Context, statement: str) -> dict[str, str]:
    """What a statement speaks for and against, itself included: an undercut is against what the step
    that it attacks is for, and what is for one of two rivals is against the other.
    """
    sides = {statement: "supports"}
    front = [(statement, "supports")]
    while front and len(sides) < _MOST:
        at, side = front.pop()
        for rival in islice(context.rivals(at), _MOST):
            if rival not in sides:
                sides[rival] = _OTHER[side]
                front.append((rival, _OTHER[side]))
        for same in context.map.restated(at)[:_MOST]:
            if same not in sides:
                sides[same] = side
                front.append((same, side))
        for argument in context.map.uses(at):
            target, against = argument.target, argument.role != "supports"
            while argument.aims_at_step:
                argument = context.map.argument(argument.target)
                target = argument.target
                against ^= argument.role == "rebuts"
            here = _OTHER[side] if against else side
            if target not in sides and target in context.map:
                sides[target] = here
                front.append((target, here))
    return sides
