"""What a map has to say, in which order, and which lines need what: built once, never changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from attrs import evolve, frozen

from argmap.arrange.lines.line import Infeasible
from argmap.model import STRICT

if TYPE_CHECKING:
    from argmap.model import (
        Answer,
        Argument,
        Condition,
        Explanation,
        Independence,
        Map,
        Part,
        Preference,
        Section,
        Statement,
    )

_T = TypeVar("_T")


class Counts(NamedTuple):
    """A number for each list of the map: how many of its entries are written, or up to which entry
    something is needed. Each list is written in its order.
    """

    statements: int = 0
    arguments: int = 0
    parts: int = 0
    contradictions: int = 0
    preferences: int = 0
    restatements: int = 0
    explanations: int = 0
    conditions: int = 0
    answers: int = 0
    independences: int = 0


NEVER = Counts(*[-1] * len(Counts._fields))
"""What is needed by nothing."""


@frozen(eq=False)
class Sections:
    """The sections in their order, and where each stands."""

    order: Sequence[Section]
    place: Mapping[str, int]
    parent: Mapping[str, str | None]
    depth: Mapping[str | None, int]
    """How many sections a line that stands in this section is nested in."""

    @classmethod
    def of(cls, sections: Sequence[Section]) -> Sections:
        """Raises `Infeasible` where a section comes before the one that it stands in."""
        depth: dict[str | None, int] = {None: 0}
        for section in sections:
            if section.parent not in depth:
                raise Infeasible
            depth[section.id] = depth[section.parent] + 1
        place = {s.id: i for i, s in enumerate(sections)}
        return cls(sections, place, {s.id: s.parent for s in sections}, depth)

    def around(self, section: str | None) -> set[str]:
        """A section and those that it stands in."""
        chain = set()
        while section is not None:
            chain.add(section)
            section = self.parent[section]
        return chain


@frozen(eq=False)
class Needs:
    """For each statement, up to where in each list it is spoken of, and by which place."""

    under: Mapping[str, Counts]
    """By lines nested under it."""
    verbs: Mapping[str, Counts]
    """By `contradicts` and its like, which stand beside its flat group or under it."""
    beside: Mapping[str, Counts]
    """By what follows its flat group."""
    on: Mapping[str, Counts]
    """By its own line."""


@frozen(eq=False)
class Undercuts:
    """How undercuts and challenges can name the arguments that they are about."""

    named: Mapping[str, tuple[str, str]]
    """By argument, the conclusion and the premise with which `against C because P` names it."""
    last_near: Mapping[str, int]
    """By argument, the last undercut or challenge of it that only `unless` or `however` can write."""


@frozen(eq=False)
class Index:
    """The lists of the map without what was imported, and how their entries need each other.

    A passage has a key of its own, as a premise of the arguments that take it up, and in the order of the
    statements in the place of its supposition: its line declares the one and stands for the other.
    """

    statements: Mapping[str, Statement]
    """All of the map, by identifier; `order` are its own."""
    order: Sequence[Statement]
    arguments: Sequence[Argument]
    parts: Sequence[Part]
    contradictions: Sequence[tuple[str, str]]
    preferences: Sequence[Preference]
    restatements: Sequence[tuple[str, str]]
    explanations: Sequence[Explanation]
    conditions: Sequence[Condition]
    answers: Sequence[Answer]
    independences: Sequence[Independence]
    outcomes: Mapping[str, str | None]
    """By the key of a passage, what leaves it; None where nothing does."""
    around: Mapping[str, Collection[str]]
    """By statement or argument, the suppositions in whose passages a line about it may stand."""
    sections: Sections
    total: Counts
    position: Mapping[str, int]
    """The place of each statement of its own."""
    place: Mapping[str, int]
    """The place of each argument of its own."""
    labelled: Collection[str]
    """The statements that a reference can name: imports of imports have no name here."""
    premise_place: Mapping[str, Mapping[str, int]]
    """By argument, the place of each premise."""
    unnamed: Mapping[str, int]
    """By argument, the place of the last premise that has no label, or -1."""
    uses: Mapping[str, Sequence[Argument]]
    """The arguments that a statement is a premise of."""
    unnamed_warrants: Collection[str]
    needs: Needs
    alternatives: Mapping[tuple[str | None, str | None], int]
    """By whole and part, the last alternative to a part that is named once: only lines right below that
    part can give it."""
    undercuts: Undercuts

    @classmethod
    def of(cls, map: Map) -> Index:
        """Raises `Infeasible` where it shows at once that no text says the map."""
        sections = Sections.of([s for s in map.sections if not map.imported(s.id)])
        labelled = {s.id for s in map.statements if s.label is not None and s.label.count(".") <= 1}
        order = [s for s in map.statements if not map.imported(s.id)]
        arguments = [a for a in map.arguments if not map.imported(a.id)]
        _check(arguments, labelled)
        statements = {s.id: s for s in map.statements}
        position = {s.id: i for i, s in enumerate(order)}
        outcomes: dict[str, str | None] = {}
        if any(s.kind == "supposition" for s in order):
            outcomes = {
                passage_key(s.id): map.outcomes.get(s.id) for s in order if s.kind == "supposition"
            }
            order = [
                evolve(s, id=passage_key(s.id)) if s.kind == "supposition" else s for s in order
            ]
            statements.update((s.id, s) for s in order)
            position.update((s.id, i) for i, s in enumerate(order))
            labelled |= {key for key, outcome in outcomes.items() if outcome in labelled}
            arguments = [_taking_up(map, a) for a in arguments]
        parts = _own(map.parts, lambda p: map.imported(p.whole, p.part))
        contradictions = _own(map.contradictions, lambda c: map.imported(*c))
        preferences = _own(map.preferences, lambda p: map.imported(p.preferred, p.over))
        restatements = _own(map.restatements, lambda r: map.imported(*r))
        explanations = _own(map.explanations, lambda e: map.imported(e.explained, *e.explaining))
        conditions = _own(map.conditions, lambda c: map.imported(c.statement, c.provided))
        answers = _own(map.answers, lambda a: map.imported(a.question, a.answer))
        independences = _own(map.independences, lambda i: map.imported(i.statement, i.of))
        relations = (
            *(parts, contradictions, preferences, restatements, explanations, conditions),
            *(answers, independences),
        )
        lists = (order, arguments, *relations)
        return cls(
            statements,
            *lists,
            outcomes=outcomes,
            around=_around(map, arguments) if outcomes else {},
            sections=sections,
            total=Counts(*(len(entries) for entries in lists)),
            position=position,
            place={a.id: i for i, a in enumerate(arguments)},
            labelled=labelled,
            premise_place={a.id: {p: k for k, p in enumerate(a.premises)} for a in arguments},
            unnamed={
                a.id: max((k for k, p in enumerate(a.premises) if p not in labelled), default=-1)
                for a in arguments
            },
            uses=_uses(arguments),
            unnamed_warrants={a.warrant for a in arguments if a.warrant is not None} - labelled,
            needs=_needs(arguments, *relations),
            alternatives=_alternatives(parts),
            undercuts=_undercuts(map.arguments, labelled, len(map.arguments) - len(arguments)),
        )

    def may_stand(self, about: str, within: str | None) -> bool:
        """Whether a line about a statement or an argument may stand in the passage of a supposition."""
        return within is None or within in self.around.get(about, ())


def passage_key(supposition: str) -> str:
    """The key of a passage."""
    return f"\0{supposition}"


def _taking_up(map: Map, argument: Argument) -> Argument:
    """The argument with the passages that it takes up in the place of their outcomes."""
    taken = map.taken_up(argument)
    if not taken:
        return argument
    premises = [passage_key(taken[p]) if p in taken else p for p in argument.premises]
    return evolve(argument, premises=premises)


def _around(map: Map, arguments: Iterable[Argument]) -> dict[str, Collection[str]]:
    around: dict[str, Collection[str]] = {s.id: map.around(s.id) for s in map.statements}
    for a in arguments:
        place = map.place_of(a)
        around[a.id] = () if place is None else (place, *map.around(place))
    return around


def _own(relations: Iterable[_T], imported: Callable[[_T], bool]) -> list[_T]:
    """The relations without those at the end that came with an import."""
    own = list(relations)
    while own and imported(own[-1]):
        own.pop()
    return own


def _check(arguments: Iterable[Argument], labelled: Collection[str]) -> None:
    for a in arguments:
        if a.strict != (a.scheme in STRICT) or not all(p in labelled for p in a.premise_roles):
            raise Infeasible


def _uses(arguments: Iterable[Argument]) -> dict[str, list[Argument]]:
    uses: dict[str, list[Argument]] = defaultdict(list)
    for a in arguments:
        for p in dict.fromkeys(a.premises):
            uses[p].append(a)
    return uses


def _needs(
    arguments: Sequence[Argument],
    parts: Sequence[Part],
    contradictions: Sequence[tuple[str, str]],
    preferences: Sequence[Preference],
    restatements: Sequence[tuple[str, str]],
    explanations: Sequence[Explanation],
    conditions: Sequence[Condition],
    answers: Sequence[Answer],
    independences: Sequence[Independence],
) -> Needs:
    return Needs(
        under=_last(
            arguments={a.target: i for i, a in enumerate(arguments) if not a.aims_at_step},
            parts={p.whole: i for i, p in enumerate(parts)},
            explanations={e.explained: i for i, e in enumerate(explanations)},
            conditions={c.statement: i for i, c in enumerate(conditions)},
            answers={a.question: i for i, a in enumerate(answers)},
            independences={claim.statement: i for i, claim in enumerate(independences)},
        ),
        verbs=_last(
            contradictions={one: i for i, (one, _) in enumerate(contradictions)},
            preferences={p.preferred: i for i, p in enumerate(preferences)},
            restatements={one: i for i, (one, _) in enumerate(restatements)},
        ),
        beside=_last(arguments={p: i for i, a in enumerate(arguments) for p in a.premises}),
        on=_last(
            parts={p.part: i for i, p in enumerate(parts)},
            contradictions={other: i for i, (_, other) in enumerate(contradictions)},
            preferences={p.over: i for i, p in enumerate(preferences)},
            restatements={other: i for i, (_, other) in enumerate(restatements)},
            explanations={key: i for i, e in enumerate(explanations) for key in e.explaining},
            conditions={c.provided: i for i, c in enumerate(conditions)},
            answers={a.answer: i for i, a in enumerate(answers)},
        ),
    )


def _last(**lists: Mapping[str, int]) -> dict[str, Counts]:
    """By statement, the last entries that it has in some of the lists."""
    keys = {key for entries in lists.values() for key in entries}
    return {
        key: NEVER._replace(**{name: entries.get(key, -1) for name, entries in lists.items()})
        for key in keys
    }


def _alternatives(parts: Sequence[Part]) -> dict[tuple[str | None, str | None], int]:
    once = Counter((p.whole, p.part) for p in parts if p.alternative_to is None)
    return {
        (p.whole, p.alternative_to): i
        for i, p in enumerate(parts)
        if p.alternative_to is not None and once[p.whole, p.alternative_to] == 1
    }


def _undercuts(every: Sequence[Argument], labelled: Collection[str], imported: int) -> Undercuts:
    """`imported` is how many at the end of all arguments came with an import."""
    by_id = {a.id: a for a in every}
    steps = Counter(
        (a.target, p) for a in every if not a.aims_at_step for p in dict.fromkeys(a.premises)
    )
    named: dict[str, tuple[str, str]] = {}
    last_near: dict[str, int] = {}
    for i, a in enumerate(every[: len(every) - imported]):
        if not a.aims_at_step:
            continue
        target = by_id[a.target]
        if a.target not in named and not target.aims_at_step and target.target in labelled:
            for p in target.premises:
                if p in labelled and steps[target.target, p] == 1:
                    named[a.target] = (target.target, p)
                    break
        if a.target not in named:
            last_near[a.target] = i
    return Undercuts(named, last_near)
