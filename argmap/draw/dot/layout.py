"""Where everything in a tree stands.

The text is set as wide as the figure's width allows; where even the narrowest text is too wide, in
smaller type, down to what the preset allows.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, evolve

from argmap.draw.connectors import SIDEWAYS
from argmap.draw.dot.assemble import assemble, graph
from argmap.draw.dot.blocks import Block, Figure, children, figure, limit_of, measure
from argmap.draw.dot.engine import Placement, place
from argmap.draw.dot.sheets import Frame, Sheet, all_sheets, pack, plates, settle
from argmap.draw.dot.tidy import parents, tidy
from argmap.draw.setup import MM, Setup
from argmap.draw.view import View

_WIDEST, _NARROWEST, _STEP = 150.0, 62.0, 6.0
_USUAL = 84.0
_PAGE = 174.0
"""The width of a page in millimetres, which a figure too wide for its column should keep to."""
_SMALL, _FEW = 60, 150
"""Of a figure with more boxes or lines, one width of text is tried and one size of type."""


@define(eq=False)
class Layout:
    """A figure with everything in its place, in points, y downwards."""

    figure: Figure
    setup: Setup
    sheets: list[Sheet]
    frames: list[Frame]
    width: float
    height: float

    @property
    def fits(self) -> bool:
        """Whether it keeps to the space there is."""
        return self.setup.fits(self.width, self.height)


def lay_out(view: View, setup: Setup) -> Layout:
    """Where everything stands: in the largest type that is allowed and fits."""
    first: Layout | None = None
    for smaller in setup.sizes():
        made = figure(view, smaller)
        layout = _fitted(made, smaller)
        layout.setup = smaller
        if layout.fits:
            return layout
        first = first or layout
        if not _small(made):
            break
    assert first is not None
    return first


def _small(made: Figure) -> bool:
    return len(made.blocks) <= _SMALL and len(made.links) <= _FEW


def _fitted(made: Figure, setup: Setup) -> Layout:
    """The layout with the widest text that fits the width."""
    if not _small(made):
        return _lay_out(made, setup, _text_width(made, setup), True)
    unit = setup.style.unit
    for squeezed in (False, True):
        found = _widest(made, setup, squeezed)
        if found is not None:
            return found
    # It can't fit: as wide as a page, if that will do, or else with text of a comfortable width.
    if setup.width < _PAGE * MM:
        return _fitted(made, evolve(setup, width=_PAGE * MM))
    layout = _lay_out(made, setup, _NARROWEST * unit, True)
    if layout.width > setup.width * 1.35:
        return _lay_out(made, setup, _USUAL * unit, False)
    return layout


def _widest(made: Figure, setup: Setup, squeezed: bool) -> Layout | None:
    """The layout with the widest text that fits, found by bisection; None where none does."""
    unit = setup.style.unit
    # No box is wider than the longest text in one line.
    longest = max((limit for seat in made.seats.values() if (limit := seat.natural)), default=0.0)
    low = _NARROWEST * unit
    high = min(_WIDEST * unit, max(low, longest + 1.0)) if longest > 0 else _WIDEST * unit

    def fits(text_width: float) -> bool:
        return setup.fits(_lay_out(made, setup, text_width, squeezed).width, 0.0)

    if fits(high):
        low = high
    elif not fits(low):
        return None
    while high - low > _STEP / 2 * unit:
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return _lay_out(made, setup, low, squeezed)


def _lay_out(made: Figure, setup: Setup, text_width: float, squeezed: bool) -> Layout:
    measure(made, setup, text_width)
    return laid(made, setup, squeezed)


def laid(made: Figure, setup: Setup, squeezed: bool = False) -> Layout:
    """Where everything of a measured figure stands; `squeezed` moves rows into the width, at the price of
    lines less straight.
    """
    style = setup.style
    target = setup.width - 2 * style.margin
    plate = plates(made)
    sheets = all_sheets(plate)
    loose = not squeezed or setup.direction in ("right", "left")
    done = 0
    for sheet, placement in zip(sheets, _placements(sheets, made, setup), strict=True):
        done += len(sheet.blocks)
        setup.watch(0.8 * done / len(made.blocks))
        assemble(sheet, placement, made, setup, float("inf") if loose else target)
    pack(plate, made, setup, target)
    frames = settle(plate, style.margin)
    return Layout(made, setup, sheets, frames, plate.width, plate.height)


def _placements(sheets: list[Sheet], made: Figure, setup: Setup) -> list[Placement]:
    """Rows and places of the blocks of every sheet: of forests by ourselves, of all others by `dot`."""
    found: dict[int, Placement] = {}
    graphs = {}
    for number, sheet in enumerate(sheets):
        framed = any(block.section != sheet.section for block in sheet.blocks)
        above = None if framed else parents(sheet.blocks, sheet.links)
        if above is not None:
            found[number] = tidy(sheet.blocks, above, setup.style)
        else:
            graphs[number] = graph(sheet, made, setup)
    placed = place(list(graphs.values()), setup.budget, setup.options.dot)
    found.update(zip(graphs, placed, strict=True))
    return [found[number] for number in range(len(sheets))]


# How wide the text of a large figure is set


def _text_width(figure: Figure, setup: Setup) -> float:
    """The widest text with which the widest tree should fit the target."""
    target = setup.width - 2 * setup.style.margin
    below = children(figure)
    tails = {link.tail for link in figure.links if link.kind not in SIDEWAYS}
    tops = [b for b in figure.blocks if b not in tails] or figure.blocks[:1]
    order = _postorder(tops, below)
    unit = setup.style.unit
    if _estimate(order, below, setup, _NARROWEST * unit) > target:
        return _USUAL * unit
    low, high = _NARROWEST * unit, _WIDEST * unit
    while high - low > _STEP / 2 * unit:
        middle = (low + high) / 2
        if _estimate(order, below, setup, middle) <= target:
            low = middle
        else:
            high = middle
    return round(low)


def _postorder(tops: list[Block], below: Callable[[Block], object]) -> list[Block]:
    order: list[Block] = []
    seen: set[Block] = set()
    for top in tops:
        stack = [(top, False)]
        while stack:
            block, done = stack.pop()
            if done:
                order.append(block)
            elif block not in seen:
                seen.add(block)
                stack.append((block, True))
                stack.extend((b, False) for b in below(block))  # type: ignore[attr-defined]
    return order


def _estimate(
    order: list[Block], below: Callable[[Block], object], setup: Setup, text_width: float
) -> float:
    """How wide the widest tree would be, each block as wide as it or what hangs below."""
    style = setup.style
    widths: dict[Block, float] = {}
    widest = 0.0
    for block in order:
        boxes = [
            limit_of(s, setup, text_width) + 12 * style.unit + 2 * style.padding_x
            for s in block.seats
        ]
        if block.stacked:
            own = max(boxes) + 8 * style.unit
        else:
            own = sum(boxes) + style.box_gap * max(0, len(boxes) - 1) if boxes else 18.0
        kids = [widths[b] for b in below(block) if b in widths]  # type: ignore[attr-defined]
        inner = sum(kids) + style.block_gap * max(0, len(kids) - 1)
        widths[block] = max(own, inner)
        widest = max(widest, widths[block])
    return widest
