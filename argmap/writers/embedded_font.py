"""Fonts embedded in a PDF, made of the glyphs that a drawing needs.

reportlab embeds TrueType fonts by character. Shaped text is drawn by glyph, from fonts of any format: each
font becomes a small TrueType font of outlines. A glyph that stands for different characters in different
places is in it once for each, so that copied text is right.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise
from typing import Any

from attrs import define, field

from argmap.draw.fonts.font import Font, Frames, Segment, Shaped
from argmap.extras import needed

_EM = 2048


@define(eq=False)
class EmbeddedFont:
    """A font embedded in one PDF; reportlab calls `addObjects` when all pages are drawn."""

    font: Font | Frames
    fontName: str
    # The number of a glyph (-1 is an empty one), its width in 1/1000 em, what it shows: its code.
    _codes: dict[tuple[int, int, str], int] = field(factory=dict, init=False)
    _dynamicFont: int = field(default=1, init=False)

    def encoded(self, shaped: Shaped, size: float) -> str:
        """The PDF operators that show glyphs, relative to where the text begins."""
        parts = []
        x = y = 0.0
        for number, left, up, advance, text in glyphs_with_text(shaped):
            key = (number, round(advance * 1000), text)
            code = self._codes.setdefault(key, len(self._codes) + 1)
            dx, dy = (left - x) * size, (up - y) * size
            x, y = left, up
            move = f"{dx:.3f} {dy:.3f} Td " if dx or dy else ""
            parts.append(f"{move}<{code:04X}> Tj")
        return " ".join(parts)

    def addObjects(self, document: Any) -> None:
        """Adds the font to a document, in the manner of reportlab's fonts."""
        from reportlab.pdfbase import pdfdoc

        name = f"{self._tag()}+{''.join(c for c in self.font.name if c.isalnum()) or 'Argmap'}"
        dictionary, reference = pdfdoc.PDFDictionary, document.Reference
        widths = [width for _, width, _ in self._codes]
        descriptor = dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-1000, -1000, 2000, 2000]),
                "ItalicAngle": 0,
                "Ascent": 900,
                "Descent": -200,
                "CapHeight": 700,
                "StemV": 80,
                "FontFile2": reference(self._stream(document, truetype(self.font, self._codes))),
            }
        )
        descendant = dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": dictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": "/Identity",
                "FontDescriptor": reference(descriptor),
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
            }
        )
        font = dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([reference(descendant)]),
                "ToUnicode": reference(self._stream(document, self._to_unicode())),
            }
        )
        internal = document.fontMapping[self.fontName][1:]
        document.idToObject["BasicFonts"].dict[internal] = reference(font)

    def _tag(self) -> str:
        """Six letters that tell one subset of a font from another."""
        digest = sha256(repr((self.fontName, list(self._codes))).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _stream(self, document: Any, data: bytes) -> Any:
        from reportlab.pdfbase import pdfdoc

        stream = pdfdoc.PDFStream()
        stream.content = data
        stream.dictionary["Length1"] = len(data)
        if document.compression:
            stream.filters = [pdfdoc.PDFZCompress]
        return stream

    def _to_unicode(self) -> bytes:
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        codes = [(code, text) for (_, _, text), code in self._codes.items()]
        for start in range(0, len(codes), 100):
            some = codes[start : start + 100]
            lines.append(f"{len(some)} beginbfchar")
            lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in some]
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")


def truetype(font: Font | Frames, codes: Iterable[tuple[int, int, str]]) -> bytes:
    """A TrueType font of glyphs, each given as its number, its width in 1/1000 em and its text.

    In it, they are numbered from 1.
    """
    needed("fontTools", "", "a font of outlines in a figure")
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs, metrics = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (_EM // 2, 0)}
    for code, (number, width, _) in enumerate(codes, 1):
        glyphs[f"g{code}"] = glyph = _glyph(font.outline(number) if number >= 0 else ())
        glyph.recalcBounds({})
        metrics[f"g{code}"] = (round(width * _EM / 1000), glyph.xMin)
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=1843, descent=-410)
    builder.setupMaxp()
    builder.setupPost(keepGlyphNames=False)
    # No time stamps, so that the same drawing gives the same bytes.
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def glyphs_with_text(shaped: Shaped) -> Iterator[tuple[int, float, float, float, str]]:
    """The glyphs of a run, their places, their widths and what they show.

    Where characters and glyphs aren't one to one, empty glyphs as wide as the others together stand for
    the characters. Readers of PDF turn round what runs from right to left glyph by glyph, so there each
    character has an empty one of its own.
    """
    x, glyphs = 0.0, shaped.glyphs
    starts = [index for index, glyph in enumerate(glyphs) if glyph.text]
    for start, end in pairwise([*starts, len(glyphs)]):
        first, advance = glyphs[start], sum(g.advance for g in glyphs[start:end])
        if end - start == 1 and (len(first.text) == 1 or not shaped.rtl):
            yield first.number, first.x, first.y, advance, first.text
        else:
            for glyph in glyphs[start:end]:
                yield glyph.number, glyph.x, glyph.y, 0.0, ""
            letters = first.text[::-1] if shaped.rtl else [first.text]
            share = advance / len(letters)
            for index, letter in enumerate(letters):
                yield -1, x + index * share, 0.0, share, letter
        x += advance


def _glyph(outline: tuple[Segment, ...]) -> Any:
    """An outline as a glyph of a TrueType font, whose curves are quadratic."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    made = TTGlyphPen(None)
    pen = Cu2QuPen(made, max_err=1.0)
    draw = {"M": pen.moveTo, "L": pen.lineTo, "Q": pen.qCurveTo, "C": pen.curveTo}
    for letter, numbers in outline:
        if letter == "Z":
            pen.closePath()
        else:
            scaled = [n * _EM for n in numbers]
            draw[letter](*zip(scaled[::2], scaled[1::2], strict=True))
    return made.glyph()
