"""A statement holds its own reason.

## Why

Where a reason hides inside a statement (“… because …”, “…, since …”, “therefore”), the step between the
two can't be seen, supported or attacked. Split it: the reason becomes a line of its own.

## How

The rule knows *because*, *therefore*, *thus*, *hence*, *consequently*, *given that*, and *since* and *so*
where they join clauses. *Since* of time, *so that*, *because of* and *not because* are left alone, and so is
what stands in quotation marks.

## Example

```arg
premise unanimity: Joining NATO requires unanimity.
so: The pledge is hollow because the allies disagree.
```

## Instead

```arg
premise unanimity: Joining NATO requires unanimity.
and disagree: The allies disagree.
so: The pledge is hollow.
```
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.english import bare, within

_TIME = (
    r"(?!\s+(?:at\s+least\s+|about\s+|around\s+|early\s+|late\s+|mid-|then\b|\d|when\b|last\b|the\s+\d|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|birth|childhood|independence|antiquity))"
)
_REASON = (
    r"(?i)(?:(?<![\w-])(?P<because>because)(?!\s+of\b)(?![\w-])"
    r"|(?<![\w-])(?P<so>therefore|consequently|thus(?!\s+far)|given\s+that)(?![\w-])"
    r"|(?:^|[,;:–—]\s*|\band\s+)(?P<hence>hence)(?![\w-])"
    rf"|[,;–—]\s*(?P<since>since)(?![\w-]){_TIME}"
    rf"|^(?P<opening>since)(?![\w-]){_TIME}(?=\s+\w+(?:\s+\w+){{0,5}}\s+(?:is|are|was|were|can|will|would|cannot|"
    r"can't|must|should|does|do)\b)"
    r"|[,;]\s*(?:and\s+)?(?P<then>so)\s+(?:the|it|he|she|they|we|this|these|those|there|a|an|no|nobody|nothing)\b)"
)
_NOT_A_REASON = (
    r"(?i)(?:\bnot|\bonly|\bjust|\bsimply|\bmerely|\bprecisely|\bpartly|\bmainly|\blargely|\bn't|\bperhaps)\s+"
    r"(?:\w+\s+)?$"
)
_PERFECT = r"(?i)\b(?:has|have|had)\b"
# Most statements hold none of these, and patterns are slow to compile.
_WORDS = ("because", "since", "so ", "therefore", "thus", "hence", "consequently", "given")


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement with a word that gives or takes a reason."""
    for statement in context.worded:
        folded = statement.text.casefold()
        if not any(word in folded for word in _WORDS):
            continue
        text = bare(statement.text)
        for found in re.finditer(_REASON, text):
            group = found.lastgroup
            assert group
            word = found[group]
            if group in ("so", "hence") and not text[: found.start(group)].strip():
                continue  # at the beginning it is `leading-connective`
            if group == "because" and re.search(
                _NOT_A_REASON, text[max(0, found.start() - 40) : found.start()]
            ):
                continue
            if group in ("since", "opening") and re.search(_PERFECT, text):
                continue
            yield context.report(
                "reason-inside-claim",
                f"this statement holds a reason of its own: “{word.casefold()}”",
                within(context, statement, word, statement.text[: found.start(group)]),
                "make the reason a line of its own, indented under the claim: `because: …`",
            )
            break
