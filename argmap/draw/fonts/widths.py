"""How wide texts are in the fonts that argmap brings, by a table."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from argmap.draw.fonts.make_metrics import FACES
from argmap.resources import resource

Face = Literal["regular", "bold", "italic", "bold-italic"]
EM = 2048


@cache
def _tables() -> dict[str, dict[str, int]]:
    tables: dict[str, dict[str, int]] = json.loads(resource("draw/fonts/metrics.json"))
    return tables


def font_file(face: Face) -> Path:
    """The TrueType file of a face."""
    from importlib.resources import as_file, files

    with as_file(files("argmap.draw.fonts") / FACES[face]) as path:
        return path


def width(text: str, face: Face, size: float) -> float:
    """How wide a text is, in points, set in a face at a size in points."""
    return _units(text, face) * size / EM


@lru_cache(20_000)
def _units(text: str, face: Face) -> int:
    """How wide a text is, in parts of an em."""
    table = _tables()[face]
    try:
        return sum(map(table.__getitem__, text))
    except KeyError:
        return sum(table.get(c) or _guess(c) for c in text)


def _guess(character: str) -> int:
    """The width of a character that the font lacks: marks none, wide ones an em, others 0.6 em."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return EM if unicodedata.east_asian_width(character) in "WF" else 1229


@cache
def _simple() -> frozenset[str]:
    """The characters of argmap's font that are set one after the other, from left to right."""
    return frozenset(
        c
        for c in _tables()["regular"]
        if unicodedata.category(c) not in ("Mn", "Me", "Mc", "Cf")
        and unicodedata.bidirectional(c) not in ("R", "AL", "AN")
    )


def simple(text: str) -> bool:
    """Whether argmap's own font sets a text as it stands, so that the table of widths measures it."""
    return text.isascii() or _simple().issuperset(text)
