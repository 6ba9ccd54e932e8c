"""Critical questions of a scheme are left open.

## Why

A scheme is as good as its answers to the questions that belong to it. The hint lists those that nothing
takes up: no `unless`, no `but` and no premise says with `answers: NAME` that it answers them. A question
about a premise is taken up, too, where that premise has a reason or an objection of its own, if `roles` says
which premise it is. `argmap schemes NAME` prints the questions in full.

## Example

```arg
premise ill: People around the well fell ill.
and water: Illness around a well is a sign of bad water.
so bad: The water is bad.
by sign
```

## Instead

```arg
claim bad: The water is bad.
  because ill: People around the well fell ill.
    because hospital: The hospital listed forty new patients from that street.
      answers: finding
  and water: Illness around a well is a sign of bad water.
    because towns: Six other towns found it so.
      answers: correlation
  by sign
  unless heat: The heat explains the illness.
    answers: other-explanation
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context
from argmap.rules.critical_answers import around_step, around_target, questions
from argmap.rules.scheme_steps import scheme_span, steps_with_known_scheme, without_braces


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each step of a scheme with questions that nothing takes up."""
    rebutting: dict[str, set[str]] = {}
    for argument, scheme in steps_with_known_scheme(context):
        if argument.strict:
            continue
        target = argument.target
        if target not in rebutting:
            rebutting[target] = questions(context, around_target(context, target))
        answered = rebutting[target] | questions(context, around_step(context, argument))
        taken_up = _taken_up(context, argument)
        left = [
            question
            for question in scheme.questions
            if question.name not in answered and question.role not in taken_up
        ]
        if left:
            listed = ", ".join(f"`{question.name}`" for question in left)
            yield context.report(
                "open-critical-questions",
                f"`{scheme.name}` leaves critical questions open: {listed}",
                scheme_span(context, argument),
                *(f"`{q.name}`: {without_braces(q.text)}" for q in left[:3]),
                f"`argmap schemes {scheme.name}` shows all, and what the letters stand for",
                f"write under the statement that answers one: `answers: {left[0].name}`",
            )


def _taken_up(context: Context, argument: Argument) -> set[object]:
    """The roles whose premise has a reason or an objection of its own."""
    map = context.map
    return {
        role
        for premise, role in argument.premise_roles.items()
        if map.supporters(premise) or map.attackers(premise)
    }
