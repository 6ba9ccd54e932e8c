"""Argdown's JSON, as its own program exports it → map.

`statements` and `arguments` by title, with the places where they stand, and `relations`; the key `map`
repeats these, and is not read.
"""

from __future__ import annotations

import itertools
import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import Any

from attrs import define, field

from argmap.readers.argdown.document import chosen_premises
from argmap.readers.argdown.mapping import add_document
from argmap.readers.argdown.model import Document, Link, Part, Place, Prose, Sense, Step
from argmap.readers.argdown.words import trim
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Broken, json_of, locate
from argmap.readers.typed import as_strings
from argmap.resolve import Resolved
from argmap.source import Source, Span

_SENSES: tuple[Sense, ...] = (
    *("support", "attack", "undercut", "entails", "contrary", "contradictory"),
)
_TITLE = re.compile(r'"title"\s*:\s*("(?:[^"\\]|\\.)*")')
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?Z")
_FAR = 100_000
"""More columns than a line of Argdown counts."""


def read_argdown_json(source: Source) -> Resolved:
    """The map of an export; never raises on what the text holds."""
    builder = MapBuilder(source, "Argdown JSON")
    try:
        data = json_of(source)
        if not isinstance(data, dict):
            raise Broken(
                "Argdown's JSON is an object with `statements`, `arguments` and `relations`"
            )
    except Broken as error:
        builder.say(error.message, error.at, rule="invalid-json")
        return builder.resolved()
    add_document(_Reader(builder, source.text).read(data), builder)
    return builder.resolved()


