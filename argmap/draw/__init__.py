"""Model → Drawing: what is shown, measuring, layout, connectors, and how it all looks.

In the order of the work:

- `options` is what a caller chooses, checked; `layouts` the table of layouts; `view` the part of the map
  that is drawn, and what is said of the rest.
- What an author wants of a figure: `figure_file` reads it for single boxes, `hints` finds them in the map; `naming` has
  numbers, names and short texts, `way` what leads from a statement to the conclusion, `palette` the colours of groups.
- `errors` are what keeps a layout from being drawn; `setup` is what a layout is given besides: sizes of type and space from `presets`, colours from the
  package `themes`, both in a `style` (`table` reads TOML files); `contrast` tells whether colours stand out.
- `typeset` sets texts into lines: plain ones by `wrap` and a table of widths, with `hyphenation` where a word is too
  long for its line, all others by `paragraph`, with `markup`, `maths`, `latex_maths` (what of it LaTeX may get),
  `bidi` (right to left) and the package `fonts`.
- `relations` are what holds between statements and is no argument, with sections and passages as regions.
- A layout each: the packages `tree` and `dot` (the layout `graphviz`), `outline` (with its `outline_pages`, and `rails` for
  passages), `freeman`, `toulmin` and `framework`. Boxes are those of `box`, with the mark of a `status`; lines and their heads those of
  `connectors`; `spread` puts things in a row near to where each would stand.
- `mirror` turns figures that are read from the right; `highlight` mutes what does not stand out; `surroundings` puts a title
  above a figure and below it whole texts, what is left out, and a `legend` of the `signs` that it has.
- `steps` says when each thing appears in a figure that is shown step by step; `describe` says the map in words; `missing` what no font has, and
  mathematics that can't be set.
- `drawing` is what a writer gets: pages of groups of shapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.wording import shown

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.layouts import Layout
    from argmap.draw.options import Options
    from argmap.draw.setup import Setup, Watch
    from argmap.draw.view import View
    from argmap.model import Map


def draw(map: Map, options: Options | None = None, watch: Watch | None = None) -> Drawing:
    """The drawing of a map: in the layout asked for or, where the map is too tangled for that, as an outline
    with a remark. `watch` is called now and then with the share of the work that is done.

    Raises `ValueError` where the options name what the map, or argmap, does not have, and
    `argmap.draw.errors.LayoutError` where `dot` is needed and can't be run.
    """
    # Inside, so that who asks for the options alone loads no more.
    from argmap.draw.contrast import weak
    from argmap.draw.describe import Describer, title_of
    from argmap.draw.drawing import Drawing, Group, Rect
    from argmap.draw.errors import Tangled
    from argmap.draw.highlight import told
    from argmap.draw.layouts import INSTEAD, LAYOUTS
    from argmap.draw.options import Options
    from argmap.draw.setup import setup
    from argmap.draw.surroundings import surrounded
    from argmap.draw.view import view

    options = options or Options()
    seen = view(map, options)
    made = setup(seen, options) if watch is None else setup(seen, options, watch)
    layout = LAYOUTS[options.layout]
    if not layout.draws:
        raise ValueError(f"the layout {layout.name!r} is text and no picture")
    for asked, can, what in (
        (options.split, layout.splits, "made into several figures"),
        (options.steps, layout.stepwise, "shown step by step"),
    ):
        if asked and not can:
            raise ValueError(f"the layout {layout.name} can't be {what}: take the layout tree")
    tangled = ""
    try:
        drawn = surrounded(seen, made, layout)
    except Tangled as found:
        tangled = str(found)
        layout = LAYOUTS[INSTEAD]
        drawn = surrounded(seen, made, layout)
    outstanding = [told(seen, options.highlight)] if seen.highlight else []
    paper = made.style.paper
    if paper != "#FFFFFF":
        for page in drawn.pages:
            sheet = Rect(0, 0, page.width, page.height, paper, radius=0.0)
            page.groups.insert(0, Group("argmap-paper", "paper", "", [sheet]))
    drawing = Drawing(
        drawn.pages,
        title_of(seen),
        " ".join((Describer(seen).whole(), *outstanding, *seen.left_out, *drawn.left_out)),
        str(map.attributes.get("language", "")),
        shown(str(map.attributes.get("author", ""))),
        paper,
        [*drawn.misfit],
        [*_odd(seen, made, options, tangled), *weak(made.style)],
        layout.name,
    )
    if options.steps:
        from argmap.draw.steps import marked

        return marked(drawing, seen.map)
    return drawing


def _odd(seen: View, made: Setup, options: Options, tangled: str) -> list[str]:
    """What to say of choices that do nothing, or little good; `tangled` says why the layout asked for was not drawn."""
    from argmap.draw.layouts import INSTEAD, LAYOUTS
    from argmap.draw.setup import preset_of

    found = []
    layout = LAYOUTS[options.layout]
    if tangled:
        found.append(
            f"{tangled} for the layout {layout.name}, so the figure is an {INSTEAD}; "
            "a part of the map may do (--root, --only, --depth)"
        )
    found += _without_effect(options, layout, seen)
    if not tangled and options.direction is not None and not layout.turns:
        found.append(f"the layout {options.layout} runs one way, whatever the direction")
    if not seen.map.statements:
        found.append("there is nothing to draw" if not seen.left_out else "nothing is left to draw")
    least = preset_of(options).least
    if options.preset and made.style.size < least:
        size = f"{made.style.size:g} points"
        found.append(f"type of {size} is smaller than {options.preset} allows, which is {least:g}")
    return found


def _without_effect(options: Options, layout: Layout, seen: View) -> list[str]:
    """What to say of choices that a layout has no place for."""
    found = []
    if layout.keyed and options.text != "full":
        found.append(f"the layout {layout.name} has the whole texts in its key")
    if layout.keyed and options.numbers == "none":
        found.append(f"the layout {layout.name} needs numbers, and so has those of the file")
    if layout.abstract and options.color_by is not None:
        found.append(f"the layout {layout.name} shows arguments, which have no {options.color_by}s")
    if options.color_by is not None and not layout.abstract and not seen.groups:
        found.append(f"there are no {options.color_by}s to colour boxes by")
    placed = any(h.width is not None or h.stack is not None for h in seen.hints.values())
    if placed and layout.name != "tree":
        found.append("`width` and `stack` in a figure file are for the layout tree alone")
    return found
