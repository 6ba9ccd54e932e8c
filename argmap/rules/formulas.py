"""Shared by the rules on formulas: the problems of formulas, and their spans in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Fix, replace
from argmap.formulas.parsed import Place
from argmap.rules.context import Context
from argmap.source import Span

# The lines of a value: the first up to its end, and those that go on with it.
_LINE = re.compile(r"(?:\A|\n[^\S\n]*\|)[ \t]*([^\n]*?)[ \t]*(?=\n|\Z)")
_VALUE = re.compile(r"[ \t]*[:\uff1a]([^\n]*(?:(?:\n[^\S\n]*(?:#[^\n]*)?)*\n[^\S\n]*\|[^\n]*)*)")


def formula_problems(rule: str, context: Context) -> Iterator[Diagnostic]:
    """The diagnostics of one rule for the formulas of the file itself."""
    own = {statement.id for statement in context.statements}
    for problem in context.formulas.problems:
        if problem.rule != rule or problem.place.statement not in own:
            continue
        span, exact = _located(context, problem.place)
        fix: Fix | None = None
        if exact and problem.mended is not None:
            fix = replace(f"write `{problem.mended.strip()}`", span, problem.mended)
        yield context.report(
            rule,
            problem.message,
            span,
            *problem.help,
            related=[
                context.related(message, _located(context, place)[0])
                for message, place in problem.related
            ],
            fix=fix,
        )


def _located(context: Context, place: Place) -> tuple[Span, bool]:
    """The span in the file of a place in a formula, and whether it is exact: in a map from JSON, and for what
    is imported, it is that of the statement or the import.
    """
    name = context.places.get(("attribute", place.statement, "formula"))
    found = _VALUE.match(context.source.text, name[1]) if name and context.syntax else None
    if found is None:
        return context.span(place.statement), False
    start, end = place.span
    offset = 0  # in the formula, whose lines are joined by single blanks
    first, last = found.span(1)
    where: list[int] = []
    for line in _LINE.finditer(found[1]):
        if not line[1]:
            continue
        length = len(line[1])
        for inner in (start, max(start, end - 1)):
            if offset <= inner < offset + length or (inner == 0 and not where and not offset):
                where.append(first + line.start(1) + inner - offset)
        offset += length + 1
    if len(where) < 2:
        return Span(first, last), False
    return Span(where[0], where[-1] + (1 if end > start else 0)), True
