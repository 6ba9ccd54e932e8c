"""A drawing as PNG: its SVG drawn by resvg with the fonts that argmap brings."""

from __future__ import annotations

from argmap.draw.drawing import Drawing, Label
from argmap.draw.fonts import font_file, lacking
from argmap.write.svg import to_svg

MOST_PIXELS = 120_000_000
"""A larger picture is made at a lower resolution, so that it can still be made."""


def to_png(drawing: Drawing, dpi: int = 300, page: int = 0) -> bytes:
    """One page of the drawing as a PNG file at a resolution in dots per inch.

    The system's fonts are looked at only where a text has characters that argmap's own lack.
    """
    import resvg_py

    sheet = drawing.pages[page]
    scale = dpi / 72
    pixels = sheet.width * sheet.height * scale * scale
    if pixels > MOST_PIXELS:
        scale *= (MOST_PIXELS / pixels) ** 0.5
    own = not any(
        isinstance(shape, Label) and lacking(shape.text)
        for group in sheet.groups
        for shape in group.shapes
    )
    svg = to_svg(drawing, page).replace(
        "Arial, Helvetica, 'Liberation Sans'", "'Liberation Sans'", 1
    )
    data = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=max(1, round(sheet.width * scale)),
        height=max(1, round(sheet.height * scale)),
        background=drawing.paper,
        dpi=96,
        skip_system_fonts=own,
        font_files=[str(font_file(face)) for face in ("regular", "bold", "italic")],
        font_family="Liberation Sans",
        sans_serif_family="Liberation Sans",
    )
    return bytes(data)
