"""Shared by the rules on formulas: the problems of formulas and their spans in the file, and what contradicts what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import combinations

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
    places = _Places(context)
    for problem in context.formulas.problems:
        if problem.rule != rule or problem.place.statement not in own:
            continue
        span, exact = places.located(problem.place)
        fix: Fix | None = None
        if exact and problem.mended is not None:
            fix = replace(f"write `{problem.mended.strip()}`", span, problem.mended)
        yield context.report(
            rule,
            problem.message,
            span,
            *problem.help,
            related=[
                context.related(message, places.located(place)[0])
                for message, place in problem.related
            ],
            fix=fix,
        )


def may_be_held(context: Context, key: str) -> bool:
    """Whether the author asserts a statement, or something on the map concludes it."""
    statement = context.map[key]
    asserted = (
        statement.kind not in ("question", "supposition")
        and not statement.open
        and not context.map.reported(statement)
    )
    return asserted or bool(context.map.supporters(key))


def told_to_clash(context: Context, keys: Collection[str]) -> bool:
    """Whether the map says that statements can't all stand: two contradict each other, or some rebut another."""
    if any(context.exclude(one, other) for one, other in combinations(keys, 2)):
        return True
    rest = set(keys)
    return any(
        a.role == "rebuts" and rest - {target} <= set(a.members)
        for target in keys
        for a in context.map.attackers(target)
    )


class _Places:
    """The spans in the file of places in formulas; the lines of each formula are looked for once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known: dict[str, tuple[Span, list[tuple[int, int, int]]] | None] = {}

    def located(self, place: Place) -> tuple[Span, bool]:
        """The span of a place, and whether it is exact: in a map from JSON, and for what is imported, it is that
        of the statement or the import.
        """
        if place.statement not in self.known:
            self.known[place.statement] = self._lines(place.statement)
        found = self.known[place.statement]
        if found is None:
            return self.context.span(place.statement), False
        whole, lines = found
        start, end = place.span
        one, other = _offset(lines, start), _offset(lines, max(start, end - 1))
        if one is None or other is None:
            return whole, False
        return Span(one, other + (1 if end > start else 0)), True

    def _lines(self, statement: str) -> tuple[Span, list[tuple[int, int, int]]] | None:
        """Where a formula stands, and of its lines where each begins in the formula, which joins them by single
        blanks, how long it is, and where it begins in the file.
        """
        context = self.context
        name = context.places.get(("attribute", statement, "formula"))
        found = _VALUE.match(context.source.text, name[1]) if name and context.syntax else None
        if found is None:
            return None
        first, last = found.span(1)
        lines, offset = [], 0
        for line in _LINE.finditer(found[1]):
            if line[1]:
                lines.append((offset, len(line[1]), first + line.start(1)))
                offset += len(line[1]) + 1
        return Span(first, last), lines


def _offset(lines: list[tuple[int, int, int]], inner: int) -> int | None:
    """Where in the file a character of a formula stands; None for the end of a line."""
    at = bisect_right(lines, inner, key=lambda line: line[0]) - 1
    if at < 0:
        return None
    offset, length, start = lines[at]
    return start + inner - offset if inner < offset + length or inner == 0 else None
