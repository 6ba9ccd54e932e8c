"""A line speaks of an objection and does not stand under it.

## Why

A reply to an objection is held against that objection, and stands under it. Beside it, under the statement that both
are about, it looks like a further objection or a further reason, and the objection looks unanswered.

## Example

```arg
# argmap: ignore[unanswered-rebuttal]
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking spaces.
  but garage: The shops have parking spaces in the garage.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking spaces.
    but garage: The shops have parking spaces in the garage.
```

## How

Part of the profile `teach`. The rule compares content words by their stems (Porter's English stemmer). It speaks of
a reason or an objection that comes after an objection that nothing answers, where both are about the same
statement, and where at least two content words, and at least half of all that it has, are the objection's and not
the statement's.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Argument
from argmap.rules.context import Context
from argmap.rules.english import is_same_stem, stems
from argmap.rules.unanswered_rebuttal import answered

_LEAST = 2
_MOST = 30  # siblings that one line is compared with


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each line whose words are those of an objection beside it."""
    if not context.english:
        return
    beside: dict[str, list[Argument]] = {}
    for argument in context.arguments:
        if argument.role in ("supports", "rebuts"):
            beside.setdefault(argument.target, []).append(argument)
    for target, arguments in beside.items():
        objections: list[tuple[Argument, dict[str, str]]] = []
        if not any(a.role == "rebuts" for a in arguments):
            continue
        shared = stems(context.map[target].text)
        for argument in arguments:
            words = _words(context, argument)
            of = next(
                (
                    other
                    for other, theirs in objections[-_MOST:]
                    if len(argument.premises) == 1 and _is_about(words, theirs, shared)
                ),
                None,
            )
            if of is not None:
                reply = context.name(argument.premises[0])
                yield context.report(
                    "misplaced-reply",
                    f"{reply} speaks of {context.name(of.premises[0])}, and stands beside it",
                    argument,
                    "if it is a reply, indent it under the objection: `but: …`",
                    related=[context.related_thing("the objection", of)],
                )
            elif argument.role == "rebuts" and not answered(context, argument):
                objections.append((argument, words))


def _words(context: Context, argument: Argument) -> dict[str, str]:
    """The content words of the premises of an argument, by their stems."""
    found: dict[str, str] = {}
    for premise in argument.premises:
        found.update(stems(context.map[premise].text))
    return found


def _is_about(words: dict[str, str], theirs: dict[str, str], shared: dict[str, str]) -> bool:
    """Whether words are largely those of an objection, and not of the statement that it is about."""
    common = [stem for stem in words if _has(theirs, stem) and not _has(shared, stem)]
    return len(common) >= _LEAST and 2 * len(common) >= len(words)


def _has(words: dict[str, str], stem: str) -> bool:
    return stem in words or any(is_same_stem(stem, other) for other in words)
