"""Hover: a statement with its reasons and its status, or a scheme, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.compilation import Compilation
from argmap.live.label_references import occurrence_at
from argmap.model import Argument, Map, Statement
from argmap.schemes.library import schemes
from argmap.source import Span
from argmap.syntax.nodes import Clause, Line, walk

_MANY = 2_000
"""The status is computed for maps of at most so many statements, so that hover stays quick."""


def hover(compilation: Compilation, offset: int) -> tuple[str, Span] | None:
    """Markdown about the label, scheme or statement at an offset, and its span."""
    found = occurrence_at(compilation, offset)
    if found is not None and found.name in compilation.map:
        return _statement(compilation, compilation.map[found.name]), found.span
    if found is not None and found.what == "rule":
        scheme = schemes(compilation.settings.schemes)[0].get(found.name)
        if scheme is not None:
            return f"**{scheme.title}**\n\n{scheme.summary}", found.span
    line = _line_at(compilation, offset)
    if isinstance(line, Clause) and line.text:
        for statement in compilation.map.statements:
            if statement.span is not None and statement.span.start == line.start:
                return _statement(compilation, statement), Span(*line.span)
    return None


def _line_at(compilation: Compilation, offset: int) -> Line | None:
    return next(
        (line for line, _ in walk(compilation.syntax.lines) if line.start <= offset <= line.end),
        None,
    )


def _statement(compilation: Compilation, statement: Statement) -> str:
    map = compilation.map
    marks = ["open"] * statement.open + ["unstated"] * statement.unstated
    head = f"**{' '.join([*marks, statement.kind])}** `{statement.id}`"
    status = _status(compilation, statement)
    if status:
        head += f" · {status}"
    parts = [head, _escaped(statement.text)]
    if isinstance(short := statement.attributes.get("short"), str):
        parts.append(f"in short: {_escaped(short)}")
    if said := map.speakers_of(statement):
        also = ", and the author" if statement.attributes.get("endorsed") == "yes" else ""
        parts.append(f"says {_escaped('; '.join(said))}{also}")
    if statement.within is not None:
        parts.append(f"Only where this is supposed: {_named(map, statement.within)}")
    parts += [f"> {_escaped(q.text)}" for q in statement.quotations]
    for title, arguments in (
        ("Reasons", map.supporters(statement)),
        ("Objections", map.attackers(statement)),
    ):
        if arguments:
            parts.append("\n".join([f"{title}:", "", *_listed(map, arguments)]))
    for title, others in _related(map, statement):
        if others:
            parts.append("\n".join([f"{title}:", "", *(f"- {_named(map, o)}" for o in others)]))
    uses = len(map.uses(statement))
    if uses:
        parts.append(f"Used in {uses} argument{'s' * (uses > 1)}.")
    return "\n\n".join(parts)


def _related(map: Map, statement: Statement) -> Iterator[tuple[str, list[str]]]:
    """What else a map says of a statement: a heading, and the statements under it."""
    key = statement.id
    yield "Answers", [*map.answers_to.get(key, ())]
    yield "Answers the question", [a.question for a in map.answers if a.answer == key]
    yield "What follows", [map.outcomes[key]] if key in map.outcomes else []
    yield "Held only provided", [c.provided for c in map.conditions if c.statement == key]
    yield "Explained by", [w for e in map.explanations if e.explained == key for w in e.explaining]
    yield "Explains", [e.explained for e in map.explanations if key in e.explaining]
    yield "In other words", [other for other in map.restated(key) if other != key]


def _named(map: Map, key: str) -> str:
    return f"{_escaped(map[key].text)} (`{key}`)"


def _status(compilation: Compilation, statement: Statement) -> str:
    """Whether the statement stands, where the text has no errors to make that doubtful."""
    if compilation.has_errors or len(compilation.map.statements) > _MANY:
        return ""
    from argmap.evaluate.semantics import evaluate

    return str(evaluate(compilation.map)[statement.id])


def _listed(map: Map, arguments: tuple[Argument, ...]) -> Iterator[str]:
    for argument in arguments:
        texts = " *and* ".join(_escaped(map[premise].text) for premise in argument.premises)
        by = argument.scheme or (f"`{argument.warrant}`" if argument.warrant else "")
        conceded = "(granted) " if argument.conceded else ""
        yield f"- {conceded}{texts}" + (f" — by {by}" if by else "")


def _escaped(text: str) -> str:
    """A text that Markdown takes as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-!|~" else c for c in text)
