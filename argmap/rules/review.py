"""Runs the rules over a map that was understood.

A rule that fails says so and the others go on. Where part of the text could not be understood, the
rules that object to something's absence are silent: it may stand in what was not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from argmap.configuration import Settings
from argmap.diagnostics import Diagnostic, Severity, report
from argmap.extras import MissingExtra
from argmap.rules.context import Context
from argmap.rules.table import CHECKED, READING, RULES, Rule
from argmap.syntax.mend import clip

if TYPE_CHECKING:
    from argmap.rules.ignores import Ignores

_OF_ABSENCE = frozenset(
    (
        *("unsupported-recommendation", "unsupported-conclusion", "isolated-statement"),
        *("unanswered-rebuttal", "concession-without-reply", "unused-import"),
        *("scheme-premise-count", "scheme-role-missing", "open-critical-questions"),
        *("unknown-scheme", "unknown-critical-question", "unquoted-statement"),
        *("rabbit-rule", "holding-hands", "single-premise", "is-ought", "stray-name"),
    )
)
# Errors after which the map is whole all the same.
_HARMLESS = frozenset(
    (
        *("invalid-encoding", "control-character", "tab-indentation", "full-width-colon"),
        *("misspelt-keyword", "missing-text", "misplaced-header"),
        *("duplicate-attribute", "invalid-value", "misplaced-attribute", "kind-mismatch"),
        *("undercut-of-strict", "duplicate-header"),
        *("misplaced-quotation", "unknown-premise", "circular-kind", "source-outside-folder"),
    )
)


def review(context: Context, settings: Settings, errors_only: bool = False) -> list[Diagnostic]:
    """Everything there is to say of a map: what was said on the way to it, and what the rules say.

    What settings or comments silence is left out, and what is wrong in comments is added.
    `errors_only` runs no rule that warns or hints.
    """
    whole = all(d.severity is not Severity.ERROR or d.name in _HARMLESS for d in context.understood)
    shown = [d for d in context.understood if settings.runs(d.rule)]
    ran = [rule for rule in RULES.values() if rule.family in READING and settings.runs(rule)]
    for rule in CHECKED:
        if errors_only and rule.severity is not Severity.ERROR:
            continue
        if settings.runs(rule) and (whole or rule.name not in _OF_ABSENCE):
            ran.append(rule)
            if not _idle(rule, context):
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


def _idle(rule: Rule, context: Context) -> bool:
    """Whether the map holds nothing that the rule looks at, so that it need not be loaded."""
    needed = _LOOKS_AT.get(rule.name) or _LOOKS_AT.get(rule.family)
    return needed is not None and not needed(context)


_LOOKS_AT: dict[str, Callable[[Context], object]] = {
    "schemes": lambda context: any(a.scheme for a in context.arguments) or context.answering,
    "teaching": lambda context: context.teaching or any(a.strict for a in context.arguments),
    "formulas": lambda context: any("formula" in s.attributes for s in context.statements),
    "rebuttal-of-strict": lambda context: any(a.strict for a in context.arguments),
    "concession-without-reply": lambda context: any(a.conceded for a in context.arguments),
    "part-used-as-reason": lambda context: context.map.parts,
    "circular-parts": lambda context: context.map.parts,
    "dependence": lambda context: context.map.independences,
    "redundant-outweighs": lambda context: context.map.preferences,
    "preference-cycle": lambda context: context.map.preferences,
    "unused-import": lambda context: context.map.imports,
    "quotation-not-found": lambda context: any(s.quotations for s in context.statements),
    "quotation-ambiguous": lambda context: any(s.quotations for s in context.statements),
    "quotation-without-source": lambda context: any(s.quotations for s in context.statements),
}
"""By rule or family: what a map must hold for it to have anything to say."""


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
