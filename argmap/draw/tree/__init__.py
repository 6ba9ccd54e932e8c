"""The layout `tree`: conclusions on top, reasons below, as small as the map allows.

`forest` makes trees of a view: each statement's box stands once, and a further use refers to it. `curves`
combines the shapes that parts of a figure can have, `growth` gives those of a tree from its leaves up, `passages` those
of what is only supposed, and
`places` puts the chosen ones where they stand. `lines` draws what leads from box to box, `detours` what no
tree has room for; `turn` says which way the figure runs. `layout` chooses among sizes, `split` makes several figures
of a long map, with `parts` of steps that are larger than a page and words for what `unframed` finds, and `paint` makes shapes.
"""

from __future__ import annotations

from argmap.draw.setup import Drawn, Setup
from argmap.draw.tree.layout import Layout, lay_out, misfit
from argmap.draw.tree.paint import paint
from argmap.draw.tree.split import split
from argmap.draw.view import View

__all__ = ["lay_out", "tree"]


def tree(view: View, setup: Setup) -> Drawn:
    """Draws a view: as one figure or, where that is asked for, as several that each fit."""
    if setup.options.split:
        return _set(view, setup)
    layout, misfit = lay_out(view, setup)
    return Drawn([paint(layout)], misfit)


def _set(view: View, setup: Setup) -> Drawn:
    """A set of figures, in the largest type in which each fits."""
    first: list[Layout] = []
    for smaller in setup.sizes():
        layouts = split(view, smaller)
        if all(layout.fits for layout in layouts):
            return Drawn([paint(layout) for layout in layouts])
        first = first or layouts
    said = [
        f"Figure {number}: {words}"
        for number, layout in enumerate(first, 1)
        if not layout.fits
        for words in misfit(layout, layout.forest)
    ]
    return Drawn([paint(layout) for layout in first], tuple(said))
