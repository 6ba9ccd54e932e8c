"""`roles` names a role that the scheme doesn't have.

## Why

The roles of a scheme have names of their own, which `argmap schemes NAME` shows. Under another name a
premise plays no role.

## Example

```arg
premise rule: If people around a well fall ill, its water is bad.
and ill: People around the well fell ill.
so bad: The water is bad.
by modus-ponens
  roles: rule=major, ill=minnor
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

from argmap.diagnostics import Diagnostic, nearest
from argmap.rules.context import Context
from argmap.rules.scheme_steps import steps_with_known_scheme


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each role that is none of the scheme's."""
    for argument, scheme in steps_with_known_scheme(context):
        for premise, role in argument.premise_roles.items():
            if scheme.role(str(role)) is not None:
                continue
            names = [r.name for r in scheme.roles]
            guess = nearest(str(role), names)
            listed = ", ".join(f"`{name}`" for name in names)
            yield context.report(
                "unknown-role",
                f"`{scheme.name}` has no role `{role}` for {context.name(premise)} to play",
                context.place("attribute", argument.id, "roles", or_else=argument),
                f"its roles are: {listed}",
                meant=(str(role), guess),
            )
