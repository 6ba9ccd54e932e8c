"""`roles` leaves a role of the scheme without a premise.

## Why

Where a step says which premise plays which role, a role that nobody plays is a premise that is missing,
or one whose role was forgotten. Without `roles`, nothing is said.

## Example

```arg
premise rule: If people around a well fall ill, its water is bad.
and ill: People around the well fell ill.
so bad: The water is bad.
by modus-ponens
  roles: rule=major
```

## Instead

```arg
premise rule: If people around a well fall ill, its water is bad.
and ill: People around the well fell ill.
so bad: The water is bad.
by modus-ponens
  roles: rule=major, ill=minor
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.scheme_steps import steps_with_known_scheme, without_braces


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each step with roles that leaves an obligatory one out."""
    for argument, scheme in steps_with_known_scheme(context):
        if not argument.premise_roles:
            continue
        span = context.place("attribute", argument.id, "roles", or_else=argument)
        if context.line(span) in context.unknown_premise_lines:
            continue  # it is the one that is misspelt
        played = set(argument.premise_roles.values())
        missing = [role for role in scheme.obligatory if role.name not in played]
        # A role that doesn't exist is likely this one misspelt, which another rule says.
        if not missing or any(scheme.role(str(name)) is None for name in played):
            continue
        if len(missing) == 1 and argument.warrant:
            continue  # `roles` names premises; what is left is the warrant's
        listed = " and ".join(f"`{role.name}`" for role in missing)
        yield context.report(
            "scheme-role-missing",
            f"no premise plays {listed} of `{scheme.name}`",
            span,
            *(
                ["give the premise that plays it a label, and name it in `roles`"]
                if any(context.map[p].label is None for p in argument.premises)
                else []
            ),
            *(f"`{role.name}` is for: {without_braces(role.text)}" for role in missing),
        )
