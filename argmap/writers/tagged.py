"""A drawing as tagged PDF (PDF/UA-1), by Typst: for readers who use a screen reader.

Each page has the figure's SVG as one image, whose alternative text is the map in words. Typst gets only
argmap's own fonts, so the same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from typing import Any

from argmap.draw.drawing import Drawing, Label, Page, Rect
from argmap.draw.fonts.widths import font_file
from argmap.writers.svg import to_svg
from argmap.writers.urls import safe_url

LARGEST = 14400.0
"""The largest page that readers of PDF are bound to show, in points."""

# The user's texts are passed as data, so that they are not read as Typst code.
_DOCUMENT = b"""\
#let figure = json(bytes(sys.inputs.figure))
#set document(title: figure.title, author: figure.author, date: none)
#set text(lang: figure.lang, region: figure.region)
#for (number, sheet) in figure.pages.enumerate(start: 1) {
  set page(width: sheet.width * 1pt, height: sheet.height * 1pt, margin: 0pt)
  image(str(number) + ".svg", width: 100%, height: 100%, alt: sheet.alt)
  for box in sheet.links {
    let area = rect(width: box.width * 1pt, height: box.height * 1pt, stroke: none)
    place(top + left, dx: box.x * 1pt, dy: box.y * 1pt, link(box.href, area))
  }
}
"""


def to_tagged_pdf(drawing: Drawing) -> bytes:
    """The drawing as a PDF file with tags, each page just as large as what is drawn on it.

    Raises `ValueError`, with the command that installs it, where the package `typst` is missing.
    """
    try:
        import typst
    except ImportError:
        raise ValueError(
            'a tagged pdf needs Typst, which is not installed: pip install "argmap[typst]"'
        ) from None
    lang, region = _language(drawing.language)
    figure = {
        "title": drawing.title,
        "author": [drawing.author] if drawing.author else [],
        "lang": lang,
        "region": region,
        "pages": [_page(drawing, number) for number in range(len(drawing.pages))],
    }
    files = {
        f"{number}.svg": to_svg(drawing, number - 1, outlined=True).encode()
        for number in range(1, len(drawing.pages) + 1)
    }
    # Its types do not know that the input may be several files.
    compile: Any = typst.compile
    return bytes(
        compile(
            {"main.typ": _DOCUMENT, **files},
            font_paths=[str(font_file("regular").parent)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"figure": json.dumps(figure)},
        )
    )


def tagged_remarks(drawing: Drawing) -> list[str]:
    """Remarks for the user: text in other fonts than argmap's own is drawn as outlines."""
    shaped = any(
        run.shaped is not None
        for group in drawing.groups
        for shape in group.shapes
        if isinstance(shape, Label)
        for run in shape.runs
    )
    if not shaped:
        return []
    return [
        "text that needs another font than Liberation Sans is drawn as outlines in a tagged pdf: it "
        "can be heard, but not selected"
    ]


def _language(tag: str) -> tuple[str, str | None]:
    """The language and the region that a tag such as `en-GB` names, as far as Typst takes them."""
    lang, *rest = tag.lower().split("-")
    if not re.fullmatch("[a-z]{2,3}", lang):
        return "und", None
    return lang, next((part for part in rest if re.fullmatch("[a-z]{2}", part)), None)


def _page(drawing: Drawing, number: int) -> dict[str, object]:
    page = drawing.pages[number]
    scale = min(1.0, LARGEST / max(page.width, page.height))
    return {
        "width": page.width * scale,
        "height": page.height * scale,
        "alt": _alternative_text(drawing, number),
        "links": _links(page, scale),
    }


def _alternative_text(drawing: Drawing, number: int) -> str:
    """The alternative text of a page: the map in words, or of several pages each its own."""
    pages = len(drawing.pages)
    if pages == 1:
        return drawing.description or drawing.title
    said = [group.description for group in drawing.pages[number].groups if group.description]
    return " ".join([f"Page {number + 1} of {pages}.", *said])


def _links(page: Page, scale: float) -> list[dict[str, object]]:
    """The boxes that are links: URL, position and size."""
    found: list[dict[str, object]] = []
    for group in page.groups:
        href = safe_url(group.href)
        box = next((shape for shape in group.shapes if isinstance(shape, Rect)), None)
        if href and box is not None:
            found.append(
                {
                    "href": href,
                    "x": box.x * scale,
                    "y": box.y * scale,
                    "width": box.width * scale,
                    "height": box.height * scale,
                }
            )
    return found
