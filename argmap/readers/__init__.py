"""Foreign formats → map, one file each.

`format_of` tells what a text is to be read as, `read_foreign` reads it. A reader is a function from a
`Source` to a `Resolved`, which never raises on what the text holds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from argmap.readers.recognise import ENDINGS as ENDINGS
from argmap.readers.recognise import format_of as format_of
from argmap.readers.recognise import unrecognised

if TYPE_CHECKING:
    from argmap.resolve import Resolved
    from argmap.source import Source

_READERS = {
    "json": "json:read_json",
    "aif": "aif:read_aif",
    "xaif": "aif:read_aif",
    "argdown": "argdown:read_argdown",
    "argdown-json": "argdown_json:read_argdown_json",
    "graphml": "graphml:read_graphml",
    "kialo": "kialo:read_kialo",
    "carneades": "carneades:read_carneades",
    "arguebuf": "arguebuf:read_arguebuf",
    "sadface": "sadface:read_sadface",
    "arggraph": "arggraph:read_arggraph",
    "brat": "brat:read_brat",
    "gsn": "gsn:read_gsn",
    "ltac": "ltac:read_ltac",
    "apx": "apx:read_apx",
    "tgf": "tgf:read_tgf",
    "iccma": "iccma:read_iccma",
}

READABLE = ("arg", *_READERS)
"""What argmap reads: the language and what others use."""


def read_foreign(source: Source, format: str) -> Resolved:
    """The map that a text holds in a format other than the language, and what was wrong and lost; `format`
    is what `format_of` told or a caller asked for, "" where it can't be told.
    """
    if not format:
        return unrecognised(source)
    module, _, function = _READERS[format].partition(":")
    resolved: Resolved = getattr(import_module(f"argmap.readers.{module}"), function)(source)
    return resolved
