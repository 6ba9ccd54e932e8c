"""Diagnostics → one output format, one file each.

`full` is for people, `concise` a line each, `json` and `sarif` for programs, `github` for its actions; `grouped`
tells a learner the same thing once.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.diagnostics import Diagnostic

FORMATS = ("full", "concise", "json", "github", "sarif")


def render_report(diagnostics: Sequence[Diagnostic], format: str, color: bool = False) -> str:
    """The diagnostics as text in one of the formats; empty where there are none, but for
    JSON and SARIF.
    """
    if format == "json":
        from argmap.report.json import to_json

        return to_json(diagnostics)
    if format == "concise":
        from argmap.report.concise import to_concise

        return to_concise(diagnostics)
    if format == "github":
        from argmap.report.github import to_github

        return to_github(diagnostics)
    if format == "sarif":
        from argmap.report.sarif import to_sarif

        return to_sarif(diagnostics)
    from argmap.report.full import to_full

    return to_full(diagnostics, color)
