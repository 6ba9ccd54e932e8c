"""Carries out the fixes of diagnostics: text in, text out.

Fixes that touch the same stretch wait for the next round, when the text has been read again. Line ends
and a byte order mark stay as they were.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterable

from attrs import frozen

from argmap.budget import Budget
from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic, Edit, Severity
from argmap.source import Source
from argmap.wording import printable

_ROUNDS = 50
_ALONE = 20  # fixes that are tried one by one in a round
_BYTES, _TIMES = 120_000, 4
"""How many bytes are read again in all: so many, or the file so many times where that is more."""


@frozen
class Fixed:
    """What fixing made of a file: its compilation now, its bytes, and how many faults were mended."""

    compilation: Compilation
    data: bytes
    count: int


def fixed(compilation: Compilation) -> Fixed:
    """The file with every fix carried out, and those that come to light by that.

    A file that is not UTF-8 text is left alone. A fix that would leave more errors than it found is
    not carried out. Where it takes very long, some fixes are left for another time.
    """
    data, count = compilation.reading.data, 0
    budget = Budget(max(_BYTES, _TIMES * len(data)))
    for _ in range(_ROUNDS):
        chosen = _apart(compilation.diagnostics, compilation.source)
        if not chosen or not compilation.reading.usable or not data:
            break
        done = _carried_out(compilation, data, chosen, budget)
        if done is None:
            break
        compilation, data, carried = done
        count += carried
    return Fixed(compilation, data, count)


def _carried_out(
    compilation: Compilation, data: bytes, chosen: list[Diagnostic], budget: Budget
) -> tuple[Compilation, bytes, int] | None:
    """The file with all these fixes or, where that leaves more errors, with the first that does not."""
    for fixes in (chosen, *([d] for d in chosen[:_ALONE] if len(chosen) > 1)):
        after = applied(data, [e for d in fixes if d.fix for e in d.fix.edits])
        if after is None:
            continue
        if not budget.spend(len(after)):
            return None
        then = compilation.of_data(after)
        if _errors(then) <= _errors(compilation):
            return then, after, len(fixes)
    return None


def _errors(compilation: Compilation) -> int:
    return sum(d.severity is Severity.ERROR for d in compilation.diagnostics)


def _apart(diagnostics: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """Diagnostics of this source with fixes, none of which touches another. What can't be seen goes first, and alone: it
    may be the cause of what is said of words and signs beside it.
    """
    chosen: list[Diagnostic] = []
    reached = -1
    fixable = [d for d in diagnostics if d.fix and d.fix.edits and d.source is source]
    unseen = [d for d in fixable if d.name == "invisible-character"]
    for diagnostic in sorted(
        unseen or fixable, key=lambda d: min(e.span for e in d.fix.edits) if d.fix else ()
    ):
        assert diagnostic.fix
        if min(e.span.start for e in diagnostic.fix.edits) > reached:
            chosen.append(diagnostic)
            reached = max(e.span.end for e in diagnostic.fix.edits)
    return chosen


def applied(data: bytes, edits: list[Edit]) -> bytes | None:
    """The bytes with edits, whose spans count code points of the text without mark and carriage returns."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        raw = data.removeprefix(mark).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Where a carriage return was dropped before a line feed, in offsets of the text without them.
    dropped: list[int] = []
    at = raw.find("\r\n")
    while at >= 0:
        dropped.append(at - len(dropped))
        at = raw.find("\r\n", at + 2)
    pieces, last = [], 0
    for edit in sorted(edits, key=lambda e: e.span):
        start = edit.span.start + bisect_left(dropped, edit.span.start)
        end = edit.span.end + bisect_left(dropped, edit.span.end)
        text = edit.text.replace("\n", "\r\n") if dropped else edit.text
        pieces += [raw[last:start], text]
        last = end
    return mark + "".join((*pieces, raw[last:])).encode("utf-8", "surrogatepass")


def diff(before: Compilation, after: bytes) -> str:
    """What fixing would change, as a unified diff; empty where it would change nothing."""
    from difflib import unified_diff

    old, new = (_lines(data.decode("utf-8", "replace")) for data in (before.reading.data, after))
    name = printable(before.source.name)
    lines = []
    for line in unified_diff(old, new, name, name):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends: line feeds, and nothing else, end lines for whoever reads a diff."""
    return re.findall("[^\n]*\n|[^\n]+", text)
