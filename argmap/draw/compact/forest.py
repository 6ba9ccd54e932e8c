"""View → trees of seats: what bears on each statement, in the order of the file.

A statement's box stands with its first use. A further use is a seat that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from argmap.draw.box import Box, boxes_of, noted_rule, rule_of
from argmap.draw.connectors import LinkKind
from argmap.draw.view import View
from argmap.model import Argument, Map


@define(eq=False)
class Seat:
    """Where a statement's box stands or, where it is a `reference`, is named: with what bears on it."""

    key: str
    box: Box
    reference: bool = False
    steps: list[Step] = field(factory=list)


@define(eq=False)
class Step:
    """What leads to one head: the seats of linked premises, of a single one, or of a part.

    `undercuts` are the steps against this one.
    """

    kind: LinkKind
    seats: list[Seat]
    argument: Argument | None = None
    label: str = ""
    undercuts: list[Step] = field(factory=list)
    # The section all of whose statements stand in this step and below it.
    frame: Plot | None = None


@define(eq=False)
class Plot:
    """What stands together: trees and the plots of sections in it, in the order of the file."""

    section: str | None
    title: str = ""
    items: list[Seat | Plot] = field(factory=list)


@define(eq=False)
class Forest:
    """The trees of a view, in the order of the file."""

    view: View
    top: Plot
    roots: list[Seat]
    seats: dict[str, Seat]

    def steps(self) -> Iterator[Step]:
        """Every step, those above before those below."""
        waiting = [step for root in self.roots for step in root.steps]
        for step in waiting:
            yield step
            waiting += step.undercuts
            for seat in step.seats:
                waiting += seat.steps


def forest(view: View) -> Forest:
    """The trees of a view."""
    return _Planter(view).plant()


