"""The options of a figure as documents have them: words beside a block."""

from __future__ import annotations

OPTIONS = ("layout", "direction", "theme", "preset", "width", "root", "depth", "status")
"""Those of `argmap.draw.options.Options` that a document can give."""


def option(name: str, text: str) -> object:
    """The value that a text gives an option; `ValueError` where it is none."""
    if name == "width":
        return float(text)
    if name == "depth":
        return int(text)
    return text not in ("", "false") if name == "status" else text
