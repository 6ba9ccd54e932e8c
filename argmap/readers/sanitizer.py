"""Sanitises texts, labels and attributes of other tools, as a map can hold them; what is dropped is a loss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from argmap.source import Span
from argmap.syntax.words import (
    ARGUMENT_ATTRIBUTES,
    ATTRIBUTES,
    KEYWORDS,
    is_label,
    normal,
    odd_character,
    slip,
)
from argmap.values import Value, text_of, value_of
from argmap.wording import slug

_BREAK = re.compile(r"[ \t]*[\n\x0b\x0c\r]\s*")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@frozen
class Sanitizer:
    """Makes texts and attributes such as a map can hold; `lose` is called with kind, thing and place of
    what had to go.
    """

    lose: Callable[[str, str, Span | None], None]

    def text(self, text: str, name: str, span: Span | None) -> str:
        """A text in one line, which a map can hold."""
        line = self.line(text, name, span)
        if line:
            return line
        self.lose("empty texts", name, span)
        return "…"

    def line(self, text: str, name: str = "", span: Span | None = None) -> str:
        """A text in one line, or ""; what had to go is a loss where the text has a `name`."""
        text = text.strip(" \t\n\r")
        if _BREAK.search(text):
            if name:
                self.lose("line breaks", name, span)
            text = _BREAK.sub(" ", text)
        if _UNREADABLE.search(text):
            self.lose("control characters", name, span)
            text = _UNREADABLE.sub("", text)
        return text.strip(" \t")

    def speakers(self, speakers: Iterable[str]) -> tuple[str, ...]:
        """The names of speakers, from names or from one text with `;` between them."""
        names = speakers.split(";") if isinstance(speakers, str) else speakers
        made = (self.line(name).replace(";", ",") for name in names)
        return tuple(name for name in dict.fromkeys(made) if name)

    def attributes(
        self,
        attributes: Mapping[str, object],
        owner: str,
        span: Span | None = None,
        of_argument: bool = False,
    ) -> dict[str, Value]:
        """Attributes as the language has them; what it can't hold is lost."""
        made: dict[str, Value] = {}
        for given, value in attributes.items():
            name = attribute_name(given, of_argument)
            words = list(value) if isinstance(value, (list, tuple)) else None
            if words is not None and not all(isinstance(word, (str, int, float)) for word in words):
                self.lose("attributes", f"{given}, of {owner}", span)
                continue
            if value is None or isinstance(value, dict) or name in made:
                self.lose("attributes", f"{given}: {value}, of {owner}", span)
                continue
            if isinstance(value, bool):
                value = "true" if value else "false"
            plain = (
                ", ".join(map(str, words))
                if words is not None
                else (text_of(value) if isinstance(value, float) else str(value))
            )
            line = self.line(plain, f"{name} of {owner}", span)
            if not line:
                continue
            try:
                made[name] = value_of(name, line)
            except ValueError:
                other = f"x-{name}"
                self.lose("attributes", f"{name}: {line}, of {owner}, now {other}", span)
                made.setdefault(other, line)
        return made


def attribute_name(name: str, of_argument: bool = False) -> str:
    """A valid name for an attribute: the given one, or `x-` and a slug of it.

    An argument has attributes of the language and `x-` ones only; elsewhere any word is one that is no
    keyword and no slip for one.
    """
    if of_argument:
        fits = name in ARGUMENT_ATTRIBUTES and name != "roles"
    else:
        fits = name in ATTRIBUTES or (is_label(name) and slip(name) is None)
    if fits or (name.startswith("x-") and odd_character(name) is None and len(name) > 2):
        return name
    plain = slug(normal(name).removeprefix("x-"))
    return f"x-{label_like(plain) if plain else 'data'}"


def label_like(name: str) -> str:
    """A slug of a name that is a valid label."""
    plain = slug(normal(name))
    plain = re.sub(r"[^\w-]", "", plain)
    if not plain or not plain[0].isalpha():
        plain = f"n{plain}" if plain else "unnamed"
    if not is_label(plain):
        plain = slug(plain, ascii=True) or "unnamed"
    if plain in KEYWORDS or slip(plain):
        plain = f"{plain}-1"
    return plain if is_label(plain) else "unnamed"
