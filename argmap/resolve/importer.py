"""What a `use` line brings in: the map of the file that it names, each file read once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from argmap.budget import Budget
from argmap.diagnostics import Diagnostic, Related, Severity, report
from argmap.files import LARGEST, Project, Reading, nearest_file, read
from argmap.model import Map
from argmap.source import STDIN, Source, Span
from argmap.syntax.nodes import Token

_DEEPEST = 50
_MOST = 1000
_BROUGHT = 20_000
"""How many statements and arguments imports bring, those of imports of imports counted each time; and
another for every so many bytes that are read."""
_BYTES = 2

Compiled = tuple[Map, tuple[Diagnostic, ...]]
"""The map of a file, and what is wrong with the file."""


class Imported(NamedTuple):
    """What the importer gives for a path: the map, or what is wrong with the import."""

    map: Map | None = None
    problem: Diagnostic | None = None


class Importer:
    """Reads the files that `use` lines name, and those that these name; `compile` makes a map of one."""

    def __init__(self, project: Project, compile: Callable[[Reading, Importer], Compiled]) -> None:
        self.project = project
        self.compile = compile
        # The files on the way to the one that is being read, the first on the outside.
        self._chain: list[Path] = []
        self._known: dict[Path, Compiled] = {}
        self._count = 0
        self._brought = Budget(_BROUGHT)
        # How many bytes were read, of all files together.
        self._size = 0

    def load(self, token: Token, source: Source) -> Imported:
        """The map in the file that the path of a `use` line names."""
        path = self.project.locate(token.value, source)
        if path is None:
            return _problem(
                token,
                source,
                "import-outside-folder",
                f"`{token.value}` leads out of the project's folder, and nothing outside is read",
                "put the file beside this one, or an `argmap.toml` into a folder above both",
            )
        here = source.path.resolve() if source.path else None
        if path == here or path in self._chain:
            before = self._chain[self._chain.index(path) :] if path in self._chain else []
            shown = " → ".join(p.name for p in (*before, here, path) if p)
            return _problem(
                token,
                source,
                "import-cycle",
                f"files that import each other have no beginning: {shown}",
                "delete one of these `use` lines",
            )
        if len(self._chain) >= _DEEPEST or self._count >= _MOST:
            message = f"more than {_DEEPEST} imports deep, or {_MOST} in all"
            return _problem(token, source, "import-cycle", message)
        self._count += 1
        if path not in self._known:
            try:
                reading = read(path, _name(token.value, source), LARGEST - self._size)
                self._size += len(reading.data)
            except (OSError, ValueError) as error:
                return _not_found(token, source, path, error)
            self._brought.left += len(reading.data) // _BYTES
            self._known[path] = self._compiled(reading, here)
        map, _ = self._known[path]
        if not self._brought.spend(len(map.statements) + len(map.arguments)):
            message = "files that import each other several times bring in too much"
            help = "import each file once: what it imports comes with it"
            return _problem(token, source, "import-cycle", message, help)
        return _imported(token, source, *self._known[path])

    def _compiled(self, reading: Reading, here: Path | None) -> Compiled:
        if here is None:
            return self.compile(reading, self)
        self._chain.append(here)
        try:
            return self.compile(reading, self)
        finally:
            self._chain.pop()


def _problem(
    token: Token,
    source: Source,
    name: str,
    message: str,
    *help: str,
    related: Related | None = None,
    near: str | None = None,
) -> Imported:
    places, meant = (related,) if related else (), (token.value, near)
    found = report(name, message, source, token.span, *help, related=places, meant=meant)
    return Imported(problem=found)


def _not_found(token: Token, source: Source, path: Path, error: Exception) -> Imported:
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        why = getattr(error, "strerror", None) or "it can't be read"
        return _problem(
            token, source, "import-not-found", f"`{token.value}` can't be imported: {why}"
        )
    return _problem(
        token,
        source,
        "import-not-found",
        f"`{token.value}` can't be imported: there is no such file",
        "a path is relative to the folder of the file that it stands in",
        near=_near(token.value, path, source.path),
    )


def _imported(
    token: Token, source: Source, map: Map, diagnostics: tuple[Diagnostic, ...]
) -> Imported:
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    if not errors:
        return Imported(map)
    first = errors[0]
    cycle = next((d for d in errors if d.name == "import-cycle"), None)
    if cycle is not None:
        there = Related("from here it leads back", cycle.source, cycle.span)
        return _problem(token, source, "import-cycle", cycle.message, *cycle.help, related=there)
    count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
    found = _problem(
        token,
        source,
        "import-with-errors",
        f"`{token.value}` has {count}",
        f"run `argmap check {first.source.name}` and mend it first",
        related=Related(first.message, first.source, Span(*first.span)),
    )
    return Imported(map, found.problem)


def _name(written: str, source: Source) -> str:
    """How messages name an imported file: by a path from where the first file was named."""
    if source.path is None or source.name == STDIN:
        return written
    return str(Path(source.name).parent / written)


def _near(written: str, path: Path, own: Path | None) -> str | None:
    """The path, as it would be written, of the map beside a missing one whose name is most like its name."""
    found = nearest_file(path, (".arg", ".json"), own and own.resolve())
    return found and written[: len(written) - len(written.rpartition("/")[2])] + found