@define(eq=False)
class _Reader:
    builder: MapBuilder
    text: str
    document: Document = field(factory=Document)
    # By statement, the arguments that conclude it in the end.
    _concluding: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    # Where each thing stands in the Argdown text, with all that is nested there, and inferences.
    _lines: dict[str, list[tuple[int, int]]] = field(factory=lambda: defaultdict(list))
    _inferences: dict[str, list[tuple[int, int]]] = field(factory=lambda: defaultdict(list))
    # By argument, where in its structure the conclusions stand.
    _places: dict[str, list[int]] = field(factory=dict)

    def read(self, data: dict[str, Any]) -> Document:
        """The document that the export is."""
        spans = self._spans()
        self._sections(self._list(data.get("sections"), "$.sections"), None, "$.sections")
        for sort, opening, closing in (("statements", "[", "]"), ("arguments", "<", ">")):
            for title, thing in self._object(data.get(sort), f"$.{sort}").items():
                path = f"$.{sort}.{title}"
                known = self.document.thing(f"{opening}{title}{closing}", title)
                span = spans.get(title, Span(0, 1))
                inner = self._object(thing, path)
                for index, member in enumerate(self._list(inner.get("members"), f"{path}.members")):
                    place = self._object(member, f"{path}.members[{index}]")
                    said = self._place(place, span)
                    own = known
                    if sort == "statements":
                        key = self.document.member(known.key, title, said.prose.plain)
                        own = self.document.things[key]
                    own.places.append(said)
                    self._lines[known.key].append(_stretch(place))
                if sort == "arguments":
                    self._pcs(known.key, inner, path, span)
        self._complete(spans)
        relations = self._list(data.get("relations"), "$.relations")
        for index, relation in enumerate(relations):
            path = f"$.relations[{index}]"
            self._relation(self._object(relation, path), path)
        self.document.links.sort(key=lambda link: link.at)
        return self.document

    def _spans(self) -> dict[str, Span]:
        """Where in the JSON each title is first said."""
        spans: dict[str, Span] = {}
        for found in _TITLE.finditer(self.text):
            try:
                spans.setdefault(json.loads(found[1]), Span(*found.span(1)))
            except ValueError:
                continue
        return spans

    def _wrong(self, path: str, should: str) -> None:
        self.builder.say(f"`{path}` should be {should}", locate(self.text, path))

    def _object(self, value: object, path: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        if value is not None:
            self._wrong(path, "an object")
        return {}

    def _list(self, value: object, path: str) -> list[Any]:
        if isinstance(value, list):
            return value
        if value is not None:
            self._wrong(path, "a list")
        return []

    def _sections(self, sections: list[Any], parent: str | None, path: str) -> None:
        stack = [(s, parent, f"{path}[{i}]") for i, s in enumerate(sections)][::-1]
        while stack:
            value, above, here = stack.pop()
            section = self._object(value, here)
            name = str(section.get("id", f"s{len(self.document.parts) + 1}"))
            words = prose_of(section.get("title"), section.get("ranges"))
            words.tags = as_strings(section.get("tags"))
            span = Span(0, 1)
            self.document.parts.append(Part(name, words, above, span, _data(section.get("data"))))
            children = self._list(section.get("children"), f"{here}.children")
            stack += [(s, name, f"{here}.children[{i}]") for i, s in enumerate(children)][::-1]

    def _place(self, member: dict[str, Any], span: Span) -> Place:
        words = prose_of(member.get("text"), member.get("ranges"))
        if not words.tags:
            words.tags = as_strings(member.get("tags"))
        section = member.get("section")
        known = section if isinstance(section, str) else None
        return Place(words, span, _at(member), known, _data(member.get("data")))

    def _pcs(self, argument: str, thing: dict[str, Any], path: str, span: Span) -> None:
        """The steps of an argument."""
        keys: list[str] = []
        steps: list[Step] = []
        since = 0
        first: int | None = None
        places = self._places.setdefault(argument, [])
        for index, value in enumerate(self._list(thing.get("pcs"), f"{path}.pcs")):
            here = f"{path}.pcs[{index}]"
            line = self._object(value, here)
            title = line.get("title")
            if not isinstance(title, str) or not title:
                self._wrong(here, "a statement with a title")
                continue
            words = prose_of(line.get("text"), line.get("ranges")).plain
            key = self.document.member(f"[{title}]", title, words)
            at = _at(line)
            if line.get("role") in ("intermediary-conclusion", "main-conclusion"):
                inference = self._object(line.get("inference"), f"{here}.inference")
                step = Step(key, span, at if first is None else first)
                self._inferences[argument].append(_stretch(inference))
                own = _data(line.get("data"))
                step.data = {k: own[k] for k in ("uses", "from") if k in own}
                step.data.update(_data(inference.get("data")))
                step.rules = as_strings(inference.get("inferenceRules"))

                def say(message: str, here: str = here) -> None:
                    self.builder.say(message, locate(self.text, here))

                step.premises = chosen_premises(step, keys, since, say)
                steps.append(step)
                places.append(index)
                since, first = len(keys), None
            else:
                first = at if first is None else first
            keys.append(key)
        if steps:
            self.document.steps[argument] = steps
            self._concluding[steps[-1].conclusion].append(argument)
        elif keys:
            self.builder.say(
                "these premises lead to no conclusion", locate(self.text, f"{path}.pcs")
            )

    def _complete(self, spans: dict[str, Span]) -> None:
        """Statements that only structures name; a whole export has them in `statements` too."""
        for steps in self.document.steps.values():
            for step in steps:
                for key in (*step.premises, step.conclusion):
                    thing = self.document.thing(key, key[1:-1])
                    if not thing.places:
                        span = spans.get(key[1:-1], Span(0, 1))
                        thing.places.append(Place(Prose(), span, step.at))

    def _relation(self, relation: dict[str, Any], path: str) -> None:
        sense = relation.get("relationType")
        if sense not in _SENSES:
            if isinstance(sense, str) and sense:
                shown = f"{sense}, from {relation.get('from')} to {relation.get('to')}"
                self.builder.lose("relations", shown, locate(self.text, path))
            else:
                self._wrong(f"{path}.relationType", " or ".join(_SENSES))
            return
        ends = []
        step = None
        for end in ("from", "to"):
            title, sort = relation.get(end), relation.get(f"{end}Type")
            key = f"[{title}]" if sort == "equivalence-class" else f"<{title}>"
            if key not in self.document.things:
                self.builder.say(
                    f"`{path}.{end}` names {key}, which is not here",
                    locate(self.text, f"{path}.{end}"),
                )
                return
            ends.append(key)
            if sort == "inference" and end == "to":
                step = self._number(key, relation.get("conclusionIndex"))
        source, target = ends
        if sense == "support" and source == target and source in self._concluding:
            return  # said of an argument, that it supports what it concludes
        at = self._occurs(source, target, step)
        span = Span(*(locate(self.text, path),) * 2)
        self.document.links.append(Link(sense, source, target, span, at, step))

    def _number(self, argument: str, conclusion: object) -> int:
        """Which step of an argument an inference is, by the place of its conclusion."""
        steps = self.document.steps.get(argument, [])
        at = self._places.get(argument, [])
        return at.index(conclusion) if conclusion in at else max(0, len(steps) - 1)

    def _occurs(self, source: str, target: str, step: int | None) -> int:
        """Where in the text a relation stands: where one of the two stands inside the lines of the other."""
        ones = sorted(self._lines.get(source, ()))
        for argument in self._concluding.get(source, ()):
            ones = sorted((*ones, *self._lines.get(argument, ())))
        others = sorted(self._lines.get(target, ()))
        if step is not None:
            conclusion = self.document.steps[target][step].conclusion
            others = sorted((*others, *self._lines.get(conclusion, ()), *self._inferences[target]))
        found = [at for at in (_inside(ones, others), _inside(others, ones)) if at is not None]
        return min(
            found, default=max((lines[0][0] for lines in (ones, others) if lines), default=0)
        )


def _inside(inner: list[tuple[int, int]], outer: list[tuple[int, int]]) -> int | None:
    """The first of some stretches of a text that begins inside one of others; both in order."""
    if len(inner) > len(outer):
        for start, end in outer:
            at = bisect_right(inner, (start, _FAR * _FAR))
            if at < len(inner) and inner[at][0] <= end:
                return inner[at][0]
        return None
    for start, _ in inner:
        at = bisect_left(outer, (start, 0)) - 1
        if at >= 0 and start <= outer[at][1]:
            return start
    return None


def prose_of(text: object, ranges: object) -> Prose:
    """The prose that a text with ranges is: of what is emphasised, a tag, a link, a mention."""
    made = Prose()
    if not isinstance(text, str):
        return made
    # Ranges count UTF-16 units, and their ends are inclusive.
    units = text.encode("utf-16-le", "surrogatepass")
    cuts = {0, len(units) // 2}
    spans = []
    for found in ranges if isinstance(ranges, list) else ():
        if not isinstance(found, dict):
            continue
        start, stop, kind = found.get("start"), found.get("stop"), found.get("type")
        if not isinstance(start, int) or not isinstance(stop, int) or kind not in _KINDS:
            continue
        start, stop = max(0, start), min(len(units) // 2, stop + 1)
        if start < stop:
            spans.append((start, stop, kind, found))
            cuts |= {start, stop}
    tail = 0
    spans.sort(key=lambda span: span[:2])
    open_: list[tuple[int, int, str, dict[str, Any]]] = []
    following = iter(spans)
    coming = next(following, None)
    edges = sorted(cuts)
    for start, stop in itertools.pairwise(edges):
        open_ = [span for span in open_ if span[1] > start]
        while coming is not None and coming[0] <= start:
            open_.append(coming)
            coming = next(following, None)
        piece = units[2 * start : 2 * stop].decode("utf-16-le", "replace")
        marks, tag = "", False
        for begin, _, kind, found in open_:
            if kind in ("bold", "italic"):
                marks += "**" if kind == "bold" else "*"
            elif begin == start and kind == "tag":
                tag = True
                made.tags.append(str(found.get("tag", "")))
            elif begin == start and kind == "link":
                made.links.append(str(found.get("url", "")))
            elif begin == start and kind.endswith("mention"):
                bare = piece.rstrip(" \t")
                title = str(found.get("title", bare[2:-1]))
                made.mentions.append(title)
                piece = title + piece[len(bare) :]
        made.runs.append((piece, marks[:3]))
        tail = tail + 1 if tag or not piece.strip(" \t") else 0
    trim(made, tail)
    return made


_KINDS = ("bold", "italic", "tag", "link", "statement-mention", "argument-mention")


def _stretch(member: dict[str, Any]) -> tuple[int, int]:
    """Where something begins and ends in the Argdown text."""
    return _at(member), _at(member, "end")


def _at(member: dict[str, Any], edge: str = "start") -> int:
    """The place of something in the Argdown text, as one number."""
    line, column = member.get(f"{edge}Line"), member.get(f"{edge}Column")
    if not isinstance(line, int) or not isinstance(column, int):
        return 0
    return line * _FAR + min(column, _FAR - 1)


def _data(value: object) -> dict[str, Any]:
    """Data as it was written: days without the hour that JSON gives them."""
    if not isinstance(value, dict):
        return {}
    return {
        str(k): found[1] if isinstance(v, str) and (found := _DAY.fullmatch(v)) else v
        for k, v in value.items()
    }
