"""Readings of one text side by side, as one page: the text with each reader's marks, their maps as lists, and what is the same
lit together. Of two readings pairs can be confirmed and changed, and saved as the table that `compare` reads.

A reader is known by a letter, a mark by the letter and the number of its statement as well as by its line, so that nothing is
in colours alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

from attrs import frozen

from argmap.compare.alignment import Alignment
from argmap.compare.groups import Groups, grouped, groups
from argmap.compare.table import COLUMNS
from argmap.draw.options import Options
from argmap.draw.view import view
from argmap.model import Map
from argmap.quotations.library import Passages
from argmap.source import Span
from argmap.writers.nested_list import (
    Heading,
    Item,
    Number,
    Piece,
    StatementText,
    nested_list,
)
from argmap.writers.static_page import json_in_page, markup, page, paragraphs

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST = len(LETTERS)
"""How many readers fit on a page."""


@frozen
class Reading:
    """A reader's map, whose it is, and where it finds what it quotes."""

    name: str
    map: Map
    passages: Passages

    @property
    def numbers(self) -> dict[str, int]:
        """The places of the statements in the order of the map, from 1."""
        return {s.id: n for n, s in enumerate(self.map.statements, 1)}


def to_html(readings: Sequence[Reading], alignment: Alignment | None = None) -> str:
    """The page of two readings or more, at most `MOST`; `alignment` is that of two. The same readings give the same page."""
    maps = [r.map for r in readings]
    if alignment is None:
        found = groups(maps, [r.passages for r in readings])
    else:
        found = grouped(maps[0], maps[1], alignment)
    names = [r.name for r in readings]
    texts = {path: text for r in readings for path, text in r.passages.texts.items()}
    quoted = [path for path in texts if any(_quotes(r, path) for r in readings)]
    classes = ["two"] * (alignment is not None) + ["bare"] * (not quoted)
    columns = len(readings) + bool(quoted)
    sections = [list(_map(r, n)) for n, r in enumerate(readings)]
    source = [list(_source(readings, quoted, texts))] if quoted else []
    # Of two readings the text stands between.
    order = [sections[0], *source, *sections[1:]] if alignment else [*source, *sections]
    body = [
        "<header>",
        f"<h1>{' · '.join(markup(name) for name in names)}</h1>",
        f"<p>{_legend(readings, alignment is not None)}</p>",
        "</header>",
        *(_doubts(readings, alignment) if alignment is not None else []),
        f'<main class="{" ".join(classes)}" style="--columns:{columns}">',
        *(line for lines in order for line in lines),
        '<svg id="lines" aria-hidden="true"></svg>',
        "</main>",
        *(_BAR if alignment is not None else []),
        f'<script type="application/json" id="data">{_data(readings, alignment, found)}</script>',
    ]
    language = str(maps[0].attributes.get("language", "en"))
    script = _part("pair.js")
    return page(" · ".join(names), _part("pair.css"), body, language, script)


_BAR = (
    '<div class="bar scripted"><p><span id="count"></span>. <span id="said" role="status"></span></p>',
    '<button id="part" disabled>In no other</button> <button id="save">Save the alignment</button></div>',
)


def _part(name: str) -> str:
    return files("argmap.writers").joinpath(name).read_text(encoding="utf-8")


def _legend(readings: Sequence[Reading], two: bool) -> str:
    said = ", ".join(
        f"{LETTERS[n]} is <bdi>{markup(r.name)}</bdi> ({len(r.map.statements)} statements)"
        for n, r in enumerate(readings)
    )
    dashed = "Dashed boxes are in no other map."
    return f"{said}. {dashed}" + (" A double edge marks a pair in doubt." if two else "")


def _quotes(reading: Reading, path: str) -> bool:
    return any(file == path for found in reading.passages.places.values() for file, _ in found)


# What can be looked over


def _doubts(readings: Sequence[Reading], alignment: Alignment) -> Iterator[str]:
    """The pairs that one should look at, with the reason."""
    doubtful = alignment.uncertain
    if not doubtful:
        return
    one, other = readings
    yield f'<details class="doubts"><summary>{len(doubtful)} pairs to look at</summary><ol>'
    for pair in doubtful:
        a, b = one.numbers[pair.one], other.numbers[pair.other]
        texts = one.map[pair.one].text, other.map[pair.other].text
        yield (
            f'<li data-pair="{a - 1} {b - 1}"><p dir="auto"><a href="#r1s{a}">A{a}</a> {markup(texts[0])}</p>'
            f'<p dir="auto"><a href="#r2s{b}">B{b}</a> {markup(texts[1])}</p>'
            f"<p><bdi>{markup(_named(pair.doubt, readings))}</bdi>, {markup(pair.why)} "
            '<span class="scripted"><button>The same</button> <button>Not the same</button></span> '
            '<b class="state"></b></p></li>'
        )
    yield "</ol></details>"


def _named(doubt: str, readings: Sequence[Reading]) -> str:
    """A doubt, with the identifiers in it that are those of statements as they are shown."""
    words = doubt.split(" ")
    for n, reading in enumerate(readings):
        words = [
            f"{LETTERS[n]}{reading.numbers[w]}" if w in reading.numbers and len(words) > 3 else w
            for w in words
        ]
    return " ".join(words)


