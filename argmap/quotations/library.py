"""The text files that a map quotes: which statement has which, read once each, errors as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, frozen

from argmap.diagnostics import Diagnostic
from argmap.files import Project, is_text_file_path, read
from argmap.model import Attributes, Map, Quotation, Section, Statement
from argmap.source import STDIN, Source, Span

if TYPE_CHECKING:
    from argmap.quotations.find import Passage, Text


class Problem(StrEnum):
    """What can be wrong with a text file."""

    NONE = ""
    MISSING = "missing"
    FOLDER = "folder"
    OUTSIDE = "outside"
    ENCODING = "encoding"
    UNREADABLE = "unreadable"


MOST = 10
"""How many places of one quotation are looked for."""


@frozen
class Origin:
    """A `source` as it was written, and the thing that has it: its identifier, "" for the map."""

    value: str
    owner: str


@define(eq=False)
class TextFile:
    """A text file that a map names; `problem` is `NONE`, and false, where it could be read."""

    name: str  # as the map spells it first
    path: Path | None
    source: Source
    problem: Problem = Problem.NONE
    reason: str = ""
    diagnostic: Diagnostic | None = None  # what is wrong with its bytes

    @cached_property
    def text(self) -> Text:
        """The text, to look words up in."""
        from argmap.quotations.find import Text

        return Text(self.source.text, self.name.casefold().endswith(".md"))

    @cached_property
    def _found(self) -> dict[str, tuple[Passage, ...]]:
        return {}

    def find(self, quotation: Quotation) -> tuple[Passage, ...]:
        """Where the words of a quotation stand; none in a file that can't be read."""
        found = self._found.get(quotation.text)
        if found is None:
            found = () if self.problem else self.text.find(quotation.text, MOST)
            self._found[quotation.text] = found
        return found


@define(eq=False)
class Library:
    """The sources of a map's own statements; what is imported has its own."""

    map: Map
    source: Source
    project: Project

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that the map itself declares."""
        return tuple(s for s in self.map.statements if self._own(s.id))

    def _own(self, identifier: str) -> bool:
        return not self.map.imported(identifier)

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for section in self.map.sections}

    def origin(self, statement: Statement) -> Origin | None:
        """The nearest `source`: the statement's, that of a section around it, or the map's."""
        own = _source(statement.attributes)
        if own:
            return Origin(own, statement.id)
        return self._origin_of_section(statement.section)

    def _origin_of_section(self, key: str | None) -> Origin | None:
        seen = set()
        while key is not None and key in self._sections and key not in seen:
            seen.add(key)
            section = self._sections[key]
            own = _source(section.attributes)
            if own:
                return Origin(own, key)
            key = section.parent
        own = _source(self.map.attributes)
        return Origin(own, "") if own else None

    def file_of(self, statement: Statement) -> TextFile | None:
        """The text file that a statement comes from; None where its source is no text file."""
        origin = self.origin(statement)
        return self._file(origin.value) if origin and is_text_file_path(origin.value) else None

    def text_of(self, statement: Statement) -> Text | None:
        """The text that a statement comes from; None where there is none that can be read."""
        file = self.file_of(statement)
        return file.text if file and not file.problem else None

    @cached_property
    def origins(self) -> tuple[tuple[Origin, TextFile], ...]:
        """Every `source` line that names a text file, with the file, the map's first."""
        found: list[Origin] = []
        things: list[tuple[str, Attributes]] = [("", self.map.attributes)]
        things += [(s.id, s.attributes) for s in self.map.sections if self._own(s.id)]
        things += [(s.id, s.attributes) for s in self.statements]
        for owner, attributes in things:
            value = _source(attributes)
            if value and is_text_file_path(value):
                found.append(Origin(value, owner))
        return tuple((origin, self._file(origin.value)) for origin in found)

    @cached_property
    def files(self) -> tuple[TextFile, ...]:
        """Every text file that the map names, once."""
        return tuple(dict.fromkeys(file for _, file in self.origins))

    def quotations(self) -> Iterator[tuple[Statement, Quotation, TextFile]]:
        """Every quotation from a text file, in the order of the map."""
        for statement in self.statements:
            if statement.quotations:
                file = self.file_of(statement)
                if file is not None:
                    for quotation in statement.quotations:
                        yield statement, quotation, file

    @cached_property
    def _files(self) -> dict[Path | str, TextFile]:
        return {}

    def _file(self, written: str) -> TextFile:
        path = self.project.locate(written, self.source)
        key = path or written
        file = self._files.get(key)
        if file is None:
            file = self._files[key] = self._read(written, path)
        return file

    def _read(self, written: str, path: Path | None) -> TextFile:
        name = written
        if self.source.path is not None and self.source.name != STDIN:
            name = str(Path(self.source.name).parent / written)
        nothing = Source("", name, path)
        if path is None:
            return TextFile(written, None, nothing, Problem.OUTSIDE)
        try:
            if path.is_dir():
                return TextFile(written, path, nothing, Problem.FOLDER)
            reading = read(path, name)
        except (FileNotFoundError, NotADirectoryError):
            return TextFile(written, path, nothing, Problem.MISSING)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it can't be read"
            return TextFile(written, path, nothing, Problem.UNREADABLE, reason)
        if reading.diagnostics or not reading.usable:
            wrong = next(iter(reading.diagnostics), None)
            return TextFile(written, path, reading.source, Problem.ENCODING, "", wrong)
        return TextFile(written, path, reading.source)


class Passages(NamedTuple):
    """What a map quotes of the text files that it names: `places` has by identifier a file and a stretch of it for each
    piece, `texts` the files.
    """

    places: Mapping[str, Sequence[tuple[str, Span]]]
    texts: Mapping[str, str]


def passages(map: Map, source: Source, project: Project) -> Passages:
    """Where the statements of a map find what they quote; of words that stand in several places the first counts."""
    library = Library(map, source, project)
    places = {}
    for statement in library.statements:
        file = library.file_of(statement)
        if file is None:
            continue
        pieces = [
            p for q in statement.quotations for place in file.find(q)[:1] for p in place.pieces
        ]
        if pieces:
            places[statement.id] = [(str(file.path), piece) for piece in pieces]
    texts = {str(file.path): file.source.text for file in library.files if not file.problem}
    return Passages(places, texts)


def _source(attributes: Attributes) -> str:
    value = attributes.get("source")
    return value if isinstance(value, str) else ""


def joined(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
