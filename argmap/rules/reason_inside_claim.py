"""A statement holds its own reason.

## Why

Where a reason hides inside a statement (“… because …”, “…, since …”, “therefore”), the step between the
two can't be seen, supported or attacked. Split it: the reason becomes a line of its own.

## How

The rule knows *because*, *therefore*, *thus*, *hence*, *consequently*, *given that*, *which is why*, and *since*
and *so* where they join clauses. *Since* of time, *so that*, *because of* and *not because* are left alone, and so is
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
from argmap.rules.english import blank_quotations, span_of_words

_TIME = (
    r"(?!\s+(?:at\s+least\s+|about\s+|around\s+|early\s+|late\s+|mid-|then\b|\d|when\b|last\b|the\s+\d|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|birth|childhood|independence|antiquity))"
)
_REASON = (
    r"(?i)(?:(?<![\w-])(?P<because>because)(?!\s+of\b)(?![\w-])"
    r"|(?<![\w-])(?P<so>therefore)(?![\w-])"
    r"|(?:^|[,;]\s*|\b(?:is|are|was|were|and|would|will|should|must|can|cannot)\s+)(?P<thus>thus)(?!\s+far)(?!\s*[.!?]|$)(?![\w-])"
    r"|(?:^|[,;]\s*)(?P<link>consequently|given\s+that(?=\s+(?:the|a|an|it|he|she|they|we|this|these|those|there|no|all|"
    r"every|some|most|many|few|nobody|[A-Z]?\w+s)\b)|seeing\s+that)(?![\w-])"
    r"|(?P<clause>due\s+to\s+the\s+fact\s+that|which\s+is\s+why)(?![\w-])"
    r"|(?:^|[,;:–—]\s*|\band\s+)(?P<hence>hence)(?![\w-])"
    rf"|[,;–—]\s*(?P<since>since)(?![\w-]){_TIME}(?!\s+\w+,)"
    rf"|^(?P<opening>since)(?![\w-]){_TIME}(?=[^,]+,)"
    r"|[,;]\s*(?:and\s+)?(?P<then>so)\s+(?!that\b|far\b|much\b|many\b|long\b|called\b|as\b|too\b|be\b|do\b|does\b|did\b|is\b|"
    r"are\b|was\b|were\b|will\b|would\b|can\b|on\b|forth\b|it\s+goes\b)\w+)"
)
_NOT_A_REASON = r"(?i)(?:\bnot|\bonly|\bjust|\bsimply|\bmerely|\bprecisely|\bpartly|\bmainly|\blargely|\bperhaps|\bbut)\s+$"
# What is supposed, denied or reported with its reason is no claim with a reason.
_EMBEDDED = (
    r"(?i)^\s*(?:if|to|whether|it\s+is)\b|\b(?:not|nobody|never|no\s+one)\b|n['’]t\b|\bwho\s+\w+\s+$|"
    r"\b(?:argue|say|claim|believe|think|hold|show|mean|suggest|insist|deny|denie|fact|idea|view|belief)(?:s|d)?\s+that\b"
)
_PERFECT = r"(?i)\b(?:has|have|had)\b"
_PRESENT = r"(?i)\b(?:is|are|can|will|would|cannot|can['’]t|must|should|does|do|may|might|needs?)\b"
# Most statements hold none of these, and patterns are slow to compile.
_WORDS = (
    "because",
    "since",
    "so ",
    "therefore",
    "thus",
    "hence",
    "consequently",
    "given",
    "why",
    "fact",
    "seeing",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement with a word that gives or takes a reason."""
    for statement in context.english_statements:
        folded = statement.text.casefold()
        if not any(word in folded for word in _WORDS):
            continue
        text = blank_quotations(statement.text, brackets=False)
        for found in re.finditer(_REASON, text):
            group = found.lastgroup
            assert group
            word = found[group]
            if (
                group in ("so", "thus", "hence", "link")
                and word[:1] in "tThHcC"
                and not text[: found.start(group)].strip()
            ):
                continue  # at the beginning it is `leading-connective`
            if group == "because" and re.search(
                _NOT_A_REASON, text[max(0, found.start() - 40) : found.start()]
            ):
                continue
            if group == "because" and re.search(_EMBEDDED, text[: found.start()]):
                continue
            # What has been so since something happened is a time; so is what was.
            if group == "since" and re.search(_PERFECT, text[: found.start()]):
                continue
            main = text.partition(",")[2]
            if group == "opening" and (re.search(_PERFECT, main) or not re.search(_PRESENT, main)):
                continue
            yield context.report(
                "reason-inside-claim",
                f"this statement holds a reason of its own: “{word.casefold()}”",
                span_of_words(context, statement, word, statement.text[: found.start(group)]),
                "make the reason a line of its own, indented under the claim: `because: …`",
            )
            break
