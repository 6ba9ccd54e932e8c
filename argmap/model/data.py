"""A map as plain data: what its JSON form (docs/json.md) holds, and what maps are compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.model.attributes import Attributes
from argmap.model.elements import Argument, Section, Statement

if TYPE_CHECKING:
    from argmap.model.map import Map


def to_dict(map: Map) -> dict[str, Any]:
    """A map as plain data, keys in the order of the format, what is empty left out."""
    return {
        "format": "argmap",
        "version": 1,
        **_filled(
            title=map.title,
            attributes=_plain(map.attributes),
            imports=[{"name": i.name, "path": i.path} for i in map.imports],
            sections=[_section(s) for s in map.sections],
            statements=[_statement(s) for s in map.statements],
            arguments=[_argument(a) for a in map.arguments],
            parts=[
                _filled(whole=p.whole, part=p.part, alternative_to=p.alternative_to)
                for p in map.parts
            ],
            contradictions=[list(pair) for pair in map.contradictions],
            preferences=[{"preferred": p.preferred, "over": p.over} for p in map.preferences],
            restatements=[list(pair) for pair in map.restatements],
            explanations=[
                {"explaining": list(e.explaining), "explained": e.explained}
                for e in map.explanations
            ],
            conditions=[{"statement": c.statement, "provided": c.provided} for c in map.conditions],
            answers=[{"question": a.question, "answer": a.answer} for a in map.answers],
            independences=[{"statement": i.statement, "of": i.of} for i in map.independences],
        ),
    }


def _filled(**entries: Any) -> dict[str, Any]:
    return {k: v for k, v in entries.items() if v is False or v not in (None, "", [], {})}


def _plain(attributes: Attributes) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in attributes.items()}


def _section(section: Section) -> dict[str, Any]:
    return _filled(
        id=section.id,
        label=section.label,
        title=section.title,
        parent=section.parent,
        speakers=list(section.speakers),
        attributes=_plain(section.attributes),
    )


def _statement(statement: Statement) -> dict[str, Any]:
    return _filled(
        id=statement.id,
        label=statement.label,
        kind=statement.kind,
        unstated=statement.unstated,
        open=statement.open,
        text=statement.text,
        section=statement.section,
        within=statement.within,
        speakers=list(statement.speakers),
        quotations=[q.text for q in statement.quotations],
        attributes=_plain(statement.attributes),
    )


def _argument(argument: Argument) -> dict[str, Any]:
    return _filled(
        id=argument.id,
        role=argument.role,
        premises=list(argument.premises),
        target=argument.target,
        conceded=argument.conceded,
        strict=argument.strict,
        scheme=argument.scheme,
        warrant=argument.warrant,
        speakers=list(argument.speakers),
        premise_roles=dict(argument.premise_roles),
        attributes=_plain(argument.attributes),
    )
