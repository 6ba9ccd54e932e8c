"""Drafts → model: identifiers, and the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from argmap.diagnostics import nearest
from argmap.model import (
    Answer,
    Argument,
    Attributes,
    Condition,
    Explanation,
    Import,
    Independence,
    Map,
    Part,
    Preference,
    Quotation,
    Section,
    Statement,
)
from argmap.resolve.draft import (
    ArgumentDraft,
    Described,
    Draft,
    PassageDraft,
    Relation,
    RelationDraft,
    SectionDraft,
    StatementDraft,
)
from argmap.resolve.passages import check_passages
from argmap.resolve.references import kind_of
from argmap.resolve.undercut_targets import check_strict, find_targets, is_strict
from argmap.source import Span
from argmap.syntax import nodes
from argmap.syntax.nodes import Token
from argmap.wording import clip

_NO_ATTRIBUTES = Attributes()


def build(draft: Draft) -> Map:
    """The map of what was understood; what refers to nothing is left out."""
    sections = list(_sections(draft))
    statements = list(_statements(draft))
    find_targets(draft)
    check_passages(draft)
    arguments = _complete(draft)
    related = _related(draft)
    imported = [i.map for i in draft.imports.values() if i.map is not None]
    return Map(
        statements=[
            *statements,
            *(s for m in imported for s in m.statements),
        ],
        arguments=[
            *(_argument(draft, a) for a in arguments),
            *(a for m in imported for a in m.arguments),
        ],
        title=draft.header.title if draft.header else "",
        attributes=_attributes(draft.header) if draft.header else _NO_ATTRIBUTES,
        sections=[
            *sections,
            *(s for m in imported for s in m.sections),
        ],
        parts=[
            *(Part(a, b, _alternative(draft, r)) for r, a, b in related[Relation.PART]),
            *(p for m in imported for p in m.parts),
        ],
        contradictions=[
            *((a, b) for _, a, b in related[Relation.CONTRADICTION]),
            *(c for m in imported for c in m.contradictions),
        ],
        preferences=[
            *(Preference(a, b) for _, a, b in related[Relation.PREFERENCE]),
            *(p for m in imported for p in m.preferences),
        ],
        restatements=[
            *((a, b) for _, a, b in related[Relation.RESTATEMENT]),
            *(r for m in imported for r in m.restatements),
        ],
        explanations=[
            *_explanations(draft),
            *(e for m in imported for e in m.explanations),
        ],
        conditions=[
            *(Condition(a, b) for _, a, b in related[Relation.CONDITION]),
            *(c for m in imported for c in m.conditions),
        ],
        answers=[
            *(Answer(a, b) for _, a, b in related[Relation.ANSWER]),
            *(a for m in imported for a in m.answers),
        ],
        independences=[
            *(Independence(a, b) for _, a, b in related[Relation.INDEPENDENCE]),
            *(i for m in imported for i in m.independences),
        ],
        imports=[Import(name, i.path) for name, i in draft.imports.items()],
        source=draft.source,
    )


def _sections(draft: Draft) -> Iterator[Section]:
    """The sections, which get their identifiers."""
    for index, section in enumerate(draft.sections, 1):
        label = section.label.value if section.label else None
        section.id = label or _free(draft, f"section-{index}")
        parent = section.parent.id if section.parent else None
        speakers, attributes = _voiced(section)
        yield Section(
            section.title, label, parent, speakers, attributes, section.id, span=section.span
        )


def _statements(draft: Draft) -> Iterator[Statement]:
    """The statements, which get their identifiers (fine print 14): the label, or the kind and the place
    in the file.
    """
    places: dict[str, int] = {}
    for statement in draft.statements:
        kind = statement.kind
        if not isinstance(kind, str):
            kind = kind_of(draft, statement)
        places[kind] = place = places.get(kind, 0) + 1
        label = None
        if statement.label is not None:
            statement.id = label = statement.label.value
        else:
            statement.id = _free(draft, f"{kind}-{place}")
        speakers, attributes = _voiced(statement)
        section, passage = statement.home
        yield Statement(
            statement.text,
            kind,
            label,
            statement.unstated,
            statement.open,
            section.id if section is not None else None,
            passage.supposition.id if passage is not None else None,
            speakers,
            tuple(map(_quotation, statement.quotations)) if statement.quotations else (),
            attributes,
            statement.id,
            span=statement.span,
        )


def _free(draft: Draft, identifier: str) -> str:
    while identifier in draft.labels:
        identifier += "_"
    return identifier


def _complete(draft: Draft) -> list[ArgumentDraft]:
    """The arguments whose premises and target are known, with their identifiers."""
    kept, count = [], len(draft.arguments)
    for argument in draft.arguments:
        argument.grounds = tuple(filter(None, map(draft.identifier, argument.premises)))
        if argument.grounds and _has_target(draft, argument):
            kept.append(argument)
    while len(kept) < count:
        # An undercut goes with the argument that it is about.
        count, alive = len(kept), set(map(id, kept))
        kept = [a for a in kept if not isinstance(a.target, ArgumentDraft) or id(a.target) in alive]
    for index, argument in enumerate(kept, 1):
        argument.id = _free(draft, f"argument-{index}")
        if argument.role == "undercuts":
            check_strict(draft, argument)
    return kept


def _has_target(draft: Draft, argument: ArgumentDraft) -> bool:
    target = argument.target
    if isinstance(target, StatementDraft):
        return True
    if isinstance(target, ArgumentDraft):
        return target.target is not None  # as under a `by` that has no step
    if isinstance(target, Token | PassageDraft):
        return draft.find(target) is not None
    return target is not None


def _related(draft: Draft) -> dict[Relation, list[tuple[RelationDraft, str, str]]]:
    """The relations of each sort with the identifiers of the two statements, where there are both."""
    found: dict[Relation, list[tuple[RelationDraft, str, str]]] = {r: [] for r in Relation}
    for relation in draft.relations:
        one, other = draft.identifier(relation.one), draft.identifier(relation.other)
        if one and other:
            found[relation.relation].append((relation, one, other))
    return found


def _alternative(draft: Draft, part: RelationDraft) -> str | None:
    if part.alternative_to is None:
        return None
    return draft.identifier(part.alternative_to) or None


def _quotation(lines: list[nodes.Quotation]) -> Quotation:
    text = " ".join(line.text.value for line in lines)
    return Quotation(text, span=Span(lines[0].start, lines[-1].end))


def _attributes(thing: Described) -> Attributes:
    return Attributes(thing.attributes()) if thing.given else _NO_ATTRIBUTES


def _voiced(thing: Described) -> tuple[tuple[str, ...], Attributes]:
    """The speakers of a thing, and its other attributes."""
    if not thing.given:
        return (), _NO_ATTRIBUTES
    values = thing.attributes()
    speakers = cast("str", values.pop("speaker", ""))
    return tuple(name for s in speakers.split(";") if (name := s.strip())), Attributes(values)


def _explanations(draft: Draft) -> Iterator[Explanation]:
    """The explanations of which there is something on both sides."""
    for explanation in draft.explanations:
        explaining = tuple(filter(None, map(draft.identifier, explanation.explaining)))
        explained = draft.identifier(explanation.explained)
        if explaining and explained:
            yield Explanation(explaining, explained)


def _argument(draft: Draft, argument: ArgumentDraft) -> Argument:
    target = argument.target
    assert target is not None
    if isinstance(target, ArgumentDraft):
        target = target.id
    elif not isinstance(target, str):
        target = draft.identifier(target)
    scheme, warrant = argument.scheme, argument.warrant
    speakers, attributes = _voiced(argument)
    return Argument(
        argument.grounds,
        target,
        argument.role,
        argument.conceded,
        scheme is not None and is_strict(argument),
        scheme.value if scheme is not None else None,
        (draft.identifier(warrant) or None) if warrant is not None else None,
        speakers,
        _premise_roles(draft, argument) if argument.roles else _NO_ATTRIBUTES,
        attributes,
        argument.id,
        span=argument.span,
    )


def _premise_roles(draft: Draft, argument: ArgumentDraft) -> dict[str, str]:
    named: dict[str, str] = {}
    for label, role in argument.roles:
        found = draft.identifier(Token("LABEL", label, argument.roles_span[0]))
        if found in argument.grounds and found not in named:
            named[found] = role
            continue
        message, help, guess = "is given two roles", ["keep one of the two"], None
        if found not in named:
            message = "is no premise of this step"
            guess = nearest(label, argument.grounds)
            help = ["`roles` names the premises by their labels: `unanimity=major, few=minor`"]
        draft.report(
            "unknown-premise",
            f"`{clip(label, 40)}` {message}",
            argument.roles_span,
            *help,
            meant=(label, guess),
        )
    return named


def places(draft: Draft) -> dict[tuple[str, ...], tuple[int, int]]:
    """What `Resolved.places` holds, once the map is built."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for name, brought in draft.imports.items():
        found["import", name] = brought.token.span
    for identifier, thing in _described(draft):
        for name, given in thing.given.items():
            found["attribute", identifier, name] = given.span
    for argument in draft.arguments:
        if argument.scheme is not None and argument.id:
            found["scheme", argument.id] = argument.scheme.span
    said: dict[tuple[str, ...], int] = {}
    for relation in draft.relations:
        key = (draft.identifier(relation.one), draft.identifier(relation.other))
        place = (relation.relation.value, *key)
        said[place] = said.get(place, 0) + 1
        # Where the same is said again, the number of the time comes last.
        found[(*place, str(said[place])) if said[place] > 1 else place] = relation.span
    for explanation in draft.explanations:
        ends = draft.identifier(explanation.explained), draft.identifier(explanation.explaining[0])
        found.setdefault(("explanation", *ends), explanation.span)
    return found


def _described(draft: Draft) -> Iterator[tuple[str, Described]]:
    """What was given attributes, with its identifier: "" for the map itself."""
    if draft.header is not None:
        yield "", draft.header
    things: Iterable[StatementDraft | ArgumentDraft | SectionDraft]
    for things in (draft.statements, draft.arguments, draft.sections):
        for thing in things:
            if thing.given and thing.id:
                yield thing.id, thing
