"""What the values of attributes may be, and how a writer's text becomes one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from argmap.model import Value

_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
TYPES = ("fact", "goal", "value", "definition", "background")
STANDARDS = ("PE", "CCE", "BRD", "DV")


def _number(text: str) -> float:
    if not _NUMBER.match(text) or not text.isascii() or not 0 <= float(text) <= 1:
        raise ValueError("a number from 0 to 1")
    return float(text)


def _date(text: str) -> str:
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
    if not _LANGUAGE.match(text):
        raise ValueError("a BCP 47 language tag")
    return text


def _url(text: str) -> str:
    scheme = _SCHEME.match(text)
    if text.startswith(("/", "\\")) or (
        scheme and scheme[1].lower() not in ("http", "https", "mailto")
    ):
        raise ValueError("an http, https or mailto address, or a relative path")
    return text


def _tags(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(","))
    if not all(words):
        raise ValueError("words with commas between them")
    return words


def _one_of(*known: str) -> Callable[[str], str]:
    listed = ", ".join(f"`{word}`" for word in known[:-1])
    form = f"{listed} or `{known[-1]}`" if listed else f"`{known[-1]}`"

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
    "tags": _tags,
    "type": _one_of(*TYPES),
    "standard": _one_of(*STANDARDS),
    "markup": _one_of("inline"),
}


EXAMPLES = {
    "confidence": "0.8",
    "strength": "0.8",
    "date": "2021-12-06",
    "language": "en",
    "url": "https://example.org/",
    "tags": "risk, alliance",
    "type": "fact",
    "standard": "PE",
    "markup": "inline",
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
