"""The order in which a writer would put a map: from the conclusions down, section by section."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from attrs import evolve

from argmap.arrange.lines.line import DEEPEST, has_argument_attributes
from argmap.arrange.numbering import limit, section_depths
from argmap.model import Answer, Condition, Explanation, Independence
from argmap.syntax.words import is_label, odd_character

if TYPE_CHECKING:
    from argmap.model import (
        Argument,
        Map,
        Part,
        Section,
        Statement,
    )

_Task = tuple[str, Any, int]
_T = TypeVar("_T")
_Relation = Independence | Explanation | Condition | Answer


def all_labelled(map: Map) -> Map:
    """The map with labels for all that has a relation."""
    related = {
        *(x for a in map.arguments for x in a.members),
        *(a.target for a in map.arguments if not a.aims_at_step),
        *(x for p in map.parts for x in (p.whole, p.part)),
        *(i.statement for i in map.independences),
        *(x for e in map.explanations for x in (e.explained, *e.explaining)),
        *(x for c in map.conditions for x in (c.statement, c.provided)),
        *(x for a in map.answers for x in (a.question, a.answer)),
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
    """The walk; every list of the map is put into the order in which its lines come."""

    def __init__(self, map: Map) -> None:
        self.given = map
        self.statements = {s.id: s for s in map.statements}
        self.parts: dict[str, dict[str, list[Part]]] = defaultdict(dict)
        for p in map.parts:
            if p.alternative_to is None:
                self.parts[p.whole].setdefault(p.part, []).append(p)
            else:
                self.parts[p.whole][p.alternative_to].append(p)
        # What is said under a statement beside arguments and parts.
        self.said_of: dict[str, list[_Relation]] = defaultdict(list)
        relations: Iterator[_Relation] = chain(
            map.independences, map.explanations, map.conditions, map.answers
        )
        for relation in relations:
            self.said_of[_RELATIONS[type(relation)].about(relation)].append(relation)
        self.foreign = [s for s in map.statements if map.imported(s.id)]
        self.above = self._above(map)
        self.taken = {a.id: map.taken_up(a) for a in map.arguments}
        self.concluding = self._concluding()
        # What is written so far, and where.
        self.declared = {s.id for s in self.foreign}
        self.order: list[Statement] = []
        self.arguments: list[Argument] = []
        self.said_parts: list[Part] = []
        self.said: list[_Relation] = []
        self.section: str | None = None
        self.within: list[str | None] = [None]
        self.limit = DEEPEST
        self.later: deque[str] = deque()
        self.wanted: set[str | None] = {
            *(x for pair in (*map.contradictions, *map.restatements) for x in pair),
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
            contradictions=self._from_passages(map.contradictions, lambda pair: pair),
            preferences=self._from_passages(map.preferences, lambda p: (p.preferred, p.over)),
            restatements=self._from_passages(map.restatements, lambda pair: pair),
            **{kind.field: self._own_first(type) for type, kind in _RELATIONS.items()},
        )
        return _with_labels(ordered, self.wanted)

    def _own_first(self, type: type[_Relation]) -> list[_Relation]:
        """The relations of a sort as they were written, imported ones at the end."""
        found = [r for r in self.said if isinstance(r, type)]
        return sorted(found, key=lambda r: self.given.imported(*_RELATIONS[type].all(r)))

    def _from_passages(
        self, pairs: Iterable[_T], ends: Callable[[_T], tuple[str, str]]
    ) -> list[_T]:
        """Pairs that verbs relate: what is said in a passage before what is said at the top, where the last
        come; imported ones at the end.
        """
        map, place = self.given, {s.id: i for i, s in enumerate(self.order)}

        def when(pair: _T) -> tuple[int, float]:
            deepest = max((map.around(key) for key in ends(pair)), key=len)
            if map.imported(*ends(pair)):
                return 2, 0
            return (0, place.get(deepest[0], 0)) if deepest else (1, 0)

        return sorted(pairs, key=when)

    def _aimed_at(self, key: str) -> list[Argument]:
        """The arguments about a thing, other than imported ones."""
        map = self.given
        return [a for a in map.aimed_at(key) if not map.imported(a.id)]

    def _concluding(self) -> dict[str, Argument]:
        """By supposition, the argument that comes last in its passage: of what leaves it or, where nothing does,
        of what nothing there is built on.
        """
        map, found = self.given, {}
        for a in map.arguments:
            target = None if a.aims_at_step else self.statements[a.target]
            if target is None or a.role != "supports" or target.within is None:
                continue
            outcome = map.outcomes.get(target.within)
            if outcome == target.id or (outcome is None and target.id not in self.above):
                found[target.within] = a
            elif outcome is None:
                found.setdefault(target.within, a)
        return found

    def _walk_sections(self, sections: Iterable[Section]) -> None:
        map, depths = self.given, section_depths(sections)
        inside: dict[str | None, list[Statement]] = defaultdict(list)
        for s in map.statements:
            if not map.imported(s.id) and s.within is None:
                inside[s.section].append(s)
        # What is supposed stands in the argument that takes its passage up, where there is one.
        taken = {supposition for found in self.taken.values() for supposition in found.values()}
        for section in (None, *(s.id for s in sections if not map.imported(s.id))):
            self.section, base = section, depths[section]
            self.limit = limit(base)
            here = inside[section]
            first = (s for s in here if s.id not in self.above and s.id not in taken)
            for s in (*first, *here):
                if s.id not in self.declared:
                    self._walk([("statement", self._top(s.id), base)])
                self._go_on(base)

    def _go_on(self, base: int) -> None:
        """Writes at the top what would have stood too deep."""
        while self.later:
            self._walk(self._about(self.later.popleft(), base + 1))

    def _above(self, map: Map) -> dict[str, str]:
        """For each statement that stands below another of its section and passage, the first such."""
        home = {s.id: (s.section, s.within) for s in map.statements}
        targets = {a.id: a.target for a in map.arguments}
        pairs = [(p.part, p.whole) for p in map.parts]
        inner: Iterator[_Relation] = chain(map.explanations, map.conditions, map.answers)
        for relation in inner:
            one, *others = _RELATIONS[type(relation)].all(relation)
            pairs += [(other, one) for other in others]
        for a in map.arguments:
            target = a.target
            while target in targets:
                target = targets[target]
            pairs += [(x, target) for x in a.members]
        above: dict[str, str] = {}
        for one, other in pairs:
            if home[one] == home[other] and self.statements[one].kind != "supposition":
                above.setdefault(one, other)
        return above

    def _top(self, identifier: str) -> str:
        """Where to begin so as to come to a statement: as far above it as goes, once around a cycle."""
        seen = {identifier}
        while True:
            above = self.above.get(identifier)
            if above is None or above in seen or above in self.declared:
                return identifier
            seen.add(above)
            identifier = above

    def _walk(self, tasks: list[_Task]) -> None:
        stack = tasks[::-1]
        while stack:
            what, thing, depth = stack.pop()
            if what == "argument":
                stack += reversed(self._argument(thing, depth))
            elif what == "said":
                self.said.append(thing)
                others = _RELATIONS[type(thing)].others(thing)
                stack += [("statement", key, depth) for key in reversed(others)]
            elif what == "part":
                self.said_parts.append(thing)
                stack.append(("statement", thing.part, depth))
            elif what == "concluded":
                self.arguments.append(thing)
                stack.append(("statement", thing.target, depth))
                stack += [("argument", u, depth) for u in reversed(self._aimed_at(thing.id))]
                if thing.warrant is not None:
                    stack.append(("warrant", thing, depth))
            elif what == "warrant":
                stack += reversed(self._warrant(thing, depth))
            elif what == "closed":
                self.within.pop()
            elif what == "rest":
                if thing not in self.declared:
                    stack.append(("statement", self._top(thing), depth))
            elif self._has_place(thing):
                stack += reversed(self._statement(thing, depth))
            else:
                self.wanted.add(thing)

    def _has_place(self, identifier: str) -> bool:
        """Whether a statement can be declared here."""
        s = self.statements[identifier]
        home = (s.section, s.within)
        return identifier not in self.declared and home == (self.section, self.within[-1])

    def _statement(self, identifier: str, depth: int) -> list[_Task]:
        self.declared.add(identifier)
        self.order.append(self.statements[identifier])
        if self.statements[identifier].kind == "supposition":
            return self._passage(identifier, depth + 1)
        tasks = self._about(identifier, depth + 1)
        if tasks and depth >= self.limit:
            self.wanted.add(identifier)
            self.later.append(identifier)
            return []
        return tasks

    def _passage(self, supposition: str, depth: int) -> list[_Task]:
        """What stands in a passage, its conclusion last."""
        self.within.append(supposition)
        inside = [s.id for s in self.given.statements if s.within == supposition]
        last = self.concluding.get(supposition)
        # The labels with which a group can begin again.
        self.wanted.update((supposition, *([last.target, *last.premises] if last else [])))
        ending = {last.target, *last.members} if last else set()
        tasks: list[_Task] = [("rest", k, depth) for k in inside if self._leads(k, ending)]
        if last is not None:
            tasks += [("statement", p, depth) for p in last.premises]
            tasks.append(("concluded", last, depth))
        return [*tasks, *(("rest", k, depth) for k in inside), ("closed", supposition, depth)]

    def _leads(self, identifier: str, ending: Container[str]) -> bool:
        """Whether a statement of a passage stands neither in its last step nor below it."""
        seen: set[str] = set()
        at: str | None = identifier
        while at is not None and at not in seen:
            if at in ending:
                return False
            seen.add(at)
            at = self.above.get(at)
        return True

    def _about(self, identifier: str, depth: int) -> list[_Task]:
        """What is nested under a statement."""
        last = self.concluding.get(self.statements[identifier].within or "")
        return [
            *(("said", r, depth) for r in self.said_of.get(identifier, ())),
            *(("argument", a, depth) for a in self._aimed_at(identifier) if a is not last),
            *(
                ("part", p, depth)
                for parts in self.parts.get(identifier, {}).values()
                for p in parts
            ),
        ]

    def _argument(self, a: Argument, depth: int) -> list[_Task]:
        self.arguments.append(a)
        taken = self.taken[a.id]
        tasks: list[_Task] = []
        for p in a.premises:
            if p not in taken:
                tasks.append(("statement", p, depth))
            elif a.conceded or taken[p] in self.declared:
                self.wanted.add(p)
            else:
                self.wanted.add(p)
                tasks.append(("statement", taken[p], depth))
        below = depth + a.aims_at_step
        return [
            *tasks,
            *self._warrant(a, depth),
            *(("argument", u, below) for u in self._aimed_at(a.id)),
        ]

    def _warrant(self, a: Argument, depth: int) -> list[_Task]:
        if a.warrant is None:
            return []
        if has_argument_attributes(self.statements[a.warrant]):
            self.wanted.add(a.warrant)
        return [("statement", a.warrant, depth)]


class _Said(NamedTuple):
    """Where a map keeps relations of a sort, what each is nested under, and what it names there."""

    field: str
    about: Callable[[Any], str]
    others: Callable[[Any], tuple[str, ...]]

    def all(self, relation: Any) -> tuple[str, ...]:
        """All statements that a relation names."""
        return self.about(relation), *self.others(relation)


_RELATIONS: dict[type[_Relation], _Said] = {
    Independence: _Said("independences", lambda r: r.statement, lambda r: (r.of,)),
    Explanation: _Said("explanations", lambda r: r.explained, lambda r: r.explaining),
    Condition: _Said("conditions", lambda r: r.statement, lambda r: (r.provided,)),
    Answer: _Said("answers", lambda r: r.question, lambda r: (r.answer,)),
}
"""What is nested under a statement and is no argument."""


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
