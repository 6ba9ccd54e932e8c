"""What every layout is given besides the view: the style, the typesetter, the space there is."""

from __future__ import annotations

from attrs import frozen

from argmap.draw.drawing import Page
from argmap.draw.options import Options
from argmap.draw.style import DEFAULT, Style
from argmap.draw.typeset import Typesetter
from argmap.draw.view import View

MM = 72 / 25.4
"""Points in a millimetre."""


@frozen
class Setting:
    """How a figure is to be set; `width` and `height` are the space in points, the margin included."""

    style: Style
    setter: Typesetter
    width: float
    height: float | None
    options: Options


@frozen
class Drawn:
    """What a layout gives: pages, and remarks for whoever asked for them."""

    pages: list[Page]
    remarks: tuple[str, ...] = ()


def setting(view: View, options: Options) -> Setting:
    """The setting that the options ask for."""
    width = options.width or 174.0
    height = options.height * MM if options.height else None
    return Setting(DEFAULT, Typesetter(), width * MM, height, options)
