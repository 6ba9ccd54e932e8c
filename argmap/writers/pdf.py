"""A drawing as PDF, by reportlab: fonts embedded as subsets, text selectable, same input same bytes."""

from __future__ import annotations

import io
from functools import cache
from threading import Lock
from typing import Any

from attrs import evolve

from argmap.draw.drawing import Drawing, Group, Label, Line, Polygon, Rect, Run, corners
from argmap.draw.fonts.font import Font, Frames
from argmap.draw.fonts.widths import Face, font_file, width
from argmap.extras import needed
from argmap.writers.embedded_font import EmbeddedFont
from argmap.writers.output import Figure, Rendered
from argmap.writers.tagged import LARGEST, tagged_remarks, to_tagged_pdf
from argmap.writers.urls import safe_url


def render_pdf(figure: Figure) -> Rendered:
    """The figure as one PDF file, with tags where the options ask for them."""
    if not figure.options.tagged:
        return figure.rendered([to_pdf(figure.drawing)])
    tagged = to_tagged_pdf(figure.drawing)
    return figure.rendered([tagged], *tagged_remarks(figure.drawing))


def single_pages(rendered: Rendered) -> list[bytes]:
    """Each page of a pdf as a file of its own, for what shows no other than the first."""
    drawing = rendered.drawing
    if drawing is None or len(drawing.pages) < 2:
        return rendered.files
    return [to_pdf(evolve(drawing, pages=[page])) for page in drawing.pages]


def to_pdf(drawing: Drawing) -> bytes:
    """The drawing as a PDF file, each page just as large as what is drawn on it."""
    needed("reportlab", "", "a pdf")
    with _ALONE:
        return _to_pdf(drawing)


@cache
def _color(name: str) -> Any:
    """A colour as reportlab has it, which it would read from its name for every line."""
    from reportlab.lib.colors import toColor

    return toColor(name)


_ALONE = Lock()
"""reportlab reads its fonts, which all documents share, by a place in the file that it remembers."""


def _to_pdf(drawing: Drawing) -> bytes:
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
    text, named = _Text(canvas), 0
    for number, page in enumerate(drawing.pages, 1):
        if len(drawing.pages) > 1 or drawing.outline:
            canvas.bookmarkPage(f"figure-{number}")
        for title, level, _ in (entry for entry in drawing.outline if entry[2] == number):
            # A name for each: of those with one, only the last would be there.
            named += 1
            canvas.bookmarkPage(f"outline-{named}")
            canvas.addOutlineEntry(title, f"outline-{named}", level)
        scale = min(1.0, LARGEST / max(page.width, page.height))
        canvas.setPageSize((page.width * scale, page.height * scale))
        canvas.scale(scale, -scale)
        canvas.translate(0, -page.height)
        for group in page.groups:
            for shape in group.shapes:
                if isinstance(shape, Label):
                    text.draw(shape)
                else:
                    _draw(canvas, shape)
            if len(drawing.pages) == 1:
                # Of a set, by itself: the others are in other files.
                group = evolve(group, page=0)
            _link(canvas, group, page.height, scale)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _link(canvas: Any, group: Group, height: float, scale: float) -> None:
    """Makes a group's first rectangle, the box of a statement, or its words a link to its URL, or to another page."""
    href = safe_url(group.href)
    if not (href or group.page):
        return
    box = next((shape for shape in group.shapes if isinstance(shape, Rect)), None)
    words = [shape for shape in group.shapes if isinstance(shape, Label)]
    if box is None and words:
        x, y = min(word.x for word in words), min(word.y - word.size for word in words)
        ends = [w.x + (w.width or width(w.text, w.face, w.size)) for w in words]
        wide = max(ends) - x
        box = Rect(x, y, wide, max(word.y + word.size * 0.25 for word in words) - y)
    if box is None:
        return
    left, right = box.x * scale, (box.x + box.width) * scale
    top, bottom = (height - box.y) * scale, (height - box.y - box.height) * scale
    if href:
        canvas.linkURL(href, (left, bottom, right, top), relative=0)
    else:
        canvas.linkAbsolute("", f"figure-{group.page}", (left, bottom, right, top))


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    faces: tuple[Face, ...] = ("regular", "bold", "italic", "bold-italic")
    for face in faces:
        pdfmetrics.registerFont(TTFont(f"argmap-{face}", str(font_file(face))))


class _Text:
    """Draws labels on a canvas, and collects the fonts that they need."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.embedded: dict[Font | Frames, EmbeddedFont] = {}

    def draw(self, label: Label) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(label.x, label.y)
        canvas.scale(1, -1)
        canvas.setFillColor(_color(label.fill))
        if label.runs:
            for run in label.read:
                self._run(run, label.size)
        else:
            canvas.setFont(f"argmap-{label.face}", label.size)
            canvas.drawString(0, 0, label.text)
        canvas.restoreState()

    def _run(self, run: Run, size: float) -> None:
        canvas, rise = self.canvas, run.rise * size
        if run.shaped is None:
            canvas.setFont(f"argmap-{run.face}", size * run.scale)
            canvas.drawString(run.x, rise, run.text)
            return
        font = self._embedded(run.shaped.font)
        name = canvas._doc.fontMapping[font.fontName]
        shown = font.encoded(run.shaped, size * run.scale)
        canvas._code.append(
            f"BT {name} {size * run.scale:.3f} Tf 1 0 0 1 {run.x:.3f} {rise:.3f} Tm {shown} ET"
        )

    def _embedded(self, font: Font | Frames) -> EmbeddedFont:
        if font not in self.embedded:
            document = self.canvas._doc
            made = EmbeddedFont(font, f"argmap-shaped-{len(self.embedded)}")
            document.fontMapping[made.fontName] = f"/S{len(self.embedded) + 1}"
            document.delayedFonts.append(made)
            self.embedded[font] = made
        return self.embedded[font]


def _draw(canvas: Any, shape: Rect | Line | Polygon) -> None:
    stroke = bool(shape.stroke)
    fill = "" if isinstance(shape, Line) else shape.fill
    if stroke:
        canvas.setStrokeColor(_color(shape.stroke))
        canvas.setLineWidth(shape.stroke_width)
        canvas.setDash(list(getattr(shape, "dash", ())) or [])
    if fill:
        canvas.setFillColor(_color(fill))
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
