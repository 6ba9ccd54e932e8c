"""`answers` names a critical question that is not asked here.

## Why

A critical question belongs to a scheme. The statement with `answers` should be a premise of a step of that
scheme, an exception to it (`unless`), an objection to its conclusion, or a reason or a reply to one of
these; and the name should be one of the scheme's.

## Example

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
    but: The summer was cool.
      answers: weather
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

from argmap.diagnostics import Diagnostic, nearest
from argmap.rules.context import Context
from argmap.rules.critical_answers import around_step, around_target
from argmap.rules.scheme_steps import DEDUCTION, steps_with_known_scheme


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each answer to a question that no step near it asks."""
    if not context.answering_statements:
        return
    asked: dict[str, set[str]] = {}
    by_target: dict[str, set[str]] = {}
    for argument, scheme in steps_with_known_scheme(context):
        names = {question.name for question in scheme.questions}
        for key in around_step(context, argument):
            asked.setdefault(key, set()).update(names)
        by_target.setdefault(argument.target, set()).update(names)
    for target, names in by_target.items():
        for key in around_target(context, target):
            asked.setdefault(key, set()).update(names)
    known = {*context.schemes, DEDUCTION}
    if any(a.scheme and a.scheme not in known for a in context.arguments):
        return  # the questions of a scheme that is unknown can't be told
    for statement in context.answering_statements:
        name = str(statement.attributes["answers"])
        names = asked.get(statement.id, set())
        if name in names:
            continue
        guess = nearest(name, names)
        message = f"no scheme here asks a critical question `{name}`"
        help = "put it under a step that names its scheme: `by expert-opinion`"
        if names:
            help = f"the questions are: {', '.join(f'`{n}`' for n in sorted(names))}"
        yield context.report(
            "unknown-critical-question",
            message,
            context.place("attribute", statement.id, "answers", or_else=statement),
            help,
            meant=(name, guess),
        )
