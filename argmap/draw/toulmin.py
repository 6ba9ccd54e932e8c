"""The layout `toulmin`: one diagram for each argument, after Toulmin, The Uses of Argument (1958).

Data lead to the claim, with the qualifier on the way. The warrant, and what backs it, hold the step up
from below; beside it stand exceptions and what else attacks the step («unless»), and objections to the
claim («but»). A premise that is argued for has a diagram of its own, and so has an attack whose own
step has more to show. Boxes of the same statement have the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import NamedTuple

from attrs import define, field

from argmap.draw.box import Box, boxes_of, longest_word, measure_box, number_column, paint_box
from argmap.draw.connectors import LinkKind, color_of, connector, dash_of, kind_of
from argmap.draw.describe import Describer, element, in_words
from argmap.draw.drawing import Group, Line, Page, Rect, Shape, moved
from argmap.draw.setup import Drawn, Setup
from argmap.draw.typeset import height_of, label, paragraph
from argmap.draw.view import View
from argmap.model import Argument, Map
from argmap.wording import listed

# In points at 8-point type: between rows of a diagram, boxes of a stack, diagrams.
_ROW, _STACK, _BETWEEN, _GAP = 19.0, 5.0, 26.0, 12.0
_NARROW = 312.0
"""Where a figure is narrower, objections stand below exceptions and not beside them."""


@define(eq=False)
class Stack:
    """Boxes one below the other, the first with a heading."""

    boxes: list[Box]
    # The first and the last box of each group of linked ones.
    bars: list[tuple[int, int]] = field(factory=list)
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0

    def put(self, x: float, y: float, gap: float) -> None:
        """Gives the boxes their places."""
        self.x, self.y = x, y
        for box in self.boxes:
            box.x, box.y = x, y
            y += box.height + gap


@define(eq=False)
class Diagram:
    """The shapes of one argument's diagram, as if it stood alone on a page."""

    groups: list[Group] = field(factory=list)
    height: float = 0.0


def toulmin(view: View, setup: Setup) -> Drawn:
    """Draws a diagram for each argument, one below the other, in as many pages as the height asks for."""
    diagrams = _Diagrams(view, setup)
    own = [diagrams.of(a) for a in view.map.arguments if diagrams.own(a)]
    pages = _pages(own, diagrams.width + 2 * setup.style.margin, setup)
    misfit: tuple[str, ...] = ()
    for page in pages:
        misfit = misfit or setup.misfit(
            page.width, page.height, "--layout outline", "a part of the map (--root, --only)"
        )
    return Drawn(pages, misfit, _left_out(view, diagrams.shown))


def _pages(diagrams: list[Diagram], width: float, setup: Setup) -> list[Page]:
    pages: list[Page] = []
    space, margin = setup.height, setup.style.margin
    y, groups = margin, list[Group]()
    for diagram in diagrams:
        gap = _BETWEEN * setup.style.unit if groups else 0.0
        full = space is not None and y + gap + diagram.height + margin > space
        if groups and full:
            pages.append(Page(width, y + margin, groups))
            y, groups, gap = margin, [], 0.0
        y += gap
        groups.extend(_moved(diagram.groups, margin, y))
        y += diagram.height
    if groups or not pages:
        pages.append(Page(width, y + margin, groups))
    return pages


def _left_out(view: View, shown: set[str]) -> tuple[str, ...]:
    map = view.map
    gone = [s for s in map.statements if s.id not in shown]
    numbers = ", ".join(view.numbers[s.id] for s in gone[:12])
    more = f" and {len(gone) - 12} more" if len(gone) > 12 else ""
    sentences = [f"In no argument, and so not drawn: {numbers}{more}."] if gone else []
    if map.parts:
        sentences.append("What a recommendation is made of is not drawn.")
    if map.contradictions:
        pairs = (f"{view.numbers[a]} and {view.numbers[b]}" for a, b in map.contradictions)
        sentences.append(f"Contradictory: {'; '.join(pairs)}.")
    return (*sentences, *in_words(view))


