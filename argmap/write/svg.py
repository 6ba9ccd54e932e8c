"""A drawing as SVG.

Presentation attributes instead of style sheets, no markers and no foreign objects, so that every
converter understands it; one element a line, so that versions can be compared; roles and
descriptions, so that a screen reader reads it (W3C SVG-AAM, ARIA graphics module).
"""

from __future__ import annotations

from html import escape

from argmap.draw.drawing import Drawing, Group, Label, Line, Polygon, Rect, Shape, corners
from argmap.write.links import address

_FAMILY = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif"
_MM = 25.4 / 72


def to_svg(drawing: Drawing, page: int = 0, prefix: str = "") -> str:
    """One page of the drawing as SVG text; the same drawing gives the same text.

    Every id begins with `prefix`, so that several figures can stand in one HTML page.
    """
    sheet = drawing.pages[page]
    wide, high = _n(sheet.width), _n(sheet.height)
    language = f' xml:lang="{_text(drawing.language)}"' if drawing.language else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width * _MM:.2f}mm" '
        f'height="{sheet.height * _MM:.2f}mm" viewBox="0 0 {wide} {high}"{language} '
        'role="graphics-document document" aria-roledescription="argument map" '
        f'aria-labelledby="{prefix}argmap-title" aria-describedby="{prefix}argmap-text" font-family="{_FAMILY}" '
        'style="font-kerning:none">',
        f'<title id="{prefix}argmap-title">{_text(drawing.title)}</title>',
        f'<desc id="{prefix}argmap-text">{_text(drawing.description)}</desc>',
    ]
    for group in sheet.groups:
        lines.extend(_group(group, prefix))
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _group(group: Group, prefix: str) -> list[str]:
    spoken = (
        f' role="graphics-symbol img" aria-label="{_text(group.description)}"'
        if group.description
        else ' aria-hidden="true"'
    )
    opening = f'<g id="{_text(prefix + group.id)}" class="{_text(group.kind)}"{spoken}>'
    lines = [opening, *_shapes(group.shapes), "</g>"]
    href = address(group.href)
    return [f'<a href="{_text(href)}">', *lines, "</a>"] if href else lines


def _shapes(shapes: list[Shape]) -> list[str]:
    lines: list[str] = []
    for index, shape in enumerate(shapes):
        if isinstance(shape, Label):
            # A space at the end of each line but the last keeps the words apart when copied.
            more = index + 1 < len(shapes) and isinstance(shapes[index + 1], Label)
            lines.append(_label(shape, " " if more else ""))
        else:
            lines.append(_shape(shape))
    return lines


def _shape(shape: Rect | Line | Polygon) -> str:
    if isinstance(shape, Rect):
        round_ = f' rx="{_n(shape.radius)}"' if shape.radius else ""
        return (
            f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" '
            f'height="{_n(shape.height)}"{round_} fill="{shape.fill or "none"}"'
            f"{_stroke(shape.stroke, shape.stroke_width, shape.dash)}/>"
        )
    if isinstance(shape, Line):
        stroke = _stroke(shape.stroke, shape.stroke_width, shape.dash)
        return f'<path d="{_path(shape)}" fill="none"{stroke}/>'
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
    stroke = _stroke(shape.stroke, shape.stroke_width, ())
    return f'<polygon points="{points}" fill="{shape.fill or "none"}"{stroke}/>'


def _path(line: Line) -> str:
    pieces = []
    for index, piece in enumerate(corners(line.points, line.radius)):
        letter = "M" if index == 0 else "L" if len(piece) == 1 else "C"
        pieces.append(letter + " ".join(f"{_n(x)} {_n(y)}" for x, y in piece))
    return "".join(pieces)


def _label(label: Label, end: str) -> str:
    face = {"bold": ' font-weight="bold"', "italic": ' font-style="italic"'}.get(label.face, "")
    return (
        f'<text x="{_n(label.x)}" y="{_n(label.y)}" font-size="{_n(label.size)}"{face} '
        f'fill="{label.fill}">{_text(label.text)}{end}</text>'
    )


def _stroke(color: str, width: float, dash: tuple[float, ...]) -> str:
    if not color:
        return ""
    dashes = f' stroke-dasharray="{" ".join(_n(d) for d in dash)}"' if dash else ""
    return f' stroke="{color}" stroke-width="{_n(width)}"{dashes}'


def _text(text: str) -> str:
    return escape(text, quote=True)


def _n(number: float) -> str:
    """A number with two decimals at most."""
    return (
        f"{number:.2f}".rstrip("0").rstrip(".").replace("-0", "0")
        if abs(number) < 0.005
        else f"{number:.2f}".rstrip("0").rstrip(".")
    )
