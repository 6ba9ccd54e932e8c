"""A drawing as PDF, by reportlab: fonts embedded as subsets, text selectable, same input same bytes."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from typing import Any

from argmap.draw.drawing import Drawing, Group, Label, Line, Polygon, Rect, Shape, corners
from argmap.draw.fonts import Face, font_file
from argmap.write.links import address

_LARGEST = 14400.0
"""The largest page that readers of PDF are bound to show, in points."""


def to_pdf(drawing: Drawing) -> bytes:
    """The drawing as a PDF file, each page just as large as what is drawn on it."""
    from reportlab.pdfgen.canvas import Canvas

    _register()
    out = io.BytesIO()
    canvas: Any = Canvas(
        out,
        pagesize=(drawing.pages[0].width, drawing.pages[0].height),
        invariant=1,
        pageCompression=1,
        lang=drawing.language or None,
        # The default is a font that a PDF does not embed.
        initialFontName="argmap-regular",  # type: ignore[arg-type]
    )
    canvas.setAuthor(drawing.author)
    canvas.setTitle(drawing.title)
    canvas.setSubject(drawing.description[:2000])
    canvas.setCreator("argmap")
    canvas.setProducer("argmap")
    for page in drawing.pages:
        scale = min(1.0, _LARGEST / max(page.width, page.height))
        canvas.setPageSize((page.width * scale, page.height * scale))
        canvas.scale(scale, -scale)
        canvas.translate(0, -page.height)
        for group in page.groups:
            for shape in group.shapes:
                _draw(canvas, shape)
            _link(canvas, group, page.height, scale)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _link(canvas: Any, group: Group, height: float, scale: float) -> None:
    """Makes a group's first rectangle, a statement's box, lead to its address."""
    href = address(group.href)
    box = next((shape for shape in group.shapes if isinstance(shape, Rect)), None)
    if href and box is not None:
        left, right = box.x * scale, (box.x + box.width) * scale
        top, bottom = (height - box.y) * scale, (height - box.y - box.height) * scale
        canvas.linkURL(href, (left, bottom, right, top), relative=0)


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    faces: tuple[Face, ...] = ("regular", "bold", "italic")
    for face in faces:
        pdfmetrics.registerFont(TTFont(f"argmap-{face}", str(font_file(face))))


def _ordered(text: str) -> str:
    """The characters in the order in which they stand on paper: right-to-left runs turned round."""
    if text.isascii() or not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        return text
    from bidi import get_display

    # The base direction is that of the svg, left to right.
    return str(get_display(text, base_dir="L"))


def _draw(canvas: Any, shape: Shape) -> None:
    if isinstance(shape, Label):
        canvas.saveState()
        canvas.translate(shape.x, shape.y)
        canvas.scale(1, -1)
        canvas.setFillColor(shape.fill)
        canvas.setFont(f"argmap-{shape.face}", shape.size)
        canvas.drawString(0, 0, _ordered(shape.text))
        canvas.restoreState()
        return
    stroke = bool(shape.stroke)
    fill = "" if isinstance(shape, Line) else shape.fill
    if stroke:
        canvas.setStrokeColor(shape.stroke)
        canvas.setLineWidth(shape.stroke_width)
        canvas.setDash(list(getattr(shape, "dash", ())) or [])
    if fill:
        canvas.setFillColor(fill)
    if isinstance(shape, Rect):
        where = (shape.x, shape.y, shape.width, shape.height)
        if shape.radius:
            canvas.roundRect(*where, shape.radius, stroke=stroke, fill=bool(fill))
        else:
            canvas.rect(*where, stroke=stroke, fill=bool(fill))
        return
    path = canvas.beginPath()
    if isinstance(shape, Polygon):
        path.moveTo(*shape.points[0])
        for point in shape.points[1:]:
            path.lineTo(*point)
        path.close()
    else:
        for index, piece in enumerate(corners(shape.points, shape.radius)):
            if index == 0:
                path.moveTo(*piece[0])
            elif len(piece) == 1:
                path.lineTo(*piece[0])
            else:
                (ax, ay), (bx, by), (cx, cy) = piece
                path.curveTo(ax, ay, bx, by, cx, cy)
    canvas.drawPath(path, stroke=stroke, fill=bool(fill))
