"""What a tree is made of: seats for statements, blocks of seats, links between them.

A *block* is what is placed as one thing: the linked premises of one argument side by side under their
bar, a list of parts one below the other, or a single box. A *link* is a connector: from a block or a
box to the box it speaks about, or, for an undercut, to another link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from attrs import define, field

from argmap.draw.box import (
    Box,
    boxes_of,
    longest_word,
    measure_box,
    noted_rule,
    number_column,
    rule_of,
)
from argmap.draw.connectors import SIDEWAYS, LinkKind, kind_of
from argmap.draw.relations import WORDS, Regions, Relation, choice, relations, restatements
from argmap.draw.setup import Setup
from argmap.draw.style import Style
from argmap.draw.view import View
from argmap.model import Argument, Map

_LONGEST_RULE = 52.0
"""How wide the name of a rule may be, at 8 points, to stand beside the line from a single box."""


HEADS = 10.5
"""How far apart the heads of two connectors are at least, in points at 8-point type."""


@define(eq=False)
class Seat:
    """Where a box stands in its block.

    Width and height are along and across the rows of the layout, which need not be those of the box.
    """

    box: Box
    natural: float = -1.0  # how wide its text is in one line, once measured
    width: float = 0.0
    height: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    block: Block = field(init=False)

    @property
    def x(self) -> float:
        """Its left edge in the layout."""
        return self.block.x + self.dx

    @property
    def y(self) -> float:
        """Its upper edge in the layout."""
        return self.block.y + self.dy


@define(eq=False)
class Block:
    """Seats placed as one thing."""

    seats: list[Seat]
    argument: Argument | None = None
    stacked: bool = False
    section: str | None = None
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0
    row: int = 0
    order: int = 0

    @property
    def upright(self) -> bool:
        """Whether its seats stand one below the other, across the rows."""
        return self.stacked and len({seat.dy for seat in self.seats}) > 1

    @property
    def has_bar(self) -> bool:
        """Whether its boxes are linked premises under a bar."""
        return self.argument is not None and len(self.seats) > 1


@define(eq=False)
class Link:
    """A connector: from a block, or one box of it, to a box or, for an undercut, to another link.

    Linked premises that stand in several blocks have a link each; these are `joint`: they meet in one
    bar, from which one head leads on.
    """

    kind: LinkKind
    tail: Block
    head: Seat | Link
    argument: Argument | None = None
    seat: Seat | None = None
    label: str = ""
    joint: bool = False
    # Routed from what it leads to, which stands lower, up to where it comes from.
    turned: bool = False
    relation: Relation | None = None

    @property
    def level(self) -> bool:
        """Whether it joins two boxes of one row, from above, with a head at each."""
        return self.kind in SIDEWAYS and self.tail.row == self.head_block.row

    @property
    def head_block(self) -> Block:
        """The block that the link leads to; for an undercut that of the link's own head."""
        at: Seat | Link = self.head
        while isinstance(at, Link):
            at = at.head
        return at.block


@define(eq=False)
class Figure:
    """All blocks and links of a map."""

    view: View
    map: Map
    seats: dict[str, Seat]
    blocks: list[Block]
    links: list[Link]
    sections: dict[str | None, list[str]]
    parents: dict[str, str | None]
    titles: dict[str, str]
    regions: Regions

    def ancestry(self, section: str | None) -> list[str]:
        """The sections around a place, the outermost first."""
        chain: list[str] = []
        chain += self.regions.around(section)
        return chain[::-1]


def figure(view: View, setup: Setup) -> Figure:
    """The blocks and links of a view; their sizes are set by `measure`."""
    return _Builder(view, setup).build()