class _Row(NamedTuple):
    """What stands in one row of a diagram, in points: the words in the pill and the longest of them, how wide a bar
    beside the data is, the least that is between the boxes, and how wide these are where no word is broken, and where
    none is but very long ones.
    """

    words: str
    longest: float
    bar: float
    least: float
    unbroken: float
    kept: float

    @property
    def needed(self) -> float:
        """How wide the diagram is at least, however little room there is."""
        return 2 * self.kept + self.bar + self.least

    def side(self, full: float) -> float:
        """How wide the boxes are: a long word takes of the room between them."""
        channel = max(full * 0.24, self.least)
        most = (full - self.bar - self.least) / 2
        return max((full - self.bar - channel) / 2, min(self.unbroken, most))


_KEPT = 60.0
"""Words up to this width, in points at 8-point type, make a figure wider than asked before they are broken."""


def _premises(argument: Argument) -> list[str]:
    return list(dict.fromkeys(argument.premises))


def _row(argument: Argument, map: Map, boxes: dict[str, Box], setup: Setup) -> _Row:
    style, setter, premises = setup.style, setup.setter, _premises(argument)
    u, pads = style.unit, 2 * style.padding_x
    qualifier = argument.attributes.get("qualifier")
    so = "so" if argument.role == "supports" else "against"
    words = f"{so}, {qualifier}" if isinstance(qualifier, str) else so
    # The pill is as wide as its longest word at least.
    longest = max(setter.width(word, "italic", style.size) for word in words.split())
    least = max(longest + pads + 34.0 * u, 40.0 * u, _room_for_scheme(argument, map, setup))
    outer = premises if argument.aims_at_step else [*premises, argument.target]
    unbroken = kept = 0.0
    for key in outer:
        word, more = longest_word(boxes[key], style, setter), boxes[key].number_width
        unbroken = max(unbroken, word + more + pads + 1.0 * u)
        kept = max(kept, min(word, _KEPT * u) + more + pads + 1.0 * u)
    bar = style.bar + style.bar_gap if len(premises) > 1 else 0.0
    return _Row(words, longest, bar, least, unbroken, kept)


