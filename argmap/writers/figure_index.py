"""The index of a set of figures, in JSON: which file shows what, and where each figure goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from argmap.draw.drawing import Drawing

FORMAT = "argmap-figures"
"""What the format of an index is called in it."""

_MM = 72 / 25.4


def figure_index(drawing: Drawing, paths: Sequence[str]) -> dict[str, Any]:
    """The figures of a drawing, each in a file of its own; sizes are in millimetres, and `statements` are the
    identifiers of those that have their place in a figure.
    """
    figures = [
        {
            "number": number,
            "file": Path(path).name,
            "title": page.title,
            "width": round(page.width / _MM, 2),
            "height": round(page.height / _MM, 2),
            "statements": list(page.statements),
            "continued_in": sorted({g.page for g in page.groups if g.page > number}),
        }
        for number, (page, path) in enumerate(zip(drawing.pages, paths, strict=True), 1)
    ]
    return {"format": FORMAT, "title": drawing.title, "figures": figures}
