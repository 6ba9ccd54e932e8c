"""Argdown document → map.

A statement is a statement. An argument with a premise-conclusion structure is a step for each of its
inferences. An argument without one is a sketch: what it says is a statement, from which a step leads to
whatever the sketch supports, attacks or undercuts.

What supports or attacks an argument supports or attacks a premise of it, as Argdown has it; what
undercuts it, its (last) inference. The premise of a sketch is what it says. Where an argument has several
premises and none of them is named, nobody can say which is meant: what attacks it challenges it as a whole, and what
supports it is reported as a loss. Statements of one title with other words are restatements.
"""

from __future__ import annotations

from argmap.readers.argdown.arguments import Steps
from argmap.readers.argdown.conversion import Conversion
from argmap.readers.argdown.links import find_negations, normalise_links
from argmap.readers.argdown.model import Document, Place
from argmap.readers.argdown.names import SETTINGS
from argmap.readers.argdown.relations import add_relations
from argmap.readers.argdown.statements import add_statements
from argmap.readers.builder import MapBuilder
from argmap.readers.typed import text_or_none

# The settings of `model` that are carried out.
_MODEL = {"mode", "removeTagsFromText"}


def add_document(document: Document, builder: MapBuilder) -> None:
    """Gives the builder everything in a document: front matter, sections, statements, steps, in that order."""
    normalise_links(document, builder)
    conversion = Conversion.of(document, builder, find_negations(document))
    _add_front_matter(conversion)
    _add_sections(conversion)
    add_statements(conversion)
    steps = Steps(conversion)
    steps.structures()
    add_relations(conversion, steps)
    steps.add_to_builder()
    for one, other in document.restated:
        builder.restatement(one, other, document.things[other].places[0].span)
    places = [(p.at, t.key, p) for t in document.things.values() for p in t.places]
    for _, key, place in sorted(places, key=lambda found: found[0]):
        _add_parts_and_preferences(conversion, key, place)


def _add_front_matter(conversion: Conversion) -> None:
    builder = conversion.builder
    for name, value in conversion.document.front.items():
        if name == "title":
            builder.title = str(value)
        elif name in SETTINGS or isinstance(value, dict):
            if name != "model" or not isinstance(value, dict) or not value.keys() <= _MODEL:
                builder.lose("settings", name)
        elif name in ("author", "authors"):
            builder.attributes["author"] = (
                ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            )
        else:
            builder.attributes[name] = value
    if conversion.inline:
        builder.attributes["markup"] = "inline"


def _add_sections(conversion: Conversion) -> None:
    for part in conversion.document.parts:
        data = dict(part.data)
        label = text_or_none(data.pop("label", None))
        speakers = text_or_none(data.pop("speaker", None))
        attributes = conversion.attributes(data, part.span)
        if part.prose.tags:
            attributes.setdefault("tags", part.prose.tags)
        conversion.lose_mentions(part.prose, part.span)
        title = conversion.text(part.prose)
        conversion.builder.section(
            part.name, title, part.parent, label, attributes, part.span, speakers or ()
        )


def _add_parts_and_preferences(conversion: Conversion, key: str, place: Place) -> None:
    """The parts of a statement, and its relations that are no arguments, as the data of one place has them."""
    builder = conversion.builder
    for group in conversion.keys_named(place.data.get("parts")) or ():
        builder.part(key, group[0], at=place.span)
        for other in group[1:]:
            builder.part(key, other, group[0], place.span)
    for group in conversion.keys_named(place.data.get("outweighs")) or ():
        builder.preference(key, group[0], place.span)
    for group in conversion.keys_named(place.data.get("restates")) or ():
        builder.restatement(key, group[0], place.span)
    for group in conversion.keys_named(place.data.get("provided")) or ():
        builder.condition(key, group[0], place.span)
    for group in conversion.keys_named(place.data.get("explained-by")) or ():
        builder.explanation(group, key, place.span)
    if key in builder.statements and builder.statements[key].fields["kind"] == "question":
        for group in conversion.keys_named(place.data.get("answers")) or ():
            builder.answer(key, group[0], place.span)
