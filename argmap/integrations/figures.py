"""Parses the options of a figure in a document: words beside a block."""

from __future__ import annotations

OPTION_NAMES = (
    "layout direction theme preset width root depth status highlight color_by title legend text numbers"
).split()
"""The fields of `argmap.draw.options.Options` that a document can set."""

_YES = {"": True, "true": True, "false": False}


def parse_option(name: str, text: str) -> object:
    """Parses the value of an option; raises `ValueError` where it is invalid."""
    if name in ("status", "legend"):
        return text not in ("", "false")
    if name == "title":
        return _YES.get(text, text)
    if name == "highlight":
        return text.replace(",", " ").split()
    kind = {"width": float, "depth": int}.get(name, str)
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"`{name}` is a number, not `{text}`") from None
