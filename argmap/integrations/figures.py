"""The options of a figure in a document: words beside a block, and the figure file beside the map or named there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from argmap.draw.options import Options

OPTION_NAMES = (
    "layout direction theme preset width root depth status highlight color_by title legend text numbers figure"
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


def parse_options(words: Mapping[str, str]) -> dict[str, Any]:
    """Parses the options of a block; raises `ValueError` where one is invalid."""
    return {name: parse_option(name, text) for name, text in words.items()}


def figure_options(words: Mapping[str, str], map: Path | None, **others: Any) -> Options:
    """The options of a block, with others that its program sets, and those of the figure file that it names or that
    stands beside its map. Raises as `argmap.draw.options.Options.of`.
    """
    return Options.of({**parse_options(words), **others}, map)


def only_page(files: Sequence[bytes]) -> bytes:
    """The picture where there is room for one; `ValueError` where the figure has several pages."""
    if len(files) > 1:
        raise ValueError(
            "the figure has several pages: draw a part of the map, or give it more room"
        )
    return files[0]
