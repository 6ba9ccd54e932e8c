"""Names that Argdown and a map have for the same: titles, rules, settings; for reading and for writing."""

from __future__ import annotations

import re
from functools import cache

from argmap.readers.sanitizer import label_like
from argmap.schemes.library import catalogue
from argmap.syntax.words import is_label, normal

PRESENTATION = frozenset(
    ("isInMap", "isGroup", "isClosed", "isInGroup", "isCanonical", "color", "rank", "images")
)
"""What Argdown's data says of how things are drawn; a map keeps it as `x-color` and so on."""
SETTINGS = frozenset(
    (
        *("model", "map", "selection", "group", "dot", "color", "graphml", "images", "processes"),
        *("process", "html", "json", "parser", "data", "plugins", "style", "webComponent"),
    )
)
"""What in the front matter is for the program."""


def made_up(title: str, of_argument: bool = False) -> bool:
    """Whether a title is one that a program gave: `Untitled 3`, or of an argument `argument-3`."""
    if of_argument and re.fullmatch(r"(?:\S+\.)?argument-\d+_*", title):
        return True
    return re.fullmatch(r"Untitled \d+", title) is not None


@cache
def _schemes() -> dict[str, str]:
    """The schemes of the catalogue by their names, titles, and names in AIF."""
    found: dict[str, str] = {}
    for scheme in catalogue().values():
        found[_folded(scheme.name)] = scheme.name
    for scheme in catalogue().values():
        for name in (scheme.title, scheme.aifdb):
            found.setdefault(_folded(name), scheme.name)
    return found


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def scheme_of(rule: str) -> tuple[str, bool]:
    """The scheme that an inference rule names, and whether that says all: it is a known one, or its name
    has the form of a scheme's.
    """
    if is_label(normal(rule)):
        return rule, True
    known = _schemes().get(_folded(rule))
    return known or label_like(rule), known is not None
