"""The pages that a report is made for, and the drawing of its figures to fit them."""

from __future__ import annotations

from typing import NamedTuple

from attrs import evolve

from argmap.draw import draw
from argmap.draw.drawing import Drawing, Page
from argmap.draw.layouts import LAYOUTS
from argmap.draw.options import Options
from argmap.draw.presets import preset_named
from argmap.draw.setup import MM, Watch
from argmap.model import Map


class Paper(NamedTuple):
    """A page: its size and margins in millimetres, and what LaTeX calls it."""

    width: float
    height: float
    margin: float
    tex: str

    @property
    def room(self) -> tuple[float, float]:
        """How wide and high a figure may be that has its heading and its caption on the same page."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin - _AROUND


_AROUND = 42.0
"""What a heading and a caption take of the height of a page."""
A4 = Paper(210.0, 297.0, 25.0, "a4paper")
LETTER = Paper(215.9, 279.4, 25.4, "letterpaper")

_PRINTED, _SHOWN = 300, 180
"""The resolution of figures on paper, which is the one by itself, and on slides, which are larger."""


def paper_of(options: Options) -> Paper:
    """The page that a preset is for."""
    return LETTER if options.preset == "letter" else A4


def scale_to(room: tuple[float, float], page: Page) -> float:
    """How much smaller a figure has to be for a room in millimetres: not at all, where it fits."""
    return min(1.0, room[0] * MM / page.width, room[1] * MM / page.height)


def made_smaller(drawing: Drawing, room: tuple[float, float]) -> list[str]:
    """A remark where figures are made smaller to fit a room."""
    scales = [scale_to(room, page) for page in drawing.pages]
    small = [n for n, scale in enumerate(scales, 1) if scale < 0.995]
    if not small:
        return []
    which = f"Figure {small[0]} is" if len(small) == 1 else f"{len(small)} figures are"
    return [f"{which} larger than the page, and shown at {min(scales):.0%} of the size or more"]


def figures(
    map: Map,
    options: Options,
    slide: tuple[float, float] | None = None,
    watch: Watch | None = None,
) -> tuple[Options, Drawing]:
    """The figures of a map, an overview and its parts where one can't hold it, and the options that they are drawn with:
    those that are given and, of what is left open, those that suit a page, or the room on a slide, in millimetres.

    Raises `ValueError` as `argmap.draw.draw` does.
    """
    width, height = slide or paper_of(options).room
    if options.preset is None:
        options = evolve(options, preset="slides" if slide else "report")
    preset = preset_named(options.preset or "")
    if slide and options.dpi == _PRINTED:
        options = evolve(options, dpi=_SHOWN)
    options = evolve(
        options,
        split=LAYOUTS[options.layout].splits,
        steps=False,
        title=False,
        numbers="file",
        list_texts=False,
        width=options.width or min(preset.width, width),
        height=options.height or min(preset.height or height, height),
    )
    return options, draw(map, options, watch)
