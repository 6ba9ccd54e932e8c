"""Makes metrics.json from the fonts beside it: `python -m argmap.draw.fonts.make_metrics`.

Needs fonttools, which argmap itself does not: the table is part of the package, and a test holds it
against the fonts.
"""

from __future__ import annotations

import json
from pathlib import Path

FACES = {
    "regular": "LiberationSans-Regular.ttf",
    "bold": "LiberationSans-Bold.ttf",
    "italic": "LiberationSans-Italic.ttf",
    "bold-italic": "LiberationSans-BoldItalic.ttf",
}


def measured(folder: Path) -> dict[str, dict[str, int]]:
    """The advance width of every character of each face, in 1/2048 em."""
    from fontTools.ttLib import TTFont

    table = {}
    for face, name in FACES.items():
        with TTFont(folder / name) as font:
            assert font["head"].unitsPerEm == 2048
            widths = font["hmtx"].metrics
            table[face] = {chr(c): widths[g][0] for c, g in sorted(font.getBestCmap().items())}
    return table


if __name__ == "__main__":
    here = Path(__file__).parent
    text = json.dumps(measured(here), ensure_ascii=False, separators=(",", ":"))
    (here / "metrics.json").write_text(text + "\n", encoding="utf-8")
