"""A text that is more than characters of one face in a row: markup, other scripts, other fonts.

It is cut into items, each in one face, one font, one script and one direction. Lines are broken in the
order of reading; the items of a line are then put into the order in which they stand on paper. Lengths
are in ems of the text's size.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from attrs import define, field

from argmap.draw.bidi import levels, visual
from argmap.draw.drawing import Run
from argmap.draw.fonts.font import Font, Frames, Shaped, shape
from argmap.draw.fonts.found import Fonts, own
from argmap.draw.fonts.widths import Face, simple, width
from argmap.draw.markup import Span
from argmap.draw.maths import CUTS, Piece
from argmap.draw.wrap import Ems, Formulas, Line, Words, joins, tidy, without_soft_hyphens
from argmap.extras import needed

_MATHS_IN_TEX = 1.12
"""How much wider than its letters a formula may be as TeX sets it, in fonts of its own."""

# The air on both sides of an operator with limits; how far a line of text reaches above its base line and below; how much
# further than here limits reach as TeX sets them; all in ems.
_BESIDE, _ABOVE, _BELOW = 0.12, 0.76, 0.2
_HIGHER_IN_TEX, _LOWER_IN_TEX = 0.35, 0.25

_SetLine = tuple[str, float, tuple[Run, ...]]
"""The text of a line, its width and its runs."""


class _Stretch(NamedTuple):
    """What is set in one way by markup; `source` is what LaTeX gets of a formula that begins here.

    `part` is the number of the stretch of a formula that it is of, `stack` that of an operator with its limits, 0 where
    it is of none, and `piece` what it is in one.
    """

    face: Face
    rise: float = 0.0
    scale: float = 1.0
    source: str = ""
    maths: bool = False
    joined: bool = False
    part: int = 0
    stack: int = 0
    piece: Piece | None = None


class _Item(NamedTuple):
    start: int
    end: int
    stretch: _Stretch
    # None where argmap's own font sets the text as it stands.
    font: Font | Frames | None
    level: int
    begins: bool  # whether its stretch does
    script: str  # empty where any script has its characters


@define(eq=False)
class Paragraph:
    """A text made ready to be broken into lines, in a face where markup says no other; `ems` measures what
    argmap's own font would set, where something else will.
    """

    spans: tuple[Span, ...]
    face: Face
    fonts: Fonts
    ems: Ems | None = None
    text: str = field(init=False, default="")
    rtl: bool = field(init=False, default=False)
    _items: list[_Item] = field(init=False, factory=list)
    _starts: list[int] = field(init=False, factory=list)
    _words: Words = field(init=False)
    _stacked: bool = field(init=False, default=False)
    _widths: dict[tuple[int, int], float] = field(init=False, factory=dict)
    _lines: dict[tuple[int, int, float, bool], _SetLine] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        stretches, soft = _softened(_tidied(_stretches(self.spans, self.face)))
        self.text = "".join(text for text, _ in stretches)
        self.rtl, found = _levels(stretches)
        self._items = _items(self.text, stretches, found, self.fonts)
        self._starts = [item.start for item in self._items]
        # A hyphen would stand at the wrong end of a line that runs from right to left.
        soft = () if self.rtl else soft
        space, hyphen = self._measured(" ", self.face), self._measured("-", self.face)
        self._stacked = any(stretch.stack for _, stretch in stretches)
        formulas = _formulas(stretches)
        self._words = Words(
            self.text, self.width, space, hyphen, self.fonts.language, soft, formulas
        )

    def break_lines(self, limit: float, even: bool = True) -> list[Line]:
        """Where its lines begin and end, none wider than `limit`, and about how wide each is; without `even`, each is as
        full as it can be, as in running text.
        """
        return self._words.lines(limit) if even else self._words.full_lines(limit)

    @property
    def longest(self) -> float:
        """How wide the longest word is."""
        return self._words.longest

    @property
    def longest_formula(self) -> float:
        """How wide the longest word is that has a formula in it."""
        return self._words.longest_formula

    def width(self, start: int, end: int) -> float:
        """How wide a stretch of the text is."""
        items = self._between(start, end)
        if self._stacked:
            return self._placed(items)[1]
        return sum(self._width(item) for item in items)

    def room(self, start: int, end: int) -> tuple[float, float]:
        """How much more than other lines a line needs above and below it, for its limits."""
        if not self._stacked:
            return 0.0, 0.0
        pieces = [item.stretch.piece for item in self._between(start, end)]
        top = max((piece.top for piece in pieces if piece), default=0.0)
        foot = max((piece.foot for piece in pieces if piece), default=0.0)
        if self.ems is not None and any(pieces):
            top, foot = top + _HIGHER_IN_TEX, foot + _LOWER_IN_TEX
        return max(0.0, top - _ABOVE), max(0.0, foot - _BELOW)

    def line(self, start: int, end: int, size: float, hyphen: bool = False) -> _SetLine:
        """A stretch of the text, and a hyphen, as a line at a size in points: its text, width and runs."""
        key = start, end, size, hyphen
        if key not in self._lines:
            self._lines[key] = self._line(*key)
        return self._lines[key]

    def _line(self, start: int, end: int, size: float, hyphen: bool) -> _SetLine:
        items = self._between(start, end)
        runs: list[Run] = []
        placed, x = self._placed([items[i] for i in visual([item.level for item in items])])
        x *= size
        for item, left, wide in placed:
            shaped, stretch = self._shaped(item), item.stretch
            runs.append(
                Run(
                    self.text[item.start : item.end],
                    left * size,
                    wide * size,
                    stretch.face,
                    item.font.name if item.font and item.font is not own(stretch.face) else "",
                    item.level % 2 == 1,
                    stretch.source if item.begins else "",
                    stretch.rise,
                    stretch.scale,
                    item.start - start,
                    stretch.maths and (stretch.joined or not item.begins),
                    shaped,
                    stretch.piece.place if stretch.piece else "",
                )
            )
        text = self.text[start:end]
        if hyphen:
            face = items[-1].stretch.face
            wide = self._measured("-", face) * size
            runs.append(Run("-", x, wide, face, at=len(text)))
            text, x = f"{text}-", x + wide
            runs = _merged(runs)
        if runs == [Run(text, 0.0, x, self.face)]:
            runs = []
        return text, x, tuple(runs)

    def _placed(self, items: list[_Item]) -> tuple[list[tuple[_Item, float, float]], float]:
        """Items from left to right, with where each begins and how wide it is, and how wide they are together; limits are
        centred above and below their operator.
        """
        made: list[tuple[_Item, float, float]] = []
        x = 0.0
        for stack, group in groupby(items, key=lambda item: item.stretch.stack):
            if not stack:
                for item in group:
                    wide = self._width(item)
                    made.append((item, x, wide))
                    x += wide
                continue
            rows: dict[str, list[tuple[_Item, float]]] = {}
            for item in group:
                place = item.stretch.piece.place if item.stretch.piece else ""
                rows.setdefault(place, []).append((item, self._width(item)))
            widths = [sum(wide for _, wide in row) for row in rows.values()]
            whole = max(widths) + 2 * _BESIDE
            for row, across in zip(rows.values(), widths, strict=True):
                left = x + (whole - across) / 2
                for item, wide in row:
                    made.append((item, left, wide))
                    left += wide
            x += whole
        return made, x

    def _between(self, start: int, end: int) -> list[_Item]:
        """The items from one place to another, the first and the last cut to fit."""
        found: list[_Item] = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for index in range(first, len(self._items)):
            item = self._items[index]
            if item.start >= end:
                break
            if item.start >= start and item.end <= end:
                found.append(item)
                continue
            begins = item.begins and item.start >= start
            at, until = max(start, item.start), min(end, item.end)
            cut = _Item(at, until, item.stretch, item.font, item.level, begins, item.script)
            if cut.start < cut.end:
                found.append(cut)
        return found

    def _shaped(self, item: _Item) -> Shaped | None:
        if item.font is None:
            return None
        text = self.text[item.start : item.end]
        return shape(item.font, text, item.level % 2 == 1, self.fonts.language)

    def _width(self, item: _Item) -> float:
        """How wide an item is at its size, in ems of the text around."""
        key = item.start, item.end
        known = self._widths.get(key)
        if known is None:
            known = self._widths[key] = self._unscaled(item) * item.stretch.scale
        return known

    def _unscaled(self, item: _Item) -> float:
        shaped = self._shaped(item)
        if shaped is not None:
            return shaped.width
        text, stretch = self.text[item.start : item.end], item.stretch
        if stretch.maths and self.ems is not None:
            return _MATHS_IN_TEX * max(self.ems(text, stretch.face), width(text, stretch.face, 1.0))
        return self._measured(text, stretch.face)

    def _measured(self, text: str, face: Face) -> float:
        return self.ems(text, face) if self.ems is not None else width(text, face, 1.0)


def _merged(runs: list[Run]) -> list[Run]:
    """The runs with a last one, a hyphen, in the one before it where that is plain text in the same face."""
    *rest, last = runs
    if not rest:
        return runs
    before = rest[-1]
    plain = Run(before.text, before.x, before.width, last.face, at=before.at)
    if before != plain or before.at + len(before.text) != last.at:
        return runs
    joined = before._replace(text=f"{before.text}-", width=before.width + last.width)
    return [*rest[:-1], joined]


def _stretches(spans: tuple[Span, ...], base: Face) -> list[tuple[str, _Stretch]]:
    made: list[tuple[str, _Stretch]] = []
    part = stack = 0
    for span in spans:
        strong, emphasis = "bold" in span.face, "italic" in span.face
        # In bold text what is strong is italic as well, in italic text what is emphasised is upright.
        emphasis = emphasis or (strong and "bold" in base)
        face = _face(strong or "bold" in base, ("italic" in base) != emphasis)
        if not span.maths:
            made.append((span.text, _Stretch(face)))
        elif span.formula.unknown:
            made.append((span.text, _Stretch(face, source=span.maths, maths=True)))
        else:
            joined = False
            for source, pieces in span.formula.parts:
                part += 1
                for index, piece in enumerate(pieces):
                    stack += piece.place == "operator"
                    stretch = _Stretch(
                        _face("bold" in face or piece.bold, piece.italic),
                        piece.rise,
                        piece.scale,
                        "" if index else source,
                        True,
                        joined,
                        part,
                        stack if piece.place else 0,
                        piece if piece.place else None,
                    )
                    made.append((piece.text, stretch))
                    joined = True
    return made


def _formulas(stretches: Iterable[tuple[str, _Stretch]]) -> Formulas | None:
    """Where the stretches of formulas stand that are not broken; None without any."""
    starts: list[int] = []
    ends: list[int] = []
    cuts: list[int] = []
    at = before = 0
    for text, stretch in stretches:
        end = at + len(text)
        if stretch.part:
            if stretch.part == before:
                ends[-1] = end
            else:
                starts.append(at)
                ends.append(end)
            if stretch.scale == 1 and not stretch.stack and "\u00a0" in text:
                cuts += (at + found.end() for found in CUTS.finditer(text))
        at, before = end, stretch.part
    return Formulas(starts, ends, cuts) if starts else None


def _face(bold: bool, italic: bool) -> Face:
    if bold:
        return "bold-italic" if italic else "bold"
    return "italic" if italic else "regular"


def _tidied(stretches: list[tuple[str, _Stretch]]) -> list[tuple[str, _Stretch]]:
    """The stretches without white space at the ends of the whole, and one space between its words."""
    made: list[tuple[str, _Stretch]] = []
    spaced = True
    for text, stretch in stretches:
        inner = text if stretch.maths else tidy(f"x{text}x")[1:-1]
        if spaced:
            inner = inner.removeprefix(" ")
        if inner:
            spaced = inner.endswith(" ")
            made.append((inner, stretch))
    while made and made[-1][0].endswith(" "):
        text, stretch = made.pop()
        if text != " ":
            made.append((text[:-1], stretch))
    return made


def _softened(
    stretches: list[tuple[str, _Stretch]],
) -> tuple[list[tuple[str, _Stretch]], tuple[int, ...]]:
    """The stretches without soft hyphens, and where in the whole these stood."""
    if not any("\xad" in text for text, _ in stretches):
        return stretches, ()
    made: list[tuple[str, _Stretch]] = []
    soft: list[int] = []
    at = 0
    for text, stretch in stretches:
        kept, places = without_soft_hyphens(text)
        soft += (at + place for place in places)
        at += len(kept)
        if kept:
            made.append((kept, stretch))
    return made, tuple(soft)


def _levels(stretches: list[tuple[str, _Stretch]]) -> tuple[bool, list[int]]:
    """Whether the whole runs from right to left, and the level of each character.

    A formula runs from left to right whatever is around it: it is set apart by isolates.
    """
    text, inside = "", False
    places: list[int] = []
    for index, (piece, stretch) in enumerate(stretches):
        if stretch.maths and not (inside and stretch.joined):
            text += "\u2066"
        places += range(len(text), len(text) + len(piece))
        text += piece
        inside = stretch.maths
        goes_on = index + 1 < len(stretches) and stretches[index + 1][1].joined
        if stretch.maths and not goes_on:
            text += "\u2069"
            inside = False
    rtl, found = levels(text)
    return rtl, [found[place] for place in places]


def _items(
    text: str, stretches: list[tuple[str, _Stretch]], levels: list[int], fonts: Fonts
) -> list[_Item]:
    region = fonts.region(text)
    items: list[_Item] = []
    at = 0
    for piece, stretch in stretches:
        end = at + len(piece)
        level = levels[at]
        if level % 2 == 0 and simple(piece) and levels[at:end].count(level) == len(piece):
            items.append(_Item(at, end, stretch, None, level, True, ""))
            at = end
            continue
        begins = True
        for start, stop, font in _clusters(text, at, end, stretch.face, fonts, region):
            level = levels[start]
            plain = font is own(stretch.face) and level % 2 == 0 and simple(text[start:stop])
            used = None if plain else font
            script = "" if plain else _script(text[start])
            last = items[-1] if not begins else None
            if (
                last is not None
                and last.font is used
                and last.level == level
                and (not script or not last.script or script == last.script)
            ):
                items[-1] = last._replace(end=stop, script=last.script or script)
            else:
                items.append(_Item(start, stop, stretch, used, level, begins, script))
            begins = False
        at = end
    return items


def _clusters(
    text: str, at: int, end: int, face: Face, fonts: Fonts, region: str
) -> list[tuple[int, int, Font | Frames]]:
    """What stands together as one picture, from one place to another, and its font.

    A space between two words in another font is of that font too, so that they are one item.
    """
    found: list[tuple[int, int, Font | Frames]] = []
    start = at
    for place in range(at + 1, end + 1):
        if place < end and joins(text, place):
            continue
        found.append((start, place, fonts.of(text[start:place], face, region)))
        start = place
    for index in range(1, len(found) - 1):
        start, place, _ = found[index]
        font = found[index - 1][2]
        joined = font is found[index + 1][2] and font is not own(face)
        if text[start:place] == " " and joined and isinstance(font, Font):
            found[index] = (start, place, font if font.has(" ") else own(face))
    return found


def _script(character: str) -> str:
    """The script of a character, empty for what all scripts share."""
    if character.isascii():
        return "Latn" if character.isalpha() else ""
    unicodedata = needed("fontTools.unicodedata", "", "text in other scripts than Latin")
    found: str = unicodedata.script(character)
    if found in ("Zyyy", "Zinh"):
        return ""
    return "Hani" if found in ("Hira", "Kana", "Bopo") else found
