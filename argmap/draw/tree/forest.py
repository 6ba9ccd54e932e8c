"""View → trees of seats: what bears on each statement, in the order of the file.

A statement's box stands with its first use. A further use is a line that leads there, or a small box with
its number; so is what would close a cycle.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, field

from argmap.draw.box import Box, boxes_of, noted_rule, rule_of
from argmap.draw.connectors import AT_STEPS, LinkKind, kind_of
from argmap.draw.relations import WORDS, Regions, Relation, choice, relations, restatements
from argmap.draw.view import View
from argmap.model import Argument, Map


@define(eq=False, repr=False)
class Seat:
    """Where a statement's box stands or, where it is a `reference`, is named: with what bears on it."""

    key: str
    box: Box
    reference: bool = False
    steps: list[Step] = field(factory=list)
    # The figure in which it goes on, where that is another one; whether it stands there as well.
    onward: int = 0
    twin: bool = False
    # The figure in which what bears on it goes on.
    more: int = 0
    # The passage that it is the outcome of, where it stands on top of it; with all else that stands there.
    passage: Plot | None = None
    # The figure that it comes from.
    origin: int = 0
    # Whether it is a reference to no statement, but to the figure in which a step goes on, or from which it comes.
    sign: bool = False


@define(eq=False, repr=False)
class Step:
    """What leads to one head: the seats of linked premises, of a single one, of a part or of alternatives.

    `linked` says that its boxes stand under a bar. `undercuts` are the steps against this one.
    """

    kind: LinkKind
    seats: list[Seat]
    argument: Argument | None = None
    label: str = ""
    linked: bool = False
    undercuts: list[Step] = field(factory=list)
    # Whether its boxes are to stand one below the other, or side by side.
    stack: bool | None = None
    # Whether it leads from a statement that is highlighted to the conclusion.
    highlit: bool = False
    # The section all of whose statements stand in this step and below it.
    frame: Plot | None = None
    # What it is where it is no argument and no part, and the word between its boxes.
    relation: Relation | None = None
    between: str = "or"

    @property
    def alternatives(self) -> bool:
        """Whether its boxes are parts of which one is enough, or answers."""
        return self.kind in ("part", "answer") and len(self.seats) > 1


@define(eq=False, repr=False)
class Plot:
    """What stands together: trees and the plots of sections in it, in the order of the file. `supposition` is that of
    a passage, "" for a section.
    """

    section: str | None
    title: str = ""
    items: list[Seat | Plot] = field(factory=list)
    supposition: str = ""
    # The name of the rule of the step that takes a passage up.
    rule: str = ""


def plots(top: Plot) -> list[Plot]:
    """A plot and all in it, those outside before those inside."""
    found = [top]
    for plot in found:
        found += [item for item in plot.items if isinstance(item, Plot)]
    return found


@define(eq=False, repr=False)
class Extra:
    """A relation that no tree has room for, which may be a line from one box to another, or to the bar of
    linked premises: a further use of a statement, or a contradiction.
    """

    key: tuple[str, str]
    kind: LinkKind
    tail: str
    head: str
    argument: Argument | None = None
    # Whether its line ends at a bar, and so has no head of its own.
    joint: bool = False
    # What it is where it is neither an argument, a part nor a contradiction.
    relation: Relation | None = None


@define(eq=False, repr=False)
class Forest:
    """The trees of a view, in the order of the file. `extras` are the relations that could be lines of
    their own; those that are to be lines have no seat that refers to them.
    """

    view: View
    top: Plot
    roots: list[Seat]
    seats: dict[str, Seat]
    extras: list[Extra]
    # By the identifier of its argument.
    steps_of: dict[str, Step]

    def steps(self) -> Iterator[Step]:
        """Every step, those above before those below."""
        waiting = [step for root in self.roots for step in root.steps]
        for step in waiting:
            yield step
            waiting += step.undercuts
            for seat in step.seats:
                for one in (seat, *beside_outcome(seat)):
                    waiting += one.steps


def beside_outcome(seat: Seat) -> list[Seat]:
    """What stands in the passage that a seat is the outcome of, but does not bear on it."""
    if seat.passage is None:
        return []
    return [item for plot in plots(seat.passage) for item in plot.items if isinstance(item, Seat)]


