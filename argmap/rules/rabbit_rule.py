"""The conclusion speaks of something that no premise mentions.

## Why

The Rabbit rule of argument mapping: no rabbit comes out of a hat that wasn't put in. Each term of the
conclusion should occur in a premise; one that doesn't points to a premise that was left unsaid. Real
arguments leave much unsaid, so the rule looks at deductions (`by deduction`), and at every step with
`--profile teach`.

## How

Terms are content words, compared by their stems (Porter's English stemmer), word families taken together. Synonyms
are not known: say the same thing with the same word. Nothing is said of a step that takes up a passage (`suppose`),
nor of one with a formula for each of its statements, which can be proved.

## Example

```arg
claim mortal: Socrates is mortal.
  because human: Socrates is human.
  and breathe: Whatever breathes is human.
  and socrates: Socrates breathes.
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
    """One hint for each step with terms in its conclusion that none of its premises has."""
    for step in english_steps(context):
        new = step.missing(step.conclusion, step.premises)
        if new:
            listed = ", ".join(f"“{word}”" for word in new[:8])
            yield context.report(
                "rabbit-rule",
                f"the conclusion speaks of {listed}, and no premise does",
                step.argument,
                "add the premise that connects it: `and: …`, or `and unstated: …` where the source "
                "leaves it unsaid",
                related=[context.related_thing("the conclusion", step.argument.target)],
            )
