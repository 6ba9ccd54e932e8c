"""Presets: the space and the sizes of type of journals, slides, posters and screens.

`confirmed` names what was read in the publisher's own guide when the table was made (November 2026);
the rest is what is commonly given, and worth a look at the guide.
"""

from __future__ import annotations

from typing import NamedTuple

from argmap.wording import listed


class Preset(NamedTuple):
    """`width` and `height` in millimetres, None where nothing limits it; sizes of type in points.

    `size` is what the running text is set in where the map allows; `least` what no text goes below.
    """

    name: str
    what: str
    width: float
    height: float | None
    size: float
    least: float
    confirmed: str = ""


_COLUMN = 84.0
"""How wide a column is, in millimetres, where no preset says."""


def column_of(name: str | None) -> float:
    """How wide a column of the page is that a preset is for, in millimetres: the preset itself where it has no other
    for one column.
    """
    if name is None:
        return _COLUMN
    family = name.partition("-")[0]
    return PRESETS.get(f"{family}-column", PRESETS[name]).width


_LETTERING = "type of 8 to 12 points, lines from 0.3 points"
_IEEE = "widths of 88.9 and 182 mm, type of about 9 to 10 points"
_PLOS = "at most 190.5 mm by 222.3 mm, type of 8 to 12 points"
_NATURE = "widths of 89 and 183 mm, height of 170 mm, type of 5 to 7 points"
_ACM = "columns of 84.5 mm, at most 177.8 mm (the older template)"
_ELSEVIER = "type of 7 points, no less than 6"

PRESETS = {
    preset.name: preset
    for preset in (
        Preset("springer", "Springer, both columns", 174.0, 234.0, 8.0, 8.0, _LETTERING),
        Preset("springer-column", "Springer, one column", 84.0, 234.0, 8.0, 8.0, _LETTERING),
        Preset("springer-small", "Springer, small journals", 119.0, 195.0, 8.0, 8.0, _LETTERING),
        Preset("nature", "Nature, both columns", 183.0, 170.0, 7.0, 5.0, _NATURE),
        Preset("nature-column", "Nature, one column", 89.0, 170.0, 7.0, 5.0, _NATURE),
        Preset("pnas", "PNAS, both columns", 178.0, 225.0, 8.0, 6.0),
        Preset("pnas-middle", "PNAS, one and a half columns", 114.0, 225.0, 8.0, 6.0),
        Preset("pnas-column", "PNAS, one column", 87.0, 225.0, 8.0, 6.0),
        Preset("elsevier", "Elsevier, both columns", 190.0, 240.0, 8.0, 7.0, _ELSEVIER),
        Preset("elsevier-middle", "Elsevier, 1.5 columns", 140.0, 240.0, 8.0, 7.0, _ELSEVIER),
        Preset("elsevier-column", "Elsevier, one column", 90.0, 240.0, 8.0, 7.0, _ELSEVIER),
        Preset("ieee", "IEEE, both columns", 182.0, 220.0, 9.0, 8.0, _IEEE),
        Preset("ieee-column", "IEEE, one column", 88.9, 220.0, 9.0, 8.0, _IEEE),
        Preset("acm", "ACM, both columns", 177.8, 225.0, 8.0, 7.0, _ACM),
        Preset("acm-column", "ACM, one column", 84.5, 225.0, 8.0, 7.0, _ACM),
        Preset("plos", "PLOS, full width", 190.5, 222.3, 8.0, 8.0, _PLOS),
        Preset("plos-column", "PLOS, text column", 132.0, 222.3, 8.0, 8.0, _PLOS),
        Preset("article", "LaTeX's article on A4", 121.4, 190.0, 8.0, 7.0),
        Preset("article-twocolumn", "LaTeX's article on A4, both columns", 158.8, 200.0, 8.0, 7.0),
        Preset(
            "article-column", "LaTeX's article on A4, one of two columns", 77.6, 200.0, 8.0, 7.0
        ),
        Preset("report", "A4 with margins of 25 mm", 160.0, 240.0, 9.0, 7.5),
        Preset("letter", "US letter with margins of an inch", 165.0, 225.0, 9.0, 7.5),
        Preset("beamer", "LaTeX's beamer, 16:9, below a title", 140.0, 70.0, 8.0, 6.0),
        Preset("beamer-4-3", "LaTeX's beamer, 4:3, below a title", 108.0, 76.0, 8.0, 6.0),
        Preset("slides", "a slide of 16:9", 320.0, 165.0, 16.0, 12.0),
        Preset("poster", "a poster of A0", 780.0, 1080.0, 28.0, 22.0),
        Preset("screen", "a wide screen", 330.0, None, 10.0, 9.0),
    )
}


def preset_named(name: str) -> Preset:
    """The preset of a name; `ValueError`, with names that are near, where there is none."""
    if name not in PRESETS:
        from difflib import get_close_matches

        near = get_close_matches(name, PRESETS, 3)
        known = f"did you mean {listed(near, 'or')}?" if near else f"there are {', '.join(PRESETS)}"
        raise ValueError(f"there is no preset `{name}`: {known}")
    return PRESETS[name]