class _Planter:
    def __init__(self, view: View) -> None:
        self.view = view
        self.map: Map = view.map
        self.boxes = boxes_of(view)
        self.seats = {key: Seat(key, box) for key, box in self.boxes.items()}
        self.order = {statement.id: n for n, statement in enumerate(self.map.statements)}
        self.section = {statement.id: statement.section for statement in self.map.statements}
        self.parent = {section.id: section.parent for section in self.map.sections}
        self.own = self._single()
        # Disjoint sets: the root of the tree that each statement stands in.
        self.top = {key: key for key in self.seats}
        self.homed: set[str] = set()

    def plant(self) -> Forest:
        steps: dict[str, Step] = {}
        waiting = [a for a in self.map.arguments if a.role != "undercuts"]
        attacks = [a for a in self.map.arguments if a.role == "undercuts"]
        hosts: dict[str, str] = {}
        for argument in waiting:
            hosts[argument.id] = argument.target
            steps[argument.id] = self._step(argument, argument.target)
            self.seats[argument.target].steps.append(steps[argument.id])
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
        for part in self.map.parts:
            seats = [self._seat(part.part, part.whole)]
            self.seats[part.whole].steps.append(Step("part", seats))
        for seat in self.seats.values():
            seat.steps.sort(key=self._place)
        self._contradictions()
        roots = [seat for key, seat in self.seats.items() if key not in self.homed]
        top = self._plots(roots)
        for step in steps.values():
            self._frame(step, hosts[step.argument.id] if step.argument else "")
        return Forest(self.view, top, roots, self.seats)

    def _single(self) -> set[str]:
        """The sections that are one step within the section around them: only that one of their statements,
        or linked ones, bears on what is outside, on one step.
        """
        outward: dict[str, set[str]] = {}
        for argument in self.map.arguments:
            home = self._home_of(argument)
            for member in argument.members:
                at = self.section[member]
                while at is not None and not self._within(home, at):
                    outward.setdefault(at, set()).add(argument.id)
                    at = self.parent[at]
        inward = {
            at for argument in self.map.arguments for at in self._around(self._home_of(argument))
            for member in argument.members if not self._within(self.section[member], at)
        }
        whole: set[str] = set()
        for section, steps in outward.items():
            if len(steps) != 1 or section in inward:
                continue
            argument = next(a for a in self.map.arguments if a.id in steps)
            inside = all(self._within(self.section[m], section) for m in argument.members)
            if inside and self._within(self._home_of(argument), self.parent[section]):
                roots = [s.id for s in self.map.roots if self._within(s.section, section)]
                if not roots:
                    whole.add(section)
        return whole

    def _home_of(self, argument: Argument) -> str | None:
        """The section of what an argument bears on."""
        seen = 0
        while argument.target not in self.section and seen < 1000:
            argument = next(a for a in self.map.arguments if a.id == argument.target)
            seen += 1
        return self.section.get(argument.target)

    def _around(self, section: str | None) -> Iterator[str]:
        while section is not None:
            yield section
            section = self.parent[section]

    def _within(self, section: str | None, around: str | None) -> bool:
        """Whether a section is in another, or is it."""
        return around is None or around in self._around(section)

    def _together(self, key: str, host: str) -> bool:
        """Whether a statement may stand below its host: both in one section, or its own one step there."""
        at, home = self.section[key], self.section[host]
        while at != home and at in self.own:
            at = self.parent[at]
        return at == home

    def _frame(self, step: Step, host: str) -> None:
        at = self.section[step.seats[0].key]
        if step.seats[0].reference or not host or at == self.section[host]:
            return
        if at in self.own and self.parent[at] == self.section[host]:
            title = next(s.title for s in self.map.sections if s.id == at)
            step.frame = Plot(at, title)

    def _plots(self, roots: list[Seat]) -> Plot:
        plots: dict[str | None, Plot] = {None: Plot(None)}
        titles = {s.id: s.title for s in self.map.sections}
        for root in roots:
            chain = [*self._around(self.section[root.key])][::-1]
            above = plots[None]
            for section in chain:
                if section not in plots:
                    plots[section] = Plot(section, titles[section])
                    above.items.append(plots[section])
                above = plots[section]
            above.items.append(root)
        return plots[None]

    def _place(self, step: Step) -> int:
        """Where in the file a step begins: at its first statement that stands with it."""
        here = [self.order[seat.key] for seat in step.seats if not seat.reference]
        return min(here, default=max(self.order[seat.key] for seat in step.seats))

    def _step(self, argument: Argument, host: str) -> Step:
        kind: LinkKind = "support"
        if argument.role == "rebuts":
            kind = "conceded" if argument.conceded else "attack"
        elif argument.role == "undercuts":
            kind = "undercut"
        return Step(kind, [self._seat(m, host) for m in argument.members], argument, rule_of(argument))

    def _seat(self, key: str, host: str) -> Seat:
        """The seat of a statement that bears on a host: its own, unless it has one or would stand in
        itself.
        """
        if key not in self.homed and self._root(host) != key and self._together(key, host):
            self.homed.add(key)
            self.top[key] = host
            return self.seats[key]
        box = self.boxes[key]
        return Seat(key, Box(box.statement, f"→ {box.number}", "background"), reference=True)

    def _root(self, key: str) -> str:
        top = self.top
        while top[key] != key:
            top[key] = top[top[key]]
            key = top[key]
        return key

    def _contradictions(self) -> None:
        for one, other in self.map.contradictions:
            self.boxes[one].notes.append(f"contradicts {self.view.numbers[other]}")
            if one != other:
                self.boxes[other].notes.append(f"contradicts {self.view.numbers[one]}")


def note_long_rules(forest: Forest, most: float, width_of: object) -> None:
    """Rules that are too long to stand beside a line stand in the box of the first premise."""
    for step in forest.steps():
        if step.label and step.argument and width_of(step.label) > most:  # type: ignore[operator]
            step.seats[0].box.notes.append(noted_rule(step.argument))
            step.label = ""