def forest(view: View, lines: frozenset[tuple[str, str]] = frozenset()) -> Forest:
    """The trees of a view; `lines` has the keys of the extras that are to be lines."""
    planter = _Planter(view, lines)
    made = planter.plant()
    if planter.torn:
        # Sections that can't stand below what they bear on as a whole.
        made = _Planter(view, lines, frozenset(planter.torn)).plant()
    return made


class _Planter:
    def __init__(
        self,
        view: View,
        lines: frozenset[tuple[str, str]],
        apart: frozenset[str] = frozenset(),
    ) -> None:
        self.view, self.lines = view, lines
        self.map: Map = view.map
        self.boxes = boxes_of(view, alternatives=False)
        self.seats = {key: Seat(key, box) for key, box in self.boxes.items()}
        self.order = {statement.id: n for n, statement in enumerate(self.map.statements)}
        self.regions = Regions(view.map, view.numbers)
        self.sections = _Sections(self.map, self.regions, apart)
        self.torn: set[str] = set()
        self.plotted: set[str] = set()
        # The passages that stand below what takes them up, by name.
        self.passages: dict[str, Plot] = {}
        # Disjoint sets: the root of the tree that each statement stands in.
        self.top = {key: key for key in self.seats}
        self.homed: set[str] = set()
        self.extras: list[Extra] = []

    def plant(self) -> Forest:
        steps: dict[str, Step] = {}
        hosts: dict[str, str] = {}
        attacks = []
        for argument in self.map.arguments:
            if argument.aims_at_step:
                attacks.append(argument)
                continue
            hosts[argument.id] = argument.target
            step = self._step(argument, argument.target)
            if step.seats:
                steps[argument.id] = step
                self.seats[argument.target].steps.append(step)
        while attacks:
            later = []
            for argument in attacks:
                if argument.target not in steps:
                    later.append(argument)
                    continue
                hosts[argument.id] = hosts[argument.target]
                steps[argument.id] = self._step(argument, hosts[argument.id])
                steps[argument.target].undercuts.append(steps[argument.id])
            if len(later) == len(attacks):
                break
            attacks = later
        for step in steps.values():
            # Those of one kind share a line.
            step.undercuts.sort(key=lambda attack: AT_STEPS.index(attack.kind))
        self._parts()
        self._relations()
        self._restatements()
        for seat in self.seats.values():
            self._sort(seat.key, seat.steps)
        self._contradictions()
        top = self._plots([seat for key, seat in self.seats.items() if key not in self.homed])
        for key, step in steps.items():
            self._frame(step, hosts[key])
        roots = [item for plot in plots(top) for item in plot.items if isinstance(item, Seat)]
        roots.sort(key=lambda seat: self.order[seat.key])
        return Forest(self.view, top, roots, self.seats, self.extras, steps)

    def _step(self, argument: Argument, host: str) -> Step:
        kind = kind_of(argument)
        linked = len(argument.members) > 1
        attacked = bool(self.map.aimed_at(argument.id)) or kind in AT_STEPS
        seats = [self._seat(member, host) for member in argument.members]
        away = [seat for seat in seats if seat.reference]
        # A line to a bar needs boxes under it, and a line to a step needs that line.
        if away and (len(away) < len(seats) if linked else not attacked):
            for seat in away:
                extra = Extra((argument.id, seat.key), kind, seat.key, host, argument, linked)
                if seat.key != host:
                    self.extras.append(extra)
                if extra.key in self.lines:
                    seats.remove(seat)
        if not linked and seats and seats[0].passage is not None:
            seats[0].passage.rule = rule_of(argument)
        hint = self.view.hints.get(argument.target)
        stack = hint.stack if hint is not None else None
        highlit = argument.id in self.view.highlight
        return Step(kind, seats, argument, rule_of(argument), linked, stack=stack, highlit=highlit)

    def _parts(self) -> None:
        """Parts below what they are parts of, alternatives together."""
        groups: dict[str, list[Seat]] = {}
        steps: dict[str, Step] = {}
        for part in self.map.parts:
            group = groups.get(part.alternative_to or "")
            seat = self._seat(part.part, part.whole)
            if seat.reference and part.part != part.whole:
                extra = Extra((part.whole, part.part), "part", part.part, part.whole)
                if group is None and not any(p.alternative_to == part.part for p in self.map.parts):
                    self.extras.append(extra)
                    if extra.key in self.lines:
                        continue
            if group is None:
                group = [seat]
                step = steps[part.part] = Step("part", group)
                self.seats[part.whole].steps.append(step)
            else:
                group.append(seat)
                step = steps[part.part] = steps[part.alternative_to or ""]
            step.highlit |= {part.whole, part.part} <= self.view.highlight
            groups[part.part] = group

    def _sort(self, host: str, steps: list[Step]) -> None:
        """Puts steps into the order of the file: that of the first statement that stands with each; what only
        refers to others stays after what its argument follows. An order that is asked for comes before.
        """
        last = -1
        places: dict[Step, tuple[float, int]] = {}
        for step in steps:
            here = [self.order[seat.key] for seat in step.seats if not seat.reference]
            last = min(here, default=last)
            places[step] = self.view.rank(host, [seat.key for seat in step.seats]), last
        steps.sort(key=places.__getitem__)

    def _seat(self, key: str, host: str) -> Seat:
        """The seat of a statement that bears on a host: its own, unless it has one or would stand in
        itself.
        """
        if key not in self.homed and self._root(host) != key and self.sections.together(key, host):
            self.homed.add(key)
            self.top[key] = host
            self._open(key, host)
            return self.seats[key]
        box = self.boxes[key]
        name = self.view.numbers[key]
        return Seat(key, Box(box.statement, f"→ {name}", "background"), reference=True)

    def _open(self, key: str, host: str) -> None:
        """Has the passage that a statement is the outcome of stand with it, below what takes it up."""
        at = self.regions.of[key]
        if at is not None and at != self.regions.of[host] and self.regions.outcomes.get(at) == key:
            region = self.regions.all[at]
            made = Plot(at, region.title, supposition=region.supposition)
            self.passages[at] = self.seats[key].passage = made

    def _root(self, key: str) -> str:
        top = self.top
        while top[key] != key:
            top[key] = top[top[key]]
            key = top[key]
        return key

    def _contradictions(self) -> None:
        for one, other in dict.fromkeys(tuple(sorted(p)) for p in self.map.contradictions):
            key = one, other
            if one != other:
                self.extras.append(Extra(key, "contradiction", one, other))
            if key not in self.lines:
                self.boxes[one].notes.append(f"contradicts {self.view.numbers[other]}")
                if one != other:
                    self.boxes[other].notes.append(f"contradicts {self.view.numbers[one]}")

    def _relations(self) -> None:
        """Answers below their question, conditions and explanations below what they are about."""
        for relation in relations(self.map):
            kind, host = relation.kind, relation.host
            seats = [self._seat(member, host) for member in relation.members]
            if len(seats) == 1 and seats[0].reference and seats[0].key != host:
                extra = Extra((relation.name, ""), kind, seats[0].key, host, relation=relation)
                self.extras.append(extra)
                if extra.key in self.lines:
                    continue
            linked = kind == "explanation" and len(seats) > 1
            step = Step(kind, seats, label=WORDS.get(kind, ""), linked=linked, relation=relation)
            if kind == "answer":
                step.between = choice(self.map, host)
            step.highlit = {host, *relation.members} <= self.view.highlight
            self.seats[host].steps.append(step)

    def _restatements(self) -> None:
        """What only says another statement again stands below it; any others are joined by a line, or say so."""
        for one, other in restatements(self.map):
            pairs = ((other, one), (one, other))
            if any(self._hung(again, host) for again, host in pairs):
                continue
            relation = Relation("restatement", (one,), other)
            extra = Extra((relation.name, ""), "restatement", one, other, relation=relation)
            self.extras.append(extra)
            if extra.key not in self.lines:
                self.boxes[one].notes.append(f"restates {self.view.numbers[other]}")
                self.boxes[other].notes.append(f"restated by {self.view.numbers[one]}")

    def _hung(self, again: str, host: str) -> bool:
        """Hangs a statement without reasons below what says the same, where it stands nowhere else."""
        seat = self.seats[again]
        if again in self.homed or seat.steps or self.regions.of[again] != self.regions.of[host]:
            return False
        seats = [self._seat(again, host)]
        if seats[0].reference:
            return False
        relation = Relation("restatement", (again,), host)
        step = Step("restatement", seats, label=WORDS["restatement"], relation=relation)
        step.highlit = {host, again} <= self.view.highlight
        self.seats[host].steps.append(step)
        return True

    # Sections

    def _frame(self, step: Step, host: str) -> None:
        """Frames a step whose section stands in it as a whole."""
        at = self.sections.of[step.seats[0].key]
        if step.seats[0].passage is not None and at is not None:
            at = self.sections.parent[at]
        if (
            step.seats[0].reference
            or at == self.sections.of[host]
            or at not in self.sections.single
        ):
            return
        if at in self.plotted:
            self.torn.add(at)
        if self.sections.parent[at] == self.sections.of[host]:
            step.frame = Plot(at, self.sections.titles[at])

    def _plots(self, roots: list[Seat]) -> Plot:
        top = Plot(None)
        plots: dict[str, Plot] = {**self.passages}
        for root in roots:
            above = top
            chain = [*self.regions.around(self.regions.of[root.key])]
            inner = next((n for n, name in enumerate(chain) if name in self.passages), None)
            if inner is not None:
                above, chain = self.passages[chain[inner]], chain[:inner]
            for name in reversed(chain):
                if name not in plots:
                    region = self.regions.all[name]
                    plots[name] = Plot(name, region.title, supposition=region.supposition)
                    above.items.append(plots[name])
                above = plots[name]
            above.items.append(root)
        self.plotted = plots.keys() - self.passages.keys()
        return top


