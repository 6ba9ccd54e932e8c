"""A map as data frames: of statements, arguments, relations and sections, in pandas or polars, as the caller has it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.extras import MissingExtra, needed
from argmap.model import Argument, Map, Section, Statement

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame as IntoDataFrame

BACKENDS = ("pandas", "polars")
"""The libraries of data frames, the one first that is taken where both are installed and none is loaded."""


class Frames(NamedTuple):
    """The data frames of a map."""

    statements: IntoDataFrame
    arguments: IntoDataFrame
    relations: IntoDataFrame
    sections: IntoDataFrame


COLUMNS: dict[str, tuple[str, ...]] = {
    "statements": tuple(
        "id label kind text unstated open section within speakers quotations".split()
    ),
    "arguments": tuple(
        "id role premises target conceded strict scheme warrant speakers premise_roles".split()
    ),
    "relations": ("relation", "source", "target", "alternative_to"),
    "sections": ("id", "label", "title", "parent", "speakers"),
}
"""The columns of each frame; those of attributes follow, as `attribute.NAME`."""


def to_dataframes(map: Map, backend: str | None = None) -> Frames:
    """The frames of a map. `backend` is `pandas` or `polars`; without it the one that the program has loaded, or else
    that is installed. Raises `ValueError` for another, `argmap.extras.MissingExtra` where narwhals or any is missing.
    """
    narwhals = needed("narwhals", "frames", "a data frame")
    chosen = _backend(backend)

    def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> IntoDataFrame:
        listed = list(rows)
        found = dict.fromkeys(COLUMNS[name]) | dict.fromkeys(key for row in listed for key in row)
        data = {column: [row.get(column) for row in listed] for column in found}
        native: IntoDataFrame = narwhals.from_dict(data, backend=chosen).to_native()
        return native

    return Frames(
        frame("statements", map_rows(map.statements)),
        frame("arguments", map_rows(map.arguments)),
        frame("relations", relation_rows(map)),
        frame("sections", map_rows(map.sections)),
    )


def _backend(name: str | None) -> str:
    if name is not None:
        if name not in BACKENDS:
            raise ValueError(f"there is no backend {name!r}; there are {', '.join(BACKENDS)}")
        return name
    for backend in BACKENDS:
        if backend in sys.modules:
            return backend
    for backend in BACKENDS:
        if find_spec(backend) is not None:
            return backend
    raise MissingExtra("a data frame needs pandas or polars, and neither is installed")


def map_rows(things: Iterable[Statement | Argument | Section]) -> Iterable[dict[str, Any]]:
    """A row for each statement, argument or section, an attribute in a column of its own."""
    for thing in things:
        name = {Statement: "statements", Argument: "arguments", Section: "sections"}[type(thing)]
        row = {column: _plain(getattr(thing, column)) for column in COLUMNS[name]}
        if isinstance(thing, Statement):
            row["quotations"] = [quotation.text for quotation in thing.quotations]
        if isinstance(thing, Argument):
            roles = thing.premise_roles
            row["premise_roles"] = [roles.get(p) for p in thing.premises] if roles else []
        yield row | {f"attribute.{k}": _plain(v) for k, v in thing.attributes.items()}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def relation_rows(map: Map) -> Iterable[dict[str, Any]]:
    """A row for each relation: what it is of, `source`, and what it is to, `target`."""

    def row(relation: str, source: Iterable[str], target: str, other: str | None = None) -> Any:
        values = (relation, [*source], target, other)
        return dict(zip(COLUMNS["relations"], values, strict=True))

    for p in map.parts:
        yield row("part", [p.part], p.whole, p.alternative_to)
    for one, other in map.contradictions:
        yield row("contradiction", [one], other)
    for preference in map.preferences:
        yield row("preference", [preference.preferred], preference.over)
    for one, other in map.restatements:
        yield row("restatement", [one], other)
    for e in map.explanations:
        yield row("explanation", e.explaining, e.explained)
    for c in map.conditions:
        yield row("condition", [c.provided], c.statement)
    for a in map.answers:
        yield row("answer", [a.answer], a.question)
    for i in map.independences:
        yield row("independence", [i.statement], i.of)
