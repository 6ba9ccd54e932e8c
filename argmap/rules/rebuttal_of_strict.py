"""A rebuttal attacks the conclusion of a deduction.

## Why

A deduction (`by deduction`) can't have true premises and a false conclusion. So whoever denies its conclusion must
deny one of its premises, and an objection to the conclusion alone counts against all of them: a single premise falls,
and of several it is undecided which do. Say which one the objection denies.

Nothing is said where the map attacks one of the premises too, challenges the step (`however`), or attacks something
in a passage that it takes up.

## Example

```arg
claim mortal: Socrates is mortal.
  because humans: Humans are mortal.
  and socrates: Socrates is human.
  by deduction
  but legend: Socrates lives on in legend.
    but: Legend is not life.
```

## Instead

```arg
claim mortal: Socrates is mortal.
  because humans: Humans are mortal.
    but elixir: An elixir makes humans immortal.
      but: Nobody has found an elixir.
  and socrates: Socrates is human.
  by deduction
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context
from argmap.wording import listed


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each rebuttal of what a deduction concludes that nobody attacks otherwise."""
    strict: dict[str, list[Argument]] = {}
    unproved = set() if context.logic is None else set(context.logic.unproved)
    for argument in context.map.arguments:
        if argument.strict and argument.role == "supports" and argument.id not in unproved:
            strict.setdefault(argument.target, []).append(argument)
    if not strict:
        return
    for argument in context.arguments:
        if argument.role != "rebuts" or argument.conceded or argument.target in argument.premises:
            continue
        for deduction in strict.get(argument.target, ()):
            warrant = (deduction.warrant,) if deduction.warrant else ()
            premises = (*deduction.premises, *warrant)
            if context.map.attackers(deduction) or any(_is_denied(context, p) for p in premises):
                continue
            passages = set(context.map.taken_up(deduction).values())
            if passages and not passages.isdisjoint(_attacked_passages(context)):
                continue
            names = [context.name(premise) for premise in premises]
            yield context.report(
                "rebuttal-of-strict",
                f"{context.name(argument.target)} follows by deduction, so this rebuttal counts against "
                f"{_premises(names)}",
                argument,
                f"say which it denies, {listed(names, 'or')}: nest under it `but: …`"
                if len(names) > 1
                else f"attack that instead: nest under {names[0]} `but: …`",
                "or challenge the step, in the column of its reasons: `however: …`",
                "or, if the step is no deduction, name another scheme",
                related=[context.related_thing("the deduction", deduction)],
            )
            break


def _premises(names: list[str]) -> str:
    if len(names) == 1:
        return f"its premise, {names[0]}"
    return f"its premises, {listed(names)}, and not against one of them"


def _is_denied(context: Context, premise: str) -> bool:
    """Whether something rebuts a premise or excludes it."""
    wording = context.wording(premise)
    return wording in context.attacked or any(True for _ in context.rivals(wording))


def _attacked_passages(context: Context) -> frozenset[str]:
    """The suppositions in whose passages something is attacked."""
    map = context.map
    return frozenset(
        place
        for argument in map.arguments
        if argument.role != "supports" and (innermost := map.place_of(argument)) is not None
        for place in (innermost, *map.around(innermost))
    )
