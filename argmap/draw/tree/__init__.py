"""The layout `tree`: conclusions on top, reasons below, sections as frames.

A forest is placed by `tidy`, everything else by `dot` through `engine`; `relax` straightens, `route`
draws the ways of the lines, `arrange` puts a sheet together, `sheets` packs several, `layout` chooses how
wide the text is set, and `paint` makes shapes.
"""

from __future__ import annotations

from argmap.draw.setting import Drawn, Setting
from argmap.draw.tree.layout import lay_out
from argmap.draw.tree.paint import paint
from argmap.draw.view import View

__all__ = ["lay_out", "tree"]


def tree(view: View, setting: Setting) -> Drawn:
    """Draws a view; raises `LayoutError` where `dot` is needed and can't be run."""
    layout = lay_out(view, setting)
    offers = ["--layout outline", "--depth N", "a part of the map (--root, --only)"]
    if setting.direction in ("down", "up"):
        offers.insert(1, "--direction right")
    misfit = layout.setting.misfit(layout.width, layout.height, *offers)
    return Drawn([paint(layout)], misfit)
