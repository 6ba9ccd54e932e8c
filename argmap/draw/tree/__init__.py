"""The layout `tree`: conclusions on top, reasons below, as small as the map allows.

`forest` makes trees of a view: each statement's box stands once, and a further use refers to it. `curves`
combines the shapes that parts of a figure can have, `growth` gives those of a tree from its leaves up, and
`places` puts the chosen ones where they stand. `lines` draws what leads from box to box, `detours` what no
tree has room for; `turn` says which way the figure runs. `layout` chooses among sizes, and `paint` makes
shapes.
"""

from __future__ import annotations

from argmap.draw.setup import Drawn, Setup
from argmap.draw.tree.layout import lay_out
from argmap.draw.tree.paint import paint
from argmap.draw.view import View

__all__ = ["lay_out", "tree"]


def tree(view: View, setup: Setup) -> Drawn:
    """Draws a view."""
    layout, misfit = lay_out(view, setup)
    return Drawn([paint(layout)], misfit)
