"""A text holds a character that can't be seen and does nothing there.

## Why

Such characters come along when words are copied from web pages, chats and word processors. A word with one in
it looks like any other and is found by no search; before a keyword, it hides the keyword. What changes the
direction of text can make a line look as if it said something else.

## How

Reported are control characters (U+0080 to U+009F), spaces without width, joiners between letters that don't
join, byte order marks inside a file, separators of lines, what overrides the direction of text or isn't closed
in its line, and spaces other than U+0020 after a keyword. Joiners in Persian or in an emoji, and marks of
direction beside letters that run from right to left, are left alone. `--fix` deletes what does nothing; where
the direction changes, it's for the writer to say what was meant.

## Example

```bytes
premise: The treaty of 1839 guaranteed Belgium's neutra\xe2\x80\x8blity.
so: Britain had a duty to defend Belgium.
```

## Instead

```arg
premise: The treaty of 1839 guaranteed Belgium's neutrality.
so: Britain had a duty to defend Belgium.
```
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Fix, replace
from argmap.rules.context import Context
from argmap.source import Source
from argmap.syntax.words import KEYWORDS

_ODD = (
    "[\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]+"
)
_SPACES = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_AFTER_KEYWORD = rf"(?m)^[ \t\ufeff\u200b]*(?:{'|'.join(sorted(KEYWORDS))})({_SPACES}[ \t\u00a0\u2000-\u200a\u202f\u3000]*)(?=[\w:])"
_JOINERS = "\u200c\u200d"
_MARKS = "\u061c\u200e\u200f"
_OPENING, _POP, _ISOLATES, _POP_ISOLATE = "\u202a\u202b", "\u202c", "\u2066\u2067\u2068", "\u2069"
_OVERRIDES = "\u202d\u202e"
_MOST = 100


def check(context: Context) -> Iterator[Diagnostic]:
    """One warning for each row of invisible characters, the first hundred of a map."""
    if context.syntax is None:
        yield from _in_statements(context)
        return
    source = context.source
    found = 0
    for odd in re.finditer(_ODD, source.text):
        wrong = _without_function(source, odd)
        if wrong:
            fix = None
            if wrong in _DELETED:
                fix = replace("delete what can't be seen", odd.span(), "")
            yield _reported(context, odd[0], wrong, odd.span(), fix)
            found += 1
            if found == _MOST:
                return
    for odd in re.finditer(_AFTER_KEYWORD, source.text):
        fix = replace("write a space", odd.span(1), " ")
        yield _reported(context, odd[1], "is no space that the language knows", odd.span(1), fix)


_NOTHING = "does nothing here"
_INSIDE = "belongs at the beginning of a file, if anywhere"
_CONTROL = "is a control character"
_LINES = "separates lines, and the language does not take it so"
_OVERRIDE = "makes text run in another direction than its letters do"
_OPEN = "changes the direction of text, and nothing in its line ends that"
_DELETED = (_NOTHING, _INSIDE, _CONTROL)


def _reported(
    context: Context, odd: str, wrong: str, span: tuple[int, int], fix: Fix | None
) -> Diagnostic:
    name = unicodedata.name(odd[0], "").lower()
    named = f"U+{ord(odd[0]):04X}{f' ({name})' if name else ''}"
    help = "delete it" if fix is None or not fix.edits[0].text else "write a space in its place"
    return context.report("invisible-character", f"{named} {wrong}", span, help, fix=fix)


def _in_statements(context: Context) -> Iterator[Diagnostic]:
    """The first in each statement of a map that is not in the language: its place in the file isn't known."""
    for statement in context.statements:
        if statement.text.isascii():
            continue
        source = Source(statement.text)
        for odd in re.finditer(_ODD, source.text):
            if wrong := _without_function(source, odd):
                yield _reported(context, odd[0], wrong, context.span(statement), None)
                break


def _without_function(source: Source, odd: re.Match[str]) -> str:
    """What is wrong with a row of invisible characters; empty where they do something."""
    text, characters = source.text, odd[0]
    before = text[odd.start() - 1 : odd.start()]
    after = text[odd.end() : odd.end() + 1]
    first = characters[0]
    if set(characters) & set(_OVERRIDES):
        return _OVERRIDE
    if set(characters) & set("\x85\u2028\u2029"):
        return _LINES
    if "\x7f" <= first <= "\x9f":
        return _CONTROL
    if first == "\ufeff":
        return _INSIDE
    if first in _OPENING + _POP + _ISOLATES + _POP_ISOLATE:
        return "" if _closed(text, odd.start()) else _OPEN
    if first >= "\U000e0000":
        return "" if before and unicodedata.category(before) == "So" else _NOTHING
    if first in _MARKS:
        return "" if _has_rtl(_line(text, odd.start())) else _NOTHING
    if first in _JOINERS or first == "\u200b":
        return "" if _joining(before) or _joining(after) else _NOTHING
    return _NOTHING


def _joining(character: str) -> bool:
    """Whether a character is of a script whose letters join, or that writes no spaces, or is a picture."""
    return character >= "\u0600" and unicodedata.category(character)[0] in "LMS"


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _has_rtl(text: str) -> bool:
    return any(c.isalpha() and unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def _closed(text: str, at: int) -> bool:
    """Whether every change of direction in the line of a place is ended there, in the order of opening."""
    open_: list[str] = []
    for character in _line(text, at):
        if character in _OPENING:
            open_.append(_POP)
        elif character in _ISOLATES:
            open_.append(_POP_ISOLATE)
        elif character in (_POP, _POP_ISOLATE) and (not open_ or open_.pop() != character):
            return False
    return not open_