class _Builder:
    def __init__(self, view: View, setup: Setup) -> None:
        self.view = view
        self.map = map = view.map
        self.setup = setup
        self.regions = Regions(map, view.numbers)
        self.parents = {name: region.parent for name, region in self.regions.all.items()}
        self.numbers = view.numbers
        self.users = map._used
        self.aimed = {a.target for a in map.arguments if not a.aims_at_step}
        self.notes: dict[str, list[str]] = {}
        self.pairs = {frozenset(p): p for p in reversed(map.contradictions)}.values()
        # What a line leads to from above stands by itself, under no bar and in no list.
        self.single = {key for pair in (*self.pairs, *restatements(map)) for key in pair}
        # So does what takes part in any other relation.
        self.single |= {key for r in relations(map) for key in (r.host, *r.members)}
        self.seats = {key: Seat(box) for key, box in boxes_of(view).items()}
        self.blocks: list[Block] = []
        self.home: dict[str, Block] = {}
        self.links: list[Link] = []
        self.by_argument: dict[str, list[Link]] = {}

    def build(self) -> Figure:
        arguments = sorted(self.map.arguments, key=lambda a: len(a.members) < 2)
        for argument in arguments:
            self._group(argument)
        drawn, noted = self._parts()
        for statement in self.map.statements:
            if statement.id not in self.home:
                self._new([statement.id])
        for argument in self.map.arguments:
            self._link(argument)
        for argument in self.map.arguments:
            if argument.aims_at_step:
                self._undercut(argument)
        for whole, block in drawn:
            self.links.append(Link("part", block, self.seats[whole]))
        self._contradictions()
        self._relations()
        for key, note in noted:
            self.notes.setdefault(key, []).append(note)
        for key, notes in self.notes.items():
            self.seats[key].box.notes.extend(notes)
        sections: dict[str | None, list[str]] = {}
        for region in self.regions.all.values():
            sections.setdefault(region.parent, []).append(region.name)
        first = {key: i for i, key in enumerate(self.seats)}
        self.blocks.sort(key=lambda b: first[b.seats[0].box.statement.id])
        for order, block in enumerate(self.blocks):
            block.order = order
        return Figure(
            self.view,
            self.map,
            self.seats,
            self.blocks,
            self.links,
            sections,
            self.parents,
            {name: region.title for name, region in self.regions.all.items()},
            self.regions,
        )

    def _note(self, key: str, note: str) -> None:
        self.notes.setdefault(key, []).append(note)

    def _shared(self, key: str) -> bool:
        return len(self.users.get(key, ())) > 1

    def _new(self, keys: Iterable[str], argument: Argument | None = None) -> Block:
        seats = [self.seats[key] for key in keys]
        block = Block(seats, argument, section=self._region(seats[0].box.statement.id))
        for seat in seats:
            seat.block = block
            self.home[seat.box.statement.id] = block
        self.blocks.append(block)
        return block

    def _group(self, argument: Argument) -> None:
        """Linked premises share a block, unless one of them is needed elsewhere too."""
        members = argument.members
        if len(members) < 2:
            return
        sections = {self._region(m) for m in members}
        inward = any(
            a.target in members and any(p in members for p in a.premises)
            for m in members
            for a in self.users.get(m, ())
        )
        apart = len(sections) > 1 or inward
        apart = apart or not self.single.isdisjoint(members)
        if not apart and not any(self._shared(m) or m in self.home for m in members):
            self._new(members, argument)

    def _parts(self) -> tuple[list[tuple[str, Block]], list[tuple[str, str]]]:
        """Parts without reasons of their own are one list; a part far away is a note."""
        drawn: list[tuple[str, Block]] = []
        noted: list[tuple[str, str]] = []
        aimed = self.aimed | {p.whole for p in self.map.parts}
        memberships = Counter(p.part for p in self.map.parts)
        lists: dict[str, list[str]] = {}
        later: list[tuple[str, str]] = []
        for part in self.map.parts:
            whole, key = part.whole, part.part
            if self._top(whole) != self._top(key):
                noted.append((key, f"part of {self.numbers[whole]}"))
            elif (
                key in self.home
                or key in aimed
                or key in self.single
                or memberships[key] > 1
                or key in self.users
            ):
                later.append((whole, key))
            else:
                lists.setdefault(whole, []).append(key)
        for whole, keys in lists.items():
            # Beside other things a long list would tear its row open: it becomes several.
            longest = 3 if whole in {w for w, _ in later} or whole in self.aimed else 6
            columns = -(-len(keys) // longest)
            size = -(-len(keys) // columns)
            for start in range(0, len(keys), size):
                block = self._new(keys[start : start + size])
                block.stacked = len(block.seats) > 1
                drawn.append((whole, block))
        for whole, key in later:
            block = self.home[key] if key in self.home else self._new([key])
            drawn.append((whole, block))
        return drawn, noted

    def _top(self, key: str) -> str | None:
        return next(iter([*self.regions.around(self._region(key))][::-1]), None)

    def _region(self, key: str) -> str | None:
        """The section or the passage that a statement stands in."""
        return self.regions.of[key]

    def _link(self, argument: Argument) -> None:
        members = argument.members
        kind = kind_of(argument)
        block = self.home[members[0]]
        # An undercut's head is the link it attacks, set when all links are there.
        head = self.seats[members[0] if argument.aims_at_step else argument.target]
        if block.argument is argument:
            links = [Link(kind, block, head, argument)]
        else:
            joint = len(members) > 1
            links = [
                Link(kind, self.home[m], head, argument, self.seats[m], joint=joint)
                for m in members
            ]
        label = rule_of(argument)
        style = self.setup.style
        wide = self.setup.setter.width(label, "italic", style.small)
        sideways = self.setup.direction in ("right", "left")
        # Over linked premises there is more room beside the line.
        room = _LONGEST_RULE * (1.4 if links[0].seat is None else 1.0)
        if wide <= room * style.unit and not sideways:
            links[0].label = label
        elif label:
            self._note(members[0], noted_rule(argument))
        self.by_argument[argument.id] = links
        self.links.extend(links)

    def _undercut(self, argument: Argument) -> None:
        for link in self.by_argument[argument.id]:
            link.head = self.by_argument[argument.target][0]

    def _contradictions(self) -> None:
        """A line between two statements of a section; between sections a note in both."""
        for one, other in self.pairs:
            if self._top(one) == self._top(other) and one != other:
                seats = self.seats[one], self.seats[other]
                self.links.append(Link("contradiction", seats[0].block, seats[1], seat=seats[0]))
            else:
                self._note(one, f"contradicts {self.numbers[other]}")
                self._note(other, f"contradicts {self.numbers[one]}")

    def _relations(self) -> None:
        """Lines from answers, conditions, explanations and restatements, each with its word where that has room."""
        for relation in relations(self.map):
            for member in relation.members:
                self._relate(relation, member)
            if relation.kind == "answer" and len(relation.members) > 1:
                rivals = choice(self.map, relation.host) == "or"
                self._note(
                    relation.host,
                    "one answer can be right" if rivals else "several answers may be right",
                )
        for one, other in restatements(self.map):
            if self._top(one) == self._top(other):
                self._relate(Relation("restatement", (one,), other), one)
            else:
                self._note(one, f"restates {self.numbers[other]}")
                self._note(other, f"restated by {self.numbers[one]}")

    def _relate(self, relation: Relation, member: str) -> None:
        seat, host = self.seats[member], self.seats[relation.host]
        if seat is host:
            self._note(member, f"{relation.kind} of itself")
            return
        word = WORDS.get(relation.kind, "")
        sideways = self.setup.direction in ("right", "left") or relation.kind in SIDEWAYS
        self.links.append(
            Link(
                relation.kind,
                seat.block,
                host,
                seat=seat,
                label="" if sideways else word,
                relation=relation,
            )
        )
        if sideways and word:
            about = self.numbers[relation.host]
            words = {"condition": f"condition of {about}", "explanation": f"explains {about}"}
            if note := words.get(relation.kind):
                self._note(member, note)


def measure(figure: Figure, setup: Setup, text_width: float) -> None:
    """Sets the size of every box and block for a width of the running text, in points."""
    style, setter = setup.style, setup.setter
    for seat in figure.seats.values():
        seat.box.number_width = number_column(seat.box, style, setter)
        measure_box(seat.box, limit_of(seat, setup, text_width), style, setter)
    sideways = setup.direction in ("right", "left")
    for seat, heads in heads_of(figure).items():
        # Room for all heads side by side.
        needed = ((heads - 1) * HEADS + 12.0) * style.unit
        if sideways:
            seat.box.height = max(seat.box.height, needed)
        else:
            seat.box.width = max(seat.box.width, needed)
    for block in figure.blocks:
        _measure_block(block, style, sideways)


def heads_of(figure: Figure) -> Counter[Seat]:
    """How many lines meet one edge of a seat: those that arrive, one an argument and one for all parts,
    or those that leave, if they are more. A contradiction counts at both of its ends, since either may
    be the one that is entered from below.
    """
    arriving = {
        (link.head, link.argument.id if link.argument is not None else id(link))
        for link in figure.links
        if isinstance(link.head, Seat) and link.kind != "part"
    }
    arriving |= {(link.head, "parts") for link in figure.links if link.kind == "part"}  # type: ignore[misc]
    lines = Counter(seat for seat, _ in arriving)
    leaving = Counter(
        link.seat or link.tail.seats[0]
        for link in figure.links
        if link.seat is not None or len(link.tail.seats) == 1
    )
    for link in figure.links:
        if link.kind in SIDEWAYS and link.seat is not None:
            lines[link.seat] += 1
            leaving[link.head] += 1  # type: ignore[index]
    return lines | leaving


def limit_of(seat: Seat, setup: Setup, text_width: float) -> float:
    """How wide the lines of a box may be: a long text gets a wider box before a taller one."""
    box = seat.box
    limit = text_width * (1.6 if box.look == "root" else 1.0)
    limit = max(limit, longest_word(box, setup.style, setup.setter) + 0.1)
    if seat.natural < 0:
        seat.natural = setup.setter.width(box.statement.text, "regular", setup.style.size)
    if seat.natural > limit * 6:
        return limit * 1.5
    return limit * 1.25 if seat.natural > limit * 4 else limit


def _measure_block(block: Block, style: Style, sideways: bool) -> None:
    """Sets where the seats of a block stand in it, and how large it is.

    Boxes side by side are made equally tall, or wide where one stands below the other.
    """
    boxes = [seat.box for seat in block.seats]
    if sideways or block.stacked:
        widest = max(box.width for box in boxes)
        for box in boxes:
            box.width = widest
    else:
        tallest = max(box.height for box in boxes)
        for box in boxes:
            box.height = tallest
    for seat in block.seats:
        size = seat.box.width, seat.box.height
        seat.width, seat.height = (size[1], size[0]) if sideways else size
    top = style.bar + style.bar_gap if block.has_bar else 0.0
    if block.stacked:
        top = 8.0 * style.unit
    if block.stacked and not sideways:
        y = 0.0
        for seat in block.seats:
            seat.dx, seat.dy = top, y
            y += seat.height + style.box_gap
        block.width, block.height = top + max(s.width for s in block.seats), y - style.box_gap
        return
    x = 0.0
    for seat in block.seats:
        seat.dx, seat.dy = x, top
        x += seat.width + style.box_gap
    block.width = x - style.box_gap
    block.height = top + max(seat.height for seat in block.seats)


def children(figure: Figure) -> Callable[[Block], Iterator[Block]]:
    """For each block those that lead to it, in the order of the file."""
    below: dict[Block, list[Block]] = {}
    for link in figure.links:
        if link.kind not in SIDEWAYS:
            below.setdefault(link.head_block, []).append(link.tail)
    return lambda block: iter(below.get(block, ()))
