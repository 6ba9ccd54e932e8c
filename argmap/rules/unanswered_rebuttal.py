"""A rebuttal of what the map is there to show is left without an answer.

## Why

Readers remember the objection that nobody met. An answer attacks the rebuttal (`but` under it), or the step from it
to the conclusion (`unless`, `however`), or weighs it (`outweighs`). If the rebuttal is granted and judged to be
outweighed, `although` says so. The rule looks at the roots of the map that have reasons, and at challenges
(`however`) to these reasons, too.

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
        supporters = context.map.supporters(root)
        if not supporters or context.map.speakers_of(root):
            continue
        reasons = {context.wording(p) for a in supporters for p in a.premises}
        for argument in context.map.attackers(root):
            if not reasons.isdisjoint(map(context.wording, argument.premises)):
                continue  # `supports-and-attacks`
            if not argument.conceded and not answered(context, argument):
                yield context.report(
                    "unanswered-rebuttal",
                    f"nothing answers this rebuttal of {context.name(root)}",
                    argument,
                    "answer it, indented under it: `but: …`",
                    "or grant it, if it is outweighed, with `although` instead of `but`",
                )
        for argument in (a for step in supporters for a in context.map.attackers(step)):
            if argument.role == "challenges" and not (
                _nobody_holds(context, argument) or answered(context, argument)
            ):
                yield context.report(
                    "unanswered-rebuttal",
                    f"nothing answers this challenge to a reason for {context.name(root)}",
                    argument,
                    "answer it, indented under it: `but: …`",
                )


def _nobody_holds(context: Context, argument: Argument) -> bool:
    """Whether a premise of an argument is open and nothing supports it."""
    return any(
        context.map[p].open and context.wording(p) not in context.supported
        for p in argument.premises
    )


def answered(context: Context, argument: Argument) -> bool:
    """Whether something attacks an argument or one of its premises, or outweighs one of them."""
    map = context.map
    if map.attackers(argument):
        return True
    return any(
        same in context.outweighed
        or map.attackers(same)
        or any(rival != argument.target for rival in context.rivals(same))
        for premise in argument.premises
        if context.wording(premise) in context.objected
        for same in map.restated(premise)
    )
