"""Diagnostics as SARIF 2.1.0, which code scanning services and editors read.

The format: OASIS, “Static Analysis Results Interchange Format (SARIF) Version 2.1.0”, 2020.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from argmap.diagnostics import Diagnostic, Rule, Severity
from argmap.source import Source, Span
from argmap.wording import json_text

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def to_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """The diagnostics as one run of argmap."""
    from argmap.rules.pages import page
    from argmap.version import __version__

    rules: dict[str, Rule] = {}
    for diagnostic in diagnostics:
        rules.setdefault(diagnostic.code, diagnostic.rule)
    ordered = sorted(rules.values(), key=lambda rule: rule.code)
    index = {rule.code: number for number, rule in enumerate(ordered)}
    described = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.summary},
            "help": {"text": page(rule), "markdown": page(rule)},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in ordered
    ]
    driver = {
        "name": "argmap",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": described,
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, index[d.code]) for d in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    text = "\n".join((diagnostic.message, *diagnostic.help))
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _place(diagnostic.source, diagnostic.span)}],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.message},
                "physicalLocation": _place(related.source, related.span),
            }
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix:
        replacements = [
            {
                "deletedRegion": _region(diagnostic.source, e.span),
                "insertedContent": {"text": e.text},
            }
            for e in diagnostic.fix.edits
        ]
        change = {"artifactLocation": _file(diagnostic.source), "replacements": replacements}
        result["fixes"] = [
            {"description": {"text": diagnostic.fix.title}, "artifactChanges": [change]}
        ]
    return result


def _place(source: Source, span: Span) -> dict[str, Any]:
    return {"artifactLocation": _file(source), "region": _region(source, span)}


def _file(source: Source) -> dict[str, str]:
    """A file as a relative reference, or a `file:` address where its path is absolute."""
    path = PurePath(source.name)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    # A colon in the first segment would read as a scheme: `quote` leaves none.
    return {"uri": quote(os.fsencode(path.as_posix()), safe="/")}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
