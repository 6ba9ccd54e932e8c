"""Runs the rules over a map that was understood.

A rule that fails says so and the others go on. Where part of the text could not be understood, the
rules that object to something's absence are silent: it may stand in what was not understood.
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
from argmap.syntax.mend import clip

if TYPE_CHECKING:
    from argmap.rules.ignores import Ignores


def review(context: Context, settings: Settings, errors_only: bool = False) -> list[Diagnostic]:
    """Everything there is to say of a map: what was said on the way to it, and what the rules say.

    What settings or comments silence is left out, and what is wrong in comments is added.
    `errors_only` runs no rule that warns or hints.
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
    """The comments that silence rules; None where there are none."""
    if context.syntax is None or "argmap" not in context.source.text.casefold():
        return None
    from argmap.rules.ignores import Ignores

    return Ignores.of(context.syntax)


def _run(rule: Rule, context: Context) -> Iterator[Diagnostic]:
    try:
        yield from import_module(rule.module).check(context)
    except MissingExtra:
        raise
    except Exception as error:  # whatever a rule does wrong is no fault of the map's
        yield report(
            "failed-rule",
            f"the rule `{rule.name}` failed on this map: {type(error).__name__}: "
            f"{clip(str(error), 200)}",
            context.source,
            (0, 0),
            "this is a fault of argmap's, not of the map: please report it",
        )
