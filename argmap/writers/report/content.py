"""What a report says: a map as a document, whatever format that is written in.

An overview, a part for each figure, what stands, what is open, the sources, and all statements by number.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from argmap.draw.describe import element, marked_title
from argmap.draw.drawing import Drawing
from argmap.draw.options import Options
from argmap.draw.setup import from_right
from argmap.draw.view import view
from argmap.model import Map, Statement
from argmap.quotations.coverage import PROBLEMS, Coverage, Entry, Looked, counted, percent
from argmap.values import text_of
from argmap.wording import shown
from argmap.writers.report.blocks import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Part,
    Run,
    Table,
)
from argmap.writers.report.names import Names
from argmap.writers.report.shown import Shown
from argmap.writers.report.standing import Standing


def content(map: Map, options: Options, drawing: Drawing, quoted: Coverage) -> Document:
    """The document on a map, whose figures have been drawn with the options."""
    said = Names(map, drawing)
    return _Builder(said, options, quoted, Standing(said)).document()


@frozen(eq=False)
class _Builder:
    said: Names
    options: Options
    quoted: Coverage
    standing: Standing

    def document(self) -> Document:
        map = self.said.map
        seen = view(map)
        parts = [
            *Shown(self.said, self.options).parts(),
            self.standing.part(),
            self.standing.open_part(),
            self._sources(),
            self._statements(),
        ]
        author = shown(str(map.attributes.get("author", "")))
        date = shown(str(map.attributes.get("date", "")))
        lines = [*filter(None, (author, date))]
        figures = len(self.said.drawing.pages)
        summary = (
            f"An argument map of {counted(len(map.statements), 'statement')} and "
            f"{counted(len(map.arguments), 'argument')}, in {counted(figures, 'figure')}. Statements have "
            "the same numbers in the figures and in the text."
        )
        return Document(
            (Run(marked_title(seen), self.said.inline),),
            (*((Run(line),) for line in lines), (Run(summary),)),
            tuple(part for part in parts if part is not None),
            self.said.drawing,
            {element("s", s.id): self.said.anchor(s.id) for s in map.statements},
            author,
            date,
            str(map.attributes.get("language", "")),
            from_right(seen),
        )

    # Sources

    def _sources(self) -> Part | None:
        found = self.quoted
        named = [
            text_of(attributes["source"])
            for attributes in (
                self.said.map.attributes,
                *(s.attributes for s in self.said.map.sections),
            )
            if "source" in attributes
        ]
        blocks: list[Block] = []
        if named:
            runs = (Run("Source: "), Run("; ".join(dict.fromkeys(map(shown, named)))))
            blocks.append(Paragraph(runs))
        if found.files:
            rows = []
            for share in found.files:
                quoted = (
                    PROBLEMS[share.file.problem]
                    if share.file.problem
                    else f"{percent(share.share)}, {share.quoted:,} of {counted(share.words, 'word')}"
                )
                cells = (
                    share.file.name,
                    quoted,
                    f"{len(share.found):,}",
                    f"{len(share.missing):,}",
                )
                rows.append(tuple((Run(cell),) for cell in cells))
            columns = ("Text", "Quoted", "Quotations found", "Not found")
            blocks.append(Table(columns, tuple(rows), (0.34, 0.32, 0.2, 0.14)))
        if found.quoting:
            said = (
                f"{counted(len(found.quoting), 'statement')} with a quotation, {len(found.silent):,} without, "
                f"{len(found.unstated):,} unstated."
            )
            blocks.append(Paragraph((Run(said),)))
            items = [self._quotation(e, one) for e in found.quoting for one in e.quotations]
            blocks += [Heading(2, (Run("Quotations"),), ""), Items(tuple(items))]
            if found.files and found.silent:
                blocks.append(Heading(2, (Run("Statements without a quotation"),), ""))
                blocks.append(
                    Items(
                        tuple(
                            Item(
                                (
                                    self.said.number(e.statement.id),
                                    Run(" "),
                                    self.said.words(e.statement.text),
                                )
                            )
                            for e in found.silent
                        )
                    )
                )
        if not blocks:
            return None
        return Part(Heading(1, (Run("Sources"),), "sources"), tuple(blocks))

    def _quotation(self, entry: Entry, one: Looked) -> Item:
        at = entry.statement.attributes.get("at")
        notes = [text_of(at)] if at is not None else []
        if one.file is not None and not one.places and not one.file.problem:
            notes.append(f"not found in {one.file.name}")
        runs = [self.said.number(entry.statement.id), Run(f" “{one.quotation.text}”")]
        runs += [Run(f" ({'; '.join(notes)})")] if notes else []
        return Item(tuple(runs))

    # All statements

    def _statements(self) -> Part:
        items = [
            Item(
                (self.said.words(s.text), *self._about(s)),
                number=self.said.numbers[s.id],
                anchor=self.said.anchor(s.id),
            )
            for s in self.said.map.statements
        ]
        blocks: tuple[Block, ...] = (Items(tuple(items)),) if items else ()
        return Part(Heading(1, (Run("All statements"),), "statements"), blocks)

    def _about(self, statement: Statement) -> Iterator[Run]:
        """What a statement is, whether it stands, and where it is to be found."""
        marks = ["unstated"] * statement.unstated + ["open"] * statement.open
        marks.append(statement.kind)
        marks += [f"said by {shown(statement.speaker)}"] if statement.speaker else []
        at = statement.attributes.get("at")
        marks += [shown(text_of(at))] if at is not None else []
        marks.append(self.standing.status(statement.id))
        yield Run(f" [{'; '.join(marks)}", face="italic")
        if number := self.said.home.get(statement.id):
            yield Run("; ", face="italic")
            yield self.said.figure(number)
        yield Run("]", face="italic")
