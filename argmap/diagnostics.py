"""What argmap has to say about a text: diagnostics, their rules, and how to mend what they name.

Every rule stands in `RULES` with its code, its name and its severity; docs/rules.md is made from
that table. A code or a name that was once published is never used again for something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from attrs import frozen

from argmap.source import Source, Span


class Severity(StrEnum):
    """How much a diagnostic weighs.

    `error`: the file doesn't say what its writer means. `warning`: it does, and a reviewer would
    object. `hint`: a guess, which never changes the exit status.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@frozen
class Rule:
    """What can be said: a code and a name for it, its weight, and one sentence of explanation."""

    code: str
    name: str
    severity: Severity
    summary: str


def _rules(severity: Severity, *rows: tuple[str, str, str]) -> dict[str, Rule]:
    return {name: Rule(code, name, severity, summary) for code, name, summary in rows}


RULES: dict[str, Rule] = {
    **_rules(
        Severity.ERROR,
        ("AM001", "invalid-encoding", "The file is not UTF-8 text."),
        ("AM002", "control-character", "A character that no text holds, such as NUL."),
        ("AM003", "tab-indentation", "A line is indented with something other than spaces."),
        ("AM004", "unaligned-dedent", "A line goes back to a column where no line above begins."),
        ("AM005", "full-width-colon", "A full-width colon stands where `:` should."),
        ("AM006", "misspelt-keyword", "A word is one slip away from a keyword."),
        ("AM007", "missing-colon", "A clause with words of its own lacks the colon before them."),
        ("AM008", "missing-label", "A line needs a label, or a colon and a text, and has neither."),
        ("AM009", "keyword-as-label", "A keyword stands where a label should."),
        ("AM010", "invalid-label", "A label holds a character that labels can't hold."),
        ("AM011", "unreadable-line", "A line has none of the forms of the language."),
        ("AM012", "missing-text", "Nothing follows the colon."),
        ("AM013", "nothing-to-continue", "A `|` line has no text above it to go on with."),
        ("AM014", "stray-words", "Words follow where the line should have ended."),
        ("AM015", "invalid-json", "A JSON file is not the JSON form of a map."),
        ("AM101", "undefined-label", "A label is used that nothing declares."),
        ("AM102", "duplicate-label", "One label is declared twice."),
        ("AM103", "misplaced-connective", "A connective stands where it can't look to anything."),
        ("AM104", "nothing-to-join", "A connective has no statement or argument to join."),
        ("AM105", "no-such-argument", "`against … because …` names an argument that isn't there."),
        ("AM106", "ambiguous-argument", "`against … because …` fits more than one argument."),
        ("AM107", "missing-connective", "A clause under a clause doesn't say what it does there."),
        ("AM108", "missing-kind", "A clause at the top doesn't say what kind it is."),
        ("AM109", "duplicate-attribute", "One thing has the same attribute twice."),
        ("AM110", "invalid-value", "An attribute's value is not of its form."),
        ("AM111", "misplaced-attribute", "An attribute stands where nothing can own it."),
        ("AM112", "kind-mismatch", "A reference names another kind than the declaration."),
        ("AM113", "second-rule", "An argument has two schemes or two warrants."),
        (
            "AM114",
            "undercut-of-strict",
            "An undercut attacks a deduction, which has no exceptions.",
        ),
        ("AM115", "misplaced-header", "`map:` stands below a clause, or inside something."),
        ("AM116", "duplicate-header", "A file has two `map:` lines."),
        ("AM117", "misplaced-section", "A section stands inside something other than a section."),
        ("AM118", "misplaced-import", "`use` stands below a clause, or inside something."),
        ("AM119", "misplaced-quotation", "A quotation stands where no statement owns it."),
        ("AM120", "misplaced-line", "Lines are nested under one that can hold nothing."),
        ("AM121", "one-statement-only", "`contradicts` or `outweighs` follows several statements."),
        ("AM122", "unknown-premise", "`roles` names something that is no premise of the argument."),
        ("AM123", "circular-kind", "A statement's kind depends on itself."),
        ("AM131", "import-not-found", "An imported file isn't there or can't be read."),
        ("AM132", "import-outside-folder", "An import leads out of the project."),
        ("AM133", "import-cycle", "Files import each other in a circle."),
        ("AM134", "import-name", "The name of an import is taken, or is no label."),
        ("AM135", "import-with-errors", "An imported file has errors of its own."),
        ("AM136", "source-outside-folder", "A source file lies outside the project."),
    ),
    **_rules(
        Severity.WARNING,
        ("AM016", "empty-map", "A file holds no statement."),
        ("AM151", "unknown-attribute", "An attribute that argmap doesn't know in this place."),
        ("AM152", "empty-section", "A section has nothing in it."),
        ("AM153", "missing-glyph", "The fonts that argmap brings lack a character."),
        ("AM154", "renumbered", "A JSON file has identifiers that no text would give."),
    ),
}
"""Every rule by its name."""


