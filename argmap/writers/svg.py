"""A drawing as SVG.

Presentation attributes instead of style sheets, no markers and no foreign objects, so that every
converter understands it; one element a line, so that versions can be compared; roles and
descriptions, so that a screen reader reads it (W3C SVG-AAM, ARIA graphics module).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from attrs import evolve

from argmap.draw import draw
from argmap.draw.contrast import weak
from argmap.draw.drawing import Drawing, Group, Label, Line, Polygon, Rect, Shape, corners
from argmap.draw.fonts.widths import Face, width
from argmap.draw.themes import AUTO, FOLLOWING, themed
from argmap.wording import shown
from argmap.writers.output import Figure, Rendered
from argmap.writers.urls import safe_url

_FAMILY = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif"
_MM = 25.4 / 72


def render_svg(figure: Figure) -> Rendered:
    """The figure as SVG, a file a page."""
    pages = range(len(figure.drawing.pages))
    prefix = figure.options.prefix
    if figure.options.theme in FOLLOWING:
        dark = draw(figure.map, evolve(figure.options, theme="dark"))
        reader = figure.options.theme == AUTO
        both = [follow_page(figure.drawing, dark, page, prefix, reader).encode() for page in pages]
        return figure.rendered(both, *weak(themed("dark")))
    return figure.rendered([to_svg(figure.drawing, page, prefix).encode() for page in pages])


def to_svg(drawing: Drawing, page: int = 0, prefix: str = "", *, outlined: bool = False) -> str:
    """One page of the drawing as SVG text; the same drawing gives the same text.

    Every id begins with `prefix`, so that several figures can stand in one HTML page. With `outlined`,
    what needs other fonts than Liberation Sans, or shaping, is drawn as outlines, and everything stands
    just where it was measured; otherwise it is text, for the reader's fonts.
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
    if outlined:
        lines[1] = lines[1].replace(_FAMILY, "'Liberation Sans'")
    for group in sheet.groups:
        lines.extend(_group(group, prefix, outlined))
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


_DARK = (
    "[data-theme=dark],[data-bs-theme=dark],[data-md-color-scheme=slate],[data-jp-theme-light=false],"
    ".quarto-dark"
)
_BY_READER = "[data-theme=auto],[data-bs-theme=auto]"
_SAID = "[data-theme],[data-bs-theme],[data-md-color-scheme],[data-jp-theme-light],.quarto-light,.quarto-dark"
"""What pages say of themselves, on their root or body: those of Furo and its like, Bootstrap, Material for MkDocs, JupyterLab, Quarto."""


def follow_page(
    light: Drawing, dark: Drawing, page: int = 0, prefix: str = "", reader: bool = True
) -> str:
    """The SVG text of a page of a drawing in a light theme, which looks as the same drawing in a dark theme where
    the page around it is dark: where its root or body says so or, if that leaves it to the reader, the reader prefers it. With
    `reader` that counts too where the page says nothing.
    """
    sheet = light.pages[page]
    ground = Rect(0, 0, sheet.width, sheet.height, light.paper, radius=0.0)
    first = sheet.groups[0].kind == "paper" if sheet.groups else False
    groups = (
        sheet.groups if first else [Group("argmap-paper", "paper", "", [ground]), *sheet.groups]
    )
    pages = [*light.pages]
    pages[page] = evolve(sheet, groups=groups)
    lines = to_svg(evolve(light, pages=pages), page, prefix).splitlines()
    others = to_svg(dark, page, prefix).splitlines()
    rules: dict[str, str] = {}
    made = []
    for line, other in zip(lines, others, strict=True):
        names = []
        for (kind, one), (_, two) in zip(_PAINT.findall(line), _PAINT.findall(other), strict=True):
            name = f"argmap-{kind}-{one}-{two}"
            rules[name] = f"{{{kind}:#{two}}}"
            names.append(name)
        made.append(line.replace(" ", f' class="{" ".join(names)}" ', 1) if names else line)

    def ruled(*selectors: str) -> str:
        return "".join(
            f"{','.join(f'{selector} .{name}' for selector in selectors)}{rule}"
            for name, rule in rules.items()
        )

    silent = [f":root:not({_SAID}):not(:has(body:is({_SAID})))"] if reader else []
    by_reader = ruled(f":is({_BY_READER})", *silent)
    # What is printed is on white paper.
    style = (
        f"<style>@media screen{{{ruled(f':is({_DARK})')}}}"
        f"@media screen and (prefers-color-scheme:dark){{{by_reader}}}</style>"
    )
    # Behind the title and the description.
    return "\n".join([*made[:4], style, *made[4:]]) + "\n"


_PAINT = re.compile(r' (fill|stroke)="#([0-9A-F]{6})"')


def _group(group: Group, prefix: str, outlined: bool) -> list[str]:
    spoken = (
        f' role="graphics-symbol img" aria-label="{_text(group.description)}"'
        if group.description
        else ' aria-hidden="true"'
    )
    opening = f'<g id="{_text(prefix + group.id)}" class="{_text(group.kind)}"{spoken}>'
    lines = [opening, *_shapes(group.shapes, outlined), "</g>"]
    href = safe_url(group.href)
    return [f'<a href="{_text(href)}">', *lines, "</a>"] if href else lines


