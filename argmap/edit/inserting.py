"""Lines for what is new: under the statement, or beside the step, that it is about."""

from __future__ import annotations

from typing import Any, NamedTuple

from argmap.edit.acts import Add, Relate
from argmap.edit.document import Document
from argmap.edit.lines import declaration
from argmap.edit.patch import Patch
from argmap.edit.placing import OF_STEPS, Place
from argmap.edit.regroup import word_of
from argmap.edit.taking import end_of
from argmap.model import (
    Answer,
    Argument,
    Condition,
    Explanation,
    Independence,
    Part,
    Preference,
    Section,
)
from argmap.syntax.nodes import Clause, Line, holds_flat
from argmap.syntax.nodes import Section as SectionLine


class Spot(NamedTuple):
    """Where a line is put, its connective, the kind that is read where it names none, and whether it stands apart."""

    at: int
    column: int
    connective: str = ""
    kind: str = ""
    apart: bool = False


_NESTED = {
    "supports": "because",
    "rebuts": "but",
    "part_of": "including",
    "answers": "answer",
    "explains": "explained by",
    "condition_of": "provided",
    "contradicts": "contradicts",
    "restates": "restates",
}
_STEPS = {"undercuts": "unless", "challenges": "however", "joins": "and"}


def added(doc: Document, patch: Patch, act: Add) -> bool:
    """Puts in the lines of a new statement; False where no place is known."""
    spot = spot_of(doc, act.place)
    if spot is None:
        return False
    lines = declaration(spot.connective, act.statement, spot.kind)
    patch.put(spot.at, lines, spot.column, spot.apart)
    return True


def spot_of(doc: Document, place: Place) -> Spot | None:
    """Where the line of a statement goes that is put at a place."""
    if place.how is None:
        return _alone(doc, place)
    if place.how in OF_STEPS:
        return _beside(doc, place)
    line = doc.declaring.get(place.target)
    if line is None:
        return None
    kind = doc.map[place.target].kind if place.how == "part_of" else ""
    return Spot(doc.block(line).end, doc.below(line), _NESTED[place.how], kind)


def _alone(doc: Document, place: Place) -> Spot | None:
    holder: Line | None = None
    if place.within is not None:
        holder = doc.declaring.get(place.within)
    elif place.section is not None:
        holder = section_line(doc, place.section)
    if holder is None and (place.within or place.section):
        return None
    at, column = end_of(doc, holder)
    return Spot(at, column, apart=at > 0)


def section_line(doc: Document, key: str) -> Line | None:
    """The line of a section."""
    span = next((s.span for s in doc.map.sections if s.id == key), None)
    found = doc.at.get(span.start) if span is not None else None
    return found if isinstance(found, SectionLine) else None


def _beside(doc: Document, place: Place) -> Spot | None:
    """Where a premise, an exception or a challenge goes that belongs to a step."""
    argument = doc.map.argument(place.target)
    first = doc.at.get(argument.span.start) if argument.span else None
    if first is None or doc.map.imported(argument.id):
        return None
    assert place.how is not None
    connective = _STEPS[place.how]
    kind = ""
    if place.how == "joins":
        kind = "premise" if argument.role == "supports" else "rebuttal"
        if argument.role == "undercuts":
            kind = "?"
    lines = doc.siblings(first)
    is_flat = holds_flat(doc.parents[first.start])
    index = lines.index(first)
    if place.how == "joins":
        last = _last_premise(lines, index, is_flat)
        kind = "?" if is_flat else kind
    elif word_of(first) in ("unless", "however"):
        own = doc.last_own(first)
        return Spot(doc.alone(own).end, doc.below(first), connective, kind)
    else:
        last = _last_of_step(lines, index)
    if last is None:
        return None
    return Spot(doc.block(last).end, doc.column(first), connective, kind)


def _last_premise(lines: list[Line], index: int, is_flat: bool) -> Line | None:
    """The line behind which an `and` joins a step."""
    if is_flat and word_of(lines[index]) not in ("unless", "however"):
        at = index - 1
        while at >= 0 and not (isinstance(lines[at], Clause) and word_of(lines[at]) in ("", "so")):
            at -= 1
        if at < 0:
            return None
        index = at
    last = lines[index]
    for line in lines[index + 1 :]:
        if word_of(line) == "and":
            last = line
        elif word_of(line) != "by":
            break
    return last


def _last_of_step(lines: list[Line], index: int) -> Line:
    """The last of the lines that belong to the step that a line begins."""
    last = lines[index]
    for line in lines[index + 1 :]:
        if word_of(line) not in ("and", "by", "unless", "however"):
            break
        last = line
    return last


def related(doc: Document, patch: Patch, act: Relate) -> bool:
    """Puts in the lines of a new relation, argument or section; False where none are known."""
    thing = act.thing
    if isinstance(thing, Section):
        return _section(doc, patch, thing)
    found = _lines(doc, thing)
    if found is None:
        return False
    key, lines = found
    line = doc.declaring.get(key)
    if line is None:
        return False
    patch.put(doc.block(line).end, lines, doc.below(line))
    return True


def _section(doc: Document, patch: Patch, section: Section) -> bool:
    holder = section_line(doc, section.parent) if section.parent else None
    if (section.parent and holder is None) or section.attributes or section.speakers:
        return False
    at = doc.block(holder).end if holder else len(doc.text)
    label = f" {section.label}" if section.label else ""
    column = doc.below(holder) if holder else 0
    patch.put(at, [f"section{label}: {section.title}"], column, at > 0)
    return True


def _lines(doc: Document, thing: Any) -> tuple[str, list[str]] | None:
    """The statement under whose line a relation is written, and its lines; all others are named by their labels."""
    if isinstance(thing, Argument):
        plain = not (thing.scheme or thing.warrant or thing.speakers or thing.attributes)
        if thing.aims_at_step or not plain:
            return None
        word = "because" if thing.role == "supports" else "although" if thing.conceded else "but"
        return _named(doc, thing.target, word, *thing.premises)
    if isinstance(thing, Explanation):
        return _named(doc, thing.explained, "explained by", *thing.explaining)
    if isinstance(thing, Part):
        return None if thing.alternative_to else _named(doc, thing.whole, "including", thing.part)
    if isinstance(thing, Preference):
        return _named(doc, thing.preferred, "outweighs", thing.over)
    if isinstance(thing, Condition):
        return _named(doc, thing.statement, "provided", thing.provided)
    if isinstance(thing, Answer):
        return _named(doc, thing.question, "answer", thing.answer)
    if isinstance(thing, Independence):
        return _named(doc, thing.statement, "regardless of", thing.of)
    return None


def _named(doc: Document, key: str, word: str, *others: str) -> tuple[str, list[str]] | None:
    labels = [doc.map[other].label for other in others]
    if None in labels:
        return None
    first, *rest = labels
    return key, [f"{word} {first}", *(f"and {label}" for label in rest)]
