"""A quantifier binds a variable that nothing in its reach uses.

## Why

`forall x` followed by something without an `x` says no more than that something. Mostly a bracket is
missing, or a blank: `∀xP(x)` is read as a quantifier over `xP`, for names may have several letters.

## Example

```arg
claim mortal: Socrates is mortal.
  formula: mortal(socrates)
  because all: All men are mortal.
    formula: forall x, y (man(x) -> mortal(x))
  and man: Socrates is a man.
    formula: exists x man(socrates)
```

## Instead

```arg
claim mortal: Socrates is mortal.
  formula: mortal(socrates)
  because all: All men are mortal.
    formula: forall x (man(x) -> mortal(x))
  and man: Socrates is a man.
    formula: man(socrates)
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.formulas import formula_problems


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each quantifier without use."""
    return formula_problems("idle-quantifier", context)
