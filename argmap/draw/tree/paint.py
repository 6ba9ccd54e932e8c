"""A laid-out tree → shapes."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.box import paint_box
from argmap.draw.connectors import LinkKind, color_of, connector, plain_line
from argmap.draw.describe import Describer, element
from argmap.draw.drawing import Group, Label, Line, Page, Point, Rect, Shape
from argmap.draw.markup import is_inline, plain
from argmap.draw.tree.forest import Plot, Seat, Step
from argmap.draw.tree.growth import ASTRIDE
from argmap.draw.tree.layout import Layout
from argmap.draw.tree.passages import passed
from argmap.draw.tree.places import FramePlace, SeatPlace, StepPlace
from argmap.draw.typeset import label, paragraph
from argmap.model import Argument
from argmap.wording import shown


def paint(layout: Layout) -> Page:
    """The shapes of a layout: frames first, then lines, then boxes in the order of the file."""
    return _Painter(layout).paint()


class _Painter:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.setup, self.style = layout.setup, layout.setup.style
        self.unit = layout.setup.style.unit
        self.words = Describer(layout.forest.view)
        self.used: dict[str, int] = {}
        self.owners = {
            seat: step.step.argument.id
            for step in layout.steps
            if step.step.argument is not None
            for seat in step.step.seats
        }

    def paint(self) -> Page:
        layout = self.layout
        groups = [self._rectangle(frame) for frame in layout.frames]
        for wire in layout.wires:
            points = [layout.point(*point) for point in wire.points]
            groups.append(self._line(wire.place, points, wire.headed))
        for extra, way in layout.detours:
            points = [layout.point(*point) for point in way]
            name = element("l", "-".join(extra.key))
            if extra.argument is not None:
                name = element("a", extra.argument.id)
            elif extra.relation is not None:
                name = element("l", extra.relation.name)
            shapes = self._stroke(extra.kind, points, not extra.joint)
            groups.append(Group(self._name(name), extra.kind, "", shapes))
        for step in layout.steps:
            if step.ends:
                groups += self._feet(step)
                groups.append(self._bar(step))
        groups += [self._title(frame) for frame in layout.frames]
        order = {key: n for n, key in enumerate(layout.forest.seats)}
        seats = sorted(layout.seats, key=lambda p: (p.seat.reference, order[p.seat.key]))
        for place in seats:
            groups += self._box(place)
        return Page(*layout.size, groups, self._concluded(), self._at_home())

    def _concluded(self) -> str:
        """What a figure concludes: its roots, but for statements that stand alone."""
        roots = [seat for seat in self.layout.forest.roots if not seat.reference]
        main = [seat for seat in roots if seat.steps or seat.onward] or roots
        view = self.layout.forest.view
        inline = is_inline(view.map)
        return " ".join(plain(shown(view.text(seat.box.statement)), inline) for seat in main)

    def _at_home(self) -> tuple[str, ...]:
        """The statements that don't go on in another figure, in the order of the file."""
        seats = [place.seat for place in self.layout.seats]
        here = {s.key for s in seats if not (s.reference or s.onward)}
        return tuple(key for key in self.layout.forest.seats if key in here)

    def _name(self, name: str) -> str:
        """A name for a group: its own, with a number where it is not the first."""
        self.used[name] = self.used.get(name, 0) + 1
        return name if self.used[name] == 1 else f"{name}.{self.used[name]}"

    # Boxes

    def _box(self, place: SeatPlace) -> list[Group]:
        box, style = place.seat.box, self.style
        corner = place.left, place.y, place.width, place.height
        box.x, box.y, box.width, box.height = self.layout.box(corner)
        if not place.seat.reference:
            group = paint_box(box, style, self.words.of(box.statement))
            if place.seat.onward:
                group.page = place.seat.onward
                group.id = element("cut", place.seat.key)
            return [group, *self._links(place.seat, group)]
        x, y, width, height = box.x, box.y, box.width, box.height
        line = self.setup.setter.lines(box.number, width, "bold", style.size)[0]
        base = y + style.padding_y + style.size * 0.94
        shapes: list[Shape] = [
            Rect(x, y, width, height, style.paper, style.muted, style.border, radius=height / 2),
            label(x + (width - line.width) / 2, base, line, style.size, "bold", style.muted),
        ]
        number = self.layout.forest.view.numbers[place.seat.key]
        name = self._name(element("more" if place.seat.sign else "see", place.seat.key))
        onward = place.seat.onward
        said = f"See statement {number}" + (f" in Figure {onward}." if onward else ".")
        if place.seat.sign:
            said = f"The argument {box.number.replace('from', 'comes from')}."
        owner = self.owners.get(place.seat, "")
        return [Group(name, "reference", said, shapes, page=onward, owner=owner)]

    def _links(self, seat: Seat, group: Group) -> list[Group]:
        """The words in a box that lead to the figure in which its reasons go on, and to the one that it comes from."""
        found = []
        for where, words, number in (
            ("to", f"→ Figure {seat.more}", seat.more),
            ("from", f"from Figure {seat.origin}", seat.origin),
        ):
            shapes = [s for s in group.shapes if isinstance(s, Label) and s.text == words]
            if number and number != group.page and shapes:
                group.shapes = [s for s in group.shapes if s not in shapes]
                said = f"{'Goes on in' if where == 'to' else 'Comes from'} Figure {number}."
                name = self._name(element(where, seat.key))
                found.append(Group(name, "onward", said, [*shapes], page=number))
        return found

    # Lines

    def _line(self, place: StepPlace, points: list[Point], headed: bool) -> Group:
        step, style = place.step, self.style
        name = _name_of(step)
        shapes = self._stroke(step.kind, points, headed)
        if place.label:
            x, y, _, _ = self.layout.box(place.label)
            line = self.setup.setter.lines(step.label, 1e6, "italic", style.small)[0]
            shapes.append(label(x, y + style.small * 0.8, line, style.small, "italic", style.muted))
        return Group(self._name(name), step.kind, "", shapes)

    def _feet(self, place: StepPlace) -> Iterator[Group]:
        """The lines from a bar to the outcomes of passages."""
        kind = place.step.kind
        for _, ends in place.feet:
            points = tuple(self.layout.point(*end) for end in ends)
            shapes = plain_line(kind, points, self.style)
            yield Group(self._name(_name_of(place.step)), kind, "", shapes)

    def _stroke(self, kind: LinkKind, points: list[Point], headed: bool) -> list[Shape]:
        style = self.style
        if headed and self.setup.options.steps:
            # From its head, so that the dashes of lines that share a piece fall together.
            line, *head = connector(kind, points, style)
            assert isinstance(line, Line)
            return [line._replace(points=line.points[::-1]), *head]
        if headed:
            return connector(kind, points, style)
        return plain_line(kind, tuple(points), style)

    def _bar(self, place: StepPlace) -> Group:
        step, style, u = place.step, self.style, self.unit
        assert place.ends is not None
        ends = tuple(self.layout.point(*end) for end in place.ends)
        if step.linked:
            color = color_of(step.kind, style)
            line = Line(ends, color, style.bar, radius=0.0)
            of = step.argument or step.relation
            key = of.id if isinstance(of, Argument) else of.name if of is not None else ""
            return Group(element("bar", key), "bar", "", [line])
        # Alternatives: a bracket, and the word between one and the next.
        (ax, ay), (bx, by) = place.ends
        tick = 3.5 * u
        corners = [(ax, ay), (bx, by)]
        if ax == bx:
            corners = [(ax + tick, ay), *corners, (bx + tick, by)]
        else:
            corners = [(ax, ay + tick), *corners, (bx, by + tick)]
        bracket = tuple(self.layout.point(*corner) for corner in corners)
        shapes: list[Shape] = [Line(bracket, style.muted, 0.75 * style.line, radius=1.5 * u)]
        word = self.setup.setter.lines(step.between, 1e6, "italic", style.small)[0]
        for one, other in zip(place.seats, place.seats[1:], strict=False):
            if ax == bx:
                (_, y, _, tall), bottom = one.corner, other.corner[1]
                # Beside the bracket, and not below the last of what bears on the one above.
                wide = self.layout.turn.size(word.width, style.small)[0]
                gap = (ax + 2.5 * u, y + tall, wide, bottom - y - tall)
            else:
                (x, _, wide, _), right = one.corner, other.corner[0]
                gap = (x + wide, one.y, right - x - wide, min(one.height, other.height))
            x, y, wide, tall = self.layout.box(gap)
            at = x + (wide - word.width) / 2
            shapes.append(
                label(
                    at, y + tall / 2 + style.small * 0.33, word, style.small, "italic", style.muted
                )
            )
        if step.relation is not None:
            return Group(element("bar", step.relation.name), "answers", "", shapes)
        return Group(element("parts", step.seats[0].key), "alternatives", "", shapes)

    # Frames

    def _rectangle(self, frame: FramePlace) -> Group:
        style, radius = self.style, 3.0 * self.unit
        passage = bool(frame.plot.supposition)
        edge = style.muted if passage else style.faint
        shape: Shape = Rect(*self.layout.box(frame.corner), "", edge, style.border, radius=radius)
        if frame.passage is not None:
            points = tuple(self.layout.point(*point) for point in _open_sides(frame))
            shape = Line(points, edge, style.border, radius=radius)
        return Group(
            f"{_name_of_plot(frame.plot)}-frame", "rail" if passage else "frame", "", [shape]
        )

    def _title(self, frame: FramePlace) -> Group:
        style, u = self.style, self.unit
        x, y, width, _ = self.layout.box(frame.corner)
        wide = max((line.width for line in frame.lines), default=0.0)
        passage = frame.passage
        side = 6 * u if passage is None else 4 * u
        # Below an edge, if there is one.
        is_open = passage is not None and passed(self.layout.turn, passage.side)
        air = 0.0 if is_open else 3.5 * u if passage is None else 3.0 * u
        at, right = x + side, x + width - side - wide
        if frame.beside is not None:
            # Beside the name of the rule of what takes it up.
            left, _, taken, _ = self.layout.box(frame.beside)
            at = max(at, left + taken + ASTRIDE * u)
        if frame.passes is not None:
            # Beside the line that leads out of the frame.
            line = self.layout.point(*frame.passes)[0]
            if at - ASTRIDE * u < line < at + wide + ASTRIDE * u:
                at = min(max(line + ASTRIDE * u, x), right) if right > at else right
        shapes: list[Shape] = [
            *paragraph(
                at,
                y + style.small + air,
                frame.lines,
                style.small,
                "bold",
                style.muted,
                step=style.small * style.leading,
                room=wide,
            )
        ]
        kind = "passage" if frame.plot.supposition else "section"
        return Group(_name_of_plot(frame.plot), kind, "", shapes)


def _name_of(step: Step) -> str:
    """What the line of a step is called."""
    if step.argument is not None:
        return element("a", step.argument.id)
    if step.relation is not None:
        return element("l", step.relation.name)
    return element("part", step.seats[0].key)


def _name_of_plot(plot: Plot) -> str:
    return (
        element("passage", plot.supposition)
        if plot.supposition
        else element("section", plot.section or "")
    )


def _open_sides(frame: FramePlace) -> list[Point]:
    """The corners of a frame that is open at the top or at the left of the layout."""
    assert frame.passage is not None
    x, y, width, height = frame.corner
    right, bottom = x + width, y + height
    if frame.passage.side:
        return [(x, y), (right, y), (right, bottom), (x, bottom)]
    return [(x, y), (x, bottom), (right, bottom), (right, y)]
