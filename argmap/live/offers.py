"""The mends that an editor offers for a fault: its fix, or else what may have been meant, for the writer to choose."""

from __future__ import annotations

import re
from collections import Counter

from argmap.budget import Budget
from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic, Fix, Severity, replace
from argmap.edit.fixes import applied
from argmap.source import Span
from argmap.syntax.words import KEYWORDS

_CHARACTERS = 200_000
"""How many characters are read again in all, to try lines that are shown before they are offered."""


def offers(d: Diagnostic, compilation: Compilation) -> tuple[Fix, ...]:
    """The fix of a diagnostic alone where there is one, since it is certain; otherwise its guess, and each line that its help
    shows in place of the one at fault, if with it the fault is gone and no error has come instead.
    """
    if d.fix:
        return (d.fix,)
    guess = (d.guess,) if d.guess else ()
    line = _line(d)
    if line is None:
        return guess
    shown = [m[1] for help in d.help if (m := re.search(r"`([^` …][^`…]*)`$", help))]
    budget = Budget(_CHARACTERS)
    written = [
        replace(f"write `{words}`", line, words)
        for words in dict.fromkeys(shown)
        if _says_the_same(d, line, words) and budget.spend(len(d.source.text))
    ]
    return (*guess, *(made for made in written if _mends(made, d, compilation)))


def _mends(made: Fix, d: Diagnostic, compilation: Compilation) -> bool:
    """Whether what is wrong is gone when this has been done, and nothing worse has come instead."""
    data = applied(d.source.text.encode(), list(made.edits))
    assert data is not None  # the text is UTF-8
    then = compilation.of_data(data)
    before, after = (
        sum(one.severity is Severity.ERROR for one in c.diagnostics) for c in (compilation, then)
    )
    there = {(one.name, one.line) for one in then.diagnostics if one.source is then.source}
    gone = d.severity is Severity.ERROR
    return after <= before - gone and (d.name, d.line) not in there


def _line(d: Diagnostic) -> Span | None:
    """The line that a diagnostic is of, without the blanks around it; None where it is of several."""
    text = d.source.text
    if "\n" in text[d.span.start : d.span.end]:
        return None
    begin = text.rfind("\n", 0, d.span.start) + 1
    line = text[begin:].partition("\n")[0]
    start = begin + len(line) - len(line.lstrip())
    return Span(start, begin + len(line.rstrip()))


def _says_the_same(d: Diagnostic, line: Span, words: str) -> bool:
    """Whether words are those of a line, but for words of the language and those that the diagnostic is of: an example
    has others, and what has fewer would lose some.
    """
    text = d.source.text
    before, now = _content(text[line.start : line.end]), _content(words)
    faulty, lost = _content(text[d.span.start : d.span.end]), before - now
    kept = now <= before and (not lost or (lost <= faulty and faulty != before))
    return kept and words != text[line.start : line.end]


def _content(text: str) -> Counter[str]:
    """The words of a text that are not the language's."""
    return Counter(word for word in re.findall(r"[\w.-]+", text) if word not in KEYWORDS)
