"""Shared by all parts of the conversion from an Argdown document to a map: texts, attributes, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import define

from argmap.readers.argdown.model import Document, Place, Prose, Thing
from argmap.readers.argdown.names import PRESENTATION
from argmap.readers.builder import MapBuilder
from argmap.source import Span
from argmap.wording import clip

_MARKUP = re.compile(r"[\\*$]")


@define(eq=False)
class Conversion:
    """A document, and the builder that is given its map.

    Where any text is emphasised, all texts are `inline`: in the markup that can say so. `negations` are
    the conclusions that only deny what their argument attacks, each with that argument; they become no
    statements.
    """

    document: Document
    builder: MapBuilder
    inline: bool
    negations: Mapping[str, str]

    @classmethod
    def of(
        cls, document: Document, builder: MapBuilder, negations: Mapping[str, str]
    ) -> Conversion:
        """The conversion of a document, inline where anything in it is emphasised."""
        proses = [part.prose for part in document.parts]
        proses += [place.prose for thing in document.things.values() for place in thing.places]
        return cls(document, builder, any(prose.emphatic for prose in proses), negations)

    def text(self, prose: Prose) -> str:
        """The words of a prose, with its emphasis where texts are inline."""
        if not self.inline:
            return prose.plain
        bare = self.document.front.get("markup") == "inline"
        made = ""
        for text, marks in prose.runs:
            words = text if bare else _MARKUP.sub(r"\\\g<0>", text)
            inner = words.strip(" \t")
            made += words.replace(inner, f"{marks}{inner}{marks}", 1) if inner else words
        return made.strip(" \t")

    def lose_mentions(self, prose: Prose, span: Span) -> None:
        """Reports as lost that a text mentions others."""
        for title in prose.mentions:
            self.builder.lose("mentions", title, span)

    def attributes(self, data: Mapping[str, Any], span: Span) -> dict[str, Any]:
        """Data as attributes: what is only about drawing gets names that begin with `x-`."""
        made = {}
        for name, value in data.items():
            if value is None or value == "":
                self.builder.lose("attributes", f"{name}, which has no value", span)
            else:
                made[f"x-{name}" if name in PRESENTATION else name] = value
        return made

    def keys_named(self, value: object) -> list[list[str]] | None:
        """The keys of the statements that data names, alone or in groups; None where it does not."""
        found = []
        for group in value if isinstance(value, list) else [value]:
            keys = []
            for title in group if isinstance(group, list) else [group]:
                key = next(
                    (k for k in (f"[{title}]", f"<{title}>") if k in self.document.things), None
                )
                if key is None or key in self.document.steps:
                    return None
                keys.append(key)
            if not keys:
                return None
            found.append(keys)
        return found or None

    def display_name(self, key: str) -> str:
        """What a message calls a thing: its title, or its words."""
        return display_name(self.document.things[key], "")


def display_name(thing: Thing, text: str) -> str:
    """What a message calls a thing: its title, or the `text` that it has, or the first one it has anywhere."""
    if thing.title:
        return thing.key.partition("\0")[0]
    words = text or next((p.prose.plain for p in thing.places), "")
    return f"“{clip(words)}”" if words else "an argument without a title"


def defining_place(thing: Thing) -> Place | None:
    """The place whose words a thing has: the last with any, or the one that is canonical."""
    places = [p for p in thing.places if p.prose.plain]
    for place in places:
        if is_true(place.data.get("isCanonical")):
            return place
    return places[-1] if places else None


def is_true(value: object) -> bool:
    """Whether a value of data says yes."""
    return value is True or value == "true"
