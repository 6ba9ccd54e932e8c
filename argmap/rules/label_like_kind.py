"""A label is one slip away from a kind, and nothing refers to it.

## Why

`so recomendation: …` declares a claim with the label `recomendation`, where a recommendation was meant. Labels
may be any words, so this is a guess; where something refers to the label, nothing is said.

## Example

```arg
premise heat: The summers grow hotter.
so recomendation: The city should plant trees.
```

## Instead

```arg
premise heat: The summers grow hotter.
so recommendation: The city should plant trees.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.syntax.nodes import Clause, Regardless, Undercut, walk
from argmap.syntax.words import KINDS, slip

_FIRST = tuple(kind[:2] for kind in KINDS)
_LAST = tuple(kind[-2:] for kind in KINDS)


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each label, declared after a connective without a kind, that nothing refers to and
    that is one edit from a kind.
    """
    near = [
        s
        for s in context.statements
        # One edit leaves the first or the last two letters of a kind as they are.
        if (label := s.label)
        and (label.startswith(_FIRST) or label.endswith(_LAST))
        and slip(label) in KINDS
    ]
    if not near or context.syntax is None:
        return
    used: set[str] = set()
    declared: dict[str, Clause] = {}
    for line, _ in walk(context.syntax.lines):
        if isinstance(line, Clause) and line.label:
            if line.text is None:
                used.add(line.label.value)
            elif line.connective and not line.kind:
                declared[line.label.value] = line
        elif isinstance(line, Regardless):
            used.add(line.label.value)
        elif isinstance(line, Undercut):
            used.update((line.target.value, line.premise.value))
    for statement in near:
        assert statement.label
        clause = declared.get(statement.label)
        if clause is None or statement.label in used:
            continue
        assert clause.label
        kind = slip(statement.label)
        yield context.report(
            "label-like-kind",
            f"`{statement.label}` is read as a label; did you mean the kind `{kind}`?",
            clause.label.span,
            f"write `{kind}`, or choose another label",
        )
