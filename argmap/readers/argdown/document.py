"""Elements of an Argdown text → what the document says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import define, field

from argmap.readers.argdown.model import Document, Link, Part, Place, Sense, Step
from argmap.readers.argdown.syntax_tree import (
    Element,
    Entry,
    Front,
    Heading,
    Inference,
    Relation,
    Structure,
)
from argmap.readers.argdown.words import prose
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Broken, yaml_of
from argmap.source import Span
from argmap.syntax.nodes import Token

_SENSES: dict[str, Sense] = {"+": "support", "-": "attack", "_": "undercut", ">": "contradictory"}
"""By the sign without what shows its direction."""


@define(eq=False)
class Reader:
    """Goes through the elements in order; `builder` gets what is wrong and what is lost."""

    builder: MapBuilder
    document: Document = field(factory=Document)
    _sections: list[tuple[int, str]] = field(factory=list)
    _nameless: int = 0

    def read(self, elements: Iterable[Element | Relation | Inference]) -> Document:
        """The document."""
        before: Entry | None = None
        for element in elements:
            if isinstance(element, Front):
                self._front(element)
            elif isinstance(element, Heading):
                self._heading(element)
            elif isinstance(element, Structure):
                self._structure(element, before)
            elif isinstance(element, Entry):
                self._entries(element)
            elif isinstance(element, Relation):
                self.builder.say(
                    f"nothing stands above this `{element.sign}` that it could be about",
                    element.entry.start,
                    "write it, indented, right below a statement or an argument",
                )
                self._entries(element.entry)
            else:
                self.builder.say(
                    "an inference stands between the numbered statements of an argument",
                    Span(element.start, element.end),
                    "write the premises above it, as `(1) …`, without an empty line between",
                )
            before = element if isinstance(element, Entry) and element.sort == "argument" else None
        return self.document

    def _front(self, front: Front) -> None:
        token = front.token
        inner = token.value.strip().strip("=")
        found = self._yaml(inner, token.start + token.value.index(inner))
        self.document.front = found
        model = found.get("model")
        if isinstance(model, dict):
            self.document.strict = model.get("mode") == "strict"
            self.document.without_tags = str(model.get("removeTagsFromText")).casefold() == "true"

    def _heading(self, heading: Heading) -> None:
        while self._sections and self._sections[-1][0] >= heading.level:
            self._sections.pop()
        parent = self._sections[-1][1] if self._sections else None
        name = f"s{len(self.document.parts) + 1}"
        words = prose(heading.words, self._include, self.document.without_tags)
        span = Span(heading.start, heading.end)
        self.document.parts.append(Part(name, words, parent, span, self._data(heading.data)))
        self._sections.append((heading.level, name))

    def _entries(self, top: Entry, undercut: tuple[str, int] | None = None) -> str:
        """Adds an entry and what is nested under it; returns its key. `undercut` is the step that an undercut
        right under it attacks.
        """
        key = self._entry(top)
        stack = [(relation, key, undercut) for relation in reversed(top.relations)]
        while stack:
            relation, about, step = stack.pop()
            child = self._entry(relation.entry)
            self._link(relation, about, child, step)
            stack += [(inner, child, None) for inner in reversed(relation.entry.relations)]
        return key

    def _link(
        self, relation: Relation, about: str, child: str, step: tuple[str, int] | None = None
    ) -> None:
        sense = _SENSES[relation.sign[-2:].strip("<")[:1]]
        span = Span(relation.entry.start, relation.entry.end)
        number = None
        source, target = child, about
        if relation.sign[-1] in "><" and relation.sign != "<":
            source, target = about, child
        elif sense == "undercut" and step:
            target, number = step
        source, target = (self.document.has_title(key) for key in (source, target))
        self.document.links.append(Link(sense, source, target, span, span.start, number))

    def _entry(self, entry: Entry) -> str:
        """Adds an entry as a place of its thing; returns the key."""
        title = entry.title or ""
        words = prose(entry.words, self._include, self.document.without_tags)
        if title:
            key = f"[{title}]" if entry.sort == "statement" else f"<{title}>"
        else:
            self._nameless += 1
            key = f"[\0{self._nameless}]"
            if not words.plain and len(entry.words) == 1 and entry.words[0].type == "INCLUDE":
                return key
        if title and entry.sort == "statement":
            key = self.document.member(key, title, words.plain)
        thing = self.document.thing(key, title)
        section = self._sections[-1][1] if self._sections else None
        span = Span(entry.start, entry.end)
        thing.places.append(Place(words, span, entry.start, section, self._data(entry.data)))
        return key

    def _structure(self, structure: Structure, before: Entry | None) -> None:
        if before is None:
            self._nameless += 1
            argument = f"<\0{self._nameless}>"
            self.document.thing(argument, "")
        else:
            argument = f"<{before.title}>"
        lines = structure.lines
        if argument in self.document.steps:
            span = Span(lines[0].start, lines[0].end)
            self.builder.say(
                f"{argument} has premises and a conclusion already",
                span,
                "write a title of its own above this one, as `<Title>`",
            )
            self._nameless += 1
            argument = f"<\0{self._nameless}>"
            self.document.thing(argument, "")
        steps = self.document.steps.setdefault(argument, [])
        keys: list[str] = []
        since, first = 0, None
        for index, line in enumerate(lines):
            span = Span(line.start, line.end)
            if isinstance(line, Entry):
                inference = lines[index - 1] if index else None
                if isinstance(inference, Inference):
                    place = Span(inference.start, inference.end)
                    begins = line.start if first is None else first
                    step = Step("", place, begins)
                    steps.append(step)
                    key = self._entries(line, (argument, len(steps) - 1))
                    step.conclusion, step.rules = key, inference.rules
                    step.data = {**self._plain(line.data), **self._data(inference.data)}
                    step.premises = chosen_premises(step, keys, since, self._at(span))
                    since, first = len(keys), None
                    for relation in inference.relations:
                        self._under(relation, (argument, len(steps) - 1))
                else:
                    first = line.start if first is None else first
                    key = self._entries(line)
                keys.append(key)
            elif index + 1 == len(lines) or isinstance(lines[index + 1], Inference):
                self.builder.say(
                    "a conclusion should stand below this inference",
                    span,
                    f"write it in the next line: `({len(keys) + 1}) …`",
                )
        if not steps:
            del self.document.steps[argument]
        if not any(isinstance(line, Inference) for line in lines):
            self.builder.say(
                "these premises lead to no conclusion",
                Span(lines[0].start, lines[-1].end),
                "write `----` below them, and below that the conclusion, without an empty line between",
            )
        elif isinstance(lines[-1], Entry) and not isinstance(lines[-2], Inference):
            self.builder.say(
                "nothing follows from this premise: no inference stands below it",
                Span(lines[-1].start, lines[-1].end),
                "write `----` below it, and below that what follows",
            )

    def _under(self, relation: Relation, step: tuple[str, int]) -> None:
        """What stands right below an inference: an undercut of it."""
        child = self._entries(relation.entry)
        if relation.sign in ("_", "<_"):
            self._link(relation, "", child, step)
        else:
            self.builder.say(
                f"an inference is undercut, by `<_`; `{relation.sign}` can't stand below it",
                Span(relation.entry.start, relation.entry.end),
                "indent it below the conclusion instead",
            )

    def _at(self, span: Span) -> Callable[[str], None]:
        return lambda message: self.builder.say(message, span)

    def _plain(self, data: Token | None) -> dict[str, Any]:
        """The keys `uses` and `from` of the data of a conclusion, which are about its inference."""
        found = self._data(data)
        return {key: found[key] for key in ("uses", "from") if key in found}

    def _data(self, token: Token | None) -> dict[str, Any]:
        if token is None:
            return {}
        text = token.value
        first, break_, rest = text.partition("\n")
        if break_ and not first[1:].strip():
            return self._yaml(rest.rstrip()[:-1], token.start + len(first) + 1)
        return self._yaml(text, token.start)

    def _yaml(self, text: str, at: int) -> dict[str, Any]:
        try:
            found = yaml_of(text)
        except Broken as error:
            self.builder.say(error.message, at + error.at)
            return {}
        if isinstance(found.data, dict):
            return found.data
        if found.data:
            self.builder.say("data is a list of names with values, as `{source: …}`", at)
        return {}

    def _include(self, token: Token) -> None:
        self.builder.lose("includes", token.value[9:-1], Span(token.start, token.end))


def chosen_premises(
    step: Step, keys: list[str], since: int, say: Callable[[str], None]
) -> list[str]:
    """The premises of a step: those that its data names by number, or else all since the last conclusion,
    that one included. `keys` are the statements before it, from `since` on those of this step.
    """
    named = step.data.pop("uses", None)
    also = step.data.pop("from", None)
    numbers = named if isinstance(named, list) else also
    if not isinstance(numbers, list):
        return keys[since:]
    premises: list[str] = []
    for number in numbers:
        text = str(number)
        if text.isdecimal() and len(text) < 9 and 0 < int(text) <= len(keys):
            premises.append(keys[int(text) - 1])
        else:
            say(f"no statement before this conclusion has the number {text}")
    return premises or keys[since:]
