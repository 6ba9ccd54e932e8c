"""A preference that decides nothing, or is stated already.

## Why

`A outweighs C` says that where the two conflict, C does not defeat A. Where nothing puts them in conflict,
where `although` has granted C already, or where the same is said twice, the line changes nothing, and a
reader looks for a conflict that isn't there. Two statements conflict where one is held against the other
or against a step from it, where they contradict each other, and where they are used on the two sides of
one question. Preference is transitive: a line that passes it on, from a heavier statement or to a lighter one that
is in such a conflict, does change something.

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

from collections.abc import Iterable, Iterator
from itertools import islice

from argmap.diagnostics import Diagnostic
from argmap.model import Preference
from argmap.rules.context import Context

_MOST = 1000  # statements that one is looked at in its relation to
_LONGEST = 20  # statements that a chain of preferences is followed over
_OTHER = {"supports": "rebuts", "rebuts": "supports"}


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each preference between statements that nothing sets against each other."""
    preferences = context.map.preferences
    if not preferences:
        return
    own = {s.id for s in context.statements}
    seen = set()
    heavier, lighter = _graph(preferences, back=True), _graph(preferences)
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
        elif not any(
            _conflict(context, above, below)
            for above in _reached(heavier, a)
            for below in _reached(lighter, c)
        ):
            message = f"nothing sets {context.name(c)} against {context.name(a)}"
            help = "drop this line, or say how the two conflict: with `but`, or with `contradicts`"
        seen.add(pair)
        if message:
            yield context.report("redundant-outweighs", message, span, help)


def _graph(preferences: Iterable[Preference], back: bool = False) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for p in preferences:
        one, other = (p.over, p.preferred) if back else (p.preferred, p.over)
        found.setdefault(one, []).append(other)
    return found


def _reached(graph: dict[str, list[str]], start: str) -> list[str]:
    """A statement, and those that a chain of preferences leads to: what stands between may decide for them."""
    front = [start]
    for key in front:
        front += [other for other in graph.get(key, ()) if other not in front]
        if len(front) > _LONGEST:
            break
    return front


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
