"""Completion: suggests connectives, kinds, labels, attributes and their values, schemes and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from attrs import frozen

from argmap.compilation import Compilation
from argmap.files import maps_under
from argmap.live.label_references import labels_in_scope
from argmap.schemes.library import schemes
from argmap.schemes.scheme import Scheme
from argmap.schemes.showing import snippet
from argmap.source import Span
from argmap.syntax.format import ORDER
from argmap.syntax.words import (
    BOTH,
    FLAT,
    KINDS,
    MAP_ATTRIBUTES,
    NESTED,
    SECTION_ATTRIBUTES,
)
from argmap.values import STANDARDS, TYPES

Sort = Literal["keyword", "kind", "label", "attribute", "value", "scheme", "file"]

_WORD = re.compile(r"[\w.\-/]*\Z")
_FILES = 200


@frozen
class Suggestion:
    """A completion: the word that is shown and inserted, its sort, its meaning, and the span that it replaces.
    An editor that has snippets inserts the `template`, with its `${1:holes}`, instead.
    """

    word: str
    sort: Sort
    detail: str
    span: Span
    template: str = ""


_CONNECTIVES = {
    "because": "a reason for the line above",
    "but": "an objection to the line above",
    "although": "an objection that is granted and outweighed",
    "and": "together with the line above",
    "unless": "an exception: it attacks the step",
    "by": "the scheme or warrant of the step",
    "including": "a part of the line above",
    "or": "an alternative to the part above",
    "regardless": "held whatever becomes of …",
    "so": "the conclusion of the lines above",
    "against": "the lines above speak against …",
    "contradicts": "both exclude each other",
    "outweighs": "preferred to …",
}


def completions(compilation: Compilation, offset: int) -> list[Suggestion]:
    """The completions at an offset, by what stands before it in its line."""
    source = compilation.source
    place = source.position(offset)
    before = source.line(place.line)[: place.column - 1]
    if before.lstrip().startswith(("#", ">", "|")):
        return []
    start = _WORD.search(before)
    assert start
    span = Span(offset - len(start[0]), offset)
    head = before[: start.start()]
    return list(_suggestions(compilation, head, span, place.line))


def _suggestions(
    compilation: Compilation, head: str, span: Span, line: int
) -> Iterator[Suggestion]:
    if ":" in head:
        name, _, value = head.partition(":")
        if not value.strip():
            yield from _values(compilation, name.strip(), span)
        return
    words = head.split()
    if not words:
        yield from _line_starts(compilation, indented=bool(head), span=span, line=line)
    elif words[-1] == "by":
        yield from _rules(compilation, span)
        yield from _labels(compilation, span)
    elif words == ["regardless"]:
        yield Suggestion("of", "keyword", "held whatever becomes of …", span)
    elif words == ["use"]:
        yield from _files(compilation, span)
    elif words[0] == "against" and len(words) == 2 and words[1] not in KINDS:
        yield Suggestion("because", "keyword", "the argument from a premise", span)
    elif words[-1] in (*_CONNECTIVES, *KINDS, "of", "unstated"):
        if words[-1] not in KINDS and words[-1] != "of":
            yield from _kinds(span, "unstated" not in words)
        if words[-1] not in KINDS or len(words) > 1:
            yield from _labels(compilation, span)


def _line_starts(
    compilation: Compilation, indented: bool, span: Span, line: int
) -> Iterator[Suggestion]:
    """What a line may begin with."""
    for word in (*NESTED, *BOTH) if indented else (*FLAT, *BOTH):
        yield Suggestion(word, "keyword", _CONNECTIVES[word], span)
    # Flat lines stand under a section, too, and indented.
    if indented:
        for word in FLAT:
            yield Suggestion(word, "keyword", _CONNECTIVES[word], span)
    yield from _kinds(span, True)
    if not indented:
        yield Suggestion("map", "keyword", "the title of the map", span, "map: ${1:Title}")
        yield Suggestion("use", "keyword", "import another file", span, "use ${1:file.arg}")
        yield from _scheme_snippets(compilation, span)
    yield Suggestion("section", "keyword", "a part with a title", span, "section: ${1:Title}")
    if indented:
        about = _allowed_attributes(compilation, line)
        for name in about:
            yield Suggestion(name, "attribute", "attribute", span, f"{name}: $0")
    yield from _labels(compilation, span)


def _kinds(span: Span, unstated: bool) -> Iterator[Suggestion]:
    for kind in KINDS:
        yield Suggestion(kind, "kind", "a kind of statement", span)
    if unstated:
        yield Suggestion("unstated", "keyword", "what the source leaves unsaid", span)


def _labels(compilation: Compilation, span: Span) -> Iterator[Suggestion]:
    texts = {s.label: s.text for s in compilation.map.statements if s.label}
    for name in labels_in_scope(compilation):
        yield Suggestion(name, "label", texts.get(name, ""), span)


def _rules(compilation: Compilation, span: Span) -> Iterator[Suggestion]:
    yield Suggestion("deduction", "scheme", "a strict step, without exceptions", span)
    for scheme in _schemes(compilation):
        yield Suggestion(scheme.name, "scheme", scheme.title, span)


def _schemes(compilation: Compilation) -> Iterable[Scheme]:
    return schemes(compilation.settings.schemes)[0].values()


def _scheme_snippets(compilation: Compilation, span: Span) -> Iterator[Suggestion]:
    """Each scheme as a snippet: lines to fill in."""
    for scheme in _schemes(compilation):
        yield Suggestion(
            scheme.name, "scheme", f"{scheme.title}: all its lines", span, _snippet(snippet(scheme))
        )


def _snippet(text: str) -> str:
    """Lines with `{holes}` as a snippet with tab stops (`${1:holes}`)."""
    numbers: dict[str, int] = {}

    def hole(found: re.Match[str]) -> str:
        number = numbers.setdefault(found[1], len(numbers) + 1)
        return f"${{{number}:{found[1]}}}"

    safe = text.replace("\\", "\\\\").replace("$", "\\$")
    return re.sub(r"\{([^{}]*)\}", hole, safe)


def _allowed_attributes(compilation: Compilation, line: int) -> Iterable[str]:
    """The attributes that the line above can have."""
    source = compilation.source
    own = len(source.line(line)) - len(source.line(line).lstrip())
    for number in range(line - 1, 0, -1):
        text = source.line(number)
        if text.strip() and len(text) - len(text.lstrip()) < own:
            word = text.split()[0].rstrip(":")
            allowed = {"map": MAP_ATTRIBUTES, "section": SECTION_ATTRIBUTES}.get(word)
            return [name for name in ORDER if allowed is None or name in allowed]
    return ORDER


def _values(compilation: Compilation, name: str, span: Span) -> Iterator[Suggestion]:
    """The values that an attribute may have, where they are few."""
    map = compilation.map
    values: Iterable[tuple[str, str]] = ()
    if name == "type":
        values = [(value, "type") for value in TYPES]
    elif name == "standard":
        values = [(value, "proof standard") for value in STANDARDS]
    elif name == "markup":
        values = [("inline", "emphasis and maths in texts")]
    elif name == "speaker":
        values = [(s.speaker, "speaker") for s in map.statements if s.speaker]
    elif name == "answers":
        used = {a.scheme for a in map.arguments}
        values = [
            (q.name, q.text) for s in _schemes(compilation) if s.name in used for q in s.questions
        ]
    elif name == "source":
        values = [(path, "text file") for path in _relative_paths(compilation, (".txt", ".md"))]
    for value, detail in dict(values).items():
        yield Suggestion(value, "value", detail, span)


def _files(compilation: Compilation, span: Span) -> Iterator[Suggestion]:
    for path in _relative_paths(compilation, (".arg",)):
        yield Suggestion(path, "file", "a map", span)


def _relative_paths(compilation: Compilation, endings: tuple[str, ...]) -> Iterator[str]:
    """The files beside this one and below, as its lines would name them."""
    here = compilation.source.path
    if here is None:
        return
    folder = here.resolve().parent
    try:
        found = maps_under(Path(folder), endings)
    except OSError:
        return
    for path in found[:_FILES]:
        name = path.relative_to(folder).as_posix()
        if path != here.resolve() and not any(c.isspace() for c in name):
            yield name
