"""Texts, tags and data as Argdown has them, whatever characters they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from argmap.readers.argdown.words import SHORTCODES
from argmap.values import text_of

_SPECIAL = frozenset("\\#*_[<{")
_WORDS = re.compile(r"[ \t]+|[^ \t]+")
_CODE = re.compile("|".join(re.escape(f"{c}{code}{c}") for code in SHORTCODES for c in ".:"))
# What a line can begin with that is no text, besides the signs that are escaped everywhere.
_BEGINS = re.compile(r"[-+>'=(},\s]|\d+\.")
_EMPHASIS = re.compile(r"(?<![^\s(])(\*\*?)(?=[^\s*])([^*$\\]*[^\s*$\\])\1(?=[ ).,!?;:]|\Z)")
_MARKS = re.compile(r"[*$\\]")
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/%-]*[\w.()%])?")
_TRUTH = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)", re.IGNORECASE)
_QUOTED = re.compile(r'[\x00-\x1f"\\{}\x7f-\xa0\xad\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff=]')
_TAG = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_TITLE = re.compile(r"[^\s\[\]<>@-](?:[^\[\]<>\n\r\u2028\u2029]*[^\s\[\]<>])?")


def escaped(text: str, inline: bool = False, first: bool = False) -> str:
    """A text such that every character is itself; with `inline` its emphasis is Argdown's own, where that
    says the same. `first` is for a text that begins a line.
    """
    if inline and not _MARKS.search(_EMPHASIS.sub("", text)):
        made, at = "", 0
        for found in _EMPHASIS.finditer(text):
            made += _literal(text[at : found.start()])
            made += f"{found[1]}{_literal(found[2])}{found[1]}"
            at = found.end()
        made += _literal(text[at:])
    else:
        made = _literal(text)
    return f"\\{made}" if first and _BEGINS.match(made) else made


def _literal(text: str) -> str:
    return "".join(_blanks(w) if w[0] in " \t" else _word(w) for w in _WORDS.findall(text))


def _blanks(run: str) -> str:
    return run if run == " " else "".join(f"\\{blank}" for blank in run)


def _word(word: str) -> str:
    """A word, from its end: a dot is read with all up to the next one, whatever stands between, so it is
    escaped where an escape stands between.
    """
    made: list[str] = []
    seen: dict[
        str, int
    ] = {}  # how far behind a dot or a colon there is an escape that another follows
    escapes = 0
    for at in range(len(word) - 1, -1, -1):
        c = word[at]
        after = word[at + 1 : at + 2]
        escape = (
            c in _SPECIAL
            or (c == "/" and after in ("/", "*"))
            or (c == "=" and "===" in word)
            or (c == "(" and word[:at].endswith("@include"))
            or (c in ".:" and (escapes > seen.get(c, escapes) or _CODE.match(word, at)))
        )
        if c in ".:":
            seen.setdefault(c, escapes)
        escapes += bool(escape)
        made.append(f"\\{c}" if escape else c)
    return "".join(reversed(made))


def titled(title: str) -> bool:
    """Whether something can stand between brackets as a title."""
    return _TITLE.fullmatch(title) is not None


def tag(word: str) -> str | None:
    """A tag as it stands behind a text, or None where it can't stand there."""
    if _TAG.fullmatch(word):
        return f"#{word}"
    if word == word.strip() and not re.search(r"[()\n\r]", word):
        return f"#({word})"
    return None


def scalar(value: object) -> str:
    """A value in YAML that is read as just this, by any reader."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return text_of(float(value))
    text = str(value)
    if _PLAIN.fullmatch(text) and not _TRUTH.fullmatch(text) and "//" not in text:
        return text
    quoted = _QUOTED.sub(_code, text).replace("@include(", "@include\\x28")
    return f'"{quoted}"'


def _code(found: re.Match[str]) -> str:
    c = found[0]
    if c in '"\\':
        return f"\\{c}"
    return f"\\x{ord(c):02X}" if ord(c) < 0x100 else f"\\u{ord(c):04X}"


def flow(value: object) -> str:
    """Data in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def data(values: Mapping[str, Any], margin: str = "") -> str:
    """Data behind a text: in one line where that is short, else a line for each."""
    line = flow(values)
    if len(line) <= 80 and "quotations" not in values:
        return line
    made = "{\n"
    for key, value in values.items():
        if key == "quotations":
            made += f"{margin}  {key}:\n"
            made += "".join(f"{margin}    - {scalar(item)}\n" for item in value)
        else:
            made += f"{margin}  {key}: {flow(value)}\n"
    return f"{made}{margin}}}"
