"""How much of its sources a map quotes, and which of its statements quote."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

from argmap.files import Project
from argmap.model import Map, Quotation, Statement
from argmap.quotations.library import Library, Problem, TextFile, joined
from argmap.source import Source, Span
from argmap.wording import clip

if TYPE_CHECKING:
    from argmap.quotations.find import Passage


@frozen
class Looked:
    """A quotation and its places; `file` is None where its source is no text file."""

    quotation: Quotation
    file: TextFile | None
    places: tuple[Passage, ...]

    @property
    def passage(self) -> Passage | None:
        """The place that counts, the first."""
        return self.places[0] if self.places else None


@frozen
class Entry:
    """A statement with its number in the map and its quotations."""

    number: int
    statement: Statement
    quotations: tuple[Looked, ...]
    source: str = ""


@frozen
class Share:
    """How many words a text has, and how many of them are quoted.

    A word that several quotations hold counts once. What an editor's change stands for counts as
    quoted; what is left out does not.
    """

    file: TextFile
    words: int
    quoted: int
    found: tuple[tuple[Entry, Looked], ...]
    missing: tuple[tuple[Entry, Looked], ...]

    @property
    def share(self) -> float:
        """The part of the words that is quoted, from 0 to 1."""
        return self.quoted / self.words if self.words else 0.0


@frozen(slots=False)
class Coverage:
    """What a map quotes."""

    title: str
    language: str
    entries: tuple[Entry, ...]
    files: tuple[Share, ...]

    @cached_property
    def quoting(self) -> tuple[Entry, ...]:
        """The statements with a quotation."""
        return tuple(entry for entry in self.entries if entry.quotations)

    @cached_property
    def silent(self) -> tuple[Entry, ...]:
        """The statements without a quotation that might have one: not the unstated ones, exceptions that
        are only possible, and background.
        """
        return tuple(e for e in self.entries if not (e.quotations or _needs_none(e.statement)))

    @cached_property
    def unstated(self) -> tuple[Entry, ...]:
        """The statements without a quotation that the source leaves unsaid."""
        return tuple(e for e in self.entries if not e.quotations and e.statement.unstated)


def _needs_none(statement: Statement) -> bool:
    background = statement.attributes.get("type") == "background"
    return statement.unstated or statement.open or background


def coverage(map: Map, source: Source, project: Project) -> Coverage:
    """What a map quotes of the text files that it names; imported statements are left out."""
    library = Library(map, source, project)
    entries = []
    by_file: dict[TextFile, list[tuple[Entry, Looked]]] = {file: [] for file in library.files}
    for number, statement in enumerate(library.statements, 1):
        file = library.file_of(statement)
        looked = tuple(Looked(q, file, file.find(q) if file else ()) for q in statement.quotations)
        origin = library.origin(statement)
        entry = Entry(number, statement, looked, origin.value if origin else "")
        entries.append(entry)
        if file is not None:
            by_file[file].extend((entry, one) for one in looked)
    language = map.attributes.get("language", "")
    return Coverage(
        map.title or source.name,
        language if isinstance(language, str) else "",
        tuple(entries),
        tuple(_share(file, looked) for file, looked in by_file.items()),
    )


def _share(file: TextFile, looked: list[tuple[Entry, Looked]]) -> Share:
    found = tuple(pair for pair in looked if pair[1].places)
    missing = tuple(pair for pair in looked if not pair[1].places)
    if file.problem:
        return Share(file, 0, 0, found, missing)
    words = file.text.words
    spans = joined([piece for _, one in found for piece in one.places[0].pieces])
    quoted = at = 0
    for span in spans:
        while at < len(words) and words[at].end <= span.start:
            at += 1
        while at < len(words) and words[at].start < span.end:
            quoted += 1
            at += 1
    return Share(file, len(words), quoted, found, missing)


def percent(share: float) -> str:
    """A share as a whole percentage; 0 % and 100 % only where it is just that."""
    if 0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


def counted(number: int, word: str) -> str:
    """A number with its noun."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


PROBLEMS = {
    Problem.MISSING: "there is no such file",
    Problem.FOLDER: "it is a folder",
    Problem.OUTSIDE: "it lies outside the project's folder",
    Problem.ENCODING: "it is not UTF-8 text",
    Problem.UNREADABLE: "it can't be read",
}
"""Why a file is not looked into."""


def to_text(coverage: Coverage) -> str:
    """The coverage for a terminal."""
    lines = []
    for share in coverage.files:
        if share.file.problem:
            lines.append(f"{share.file.name}: {PROBLEMS[share.file.problem]}")
        else:
            lines.append(
                f"{share.file.name}: {percent(share.share)} quoted, "
                f"{share.quoted:,} of {counted(share.words, 'word')}"
            )
        lines.append(
            f"  {counted(len(share.found), 'quotation')} found, {len(share.missing):,} not found"
        )
        if not share.file.problem:
            lines += [f"  not found: “{clip(one.quotation.text)}”" for _, one in share.missing]
    if not coverage.files:
        lines.append("no statement has a text file for its source")
    lines.append(
        f"{counted(len(coverage.entries), 'statement')}: {len(coverage.quoting):,} with a quotation, "
        f"{len(coverage.silent):,} without, {len(coverage.unstated):,} unstated"
    )
    lines += [f"  without: {_name(entry)}" for entry in coverage.silent]
    return "\n".join(lines) + "\n"


def _name(entry: Entry) -> str:
    statement = entry.statement
    return f"{statement.label}: {clip(statement.text)}" if statement.label else clip(statement.text)


def to_dict(coverage: Coverage) -> dict[str, Any]:
    """The coverage as plain data, for JSON."""
    return {
        "title": coverage.title,
        "files": [
            {
                "file": share.file.name,
                **({"problem": PROBLEMS[share.file.problem]} if share.file.problem else {}),
                "words": share.words,
                "quoted": share.quoted,
                "share": round(share.share, 4),
                "found": [
                    {
                        "statement": entry.statement.id,
                        "quotation": one.quotation.text,
                        "places": [_place(share.file, place) for place in one.places],
                    }
                    for entry, one in share.found
                ],
                "not_found": [
                    {"statement": entry.statement.id, "quotation": one.quotation.text}
                    for entry, one in share.missing
                ],
            }
            for share in coverage.files
        ],
        "statements": len(coverage.entries),
        "with_quotation": [entry.statement.id for entry in coverage.quoting],
        "without_quotation": [entry.statement.id for entry in coverage.silent],
        "unstated": [entry.statement.id for entry in coverage.unstated],
    }


def _place(file: TextFile, passage: Passage) -> list[dict[str, int]]:
    return [_piece(file.source, piece) for piece in passage.pieces]


def _piece(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
