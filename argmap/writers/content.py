"""A map as content of a document: headings, paragraphs and lists, which each program sets in its own way.

`outline_content` is the map as an outline, `standard_content` as numbered premises and conclusions; what is said on a
map in indented lines, as `argmap evaluate` does, is a list by `indented_content`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, evolve, field, frozen

from argmap.draw.markup import Span, is_inline, spans
from argmap.draw.relations import section_title
from argmap.draw.view import View
from argmap.model import Statement
from argmap.wording import shown
from argmap.writers import nested_list as nested
from argmap.writers import standard_lines as standard
from argmap.writers.standard_form import closing_sentences, headed_blocks, speaker_and_notes

Spans = tuple[Span, ...]


@frozen
class Heading:
    """The title of a section; the outermost have level 1."""

    level: int
    spans: Spans


def _joined(found: Iterable[Span]) -> Spans:
    """Stretches, those beside one another that are set in one way as one."""
    made: list[Span] = []
    for span in found:
        if made and made[-1].face == span.face and not made[-1].maths and not span.maths:
            made[-1] = evolve(made[-1], text=made[-1].text + span.text)
        else:
            made.append(span)
    return tuple(made)


@frozen
class Paragraph:
    """A paragraph."""

    spans: Spans = field(converter=_joined)


@frozen
class Listing:
    """A list; numbered from `start` where it is one, else with bullets. An entry is made of contents."""

    entries: tuple[tuple[Content, ...], ...]
    start: int | None = None


@frozen
class Passage:
    """What stands under a supposition, with a line beside it."""

    contents: tuple[Content, ...]


@frozen
class Preformatted:
    """Lines whose blanks are kept."""

    text: str


Content = Heading | Paragraph | Listing | Passage | Preformatted


def _words(text: str, face: str = "regular") -> Spans:
    return (Span(text, face),) if text else ()  # type: ignore[arg-type]


# An outline


def outline_content(view: View) -> tuple[Content, ...]:
    """The map as an outline: a list with bullets, each statement with its number."""
    inline = is_inline(view.map)
    made = _Nesting()
    about = nested.map_details(view.map)
    if about:
        made.add(Paragraph(_pieces(about, inline)))
    for entry in nested.nested_list(view):
        if isinstance(entry, nested.Heading):
            made.add(Heading(entry.level, spans(shown(entry.section.title), inline)))
            about = nested.section_details(entry.section)
            if about:
                made.add(Paragraph(_pieces(about, inline)))
            continue
        found = _pieces(entry.pieces, inline)
        if entry.aside:
            found = tuple(evolve(span, face="italic") if not span.maths else span for span in found)
        made.item(entry.depth, Paragraph(found))
        if entry.said is not None:
            for quotation in entry.said.quotations:
                made.below(Paragraph(_words(f"“{shown(quotation.text)}”", "italic")))
    for sentence in view.left_out:
        made.add(Paragraph(_words(sentence)))
    return made.contents()


def _pieces(pieces: Iterable[nested.Piece], inline: bool) -> Spans:
    found: list[Span] = []
    for piece in pieces:
        if isinstance(piece, str):
            found += _words(piece)
        elif isinstance(piece, nested.Number):
            found += _words(piece.number, "bold")
        elif isinstance(piece, nested.StatementText):
            found += _words(piece.number, "bold")
            if piece.marks:
                found += _words(" (")
                for place, mark in enumerate(piece.marks):
                    found += _words(", ") if place else ()
                    found += _pieces([mark], inline)
                found += _words(")")
            found += _words(" ")
            found += spans(shown(piece.statement.text), inline)
        else:
            found += spans(shown(piece.text), inline and piece.prose)
    return tuple(found)


@define
class _Node:
    contents: list[Content] = field(factory=list)
    inner: list[_Node] = field(factory=list)

    def content(self) -> tuple[Content, ...]:
        below = (Listing(tuple(node.content() for node in self.inner)),) if self.inner else ()
        return (*self.contents, *below)


class _Nesting:
    """Builds lists of entries that come with their depth."""

    def __init__(self) -> None:
        self.made: list[Content] = []
        self.path: list[_Node] = []

    def add(self, content: Content) -> None:
        """Ends the list, and adds what stands outside it."""
        self._end()
        self.made.append(content)

    def item(self, depth: int, content: Content) -> None:
        """Adds an entry, below the nearest before it of less depth."""
        del self.path[min(depth, len(self.path) - 1, nested.MAX_LEVEL + 2) + 1 :]
        if not self.path:
            self.path = [_Node()]
        node = _Node([content])
        self.path[-1].inner.append(node)
        self.path.append(node)

    def below(self, content: Content) -> None:
        """Adds to the last entry."""
        self.path[-1].contents.append(content)

    def contents(self) -> tuple[Content, ...]:
        self._end()
        return tuple(self.made)

    def _end(self) -> None:
        if self.path:
            self.made += self.path[0].content()
        self.path = []


# What is told in indented lines

_SIDES = re.compile(r"(?m)^(?:for|against) {2,}")


def indented_content(text: str) -> tuple[Content, ...]:
    """Lines, of which the indented say more of those above, as lists; those of a dispute, with a column for who speaks,
    stay as they are.
    """
    if _SIDES.search(text):
        return (Preformatted(text.rstrip("\n")),)
    made = _Nesting()
    depths: list[int] = []
    for line in text.splitlines():
        words = line.strip()
        if not words:
            continue
        indent = len(line) - len(line.lstrip())
        while depths and depths[-1] >= indent:
            depths.pop()
        depths.append(indent)
        made.item(len(depths) - 1, Paragraph(_words(words.removeprefix("= "))))
    return made.contents()


# Standard form


def standard_content(view: View) -> tuple[Content, ...]:
    """The map in standard form: premises and conclusions in numbered lists, the line of an inference between them."""
    form = standard.standard_lines(view)
    inline = is_inline(view.map)
    made = _Numbered()
    for headings, block in headed_blocks(form):
        for level, section in headings:
            made.add(Heading(level + 1, spans(shown(section_title(section)), inline)))
        above: standard.Line | None = None
        for line in block.lines:
            # An empty line is what divides two passages that follow each other.
            around = form.around(line)
            made.enter(around, bool(form.gap(above, line)))
            above = line
            if isinstance(line, standard.StatementLine):
                number = form.numbers[line.statement.id]
                made.entry(number, Paragraph(_statement(view, form, line.statement)))
            elif isinstance(line, standard.InferenceLine):
                rule = ("═" if line.argument.strict else "─") * 8
                made.below(
                    Paragraph((*_words(f"{rule} "), *_words(form.step(line.argument), "italic")))
                )
            else:
                made.add(Paragraph(_words(form.sentence(line))))
    for sentence in closing_sentences(view, form):
        made.add(Paragraph(_words(sentence)))
    return made.contents()


def _statement(view: View, form: standard.Form, statement: Statement) -> Spans:
    """A statement with its speaker before it and notes after it, in brackets where it is unstated."""
    inline = is_inline(view.map)
    speaker, notes = speaker_and_notes(view, form, statement)
    found = [*spans(speaker, inline), *_words(": ")] if speaker else []
    words = spans(shown(statement.text), inline)
    found += (*_words("["), *words, *_words("]")) if statement.unstated else words
    for place, (note, prose) in enumerate(notes):
        found += (*_words("; " if place else " ("), *spans(note, inline and prose))
    return (*found, *_words(")")) if notes else tuple(found)


class _Numbered:
    """Builds lists of numbered entries, in passages within passages."""

    def __init__(self) -> None:
        self.around: tuple[str, ...] = ()
        self.levels: list[list[Content]] = [[]]

    def enter(self, around: tuple[str, ...], apart: bool = False) -> None:
        """Ends the passages that what follows is not in, and begins those that it is in."""
        same = 0
        while same < min(len(around), len(self.around)) and around[same] == self.around[same]:
            same += 1
        while len(self.levels) > same + 1:
            passage = Passage(tuple(self.levels.pop()))
            self.levels[-1].append(passage)
        self.levels += [[] for _ in around[same:]]
        self.around = around

    def add(self, content: Content) -> None:
        self.enter(())
        self.levels[0].append(content)

    def entry(self, number: int, content: Content) -> None:
        here = self.levels[-1]
        last = here[-1] if here else None
        if isinstance(last, Listing) and (last.start or 0) + len(last.entries) == number:
            here[-1] = evolve(last, entries=(*last.entries, (content,)))
        else:
            here.append(Listing(((content,),), number))

    def below(self, content: Content) -> None:
        """Adds to the last entry, or by itself where there is none."""
        here = self.levels[-1]
        last = here[-1] if here else None
        if isinstance(last, Listing):
            entries = (*last.entries[:-1], (*last.entries[-1], content))
            here[-1] = evolve(last, entries=entries)
        else:
            here.append(content)

    def contents(self) -> tuple[Content, ...]:
        self.enter(())
        return tuple(self.levels[0])


def walk(contents: Iterable[Content]) -> Iterator[Content]:
    """All contents, those within others too."""
    stack = [*contents][::-1]
    while stack:
        here = stack.pop()
        yield here
        if isinstance(here, Passage):
            stack += here.contents[::-1]
        elif isinstance(here, Listing):
            stack += [content for entry in here.entries for content in entry][::-1]


def flattened(contents: Iterable[Content], levels: int) -> tuple[Content, ...]:
    """The same without lists that are nested deeper than so many levels, which LaTeX refuses: what would be deeper is
    marked by how much.
    """
    made: list[Content] = []
    for content in contents:
        if isinstance(content, Passage):
            made.append(Passage(flattened(content.contents, levels - 1)))
        elif isinstance(content, Listing):
            entries: list[tuple[Content, ...]] = []
            for entry in content.entries:
                entries += [flattened(entry, levels - 1)] if levels > 1 else _one_level(entry)
            made.append(evolve(content, entries=tuple(entries)))
        else:
            made.append(content)
    return tuple(made)


def _one_level(entry: tuple[Content, ...], depth: int = 0) -> list[tuple[Content, ...]]:
    """An entry and all below it as entries of one list."""
    mark = Span("\u2013 " * depth, "regular")
    own: list[Content] = []
    below: list[tuple[Content, ...]] = []
    for content in entry:
        if isinstance(content, Listing):
            for inner in content.entries:
                below += _one_level(inner, depth + 1)
        elif isinstance(content, Paragraph) and depth and not own:
            own.append(Paragraph((mark, *content.spans)))
        else:
            own.append(content)
    return [tuple(own), *below]