class _Sections:
    """The sections and passages of a map: in which each statement is, and which sections are a single step.

    A section is a `single` step within the section around it where only one of its statements, or linked
    ones, bear on what is outside, by one argument: it can stand below what it bears on. Those that are to
    stand `apart` are none.
    """

    def __init__(self, map: Map, regions: Regions, apart: frozenset[str]) -> None:
        self.map = map
        self.of = regions.of
        self.outcomes = regions.outcomes
        self.around = regions.around
        self.parent = {name: region.parent for name, region in regions.all.items()}
        self.titles = {name: region.title for name, region in regions.all.items()}
        self._homes: dict[str, str | None] = {}
        sections = {section.id for section in map.sections}
        self.single = (self._single() & sections) - apart if sections else frozenset()

    def together(self, key: str, host: str) -> bool:
        """Whether a statement may stand below its host: both in one section or passage, or its own one step
        there, or a passage of which it is the outcome.
        """
        at, home = self.of[key], self.of[host]
        if at is not None and at != home and self.outcomes.get(at) == key:
            at = self.parent[at]
        while at != home and at in self.single:
            at = self.parent[at]
        return at == home

    def _single(self) -> frozenset[str]:
        outward: dict[str, set[str]] = {}
        inward: set[str] = set()
        for argument in self.map.arguments:
            home = [*self.around(self._home(argument))]
            for member in argument.members:
                chain = [*self.around(self.of[member])]
                for at in chain:
                    if at not in home:
                        outward.setdefault(at, set()).add(argument.id)
                inward.update(at for at in home if at not in chain)
        for relation in relations(self.map):
            for member in relation.members:
                for at in {*self.around(self.of[member])} ^ {*self.around(self.of[relation.host])}:
                    # It has more than an argument to do with what is outside.
                    outward.setdefault(at, set()).update((relation.name, ""))
        rooted = {at for root in self.map.roots for at in self.around(self.of[root.id])}
        found = set()
        for section, steps in outward.items():
            if len(steps) != 1 or section in inward or section in rooted:
                continue
            argument = self.map.argument(*steps)
            inside = all(section in self.around(self.of[m]) for m in argument.members)
            parent = self.parent[section]
            if inside and (parent is None or parent in self.around(self._home(argument))):
                found.add(section)
        return frozenset(found)

    def _home(self, argument: Argument) -> str | None:
        """The section of the statement that an argument, or what it attacks, bears on."""
        if argument.id not in self._homes:
            at, passed = argument, {argument.id}
            while at.target not in self.of and at.target not in passed:
                passed.add(at.target)
                at = self.map.argument(at.target)
            self._homes[argument.id] = self.of.get(at.target)
        return self._homes[argument.id]


def shorten_rules(made: Forest, most: float, width: dict[str, float]) -> None:
    """Has rules that are too long to stand beside a line noted in the box of the first premise."""
    for step in made.steps():
        if step.label and step.argument and width[step.label] > most:
            seat = step.seats[0]
            if seat.reference:
                seat.box = evolve(seat.box)
            seat.box.notes.append(noted_rule(step.argument))
            step.label = ""
