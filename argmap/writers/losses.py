"""The losses of writing a map in a format: one for each thing that the format can't carry."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from argmap.formats import FORMATS
from argmap.losses import Loss
from argmap.model import DISCHARGING, Argument, Map, Statement
from argmap.wording import listed


def not_carried(map: Map, format: str) -> tuple[Loss, ...]:
    """A loss for each thing in a map of the `argmap.formats.FEATURES` that a format does not carry."""
    carried = FORMATS[format].carries
    return tuple(loss for loss in _held(map) if not _has(carried, loss))


def _has(carried: Collection[str], loss: Loss) -> bool:
    name = loss.what.partition(":")[0] if loss.kind.endswith("attributes") else ""
    return loss.kind in carried or (bool(name) and f"{loss.kind}: {name}" in carried)


def _held(map: Map) -> Iterator[Loss]:
    if map.title:
        yield Loss("title", map.title)
    for name, value in map.attributes.items():
        yield Loss("map attributes", f"{name}: {value}")
    for file in map.imports:
        yield Loss("imports", f"{file.path} as {file.name}")
    for section in map.sections:
        yield Loss("sections", section.title, section.span)
        if section.label:
            yield Loss("section labels", section.label, section.span)
        if section.speaker:
            what = f"{section.speaker}, of {section.id}"
            yield Loss("section speakers", what, section.span)
        for name, value in section.attributes.items():
            yield Loss("section attributes", f"{name}: {value}, of {section.id}", section.span)
    for statement in map.statements:
        yield from _of_statement(statement)
    inside: dict[str, list[str]] = {}
    for statement in map.statements:
        if statement.within is not None:
            inside.setdefault(statement.within, []).append(statement.id)
    for statement in map.statements:
        if statement.kind == "supposition":
            passage = listed(inside.get(statement.id, ()), "and") or "nothing"
            what = f"{statement.id}, under which {passage} stand"
            yield Loss("suppositions", what, statement.span)
    for argument in map.arguments:
        yield from _of_argument(argument)
    for part in map.parts:
        kind = "alternatives" if part.alternative_to else "parts"
        yield Loss(kind, f"{part.part} of {part.whole}")
    for one, other in map.contradictions:
        yield Loss("contradictions", f"{one} and {other}")
    for preference in map.preferences:
        yield Loss("preferences", f"{preference.preferred} over {preference.over}")
    for one, other in map.restatements:
        yield Loss("restatements", f"{one} of {other}")
    for explanation in map.explanations:
        what = f"{explanation.explained} by {' and '.join(explanation.explaining)}"
        yield Loss("explanations", what)
    for condition in map.conditions:
        yield Loss("conditions", f"{condition.statement}, provided {condition.provided}")
    for answer in map.answers:
        yield Loss("answers", f"{answer.answer} to {answer.question}")
    for independence in map.independences:
        yield Loss("independences", f"{independence.statement} of {independence.of}")


def _of_statement(statement: Statement) -> Iterator[Loss]:
    span = statement.span
    if statement.label:
        yield Loss("labels", statement.label, span)
    if statement.kind == "question":
        yield Loss("questions", f"{statement.id}: {statement.text}", span)
    elif statement.kind != "supposition":
        yield Loss("kinds", f"{statement.kind}, of {statement.id}", span)
    if statement.unstated:
        yield Loss("unstated marks", statement.id, span)
    if statement.open:
        yield Loss("open marks", statement.id, span)
    if statement.speaker:
        yield Loss("speakers", f"{statement.speaker}, of {statement.id}", span)
    for quotation in statement.quotations:
        yield Loss("quotations", f"{quotation.text}, of {statement.id}", quotation.span or span)
    for name, value in statement.attributes.items():
        yield Loss("statement attributes", f"{name}: {value}, of {statement.id}", span)


def _of_argument(argument: Argument) -> Iterator[Loss]:
    span = argument.span
    marks = {
        "linked premises": len(argument.premises) > 1,
        "undercuts": argument.role == "undercuts",
        "challenges": argument.role == "challenges",
        "concessions": argument.conceded,
        "strict marks": argument.strict and argument.scheme not in DISCHARGING,
    }
    for kind, there in marks.items():
        if there:
            yield Loss(kind, argument.id, span)
    if argument.scheme in DISCHARGING:
        yield Loss("discharges", f"by {argument.scheme}, of {argument.id}", span)
    elif argument.scheme and not argument.strict:
        yield Loss("schemes", f"{argument.scheme}, of {argument.id}", span)
    if argument.warrant:
        yield Loss("warrants", f"{argument.warrant}, of {argument.id}", span)
    if argument.speaker:
        yield Loss("argument speakers", f"{argument.speaker}, of {argument.id}", span)
    for premise, role in argument.premise_roles.items():
        yield Loss("premise roles", f"{premise} as {role}, in {argument.id}", span)
    for name, value in argument.attributes.items():
        yield Loss("argument attributes", f"{name}: {value}, of {argument.id}", span)
