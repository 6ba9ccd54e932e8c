"""A premise speaks of something that nothing else in its step mentions.

## Why

The rule of Holding Hands: what a premise speaks of and the conclusion doesn't should occur in another
premise, so that the premises hold hands. A term that dangles belongs to a reason of its own, or points to
a premise that was left unsaid. The rule looks at deductions (`by deduction`), and at every step with
`--profile teach`. Terms are compared as for `rabbit-rule`, and the same steps are left alone.

## Example

```arg
claim mortal: Socrates is mortal.
  because human: Socrates is a bearded human.
  and humans: Humans are mortal.
  by deduction
```

## Instead

```arg
claim mortal: Socrates is mortal.
  because human: Socrates is human.
  and humans: Humans are mortal.
  by deduction
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.step_terms import english_steps


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each step with terms that only one of its premises has."""
    for step in english_steps(context):
        if len(step.premises) < 2:
            continue  # one alone has nobody to hold hands with: `single-premise`
        dangling = []
        for index, premise in enumerate(step.premises):
            others = [*step.premises[:index], *step.premises[index + 1 :], step.conclusion]
            dangling += step.missing(premise, others)
        if dangling:
            listed = ", ".join(f"“{word}”" for word in dangling[:8])
            yield context.report(
                "holding-hands",
                f"only one premise speaks of {listed}, and neither another nor the conclusion does",
                step.argument,
                "leave it out, or add the premise that takes it up: `and: …`",
            )
