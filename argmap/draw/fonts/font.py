"""A font: what it has, its glyphs in their places, and their outlines. All of HarfBuzz is in here.

Lengths are in ems, y upwards.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from attrs import define, frozen

from argmap.extras import needed

Segment = tuple[str, tuple[float, ...]]
"""A piece of an outline: M, L, Q, C or Z as in a path of SVG, and the points that it needs."""


def ignorable(character: str) -> bool:
    """Whether a character has no picture of its own: marks of direction, joiners, variation selectors."""
    return (
        unicodedata.category(character) == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def harfbuzz() -> Any:
    """The module `uharfbuzz`; `MissingExtra` without it."""
    return needed("uharfbuzz", "", "text that argmap's own font can't show as it stands")


@frozen
class Glyph:
    """A glyph of a run: its number in the font, where it stands, and how far it leads on.

    `text` is what it shows of the run; where several glyphs show some characters together, the first of
    them has the text, and those after it have none.
    """

    number: int
    x: float
    y: float
    advance: float
    text: str


@frozen
class Shaped:
    """The glyphs of a run from left to right; `rtl` says whether they are read the other way."""

    font: Font | Frames
    glyphs: tuple[Glyph, ...]
    width: float
    rtl: bool


@define(eq=False)
class Font:
    """A font in a file; `bold` and `slanted` make its glyphs so where there is no file with such ones."""

    path: Path
    index: int = 0
    bold: bool = False
    slanted: bool = False

    @cached_property
    def _face(self) -> Any:
        uharfbuzz = harfbuzz()
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path)), self.index)

    @cached_property
    def _font(self) -> Any:
        uharfbuzz = harfbuzz()
        font = uharfbuzz.Font(self._face)
        if self.bold:
            font.synthetic_bold = (0.025, 0.025, False)
        if self.slanted:
            font.synthetic_slant = 0.2
        return font

    @cached_property
    def _characters(self) -> Any:
        return self._face.unicodes

    @cached_property
    def name(self) -> str:
        """Its family."""
        return self._face.get_name(16) or self._face.get_name(1) or self.path.stem

    @cached_property
    def style(self) -> tuple[int, bool, bool]:
        """Its weight, 400 where it is regular, and whether it is italic, and of normal width."""
        data = bytes(self._face.reference_table("OS/2").data or b"")
        if len(data) < 64:
            return 400, False, True
        weight, width = int.from_bytes(data[4:6], "big"), int.from_bytes(data[6:8], "big")
        return weight, bool(data[63] & 1), width == 5

    @cached_property
    def usable(self) -> bool:
        """Whether it has characters, outlines, and leave to be embedded."""
        tables = set(self._face.table_tags)
        data = bytes(self._face.reference_table("OS/2").data or b"")
        restricted = len(data) >= 10 and data[9] & 0x0F == 0x02
        outlines = bool(tables & {"glyf", "CFF ", "CFF2"})
        return outlines and not restricted and len(self._characters) > 0

    def has(self, text: str) -> bool:
        """Whether it has a picture of each character that has one."""
        return all(self._has(c) for c in text if not ignorable(c))

    def _has(self, character: str) -> bool:
        if ord(character) not in self._characters:
            return False
        # Fonts of coloured pictures have glyphs that are empty as outlines.
        return character.isspace() or bool(
            self.outline(self._font.get_nominal_glyph(ord(character)))
        )

    def shape(self, text: str, rtl: bool, language: str) -> Shaped:
        """The glyphs of a text of one script."""
        uharfbuzz = harfbuzz()
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        if language:
            buffer.language = language
        uharfbuzz.shape(self._font, buffer, {"kern": False, "liga": False, "clig": False})
        em = self._face.upem
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        glyphs, x, before = [], 0, -1
        for info, position in zip(infos, positions, strict=True):
            at, left = info.cluster, (x + position.x_offset) / em
            shown = text[at : ends[at]] if at != before else ""
            advance = position.x_advance / em
            glyphs.append(Glyph(info.codepoint, left, position.y_offset / em, advance, shown))
            x, before = x + position.x_advance, at
        return Shaped(self, tuple(glyphs), x / em, rtl)

    def outline(self, number: int) -> tuple[Segment, ...]:
        """The outline of a glyph, to be filled by the non-zero rule."""
        return _outline(self, number)


@lru_cache(20_000)
def shape(font: Font | Frames, text: str, rtl: bool, language: str) -> Shaped:
    """The glyphs of a text of one script in a font; `language` is a BCP 47 tag or empty."""
    return font.shape(text, rtl, language)


@lru_cache(20_000)
def _outline(font: Font, number: int) -> tuple[Segment, ...]:
    pen = _Pen(font._face.upem)
    font._font.draw_glyph_with_pen(number, pen)
    return tuple(pen.segments)


class _Pen:
    """Takes down an outline, in the manner of fontTools' pens."""

    def __init__(self, em: int) -> None:
        self.em = em
        self.segments: list[Segment] = []
        self.moveTo = self._drawing("M")
        self.lineTo = self._drawing("L")
        self.qCurveTo = self._drawing("Q")
        self.curveTo = self._drawing("C")

    def _drawing(self, letter: str) -> Callable[..., None]:
        def draw(*points: tuple[float, float]) -> None:
            numbers = tuple(n / self.em for point in points for n in point)
            self.segments.append((letter, numbers))

        return draw

    def closePath(self) -> None:
        self.segments.append(("Z", ()))


