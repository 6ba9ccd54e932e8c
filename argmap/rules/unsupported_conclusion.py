"""A claim at the root of a map has no reason.

## Why

A claim that nothing else builds on is what the map is there to show, and nothing shows it. If it is taken as given,
to reason from, it is a premise; if it only explains the setting, it is background (`type: background`). What a
`speaker` says, and what the map only objects to, is there to be argued with, and needs no reason; nor does what is
`open`, what is explained and so not in doubt, and what says in other words what has a reason there.

## Example

```arg
claim hollow: The pledge is hollow.
```

## Instead

```arg
claim hollow: The pledge is hollow.
  because few: Few allies would fight for it.
  but: The allies have renewed it twice.
    but: Nobody has named a date.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.roots import ids_in_relations, objected_to, own_roots, said_elsewhere


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each root claim that nothing supports and nothing objects to, but those that
    stand all alone in a map of several: these are `isolated-statement`.
    """
    connected = ids_in_relations(context)
    explained = {e.explained for e in context.map.explanations}
    alone = len(context.map.statements) == 1
    for statement in own_roots(context):
        if (
            statement.kind == "claim"
            and (alone or statement.id in connected)
            and not context.map.supporters(statement)
            and statement.attributes.get("type") not in ("background", "definition")
            and not statement.open
            and statement.id not in explained
            and not context.map.speakers_of(statement)
            and not objected_to(context, statement)
            and not said_elsewhere(context, statement)
        ):
            yield context.report(
                "unsupported-conclusion",
                f"nothing on the map supports {context.name(statement)}",
                statement,
                "give a reason, indented under it: `because: …`",
                "or, if it is taken as given, make it a `premise`",
            )
