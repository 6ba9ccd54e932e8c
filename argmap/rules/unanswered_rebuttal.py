"""A rebuttal of what the map is there to show is left without an answer.

## Why

Readers remember the objection that nobody met. An answer attacks the rebuttal (`but` under it), or the
step from it to the conclusion (`unless`), or weighs it (`outweighs`). If the rebuttal is granted and
judged to be outweighed, `although` says so. The rule looks at the roots of the map that have reasons.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking.
    but foot: Most customers come on foot.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context
from argmap.rules.roots import own_roots


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each rebuttal of a supported root that nothing answers."""
    for root in own_roots(context):
        attackers = context.map.attackers(root)
        if not attackers or root.speaker or not context.map.supporters(root):
            continue
        reasons = {p for a in context.map.supporters(root) for p in a.premises}
        for argument in attackers:
            if not reasons.isdisjoint(argument.premises):
                continue  # `supports-and-attacks`
            if not argument.conceded and not answered(context, argument):
                yield context.report(
                    "unanswered-rebuttal",
                    f"nothing answers this rebuttal of {context.name(root)}",
                    argument,
                    "answer it, indented under it: `but: …`",
                    "or grant it, if it is outweighed, with `although` instead of `but`",
                )


def answered(context: Context, argument: Argument) -> bool:
    """Whether something attacks an argument or one of its premises, or outweighs one of them."""
    map = context.map
    if map.attackers(argument):
        return True
    return any(
        premise in context.outweighed
        or map.attackers(premise)
        or any(rival != argument.target for rival in context.excluding.get(premise, ()))
        for premise in argument.premises
    )
