"""Diagnostics as workflow commands of GitHub Actions, which annotates the changed lines with them.

The commands and their escapes: docs.github.com, “Workflow commands for GitHub Actions”.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from argmap.diagnostics import Diagnostic, Severity
from argmap.wording import for_terminal

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def to_github(diagnostics: Sequence[Diagnostic]) -> str:
    """The diagnostics, one command a line."""
    return for_terminal("".join(map(_one, diagnostics)))


def _one(diagnostic: Diagnostic) -> str:
    source, span = diagnostic.source, diagnostic.span
    start, end = source.position(span.start), source.position(span.end)
    properties = {"file": source.name.replace(os.sep, "/"), "line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub takes columns within one line only
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    listed = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    message = "\n".join((diagnostic.message, *diagnostic.help))
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_escaped(message)}\n"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
