"""A reason against a speaker is that speaker's own, by its section.

## Why

What stands in a section with `speaker` is said by that speaker where it names no other. An objection there says whose
it is, and its reasons are easily left without: then the speaker of the section supplies what is held against them.

## Example

```arg
section first: The first speech
  speaker: Ann
  recommendation tunnel: The city should build the tunnel.
    because time: The tunnel saves time.
    but cost: The tunnel costs too much.
      speaker: Ben
      because loans: The city pays for its loans already.
      but worth: The time is worth the cost.
```

## Instead

```arg
section first: The first speech
  speaker: Ann
  recommendation tunnel: The city should build the tunnel.
    because time: The tunnel saves time.
    but cost: The tunnel costs too much.
      speaker: Ben
      because loans: The city pays for its loans already.
        speaker: Ben
      but worth: The time is worth the cost.
```

## How

Where the speaker of the section does say it, `speaker` with that name under it says so, and the hint is silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument, Map
from argmap.rules.context import Context
from argmap.wording import listed


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each reason without a speaker of its own that a section gives to whom it is held against."""
    map = context.map
    seen: set[str] = set()
    for argument in context.arguments:
        if argument.role != "supports" or argument.target not in map:
            continue
        said = map[argument.target].speakers
        if not said:
            continue
        for premise in argument.premises:
            statement = map[premise]
            if statement.speakers or premise in seen or map.imported(premise):
                continue
            if any(map[supposed].speakers for supposed in map.around(premise)):
                continue
            inherited = map.speakers_of(statement)
            if not inherited or set(inherited) & set(said):
                continue
            attack = _against(map, argument.target, set(inherited))
            if attack is None:
                continue
            seen.add(premise)
            ours, theirs = listed(inherited, "and"), listed(said, "and")
            own, other = "; ".join(inherited), "; ".join(said)
            yield context.report(
                "inherited-speaker",
                f"{context.name(premise)} is said by {ours}, as its section says, and supports what {theirs} "
                f"{'says' if len(said) == 1 else 'say'} against {ours}",
                statement,
                f"write `speaker: {other}` under it, or `speaker: {own}` if that is who says it",
                related=[context.related_thing(f"said against {ours}", attack)],
            )


def _against(map: Map, statement: str, speakers: set[str]) -> Argument | None:
    """The attack on what some speakers say that a statement makes or leads to."""
    open, seen = [statement], {statement}
    while open:
        for argument in map.uses(open.pop()):
            if argument.role != "supports":
                if speakers & set(_attacked(map, argument)):
                    return argument
            elif argument.target not in seen:
                seen.add(argument.target)
                open.append(argument.target)
    return None


def _attacked(map: Map, argument: Argument) -> tuple[str, ...]:
    """Who says what an argument attacks: a statement, or a step."""
    if argument.aims_at_step:
        return map.speakers_of(map.argument(argument.target))
    return map.speakers_of(map[argument.target])
