"""Runs the rules over a map.

A rule that raises is reported, and the others run. Where part of the text could not be parsed, the rules
that object to something's absence don't run: it may be in that part.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from argmap.configuration import Settings
from argmap.diagnostics import Diagnostic, Severity, report
from argmap.extras import MissingExtra
from argmap.rulebook import CHECKED, READING, RULES, Rule
from argmap.rules.context import Context
from argmap.wording import clip

if TYPE_CHECKING:
    from argmap.rules.ignores import Ignores


def review(context: Context, settings: Settings, errors_only: bool = False) -> list[Diagnostic]:
    """All diagnostics of a map: those of parsing and resolving, and those of the rules.

    What settings or `ignore` comments suppress is left out; faults of these comments are added.
    With `errors_only`, no rule runs that only warns or hints.
    """
    whole = all(d.severity is not Severity.ERROR or d.rule.harmless for d in context.understood)
    shown = [d for d in context.understood if settings.runs(d.rule)]
    ran = [rule for rule in RULES.values() if rule.family in READING and settings.runs(rule)]
    for rule in CHECKED:
        if errors_only and rule.severity is not Severity.ERROR:
            continue
        if settings.runs(rule) and (whole or not rule.of_absence):
            ran.append(rule)
            if context.needs(rule.needs):
                shown.extend(_run(rule, context))
    ignores = _ignores(context)
    if ignores is not None:
        shown = ignores.apply(shown)
        if not errors_only:
            about = [
                d for d in (*ignores.diagnostics, *ignores.unused(ran)) if settings.runs(d.rule)
            ]
            shown += ignores.apply(about)
    return shown


def _ignores(context: Context) -> Ignores | None:
    """The `ignore` comments; None where there are none."""
    if context.syntax is None or "argmap" not in context.source.text.casefold():
        return None
    from argmap.rules.ignores import Ignores

    return Ignores.of(context.syntax)


def _run(rule: Rule, context: Context) -> Iterator[Diagnostic]:
    try:
        yield from import_module(rule.module).check(context)
    except MissingExtra:
        raise
    except Exception as error:  # A rule that raises must not stop the others.
        yield report(
            "failed-rule",
            f"the rule `{rule.name}` failed on this map: {type(error).__name__}: "
            f"{clip(str(error), 200)}",
            context.source,
            (0, 0),
            "this is a fault of argmap's, not of the map: please report it",
        )