@frozen
class Related:
    """A second place that a diagnostic speaks of, and what stands there."""

    message: str
    source: Source
    span: Span


@frozen
class Edit:
    """A stretch of the source and the text that should stand in its place."""

    span: Span
    text: str


@frozen
class Fix:
    """A mend that is certain: what it does, and the edits that do it."""

    title: str
    edits: tuple[Edit, ...]


@frozen
class Diagnostic:
    """One thing said about one place of a source.

    `message` stands alone in one line; `help` says how to mend it, ending, where there is one, in a
    line to copy; `related` names the other places it speaks of.
    """

    rule: Rule
    message: str
    source: Source
    span: Span
    help: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @property
    def code(self) -> str:
        """The code of the rule, as AM101."""
        return self.rule.code

    @property
    def name(self) -> str:
        """The name of the rule, as `undefined-label`."""
        return self.rule.name

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.rule.severity

    @property
    def line(self) -> int:
        """The line where it begins, from 1."""
        return self.source.position(self.span.start).line

    @property
    def column(self) -> int:
        """The column where it begins, from 1, in code points."""
        return self.source.position(self.span.start).column

    def __str__(self) -> str:
        return (
            f"{self.source.name}:{self.line}:{self.column}: "
            f"{self.severity} {self.code} {self.name}: {self.message}"
        )

    def to_dict(self) -> dict[str, Any]:
        """The diagnostic as the plain data of `argmap check --format json`."""
        entry: dict[str, Any] = {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "message": self.message,
            "file": self.source.name,
            **_place(self.source, self.span),
            "help": list(self.help),
            "related": [
                {"message": r.message, "file": r.source.name, **_place(r.source, r.span)}
                for r in self.related
            ],
        }
        if self.fix:
            edits = [{**_place(self.source, e.span), "text": e.text} for e in self.fix.edits]
            entry["fix"] = {"title": self.fix.title, "edits": edits}
        return entry


def _place(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def report(
    name: str,
    message: str,
    source: Source,
    span: tuple[int, int],
    *help: str,
    related: Iterable[Related] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    """A diagnostic of the rule with this name, its span drawn into the text."""
    size = len(source.text)
    start = max(0, min(span[0], size))
    inside = Span(start, max(start, min(span[1], size)))
    helps = tuple(map(_short, help))
    return Diagnostic(RULES[name], _short(message), source, inside, helps, tuple(related), fix)


def _short(text: str) -> str:
    """A message that fits a screen, whatever a user has made a label of."""
    return text if len(text) <= 400 else f"{text[:200]} … {text[-100:]}"


def replace(title: str, span: tuple[int, int], text: str) -> Fix:
    """The fix that puts a text in the place of a span."""
    return Fix(title, (Edit(Span(*span), text),))


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word most like this one, or None when none is near.

    Likeness is `difflib`'s ratio, letter case apart. Among very many words those are compared that
    begin alike or are of about the same length.
    """
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    wanted = word.casefold()
    if len(wanted) > 60:
        return None
    pool: Iterable[str] = folded
    if len(folded) > 500:
        pool = [w for w in folded if w[:2] == wanted[:2] and abs(len(w) - len(wanted)) <= 3][:500]
    found = get_close_matches(wanted, pool, 1, cutoff)
    return folded[found[0]] if found else None


class ArgmapError(Exception):
    """Raised where a text has errors, or a map can't be built from what was given.

    `diagnostics` holds all that was found, warnings included; it is empty where no text was read.
    """

    def __init__(self, message: str = "", diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__(message or "\n".join(str(d) for d in self.diagnostics))
