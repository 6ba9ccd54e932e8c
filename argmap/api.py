"""The functions that most callers need: `load`, `loads`, `check`."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from argmap.compilation import Compilation
from argmap.configuration import chosen
from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap

_ENDINGS = (".arg", ".json", ".apx", ".tgf", ".iccma", ".af", ".i23")


def load(path: str | PathLike[str], *, project: str | PathLike[str] | None = None) -> ArgumentMap:
    """The map in a file: in the language, as JSON, or an argument framework as apx, tgf or in ICCMA's form.

    `project` is the folder that imports may not leave. Raises `ArgmapError`, with all diagnostics,
    where the file has errors, and `OSError` where it can't be read.
    """
    return Compilation.of_file(path, project).checked()


def loads(text: str, *, project: str | PathLike[str] | None = None) -> ArgumentMap:
    """The map that a text holds, in the `.arg` language, as JSON, or as an argument framework.

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