class _Diagrams:
    """The diagram of each argument; `shown` are the statements that have had a box."""

    def __init__(self, view: View, setup: Setup) -> None:
        self.view, self.map, self.setup = view, view.map, setup
        self.style, self.unit = setup.style, setup.style.unit
        self.boxes = boxes_of(view)
        for box in self.boxes.values():
            box.number_width = number_column(box, setup.style, setup.setter)
        self.words = Describer(view)
        self.seen: dict[str, int] = {}
        self.shown: set[str] = set()
        self.objected: set[str] = set()
        self.backing = {
            a.id
            for one in self.map.arguments
            if one.warrant
            for a in self.map.supporters(one.warrant)
        }
        # What a diagram leads to.
        self.supported = {
            a.target for a in self.map.arguments if a.role == "supports" and self.own(a)
        }
        rows = (_row(a, self.map, self.boxes, setup) for a in self.map.arguments if self.own(a))
        needed = max((row.needed for row in rows), default=0.0)
        self.width = max(setup.width - 2 * setup.style.margin, needed)

    def own(self, argument: Argument) -> bool:
        """Whether an argument has a diagram of its own; others stand in that of their target."""
        if argument.role == "challenges":
            return True
        more = argument.warrant or argument.scheme or self.map.attackers(argument.id)
        if argument.role == "supports":
            return bool(more) or argument.id not in self.backing
        if more or argument.aims_at_step:
            return bool(more)
        # An objection stands in a diagram of its claim, where there is one.
        return argument.target not in self.supported

    # Boxes

    def _stack(
        self, heading: str, keys: list[str], width: float, linked: list[list[str]] | None = None
    ) -> Stack:
        """Boxes of that width in points, for statements; those that are linked have a bar at their left."""
        boxes = []
        for number, key in enumerate(keys):
            box = copy(self.boxes[key])
            box.heading = "" if number else heading
            room = width - box.number_width - 2 * self.style.padding_x
            measure_box(box, room, self.style, self.setup.setter)
            box.width = width
            boxes.append(box)
            self.shown.add(key)
        gap = _STACK * self.unit
        height = sum(box.height for box in boxes) + gap * max(0, len(boxes) - 1)
        bars = []
        for group in linked or ():
            places = [keys.index(key) for key in group if key in keys]
            if len(places) > 1:
                bars.append((min(places), max(places)))
        return Stack(boxes, bars, 0.0, 0.0, width, height)

    def _paint(self, stack: Stack) -> list[Group]:
        groups = []
        for box in stack.boxes:
            key = box.statement.id
            count = self.seen[key] = self.seen.get(key, 0) + 1
            group = paint_box(box, self.style, self.words.of(box.statement, count > 1))
            if count > 1:
                group.id = f"{group.id}.{count}"
            groups.append(group)
        return groups

    # One argument

    def of(self, argument: Argument) -> Diagram:
        """The diagram of one argument."""
        style, u, setter = self.style, self.unit, self.setup.setter
        full, gap = self.width, _STACK * u
        kind = kind_of(argument)
        premises = _premises(argument)
        row = _row(argument, self.map, self.boxes, self.setup)
        bar, pads = row.bar, 2 * style.padding_x
        side = row.side(full)
        channel = full - bar - 2 * side
        pill_lines = setter.lines(
            row.words, max(row.longest + 0.1, channel * 0.55 - pads), "italic", style.size
        )
        pill_width = max(line.width for line in pill_lines) + pads
        pill_height = height_of(pill_lines, style.size * style.leading) + 2 * style.padding_y * 0.7

        data = self._stack("Data", premises, side)
        claim_width = side
        if argument.aims_at_step:
            claim, step = None, _step_box(self.view, self.setup, argument, claim_width)
            claim_height = step[1]
        else:
            claim = self._stack("Claim", [argument.target], claim_width)
            step, claim_height = None, claim.height

        top_height = max(data.height, claim_height, pill_height)
        middle = top_height / 2
        data.put(0.0, middle - data.height / 2, gap)
        claim_x = full - claim_width
        start = data.width + bar
        # The warrant meets the line half way to the pill.
        pill_x = start + (channel - pill_width) * 0.56
        point = start + (pill_x - start) * 0.55
        pill_middle = pill_x + pill_width / 2
        # What is written below the line keeps between the data and the pill.
        room = 2 * min(point - start, pill_x - point) - 3.0 * u

        groups: list[Group] = []
        name = element("a", argument.id)
        lines: list[Shape] = [
            Line(
                ((start, middle), (pill_x, middle)),
                color_of(kind, style),
                style.line,
                dash_of(kind, style),
            )
        ]
        lines += connector(kind, [(pill_x + pill_width, middle), (claim_x, middle)], style)
        groups.append(Group(name, kind, "", lines))
        if bar:
            x = data.width + style.bar_gap + style.bar / 2
            ends = (x, data.y), (x, data.y + data.height)
            bar_line = Line(ends, color_of(kind, style), style.bar, radius=0.0)
            groups.append(Group(element("bar", argument.id), "bar", "", [bar_line]))
        pill: list[Shape] = [
            Rect(
                pill_x,
                middle - pill_height / 2,
                pill_width,
                pill_height,
                style.paper,
                style.muted,
                style.border,
                (),
                pill_height / 2 if len(pill_lines) == 1 else style.radius * 2,
            ),
            *paragraph(
                pill_x + style.padding_x,
                middle - pill_height / 2 + style.padding_y * 0.7 + style.size * 0.94,
                pill_lines,
                style.size,
                "italic",
                style.ink,
                step=style.size * style.leading,
            ),
        ]
        groups.append(Group(element("so", argument.id), "qualifier", "", pill))
        groups += self._paint(data)
        if claim is not None:
            claim.put(claim_x, middle - claim.height / 2, gap)
            groups += self._paint(claim)
        elif step is not None:
            groups.append(step[0](claim_x, middle - claim_height / 2, name))
        below, bottom = self._supports_and_attacks(
            argument,
            (start, point, pill_middle, claim_x, room),
            (middle, pill_height / 2, claim_height / 2),
        )
        return Diagram([*below, *groups], max(top_height, bottom))

    def _supports_and_attacks(
        self,
        argument: Argument,
        across: tuple[float, float, float, float, float],
        down: tuple[float, float, float],
    ) -> tuple[list[Group], float]:
        """The warrant with its backing, exceptions, and objections to the claim: below the line of the
        step, each under what it bears on. `across` is where the line begins and they meet it, `down` how far below
        its middle; returns how far down they reach.
        """
        start, point, pill, claim, room = across
        middle, pill_half, claim_half = down
        style, u, full = self.style, self.unit, self.width
        warrant = [argument.warrant] if argument.warrant is not None else []
        attackers = self.map.attackers(argument.id)
        unless = _members_each([a for a in attackers if a.role == "undercuts"])
        but = []
        if argument.role == "supports" and argument.target not in self.objected:
            # Once for each claim.
            self.objected.add(argument.target)
            but = [a for a in self.map.attackers(argument.target) if not self.own(a)]
        # What is granted stands apart from what is not.
        sorts: list[tuple[str, LinkKind, list[list[str]]]] = [
            ("But", "attack", _members_each([a for a in but if not a.conceded])),
            ("Granted", "conceded", _members_each([a for a in but if a.conceded])),
        ]
        objections = [sort for sort in sorts if sort[2]]
        gap, edge = _GAP * u, full * 0.02
        held = bool(warrant) or argument.scheme is not None
        since = (0.0, point + gap * 1.2)
        right = point + 2.2 * gap if held else pill - full * 0.25
        narrow = full < _NARROW * u
        if narrow:
            # One below the other; the line from the objections passes the exceptions.
            exceptions = (right, full - 1.2 * gap * len(objections))
            against = (right, full)
        else:
            far = claim + edge if objections else min(full, right + full * 0.42)
            exceptions = (right, far)
            against = (claim + edge + gap if unless else claim - full * 0.06, full)
        groups: list[Group] = []
        top = middle + max(pill_half, claim_half, middle) + _ROW * u
        bottom = 0.0

        def hang(
            heading: str,
            arguments: list[list[str]],
            edges: tuple[float, float],
            y: float,
            upright: tuple[float, float],
            kind: LinkKind,
            id: str,
        ) -> float:
            """Boxes between two edges, and a line from them up to what they bear on; where they end."""
            left, right = edges
            keys = list(dict.fromkeys(key for members in arguments for key in members))
            indent = (style.bar + style.bar_gap) * any(len(members) > 1 for members in arguments)
            stack = self._stack(heading, keys, right - left - indent, arguments)
            stack.put(left + indent, y, _STACK * u)
            x, to = upright
            x = min(max(x, left + 10.0 * u), right - 6.0 * u)
            groups.append(Group(id, kind, "", connector(kind, [(x, y), (x, to)], style)))
            bar_x, color = left + style.bar / 2, color_of(kind, style)
            for first, last in stack.bars:
                one, other = stack.boxes[first], stack.boxes[last]
                ends = (bar_x, one.y), (bar_x, other.y + other.height)
                bar = Line(ends, color, style.bar, radius=0.0)
                groups.append(Group(f"{id}.bar-{first + 1}", "bar", "", [bar]))
            groups.extend(self._paint(stack))
            return y + stack.height

        if warrant:
            name = element("warrant", argument.id)
            end = hang("Since", [warrant], since, top, (point, middle), "support", name)
            backing = _members_each(self.map.supporters(warrant[0]))
            if backing:
                y, name = end + _ROW * u, f"{name}.backing"
                end = hang("On account of", backing, since, y, (point, end), "support", name)
            bottom = max(bottom, end)
        elif argument.scheme:
            y = middle + style.small + 3.0 * u
            if _longest_of_scheme(argument, self.setup) <= room:
                named, bottom = _scheme(argument, self.setup, point, y, room)
            else:
                # Below the pill, beside the line of what attacks the step.
                end = pill if unless else claim
                y, room = y + pill_half, end - start - 5.0 * u
                named, bottom = _scheme(argument, self.setup, (start + end) / 2, y, room)
                top = max(top, bottom + _STACK * u)
            groups.append(named)
        y = top
        if unless:
            name = element("unless", argument.id)
            meets = pill, middle + pill_half
            end = hang("Unless", unless, exceptions, top, meets, "undercut", name)
            bottom = max(bottom, end)
            y = end + _STACK * u if narrow else top
        for number, (heading, kind, keys) in enumerate(objections):
            # The line from what stands lower passes what stands above it on the right.
            end = against[1] - 1.2 * gap * (len(objections) - 1 - number)
            beside = number > 0 or (narrow and bool(unless))
            x = end - 0.5 * gap if beside else (claim + end) / 2
            name = element(heading.lower(), argument.id)
            meets = x, middle + claim_half
            y = hang(heading, keys, (against[0], end), y, meets, kind, name)
            bottom = max(bottom, y)
            y += _STACK * u
        return groups, bottom


