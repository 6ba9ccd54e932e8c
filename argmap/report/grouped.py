"""Diagnostics told once for each rule, with their number and lines: for learners, who would read thirty alike."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from argmap.diagnostics import Diagnostic, Severity

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_LISTED = 12  # lines that are named


def grouped(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of one file, the most important first: errors, each by itself, then warnings, then hints, those on
    wording last; of each rule that warns or hints the first, with the number and the lines of the others.
    """
    alike: dict[object, list[Diagnostic]] = {}
    for index, diagnostic in enumerate(diagnostics):
        single = diagnostic.severity is Severity.ERROR
        alike.setdefault(index if single else diagnostic.name, []).append(diagnostic)
    told = [_told(group) for group in alike.values()]
    return sorted(told, key=lambda d: (_WEIGHT[d.severity], d.rule.family == "wording"))


def _told(group: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = group
    if not others:
        return first
    lines = list(dict.fromkeys(d.line for d in others))
    named = ", ".join(map(str, lines[:_LISTED]))
    more = f" and {len(lines) - _LISTED} more" if len(lines) > _LISTED else ""
    word = "line" if len(lines) == 1 else "lines"
    return evolve(
        first,
        message=f"{first.message} ({len(group)} like this)",
        help=(*first.help, f"the same rule speaks of {word} {named}{more}"),
    )