def _shapes(shapes: list[Shape], outlined: bool) -> list[str]:
    lines: list[str] = []
    for index, shape in enumerate(shapes):
        if isinstance(shape, Label):
            # A space at the end of each line but the last keeps the words apart when copied.
            more = index + 1 < len(shapes) and isinstance(shapes[index + 1], Label)
            more = more and (shape.spaced or not shape.goes_on)
            if outlined and shape.runs:
                lines.extend(_outlines(shape))
            elif shape.rtl and any(run.place for run in shape.runs):
                lines.extend(_label(label, "", outlined) for label in _apart(shape))
            else:
                lines.append(_label(shape, " " if more else "", outlined))
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


def _label(label: Label, end: str, kept: bool) -> str:
    face = {"bold": ' font-weight="bold"', "italic": ' font-style="italic"'}.get(label.face, "")
    # A line that runs from right to left begins at its right end.
    x = label.x + label.width if label.rtl else label.x
    direction = ' direction="rtl"' if label.rtl else ""
    inner = _tspans(label) if label.runs else _text(label.text)
    # Browsers keep a space at the end; converters need `xml:space`.
    space = ' xml:space="preserve"' if end and kept else ""
    fitted = "" if kept else _fitted(label, end)
    return (
        f'<text x="{_n(x)}" y="{_n(label.y)}" font-size="{_n(label.size)}"{face}{direction}{fitted} '
        f'fill="{label.fill}"{space}>{inner}{end}</text>'
    )


def _fitted(label: Label, end: str) -> str:
    """The attributes that keep a line as wide as it was measured, its final space included, where the fonts
    are missing; none for a few letters.
    """
    if any(run.shaped is not None and not run.shaped.font.name for run in label.runs):
        # Nobody knows how wide it is in a font that was not at hand.
        return ""
    wide = label.width if label.runs else width(label.text, label.face, label.size)
    if wide < 3 * label.size:
        return ""
    wide += width(end, label.face, label.size)
    return f' textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs"'


def _tspans(label: Label) -> str:
    """The runs in logical order; the renderer puts them in visual order."""
    isolates = label.rtl or any(run.rtl for run in label.runs)
    made, height, inside = "", 0.0, False
    end, after = 0.0, False
    for run in label.read:
        if inside and not run.joined:
            made, inside = f"{made}</tspan>", False
        if isolates and run.tex and not run.joined:
            made, inside = f'{made}<tspan direction="ltr" unicode-bidi="isolate">', True
        attributes = _face(run.face, label.face)
        if run.font:
            family = run.font.replace("\\", "").replace("'", "")
            attributes += f' font-family="{_text(f"{chr(39)}{family}{chr(39)}, {_FAMILY}")}"'
        if run.scale != 1:
            attributes += f' font-size="{_n(label.size * run.scale)}"'
        if run.rise != height:
            attributes += f' dy="{_n((height - run.rise) * label.size)}"'
            height = run.rise
        # Limits stand above and below their operator.
        if (run.place or after) and abs(run.x - end) > 0.005:
            attributes += f' dx="{_n(run.x - end)}"'
        end, after = run.x + run.width, bool(run.place)
        text = _text(run.text)
        made += f"<tspan{attributes}>{text}</tspan>" if attributes else text
    return f"{made}</tspan>" if inside else made


def _apart(label: Label) -> Iterator[Label]:
    """The runs of a label, each as one of its own: renderers don't agree on where limits go in a line from the right."""
    for run in label.read:
        text = run.text.strip(" ")
        size = label.size * run.scale
        space = width(" ", run.face, size)
        first, last = (len(run.text) - len(cut(" ")) for cut in (run.text.lstrip, run.text.rstrip))
        if text:
            wide = run.width - (first + last) * space
            x = label.x + run.x + (last if run.rtl else first) * space
            y = label.y - run.rise * label.size
            own = run._replace(text=text, x=0.0, width=wide, rise=0.0, scale=1.0, at=0, place="")
            yield Label(x, y, text, size, "regular", label.fill, (own,), rtl=run.rtl, width=wide)


def _face(face: Face, around: Face) -> str:
    """The attributes of a face where it differs from that of the text around it."""
    attributes = ""
    if ("bold" in face) != ("bold" in around):
        attributes += f' font-weight="{"bold" if "bold" in face else "normal"}"'
    if ("italic" in face) != ("italic" in around):
        attributes += f' font-style="{"italic" if "italic" in face else "normal"}"'
    return attributes


def _outlines(label: Label) -> list[str]:
    """The runs of a label, each in its place, shaped ones as outlines."""
    lines = []
    for run in label.runs:
        x, y, size = label.x + run.x, label.y - run.rise * label.size, label.size * run.scale
        if run.shaped is None:
            lines.append(
                f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{_face(run.face, "regular")} '
                f'fill="{label.fill}" xml:space="preserve">{_text(run.text)}</text>'
            )
            continue
        path = "".join(
            letter
            + " ".join(
                _n(x + (glyph.x + n) * size) if i % 2 == 0 else _n(y - (glyph.y + n) * size)
                for i, n in enumerate(numbers)
            )
            for glyph in run.shaped.glyphs
            for letter, numbers in run.shaped.font.outline(glyph.number)
        )
        lines.append(f'<path d="{path}" fill="{label.fill}"/>')
    return lines


def _stroke(color: str, width: float, dash: tuple[float, ...]) -> str:
    if not color:
        return ""
    dashes = f' stroke-dasharray="{" ".join(_n(d) for d in dash)}"' if dash else ""
    return f' stroke="{color}" stroke-width="{_n(width)}"{dashes}'


def _text(text: str) -> str:
    return escape(shown(text), quote=True)


@lru_cache(50_000)
def _n(number: float) -> str:
    """A number with two decimals at most; cached, as many occur again and again."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