# The name of a scheme, below the line


def _longest_of_scheme(argument: Argument, setup: Setup) -> float:
    """How wide the longest word of a scheme's name is; 0 without a name."""
    text = (argument.scheme or "").replace("-", " ")
    return setup.setter.longest(text, "italic", setup.style.small) if text else 0.0


def _room_for_scheme(argument: Argument, map: Map, setup: Setup) -> float:
    """How much room between data and claim the words below the line need."""
    longest = _longest_of_scheme(argument, setup)
    if not longest or argument.warrant is not None:
        return 0.0
    # Beside the line of an exception there is little more than half of it.
    attacked = any(a.role == "undercuts" for a in map.attackers(argument.id))
    return (longest + 6.0 * setup.style.unit) / (0.56 if attacked else 1.0)


def _scheme(
    argument: Argument, setup: Setup, x: float, y: float, room: float
) -> tuple[Group, float]:
    """The name of the scheme, below the line, where a step has no warrant; and where it ends."""
    style, setter = setup.style, setup.setter
    text = f"by {(argument.scheme or '').replace('-', ' ')}"
    lines = setter.lines(text, room, "italic", style.small)
    labels: list[Shape] = [
        label(
            x - line.width / 2,
            y + n * style.small * style.leading,
            line,
            style.small,
            "italic",
            style.muted,
        )
        for n, line in enumerate(lines)
    ]
    end = y + height_of(lines, style.small * style.leading)
    return Group(element("scheme", argument.id), "scheme", "", labels), end


