"""A text written anew for another map, every comment above the line that it stood above."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.compilation import Compilation
from argmap.diagnostics import Edit
from argmap.edit.document import Document
from argmap.model import Map
from argmap.source import Span
from argmap.writers.arg import to_arg


def rewritten(
    compilation: Compilation, map: Map, *others: tuple[Compilation, Mapping[str, str]]
) -> tuple[Edit, ...]:
    """The edit that makes a text say a map; what is the same at the beginning and at the end is left alone. The comments of
    other texts come in, too, each above the line that it stood above: of each text what the map has under other words or
    another label than the text is given.
    """
    doc = Document(compilation)
    again = compilation.of_data(to_arg(map).encode("utf-8", "surrogatepass"))
    lines = again.source.text.split("\n")
    places = _places(Document(again))
    above: dict[int, dict[str, None]] = {}
    for text, names in ((compilation, {}), *others):
        own = doc if text is compilation else Document(text)
        keys = {key: names.get(key, key) for key in _places(own)}
        old = sorted((at, keys[key]) for key, at in _places(own).items())
        for start, end in text.syntax.comments:
            below = (places[key] for at, key in old if at > start and key in places)
            at = next(below, len(again.source.text))
            number = again.source.position(at).line - 1
            above.setdefault(number, {})[own.text[start:end].strip()] = None
    made = []
    for number, line in enumerate(lines):
        pad = line[: len(line) - len(line.lstrip(" "))]
        made += [f"{pad}{comment}" for comment in above.get(number, ())]
        made.append(line)
    return (_trimmed(doc.text, "\n".join(made)),)


def _places(doc: Document) -> dict[str, int]:
    """Where the line of each statement begins, by its label or its words."""
    named = ((doc.map[key], line) for key, line in doc.declaring.items())
    return {s.label or s.text: line.start for s, line in named}


def _trimmed(old: str, new: str) -> Edit:
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Edit(Span(start, len(old) - end), new[start : len(new) - end])
