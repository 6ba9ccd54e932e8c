"""Whatever in a map names something else in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from argmap.model import Argument, Map

Lookup = Callable[[str, str], str]
"""From an identifier and a word for what names it, another identifier."""


def referring(map: Map, statement: Lookup, argument: Lookup, section: Lookup) -> Map:
    """The map with other identifiers wherever something names a statement, argument or section."""

    def statement_or_none(key: str | None, by: str) -> str | None:
        return None if key is None else statement(key, by)

    def section_or_none(key: str | None, by: str) -> str | None:
        return section(key, by) if key else None

    def target(a: Argument) -> str:
        if a.aims_at_step:
            return argument(a.target, f"an argument that {a.role}")
        return statement(a.target, "an argument's target")

    return map.changed(
        statements=[
            evolve(
                s,
                section=section_or_none(s.section, "a statement's section"),
                within=statement_or_none(s.within, "a statement's passage"),
            )
            for s in map.statements
        ],
        arguments=[
            evolve(
                a,
                premises=[statement(p, "an argument's premise") for p in a.premises],
                target=target(a),
                warrant=statement_or_none(a.warrant, "an argument's warrant"),
                premise_roles={
                    statement(p, "a premise's role"): role for p, role in a.premise_roles.items()
                },
            )
            for a in map.arguments
        ],
        sections=[
            evolve(s, parent=section_or_none(s.parent, "a section's parent")) for s in map.sections
        ],
        parts=[
            evolve(
                p,
                whole=statement(p.whole, "a part's whole"),
                part=statement(p.part, "a part"),
                alternative_to=statement_or_none(p.alternative_to, "an alternative"),
            )
            for p in map.parts
        ],
        contradictions=[
            (statement(one, "a contradiction"), statement(other, "a contradiction"))
            for one, other in map.contradictions
        ],
        preferences=[
            evolve(
                p,
                preferred=statement(p.preferred, "a preference"),
                over=statement(p.over, "a preference"),
            )
            for p in map.preferences
        ],
        restatements=[
            (statement(one, "a restatement"), statement(other, "a restatement"))
            for one, other in map.restatements
        ],
        explanations=[
            evolve(
                e,
                explaining=[statement(key, "an explanation") for key in e.explaining],
                explained=statement(e.explained, "an explanation"),
            )
            for e in map.explanations
        ],
        conditions=[
            evolve(
                c,
                statement=statement(c.statement, "a condition"),
                provided=statement(c.provided, "a condition"),
            )
            for c in map.conditions
        ],
        answers=[
            evolve(
                a,
                question=statement(a.question, "an answer"),
                answer=statement(a.answer, "an answer"),
            )
            for a in map.answers
        ],
        independences=[
            evolve(
                i,
                statement=statement(i.statement, "an independence claim"),
                of=statement(i.of, "an independence claim"),
            )
            for i in map.independences
        ],
    )
