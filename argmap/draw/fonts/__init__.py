"""The fonts that argmap brings, and how wide their characters are.

Liberation Sans has the widths of Arial and Helvetica, so that one table serves all writers and a
reader's own Arial. Widths are in points for a size in points.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from argmap.diagnostics import Diagnostic, report
from argmap.draw.fonts.measure import FACES
from argmap.model import ArgumentMap
from argmap.source import Source

Face = Literal["regular", "bold", "italic", "bold-italic"]
EM = 2048


@cache
def _tables() -> dict[str, dict[str, int]]:
    text = (files("argmap.draw.fonts") / "metrics.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, int]] = json.loads(text)
    return tables


def font_file(face: Face) -> Path:
    """The TrueType file of a face."""
    with as_file(files("argmap.draw.fonts") / FACES[face]) as path:
        return path


def width(text: str, face: Face, size: float) -> float:
    """How wide a text is, in points, set in a face at a size in points."""
    table = _tables()[face]
    return sum(table.get(c) or _guess(c) for c in text) * size / EM


def _guess(character: str) -> int:
    """The width of a character that the font lacks: marks none, wide ones an em, others 0.6 em."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return EM if unicodedata.east_asian_width(character) in "WF" else 1229


def lacking(text: str) -> list[str]:
    """The characters of a text that the fonts have no picture of, each once."""
    table = _tables()["regular"]
    return [
        c
        for c in dict.fromkeys(text)
        if c not in table and unicodedata.category(c) not in ("Cf", "Zs", "Mn")
    ]


def missing_glyphs(map: ArgumentMap, source: Source, to: str) -> list[Diagnostic]:
    """One warning for each statement with characters that a picture of this format can't show."""
    found = []
    for statement in map.statements:
        qualifier = statement.attributes.get("qualifier", "")
        odd = lacking(f"{statement.text}{statement.speaker or ''}{qualifier}")
        if not odd:
            continue
        shown = " ".join(odd[:8]) + (" …" if len(odd) > 8 else "")
        names = ", ".join(unicodedata.name(c, f"U+{ord(c):04X}") for c in odd[:2])
        own = statement.span is not None and "." not in statement.id
        found.append(
            report(
                "missing-glyph",
                f"the fonts that argmap brings lack {shown} ({names}"
                f"{', …' if len(odd) > 2 else ''}): the {to} may show boxes instead",
                source,
                statement.span if own and statement.span else (0, 0),
                "an svg is shown with the reader's own fonts",
            )
        )
    return found
