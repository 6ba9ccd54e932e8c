"""The functions that most callers need: `load`, `loads`, `read`, `check`."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

from attrs import frozen

from argmap.compilation import Compilation
from argmap.configuration import chosen
from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    from argmap.losses import Loss

# The endings by which a string that names a file is told from a text: those of `argmap.read.ENDINGS`, which
# need not be loaded for it.
_ENDINGS = tuple(
    ".arg .json .apx .tgf .iccma .af .i23 .argdown .ad .graphml .ann .ltac .yaml .yml .xml".split()
)


@frozen
class ReadResult:
    """What reading a file gave: the map as far as it was understood, what is wrong with the file, and what
    of it a map can't hold.
    """

    map: ArgumentMap
    diagnostics: tuple[Diagnostic, ...]
    losses: tuple[Loss, ...]


def read(
    path: str | PathLike[str],
    format: str | None = None,
    *,
    project: str | PathLike[str] | None = None,
) -> ReadResult:
    """Reads a file in the language or in a format of other tools (docs/interchange.md).

    `format` is one of `argmap.read.READABLE`; without it, ending and content tell. What is wrong becomes
    diagnostics. Raises `OSError` where the file can't be read, and `ValueError` for a format that argmap
    doesn't read.
    """
    if format is not None:
        from argmap.read import READABLE

        if format not in READABLE:
            raise ValueError(
                f"there is no format {format!r} to read; there are {', '.join(READABLE)}"
            )
    compilation = Compilation.of_file(path, project, format=format)
    return ReadResult(compilation.map, compilation.understood, compilation.losses)


def load(path: str | PathLike[str], *, project: str | PathLike[str] | None = None) -> ArgumentMap:
    """The map in a file: in the language, as JSON, or in a format of other tools.

    `project` is the folder that imports may not leave. Raises `ArgmapError`, with all diagnostics,
    where the file has errors, and `OSError` where it can't be read.
    """
    return Compilation.of_file(path, project).checked()


def loads(text: str, *, project: str | PathLike[str] | None = None) -> ArgumentMap:
    """The map that a text holds, in the `.arg` language or in a format that can be told from its content.

    Imports are looked for in `project`, or in the current folder. Raises `ArgmapError`, with all
    diagnostics, where the text has errors.
    """
    return Compilation.of_text(text, project=project).checked()


def check(
    source: str | PathLike[str],
    *,
    project: str | PathLike[str] | None = None,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> tuple[Diagnostic, ...]:
    """Everything there is to say about a file or a text, in the order of the file.

    A path is a path object, or a string of one line without a colon that ends like the file of a
    map; any other string is text. `profile` is `default`, `strict` or `teach`; `select` and `ignore` hold
    names or codes of rules, or families. Without them the settings of the file's folder hold. Never
    raises on what the text holds; `OSError` where the file can't be read, `ValueError` for a profile or
    a rule that doesn't exist.
    """
    choose = chosen(profile, select, ignore)
    if isinstance(source, str) and not (
        source.endswith(_ENDINGS) and "\n" not in source and ": " not in source
    ):
        return Compilation.of_text(source, project=project, choose=choose).diagnostics
    return Compilation.of_file(source, project, choose).diagnostics
