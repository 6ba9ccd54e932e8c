"""Model → Drawing: what is shown, measuring, layout, connectors, and how it all looks.

The files in the order of the work: options, view (what of the map is shown), setting with presets and
themes (how), typeset with wrap and fonts (how large texts are), a layout each (tree, outline, …), box
and marks (what statements and connectors look like), drawing (what a writer gets). The layout `tree`
takes more than one file: blocks, tree, engine, relax, route, paint.
"""

from __future__ import annotations

from collections.abc import Callable

from argmap.draw.describe import Describer, title_of
from argmap.draw.drawing import Drawing
from argmap.draw.options import Options
from argmap.draw.setting import Drawn, Setting, setting
from argmap.draw.typeset import shown
from argmap.draw.view import View, view
from argmap.model import ArgumentMap


def draw(map: ArgumentMap, options: Options | None = None) -> Drawing:
    """The drawing of a map; raises `argmap.draw.engine.LayoutError` where `dot` can't be run."""
    options = options or Options()
    seen = view(map, options)
    made = setting(seen, options)
    drawn = _layout(options.layout)(seen, made)
    return Drawing(
        drawn.pages,
        title_of(seen),
        Describer(seen).whole(),
        str(map.attributes.get("language", "")),
        shown(str(map.attributes.get("author", ""))),
        made.style.paper,
        [*drawn.remarks],
    )


def _layout(name: str) -> Callable[[View, Setting], Drawn]:
    if name == "tree":
        from argmap.draw.tree import tree

        return tree
    raise ValueError(f"the layout {name!r} is text and no picture")
