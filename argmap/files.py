"""Reading and writing files; the project folder, outside of which nothing is read.

The project is the nearest folder above the first file of a command that has an argmap.toml, or else the
folder of that file; for standard input it is the current one.
"""

from __future__ import annotations

import codecs
import errno
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import IO

from attrs import define, field, frozen

from argmap.diagnostics import Diagnostic, nearest, report
from argmap.losses import Loss
from argmap.source import Source

CONFIG = "argmap.toml"

LARGEST = 64_000_000
"""How many bytes a file may have that argmap reads, whatever for."""

_NO_FILES: dict[str, Callable[[int], bool]] = {
    "a folder": stat.S_ISDIR,
    "a pipe": stat.S_ISFIFO,
    "a socket": stat.S_ISSOCK,
    "a device": lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode),
}


@frozen(eq=False, repr=False)
class Reading:
    """A decoded source, and what was wrong with its bytes; not `usable` where it is no text at all. `losses` are what of
    a file the text does not have.
    """

    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    usable: bool = True
    data: bytes = field(default=b"", repr=False)
    losses: tuple[Loss, ...] = ()


def decode(data: bytes, name: str, path: Path | None) -> Reading:
    """Decodes bytes, which should be UTF-8.

    Invalid bytes become U+FFFD and are reported, the first of each line; a file that is no text at all is
    reported once, and its source is empty.
    """
    sample = data[:8192]
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    binary = utf16 or sample.count(0) * 10 > len(sample)
    try:
        text = data.decode("utf-8-sig")
        if not binary:
            return Reading(Source.of(text, name, path), data=data)
        at = 0
    except UnicodeDecodeError as error:
        at = error.start
    if binary or 0 in sample:
        what = "UTF-16 text" if utf16 else "no text file"
        help = (
            "save it as UTF-8"
            if utf16
            else "give the name of an .arg file, which holds plain text in UTF-8"
        )
        source = Source.of("", name, path)
        problem = report("invalid-encoding", f"this is {what}", source, (0, 0), help)
        return Reading(source, (problem,), False, data)
    source = Source.of(data.decode("utf-8-sig", "replace"), name, path)
    found: list[Diagnostic] = []
    line = 0
    place = source.text.find("\ufffd")
    while place >= 0:
        here = source.position(place).line
        if here != line:
            line = here
            message = "these bytes are not UTF-8"
            if not found:
                message = f"the byte 0x{data[at]:02X} is not UTF-8 here"
            span = (place, place + 1)
            found.append(
                report("invalid-encoding", message, source, span, "save the file as UTF-8")
            )
        place = source.text.find("\ufffd", place + 1)
    return Reading(source, tuple(found))


def read(path: Path, name: str | None = None, most: int = LARGEST) -> Reading:
    """Reads and decodes a file; raises `OSError` where it can't be read, or has more than `most` bytes."""
    return decode(read_bytes(path, most), name or str(path), path)


def read_bytes(path: str | PathLike[str], most: int = LARGEST) -> bytes:
    """The bytes of a file. Raises `OSError` where it can't be read, is no regular file, or has more than `most` bytes;
    never waits for what a pipe or a device may say.
    """
    require_file(path)
    # What has taken the place of a file since then is not waited for either.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        _require_regular(os.fstat(stream.fileno()).st_mode, path)
        data = stream.read(most + 1)
    if len(data) > most:
        raise too_large(most, path)
    return data


def too_large(most: int, path: str | PathLike[str]) -> OSError:
    """The error for a file that has more bytes than argmap reads."""
    return OSError(
        errno.EFBIG, f"it has more than {most:,} bytes, and argmap reads no more", str(path)
    )


def require_file(path: str | PathLike[str]) -> None:
    """Raises `OSError` where there is no regular file at a path."""
    _require_regular(os.stat(path).st_mode, path)


def _require_regular(mode: int, path: str | PathLike[str]) -> None:
    if stat.S_ISREG(mode):
        return
    what = next((what for what, holds in _NO_FILES.items() if holds(mode)), "something else")
    number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
    raise OSError(number, f"it is {what}, and no file", str(path))


def nearest_file(path: Path, endings: tuple[str, ...], but: Path | None = None) -> str | None:
    """The name of the file with one of these endings, in the folder of a missing one, that is most like its name; not
    that of `but`.
    """
    try:
        names = [p.name for p in path.parent.iterdir() if p.suffix in endings and p != but]
        found = nearest(path.name, sorted(names)[:10_000])
        return found if found and (path.parent / found).is_file() else None
    except OSError:
        return None


def maps_under(folder: Path, endings: tuple[str, ...] = (".arg",)) -> list[Path]:
    """The files with these endings in a folder and the folders in it, but for hidden ones, in the order of
    their names; raises `OSError` where one can't be read.
    """
    found = []

    def fail(error: OSError) -> None:
        raise error

    for place, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(place, f) for f in sorted(files) if f.lower().endswith(endings) and f[0] != "."
        ]
    return found


