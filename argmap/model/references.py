"""Whatever in a map names something else in it, and the same under other names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

if TYPE_CHECKING:
    from argmap.model.elements import Argument
    from argmap.model.map import Map

Lookup = Callable[[str, str], str]
"""From an identifier and a word for what names it, another identifier."""

_PAIRS = {"contradictions": "a contradiction", "restatements": "a restatement"}
_RELATIONS = {
    "parts": {"whole": "a part's whole", "part": "a part", "alternative_to": "an alternative"},
    "preferences": dict.fromkeys(("preferred", "over"), "a preference"),
    "explanations": dict.fromkeys(("explaining", "explained"), "an explanation"),
    "conditions": dict.fromkeys(("statement", "provided"), "a condition"),
    "answers": dict.fromkeys(("question", "answer"), "an answer"),
    "independences": dict.fromkeys(("statement", "of"), "an independence claim"),
}
"""By field of a map, the attributes of its entries that name statements, each with a word for what names it."""


def referring(map: Map, statement: Lookup, argument: Lookup, section: Lookup) -> Map:
    """The map with other identifiers wherever something names a statement, argument or section."""

    def named(value: Any, by: str) -> Any:
        if value is None or isinstance(value, str):
            return None if value is None else statement(value, by)
        return [statement(key, by) for key in value]

    def section_or_none(key: str | None, by: str) -> str | None:
        return section(key, by) if key else None

    def target(a: Argument) -> str:
        if a.aims_at_step:
            return argument(a.target, f"an argument that {a.role}")
        return statement(a.target, "an argument's target")

    relations: dict[str, list[Any]] = {
        field: [
            evolve(one, **{name: named(getattr(one, name), by) for name, by in names.items()})
            for one in getattr(map, field)
        ]
        for field, names in _RELATIONS.items()
    }
    pairs = {f: [named(pair, by) for pair in getattr(map, f)] for f, by in _PAIRS.items()}
    return map.changed(
        statements=[
            evolve(
                s,
                section=section_or_none(s.section, "a statement's section"),
                within=named(s.within, "a statement's passage"),
            )
            for s in map.statements
        ],
        arguments=[
            evolve(
                a,
                premises=named(a.premises, "an argument's premise"),
                target=target(a),
                warrant=named(a.warrant, "an argument's warrant"),
                premise_roles={
                    statement(p, "a premise's role"): role for p, role in a.premise_roles.items()
                },
            )
            for a in map.arguments
        ],
        sections=[
            evolve(s, parent=section_or_none(s.parent, "a section's parent")) for s in map.sections
        ],
        **relations,
        **pairs,
    )


def identified(map: Map, names: Mapping[str, str]) -> Map:
    """The map in which all that has an identifier has another."""

    def key(name: str, by: str = "") -> str:
        return names[name]

    own = map.changed(
        statements=[evolve(s, id=names[s.id]) for s in map.statements],
        arguments=[evolve(a, id=names[a.id]) for a in map.arguments],
        sections=[evolve(s, id=names[s.id]) for s in map.sections],
    )
    return referring(own, key, key, key)


MUTUAL = ("contradicts", "restates")
"""The words of `related` for what two statements are to each other."""


def related(map: Map) -> Iterator[tuple[str, str, str]]:
    """What holds between two statements without an argument: a word for how, then both; what is mutual once."""
    for p in map.parts:
        yield "part", p.part, p.whole
        if p.alternative_to is not None:
            yield "alternative", p.part, p.alternative_to
    for how, pairs in zip(MUTUAL, (map.contradictions, map.restatements), strict=True):
        yield from ((how, one, other) for one, other in pairs)
    yield from (("outweighs", p.preferred, p.over) for p in map.preferences)
    yield from (("provided", c.provided, c.statement) for c in map.conditions)
    yield from (("answers", a.answer, a.question) for a in map.answers)
    yield from (("regardless", i.of, i.statement) for i in map.independences)
    yield from (("explains", key, e.explained) for e in map.explanations for key in e.explaining)


def with_prefix(map: Map, name: str) -> Map:
    """The map as another one imports it: every identifier and label begins with `name.`."""

    def under(key: str, by: str = "") -> str:
        return f"{name}.{key}"

    def renamed(thing: Any) -> Any:
        return evolve(thing, id=under(thing.id), label=under(thing.label) if thing.label else None)

    own = map.changed(
        statements=[renamed(s) for s in map.statements],
        arguments=[evolve(a, id=under(a.id)) for a in map.arguments],
        sections=[renamed(s) for s in map.sections],
        imports=[],
    )
    return referring(own, under, under, under)
