"""Makes tex_metrics.json from the metrics of a TeX system: `python -m argmap.draw.fonts.make_tex_metrics`.

Needs `kpsewhich` and the usual fonts; the table is part of the package, and a test holds it against them.
Latin Modern is as wide as Computer Modern, and has a font for each size.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from struct import unpack

CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u2013\u2014\u2018\u2019\u201c\u201d\u201e«»ßæøœÆØŒłŁıþð"
)
"""The characters of the table; letters with accents are as wide as those without."""

# Where the encoding T1 has what does not stand in its place in ASCII.
_T1 = {
    "'": 39, "`": 0, "\u2013": 21, "\u2014": 22, "\u2018": 96, "\u2019": 39, "\u201c": 16, "\u201d": 17,
    "\u201e": 18, "«": 19, "»": 20, "ß": 255, "æ": 230, "ø": 248, "œ": 247, "Æ": 198, "Ø": 216,
    "Œ": 215, "ł": 170, "Ł": 138, "ı": 25, "þ": 254, "ð": 240,
}  # fmt: skip

# Of each family the fonts of each face by the sizes that they are made for.
FAMILIES: dict[str, dict[str, dict[int, str]]] = {
    "latin-modern": {
        "regular": {n: f"ec-lmr{n}" for n in (5, 6, 7, 8, 9, 10, 12)},
        "bold": {n: f"ec-lmbx{n}" for n in (5, 6, 7, 8, 9, 10, 12)},
        "italic": {n: f"ec-lmri{n}" for n in (7, 8, 9, 10, 12)},
        "bold-italic": {10: "ec-lmbxi10"},
    },
    "latin-modern-sans": {
        "regular": {n: f"ec-lmss{n}" for n in (8, 9, 10, 12)},
        "bold": {10: "ec-lmssbx10"},
        "italic": {n: f"ec-lmsso{n}" for n in (8, 9, 10, 12)},
        "bold-italic": {10: "ec-lmssbo10"},
    },
    **{
        family: {
            face: {10: f"{name}{shape}8t"}
            for face, shape in zip(
                ("regular", "bold", "italic", "bold-italic"), shapes, strict=True
            )
        }
        for family, name, shapes in (
            ("helvetica", "phv", ("r", "b", "ro", "bo")),
            ("times", "ptm", ("r", "b", "ri", "bi")),
            ("palatino", "ppl", ("r", "b", "ri", "bi")),
        )
    },
}


def measured() -> dict[str, dict[str, dict[str, object]]]:
    """Of each family and face the widths of `CHARACTERS` in thousandths of the size, as text with commas between,
    and by size how much wider all letters are than that.
    """
    made: dict[str, dict[str, dict[str, object]]] = {}
    for family, faces in FAMILIES.items():
        made[family] = {}
        for face, fonts in faces.items():
            tables = {size: _widths(name) for size, name in fonts.items()}
            table = tables.get(8) or next(iter(tables.values()))
            sizes = {str(size): round(_usual(t) / _usual(table), 3) for size, t in tables.items()}
            made[family][face] = {"widths": ",".join(map(str, table)), "sizes": sizes}
    return made


def _usual(widths: list[int]) -> int:
    """How wide the small letters and a space are together."""
    return sum(widths[CHARACTERS.index(c)] for c in " abcdefghijklmnopqrstuvwxyz")


def _widths(name: str) -> list[int]:
    """The widths of a font in TeX's format, in thousandths of its size."""
    path = subprocess.run(
        ["kpsewhich", f"{name}.tfm"], check=True, capture_output=True, text=True
    ).stdout.strip()
    data = Path(path).read_bytes()
    _, header, first, last, widths, heights, depths, italics, ligatures, kerns, extra, _ = unpack(
        ">12H", data[:24]
    )
    characters = 24 + 4 * header
    table = characters + 4 * (last - first + 1)
    parameters = table + 4 * (widths + heights + depths + italics + ligatures + kerns + extra)

    def fix(at: int) -> int:
        number: int = unpack(">i", data[at : at + 4])[0]
        return round(number * 1000 / 2**20)

    def width(character: str) -> int:
        if character == " ":
            return fix(parameters + 4)
        code = _T1.get(character, ord(character))
        return fix(table + 4 * data[characters + 4 * (code - first)])

    return [width(character) for character in CHARACTERS]


if __name__ == "__main__":
    text = json.dumps(measured(), separators=(",", ":")).replace("},", "},\n")
    (Path(__file__).parent / "tex_metrics.json").write_text(text + "\n", encoding="utf-8")
