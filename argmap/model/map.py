"""The map as data: what it holds, and queries on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from attrs import field, fields, frozen

from argmap.model.attributes import Attributes, attributes_of
from argmap.model.data import to_dict
from argmap.model.elements import (
    Answer,
    Argument,
    Condition,
    Explanation,
    Import,
    Independence,
    Part,
    Preference,
    Section,
    Statement,
    identifiers,
)
from argmap.source import Source


def _pairs(values: Iterable[Iterable[object]]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        one, other = identifiers(value)
        pairs.append((one, other))
    return tuple(pairs)


# One converter a class: type checkers can't follow `tuple` itself.
def _statements(values: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(values)


def _arguments(values: Iterable[Argument]) -> tuple[Argument, ...]:
    return tuple(values)


def _sections(values: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(values)


def _parts(values: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(values)


def _preferences(values: Iterable[Preference]) -> tuple[Preference, ...]:
    return tuple(values)


def _explanations(values: Iterable[Explanation]) -> tuple[Explanation, ...]:
    return tuple(values)


def _conditions(values: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(values)


def _answers(values: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(values)


def _independences(values: Iterable[Independence]) -> tuple[Independence, ...]:
    return tuple(values)


def _imports(values: Iterable[Import]) -> tuple[Import, ...]:
    return tuple(values)


@frozen(eq=False, repr=False)
class Map:
    """Statements and what holds between them, stored as they are given.

    Identifiers and order are those of the text that says the map: whoever builds one sees to it, the
    resolver, a reader of another format, or `argmap.arrange`. What users build and draw is an
    `argmap.ArgumentMap`. Two maps are equal when their JSON form is.
    """

    statements: tuple[Statement, ...] = field(default=(), converter=_statements)
    arguments: tuple[Argument, ...] = field(default=(), converter=_arguments)
    title: str = field(default="", kw_only=True)
    attributes: Attributes = field(factory=Attributes, converter=attributes_of, kw_only=True)
    sections: tuple[Section, ...] = field(default=(), converter=_sections, kw_only=True)
    parts: tuple[Part, ...] = field(default=(), converter=_parts, kw_only=True)
    contradictions: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs, kw_only=True)
    preferences: tuple[Preference, ...] = field(default=(), converter=_preferences, kw_only=True)
    restatements: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs, kw_only=True)
    explanations: tuple[Explanation, ...] = field(default=(), converter=_explanations, kw_only=True)
    conditions: tuple[Condition, ...] = field(default=(), converter=_conditions, kw_only=True)
    answers: tuple[Answer, ...] = field(default=(), converter=_answers, kw_only=True)
    independences: tuple[Independence, ...] = field(
        default=(), converter=_independences, kw_only=True
    )
    imports: tuple[Import, ...] = field(default=(), converter=_imports, kw_only=True)
    source: Source | None = field(default=None, kw_only=True)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Map):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        name = f"{self.title!r}, " if self.title else ""
        counts = f"{len(self.statements)} statements, {len(self.arguments)} arguments"
        return f"<{type(self).__name__} {name}{counts}>"

    def __iter__(self) -> Iterator[Statement]:
        """The statements, in the order of the file."""
        return iter(self.statements)

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self.statements)

    def __getitem__(self, key: str | Statement) -> Statement:
        """The statement with this identifier or label, or the one that is meant by a statement of another version
        of the map; `KeyError` where there is none.
        """
        return self._by_id[key if isinstance(key, str) else self._key(key)]

    def __contains__(self, key: object) -> bool:
        return (self._found(key) if isinstance(key, Statement) else key) in self._by_id

    def _ipython_key_completions_(self) -> list[str]:
        """What notebooks offer behind `map[`."""
        return list(self._by_id)

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {s.id: s for s in self.statements}

    @cached_property
    def _aimed(self) -> dict[str, tuple[Argument, ...]]:
        return _by_target(self.arguments)

    @cached_property
    def _supporting(self) -> dict[str, tuple[Argument, ...]]:
        return _by_target([a for a in self.arguments if a.role == "supports"])

    @cached_property
    def _attacking(self) -> dict[str, tuple[Argument, ...]]:
        return _by_target([a for a in self.arguments if a.role != "supports"])

    def argument(self, key: str) -> Argument:
        """The argument with this identifier; `KeyError` where there is none."""
        return self._arguments_by_id[key]

    @cached_property
    def _arguments_by_id(self) -> dict[str, Argument]:
        return {a.id: a for a in self.arguments}

    def imported(self, *identifiers: str) -> bool:
        """Whether the things with these identifiers came with an import, the same for all of them."""
        return any(all(key.startswith(f"{i.name}.") for key in identifiers) for i in self.imports)

    def aimed_at(self, key: str) -> tuple[Argument, ...]:
        """The arguments whose target has this identifier, in the order of the text."""
        return self._aimed.get(key, ())

    def supporters(self, of: Statement | str) -> tuple[Argument, ...]:
        """The arguments that support a statement, in the order of the text."""
        return self._supporting.get(self._key(of), ())

    def attackers(self, of: Statement | Argument | str) -> tuple[Argument, ...]:
        """The arguments that rebut a statement, or undercut or challenge an argument, in the order of the
        text.
        """
        return self._attacking.get(self._key(of), ())

    def uses(self, of: Statement | str) -> tuple[Argument, ...]:
        """The arguments that have a statement among their premises or as their warrant."""
        return self._used.get(self._key(of), ())

    def _key(self, of: Statement | Argument | str) -> str:
        """The identifier of a thing of this map. `KeyError` where there is none."""
        key = of if isinstance(of, str) else of.id
        if isinstance(of, Statement):
            key = self._found(of)
        if key in self._by_id or key in self._arguments_by_id:
            return key
        raise KeyError(key or str(of))

    def _found(self, statement: Statement) -> str:
        """The identifier of a statement: that which has its label or, as numbers change when a map is edited, its
        words; "" where there is none.
        """
        if statement.label:
            return statement.label if statement.label in self._by_id else ""
        known = self._by_id.get(statement.id)
        if known is not None and _same(known, statement):
            return known.id
        return next((s.id for s in self.statements if _same(s, statement)), "")

    @cached_property
    def _used(self) -> dict[str, tuple[Argument, ...]]:
        used: dict[str, dict[str, Argument]] = {}
        for argument in self.arguments:
            for member in argument.members:
                used.setdefault(member, {})[argument.id] = argument
        return {key: tuple(found.values()) for key, found in used.items()}

    @cached_property
    def roots(self) -> tuple[Statement, ...]:
        """The statements that nothing is built on: no premise, no warrant, no part of another, no answer,
        condition or explanation, and nothing that is only supposed.
        """
        inner = {p.part for p in self.parts} | self._used.keys() | {a.answer for a in self.answers}
        inner.update(c.provided for c in self.conditions)
        inner.update(key for e in self.explanations for key in e.explaining)
        return tuple(s for s in self.statements if s.id not in inner and s.kind != "supposition")

    def around(self, key: str | None) -> tuple[str, ...]:
        """The suppositions in whose passages a statement stands, the innermost first; for a supposition,
        those around its own passage.
        """
        found: dict[str, None] = {}
        statement = self._by_id.get(key) if key is not None else None
        while statement is not None and statement.within and statement.within not in found:
            found[statement.within] = None
            statement = self._by_id.get(statement.within)
        return tuple(found)

    def place_of(self, argument: Argument) -> str | None:
        """The innermost supposition in whose passage an argument stands: that of its target."""
        target = self._by_id.get(self.aimed_through(argument)[-1].target)
        return target.within if target is not None else None

    def aimed_through(self, argument: Argument) -> tuple[Argument, ...]:
        """An argument, that which it attacks, and so on: the last is for or against a statement."""
        found = {argument.id: argument}
        while argument.aims_at_step and argument.target not in found:
            argument = self.argument(argument.target)
            found[argument.id] = argument
        return tuple(found.values())

    def taken_up(self, argument: Argument) -> dict[str, str]:
        """The outcomes among the premises of an argument, each with the supposition whose passage it takes
        up and so discharges.
        """
        if not self._supposed:
            return {}
        place = self.place_of(argument)
        here = {place, *self.around(place)}
        return {
            p: within
            for p in argument.premises
            if (within := self._by_id[p].within) is not None and within not in here
        }

    @cached_property
    def _supposed(self) -> bool:
        return any(s.within is not None for s in self.statements)

    @cached_property
    def outcomes(self) -> dict[str, str]:
        """The outcome of each passage that is taken up, by its supposition."""
        return {
            supposition: outcome
            for argument in self.arguments
            for outcome, supposition in self.taken_up(argument).items()
        }

    def speakers_of(self, thing: Statement | Argument) -> tuple[str, ...]:
        """Who says a statement, or makes a step: its own speakers, or else those of the passage or the
        section that it stands in. An argument stands where the last declared of its statements does.
        """
        if thing.speakers or not self._voiced:
            return thing.speakers
        if isinstance(thing, Argument):
            place = self._places
            about = [thing.target, *thing.premises]
            last = max((k for k in about if k in place), key=place.__getitem__, default=None)
            if last is None:
                return ()
            around, section = self.around(last), self._by_id[last].section
        else:
            around, section = self.around(thing.id), thing.section
        for supposition in around:
            # In a part of a map it may be left out.
            if supposition in self._by_id and self._by_id[supposition].speakers:
                return self._by_id[supposition].speakers
        while section is not None:
            found = self._sections_by_id[section]
            if found.speakers:
                return found.speakers
            section = found.parent
        return ()

    @cached_property
    def _voiced(self) -> bool:
        """Whether anything passes its speakers on."""
        return any(s.speakers for s in self.sections) or any(
            s.speakers for s in self.statements if s.kind == "supposition"
        )

    @cached_property
    def _places(self) -> dict[str, int]:
        return {s.id: i for i, s in enumerate(self.statements)}

    @cached_property
    def _sections_by_id(self) -> dict[str, Section]:
        return {s.id: s for s in self.sections}

    def reported(self, statement: Statement) -> bool:
        """Whether a statement is a speaker's and not the author's: nobody endorses it."""
        return bool(self.speakers_of(statement)) and statement.attributes.get("endorsed") != "yes"

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """All who say a statement or make a step, in the order of the text."""
        things: Iterator[Statement | Argument] = chain(self.statements, self.arguments)
        return tuple(dict.fromkeys(name for thing in things for name in self.speakers_of(thing)))

    @cached_property
    def answers_to(self) -> dict[str, tuple[str, ...]]:
        """The answers to each question that has any, each once, in the order of the text."""
        found: dict[str, dict[str, None]] = {}
        for answer in self.answers:
            found.setdefault(answer.question, {})[answer.answer] = None
        return {question: tuple(answers) for question, answers in found.items()}

    def takes_several(self, question: str) -> bool:
        """Whether a question may have more than one answer; otherwise its answers are rivals."""
        return self._by_id[question].attributes.get("choose") == "several"

    def restated(self, key: str) -> tuple[str, ...]:
        """The statements that say what a statement says, itself among them, in the order of the text."""
        return self._restated.get(key, (key,))

    @cached_property
    def _restated(self) -> dict[str, tuple[str, ...]]:
        joined: dict[str, list[str]] = {}
        for one, other in self.restatements:
            left, right = joined.setdefault(one, [one]), joined.setdefault(other, [other])
            if left is not right:
                if len(left) < len(right):
                    left, right = right, left
                left += right
                joined.update((key, left) for key in right)
        found: dict[str, tuple[str, ...]] = {}
        for group in {id(group): group for group in joined.values()}.values():
            same = tuple(sorted(group, key=lambda k: self._places.get(k, 0)))
            found.update((key, same) for key in group)
        return found

    def to_dict(self) -> dict[str, Any]:
        """The map as plain data: what its JSON form holds."""
        return to_dict(self)

    def changed(self, **values: Any) -> Map:
        """The data of this map with other values of some fields; they are taken as they are given."""
        return Map(**(self.fields() | values))

    def fields(self) -> dict[str, Any]:
        """What the map was made of, by the names of its fields."""
        return {each.name: getattr(self, each.name) for each in fields(Map)}


def _by_target(arguments: Sequence[Argument]) -> dict[str, tuple[Argument, ...]]:
    aimed: dict[str, list[Argument]] = {}
    for argument in arguments:
        aimed.setdefault(argument.target, []).append(argument)
    return {target: tuple(found) for target, found in aimed.items()}


def _same(one: Statement, other: Statement) -> bool:
    return (one.text, one.kind, one.label) == (other.text, other.kind, other.label)
