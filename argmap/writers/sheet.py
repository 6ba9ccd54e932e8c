"""A map as a sheet, csv or xlsx: a row for each statement; and an empty sheet to fill in.

What a statement does more than once stands in further rows with its id, each behind the rows of what comes before it
in the map, so that reading the sheet finds everything in the order of the map.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from attrs import define, field

from argmap.extras import needed
from argmap.losses import Loss
from argmap.model import Argument, Map, Statement
from argmap.readers.sheet.cells import quoted
from argmap.readers.sheet.columns import (
    ATTRIBUTE,
    BY_NAME,
    COLUMNS,
    CORE,
    ROLES,
    STEP,
    letters,
    statement_attributes,
)
from argmap.syntax.words import KINDS
from argmap.values import text_of
from argmap.writers.archive import timeless
from argmap.writers.losses import not_carried
from argmap.writers.output import Written

LONGEST = 32_767
"""How many characters a cell of a workbook holds."""

_ATTRIBUTES = frozenset(statement_attributes())
_COLUMN_OF = {role: column for column, role in ROLES.items()}
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDE = {"text": 60, "quote": 60, "note": 40, "section": 24}


def to_csv(map: Map) -> Written:
    """The map as csv (RFC 4180, with line feeds), and what a sheet has no place for."""
    sheet = _Sheet(map)
    return Written(_csv(sheet.columns(), sheet.lines()), tuple(sheet.losses("csv")))


def to_xlsx(map: Map) -> Written:
    """The map as a workbook of one sheet; `MissingExtra` where openpyxl is missing."""
    sheet = _Sheet(map)
    losses = list(sheet.losses("xlsx"))
    data = _workbook(sheet.columns(), sheet.lines(), losses)
    return Written(data, tuple(losses))


def template(format: str) -> Written:
    """A sheet without rows, in `csv` or `xlsx`; in a workbook each head has a comment that says what it is for."""
    columns = [column.name for column in COLUMNS if column.template]
    if format == "csv":
        return Written(_csv(columns, ()))
    return Written(_workbook(columns, (), [], explained=True))


def _csv(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return "".join(",".join(map(quoted, line)) + "\n" for line in lines)


@define(eq=False)
class _Row:
    """A row about a statement: the texts of its cells, and what it has room for yet."""

    statement: str
    cells: dict[str, str]
    taken: dict[str, object] = field(factory=dict)


class _Sheet:
    """The rows of a map."""

    def __init__(self, map: Map) -> None:
        self.map = map
        self.names = {s.id: s.label or str(n) for n, s in enumerate(map.statements, 1)}
        self.paths: dict[str | None, str] = {}
        for section in map.sections:
            around = self.paths.get(section.parent)
            self.paths[section.id] = f"{around} / {section.title}" if around else section.title
        # The rows of each statement's place: its own, then what is said further there.
        self.places = [[_Row(s.id, self._statement(s))] for s in map.statements]
        self.place_of = {s.id: n for n, s in enumerate(map.statements)}
        self._fill()

    def lines(self) -> Iterator[dict[str, str]]:
        """The cells of each row."""
        return (row.cells for rows in self.places for row in rows)

    def columns(self) -> list[str]:
        """The columns that have something in them, and those that every sheet has."""
        used = dict.fromkeys([*CORE, *(name for cells in self.lines() for name in cells)])
        rest = sorted(name for name in used if name not in BY_NAME)
        return [*(column.name for column in COLUMNS if column.name in used), *rest]

    def losses(self, format: str) -> Iterator[Loss]:
        """What a sheet has no place for."""
        yield from not_carried(self.map, format)
        around = {section.id: section.parent for section in self.map.sections}
        filled: set[str] = set()
        for at in {s.section for s in self.map.statements}:
            while at is not None and at not in filled:
                filled.add(at)
                at = around[at]
        shared = Counter(self.paths.values())
        for section in self.map.sections:
            if section.id not in filled:
                yield Loss("empty sections", section.title, section.span)
            elif shared[self.paths[section.id]] > 1 or " / " in section.title:
                yield Loss("section titles", section.title, section.span)

    def _statement(self, s: Statement) -> dict[str, str]:
        cells = {
            "id": self.names[s.id],
            "text": s.text,
            "kind": s.kind,
            "section": self.paths.get(s.section, ""),
            "speaker": "; ".join(s.speakers),
            "quote": "\n\n".join(quotation.text for quotation in s.quotations),
            "unstated": "yes" if s.unstated else "",
            "open": "yes" if s.open else "",
            "within": self.names[s.within] if s.within is not None else "",
        }
        for name, value in s.attributes.items():
            column = name if name in _ATTRIBUTES or name.startswith("x-") else ATTRIBUTE + name
            cells[column] = text_of(value)
        return {column: text for column, text in cells.items() if text}

    # Where things stand

    def _fill(self) -> None:
        names, map = self.names, self.map
        self._steps()
        explained = []
        for e in map.explanations:
            first, *others = e.explaining
            linked = "; ".join(names[o] for o in others)
            explained.append((first, {"explains": names[e.explained], "with": linked}))
        self._put("step", explained)
        for column, pairs in {
            "contradicts": map.contradictions,
            "outweighs": [(p.preferred, p.over) for p in map.preferences],
            "restates": map.restatements,
            "provided": [(c.statement, c.provided) for c in map.conditions],
            "regardless of": [(i.statement, i.of) for i in map.independences],
            "answer to": [(a.answer, a.question) for a in map.answers],
        }.items():
            self._put(column, [(one, {column: names[other]}) for one, other in pairs])
        parts = []
        for p in map.parts:
            other = names[p.alternative_to] if p.alternative_to is not None else ""
            parts.append((p.part, {"part of": names[p.whole], "alternative to": other}))
        self._put("part of", parts)

    def _steps(self) -> None:
        map, names = self.map, self.names
        made = Counter(p for a in map.arguments for p in {*a.premises})
        aimed = {a.target for a in map.arguments if a.aims_at_step}
        alike = Counter((a.role, a.target, frozenset(a.premises)) for a in map.arguments)
        taken = set(names.values())
        called: dict[str, str] = {}
        step = {a.id: a for a in map.arguments}
        for a in map.arguments:
            alone = next((p for p in a.premises if made[p] == 1), None)
            mirrored = len(a.premises) > 1 and alike[a.role, a.target, frozenset(a.premises)] > 1
            if mirrored or (a.id in aimed and alone is None):
                name = a.id
                while name in taken:
                    name += "_"
                taken.add(name)
                called[a.id] = name
        steps = []
        for a in map.arguments:
            column = _COLUMN_OF[a.role]
            target = names.get(a.target) or called.get(a.target)
            if target is None:
                target = names[next(p for p in step[a.target].premises if made[p] == 1)]
            steps.append((a.premises[0], {column: target, **self._step(a, called.get(a.id, ""))}))
        self._put("step", steps)

    def _step(self, a: Argument, name: str) -> dict[str, str]:
        names = self.names
        roles = ", ".join(f"{names[p]}={text_of(role)}" for p, role in a.premise_roles.items())
        return {
            "with": "; ".join(names[p] for p in a.premises[1:]),
            "step": name,
            "scheme": a.scheme or "",
            "warrant": names[a.warrant] if a.warrant is not None else "",
            "conceded": "yes" if a.conceded else "",
            f"{STEP}speaker": "; ".join(a.speakers),
            f"{STEP}roles": roles,
            **{STEP + key: text_of(value) for key, value in a.attributes.items()},
        }

    def _put(self, group: str, things: Iterable[tuple[str, dict[str, str]]]) -> None:
        """Puts things into the rows of their statements, each of a group behind what came before it of that.

        A row has room for a thing where it has nothing of the group, or the thing before with all else the same.
        """
        place = at = 0
        for statement, cells in things:
            column, name = next(iter(cells.items()))
            rest = {key: text for key, text in cells.items() if text and key != column}
            shape = (column, tuple(rest.items()))
            own = self.place_of[statement]
            rows = [(place, n) for n in range(at, len(self.places[place]))]
            if own > place:
                rows.append((own, 0))
            for p, n in rows:
                row = self.places[p][n]
                if row.statement != statement:
                    continue
                last = (p, n) == (place, at) and shape == row.taken.get(group)
                if group not in row.taken or (last and not rest):
                    place, at = p, n
                    break
            else:
                row = _Row(statement, {"id": self.names[statement]})
                self.places[place].append(row)
                at = len(self.places[place]) - 1
            row.taken[group] = shape
            row.cells[column] = f"{row.cells[column]}; {name}" if column in row.cells else name
            row.cells.update(rest)


# The workbook


def _workbook(
    columns: Sequence[str],
    rows: Iterable[dict[str, str]],
    losses: list[Loss],
    explained: bool = False,
) -> bytes:
    openpyxl = needed("openpyxl", "sheets", "a workbook")
    comments = needed("openpyxl.comments", "sheets", "a workbook")
    styles = needed("openpyxl.styles", "sheets", "a workbook")
    validation = needed("openpyxl.worksheet.datavalidation", "sheets", "a workbook")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Map"
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns):
        head = sheet.cell(1, index + 1, column)
        head.font = styles.Font(bold=True)
        sheet.column_dimensions[letters(index)].width = _WIDE.get(column, 14)
        if explained:
            described = BY_NAME[column]
            also = f"\n\nAlso: {', '.join(described.also)}" if described.also else ""
            head.comment = comments.Comment(f"{described.what}{also}".replace("`", "’"), "argmap")
            head.comment.width, head.comment.height = 320, 160
    kinds = validation.DataValidation("list", formula1=f'"{",".join((*KINDS, "supposition"))}"')
    where = letters(list(columns).index("kind"))
    kinds.add(f"{where}2:{where}1048576")
    sheet.add_data_validation(kinds)
    for number, row in enumerate(rows, 2):
        for index, column in enumerate(columns):
            if text := row.get(column):
                cell = sheet.cell(number, index + 1)
                where = f"row {number}, column {letters(index)} ({column})"
                _set(cell, _held(text, where, losses), column == "id")
                cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
    made = BytesIO()
    workbook.save(made)
    return timeless(made.getvalue())


def _held(text: str, where: str, losses: list[Loss]) -> str:
    """A text as a cell can hold it."""
    if _ODD.search(text):
        losses.append(Loss("control characters", where))
        text = _ODD.sub("", text)
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    if len(text) > LONGEST:
        losses.append(Loss("long texts", f"{where}, after {LONGEST:,} characters"))
    return text[:LONGEST]


def _set(cell: Any, text: str, name: bool) -> None:
    """Puts a text into a cell, as what it is: never a formula; the number of a statement is a number."""
    if name and text.isdecimal():
        cell.value = int(text)
        return
    cell.value = text
    cell.data_type = "s"
    # A spreadsheet program takes it for text also when it is edited.
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
