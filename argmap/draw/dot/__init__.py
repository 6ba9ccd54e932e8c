"""The layout `graphviz`: conclusions on top, reasons in rows over the whole figure, sections as frames.

`blocks` makes blocks (linked premises, lists of parts, single boxes) and links of a view. A forest is
placed by `tidy`, everything else by `dot` through `engine`; `relax` straightens, `route` draws the ways
of the lines through the `gaps` between blocks, `assemble` puts a sheet together and turns it the way it
is to run, `sheets` packs several, `layout` chooses how wide the text is set, and `paint` makes shapes.
"""

from __future__ import annotations

from argmap.draw.dot.layout import lay_out
from argmap.draw.dot.paint import paint
from argmap.draw.setup import Drawn, Setup
from argmap.draw.view import View

__all__ = ["graphviz", "lay_out"]


def graphviz(view: View, setup: Setup) -> Drawn:
    """Draws a view; raises `LayoutError` where `dot` is needed and can't be run."""
    layout = lay_out(view, setup)
    offers = ["--layout tree", "--depth N", "a part of the map (--root, --only)"]
    misfit = layout.setup.misfit(layout.width, layout.height, *offers)
    return Drawn([paint(layout)], misfit)
