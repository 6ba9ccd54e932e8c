"""A recommendation is drawn from facts alone.

## Why

What is so doesn't by itself say what should be done (Hume 1739, III.1.1). A step to a recommendation needs
a premise that says what is aimed at or what is good: another recommendation, a statement marked with
`type: goal` or `type: value`, one that plays such a role of a scheme, or, in English, one with a word such as
*should* or *wrong*. The rule looks at deductions (`by deduction`), and at every step with
`--profile teach`.

## Example

```arg
recommendation lane: The council should protect cyclists.
  because hurt: The council protects whoever is hurt.
  and cyclists: Cyclists are hurt.
  by deduction
```

## Instead

```arg
recommendation lane: The council should protect cyclists.
  because hurt: The council should protect whoever is hurt.
  and cyclists: Cyclists are hurt.
  by deduction
```
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.step_terms import support_steps

# Words of norms and values, and the roles of schemes that name an aim.
_NORM = re.compile(
    r"\b(?:should|ought|must(?:n['’]t)?|shouldn['’]t|need(?:s|ed)? to|ha(?:s|ve) to|duty|duties|obliged|obligations?|"
    r"wrong|right to|rights|just|unjust|fair|unfair|good|bad|better|best|worse|worst|desirable|forbidden|permissible|"
    r"impermissible|worth)\b",
    re.IGNORECASE,
)
_AIMS = {"goal", "value", "evaluation", "duty", "norm", "aim"}


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step to a recommendation without a goal, a value or a recommendation
    among its premises and its warrant.
    """
    map = context.map
    for argument in support_steps(context):
        if map[argument.target].kind != "recommendation":
            continue
        premises = [map[p] for p in (*argument.members, *map.taken_up(argument).values())]
        roles = {str(role) for role in argument.premise_roles.values()}
        if roles & _AIMS:
            continue
        if not any(
            p.kind == "recommendation"
            or p.attributes.get("type") in ("goal", "value")
            or (context.english and _NORM.search(p.text))
            for p in premises
        ):
            yield context.report(
                "is-ought",
                "this step goes from what is so to what should be done",
                argument,
                "add the goal or the value that it serves: `and unstated: …`, and under it `type: goal`",
            )
