"""Map or drawing → one output format, one file each; and files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.draw.options import Options
    from argmap.model import ArgumentMap

PICTURES = ("svg", "pdf", "png", "dot")


def picture_format(path: str, to: str | None) -> str:
    """The picture format asked for; `ValueError` with what there is where it is not one of them."""
    wanted = to or Path(path).suffix.removeprefix(".").lower()
    if wanted in PICTURES:
        return wanted
    known = ", ".join(PICTURES)
    if to is None and not wanted:
        raise ValueError(f"the format of {path!r} can't be told from its ending; name one: {known}")
    raise ValueError(f"there is no picture format {wanted!r}; there are {known}")


def render(map: ArgumentMap, format: str, options: Options) -> bytes:
    """The picture of a map in one of the formats, as the bytes of a file."""
    if format == "dot":
        from argmap.write.dot import to_dot

        return to_dot(map).encode()
    from argmap.draw import draw

    drawing = draw(map, options)
    if format == "svg":
        from argmap.write.svg import to_svg

        return to_svg(drawing).encode()
    if format == "pdf":
        from argmap.write.pdf import to_pdf

        return to_pdf(drawing)
    from argmap.write.png import to_png

    return to_png(drawing, options.dpi)


def write_file(path: str | PathLike[str], data: bytes) -> None:
    """Writes a file whole or not at all: beside its place first, then moved there.

    What is no plain file, such as a pipe or /dev/null, is written directly. Raises `OSError`, with
    nothing left behind.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, os.strerror(21), str(target))
        with target.open("wb") as stream:
            stream.write(data)
        return
    real = Path(os.path.realpath(target))
    if real.exists() and not os.access(real, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(target))
    handle, name = tempfile.mkstemp(prefix=".argmap-", dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):
            os.chmod(name, real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask())
        os.replace(name, real)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
