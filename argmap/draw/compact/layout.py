"""A view as trees: the lowest figure within the width, in the largest type that fits."""

from __future__ import annotations

from attrs import define

from argmap.draw.box import paint_box
from argmap.draw.compact.curves import Shape, below, beside
from argmap.draw.compact.forest import Forest, forest, note_long_rules
from argmap.draw.compact.growth import LABEL, Growth, StepPlan
from argmap.draw.compact.lines import Wire, wires
from argmap.draw.compact.places import Places, SeatPlace, StepPlace
from argmap.draw.connectors import color_of, connector, dash_of
from argmap.draw.describe import Describer, element
from argmap.draw.drawing import Group, Label, Line, Page
from argmap.draw.setup import Drawn, Setup
from argmap.draw.typeset import label
from argmap.draw.view import View

_ROOTS = 16.0
_RULE = 90.0


def tree(view: View, setup: Setup) -> Drawn:
    """Draws a view."""
    chosen = None
    for smaller in setup.sizes():
        made = forest(view)
        note_long_rules(made, _RULE * smaller.style.unit, lambda text: smaller.setter.width(text, "italic", smaller.style.small))
        growth = Growth(made, smaller)
        margin = smaller.style.margin
        found = [s for s in _packed(made, growth) if smaller.fits(s.width + 2 * margin, s.height + 2 * margin)]
        wide = [s for s in _packed(made, growth) if s.width + 2 * margin <= smaller.width + 0.05]
        if found:
            chosen = smaller, made, min(found, key=lambda s: s.height + s.cost)
            break
        if chosen is None:
            some = min(wide, key=lambda s: s.height + s.cost) if wide else min(_packed(made, growth), key=lambda s: s.width)
            chosen = smaller, made, some
    assert chosen is not None
    setup, made, shape = chosen
    page = _page(made, shape, setup)
    misfit = setup.misfit(page.width, page.height, "--layout outline")
    return Drawn([page], misfit)


def _packed(made: Forest, growth: Growth) -> list[Shape]:
    fronts = [growth.seats[root] for root in made.roots]
    gap = _ROOTS * growth.unit
    row = beside(fronts, gap, lambda shapes: (True, shapes))
    column = below(fronts, gap, lambda shapes: (False, shapes))
    return [*row, *column]


def _page(made: Forest, shape: Shape, setup: Setup) -> Page:
    style, u = setup.style, setup.style.unit
    margin = style.margin
    side, shapes = shape.plan
    x = y = margin
    groups: list[Group] = []
    words = Describer(made.view)
    widths = {s.label: setup.setter.width(s.label, "italic", style.small) for s in made.steps() if s.label}
    boxes: list[Group] = []
    for root, chosen in zip(made.roots, shapes, strict=True):
        places = Places(root, chosen, setup, widths)
        places.put(x, y)
        groups += _lines(wires(places, setup), places, setup)
        for place in places.order:
            if isinstance(place, SeatPlace):
                boxes.append(paint_box(place.seat.box, style, words.of(place.seat.box.statement)))
        if side:
            x += chosen.width + _ROOTS * u
        else:
            y += chosen.height + _ROOTS * u
    return Page(shape.width + 2 * margin, shape.height + 2 * margin, [*groups, *boxes])


def _lines(found: list[Wire], places: Places, setup: Setup) -> list[Group]:
    style, u = setup.style, setup.style.unit
    groups = []
    for n, wire in enumerate(found):
        step = wire.place.step
        kind = step.kind
        if wire.headed:
            shapes = list(connector(kind, wire.points, style))
        else:
            wide = {"support": 1.0, "part": 0.75, "undercut": 1.1}.get(kind, 1.2)
            shapes = [Line(tuple(wire.points), color_of(kind, style), wide * style.line, dash_of(kind, style), style.elbow)]
        name = element("a", step.argument.id) if step.argument else f"l-{n}"
        if step.label:
            line = setup.setter.lines(step.label, 400, "italic", style.small)[0]
            x, y = wire.place.exit
            top = wire.place.top
            at = wire.place.x + wire.place.block_x
            if wire.place.plan.left:
                at = x + 2 * u
            elif x - 3.5 * u - line.width >= at:
                at = x - 3.5 * u - line.width
            else:
                at = x + 3.5 * u
            shapes.append(label(at, top - 2.2 * u, line, style.small, "italic", style.muted))
        groups.append(Group(name, kind, "", shapes))
    for place in places.order:
        if isinstance(place, StepPlace) and place.ends:
            color = color_of(place.step.kind, style)
            groups.append(Group(f"bar-{len(groups)}", "bar", "", [Line(place.ends, color, style.bar, radius=0.0)]))
    return groups
