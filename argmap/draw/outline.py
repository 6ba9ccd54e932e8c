"""The layout `outline`: indented boxes one below the other, for a narrow column and any length.

Reasons stand below what they support, then what attacks it; each kind of connector has a lane of its
own under the left edge of the box it leads to, the lane of what stands lowest outermost, so that no
two lines cross. What bears on several statements is drawn once and named where it is needed again.
Where the indentation would leave too little room, the outline goes on at the left margin. With a
height to keep to, it is broken into pages between boxes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from attrs import define, field

from argmap.draw.box import (
    Box,
    boxes_of,
    longest_word,
    measure_box,
    noted_rule,
    number_column,
    paint_box,
)
from argmap.draw.connectors import LinkKind, color_of, connector, dash_of
from argmap.draw.describe import Describer, element
from argmap.draw.drawing import Group, Label, Line, Page, Point, Rect, Shape
from argmap.draw.setup import Drawn, Setup
from argmap.draw.typeset import SetLine, label, paragraph
from argmap.draw.view import View, bearing
from argmap.model import Argument, Statement

# In points at 8-point type: half of what a head takes of its lane, and what lies between two.
_HALF: dict[LinkKind, float] = {"support": 2.6, "part": 0.5, "attack": 4.6, "conceded": 4.6}
_GAP = 1.8
# Behind the last lane, for an undercut's lane, for a bar.
_BEHIND, _LANE, _BAR = 5.0, 7.0, 4.5
# Between a box and the first below it, between others, before a section.
_BELOW, _BETWEEN, _SECTION = 7.5, 5.0, 12.0
# The order of what hangs under a statement.
_ORDER: tuple[LinkKind, ...] = ("support", "part", "attack", "conceded")
_ROOM = 0.5
"""The share of the width that a box keeps, however deep it hangs."""


@define(eq=False)
class Item:
    """A statement's box, or in its place a word on one that is drawn elsewhere."""

    key: str
    box: Box | None
    depth: int
    above: Item | None
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    lines: tuple[SetLine, ...] = ()
    # What a word on a statement that stands elsewhere says of the step that it begins.
    notes: list[str] = field(factory=list)
    # Sections that begin here: how deep, the title, and then its lines and their place.
    headings: list[tuple[int, str]] = field(factory=list)
    titles: list[tuple[float, tuple[SetLine, ...]]] = field(factory=list)
    top: float = 0.0

    @property
    def middle(self) -> float:
        """Where lines reach its left edge."""
        return self.y + self.height / 2


@define(eq=False)
class Step:
    """What joins items to the item that they bear on or, where they attack a step, to that step."""

    kind: LinkKind
    argument: Argument | None
    under: Item
    lane: float
    against: Step | None = None
    # The step before in the same lane: its line goes on to the head.
    before: Step | None = None
    items: list[Item] = field(factory=list)

    # Whether it is highlighted; and whether the line of one in its lane below it, which is, passes it.
    highlit: bool = False
    passed: bool = False

    @property
    def bar(self) -> bool:
        """Whether its items are linked."""
        return self.kind != "part" and len(self.items) > 1


@define(eq=False)
class Way:
    """A connector on its way from a box or a bar to its head, through points in the whole column."""

    id: str
    kind: LinkKind
    points: tuple[Point, ...]
    headed: bool = True
    wide: bool = False


def outline(view: View, setup: Setup) -> Drawn:
    """Draws a view as an outline, in as many pages as the height asks for."""
    return _Outline(view, setup).drawn()


