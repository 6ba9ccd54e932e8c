"""Plans the lines of an Argdown text: where each statement is written, and what is nested under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import define, field

from argmap.model import Argument, Map, Part, Statement
from argmap.writers.argdown.wording import Line, Wording

_DEEPEST = 8
"""How many levels of relations are nested at most."""


@define(eq=False)
class Planner:
    """Goes through the arguments of a map in their order, and declares each statement when its turn comes.

    Counted are the arguments that are written (`_at`), the statements that are declared, and the sections
    whose headings are written; `_section` is the id of the last one.
    """

    map: Map
    wording: Wording
    lines: list[Line] = field(factory=list)
    _statements: dict[str, Statement] = field(init=False)
    _index: dict[str, int] = field(init=False)
    _undercut: set[str] = field(init=False)
    _arguments: dict[str, Argument] = field(init=False)
    # What each statement attacks, beside arguments.
    _attacked: dict[str, set[str]] = field(init=False)
    _sections: dict[str | None, int] = field(init=False)
    _declared: int = field(default=0, init=False)
    _at: int = field(default=0, init=False)
    _section: str | None = field(default=None, init=False)
    _headings: int = field(default=0, init=False)
    # Premise, target and role of the arguments that are written.
    _written: set[tuple[str, str, str]] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        map = self.map
        self._statements = {s.id: s for s in map.statements}
        self._index = {s.id: i for i, s in enumerate(map.statements)}
        self._arguments = {a.id: a for a in map.arguments}
        self._attacked = {}
        pairs = [(p, a.target) for a in map.arguments if a.role == "rebuts" for p in a.premises]
        pairs += [*map.contradictions, *((b, a) for a, b in map.contradictions)]
        for one, other in pairs:
            self._attacked.setdefault(one, set()).add(other)
        self._undercut = {a.target for a in map.arguments if a.aims_at_step}
        self._sections = {None: 0}
        self._sections.update((s.id, i + 1) for i, s in enumerate(map.sections))

    def lines_of_map(self) -> list[Line]:
        """The lines of the whole document, but for its front matter."""
        map = self.map
        while self._at < len(map.arguments):
            argument = map.arguments[self._at]
            if self._is_simple(argument):
                self._add_relation(argument)
            else:
                self._add_structure(argument)
        self._declare_to(len(map.statements))
        self._add_headings(len(map.sections))
        self._add_other_relations()
        return self.lines

    def _is_simple(self, a: Argument) -> bool:
        """Whether a sign before its premise says all of an argument."""
        return not (
            len(a.premises) > 1
            or a.scheme
            or a.warrant
            or a.conceded
            or a.attributes
            or a.speakers
            or a.premise_roles
            or (a.role == "challenges" and not self._reads_as_challenge(a))
            or a.id in self._undercut
            or any(map(self.wording.shares_title, (a.premises[0], a.target)))
            or a.premises[0] == a.target
            or (a.premises[0], a.target, a.role) in self._written
        )

    def _reads_as_challenge(self, a: Argument) -> bool:
        """Whether an attack on an argument is one on none of its premises: it has several, and none is attacked by
        the same statement.
        """
        aim = self._arguments[a.target]
        premises = {*aim.premises} - {aim.target}
        attacked = self._attacked.get(a.premises[0], set())
        return len(premises) > 1 and not premises & attacked

    def _next(self) -> Argument | None:
        arguments = self.map.arguments
        return arguments[self._at] if self._at < len(arguments) else None

    def _mark_written(self, a: Argument) -> None:
        self._at += 1
        self._written.add((a.premises[0], a.target, a.role))

    def _is_declared(self, key: str) -> bool:
        return self._index[key] < self._declared

    def _may_declare(self, key: str) -> bool:
        """Whether a statement is the next to be declared, and no heading has to come before it."""
        if self._index[key] != self._declared:
            return False
        section = self._statements[key].section
        return section == self._section or self._sections[section] <= self._headings

    def _declare_to(self, index: int) -> None:
        """Declares the statements before one, each as a paragraph."""
        while self._declared < index:
            self._begin_paragraph(self.map.statements[self._declared].id)

    def _begin_paragraph(self, key: str) -> None:
        """Begins a paragraph with a statement."""
        if self._index[key] == self._declared:
            self._add_headings(self._sections[self._statements[key].section])
        self._add_blank()
        self._add_statement(0, "", key)

    def _add_statement(self, depth: int, lead: str, key: str) -> None:
        """A statement in a line: declared where it is its turn, else by its title."""
        line = Line(depth, lead, key, self._index[key] == self._declared)
        if line.defined:
            self._declared += 1
            section = self._statements[key].section
            if section != self._section:
                line.section = self._sections[section]
        self.lines.append(line)

    def _add_headings(self, number: int) -> None:
        """Writes the headings of sections up to one."""
        while self._headings < number:
            section = self.map.sections[self._headings]
            self._headings += 1
            self._section = section.id
            self._add_blank()
            self.lines.append(Line(0, "", text=self.wording.heading(section)))

    def _add_blank(self) -> None:
        if self.lines:
            self.lines.append(Line(0, ""))

    def _add_relation(self, a: Argument) -> None:
        """Writes a simple argument as a paragraph, with what can be nested there; or only a statement that has
        to be declared before.
        """
        premise, target = a.premises[0], a.target
        if a.aims_at_step:
            self._declare_to(self._index[premise])
            self._begin_paragraph(premise)
            self._mark_written(a)
            sign = "_> " if a.role == "undercuts" else "-> "
            self.lines.append(Line(1, sign, text=f"<{self.wording.names[target]}>"))
            self._add_nested([premise], 0)
            return
        coming = [k for k in (target, premise) if not self._is_declared(k)]
        head = target
        if coming:
            head = min(coming, key=self._index.__getitem__)
            self._declare_to(self._index[head])
            if self._is_declared(target) and self._may_declare(premise):
                head = target
        self._begin_paragraph(head)
        other = premise if head == target else target
        if not self._can_nest(other):
            return
        sign = "+" if a.role == "supports" else "-"
        self._mark_written(a)
        self._add_statement(1, f"{sign} " if head == target else f"{sign}> ", other)
        self._add_nested([head, other], 0)

    def _add_nested(self, stack: list[str], depth: int, undercuts: str = "") -> None:
        """Nests under a statement the arguments that come next, as long as they are about those that are
        open; the first stands at this depth. What undercuts the argument `undercuts` stands under the
        first, and where that is "", a conclusion, nothing else does.
        """
        while (a := self._next()) and self._is_simple(a):
            premise = a.premises[0]
            if a.aims_at_step:
                if a.role != "undercuts" or a.target != undercuts or not self._can_nest(premise):
                    return
                del stack[1:]
                self._mark_written(a)
                self._add_statement(depth + 1, "<_ ", premise)
                stack.append(premise)
                continue
            sign = "+" if a.role == "supports" else "-"
            if a.target in stack and self._can_nest(premise):
                child = premise
                level = _last(stack, a.target)
            elif premise in stack and not self._is_declared(a.target) and self._can_nest(a.target):
                child, sign = a.target, f"{sign}>"
                level = _last(stack, premise)
            else:
                return
            if level >= _DEEPEST:
                return
            del stack[level + 1 :]
            self._mark_written(a)
            self._add_statement(depth + level + 1, f"{sign} ", child)
            stack.append(child)

    def _can_nest(self, key: str) -> bool:
        """Whether a statement can stand in the middle of a paragraph."""
        return self._is_declared(key) or self._may_declare(key)

    def _add_structure(self, a: Argument) -> None:
        """An argument as premises, an inference, a conclusion."""
        involved = [*a.premises, *([a.target] if not a.aims_at_step else [])]
        coming = [self._index[key] for key in involved if not self._is_declared(key)]
        if coming:
            self._declare_to(min(coming))
            first = self.map.statements[min(coming)].id
            if not self._may_declare(first) or (first == a.target and len(coming) > 1):
                self._declare_to(min(coming) + 1)
        self._mark_written(a)
        self._add_blank()
        self.lines.append(Line(0, "", text=self.wording.title_line(a)))
        self._add_blank()
        for number, premise in enumerate(a.premises, 1):
            self._add_statement(0, f"({number}) ", premise)
            self._add_nested([premise], 1)
        self.lines.append(Line(0, "", argument=a))
        lead = f"({len(a.premises) + 1}) "
        if a.role == "supports":
            self._add_statement(0, lead, a.target)
            self._add_nested([""], 1, a.id)
            return
        denied = "Not so."
        if a.role == "rebuts":
            denied = f"Not so: {self._statements[a.target].text}"
        words = self.wording.escaped(denied)
        self.lines.append(Line(0, lead, text=f"{words} {{negation: true}}"))
        if a.role == "rebuts":
            self._add_statement(2, "-> ", a.target)
            self._add_nested(["", a.target] if self.lines[-1].defined else [""], 1, a.id)
        else:
            sign = "_> " if a.role == "undercuts" else "-> "
            self.lines.append(Line(2, sign, text=f"<{self.wording.names[a.target]}>"))
            self._add_nested([""], 1, a.id)

    def _add_other_relations(self) -> None:
        """What statements are to each other besides arguments."""
        for one, other in self.map.contradictions:
            self._add_blank()
            self._add_statement(0, "", one)
            self._add_statement(1, ">< ", other)
        for whole, parts in groupby(self.map.parts, key=lambda part: part.whole):
            self._add_blank()
            self.lines.append(Line(0, "", whole, groups={"parts": _grouped(parts)}))
        for preferred, over in groupby(self.map.preferences, key=lambda p: p.preferred):
            self._add_blank()
            lesser = [[preference.over] for preference in over]
            self.lines.append(Line(0, "", preferred, groups={"outweighs": lesser}))
        for name, key, group in self._said_of_statements():
            self._add_blank()
            self.lines.append(Line(0, "", key, groups={name: group}))

    def _said_of_statements(self) -> Iterator[tuple[str, str, list[list[str]]]]:
        """What else is said of statements and is no argument, as the data of each."""
        map = self.map
        restated = [(one, [other]) for one, other in self.wording.apart]
        provided = [(c.statement, [c.provided]) for c in map.conditions]
        explained = [(e.explained, [*e.explaining]) for e in map.explanations]
        answered = [(a.question, [a.answer]) for a in map.answers]
        for name, said in (
            *(("restates", restated), ("provided", provided)),
            *(("explained-by", explained), ("answers", answered)),
        ):
            for key, groups in groupby(said, key=lambda pair: pair[0]):
                yield name, key, [group for _, group in groups]


def _last(stack: list[str], key: str) -> int:
    return len(stack) - 1 - stack[::-1].index(key)


def _grouped(parts: Iterable[Part]) -> list[list[str]]:
    """Parts of one whole, each with the alternatives to it that follow."""
    groups: list[list[str]] = []
    for part in parts:
        if part.alternative_to is None:
            groups.append([part.part])
        elif groups and groups[-1][0] == part.alternative_to:
            groups[-1].append(part.part)
        else:
            groups.append([part.alternative_to, part.part])
    return groups