def is_text_file_path(source: str) -> bool:
    """Whether the value of a `source` attribute is a path to a text file: no URL and no citation."""
    return (
        source.casefold().endswith((".txt", ".md"))
        and "://" not in source
        and not any(c.isspace() for c in source)
    )


def project_folder(path: Path | None) -> Path:
    """The project folder for the first file of a command (None: standard input)."""
    own = (path.resolve().parent if path else Path.cwd()).resolve()
    for folder in (own, *own.parents):
        if (folder / CONFIG).is_file():
            return folder
    return own


@define(eq=False, repr=False)
class Project:
    """A folder outside of which nothing is read, and the files that were looked up in it."""

    folder: Path
    # Maps and texts of sources that were looked up, whether they exist or not.
    files_looked_up: set[Path] = field(factory=set, init=False)

    def inside(self, written: str, source: Source) -> bool:
        """Whether a `source:` value is a path inside the project, or no path to a text file."""
        return not is_text_file_path(written) or self.locate(written, source) is not None

    def locate(self, written: str, source: Source) -> Path | None:
        """Resolves a relative path in a source; None where it leads out of the project."""
        if (
            "\0" in written
            or Path(written).is_absolute()
            or written[:1] in "/\\"
            or written[1:2] == ":"
        ):
            return None
        base = source.path.resolve().parent if source.path else self.folder
        try:
            target = (base / written).resolve()
        except (OSError, RuntimeError, ValueError):
            return None
        if not target.is_relative_to(self.folder.resolve()):
            return None
        self.files_looked_up.add(target)
        return target


class NoProject(Project):
    """What a text has that comes without its folder, as one of a corpus: nothing beside it is read."""

    def locate(self, written: str, source: Source) -> Path | None:
        """None, whatever the path is."""
        return None


def write_file(path: str | PathLike[str], data: bytes) -> None:
    """Writes a file atomically."""
    with atomic_writer(path) as stream:
        stream.write(data)


def write_with_folder(path: str | PathLike[str], data: bytes, beside: Mapping[str, bytes]) -> None:
    """Writes a file, and files in a folder beside it by their paths from there, as `figures/one.png`: all of them or, where
    one can't be written, none. Other files in that folder stay. Raises `OSError`.
    """
    from shutil import rmtree

    parent = Path(os.path.realpath(path)).parent
    with atomic_writer(path) as stream:
        stream.write(data)
        if not beside:
            return
        name = next(iter(beside)).partition("/")[0]
        folder, new = parent / name, parent / f".argmap-{os.urandom(8).hex()}"
        new.mkdir()
        try:
            for each, content in beside.items():
                (new / Path(each).name).write_bytes(content)
            folder.mkdir(exist_ok=True)
            for file in sorted(new.iterdir()):
                _replace(str(file), folder / file.name)
        finally:
            rmtree(new, ignore_errors=True)


@contextmanager
def atomic_writer(path: str | PathLike[str]) -> Iterator[IO[bytes]]:
    """Opens a file for atomic writing: a temporary file beside it, which replaces it at the end.

    What is no regular file, such as a pipe or /dev/null, is written directly. Raises `OSError`; then no
    temporary file is left.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, os.strerror(21), str(target))
        with target.open("wb") as stream:
            yield stream
        return
    real = Path(os.path.realpath(target))
    if not real.parent.is_dir():
        raise FileNotFoundError(2, os.strerror(2), str(target))
    if real.exists() and not os.access(real, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(target))
    # Until it has the mode of the file that it replaces, nobody else may read it.
    handle, name = _temporary_file(real.parent, 0o600 if real.exists() else 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if real.exists():
            with suppress(OSError):
                os.chmod(name, real.stat().st_mode & 0o777)
        _replace(name, real)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


class HeldOpen(PermissionError):
    """A file can't be replaced because another program has it open, as Windows has it."""


def _replace(new: str, target: Path) -> None:
    """Puts a new file in the place of a target.

    Windows refuses that while another program has the target open, if only a moment, as virus scanners do; so it
    is tried again a few times. Raises `HeldOpen` where it is refused all the same.
    """
    for wait in (0.02, 0.1, 0.3, None):
        try:
            os.replace(new, target)
            return
        except PermissionError as error:
            # 5: access denied, 32: a sharing violation, 33: a part of it is locked.
            if getattr(error, "winerror", None) not in (5, 32, 33):
                raise
            if wait is None:
                reason = "another program has it open: close it there, and try again"
                raise HeldOpen(error.errno, reason, str(target)) from None
        time.sleep(wait)


def _temporary_file(folder: Path, mode: int) -> tuple[int, str]:
    """Makes a file with a new name, with a mode from which the system takes what the user's umask says; returns its
    descriptor and its path.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        name = str(folder / f".argmap-{os.urandom(8).hex()}")
        with suppress(FileExistsError):
            return os.open(name, flags, mode), name
