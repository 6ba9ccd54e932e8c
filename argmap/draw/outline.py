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
    boxes_of,
    longest_word,
    measure_box,
    noted_rule,
    number_column,
)
from argmap.draw.connectors import (
    AT_STEPS,
    HALF,
    LinkKind,
    kind_of,
)
from argmap.draw.describe import element
from argmap.draw.outline_pages import Item, Pages, Way
from argmap.draw.rails import RAIL, Passages, Rail
from argmap.draw.relations import (
    WORDS,
    Relation,
    choice,
    relations,
    restatements,
    section_title,
)
from argmap.draw.setup import Drawn, Setup
from argmap.draw.style import Style
from argmap.draw.typeset import height_of
from argmap.draw.view import View, bearing
from argmap.model import Argument, Map, Statement

# In points at 8-point type: what lies between two heads.
_GAP = 1.8
# Behind the last lane, for an undercut's lane, for a bar.
_BEHIND, _LANE, _BAR = 5.0, 7.0, 4.5
# Between a box and the first below it, between others, before a section.
_BELOW, _BETWEEN, _SECTION = 7.5, 5.0, 12.0
# The order of what hangs under a statement.
_ORDER: tuple[LinkKind, ...] = (
    "answer",
    "support",
    "restatement",
    "explanation",
    "part",
    "attack",
    "conceded",
    "condition",
)
_ROOM = 0.5
"""The share of the width that a box keeps, however deep it hangs."""


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

    # What it is where it is no argument and no part; where its items begin.
    relation: Relation | None = None
    x: float = 0.0
    # Whether it is highlighted; and whether the line of one in its lane below it, which is, passes it.
    highlit: bool = False
    passed: bool = False

    @property
    def bar(self) -> bool:
        """Whether its items are linked."""
        return self.kind not in ("part", "answer") and len(self.items) > 1

    @property
    def name(self) -> str:
        """What it is called among the things of the drawing."""
        if self.argument is not None:
            return self.argument.id
        return f"parts-{self.under.key}" if self.relation is None else self.relation.name


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
        self.titles: dict[str | None, str] = {s.id: section_title(s) for s in self.map.sections}
        self.late: list[str] = []
        self.parts: dict[str, list[str]] = {}
        for part in self.map.parts:
            self.parts.setdefault(part.whole, []).append(part.part)
        self.related: dict[str, list[Relation]] = {}
        for relation in relations(self.map):
            self.related.setdefault(relation.host, []).append(relation)
        self._said_again()
        self.passages = Passages(self.map, view.numbers)
        self.rails: list[tuple[str, Item, Item, float]] = []
        for answer in self.map.answers:
            several = choice(self.map, answer.question) != "or"
            words = "several answers may be right" if several else "one answer can be right"
            if words not in self.boxes[answer.question].notes:
                self.boxes[answer.question].notes.append(words)
        for one, other in self.map.contradictions:
            self.boxes[one].notes.append(f"contradicts {view.numbers[other]}")
            self.boxes[other].notes.append(f"contradicts {view.numbers[one]}")

    def drawn(self) -> Drawn:
        for root, headings in self._roots():
            self._grow(root, headings)
            self._grow_late()
        for statement in self.map.statements:
            if statement.id not in self.home:
                self._grow(statement.id, [])
                self._grow_late()
        y, before = 0.0, None
        for number, item in enumerate(self.items):
            if not number % 200:
                self.setup.watch(0.6 * number / len(self.items))
            y = self._place(item, before, y)
            before = item
        columns = {key: box.number_width for key, box in self.boxes.items()}
        tops = {(key, item): y for item in self.items for key, y, _ in item.passages}
        rails = [
            Rail(key, x, tops[key, first], last.y + last.height)
            for key, first, last, x in self.rails
        ]
        return Pages(
            self.view, self.setup, self.items, [*_ways(self.steps, self.style)], columns, rails
        ).drawn()

    def _grow_late(self) -> None:
        while self.late:
            self._grow(self.late.pop(0), [], again=True)

    def _said_again(self) -> None:
        """What only says another statement again stands below it; others say so in their boxes."""
        bare = {s.id for s in self.map.roots} - self.parts.keys() - self.related.keys()
        bare -= {a.target for a in self.map.arguments}
        for one, other in restatements(self.map):
            for again, host in ((other, one), (one, other)):
                if again in bare:
                    bare -= {again, host}
                    found = self.related.setdefault(host, [])
                    found.append(Relation("restatement", (again,), host))
                    break
            else:
                self.boxes[one].notes.append(f"restates {self.view.numbers[other]}")
                self.boxes[other].notes.append(f"restated by {self.view.numbers[one]}")

    # What stands in which order

    def _roots(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """Where the outline begins anew, with the sections that begin there."""
        map = self.map
        parents = {s.id: s.parent for s in map.sections}
        titles = {s.id: section_title(s) for s in map.sections}
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
        below = {m for found in self.related.values() for r in found for m in r.members}
        tops = {s.id for s in self.map.roots} - below
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
        first.opens = self.passages.around(root)
        first.x = RAIL * self.unit * len(first.opens)
        self.items.append(first)
        stack = [self._within(first)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            self.items.append(child)
            if child.box is not None:
                stack.append(self._within(child))

    def _within(self, item: Item) -> Iterator[Item]:
        """The items under an item, and all else in the passages that begin with it."""
        yield from self._below(item)
        x = item.x
        for supposition in reversed(item.opens):
            for key in self.passages.left(supposition, self.home):
                child = self._item(key, None)
                around = self.passages.around(key)
                child.opens = around[around.index(supposition) + 1 :]
                child.depth = item.depth + 1
                child.x = x + RAIL * self.unit * len(child.opens)
                yield child
            x -= RAIL * self.unit
            self.rails.append((supposition, item, self.items[-1], x + 1.5 * self.unit))

    def _item(self, key: str, above: Item | None) -> Item:
        """An item for a statement: its box, or a word where the box stands elsewhere."""
        depth = above.depth + 1 if above is not None else 0
        opens = self.passages.opened(key, above.key) if above is not None else []
        if key in self.home or opens is None:
            return Item(key, None, depth, above)
        box = self.boxes[key]
        item = self.home[key] = Item(key, box, depth, above, opens=opens)
        section = box.statement.section
        if above is not None and section not in (None, self.boxes[above.key].statement.section):
            box.above.insert(0, f"from “{self.titles[section]}”")
        return item

    def _below(self, item: Item) -> Iterator[Item]:
        """The items under an item, one step after the other."""
        u = self.unit
        found: list[tuple[LinkKind, Argument | Relation | None, Sequence[str]]] = [
            (kind_of(a), a, a.members) for a in self.map.aimed_at(item.key)
        ]
        if item.key in self.parts:
            found.append(("part", None, self.parts[item.key]))
        found += [(r.kind, r, r.members) for r in self.related.get(item.key, ())]
        found.sort(key=lambda step: _ORDER.index(step[0]))
        kinds = list(dict.fromkeys(kind for kind, _, _ in found))
        bars = any(len(m) > 1 and kind not in ("part", "answer") for kind, _, m in found)
        attacked = max(
            (len(_attacks(self.map, a)) for _, a, _ in found if isinstance(a, Argument)), default=0
        )
        # The lane of what stands lowest is the outermost.
        lanes: dict[LinkKind, float] = {}
        x = item.x + _GAP * u
        for kind in reversed(kinds):
            lanes[kind] = x + HALF[kind] * u
            x += (2 * HALF[kind] + _GAP) * u
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
            (_step(kind, a, item, lanes[kind]), members, x) for kind, a, members in reversed(found)
        ]
        while pending:
            step, members, x = pending.pop()
            self.steps.append(step)
            step.x = x
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
                child.x = x + RAIL * u * len(child.opens)
                step.items.append(child)
                self._note(step, child)
                yield child
            if step.argument is None:
                continue
            inner = min(x + _LANE * u, self.deepest + _LANE * u)
            attacks = []
            for n, (kind, some) in enumerate(_attacks(self.map, step.argument).items()):
                # What stands lower has its lane farther to the left.
                lane = x - (_BEHIND - 1.0 + _BAR * step.bar + _LANE * n) * u if inner > x else -1.0
                before = None
                for attack in some:
                    before = Step(kind, attack, item, lane, step, before)
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
        if step.relation is not None and step.kind in WORDS and step.items[0] is child:
            if child.box is None:
                notes.append(WORDS[step.kind])
            else:
                child.box.above.insert(0, f"{WORDS[step.kind]}:")
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
            y += height_of(lines, size * style.leading) + 3.0 * u
        for number, supposition in enumerate(item.opens, 1):
            title = self.passages.title(supposition)
            left = RAIL * u * (len(item.opens) - number)
            lines = setter.lines(title, self.width - item.x + left, "bold", style.small)
            item.passages.append((supposition, y, lines))
            y += height_of(lines, style.small * style.leading) + 2.0 * u
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
            lead = style.small * style.leading
            item.height = height_of(item.lines, lead) + style.padding_y * 1.2
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


def _step(kind: LinkKind, of: Argument | Relation | None, under: Item, lane: float) -> Step:
    if isinstance(of, Argument):
        return Step(kind, of, under, lane)
    return Step(kind, None, under, lane, relation=of)


def _ways(steps: list[Step], style: Style) -> Iterator[Way]:
    """Every connector and bar."""
    u, half = style.unit, style.bar / 2
    for step in reversed(steps):
        if (step.highlit or step.passed) and step.before is not None:
            step.before.passed = True
    for step in steps:
        if not step.items:
            continue
        name, prefix = step.name, "a" if step.relation is None else "l"
        left, y = step.items[0].x, step.items[0].middle
        if step.bar:
            left = step.x - _BAR * u + half
            ends = (left, step.items[0].y), (left, step.items[-1].y + step.items[-1].height)
            yield Way(element("bar", name), step.kind, ends, False, True)
            left -= half
        if step.lane < 0:
            continue
        starts = step.items if step.kind in ("part", "answer") else step.items[:1]
        before = step.before.items[0].middle if step.before is not None else None
        for number, item in enumerate(starts):
            y, name_of = (
                item.middle,
                element(prefix, name) + (f".{number + 1}" if number else ""),
            )
            left = left if step.bar else item.x
            leads = step.highlit and not step.passed
            if (before is not None or step.passed) and not leads:
                end = y if step.passed else before or y
                points = (left, y), (step.lane, y), (step.lane, end - style.elbow)
                yield Way(name_of, step.kind, points, False)
            else:
                goal = (
                    step.under.y + step.under.height
                    if step.against is None
                    else step.against.items[0].middle + style.line / 2
                )
                yield Way(name_of, step.kind, ((left, y), (step.lane, y), (step.lane, goal)))
            before = y


def _attacks(map: Map, argument: Argument) -> dict[LinkKind, list[Argument]]:
    """What attacks a step, by kind."""
    found: dict[LinkKind, list[Argument]] = {}
    for attack in sorted(map.aimed_at(argument.id), key=lambda a: AT_STEPS.index(kind_of(a))):
        found.setdefault(kind_of(attack), []).append(attack)
    return found
