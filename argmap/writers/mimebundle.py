"""A figure as notebooks take it: in several formats, of which a page, LaTeX and the rest choose theirs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from attrs import evolve

from argmap.draw.options import Options
from argmap.model import Map
from argmap.notebook import figure_prefix
from argmap.writers import renderings
from argmap.writers.pdf import single_pages

_RESOLUTION = 144
"""The dots per inch of a png that is to be looked at in a notebook: two for each that a screen has."""


def mimebundles(map: Map, options: Options) -> list[dict[str, Any]]:
    """Each page of a figure by its mime types: svg as text, png and pdf in base64. The ids of the svg are those of no other in the
    notebook. Raises `ValueError` where it can't be drawn so.
    """
    said = repr((map.title, map.statements, map.arguments, options))
    prefix = options.prefix or figure_prefix(said)
    options = evolve(options, prefix=prefix, dpi=_RESOLUTION)
    svg, png, pdf = renderings(map, ("svg", "png", "pdf"), options)
    pages = []
    for number, each in enumerate(zip(svg.files, png.files, single_pages(pdf), strict=True)):
        text = each[0].decode()
        pages.append(
            {
                "image/svg+xml": text.replace(prefix, f"{prefix}{number + 1}-") if number else text,
                "image/png": b64encode(each[1]).decode(),
                "application/pdf": b64encode(each[2]).decode(),
            }
        )
    return pages


def together(pages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Pages as one output: those of several as a piece of HTML, since no other type has more than one."""
    if len(pages) == 1:
        return pages[0]
    every = [page["image/svg+xml"] for page in pages]
    return {"text/html": "\n".join(svg[svg.index("<svg") :] for svg in every)}
