"""A file in the one layout, made sure of: the same map, every comment, and the same text once more."""

from __future__ import annotations

import codecs
from collections import Counter

from attrs import frozen

from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic, Severity
from argmap.syntax.format import formatted


@frozen
class Refused:
    """Why a file is left as it is, and the errors that stand in the way."""

    reason: str
    diagnostics: tuple[Diagnostic, ...] = ()


def laid_out(compilation: Compilation, width: int | None = None) -> bytes | Refused:
    """The bytes of a file laid out by `argmap.syntax.format`; line ends and a byte order mark stay.

    `width` replaces that of the file's settings. A file that is not in the language, is no text, or has
    errors of syntax is refused.
    """
    if not compilation.reading.usable or compilation.format != "arg":
        return Refused("it holds no text in the language", compilation.reading.diagnostics)
    faults = (*compilation.reading.diagnostics, *compilation.syntax.diagnostics)
    errors = tuple(d for d in faults if d.severity is Severity.ERROR)
    if errors:
        return Refused("lines that can't be understood can't be laid out", errors)
    width = width or compilation.settings.width
    text = formatted(compilation.syntax, width)
    mark = codecs.BOM_UTF8 if compilation.reading.data.startswith(codecs.BOM_UTF8) else b""
    lines = text.replace("\n", "\r\n") if compilation.source.crlf else text
    data = mark + lines.encode("utf-8", "surrogatepass")
    # What is asked of every layout is looked at before anything is written.
    after = compilation.of_data(data)
    if (
        after.map.to_dict() != compilation.map.to_dict()
        or _comments(after) != _comments(compilation)
        or formatted(after.syntax, width) != text
    ):
        found = tuple(d for d in compilation.understood if d.severity is Severity.ERROR)
        if found:
            return Refused(
                "what is not understood may not keep its meaning when it is moved", found
            )
        return Refused(
            "argmap would change what it says, which is a fault of argmap: please report it"
        )
    return data


def _comments(compilation: Compilation) -> Counter[str]:
    text = compilation.source.text
    return Counter(text[start:end].rstrip() for start, end in compilation.syntax.comments)
