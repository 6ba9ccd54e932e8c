"""What each character of a text is, as argmap's own syntax tree has it: what editors must show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from random import Random

from argmap.source import Source
from argmap.syntax.nodes import (
    Attribute,
    Broken,
    Clause,
    Header,
    Import,
    Line,
    Quotation,
    Regardless,
    Section,
    Text,
    Token,
    Undercut,
    walk,
)
from argmap.syntax.parser import parse
from argmap.wording import IGNORABLE
from tests.conftest import CORPUS, EXAMPLES

FAULTY = ("mixed/", "tests/corpus/errors/", "tests/corpus/interchange/")
"""How the names of texts begin that may have faults."""

# Of the two versions that a merge left, argmap reads one, and editors show both.
_BOTH = "two-versions-left.arg"
FILES = sorted(p for p in (*CORPUS.rglob("*.arg"), *EXAMPLES.glob("*.arg")) if p.name != _BOTH)

WORDS = """\
claim a1: Ein Satz mit 𝒜 und 😀: noch ein Doppelpunkt. # and no comment
  | goes on

  # between
  | and on: again
  because größe-α_1
  and unstated premise b: | and > and #
  and c:
  by
    strength: 0.5
  regardless of premise b
  > words "of" the source
  | go on
# a comment with 😀
  because unstated: x
  so-called: an attribute
  premises: an attribute whose name begins like a kind
against a1 because lib.b
challenges a1 because lib.b
use-of: x
suppose: wäre es so
  speaker: Ö
  so opened: ein Schluss
  and suppose b-2: noch etwas
  so: also
  explained by: etwas
    explained  by open unstated c:
  supposes: an attribute
  opening
open unstated premise b: x
open claim: y
question q: was? # no comment
  answer open claim größe: z
  answer q
  including question: w
    provided a1
however suppose x: y
"""
"""A text that has what maps seldom have."""

_MIXED = (
    *("claim", "because", "and", "so", "unstated", "premise", "by", "against", "regardless", "of"),
    *(
        "suppose",
        "open",
        "question",
        "explained",
        "challenges",
        "however",
        "answer",
        "explained by",
    ),
    *("map", "section", "use", "as", "a", "b-1", "ü", "né.x", " x.y", "note", "premises", " ", " "),
    *(" ", "  ", ":", ": ", ": text ", "1", "|", ">", "#", "：", "😀"),
    *("\n", "\n", "\n", "\n  ", "\n    ", "\n\n", "\n  | more"),
    *("\n# c", "\n  # c", "\n> q", "\n  > q"),
)


def readable(path: Path) -> str | None:
    """The text of a file as argmap reads it; None where it is not UTF-8."""
    try:
        return Source.of(path.read_bytes().decode("utf-8")).text
    except UnicodeDecodeError:
        return None


def texts() -> dict[str, str]:
    """All texts to compare by: the corpus, and words and signs in any order."""
    random = Random(1)
    mixed = {
        f"mixed/{n}": "".join(random.choices(_MIXED, k=random.randint(1, 30))) for n in range(500)
    }
    found = {p.relative_to(CORPUS.parents[1]).as_posix(): readable(p) for p in FILES}
    return {
        "WORDS": WORDS,
        **mixed,
        **{name: text for name, text in found.items() if text is not None},
    }


def painted(text: str) -> list[str | None]:
    """The role of each character; "" for blanks, None for what the tree does not hold as it is written,
    such as a line with errors.
    """
    source = Source(text, "<text>")
    syntax = parse(source)
    roles: list[str | None] = ["" if c.isspace() else None for c in text]
    for line, _ in walk(syntax.lines):
        if isinstance(line, Broken) or line.start in syntax.mended or _hides(line, text):
            continue
        for start, end, role in _pieces(line, text):
            _paint(roles, text, start, end, role)
    for start, end in syntax.comments:
        _paint(roles, text, start, end, "comment")
    for diagnostic in syntax.diagnostics:
        if diagnostic.name == "nothing-to-continue":
            _paint(roles, text, *diagnostic.span, "dangling")
    return roles


def _hides(line: Line, text: str) -> bool:
    """Whether a line has something that can't be seen in a keyword or beside one."""
    if not isinstance(line, Clause):
        return False
    begin = text.rfind("\n", 0, line.start) + 1
    return bool(re.search(f"[{IGNORABLE}\u00a0]", text[begin : line.end].partition(":")[0]))


