"""A contradiction, a part, an answer or another relation is said twice.

## Why

The second line adds nothing: two statements that contradict each other do so from either side, a part is no more of
a part for being listed again, by `including` or as an alternative to itself, nor an alternative to another more of
one, and what is held regardless of something is held so once. So with answers, conditions, explanations and
restatements; and what restates itself says nothing. A reader looks for a difference that isn't there, and perhaps
another statement was meant.

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
    for kind, one, other, pair, words in _relations(context):
        key: tuple[str, ...] = (kind, one, other)
        count = said[key] = said.get(key, 0) + 1
        again = (*key, str(count)) if count > 1 else key
        if kind == "restatement" and one == other:
            if not context.map.imported(one):
                yield context.report(
                    "duplicate-relation",
                    f"{context.name(one)} is said to restate itself",
                    context.place(*again, or_else=one),
                    "name the statement that it restates, or drop this line",
                )
            continue
        if pair not in first:
            first[pair] = again
            continue
        if context.map.imported(one) and context.map.imported(other):
            continue
        there = context.place(*first[pair], or_else=one)
        yield context.report(
            "duplicate-relation",
            f"that {words} is said twice",
            context.place(*again, or_else=one),
            "drop one of the two",
            related=[context.related("it is said here", there)],
        )


def _relations(context: Context) -> Iterator[tuple[str, str, str, tuple[str, ...], str]]:
    """The kind of each relation, what it is between, what is the same for those that say the same, and what it says."""
    map, name = context.map, context.name
    for one, other in map.contradictions:
        words = f"{name(one)} and {name(other)} contradict each other"
        yield "contradiction", one, other, ("contradiction", *sorted((one, other))), words
    same: tuple[str, ...]
    for whole, part, instead in ((p.whole, p.part, p.alternative_to) for p in map.parts):
        if instead is None or instead == part:
            words, same = f"{name(part)} is a part of {name(whole)}", ("part", whole, part)
        else:  # it may be an alternative to several parts
            words = f"{name(part)} is an alternative to {name(instead)}"
            same = ("alternative", whole, part, instead)
        yield "part", whole, part, same, words
    for claim in map.independences:
        words = f"{name(claim.statement)} is held regardless of {name(claim.of)}"
        same = ("independence", claim.statement, claim.of)
        yield "independence", claim.statement, claim.of, same, words
    for one, other in map.restatements:
        words = f"{name(one)} and {name(other)} say the same"
        yield "restatement", one, other, ("restatement", *sorted((one, other))), words
    for condition in map.conditions:
        one, other = condition.statement, condition.provided
        words = f"{name(one)} is held only provided {name(other)}"
        yield "condition", one, other, ("condition", one, other), words
    for answer in map.answers:
        words = f"{name(answer.answer)} answers {name(answer.question)}"
        same = ("answer", answer.question, answer.answer)
        yield "answer", answer.question, answer.answer, same, words
    for explanation in map.explanations:
        what = explanation.explained
        words = f"{name(explanation.explaining[0])} explains {name(what)}"
        same = ("explanation", what, *sorted(explanation.explaining))
        yield "explanation", what, explanation.explaining[0], same, words
