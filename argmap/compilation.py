"""The pipe: what becomes of a text, stage by stage.

Every stage is a pure function; `Compilation` holds their results as cached properties, so that what
asks for less runs less, and several who ask share one compile.

    reading ─▶ syntax ─▶ resolved ─▶ map ─┬▶ diagnostics ─▶ full · concise · json · github · sarif
    (source)   (tree)    (map)            ├▶ drawing ─▶ svg · pdf · png
                                          └▶ documents: dot · json · arg
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from argmap.configuration import Settings, settings_for
from argmap.diagnostics import ArgmapError, Diagnostic, Severity
from argmap.files import Project, Reading, decode, project_folder, read
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
    # What the command line says of the settings, over those of the file's folder.
    choose: Choice | None = field(default=None, kw_only=True)
    # The format that a caller says the text has, where that is not left to be recognised.
    asked: str | None = field(default=None, kw_only=True)

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
        """The compilation of a file; `OSError` where it can't be read. `format` is one of
        `argmap.formats.READABLE`; without it, ending and content tell.
        """
        path = Path(path)
        folder = Path(project).resolve() if project is not None else project_folder(path)
        return cls(read(path), Project(folder), choose=choose, asked=format)

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
        return cls(reading, Project(folder), choose=choose, asked=format)

    @classmethod
    def of_stdin(
        cls,
        filename: str | None = None,
        project: str | PathLike[str] | None = None,
        choose: Choice | None = None,
        format: str | None = None,
    ) -> Compilation:
        """The compilation of standard input; `filename` says where the text would stand."""
        path = Path(filename) if filename else None
        folder = Path(project).resolve() if project is not None else project_folder(path)
        reading = decode(sys.stdin.buffer.read(), filename or STDIN, path)
        return cls(reading, Project(folder), choose=choose, asked=format)

    def of_data(self, data: bytes) -> Compilation:
        """The compilation of the same file with other bytes in it."""
        reading = decode(data, self.source.name, self.source.path)
        return Compilation(
            reading,
            Project(self.project.folder),
            choose=self.choose,
            asked=self.asked,
        )

    @property
    def source(self) -> Source:
        """The text."""
        return self.reading.source

    @cached_property
    def format(self) -> str:
        """What the text is to be read as: one of `argmap.formats.READABLE`, or "" where it can't be told."""
        if self.asked:
            return self.asked
        from argmap.formats import format_of

        return format_of(self.source)

    @cached_property
    def syntax(self) -> Syntax:
        """The syntax tree; empty for what is not in the language."""
        with _no_cyclic_gc():
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
        with _no_cyclic_gc():
            return resolve(syntax, self.importer)

    @cached_property
    def understood(self) -> tuple[Diagnostic, ...]:
        """What was wrong on the way to the map: of the text, its syntax, its names."""
        found = [*self.reading.diagnostics, *self.resolved.diagnostics]
        if self.reading.usable and self.format == "arg":
            found.extend(self.syntax.diagnostics)
        return _in_order(found)

    @cached_property
    def settings(self) -> Settings:
        """Which rules run: the settings of the nearest folder above the file. A text has none."""
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
        )

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that there is to say, in the order of the file, each once; of settings and files of
        schemes first.
        """
        with _no_cyclic_gc():
            found = review(self.context, self.settings)
        return (*self.settings.diagnostics, *self.context.scheme_problems, *_in_order(found))

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What those have to know who want the map and no review: what was wrong on the way to it, and
        the errors that rules find.
        """
        return _in_order(review(self.context, self.settings, errors_only=True))

    @property
    def sought(self) -> frozenset[Path]:
        """The maps and the texts of sources that reading it looks for, whether they are there or not."""
        _ = self.resolved
        return frozenset(self.project.sought)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What of a document of another tool could not be taken over."""
        return self.resolved.losses

    @property
    def map(self) -> Map:
        """The map, as far as it could be understood."""
        return self.resolved.map

    def written(self, format: str) -> Written:
        """The map in one of `argmap.formats.DOCUMENTS`, and what that can't carry. One whose lines could not
        be found within their bound is written as the text that it was read from. Raises as
        `argmap.writers.written` does.
        """
        from argmap.writers import written
        from argmap.writers.output import Written

        try:
            return written(self.map, format)
        except ArgmapError:
            if format != self.format or format != "arg" or self.has_errors:
                raise
            return Written(self.source.text)

    @cached_property
    def has_errors(self) -> bool:
        """Whether the text doesn't say what its writer means."""
        return any(d.severity is Severity.ERROR for d in self.problems)

    def checked(self) -> Map:
        """The map; raises `ArgmapError` where the text has errors."""
        if self.has_errors:
            raise ArgmapError(diagnostics=self.problems)
        return self.map


def _in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda d: (d.span.start, d.span.end, d.code)))


@contextmanager
def _no_cyclic_gc() -> Iterator[None]:
    """Trees and maps are all live objects: letting the collector look through them again and again
    takes longer than building them, and grows faster than the text.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def compile_import(reading: Reading, importer: Importer) -> tuple[Map, tuple[Diagnostic, ...]]:
    """What an imported file holds, for the file that imports it."""
    compilation = Compilation(reading, importer.project, importer=importer)
    return compilation.map, compilation.problems
