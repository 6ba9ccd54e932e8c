"""A step rests on one premise only.

## Why

The Golden Rule of argument mapping: every step has at least two premises, since one alone says nothing about why it
bears on the conclusion. Where only one is said, the other is left unsaid: write it as `and unstated: …`, or name
the rule of the step with `by: …`. The rule looks at deductions (`by deduction`), and at every step with `--profile
teach`; a passage that a step takes up (`suppose`) says what leads from one to the other.

## Example

```arg
claim fallible: Humans err.
  because err: All humans err.
  by deduction
```

## Instead

```arg
claim mortal: Socrates errs.
  because err: All humans err.
  and human: Socrates is human.
  by deduction
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.step_terms import support_steps


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step with one premise and no warrant."""
    for argument in support_steps(context):
        if context.map.taken_up(argument):
            continue  # a passage shows why its outcome bears on the conclusion
        if len(set(argument.premises)) == 1 and argument.warrant is None:
            yield context.report(
                "single-premise",
                "this step has one premise, and what makes it a reason is left unsaid",
                argument,
                "add what is taken for granted: `and unstated: …`",
            )
