"""Diagnostics and their fixes, and the exception that holds diagnostics.

The rules, with their codes, names and severities, are in argmap/rulebook.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import frozen

from argmap.excerpt import Paint, excerpt, plain
from argmap.rulebook import RULES as RULES
from argmap.rulebook import Rule as Rule
from argmap.rulebook import Severity as Severity
from argmap.source import Source, Span
from argmap.wording import printable


class Related(NamedTuple):
    """A secondary location of a diagnostic, with a message for it."""

    message: str
    source: Source
    span: Span


class Edit(NamedTuple):
    """A span of the source, and the text that replaces it."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A safe fix: its title, and its edits."""

    title: str
    edits: tuple[Edit, ...]


@frozen(repr=False)
class Diagnostic:
    """A problem at one location of a source.

    `message` is one line; `help` are suggestions, the last of which may be a line to copy; `related` are
    secondary locations. A `fix` is certain; a `guess` is what may have been meant, for the writer to decide.
    """

    rule: Rule
    message: str
    source: Source
    span: Span
    help: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    guess: Fix | None = None

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
        """The severity of the rule."""
        return self.rule.severity

    @property
    def line(self) -> int:
        """The line where it begins, from 1."""
        return self.source.position(self.span.start).line

    @property
    def column(self) -> int:
        """The column where it begins, from 1, in code points."""
        return self.source.position(self.span.start).column

    @property
    def end_line(self) -> int:
        """The line where it ends, from 1."""
        return self.source.position(self.span.end).line

    @property
    def end_column(self) -> int:
        """The column behind its last character, from 1, in code points."""
        return self.source.position(self.span.end).column

    def __repr__(self) -> str:
        return f"<{self}>"

    def __str__(self) -> str:
        return (
            f"{printable(self.source.name)}:{self.line}:{self.column}: "
            f"{self.severity} {self.code} {self.name}: {printable(self.message)}"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """What notebooks show: the report with its excerpt."""
        return {"text/plain": f"{self.to_text()}\n"}

    def to_text(self, paint: Paint = plain) -> str:
        """The diagnostic for people: its message, the place underlined in its line, other places, help."""
        head = paint(f"{self.severity} {self.code}", self.severity)
        lines = [f"{head} {self.name}: {paint(printable(self.message), 'message')}"]
        lines += excerpt(self.source, self.span, "-->", "^", self.severity, paint)
        for related in self.related:
            lines.append(f"  = {printable(related.message)}:")
            lines += excerpt(related.source, related.span, ":::", "-", "place", paint)
        lines += [f"  = {paint('help', 'help')}: {printable(help)}" for help in self.help]
        return "\n".join(lines) + "\n"

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


class Diagnostics(tuple[Diagnostic, ...]):
    """Diagnostics, in the order of the file: a tuple that shows itself as a report."""

    __slots__ = ()

    def __repr__(self) -> str:
        if not self:
            return "<Diagnostics: none>"
        counts = Counter(str(d.severity) for d in self)
        told = ", ".join(f"{n} {word}{'s' * (n > 1)}" for word, n in counts.items())
        return f"<Diagnostics: {told}>"

    def to_text(self) -> str:
        """The report for people, with excerpts of the text."""
        return "\n".join(d.to_text() for d in self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """What notebooks show: the report, or that there is nothing to say."""
        from argmap.notebook import paragraphs, preformatted

        if not self:
            return {"text/plain": repr(self), "text/html": paragraphs(["nothing to say"])}
        return {"text/plain": self.to_text(), "text/html": preformatted(self.to_text())}


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
    meant: tuple[str, str | None] = ("", None),
) -> Diagnostic:
    """A diagnostic of the rule with this name, its span clipped to the text, long messages shortened.

    `meant` is a word that stands in the span, and the one that its writer may have meant, if there is one.
    """
    size = len(source.text)
    start = max(0, min(span[0], size))
    inside = Span(start, max(start, min(span[1], size)))
    helps = tuple(map(_short, (*did_you_mean(meant[1]), *help)))
    guess = _guess(source, inside, *meant)
    return Diagnostic(
        RULES[name], _short(message), source, inside, helps, tuple(related), fix, guess
    )


def did_you_mean(word: str | None) -> tuple[str, ...]:
    """The help that suggests a word, where there is one."""
    return (f"did you mean `{word}`?",) if word else ()


def _guess(source: Source, span: Span, written: str, meant: str | None) -> Fix | None:
    """The replacement of a word in a span by another, where it is plain which is meant."""
    text = source.text[span.start : span.end]
    if not meant or text.count(written) != 1:
        return None
    at = span.start + text.index(written)
    return replace(f"write `{meant}`", (at, at + len(written)), meant)


def _short(text: str) -> str:
    """A message of at most 400 characters, which long labels would exceed."""
    return text if len(text) <= 400 else f"{text[:200]} … {text[-100:]}"


def replace(title: str, span: tuple[int, int], text: str) -> Fix:
    """The fix that puts a text in the place of a span."""
    return Fix(title, (Edit(Span(*span), text),))


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most similar to this one, or None where none is similar enough.

    Similarity is `difflib`'s ratio, from 0 to 1, ignoring case, and at least `cutoff`. Of more than 500 known
    words, only those are compared that have the same first two letters and about the same length.
    """
    from difflib import get_close_matches

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


def refuse_unknown(given: Mapping[str, Any], known: Sequence[str], what: str) -> None:
    """Raises `TypeError`, as Python does, for an option that is none, with the one that may have been meant."""
    for name in given:
        if name not in known:
            guess = nearest(name, known)
            hint = f"did you mean `{guess}`?" if guess else f"there are {', '.join(known)}"
            raise TypeError(f"there is no {what} `{name}=`; {hint}")


class ArgmapError(Exception):
    """Raised where a text has errors, or a map can't be built from what was given.

    `diagnostics` holds all that was found, warnings included; it is empty where no text was read.
    """

    def __init__(self, message: str = "", diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__(message or "\n".join(str(d) for d in self.diagnostics))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of a traceback: the report, for those who wrote the text."""
        report = "\n".join(diagnostic.to_text() for diagnostic in self.diagnostics).rstrip()
        return report.split("\n") if report else [f"ArgmapError: {self}"]
