"""A text holds a character that can't be seen and does nothing there.

## Why

Such characters come along when words are copied from web pages, chats and word processors. A word with one in
it looks like any other and is found by no search; before a keyword, it hides the keyword. What changes the
direction of text can make a line look as if it said something else.

## How

Reported are control characters (U+0080 to U+009F), separators of lines, what overrides the direction of text or
isn't closed in its line, spaces other than U+0020 after a keyword, and what Unicode calls default ignorable,
wherever it does nothing: spaces without width, byte order marks inside a file, fillers, tags, selectors of
variants behind what has none.

Left alone in a text is what typography, scripts and emoji need: a soft hyphen; a word joiner, and a non-joiner
between two letters, as in Persian, and in German where no ligature may stand (`Auf` + U+200C + `lage`); a
joiner in Indic scripts and emoji; selectors behind emoji, signs, digits, and Chinese, Burmese and Mongolian
letters; marks of direction beside letters that run from right to left. Before the colon of a line none of them
has a place, and a label that holds one is an error ([`invalid-label`](invalid-label.md)): two labels that look
alike would be two.

`--fix` deletes what does nothing; where the direction changes, or something blank stands for a letter, it's for
the writer to say what was meant.

## Example

```bytes
premise: The treaty of 1839 guaranteed Belgium's neutra\\xe2\\x80\\x8blity.
so: Britain had a duty to defend Belgium.
```

Here `\\xe2\\x80\\x8b` are the bytes of U+200B, a space without width.

## Instead

```arg
premise: The treaty of 1839 guaranteed Belgium's neutrality.
so: Britain had a duty to defend Belgium.
```
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Fix, replace
from argmap.rules.context import Context
from argmap.source import Source
from argmap.syntax.words import KEYWORDS
from argmap.wording import IGNORABLE

_ODD = f"[\x7f-\x9f\u2028\u2029\ufff9-\ufffb{IGNORABLE}]"
_SPACES = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_AFTER_KEYWORD = rf"(?m)^[ \t\ufeff\u200b]*(?:{'|'.join(sorted(KEYWORDS))})({_SPACES}[ \t\u00a0\u2000-\u200a\u202f\u3000]*)(?=[\w:])"
_NON_JOINER, _JOINER, _NO_WIDTH = "\u200c\u200d\u200b"
_SOFT_HYPHEN, _WORD_JOINER, _GRAPHEME_JOINER = "\u00ad\u2060\u034f"
_FILLERS = "\u115f\u1160\u3164\uffa0"
_VARIANTS = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_WITH_VARIANTS = "[#*0-9\xa9\xae\u1000-\U0010ffff]"
_OF_A_SCRIPT = "[\u17b4\u17b5\u180b-\u180f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
_TAGS = "[\U000e0020-\U000e007f]"
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
    for span, wrong in itertools.islice(_rows(source, True), _MOST):
        fix = replace("delete what can't be seen", span, "") if wrong in _DELETED else None
        yield _reported(context, source.text[slice(*span)], wrong, span, fix)
    for odd in re.finditer(_AFTER_KEYWORD, source.text):
        fix = replace("write a space", odd.span(1), " ")
        yield _reported(context, odd[1], "is no space that the language knows", odd.span(1), fix)


_NOTHING = "does nothing here"
_INSIDE = "belongs at the beginning of a file, if anywhere"
_CONTROL = "is a control character"
_LINES = "separates lines, and the language does not take it so"
_OVERRIDE = "makes text run in another direction than its letters do"
_OPEN = "changes the direction of text, and nothing in its line ends that"
_FILLER = "is blank, and stands for a letter that isn't there"
_DELETED = (_NOTHING, _INSIDE, _CONTROL)
_SERIOUS = (_OVERRIDE, _LINES, _CONTROL, _INSIDE, _OPEN, _FILLER, _NOTHING)


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
        for span, wrong in itertools.islice(_rows(source, False), 1):
            odd = source.text[slice(*span)]
            yield _reported(context, odd, wrong, context.span(statement), None)


def _rows(source: Source, language: bool) -> Iterator[tuple[tuple[int, int], str]]:
    """Each row of invisible characters that do nothing, and what is wrong with them; the most serious of it where it
    is several things. `language` says that the text is of the language, where lines have something before a colon.
    """
    if source.text.isascii() and "\x7f" not in source.text:
        return
    for row in re.finditer(f"{_ODD}+", source.text):
        before = source.text[row.start() - 1 : row.start()]
        after = source.text[row.end() : row.end() + 1]
        head = language and _in_head(source.text, row.start())
        wrong = [_wrong(source.text, at, before, after, head) for at in range(*row.span())]
        at = row.start()
        for any_, group in itertools.groupby(wrong, bool):
            said = list(group)
            if any_:
                yield (at, at + len(said)), min(said, key=_SERIOUS.index)
            at += len(said)


def _in_head(text: str, at: int) -> bool:
    """Whether a place stands before the colon of a line, or in a line that has none, where keywords and labels are."""
    before = text[text.rfind("\n", 0, at) + 1 : at].lstrip()
    return not (":" in before or "：" in before or before.startswith(("|", ">", "#", "use ")))


def _wrong(text: str, at: int, before: str, after: str, head: bool) -> str:
    """What is wrong with an invisible character between two others, its row's neighbours; empty where it does something."""
    character = text[at]
    if character in _OVERRIDES:
        return _OVERRIDE
    if character in "\x85\u2028\u2029":
        return _LINES
    if "\x7f" <= character <= "\x9f":
        return _CONTROL
    if character == "\ufeff":
        return _INSIDE
    if character in _OPENING + _POP + _ISOLATES + _POP_ISOLATE:
        return "" if _closed(text, at) else _OPEN
    if character in _MARKS:
        return "" if _has_rtl(_line(text, at)) else _NOTHING
    if character in _FILLERS:
        return "" if _is_jamo(before) or _is_jamo(after) else _FILLER
    if character in (_NON_JOINER, _JOINER, _NO_WIDTH) and (_joining(before) or _joining(after)):
        return ""
    return _NOTHING if head or not _does_something(text, at, before, after) else ""


def _does_something(text: str, at: int, before: str, after: str) -> bool:
    """Whether a character of typography, of a script or of an emoji stands where it belongs."""
    character = text[at]
    if character == _SOFT_HYPHEN:
        return True
    if character == _WORD_JOINER:
        return not (before + " ").isspace() and not (after + " ").isspace()
    if character == _NON_JOINER:
        return _is_letter(before) and _is_letter(after)
    if character == _GRAPHEME_JOINER:
        return bool(before and after) and unicodedata.category(after)[0] == "M"
    if re.match(_VARIANTS, character):
        base = text[at - 1 : at]
        return bool(re.match(_WITH_VARIANTS, base)) and not re.match(f"{_ODD}|\\s", base)
    if re.match(_TAGS, character):
        return bool(before) and unicodedata.category(before) == "So"
    return bool(re.match(_OF_A_SCRIPT, character)) and (_joining(before) or _joining(after))


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LM"


def _is_jamo(character: str) -> bool:
    """Whether a character is a part of a Hangul syllable, which a filler completes."""
    return "\u1100" <= character <= "\u11ff" or "\ua960" <= character <= "\ua97c"


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
