"""A statement begins with a word that points outside it.

## Why

In a figure every statement stands in a box of its own and may be read first. “It will never happen” says
nothing there. Name what is meant.

## How

The rule knows *it*, *they*, *he*, *she* and their possessives, *such*, and *this*, *that*, *these*, *those*
where a verb follows. It leaves alone the empty *it* of “It is wrong to lie”, “those who …”, and “this year”; the
answers to a question, which names what they speak of; and *he* and *she* in a passage whose supposition names
somebody.

## Example

```arg
premise unanimity: Joining NATO requires unanimity.
so: It will never happen.
```

## Instead

```arg
premise unanimity: Joining NATO requires unanimity.
so: Ukraine will never join NATO.
```
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.model import Statement
from argmap.rules.context import Context
from argmap.rules.english import blank_quotations, span_of_words

_VERB = (
    r"(?:is|are|was|were|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|will|would|can|could|cannot|can['’]t|should|must|may|might|has|"
    r"have|had|does|do|did|doesn['’]t|didn['’]t|won['’]t|means|shows|proves|implies|suggests|makes|leads|explains|follows|happens|"
    r"remains|requires|allows|creates|causes|violates|contradicts|undermines|seems|applies|gives|goes|becomes|increases|"
    r"reduces|affects|harms|helps|raises|lowers|threatens|weakens|strengthens|depends|ensures|confirms|also|alone|never|"
    r"always|not)"
)
_POINTING = (
    rf"(?i)(?:(?P<demonstrative>this|that|these|those)(?=['’]s\b|,|\s+{_VERB}(?![\w-]))"
    r"|(?P<person>they|he|she|him|them)(?=['’\s])(?!\s+(?:who|that|or)\b)"
    r"|(?P<own>its|their|his|her)(?=\s)"
    r"|(?P<such>such)(?=\s+(?:an?|\w+s|\w+ing|\w+tion|\w+ment|\w+ity)\b)(?!\s+(?:is|was)\b)(?!.*\bas\b)"
    rf"|(?P<pair>the\s+(?:former|latter))(?=,|\s+{_VERB}(?![\w-]))"
    r"|(?P<it>it)(?=['’\s]))"
)
# Most statements begin otherwise, and patterns are slow to compile.
_BEGINNINGS = (
    *("this", "that", "these", "those", "they", "he", "she", "him", "its", "it", "their", "his"),
    *("her", "such", "the f", "the l", "the  "),
)
# The empty subject: “It is wrong to …”, “It follows that …”, “It takes two to …”, “It rains”.
_EMPTY = (
    r"(?i)it(?:['’](?:s|d|ll))?\s+(?:[\w’']+\s+){0,3}?"
    r"(?:(?:is|was|be|been|being|isn['’]t|wasn['’]t)\b(?!\s+too\b).*?\b(?:to|that|whether|if|how|what|who|whom|which|"
    r"when|why|until|worth|as\s+though|\w+ing|impossible|possible|likely|unlikely)\b"
    r"|(?:seem|appear|follow|happen|turn|matter|help|hurt|remain|become|feel|look|make|take|cost|pay|suffice|need|"
    r"serve|go|occur|dawn|strike|come|stand|bear|depend|surprise|fall|lie|do|get)(?:e?s)?\b.*?\b(?:to|that|whether|if|how|what|who|when|why|within)\b"
    r"|(?:took|made|became|felt|struck|came|went|stood|surprised|fell|lay|did)\b.*?\b(?:to|that|whether|if|how|what|who|when|why)\b)"
    r"|it['’]s\s.*?\b(?:to|that|whether|if|how|what|who|when|why)\b"
    r"|it\s+(?:\w+\s+){0,2}(?:rain|snow|freez|thunder)\w*"
    r"|it\s+(?:is|was|will\s+be)\s+(?:\w+\s+)?(?:raining|snowing|cold|warm|hot|dark|late|early|noon|midnight)\b"
)

_HE = ("he", "she", "him", "his", "her")
# Somebody: a name, or a noun for a person.
_NAME = (
    r"\b(?!(?:The|A|An|This|That|These|Those|There|It|He|She|They|We|You|If|When|No|All|Some|Every|Each|Nobody|Nothing|"
    r"Everything|Something|Most|Many|Few|His|Her|Its|Their|Our|My)\b)[A-Z]\w+"
    r"|(?i:\b(?:the|an?|some|every|each|one|no)\s+(?:\w+\s+)?(?:man|woman|person|boy|girl|child|king|queen|judge|suspect|"
    r"thief|spouse|\w+(?:er|or|ist|ian|ant|ent|ness))\b)|(?i:\b(?:some|no|any|every)(?:body|one)\b)"
)


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement whose first word stands for something that it doesn't name."""
    answers = {answer.answer for answer in context.map.answers}
    for statement in context.english_statements:
        if not statement.text[:5].casefold().startswith(_BEGINNINGS):
            continue
        text = blank_quotations(statement.text)
        found = re.match(_POINTING, text)
        if not found or (found["it"] and re.match(_EMPTY, text)):
            continue
        # His Majesty and Their Lordships are names; `her own` says whose below.
        after = text[found.end() :].lstrip()
        if found["own"] and (after[:1].isupper() or after.startswith("own ")):
            continue
        word = found[0]
        if statement.id in answers or _named_around(context, statement, word):
            continue
        yield context.report(
            "leading-pronoun",
            f"“{word}” points to something that this statement doesn't name",
            span_of_words(context, statement, word),
            "name it, so that the statement can be read by itself",
        )


def _named_around(context: Context, statement: Statement, word: str) -> bool:
    """Whether the supposition of a passage around a statement names the person that a word stands for."""
    map = context.map
    return word.casefold() in _HE and any(
        re.search(_NAME, map[supposed].text) for supposed in map.around(statement.id)
    )
