"""A view as trees: the lowest figure within the width, in the largest type that fits."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.box import paint_box
from argmap.draw.compact.curves import Shape
from argmap.draw.compact.forest import Forest, Plot, Seat, forest, note_long_rules
from argmap.draw.compact.growth import ROOTS, FramePlan, Growth
from argmap.draw.compact.lines import Wire, wires
from argmap.draw.compact.places import Places, SeatPlace, StepPlace
from argmap.draw.connectors import color_of, connector, dash_of
from argmap.draw.describe import Describer, element
from argmap.draw.drawing import Group, Line, Page, Rect
from argmap.draw.setup import Drawn, Setup
from argmap.draw.typeset import label, paragraph
from argmap.draw.view import View

_RULE = 90.0


def tree(view: View, setup: Setup) -> Drawn:
    """Draws a view."""
    chosen = None
    for smaller in setup.sizes():
        u, small = smaller.style.unit, smaller.style.small
        made = forest(view)
        note_long_rules(made, _RULE * u, lambda text: smaller.setter.width(text, "italic", small))
        growth = Growth(made, smaller)
        margin = smaller.style.margin
        front = growth.plot(made.top)
        found = [s for s in front if smaller.fits(s.width + 2 * margin, s.height + 2 * margin)]
        if found:
            chosen = smaller, made, min(found, key=lambda s: s.height + s.cost)
            break
        if chosen is None:
            wide = [s for s in front if s.width + 2 * margin <= smaller.width + 0.05]
            some = min(wide, key=lambda s: s.height + s.cost) if wide else front[0]
            chosen = smaller, made, some
    assert chosen is not None
    setup, made, shape = chosen
    page = _page(made, shape, setup)
    misfit = setup.misfit(page.width, page.height, "--layout outline")
    return Drawn([page], misfit)


def _page(made: Forest, shape: Shape, setup: Setup) -> Page:
    style = setup.style
    margin = style.margin
    words = Describer(made.view)
    widths = {s.label: setup.setter.width(s.label, "italic", style.small) for s in made.steps() if s.label}
    frames: list[Group] = []
    lines: list[Group] = []
    boxes: list[Group] = []
    for root, chosen, x, y in _trees(made.top, shape, setup, frames):
        places = Places(root, chosen, setup, widths)
        places.put(x, y)
        lines += _lines(wires(places, setup), places, setup)
        for place in places.order:
            if isinstance(place, SeatPlace):
                boxes.append(paint_box(place.seat.box, style, words.of(place.seat.box.statement)))
            elif place.plan.frame is not None:
                frames.append(_frame(place.plan.frame, place.x, place.y, place.shape, setup))
    return Page(shape.width + 2 * margin, shape.height + 2 * margin, [*frames, *lines, *boxes])


def _trees(top: Plot, shape: Shape, setup: Setup, frames: list[Group]) -> Iterator[tuple[Seat, Shape, float, float]]:
    """The trees with their shapes and places; frames are painted on the way, the outer first."""
    gap = ROOTS * setup.style.unit
    margin = setup.style.margin
    waiting = [(top, shape, margin, margin)]
    while waiting:
        plot, chosen, x, y = waiting.pop()
        plan = chosen.plan
        if isinstance(plan, FramePlan):
            frames.append(_frame(plan, x, y, chosen, setup))
            waiting.append((plan.plot, plan.shape, x + setup.style.frame_padding, y + plan.head))
            continue
        inner = []
        for row, first in zip(plan.rows, plan.edges, strict=False):
            at = x
            for item, one in zip(plot.items[first:], row.plan, strict=False):
                if isinstance(item, Seat):
                    yield item, one, at, y
                else:
                    inner.append((item, one, at, y))
                at += one.width + gap
            y += row.height + gap
        waiting += reversed(inner)


def _frame(plan: FramePlan, x: float, y: float, shape: Shape, setup: Setup) -> Group:
    style, u = setup.style, setup.style.unit
    shapes = [Rect(x, y, shape.width, shape.height, "", style.faint, style.border, radius=3.0)]
    shapes += paragraph(x + 6 * u, y + style.small + 3.5 * u, plan.lines, style.small, "bold", style.muted,
                        step=style.small * style.leading)
    return Group(element("section", plan.plot.section or ""), "section", "", shapes)


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
