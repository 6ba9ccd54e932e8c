"""What a report says: a map as a document, whatever format that is written in.

An overview, a part for each figure, what stands, what is open, the sources, and all statements by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import define, evolve, field

from argmap.draw.describe import element, marked_title
from argmap.draw.drawing import Drawing, Page
from argmap.draw.markup import is_inline, plain
from argmap.draw.options import Options
from argmap.draw.setup import from_right
from argmap.draw.view import View, view
from argmap.evaluate.evaluation import Evaluation
from argmap.evaluate.explanation import StatusExplanation
from argmap.evaluate.main_statements import asked_about
from argmap.evaluate.semantics import evaluate
from argmap.model import Argument, Map, Statement, queries
from argmap.model.references import identified, related
from argmap.quotations.coverage import PROBLEMS, Coverage, Entry, Looked, counted, percent
from argmap.values import text_of
from argmap.wording import clip, shown
from argmap.writers.caption import Caption, caption
from argmap.writers.nested_list import Heading as Section
from argmap.writers.nested_list import Item as Entered
from argmap.writers.nested_list import Number, Piece, StatementText, nested_list
from argmap.writers.report.blocks import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Part,
    Picture,
    Run,
    Runs,
    Table,
    figure_anchor,
)
from argmap.writers.urls import safe_url

_HEADING = 90
"""How many characters of a conclusion a heading has at most."""
_EXPLAINED = 12
"""Of so many main statements it is told at length what their status hangs on."""
_ENTRIES, _DEEPEST = 40, 3
"""How many entries such an explanation has at most, and how deep they are nested."""
_NAMED = re.compile("\ue000([0-9]+)\ue001")
"""A statement in a sentence of the evaluation, by its number."""
_CROSSING = {
    "contradicts": "contradicts",
    "restates": "says the same as",
    "outweighs": "outweighs",
}
_AGAINST = {"rebuts": "rebuts", "undercuts": "undercuts", "challenges": "challenges"}


def content(map: Map, options: Options, drawing: Drawing, quoted: Coverage) -> Document:
    """The document on a map, whose figures have been drawn with the options."""
    return _Builder(map, options, drawing, quoted).document()


@define(eq=False, slots=False)
class _Builder:
    map: Map
    options: Options
    drawing: Drawing
    quoted: Coverage
    numbers: dict[str, str] = field(init=False)
    home: dict[str, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.numbers = {s.id: str(n) for n, s in enumerate(self.map.statements, 1)}
        self.home = {}
        for number, page in enumerate(self.drawing.pages, 1):
            for key in self._shown_on(page):
                self.home.setdefault(key, number)

    def _shown_on(self, page: Page) -> Sequence[str]:
        """The statements that have their place in a figure."""
        if page.statements or self.options.split:
            return page.statements
        names = {group.id for group in page.groups}
        return [s.id for s in self.map.statements if element("s", s.id) in names]

    def document(self) -> Document:
        map = self.map
        seen = view(map)
        parts = [
            *self._figures(),
            self._standing(),
            self._unsettled(),
            self._sources(),
            self._statements(),
        ]
        author = shown(str(map.attributes.get("author", "")))
        date = shown(str(map.attributes.get("date", "")))
        lines = [*filter(None, (author, date))]
        figures = len(self.drawing.pages)
        summary = (
            f"An argument map of {counted(len(map.statements), 'statement')} and "
            f"{counted(len(map.arguments), 'argument')}, in {counted(figures, 'figure')}. Statements have "
            "the same numbers in the figures and in the text."
        )
        return Document(
            (Run(marked_title(seen), self.inline),),
            (*((Run(line),) for line in lines), (Run(summary),)),
            tuple(part for part in parts if part is not None),
            self.drawing,
            {element("s", s.id): self._anchor(s.id) for s in map.statements},
            author,
            date,
            str(map.attributes.get("language", "")),
            from_right(seen),
        )

    @property
    def inline(self) -> bool:
        return is_inline(self.map)

    def _anchor(self, key: str) -> str:
        return f"statement-{self.numbers[key]}"

    def _words(self, text: str, face: str = "regular") -> Run:
        """What a user wrote in prose."""
        return Run(text, self.inline, "italic" if face == "italic" else "regular")

    def _number(self, key: str) -> Run:
        return Run(self.numbers[key], face="bold", to=self._anchor(key))

    def _listed(self, keys: Iterable[str], last: str = "and") -> Runs:
        """The numbers of statements as a sentence names them."""
        runs: list[Run] = []
        numbers = [self._number(key) for key in dict.fromkeys(keys)]
        for n, number in enumerate(numbers):
            if n:
                runs.append(Run(f" {last} " if n == len(numbers) - 1 else ", "))
            runs.append(number)
        return tuple(runs)

    def _figure(self, number: int) -> Run:
        return Run(f"Figure {number}", to=figure_anchor(number))

    # The figures, each with what it shows in words

    def _figures(self) -> Iterator[Part]:
        pages = self.drawing.pages
        several = len(pages) > 1
        whole = caption(view(self.map, evolve(self.options, among=())), self.options, self.drawing)
        for number, page in enumerate(pages, 1):
            keys = [s.id for s in self.map.statements if self.home.get(s.id) == number]
            overview = several and self.options.split and not keys
            title = self._title(page, keys, number)
            said = whole if not several or overview else self._caption_of(page, keys)
            heading: Runs = (Run("Overview" if overview else "The map"),)
            if several and not overview:
                heading = (Run(clip(title, _HEADING)),)
            picture = Picture(number, self._caption(page, keys, number), said.alternative)
            blocks: list[Block] = [picture]
            if number == 1:
                signs = " ".join(whole.sentences)
                blocks += [Paragraph((Run(signs),), "note")] if signs else []
            blocks += self._in_words(keys)
            yield Part(Heading(1, heading, f"part-{number}"), tuple(blocks))
        if left := [s.id for s in self.map.statements if s.id not in self.home]:
            heading = (Run("What no figure shows" if self.home else "In words"),)
            yield Part(Heading(1, heading, "part-0"), tuple(self._in_words(left)))

    def _title(self, page: Page, keys: list[str], number: int) -> str:
        """What a figure concludes, without marks."""
        texts = [plain(shown(self.map[key].text), self.inline) for key in keys]
        first = next((text for text in texts if page.title.startswith(text)), page.title)
        return first or (texts[0] if texts else f"Figure {number}")

    def _caption_of(self, page: Page, keys: list[str]) -> Caption:
        chosen = evolve(self.options, among=tuple(keys), root=None, highlight=())
        return caption(view(self.map, chosen), chosen, evolve(self.drawing, pages=[page]))

    def _caption(self, page: Page, keys: list[str], number: int) -> Runs:
        """The caption below a figure: what it shows, and where it goes on."""
        runs = [Run(f"Figure {number}. ", face="bold")]
        if keys and len(self.drawing.pages) > 1:
            runs.append(Run(_period(clip(self._title(page, keys, number), 160))))
        else:
            title = marked_title(View(self.map, self.numbers))
            runs.append(self._words(_period(title)))
            if not keys and len(self.drawing.pages) > 1:
                runs.append(Run(" The main conclusions, and what bears on them directly."))
        onward = sorted({g.page for g in page.groups} - {0, number})
        if onward:
            runs.append(Run(" It goes on in " if not keys else " See also "))
            for n, other in enumerate(onward):
                runs += [Run(", ")] if n else []
                runs.append(self._figure(other))
            runs.append(Run("."))
        if keys and len(self.drawing.pages) > 1:
            runs.append(Run(" Statements " if len(keys) > 1 else " Statement "))
            for n, (first, last) in enumerate(_ranges([int(self.numbers[key]) for key in keys])):
                runs += [Run(", ")] if n else []
                said = f"{first}" if first == last else f"{first}–{last}"
                runs.append(Run(said, to=self._anchor(self._keys[str(first)])))
            runs.append(Run("."))
        return tuple(runs)

    def _in_words(self, keys: list[str]) -> Iterator[Block]:
        """Statements as nested lists under the titles of their sections, with what they bear on elsewhere."""
        if not keys:
            return
        here = set(keys)
        seen = evolve(view(self.map, Options(among=tuple(keys))), notes={}, left_out=())
        items: list[Item] = []
        for entry in nested_list(seen):
            if isinstance(entry, Section):
                if items:
                    yield Items(tuple(items))
                items = []
                yield Heading(min(entry.level + 1, 4), (self._words(entry.section.title),), "")
                continue
            _add(items, self._item(entry))
            if entry.said is not None:
                for item in self._elsewhere(entry.said, entry.depth + 1, here):
                    _add(items, item)
        if items:
            yield Items(tuple(items))

    def _item(self, entry: Entered) -> Item:
        runs = [run for piece in entry.pieces for run in self._piece(piece)]
        if runs and not runs[0].to:
            runs[0] = evolve(runs[0], text=runs[0].text.lstrip())
        if entry.aside:
            runs = [evolve(run, face="italic") if not run.to else run for run in runs]
        return Item(tuple(runs), entry.depth, aside=entry.aside)

    def _piece(self, piece: Piece) -> Iterator[Run]:
        if isinstance(piece, str):
            yield Run(piece)
        elif isinstance(piece, Number):
            yield self._number(piece.statement.id)
        elif isinstance(piece, StatementText):
            yield self._number(piece.statement.id)
            if piece.marks:
                yield Run(" (")
                for n, mark in enumerate(piece.marks):
                    yield from [Run(", ")] if n else []
                    yield from self._piece(mark)
                yield Run(")")
            yield Run(" ")
            yield self._words(piece.statement.text)
        else:
            url = safe_url(piece.text) if piece.url else ""
            yield Run(piece.text, self.inline and piece.prose, url=url)

    @cached_property
    def _bearing(self) -> queries.Bearing:
        return queries.Bearing(self.map)

    @cached_property
    def _others(self) -> dict[str, list[tuple[str, str]]]:
        """By statement, what it is to others besides bearing on them."""
        found: dict[str, list[tuple[str, str]]] = {}
        for how, one, other in related(self.map):
            if how in _CROSSING:
                found.setdefault(one, []).append((_CROSSING[how], other))
                if how != "outweighs":
                    found.setdefault(other, []).append((_CROSSING[how], one))
        return found

    def _elsewhere(self, statement: Statement, depth: int, here: set[str]) -> Iterator[Item]:
        """What a statement has to do with others that stand in other figures."""
        key = statement.id
        ties = [("bears on", other) for other in self._bearing.above[key]]
        ties += [("goes on with", other) for other in self._bearing.below[key]]
        ties += self._others.get(key, [])
        by: dict[str, dict[int, list[str]]] = {}
        for words, other in ties:
            if other not in here:
                by.setdefault(words, {}).setdefault(self.home.get(other, 0), []).append(other)
        for words, figures in by.items():
            runs = [Run(f"{words} ", face="italic")]
            for n, (number, keys) in enumerate(figures.items()):
                runs += [Run("; ")] if n else []
                runs += self._listed(keys)
                runs += [Run(" ("), self._figure(number), Run(")")] if number else []
            yield Item(tuple(runs), depth, aside=True)

    # What stands

    @cached_property
    def _evaluation(self) -> Evaluation:
        """The evaluation of the map whose statements have numbers for labels, so that sentences name these."""
        map = self.map
        names = {a.id: a.id for a in map.arguments} | {s.id: s.id for s in map.sections}
        names |= {key: f"\ue000{number}\ue001" for key, number in self.numbers.items()}
        numbered = identified(map, names)
        statements = [evolve(s, label=s.id) for s in numbered.statements]
        return evaluate(numbered.changed(statements=statements))

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {number: key for key, number in self.numbers.items()}

    def _key(self, identifier: str) -> str:
        """The statement that has a number for its identifier."""
        return self._keys[identifier[1:-1]]

    def _status(self, key: str) -> str:
        if self.map[key].kind == "supposition":
            return "supposed"
        return self._evaluation.statuses[f"\ue000{self.numbers[key]}\ue001"]

    def _sentence(self, words: str) -> Runs:
        """A sentence of the evaluation, its statements as links."""
        runs: list[Run] = []
        for n, piece in enumerate(_NAMED.split(words)):
            if n % 2 and piece in self._keys:
                runs.append(self._number(self._keys[piece]))
            elif piece:
                runs.append(Run(piece))
        return tuple(runs)

    def _standing(self) -> Part:
        found = self._evaluation
        counts = ", ".join(
            f"{len(found.of(word))} {word}"
            for word in ("in", "out", "undecided", "answered", "open")
            if word in ("in", "out") or found.of(word)
        )
        first = (
            f"By the {found.semantics} semantics, of {counted(len(self.map.statements), 'statement')}: "
            f"{counts}. A statement is in where what it rests on is in and nothing that is in speaks "
            "against it. Below are the main statements."
        )
        rows = []
        for statement in found.shown:
            key = self._key(statement.id)
            text = self._words(self.map[key].text)
            why = self._sentence(found.why(statement.id))
            rows.append(((self._number(key),), (text,), (Run(self._status(key)),), why))
        blocks: list[Block] = [
            Paragraph((Run(first),)),
            Table(("No.", "Statement", "Status", "Why"), tuple(rows), (0.07, 0.43, 0.13, 0.37)),
        ]
        blocks += [Paragraph(self._sentence(remark), "note") for remark in found.remarks]
        blocks += self._explained()
        return Part(Heading(1, (Run("What stands, and why"),), "standing"), tuple(blocks))

    def _explained(self) -> Iterator[Block]:
        """What the statuses of main conclusions hang on."""
        found = self._evaluation
        asked = [key for key in asked_about(found.map) if found.map.aimed_at(key)]
        lists = [found.explain(key) for key in asked[:_EXPLAINED]]
        lists = [one for one in lists if one.below]
        if lists:
            yield Heading(2, (Run("What the main conclusions hang on"),), "")
        for one in lists:
            entries = [(d, e) for d, e in one.walk() if d <= _DEEPEST]
            items = [self._entry(depth, entry) for depth, entry in entries[:_ENTRIES]]
            if len(entries) > _ENTRIES:
                items.append(Item((Run(f"… and {len(entries) - _ENTRIES} more"),), 1, aside=True))
            yield Items(tuple(items))

    def _entry(self, depth: int, entry: StatusExplanation) -> Item:
        key = self._key(entry.statement)
        before = [Run(f"{entry.relation} ")] if entry.relation else []
        more = " …" if entry.told or entry.cut or (entry.below and depth == _DEEPEST) else ""
        runs = (
            *before,
            self._number(key),
            Run(f" ({self._status(key)}) "),
            self._words(self.map[key].text),
            Run(more),
        )
        return Item(tuple(run for run in runs if run.text), depth)

    # What is open

    def _unsettled(self) -> Part:
        map = self.map
        questions = [
            Item(
                (
                    self._number(s.id),
                    Run(" "),
                    self._words(s.text),
                    Run(" – "),
                    *self._sentence(self._evaluation.why(f"\ue000{self.numbers[s.id]}\ue001")),
                )
            )
            for s in map.statements
            if s.kind == "question" and self._status(s.id) == "open"
        ]
        undecided = [
            Item((self._number(s.id), Run(" "), self._words(s.text)))
            for s in map.statements
            if self._status(s.id) == "undecided"
        ]
        granted = [self._objection(a) for a in map.arguments if a.conceded]
        unanswered = [self._objection(a) for a in queries.objections(map, None, True)]
        blocks: list[Block] = []
        for title, note, items in (
            ("Open questions", "", questions),
            ("Unanswered objections", "Nothing on the map is held against them.", unanswered),
            ("Granted objections", "They are conceded, and outweighed.", granted),
            (
                "Undecided statements",
                "What is for and against them is itself undecided.",
                undecided,
            ),
        ):
            if items:
                blocks.append(Heading(2, (Run(title),), ""))
                blocks += [Paragraph((Run(note),), "note")] if note else []
                blocks.append(Items(tuple(items)))
        if not blocks:
            said = "No question is open, and every objection is answered."
            blocks.append(Paragraph((Run(said),)))
        heading = (Run("Open questions and unanswered objections"),)
        return Part(Heading(1, heading, "open"), tuple(blocks))

    def _objection(self, argument: Argument) -> Item:
        """An objection with what it is held against."""
        map = self.map
        runs: list[Run] = []
        for n, key in enumerate(dict.fromkeys(argument.premises)):
            runs += [Run(" and ")] if n else []
            runs += [self._number(key), Run(" "), self._words(map[key].text)]
        words = _AGAINST[argument.role]
        if argument.target in map:
            runs += [Run(f" – {words} "), self._number(argument.target), Run(" ")]
            return Item((*runs, self._words(map[argument.target].text)))
        step = map.argument(argument.target)
        runs += [Run(f" – {words} the step from "), *self._listed(step.premises)]
        if step.target in map:
            runs += [Run(" to "), self._number(step.target)]
        return Item(tuple(runs))

    # Sources

    def _sources(self) -> Part | None:
        found = self.quoted
        named = [
            text_of(attributes["source"])
            for attributes in (self.map.attributes, *(s.attributes for s in self.map.sections))
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
                                    self._number(e.statement.id),
                                    Run(" "),
                                    self._words(e.statement.text),
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
        runs = [self._number(entry.statement.id), Run(f" “{one.quotation.text}”")]
        runs += [Run(f" ({'; '.join(notes)})")] if notes else []
        return Item(tuple(runs))

    # All statements

    def _statements(self) -> Part:
        items = [
            Item(
                (self._words(s.text), *self._about(s)),
                number=self.numbers[s.id],
                anchor=self._anchor(s.id),
            )
            for s in self.map.statements
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
        marks.append(self._status(statement.id))
        yield Run(f" [{'; '.join(marks)}", face="italic")
        if number := self.home.get(statement.id):
            yield Run("; ", face="italic")
            yield self._figure(number)
        yield Run("]", face="italic")


def _add(items: list[Item], item: Item) -> None:
    """Adds an item to a list; asides to one item go on one line."""
    before = items[-1] if items else None
    if before is not None and item.aside and before.aside and before.depth == item.depth:
        items[-1] = evolve(before, runs=(*before.runs, Run("; ", face="italic"), *item.runs))
    else:
        items.append(item)


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Numbers in their order as ranges, each by its first and its last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def _period(text: str) -> str:
    return text if not text or text[-1] in ".?!…" else f"{text}."
