"""What a report says of statuses: what stands and why, and what is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import evolve, frozen

from argmap.evaluate.evaluation import Evaluation
from argmap.evaluate.explanation import StatusExplanation
from argmap.evaluate.main_statements import asked_about
from argmap.evaluate.semantics import evaluate
from argmap.model import Argument, queries
from argmap.model.references import identified
from argmap.quotations.coverage import counted
from argmap.writers.report.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Part,
    Run,
    Runs,
    Table,
)
from argmap.writers.report.names import Names

_EXPLAINED = 12
"""Of so many main statements it is told at length what their status hangs on."""
_ENTRIES, _DEEPEST = 40, 3
"""How many entries such an explanation has at most, and how deep they are nested."""
_NAMED = re.compile("\ue000([0-9]+)\ue001")
"""A statement in a sentence of the evaluation, by its number."""


@frozen(slots=False, eq=False)
class Standing:
    """The parts of a report that are about statuses."""

    said: Names

    @cached_property
    def _evaluation(self) -> Evaluation:
        """The evaluation of the map whose statements have numbers for labels, so that sentences name these."""
        map = self.said.map
        names = {a.id: a.id for a in map.arguments} | {s.id: s.id for s in map.sections}
        names |= {key: f"\ue000{number}\ue001" for key, number in self.said.numbers.items()}
        numbered = identified(map, names)
        statements = [evolve(s, label=s.id) for s in numbered.statements]
        return evaluate(numbered.changed(statements=statements))

    def _key(self, identifier: str) -> str:
        """The statement that has a number for its identifier."""
        return self.said.keys[identifier[1:-1]]

    def status(self, key: str) -> str:
        """The status of a statement, in a word."""
        if self.said.map[key].kind == "supposition":
            return "supposed"
        return self._evaluation.statuses[f"\ue000{self.said.numbers[key]}\ue001"]

    def sentence(self, words: str) -> Runs:
        """A sentence of the evaluation, its statements as links."""
        runs: list[Run] = []
        for n, piece in enumerate(_NAMED.split(words)):
            if n % 2 and piece in self.said.keys:
                runs.append(self.said.number(self.said.keys[piece]))
            elif piece:
                runs.append(Run(piece))
        return tuple(runs)

    def part(self) -> Part:
        """What stands, and why."""
        found = self._evaluation
        counts = ", ".join(
            f"{len(found.of(word))} {word}"
            for word in ("in", "out", "undecided", "answered", "open")
            if word in ("in", "out") or found.of(word)
        )
        first = (
            f"By the {found.semantics} semantics, of {counted(len(self.said.map.statements), 'statement')}: "
            f"{counts}. A statement is in where what it rests on is in and nothing that is in speaks "
            "against it. Below are the main statements."
        )
        rows = []
        for statement in found.shown:
            key = self._key(statement.id)
            text = self.said.words(self.said.map[key].text)
            why = self.sentence(found.why(statement.id))
            rows.append(((self.said.number(key),), (text,), (Run(self.status(key)),), why))
        blocks: list[Block] = [
            Paragraph((Run(first),)),
            Table(("No.", "Statement", "Status", "Why"), tuple(rows), (0.07, 0.43, 0.13, 0.37)),
        ]
        blocks += [Paragraph(self.sentence(remark), "note") for remark in found.remarks]
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
            self.said.number(key),
            Run(f" ({self.status(key)}) "),
            self.said.words(self.said.map[key].text),
            Run(more),
        )
        return Item(tuple(run for run in runs if run.text), depth)

    def open_part(self) -> Part:
        """What is open, unanswered, granted or undecided."""
        map = self.said.map
        questions = [
            Item(
                (
                    self.said.number(s.id),
                    Run(" "),
                    self.said.words(s.text),
                    Run(" – "),
                    *self.sentence(self._evaluation.why(f"\ue000{self.said.numbers[s.id]}\ue001")),
                )
            )
            for s in map.statements
            if s.kind == "question" and self.status(s.id) == "open"
        ]
        undecided = [
            Item(self.said.statement(s)) for s in map.statements if self.status(s.id) == "undecided"
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
        map = self.said.map
        runs: list[Run] = []
        for n, key in enumerate(dict.fromkeys(argument.premises)):
            runs += [Run(" and ")] if n else []
            runs += [self.said.number(key), Run(" "), self.said.words(map[key].text)]
        words = argument.role
        if argument.target in map:
            runs += [Run(f" – {words} "), self.said.number(argument.target), Run(" ")]
            return Item((*runs, self.said.words(map[argument.target].text)))
        step = map.argument(argument.target)
        runs += [Run(f" – {words} the step from "), *self.said.listed(step.premises)]
        if step.target in map:
            runs += [Run(" to "), self.said.number(step.target)]
        return Item(tuple(runs))
