"""Foreign formats → map, one file each."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.resolve import Resolved
    from argmap.source import Source

_ENDINGS = {
    **{"arg": "arg", "json": "json", "apx": "apx", "tgf": "tgf"},
    **{"iccma": "iccma", "af": "iccma", "i23": "iccma"},
}

ENDINGS = tuple(f".{ending}" for ending in _ENDINGS)
"""The endings of files that hold maps."""

# How texts begin that no `.arg` text begins like, after comments and blank lines.
_BEGINNINGS = (
    ("json", re.compile(r"[{\[]")),
    ("apx", re.compile(r"(?:%[^\n]*\s+)*(?:arg|att)\(")),
    ("iccma", re.compile(r"(?:#[^\n]*\s+)*p[ \t]+af[ \t]+\d")),
    ("tgf", re.compile(r"\d\S*[^\n:]*\n(?:[^\n:]*\n)*?#[ \t]*(?:\n|$)")),
)


def format_of(source: Source) -> str:
    """What a text is to be read as, by the ending of its file or else by how it begins."""
    text = source.text.lstrip(" \t\n")
    ending = _ENDINGS.get(PurePath(source.name).suffix.removeprefix(".").lower(), "")
    if ending and (ending != "arg" or text[:1] not in ("{", "[")):
        return ending
    return next((name for name, begins in _BEGINNINGS if begins.match(text)), "arg")


def read_foreign(source: Source, format: str) -> Resolved:
    """The map that a text holds in a format other than the language, and what was wrong."""
    if format == "json":
        from argmap.read.json import read_json

        return read_json(source)
    if format == "apx":
        from argmap.read.apx import read_apx

        return read_apx(source)
    if format == "tgf":
        from argmap.read.tgf import read_tgf

        return read_tgf(source)
    from argmap.read.iccma import read_iccma

    return read_iccma(source)
