"""Model → Drawing: boxes and links, measuring, layout, connectors, and how it all looks.

The files in the order of the work: blocks (what a figure is made of), wrap and fonts (how large its
texts are), tree with engine and route (where everything stands), paint (shapes), drawing (what a
writer gets).
"""

from __future__ import annotations

from argmap.draw.blocks import figure
from argmap.draw.drawing import Drawing
from argmap.draw.options import Options
from argmap.draw.paint import paint
from argmap.draw.style import DEFAULT
from argmap.draw.tree import tree
from argmap.model import ArgumentMap


def draw(map: ArgumentMap, options: Options | None = None) -> Drawing:
    """The drawing of a map; raises `argmap.draw.engine.LayoutError` where `dot` can't be run."""
    return paint(tree(figure(map), options or Options(), DEFAULT), DEFAULT)
