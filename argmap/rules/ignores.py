"""Comments that suppress diagnostics: `# argmap: ignore[rule, other-rule]`.

Above a line, such a comment suppresses the rules it names on that line and its `|` continuation lines; at
the top of a file, before its first line, in the whole file. Names, codes and families are allowed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable

from attrs import define, field

from argmap.configuration import cannot_be_ignored, is_named_by, wrong_rule
from argmap.diagnostics import Diagnostic, Edit, Fix, replace, report
from argmap.rulebook import Rule
from argmap.source import Source, Span
from argmap.syntax.nodes import walk
from argmap.syntax.parser import Syntax
from argmap.syntax.words import one_slip_away

_LIKE = re.compile(r"#+\s*argmap\s*:\s*(\w+)\s*\[", re.IGNORECASE)
_IGNORE = re.compile(r"#+\s*argmap\s*:\s*ignore\b\s*(\[([^\]\n]*)\]?)?", re.IGNORECASE)
_WORD = re.compile(r"[^\s,]+")


@define(eq=False, repr=False)
class _Ignore:
    """One comment: its span, the span that it covers, its words, the valid ones, and those that suppressed a
    diagnostic.
    """

    span: Span
    covers: Span
    words: list[tuple[str, Span]]
    valid: set[str] = field(factory=set)
    used: set[str] = field(factory=set)


@define(eq=False, repr=False)
class Ignores:
    """The `ignore` comments of one text."""

    source: Source
    found: list[_Ignore]
    diagnostics: list[Diagnostic] = field(factory=list)

    @classmethod
    def of(cls, syntax: Syntax) -> Ignores | None:
        """Those of a syntax tree; None where there are none."""
        text = syntax.source.text
        misspelt = [
            report(
                "unknown-rule",
                f"`{match[1]}` looks like a slip for `ignore`",
                syntax.source,
                match.span(1),
                "write: `# argmap: ignore[too-long]`",
                fix=replace("write `ignore`", match.span(1), "ignore"),
            )
            for span in syntax.comments
            if (match := _LIKE.match(text, span[0], span[1]))
            and one_slip_away(match[1].lower(), ("ignore",))
            and match[1].lower() != "ignore"
        ]
        comments = [
            (span, match)
            for span in syntax.comments
            if (match := _IGNORE.match(text, span[0], span[1]))
        ]
        if not comments and not misspelt:
            return None
        ends = {line.start: line.end for line, _ in walk(syntax.lines)}
        starts = sorted(ends)
        ignores = cls(syntax.source, [], misspelt)
        for span, match in comments:
            if not starts or span[0] < starts[0]:
                covers = Span(0, len(text) + 1)
            else:
                covers = _covered(text, span[1], starts, ends)
            ignores._add(Span(*span), match, covers)
        return ignores

    def _add(self, span: Span, match: re.Match[str], covers: Span) -> None:
        ignore = _Ignore(span, covers, [])
        if match[2] is None or not match[2].strip(" ,\t"):
            self._report(
                span, "this comment says not which rule", "write: `# argmap: ignore[too-long]`"
            )
        else:
            for word in _WORD.finditer(match[2]):
                at = Span(match.start(2) + word.start(), match.start(2) + word.end())
                wrong = wrong_rule(word[0], ignoring=True)
                if wrong:
                    self._report(at, *wrong)
                else:
                    ignore.valid.add(word[0])
                ignore.words.append((word[0], at))
        self.found.append(ignore)

    def _report(self, span: Span, message: str, help: str) -> None:
        self.diagnostics.append(report("unknown-rule", message, self.source, span, help))

    def apply(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics that no comment suppresses."""
        kept = []
        # Those of the whole file, and the others by where what they cover begins.
        lines: dict[int, list[_Ignore]] = {}
        for ignore in self.found:
            lines.setdefault(ignore.covers.start, []).append(ignore)
        starts = sorted(lines)
        for diagnostic in diagnostics:
            suppressed = False
            if (
                starts
                and diagnostic.source is self.source
                and not cannot_be_ignored(diagnostic.rule)
            ):
                last = bisect_right(starts, diagnostic.span.start) - 1
                near = {starts[0], starts[max(last, 0)]}
                for ignore in (i for start in sorted(near) for i in lines[start]):
                    if ignore.covers.start <= diagnostic.span.start < ignore.covers.end:
                        found = {w for w in ignore.valid if is_named_by((w,), diagnostic.rule)}
                        ignore.used |= found
                        suppressed = suppressed or bool(found)
            if not suppressed:
                kept.append(diagnostic)
        return kept

    def unused(self, ran: Collection[Rule]) -> list[Diagnostic]:
        """Diagnostics for comments, or words in them, that suppressed nothing though the rule ran."""
        return [
            self._unused(ignore, idle)
            for ignore in self.found
            if (
                idle := [
                    (word, span)
                    for word, span in ignore.words
                    if word in ignore.valid - ignore.used
                    and any(is_named_by((word,), rule) for rule in ran)
                ]
            )
        ]

    def _unused(self, ignore: _Ignore, idle: list[tuple[str, Span]]) -> Diagnostic:
        text = self.source.text
        kept = [word for word, span in ignore.words if (word, span) not in idle]
        if kept:
            span = Span(ignore.words[0][1].start, ignore.words[-1][1].end)
            fix = Fix("delete what is unused", (Edit(span, ", ".join(kept)),))
        else:
            start = text.rfind("\n", 0, ignore.span.start) + 1
            end = text.find("\n", ignore.span.end)
            fix = Fix(
                "delete the comment", (Edit(Span(start, len(text) if end < 0 else end + 1), ""),)
            )
        listed = " and ".join(f"`{word}`" for word, _ in idle)
        where = "in this file" if ignore.covers.end > len(text) else "on the line below"
        return report(
            "unused-ignore",
            f"{listed} {'says' if len(idle) == 1 else 'say'} nothing {where}",
            self.source,
            idle[0][1] if len(idle) == 1 else ignore.span,
            "delete it",
            fix=fix,
        )


def _covered(text: str, after: int, starts: list[int], ends: dict[int, int]) -> Span:
    """The span that a comment which ends at `after` covers: the next line, with its continuation lines."""
    at = after
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip()
        if line and not line.startswith("#"):
            index = bisect_left(starts, at)
            if index < len(starts) and starts[index] < end:
                return Span(at, max(end, ends[starts[index]]) + 1)
            return Span(at, end + 1)
        at = end + 1
    return Span(after, after)
