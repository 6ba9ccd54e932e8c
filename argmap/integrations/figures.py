"""Parses the options of a figure in a document: words beside a block."""

from __future__ import annotations

OPTION_NAMES = ("layout", "direction", "theme", "preset", "width", "root", "depth", "status")
"""The fields of `argmap.draw.options.Options` that a document can set."""


def parse_option(name: str, text: str) -> object:
    """Parses the value of an option; raises `ValueError` where it is invalid."""
    if name == "status":
        return text not in ("", "false")
    kind = {"width": float, "depth": int}.get(name, str)
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"`{name}` is a number, not `{text}`") from None
