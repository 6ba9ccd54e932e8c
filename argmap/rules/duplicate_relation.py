"""A contradiction, a part or an independence is said twice.

## Why

The second line adds nothing: two statements that contradict each other do so from either side, a part is no
more of a part for being listed again, and what is held regardless of something is held so once. A reader looks
for a difference that isn't there, and perhaps another statement was meant.

## Example

```arg
claim cold: The kiln is cold.
contradicts hot

claim hot: The kiln is hot.
contradicts cold
```

## Instead

```arg
claim cold: The kiln is cold.
contradicts hot

claim hot: The kiln is hot.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each relation that repeats another, at the later of the two lines."""
    said: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    for kind, one, other, words in _relations(context):
        key = (kind, one, other)
        count = said[key] = said.get(key, 0) + 1
        pair = (kind, *sorted((one, other))) if kind == "contradiction" else key
        if pair not in first:
            first[pair] = key
            continue
        if context.map.imported(one) and context.map.imported(other):
            continue
        again = (*key, str(count)) if count > 1 else key
        there = context.place(*first[pair], or_else=one)
        yield context.report(
            "duplicate-relation",
            f"that {words} is said twice",
            context.place(*again, or_else=one),
            "drop one of the two",
            related=[context.related("it is said here", there)],
        )


def _relations(context: Context) -> Iterator[tuple[str, str, str, str]]:
    """The kind of each relation, what it is between, and what it says."""
    map, name = context.map, context.name
    for one, other in map.contradictions:
        yield "contradiction", one, other, f"{name(one)} and {name(other)} contradict each other"
    for part in map.parts:
        # An alternative may be one to several parts.
        if part.alternative_to is None:
            words = f"{name(part.part)} is a part of {name(part.whole)}"
            yield "part", part.whole, part.part, words
    for claim in map.independences:
        words = f"{name(claim.statement)} is held regardless of {name(claim.of)}"
        yield "independence", claim.statement, claim.of, words
