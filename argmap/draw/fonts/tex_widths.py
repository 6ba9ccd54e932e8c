"""How wide texts are in the fonts of LaTeX documents, by a table."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from argmap.draw.fonts.make_tex_metrics import CHARACTERS
from argmap.draw.fonts.tex_fonts import ANY, TEX_FONTS
from argmap.draw.fonts.widths import Face, width
from argmap.resources import resource

_ROOM = 1.01
"""What a table that is made for some sizes leaves for those between."""


def tex_ems(family: str, size: float) -> Callable[[str, Face], float]:
    """How wide texts are in a family, or the widest of all, at a size in points, in ems."""
    families = TEX_FONTS if family == ANY else (family,)
    return partial(_widest, families, round(size, 2))


@lru_cache(20_000)
def _widest(families: tuple[str, ...], size: float, text: str, face: Face) -> float:
    return max(_width(text, family, face, size) for family in families) * _ROOM


def _width(text: str, family: str, face: Face, size: float) -> float:
    widths, factor = _table(family, face, size)
    total = 0.0
    for character in text:
        known = widths.get(character)
        if known is None:
            known = widths.get(unicodedata.normalize("NFD", character)[0])
        # What is in no table is of another font.
        total += width(character, face, 1.0) / factor if known is None else known
    return total * factor


@cache
def _table(family: str, face: Face, size: float) -> tuple[dict[str, float], float]:
    """The widths in a face, and by how much they are to be multiplied at a size."""
    row = _tables()[family][face]
    widths = (int(n) / 1000 for n in row["widths"].split(","))
    sizes = {int(n): factor for n, factor in row["sizes"].items()}
    # As a document does: the nearest, and of two as near the larger.
    nearest = min(sizes, key=lambda n: (abs(n - size), -n))
    return dict(zip(CHARACTERS, widths, strict=True)), sizes[nearest]


@cache
def _tables() -> dict[str, dict[Face, Any]]:
    tables: dict[str, dict[Face, Any]] = json.loads(resource("draw/fonts/tex_metrics.json"))
    return tables
