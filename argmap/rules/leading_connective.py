"""A statement begins with a connective.

## Why

*And*, *but*, *so* or *however* at the beginning of a statement say what it does to another: that is what
the word before the colon is for. In a box of its own such a statement sounds torn out.

## Example

```arg
premise unanimity: Joining NATO requires unanimity.
so: But nobody wants Ukraine to join.
```

## Instead

```arg
premise unanimity: Joining NATO requires unanimity.
so: Nobody wants Ukraine to join.
```
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic
from argmap.rules.context import Context
from argmap.rules.english import blank_quotations, span_of_words

_CONNECTIVE = (
    r"(?i)(?:(?P<bare>and(?!\s+so\s+on\b)|but(?!\s+for\b)|or|nor|therefore|moreover|furthermore|nevertheless|nonetheless|whereas)(?=[,\s])"
    r"|(?P<so>so)(?=,|\s+(?:the|it|he|she|they|we|you|i|this|these|that|those|there|a|an|no|nobody|nothing)\b)"
    r"(?!\s+that\s)"
    r"|(?P<thus>thus|hence)(?=,|\s+(?:the|it|he|she|they|we|this|these|there|a|an|no|nobody|nothing|all|every|some)\b)"
    r"|(?P<yet>yet)(?=,|\s+(?:the|it|he|she|they|we|this|these|there|no)\b)"
    r"|(?P<comma>however|also|besides|still|consequently|accordingly|in\s+addition|additionally|as\s+a\s+result|"
    r"on\s+the\s+other\s+hand|on\s+the\s+contrary|for\s+example|for\s+instance|in\s+other\s+words|in\s+short|"
    r"after\s+all|similarly|likewise|instead|otherwise|in\s+conclusion)(?=,))"
)

# Most statements begin otherwise, and patterns are slow to compile.
_BEGINNINGS = (
    *("and", "but", "or", "nor", "so", "yet", "thus", "hence", "therefore", "whereas", "however"),
    *(
        "also",
        "besides",
        "still",
        "moreover",
        "furthermore",
        "never",
        "nonethe",
        "conseq",
        "according",
    ),
    *(
        "in ",
        "additionally",
        "as a",
        "on ",
        "for ",
        "after",
        "similarly",
        "likewise",
    ),
    *("instead", "otherwise"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """One hint for each statement whose first word joins it to another."""
    for statement in context.english_statements:
        if not statement.text[:12].casefold().startswith(_BEGINNINGS):
            continue
        text = blank_quotations(statement.text)
        found = re.match(_CONNECTIVE, text)
        if found:
            word = " ".join(found[0].split())
            yield context.report(
                "leading-connective",
                f"“{word}” joins this statement to another, which the connective of the line does",
                span_of_words(context, statement, found[0]),
                "leave it out",
            )
