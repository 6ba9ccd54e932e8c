"""Nothing of an imported file is used.

## Why

An import brings the whole of another map into this one. If no line refers to it, it hangs beside
everything else in the figure, and readers ask what for.

## Example

```arg title="allies.arg"
premise unanimity: Joining NATO requires unanimity.
so hollow: The pledge is hollow.
```

```arg
use allies.arg

recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
```

## Instead

```arg title="allies.arg"
premise unanimity: Joining NATO requires unanimity.
so hollow: The pledge is hollow.
```

```arg
use allies.arg

recommendation talk: The presidents should talk.
  because allies.hollow
  because calm: Talks calm both armies.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Edit, Fix
from argmap.rules.context import Context
from argmap.source import Span


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each `use` line whose file no line of this one refers to."""
    map = context.map
    if not map.imports:
        return
    used: set[str] = set()
    for argument in context.arguments:
        used.update((*argument.members, argument.target))
    pairs = [
        *(("contradiction", *pair) for pair in map.contradictions),
        *(("part", p.whole, p.part) for p in map.parts),
        *(("preference", p.preferred, p.over) for p in map.preferences),
        *(("independence", i.statement, i.of) for i in map.independences),
        *(("restatement", *pair) for pair in map.restatements),
        *(("condition", c.statement, c.provided) for c in map.conditions),
        *(("answer", a.question, a.answer) for a in map.answers),
        *(("explanation", e.explained, one) for e in map.explanations for one in e.explaining),
    ]
    for pair in pairs:
        # Two statements of one import may be related here, or there already.
        if pair in context.places or pair[1].partition(".")[0] != pair[2].partition(".")[0]:
            used.update(pair[1:])
    names = {identifier.partition(".")[0] for identifier in used if "." in identifier}
    for imported in map.imports:
        if imported.name in names:
            continue
        span = context.place("import", imported.name)
        text = context.source.text
        fix = None
        if text[span.start : span.end]:
            start = text.rfind("\n", 0, span.start) + 1
            end = text.find("\n", span.end)
            line = Span(start, len(text) if end < 0 else end + 1)
            fix = Fix("delete the line", (Edit(line, ""),))
        yield context.report(
            "unused-import",
            f"nothing here refers to `{imported.name}`",
            span,
            f"refer to one of its statements, as `{imported.name}.label`, or delete this line",
            fix=fix if context.syntax else None,
        )
