"""A figure as notebooks take it: in several formats, of which a page, LaTeX and the rest choose theirs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple

from attrs import evolve

from argmap.draw.options import Options
from argmap.draw.view import view
from argmap.model import Map
from argmap.notebook import figure_prefix
from argmap.writers import renderings
from argmap.writers.caption import caption
from argmap.writers.pdf import single_pages

_RESOLUTION = 144
"""The dots per inch of a png that is to be looked at in a notebook: two for each that a screen has."""


class Bundle(NamedTuple):
    """A page by its mime types: svg as text, png and pdf in base64; and what is to be known of it: the words that stand for it, and the size of the
    png in pixels of a page.
    """

    data: dict[str, Any]
    metadata: dict[str, Any]


def mimebundles(map: Map, options: Options, alternative: str = "") -> list[Bundle]:
    """Each page of a figure as a bundle. The ids of the svg are those of no other in the notebook; `alternative` is the
    alternative text, where argmap is not to write it. Raises `ValueError` where the map can't be drawn so.
    """
    said = repr((map.title, map.statements, map.arguments, options))
    prefix = options.prefix or figure_prefix(said)
    options = evolve(options, prefix=prefix, dpi=_RESOLUTION)
    # Where Python runs in a browser, some libraries are missing, and pages take svg.
    libraries = {"svg": "argmap", "png": "resvg_py", "pdf": "reportlab"}
    formats = [format for format, library in libraries.items() if find_spec(library)]
    made = dict(zip(formats, renderings(map, formats, options), strict=True))
    svg = made["svg"]
    words = alternative or caption(view(map, options), options, svg.drawing).alternative
    pages = []
    files = {
        format: single_pages(drawn) if format == "pdf" else drawn.files
        for format, drawn in made.items()
    }
    for number, page in enumerate(svg.files):
        text = page.decode()
        sheet = svg.drawing.pages[number] if svg.drawing else None
        size = (
            {}
            if sheet is None
            else {"width": _pixels(sheet.width), "height": _pixels(sheet.height)}
        )
        data = {"image/svg+xml": text.replace(prefix, f"{prefix}{number + 1}-") if number else text}
        for format, type in (("png", "image/png"), ("pdf", "application/pdf")):
            if format in files:
                data[type] = b64encode(files[format][number]).decode()
        metadata = {"image/svg+xml": {"alt": words}, "image/png": {"alt": words, **size}}
        pages.append(Bundle(data, {type: said for type, said in metadata.items() if type in data}))
    return pages


def _pixels(points: float) -> int:
    """A length as a browser counts it."""
    return round(points * 96 / 72)


def together(pages: Sequence[Bundle]) -> Bundle:
    """Pages as one output: those of several as a piece of HTML, since no other type has more than one."""
    if len(pages) == 1:
        return pages[0]
    every = [page.data["image/svg+xml"] for page in pages]
    return Bundle({"text/html": "\n".join(svg[svg.index("<svg") :] for svg in every)}, {})
