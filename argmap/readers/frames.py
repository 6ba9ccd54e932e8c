"""Data frames, as a map gives them, as the parts of a map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from argmap.diagnostics import ArgmapError, nearest
from argmap.extras import needed
from argmap.model import (
    Answer,
    Argument,
    Condition,
    Explanation,
    Independence,
    Map,
    Part,
    Preference,
    Section,
    Statement,
)
from argmap.values import Value

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

_ATTRIBUTE = "attribute."
_COLUMNS = {
    "statements": "text id label kind unstated open section within speakers quotations".split(),
    "arguments": "premises target id role conceded strict scheme warrant speakers premise_roles".split(),
    "sections": "title id label parent speakers".split(),
    "relations": "relation source target alternative_to".split(),
}
_NEEDED = {
    "statements": ("text",),
    "arguments": ("premises", "target"),
    "sections": ("title",),
    "relations": ("relation", "source", "target"),
}


def from_dataframes(
    statements: IntoDataFrame,
    arguments: IntoDataFrame | None = None,
    relations: IntoDataFrame | None = None,
    sections: IntoDataFrame | None = None,
    *,
    title: str = "",
    attributes: Mapping[str, Value] | None = None,
) -> Map:
    """The parts of a map from frames; columns that are missing are as if nothing were said. Raises `ArgmapError` for a
    column that is needed and missing, or that means nothing, and for a relation that there is not.
    """
    made = Map(
        statements=[Statement(**row) for row in _rows("statements", statements)],
        arguments=[Argument(**_with_roles(row)) for row in _rows("arguments", arguments)],
        sections=[Section(**row) for row in _rows("sections", sections)],
        title=title,
        attributes=attributes or {},
    )
    return made.changed(**_relations(relations))


def _rows(name: str, frame: IntoDataFrame | None) -> list[dict[str, Any]]:
    """The rows of a frame, without what is empty."""
    if frame is None:
        return []
    narwhals = needed("narwhals", "frames", "a data frame")
    table = narwhals.from_native(frame, eager_only=True)
    known = _COLUMNS[name]
    for column in table.columns:
        if column not in known and not str(column).startswith(_ATTRIBUTE):
            guess = nearest(str(column), known)
            hint = f"did you mean `{guess}`?" if guess else f"there are {', '.join(known)}"
            raise ArgmapError(f"the frame of {name} has no use for a column `{column}`; {hint}")
    missing = [column for column in _NEEDED[name] if column not in table.columns]
    if missing and len(table):
        raise ArgmapError(f"the frame of {name} needs a column `{missing[0]}`")
    return [_row(row) for row in table.iter_rows(named=True)]


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    attributes: dict[str, Value] = {}
    for column, value in row.items():
        plain = _value(value)
        if plain is None:
            continue
        if column.startswith(_ATTRIBUTE):
            attributes[column.removeprefix(_ATTRIBUTE)] = plain
        else:
            found[column] = plain
    return {**found, "attributes": attributes} if attributes else found


def _value(value: Any) -> Any:
    """A cell as Python has it, None where it is empty."""
    if value is None or value is False:
        return None
    if isinstance(value, str | bool):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return tuple(value) or None
    # What is no number is a cell that is missing.
    return None if value != value else value


def _with_roles(row: dict[str, Any]) -> dict[str, Any]:
    roles = row.get("premise_roles")
    if roles is None:
        return row
    named = {p: role for p, role in zip(row["premises"], roles, strict=True) if role is not None}
    return {**row, "premise_roles": named}


_MADE: dict[str, tuple[str, Callable[[tuple[str, ...], str, str | None], Any]]] = {
    "part": ("parts", lambda of, to, other: Part(to, of[0], other)),
    "contradiction": ("contradictions", lambda of, to, other: (of[0], to)),
    "preference": ("preferences", lambda of, to, other: Preference(of[0], to)),
    "restatement": ("restatements", lambda of, to, other: (of[0], to)),
    "explanation": ("explanations", lambda of, to, other: Explanation(of, to)),
    "condition": ("conditions", lambda of, to, other: Condition(to, of[0])),
    "answer": ("answers", lambda of, to, other: Answer(to, of[0])),
    "independence": ("independences", lambda of, to, other: Independence(of[0], to)),
}


def _relations(frame: IntoDataFrame | None) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in _rows("relations", frame):
        if row["relation"] not in _MADE:
            known = ", ".join(_MADE)
            raise ArgmapError(f"there is no relation {row['relation']!r}; there are {known}")
        source = row["source"]
        field, make = _MADE[row["relation"]]
        sources = (source,) if isinstance(source, str) else source
        found.setdefault(field, []).append(make(sources, row["target"], row.get("alternative_to")))
    return found
