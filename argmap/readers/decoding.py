"""JSON, YAML and XML as plain data, with the offsets of what stands in them.

The libraries parse; this makes them safe for hostile files: entities and aliases are refused, depth and
size are bounded, and whatever is wrong raises one `Broken`, with its offset.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, TreeBuilder

from attrs import define

from argmap.extras import needed
from argmap.source import Source

if TYPE_CHECKING:
    from yaml import Event

MAX_CHARACTERS = 64_000_000
"""How many characters a document of another tool may have."""

MAX_DEPTH = 100
"""How deep XML and YAML may nest; no format that argmap reads comes near it."""

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_SPACE = re.compile(r"[ \t\n\r]*")


@define
class Broken(Exception):
    """A text is not in the form that it should have: what is wrong, and the offset where."""

    message: str
    at: int = 0


def checked_size(source: Source) -> str:
    """The text; `Broken` where it is too large to be read as a document of another tool."""
    if len(source.text) > MAX_CHARACTERS:
        raise Broken(
            f"this document has {len(source.text):,} characters, and argmap reads {MAX_CHARACTERS:,} at most"
        )
    return source.text


def json_of(source: Source) -> Any:
    """The data of a JSON text; `Broken` where it is none, names a key twice or nests too deep."""
    text = checked_size(source)
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise Broken(message, error.pos) from None
    except RecursionError:
        raise Broken("this JSON is nested too deep") from None
    except ValueError:
        raise Broken(
            "this is no JSON that argmap reads: NaN, Infinity, or a number too long"
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Broken(f"an object has the key `{twice}` twice")
    return data


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no JSON number")


def locate(text: str, path: str) -> int:
    """Where a path such as `$.arguments[3].target` leads in a JSON text, as far as it goes."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    try:
        for key, index in _STEP.findall(path):
            opening = at
            at = _skip(text, at + 1)
            for number in range(len(text)):
                if text[at] in "}]":
                    return opening
                if key:
                    name, at = decoder.raw_decode(text, at)
                    at = _skip(text, _skip(text, at) + 1)
                    if name == key:
                        break
                elif number == int(index):
                    break
                _, at = decoder.raw_decode(text, at)
                at = _skip(text, at)
                if text[at] == ",":
                    at = _skip(text, at + 1)
    except (ValueError, IndexError, RecursionError):
        return 0
    return at


def members(text: str, path: str) -> list[int]:
    """Where the members of the list or the values of the object begin that a path leads to, in order."""
    decoder = json.JSONDecoder()
    at = locate(text, path)
    found: list[int] = []
    try:
        keyed = text[at] == "{"
        at = _skip(text, at + 1)
        while text[at] not in "]}":
            if keyed:
                at = _skip(text, _skip(text, decoder.raw_decode(text, at)[1]) + 1)
            found.append(at)
            at = _skip(text, decoder.raw_decode(text, at)[1])
            if text[at] == ",":
                at = _skip(text, at + 1)
    except (ValueError, IndexError, RecursionError):
        pass
    return found


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    assert found
    return found.end()


@define
class Yaml:
    """The data of a YAML text, every scalar as the text that stands there, and where things stand."""

    data: Any
    places: dict[tuple[str | int, ...], int]

    def at(self, *path: str | int) -> int:
        """The offset of what a path of keys and indices leads to, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, 0)


def yaml_of(text: str) -> Yaml:
    """The data of a YAML text; `Broken` where it is none, has aliases or nests too deep.

    Scalars stay texts, so that no `no`, `3.10` or date becomes anything else; an empty one is "".
    """
    needed("yaml", "", "YAML")
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        data, places = _yaml_data(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        said = " ".join(str(part) for part in (error.context, error.problem) if part)
        mark = error.problem_mark or error.context_mark
        raise Broken(f"this is no YAML: {said}", mark.index if mark else 0) from None
    except yaml.YAMLError as error:
        raise Broken(f"this is no YAML: {error}") from None
    except UnicodeEncodeError as error:
        raise Broken(
            "this is no YAML: half of a surrogate pair is no character", error.start
        ) from None
    return Yaml(data, places)


def _yaml_data(events: Iterator[Event]) -> tuple[Any, dict[tuple[str | int, ...], int]]:
    """Data from the events of a parser, without recursion."""
    import yaml

    places: dict[tuple[str | int, ...], int] = {}
    top: list[Any] = []
    stack: list[tuple[Any, list[str]]] = [
        (top, [])
    ]  # a container, and the key that waits for a value
    path: list[str | int] = []
    documents = 0
    for event in events:
        box, waiting = stack[-1]
        at = event.start_mark.index if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Broken("this YAML holds more than one document", at)
        elif isinstance(event, yaml.AliasEvent):
            raise Broken("argmap reads YAML without aliases: write out what `*` stands for", at)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
            if path:
                path.pop()
        elif isinstance(event, yaml.NodeEvent):
            scalar = isinstance(event, yaml.ScalarEvent)
            if isinstance(box, dict) and not waiting:
                if not scalar:
                    raise Broken("a key should be a word, and no list or mapping", at)
                key = event.value  # type: ignore[attr-defined]
                if key in box:
                    raise Broken(f"the key `{key}` is given twice", at)
                waiting.append(key)
                continue
            step: str | int = waiting.pop() if isinstance(box, dict) else len(box)
            value: Any = (
                event.value  # type: ignore[attr-defined]
                if scalar
                else {}
                if isinstance(event, yaml.MappingStartEvent)
                else []
            )
            if isinstance(box, dict):
                box[step] = value
            else:
                box.append(value)
            places[(*path, step)[1:]] = at
            if not scalar:
                if len(stack) > MAX_DEPTH:
                    raise Broken("this YAML is nested too deep", at)
                stack.append((value, []))
                path.append(step)
    return (top[0] if top else None), places


@define
class Xml:
    """The root element of an XML text, and where elements stand."""

    root: Element
    places: dict[int, int]

    def at(self, element: Element) -> int:
        """The offset of the line in which an element begins."""
        return self.places.get(id(element), 0)


def xml_of(source: Source) -> Xml:
    """The elements of an XML text; `Broken` where it is none, declares entities or nests too deep."""
    needed("defusedxml", "", "XML of other tools")
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    text = checked_size(source)
    tree = _Tree(text)
    parser = DefusedXMLParser(target=tree, forbid_entities=True, forbid_external=True)
    tree.parser = parser.parser
    try:
        parser.feed(text)
        return Xml(parser.close(), tree.places)
    except DefusedXmlException:
        message = "this XML declares entities or refers to other files, which argmap does not read"
        raise Broken(message, tree.place()) from None
    except ParseError as error:
        line, column = error.position
        at = tree.lines[min(line, len(tree.lines)) - 1] + column
        raise Broken(f"this is no XML: {str(error).partition(':')[0]}", at) from None
    except (LookupError, ValueError) as error:
        raise Broken(f"this is no XML that argmap reads: {error}") from None


class _Tree(TreeBuilder):
    """Builds elements, and remembers the line that each begins in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.parser: Any = None
        self.depth = 0
        self.lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self.places: dict[int, int] = {}

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Broken("this XML is nested too deep", self.place())
        element = super().start(tag, attrs)
        self.places[id(element)] = self.place()
        return element

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)

    def place(self) -> int:
        """The offset of the line that the parser has come to."""
        line: int = self.parser.CurrentLineNumber
        return self.lines[min(line, len(self.lines)) - 1]
