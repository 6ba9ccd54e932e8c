"""A text that is more than characters of one face in a row: markup, other scripts, other fonts.

It is cut into items, each in one face, one font, one script and one direction. Lines are broken in the
order of reading; the items of a line are then put into the order in which they stand on paper. Lengths
are in ems of the text's size.
"""

from __future__ import annotations

from bisect import bisect_right

from attrs import define, evolve, field, frozen

from argmap.draw.bidi import levels, visual
from argmap.draw.drawing import Run
from argmap.draw.fonts.font import Font, Frames, Shaped, shape
from argmap.draw.fonts.found import Fonts, own
from argmap.draw.fonts.widths import Face, simple, width
from argmap.draw.markup import Span
from argmap.draw.wrap import Ems, Line, Words, joins, tidy, without_soft_hyphens
from argmap.extras import needed

_MATHS_IN_TEX = 1.12
"""How much wider than its letters a formula may be as TeX sets it, in fonts of its own."""


@frozen
class _Stretch:
    """What is set in one way by markup; `source` is what LaTeX gets of a formula that begins here."""

    face: Face
    rise: float = 0.0
    scale: float = 1.0
    source: str = ""
    maths: bool = False
    joined: bool = False


@frozen
class _Item:
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

    def __attrs_post_init__(self) -> None:
        stretches, soft = _softened(_tidied(_stretches(self.spans, self.face)))
        self.text = "".join(text for text, _ in stretches)
        self.rtl, found = _levels(stretches)
        self._items = _items(self.text, stretches, found, self.fonts)
        self._starts = [item.start for item in self._items]
        # A hyphen would stand at the wrong end of a line that runs from right to left.
        soft = () if self.rtl else soft
        space, hyphen = self._measured(" ", self.face), self._measured("-", self.face)
        self._words = Words(self.text, self.width, space, hyphen, self.fonts.language, soft)

    def break_lines(self, limit: float) -> list[Line]:
        """Where its lines begin and end, none wider than `limit`, and about how wide each is."""
        return self._words.lines(limit)

    @property
    def longest(self) -> float:
        """How wide the longest word is."""
        return self._words.longest

    def width(self, start: int, end: int) -> float:
        """How wide a stretch of the text is."""
        return sum(self._width(item) * item.stretch.scale for item in self._between(start, end))

    def line(
        self, start: int, end: int, size: float, hyphen: bool = False
    ) -> tuple[str, float, tuple[Run, ...]]:
        """A stretch of the text, and a hyphen, as a line at a size in points: its text, width and runs."""
        items = self._between(start, end)
        runs: list[Run] = []
        x = 0.0
        for index in visual([item.level for item in items]):
            item = items[index]
            shaped, stretch = self._shaped(item), item.stretch
            wide = self._width(item) * stretch.scale * size
            runs.append(
                Run(
                    self.text[item.start : item.end],
                    x,
                    wide,
                    stretch.face,
                    item.font.name if item.font and item.font is not own(stretch.face) else "",
                    item.level % 2 == 1,
                    stretch.source if item.begins else "",
                    stretch.rise,
                    stretch.scale,
                    item.start - start,
                    stretch.maths and (stretch.joined or not item.begins),
                    shaped,
                )
            )
            x += wide
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
            cut = evolve(item, start=max(start, item.start), end=min(end, item.end), begins=begins)
            if cut.start < cut.end:
                found.append(cut)
        return found

    def _shaped(self, item: _Item) -> Shaped | None:
        if item.font is None:
            return None
        text = self.text[item.start : item.end]
        return shape(item.font, text, item.level % 2 == 1, self.fonts.language)

    def _width(self, item: _Item) -> float:
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
                for index, piece in enumerate(pieces):
                    stretch = _Stretch(
                        _face("bold" in face or piece.bold, piece.italic),
                        piece.rise,
                        piece.scale,
                        "" if index else source,
                        True,
                        joined,
                    )
                    made.append((piece.text, stretch))
                    joined = True
    return made


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
        begins = True
        for start, end, font in _clusters(text, at, at + len(piece), stretch.face, fonts, region):
            level = levels[start]
            plain = font is own(stretch.face) and level % 2 == 0 and simple(text[start:end])
            used = None if plain else font
            script = "" if plain else _script(text[start])
            last = items[-1] if not begins else None
            if (
                last is not None
                and last.font is used
                and last.level == level
                and (not script or not last.script or script == last.script)
            ):
                items[-1] = evolve(last, end=end, script=last.script or script)
            else:
                items.append(_Item(start, end, stretch, used, level, begins, script))
            begins = False
        at += len(piece)
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
