"""Completion: suggests connectives, kinds, labels, attributes and their values, schemes and files."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Literal

from attrs import frozen

from argmap.compilation import Compilation
from argmap.files import maps_under
from argmap.live.label_references import labels_in_scope
from argmap.live.place import Place, attributes_in, place_of
from argmap.model.elements import DISCHARGING
from argmap.schemes.library import schemes
from argmap.schemes.scheme import Scheme
from argmap.schemes.showing import snippet
from argmap.source import Span
from argmap.syntax.format import attribute_place
from argmap.syntax.words import BOTH, FLAT, KINDS, SUPPOSING
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
    "however": "a charge against the step as a whole",
    "by": "the scheme or warrant of the step",
    "provided": "a condition: without it the line above is not held",
    "explained by": "why the line above is so, and no reason for it",
    "including": "a part of the line above",
    "or": "an alternative to the part above",
    "regardless": "held whatever becomes of …",
    "answer": "an answer to the question above",
    "so": "the conclusion of the lines above",
    "against": "the lines above speak against …",
    "challenges": "the lines above say that a step as a whole fails",
    "contradicts": "both exclude each other",
    "outweighs": "preferred to …",
    "restates": "says the same in other words as …",
}
_SUPPOSE = "supposed for the lines indented below"
_FLAT = (*FLAT, *BOTH)
_NESTED = (*(w for w in _CONNECTIVES if w not in FLAT and w not in BOTH and w != "answer"), *BOTH)
_STARTS: dict[Place, tuple[str, ...]] = {
    "top": _FLAT,
    "section": _FLAT,
    "passage": _FLAT,
    "map": (),
    "question": ("answer", "including"),
    "rule": ("unless", "however"),
    "warrant": _NESTED,
    "clause": _NESTED,
}
"""The connectives of lines that are nested under something."""


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
    last = words[-1] if words else ""
    if not words:
        yield from _line_starts(compilation, place_of(compilation, line), span)
    elif last == "by" and words[0] != "explained":
        yield from _rules(compilation, span)
        yield from _labels(compilation, span)
    elif words == ["regardless"]:
        yield Suggestion("of", "keyword", "held whatever becomes of …", span)
    elif words == ["explained"]:
        yield Suggestion("by", "keyword", _CONNECTIVES["explained by"], span)
    elif words == ["use"]:
        yield from _files(compilation, span)
    elif words[0] in _AT_STEPS:
        yield from _steps(compilation, words, span)
    elif last in (*_CONNECTIVES, *KINDS, "of", "by", "open", "unstated"):
        yield from _after(compilation, words, span)


_AT_STEPS = ("against", "challenges")


def _after(compilation: Compilation, words: list[str], span: Span) -> Iterator[Suggestion]:
    """What may follow a connective, `open`, `unstated` or a kind."""
    last = words[-1]
    if last in SUPPOSING and len(words) == 1:
        yield Suggestion("suppose", "keyword", _SUPPOSE, span)
    if last not in KINDS and last != "of":
        yield from _kinds(span, words)
    if last in ("open", "unstated") or (last in KINDS and len(words) == 1):
        return
    yield from _labels(compilation, span, words[0])


def _steps(compilation: Compilation, words: list[str], span: Span) -> Iterator[Suggestion]:
    """`against C because P`, `challenges C because P`: what is argued for, and the premises that lead there."""
    map = compilation.map
    if len(words) == 1:
        if words[0] == "against":
            yield from _after(compilation, words, span)
            return
        aimed = {a.target for a in map.arguments if not a.aims_at_step}
        yield from _labels(compilation, span, among=aimed)
    elif len(words) == 2 and words[1] not in KINDS:
        yield Suggestion("because", "keyword", "the argument from a premise", span)
    elif len(words) == 3 and words[2] == "because" and words[1] in map:
        leading = {p for a in map.aimed_at(map[words[1]].id) for p in a.premises}
        yield from _labels(compilation, span, among=leading)
    elif words[-1] in KINDS:
        yield from _labels(compilation, span, words[0])


def _line_starts(compilation: Compilation, place: Place, span: Span) -> Iterator[Suggestion]:
    """What a line in a place may begin with."""
    for word in _STARTS[place]:
        yield Suggestion(word, "keyword", _CONNECTIVES[word], span)
    flat = place in ("top", "section", "passage")
    if flat:
        yield Suggestion("suppose", "keyword", _SUPPOSE, span, "suppose ${1:label}: ${2:text}")
        yield from _kinds(span, [])
    if place == "top":
        yield Suggestion("map", "keyword", "the title of the map", span, "map: ${1:Title}")
        yield Suggestion("use", "keyword", "import another file", span, "use ${1:file.arg}")
        yield from _scheme_snippets(compilation, span)
    if place in ("top", "section"):
        yield Suggestion("section", "keyword", "a part with a title", span, "section: ${1:Title}")
    for name in sorted(attributes_in(place), key=attribute_place):
        yield Suggestion(name, "attribute", "attribute", span, f"{name}: $0")
    if flat:
        yield from _labels(compilation, span)


def _kinds(span: Span, words: list[str]) -> Iterator[Suggestion]:
    """The words that say how the statement of a line is meant, behind those that stand there."""
    for kind in KINDS:
        if kind != "question" or words in ([], ["including"]):
            yield Suggestion(kind, "kind", "a kind of statement", span)
    if "unstated" not in words:
        yield Suggestion("unstated", "keyword", "what the source leaves unsaid", span)
        if "open" not in words:
            yield Suggestion("open", "keyword", "what nobody asserts", span)


def _labels(
    compilation: Compilation, span: Span, connective: str = "", among: Container[str] | None = None
) -> Iterator[Suggestion]:
    """The labels that fit behind a connective, or of some statements alone: no line argues with a question, and what is
    supposed is contradicted at most.
    """
    statements = {s.label: s for s in compilation.map.statements if s.label}
    for name in labels_in_scope(compilation):
        one = statements.get(name)
        if one is None:
            fits = among is None
        elif among is not None:
            fits = one.id in among
        elif one.kind == "question":
            fits = connective in ("", "including")
        else:
            fits = one.kind != "supposition" or connective in ("", "because", "and", "contradicts")
        if fits:
            yield Suggestion(name, "label", one.text if one else "", span)


def _rules(compilation: Compilation, span: Span) -> Iterator[Suggestion]:
    yield Suggestion("deduction", "scheme", "a strict step, without exceptions", span)
    for name in DISCHARGING:
        yield Suggestion(name, "scheme", "a strict step that takes a passage up", span)
    for scheme in _schemes(compilation):
        if scheme.name in DISCHARGING:
            continue
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
    elif name == "endorsed":
        values = [("yes", "the author says so too")]
    elif name == "choose":
        values = [("one", "answers are rivals"), ("several", "several answers may be in")]
    elif name == "speaker":
        values = [(speaker, "speaker") for speaker in map.speakers]
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
