"""The pipeline from a text to its map and diagnostics.

Every stage is a pure function; `Compilation` holds their results as cached properties, so that only the
stages run that are needed, and each once.

    reading ─▶ syntax ─▶ resolved ─▶ map ─┬▶ diagnostics ─▶ full · concise · json · github · sarif
    (source)   (tree)    (map)            ├▶ drawing ─▶ svg · pdf · png
                                          └▶ documents: dot · json · arg
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from attrs import define, field

from argmap.configuration import Settings, settings_for
from argmap.diagnostics import ArgmapError, Diagnostic, Severity
from argmap.files import (
    LARGEST,
    NoProject,
    Project,
    Reading,
    decode,
    project_folder,
    read_bytes,
    too_large,
)
from argmap.model import Map
from argmap.resolve import Resolved, resolve
from argmap.resolve.importer import Importer
from argmap.rules.context import Context
from argmap.rules.review import review
from argmap.source import STDIN, Source
from argmap.syntax.parser import Syntax, parse

if TYPE_CHECKING:
    from argmap.losses import Loss
    from argmap.writers.output import Written

Choice = Callable[[Settings], Settings]


@define(eq=False, repr=False)
class Compilation:
    """One source and what argmap makes of it."""

    reading: Reading
    project: Project
    importer: Importer = field(kw_only=True)
    # Overrides the settings of the file's folder by those of the command line.
    choose: Choice | None = field(default=None, kw_only=True)
    # The format that the caller names; without it the format is detected.
    requested_format: str | None = field(default=None, kw_only=True)

    @importer.default
    def _reads_files_of_the_project(self) -> Importer:
        return Importer(self.project, compile_import)

    @classmethod
    def of_file(
        cls,
        path: str | PathLike[str],
        project: str | PathLike[str] | None = None,
        choose: Choice | None = None,
        format: str | None = None,
    ) -> Compilation:
        """The compilation of a file; raises `OSError` where it can't be read. `format` is one of
        `argmap.formats.READABLE`; without it, it is detected by ending and content.
        """
        path = Path(path)
        folder = Path(project).resolve() if project is not None else project_folder(path)
        return cls._of_bytes(read_bytes(path), str(path), path, Project(folder), choose, format)

    @classmethod
    def _of_bytes(
        cls,
        data: bytes,
        name: str,
        path: Path | None,
        project: Project,
        choose: Choice | None,
        format: str | None,
    ) -> Compilation:
        from argmap.formats import decoder_of, format_of_bytes

        format = format or format_of_bytes(data, name)
        reading = (decoder_of(name, format) or decode)(data, name, path)
        return cls(reading, project, choose=choose, requested_format=format)

    @classmethod
    def of_text(
        cls,
        text: str,
        name: str = "<text>",
        project: str | PathLike[str] | None = None,
        choose: Choice | None = None,
        format: str | None = None,
    ) -> Compilation:
        """The compilation of a string."""
        if not isinstance(text, str):
            raise TypeError(f"the text of a map is a str, not {type(text).__name__}")
        folder = Path(project).resolve() if project is not None else project_folder(None)
        reading = Reading(Source.of(text, name))
        return cls(reading, Project(folder), choose=choose, requested_format=format)

    @classmethod
    def of_stream(
        cls,
        stream: BinaryIO | None,
        name: str = STDIN,
        filename: str | None = None,
        project: str | PathLike[str] | None = None,
        choose: Choice | None = None,
        format: str | None = None,
    ) -> Compilation:
        """The compilation of what a stream holds, which is shown by a name; `filename` is the path that the text
        would have. Raises `OSError` where the stream can't be read, or is None.
        """
        path = Path(filename) if filename else None
        folder = Path(project).resolve() if project is not None else project_folder(path)
        if stream is None or stream.closed:
            raise OSError(errno.EBADF, "standard input is closed")
        data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise too_large(LARGEST, name)
        return cls._of_bytes(data, filename or name, path, Project(folder), choose, format)

    @classmethod
    def of_bytes(cls, data: bytes, name: str, format: str | None = None) -> Compilation:
        """The compilation of the bytes of a file, known by a name, by which its format is recognised. Nothing else is
        read: neither settings, nor what it imports, nor its sources. Raises `OSError` for more bytes than argmap reads.
        """
        if len(data) > LARGEST:
            raise too_large(LARGEST, name)
        return cls._of_bytes(data, name, None, NoProject(Path()), None, format)

    def of_data(self, data: bytes) -> Compilation:
        """The compilation of the same file with other bytes in it."""
        project = Project(self.project.folder)
        where = self.source.name, self.source.path, project
        return Compilation._of_bytes(data, *where, self.choose, self.requested_format)

    @property
    def source(self) -> Source:
        """The text."""
        return self.reading.source

    @cached_property
    def format(self) -> str:
        """The format of the text: one of `argmap.formats.READABLE`, or "" where it can't be detected."""
        if self.requested_format:
            return self.requested_format
        from argmap.formats import format_of

        return format_of(self.source)

    @cached_property
    def syntax(self) -> Syntax:
        """The syntax tree; empty for what is not in the language."""
        return parse(self.source)

    @cached_property
    def resolved(self) -> Resolved:
        """The map and what was wrong with it."""
        if not self.reading.usable:
            return Resolved(Map(source=self.source), ())
        if self.format != "arg":
            from argmap.readers import read_foreign

            return read_foreign(self.source, self.format)
        syntax = self.syntax
        return resolve(syntax, self.importer)

    @cached_property
    def understood(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of decoding, parsing and resolving, without those of rules."""
        found = [*self.reading.diagnostics, *self.resolved.diagnostics]
        if self.reading.usable and self.format == "arg":
            found.extend(self.syntax.diagnostics)
        return _in_order(found)

    @cached_property
    def settings(self) -> Settings:
        """The settings of the nearest folder above the file, overridden by the caller's; the defaults for a text
        without a file.
        """
        path = self.source.path
        if path is None and self.source.name == STDIN:
            path = Path("-")
        found = settings_for(path.resolve().parent) if path else Settings()
        return self.choose(found) if self.choose else found

    @cached_property
    def context(self) -> Context:
        """What the rules look at."""
        return Context(
            self.map,
            self.source,
            self.project,
            self.syntax if self.format == "arg" and self.reading.usable else None,
            self.resolved.places,
            self.settings.teaching,
            self.settings.schemes,
            self.settings.diagnostics,
            self.understood,
            self.settings.logic,
        )

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics, those of rules included, in the order of the file; those of settings and of files
        of schemes come first.
        """
        found = review(self.context, self.settings)
        return (*self.settings.diagnostics, *self.context.scheme_problems, *_in_order(found))

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The diagnostics for callers who want the map and no review: those of reading it, and the errors that
        rules find.
        """
        return _in_order(review(self.context, self.settings, errors_only=True))

    @property
    def files_looked_up(self) -> frozenset[Path]:
        """The maps and texts of sources that resolving looks up, whether they exist or not."""
        _ = self.resolved
        return frozenset(self.project.files_looked_up)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What of a document of another tool the map can't hold."""
        return (*self.reading.losses, *self.resolved.losses)

    @property
    def map(self) -> Map:
        """The map, as far as it could be understood."""
        return self.resolved.map

    def written(self, format: str, folder: Path | None = None) -> Written:
        """The map in one of `argmap.formats.DOCUMENTS`, and what that can't carry; its paths as they are from
        the `folder` that it is written to, where that is given. One whose lines could not
        be found within their bound is written as the text that it was read from. Raises as
        `argmap.writers.written` does.
        """
        from argmap.writers import written
        from argmap.writers.output import Written

        try:
            return written(self.map, format, folder)
        except ArgmapError:
            if format != self.format or format != "arg" or self.has_errors:
                raise
            return Written(self.source.text)

    @cached_property
    def has_errors(self) -> bool:
        """Whether any of the problems is an error."""
        return any(d.severity is Severity.ERROR for d in self.problems)

    def checked(self) -> Map:
        """The map; raises `ArgmapError` where the text has errors."""
        if self.has_errors:
            raise ArgmapError(diagnostics=self.problems)
        return self.map


def _in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda d: (d.span.start, d.span.end, d.code)))


def compile_import(reading: Reading, importer: Importer) -> tuple[Map, tuple[Diagnostic, ...]]:
    """The map and the problems of an imported file, for the file that imports it."""
    from argmap.formats import decoder_of

    source = reading.source
    if decoder := decoder_of(source.name, None):
        reading = decoder(reading.data, source.name, source.path)
    compilation = Compilation(reading, importer.project, importer=importer)
    return compilation.map, compilation.problems
