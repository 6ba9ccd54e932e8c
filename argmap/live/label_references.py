"""Definitions and references of labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from argmap.compilation import Compilation
from argmap.source import Source, Span
from argmap.syntax.labels import Occurrence, occurrences
from argmap.syntax.nodes import Import


def occurrence_at(compilation: Compilation, offset: int) -> Occurrence | None:
    """The label that an offset is in or directly behind."""
    return next(
        (o for o in occurrences(compilation.syntax.lines) if o.span.start <= offset <= o.span.end),
        None,
    )


def references(compilation: Compilation, name: str) -> Iterator[Occurrence]:
    """Every place of a label in a text, the declaration among them."""
    return (o for o in occurrences(compilation.syntax.lines) if o.name == name)


def definition(compilation: Compilation, name: str) -> tuple[Source, Span] | None:
    """Where a label is declared: in this text or, for `name.label`, in the file that it imports as `name`."""
    found = next((o for o in references(compilation, name) if o.declares), None)
    if found is not None:
        return compilation.source, found.span
    head, dot, tail = name.partition(".")
    path = imported_file(compilation, head) if dot else None
    if path is None:
        return None
    try:
        other = Compilation.of_file(path, compilation.project.folder)
    except OSError:
        return None
    found = next((o for o in references(other, tail) if o.declares), None)
    return (other.source, found.span) if found else None


def imported_file(compilation: Compilation, name: str) -> Path | None:
    """The file that a text imports by a name, where it lies inside the project."""
    for o in references(compilation, name):
        if isinstance(o.line, Import):
            return compilation.project.locate(o.line.path.value, compilation.source)
    return None


def labels_in_scope(compilation: Compilation) -> Iterable[str]:
    """The labels that a line of the text can refer to, those of imported files included."""
    own = [o.name for o in occurrences(compilation.syntax.lines) if o.what == "statement"]
    others = [s.label for s in compilation.map.statements if s.label and "." in s.label]
    return dict.fromkeys([*own, *others])
