"""A reason reads like the conclusion.

## Why

“It follows that …” and “therefore …” announce a conclusion, “because …” and “after all …” a reason. Where a reason
begins like the one, or what it supports like the other, the step is likely the wrong way round: `because` under a
statement holds what speaks for it, and `so` what follows.

## Example

```arg
premise unanimity: Joining the alliance requires unanimity.
  because hollow: It follows that the pledge is hollow.
```

## Instead

```arg
premise unanimity: Joining the alliance requires unanimity.
so hollow: The pledge is hollow.
```

## How

Part of the profile `teach`. The rule looks at the first words of a reason (*therefore*, *so*, *thus*, *hence*,
*consequently*, *it follows that*, *this shows that* and the like) and at those of what it supports (*because*,
*since*, *after all*, *the reason is that*). Words in quotation marks don't count.
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.english import blank_quotations, span_of_words

_CONCLUDING = (
    r"(?i)\s*(?:and\s+)?(therefore|thus(?!\s+far\b)|hence(?!forth)|consequently|accordingly|as\s+a\s+result|in\s+conclusion|so,?(?=\s+(?:the|a|an|"
    r"it|he|she|they|we|you|i|this|these|those|there|no|all|every)\b)|(?:it|from\s+this\s+it)\s+follows(?:\s+from\s+this)?\s+that|"
    r"(?:this|that|which)\s+(?:shows|proves|means|implies)\s+that|we\s+(?:may|can|must)\s+conclude\s+that)(?!\w)"
)
_REASONING = (
    r"(?i)\s*(because(?!\s+of\b)|since(?=\s+[^,]+$)(?!\s+(?:then|when|\d))|after\s+all|the\s+reason\s+(?:is|for\s+this\s+is)"
    r"(?:\s+that)?|this\s+is\s+because)(?!\w)"
)
_BEGINNINGS = (
    *(
        "and",
        "the",
        "thus",
        "hence",
        "conseq",
        "accord",
        "as a",
        "in con",
        "so",
        "it f",
        "from",
        "this",
        "that",
        "which",
    ),
    *("we ", "because", "since", "after"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each supporting step with a premise that begins like a conclusion, or a conclusion that
    begins like a premise.
    """
    if not context.english:
        return
    map = context.map
    for argument in context.arguments:
        if argument.role != "supports":
            continue
        target = map[argument.target]
        found = [(map[p], _begins(map[p].text, _CONCLUDING)) for p in argument.premises]
        told = next(((s, word) for s, word in found if word), None)
        if told and _begins(target.text, _CONCLUDING):
            continue  # a chain of conclusions, each told as one
        statement, word = told or (target, _begins(target.text, _REASONING))
        if not word or map.imported(statement.id):
            continue
        other = map[argument.premises[0]] if statement is target else target
        yield context.report(
            "reversed-step",
            f"“{word}” announces a {'conclusion' if told else 'reason'}, and here it begins "
            + ("a reason" if told else "what a reason is given for"),
            span_of_words(context, statement, word),
            f"turn the step round, if it is meant so: {context.name(statement)} "
            + ("follows from" if told else "speaks for")
            + f" {context.name(other)}",
            "or leave the word out: the connective of the line says it",
            related=[context.related_thing("the step", argument)],
        )


def _begins(text: str, pattern: str) -> str:
    """The words at the beginning of a text that announce something; "" where there are none."""
    if not text[:12].lstrip().casefold().startswith(_BEGINNINGS):
        return ""
    found = re.match(pattern, blank_quotations(text))
    return found[1].rstrip(",") if found else ""
