"""A drawing as Encapsulated PostScript: level 3, fonts embedded as Type 42, text as text.

Glyphs have names such as `uni2192`, so that text can be extracted. A font in
PostScript has 256 codes at most, so that a face may be there more than once, each with other codes.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from math import ceil

from attrs import define, field

from argmap.draw.drawing import Drawing, Label, Line, Polygon, Rect, Run, corners
from argmap.draw.fonts.font import Font, Frames
from argmap.draw.fonts.widths import Face, font_file, width
from argmap.extras import needed
from argmap.writers.embedded_font import glyphs_with_text, truetype
from argmap.writers.output import Figure, Rendered

_PROLOG = """\
/argmapdict 20 dict def
argmapdict begin
/bd { bind def } bind def
/m { moveto } bd
/l { lineto } bd
/c { curveto } bd
/h { closepath } bd
/s { stroke } bd
/f { fill } bd
/k { setrgbcolor } bd
/w { setlinewidth } bd
/d { 0 setdash } bd
/p { gsave } bd
/q { grestore } bd
/t { 3 1 roll m show } bd
/a { selectfont } bd
end
"""
# The tables that PostScript needs of a TrueType font, in the order of their names.
_TABLES = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
_LONGEST = 65_534
_CODES = 255


def render_eps(figure: Figure) -> Rendered:
    """The figure as EPS, a file a page."""
    pages = range(len(figure.drawing.pages))
    return figure.rendered([to_eps(figure.drawing, page).encode() for page in pages])


def to_eps(drawing: Drawing, page: int = 0) -> str:
    """One page of the drawing as EPS text, of ASCII characters alone; same drawing, same text."""
    sheet = drawing.pages[page]
    wide, high = sheet.width, sheet.height
    text = _Text()
    body: list[str] = []
    for shape in (shape for group in sheet.groups for shape in group.shapes):
        body += text.shown(shape, high) if isinstance(shape, Label) else _drawn(shape, high)
    fonts = list(text.fonts.values())
    lines = [
        "%!PS-Adobe-3.0 EPSF-3.0",
        f"%%BoundingBox: 0 0 {ceil(wide - 0.005)} {ceil(high - 0.005)}",
        f"%%HiResBoundingBox: 0 0 {_n(wide)} {_n(high)}",
        f"%%Title: ({_ascii(drawing.title)[:200]})",
        "%%Creator: argmap",
        "%%LanguageLevel: 3",
        "%%DocumentData: Clean7Bit",
        "%%Pages: 1",
        "%%DocumentSuppliedResources: procset argmapdict 1 0",
        *(f"%%+ font {font.name}" for font in fonts),
        "%%EndComments",
        "%%BeginProlog",
        "%%BeginResource: procset argmapdict 1 0",
        _PROLOG.rstrip("\n"),
        "%%EndResource",
        "%%EndProlog",
        "%%BeginSetup",
        *(line for font in fonts for line in font.definition()),
        "%%EndSetup",
        "%%Page: 1 1",
        "argmapdict begin gsave",
        *body,
        "grestore end",
        "%%Trailer",
        "%%EOF",
    ]
    return "\n".join(lines) + "\n"


@define(eq=False)
class _Font:
    """A font embedded in one page, and the codes of its glyphs."""

    name: str
    # The face of argmap's own font; where it is another font, that.
    source: Face | Font | Frames
    codes: dict[_Glyph, int] = field(factory=dict)

    def code(self, glyph: _Glyph) -> int:
        """The code of a glyph; a new one gets the next."""
        return self.codes.setdefault(glyph, len(self.codes))

    def banked(self, code: int) -> tuple[str, str]:
        """The name of the font that has the code, and the code there, in hexadecimal digits."""
        bank, place = divmod(code, _CODES)
        return self.name + (f"-{bank + 1}" if bank else ""), f"{place + 1:02X}"

    def definition(self) -> Iterator[str]:
        """The PostScript that defines the font, and others with the same glyphs and further codes."""
        names: list[str] = []
        taken: set[str] = set()
        for (_, _, text), code in self.codes.items():
            name = _glyph_name(text)
            names.append(f"{name}.{code}" if name in taken else name)
            taken.add(name)
        yield f"%%BeginResource: font {self.name}"
        yield from _type42(self, names)
        for bank in range(1, ceil(len(names) / _CODES)):
            yield f"/{self.name} findfont dup length dict begin"
            yield "{ 1 index /FID ne { def } { pop pop } ifelse } forall"
            yield from _encoding(names[bank * _CODES : (bank + 1) * _CODES])
            yield f"/{self.name}-{bank + 1} currentdict end definefont pop"
        yield "%%EndResource"

    def truetype(self) -> tuple[bytes, list[int]]:
        """The font with its glyphs alone, and the numbers that these have in it."""
        if not isinstance(self.source, str):
            return truetype(self.source, self.codes), [code + 1 for code in range(len(self.codes))]
        needed("reportlab", "", "an eps")
        from reportlab.pdfbase.ttfonts import TTFontFile

        file = TTFontFile(str(font_file(self.source)))
        data = bytes(file.makeSubset([ord(text) for _, _, text in self.codes]))
        count = len(self.codes)
        # The subset's table of characters is the plain row of their glyphs.
        row = _tables(data)["cmap"][22 : 22 + 2 * count]
        return data, list(struct.unpack(f">{count}H", row))


_Glyph = tuple[int, int, str]
"""The number of a glyph and its width in 1/1000 em, where it comes from another font, and what it shows."""


class _Text:
    """Writes labels, and collects the fonts that they need."""

    def __init__(self) -> None:
        self.fonts: dict[Face | Font | Frames, _Font] = {}

    def font(self, source: Face | Font | Frames) -> _Font:
        if source not in self.fonts:
            own = isinstance(source, str)
            name = "Argmap-" + (
                str(source).title().replace("-", "") if own else f"Shaped{len(self.fonts)}"
            )
            self.fonts[source] = _Font(name, source)
        return self.fonts[source]

    def shown(self, label: Label, high: float) -> Iterator[str]:
        yield _color(label.fill)
        for run in label.read or [Run(label.text, 0.0, 0.0, label.face)]:
            size = label.size * run.scale
            x, y = label.x + run.x, high - label.y + run.rise * label.size
            if run.shaped is None:
                yield from self._plain(run, x, y, size)
                continue
            font = self.font(run.shaped.font)
            for number, left, up, advance, text in glyphs_with_text(run.shaped):
                name, code = font.banked(font.code((number, round(advance * 1000), text)))
                yield f"/{name} {_n(size)} a {_n(x + left * size)} {_n(y + up * size)} <{code}> t"

    def _plain(self, run: Run, x: float, y: float, size: float) -> Iterator[str]:
        """Shows text in pieces of one font, short enough for a line."""
        font = self.font(run.face)
        coded = [(font.banked(font.code((0, 0, c))), c) for c in run.text]
        for name, stretch in groupby(coded, lambda one: one[0][0]):
            letters = list(stretch)
            for start in range(0, len(letters), 100):
                some = letters[start : start + 100]
                string = "".join(code for (_, code), _ in some)
                yield f"/{name} {_n(size)} a {_n(x)} {_n(y)} <{string}> t"
                x += width("".join(c for _, c in some), run.face, size)


def _glyph_name(text: str) -> str:
    """The name of a glyph, from which readers derive its text."""
    if all(ord(c) < 0x10000 for c in text) and text:
        return "uni" + "".join(f"{ord(c):04X}" for c in text)
    return "_".join(f"u{ord(c):04X}" for c in text) or "part"


def _encoding(names: list[str]) -> Iterator[str]:
    yield "/Encoding 256 array 0 1 255 { 1 index exch /.notdef put } for"
    for code, name in enumerate(names, 1):
        yield f"dup {code} /{name} put"
    yield "def"


def _type42(font: _Font, names: list[str]) -> Iterator[str]:
    data, numbers = font.truetype()
    tables = _tables(data)
    box = struct.unpack(">4h", tables["head"][36:44])
    em = struct.unpack(">H", tables["head"][18:20])[0]
    yield "12 dict begin"
    yield f"/FontName /{font.name} def"
    yield "/FontType 42 def"
    yield "/PaintType 0 def"
    yield "/FontMatrix [1 0 0 1 0 0] def"
    yield f"/FontBBox [{' '.join(f'{side / em:.4f}' for side in box)}] def"
    yield from _encoding(names[:_CODES])
    yield f"/CharStrings {len(names) + 1} dict dup begin"
    yield "/.notdef 0 def"
    yield from (f"/{name} {number} def" for name, number in zip(names, numbers, strict=True))
    yield "end readonly def"
    yield "/sfnts ["
    for piece in _pieces(tables):
        digits = (piece + b"\0").hex().upper()
        yield "<"
        yield from (digits[at : at + 128] for at in range(0, len(digits), 128))
        yield ">"
    yield "] def"
    yield f"/{font.name} currentdict end definefont pop"


def _tables(font: bytes) -> dict[str, bytes]:
    count = struct.unpack(">H", font[4:6])[0]
    tables = {}
    for place in range(count):
        tag, _, at, length = struct.unpack(">4sLLL", font[12 + 16 * place : 28 + 16 * place])
        tables[tag.decode("ascii")] = font[at : at + length]
    return tables


def _pieces(tables: dict[str, bytes]) -> Iterator[bytes]:
    """The font in strings of PostScript's size, none of which ends within a glyph."""
    kept = [(tag, tables[tag]) for tag in _TABLES if tag in tables]
    count = len(kept)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(
        ">LHHHH", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    at = 12 + 16 * count
    for tag, data in kept:
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        head += struct.pack(">4sLLL", tag.encode(), total, at, len(data))
        at += len(padded)
    yield head
    for tag, data in kept:
        padded = data + b"\0" * (-len(data) % 4)
        ends = _glyph_ends(tables) if tag == "glyf" else range(4, len(padded) + 1, 4)
        start = last = 0
        for end in [*ends, len(padded)]:
            if end - start > _LONGEST:
                yield padded[start:last]
                start = last
            last = end
        yield padded[start:]


def _glyph_ends(tables: dict[str, bytes]) -> list[int]:
    loca = tables["loca"]
    if struct.unpack(">h", tables["head"][50:52])[0]:
        return list(struct.unpack(f">{len(loca) // 4}L", loca))
    return [2 * end for end in struct.unpack(f">{len(loca) // 2}H", loca)]


def _drawn(shape: Rect | Line | Polygon, high: float) -> Iterator[str]:
    fill = "" if isinstance(shape, Line) else shape.fill
    yield from _path(shape, high)
    if fill:
        yield f"p {_color(fill)} f q" if shape.stroke else f"{_color(fill)} f"
    if shape.stroke:
        dash = () if isinstance(shape, Polygon) else shape.dash
        pattern = " ".join(_n(length) for length in dash)
        yield f"{_color(shape.stroke)} {_n(shape.stroke_width)} w [{pattern}] d s"


def _path(shape: Rect | Line | Polygon, high: float) -> Iterator[str]:
    if isinstance(shape, Rect):
        left, right = shape.x, shape.x + shape.width
        top, bottom = shape.y, shape.y + shape.height
        middle = ((left + right) / 2, top)
        outline = ((right, top), (right, bottom), (left, bottom), (left, top))
        pieces = corners((middle, *outline, middle), shape.radius if shape.radius else 0.0)
        closed = True
    elif isinstance(shape, Polygon):
        pieces, closed = [(point,) for point in shape.points], True
    else:
        pieces, closed = corners(shape.points, shape.radius), False
    for index, piece in enumerate(pieces):
        letter = "m" if index == 0 else "l" if len(piece) == 1 else "c"
        yield " ".join(f"{_n(x)} {_n(high - y)}" for x, y in piece) + f" {letter}"
    if closed:
        yield "h"


def _color(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f} k"


def _ascii(text: str) -> str:
    """The text as PostScript can hold it: without accents, the rest as question marks."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-"})
    return "".join(c if " " <= c <= "~" and c not in "()\\" else "?" for c in plain)


def _n(number: float) -> str:
    """A number with two decimals at most."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
