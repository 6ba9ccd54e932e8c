"""A drawing as Encapsulated PostScript: level 3, fonts embedded as Type 42, text as text.

Characters have names such as `uni2192`, by which whatever reads the file knows them again. A font in
PostScript has 256 codes at most, so that a face may be there more than once, each with other codes.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from math import ceil

from argmap.draw.drawing import (
    Drawing,
    Group,
    Label,
    Line,
    Page,
    Polygon,
    Rect,
    corners,
)
from argmap.draw.fonts import Face, font_file, lacking, width

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


def to_eps(drawing: Drawing, page: int = 0) -> str:
    """One page of the drawing as EPS text, of ASCII characters alone; same drawing, same text."""
    sheet = drawing.pages[page]
    fonts = _Fonts(sheet)
    wide, high = sheet.width, sheet.height
    body = [line for group in sheet.groups for line in _group(group, high, fonts)]
    names = " ".join(f"font {name}" for name in fonts.names()) or "procset argmapdict 1 0"
    lines = [
        "%!PS-Adobe-3.0 EPSF-3.0",
        f"%%BoundingBox: 0 0 {ceil(wide - 0.005)} {ceil(high - 0.005)}",
        f"%%HiResBoundingBox: 0 0 {_n(wide)} {_n(high)}",
        f"%%Title: ({_ascii(drawing.title)[:200]})",
        "%%Creator: argmap",
        "%%LanguageLevel: 3",
        "%%DocumentData: Clean7Bit",
        "%%Pages: 1",
        f"%%DocumentSuppliedResources: {names}",
        "%%EndComments",
        "%%BeginProlog",
        _PROLOG.rstrip("\n"),
        "%%EndProlog",
        "%%BeginSetup",
        *fonts.definitions(),
        "%%EndSetup",
        "%%Page: 1 1",
        "argmapdict begin gsave",
        *body,
        "grestore end",
        "%%Trailer",
        "%%EOF",
    ]
    return "\n".join(lines) + "\n"


def eps_remarks(drawing: Drawing) -> list[str]:
    """What the fonts lack."""
    texts = (s.text for g in drawing.groups for s in g.shapes if isinstance(s, Label))
    odd = list(dict.fromkeys(c for text in texts for c in lacking(text)))
    if not odd:
        return []
    names = ", ".join(f"{c} ({unicodedata.name(c, f'U+{ord(c):04X}')})" for c in odd[:4])
    more = f" and {len(odd) - 4} more" if len(odd) > 4 else ""
    return [f"the eps shows empty boxes for {names}{more}, which the fonts that argmap brings lack"]


class _Fonts:
    """The faces that a page needs, with the characters that it needs of them."""

    def __init__(self, page: Page) -> None:
        used: dict[Face, dict[str, None]] = {}
        for group in page.groups:
            for shape in group.shapes:
                if isinstance(shape, Label):
                    for face, text, *_ in _stretches(shape):
                        used.setdefault(face, {}).update(dict.fromkeys(text))
        self.characters = {face: sorted(found) for face, found in sorted(used.items())}
        self.places = {
            face: {c: place for place, c in enumerate(found)}
            for face, found in self.characters.items()
        }

    def names(self) -> list[str]:
        return [_name(face) for face in self.characters]

    def shown(self, face: Face, text: str) -> Iterator[tuple[str, str, str]]:
        """The text in stretches that one coding has: its font, the string for it, the text itself."""
        stretch, bank = "", -1
        for character in text:
            of = self.places[face][character] // _CODES
            if of != bank and stretch:
                yield self._string(face, bank, stretch)
                stretch = ""
            stretch, bank = stretch + character, of
        if stretch:
            yield self._string(face, bank, stretch)

    def _string(self, face: Face, bank: int, text: str) -> tuple[str, str, str]:
        codes = bytes(1 + self.places[face][c] % _CODES for c in text)
        return f"{_name(face)}{_bank(bank)}", f"<{codes.hex().upper()}>", text

    def definitions(self) -> Iterator[str]:
        for face, characters in self.characters.items():
            yield f"%%BeginResource: font {_name(face)}"
            yield from _type42(face, characters)
            yield "%%EndResource"
            for bank in range(1, ceil(len(characters) / _CODES)):
                yield f"/{_name(face)} findfont dup length dict begin"
                yield "{ 1 index /FID ne { def } { pop pop } ifelse } forall"
                yield from _encoding(characters[bank * _CODES : (bank + 1) * _CODES])
                yield f"/{_name(face)}{_bank(bank)} currentdict end definefont pop"


def _name(face: Face) -> str:
    return "Argmap-" + face.title().replace("-", "")


def _bank(bank: int) -> str:
    return f"-{bank + 1}" if bank else ""


def _glyph(character: str) -> str:
    code = ord(character)
    return f"uni{code:04X}" if code < 0x10000 else f"u{code:05X}"


def _encoding(characters: list[str]) -> Iterator[str]:
    yield "/Encoding 256 array 0 1 255 { 1 index exch /.notdef put } for"
    for code, character in enumerate(characters, 1):
        yield f"dup {code} /{_glyph(character)} put"
    yield "def"


def _type42(face: Face, characters: list[str]) -> Iterator[str]:
    """A font with just these characters, as PostScript that defines it."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    file = TTFontFile(str(font_file(face)))
    tables = _tables(bytes(file.makeSubset([ord(c) for c in characters])))
    count = len(characters)
    # The subset's table of characters is the plain row of their glyphs.
    glyphs = struct.unpack(f">{count}H", tables["cmap"][22 : 22 + 2 * count])
    box = struct.unpack(">4h", tables["head"][36:44])
    em = struct.unpack(">H", tables["head"][18:20])[0]
    yield "%!PS-TrueTypeFont-1.0-1.0"
    yield "12 dict begin"
    yield f"/FontName /{_name(face)} def"
    yield "/FontType 42 def"
    yield "/PaintType 0 def"
    yield "/FontMatrix [1 0 0 1 0 0] def"
    yield f"/FontBBox [{' '.join(f'{side / em:.4f}' for side in box)}] def"
    yield from _encoding(characters[:_CODES])
    yield f"/CharStrings {count + 1} dict dup begin"
    yield "/.notdef 0 def"
    for character, glyph in zip(characters, glyphs, strict=True):
        yield f"/{_glyph(character)} {glyph} def"
    yield "end readonly def"
    yield "/sfnts ["
    for piece in _pieces(tables):
        digits = (piece + b"\0").hex().upper()
        yield "<"
        yield from (digits[at : at + 128] for at in range(0, len(digits), 128))
        yield ">"
    yield "] def"
    yield f"/{_name(face)} currentdict end definefont pop"


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


