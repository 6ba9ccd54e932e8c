"""The map as a nested list, which the writers of text, Markdown and HTML share.

Conclusions come before their reasons, and arguments are nested under their targets, what is only supposed with what
follows from it under the argument that takes that up; each statement is written once, with its number in the figure. A statement that comes again, that is in another section, or
that would be nested too deep, is referred to by its number, so that cycles end and the depth is bounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import define, frozen

from argmap.draw.view import View
from argmap.model import Argument, Kind, Map, Part, Section, Statement
from argmap.values import Value, text_of

MAX_LEVEL = 12
"""How many levels are nested before the list goes on at the top, by number."""


@frozen
class Number:
    """A statement that is referred to by its number."""

    statement: Statement
    number: str


@frozen
class Words:
    """What a user wrote; only prose can hold markup, and only what is meant as a URL is one."""

    text: str
    prose: bool = False
    url: bool = False


@frozen
class StatementText:
    """A statement where its text is written, with its number and its marks, such as `unstated`."""

    statement: Statement
    number: str
    marks: tuple[str | Words, ...] = ()


Piece = str | Number | Words | StatementText


@frozen
class Item:
    """An item of the list. Pieces that are a `str` are argmap's own words. An `aside` adds a detail, and no
    statement, to the item above it.
    """

    depth: int
    pieces: tuple[Piece, ...]
    aside: bool = False

    @property
    def said(self) -> Statement | None:
        """The statement whose text the item has."""
        return next((p.statement for p in self.pieces if isinstance(p, StatementText)), None)


@frozen
class Heading:
    """The title of a section; the outermost have level 1."""

    level: int
    section: Section


def nested_list(view: View) -> list[Heading | Item]:
    """The map as headings and items, each item below the nearest one before it of less depth."""
    return _ListBuilder(view).entries()


def map_details(map: Map) -> tuple[Piece, ...]:
    """The attributes of the map, but for the one that says how its texts are to be read: who shows them so need not
    say it.
    """
    about = map.attributes.items()
    return details({name: v for name, v in about if (name, v) != ("markup", "inline")})


def section_details(section: Section) -> tuple[Piece, ...]:
    """Who speaks in a section, and its attributes."""
    voiced = {"speaker": section.speaker} if section.speaker else {}
    return details({**voiced, **section.attributes})


def details(attributes: Mapping[str, Value]) -> tuple[Piece, ...]:
    """Attributes in one line, in the order in which they were written."""
    pieces: list[Piece] = []
    for name, value in attributes.items():
        pieces += ["; "] if pieces else []
        pieces += [Words(name), ": ", Words(text_of(value), name == "qualifier", name == "url")]
    return tuple(pieces)


@define(eq=False)
class _Pending:
    """A statement that is still to be written, or referred to, under a section."""

    depth: int
    lead: tuple[Piece, ...]
    statement: Statement
    section: str | None
    kind: Kind = "claim"  # the kind that is not marked
    step: Argument | None = None  # the argument with this one premise
    put_off: bool = False  # its place was too deep


_PREMISES: dict[str, Kind] = {"supports": "premise"}  # and of all others rebuttals


class _ListBuilder:
    """Builds the list, with a stack of what is still to be written, and a queue of what is nested too deep."""

    def __init__(self, view: View) -> None:
        self.view, self.map = view, view.map
        map = view.map
        self.numbers = view.numbers
        self.statements = {s.id: s for s in map.statements}
        self.arguments = {a.id: a for a in map.arguments}
        self.parts: dict[str, list[Part]] = {}
        for part in map.parts:
            self.parts.setdefault(part.whole, []).append(part)
        self.passages: dict[str, list[Statement]] = {}
        for statement in map.statements:
            if statement.within is not None and statement.within in self.statements:
                self.passages.setdefault(statement.within, []).append(statement)
        self.said_by = _said_by(map)
        self.taken = {a.id: map.taken_up(a) for a in map.arguments}
        self.section_of = _sections_of_arguments(map)
        self.uses: dict[str, list[tuple[Piece, ...]]] = {}
        self.inner: set[str] = set()  # written below another statement of their section
        self._collect_uses()
        self.relations = _relations(map, self._number)
        self.written: set[str] = set()
        self.started: set[str] = set()
        self.later: deque[_Pending | Argument] = deque()

    def _collect_uses(self) -> None:
        """Collects what each statement is used for."""
        reasons = {"supports": "a reason for ", "rebuts": "an objection to "}
        for argument in self.map.arguments:
            target = self.statements.get(argument.target)
            for key in argument.members:
                use: tuple[Piece, ...]
                taken = self.taken[argument.id].get(key)
                if taken is not None:
                    # Where the premise would stand, the passage does.
                    self.inner.add(taken)
                if key not in argument.premises:
                    use = ("the rule of ", *self._step(argument))
                elif target is None:
                    use = ("an objection to ", *self._step(self.arguments[argument.target]))
                else:
                    use = (reasons[argument.role], self._number(target.id))
                self._add_use(key, use, self.section_of[argument.id])
        for part in self.map.parts:
            whole = self.statements[part.whole]
            self._add_use(part.part, ("a part of ", self._number(whole.id)), whole.section)
        words = {
            "answer": "an answer to ",
            "only provided": "a condition of ",
            "explained by": "an explanation of ",
        }
        for about, said in self.said_by.items():
            section = self.statements[about].section
            for lead, keys in said:
                for key in keys:
                    self._add_use(key, (words[lead], self._number(about)), section)
        self.inner.update(s.id for inside in self.passages.values() for s in inside)

    def _add_use(self, key: str, use: tuple[Piece, ...], section: str | None) -> None:
        self.uses.setdefault(key, []).append(use)
        if self.statements[key].section == section:
            self.inner.add(key)

    # The order

    def entries(self) -> list[Heading | Item]:
        inner: dict[str | None, list[Section]] = {}
        for section in self.map.sections:
            inner.setdefault(section.parent, []).append(section)
        members: dict[str | None, list[Statement]] = {}
        for statement in self.map.statements:
            members.setdefault(statement.section, []).append(statement)
        entries: list[Heading | Item] = [*self._section_items(members.get(None, ()))]
        stack = [(1, s) for s in reversed(inner.get(None, []))]
        while stack:
            level, section = stack.pop()
            entries.append(Heading(level, section))
            entries += self._section_items(members.get(section.id, ()))
            stack.extend((level + 1, s) for s in reversed(inner.get(section.id, [])))
        # Undercuts that form a cycle are below no statement.
        for argument in self.map.arguments:
            if argument.id not in self.started:
                entries += self._with_all_below(argument)
        return entries

    def _section_items(self, statements: Iterable[Statement]) -> Iterator[Item]:
        """The statements of a section: first its roots, then cycles."""
        for statement in sorted(
            statements, key=lambda s: (s.id in self.inner, len(self.map.around(s.id)))
        ):
            if statement.id not in self.written:
                yield from self._with_all_below(self._at_top(statement))

    def _at_top(self, statement: Statement) -> _Pending:
        if statement.kind == "supposition":
            return _Pending(0, ("suppose",), statement, statement.section, statement.kind)
        return _Pending(0, (), statement, statement.section)

    def _with_all_below(self, first: _Pending | Argument) -> Iterator[Item]:
        """A statement or an undercut with everything below it, and then what was nested too deep."""
        self.later.append(first)
        while self.later:
            due = self.later.popleft()
            stack: list[_Pending | Item | Iterator[_Pending | Item]]
            stack = [self._undercut_at_top(due) if isinstance(due, Argument) else due]
            while stack:
                top = stack.pop()
                if isinstance(top, Item):
                    yield top
                elif isinstance(top, _Pending):
                    stack.append(self._statement(top))
                else:
                    following = next(top, None)
                    if following is not None:
                        stack += [top, following]

    def _statement(self, pending: _Pending) -> Iterator[_Pending | Item]:
        """The item of a statement, and what comes below it."""
        statement, depth, lead = pending.statement, pending.depth, pending.lead
        here = pending.put_off or (
            statement.id not in self.written and statement.section == pending.section
        )
        if here and depth >= MAX_LEVEL and self._has_items_below(statement):
            here = False
            self.later.append(_Pending(0, (), statement, statement.section, put_off=True))
            self.written.add(statement.id)
        if here:
            status = self.view.statuses.get(statement.id)
            marks = (*([status] if status else ()), *_marks(statement, pending.kind))
            said = StatementText(statement, self.numbers[statement.id], marks)
            yield Item(depth, (*lead, " ", said) if lead else (said,))
            self.written.add(statement.id)
        else:
            see = ("see ", self._number(statement.id))
            colon = "" if lead and lead[-1] == "against this step:" else ":"
            yield Item(depth, (*lead, f"{colon} ", *see) if lead else see)
        if pending.step is not None:
            yield from self._items_of_step(pending.step, depth + 1)
        if here:
            if not depth and not lead:
                for use in self.uses.get(statement.id, ()):
                    yield Item(1, use, aside=True)
            yield from self._items_below(statement, depth + 1)

    def _items_below(self, statement: Statement, depth: int) -> Iterator[_Pending | Item]:
        own = {k: v for k, v in statement.attributes.items() if k != "qualifier"}
        if own:
            yield Item(depth, details(own), aside=True)
        for note in self.view.notes.get(statement.id, ()):
            yield Item(depth, (Words(note),), aside=True)
        if statement.kind == "supposition":
            yield from self._passage(statement, depth)
        for argument in self.map.aimed_at(statement.id):
            yield from self._argument(argument, depth, (_lead(argument, self.statements),))
        for part in self.parts.get(statement.id, ()):
            lead: tuple[Piece, ...] = ("including",)
            if part.alternative_to is not None:
                lead = ("or, instead of ", self._number(part.alternative_to), ",")
            piece = self.statements[part.part]
            yield _Pending(depth, lead, piece, statement.section, statement.kind)
        yield from self._said_below(statement, depth)
        for relation in self.relations.get(statement.id, ()):
            yield Item(depth, relation, aside=True)

    def _passage(self, supposition: Statement, depth: int) -> Iterator[_Pending | Item]:
        """What stands in a passage, its outcome first."""
        outcome = self.map.outcomes.get(supposition.id)
        inside = self.passages.get(supposition.id, ())
        for statement in sorted(inside, key=lambda s: s.id != outcome):
            if statement.id == outcome:
                yield _Pending(depth, ("so",), statement, statement.section)
            elif statement.id not in self.written:
                pending = self._at_top(statement)
                pending.depth = depth
                yield pending

    def _said_below(self, statement: Statement, depth: int) -> Iterator[_Pending | Item]:
        """The answers to a question, and what else is said of a statement by others and is no argument."""
        section = statement.section
        for words, keys in self.said_by.get(statement.id, ()):
            by = [self.statements[key] for key in dict.fromkeys(keys)]
            if len(by) == 1:
                yield _Pending(depth, (words,), by[0], section)
                continue
            yield Item(depth, (f"{words} ", *self._numbers(s.id for s in by), " together:"))
            for one in by:
                yield _Pending(depth + 1, (), one, section)

    def _argument(
        self, argument: Argument, depth: int, lead: tuple[Piece, ...]
    ) -> Iterator[_Pending | Item]:
        """An argument below what it is aimed at."""
        self.started.add(argument.id)
        kind = _PREMISES.get(argument.role, "rebuttal")
        premises = list(dict.fromkeys(argument.premises))
        if len(premises) == 1:
            yield self._premise(argument, premises[0], depth, lead, kind, argument)
            return
        yield Item(depth, (*lead, " ", *self._numbers(premises), " together:"))
        yield from self._items_of_rule(argument, depth + 1)
        for key in premises:
            yield self._premise(argument, key, depth + 1, (), kind)
        yield from self._undercuts(argument, depth + 1)

    def _premise(
        self,
        argument: Argument,
        key: str,
        depth: int,
        lead: tuple[Piece, ...],
        kind: Kind,
        step: Argument | None = None,
    ) -> _Pending:
        """A premise, or the supposition whose passage stands for it."""
        section = self.section_of[argument.id]
        taken = self.taken[argument.id].get(key)
        if taken is None or taken not in self.statements or taken in self.written:
            return _Pending(depth, lead, self.statements[key], section, kind, step)
        supposed = (*lead, " suppose") if lead else ("suppose",)
        return _Pending(depth, supposed, self.statements[taken], section, "supposition", step)

    def _items_of_step(self, argument: Argument, depth: int) -> Iterator[_Pending | Item]:
        yield from self._items_of_rule(argument, depth)
        yield from self._undercuts(argument, depth)

    def _items_of_rule(self, argument: Argument, depth: int) -> Iterator[_Pending | Item]:
        """The scheme, roles, attributes and warrant of a step."""
        about: list[tuple[Piece, ...]] = []
        if argument.scheme:
            about.append(("by ", Words(argument.scheme)))
        about += [
            (self._number(key), " as ", Words(text_of(role)))
            for key, role in argument.premise_roles.items()
        ]
        if argument.speaker:
            about.append(("made by ", Words(argument.speaker, prose=True)))
        if argument.attributes:
            about.append(details(argument.attributes))
        if about:
            pieces = [p for n, some in enumerate(about) for p in (*["; "] * bool(n), *some)]
            yield Item(depth, ("this step: ", *pieces), aside=True)
        if argument.warrant is not None:
            rule = self.statements[argument.warrant]
            yield _Pending(depth, ("by the rule",), rule, self.section_of[argument.id], "premise")

    def _undercuts(self, argument: Argument, depth: int) -> Iterator[_Pending | Item]:
        for undercut in self.map.aimed_at(argument.id):
            if undercut.id in self.started:
                continue
            if depth >= MAX_LEVEL:
                self.started.add(undercut.id)
                self.later.append(undercut)
            else:
                lead = _lead(undercut, self.statements)
                yield from self._argument(undercut, depth, (f"against this step{lead}",))

    def _undercut_at_top(self, undercut: Argument) -> Iterator[_Pending | Item]:
        """An undercut that is not nested below the step that it attacks."""
        step = self._step(self.arguments[undercut.target])
        lead = _lead(undercut, self.statements)
        return self._argument(undercut, 0, ("against ", *step, *([lead] if lead else [])))

    def _has_items_below(self, statement: Statement) -> bool:
        below = (self.parts, self.passages, self.said_by)
        return bool(self.map.aimed_at(statement.id)) or any(statement.id in each for each in below)

    # Words

    def _number(self, key: str) -> Number:
        return Number(self.statements[key], self.numbers[key])

    def _numbers(self, keys: Iterable[str]) -> tuple[Piece, ...]:
        numbers = [self._number(key) for key in keys]
        pieces: list[Piece] = [numbers[0]]
        for number in numbers[1:-1]:
            pieces += [", ", number]
        return (*pieces, " and ", numbers[-1]) if len(numbers) > 1 else tuple(pieces)

    def _step(self, argument: Argument) -> tuple[Piece, ...]:
        """An argument, named by what it goes from and to."""
        premises = self._numbers(dict.fromkeys(argument.premises))
        if argument.target in self.arguments:
            said = "challenge" if argument.role == "challenges" else "undercut"
            return (f"the {said} by ", *premises)
        return ("the step from ", *premises, " to ", self._number(argument.target))


def _said_by(map: Map) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """What is said of each statement by others and is no argument: with which words, and by which."""
    said: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for a in map.answers:
        said.setdefault(a.question, []).append(("answer", (a.answer,)))
    for c in map.conditions:
        said.setdefault(c.statement, []).append(("only provided", (c.provided,)))
    for e in map.explanations:
        said.setdefault(e.explained, []).append(("explained by", e.explaining))
    return said


def _sections_of_arguments(map: Map) -> dict[str, str | None]:
    """The section in which each argument is written: that of the statement it leads to."""
    statements = {s.id: s for s in map.statements}
    arguments = {a.id: a for a in map.arguments}
    homes: dict[str, str | None] = {}
    for argument in map.arguments:
        way: dict[str, None] = {}
        at = argument
        while at.id not in homes and at.id not in way and at.target in arguments:
            way[at.id] = None
            at = arguments[at.target]
        last = statements.get(at.target)
        section = homes.get(at.id, last.section if last else None)
        homes.update(dict.fromkeys((*way, at.id), section))
    return homes


def _relations(map: Map, number: Callable[[str], Number]) -> dict[str, list[tuple[Piece, ...]]]:
    """By statement, its relations besides arguments, parts and what is said below it."""
    relations: dict[str, list[tuple[Piece, ...]]] = {}

    def tell(key: str, words: str, other: str) -> None:
        relations.setdefault(key, []).append((words, number(other)))

    for one, other in map.contradictions:
        tell(one, "contradicts ", other)
        tell(other, "contradicts ", one)
    for preference in map.preferences:
        tell(preference.preferred, "outweighs ", preference.over)
    for one, other in map.restatements:
        tell(one, "says in other words what is said in ", other)
        tell(other, "said in other words in ", one)
    for claim in map.independences:
        tell(claim.statement, "holds regardless of ", claim.of)
    return relations


def _lead(argument: Argument, statements: Mapping[str, Statement]) -> str:
    """The connective; for an undercut only what comes after «against this step»."""
    if argument.role == "supports":
        return "because"
    if argument.role == "rebuts":
        return "although" if argument.conceded else "but"
    if argument.role == "challenges":
        return ", however"
    return ", unless" if statements[argument.premises[0]].open else ":"


def _marks(statement: Statement, kind: Kind) -> tuple[str | Words, ...]:
    marks: list[str | Words] = []
    if statement.unstated:
        marks.append("unstated")
    if statement.kind != kind:
        marks.append(statement.kind)
    if statement.open:
        marks.append("open")
    if statement.speaker:
        marks.append(Words(f"said by {statement.speaker}", prose=True))
    qualifier = statement.attributes.get("qualifier")
    if qualifier is not None:
        marks.append(Words(text_of(qualifier), prose=True))
    return tuple(marks)
