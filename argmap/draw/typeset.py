"""Text into lines as they are set: measured, broken, in the fonts that have its characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw.drawing import Label, Run
from argmap.draw.fonts.widths import Face, simple
from argmap.draw.markup import marked, spans
from argmap.draw.wrap import Ems, Words, plain_words, tidy
from argmap.wording import shown

if TYPE_CHECKING:
    from argmap.draw.paragraph import Paragraph


class SetLine(NamedTuple):
    """A line of text, how wide it is in points, and its runs where it has any of its own.

    `rtl` is set where the line as a whole runs from right to left, `spaced` where a space, and no broken
    word, stands between it and the next line, `hyphen` where the line ends with one that the text does not have.
    `above` and `below` are how much further it reaches than other lines, in points, for the limits of sums.
    """

    text: str
    width: float
    runs: tuple[Run, ...] = ()
    rtl: bool = False
    spaced: bool = True
    hyphen: bool = False
    above: float = 0.0
    below: float = 0.0


_FROM_RIGHT = frozenset("ar arc ckb dv fa he iw ks ku-arab ps sd syr ug ur yi".split())
"""Languages that are written from right to left."""


class Typesetter:
    """Sets the texts of one map.

    `inline` says that they may hold markup; `named` are the font files of the user, `ValueError` for one
    that can't be read; `from_right` says whether most of the texts are read from right to left. `tex_font` is that of
    the document which will set the texts anew, empty where nothing does. `room` is how wide the figure may be, in points.
    """

    def __init__(
        self,
        inline: bool = False,
        named: tuple[str, ...] = (),
        language: str = "",
        from_right: bool = False,
        tex_font: str = "",
        room: float = 0.0,
    ) -> None:
        self.inline = inline
        self.named = named
        self.language = language
        self.from_right = from_right
        self.tex_font = tex_font
        self.room = room
        self._plain: dict[tuple[str, Face, float], Words | None] = {}
        self._paragraphs: dict[tuple[str, Face, float], Paragraph] = {}
        if named:
            from argmap.draw.fonts.found import fonts_for

            fonts_for(named, language)

    @property
    def mirrored(self) -> bool:
        """Whether the language is read from right to left or, where none is named, most of the texts are."""
        if not self.language:
            return self.from_right
        return self.language.partition("-")[0].lower() in _FROM_RIGHT

    def lines(self, text: str, limit: float, face: Face, size: float) -> tuple[SetLine, ...]:
        """The lines of a text, none wider than `limit` points, the longest as short as it can be."""
        words = self._words(text, face, size)
        if words is not None:
            return tuple(
                SetLine(
                    words.line(a, b, wide, hyphen),
                    wide * size,
                    spaced=words.text[b : b + 1] == " ",
                    hyphen=hyphen,
                )
                for a, b, wide, hyphen in words.lines(limit / size)
            )
        paragraph = self._paragraph(text, face, size)
        made = []
        found = paragraph.break_lines(limit / size)
        starts = [a for a, *_ in found[1:]] + [len(paragraph.text)]
        for (a, b, _, hyphen), start in zip(found, starts, strict=True):
            line, exact, runs = paragraph.line(a, b, size, hyphen)
            above, below = (size * more for more in paragraph.room(a, b))
            spaced = start > b
            made.append(SetLine(line, exact, runs, paragraph.rtl, spaced, hyphen, above, below))
        return tuple(made)

    def width(self, text: str, face: Face, size: float) -> float:
        """How wide a text is in one line, in points."""
        words = self._words(text, face, size)
        if words is not None:
            return words.width * size
        paragraph = self._paragraph(text, face, size)
        return paragraph.width(0, len(paragraph.text)) * size

    def longest(self, text: str, face: Face, size: float) -> float:
        """How wide the longest word of a text is, in points."""
        words = self._words(text, face, size) or self._paragraph(text, face, size)
        return words.longest * size

    def longest_formula(self, text: str, face: Face, size: float) -> float:
        """How wide the longest word of a text with a formula in it is, in points; 0 where there is none."""
        if not self.inline or self._words(text, face, size) is not None:
            return 0.0
        return self._paragraph(text, face, size).longest_formula * size

    def _ems(self, size: float) -> Ems | None:
        """What measures texts of a size in points otherwise than argmap's own font does."""
        if not self.tex_font:
            return None
        from argmap.draw.fonts.tex_widths import tex_ems

        return tex_ems(self.tex_font, size)

    def _words(self, text: str, face: Face, size: float) -> Words | None:
        """The words of a text, None where it needs more than characters of one face in a row."""
        key = (text, face, size if self.tex_font else 0.0)
        if key not in self._plain:
            seen = shown(text)
            plain = simple(seen.replace("\xad", "")) and not (self.inline and marked(seen))
            self._plain[key] = (
                plain_words(tidy(seen), face, self.language, self._ems(size)) if plain else None
            )
        return self._plain[key]

    def _paragraph(self, text: str, face: Face, size: float) -> Paragraph:
        key = (text, face, size if self.tex_font else 0.0)
        if key not in self._paragraphs:
            from argmap.draw.fonts.found import fonts_for
            from argmap.draw.paragraph import Paragraph

            fonts = fonts_for(self.named, self.language)
            self._paragraphs[key] = Paragraph(
                spans(shown(text), self.inline), face, fonts, self._ems(size)
            )
        return self._paragraphs[key]


def height_of(lines: Iterable[SetLine], step: float) -> float:
    """How high lines are together, each `step` high and more where it has to be."""
    return sum(step + line.above + line.below for line in lines)


def label(
    x: float,
    y: float,
    line: SetLine,
    size: float,
    face: Face,
    fill: str,
    *,
    goes_on: bool = False,
    room: float = 0.0,
) -> Label:
    """The label that shows a line, its left end at x, its base line at y or, where it reaches further up than other
    lines, lower.

    A line that runs from right to left ends at the right end of the room, where there is room.
    """
    if line.rtl and room:
        x += room - line.width
    wide = line.width if line.runs else 0.0
    runs, rtl = line.runs, line.rtl
    return Label(
        x,
        y + line.above,
        line.text,
        size,
        face,
        fill,
        runs,
        goes_on,
        room,
        rtl,
        wide,
        line.spaced,
        hyphen=line.hyphen,
        above=line.above,
        below=line.below,
    )


def paragraph(
    x: float,
    y: float,
    lines: tuple[SetLine, ...],
    size: float,
    face: Face,
    fill: str,
    *,
    step: float,
    room: float = 0.0,
) -> list[Label]:
    """The labels that show the lines of a paragraph, the first base line at y, each `step` lower, and lower where lines
    reach further than others; they are as high as `height_of` says.
    """
    made = []
    for left, line in zip(reversed(range(len(lines))), lines, strict=True):
        made.append(label(x, y, line, size, face, fill, goes_on=left > 0, room=room))
        y += step + line.above + line.below
    return made
