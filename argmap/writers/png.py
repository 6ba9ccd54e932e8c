"""A drawing as PNG: its SVG rasterised by resvg, with the fonts of the package."""

from __future__ import annotations

from struct import pack
from zlib import crc32

from argmap.draw.drawing import Drawing
from argmap.draw.fonts.widths import Face, font_file
from argmap.extras import needed
from argmap.writers.output import Figure, Rendered
from argmap.writers.svg import to_svg

_FACES: tuple[Face, ...] = ("regular", "bold", "italic", "bold-italic")

_HEADER = 8 + 4 + 4 + 13 + 4

MOST_PIXELS = 120_000_000
"""Larger pictures get a lower resolution, as rasterising them takes too much memory."""


def render_png(figure: Figure) -> Rendered:
    """The figure as PNG, a file a page."""
    pages = range(len(figure.drawing.pages))
    return figure.rendered([to_png(figure.drawing, figure.options.dpi, page) for page in pages])


def to_png(drawing: Drawing, dpi: int = 300, page: int = 0) -> bytes:
    """One page of the drawing as a PNG file at a resolution in dots per inch."""
    resvg_py = needed("resvg_py", "", "a png")
    sheet = drawing.pages[page]
    scale = dpi / 72
    pixels = sheet.width * sheet.height * scale * scale
    if pixels > MOST_PIXELS:
        scale *= (MOST_PIXELS / pixels) ** 0.5
    data = resvg_py.svg_to_bytes(
        svg_string=to_svg(drawing, page, outlined=True),
        width=max(1, round(sheet.width * scale)),
        height=max(1, round(sheet.height * scale)),
        background=drawing.paper,
        dpi=96,
        skip_system_fonts=True,
        font_files=[str(font_file(face)) for face in _FACES],
        font_family="Liberation Sans",
        sans_serif_family="Liberation Sans",
    )
    return with_resolution(bytes(data), scale * 72)


def with_resolution(png: bytes, dpi: float) -> bytes:
    """A PNG file that says its resolution, by which programs know how large it is on paper."""
    per_metre = round(dpi / 0.0254)
    body = b"pHYs" + pack(">IIB", per_metre, per_metre, 1)
    chunk = pack(">I", len(body) - 4) + body + pack(">I", crc32(body))
    # After the header, which has the same length in every file.
    return png[:_HEADER] + chunk + png[_HEADER:]
