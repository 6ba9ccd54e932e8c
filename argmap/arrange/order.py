"""The order in which a writer would put a map: from the conclusions down, section by section."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve

from argmap.syntax.words import is_label, odd_character

if TYPE_CHECKING:
    from argmap.model import (
        Argument,
        Independence,
        Map,
        Part,
        Section,
        Statement,
    )


from argmap.arrange.lines.line import DEEPEST, belongs_to_argument
from argmap.arrange.numbering import limit, section_depths

_Task = tuple[str, Any, int]


def all_labelled(map: Map) -> Map:
    """The map with labels for all that has a relation."""
    related = {
        *(x for a in map.arguments for x in a.members),
        *(a.target for a in map.arguments if not a.aims_at_step),
        *(x for p in map.parts for x in (p.whole, p.part)),
        *(i.statement for i in map.independences),
    }
    return _with_labels(map, related)


def _with_labels(map: Map, wanted: Container[str | None]) -> Map:
    """The map with labels, made of their first words, for these statements."""
    taken = {
        *(s.label for s in map.statements),
        *(s.label for s in map.sections),
        *(a.scheme for a in map.arguments),
    }
    numbers: Counter[str] = Counter()

    def labelled(s: Statement) -> Statement:
        if s.label is not None or s.id not in wanted:
            return s
        stem = label = _label_of(s.text)
        while label in taken:
            numbers[stem] += 1
            label = f"{stem}-{numbers[stem] + 1}"
        taken.add(label)
        return evolve(s, label=label)

    return map.changed(statements=[labelled(s) for s in map.statements])


def _label_of(text: str) -> str:
    """A label made of the first words of a text."""
    words: list[str] = []
    for word in unicodedata.normalize("NFC", text.casefold()).split():
        letters = "".join(c for c in word if odd_character(c) is None).strip("-_")
        if letters and (words or letters[0].isalpha()):
            words.append(letters)
        if len(words) == 3:
            break
    label = unicodedata.normalize("NFC", "-".join(words)[:24].rstrip("-_"))
    return label if is_label(label) else "statement"


def in_order(map: Map) -> Map:
    """The map in the order of a text that says it from the conclusions down.

    Sections as they stand in each other; in each the statements that nothing there is built on,
    each followed by its arguments with their premises, warrant and undercuts, then by its parts.
    What would stand too deep goes on at the top, below what it is about.
    """
    return _Order(map).walked()


class _Order:
    def __init__(self, map: Map) -> None:
        self.given = map
        self.statements = {s.id: s for s in map.statements}
        self.parts: dict[str, dict[str, list[Part]]] = defaultdict(dict)
        for p in map.parts:
            if p.alternative_to is None:
                self.parts[p.whole].setdefault(p.part, []).append(p)
            else:
                self.parts[p.whole][p.alternative_to].append(p)
        self.held: dict[str, list[Independence]] = defaultdict(list)
        for i in map.independences:
            self.held[i.statement].append(i)
        self.foreign = [s for s in map.statements if map.imported(s.id)]
        self.guests = self._guests(map)
        self.away = {key for steps in self.guests.values() for key in steps}
        self.above = self._above(map)
        # What is written so far, and where.
        self.declared = {s.id for s in self.foreign}
        self.order: list[Statement] = []
        self.arguments: list[Argument] = []
        self.said_parts: list[Part] = []
        self.independences: list[Independence] = []
        self.section: str | None = None
        self.limit = DEEPEST
        self.later: deque[str] = deque()
        self.wanted: set[str | None] = {
            *(x for pair in map.contradictions for x in pair),
            *(x for p in map.preferences for x in (p.preferred, p.over)),
            *(i.of for i in map.independences),
            *(p for a in map.arguments for p in a.premise_roles),
        }
        """The statements that need a label."""

    def walked(self) -> Map:
        map = self.given
        sections = _preorder(map.sections)
        self._walk_sections(sections)
        for s in self.foreign:
            self._walk(self._about(s.id, 1))
        imported = [a for a in map.arguments if map.imported(a.id)]
        for a in imported:
            self._walk([("argument", u, 1) for u in self._aimed_at(a.id)])
        lost = [s for s in map.statements if s.id not in self.declared]
        ordered = map.changed(
            statements=[*self.order, *lost, *self.foreign],
            arguments=[*self.arguments, *imported],
            sections=sections,
            parts=sorted(
                self.said_parts, key=lambda p: map.imported(p.whole) and map.imported(p.part)
            ),
            independences=sorted(
                self.independences, key=lambda i: map.imported(i.statement) and map.imported(i.of)
            ),
        )
        return _with_labels(ordered, self.wanted)

    def _aimed_at(self, key: str) -> list[Argument]:
        """The arguments about a thing, other than imported ones."""
        map = self.given
        return [a for a in map.aimed_at(key) if not map.imported(a.id)]

    def _walk_sections(self, sections: Iterable[Section]) -> None:
        map, depths = self.given, section_depths(sections)
        inside: dict[str | None, list[Statement]] = defaultdict(list)
        for s in map.statements:
            if not map.imported(s.id):
                inside[s.section].append(s)
        for section in (None, *(s.id for s in sections if not map.imported(s.id))):
            self.section, base = section, depths[section]
            self.limit = limit(base)
            here = inside[section]
            for s in (*(s for s in here if s.id not in self.above), *here):
                if s.id not in self.declared and not s.open:
                    self._walk([("statement", self._top(s.id), base)])
                self._go_on(base)
            for a in self.guests.get(section, {}).values():
                self.wanted.add(a.target)
                self._walk([("argument", a, base + 1)])
                self._go_on(base)

    def _go_on(self, base: int) -> None:
        """Writes at the top what would have stood too deep."""
        while self.later:
            self._walk(self._about(self.later.popleft(), base + 1))

    def _guests(self, map: Map) -> dict[str | None, dict[str, Argument]]:
        """By section, the arguments that stand in another than their target does: where the only
        possible exceptions to them are declared.
        """
        by_id = {a.id: a for a in map.arguments}
        homes: dict[str, dict[str | None, Argument]] = defaultdict(dict)
        for a in map.arguments:
            if a.aims_at_step and self.statements[a.premises[0]].open:
                step = a
                while step.aims_at_step:
                    step = by_id[step.target]
                homes[a.premises[0]].setdefault(self.statements[step.target].section, step)
        guests: dict[str | None, dict[str, Argument]] = defaultdict(dict)
        for exception, steps in homes.items():
            section = self.statements[exception].section
            if section not in steps:
                step = next(iter(steps.values()))
                guests[section][step.id] = step
        return guests

    def _above(self, map: Map) -> dict[str, str]:
        """For each statement that stands below another of its section, the first such."""
        section = {s.id: s.section for s in map.statements}
        targets = {a.id: a.target for a in map.arguments}
        pairs = [(p.part, p.whole) for p in map.parts]
        for a in map.arguments:
            target = a.target
            while target in targets:
                target = targets[target]
            pairs += [(x, target) for x in a.members]
        above: dict[str, str] = {}
        for one, other in pairs:
            if section[one] == section[other]:
                above.setdefault(one, other)
        return above

    def _top(self, identifier: str) -> str:
        """Where to begin so as to come to a statement: as far above it as goes, once around a cycle."""
        seen = {identifier}
        while True:
            above = self.above.get(identifier)
            if above is None or above in seen or above in self.declared:
                return identifier
            if self.statements[above].open:
                return identifier
            seen.add(above)
            identifier = above

    def _walk(self, tasks: list[_Task]) -> None:
        stack = tasks[::-1]
        while stack:
            what, thing, depth = stack.pop()
            if what == "argument":
                stack += reversed(self._argument(thing, depth))
            elif what == "claim":
                self.independences.append(thing)
            elif what == "part":
                self.said_parts.append(thing)
                stack.append(("statement", thing.part, depth))
            elif self._has_place(thing, what == "exception"):
                stack += reversed(self._statement(thing, depth))
            else:
                self.wanted.add(thing)

    def _has_place(self, identifier: str, exception: bool) -> bool:
        """Whether a statement can be declared here: only `unless` declares what is only possible."""
        s = self.statements[identifier]
        return (
            identifier not in self.declared
            and s.section == self.section
            and (exception or not s.open)
        )

    def _statement(self, identifier: str, depth: int) -> list[_Task]:
        self.declared.add(identifier)
        self.order.append(self.statements[identifier])
        tasks = self._about(identifier, depth + 1)
        if tasks and depth >= self.limit:
            self.wanted.add(identifier)
            self.later.append(identifier)
            return []
        return tasks

    def _about(self, identifier: str, depth: int) -> list[_Task]:
        """What is nested under a statement."""
        away = self.away
        return [
            *(("claim", i, depth) for i in self.held.get(identifier, ())),
            *(("argument", a, depth) for a in self._aimed_at(identifier) if a.id not in away),
            *(
                ("part", p, depth)
                for parts in self.parts.get(identifier, {}).values()
                for p in parts
            ),
        ]

    def _argument(self, a: Argument, depth: int) -> list[_Task]:
        self.arguments.append(a)
        first = "exception" if a.aims_at_step else "statement"
        tasks: list[_Task] = [(first, a.premises[0], depth)]
        tasks += [("statement", p, depth) for p in a.premises[1:]]
        if a.warrant is not None:
            if any(map(belongs_to_argument, self.statements[a.warrant].attributes)):
                self.wanted.add(a.warrant)
            tasks.append(("statement", a.warrant, depth))
        below = depth + (a.aims_at_step)
        return [*tasks, *(("argument", u, below) for u in self._aimed_at(a.id))]


def _preorder(sections: Iterable[Section]) -> list[Section]:
    inside: dict[str | None, list[Section]] = defaultdict(list)
    for s in sections:
        inside[s.parent].append(s)
    order = []
    stack = inside[None][::-1]
    while stack:
        section = stack.pop()
        order.append(section)
        stack += reversed(inside[section.id])
    return order
