"""What a map has to say, in which order, and which lines need what: built once, never changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from attrs import frozen

from argmap.arrange.lines.line import Infeasible

if TYPE_CHECKING:
    from argmap.model import (
        Argument,
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
    independences: int = 0


NEVER = Counts(-1, -1, -1, -1, -1, -1)
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
    beside: Mapping[str, Counts]
    """By what follows its flat group."""
    on: Mapping[str, Counts]
    """By its own line."""


@frozen(eq=False)
class Undercuts:
    """How undercuts can name the arguments that they are about."""

    named: Mapping[str, tuple[str, str]]
    """By argument, the conclusion and the premise with which `against C because P` names it."""
    last_near: Mapping[str, int]
    """By argument, the last undercut of it that only `unless` can write."""


@frozen(eq=False)
class Index:
    """The lists of the map without what was imported, and how their entries need each other."""

    statements: Mapping[str, Statement]
    """All of the map, by identifier; `order` are its own."""
    order: Sequence[Statement]
    arguments: Sequence[Argument]
    parts: Sequence[Part]
    contradictions: Sequence[tuple[str, str]]
    preferences: Sequence[Preference]
    independences: Sequence[Independence]
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
        parts = _own(map.parts, lambda p: map.imported(p.whole, p.part))
        contradictions = _own(map.contradictions, lambda c: map.imported(*c))
        preferences = _own(map.preferences, lambda p: map.imported(p.preferred, p.over))
        independences = _own(map.independences, lambda i: map.imported(i.statement, i.of))
        lists = (order, arguments, parts, contradictions, preferences, independences)
        return cls(
            statements,
            *lists,
            sections,
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
            needs=_needs(arguments, parts, contradictions, preferences, independences),
            alternatives=_alternatives(parts),
            undercuts=_undercuts(map.arguments, arguments, statements, position, labelled),
        )


def _own(relations: Iterable[_T], imported: Callable[[_T], bool]) -> list[_T]:
    """The relations without those at the end that came with an import."""
    own = list(relations)
    while own and imported(own[-1]):
        own.pop()
    return own


def _check(arguments: Iterable[Argument], labelled: Collection[str]) -> None:
    for a in arguments:
        if a.strict != (a.scheme == "deduction") or not all(p in labelled for p in a.premise_roles):
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
    independences: Sequence[Independence],
) -> Needs:
    return Needs(
        under=_last(
            arguments={a.target: i for i, a in enumerate(arguments) if not a.aims_at_step},
            parts={p.whole: i for i, p in enumerate(parts)},
            independences={claim.statement: i for i, claim in enumerate(independences)},
        ),
        beside=_last(
            arguments={p: i for i, a in enumerate(arguments) for p in a.premises},
            contradictions={one: i for i, (one, _) in enumerate(contradictions)},
            preferences={p.preferred: i for i, p in enumerate(preferences)},
        ),
        on=_last(
            parts={p.part: i for i, p in enumerate(parts)},
            contradictions={other: i for i, (_, other) in enumerate(contradictions)},
            preferences={p.over: i for i, p in enumerate(preferences)},
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


def _undercuts(
    every: Sequence[Argument],
    arguments: Sequence[Argument],
    statements: Mapping[str, Statement],
    position: Mapping[str, int],
    labelled: Collection[str],
) -> Undercuts:
    by_id = {a.id: a for a in every}
    steps = Counter(
        (a.target, p) for a in every if not a.aims_at_step for p in dict.fromkeys(a.premises)
    )
    undercuts = [(i, a) for i, a in enumerate(arguments) if a.aims_at_step]
    begun = Counter(a.premises[0] for _, a in undercuts)
    named: dict[str, tuple[str, str]] = {}
    last_near: dict[str, int] = {}
    for i, a in undercuts:
        target = by_id[a.target]
        if a.target not in named and not target.aims_at_step and target.target in labelled:
            for p in target.premises:
                if p in labelled and steps[target.target, p] == 1:
                    named[a.target] = (target.target, p)
                    break
        first = a.premises[0]
        # Only `unless` declares what is only possible.
        declares = statements[first].open and first in position and begun[first] == 1
        if declares or a.target not in named:
            last_near[a.target] = i
    return Undercuts(named, last_near)
