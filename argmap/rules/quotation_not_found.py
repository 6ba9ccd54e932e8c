"""The words of a quotation are not in the text file that its statement comes from.

## Why

A quotation lets a reader see whether the statement says what the source says. That is worth something
only if the source has these words. Most quotations that are not found are slips of copying: a word left
out, another form of it, an ellipsis without brackets. Some are the mapper's own words.

## Example

```text title="letter.txt"
Last year, eleven cyclists were hurt between the bridge and the station.
```

```arg
map: A cycle lane for Bridge Street
  source: letter.txt

claim: Bridge Street is dangerous for cyclists.
  because: Eleven cyclists were hurt there last year.
    > Last year, eleven cyclists had been hurt
```

## Instead

Quote what stands there. `[…]` marks words left out, `[word]` a change of your own.

```text title="letter.txt"
Last year, eleven cyclists were hurt between the bridge and the station.
```

```arg
map: A cycle lane for Bridge Street
  source: letter.txt

claim: Bridge Street is dangerous for cyclists.
  because: Eleven cyclists were hurt there last year.
    > eleven cyclists were hurt […] [near] the station
```

## How

Lines that begin with `>` one below the other are one quotation; an empty line between them makes two.
White space, the forms of quotation marks, dashes and ellipses, ligatures and soft hyphens do not count;
letter case does. The page on quotations tells the whole. Only sources that are text files in the project
are looked into: a path that ends in `.txt` or `.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.diagnostics import Diagnostic, Edit, Fix, Related
from argmap.model import Quotation
from argmap.rules.context import Context
from argmap.source import Span

if TYPE_CHECKING:
    from argmap.quotations.library import TextFile
    from argmap.quotations.nearest import Difference

_SHOWN = 3
# Of so many wrong quotations the nearest passage is searched for; more of them are another text's.
_SEARCHED = 1000
_LINE = re.compile(r"^[ \t]*>?[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_ELLIPSIS = re.compile(r"\[[^\[\]]*\]|(\((?:…|\.{3})\)|…|\.{3}|\. \. \.)")


def check(context: Context) -> Iterator[Diagnostic]:
    """Looks every quotation up."""
    if not any(statement.quotations for statement in context.statements):
        return
    searched = 0
    for statement, quotation, file in context.library.quotations():
        if not file.problem and not file.find(quotation):
            span = quotation.span or context.span(statement)
            searched += 1
            yield _not_found(context, quotation, file, span, searched <= _SEARCHED)


def _not_found(
    context: Context, quotation: Quotation, file: TextFile, span: Span, search: bool
) -> Diagnostic:
    def say(
        message: str, *help: str, related: tuple[Related, ...] = (), fix: Fix | None = None
    ) -> Diagnostic:
        return context.report("quotation-not-found", message, span, *help, related=related, fix=fix)

    message = f"“{_short(quotation.text, 50)}” is not in {file.name}"
    other = next((f for f in context.library.files if f is not file and f.find(quotation)), None)
    if other is not None:
        there = Related("they stand here", other.source, other.find(quotation)[0].span)
        source = f"give the statement its source: `source: {other.name}`"
        return say(message, source, related=(there,))
    marked = _ELLIPSIS.sub(lambda match: "[…]" if match[1] else match[0], quotation.text)
    places = file.text.find(marked, 1) if marked != quotation.text else ()
    if places:
        there = Related("with words left out, they stand here", file.source, places[0].span)
        return say(
            message,
            "write `[…]` where you leave words out; `…` alone means that the source has it",
            related=(there,),
            fix=_brackets(context, quotation),
        )
    lines = _lines(context, quotation)
    if len(lines) > 1 and all(file.find(Quotation(text)) for text, _ in lines):
        apart = tuple(Edit(Span(end, end), "\n") for _, end in lines[:-1])
        return say(
            message,
            "each of its lines stands there: with an empty line between them, each is a quotation of its own",
            fix=Fix("make each line a quotation of its own", apart),
        )
    near = file.text.nearest(quotation.text) if search else None
    if near is None:
        return say(
            message,
            "quote the words as they stand there; `[…]` marks words left out, `[word]` a change of your own",
        )
    if near.scattered:
        return say(
            f"{file.name} has these words, but not in this order",
            "put the pieces in the order of the source, or make each a quotation of its own",
            related=(Related("the first of them stands here", file.source, near.span),),
        )
    if len(near.quoted) < 0.8 * len(quotation.text):
        message = f"“{_short(near.quoted, 80)}” is not in {file.name}"
    help = [_said(difference) for difference in near.differences[:_SHOWN]]
    more = len(near.differences) - _SHOWN
    if more > 0:
        help.append(f"and {more} more difference{'s' if more > 1 else ''}")
    nearest = Related("the passage most like it", file.source, near.span)
    return say(message, *help, related=(nearest,))


def _lines(context: Context, quotation: Quotation) -> list[tuple[str, int]]:
    """The words of each line of a quotation, and where the line ends."""
    if quotation.span is None or context.syntax is None:
        return []
    start, end = quotation.span
    found = _LINE.finditer(context.source.text[start:end])
    return [(match[1], start + match.end()) for match in found if match[1]]


def _said(difference: Difference) -> str:
    quoted, there = _short(difference.quoted), _short(difference.there)
    if not difference.there:
        return f"the source does not have “{quoted}”"
    if not difference.quoted:
        return f"the source has “{there}”, which the quotation leaves out"
    return f"the source has “{there}” where the quotation has “{quoted}”"


def _short(text: str, width: int = 60) -> str:
    if len(text) <= width:
        return text
    half = width // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def _brackets(context: Context, quotation: Quotation) -> Fix | None:
    """Puts brackets around the ellipses of a quotation."""
    if quotation.span is None or context.syntax is None:
        return None
    found = _ELLIPSIS.finditer(context.source.text, *quotation.span)
    edits = tuple(Edit(Span(*match.span(1)), "[…]") for match in found if match[1])
    return Fix("mark the words left out with `[…]`", edits) if edits else None