class _Outline:
    def __init__(self, view: View, setup: Setup) -> None:
        self.view, self.map, self.setup = view, view.map, setup
        self.style = setup.style
        self.unit = setup.style.unit
        self.width = setup.width - 2 * setup.style.margin
        self.deepest = self.width * (1 - _ROOM)
        self.boxes = boxes_of(view)
        for box in self.boxes.values():
            box.number_width = number_column(box, setup.style, setup.setter)
        self.items: list[Item] = []
        self.steps: list[Step] = []
        self.home: dict[str, Item] = {}
        self.titles: dict[str | None, str] = {s.id: s.title for s in self.map.sections}
        self.late: list[str] = []
        self.parts: dict[str, list[str]] = {}
        for part in self.map.parts:
            self.parts.setdefault(part.whole, []).append(part.part)
        for one, other in self.map.contradictions:
            self.boxes[one].notes.append(f"contradicts {view.numbers[other]}")
            self.boxes[other].notes.append(f"contradicts {view.numbers[one]}")

    def drawn(self) -> Drawn:
        for root, headings in self._roots():
            self._grow(root, headings)
            while self.late:
                self._grow(self.late.pop(0), [], again=True)
        y, before = 0.0, None
        for number, item in enumerate(self.items):
            if not number % 200:
                self.setup.watch(0.6 * number / len(self.items))
            y = self._place(item, before, y)
            before = item
        columns = {key: box.number_width for key, box in self.boxes.items()}
        return _Pages(self.view, self.setup, self.items, [*self._ways()], columns).drawn()

    # What stands in which order

    def _roots(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """Where the outline begins anew, with the sections that begin there."""
        map = self.map
        parents = {s.id: s.parent for s in map.sections}
        titles = {s.id: s.title for s in map.sections}
        current: list[str] = []
        # What stands in no section comes first.
        for statement in sorted(self._tops(), key=lambda s: s.section is not None):
            if statement.id in self.home:
                continue
            chain: list[str] = []
            at = statement.section
            while at is not None:
                chain.append(at)
                at = parents[at]
            chain.reverse()
            same = 0
            while same < min(len(chain), len(current)) and chain[same] == current[same]:
                same += 1
            yield statement.id, [(n, titles[chain[n]]) for n in range(same, len(chain))]
            current = chain

    def _tops(self) -> list[Statement]:
        """The roots, and of each cycle that no root is reached from the first statement of the file."""
        tops = {s.id for s in self.map.roots}
        reached = bearing(self.map, [*tops])
        for statement in self.map.statements:
            if statement.id not in reached:
                tops.add(statement.id)
                bearing(self.map, [statement.id], reached)
        return [s for s in self.map.statements if s.id in tops]

    def _grow(self, root: str, headings: list[tuple[int, str]], again: bool = False) -> None:
        """Adds a statement and everything that bears on it, depth first."""
        first = Item(root, None, 0, None) if again else self._item(root, None)
        first.headings = headings
        self.items.append(first)
        stack = [self._below(first)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            self.items.append(child)
            if child.box is not None:
                stack.append(self._below(child))

    def _item(self, key: str, above: Item | None) -> Item:
        """An item for a statement: its box, or a word where the box stands elsewhere."""
        depth = above.depth + 1 if above is not None else 0
        if key in self.home:
            return Item(key, None, depth, above)
        box = self.boxes[key]
        item = self.home[key] = Item(key, box, depth, above)
        section = box.statement.section
        if above is not None and section not in (None, self.boxes[above.key].statement.section):
            box.above.insert(0, f"from “{self.titles[section]}”")
        return item

    def _below(self, item: Item) -> Iterator[Item]:
        """The items under an item, one step after the other."""
        u = self.unit
        found: list[tuple[LinkKind, Argument | None, Sequence[str]]] = [
            (_kind(a), a, a.members) for a in self.map.aimed_at(item.key)
        ]
        if item.key in self.parts:
            found.append(("part", None, self.parts[item.key]))
        found.sort(key=lambda step: _ORDER.index(step[0]))
        kinds = list(dict.fromkeys(kind for kind, _, _ in found))
        bars = any(len(members) > 1 and kind != "part" for kind, _, members in found)
        attacked = any(a is not None and self.map.aimed_at(a.id) for _, a, _ in found)
        # The lane of what stands lowest is the outermost.
        lanes: dict[LinkKind, float] = {}
        x = item.x + _GAP * u
        for kind in reversed(kinds):
            lanes[kind] = x + _HALF[kind] * u
            x += (2 * _HALF[kind] + _GAP) * u
        x += (_LANE * attacked + _BEHIND + _BAR * bars) * u
        below = {member for _, _, step in found for member in step}
        # A long word moves its box to the margin, if it stands there unbroken.
        tight = item.x and any(self._tight(m, x) > self._tight(m, x - item.x) for m in below)
        deep = x > self.deepest or tight
        if found and deep and item.box is not None:
            self.late.append(item.key)
            item.box.notes.append("what bears on this follows below")
            return
        last: dict[float, Step] = {}
        pending = [
            (Step(kind, a, item, lanes[kind]), members, x) for kind, a, members in reversed(found)
        ]
        while pending:
            step, members, x = pending.pop()
            self.steps.append(step)
            highlit = self.view.highlight
            if step.argument is not None:
                step.highlit = step.argument.id in highlit
            else:
                step.highlit = item.key in highlit and bool(highlit.intersection(members))
            if step.against is None:
                step.before = last.get(step.lane)
                last[step.lane] = step
            for member in members:
                child = self._item(member, item)
                child.x = x
                step.items.append(child)
                self._note(step, child)
                yield child
            if step.argument is None:
                continue
            inner = min(x + _LANE * u, self.deepest + _LANE * u)
            lane = x - (_BEHIND - 1.0 + _BAR * step.bar) * u if inner > x else -1.0
            before = None
            attacks = []
            for attack in self.map.aimed_at(step.argument.id):
                before = Step("undercut", attack, item, lane, step, before)
                attacks.append((before, attack.members, inner))
            pending.extend(reversed(attacks))

    def _tight(self, key: str, x: float) -> bool:
        """Whether a word of a statement would have to be broken so far from the margin."""
        box, style = self.boxes[key], self.style
        room = self.width - x - box.number_width - 2 * style.padding_x
        return key not in self.home and longest_word(box, style, self.setup.setter) > room

    def _note(self, step: Step, child: Item) -> None:
        """What the first item of a step says of the step: its rule, and what no line can show."""
        notes = child.notes if child.box is None else child.box.notes
        if step.argument is None or step.items[0] is not child:
            return
        rule = noted_rule(step.argument)
        if rule:
            notes.append(rule)
        if step.against is not None and step.lane < 0:
            numbers = ", ".join(self.view.numbers[i.key] for i in step.against.items)
            notes.append(f"attacks the step from {numbers}")

    # Where everything stands

    def _place(self, item: Item, before: Item | None, y: float) -> float:
        """Sets the place of an item that follows at y; returns where it ends."""
        style, u, setter = self.style, self.unit, self.setup.setter
        item.top = y
        if before is not None:
            near = _BELOW if before is item.above else _BETWEEN
            y += (near if item.depth else _SECTION if item.headings else 2 * _BETWEEN) * u
        for level, title in item.headings:
            size = style.small if level else style.size
            lines = setter.lines(title, self.width, "bold", size)
            item.titles.append((y, lines))
            y += len(lines) * size * style.leading + 3.0 * u
        item.y, item.width = y, self.width - item.x
        room = item.width - self.boxes[item.key].number_width - 2 * style.padding_x
        if item.box is not None:
            measure_box(item.box, room, style, setter)
            item.box.x, item.box.width = item.x, item.width
            item.height = item.box.height
        else:
            begun = setter.lines(self._beginning(item, room), room, "italic", style.small)[:1]
            notes = (setter.lines(note, room, "italic", style.small) for note in item.notes)
            item.lines = (*begun, *itertools.chain.from_iterable(notes))
            item.height = len(item.lines) * style.small * style.leading + style.padding_y * 1.2
        return y + item.height

    def _beginning(self, item: Item, room: float) -> str:
        """As much of a statement's text as one small line holds, by whole words."""
        setter, size = self.setup.setter, self.style.small
        text = self.boxes[item.key].statement.text
        words = text.split()
        low, high = 0, len(words)
        if setter.width(text, "italic", size) <= room:
            return text
        while low < high:
            middle = (low + high + 1) // 2
            begun = " ".join([*words[:middle], "…"])
            low, high = (
                (middle, high) if setter.width(begun, "italic", size) <= room else (low, middle - 1)
            )
        return " ".join([*words[:low], "…"])

    def _ways(self) -> Iterator[Way]:
        """Every connector and bar."""
        u, half = self.unit, self.style.bar / 2
        for step in reversed(self.steps):
            if (step.highlit or step.passed) and step.before is not None:
                step.before.passed = True
        for step in self.steps:
            if not step.items:
                continue
            name = step.argument.id if step.argument is not None else f"parts-{step.under.key}"
            left, y = step.items[0].x, step.items[0].middle
            if step.bar:
                left -= _BAR * u - half
                ends = (left, step.items[0].y), (left, step.items[-1].y + step.items[-1].height)
                yield Way(element("bar", name), step.kind, ends, False, True)
                left -= half
            if step.lane < 0:
                continue
            starts = step.items if step.kind == "part" else step.items[:1]
            before = step.before.items[0].middle if step.before is not None else None
            for number, item in enumerate(starts):
                y, name_of = item.middle, element("a", name) + (f".{number + 1}" if number else "")
                leads = step.highlit and not step.passed
                if (before is not None or step.passed) and not leads:
                    end = y if step.passed else before or y
                    points = (left, y), (step.lane, y), (step.lane, end - self.style.elbow)
                    yield Way(name_of, step.kind, points, False)
                else:
                    goal = (
                        step.under.y + step.under.height
                        if step.against is None
                        else step.against.items[0].middle + self.style.line / 2
                    )
                    yield Way(name_of, step.kind, ((left, y), (step.lane, y), (step.lane, goal)))
                before = y


class _Pages:
    """The pages of an outline, from items and connectors that have their places in one long column."""

    def __init__(
        self,
        view: View,
        setup: Setup,
        items: list[Item],
        ways: list[Way],
        columns: dict[str, float],
    ) -> None:
        self.view, self.setup, self.items, self.ways = view, setup, items, ways
        self.columns = columns
        self.style = setup.style
        self.unit = setup.style.unit
        self.width = setup.width - 2 * setup.style.margin
        self.seen: dict[str, int] = {}

    def drawn(self) -> Drawn:
        style, margin = self.style, self.style.margin
        ways = [
            (min(y for _, y in way.points), max(y for _, y in way.points), way) for way in self.ways
        ]
        words = Describer(self.view)
        strip = style.small * style.leading + 4.0 * self.unit
        space = self.setup.height - 2 * margin if self.setup.height is not None else None
        pages: list[Page] = []
        remarks: list[str] = []
        for first, last in self._breaks(space, strip):
            items = self.items[first : last + 1]
            top = (
                items[0].top
                if first == 0
                else items[0].titles[0][0]
                if items[0].titles
                else items[0].y
            )
            end = items[-1].y + items[-1].height
            down = margin - top + (strip if first else 0.0)
            groups: list[Group] = []
            if first:
                groups.append(self._continued(items[0], len(pages)))
            groups.extend(self._headings(items, down))
            for highest, lowest, way in ways:
                if highest <= end and lowest >= top:
                    groups.extend(self._line(way, top, end, down))
            for item in items:
                groups.append(self._group(item, down, words))
            tall = end + down + margin
            if space is not None and tall > space + 2 * margin + 0.05:
                number = self.view.numbers[items[0].key]
                remarks.append(f"statement {number} by itself is higher than a page")
            pages.append(Page(self.setup.width, tall, groups))
        if not pages:
            pages.append(Page(self.setup.width, 2 * margin, []))
        return Drawn(pages, tuple(remarks))

    def _breaks(self, space: float | None, strip: float) -> Iterator[tuple[int, int]]:
        """The first and the last item of each page; a page is ended early to begin the next higher up."""
        first = 0
        while first < len(self.items):
            room = float("inf") if space is None else space - (strip if first else 0.0)
            start = (
                self.items[first].titles[0][0] if self.items[first].titles else self.items[first].y
            )
            last = first
            while last + 1 < len(self.items):
                item = self.items[last + 1]
                if item.y + item.height - start > room:
                    break
                last += 1
            if last + 1 < len(self.items):
                late = [
                    n
                    for n in range(first, last + 1)
                    if self.items[n].y + self.items[n].height - start > room * 0.8
                ]
                if late:
                    last = min(reversed(late), key=lambda n: self.items[n + 1].depth)
            yield first, last
            first = last + 1

    def _continued(self, item: Item, page: int) -> Group:
        """What the first item of a page stands under."""
        style = self.style
        chain: list[str] = []
        above = item.above
        while above is not None:
            chain.append(self.view.numbers[above.key])
            above = above.above
        shown = chain[::-1] if len(chain) < 8 else [chain[-1], "…", *chain[5::-1]]
        text = f"under {' › '.join(shown)}" if chain else "continued"
        line = self.setup.setter.lines(text, self.width, "italic", style.small)[0]
        at = label(
            style.margin, style.margin + style.small, line, style.small, "italic", style.muted
        )
        return Group(f"argmap-page-{page + 1}", "note", "", [at])

    def _headings(self, items: list[Item], down: float) -> Iterator[Group]:
        style, u = self.style, self.unit
        for item in items:
            for (level, _), (y, lines) in zip(item.headings, item.titles, strict=True):
                size = style.small if level else style.size
                left, top = style.margin, y + down
                shapes: list[Shape] = [
                    *paragraph(
                        left,
                        top + size * 0.94,
                        lines,
                        size,
                        "bold",
                        style.muted,
                        step=size * style.leading,
                        room=self.width,
                    )
                ]
                if not level and y > 0.0 and item is not items[0]:
                    ends = (left, top - 3.0 * u), (left + self.width, top - 3.0 * u)
                    shapes.append(Line(ends, style.faint, style.border, radius=0.0))
                yield Group(element("section", f"{item.key}-{level}"), "section", "", shapes)

    def _line(self, way: Way, top: float, end: float, down: float) -> Iterator[Group]:
        """The piece of a connector or bar that is on the page from `top` to `end`."""
        style = self.style
        points = [way.points[0]]
        for (ax, ay), (bx, by) in zip(way.points, way.points[1:], strict=False):
            if (ay < top and by < top) or (ay > end and by > end):
                continue
            piece = [(ax, min(max(ay, top), end)), (bx, min(max(by, top), end))]
            points = piece if len(points) == 1 else [*points, piece[1]]
        if len(points) < 2 or points[0] == points[-1]:
            return
        moved = [(x + style.margin, y + down) for x, y in points]
        whole = points[-1] == way.points[-1]
        if way.headed and whole:
            yield Group(way.id, way.kind, "", connector(way.kind, moved, style))
            return
        color = color_of(way.kind, style)
        if way.wide:
            yield Group(way.id, "bar", "", [Line(tuple(moved), color, style.bar, radius=0.0)])
            return
        dash = dash_of(way.kind, style)
        line = Line(tuple(moved), color, style.line, dash, style.elbow)
        yield Group(way.id, way.kind, "", [line])

    def _group(self, item: Item, down: float, words: Describer) -> Group:
        style = self.style
        x, y = item.x + style.margin, item.y + down
        if item.box is not None:
            item.box.x, item.box.y = x, y
            return paint_box(item.box, style, words.of(item.box.statement))
        number = self.view.numbers[item.key]
        base = y + style.padding_y * 0.6 + style.small * 0.94
        left = x + style.padding_x
        shapes: list[Shape] = [
            Rect(x, y, item.width, item.height, "", style.faint, style.border, radius=style.radius),
        ]
        if self.view.numbered:
            shapes.append(Label(left, base, number, style.small, "bold", style.muted))
        text = left + self.columns[item.key]
        for line in item.lines:
            shapes.append(label(text, base, line, style.small, "italic", style.muted))
            base += style.small * style.leading
        self.seen[item.key] = self.seen.get(item.key, 0) + 1
        name = element("see", f"{item.key}.{self.seen[item.key]}")
        return Group(name, "reference", f"See statement {number}.", shapes)


def _kind(argument: Argument) -> LinkKind:
    if argument.role == "supports":
        return "support"
    return "conceded" if argument.conceded else "attack"
