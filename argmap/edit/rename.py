"""A label by another name, in all files at once.

What a file calls `old` becomes `new` where the file declares it and wherever it refers to it; a file that
imports it refers to `name.old`, and follows. Nothing else of any text changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from argmap.compilation import Compilation
from argmap.diagnostics import Edit, Severity, nearest
from argmap.edit.fixes import applied
from argmap.source import Span
from argmap.syntax.labels import Occurrence, occurrences
from argmap.syntax.nodes import Import
from argmap.syntax.words import is_label, normal


class NoRename(Exception):
    """A label that can't be renamed so, and why."""


@frozen
class Renamed:
    """A file in which a label was renamed: its new bytes, and the edits that make them."""

    compilation: Compilation
    data: bytes
    edits: tuple[Edit, ...]

    @property
    def places(self) -> int:
        """In how many places the label stood."""
        return len(self.edits)


def renamed(compilations: Iterable[Compilation], old: str, new: str) -> list[Renamed]:
    """The files among these in which something changes.

    Raises `NoRename` where none declares `old`, where several do that are not the same (then it is not told
    which is meant), where `new` is no label or taken, and where a file would have errors that it has not.
    """
    old, new = normal(old), normal(new)
    if not is_label(new):
        raise NoRename(
            f"`{new}` is no label: a letter, then letters, digits, `_` and `-`, and no keyword"
        )
    if old == new:
        raise NoRename("both names are the same")
    files = {_place(c): c for c in compilations}
    labels = {place: tuple(occurrences(c.syntax.lines)) for place, c in files.items()}
    homes = [p for p, found in labels.items() if any(_declares(o, old) for o in found)]
    if not homes:
        known = {o.name for found in labels.values() for o in found if o.declares}
        guess = nearest(old, known)
        hint = f"; did you mean `{guess}`?" if guess else ""
        raise NoRename(f"no file here declares `{old}`{hint}")
    if len(homes) > 1:
        named = ", ".join(files[home].source.name for home in homes)
        raise NoRename(
            f"`{old}` is declared in {named}: name one of them, and the files that import it"
        )
    home = homes[0]
    if any(occurrence.name == new for occurrence in labels[home]):
        raise NoRename(f"`{new}` stands in {files[home].source.name} already")
    made = []
    for place, compilation in files.items():
        imports = _imports(compilation, labels[place], home)
        spans = (_span(occurrence, old, place == home, imports) for occurrence in labels[place])
        edits = [Edit(span, new) for span in spans if span]
        if edits:
            made.append(_changed(compilation, edits, place == home))
    return made


def _place(compilation: Compilation) -> Path | str:
    path = compilation.source.path
    return path.resolve() if path else compilation.source.name


def _declares(occurrence: Occurrence, name: str) -> bool:
    return occurrence.name == name and occurrence.what in ("statement", "section")


def _imports(
    compilation: Compilation, found: Iterable[Occurrence], home: Path | str
) -> frozenset[str]:
    """The names by which a file imports the one that declares the label."""
    return frozenset(
        o.name
        for o in found
        if isinstance(o.line, Import)
        and compilation.project.locate(o.line.path.value, compilation.source) == home
    )


def _span(occurrence: Occurrence, old: str, home: bool, imports: frozenset[str]) -> Span | None:
    """Where the name stands in an occurrence of it."""
    name, span = occurrence.name, occurrence.span
    if occurrence.what == "import":
        return None
    if home and name == old:
        return span
    head, dot, tail = name.partition(".")
    if not dot or tail != old or head not in imports:
        return None
    return Span(span.end - occurrence.tail, span.end)


def _changed(compilation: Compilation, edits: list[Edit], home: bool) -> Renamed:
    """The file with its edits. The one that declares the label must have no more errors than before; those
    that import it can't be looked at whole, as it is not written yet.
    """
    data = applied(compilation.reading.data, edits)
    if data is None:
        raise NoRename(f"{compilation.source.name} is not UTF-8 text")
    after = compilation.of_data(data)
    if _errors(after, home) > _errors(compilation, home):
        raise NoRename(f"{compilation.source.name} would have errors that it does not have now")
    return Renamed(compilation, data, tuple(edits))


def _errors(compilation: Compilation, whole: bool) -> int:
    found = compilation.understood if whole else compilation.syntax.diagnostics
    return sum(d.severity is Severity.ERROR for d in found)
