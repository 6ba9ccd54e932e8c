"""When a file is saved, by whichever way an editor saves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from argmap.extras import needed


def changes(path: Path, stop: Event | None = None) -> Iterator[None]:
    """Tells of each save of a file, and of those beside it that are maps or settings: it may import them.

    The folder is watched and not the file, as many editors save by putting a new file in its place.
    What is saved after the call is told of, even before it is asked for. Raises `MissingExtra` at once
    where watchfiles is not installed; ends where `stop` is set.
    """
    watchfiles = needed("watchfiles", "preview", "watching a file")
    path = path.resolve()
    return _changes(watchfiles, path, _stamp(path), stop)


def _changes(
    watchfiles: object, path: Path, before: tuple[int, int], stop: Event | None
) -> Iterator[None]:
    def counts(_: object, changed: str) -> bool:
        other = Path(changed)
        return other == path or other.suffix in (".arg", ".toml", ".txt", ".md")

    watch = watchfiles.watch  # type: ignore[attr-defined]
    for _ in watch(
        path.parent,
        watch_filter=counts,
        stop_event=stop,
        debounce=100,
        rust_timeout=500,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        # A file that is away for a moment is being saved; a time-out is no change.
        now = _stamp(path)
        if path.is_file() and (_ or now != before):
            before = now
            yield


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
