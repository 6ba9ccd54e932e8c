"""What only a speaker says carries a conclusion of the author's.

## Why

The words of a speaker are reported: the map does not assert them, and what rests on them alone is not held. A
conclusion that has no speaker is the author's own. So one of the two is not as it was meant: either the author
agrees with what is reported, or the conclusion is the speaker's, too.

## Example

```arg
claim safe: The bridge is safe.
  because tested: The bridge was tested last year.
    speaker: The engineer
```

## Instead

The author says so, too:

```arg
claim safe: The bridge is safe.
  because tested: The bridge was tested last year.
    speaker: The engineer
    endorsed: yes
```

Or the conclusion is the speaker's, too, and the author leaves it to them: write `speaker: The engineer` under it.

## How

The rule is silent about premises that an argument supports, about statements that are `open`, and where another
wording of the premise is the author's.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.wording import listed


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step to what the author says from what only speakers say."""
    map = context.map
    held = context.supported.union(
        context.wording(s.id) for s in map.statements if not s.open and not map.reported(s)
    )  # wordings of what is supported, or said by the author
    for argument in context.arguments:
        if argument.role != "supports":
            continue
        target = map[argument.target]
        if target.open or map.speakers_of(target):
            continue
        carried = [
            map[p]
            for p in argument.members
            if context.wording(p) not in held and map.reported(map[p])
        ]
        if not carried:
            continue
        names = dict.fromkeys(name for p in carried for name in map.speakers_of(p))
        who = "; ".join(names)
        yield context.report(
            "reported-premise",
            f"{context.name(target)} is the author's, and rests on what only {listed(tuple(names))} says"
            if len(names) == 1
            else f"{context.name(target)} is the author's, and rests on what only {listed(tuple(names))} say",
            argument,
            f"if the author says so, too, write under {listed([context.name(p) for p in carried])}: `endorsed: yes`",
            f"if the conclusion is the speaker's, write under {context.name(target)}: `speaker: {who}`",
            related=[context.related_thing("reported here", p) for p in carried],
        )
