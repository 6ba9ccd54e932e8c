"""A long map as few figures that each fit.

Trees are cut at statements, from the leaves up, the largest branches first (the greedy partition of a tree into
fewest parts; Kundu and Misra 1977). A statement that is cut off closes one figure and opens another. The
first figure is an overview: main conclusions with what is directly for and against them, a section by what it
concludes.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from argmap.draw.setup import Setup
from argmap.draw.tree.curves import Front
from argmap.draw.tree.forest import Forest, Plot, Seat, Step, beside_outcome, forest, plots
from argmap.draw.tree.growth import Growth, leaves_first
from argmap.draw.tree.layout import Layout, growth_of, placed_forest
from argmap.draw.tree.parts import ROOM, Parts, cut, reference
from argmap.draw.tree.turn import Turn
from argmap.draw.tree.unframed import Unframed, note, unframed
from argmap.draw.view import View

_SPARE = (2, 5)
"""How many lines of small print are kept free, for words on where statements come from."""
_AT_ONCE = 8
"""Of many sections or branches that may be cut off, an eighth is cut at a time."""
_GLIMPSES = 24
"""Of so many sections an overview may show what is for and against their conclusions."""


def split(view: View, setup: Setup) -> list[Layout]:
    """The layouts of the figures of a view, in their order; one where all of it fits."""
    for spare in _SPARE:
        layouts = _split(view, setup, spare)
        if all(layout.fits for layout in layouts):
            break
    return layouts


def _split(view: View, setup: Setup, spare: int) -> list[Layout]:
    turn = Turn(setup.direction)
    said: Unframed = frozenset()
    while True:
        made = forest(view)
        for seat in _seats(made.top):
            if seat.reference:
                seat.box.number += f", {ROOM}"
            elif (seat.key, False) in said:
                note(seat.box, view)
        splitter = _Splitter(growth_of(made, setup, turn), spare, said)
        splitter.run()
        figures = splitter.figures()
        bare = unframed(made, figures)
        if bare <= said:
            break
        # With more to say, boxes are larger, and cuts fall elsewhere.
        said |= bare
    _number(figures, splitter)
    layouts = []
    for top in figures:
        roots = [item for plot in plots(top) for item in plot.items if isinstance(item, Seat)]
        part = Forest(view, top, roots, made.seats, [], made.steps_of)
        layouts.append(placed_forest(part, setup, turn))
    return layouts


class _Splitter:
    def __init__(self, growth: Growth, spare: int, said: Unframed) -> None:
        self.growth, self.spare, self.said = growth, spare, said
        self._page = growth.setup.width * (growth.setup.height or float("inf"))
        self.setup, self.turn = growth.setup, growth.turn
        # The seats that stand for others, and sections for others, with what is cut off there.
        self.stubs: dict[Seat, Seat] = {}
        self.closed: dict[Plot, Plot] = {}
        self.parts = Parts(growth, lambda seat: self._fits(growth.seats[seat]), self.stubs)

    def run(self) -> None:
        """Cuts until everything fits."""
        forest = self.growth.forest
        for thing in leaves_first(forest):
            self.growth.measure(thing)
            if isinstance(thing, Seat):
                self._trim(thing)
        for plot in plots(forest.top)[::-1]:
            self.growth.place(plot)
            self._trim_plot(plot)

    def _fits(self, front: Front, overview: bool = False) -> bool:
        style = self.setup.style
        around, line = 2 * style.margin, style.small * style.leading * 1.2
        line *= 0 if overview else self.spare
        return any(
            self.setup.fits(width + around, height + around + line)
            for shape in front
            for width, height in [self.turn.size(shape.width, shape.height)]
        )

    def _weight(self, item: Seat | Plot) -> float:
        """How high something is in the figure's width."""
        sizes = [self.turn.size(s.width, s.height) for s in self.growth.front(item)]
        return min((h for w, h in sizes if w <= self.setup.width), default=min(h for _, h in sizes))

    # Trees

    def _trim(self, seat: Seat) -> None:
        """Cuts the largest branches off until a tree fits."""
        while not self._fits(self.growth.seats[seat]):
            branches = [(child, chain) for child, chain in _below(seat) if child.steps]
            if not branches:
                self.parts.go_on(seat)
                return
            child, chain = max(branches, key=lambda branch: self._weight(branch[0]))
            cut(self.growth, child, chain, self._stub(child))
            self.growth.measure(seat)

    def _stub(self, seat: Seat, glimpse: bool = False) -> Seat:
        """A seat that stands for one that is cut off; a `glimpse` has what is directly for and against it."""
        seat = self.stubs.get(seat, seat)
        notes = [note for note in seat.box.notes if note != f"→ {ROOM}"]
        box = evolve(seat.box, notes=notes, above=[*seat.box.above])
        if (seat.key, True) in self.said:
            note(box, self.growth.forest.view)
        box.notes.append(f"→ {ROOM}")
        stub = Seat(seat.key, box, onward=1)
        self.stubs[stub] = seat
        for step in seat.steps if glimpse else ():
            below = [self._below(child) for child in step.seats]
            stub.steps.append(evolve(step, seats=below, undercuts=[], frame=None))
            self.growth.measure(stub.steps[-1])
        self.growth.measure(stub)
        return stub

    def _below(self, seat: Seat) -> Seat:
        """The seat of a reason in a glimpse: alone, and with a word on where it goes on, if it does."""
        if seat.steps or seat in self.stubs:
            return self._stub(seat)
        twin = evolve(seat, box=evolve(seat.box), twin=not seat.reference)
        if seat.sign:
            self.parts.signs[twin] = self.parts.signs[seat]
        self.growth.measure(twin)
        return twin

    # Sections, and the figure as a whole

    def _trim_plot(self, plot: Plot) -> None:
        """Has the largest sections in a plot stand for themselves elsewhere, then the branches below its
        conclusions, then these, until it fits.
        """
        overview = plot is self.growth.forest.top
        while not self._fits(self.growth.plots[plot], overview):
            inner = [item for item in plot.items if isinstance(item, Plot)]
            whole = [item for item in inner if item not in self.closed]
            glimpses = [
                item
                for item in inner
                if item in self.closed
                and any(isinstance(seat, Seat) and seat.steps for seat in item.items)
            ]
            trees = [item for item in plot.items if isinstance(item, Seat) and item.steps]
            branches = [
                (child, chain, tree)
                for tree in trees
                for child, chain in _below(tree)
                if child.steps
            ]
            if whole:
                whole.sort(key=lambda inner: -self._weight(inner))
                for section in whole[: 1 + len(whole) // _AT_ONCE]:
                    self._close(plot, section, glimpse=True)
            elif glimpses:
                self._shorten(plot, glimpses)
            elif overview and self._named():
                return
            elif branches:
                # Of many, several at a time.
                branches.sort(key=lambda branch: -self._weight(branch[0]))
                for child, chain, tree in branches[: 1 + len(branches) // _AT_ONCE]:
                    cut(self.growth, child, chain, self._stub(child))
                    self.growth.measure(tree)
            elif trees and (len(plot.items) > 1 or not overview):
                trees.sort(key=lambda tree: -self._weight(tree))
                for tree in trees[: 1 + len(trees) // _AT_ONCE]:
                    plot.items[plot.items.index(tree)] = self._stub(tree)
            else:
                return
            self.growth.place(plot)

    def _shorten(self, around: Plot, glimpses: list[Plot]) -> None:
        """Has as many sections as fit, the first of the file before others, keep what is for and against them."""
        bare = [self._close(around, plot, glimpse=False) for plot in glimpses]
        self.growth.place(around)
        for plot, shown in [*zip(bare, glimpses, strict=True)][:_GLIMPSES]:
            at = around.items.index(plot)
            around.items[at] = shown
            self.growth.place(around)
            if not self._fits(self.growth.plots[around], around is self.growth.forest.top):
                around.items[at] = plot
        self.growth.place(around)

    def _named(self) -> bool:
        """Whether an overview fits in one figure where each section has its first conclusion, and of others only the
        numbers; it has then as many as fit, the first of the file before others.
        """
        around = self.growth.forest.top
        whole = {plot: [*plot.items] for plot in around.items if isinstance(plot, Plot)}

        def placed() -> bool:
            for plot in (*whole, around):
                self.growth.place(plot)
            return self._fits(self.growth.plots[around], overview=True)

        for plot, items in whole.items():
            plot.items = [*items[:1], *map(self._number_of, items[1:])]
        found = placed()
        for plot, items in whole.items():
            for n, item in enumerate(items):
                number, plot.items[n] = plot.items[n], item
                if found and not placed():
                    plot.items[n] = number
        placed()
        return found

    def _number_of(self, item: Seat | Plot) -> Seat | Plot:
        """What only refers to a tree."""
        if isinstance(item, Plot) or item.reference:
            return item
        found = reference(item, self.growth)
        self.growth.measure(found)
        return found

    def _close(self, around: Plot, shown: Plot, glimpse: bool) -> Plot:
        """Has a section stand in the plot around it by what it concludes."""
        plot = self.closed.get(shown, shown)
        seats = [item for inner in plots(plot) for item in inner.items if isinstance(item, Seat)]
        own = [item for item in plot.items if isinstance(item, Seat)]
        main = [s for s in own if s.steps or s in self.stubs]
        main = main or [s for s in seats if s.steps or s in self.stubs] or seats[:1]
        closed = Plot(plot.section, plot.title, [self._stub(seat, glimpse) for seat in main])
        self.closed[closed] = plot
        self.growth.place(closed)
        around.items[around.items.index(shown)] = closed
        return closed

    # The figures in their order

    def figures(self) -> list[Plot]:
        """What stands in each figure: the overview, in several where one can't hold it, then what was cut
        off, that of one figure before that of the next, several in one figure where they fit.
        """
        top = self.growth.forest.top
        found = self._packed(top.items, overview=True)
        waiting = self._pieces(top)
        pieces: list[Seat | Plot] = []
        while waiting:
            piece = waiting.pop(0)
            pieces.append(piece)
            inner = self._pieces(piece if isinstance(piece, Plot) else Plot(None, "", [piece]))
            waiting += inner
        return [*(found or [Plot(None)]), *self._packed(pieces)]

    def _packed(self, items: list[Seat | Plot], overview: bool = False) -> list[Plot]:
        found: list[Plot] = []
        area = 0.0
        for item in (part for one in items for part in self._broken(one, overview)):
            area += self._area(item)
            if found and area < self._page and not self._leads_to(found[-1], item):
                both = [*found[-1].items, item]
                front = self.growth.rows([self.growth.front(one) for one in both])
                if self._fits(front, overview):
                    found[-1].items.append(item)
                    continue
            found.append(Plot(None, "", [item]))
            area = self._area(item)
        return found

    def _broken(
        self, item: Seat | Plot, overview: bool, around: tuple[Plot, ...] = ()
    ) -> list[Seat | Plot]:
        """A section that is larger than a figure as several of the same title; `around` are the sections around it."""

        def fits(one: Seat | Plot) -> bool:
            for plot in (*around[::-1], Plot(None)):
                one = evolve(plot, items=[one])
                self.growth.place(one)
            return self._fits(self.growth.front(one), overview)

        if isinstance(item, Seat) or fits(item):
            return [item]
        found: list[Plot] = []
        inner = [p for one in item.items for p in self._broken(one, overview, (*around, item))]
        for one in inner:
            more = evolve(item, items=[*(found[-1].items if found else []), one])
            self.growth.place(more)
            if found and fits(more):
                found[-1] = more
                continue
            found.append(evolve(item, items=[one]))
            self.growth.place(found[-1])
        return [*found]

    def _area(self, item: Seat | Plot) -> float:
        return min(shape.width * shape.height for shape in self.growth.front(item))

    def _leads_to(self, figure: Plot, item: Seat | Plot) -> bool:
        """Whether something was cut off in a figure, so that it can't stand there."""
        leading = (self.stubs, self.parts.rests, self.parts.aside)
        inside = {*_seats(Plot(None, "", [item]))}
        return any(more.get(seat) in inside for seat in _seats(figure) for more in leading)

    def _pieces(self, top: Plot) -> list[Seat | Plot]:
        """What was cut off within a plot, in order."""
        closed = [plot for plot in plots(top) if plot in self.closed]
        inside = {seat for plot in closed for seat in _seats(plot)}
        found: list[Seat | Plot] = [self.closed[plot] for plot in closed]
        found += [
            self.stubs[seat] for seat in _seats(top) if seat in self.stubs and seat not in inside
        ]
        for more in (self.parts.rests, self.parts.aside):
            found += [more[seat] for seat in _seats(top) if seat in more]
        return found


def _number(figures: list[Plot], splitter: _Splitter) -> None:
    """Says at each cut in which figure it goes on, and from which one it comes."""
    stubs, rests = splitter.stubs, splitter.parts.rests
    at: dict[str, int] = {}
    of = {seat: n for n, figure in enumerate(figures, 1) for seat in _seats(figure)}
    roots = {item for figure in figures for plot in plots(figure) for item in plot.items}
    opened: set[Seat] = set()
    named: list[dict[str, int]] = []
    for number, figure in enumerate(figures, 1):
        here = {}
        for seat in _seats(figure):
            if not seat.reference:
                here[seat.key] = number
                if seat not in stubs and not seat.twin:
                    at[seat.key] = number
        named.append(here)
    for number, (figure, here) in enumerate(zip(figures, named, strict=True), 1):
        for seat in _seats(figure):
            if seat in stubs:
                seat.onward = at[seat.key]
                _name(seat, seat.onward)
                origin = stubs[seat]
                # What opens a figure, or a section there, says where it comes from.
                if origin in roots and seat.onward != number and origin not in opened:
                    opened.add(origin)
                    origin.origin = number
                    origin.box.notes.append(f"from Figure {number}")
            elif seat.twin:
                seat.onward = at[seat.key]
            if seat in rests:
                rest = rests[seat]
                seat.more = of[rest]
                if not seat.reference:
                    _name(seat, seat.more)
                rest.origin = number
                rest.box.notes.append(f"from Figure {number}")
            if seat.sign:
                seat.onward = of[splitter.parts.signs[seat]]
                seat.box.number = seat.box.number.replace(ROOM, f"Figure {seat.onward}")
            elif seat.reference:
                word = seat.box.number.rpartition(", Figure ")[0] or seat.box.number
                seat.onward = 0 if seat.key in here else at.get(seat.key, 0)
                seat.box.number = f"{word}, Figure {seat.onward}" if seat.onward else word


def _name(seat: Seat, figure: int) -> None:
    """Puts the number of the figure into the word of a seat on where it goes on."""
    notes = seat.box.notes
    notes[notes.index(f"→ {ROOM}")] = f"→ Figure {figure}"


def _below(seat: Seat) -> Iterator[tuple[Seat, list[Step]]]:
    """The seats directly below one, with the steps that lead up from each."""
    waiting = [(step, [step]) for step in seat.steps]
    for step, chain in waiting:
        for child in step.seats:
            yield child, chain
        waiting += [(attack, [attack, *chain]) for attack in step.undercuts]


def _seats(top: Plot) -> Iterator[Seat]:
    """All seats of a plot, each with what is below it, in the order of the file."""
    waiting = [item for plot in plots(top) for item in plot.items if isinstance(item, Seat)][::-1]
    while waiting:
        seat = waiting.pop()
        yield seat
        waiting += [*(child for child, _ in _below(seat)), *beside_outcome(seat)][::-1]
