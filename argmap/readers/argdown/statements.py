"""The statements of an Argdown document, and its sketches of arguments, as statements of a map."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from argmap.diagnostics import nearest
from argmap.readers.argdown.conversion import (
    Conversion,
    defining_place,
    display_name,
    is_true,
)
from argmap.readers.argdown.model import Document, Place, Thing
from argmap.readers.argdown.names import made_up
from argmap.readers.sanitizer import label_like
from argmap.readers.typed import text_or_none
from argmap.syntax.words import KINDS, is_label, normal

_GUESSED = 20
"""For how many undefined titles a likely one is sought."""
RELATING = ("parts", "outweighs", "restates", "provided", "explained-by", "answers")
"""Names of data that relate a statement to others."""


def add_statements(conversion: Conversion) -> None:
    """Gives the builder the statements of a document, in the order in which the text has them."""
    undefined = _UndefinedTitles(conversion.document)
    for thing in _in_order(conversion):
        _Statement(conversion, thing, undefined).add()


def _in_order(conversion: Conversion) -> list[Thing]:
    """The things that become statements, by where their words stand first."""
    document = conversion.document
    things: list[tuple[int, Thing]] = []
    for thing in document.things.values():
        if thing.key in conversion.negations or thing.key in document.steps:
            continue
        places = [p for p in thing.places if p.prose.plain] or thing.places
        if places:
            things.append((places[0].at, thing))
    return [thing for _, thing in sorted(things, key=lambda pair: pair[0])]


@define(eq=False)
class _UndefinedTitles:
    """Guesses which titles were meant by those that have no words."""

    document: Document
    count: int = 0

    def described(self, thing: Thing) -> str:
        """What a loss calls a title without words, with the title that may have been meant."""
        self.count += 1
        if self.count > _GUESSED:
            return thing.key
        sort = thing.key[0]
        defined = [
            other.title
            for other in self.document.things.values()
            if other.key[0] == sort and any(p.prose.plain for p in other.places)
        ]
        guess = nearest(thing.title, defined, 0.85)
        return f"{thing.key}; is it {sort}{guess}{thing.key[-1]}?" if guess else thing.key


@define(eq=False)
class _Statement:
    """Converts one statement; `data` is the merged data of its places, from which each step takes its keys."""

    conversion: Conversion
    thing: Thing
    undefined: _UndefinedTitles
    data: dict[str, Any] = field(factory=dict)
    question: bool = False

    def add(self) -> None:
        """Gives the builder the statement, with its fields, its section and its attributes."""
        thing, data = self.thing, self.data
        tags: list[str] = []
        for place in thing.places:
            data.update(place.data)
            tags += place.prose.tags
            self.conversion.lose_mentions(place.prose, place.span)
        definition = defining_place(thing)
        own = definition or thing.places[0]
        text = self._text(definition)
        label, title = self._label()
        if title and title != text:
            data.setdefault("x-title", title)
        fields = self._fields()
        self.question = fields.get("kind") == "question"
        section = self._section()
        self._drop_relations()
        if definition is not None:
            self._links(definition)
        if tags and "tags" not in data:
            data["tags"] = list(dict.fromkeys(tags))
        self.conversion.builder.statement(
            thing.key,
            text,
            own.span,
            label=label,
            section=section,
            attributes=self.conversion.attributes(data, own.span),
            **fields,
        )

    def _text(self, definition: Place | None) -> str:
        """The text, or the title where no place has words; other wordings are lost."""
        thing, lose = self.thing, self.conversion.builder.lose
        if definition is None:
            if thing.title:
                lose("undefined references", self.undefined.described(thing), thing.places[0].span)
            return thing.title
        text = self.conversion.text(definition.prose)
        for place in thing.places:
            if place.prose.plain and place.prose.plain != definition.prose.plain:
                what = f"{place.prose.plain}, of {display_name(thing, text)}"
                lose("other wordings", what, place.span)
        return text

    def _label(self) -> tuple[str | None, str]:
        """A label, and the title where that says more."""
        title = self.thing.title
        first = self.conversion.document.has_title(self.thing.key) == self.thing.key
        given = text_or_none(self.data.get("label"))
        if given is not None and is_label(given):
            del self.data["label"]
            own = first and not made_up(title) and normal(title) != given
            return given, title if own else ""
        if not title or made_up(title) or not first:
            # Of several statements with one title, the first has it.
            return None, ""
        if is_label(normal(title)):
            return title, ""
        return label_like(title), title

    def _fields(self) -> dict[str, Any]:
        """What data says that a map has a field for."""
        data = self.data
        fields: dict[str, Any] = {}
        # Older files of argmap's have `possible` for `open`.
        for name, own in (("unstated", "unstated"), ("open", "open"), ("possible", "open")):
            if is_true(data.get(name)):
                fields[own] = is_true(data.pop(name))
        if text_or_none(data.get("kind")) in (*KINDS, "supposition"):
            fields["kind"] = data.pop("kind")
        if text_or_none(data.get("speaker")):
            fields["speakers"] = data.pop("speaker")
        supposed = self.conversion.keys_named(data.get("within"))
        if supposed is not None and len(supposed) == 1:
            del data["within"]
            fields["within"] = supposed[0][0]
        quotations = data.get("quotations")
        if isinstance(quotations, list) and all(isinstance(q, str) for q in quotations):
            fields["quotations"] = data.pop("quotations")
        return fields

    def _section(self) -> str | None:
        """The section that a thing is in: that of its first words there, as Argdown has it."""
        parts = self.conversion.document.parts
        number = str(self.data.get("section", ""))
        if number.isdecimal() and len(number) < 9 and int(number) <= len(parts):
            del self.data["section"]
            return parts[int(number) - 1].name if int(number) else None
        section = None
        for place in self.thing.places:
            inside = place.data.get("isInGroup")
            fits = bool(place.prose.plain) and inside is None and section is None
            if fits or (inside is not None and is_true(inside)):
                section = place.section
        return section or self.thing.places[0].section

    def _drop_relations(self) -> None:
        """Takes out of the data what says how the statement is related to others."""
        for name in ("uses", "from"):
            if isinstance(self.data.get(name), list):
                del self.data[name]
        for name in RELATING:
            # Of a statement that is no question, `answers` is an attribute.
            if name == "answers" and not self.question:
                continue
            if self.conversion.keys_named(self.data.get(name)) is not None:
                del self.data[name]

    def _links(self, definition: Place) -> None:
        """The only link becomes the attribute `url`; several are lost."""
        links = [link for place in self.thing.places for link in place.prose.links]
        if len(links) == 1 and links[0][:1] != "#" and "url" not in self.data:
            self.data["url"] = links[0]
        else:
            for link in links:
                self.conversion.builder.lose("links", link, definition.span)