_StepPainter = Callable[[float, float, str], Group]


def _step_box(
    view: View, setup: Setup, attack: Argument, width: float
) -> tuple[_StepPainter, float]:
    """In the place of a claim the step that an undercut attacks, or the argument that is challenged."""
    attacked = view.map.argument(attack.target)
    numbers = view.numbers
    goal = numbers.get(attacked.target, "another step")
    ends = f"from {listed([numbers[p] for p in attacked.premises])} to {goal}"
    text = f"The step {ends}"
    if attack.role == "challenges":
        text = f"The argument {ends} as a whole"
    style = setup.style
    room = width - 2 * style.padding_x
    lines = setup.setter.lines(text, room, "italic", style.size)
    lead = style.size * style.leading
    height = height_of(lines, lead) + 2 * style.padding_y

    def paint(x: float, y: float, name: str) -> Group:
        shapes: list[Shape] = [
            Rect(x, y, width, height, style.paper, style.undercut, style.border, (), style.radius),
            *paragraph(
                x + style.padding_x,
                y + style.padding_y + style.size * 0.94,
                lines,
                style.size,
                "italic",
                style.ink,
                step=lead,
                room=room,
            ),
        ]
        return Group(f"{name}.step", "step", text, shapes)

    return paint, height


def _members_each(arguments: Sequence[Argument]) -> list[list[str]]:
    """The premises of each argument."""
    return [list(dict.fromkeys(a.premises)) for a in arguments]


def _moved(groups: list[Group], dx: float, dy: float) -> list[Group]:
    """The groups in another place."""
    for group in groups:
        group.shapes = [moved(shape, dx, dy) for shape in group.shapes]
    return groups