def _paint(roles: list[str | None], text: str, start: int, end: int, role: str) -> None:
    for at in range(start, end):
        if not text[at].isspace():
            roles[at] = role


def differing(
    text: str, shown: Sequence[object], named: dict[str, object] | None = None
) -> list[str]:
    """Where what is shown of a text is not what the tree has; `named` says how roles are shown."""
    source = Source(text)
    wrong = [
        (at, want, got)
        for at, (want, got) in enumerate(zip(painted(text), shown, strict=True))
        if want and got != (named[want] if named else want)
    ]
    told = []
    for (_, want, got), run in groupby(enumerate(wrong), lambda e: (e[1][0] - e[0], *e[1][1:])):
        places = [at for _, (at, _, _) in run]
        where = source.position(places[0])
        words = text[places[0] : places[-1] + 1]
        told.append(
            f"{where.line}:{where.column}: {words!r} is {want}, shown as {got or 'nothing'}"
        )
    return told


def _pieces(line: Line, text: str) -> Iterator[tuple[int, int, str]]:
    if isinstance(line, Quotation):
        yield line.start, line.start + 1, "quote"
        yield from _prose(line.text, text, "quotation")
    elif isinstance(line, Attribute):
        yield *line.name.span, "attribute"
        yield from _after(line.name.end, line.value, text, "value")
    elif isinstance(line, Header):
        yield line.start, line.start + 3, "head"
        yield from _after(line.start + 3, line.title, text, "title")
    elif isinstance(line, Section):
        end = line.start + 7
        yield line.start, end, "head"
        if line.label:
            yield *line.label.span, "label"
            end = line.label.end
        yield from _after(end, line.title, text, "title")
    elif isinstance(line, Import):
        yield line.start, line.start + 3, "use"
        yield *line.path.span, "path"
        if line.name:
            yield line.path.end, line.name.start, "use"
            yield *line.name.span, "name"
    elif isinstance(line, Undercut):
        yield *line.against.span, "connective"
        yield *line.target.span, "reference"
        yield line.target.end, line.premise.start, "connective"
        yield *line.premise.span, "reference"
    elif isinstance(line, Regardless):
        yield line.start, (line.kind or line.label).start, "connective"
        yield from _words((line.kind, "kind"), (line.label, "reference"))
    else:
        assert isinstance(line, Clause)
        words = (
            (line.connective, "connective"),
            (line.open, "unstated"),
            (line.unstated, "unstated"),
            (line.kind, "kind"),
            (line.label, "label" if line.text else "reference"),
        )
        yield from _words(*words)
        if line.text:
            end = max(word.end for word, _ in words if word)
            yield from _after(end, line.text, text, "text")


def _words(*words: tuple[Token | None, str]) -> Iterator[tuple[int, int, str]]:
    for word, role in words:
        if word:
            yield *word.span, role


def _after(end: int, prose: Text, text: str, role: str) -> Iterator[tuple[int, int, str]]:
    colon = end + len(re.match(r"\s*", text[end:])[0])
    yield colon, colon + 1, "colon"
    yield from _prose(prose, text, role)


def _prose(prose: Text, text: str, role: str) -> Iterator[tuple[int, int, str]]:
    """A text by its lines; those after the first begin with a bar, or are comments."""
    at = prose.start
    for number, line in enumerate(text[prose.start : prose.end].split("\n")):
        bar = re.match(r"\s*\|", line) if number or text[prose.start - 1] == "\n" else None
        start = at
        if bar:
            start = at + bar.end()
            yield start - 1, start, "bar"
        yield start, at + len(line), role
        at += len(line) + 1
