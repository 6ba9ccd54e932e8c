"""A text as it is compared: what does not count folded away, every place traceable to the original.

What is folded, in texts and quotations alike:

- a run of white space of any kind, line breaks and no-break spaces included, is one blank; between
  characters of Chinese or Japanese it is nothing, since those scripts part no words;
- every form of double quotes is `"`, every form of single quotes, apostrophes and primes is `'`, two
  single ones side by side are a double one;
- every dash, hyphen and minus sign, and several in a row, are `-`;
- `…`, and three or more full stops with or without blanks between, are full stops without blanks;
- white space beside any sign that is no letter and no digit is nothing: `5 %` is `5%`;
- soft hyphens and characters without width are nothing;
- letters are composed (NFC) and their compatibility forms, as ligatures and full-width letters, are
  plain ones; raised and lowered signs, fractions and circled numbers stay what they are.

Letter case counts, and so does every other character. In a Markdown text the marks of emphasis, code,
headings, block quotes and lists, link targets, escapes, tags and entities are what they look like to a
reader: nothing, or the character that they stand for.

Words that a line's end parts, and letters in an editor's brackets, are matched in `argmap.quotations.find`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from argmap.wording import IGNORABLE

_SINGLE = "'`´‘’‚‛‹›ʹʻʼʽˈ′‵＇❛❜｀"
_DOUBLE = '"“”„‟«»″‶〝〞〟＂❝❞「」『』｢｣˝'
_DASHES = "-‐‑‒–—―−⁃﹘﹣－⸺⸻"
_NOTHING = IGNORABLE
_BLANKS = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Where white space parts no words: Han, kana, bopomofo, and their punctuation.
_DENSE = (
    "\u3001-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff61-\uff9f\U00020000-\U0003ffff"
)
# Where words follow each other without white space: these, Thai, Lao, Tibetan, Burmese and Khmer.
_LOOSE = _DENSE + "\u0e00-\u0e7f\u0e80-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
_UNPARTED = re.compile(f"[{_LOOSE}]")
HIDDEN = "\u2060"
"""What stands for a character of markup: it does not count, and keeps the places of the others."""

_RAISED = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2460-\u24ff"
WORD = re.compile(rf"[^\W_{_RAISED}{_LOOSE}]+|(?![\W_])[{_LOOSE}]")
"""A run of letters and digits, or a character of a script that parts no words.

Marks that combine with letters stand between words here.
"""

_KEPT = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_LONGEST_CLUSTER = 32


_ODD = _BLANKS + _NOTHING + _SINGLE[1:] + _DOUBLE[1:] + _DASHES[1:] + "…"  # other than ASCII
_RUN = rf"""[ .'"\-{_ODD}]{{2,}}|[{_ODD}]| (?=[{_DENSE}]|[^\w\s])|(?<=[{_DENSE}]|[^\w\s]) """


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord("…"): "..."}
    for chars, plain in ((_SINGLE, "'"), (_DOUBLE, '"'), (_DASHES, "-")):
        table.update((ord(c), plain) for c in chars)
    for chars, instead in ((_BLANKS, " "), (_NOTHING, None)):
        for match in re.finditer("(.)(?:-(.))?", chars, re.DOTALL):
            first, last = ord(match[1]), ord(match[2] or match[1])
            table.update((c, instead) for c in range(first, last + 1))
    return table


_TYPOGRAPHIC = _table()


@frozen
class Folded:
    """What became of a text, and where each character of it stood."""

    text: str
    # Offsets, in turn of a stretch that is as it was and of one that was folded.
    _here: list[int]
    _there: list[int]

    def start(self, at: int) -> int:
        """Where in the original the character at an offset begins."""
        index = bisect_right(self._here, at) - 1
        return self._there[index] + (at - self._here[index] if index % 2 == 0 else 0)

    def end(self, at: int) -> int:
        """Where in the original the character before an offset ends."""
        if at <= 0:
            return 0
        index = bisect_right(self._here, at - 1) - 1
        if index % 2:
            return self._there[index + 1]
        return self._there[index] + at - self._here[index]


def fold(text: str) -> Folded:
    """A text as it is compared."""
    here, there = [0], [0]
    pieces: list[str] = []
    done = size = 0
    for match in _pattern(text).finditer(text):
        start, end = match.span()
        old = match[0]
        folds = _short_run(old) if end - start <= 40 else _run(old)
        if old.isspace() and (_lonely(text[start - 1 : start]) or _lonely(text[end : end + 1])):
            folds = ((0, end - start, ""),)
        if folds is None:
            continue
        for first, last, new in folds:
            if start + first > done:
                pieces.append(text[done : start + first])
                size += start + first - done
            here += (size, size + len(new))
            there += (start + first, start + last)
            pieces.append(new)
            size += len(new)
            done = start + last
    pieces.append(text[done:])
    return Folded("".join(pieces), here, there)


