"""Watches a map and the files that it reads for changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any, TypeAlias

from argmap.draw.options import files_read
from argmap.extras import needed

_PAUSE = 0.5
"""Seconds between checks of the files where no event of the file system comes."""

_Stamps: TypeAlias = dict[Path, tuple[int, int, int] | None]
"""Time of modification, size and inode of each file; None where it doesn't exist."""


def changes(
    path: Path,
    stop: Event | None = None,
    project: str | Path | None = None,
    chosen: Mapping[str, Any] | None = None,
) -> Iterator[None]:
    """Yields once per save of a map, of a map or source that it reads, of settings beside it, or of what a figure
    with the `chosen` options depends on: its figure file and its theme.

    Folders are watched and not files, as many editors save by replacing the file; and only the folders of
    these files, without what is below them, as a system can watch no more than so many. Saves between the
    call and the first `next` count. Raises `MissingExtra` at once where watchfiles is not installed; ends
    when `stop` is set.
    """
    watchfiles = needed("watchfiles", "preview", "watching a file")
    file, given = path.resolve(), dict(chosen or {})

    def read() -> _Stamps:
        return _stamps(_dependencies(file, project) | files_read(given, path.absolute()))

    return _changes(watchfiles, file, stop, read, read())


def _changes(
    watchfiles: Any, path: Path, stop: Event | None, read: Callable[[], _Stamps], before: _Stamps
) -> Iterator[None]:
    while stop is None or not stop.is_set():
        folders = _folders(before)
        if not folders:
            sleep(_PAUSE)
            continue
        # Events only wake the loop and the stamps decide, so that no save is lost while folders change.
        events = watchfiles.watch(
            *folders,
            stop_event=stop,
            debounce=100,
            rust_timeout=int(_PAUSE * 1000),
            yield_on_timeout=True,
            raise_interrupt=True,
            recursive=False,
        )
        with suppress(FileNotFoundError):  # a folder that was removed just now
            for _ in events:
                # A file that is missing for a moment is being replaced.
                if path.is_file() and (now := _stamps(before)) != before:
                    before = {**read(), **now}
                    yield
                if _folders(before) != folders:
                    break


def _dependencies(path: Path, project: str | Path | None) -> set[Path]:
    """The file, those that it reads, and the settings beside it."""
    from argmap.compilation import Compilation

    settings = {path.parent / "argmap.toml", path.parent / "pyproject.toml"}
    found = {path, *settings, *path.parent.glob("*.toml")}
    try:
        compilation = Compilation.of_file(path, project)
    except (OSError, ValueError):
        return found
    return {*found, compilation.project.folder / "argmap.toml", *compilation.files_looked_up}


def _folders(files: _Stamps) -> set[Path]:
    return {file.parent for file in files if file.parent.is_dir()}


def _stamps(files: set[Path] | _Stamps) -> _Stamps:
    return {file: _stamp(file) for file in files}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
