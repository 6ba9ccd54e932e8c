"""What the values of attributes may be, and how a writer's text becomes one."""

from __future__ import annotations

import re
from collections.abc import Callable

from argmap.wording import listed

Value = str | float | tuple[str, ...]
"""What an attribute holds: a text, a number for `confidence` and `strength`, words for `tags`."""

_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$")
# Patterns as texts: they are compiled when first used.
# RFC 5646, section 2.1, without the tags of old that it lists one by one; a language of more than
# three letters is registered by nobody.
_LANGUAGE = (
    r"(?i)(?:(?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*)?"
    r"(?:(?(language)-|)x(?:-[a-z\d]{1,8})+)?$"
)
# ISO 639-1, as the IANA Language Subtag Registry has it.
_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji "
    "jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb "
    "nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr "
    "ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ADDRESS = r"(?i)https?://[^\s/?#]+[^\s]*$|mailto:[^\s@]+@[^\s@]+$"
# What a browser would run, or a file of this machine.
_HARMFUL = r"(?i)\s*(?:javascript|vbscript|data|file|blob|about):\S"
TYPES = ("fact", "goal", "value", "definition", "background")
STANDARDS = ("PE", "CCE", "BRD", "DV")


def _number(text: str) -> float:
    if not _NUMBER.match(text) or not text.isascii() or not 0 <= float(text) <= 1:
        raise ValueError("a number from 0 to 1")
    return float(text)


def _date(text: str) -> str:
    from datetime import date, datetime

    parts = text.split("-")
    try:
        if not text.isascii():
            raise ValueError
        if "T" in text or " " in text:
            datetime.fromisoformat(text)
        elif re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            numbers = [int(p) for p in parts] + [1, 1]
            date(*numbers[:3])
        else:
            date.fromisoformat(text)
    except ValueError:
        raise ValueError("an ISO 8601 date") from None
    return text


def _language(text: str) -> str:
    found = re.match(_LANGUAGE, text)
    known = found and text and text.isascii()
    if found and found["language"] and len(found["language"]) == 2:
        known = known and found["language"].casefold() in _TWO_LETTERS
    if not (found and known) or (found["region"] or "").casefold() == "uk":
        raise ValueError("a BCP 47 language tag")
    return text


def _url(text: str) -> str:
    odd = text.startswith(("/", "\\")) or any(c.isspace() or not c.isprintable() for c in text)
    if odd or (_SCHEME.match(text) and not re.match(_ADDRESS, text)):
        raise ValueError("an http, https or mailto address, or a relative path")
    return text


def _source(text: str) -> str:
    if re.match(_HARMFUL, text):
        raise ValueError("a text file, an http or https address, or a citation")
    return text


def _tags(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(","))
    if not all(words):
        raise ValueError("words with commas between them")
    return words


def _speakers(text: str) -> str:
    if not all(name.strip() for name in text.split(";")):
        raise ValueError("names with `;` between them")
    return text


def _one_of(*known: str) -> Callable[[str], str]:
    form = listed([f"`{word}`" for word in known], "or")

    def check(text: str) -> str:
        if text not in known:
            raise ValueError(form)
        return text

    return check


def roles(text: str) -> list[tuple[str, str]]:
    """The pairs of `unanimity=major, few=minor`; `ValueError` where the form is another."""
    pairs = []
    for pair in text.split(","):
        premise, equals, role = (p.strip() for p in pair.partition("="))
        if not (premise and equals and role):
            raise ValueError("premises with their roles")
        pairs.append((premise, role))
    return pairs


_CHECKS: dict[str, Callable[[str], Value]] = {
    "confidence": _number,
    "strength": _number,
    "date": _date,
    "language": _language,
    "url": _url,
    "source": _source,
    "tags": _tags,
    "type": _one_of(*TYPES),
    "standard": _one_of(*STANDARDS),
    "markup": _one_of("inline"),
    "endorsed": _one_of("yes"),
    "choose": _one_of("one", "several"),
    "speaker": _speakers,
}


EXAMPLES = {
    "confidence": "0.8",
    "strength": "0.8",
    "date": "2021-12-06",
    "language": "en",
    "url": "https://example.org/",
    "source": "letter.txt",
    "tags": "risk, alliance",
    "type": "fact",
    "standard": "PE",
    "markup": "inline",
    "endorsed": "yes",
    "choose": "several",
    "speaker": "Ann; Bob",
    "roles": "unanimity=major, few=minor",
}
"""A valid value for each attribute whose value has a form."""


def value_of(name: str, text: str) -> Value:
    """The value that a text stands for under an attribute of this name.

    Raises `ValueError`, which says what form the value should have, where it has another.
    """
    check = _CHECKS.get(name)
    return check(text) if check else text


def text_of(value: Value) -> str:
    """The text that stands for a value: what a writer would put after the colon."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ", ".join(value)
    return format(value, ".15g") if float(format(value, ".15g")) == value else repr(value)