def boundary(text: str, at: int) -> bool:
    """Whether a word of a folded text can begin or end at an offset."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if wordlike(before) and wordlike(after):
        unparted = _UNPARTED.match(before) or _UNPARTED.match(after)
        return bool(unparted) and unicodedata.category(after)[0] != "M"
    # `can` is no word of `can't`.
    negated = before in "nN" and after == "'" and text[at + 1 : at + 2] in ("t", "T")
    return not (negated and boundary(text, at + 2))


@lru_cache(4096)
def wordlike(character: str) -> bool:
    """Whether a character is part of words: a letter, a digit or a mark on one."""
    return WORD.match(character) is not None or unicodedata.category(character)[0] == "M"


def unparted(character: str) -> bool:
    """Whether a character is of a script that writes words without white space between them."""
    return _UNPARTED.match(character) is not None


def is_quote(character: str) -> str:
    """The plain form of a quotation mark, `"` or `'`; empty for any other character."""
    plain = _TYPOGRAPHIC.get(ord(character)) if character else None
    plain = plain or character
    return plain if plain in ('"', "'") else ""


@lru_cache(4096)
def _lonely(character: str) -> bool:
    """Whether white space beside a character is nothing."""
    if _SIGN.match(character):
        return unicodedata.category(character)[0] != "M"
    return _DENSE_ONE.match(character) is not None


_SIGN = re.compile(r"[^\w\s]")
_DENSE_ONE = re.compile(f"[{_DENSE}]")


def _pattern(text: str) -> re.Pattern[str]:
    """What may need folding in a text with these characters."""
    if text.isascii():
        return _compiled("", "")
    odd: dict[str, list[str]] = {"mark": [], "form": [], "": []}
    for character in set(text):
        odd[_kind(character)].append(character)
    return _compiled("".join(sorted(odd["mark"])), "".join(sorted(odd["form"])))


@lru_cache(256)
def _compiled(marks: str, forms: str) -> re.Pattern[str]:
    kinds = [_RUN]
    if marks:
        some = re.escape(marks)
        kinds.append(rf"""[^\s.'"\-{_ODD}{some}]?[{some}]{{1,{_LONGEST_CLUSTER}}}""")
    if forms:
        kinds.append(f"[{re.escape(forms)}]")
    return re.compile("|".join(kinds))


@lru_cache(4096)
def _kind(character: str) -> str:
    """What a character is to normalization: a `mark` on the one before, another `form`, or nothing."""
    code = ord(character)
    if code < 128 or code in _TYPOGRAPHIC:
        return ""
    if (
        unicodedata.category(character)[0] == "M"
        or 0x1160 <= code <= 0x11FF
        or code in (0xFF9E, 0xFF9F)
    ):
        return "mark"
    if unicodedata.decomposition(character).startswith(_KEPT):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return "form" if plain != character and not plain.startswith(" ") else ""


def _run(run: str) -> tuple[tuple[int, int, str], ...] | None:
    """What becomes of a run of white space and signs, or of a character with its marks.

    Each stretch of it with what that is folded to; None where all stays as it is.
    """
    if not run.isascii() and any(_kind(c) for c in run):
        composed = unicodedata.normalize("NFKC", run).translate(_TYPOGRAPHIC)
        return None if composed == run else ((0, len(run), composed),)
    plain = run.translate(_TYPOGRAPHIC).replace("''", '"')
    signs = plain.replace(" ", "")
    plain = _DASHES_IN_A_ROW.sub("-", signs) if signs else plain[:1]
    if plain == run:
        return None
    if (len(plain) < 2 and len(run) < 2) or plain in ("", " "):
        return ((0, len(run), plain),)
    return tuple(_stretches(run, plain))


def _stretches(run: str, plain: str) -> Iterator[tuple[int, int, str]]:
    """Which characters of a run each of what it was folded to comes from; the others go."""
    at = done = 0
    index = 0
    while index < len(plain):
        wanted = plain[index]
        size = 1
        while True:
            sign = run[at].translate(_TYPOGRAPHIC)
            if sign[:1] == wanted:
                break
            if wanted == '"' and sign == "'":
                size = 2
                break
            at += 1
        if at > done:
            yield done, at, ""
        new = plain[index : index + len(sign)] if size == 1 else wanted
        yield at, at + size, new
        at = done = at + size
        index += len(new)
    if done < len(run):
        yield done, len(run), ""


_short_run = lru_cache(8192)(_run)
_DASHES_IN_A_ROW = re.compile("-+")


# Markdown. Everything is replaced by as many characters, so that no place moves.

_LINK = re.compile(
    r"!?\[([^\[\]]{0,2000})\]"
    r"\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s{1,9}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,9}\)"
)
_REFERENCE = re.compile(r"!?\[([^\[\]]{1,2000})\]\[[^\[\]\n]{0,500}\]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n^][^\[\]\n]{0,500}\]:[ \t]+\S.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,200}\]:?")
_RULE = re.compile(
    r"^[ \t]*(?:=+[ \t]*|(?:-[ \t]*)+|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE
)
_OPENING = re.compile(
    r"^[ \t]*(?:(?:>|(?:#{1,6}|[-*+]|\d{1,9}[.)])(?=[ \t]))[ \t]*)+", re.MULTILINE
)
_MARKS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n])|\*+|~~|`+|(?<![^\W_])_+|_+(?![^\W_])"
    r"|</?[A-Za-z][A-Za-z0-9]{0,30}(?:\s[^<>]{0,1000})?/?>"
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def without_marks(text: str, whole: bool = True) -> str:
    """A Markdown text with its markup hidden; of a quotation (not `whole`) links by name stay."""
    if "[" in text:
        for _ in range(2):  # an image may be the text of a link
            text = _LINK.sub(_only_text, text)
        if whole:
            text = _REFERENCE.sub(_only_text, _FOOTNOTE.sub(_hide, _DEFINITION.sub(_hide, text)))
    text = _OPENING.sub(_hide, _RULE.sub(_hide, text))
    return _ENTITY.sub(_entity, _MARKS.sub(_hide, text))


def _hide(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _only_text(match: re.Match[str]) -> str:
    before, after = match.start(1) - match.start(), match.end() - match.end(1)
    return HIDDEN * before + match[1] + HIDDEN * after


def _entity(match: re.Match[str]) -> str:
    meant = html.unescape(match[0])
    return meant.ljust(len(match[0]), HIDDEN) if len(meant) <= len(match[0]) else match[0]