@define(eq=False)
class Frames:
    """The font of last resort: of any character a frame with its number in hexadecimal digits."""

    digits: Font
    name: str = ""

    def shape(self, text: str, rtl: bool, language: str) -> Shaped:
        """A frame for each letter with its accents, or sign, that would have a picture, about as wide as that is."""
        shown: list[tuple[str, float]] = []
        joiner = False
        for character in text:
            if ignorable(character):
                joiner = character == "\u200d"
                continue
            more = self.advance(ord(character))
            if shown and (joiner or unicodedata.category(character)[0] == "M"):
                before, wide = shown[-1]
                shown[-1] = before, wide + (0.0 if joiner else more)
            else:
                shown.append((character, max(more, _LEAST)))
            joiner = False
        glyphs, x = [], 0.0
        for character, advance in reversed(shown) if rtl else shown:
            glyphs.append(Glyph(ord(character), x, 0.0, advance, character))
            x += advance
        return Shaped(self, tuple(glyphs), x, rtl)

    def outline(self, number: int) -> tuple[Segment, ...]:
        """The frame of a character, and two rows of digits."""
        columns = 2 if number <= 0xFFFF else 3
        natural = 2 * (_SIDE + _STROKE + _GAP) + columns * _DIGIT
        right = natural - _SIDE
        outer = _box(_SIDE, _FOOT, right, _TOP)
        inner = _box(_SIDE + _STROKE, _FOOT + _STROKE, right - _STROKE, _TOP - _STROKE)
        segments = [*outer, *_box_backwards(inner)]
        digits = f"{number:04X}"
        digits = digits.rjust(columns * 2, "0")
        for index, digit in enumerate(digits):
            row, column = divmod(index, columns)
            x = _SIDE + _STROKE + _GAP + column * _DIGIT
            y = (_TOP + _FOOT) / 2 + (_GAP if row == 0 else -_GAP - _HIGH)
            glyph = self.digits.shape(digit, False, "").glyphs[0].number
            for letter, numbers in self.digits.outline(glyph):
                moved = (n * _SCALE + (y if i % 2 else x) for i, n in enumerate(numbers))
                segments.append((letter, tuple(moved)))
        # As wide as what it stands for.
        ratio = max(self.advance(number), _LEAST) / natural
        return tuple(
            (letter, tuple(n if i % 2 else n * ratio for i, n in enumerate(numbers)))
            for letter, numbers in segments
        )

    def advance(self, number: int) -> float:
        """How wide a character is, roughly, in a font that has it."""
        character = chr(number)
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            return 0.0
        if category == "Mc":
            return 0.3
        if 0x1F000 <= number <= 0x1FAFF:
            # Two letters make a flag.
            return 0.65 if 0x1F1E6 <= number <= 0x1F1FF else 1.3
        if unicodedata.east_asian_width(character) in "WF":
            return 1.0
        script = unicodedata.name(character, "").partition(" ")[0]
        return _BY_SCRIPT.get(script, 0.7)


# The measures of a frame, in ems; the digits are set at 0.42 of the size of the text.
_SIDE, _STROKE, _GAP, _FOOT, _TOP = 0.06, 0.045, 0.05, -0.16, 0.86
_SCALE = 0.42
_LEAST = 0.3
# How wide letters are in text faces of some scripts, as the fonts Noto Sans have them, most a little less.
_BY_SCRIPT = {
    **dict.fromkeys(("ARABIC", "HEBREW", "THAI", "LAO", "TIBETAN", "GREEK", "CYRILLIC"), 0.6),
    **dict.fromkeys(
        ("DEVANAGARI", "GUJARATI", "GURMUKHI", "BENGALI", "ARMENIAN", "GEORGIAN"), 0.65
    ),
    **dict.fromkeys(("TELUGU", "KANNADA", "KHMER", "MYANMAR", "ETHIOPIC"), 0.8),
    **dict.fromkeys(("TAMIL", "MALAYALAM", "SINHALA"), 0.9),
}
_DIGIT, _HIGH = 0.556 * _SCALE, 0.7 * _SCALE


def _box(left: float, foot: float, right: float, top: float) -> list[Segment]:
    points = ((left, foot), (right, foot), (right, top), (left, top))
    return [("M" if index == 0 else "L", point) for index, point in enumerate(points)] + [("Z", ())]


def _box_backwards(box: list[Segment]) -> list[Segment]:
    points = [numbers for _, numbers in box[:-1]][::-1]
    return [("M" if index == 0 else "L", point) for index, point in enumerate(points)] + [("Z", ())]
