"""A reason says what its conclusion says, in other words.

## Why

A reason is to lead somebody to the conclusion who does not yet believe it. One that turns the conclusion's own
words round says nothing new: whoever doubts the one doubts the other. Say what makes you believe it; or, if one
thing is to be said in two ways, `restates` says so.

## Example

```arg
claim hollow: The pledge of the alliance is hollow.
  because: It is hollow what the alliance pledges.
```

## Instead

```arg
claim hollow: The pledge of the alliance is hollow.
  because: Nobody in the alliance would fight for it.
```

## How

Part of the profile `teach`. The rule compares content words by their stems (Porter's English stemmer), word
families taken together, of reasons that stand alone. It speaks where each of the two has every content word of the
other, at least two of them, and where both have the same words that deny, count or oblige (*not*, *all*, *some*,
*more*, *should* …) and the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.english import is_same_stem, stems

_LEAST = 2
_TELLING = re.compile(
    r"\b(?:not|no|nobody|nothing|none|never|neither|nor|without|all|every|everybody|everyone|each|any|some|somebody|"
    r"someone|most|many|few|several|both|either|more|less|fewer|only|even|often|always|sometimes|usually|normally|"
    r"should|ought|must|may|might|could|would|will|if|unless|before|after|than|\w*\d\w*)\b|n['’]t\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each sole premise with the content words of its conclusion and no others."""
    if not context.english:
        return
    map = context.map
    for argument in context.arguments:
        if argument.role != "supports" or len(argument.premises) != 1 or argument.warrant:
            continue
        premise, target = map[argument.premises[0]], map[argument.target]
        if premise.within != target.within or context.wording(target.id) == context.wording(
            premise.id
        ):
            continue
        if _says_the_same(premise.text, target.text):
            yield context.report(
                "paraphrased-reason",
                f"{context.name(premise)} says in other words what it is a reason for",
                argument,
                "say what makes you believe it",
                "or, if it is to be said in two ways, write instead of `because`: `restates: …`",
                related=[context.related_thing("the conclusion", target)],
            )


def _says_the_same(one: str, other: str) -> bool:
    """Whether two texts have the same content words, and the same words that change what they say."""
    if _telling(one) != _telling(other):
        return False
    left, right = stems(one), stems(other)
    return len(left) >= _LEAST and _covers(left, right) and _covers(right, left)


def _telling(text: str) -> list[str]:
    return sorted({word.casefold().replace("’", "'") for word in _TELLING.findall(text)})


def _covers(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether each of the other stems has one of its family here."""
    return all(stem in one or any(is_same_stem(stem, own) for own in one) for stem in other)