def _stretches(label: Label) -> Iterator[tuple[Face, str, float, float, float]]:
    """What a label shows: face, characters from left to right, x, y and size of each stretch."""
    if not label.runs:
        yield label.face, _ordered(label.text), label.x, label.y, label.size
    for run in label.runs:
        text = run.text[::-1] if run.rtl else run.text
        yield run.face, text, label.x + run.x, label.y - run.rise, label.size * run.scale


def _group(group: Group, high: float, fonts: _Fonts) -> Iterator[str]:
    for shape in group.shapes:
        if isinstance(shape, Label):
            yield _color(shape.fill)
            for face, text, x, y, size in _stretches(shape):
                for font, string, part in fonts.shown(face, text):
                    yield f"/{font} {_n(size)} a"
                    yield from _wrapped(f"{_n(x)} {_n(high - y)}", string)
                    x += width(part, face, size)
        else:
            yield from _drawn(shape, high)


def _wrapped(where: str, string: str) -> Iterator[str]:
    """A string that is shown, in lines that are not too long."""
    yield f"{where} {string[:200]}"
    yield from (string[at : at + 200] for at in range(200, len(string), 200))
    yield "t"


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


def _ordered(text: str) -> str:
    from argmap.write.pdf import _ordered as ordered

    return ordered(text)


def _n(number: float) -> str:
    """A number with two decimals at most."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
