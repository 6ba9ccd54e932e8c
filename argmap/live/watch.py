"""When a file is saved, or another that it reads, by whichever way an editor saves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any, TypeAlias

from argmap.extras import needed

_PAUSE = 0.5
"""After how many seconds it looks by itself."""

_Stamps: TypeAlias = dict[Path, tuple[int, int, int] | None]
"""By which a file is known to be another than it was; None where there is none."""


def changes(
    path: Path, stop: Event | None = None, project: str | Path | None = None
) -> Iterator[None]:
    """Tells of each save of a file, of the maps and sources that it reads, and of settings beside it.

    Folders are watched and not files, as many editors save by putting a new file in its place; and no more
    of them than these files are in, as what is below a home may be more than a system can watch. What is
    saved after the call is told of, even before it is asked for. Raises `MissingExtra` at once where
    watchfiles is not installed; ends where `stop` is set.
    """
    watchfiles = needed("watchfiles", "preview", "watching a file")
    path = path.resolve()
    return _changes(watchfiles, path, stop, project, _stamps(_read_by(path, project)))


def _changes(
    watchfiles: Any, path: Path, stop: Event | None, project: str | Path | None, before: _Stamps
) -> Iterator[None]:
    while stop is None or not stop.is_set():
        folders = _folders(before)
        if not folders:
            sleep(_PAUSE)
            continue
        # What is heard only wakes: the stamps tell, so that nothing is lost while folders change.
        wakes = watchfiles.watch(
            *folders,
            stop_event=stop,
            debounce=100,
            rust_timeout=int(_PAUSE * 1000),
            yield_on_timeout=True,
            raise_interrupt=True,
            recursive=False,
        )
        with suppress(FileNotFoundError):  # a folder that was removed just now
            for _ in wakes:
                # A file that is away for a moment is being saved.
                if path.is_file() and (now := _stamps(before)) != before:
                    before = {**_stamps(_read_by(path, project)), **now}
                    yield
                if _folders(before) != folders:
                    break


def _read_by(path: Path, project: str | Path | None) -> set[Path]:
    """A file, those that it reads, and the settings beside it."""
    from argmap.compilation import Compilation

    settings = {path.parent / "argmap.toml", path.parent / "pyproject.toml"}
    found = {path, *settings, *path.parent.glob("*.toml")}
    try:
        compilation = Compilation.of_file(path, project)
    except (OSError, ValueError):
        return found
    return {*found, compilation.project.folder / "argmap.toml", *compilation.sought}


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