# The maps


def _map(reading: Reading, reader: int) -> Iterator[str]:
    letter = LETTERS[reader]
    yield f'<section class="map" aria-labelledby="h{reader + 1}">'
    yield f'<h2 id="h{reader + 1}">{letter} <bdi>{markup(reading.name)}</bdi></h2>'
    numbers = reading.numbers
    depth = -1
    for entry in nested_list(view(reading.map, Options())):
        if isinstance(entry, Heading):
            yield "</li></ul>" * (depth + 1)
            depth = -1
            yield f"<h3><bdi>{markup(entry.section.title)}</bdi></h3>"
            continue
        at = min(entry.depth, depth + 1)
        if at > depth:
            yield "<ul>"
        else:
            yield "</li>" + "</ul></li>" * (depth - at)
        depth = at
        yield f"<li>{_item(entry, reader, numbers)}"
    yield "</li></ul>" * (depth + 1) + "</section>"


def _item(entry: Item, reader: int, numbers: Mapping[str, int]) -> str:
    """A statement as a box, or what is said of one that has a box elsewhere."""
    letter = LETTERS[reader]
    lead: list[str] = []
    box = ""
    for piece in entry.pieces:
        if isinstance(piece, StatementText):
            number = numbers[piece.statement.id]
            marks = ", ".join(_plain(m, letter, numbers) for m in piece.marks)
            note = f'<p class="note"><b>{letter}{number}</b>{" " + marks if marks else ""}<span class="same"></span></p>'
            box += (
                f'<div class="s" id="r{reader + 1}s{number}" data-at="{reader} {number - 1}" tabindex="0" role="button" '
                f'aria-pressed="false">{note}<p class="said" dir="auto">{markup(piece.statement.text)}</p></div>'
            )
        else:
            lead.append(_plain(piece, letter, numbers))
    said = "".join(lead).strip().removesuffix(":").strip()
    return (f'<p class="note">{said}</p>' if said else "") + box


def _plain(piece: Piece, letter: str, numbers: Mapping[str, int]) -> str:
    if isinstance(piece, str):
        return markup(piece)
    if isinstance(piece, Number):
        return f"{letter}{numbers[piece.statement.id]}"
    if isinstance(piece, StatementText):
        return markup(piece.statement.text)
    return f"<bdi>{markup(piece.text)}</bdi>"


# The text


def _source(
    readings: Sequence[Reading], quoted: Sequence[str], texts: Mapping[str, str]
) -> Iterator[str]:
    yield '<section class="text" aria-labelledby="text"><h2 id="text">The text</h2>'
    for path in quoted:
        pieces = [
            (span, n, reading.numbers[key])
            for n, reading in enumerate(readings)
            for key, found in reading.passages.places.items()
            for file, span in found
            if file == path and key in reading.numbers
        ]
        for start, end in paragraphs(texts[path]):
            yield f'<p dir="auto">{_marked(texts[path], start, end, pieces)}</p>'
    yield "</section>"


def _marked(text: str, start: int, end: int, pieces: Sequence[tuple[Span, int, int]]) -> str:
    """A paragraph with the marks of all readers."""
    here = [p for p in pieces if p[0].start < end and p[0].end > start]
    edges = {start, end}
    for span, _, _ in here:
        edges |= {max(start, span.start), min(end, span.end)}
    places = sorted(edges)
    made = []
    for a, b in pairwise(places):
        over = [(n, s) for span, n, s in here if span.start <= a and b <= span.end]
        said = markup(text[a:b])
        if over:
            readers = sorted({n + 1 for n, _ in over})
            styles = [f"r{n}" for n in readers] + ["many"] * (len(over) > len(readers))
            of = " ".join(f"{n + 1}.{s}" for n, s in over)
            said = f'<mark class="{" ".join(styles)}" data-of="{of}">{said}</mark>'
        ended = [(n, s) for span, n, s in here if span.end == b]
        links = " ".join(f'<a href="#r{n + 1}s{s}">{LETTERS[n]}{s}</a>' for n, s in ended)
        made.append(said + (f"<sup>{links}</sup>" if links else ""))
    return "".join(made)


def _data(readings: Sequence[Reading], alignment: Alignment | None, found: Groups) -> str:
    """What the script works with."""
    said: dict[str, Any] = {
        "readers": [
            {
                "letter": LETTERS[n],
                "ids": [s.id for s in r.map.statements],
                "texts": [s.text for s in r.map.statements],
            }
            for n, r in enumerate(readings)
        ],
        "groups": [
            [found.place[n][s.id] for s in r.map.statements] for n, r in enumerate(readings)
        ],
        "columns": list(COLUMNS),
        "file": "alignment.csv",
        "pairs": [],
    }
    if alignment is not None:
        one, other = (r.numbers for r in readings)
        said["pairs"] = [
            [one[p.one] - 1, other[p.other] - 1, p.likeness, p.doubt, p.why]
            for p in alignment.pairs
        ]
    return json_in_page(said)
